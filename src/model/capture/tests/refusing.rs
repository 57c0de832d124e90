//! What is not read is refused in one sentence that names the word and where it stands.

use super::Room;

/// Checks the sentence, that it names the word, and that the word stands where the refusal says.
#[track_caller]
fn check(line: &str, expect: &str) {
    let refusal = Room::new().parse(line).map(|capture| capture.line()).unwrap_err();
    assert_eq!(refusal.to_string(), expect, "{line}");
    assert!(refusal.to_string().contains(&refusal.word), "{line}: {refusal:?}");
    let there: String = line.chars().skip(refusal.at.start).take(refusal.at.len()).collect();
    assert!(refusal.at.is_empty() || there == refusal.word, "{line}: {refusal:?}");
}

#[test]
fn an_empty_line_or_an_unknown_letter_is_refused() {
    check("  ", "There is nothing to record: begin with a letter, such as u for an update.");
    check("q @yos x", "“q” says nothing that can be recorded; begin with one of u w t a x d k c l m r.");
    check(
        "updaet @yos x",
        "“updaet” says nothing that can be recorded; begin with one of u w t a x d k c l m r; did you mean update?",
    );
    check("@yos seen", "“@yos” says who but not what; did you mean u @yos?");
    check("t", "After “t” comes what was said.");
}

#[test]
fn an_unknown_agency_is_refused_with_the_nearest() {
    check("u @polise seen", "“@polise” is no agency here; did you mean @police?");
    check("a @polise visit", "“@polise” is no agency here; did you mean @police?");
    check("u @zzz seen", "“@zzz” is no agency here; type @ and choose one.");
    check("u police seen", "“police” does not say who it is; begin with @ and an agency; did you mean @police?");
    check("u seen", "“seen” does not say who it is; begin with @ and an agency.");
    check("u", "After “u” comes who it is: @ and an agency.");
    check("u @yos", "After “@yos” comes what they said, or nil for nothing to report.");
    check("x @yos", "After “@yos” comes from what they dissent, in their words.");
}

#[test]
fn an_address_that_could_be_several_is_refused_with_them() {
    check("u @e seen", "“@e” could be @escb or @education; say which.");
    check("u @cf/m/x seen", "“@cf/m/x” is no post here: @cf/ goes on with 2, hidden-harm, missing, team-manager.");
    check(
        "u @chelmsford x",
        "“@chelmsford” could be @police/mplo/chelmsford or @council/safeguarding/chelmsford; say which.",
    );
    check(
        "u @police/mpol x",
        "“@police/mpol” is no post here: @police/ goes on with braintree-and-uttlesford, chelmsford, lp, maldon, mplo, octt; did you mean @police/mplo?",
    );
    check("u @probation x", "“@probation” has no seat in this meeting; invite them, or say what was said with t.");
}

#[test]
fn an_action_that_does_not_read_is_refused() {
    check("a", "After “a” comes @ and its owner, and what is to be done.");
    check("a @yos by fri", "After “fri” comes what is to be done.");
    check("a @yos visit #suport", "“#suport” is no category here; did you mean #support?");
    check(
        "a @yos visit flat #1",
        "“#1” is no category here; say #safeguard, #disrupt, #support, #evidence, #share, #prevent, #other, or \\#1 to keep it as text.",
    );
    check("a @yos visit #support #share", "“#share” is a second category; an action has one.");
    check("a A3", "After “A3” comes what became of it: done, carry, not-done.");
    check(
        "a A3 doen sent",
        "“doen” is no answer to A3; say done, carry, not-done, or \\A3 to begin a new action with it; did you mean done?",
    );
    check("a A3 carry", "After “carry” comes the date that it is carried to.");
    check(
        "a A3 carry to soon because x",
        "“soon” reads as no date here; say 14 jan, 14/1/2027, fri, tomorrow, in 2 weeks, +5wd or next meeting.",
    );
    check("a A3 not-done", "After “not-done” comes because, and why it was not done.");
}

