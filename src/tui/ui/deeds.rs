//! What is done with one action or with several together: a form each, recorded in one transaction.

use super::chairs_word;
use super::command::Command;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::{Overlay, Ui};
use crate::model::action_list::Listed;
use crate::model::decide_action::ForAction;
use crate::model::id::{ActionId, EntryId};
use crate::model::request::{OfAction, Request};
use crate::session::Shown;

const OUTCOME: &str = "Outcome";
const HOW: &str = "How";
const WHY: &str = "Why";
const DATE: &str = "New date";
const ASKED_BY: &str = "Asked for by";
const OWNER: &str = "New owner";
const NOTE: &str = "How far it is";

/// What can be done with actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A word on how far they have come.
    Note,
    /// They are done.
    Done,
    /// They were not done.
    NotDone,
    /// They get another date.
    NewDate,
    /// They pass to another owner.
    HandOver,
    /// The chair cancels them.
    Cancel,
}

impl Deed {
    const ALL: [Self; 6] = [Self::Note, Self::Done, Self::NotDone, Self::NewDate, Self::HandOver, Self::Cancel];

    /// What a command does with actions, if it does anything.
    #[must_use]
    pub fn of(command: Command) -> Option<Self> {
        Some(match command {
            Command::NoteProgress => Self::Note,
            Command::AnswerDone => Self::Done,
            Command::AnswerNotDone => Self::NotDone,
            Command::AnswerCarry => Self::NewDate,
            Command::HandOver => Self::HandOver,
            Command::CancelAction => Self::Cancel,
            _ => return None,
        })
    }

    /// Its name in a draft's address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Done => "done",
            Self::NotDone => "not-done",
            Self::NewDate => "date",
            Self::HandOver => "hand-over",
            Self::Cancel => "cancel",
        }
    }

    /// What the form is called.
    fn title(self) -> &'static str {
        match self {
            Self::Note => "Progress",
            Self::Done => "Done",
            Self::NotDone => "Not done",
            Self::NewDate => "New date",
            Self::HandOver => "Handed over",
            Self::Cancel => "Cancelled by the chair",
        }
    }

    fn fields(self, of: &[&Listed], shown: &Shown) -> Vec<Field> {
        let terms = &shown.terms.vocabulary;
        let names = |words: &[crate::terms::Word]| words.iter().map(|word| word.name.clone()).collect::<Vec<_>>();
        match self {
            Self::Note => vec![Field::text(NOTE, "", "what was done so far, and what is left")],
            Self::Done => vec![Field::text(OUTCOME, "", "what came of it, in words")],
            Self::NotDone => {
                vec![Field::choice(HOW, names(&terms.not_done), 0, CHOOSE), Field::text(WHY, "", "why it was not done")]
            }
            Self::NewDate => vec![
                Field::line(DATE, "", "as people say it: fri, 14 jan, in 2 weeks"),
                Field::text(WHY, "", "why it needs another date"),
                Field::line(ASKED_BY, &asker(of), "who asked for it; may stay empty"),
            ],
            Self::HandOver => {
                vec![Field::line(OWNER, "@", "@agency/designation"), Field::text(WHY, "", "why it passes to them")]
            }
            Self::Cancel => {
                let reason = Field::text(WHY, "", "the chair's reason");
                std::iter::once(reason).chain(chairs_word::fields("", shown)).collect()
            }
        }
    }
}

/// The one owner of them all, who most likely asks for another date.
fn asker(of: &[&Listed]) -> String {
    let mut owners: Vec<&str> =
        of.iter().filter_map(|listed| Some(listed.row.owner.as_ref()?.short.as_str())).collect();
    owners.dedup();
    if let [one] = owners[..] { one.to_owned() } else { String::new() }
}

impl Ui {
    /// Opens the form for the actions that are meant.
    pub(super) fn open_deed(&mut self, deed: Deed, shown: &Shown) -> Vec<Effect> {
        let of = self.actions.meant(shown);
        let labels: Vec<&str> = of.iter().map(|listed| listed.row.label.as_str()).collect();
        let title = match &labels[..] {
            [] => return vec![],
            [one] => format!("{} · {one}", deed.title()),
            many => format!("{} · {} actions: {}", deed.title(), many.len(), many.join(", ")),
        };
        let actions = of.iter().map(|listed| (listed.row.action.clone(), listed.row.latest.clone())).collect();
        let form = Form::new(FormKind::Deed { deed, actions }, title, deed.fields(&of, shown));
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Opens the form again that a draft's address speaks of; the actions are listed by now.
    pub fn open_deed_again(&mut self, key: &str, shown: &Shown) -> Vec<Effect> {
        let Some((deed, ids)) = key.split_once(':') else { return vec![] };
        let Some(deed) = Deed::ALL.into_iter().find(|own| own.key() == deed) else { return vec![] };
        self.actions.open = None;
        self.actions.marked = ids.split('+').map(ActionId::new).collect();
        self.refresh_actions(shown);
        self.open_deed(deed, shown)
    }

    /// Records the form for every action that it is about, together.
    pub(super) fn submit_deed(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Deed { deed, actions } = &form.kind else { return vec![] };
        match self.asked(form, *deed, shown) {
            Ok(asked) => {
                let one = |(action, seen): &(ActionId, EntryId)| {
                    let (action, seen) = (action.clone(), seen.clone());
                    Request::OfAction(OfAction { action, seen, asked: asked.clone() })
                };
                let requests: Vec<Request> = actions.iter().map(one).collect();
                let count = match requests.len() {
                    1 => "Recorded".to_owned(),
                    many => format!("Recorded for {many} actions"),
                };
                let said = format!("{count}: {}. Ctrl-Z takes it back.", deed.title().to_lowercase());
                vec![Effect::Record { requests, fields: self.form_fields(shown), then: After::OfActions(said) }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn asked(&self, form: &Form, deed: Deed, shown: &Shown) -> Result<ForAction, String> {
        let because = form.words(WHY);
        Ok(match deed {
            Deed::Note => ForAction::Note { text: form.words(NOTE) },
            Deed::Done => ForAction::Done { outcome: form.words(OUTCOME) },
            Deed::NotDone => ForAction::NotDone { kind: form.option(HOW).to_owned(), because },
            Deed::NewDate => {
                ForAction::NewDate { to: self.day(&form.words(DATE), shown)?, because, asked_by: form.words(ASKED_BY) }
            }
            Deed::HandOver => ForAction::HandOver { to: self.post(&form.words(OWNER), shown)?, because },
            Deed::Cancel => ForAction::Cancel { because, word: self.chairs_word(form, shown)? },
        })
    }

    /// Goes on after actions were answered: the marks are gone.
    pub(super) fn actions_answered(&mut self, said: String) {
        self.overlay = None;
        self.actions.marked.clear();
        self.say(said);
    }
}
