//! The actions across all meetings, at a real terminal: several are answered together, and each one's life is kept.

use crate::county::County;
use crate::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, TAB};

#[test]
fn actions_are_answered_together_between_meetings_and_none_closes_without_words() {
    let county = County::new();
    let mut terminal = county.open(120, 40);
    terminal.sees("f filters").then("A", "by agency").then("  ", "2 marked");
    terminal.then("c", "New date · 2 actions").keys("14 jan").keys(TAB).keys("The worker is ill.");
    terminal.then(CTRL_S, "Recorded for 2 actions: new date");
    terminal.then(ENTER, "Its life").then("x", "Not done ·").then(CTRL_S, "needs the reason");
    terminal.keys("\x1b[C").keys(TAB).keys("Nobody took it up.").then(CTRL_S, "✗ not done by the agency");
    terminal.keys(ESC).misses("Its life").keys(CTRL_Q);
    assert!(terminal.end().success());
    let actions = county.show(&["actions"]);
    let actions = actions.as_array().unwrap();
    assert!(actions.iter().filter(|a| a["due"] == "2027-01-14" && a["times_carried"] != 0).count() >= 2);
    let left = actions.iter().find(|a| a["reason"] == "Nobody took it up.").unwrap();
    assert_eq!((&left["state"], &left["outcome"]), (&"not-completed".into(), &serde_json::Value::Null));
    county.is_sound();
}
