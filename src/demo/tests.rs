//! What a newcomer would notice of the demo county.

mod anonymised;
mod papers;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::model::case::{Case, Outcome};
use crate::model::change::Change;
use crate::model::docs::Docs;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::missing::triage;
use crate::model::record::Entry;
use crate::model::said::DissentState;
use crate::terms::calendar;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 3).unwrap()
}

fn county(seed: u64, years: u32, today: NaiveDate, keeps: bool) -> (Vec<Entry>, Docs) {
    let (terms, calendar) = (Terms::essex().unwrap(), Calendar::default());
    let at = dates::at(today - chrono::Months::new(12 * years + 4), (9, 0));
    let mut memory = Memory::open(&terms, &calendar, at, keeps).unwrap();
    fill(&mut memory, &terms, &calendar, Scenario { seed, years, today }, |_, _| {}).unwrap();
    let entries = std::mem::take(&mut memory.entries);
    (entries, memory.into_docs())
}

fn small(seed: u64) -> Docs {
    county(seed, 1, today(), false).1
}

fn todays(docs: &Docs, today: NaiveDate) -> &Meeting {
    docs.meetings.values().find(|m| m.plan.date == today && m.plan.area == "mid" && m.plan.part == 1).unwrap()
}

fn open(docs: &Docs) -> Vec<&Case> {
    docs.cases.values().filter(|case| case.is_open()).collect()
}

