//! The Information Sharing Template as data: what a professional is asked before a child is first discussed
//! (arrangements §3).

use serde::{Deserialize, Serialize};

use super::{Terms, Word};

/// The form, section by section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Template {
    /// What it is called: `Information Sharing Template`.
    pub title: String,
    /// What people call it: `MACE 1`.
    pub short: String,
    /// Its sections, in order.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

/// Fields that stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Section {
    /// The heading.
    pub title: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Field {
    /// What answers are kept by: `legal-status`.
    pub key: String,
    /// As printed.
    pub label: String,
    /// What an answer looks like.
    pub kind: FieldKind,
    /// The vocabulary of a choice, by its name in this file.
    pub of: Option<String>,
    /// What is known of the child, or of the form, from the answer.
    pub fills: Option<Fills>,
    /// The field that asks the same as a whole: a form may answer either.
    pub part_of: Option<String>,
    /// Whether it is answered in somebody's own words, which nobody rewords; so are its parts.
    #[serde(default)]
    pub own_words: bool,
    /// Whether a form without it is not fit to be discussed.
    #[serde(default)]
    pub required: bool,
    /// A few words of guidance, printed small.
    pub hint: Option<String>,
    /// How other forms label it.
    #[serde(default)]
    pub also: Vec<String>,
}

/// What an answer looks like; whatever it is, it is kept as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A few words on one line.
    Line,
    /// Sentences, possibly in paragraphs.
    Text,
    /// A date, day first.
    Date,
    /// Yes or no, possibly with a remark.
    YesNo,
    /// A word of a vocabulary.
    Choice,
    /// Whether risk was assessed, and the level.
    Risk,
}

/// What an answer tells of the child's record, or of the form itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fills {
    /// The child's name.
    Name,
    /// The child's date of birth.
    Born,
    /// The child's gender.
    Gender,
    /// The child's ethnicity.
    Ethnicity,
    /// The child's district, or only the area.
    Place,
    /// Where the child lives.
    Address,
    /// The plan or legal status.
    LegalStatus,
    /// The level of risk.
    Risk,
    /// Current concerns and identified risk.
    Concern,
    /// Suspects, associates and persons of concern: nothing of the child's record, and names that papers may have to leave
    /// out.
    OfConcern,
    /// What the child has said.
    ChildSays,
    /// The type of education establishment.
    Education,
    /// Who filled the form in.
    Professional,
    /// That person's agency.
    Agency,
    /// The day the form was completed.
    Completed,
}

impl Template {
    /// Every field, in the form's order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }

    /// The fields that tell this, in the form's order.
    pub fn filling(&self, what: Fills) -> impl Iterator<Item = &Field> {
        self.fields().filter(move |field| field.fills == Some(what))
    }

    /// Whether a field, or the one that it is a part of, is answered in somebody's own words.
    #[must_use]
    pub fn is_own_words(&self, field: &Field) -> bool {
        let whole = field.part_of.as_ref().and_then(|whole| self.field(whole));
        field.own_words || whole.is_some_and(|whole| whole.own_words)
    }

    /// The fields that are parts of another.
    pub fn parts_of<'a>(&'a self, whole: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields().filter(move |field| field.part_of.as_deref() == Some(whole))
    }
}

impl Fills {
    /// Whether several fields may tell it, their answers then standing below each other.
    #[must_use]
    pub fn is_joined(self) -> bool {
        matches!(self, Self::Concern | Self::ChildSays | Self::OfConcern)
    }
}

impl Terms {
    /// The words that a field is chosen from; none for what is written freely.
    #[must_use]
    pub fn choices(&self, field: &Field) -> &[Word] {
        match field.kind {
            FieldKind::Choice => field.of.as_deref().and_then(|list| self.vocabulary.list(list)).unwrap_or_default(),
            FieldKind::Risk => &self.vocabulary.risk,
            FieldKind::Line | FieldKind::Text | FieldKind::Date | FieldKind::YesNo => &[],
        }
    }
}
