//! Every form reads, and prints as its canonical line.

use super::Room;
use crate::model::capture::{Around, find_seat, forms};

/// Reads a line, and checks the line it prints; that line must read as the same.
#[track_caller]
fn check(line: &str, canonical: &str) {
    let room = Room::new();
    let capture = room.parse(line).unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
    assert_eq!(capture.line(), canonical, "{line}");
    assert_eq!(room.parse(canonical), Ok(capture), "{canonical}");
}

#[track_caller]
fn check_seat(typed: &str, expect: &str) {
    let room = Room::new();
    let found = find_seat(typed, &room.around()).map_or_else(|refusal| refusal.to_string(), |seat| seat.to_string());
    assert_eq!(found, expect, "{typed}");
}

#[test]
fn every_example_of_the_table_reads() {
    let room = Room::new();
    for form in forms() {
        for line in form.examples {
            let capture = room.parse(line).unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
            assert_eq!(capture.verb(), form.verb, "{line}");
        }
    }
}

#[test]
fn owners_may_be_parted_by_commas() {
    for line in ["a @yos,@asw visit by fri", "a @yos, @asw visit by fri", "a @yos , @asw visit by fri"] {
        let room = Room::new();
        assert_eq!(room.parse(line), room.parse("a @yos @asw visit by fri"), "{line}");
    }
}

#[test]
fn updates_are_spoken_written_or_nil() {
    check("u @yos  Seen   twice.", "u @yos/regional-manager Seen twice.");
    check("U @health: nil", "u @health/named-nurse nil");
    check("update @health nil return expected", "u @health/named-nurse nil return expected");
    check(r"u @health \nil", r"u @health/named-nurse \nil");
    check("w @yos Sent in.", "w @yos/regional-manager Sent in.");
    check("t Chair summarised @yos #1 by fri.", "t Chair summarised @yos #1 by fri.");
}

#[test]
fn actions_have_owners_text_date_and_category() {
    check(
        "a @yos complete AIM assessment by fri #support",
        "a @yos/regional-manager complete AIM assessment by 4 Dec 2026 #support",
    );
    check("a @yos @asw @yos visit together by fri", "a @yos/regional-manager @cf/asw visit together by 4 Dec 2026");
    check("a by 14 jan #safe @yos visit", "a @yos/regional-manager visit by 14 Jan 2027 #safeguard-the-child");
    check("a @probation/s share history by next meeting", "a @probation/senior-po share history by 7 Jan 2027");
    check("a stand by the school by in 2 weeks", "a stand by the school by 17 Dec 2026");
    check(
        "a @yos report by fri to the chair by 14/1",
        "a @yos/regional-manager report by fri to the chair by 14 Jan 2027",
    );
    check("a monitor", "a monitor");
}

#[test]
fn a_backslash_keeps_an_action_s_word_as_text() {
    check(r"a \@home visit at flat \#1 \by fri", r"a \@home visit at flat \#1 \by fri");
    check(r"a \A3 paper to be ordered", r"a \A3 paper to be ordered");
    check("a @yos A3 paper, mail @home and #", "a @yos/regional-manager A3 paper, mail @home and #");
    check(r"a @yos \plain word", "a @yos/regional-manager plain word");
}

#[test]
fn an_open_action_is_answered() {
    check("a A3 done Assessment sent", "a A3 done Assessment sent");
    check("action a3 done Sent", "a A3 done Sent");
    check("a A3 carry to 14 jan because the worker changed", "a A3 carry to 14 Jan 2027 because the worker changed");
    check("a A3 carry +5wd", "a A3 carry to 10 Dec 2026");
    check("a A3 not done because because is a reason", "a A3 not-done because because is a reason");
    check(
        "a A3 not-done #agency the post was empty",
        "a A3 not-done #not-done-by-the-agency because the post was empty",
    );
    check(
        "a A3 not-done #not-possible because they moved",
        "a A3 not-done #circumstances-changed-or-not-possible because they moved",
    );
}

#[test]
fn dissent_is_voiced_and_answered() {
    check("x @health disagrees: wants one more", "x @health/named-nurse disagrees: wants one more");
    check("x @health resolved Chair explained", "x @health/named-nurse resolved Chair explained");
    check("x @health escalated", "x @health/named-nurse escalated");
    check(
        "x @health escalated to Director of Nursing because it cannot wait",
        "x @health/named-nurse escalated to Director of Nursing because it cannot wait",
    );
    check("x @health escalated The procedure applies", "x @health/named-nurse escalated The procedure applies");
    check(r"x @health escalated \to wait is worse", r"x @health/named-nurse escalated \to wait is worse");
    check("x @health outcome: The plan stands", "x @health/named-nurse outcome: The plan stands");
    check("x @health outcome is not accepted", "x @health/named-nurse outcome is not accepted");
    check("x @health Noted rationale given", "x @health/named-nurse noted rationale given");
    check(r"x @health \resolved too soon", r"x @health/named-nurse \resolved too soon");
}