#[test]
fn a_decision_that_does_not_read_is_refused() {
    check("d", "After “d” comes review, close or transfer.");
    check("d reveiw fri", "“reveiw” is no decision; say review, close or transfer; did you mean review?");
    check("d review", "After “review” comes the next review date.");
    check(
        "d review 31 feb because x",
        "“31 feb” reads as no date here; say 14 jan, 14/1/2027, fri, tomorrow, in 2 weeks, +5wd or next meeting.",
    );
    check(
        "d close",
        "After “close” comes the closure: risk-reduced, moved-out-of-area, turned-18-transition, other-multi-agency-decision.",
    );
    check("d close risk-redcued", "“risk-redcued” is no closure here; did you mean risk-reduced?");
    check(
        "d close moved away yesterday",
        "“yesterday” is not understood after the closure; put because before the reason.",
    );
    check(
        "d close risk-reduced #contact-edned",
        "“#contact-edned” is no reason why the risk is less here; did you mean #contact-ended?",
    );
    check(
        "d close risk-reduced #contact-ended safe",
        "“safe” is not understood after the reason; put because before the rationale.",
    );
    check("d transfer", "After “transfer” comes the area: mid, north, south, west.");
    check("d transfer wset", "“wset” is no area here; say mid, north, south, west; did you mean west?");
    check(
        "d transfer west soon",
        "“soon” reads as no date here; say 14 jan, 14/1/2027, fri, tomorrow, in 2 weeks, +5wd or next meeting.",
    );
}

#[test]
fn risk_view_place_roll_and_episode_are_refused() {
    check("k purple", "“purple” is no risk level here; say standard, medium, high, actual.");
    check("k mediun because x", "“mediun” is no risk level here; did you mean medium?");
    check("k", "After “k” comes the risk level: standard, medium, high, actual.");
    check("c", "After “c” comes whose view: child or parent.");
    check("c chid \"x\"", "“chid” is nobody whose view is heard here; say child or parent; did you mean child?");
    check("c child", "After “child” comes their words, or none because and why.");
    check("c child none", "After “none” comes because, and why the view was not heard.");
    check("c child \"\"", "After “\"\"” comes their words, or none because and why.");
    check("l", "After “l” comes what and where it is.");
    check("l venue", "After “venue” comes what and where it is.");
    check("r @yos", "After “@yos” comes a mark: present, apologies, absent, late, left.");
    check(
        "r @yos presnt",
        "“presnt” is no mark of the roll-call; say present, apologies, absent, late, left; did you mean present?",
    );
    check("r @yos late", "After “late” comes the time, such as 09:50.");
    check("r @yos late soon", "“soon” is no time of day; say 09:50, 9.50am or 0950.");
    check("r @yos apologies Jo", "“Jo” is not understood after apologies; a substitute is named after sub.");
    check("r @yos apologies sub", "After “sub” comes the substitute's name.");
    check("r @yos present late", "“late” is not understood after present; one mark a line.");
}

#[test]
fn an_episode_that_does_not_read_is_refused() {
    check("m", "After “m” comes a day and a time, such as 2 dec 22:10.");
    check("m missing soon", "“soon” does not begin a day and a time; say 2 dec 22:10.");
    check("m 2 dec", "After “dec” comes the time, such as 22:10.");
    check("m 2 dec late", "“late” is no time of day; say 22:10, 10.10pm or 2210.");
    check("m 22:10", "“22:10” needs its day beside it, such as 2 dec 22:10.");
    check("m 2 dec 22:10 to", "After “to” comes a day and a time, such as 2 dec 22:10.");
    check(
        "m 2 dec 22:10 form care",
        "“form” is not understood in an episode; go on with to, from or found; did you mean from?",
    );
    check("m 2 dec 22:10 from caer", "“caer” is no word for where from here; did you mean care?");
    check("m 2 dec 22:10 to 23:00 to 23:30", "“to” is said twice; one episode a line.");
    check("m 2 dec 22:10 to 1 dec 23:00", "“1 dec 23:00” is before the child went missing.");
    check("m 2 dec 22:10 found", "After “found” comes where the child was found.");
}
