//! A field of a form: what it asks, what it holds, what belongs in it.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::choice::Choice;
use super::editor::Editor;
use crate::model::wording::Speech;

/// A field: what it asks, what it holds, and a hint below it.
#[derive(Debug)]
pub struct Field {
    /// What it asks, and its name.
    pub label: Cow<'static, str>,
    /// What it holds.
    pub value: Value,
    /// What belongs in it; shown while it has the focus.
    pub hint: Cow<'static, str>,
    /// What it began with.
    start: String,
    /// Whose words it holds, where its spelling and wording are checked.
    pub speech: Option<Speech>,
    /// The field and the rows of it that this one belongs to; shown only while one of them is chosen.
    pub when: Option<(&'static str, RangeInclusive<usize>)>,
    /// Whether it stands apart from the fields above it, a row below them.
    pub apart: bool,
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
    pub fn choice(
        label: impl Into<Cow<'static, str>>,
        options: Vec<String>,
        chosen: usize,
        hint: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(label.into(), Value::Choice(Choice::new(options, chosen)), hint.into())
    }

    /// A line that begins with `start`.
    #[must_use]
    pub fn line(label: impl Into<Cow<'static, str>>, start: &str, hint: impl Into<Cow<'static, str>>) -> Self {
        Self::new(label.into(), Value::Line(Editor::line().with_text(start, start.chars().count())), hint.into())
    }

    /// A line that offers `start`: what is typed takes its place.
    #[must_use]
    pub fn offer(label: impl Into<Cow<'static, str>>, start: &str, hint: impl Into<Cow<'static, str>>) -> Self {
        Self::new(label.into(), Value::Line(Editor::line().with_offer(start)), hint.into())
    }

    /// A text that begins with `start`.
    #[must_use]
    pub fn text(label: impl Into<Cow<'static, str>>, start: &str, hint: impl Into<Cow<'static, str>>) -> Self {
        Self::new(label.into(), Value::Text(Editor::new().with_text(start, start.chars().count())), hint.into())
    }

    /// A passphrase.
    #[must_use]
    pub fn secret(label: &'static str, hint: &'static str) -> Self {
        Self::new(label.into(), Value::Secret(Editor::secret()), hint.into())
    }

    fn new(label: Cow<'static, str>, value: Value, hint: Cow<'static, str>) -> Self {
        let mut field = Self { label, value, hint, start: String::new(), speech: None, when: None, apart: false };
        field.start = field.words().unwrap_or_default().to_owned();
        field
    }

    /// What it holds, in words; `None` for what is secret.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match &self.value {
            Value::Choice(choice) => Some(choice.option()),
            Value::Line(editor) | Value::Text(editor) => Some(editor.as_str()),
            Value::Secret(_) => None,
        }
    }

    /// What it began with.
    #[must_use]
    pub fn was(&self) -> &str {
        &self.start
    }

    /// Whether it holds something else than it began with.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.words().is_some_and(|words| words != self.start)
    }

    /// The same field, with its words checked as these.
    #[must_use]
    pub fn checked(self, speech: Speech) -> Self {
        Self { speech: Some(speech), ..self }
    }

    /// The same field, apart from those above it.
    #[must_use]
    pub fn apart(self) -> Self {
        Self { apart: true, ..self }
    }

    /// The same field, shown only while that row of that field is chosen.
    #[must_use]
    pub fn when(self, label: &'static str, row: usize) -> Self {
        self.when_within(label, row..=row)
    }

    /// The same field, shown only while one of those rows of that field is chosen.
    #[must_use]
    pub fn when_within(self, label: &'static str, rows: RangeInclusive<usize>) -> Self {
        Self { when: Some((label, rows)), ..self }
    }
}
