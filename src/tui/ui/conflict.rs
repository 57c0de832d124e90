//! The same thing edited in two places: both texts are shown, and neither is lost.

use std::borrow::Cow;

use super::case_forms::NOTHING;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{Form, FormKind};
use super::keymap::Scope;
use super::writing::{Target, Writing};
use super::{Overlay, Ui, drafts};
use crate::model::id::EntryId;
use crate::model::request::Request;
use crate::session::{Draft, Shown};

/// What was recorded elsewhere meanwhile, and what was to be recorded here.
#[derive(Debug)]
pub struct Conflict {
    /// What reads differently: of a form, field by field.
    pub rows: Vec<Row>,
    /// What was edited in two places.
    pub of: Of,
}

/// Two texts of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The field; empty for a text that is all there is.
    pub label: String,
    /// What reads there now; empty where it was withdrawn.
    pub theirs: String,
    /// What reads here; none where it was not touched here, so that theirs stands.
    pub mine: Option<String>,
}

/// What was edited in two places.
#[derive(Debug)]
pub enum Of {
    /// A text of the meeting.
    Text(Waiting),
    /// A form: as it was filled in here, and as it opens on what stands now.
    Form {
        /// Filled in here.
        mine: Box<Form>,
        /// On what stands now.
        theirs: Box<Form>,
    },
}

/// An edit that was refused because another came first.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The entry that stands now; none where it was withdrawn.
    pub entry: Option<EntryId>,
    /// What was to be recorded.
    pub requests: Vec<Request>,
    /// The drafts that it records.
    pub fields: Vec<String>,
    /// What was to follow.
    pub then: After,
}

/// What comes of a refused edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// Both texts are on the screen.
    Shown,
    /// The others recorded the same: nothing is left to record.
    Same,
    /// There are no two texts to show.
    Not,
}

impl Conflict {
    /// The form that was filled in here, which is being filled in still.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match &self.of {
            Of::Text(_) => None,
            Of::Form { mine, .. } => Some(mine),
        }
    }
}

impl Ui {
    /// Puts both texts on the screen, of the text or the form whose edit was refused.
    pub fn meet_conflict(&mut self, theirs: &str, waiting: Waiting, shown: &Shown) -> Met {
        if self.scope() == Scope::Writing {
            let mine = self.drafts(shown).into_iter().next().map_or_else(String::new, |draft| draft.text);
            let rows = vec![Row { label: String::new(), theirs: theirs.to_owned(), mine: Some(mine) }];
            self.overlay = Some(Overlay::Conflict(Box::new(Conflict { rows, of: Of::Text(waiting) })));
            return Met::Shown;
        }
        let Some(Overlay::Form(form)) = &self.overlay else { return Met::Not };
        let Some(key) = form.kind.key_of_what_stands(waiting.entry.as_ref()) else { return Met::Not };
        let mine = self.overlay.take();
        let theirs = self.open_unfilled(&key, shown);
        match (mine, theirs) {
            (Some(Overlay::Form(mine)), Some(theirs)) => {
                let rows = rows(&mine, &theirs);
                let met = if rows.iter().any(|row| row.mine.is_some()) { Met::Shown } else { Met::Same };
                self.overlay = Some(match met {
                    Met::Same => Overlay::Form(mine),
                    _ => Overlay::Conflict(Box::new(Conflict { rows, of: Of::Form { mine, theirs } })),
                });
                met
            }
            (mine, _) => {
                self.overlay = mine;
                Met::Not
            }
        }
    }

    /// The form of a draft's address on what stands now, without anything that was typed into it.
    fn open_unfilled(&mut self, key: &str, shown: &Shown) -> Option<Box<Form>> {
        let kept = std::mem::take(&mut self.kept);
        let opened = self.reopen_form(key, shown);
        self.kept = kept;
        match (opened, self.overlay.take()) {
            (Some(_), Some(Overlay::Form(theirs))) => Some(theirs),
            _ => None,
        }
    }