/// Everything that was written down, each with the meeting it was said in.
fn texts(meeting: &Meeting) -> Vec<&str> {
    let mut texts = Vec::new();
    for item in &meeting.items {
        texts.extend(item.updates.iter().map(|u| u.text.as_str()));
        texts.extend(item.notes.iter().map(|n| n.text.as_str()));
        texts.extend(item.views.iter().map(|v| v.text.as_str()));
        texts.extend(item.dissents.iter().flat_map(|d| [d.text.as_str(), d.answer.rationale.as_str()]));
        texts.extend(item.decision.iter().map(|d| d.rationale.as_str()));
        texts.extend(item.risk.iter().map(|r| r.because.as_str()));
    }
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

#[track_caller]
fn check(docs: &Docs, today: NaiveDate) {
    let meeting = todays(docs, today);
    assert_eq!(meeting.state, MeetingState::AgendaCirculated);
    let kinds = |kind| meeting.items.iter().filter(|item| item.planned.kind == kind).count();
    assert_eq!(kinds(crate::model::agenda::ItemKind::Initial), 2);
    assert_eq!(kinds(crate::model::agenda::ItemKind::Review), 9);
    let open = open(docs);
    assert!((31..=39).contains(&open.len()), "{} are open", open.len());
    let closed = docs.cases.values().filter(|case| !case.is_open()).count();
    assert!((9..=16).contains(&closed), "{closed} are closed");

    let coming: BTreeSet<(&str, NaiveDate)> = docs
        .meetings
        .values()
        .filter(|m| m.plan.part == 1 && m.plan.date >= today)
        .map(|m| (m.plan.area.as_str(), m.plan.date))
        .collect();
    for case in &open {
        let due = case.review_date.or((case.discussions.is_empty()).then_some(today));
        let taken = due.is_some_and(|day| coming.contains(&(case.area.as_str(), day)));
        assert!(taken || case.discussions.is_empty(), "{} is due {due:?} in {}", case.label, case.area);
        assert!(case.age(today) >= 10 && case.age(today) < 18, "{} is {}", case.label, case.age(today));
    }
    for meeting in docs.meetings.values() {
        for seat in &meeting.seats {
            assert!(!seat.name.is_empty(), "{} of {}", seat.address, meeting.label);
        }
        let mut heard = BTreeSet::new();
        for text in texts(meeting) {
            assert!(heard.insert(text), "twice in {}: {text}", meeting.label);
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_county_and_another_seed_another() {
    let (first, _) = county(7, 1, today(), true);
    let (again, _) = county(7, 1, today(), true);
    assert!(first == again);
    assert!(first.windows(2).all(|pair| pair[0].stamp.at <= pair[1].stamp.at + chrono::Duration::hours(4)));
    let last = first.iter().map(|entry| entry.stamp.at).max().unwrap();
    assert!(calendar::london(last).date() < today());
    let (other, _) = county(8, 1, today(), true);
    assert!(first != other);
}

#[test]
fn todays_meeting_waits_with_nine_reviews_and_two_initial_cases() {
    let docs = small(1);
    check(&docs, today());
    let meeting = todays(&docs, today());
    let sent = meeting.seats.iter().filter(|seat| seat.mark.is_some()).count();
    assert_eq!(sent, 2);
    assert!(meeting.items.iter().all(crate::model::agenda::Item::is_silent));
    assert_eq!(meeting.plan.time.to_string(), "09:30:00");
}

#[test]
fn other_seeds_and_days_work_as_well() {
    for (seed, day) in [(2, "2026-11-24"), (3, "2027-01-30"), (99, "2026-08-31")] {
        let today = day.parse().unwrap();
        let (_, docs) = county(seed, 1, today, false);
        check(&docs, today);
    }
}

#[test]
fn children_are_missing_and_actions_are_late() {
    let docs = small(1);
    let terms = Terms::essex().unwrap();
    let triaged = open(&docs).iter().filter(|case| triage(&case.episodes, today(), &terms.missing).met).count();
    assert!((3..=5).contains(&triaged), "{triaged} are at the trigger");
    let actions = || docs.actions.values().filter(|action| action.is_open());
    assert!(actions().any(|action| action.times_carried() >= 3 && action.is_overdue(today())));
    assert!(actions().filter(|action| action.is_overdue(today())).count() >= 5);
    let answered = |f: fn(&crate::model::action::Action) -> bool| docs.actions.values().filter(|a| f(a)).count();
    assert!(answered(|a| a.outcome.is_some()) > 100);
    assert!(answered(|a| !a.is_open() && a.outcome.is_none()) > 5);
}

#[test]
fn one_dissent_of_the_first_area_is_not_resolved() {
    let docs = small(1);
    let dissents = |area: &str, state| {
        let meetings = docs.meetings.values().filter(|m| area.is_empty() || m.plan.area == area);
        meetings.flat_map(|m| &m.items).flat_map(|i| &i.dissents).filter(|d| d.answer.state == state).count()
    };
    assert_eq!((dissents("mid", DissentState::Noted), dissents("", DissentState::Noted)), (1, 1));
    assert!(dissents("", DissentState::Resolved) >= 3);
}

#[test]
fn requests_and_papers_wait_in_the_other_areas_offices() {
    let docs = small(1);
    let listings: Vec<_> = docs.cases.values().flat_map(|case| &case.listings).collect();
    let stands = |late, state| listings.iter().filter(|l| l.asked.late == late && l.state() == state).count();
    assert_eq!((stands(false, "waits for the chair"), stands(true, "accepted")), (1, 1));
    let refused = docs.cases.values().find(|case| case.listings.iter().any(|l| l.refused().is_some())).unwrap();
    assert_eq!((refused.open_dissents().count(), refused.is_open()), (1, true));
    assert!(docs.cases.values().any(|case| case.form().is_some() && !case.papers.is_empty()));
    assert!(docs.cases.values().filter(|case| case.area == "mid").all(|case| case.listings.is_empty()));
}

#[test]
fn a_child_who_was_transferred_lives_in_the_area_that_reviews_them() {
    let (docs, terms) = (small(1), Terms::essex().unwrap());
    let moved = |case: &&Case| case.discussions.iter().any(|d| matches!(d.outcome, Outcome::Transfer { .. }));
    assert!(docs.cases.values().filter(moved).count() >= 1);
    for case in docs.cases.values() {
        let area = terms.area_of(&case.details.district).map(|area| area.slug.as_str());
        assert_eq!(area, Some(case.area.as_str()), "{} is said to live in {}", case.label, case.details.district);
    }
}

#[test]
fn references_and_risks_read_as_people_write_them() {
    let docs = small(1);
    assert!(docs.cases.values().any(|case| case.label.starts_with("M-2026-0")));
    let up = |case: &&&Case| case.risk.as_deref() == Some("High") && case.risk_before() == Some("Medium");
    assert!(open(&docs).iter().filter(up).count() >= 2);
    for meeting in docs.meetings.values().filter(|m| m.plan.date < today()) {
        let (started, ended) = (meeting.started_at.unwrap(), meeting.ended_at.unwrap());
        let length = (ended - started).num_minutes();
        assert!((10..=260).contains(&length), "{} took {length} minutes", meeting.label);
        assert_eq!(calendar::london(started).date(), meeting.plan.date);
    }
}

#[test]
fn nothing_is_unfilled_real_or_unkind() {
    let (entries, _) = county(5, 1, today(), true);
    let said: Vec<String> = entries.iter().map(|entry| words(&entry.change)).collect();
    let unkind = [
        "puts herself",
        "puts himself",
        "promiscuous",
        "lifestyle choice",
        "streetwise",
        "absconded",
        "child prostitut",
    ];
    for text in said {
        for word in ["{", "}", "  ", ";;", " | "] {
            assert!(!text.contains(word), "{text}");
        }
        for word in unkind {
            assert!(!text.to_lowercase().contains(word), "{text}");
        }
        for (at, _) in text.match_indices('@') {
            let address: &str = text[at..].split(char::is_whitespace).next().unwrap();
            assert!(address.ends_with(".example"), "{address}");
        }
        for number in text.split(|c: char| !c.is_ascii_digit() && c != ' ').map(str::trim) {
            let digits = number.chars().filter(char::is_ascii_digit).count();
            assert!(digits < 9 || number.starts_with("01632 960"), "{number}");
        }
    }
}

/// The words of a change, and nothing else of it.
fn words(change: &Change) -> String {
    fn gather(value: &serde_json::Value, into: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                into.push_str(text);
                into.push('\n');
            }
            serde_json::Value::Array(all) => all.iter().for_each(|one| gather(one, into)),
            serde_json::Value::Object(all) => all.values().for_each(|one| gather(one, into)),
            _ => {}
        }
    }
    let mut text = String::new();
    gather(&serde_json::to_value(change).unwrap(), &mut text);
    text
}

#[test]
fn no_sentence_of_the_bank_comes_twice_in_a_case() {
    let docs = small(4);
    let mut said: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for item in docs.meetings.values().flat_map(|meeting| &meeting.items) {
        let Some(case) = item.case() else { continue };
        said.entry(case).or_default().extend(item.updates.iter().filter(|u| !u.nil).map(|u| u.text.as_str()));
    }
    for texts in said.values() {
        let all: BTreeSet<_> = texts.iter().collect();
        assert_eq!(all.len(), texts.len());
    }
}

#[test]
fn the_banks_are_large_and_every_slot_is_known() {
    let banks = bank::Banks::read();
    let terms = Terms::essex().unwrap();
    for rule in &terms.part(1).unwrap().seats {
        let post = format!("{}/{}", rule.agency, rule.designation);
        let count = banks.updates.section(&post).len();
        assert!(count >= 14, "{post} has {count}");
        assert!(!banks.actions.section(&post).is_empty(), "{post} does nothing");
    }
    let actions: usize = banks.actions.sections().map(|post| banks.actions.section(post).len()).sum();
    assert!(actions >= 80, "{actions} actions");
    for (section, least) in [("concern", 35), ("child", 40), ("parent", 25), ("review", 25), ("risk-up", 10)] {
        let count = banks.talk.section(section).len();
        assert!(count >= least, "{section} has {count}");
    }
    for post in banks.actions.sections().filter(|post| *post != "cf/asw") {
        let (agency, designation) = post.split_once('/').unwrap();
        assert!(terms.designation(agency, designation).is_some(), "{post}");
    }
}
