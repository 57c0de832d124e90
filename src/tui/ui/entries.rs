//! What was recorded on an item, to be corrected or withdrawn.

use super::dissent_card::Of;
use super::effect::{After, Effect};
use super::list::Pick;
use super::writing::Target;
use super::{Overlay, Place, Ui};
use crate::model;
use crate::model::action::Action;
use crate::model::id::EntryId;
use crate::model::missing::Episode;
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
    /// The decision.
    Decision,
    /// The level of risk.
    Risk,
    /// An action raised here.
    Action(crate::model::id::ActionId),
    /// A place, vehicle or group.
    Place,
    /// A missing episode.
    Episode,
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
    all.extend(item.told().map(|update| {
        let target = Target::Update { seat: update.seat.clone(), mode: update.mode };
        text(&update.kept, short(&update.seat), &update.text, target)
    }));
    all.extend(item.notes.iter().map(|note| text(&note.kept, "Note".to_owned(), &note.text, Target::Note)));
    all.extend(item.views.iter().map(|view| {
        let what = match view.whose {
            crate::model::said::Whose::Child => "Child's view",
            crate::model::said::Whose::Parent => "Parents' view",
        };
        let none = view.why_none.as_ref().map(|why| format!("none because {why}"));
        text(&view.kept, what.to_owned(), none.as_ref().unwrap_or(&view.text), Target::View(view.whose))
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
    all.extend(item.risk.iter().map(|risk| {
        // Why the meeting decided so is told with the decision.
        let own = item.decision.as_ref().is_none_or(|decision| decision.rationale != risk.because);
        let because = if own { format!(" {}", risk.because) } else { String::new() };
        let text = match &risk.before {
            Some(before) if *before == risk.level => format!("{before}, as before.{because}"),
            before => format!("{} → {}.{because}", before.as_deref().unwrap_or("not assessed"), risk.level),
        };
        let (entry, what) = (risk.kept.entry.clone(), "Risk".to_owned());
        Recorded { entry, what, text, target: None, kind: RecordedKind::Risk, at: risk.kept.at }
    }));
    // What is kept in records of its own bears no time of the clock, and comes last.
    let own = |entry: &EntryId, what: String, text: String, kind| {
        let (entry, at) = (entry.clone(), chrono::DateTime::<chrono::Utc>::MAX_UTC);
        Recorded { entry, what, text, target: None, kind, at }
    };
    all.extend(raised_here(place, shown).into_iter().map(|action| {
        let kind = RecordedKind::Action(action.id.clone());
        own(&action.latest, format!("Action {}", action.label), action.task.text.clone(), kind)
    }));
    all.extend(named_here(place, shown).into_iter().map(|named| {
        own(&named.latest, format!("{} {}", named.label, named.kind), named.text.clone(), RecordedKind::Place)
    }));
    all.extend(told_here(place).map(|episode| {
        own(&episode.entry, format!("{} missing", episode.label), episode.words(), RecordedKind::Episode)
    }));
    all.sort_by_key(|recorded| recorded.at);
    all
}

/// The places named on an item, in the order of their labels.
fn named_here<'a>(place: &Place<'_>, shown: &'a Shown) -> Vec<&'a model::place::Place> {
    let here = |named: &&model::place::Place| named.named.at.1 == *place.item.id();
    let mut named: Vec<_> = shown.docs.places.values().filter(here).collect();
    named.sort_by_key(|named| (named.label.len(), named.label.clone()));
    named
}

/// The missing episodes told on an item.
fn told_here<'a>(place: &Place<'a>) -> impl Iterator<Item = &'a Episode> + use<'a> {
    let (id, case) = (place.item.id(), place.case);
    let here = move |episode: &&Episode| episode.at.as_ref().is_some_and(|(_, item)| item == id);
    case.into_iter().flat_map(|case| &case.episodes).filter(here)
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
            (None, RecordedKind::Dissent) => self.open_card(&Of::Here(chosen.entry), shown),
            (None, RecordedKind::Action(action)) => self.open_edit_action(&action, shown),
            (None, RecordedKind::Decision | RecordedKind::Text) => self.open_decision(shown),
            (None, RecordedKind::Risk) => {
                self.overlay = None;
                self.open_capture("k ", shown)
            }
            (None, RecordedKind::Place | RecordedKind::Episode) => {
                self.refuse("A place or a missing episode is taken back with Ctrl-Z, or moved with m.");
                vec![]
            }
        }
    }

    /// Takes the chosen entry out.
    pub fn withdraw_entry(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(chosen)) = (self.place(shown), self.chosen_entry(shown)) else { return vec![] };
        if !matches!(chosen.kind, RecordedKind::Text | RecordedKind::Dissent) {
            self.refuse(
                "Only words are withdrawn; this is corrected with Enter, moved with m, or taken back with Ctrl-Z.",
            );
            return vec![];
        }
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let requests = vec![Request::Withdraw { meeting, item, entry: chosen.entry }];
        vec![Effect::Record { requests, fields: vec![], then: After::Stay }]
    }
}
