//! The actions across all meetings: each as a list shows it, and how the list is narrowed, grouped and ordered.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::action::{Action, ActionState, Unmet};
use super::id::{ActionId, Address, CaseId, EntryId, MeetingId};
use super::names::initials;
use crate::terms::calendar::month_end;
use crate::terms::phrase::weekday_day;
use crate::terms::{Organisation, Terms, fold};

/// How often an action is carried before that stands out.
pub const OFTEN: usize = 3;

/// How many days back actions count as closed of late.
pub const OF_LATE: u64 = 90;

/// An action as lists show it: all that they need, so that none reads the action itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRow {
    /// The action.
    pub action: ActionId,
    /// What people call it.
    pub label: String,
    /// What is to be done.
    pub text: String,
    /// Who is to do it.
    pub owner: Option<RowOwner>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// How far it has come.
    pub state: ActionState,
    /// The day it was raised.
    pub raised: NaiveDate,
    /// The child.
    pub case: Option<CaseId>,
    /// The meeting that raised it.
    pub meeting: Option<MeetingId>,
    /// How often it was carried to a later date.
    pub carried: usize,
    /// Why it was carried last.
    pub because: Option<String>,
    /// The latest word on how far it has come.
    pub note: Option<(NaiveDate, String)>,
    /// The day it was closed.
    pub closed: Option<NaiveDate>,
    /// The outcome, or the reason that it has none.
    pub ended: Option<String>,
    /// Which way it was not done.
    pub unmet: Option<Unmet>,
    /// Its latest entry.
    pub latest: EntryId,
}

/// The owner of an action as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowOwner {
    /// The post.
    pub post: Address,
    /// The agency's name.
    pub agency: String,
    /// The post in narrow places.
    pub short: String,
    /// Who holds it, where known.
    pub name: String,
}

impl ActionRow {
    /// The row of an action.
    #[must_use]
    pub fn of(action: &Action) -> Self {
        let owner = action.task.owner.as_ref().map(|owner| RowOwner {
            post: owner.address.clone(),
            agency: owner.agency.clone(),
            short: owner.short.clone(),
            name: owner.name.clone(),
        });
        let because = action.carried.last().map(|carried| carried.because.clone());
        Self {
            action: action.id.clone(),
            label: action.label.clone(),
            text: action.task.text.clone(),
            owner,
            due: action.task.due,
            state: action.state,
            raised: action.raised_at.on,
            case: action.raised_at.case.clone(),
            meeting: action.raised_at.at.as_ref().map(|(meeting, _)| meeting.clone()),
            carried: action.times_carried(),
            because: because.filter(|because| !because.is_empty()),
            note: action.progress().map(|(on, text)| (on, text.to_owned())),
            closed: action.closed,
            ended: action.closed.and_then(|_| action.outcome.clone().or_else(|| action.reason.clone())),
            unmet: action.unmet.clone(),
            latest: action.latest.clone(),
        }
    }

    /// Whether it still waits to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// How many days it is late; none when it is not.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        let late = self.due.map(|due| (today - due).num_days());
        late.filter(|late| self.is_open() && *late > 0)
    }

    /// How it stands, in a word or two.
    #[must_use]
    pub fn standing(&self) -> String {
        match self.state {
            ActionState::Open => "open".to_owned(),
            ActionState::InProgress => "in progress".to_owned(),
            ActionState::Completed => "done".to_owned(),
            ActionState::NotCompleted => Unmet::said(self.unmet.as_ref()),
            ActionState::Cancelled => "cancelled by the chair".to_owned(),
        }
    }
}

/// An action in the list: its row, the child and the meeting that it belongs to, and what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The row.
    pub row: ActionRow,
    /// The child's reference and name.
    pub child: Option<(String, String)>,
    /// The day of the meeting that raised it, and its area and part as people say them.
    pub meeting: Option<(NaiveDate, String)>,
    /// Whose it is to do: of several councils the one.
    pub organisation: Option<Organisation>,
    words: String,
}

impl Listed {
    /// A row with the child and the meeting that it belongs to.
    #[must_use]
    pub fn new(
        row: ActionRow,
        child: Option<(String, String)>,
        meeting: Option<(NaiveDate, String)>,
        terms: &Terms,
    ) -> Self {
        let organisation =
            row.owner.as_ref().map(|owner| organisation(&owner.post, (&owner.agency, &owner.short), terms));
        let owner = row.owner.iter().flat_map(|owner| [&owner.agency, &owner.short, &owner.name]);
        let child_words = child.iter().flat_map(|(label, name)| [label, name]);
        let meeting_words = meeting.iter().map(|(_, name)| name);
        let words = [&row.label, &row.text].into_iter().chain(owner).chain(child_words).chain(meeting_words);
        let words = words.map(|words| fold(words)).collect::<Vec<_>>().join(" ");
        Self { row, child, meeting, organisation, words }
    }

    /// The same with initials in place of the child's name, and every text covered.
    #[must_use]
    pub fn veiled(&self, cover: impl Fn(&str) -> String) -> Self {
        let row = &self.row;
        let child = self.child.as_ref().map(|(label, name)| (label.clone(), initials(name)));
        let row = ActionRow {
            text: cover(&row.text),
            because: row.because.as_deref().map(&cover),
            note: row.note.as_ref().map(|(on, text)| (*on, cover(text))),
            ended: row.ended.as_deref().map(&cover),
            ..row.clone()
        };
        Self { row, child, ..self.clone() }
    }

    /// Whose it is to do, by slug.
    #[must_use]
    pub fn agency(&self) -> Option<&str> {
        self.organisation.as_ref().map(|own| own.slug.as_str())
    }
}

