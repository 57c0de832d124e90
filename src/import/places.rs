//! Police districts as lists spell them.

use crate::terms::{PoliceDistrict, Terms, fold};

/// Finds a police district by its own name, or by a council's district that it covers.
pub(super) fn find_police_district(terms: &Terms, text: &str) -> Option<String> {
    let folded = fold(text);
    let named = |police: &&PoliceDistrict| fold(&police.name) == folded;
    let found = terms.police_districts.iter().find(named).or_else(|| {
        let council = terms.find_council(text)?;
        terms.police_districts.iter().find(|police| police.districts.contains(&council))
    });
    found.map(|police| police.name.clone())
}
