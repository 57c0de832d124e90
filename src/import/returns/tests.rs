//! Returns as they come back: sorted anew, with columns added and moved, filled in well and badly; and held against a
//! store in which something was recorded meanwhile.

use super::reconcile::{Fate, Plan, reconcile};
use super::*;
use crate::import::sheets;
use crate::model::action::{Action, ActionChange, ActionRaised, Answer, Owner, Raised, Task, Unmet};
use crate::model::action_list::{ActionRow, Listed};
use crate::model::change::Stamp as Entered;
use crate::model::docs::Docs;
use crate::model::id::{ActionId, Address, EntryId, RequestId};

const HEADER: &str =
    "Reference;Case;Post;Name;Action;Raised;Due;State;If not completed;Outcome, or how far it is;Stamp";

fn entered(entry: &str) -> Entered {
    Entered {
        entry: EntryId::new(entry),
        request: RequestId::new("r"),
        at: "2026-12-04T10:00:00Z".parse().unwrap(),
        by: "Ann Example".into(),
    }
}

/// A store with an open action for each of these: its label, its agency and its words.
fn store(actions: &[(&str, &str, &str)]) -> Docs {
    let mut docs = Docs::default();
    for (label, agency, text) in actions {
        let owner = Owner {
            address: Address::new(if agency.contains('/') { (*agency).to_owned() } else { format!("{agency}/post") }),
            agency: agency.to_uppercase(),
            short: agency.to_uppercase(),
            designation: "Post".into(),
            name: String::new(),
        };
        let due = "2026-12-10".parse().ok();
        let task = Task { owner: Some(owner), text: (*text).into(), due, category: None };
        let raised_at = Raised { on: "2026-12-03".parse().unwrap(), case: None, at: None };
        let raised = ActionRaised { label: (*label).into(), raised_at, task };
        let id = ActionId::new(format!("action-{label}"));
        docs.actions.insert(id.clone(), Action::open(id, &raised, &entered(&format!("raised-{label}"))));
    }
    docs
}

fn two() -> Docs {
    store(&[("A1", "yos", "Visit him at home"), ("A2", "yos", "Complete the assessment")])
}

/// Records something of an action.
fn meanwhile(docs: &mut Docs, label: &str, entry: &str, change: &ActionChange) {
    let id = ActionId::new(format!("action-{label}"));
    docs.actions.get_mut(&id).unwrap().apply(change, &entered(entry)).unwrap();
}

fn progressed(text: &str) -> ActionChange {
    ActionChange::Progressed { on: "2026-12-04".parse().unwrap(), text: text.into() }
}

fn done(outcome: &str) -> ActionChange {
    let answer = Answer::Done { outcome: outcome.into() };
    ActionChange::Answered { on: "2026-12-04".parse().unwrap(), at: None, answer }
}

/// A row as it went out, with what an agency wrote in its three columns.
fn row(docs: &Docs, label: &str, (state, which, outcome): (&str, &str, &str)) -> String {
    let action = &docs.actions[&ActionId::new(format!("action-{label}"))];
    let stamp = Stamp::of(&Listed::new(ActionRow::of(action), None, None, &Terms::essex().unwrap())).unwrap();
    format!("{label};;Post;;{};03/12/2026;10/12/2026;{state};{which};{outcome};{stamp}", action.task.text)
}

fn read_rows(rows: &[String]) -> Returned {
    read_text(&format!("OFFICIAL-SENSITIVE\n\n{HEADER}\n{}", rows.join("\n")))
}

fn read_text(text: &str) -> Returned {
    read(&sheets::read(text.as_bytes(), "yos.csv").unwrap(), "yos.csv", &Terms::essex().unwrap()).unwrap()
}

#[track_caller]
fn says(filled: (&str, &str, &str), expect: Option<&ForAction>) {
    let returned = read_rows(&[row(&two(), "A1", filled)]);
    assert_eq!(returned.reading.refused, [], "{filled:?}");
    assert_eq!(returned.reading.rows[0].said.as_ref(), expect, "{filled:?}");
}

