//! Districts as lists spell them.

use crate::terms::{PoliceDistrict, Terms, fold};

/// Finds a district however its council is styled: "Colchester Borough Council" is Colchester.
pub(super) fn find_district(terms: &Terms, text: &str) -> Option<String> {
    let mut folded = fold(text);
    loop {
        if let Some(found) = terms.find_district(&folded).one() {
            return Some(found.to_owned());
        }
        let (shorter, last) = folded.rsplit_once(' ')?;
        if !["council", "district", "borough", "city", "dc", "bc", "cc"].contains(&last) {
            return None;
        }
        folded = shorter.to_owned();
    }
}

/// Finds a police district by its own name, or by a council's district that it covers.
pub(super) fn find_police_district(terms: &Terms, text: &str) -> Option<String> {
    let folded = fold(text);
    let named = |police: &&PoliceDistrict| fold(&police.name) == folded;
    let found = terms.police_districts.iter().find(named).or_else(|| {
        let council = find_district(terms, text)?;
        terms.police_districts.iter().find(|police| police.districts.contains(&council))
    });
    found.map(|police| police.name.clone())
}
