//! What was changed in the minutes after the meeting had ended: as it stood then, and as it stands now. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::id::{ItemId, RequestId};
use super::minutes::Signed;

/// Something that the minutes say, as it stood at some time: its words, and who recorded them last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// On which item; none for the whole meeting.
    pub item: Option<ItemId>,
    /// What it is: `update of Police`, `decision`.
    pub what: String,
    /// The words; none where it was taken out.
    pub words: Option<String>,
    /// When they were recorded, and by whom.
    pub signed: Signed,
    /// The request that recorded them.
    pub request: RequestId,
}

/// What the minutes say, by what stays the same however often it is corrected.
pub type Things = BTreeMap<String, Thing>;

/// Something that was added, corrected or withdrawn after the meeting had ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// On which item; none for the whole meeting.
    pub item: Option<ItemId>,
    /// What it is: `update of Police`, `decision`.
    pub what: String,
    /// The words when the meeting ended; none where it was added.
    pub before: Option<String>,
    /// The words now; none where it was withdrawn.
    pub after: Option<String>,
    /// When it was changed last, and by whom.
    pub signed: Signed,
}

impl Changed {
    /// What became of it, in a word.
    #[must_use]
    pub fn how(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "added",
            (Some(_), Some(_)) => "corrected",
            (Some(_), None) => "withdrawn",
        }
    }

    /// `“the old words” → “the new words”`, or the one of them that there is.
    #[must_use]
    pub fn words(&self) -> String {
        old_and_new(self.before.as_deref(), self.after.as_deref())
    }

    /// The same in a line: a few words from where they differ.
    #[must_use]
    pub fn brief(&self) -> String {
        in_brief(self.before.as_deref(), self.after.as_deref())
    }
}

/// The most words that a line shows of either text, and how many of them stand before what differs.
const MOST: usize = 8;
const AROUND: usize = 2;

/// `“the old words” → “the new words”`, or the one of them that there is.
#[must_use]
pub fn old_and_new(before: Option<&str>, after: Option<&str>) -> String {
    let quoted: Vec<String> = [before, after].into_iter().flatten().map(|words| format!("“{words}”")).collect();
    quoted.join(" → ")
}

/// Old and new words as [`old_and_new`] has them, but no more of either than a few words from where they differ.
#[must_use]
pub fn in_brief(before: Option<&str>, after: Option<&str>) -> String {
    let split = |text: Option<&str>| text.map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let (before, after) = (split(before), split(after));
    let same = match (&before, &after) {
        (Some(before), Some(after)) => before.iter().zip(after).take_while(|(old, new)| old == new).count(),
        _ => 0,
    };
    let from = same.saturating_sub(AROUND);
    let part = |words: Option<Vec<String>>| {
        let words = words?;
        let shown: Vec<&str> = words.iter().skip(from).take(MOST).map(String::as_str).collect();
        let (lead, more) = (if from > 0 { "…" } else { "" }, if words.len() > from + MOST { "…" } else { "" });
        Some(format!("{lead}{}{more}", shown.join(" ")))
    };
    old_and_new(part(before).as_deref(), part(after).as_deref())
}

/// What differs between the minutes as they stood at the end and as they stand now, in the order in which it was changed.
/// What was taken back since is signed by whoever took it back, of which `undone` keeps account.
#[must_use]
pub fn changes(then: &Things, now: &Things, undone: &BTreeMap<RequestId, Signed>, end: DateTime<Utc>) -> Vec<Changed> {
    let keys = then.keys().chain(now.keys().filter(|key| !then.contains_key(*key)));
    let changed = keys.filter_map(|key| {
        let (old, new) = (then.get(key), now.get(key));
        let (before, after) = (old.and_then(|old| old.words.clone()), new.and_then(|new| new.words.clone()));
        if before == after {
            return None;
        }
        let taken_back = || old.and_then(|old| undone.get(&old.request));
        let signed = new.map(|new| &new.signed).filter(|signed| signed.at > end).or_else(taken_back)?.clone();
        let told = new.or(old)?;
        Some(Changed { item: told.item.clone(), what: told.what.clone(), before, after, signed })
    });
    let mut changed: Vec<Changed> = changed.collect();
    changed.sort_by_key(|changed| changed.signed.at);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> DateTime<Utc> {
        format!("2026-12-03T12:{minute:02}:00Z").parse().unwrap()
    }

    fn things(all: &[(&str, Option<&str>, u32)]) -> Things {
        let thing = |(key, words, minute): &(&str, Option<&str>, u32)| {
            let signed = Signed { at: at(*minute), by: "Sam Reed".into() };
            let (words, request) = (words.map(str::to_owned), RequestId::new(format!("{key}-{minute}")));
            ((*key).to_owned(), Thing { item: None, what: "note".into(), words, signed, request })
        };
        all.iter().map(thing).collect()
    }

    /// Compares what stood when the meeting ended at 12:30 with what stands now.
    #[track_caller]
    fn check(then: &[(&str, Option<&str>, u32)], now: &[(&str, Option<&str>, u32)], expected: &[&str]) {
        let back = Signed { at: at(50), by: "Sam Reed".into() };
        let undone = BTreeMap::from([(RequestId::new("gone-10"), back)]);
        let told = |changed: &Changed| format!("{} {}", changed.how(), changed.words());
        let said: Vec<String> = changes(&things(then), &things(now), &undone, at(30)).iter().map(told).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn what_was_corrected_added_and_withdrawn_is_told_in_that_order() {
        let then = [("a", Some("Grey van."), 10), ("b", Some("Late home."), 11), ("c", Some("As it was."), 12)];
        let now = [
            ("a", Some("White van."), 42),
            ("b", None, 41),
            ("c", Some("As it was."), 12),
            ("d", Some("One more."), 43),
        ];
        check(&then, &now, &["withdrawn “Late home.”", "corrected “Grey van.” → “White van.”", "added “One more.”"]);
    }

    #[test]
    fn what_came_and_went_again_or_reads_as_before_is_no_change() {
        let then = [("a", Some("Grey van."), 10)];
        check(&then, &[("a", Some("Grey van."), 45), ("b", None, 46)], &[]);
    }

    #[test]
    fn in_a_line_old_and_new_words_begin_where_they_differ() {
        let old = "Seen twice near the retail park in a grey van.";
        let new = "Seen twice near the retail park in a white van.";
        assert_eq!(in_brief(Some(old), Some(new)), "“…in a grey van.” → “…in a white van.”");
        assert_eq!(in_brief(Some(old), None), "“Seen twice near the retail park in a…”");
        assert_eq!(in_brief(Some("Grey."), Some("White.")), "“Grey.” → “White.”");
    }

    #[test]
    fn what_was_taken_back_is_withdrawn() {
        check(&[("gone", Some("Grey van."), 10)], &[], &["withdrawn “Grey van.”"]);
    }
}
