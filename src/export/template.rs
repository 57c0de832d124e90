//! The Information Sharing Template as a paper: blank to be filled in, or filled as a case keeps it.

use chrono::{DateTime, Utc};

use super::document::Document;
use super::minutes::words;
use crate::model::case::Case;
use crate::model::form::{Filed, Unplaced};
use crate::terms::{Area, Field, FieldKind, Terms};

/// The form on its way out: what its pages bear, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPaper {
    /// Title, marking and the lines above the first section; it has no parts.
    pub frame: Document,
    /// What to do with a blank form, in sentences.
    pub guidance: Vec<String>,
    /// The sections.
    pub sections: Vec<FormSection>,
    /// What an earlier form said beside its fields.
    pub also: Vec<Unplaced>,
}

/// A heading and the fields below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSection {
    /// The heading.
    pub title: String,
    /// Its fields.
    pub rows: Vec<FormRow>,
}

/// A field with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The label.
    pub label: String,
    /// A few words of guidance; empty for none.
    pub hint: String,
    /// The answer; empty where there is none yet.
    pub answer: String,
    /// How an empty field is filled in.
    pub entry: Entry,
}

/// How an empty field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A few words.
    Line,
    /// Sentences.
    Text,
    /// A day.
    Date,
    /// One of these, or something else.
    Choice(Vec<String>),
}

/// What a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormSource<'a> {
    /// The child's case; none for a blank form.
    pub case: Option<&'a Case>,
    /// The county's terms.
    pub terms: &'a Terms,
    /// Who makes the file.
    pub author: &'a str,
    /// When, UTC.
    pub made_at: DateTime<Utc>,
}

/// Sets out the form: that of the case as it was filed last, or a blank one.
#[must_use]
pub fn form_paper(source: &FormSource<'_>) -> FormPaper {
    let template = &source.terms.template;
    let filed = source.case.and_then(Case::form);
    let sections = template.sections.iter().map(|section| FormSection {
        title: section.title.clone(),
        rows: section.fields.iter().map(|field| row(source, field, filed)).collect(),
    });
    FormPaper {
        frame: frame(source, filed),
        guidance: if filed.is_some() { Vec::new() } else { guidance(source.terms) },
        sections: sections.collect(),
        also: filed.map(|filed| filed.form.unplaced.clone()).unwrap_or_default(),
    }
}

fn row(source: &FormSource<'_>, field: &Field, filed: Option<&Filed>) -> FormRow {
    let choices = || source.terms.choices(field).iter().map(|word| word.name.clone());
    let entry = match field.kind {
        FieldKind::Line => Entry::Line,
        FieldKind::Text => Entry::Text,
        FieldKind::Date => Entry::Date,
        FieldKind::YesNo => Entry::Choice(["Yes", "No"].map(str::to_owned).into()),
        FieldKind::Choice => Entry::Choice(choices().collect()),
        FieldKind::Risk => Entry::Choice(
            std::iter::once("No".to_owned()).chain(choices().map(|level| format!("Yes – {level}"))).collect(),
        ),
    };
    // A form that is to be filled in for a child begins with who that is.
    let known = source.case.filter(|_| filed.is_none()).and_then(|case| match field.fills? {
        crate::terms::Fills::Name => Some(case.details.name.clone()),
        crate::terms::Fills::Born => Some(case.details.born.format("%d/%m/%Y").to_string()),
        _ => None,
    });
    let answer = filed.and_then(|filed| filed.form.answer(&field.key)).map(str::to_owned).or(known);
    FormRow {
        label: field.label.clone(),
        hint: field.hint.clone().unwrap_or_default(),
        answer: answer.unwrap_or_default(),
        entry,
    }
}

fn frame(source: &FormSource<'_>, filed: Option<&Filed>) -> Document {
    let terms = source.terms;
    let child = source.case.map(|case| format!("{} · {}", case.label, case.details.name));
    let status = filed.map_or_else(
        || "To be filled in".to_owned(),
        |Filed { form, .. }| {
            let completed = form.completed.map(|day| format!(" on {}", words::day(day))).unwrap_or_default();
            format!("Filled in by {}{completed}; received on {}", form.from(), words::day(form.received))
        },
    );
    Document {
        title: format!("{}: {}", terms.template.short, terms.template.title),
        subject: child.unwrap_or_else(|| format!("{} MACE", terms.county.name)),
        status,
        marking: terms.sharing.marking.clone(),
        header_left: format!("{} MACE", terms.county.name),
        header_right: source.case.map(|case| case.label.clone()).unwrap_or_default(),
        foot: String::new(),
        reference: Vec::new(),
        language: "en-GB".to_owned(),
        author: source.author.to_owned(),
        created: source.made_at,
        parts: Vec::new(),
    }
}

/// What to do with a blank form (arrangements §3).
fn guidance(terms: &Terms) -> Vec<String> {
    let notice = &terms.notice;
    let to = |area: &Area| format!("{} {}", area.name, area.secure_email);
    let addresses: Vec<String> = terms.areas.iter().map(to).collect();
    vec![
        format!(
            "Send it with an eco-map or genogram, by secure means, {} working days before the meeting: {}.",
            notice.template_working_days,
            addresses.join(" · ")
        ),
        "Leave empty what you do not know. Each view may be given as a whole or in its parts, in their own words."
            .to_owned(),
    ]
}
