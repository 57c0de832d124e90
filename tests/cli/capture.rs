//! Recording from standard input.

use crate::support::Place;

/// The number of the only child's item on the agenda.
fn item(place: &Place) -> String {
    let meeting = place.run(&["show", "meeting", "mid-1", "--json"]).json();
    let items = meeting["items"].as_array().unwrap();
    items.iter().find(|item| !item["case"].is_null()).unwrap()["no"].to_string()
}

fn updates(place: &Place, number: &str) -> Vec<String> {
    let meeting = place.run(&["show", "meeting", "mid-1", "--json"]).json();
    let number: u64 = number.parse().unwrap();
    let item = meeting["items"].as_array().unwrap().iter().find(|item| item["no"] == number).unwrap().clone();
    let texts =
        item["updates"].as_array().unwrap().iter().map(|update| update["text"].as_str().unwrap_or("nil").to_owned());
    texts.collect()
}

#[test]
fn capture_lines_are_recorded_up_to_the_first_that_is_refused() {
    let place = Place::meeting();
    let item = item(&place);
    let record = |lines: &str| place.run_with(&["record", "--meeting", "mid-1", "--item", &item], lines);
    let run = record(
        "u @yos Seen twice near the retail park.\n\na @yos complete AIM assessment by 17/12/2026 #support\nu @polise Nothing.\nu @yos Never read.\n",
    );
    run.refused(&["Line 4", "polise"]);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    assert_eq!(updates(&place, &item), ["Seen twice near the retail park."]);
    let actions = place.run(&["show", "actions", "--json"]).json();
    assert_eq!((actions[0]["ref"].as_str(), actions[0]["due"].as_str()), (Some("A1"), Some("2026-12-17")));
    assert_eq!(actions[0]["item"].to_string(), item);
    let rest = record(
        "a A1 done Assessment sent\nd review 14/01/2027 because risk is still high\nc child \"I feel safer now\"\n",
    )
    .done();
    assert_eq!(rest.lines().count(), 3);
    let case = place.run(&["show", "case", "M-2026-001", "--json"]).json();
    assert_eq!(case["review_date"], "2027-01-14");
    place.run_with(&["record", "--meeting", "mid-1", "--item", "99"], "").refused(&["no item 99"]);
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}

#[test]
fn two_processes_that_record_at_once_lose_nothing() {
    let place = Place::meeting();
    let number = item(&place);
    let said = |who: &str| (0..40).map(|n| format!("u @{who} Said {n} by {who}.")).collect::<Vec<_>>().join("\n");
    std::thread::scope(|scope| {
        for who in ["yos", "health"] {
            let (place, number) = (&place, &number);
            scope.spawn(move || {
                place.run_with(&["record", "--meeting", "mid-1", "--item", number], &said(who)).done();
            });
        }
    });
    let mut found = updates(&place, &number);
    found.sort();
    let mut expect: Vec<String> =
        ["yos", "health"].iter().flat_map(|who| (0..40).map(move |n| format!("Said {n} by {who}."))).collect();
    expect.sort();
    assert_eq!(found, expect);
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}
