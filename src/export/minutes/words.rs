//! How minutes put dates, times, people and lists: in full, for a reader who was not there.

use chrono::{NaiveDate, NaiveTime};

use crate::model::action::Action;
use crate::model::agenda::ItemKind;
use crate::model::attendance::Seat;
use crate::model::meeting::Meeting;
use crate::terms::Terms;

/// `Thursday 3 December 2026`.
pub(in crate::export) fn weekday(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// `3 December 2026`.
pub(in crate::export) fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// `Thu 3 Dec 2026`, for the cells of tables.
pub(in crate::export) fn short_day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `09:30`.
pub(in crate::export) fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// `a, b and c`.
pub(in crate::export) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `no members`, `one member`, `2 members`.
pub(in crate::export) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("one {one}"),
        number => format!("{number} {many}"),
    }
}

/// `third`, for how often an action was carried.
pub(in crate::export) fn ordinal(number: usize) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match number.checked_sub(1).and_then(|index| WORDS.get(index)) {
        Some(word) => (*word).to_owned(),
        None => format!("{number}th"),
    }
}

/// The text as a sentence: it ends with a full stop if it ends with nothing.
pub(in crate::export) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…', '”', '"']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// What happened, and why: `Done: the letter was sent.`; without words the first alone, as a sentence.
pub(in crate::export) fn because(what: &str, why: &str) -> String {
    if why.trim().is_empty() { sentence(what) } else { sentence(&format!("{what}: {}", why.trim())) }
}

/// The text with its first letter large.
pub(in crate::export) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The area's name; its slug where the terms no longer know it.
pub(in crate::export) fn area<'a>(terms: &'a Terms, slug: &'a str) -> &'a str {
    terms.area(slug).map_or(slug, |area| &area.name)
}

/// The agency, with the designation where the agency has several seats in the meeting.
pub(in crate::export) fn post(meeting: &Meeting, seat: &Seat) -> String {
    let own = |other: &&Seat| other.address.agency() == seat.address.agency();
    if meeting.seats.iter().filter(own).nth(1).is_some() {
        format!("{} ({})", seat.agency, seat.designation)
    } else {
        seat.agency.clone()
    }
}

/// The speaker's name and post; the post alone where no name is known.
pub(in crate::export) fn speaker(meeting: &Meeting, seat: &Seat) -> String {
    match seat.speaker() {
        "" => post(meeting, seat),
        name => format!("{name}, {}", post(meeting, seat)),
    }
}

/// What kind of discussion a case's item is.
pub(in crate::export) fn discussion(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Initial => "Initial discussion",
        ItemKind::Review => "Review",
        ItemKind::Requested => "Discussed at the request of an agency",
        ItemKind::Dissent => "Dissent brought forward",
        ItemKind::Standing(_) => "Standing item",
    }
}

/// Actions in the order of their labels, `A9` before `A10`.
pub(in crate::export) fn by_label<'a>(actions: impl Iterator<Item = &'a Action>) -> Vec<&'a Action> {
    let mut actions: Vec<_> = actions.collect();
    actions.sort_by_key(|action| (action.label.len(), action.label.as_str()));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_day_first() {
        let date = "2026-12-03".parse().unwrap();
        assert_eq!(weekday(date), "Thursday 3 December 2026");
        assert_eq!(day(date), "3 December 2026");
        assert_eq!(short_day(date), "Thu 3 Dec 2026");
    }

    #[test]
    fn a_list_ends_with_and() {
        let items = |texts: &[&str]| list(&texts.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(items(&[]), "");
        assert_eq!(items(&["YOS"]), "YOS");
        assert_eq!(items(&["YOS", "Health", "Police"]), "YOS, Health and Police");
    }

    #[test]
    fn a_reason_follows_a_colon_where_there_is_one() {
        assert_eq!(because("Done", "letter sent"), "Done: letter sent.");
        assert_eq!(because("Done", " "), "Done.");
    }

    #[test]
    fn a_sentence_ends_with_one_full_stop() {
        assert_eq!(sentence("risk is high "), "risk is high.");
        assert_eq!(sentence("risk is high."), "risk is high.");
        assert_eq!(sentence("“No?”"), "“No?”");
    }
}