    /// Settles a conflict: this text in the place of theirs, or both side by side.
    pub(super) fn settle(&mut self, over_theirs: bool, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Conflict(conflict)) = self.overlay.take() else { return vec![] };
        match conflict.of {
            Of::Text(Waiting { entry, mut requests, fields, then }) => {
                for request in &mut requests {
                    if let Request::Say { replaces, .. } = request
                        && replaces.is_some()
                    {
                        *replaces = entry.clone().filter(|_| over_theirs);
                    }
                }
                vec![Effect::Record { requests, fields, then }]
            }
            Of::Form { mine, theirs } => {
                self.overlay = Some(Overlay::Form(Box::new(over(&mine, *theirs))));
                self.submit_form(shown)
            }
        }
    }

    /// Settles a conflict with theirs alone: of a text, this one is put aside as a note that is not recorded; what was
    /// put into a form comes back when that is opened.
    pub(super) fn keep_theirs(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Conflict(conflict)) = self.overlay.take() else { return vec![] };
        let Conflict { rows, of } = *conflict;
        if let Of::Form { mine, .. } = of {
            self.overlay = Some(Overlay::Form(mine));
            self.keep_form(shown);
            self.overlay = None;
            self.say("Theirs stands. Yours is put aside, not recorded: it is there when you open this again.");
            return vec![];
        }
        let Some(place) = self.place(shown) else { return vec![] };
        let note = Writing { target: Target::Note, editor: super::editor::Editor::new(), replaces: None };
        let field = drafts::writing_field(place, &note);
        let text = rows.into_iter().find_map(|row| row.mine).unwrap_or_default();
        let cursor = text.chars().count();
        let aside = Draft { field, base: None, text, cursor };
        self.close_writing();
        self.kept.retain(|kept| kept.field != aside.field);
        self.kept.push(aside.clone());
        self.say("Theirs stands. Your text is put aside, not recorded: t opens it as a note.");
        vec![Effect::PutAside(aside)]
    }

    /// Goes back to what was being written: in a form, theirs stands below each field that reads otherwise, and what is
    /// recorded then takes its place.
    pub(super) fn edit_on(&mut self) -> Vec<Effect> {
        let Some(Overlay::Conflict(conflict)) = self.overlay.take() else { return vec![] };
        let Conflict { rows, of } = *conflict;
        let Of::Form { mine, theirs } = of else { return vec![] };
        let mut form = over(&mine, *theirs);
        for row in &rows {
            if let Some(field) = form.fields.iter_mut().find(|field| field.label == row.label) {
                field.hint = Cow::Owned(match (&row.mine, row.theirs.as_str()) {
                    (None, _) => "changed meanwhile: this is theirs".to_owned(),
                    (Some(_), "") => "theirs: nothing".to_owned(),
                    (Some(_), theirs) => format!("theirs: {theirs}"),
                });
            }
        }
        let differs =
            |at: usize| form.fields.get(at).is_some_and(|field| rows.iter().any(|row| row.label == field.label));
        if let Some(first) = rows.first().filter(|_| !differs(form.at)) {
            form.focus(&first.label);
        }
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.say("Theirs stands below each field that differs. What you record takes its place.");
        vec![]
    }
}

impl FormKind {
    /// The key that opens what this form edits as it stands now; none where the form edits nothing that is recorded, or
    /// that is recorded no more. `entry` is the one that stands now.
    fn key_of_what_stands(&self, entry: Option<&EntryId>) -> Option<String> {
        match self {
            Self::Decision { .. }
            | Self::Dissenting(_)
            | Self::EditAction { .. }
            | Self::Contact { .. }
            | Self::ChangeItem(_)
            | Self::Details { .. }
            | Self::Information { .. }
            | Self::Referral { .. } => Some(self.key()),
            Self::Episode { case, .. } => {
                Some(Self::Episode { case: case.clone(), replaces: Some(entry?.clone()) }.key())
            }
            _ => None,
        }
    }

    /// Whether something is recorded behind a field.
    fn is_recorded(&self, label: &str) -> bool {
        match self {
            Self::Decision { risk, .. } if label == super::forms::RISK_AFTER => risk.is_some(),
            Self::Decision { base, .. } => base.is_some(),
            Self::Referral { was, .. } => was.is_some(),
            _ => true,
        }
    }
}

/// Whether a field of a form that was filled in here is to be recorded as it is. A decision is one thing: who records it
/// means all of it.
fn is_own(form: &Form, field: &Field) -> bool {
    matches!(form.kind, FormKind::Decision { .. }) || field.is_changed()
}

/// What reads differently in two forms of one thing, field by field.
fn rows(mine: &Form, theirs: &Form) -> Vec<Row> {
    let said = |form: &Form, field: &Field| {
        let words = field.words().filter(|_| form.is_shown(field)).unwrap_or_default().trim();
        if words == NOTHING { String::new() } else { words.to_owned() }
    };
    let reads = |form: &Form, field: &Field| {
        if form.kind.is_recorded(&field.label) { said(form, field) } else { String::new() }
    };
    let row = |now: &Field| {
        let own = mine.field(&now.label)?;
        let (label, theirs) = (now.label.clone().into_owned(), reads(theirs, now));
        if !is_own(mine, own) {
            return (own.was().trim() != theirs).then_some(Row { label, theirs, mine: None });
        }
        let words = said(mine, own);
        (words != theirs).then_some(Row { label, theirs, mine: Some(words) })
    };
    theirs.fields.iter().filter_map(row).collect()
}

/// What was filled in here, over what stands now: a field that was not touched here stays theirs.
fn over(mine: &Form, mut theirs: Form) -> Form {
    let at = mine.fields.get(mine.at).map(|field| field.label.clone());
    for field in mine.fields.iter().filter(|field| is_own(mine, field)) {
        let words = field.words().unwrap_or_default();
        theirs.put_back(&field.label, words, words.chars().count());
    }
    theirs.at = theirs.fields.iter().position(|field| Some(&field.label) == at.as_ref()).unwrap_or_default();
    theirs.settle();
    theirs
}
