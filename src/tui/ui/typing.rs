//! What is typed or pasted: into which field it goes, and what follows from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::editor::{Editor, Outcome};
use super::effect::Effect;
use super::keymap::Scope;
use super::prompt::Purpose;
use super::{Overlay, Screen, Ui};
use crate::session::Shown;

impl Ui {
    /// Whether a text field has the focus, so that plain characters are text.
    pub(super) fn takes_text(&mut self) -> bool {
        match self.scope() {
            Scope::Writing
            | Scope::Capture
            | Scope::Prompt
            | Scope::Filter
            | Scope::Palette
            | Scope::Search
            | Scope::Help => true,
            Scope::Form => self.editor().is_some(),
            _ => false,
        }
    }

    pub(super) fn type_key(&mut self, event: KeyEvent) -> Outcome {
        // A line that begins with the sign is gone on with by some who type the sign themselves: one is meant.
        let begun = matches!(self.scope(), Scope::Capture | Scope::Prompt) && event.code == KeyCode::Char('@');
        if begun && self.editor().is_some_and(|editor| editor.as_str()[..editor.cursor_byte()].ends_with('@')) {
            return Outcome::Moved;
        }
        self.editor().map_or(Outcome::Ignored, |editor| editor.input(event))
    }

    /// The text field that has the focus.
    pub(super) fn editor(&mut self) -> Option<&mut Editor> {
        match (&mut self.help, &mut self.palette) {
            (Some(help), _) => return Some(&mut help.editor),
            (None, Some(palette)) => return Some(&mut palette.editor),
            (None, None) => {}
        }
        if let Some(line) = &mut self.search.open {
            return Some(&mut line.editor);
        }
        if let Some(prompt) = &mut self.prompt {
            return Some(&mut prompt.editor);
        }
        if let Some(overlay) = &mut self.overlay {
            return match overlay {
                Overlay::Form(form) => form.editor(),
                _ => None,
            };
        }
        let live = self.live.as_mut().filter(|_| self.screen == Screen::Live)?;
        match &mut live.writing {
            Some(writing) => Some(&mut writing.editor),
            None if live.capture.is_open() => Some(&mut live.capture.editor),
            None => None,
        }
    }

    pub(super) fn paste(&mut self, text: &str, shown: &Shown) -> Vec<Effect> {
        // A paste is text wherever it lands, and never a command.
        self.close_corrections();
        if let Some(editor) = self.editor() {
            editor.paste(text);
            return self.typed(KeyEvent::new(KeyCode::Null, KeyModifiers::NONE), shown);
        }
        self.refuse("Nothing here takes a paste: open a text field first.");
        vec![]
    }

    /// What follows from typing: a filter narrows, an action line is recorded, a speaker changes.
    pub(super) fn typed(&mut self, event: KeyEvent, shown: &Shown) -> Vec<Effect> {
        if self.scope() != self.scope_beneath() {
            self.look_for(shown);
            return vec![];
        }
        if let Some(prompt) = &self.prompt {
            return match prompt.purpose {
                Purpose::Filter => {
                    let text = prompt.editor.text();
                    self.filter_list(&text, shown)
                }
                _ => vec![],
            };
        }
        if matches!(&self.overlay, Some(Overlay::Form(_))) {
            return self.gather_for_plan(shown);
        }
        if let Some(live) = &mut self.live {
            live.capture.chosen = 0;
            live.capture.recalled = None;
        }
        if self.scope() == Scope::Writing && event.code == KeyCode::Char(' ') {
            return self.switch_speaker(shown).unwrap_or_default();
        }
        if self.scope() == Scope::Writing && event.code == KeyCode::Enter {
            return self.action_line_above(shown).unwrap_or_default();
        }
        vec![]
    }

    /// Enter ended a line that is an action: the line is recorded and leaves the text.
    fn action_line_above(&mut self, shown: &Shown) -> Option<Vec<Effect>> {
        let writing = self.live.as_mut()?.writing.as_mut()?;
        let cursor = writing.editor.cursor();
        writing.editor.set_cursor(cursor.saturating_sub(1));
        let effects = self.commit_action_line(shown);
        // On a line that does not read the cursor stays where it can be corrected.
        if effects.as_ref().is_none_or(|effects| !effects.is_empty())
            && let Some(writing) = self.live.as_mut().and_then(|live| live.writing.as_mut())
        {
            writing.editor.set_cursor(cursor);
        }
        effects
    }
}
