//! The same entry edited in two places: both texts are shown, and neither is lost.

use super::effect::{After, Effect};
use super::writing::{Target, Writing};
use super::{Overlay, Ui, drafts};
use crate::model::id::EntryId;
use crate::model::request::Request;
use crate::session::{Draft, Shown};

/// What was to be recorded here, and what was recorded elsewhere meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What reads there now; empty where it was withdrawn.
    pub theirs: String,
    /// Its entry.
    pub entry: Option<EntryId>,
    /// What reads here.
    pub mine: String,
    /// What was to be recorded.
    pub requests: Vec<Request>,
    /// The drafts that it records.
    pub fields: Vec<String>,
    /// What was to follow.
    pub then: After,
}

impl Ui {
    /// Settles a conflict: this text in the place of theirs, or both side by side.
    pub(super) fn settle(&mut self, over_theirs: bool) -> Vec<Effect> {
        let Some(Overlay::Conflict(conflict)) = self.overlay.take() else { return vec![] };
        let Conflict { entry, mut requests, fields, then, .. } = *conflict;
        for request in &mut requests {
            if let Request::Say { replaces, .. } = request
                && replaces.is_some()
            {
                *replaces = entry.clone().filter(|_| over_theirs);
            }
        }
        vec![Effect::Record { requests, fields, then }]
    }

    /// Settles a conflict with theirs alone: this text is put aside as a note that is not recorded.
    pub(super) fn keep_theirs(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Conflict(conflict)) = self.overlay.take() else { return vec![] };
        let Some(place) = self.place(shown) else { return vec![] };
        let note = Writing { target: Target::Note, editor: super::editor::Editor::new(), replaces: None };
        let field = drafts::writing_field(place, &note);
        let cursor = conflict.mine.chars().count();
        let aside = Draft { field, base: None, text: conflict.mine, cursor };
        self.close_writing();
        self.kept.retain(|kept| kept.field != aside.field);
        self.kept.push(aside.clone());
        self.say("Theirs stands. Your text is put aside, not recorded: t opens it as a note.");
        vec![Effect::PutAside(aside)]
    }
}
