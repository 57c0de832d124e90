//! Better words for something found in the text field, to be chosen from.

use super::Ui;
use super::effect::{After, Effect};
use super::proof::{Finding, Flaw};
use crate::model::request::Request;

/// What is offered for one finding.
#[derive(Debug)]
pub struct Corrections {
    /// What was found.
    pub finding: Finding,
    /// What could stand there, the likeliest first.
    pub choices: Vec<String>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Where the cursor was, in bytes: writing goes on there.
    back: usize,
}

impl Ui {
    /// Offers better words for what was found under the cursor or last before it, or else for the first.
    pub fn correct(&mut self) {
        let Some((editor, _)) = self.checked_field() else { return };
        let cursor = editor.cursor_byte();
        let mut all = self.all_findings();
        let at = all.iter().rposition(|finding| finding.range.start <= cursor).unwrap_or(0);
        if at < all.len() {
            self.offer(all.swap_remove(at), cursor);
        }
    }

    /// Goes on to the next finding, round to the first, and leaves this one as it is.
    pub fn next_correction(&mut self) {
        let Some(open) = self.corrections.take() else { return };
        let mut all = self.all_findings();
        let at = all.iter().position(|finding| finding.range.start > open.finding.range.start).unwrap_or(0);
        if at < all.len() {
            self.offer(all.swap_remove(at), open.back);
        }
    }

    fn offer(&mut self, finding: Finding, back: usize) {
        let Some((editor, _)) = self.checked_field() else { return };
        let choices = self.proof.better(editor.as_str(), &finding);
        let end = finding.range.end;
        if let Some(editor) = self.editor() {
            editor.set_cursor_byte(end);
        }
        self.corrections = Some(Corrections { finding, choices, chosen: 0, back });
    }

    /// Chooses the words after or before.
    pub fn step_correction(&mut self, forward: bool) {
        if let Some(open) = &mut self.corrections {
            let count = open.choices.len().max(1);
            open.chosen = (open.chosen + if forward { 1 } else { count - 1 }) % count;
        }
    }

    /// Puts words in the place of what was found: those with this number from 0, or the chosen ones.
    pub fn take_correction(&mut self, number: Option<usize>) {
        let Some(open) = &self.corrections else { return };
        let Some(words) = open.choices.get(number.unwrap_or(open.chosen)).cloned() else {
            if open.choices.is_empty() {
                self.close_corrections();
            }
            return;
        };
        let (range, back) = (open.finding.range.clone(), open.back);
        self.corrections = None;
        // Where the cursor stood in what is replaced, it goes behind what replaces it.
        let back = if back <= range.start { back } else { range.start + words.len() + back.max(range.end) - range.end };
        if let Some(editor) = self.editor() {
            editor.mend(range, &words);
            editor.set_cursor_byte(back);
        }
    }

    /// Takes a word as it is, and never flags it again while the program runs.
    pub fn let_word_be(&mut self) {
        if let Some(word) = self.misspelt() {
            self.proof.let_be(&word);
        }
        self.close_corrections();
    }

    /// Adds a word to the county's own list: nobody of the county has it flagged again.
    pub(super) fn add_word(&mut self) -> Vec<Effect> {
        let Some(word) = self.misspelt() else { return vec![] };
        self.close_corrections();
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(&word).to_owned();
        let requests = vec![Request::AddWord(word.clone())];
        vec![Effect::Record { requests, fields: vec![], then: After::LearnWord(word) }]
    }

    /// The misspelt word for which corrections are offered.
    fn misspelt(&self) -> Option<String> {
        let open = self.corrections.as_ref().filter(|open| open.finding.flaw == Flaw::Misspelt)?;
        let (editor, _) = self.checked_field()?;
        editor.as_str().get(open.finding.range.clone()).map(str::to_owned)
    }

    /// Leaves the text as it is, the cursor where it was.
    pub fn close_corrections(&mut self) {
        if let Some(open) = self.corrections.take()
            && let Some(editor) = self.editor()
        {
            editor.set_cursor_byte(open.back);
        }
    }
}
