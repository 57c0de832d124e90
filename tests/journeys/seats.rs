//! Two programs on one store, as the chair's screen beside the minute-taker's.

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, ENTER, ESC, Terminal};

#[test]
fn two_programs_write_in_turn_and_each_sees_what_the_other_wrote() {
    let county = County::new();
    let mut one = county.at_first_case(100, 40);
    let mut other = county.open(100, 40);
    other.sees("f filters").then(ENTER, "not asked");
    let mut said = Vec::new();
    for turn in 1..=6 {
        for (who, terminal) in [("Minute-taker", &mut one), ("Chair", &mut other)] {
            let words = format!("{who} in turn {turn}.");
            note(terminal, &words);
            said.push(words);
        }
        one.sees(&format!("Chair in turn {turn}."));
        other.sees(&format!("Minute-taker in turn {turn}."));
    }
    // Both type at the same time; what one records does not touch what the other has in the field.
    one.then("t", "Note").then("Half a sentence", "Half a sentence");
    note(&mut other, "Recorded meanwhile.");
    one.sees("Recorded meanwhile.").sees("Half a sentence").keys(" and the rest.").keys(ESC).misses("Esc records");
    other.sees("Half a sentence and the rest.");
    said.extend(["Recorded meanwhile.".to_owned(), "Half a sentence and the rest.".to_owned()]);
    for terminal in [&mut one, &mut other] {
        terminal.keys(CTRL_Q);
        assert!(terminal.end().success());
    }
    let item = &county.show(&["meeting", MEETING])["items"][4];
    let notes: Vec<&str> = item["notes"].as_array().unwrap().iter().map(|n| n["text"].as_str().unwrap()).collect();
    assert_eq!(notes, said);
    county.is_sound();
}

#[test]
fn one_who_is_alone_and_presses_nothing_sees_at_once_what_another_program_records() {
    let county = County::new();
    let mut alone = county.at_first_case(100, 40);
    // An idle window looks at each minute of its clock too: what it shows within one minute, it was told of.
    let clock = |terminal: &Terminal| terminal.shown().lines().next().map(str::to_owned);
    let told = (1..=4).any(|turn| {
        let before = clock(&alone);
        county.records(&format!("t Sent in from outside, {turn}."));
        alone.sees(&format!("Sent in from outside, {turn}."));
        clock(&alone) == before
    });
    assert!(told, "{}", alone.shown());
    alone.keys(CTRL_Q);
    assert!(alone.end().success());
    county.is_sound();
}

#[track_caller]
fn note(terminal: &mut Terminal, words: &str) {
    terminal.then("t", "Note").then(words, words).keys(ESC).misses("Esc records").sees(words);
}
