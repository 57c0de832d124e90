//! The disclosure log as a table for a workbook, as a paper, and as data: a row an entry, the latest first.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Field, Part, Table, TableKind};
use super::sheet::{Sheet, SheetCell, SheetColumn, Workbook};
use crate::model::disclosure::Sent;
use crate::model::disclosure_log::{Logged, Of};
use crate::terms::Terms;
use crate::terms::calendar::london;
use crate::terms::phrase::day;

/// What the log is made from.
#[derive(Debug, Clone, Copy)]
pub struct Log<'a> {
    /// Its lines, the latest first.
    pub lines: &'a [Logged],
    /// The county's terms.
    pub terms: &'a Terms,
    /// Who makes the file.
    pub author: &'a str,
    /// When, UTC.
    pub made_at: DateTime<Utc>,
}

/// A line of the log as data; what does not belong to its kind is `null`.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#ref: Option<&'a str>,
    kind: &'static str,
    on: NaiveDate,
    entered_at: String,
    entered_by: &'a str,
    asked_by: Option<&'a str>,
    what: String,
    r#for: Option<&'a str>,
    purpose: Option<&'a str>,
    case: Option<&'a str>,
    state: String,
    decisions: Vec<Decision<'a>>,
    sent: Option<SentLine<'a>>,
    steps: Vec<Taken<'a>>,
    withdrawn: Option<&'a str>,
    version: Option<u32>,
    format: Option<&'a str>,
    digest: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Decision<'a> {
    allowed: bool,
    necessity: &'a str,
    proportionality: &'a str,
    word: String,
}

#[derive(Debug, Serialize)]
struct SentLine<'a> {
    on: NaiveDate,
    how: &'a str,
}

#[derive(Debug, Serialize)]
struct Taken<'a> {
    step: &'a str,
    on: NaiveDate,
    note: &'a str,
}

impl<'a> Log<'a> {
    /// The log as a workbook of one sheet.
    #[must_use]
    pub fn workbook(&self) -> Workbook {
        Workbook {
            title: self.title(),
            marking: self.terms.sharing.marking.clone(),
            author: self.author.to_owned(),
            created: self.made_at,
            sheets: vec![self.sheet()],
        }
    }

