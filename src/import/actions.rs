//! The action log of before: what was agreed, by whom, by when, and what became of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::cells::{Line, says_nothing};
use super::file::FileError;
use super::header::Names;
use super::report::Reading;
use super::sheets::Sheet;
use super::table::{self, Kind};
use crate::terms::{Agency, Designation, Found, Terms, fold};

/// An action of the old log, in the words of the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// The sheet it stands on.
    pub sheet: String,
    /// The row's number there.
    pub row: usize,
    /// The number or reference that the log gives.
    pub reference: Option<String>,
    /// The child's name or the case's reference, as written; the session finds the case.
    pub about: Option<String>,
    /// The owner's agency and designation, by slug; `None` is owed.
    pub owner: Option<(String, String)>,
    /// The owner as the log names them, for the person's name in it.
    pub owner_text: String,
    /// What was to be done.
    pub text: String,
    /// The day it was raised, where the log says.
    pub raised: Option<NaiveDate>,
    /// By when; `None` is owed.
    pub due: Option<NaiveDate>,
    /// How far it has come.
    pub state: State,
    /// The day it was closed, where the log says.
    pub closed: Option<NaiveDate>,
    /// The outcome or the reason, in words.
    pub outcome: String,
    /// The category.
    pub category: Option<String>,
    /// What else the log holds: notes, and a due date in words.
    pub notes: String,
}

/// How far an action has come (interface.md, `state`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Agreed.
    Open,
    /// Begun.
    InProgress,
    /// Done.
    Completed,
    /// Not done.
    NotCompleted,
    /// Cancelled by the chair.
    Cancelled,
}