#[track_caller]
fn refuses(text: &str, column: &str, reason: &str) {
    let returned = read_rows(&[text.to_owned()]);
    let refused = returned.reading.refused.first().unwrap_or_else(|| panic!("{text} is not refused"));
    assert!(refused.column == column && refused.reason.contains(reason), "{refused:?}");
    assert_eq!((refused.sheet.as_str(), refused.row), ("yos", 4));
    assert!(returned.reading.rows.is_empty());
}

#[test]
fn what_an_agency_says_is_read_in_the_words_of_the_terms() {
    let note = &ForAction::Note { text: "Rang twice.".into() };
    let done = &ForAction::Done { outcome: "Visited.".into() };
    let not_done = |kind: &str| ForAction::NotDone { kind: kind.into(), because: "He moved.".into() };
    says(("Open", "", ""), None);
    says(("Open", "", "n/a"), None);
    says(("In progress", "", "Rang twice."), Some(note));
    says(("open", "", "Rang twice."), Some(note));
    says(("Completed", "", "Visited."), Some(done));
    says(("done", "–", "Visited."), Some(done));
    says(("Not completed", "Not done by the agency", "He moved."), Some(&not_done("Not done by the agency")));
    says(("not done", "circumstances changed", "He moved."), Some(&not_done("Circumstances changed or not possible")));
}

#[test]
fn nothing_closes_without_words_and_not_completed_needs_to_say_which() {
    let filled = |state: &str, which: &str, outcome: &str| row(&two(), "A1", (state, which, outcome));
    refuses(&filled("Completed", "", ""), "Outcome, or how far it is", "outcome in words");
    refuses(&filled("Completed", "", "none"), "Outcome, or how far it is", "outcome in words");
    refuses(&filled("Not completed", "", "He moved."), "If not completed", "circumstances changed or");
    refuses(&filled("Not completed", "some day", "He moved."), "If not completed", "not a way of not being done");
    refuses(&filled("Not completed", "Not done by the agency", ""), "Outcome, or how far it is", "needs the reason");
    refuses(&filled("In progress", "", ""), "Outcome, or how far it is", "how far it is");
    refuses(&filled("Completed", "Not done by the agency", "Visited."), "If not completed", "the state says Completed");
}

#[test]
fn what_is_not_the_agencys_to_say_is_refused() {
    let good = row(&two(), "A1", ("Completed", "", "Visited."));
    refuses(&good.replace("Completed", "Cancelled"), "State", "only the chair can cancel");
    refuses(&good.replace("Completed", "nearly"), "State", "not a state of an action");
    refuses(&good.replace(";Completed;", ";;"), "State", "not a state of an action");
    refuses(&good.replace("Visit him", "Visit her"), "Action", "the wording was altered");
    refuses(&good.replace("10/12/2026", "10/01/2027"), "Due", "with 10 Dec 2026: another date");
    refuses(&good.replacen("A1", "A2", 1), "Reference", "went out as A1");
    refuses(&good.replace("mace1", "mace"), "Stamp", "the stamp was altered");
    refuses("A9;;;;Ring the school;;;Completed;;Rang.;", "Reference", "no action that went out");
    let mut begun = two();
    meanwhile(&mut begun, "A1", "e1", &progressed("Rang."));
    refuses(&row(&begun, "A1", ("Open", "", "")), "State", "does not go back to open");
}

#[test]
fn rows_sorted_anew_columns_added_and_columns_moved_read_the_same() {
    let docs = two();
    let rows = [row(&docs, "A1", ("Completed", "", "Visited.")), row(&docs, "A2", ("Open", "", ""))];
    let plain = read_rows(&rows);
    assert_eq!(plain.agency, "yos");
    let turned = |line: &str| {
        let mut cells: Vec<&str> = line.split(';').collect();
        cells.reverse();
        format!("{};own remarks", cells.join(";"))
    };
    let lines: Vec<String> = [HEADER, &rows[1], &rows[0]].map(turned).into();
    let other = read_text(&lines.join("\n"));
    let said = |returned: &Returned| {
        let mut all: Vec<_> =
            returned.reading.rows.iter().map(|row| (row.stamp.label.clone(), row.said.clone())).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    };
    assert_eq!((said(&plain), plain.reading.refused), (said(&other), other.reading.refused));
}

