//! A form: fields one under the other, each a choice, a line or a text.

use secrecy::SecretString;

use super::choice::Choice;
use super::editor::Editor;
use crate::model::id::{ActionId, CaseId, EntryId};

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
}

/// What a form records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// The decision on a case, with the risk after.
    Decision,
    /// A dissent.
    Dissent,
    /// The chair's answer to a dissent.
    AnswerDissent(EntryId),
    /// The wording of an action, over its latest entry.
    EditAction(ActionId, EntryId),
    /// A meeting to be planned, with the children whose review falls due.
    Plan(Vec<CaseId>),
    /// A file to be saved.
    Export,
    /// The county's first store.
    Store,
}

impl FormKind {
    /// The name in a draft's address.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Dissent => "dissent",
            Self::AnswerDissent(_) => "answer",
            Self::EditAction(..) => "action",
            Self::Plan(_) => "plan",
            Self::Export => "export",
            Self::Store => "store",
        }
    }
}

/// A field: what it asks, what it holds, and a hint below it.
#[derive(Debug)]
pub struct Field {
    /// What it asks, and its name.
    pub label: &'static str,
    /// What it holds.
    pub value: Value,
    /// What belongs in it; shown while it has the focus.
    pub hint: &'static str,
    /// The field and the row of it that this one belongs to; shown only while that row is chosen.
    pub when: Option<(&'static str, usize)>,
}

/// What a field holds.
#[derive(Debug)]
pub enum Value {
    /// One of several.
    Choice(Choice),
    /// One line.
    Line(Editor),
    /// A text.
    Text(Editor),
    /// A passphrase: hidden, never drafted, wiped.
    Secret(Editor),
}

impl Field {
    /// A choice.
    #[must_use]
    pub fn choice(label: &'static str, options: Vec<String>, chosen: usize, hint: &'static str) -> Self {
        Self { label, value: Value::Choice(Choice::new(options, chosen)), hint, when: None }
    }

    /// A line that begins with `start`.
    #[must_use]
    pub fn line(label: &'static str, start: &str, hint: &'static str) -> Self {
        let editor = Editor::line().with_text(start, start.chars().count());
        Self { label, value: Value::Line(editor), hint, when: None }
    }

    /// A text that begins with `start`.
    #[must_use]
    pub fn text(label: &'static str, start: &str, hint: &'static str) -> Self {
        let editor = Editor::new().with_text(start, start.chars().count());
        Self { label, value: Value::Text(editor), hint, when: None }
    }

    /// A passphrase.
    #[must_use]
    pub fn secret(label: &'static str, hint: &'static str) -> Self {
        Self { label, value: Value::Secret(Editor::secret()), hint, when: None }
    }

    /// The same field, shown only while that row of that field is chosen.
    #[must_use]
    pub fn when(self, label: &'static str, row: usize) -> Self {
        Self { when: Some((label, row)), ..self }
    }
}

impl Form {
    /// A form with its first field in focus.
    #[must_use]
    pub fn new(kind: FormKind, title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { kind, title: title.into(), fields, at: 0 }
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

    /// Every text in the form, by label.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &Editor)> {
        self.fields.iter().filter_map(|field| match &field.value {
            Value::Line(editor) | Value::Text(editor) => Some((field.label, editor)),
            Value::Choice(_) | Value::Secret(_) => None,
        })
    }

    /// Puts a kept text back; `address` is the form's name and the field's label.
    pub fn put_text(&mut self, address: &str, text: &str, cursor: usize) {
        let label = address.split_once(' ').map_or(address, |(_, label)| label).to_owned();
        for (at, field) in self.fields.iter_mut().enumerate() {
            if let Value::Line(editor) | Value::Text(editor) = &mut field.value
                && field.label == label
            {
                editor.set_text(text);
                editor.set_cursor(cursor);
                self.at = at;
            }
        }
    }

    /// The text field in focus, if one is.
    pub fn editor(&mut self) -> Option<&mut Editor> {
        match self.fields.get_mut(self.at).map(|field| &mut field.value) {
            Some(Value::Line(editor) | Value::Text(editor) | Value::Secret(editor)) => Some(editor),
            _ => None,
        }
    }

    /// Whether a field counts, as the choices stand.
    #[must_use]
    pub fn is_shown(&self, field: &Field) -> bool {
        field.when.is_none_or(|(label, row)| {
            self.field(label).is_some_and(|other| self.is_shown(other)) && self.chosen(label) == row
        })
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

    /// Whether the last field has the focus.
    #[must_use]
    pub fn at_last(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }
}