const STATES: [(State, &[&str]); 5] = [
    (State::Open, &["open", "outstanding", "o s", "os", "not started", "new", "overdue", "carried forward", "c f"]),
    (State::InProgress, &["in progress", "ongoing", "on going", "started", "underway", "under way", "partly complete"]),
    (State::Completed, &["completed", "complete", "closed", "done", "discharged", "yes", "y"]),
    (State::NotCompleted, &["not completed", "not complete", "not done", "incomplete", "not achieved"]),
    (State::Cancelled, &["cancelled", "canceled", "withdrawn", "no longer required", "no longer needed", "nfa"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Reference,
    About,
    Agency,
    Owner,
    Text,
    Raised,
    Due,
    State,
    Closed,
    Outcome,
    Category,
    Notes,
}

const NAMES: [Names<Column>; 12] = [
    (Column::Text, &["action", "action agreed", "action required", "actions", "task", "description", "text"]),
    (
        Column::Reference,
        &["ref", "reference", "action no", "action number", "action ref", "no", "number", "old number"],
    ),
    (
        Column::About,
        &["child", "young person", "yp", "childs name", "case", "case ref", "mace ref", "name", "case reference"],
    ),
    (Column::Agency, &["agency", "organisation", "lead agency"]),
    (
        Column::Owner,
        &["owner", "lead", "by whom", "who", "responsible", "responsible officer", "action owner", "assigned to"],
    ),
    (Column::Raised, &["raised", "date raised", "meeting date", "date of meeting", "date agreed", "date set", "date"]),
    (Column::Due, &["due", "due date", "by when", "deadline", "target date", "date due", "timescale", "when"]),
    (Column::State, &["state", "status", "progress", "rag"]),
    (Column::Closed, &["date completed", "date closed", "completed on", "closed"]),
    (Column::Outcome, &["outcome", "result", "update", "outcome reason", "reason for non completion"]),
    (Column::Category, &["category", "type"]),
    (Column::Notes, &["notes", "comments", "comment"]),
];

const KIND: Kind<Column> = Kind { names: &NAMES, needed: &[Column::Text] };

/// Reads an action log; an action that says the same twice is read once.
///
/// # Errors
/// When no sheet that a person sees has the column of actions.
pub fn read(sheets: &[Sheet], file: &str, terms: &Terms) -> Result<Reading<ActionRow>, FileError> {
    let row = |line: &mut Line<'_, Column>| vec![action(line, terms)];
    table::rows(sheets, file, &KIND, &[], row, |action| {
        let ActionRow { reference, about, owner, text, raised, due, .. } = action;
        let about = about.as_deref().map(fold);
        format!("{reference:?} {about:?} {owner:?} {} {raised:?} {due:?}", fold(text))
    })
}

fn action(line: &mut Line<'_, Column>, terms: &Terms) -> ActionRow {
    let text = line.text(Column::Text);
    if !text.chars().any(char::is_alphabetic) {
        line.refuse(Column::Text, "the action in words is needed");
    }
    let given = |text: String| Some(text).filter(|text| !says_nothing(text));
    let (owner, owner_text) = owner(line, terms);
    let mut notes = given(line.text(Column::Notes)).unwrap_or_default();
    let raised = line.date(Column::Raised);
    let due = due(line, terms, &mut notes);
    let closed = line.date(Column::Closed);
    let state = state(line, closed);
    if let (Some(raised), Some(closed)) = (raised, closed)
        && closed < raised
    {
        line.refuse(Column::Closed, "it is before the day the action was raised");
    }
    let category = line.word(Column::Category, &terms.vocabulary.category, "a category of actions");
    ActionRow {
        sheet: line.sheet().to_owned(),
        row: line.number(),
        reference: given(line.text(Column::Reference)),
        about: given(line.text(Column::About)),
        owner,
        owner_text,
        text,
        raised,
        due,
        state,
        closed,
        outcome: given(line.text(Column::Outcome)).unwrap_or_default(),
        category,
        notes,
    }
}

/// Reads the owner out of the column for the agency, else out of the one for the person, where logs
/// write `Police MPLO - Pat Doe`. None at all is owed, as it is in a meeting.
fn owner(line: &mut Line<'_, Column>, terms: &Terms) -> (Option<(String, String)>, String) {
    let (agency, person) = (line.text(Column::Agency), line.text(Column::Owner));
    let slugs = |(agency, designation): (&Agency, &Designation)| (agency.slug.clone(), designation.slug.clone());
    let (column, said) = if says_nothing(&agency) { (Column::Owner, &person) } else { (Column::Agency, &agency) };
    if says_nothing(said) {
        return (None, String::new());
    }
    let owner_text = if says_nothing(&person) { agency.clone() } else { person.clone() };
    // With an agency of its own column, the other may name its designation.
    let closer = terms
        .find_agency(&agency)
        .one()
        .and_then(|agency| terms.find_post(&format!("{}/{}", agency.slug, before_name(&person))).one());
    if let Some(post) = closer {
        return (Some(slugs(post)), owner_text);
    }
    match post(terms, said) {
        Found::One(post) => (Some(slugs(post)), owner_text),
        Found::Many(posts) => {
            let names: Vec<&str> = posts.into_iter().map(|(agency, _)| agency.name.as_str()).collect();
            line.refuse(column, format!("it could be {}", names.join(" or ")));
            (None, owner_text)
        }
        Found::None => {
            line.refuse(column, "not an agency of this county, nor a designation; one owner for each action");
            (None, owner_text)
        }
    }
}

/// Finds `YOS`, `Police/MPLO`, `Police MPLO` and `Police MPLO - Pat Doe`.
fn post<'a>(terms: &'a Terms, text: &str) -> Found<(&'a Agency, &'a Designation)> {
    let title = before_name(text);
    for said in [text, title] {
        match terms.find_post(said) {
            Found::None => {}
            found => return found,
        }
    }
    // The agency's name may itself have blanks: try the longest first.
    let blanks = title.char_indices().rev().filter(|(_, letter)| letter.is_whitespace());
    for (at, _) in blanks {
        let post = terms.find_post(&format!("{}/{}", &title[..at], title[at..].trim()));
        if let Found::One(post) = post {
            return Found::One(post);
        }
    }
    Found::None
}

/// What stands before a person's name: `Police MPLO - Pat Doe`, `YOS (Pat Doe)`, `YOS: Pat Doe`.
fn before_name(text: &str) -> &str {
    let ends = [" - ", " – ", "(", ":", ","].into_iter().filter_map(|mark| text.find(mark));
    ends.min().map_or(text, |end| &text[..end]).trim()
}

/// Reads the due date. What logs write instead of one (`asap`, `next meeting`) is kept in the notes, and the
/// date is owed.
fn due(line: &mut Line<'_, Column>, terms: &Terms, notes: &mut String) -> Option<NaiveDate> {
    let text = line.text(Column::Due);
    let folded = fold(&text);
    let vague = terms.is_vague(&text);
    let words = ["next meeting", "next mace", "immediate", "immediately", "urgent", "by next meeting", "tbc"];
    if !line.is_date(Column::Due) && (vague || words.contains(&folded.as_str())) {
        let gap = if notes.is_empty() { "" } else { "\n" };
        *notes = format!("{notes}{gap}Due, as the log has it: {text}");
        return None;
    }
    line.date(Column::Due)
}

/// The state that people call so.
pub(super) fn state_called(text: &str) -> Option<State> {
    let folded = fold(text);
    STATES.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(state, _)| *state)
}

/// Reads the state; a log without one says by its date of completion.
fn state(line: &mut Line<'_, Column>, closed: Option<NaiveDate>) -> State {
    let text = line.text(Column::State);
    if let Some(state) = state_called(&text) {
        return state;
    }
    if !says_nothing(&text) {
        let names = "open, in progress, completed, not completed, cancelled";
        line.refuse(Column::State, format!("not a state of an action; write one of {names}"));
    }
    if closed.is_some() { State::Completed } else { State::Open }
}

#[cfg(test)]
mod tests;