#[test]
fn a_row_of_another_agencys_workbook_is_refused_with_both_names() {
    let docs = store(&[("A1", "yos", "Visit"), ("A2", "yos", "Write"), ("A3", "police", "Share the number plate")]);
    let done = ("Completed", "", "Done.");
    let returned = read_rows(&[row(&docs, "A3", done), row(&docs, "A1", done), row(&docs, "A2", done)]);
    assert_eq!(returned.reading.rows.len(), 2);
    let [refused] = &returned.reading.refused[..] else { panic!("{:?}", returned.reading.refused) };
    assert!(refused.value == "A3" && refused.reason.contains("it went out to Police, and this is the return of Youth"));
}

#[test]
fn a_file_without_stamps_is_no_return() {
    let plain = sheets::read(b"Reference;Action;State;Outcome\nA1;Visit;Completed;Visited\n", "list.csv").unwrap();
    let refused = read(&plain, "list.csv", &Terms::essex().unwrap()).unwrap_err().to_string();
    assert!(refused.contains("list.csv") && refused.contains("“stamp” and “reference”"), "{refused}");
}

fn fates(plan: &Plan) -> Vec<(&str, &Fate)> {
    plan.rows.iter().map(|one| (one.row.stamp.label.as_str(), &one.fate)).collect()
}

#[test]
fn what_says_something_new_of_an_unchanged_action_is_recorded_on_its_latest_entry() {
    let docs = two();
    let returned = read_rows(&[row(&docs, "A1", ("Completed", "", "Visited.")), row(&docs, "A2", ("Open", "", ""))]);
    let plan = reconcile(&returned, &docs, &Terms::essex().unwrap());
    let [("A1", Fate::New(asked)), ("A2", Fate::Silent)] = &fates(&plan)[..] else { panic!("{plan:?}") };
    assert_eq!((asked.action.as_str(), asked.seen.as_str()), ("action-A1", "raised-A1"));
    assert_eq!((plan.requests().count(), plan.unasked().len()), (1, 0));
}

#[test]
fn what_was_changed_meanwhile_is_a_conflict_with_what_was_recorded_since() {
    let mut docs = two();
    meanwhile(&mut docs, "A1", "before", &progressed("Rang once."));
    let went_out = row(&docs, "A1", ("Completed", "", "Visited."));
    meanwhile(&mut docs, "A1", "since", &progressed("Nobody at home."));
    let plan = reconcile(&read_rows(&[went_out]), &docs, &Terms::essex().unwrap());
    let [("A1", Fate::Changed { since, asked: Some(asked) })] = &fates(&plan)[..] else { panic!("{plan:?}") };
    assert_eq!(since.iter().map(|step| step.entry.as_str()).collect::<Vec<_>>(), ["since"]);
    assert_eq!(asked.seen.as_str(), "since", "who chooses the return has seen what stands");
    assert_eq!(plan.requests().count(), 0);
    let unasked = &plan.unasked()[0];
    assert!(unasked.value == "A1" && unasked.reason.contains("changed on 4 Dec 2026 by Ann Example"), "{unasked:?}");
}

#[test]
fn an_action_that_was_handed_over_or_worded_anew_meanwhile_is_a_conflict_and_no_alteration() {
    let mut docs = two();
    let rows = [row(&docs, "A1", ("Completed", "", "Visited.")), row(&docs, "A2", ("Completed", "", "Sent."))];
    let mut task = docs.actions[&ActionId::new("action-A1")].task.clone();
    task.text = "Visit him at school".into();
    let reworded = ActionChange::Reworded { task: task.clone(), replaces: EntryId::new("raised-A1") };
    meanwhile(&mut docs, "A1", "reworded", &reworded);
    let police = Owner { address: Address::new("police/mplo"), ..task.owner.unwrap() };
    let on = "2026-12-04".parse().unwrap();
    meanwhile(&mut docs, "A2", "handed", &ActionChange::HandedOver { on, to: Box::new(police), because: "x".into() });
    let plan = reconcile(&read_rows(&rows), &docs, &Terms::essex().unwrap());
    assert!(plan.refused.is_empty());
    assert!(plan.rows.iter().all(|one| matches!(one.fate, Fate::Changed { asked: Some(_), .. })), "{plan:?}");
}

