//! Why a line is not read: the word, where it stands, and what would be understood.

use std::fmt;
use std::ops::Range;

/// A line that was not read; the line itself stays with the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureRefusal {
    /// The word that it could not read, or the last before something that is missing.
    pub word: String,
    /// Where that word stands in the line, in characters; empty at the place of what is missing.
    pub at: Range<usize>,
    /// Why, naming the word and what is understood, without the final stop.
    pub why: String,
    /// What may have been meant.
    pub try_: Option<String>,
}

impl CaptureRefusal {
    /// The same refusal with what may have been meant.
    #[must_use]
    pub(super) fn or_try(self, try_: Option<impl Into<String>>) -> Self {
        Self { try_: try_.map(Into::into), ..self }
    }
}

impl fmt::Display for CaptureRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.try_ {
            Some(meant) => write!(f, "{}; did you mean {meant}?", self.why),
            None => write!(f, "{}.", self.why),
        }
    }
}

impl std::error::Error for CaptureRefusal {}

/// The candidate spelt most nearly like the word, if one is near enough to be a slip:
/// a third of its letters at most, and never all of them.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().take(40).count();
    nearest_within(letters.div_ceil(3).min(letters.saturating_sub(1)), word, candidates)
}

/// The candidate spelt most nearly like the word, with at most this many slips.
#[must_use]
pub fn nearest_within<'a>(
    allowed: usize,
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<char> = word.to_lowercase().chars().take(40).collect();
    candidates
        .into_iter()
        .map(|candidate| (slips(&wanted, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(slips, _)| *slips <= allowed)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Letters to change, add, drop or swap with their neighbour (optimal string alignment).
fn slips(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (i, c) in one.iter().enumerate() {
        let mut row = vec![i + 1; width];
        for (j, d) in other.iter().enumerate() {
            let mut fewest = (last[j] + usize::from(c != d)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *c == other[j - 1] && one[i - 1] == *d {
                fewest = fewest.min(before[j - 1] + 1);
            }
            row[j + 1] = fewest;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_finds_what_was_meant() {
        let agencies = ["police", "health", "yos", "council"];
        assert_eq!(nearest("polise", agencies), Some("police"));
        assert_eq!(nearest("yso", agencies), Some("yos"));
        assert_eq!(nearest("HEALHT", agencies), Some("health"));
        assert_eq!(nearest("library", agencies), None);
        assert_eq!(nearest("q", agencies), None);
        assert_eq!(nearest("", agencies), None);
    }
}
