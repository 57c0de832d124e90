//! The capture line: one line for anything, with completion and a preview.

use super::Ui;
use super::editor::Editor;
use super::effect::{After, Effect};
use crate::model::capture::{self, Completion};
use crate::model::request::Request;
use crate::session::Shown;

/// The capture line.
#[derive(Debug)]
pub struct CaptureLine {
    /// The text.
    pub editor: Editor,
    open: bool,
    /// Which completion is chosen.
    pub chosen: usize,
    /// What it was opened with.
    pub(super) start: String,
    /// Which of the lines recorded before stands in it, untouched.
    pub recalled: Option<usize>,
}

impl Default for CaptureLine {
    fn default() -> Self {
        let hint = "a @yos visit by fri #support   ·   d review 14 jan because …   ·   x @health …";
        Self {
            editor: Editor::line().with_placeholder(hint),
            open: false,
            chosen: 0,
            start: String::new(),
            recalled: None,
        }
    }
}

impl CaptureLine {
    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether nothing was typed: it is empty, or stands as it was opened.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.editor.is_empty() || self.editor.as_str() == self.start
    }

    /// The first word of what it was opened with; empty where it is for anything.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.start.split_whitespace().next().unwrap_or_default()
    }
}

impl Ui {
    /// Opens the capture line; text that was left in a line of this kind is there again, and else it begins with `start`.
    pub fn open_capture(&mut self, start: &str, shown: &Shown) -> Vec<Effect> {
        self.proof.learn(shown);
        let Some(live) = &mut self.live else { return vec![] };
        live.capture.open = true;
        live.capture.chosen = 0;
        live.capture.recalled = None;
        start.clone_into(&mut live.capture.start);
        let effects = self.restore_draft(shown);
        if let Some(live) = self.live.as_mut().filter(|live| live.capture.editor.is_empty()) {
            live.capture.editor.set_text(start);
            live.capture.editor.set_cursor(start.chars().count());
        }
        effects
    }

    /// Records the capture line.
    pub fn commit_capture(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Some(live) = &self.live else { return vec![] };
        let typed = live.capture.editor.as_str();
        if typed.trim().is_empty() {
            return self.after(After::CloseCapture, shown);
        }
        match capture::parse(typed, &self.around(shown)) {
            Ok(capture) => {
                let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
                let field = super::drafts::capture_field(place, &live.capture);
                let requests = vec![Request::Say { meeting, item, capture, replaces: None }];
                vec![Effect::Record { requests, fields: vec![field], then: After::CloseCapture }]
            }
            Err(refusal) => {
                self.refuse(refusal.to_string());
                vec![]
            }
        }
    }

    /// What could stand at the cursor.
    #[must_use]
    pub fn completions(&self, shown: &Shown) -> Vec<Completion> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Some(live) = &self.live else { return vec![] };
        let actions = super::answers::open_actions(&place, shown);
        let actions: Vec<(&str, &str)> =
            actions.into_iter().map(|action| (action.label.as_str(), action.task.text.as_str())).collect();
        let editor = &live.capture.editor;
        capture::complete(editor.as_str(), editor.cursor(), &self.around(shown), &actions)
    }

    /// Takes the chosen completion.
    pub fn take_completion(&mut self, shown: &Shown) {
        let completions = self.completions(shown);
        let Some(live) = &mut self.live else { return };
        let Some(taken) = completions.get(live.capture.chosen.min(completions.len().saturating_sub(1))) else { return };
        let text = live.capture.editor.text();
        let before: String = text.chars().take(taken.replace.start).collect();
        let after: String = text.chars().skip(taken.replace.end).collect();
        live.capture.editor.set_text(&format!("{before}{}{}", taken.with, after.trim_start()));
        live.capture.editor.set_cursor(before.chars().count() + taken.with.chars().count());
        live.capture.chosen = 0;
        live.capture.recalled = None;
    }

    /// Chooses the completion after or before.
    pub fn step_completion(&mut self, forward: bool, shown: &Shown) {
        let count = self.completions(shown).len().max(1);
        if let Some(live) = &mut self.live {
            let step = if forward { 1 } else { count - 1 };
            live.capture.chosen = (live.capture.chosen + step) % count;
        }
    }

    /// Closes the capture line; its text is kept for this item, and for no other child's.
    pub fn close_capture(&mut self, shown: &Shown) {
        self.keep_line(shown);
        if let Some(live) = &mut self.live {
            live.capture.editor.clear();
            live.capture.open = false;
            live.capture.chosen = 0;
        }
    }
}

/// What a capture line is opened with again whose draft has this address; none for any other address.
pub(super) fn opened_with(what: &str) -> Option<String> {
    let kind = what.strip_prefix("capture")?;
    let kind = if kind.is_empty() { "" } else { kind.strip_prefix(' ')? };
    Some(match kind {
        "" => String::new(),
        "a" => "a @".to_owned(),
        "m" => "m missing ".to_owned(),
        kind => format!("{kind} "),
    })
}