/// The organisation of a post; an agency that the terms no longer have keeps the name, and the short one, that it had.
#[must_use]
pub fn organisation(post: &Address, (name, short): (&str, &str), terms: &Terms) -> Organisation {
    let gone = || Organisation { slug: post.agency().to_owned(), name: name.to_owned(), short: short.to_owned() };
    terms.organisation(post.agency(), post.place()).unwrap_or_else(gone)
}

/// A filter that the list keeps ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Saved {
    /// Every open action.
    #[default]
    Open,
    /// Past their date.
    Overdue,
    /// Carried three times or more.
    Often,
    /// Without an owner.
    NoOwner,
    /// Without a date.
    NoDate,
    /// In progress.
    Begun,
    /// Closed within the last three months.
    Closed,
}

impl Saved {
    /// Every one, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Overdue, Self::Often, Self::NoOwner, Self::NoDate, Self::Begun, Self::Closed];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Overdue => "Overdue",
            Self::Often => "Carried 3 times",
            Self::NoOwner => "No owner",
            Self::NoDate => "No date",
            Self::Begun => "In progress",
            Self::Closed => "Closed of late",
        }
    }

    /// Whether it shows closed actions, which are loaded on demand alone.
    #[must_use]
    pub fn wants_closed(self) -> bool {
        self == Self::Closed
    }

    /// Whether an action is one of them on a day.
    #[must_use]
    pub fn holds(self, row: &ActionRow, today: NaiveDate) -> bool {
        let open = row.is_open();
        match self {
            Self::Open => open,
            Self::Overdue => row.days_late(today).is_some(),
            Self::Often => open && row.carried >= OFTEN,
            Self::NoOwner => open && row.owner.is_none(),
            Self::NoDate => open && row.due.is_none(),
            Self::Begun => row.state == ActionState::InProgress,
            Self::Closed => !open,
        }
    }
}

/// What the list is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// The agency.
    #[default]
    Agency,
    /// The post.
    Owner,
    /// The child.
    Case,
    /// The meeting that raised it.
    Meeting,
    /// The date.
    Due,
}

impl Group {
    /// Every one, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Agency, Self::Owner, Self::Case, Self::Meeting, Self::Due];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Owner => "owner",
            Self::Case => "case",
            Self::Meeting => "meeting",
            Self::Due => "date",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|own| *own == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// The heading that an action stands under.
    #[must_use]
    pub fn heading(self, action: &Listed, today: NaiveDate) -> String {
        let owner = action.row.owner.as_ref();
        match self {
            Self::Agency => action.organisation.as_ref().map_or_else(|| "No owner".to_owned(), |own| own.name.clone()),
            Self::Owner => owner.map_or_else(
                || "No owner".to_owned(),
                |owner| {
                    let name = if owner.name.is_empty() { String::new() } else { format!(" · {}", owner.name) };
                    format!("{}{name}", owner.short)
                },
            ),
            Self::Case => match &action.child {
                Some((label, name)) => format!("{label} · {name}"),
                None => "About no child".to_owned(),
            },
            Self::Meeting => match &action.meeting {
                Some((held, name)) => format!("{name} · {}", weekday_day(*held)),
                None => "The log of before".to_owned(),
            },
            Self::Due => span(&action.row, today).1.to_owned(),
        }
    }

    /// What groups are ordered by: what is missing comes first, the latest meeting before the others.
    fn order(self, action: &Listed, today: NaiveDate) -> (i64, String) {
        match self {
            Self::Agency | Self::Owner => (i64::from(action.row.owner.is_some()), fold(&self.heading(action, today))),
            Self::Case => (i64::from(action.child.is_none()), self.heading(action, today)),
            Self::Meeting => {
                let since = action.meeting.as_ref().map(|(held, _)| (today - *held).num_days());
                (since.unwrap_or(i64::MAX), self.heading(action, today))
            }
            Self::Due => (span(&action.row, today).0, String::new()),
        }
    }
}

/// Into which span of time an action falls, and its place among the spans.
fn span(row: &ActionRow, today: NaiveDate) -> (i64, &'static str) {
    let week = today + Days::new(7);
    match row.due {
        _ if !row.is_open() => (6, "Closed"),
        None => (1, "No date"),
        Some(due) if due < today => (0, "Overdue"),
        Some(due) if due <= week => (2, "Within a week"),
        Some(due) if due <= month_end(today) => (3, "This month"),
        Some(_) => (4, "Later"),
    }
}

/// What narrows the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Narrowed<'a> {
    /// The saved filter.
    pub saved: Saved,
    /// The one organisation, by its slug.
    pub agency: Option<&'a str>,
    /// What was typed.
    pub typed: &'a str,
}

/// The places of the actions that are left, group by group: the longest overdue first, then by date, those without one
/// before the others; of those closed the latest first.
#[must_use]
pub fn arranged(actions: &[Listed], narrowed: Narrowed<'_>, group: Group, today: NaiveDate) -> Vec<usize> {
    let typed: Vec<String> = narrowed.typed.split_whitespace().map(fold).collect();
    let fits = |action: &Listed| {
        narrowed.saved.holds(&action.row, today)
            && narrowed.agency.is_none_or(|agency| action.agency() == Some(agency))
            && typed.iter().all(|word| action.words.contains(word.as_str()))
    };
    let found = actions.iter().enumerate().filter(|(_, action)| fits(action));
    let mut found: Vec<_> = found
        .map(|(at, action)| {
            let row = &action.row;
            let late = row.days_late(today).is_none();
            let closed = row.closed.map(std::cmp::Reverse);
            let label = (row.label.len(), row.label.as_str());
            ((group.order(action, today), late, closed, row.due, label), at)
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests;
