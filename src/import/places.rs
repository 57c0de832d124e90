//! Districts as lists spell them.

use crate::terms::{Terms, fold};

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
