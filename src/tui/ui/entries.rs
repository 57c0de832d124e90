//! What was recorded on an item, to be corrected or withdrawn.

use super::effect::{After, Effect};
use super::list::Pick;
use super::writing::Target;
use super::{Overlay, Place, Ui};
use crate::model::action::Action;
use crate::model::id::EntryId;
use crate::model::request::Request;
use crate::session::Shown;

/// The list, with the row that is chosen.
#[derive(Debug)]
pub struct Entries {
    /// The choice.
    pub pick: Pick,
}

/// One thing recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its latest entry.
    pub entry: EntryId,
    /// What it is, or who said it.
    pub what: String,
    /// The text.
    pub text: String,
    /// What the text field is opened for, where it is a text; none for what a form corrects.
    pub target: Option<Target>,
    /// What it is, for what a form corrects.
    pub kind: RecordedKind,
    at: chrono::DateTime<chrono::Utc>,
}

/// What kind of thing was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordedKind {
    /// A text.
    Text,
    /// A dissent.
    Dissent,
    /// The decision or the level of risk.
    Decision,
    /// An action raised here.
    Action(crate::model::id::ActionId),
}

/// Everything recorded on an item, in the order recorded.
#[must_use]
pub fn list(place: &Place<'_>, shown: &Shown) -> Vec<Recorded> {
    let item = place.item;
    let short = |seat| place.meeting.seat(seat).map_or_else(|| seat.to_string(), |seat| seat.short.clone());
    let text = |kept: &crate::model::said::Kept, what: String, text: &str, target| Recorded {
        entry: kept.entry.clone(),
        what,
        text: text.to_owned(),
        target: Some(target),
        kind: RecordedKind::Text,
        at: kept.at,
    };
    let mut all: Vec<Recorded> = Vec::new();
    all.extend(item.updates.iter().map(|update| {
        let target = Target::Update { seat: update.seat.clone(), mode: update.mode };
        text(&update.kept, short(&update.seat), &update.text, target)
    }));
    all.extend(item.notes.iter().map(|note| text(&note.kept, "Note".to_owned(), &note.text, Target::Note)));
    all.extend(item.views.iter().map(|view| {
        let what = match view.whose {
            crate::model::said::Whose::Child => "Child's view",
            crate::model::said::Whose::Parent => "Parents' view",
        };
        text(&view.kept, what.to_owned(), &view.text, Target::View(view.whose))
    }));
    all.extend(item.dissents.iter().map(|dissent| Recorded {
        entry: dissent.kept.entry.clone(),
        what: format!("Dissent, {}", short(&dissent.seat)),
        text: dissent.text.clone(),
        target: None,
        kind: RecordedKind::Dissent,
        at: dissent.kept.at,
    }));
    all.extend(item.decision.iter().map(|decision| Recorded {
        entry: decision.kept.entry.clone(),
        what: "Decision".to_owned(),
        text: decision.rationale.clone(),
        target: None,
        kind: RecordedKind::Decision,
        at: decision.kept.at,
    }));
    all.extend(raised_here(place, shown).into_iter().map(|action| Recorded {
        entry: action.latest.clone(),
        what: format!("Action {}", action.label),
        text: action.task.text.clone(),
        target: None,
        kind: RecordedKind::Action(action.id.clone()),
        at: chrono::DateTime::<chrono::Utc>::MAX_UTC,
    }));
    all.sort_by_key(|recorded| recorded.at);
    all
}

/// The actions raised on an item, in the order of their labels.
#[must_use]
pub fn raised_here<'a>(place: &Place<'_>, shown: &'a Shown) -> Vec<&'a Action> {
    let here = |action: &&Action| {
        action.raised_at.at.as_ref().is_some_and(|(m, i)| *m == place.meeting.id && i == place.item.id())
    };
    let mut actions: Vec<&Action> = match place.item.case() {
        Some(case) => shown.docs.actions_of(case).filter(here).collect(),
        None => shown.docs.actions.values().filter(here).collect(),
    };
    actions.sort_by_key(|action| (action.label.len(), action.label.clone()));
    actions
}

impl Entries {
    /// Whether the chosen row is a dissent.
    #[must_use]
    pub fn chosen_is_dissent(&self, place: Option<&Place<'_>>, shown: &Shown) -> bool {
        let chosen = place.and_then(|place| list(place, shown).into_iter().nth(self.pick.chosen()?));
        chosen.is_some_and(|recorded| recorded.kind == RecordedKind::Dissent)
    }
}

impl Ui {
    /// Opens the list at what was recorded last.
    pub fn open_entries(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let mut pick = Pick::new(list(&place, shown).len());
        pick.to_last();
        self.overlay = Some(Overlay::Entries(Entries { pick }));
    }

    /// The chosen entry.
    #[must_use]
    pub fn chosen_entry(&self, shown: &Shown) -> Option<Recorded> {
        let Some(Overlay::Entries(entries)) = &self.overlay else { return None };
        list(&self.place(shown)?, shown).into_iter().nth(entries.pick.chosen()?)
    }

    /// Opens the chosen entry in its text field or form.
    pub fn edit_entry(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(chosen) = self.chosen_entry(shown) else { return vec![] };
        match (chosen.target, chosen.kind) {
            (Some(target), _) => self.write_over(target, Some(chosen.entry), &chosen.text, shown),
            (None, RecordedKind::Dissent) => self.open_answer_dissent(&chosen.entry, shown),
            (None, RecordedKind::Action(action)) => self.open_edit_action(&action, shown),
            (None, _) => self.open_decision(shown),
        }
    }

    /// Takes the chosen entry out.
    pub fn withdraw_entry(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(chosen)) = (self.place(shown), self.chosen_entry(shown)) else { return vec![] };
        if matches!(chosen.kind, RecordedKind::Action(_) | RecordedKind::Decision) {
            self.refuse("An action or a decision is corrected with Enter, or taken back with Ctrl-Z.");
            return vec![];
        }
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let requests = vec![Request::Withdraw { meeting, item, entry: chosen.entry }];
        vec![Effect::Record { requests, fields: vec![], then: After::Stay }]
    }
}
