//! How long a record is kept, on the tracker: a legal hold, its end, and the removal of what is due.

use super::chairs_word;
use super::command::{Command, READ_ONLY};
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{Form, FormKind};
use super::{Overlay, Screen, Ui};
use crate::model::decide_retention::{ForRetention, Removal};
use crate::model::id::CaseId;
use crate::model::refusal::Refusal;
use crate::model::request::Request;
use crate::model::tracker::{CaseRow, Saved};
use crate::session::{Gone, RecordError, Shown};

const BECAUSE: &str = "Because";

/// What a form about a record's keeping records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// A legal hold begins.
    Hold,
    /// It ends.
    EndHold,
    /// The record is removed.
    Remove,
}

impl Keeping {
    /// What the form is about, in a draft's address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::EndHold => "end-hold",
            Self::Remove => "remove",
        }
    }
}

/// The field in which the reference is typed to confirm a removal.
fn confirming(label: &str) -> String {
    format!("Type {label} to confirm")
}

/// The row of a record in the tracker.
fn row<'a>(case: &CaseId, shown: &'a Shown) -> Option<&'a CaseRow> {
    shown.tracker.iter().map(|listed| &listed.row).find(|row| row.case == *case)
}

impl Ui {
    /// What keys ask for about the keeping of the chosen record; none where it is no affair of it.
    pub(super) fn in_keeping(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        if self.screen != Screen::Cases || self.overlay.is_some() {
            return None;
        }
        let keeping = |row: &CaseRow| match (command, &row.hold) {
            (Command::LegalHold, None) => Some(Keeping::Hold),
            (Command::LegalHold, Some(_)) => Some(Keeping::EndHold),
            (Command::Remove, _) => Some(Keeping::Remove),
            _ => None,
        };
        let row = &self.cases.chosen(shown)?.row;
        let keeping = keeping(row)?;
        Some(self.open_keeping(keeping, &row.case.clone(), shown))
    }

    /// Why a record's keeping cannot be changed now.
    #[must_use]
    pub fn why_not_keeping(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        let Some(case) = self.cases.chosen(shown) else { return Some("No case is chosen.") };
        if shown.read_only {
            return Some(READ_ONLY);
        }
        if command != Command::Remove {
            return None;
        }
        match (&case.row.hold, case.row.is_due(self.today(), &shown.terms)) {
            (Some(_), _) => Some("A legal hold keeps this record: h ends it first."),
            (None, false) if case.row.closed.is_none() => Some("The case is open: only a closed record is removed."),
            (None, false) => Some("It is not due to be removed yet: list 9 shows what is."),
            (None, true) => None,
        }
    }

    /// Opens a form about a record's keeping.
    pub(super) fn open_keeping(&mut self, keeping: Keeping, case: &CaseId, shown: &Shown) -> Vec<Effect> {
        let Some(row) = row(case, shown) else { return vec![] };
        let (title, mut fields) = match keeping {
            Keeping::Hold => (
                format!("A legal hold on {}", row.label),
                vec![Field::text(BECAUSE, "", "why it must be kept, however old: an inquiry, a court, a claim")],
            ),
            Keeping::EndHold => (
                format!("The legal hold on {} ends", row.label),
                vec![Field::text(BECAUSE, "", "why it need not be held any longer")],
            ),
            Keeping::Remove => (
                format!("Remove {} for ever", row.label),
                vec![Field::text(BECAUSE, "", "what was weighed, and why it need not be kept any longer")],
            ),
        };
        if keeping == Keeping::Remove {
            let chair = shown.lobby.iter().find(|meeting| meeting.area == row.area && meeting.part == 1);
            let chair = chair.map_or("", |meeting| meeting.chair.as_str());
            fields.extend(chairs_word::fields(chair, shown));
            fields.push(
                Field::line(confirming(&row.label), "", "nobody can bring the record back once it is gone").apart(),
            );
        }
        self.show_form(Form::new(FormKind::Keeping(keeping, case.clone()), title, fields), shown)
    }

    /// Opens the form that a draft's address speaks of, where its record is listed.
    pub(super) fn reopen_keeping(&mut self, of: &str, shown: &Shown) -> Vec<Effect> {
        let Some((keeping, case)) = of.split_once(':') else { return vec![] };
        let known = [Keeping::Hold, Keeping::EndHold, Keeping::Remove];
        let Some(keeping) = known.into_iter().find(|known| known.key() == keeping) else { return vec![] };
        self.screen = Screen::Cases;
        let case = CaseId::new(case);
        if row(&case, shown).is_none() {
            // The words wait with the record: the list comes up, and the key that asks brings them back.
            self.cases.turn_to(Saved::Retention);
            return vec![self.cases_wanted()];
        }
        self.open_keeping(keeping, &case, shown)
    }

    /// Records the form on top.
    pub(super) fn submit_keeping(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Keeping(keeping, case) = &form.kind else { return vec![] };
        let (case, because) = (case.clone(), form.words(BECAUSE));
        let (asked, said) = match keeping {
            Keeping::Hold => (ForRetention::Hold { because }, "Held: nothing of it is removed before h ends the hold."),
            Keeping::EndHold => (ForRetention::EndHold { because }, "The legal hold has ended."),
            Keeping::Remove => {
                let typed = row(&case, shown).map_or_else(String::new, |row| form.words(&confirming(&row.label)));
                return match self.chairs_word(form, shown) {
                    Ok(word) => {
                        let removal = Removal { case, typed, because, word };
                        vec![Effect::Remove { removal, fields: self.form_fields(shown) }]
                    }
                    Err(why) => {
                        self.refuse(why);
                        vec![]
                    }
                };
            }
        };
        let requests = vec![Request::Retention { case, asked }];
        vec![Effect::Record { requests, fields: self.form_fields(shown), then: After::Done(said.to_owned()) }]
    }

    /// Since when the record is due that the form on top removes; the day would tell the birthday under the veil.
    #[must_use]
    pub fn due_of(&self, form: &Form, shown: &Shown) -> Option<String> {
        let FormKind::Keeping(Keeping::Remove, case) = &form.kind else { return None };
        let due = row(case, shown)?.retention(&shown.terms);
        Some(if self.veil.is_down() { due.rule() } else { due.words(self.today()) })
    }

    /// Puts the focus on the reference, where a removal was refused because that was not typed.
    pub fn not_removed(&mut self, error: &RecordError) {
        if let (RecordError::Refused(Refusal::Unconfirmed { label, .. }), Some(Overlay::Form(form))) =
            (error, &mut self.overlay)
        {
            form.focus(&confirming(label));
        }
    }

    /// Goes on once a record was removed: the screen locks, and the file is written anew as its person comes back.
    pub fn removed(&mut self, gone: &Gone) {
        self.overlay = None;
        let named = match gone.named.len() {
            0 => String::new(),
            1 => " One entry about others names the child still: search finds it.".to_owned(),
            many => format!(" {many} entries about others name the child still: search finds them."),
        };
        self.say(format!("{} is removed. Backups made before still hold it.{named}", gone.label));
        self.locking = Some(super::away::Why::Removed);
    }
}