#[test]
fn decisions_are_reviews_closures_and_transfers() {
    check("d review 14 jan because risk because of x", "d review 14 Jan 2027 because risk because of x");
    check("d rev on fri", "d review 4 Dec 2026");
    check("d close risk-reduced #contact-ended because safe", "d close risk-reduced #contact-ended because safe");
    check("d close moved out of area", "d close moved-out-of-area");
    check("d close turned 18", "d close turned-18-transition");
    check("d transfer west because moved", "d transfer west 3 Jan 2027 because moved");
    check("d transfer to North Quadrant on 14 jan", "d transfer north 14 Jan 2027");
}

#[test]
fn risk_views_and_places_read() {
    check("k medium because contact has ended", "k medium because contact has ended");
    check("risk h", "k high");
    check("c child \"I don't feel safe\"", "c child \"I don't feel safe\"");
    check("child I don't feel safe", "c child \"I don't feel safe\"");
    check("c parents “He is home”", "c parent \"He is home\"");
    check("c child none because too soon", "c child none because too soon");
    check("c child none of them listen", "c child \"none of them listen\"");
    check("c child \"Go\" is all, \"go\"", "c child \"Go\" is all, \"go\"");
    check(r#"c child \"Go\""#, r#"c child \"Go\""#);
    check(r#"c child \none because "x" said"#, r#"c child \none because "x" said"#);
    check("l venue Taxi rank, Market Road", "l venue Taxi rank, Market Road");
    check("l Taxi rank", "l venue Taxi rank");
    check("l gang the corner lads", "l group-or-gang the corner lads");
    check("l on the corner", "l venue on the corner");
}

#[test]
fn missing_episodes_lie_behind() {
    check(
        "m missing 2 dec 22:10 to 3 dec 06:30 from care, found Southend",
        "m missing 2 Dec 2026 22:10 to 3 Dec 2026 06:30 from care, found Southend",
    );
    check("m 2 dec 2210 to 0630", "m missing 2 Dec 2026 22:10 to 3 Dec 2026 06:30");
    check("missing 22:10 on 14/12", "m missing 14 Dec 2025 22:10");
    check("m mon at 9am until 10am from school", "m missing 30 Nov 2026 09:00 to 30 Nov 2026 10:00 from education");
}

#[test]
fn the_roll_is_called() {
    check("r @health apologies sub Jo Doe", "r @health/named-nurse apologies sub Jo Doe");
    check("r @health apol", "r @health/named-nurse apologies");
    check("roll @yos late 9.50am", "r @yos/regional-manager late 09:50");
    check("r @yos left at 1100", "r @yos/regional-manager left 11:00");
    check("r @yos p", "r @yos/regional-manager present");
    check("r @yos absent", "r @yos/regional-manager absent");
}

#[test]
fn an_agency_is_its_first_seat_present_or_else_its_first() {
    check_seat("@cf", "cf/missing");
    check_seat("@police", "police/mplo/braintree-and-uttlesford");
    check_seat("@council", "council/safeguarding/chelmsford");
    check_seat("yo", "“yo” could be @yos or @youth-service; say which.");
}

#[test]
fn a_seat_is_found_by_designation_or_place() {
    check_seat("@police/mplo", "police/mplo/braintree-and-uttlesford");
    check_seat("@police/maldon", "police/mplo/maldon");
    check_seat("@Council/Chelmsford", "council/safeguarding/chelmsford");
    check_seat("@council/safe/b", "council/safeguarding/braintree");
    check_seat("@mplo", "police/mplo/braintree-and-uttlesford");
    check_seat("@cf/team-manager/2", "cf/team-manager/2");
    check_seat("@housing", "council/safeguarding/chelmsford");
}

#[test]
fn the_childs_own_district_comes_first() {
    let room = Room::new();
    let own = |typed| find_seat(typed, &Around { district: Some("Maldon"), ..room.around() }).unwrap().to_string();
    assert_eq!(own("@council"), "council/safeguarding/maldon");
    assert_eq!(own("@police/mplo"), "police/mplo/braintree-and-uttlesford", "the one present, before one that is not");
}