    /// The log as a sheet.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let columns = vec![
            SheetColumn::text("Reference", 10),
            SheetColumn::date("Date", 11),
            SheetColumn::text("State", 15),
            SheetColumn::text("Asked by", 18),
            SheetColumn::text("What", 30),
            SheetColumn::text("For whom", 20),
            SheetColumn::text("Purpose", 26),
            SheetColumn::text("Case", 12),
            SheetColumn::text("The chair's word", 24),
            SheetColumn::text("Necessity", 30),
            SheetColumn::text("Proportionality", 30),
            SheetColumn::date("Sent", 11),
            SheetColumn::text("What was done", 32),
            SheetColumn::text("Entered by", 17),
            SheetColumn::text("Digest", 14),
        ];
        let mut sheet = Sheet::new("Disclosure log", self.title(), columns);
        sheet.rows = self.lines.iter().map(|line| self.row(line)).collect();
        sheet
    }

    fn row(&self, line: &Logged) -> Vec<SheetCell> {
        let entry = line.entry();
        let ruling = entry.and_then(|entry| entry.ruling());
        let digest = match &line.of {
            Of::File(file) => file.digest.as_str(),
            Of::Entry(_) => "",
        };
        vec![
            SheetCell::text(line.label()),
            SheetCell::Date(line.on()),
            SheetCell::text(line.standing(&self.terms.vocabulary.after_breach)),
            SheetCell::text(entry.map_or("", |entry| &entry.matter.by)),
            SheetCell::text(line.what()),
            SheetCell::text(line.whom()),
            SheetCell::text(line.why()),
            SheetCell::text(line.child.as_ref().map_or("", |(label, _)| label)),
            SheetCell::text(ruling.map_or_else(String::new, |ruling| ruling.word.said())),
            SheetCell::text(ruling.map_or("", |ruling| &ruling.necessity)),
            SheetCell::text(ruling.map_or("", |ruling| &ruling.proportionality)),
            entry.and_then(|entry| entry.sent.as_ref()).map(|sent| sent.on).into(),
            SheetCell::text(done(line)),
            SheetCell::text(&line.by),
            SheetCell::text(digest),
        ]
    }

    /// The log as a paper: what was asked and what happened, and then the files that were saved.
    #[must_use]
    pub fn document(&self) -> Document {
        let (entries, files): (Vec<&Logged>, Vec<&Logged>) = self.lines.iter().partition(|line| line.entry().is_some());
        let made = london(self.made_at).date();
        let parts = [("entries", self.entries(&entries)), ("files", Self::files(&files))];
        Document {
            title: self.title(),
            subject: "Copies asked for, breaches, and files saved; the latest first".to_owned(),
            status: format!("As of {}", day(made)),
            marking: self.terms.sharing.marking.clone(),
            header_left: format!("{} MACE", self.terms.county.name),
            header_right: format!("{} · disclosure log", day(made)),
            foot: String::new(),
            reference: vec![
                Field::new("Entries", entries.len().to_string()),
                Field::new("Files", files.len().to_string()),
            ],
            language: "en-GB".to_owned(),
            author: self.author.to_owned(),
            created: self.made_at,
            parts: parts.into_iter().map(|(id, blocks)| Part { id: id.to_owned(), about: None, blocks }).collect(),
        }
    }

    fn entries(&self, lines: &[&Logged]) -> Vec<Block> {
        let steps = &self.terms.vocabulary.after_breach;
        let row = |line: &&Logged| {
            let asked = line.entry().map_or("", |entry| &entry.matter.by);
            let what = match &line.child {
                Some((label, _)) => format!("{} ({label})", line.what()),
                None => line.what(),
            };
            let why = format!("{} · {}", line.whom(), line.why());
            let state = format!("{}. {}", line.standing(steps), decided(line));
            [line.label(), &day(line.on()), asked, &what, &why, state.trim()].map(Cell::text).into()
        };
        let columns = [("Ref", 2), ("Date", 3), ("Asked by", 4), ("What", 6), ("For whom, what for", 6), ("State", 8)];
        table("Copies asked for, and breaches", &columns, lines.iter().map(row).collect())
    }

    fn files(lines: &[&Logged]) -> Vec<Block> {
        let row = |line: &&Logged| {
            let digest = match &line.of {
                Of::File(file) => file.digest.get(..16).unwrap_or(&file.digest).to_owned(),
                Of::Entry(_) => String::new(),
            };
            [&day(line.on()), &line.what(), line.whom(), line.why(), &line.by, &digest].map(Cell::text).into()
        };
        let columns = [("Date", 3), ("What", 7), ("For whom", 4), ("Purpose", 5), ("By", 3), ("Digest", 4)];
        table("Files saved", &columns, lines.iter().map(row).collect())
    }

    /// The log as data that scripts read.
    #[must_use]
    pub fn data(&self) -> impl Serialize + use<'a> {
        self.lines.iter().map(|line| self.line(line)).collect::<Vec<_>>()
    }

    fn line(&self, line: &'a Logged) -> Line<'a> {
        let entry = line.entry();
        let (file, kind) = match &line.of {
            Of::File(file) => (Some(file), "file"),
            Of::Entry(entry) if entry.matter.breach => (None, "breach"),
            Of::Entry(_) => (None, "copy"),
        };
        let rulings = entry.into_iter().flat_map(|entry| &entry.rulings);
        let steps = entry.into_iter().flat_map(|entry| &entry.steps);
        let some = |text: &'a str| (!text.is_empty()).then_some(text);
        Line {
            r#ref: some(line.label()),
            kind,
            on: line.on(),
            entered_at: line.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            entered_by: &line.by,
            asked_by: entry.map(|entry| entry.matter.by.as_str()),
            what: line.what(),
            r#for: some(line.whom()),
            purpose: some(line.why()),
            case: line.child.as_ref().map(|(label, _)| label.as_str()),
            state: line.standing(&self.terms.vocabulary.after_breach),
            decisions: rulings
                .map(|ruling| Decision {
                    allowed: ruling.allowed,
                    necessity: &ruling.necessity,
                    proportionality: &ruling.proportionality,
                    word: ruling.word.said(),
                })
                .collect(),
            sent: entry.and_then(|entry| entry.sent.as_ref()).map(|Sent { on, how, .. }| SentLine { on: *on, how }),
            steps: steps.map(|taken| Taken { step: &taken.step, on: taken.on, note: &taken.note }).collect(),
            withdrawn: entry.and_then(|entry| entry.withdrawn.as_deref()),
            version: file.and_then(|file| file.version),
            format: file.map(|file| file.format.as_str()),
            digest: file.map(|file| file.digest.as_str()),
        }
    }

    fn title(&self) -> String {
        format!("{} MACE disclosure log", self.terms.county.name)
    }
}

/// A heading and a table, or that there is nothing.
fn table(heading: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Vec<Block> {
    let heading = Block::heading(super::document::Level::One, heading);
    if rows.is_empty() {
        return vec![heading, Block::text("None.")];
    }
    let columns = columns.iter().map(|(name, weight)| Column::new(*name, *weight)).collect();
    let table = Table { kind: TableKind::Plain, caption: String::new(), columns, rows, continues: false };
    vec![heading, Block::Table(table)]
}

/// What the chair decided, in a sentence, and what was done then.
fn decided(line: &Logged) -> String {
    let ruling = line.entry().and_then(|entry| entry.ruling()).map(|ruling| {
        let what = if ruling.allowed { "Allowed" } else { "Refused" };
        let (necessity, proportionality) = (&ruling.necessity, &ruling.proportionality);
        format!("{what} by {}. Necessity: {necessity} Proportionality: {proportionality}", ruling.word.said())
    });
    [ruling.unwrap_or_default(), done(line)].join("\n").trim().to_owned()
}

/// When and how it was sent; what was done after a breach; why it was withdrawn.
fn done(line: &Logged) -> String {
    let Some(entry) = line.entry() else { return String::new() };
    let sent = entry.sent.iter().map(|sent| format!("Sent {}: {}", day(sent.on), sent.how));
    let steps = entry.steps.iter().map(|taken| format!("{}: {} ({})", day(taken.on), taken.step, taken.note));
    let withdrawn = entry.withdrawn.iter().map(|because| format!("Withdrawn: {because}"));
    sent.chain(steps).chain(withdrawn).collect::<Vec<_>>().join("\n")
}
