//! A form: fields one under the other, each a choice, a line or a text.

mod kind;

use secrecy::SecretString;

use super::choice::Choice;
use super::editor::Editor;
use super::field::{Field, Value};
use crate::model::wording::Speech;

pub use kind::FormKind;

/// The hint of a field of choices.
pub const CHOOSE: &str = "← → choose, or type to find";

/// A form and the field that has the focus.
#[derive(Debug)]
pub struct Form {
    /// What it records.
    pub kind: FormKind,
    /// Its title.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field with the focus.
    pub at: usize,
    /// The parts that it is shown in, one at a time; none where it is shown whole.
    pub parts: Vec<Part>,
}

/// A part of a long form: its fields stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// The first of its fields.
    pub first: usize,
}

impl Form {
    /// A form with its first field in focus.
    #[must_use]
    pub fn new(kind: FormKind, title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { kind, title: title.into(), fields, at: 0, parts: Vec::new() }
    }

    /// The part that has the focus.
    #[must_use]
    pub fn part(&self) -> usize {
        self.parts.iter().rposition(|part| part.first <= self.at).unwrap_or_default()
    }

    /// The fields of a part; all of them where the form is shown whole.
    #[must_use]
    pub fn fields_of(&self, part: usize) -> std::ops::Range<usize> {
        let first = self.parts.get(part).map_or(0, |part| part.first);
        first..self.parts.get(part + 1).map_or(self.fields.len(), |next| next.first)
    }

    /// Moves the focus to the first field of the next part, or of the one before; round and round.
    pub fn step_part(&mut self, forward: bool) {
        let count = self.parts.len().max(1);
        let to = (self.part() + if forward { 1 } else { count - 1 }) % count;
        self.at = self.fields_of(to).start;
        self.settle();
    }

    /// The field with this label.
    #[must_use]
    pub fn field(&self, label: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label)
    }

    /// The row chosen in a field.
    #[must_use]
    pub fn chosen(&self, label: &str) -> usize {
        match self.field(label).map(|field| &field.value) {
            Some(Value::Choice(choice)) => choice.chosen,
            _ => 0,
        }
    }

    /// The words chosen in a field.
    #[must_use]
    pub fn option(&self, label: &str) -> &str {
        match self.field(label).map(|field| &field.value) {
            Some(Value::Choice(choice)) => choice.option(),
            _ => "",
        }
    }

    /// The text of a field, without the space around it.
    #[must_use]
    pub fn words(&self, label: &str) -> String {
        match self.field(label).map(|field| &field.value) {
            Some(Value::Line(editor) | Value::Text(editor)) => editor.text().trim().to_owned(),
            _ => String::new(),
        }
    }

    /// The passphrase typed in a field.
    #[must_use]
    pub fn passphrase(&self, label: &str) -> SecretString {
        match self.field(label).map(|field| &field.value) {
            Some(Value::Secret(editor)) => SecretString::from(editor.as_str()),
            _ => SecretString::default(),
        }
    }

    /// Whether words were typed in it that are worth keeping when it is left.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.fields.iter().any(|field| !matches!(field.value, Value::Choice(_)) && field.is_changed())
    }

    /// Every field as it is drafted: its label, what was put into it or chosen, empty for nothing, and the cursor.
    pub fn drafted(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        let whole = self.kind.is_drafted_whole() && self.fields.iter().any(Field::is_changed);
        // Which two records are compared is no words of anybody's.
        let fields = if matches!(self.kind, FormKind::Merge(_)) { &[][..] } else { &self.fields[..] };
        fields.iter().filter_map(move |field| {
            let cursor = match &field.value {
                Value::Line(editor) | Value::Text(editor) => editor.cursor(),
                _ => 0,
            };
            let words = field.words()?;
            Some((field.label.as_ref(), if whole || field.is_changed() { words } else { "" }, cursor))
        })
    }

    /// Puts back what was drafted of a field, and the focus on it.
    pub fn put_back(&mut self, label: &str, words: &str, cursor: usize) {
        let Some(at) = self.fields.iter().position(|field| field.label == label) else { return };
        match &mut self.fields[at].value {
            Value::Choice(choice) => choice.choose(words),
            Value::Line(editor) | Value::Text(editor) => {
                editor.set_text(words);
                editor.set_cursor(cursor);
            }
            Value::Secret(_) => return,
        }
        if self.fields[at].is_changed() {
            self.at = at;
        }
    }

    /// Moves the focus on from a field that does not count, as the choices stand.
    pub fn settle(&mut self) {
        if self.fields.get(self.at).is_some_and(|field| !self.is_shown(field)) {
            self.step(true);
        }
    }

    /// The text field in focus, if one is.
    pub fn editor(&mut self) -> Option<&mut Editor> {
        match self.fields.get_mut(self.at).map(|field| &mut field.value) {
            Some(Value::Line(editor) | Value::Text(editor) | Value::Secret(editor)) => Some(editor),
            _ => None,
        }
    }

    /// The text field in focus whose words are checked, and whose words they are.
    #[must_use]
    pub fn checked(&self) -> Option<(&Editor, Speech)> {
        let field = self.fields.get(self.at)?;
        match &field.value {
            Value::Line(editor) | Value::Text(editor) => Some((editor, field.speech?)),
            _ => None,
        }
    }

    /// Whether a field counts, as the choices stand.
    #[must_use]
    pub fn is_shown(&self, field: &Field) -> bool {
        field.when.as_ref().is_none_or(|(label, rows)| {
            self.field(label).is_some_and(|other| self.is_shown(other)) && rows.contains(&self.chosen(label))
        })
    }

    /// Where the last row of the choice in focus has a field of its own to type in: chooses that row, and types there
    /// what no row has; whether there is one.
    pub fn type_beside(&mut self, letter: char) -> bool {
        let Some(field) = self.fields.get(self.at) else { return false };
        let Value::Choice(choice) = &field.value else { return false };
        let last = choice.options.len().saturating_sub(1);
        let own = |other: &Field| {
            other.when.as_ref().is_some_and(|(label, rows)| *label == field.label && *rows == (last..=last))
        };
        let Some(beside) = self.fields.iter().position(|other| own(other) && matches!(other.value, Value::Line(_)))
        else {
            return false;
        };
        let typed = format!("{}{letter}", choice.typed());
        if let Some(choice) = self.choice() {
            choice.chosen = last;
            choice.forget_typed();
        }
        self.at = beside;
        if let Some(editor) = self.editor() {
            editor.set_text(&typed);
            editor.set_cursor(typed.chars().count());
        }
        true
    }

    /// Moves the focus to the next field that counts; round and round.
    pub fn step(&mut self, forward: bool) {
        let count = self.fields.len().max(1);
        if let Some(choice) = self.choice() {
            choice.forget_typed();
        }
        for _ in 0..count {
            self.at = (self.at + if forward { 1 } else { count - 1 }) % count;
            if self.fields.get(self.at).is_some_and(|field| self.is_shown(field)) {
                return;
            }
        }
    }

    /// The choice in focus, if one is.
    pub fn choice(&mut self) -> Option<&mut Choice> {
        match self.fields.get_mut(self.at).map(|field| &mut field.value) {
            Some(Value::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// Moves the focus to the field with this label.
    pub fn focus(&mut self, label: &str) {
        self.at = self.fields.iter().position(|field| field.label == label).unwrap_or(self.at);
        self.settle();
    }

    /// Whether the last field has the focus.
    #[must_use]
    pub fn at_last(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }
}