#[test]
fn what_was_closed_meanwhile_cannot_be_taken() {
    let mut docs = two();
    let went_out = row(&docs, "A1", ("Completed", "", "Visited."));
    meanwhile(&mut docs, "A1", "closed", &done("Seen by the school nurse."));
    let plan = reconcile(&read_rows(&[went_out]), &docs, &Terms::essex().unwrap());
    assert!(matches!(&fates(&plan)[..], [("A1", Fate::Changed { asked: None, .. })]), "{plan:?}");
}

#[test]
fn a_return_that_is_brought_in_twice_changes_nothing() {
    let mut docs = two();
    let rows = [row(&docs, "A1", ("Completed", "", "Visited.")), row(&docs, "A2", ("In progress", "", "Half of it."))];
    meanwhile(&mut docs, "A1", "e1", &done("Visited."));
    meanwhile(&mut docs, "A2", "e2", &progressed("Half of it."));
    let plan = reconcile(&read_rows(&rows), &docs, &Terms::essex().unwrap());
    assert!(plan.rows.iter().all(|one| one.fate == Fate::Known), "{plan:?}");
    let mut docs = two();
    let kind = Unmet { name: "Not done by the agency".into(), by_agency: true };
    let filled = row(&docs, "A1", ("Not completed", &kind.name, "Forgotten."));
    let answer = Answer::NotDone { because: "Forgotten.".into(), kind: Some(kind) };
    let on = "2026-12-04".parse().unwrap();
    meanwhile(&mut docs, "A1", "e1", &ActionChange::Answered { on, at: None, answer });
    assert_eq!(reconcile(&read_rows(&[filled]), &docs, &Terms::essex().unwrap()).rows[0].fate, Fate::Known);
}

#[test]
fn unknown_actions_other_owners_and_two_answers_for_one_are_refused() {
    let docs = two();
    let strange = store(&[("A7", "yos", "Ring the school")]);
    let done = ("Completed", "", "Done.");
    // A stamp by which an action of the police goes for one of the YOS's.
    let forged = row(&store(&[("A5", "police", "Look")]), "A5", done).replace(" police ", " yos ");
    let known = store(&[("A1", "yos", "Visit him at home"), ("A5", "police", "Look")]);
    let twice = row(&docs, "A1", ("Completed", "", "Otherwise."));
    let returned = read_rows(&[row(&strange, "A7", done), forged, row(&docs, "A1", done), twice]);
    let plan = reconcile(&returned, &known, &Terms::essex().unwrap());
    let reasons: Vec<_> = plan.refused.iter().map(|one| (one.value.as_str(), one.reason.as_str())).collect();
    let [("A7", unknown), ("A5", other), ("A1", both)] = reasons[..] else { panic!("{reasons:?}") };
    assert!(unknown.contains("no action of this store"), "{unknown}");
    assert!(other.contains("an action of Police"), "{other}");
    assert!(both.contains("row 6 of yos answers it too"), "{both}");
    assert_eq!(plan.rows.len(), 1);
}

#[test]
fn a_council_returns_its_own_actions_and_none_of_another_council() {
    let docs = store(&[
        ("A1", "council/safeguarding/maldon", "Visit the caravan site"),
        ("A2", "council/safeguarding/maldon", "Keep the CCTV"),
        ("A3", "council/safeguarding/braintree", "Trim the hedge"),
    ]);
    let done = ("Completed", "", "Done.");
    let rows: Vec<String> = ["A1", "A2", "A3"].map(|label| row(&docs, label, done)).into();
    let returned = read_rows(&rows);
    assert_eq!((returned.agency.as_str(), returned.reading.rows.len()), ("council/maldon", 2));
    let reason = &returned.reading.refused[0].reason;
    assert!(reason.contains("went out to Borough, City & District Council, Braintree"), "{reason}");
    let plan = reconcile(&returned, &docs, &Terms::essex().unwrap());
    assert_eq!((plan.requests().count(), plan.refused.len()), (2, 0));
    let forged = row(&docs, "A3", done).replace(" council/braintree ", " council/maldon ");
    let plan = reconcile(&read_rows(&[forged]), &docs, &Terms::essex().unwrap());
    assert!(plan.refused[0].reason.contains("an action of Borough, City & District Council, Braintree"), "{plan:?}");
}
