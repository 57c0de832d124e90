//! The preview, and what it flags.

use super::Room;
use crate::model::capture::{Lint, Part, lint, preview, shown};
use crate::model::wording::Wordings;

#[track_caller]
fn check(line: &str, expect: &str) {
    let room = Room::new();
    let capture = room.parse(line).unwrap();
    assert_eq!(shown(&preview(&capture, &room.around())), expect, "{line}");
}

#[track_caller]
fn check_flags(line: &str, expect: &[&str]) {
    let room = Room::new();
    let found = lint(&room.parse(line).unwrap(), &Wordings::of(&room.terms));
    assert_eq!(found.iter().map(Lint::to_string).collect::<Vec<_>>(), expect, "{line}");
}

#[test]
fn an_action_is_shown_with_owners_date_and_what_is_owed() {
    check(
        "a @yos @asw visit by fri #sup",
        "action · YOS · C&F, Allocated social worker · visit · by Fri 4 Dec 2026, 1 working day · Support",
    );
    check("a visit", "action · visit · no owner · no date");
    check("a @yos visit by +5wd", "action · YOS · visit · by Thu 10 Dec 2026, 5 working days");
    check("a @yos visit by sat", "action · YOS · visit · by Sat 5 Dec 2026, 1 working day, itself not a working day");
    check("a @yos visit by today", "action · YOS · visit · by Thu 3 Dec 2026, today");
    check("a @yos visit by 1/12/2026", "action · YOS · visit · by Tue 1 Dec 2026, past");
    check("a @yos visit by 1/12/2050", "action · YOS · visit · by Thu 1 Dec 2050");
}

#[test]
fn every_other_form_is_shown_as_it_will_be_stored() {
    check("u @cf/team-manager nil", "update · C&F TM (Jo Doe) · nothing to report");
    check("w @yos Sent in.", "written · YOS · Sent in.");
    check("a a3 done sent", "action · A3 · done · sent");
    check("a a3 not-done #agency ill", "action · A3 · not done by the agency · because ill");
    check("a A3 carry to fri because x", "action · A3 · carried to Fri 4 Dec 2026, 1 working day · because x");
    check("x @yos resolved explained", "dissent · YOS · resolved · because explained");
    check("d review 14 jan", "decision · review · Thu 14 Jan 2027, 27 working days · no rationale");
    check("d close reduced #con", "decision · close: Risk reduced · Contact ended · no rationale");
    check(
        "d transfer west because moved",
        "decision · transfer to West · first review Sun 3 Jan 2027, 18 working days, itself not a working day · because moved",
    );
    check("k h because seen", "risk · High · because seen");
    check("c child none because too soon", "view · child · not heard · because too soon");
    check("c parent \"Home by ten\"", "view · parent · “Home by ten”");
    check("l gang corner lads", "place · Group or gang · corner lads");
    check("m mon 22:10 from care", "missing · Mon 30 Nov 2026 22:10 · still missing · from care");
    check("r @health apologies", "roll · Health · apologies · no substitute");
    check("r @yos late 9.50am", "roll · YOS · present, from 09:50");
}

#[test]
fn what_is_owed_is_marked_as_owed() {
    let room = Room::new();
    let spans = preview(&room.parse("a visit").unwrap(), &room.around());
    let owed: Vec<_> = spans.iter().filter(|span| span.part == Part::Owed).map(|span| span.text.as_str()).collect();
    assert_eq!(owed, ["no owner", "no date"]);
}

#[test]
fn an_action_without_owner_or_date_or_in_vague_words_is_flagged() {
    check_flags("a @yos visit the home by fri", &[]);
    check_flags("a visit the home", &["no owner: begin with @ and an agency", "no date: say by and when"]);
    check_flags(
        "a @yos Monitor, as soon as possible by fri",
        &["“Monitor”: say who checks what, and how often", "“as soon as possible”: say by which day"],
    );
    check_flags("a @yos fit a monitoring tag by fri", &[]);
    check_flags("u @yos monitor ongoing", &[]);
}
