//! Minutes without a name, for whoever may read what was done and not about whom: every text of the tree is covered, so
//! that no renderer need know of it. What a program cannot be certain of is told apart, and stands nowhere in the paper.

use std::collections::BTreeMap;

use super::document::{Block, Cell, Document, Field, Level, Part, Run, Table, TableKind};
use super::minutes::BORN;
use crate::model::anonymous::{Disguise, How, Why};
use crate::model::concerned::{Lexicon, public_words};
use crate::model::docs::Docs;
use crate::model::id::CaseId;
use crate::model::meeting::Meeting;
use crate::terms::Terms;

/// A word that nobody can be certain of, and where it stands in the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Why.
    pub why: Why,
    /// The word, or the words.
    pub word: String,
    /// The headings and rows under which it stands, each once, in the order of the paper.
    pub places: Vec<String>,
}

/// What names are known by.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Every case of the store, and what belongs to the meeting.
    pub docs: &'a Docs,
    /// The county's terms.
    pub terms: &'a Terms,
}

/// Where a text stands.
pub(super) struct Spot<'s> {
    /// The child of whom its part speaks.
    about: Option<&'s CaseId>,
    /// The heading above it, and the row.
    place: String,
    /// Whether people wrote it: no heading, no label, no list of members.
    pub(super) prose: bool,
}

/// The tree with nobody named in it, and what of it a person must look at; `knows` is whether the dictionary knows a word
/// as it is spelt.
pub fn anonymised(
    mut document: Document,
    how: How,
    from: Known<'_>,
    knows: &dyn Fn(&str) -> bool,
) -> (Document, Vec<Doubt>) {
    let Known { meeting, docs, terms } = from;
    let lexicon = Lexicon { knows, own: public_words(meeting, docs, terms) };
    without_births(&mut document);
    let mut texts = Vec::new();
    walk(&mut document, docs, &mut |text, _| texts.push(text.clone()));
    let mut disguise = Disguise::new(how, meeting, (docs, terms), &lexicon, texts.iter().map(String::as_str));
    let mut doubts: BTreeMap<(Why, String), Vec<String>> = BTreeMap::new();
    walk(&mut document, docs, &mut |text, spot| {
        let mut doubt = |word: &str, why| {
            let places = doubts.entry((why, word.to_owned())).or_default();
            if !places.contains(&spot.place) {
                places.push(spot.place.clone());
            }
        };
        let covered = disguise.cover(text, spot.about, &mut doubt).into_owned();
        if spot.prose {
            disguise.look(&covered, &lexicon, &mut doubt);
        }
        *text = covered;
    });
    document.author.clear();
    document.header_right = format!("{} · anonymised", document.header_right);
    let said = format!(
        "{}, persons of concern by letters; dates of birth and addresses are left out. A person must read this copy before \
         it goes out: names that the store does not know may still stand in it.",
        how.said()
    );
    document.reference.push(Field::new("Anonymised", said));
    let doubts = doubts.into_iter().map(|((why, word), places)| Doubt { why, word, places });
    (document, doubts.collect())
}

impl Doubt {
    /// It in a line: the word, and where it stands.
    #[must_use]
    pub fn line(&self) -> String {
        const SHOWN: usize = 4;
        let shown: Vec<&str> = self.places.iter().take(SHOWN).map(String::as_str).collect();
        let more = self.places.len().saturating_sub(SHOWN);
        let more = match more {
            0 => String::new(),
            1 => "; and once more".to_owned(),
            more => format!("; and in {more} places more"),
        };
        format!("{}: {}{more}", self.word, shown.join("; "))
    }
}

/// The doubts as lines to be read: under a heading each reason why; nothing where there are none.
#[must_use]
pub fn listed(doubts: &[Doubt]) -> Vec<(String, Vec<String>)> {
    let of = |why: Why| doubts.iter().filter(move |doubt| doubt.why == why).map(Doubt::line).collect::<Vec<_>>();
    let groups = Why::ALL.into_iter().map(|why| (why.said().to_owned(), of(why)));
    groups.filter(|(_, lines)| !lines.is_empty()).collect()
}

/// Visits every text of a tree, in the order in which it is read.
pub(super) fn walk(document: &mut Document, docs: &Docs, visit: &mut dyn FnMut(&mut String, &Spot<'_>)) {
    let front = Spot { about: None, place: "the head of the paper".to_owned(), prose: false };
    for text in [&mut document.title, &mut document.subject, &mut document.status, &mut document.marking] {
        visit(text, &front);
    }
    for text in [&mut document.header_left, &mut document.header_right, &mut document.foot] {
        visit(text, &front);
    }
    document.reference.iter_mut().for_each(|field| within_field(field, &front, visit));
    let mut heading = String::new();
    for Part { about, blocks, .. } in &mut document.parts {
        let about = about.clone().map(CaseId::new);
        let about = about.as_ref().map(|case| docs.stands_for(case));
        within(blocks, &mut heading, (about, ""), visit);
    }
}

/// Visits the texts of some blocks; `row` is what heads the row of a table that they stand in.
fn within(
    blocks: &mut [Block],
    heading: &mut String,
    (about, row): (Option<&CaseId>, &str),
    visit: &mut dyn FnMut(&mut String, &Spot<'_>),
) {
    for block in blocks {
        let place = if row.is_empty() { heading.clone() } else { format!("{heading}, {row}") };
        let spot = |prose| Spot { about, place: place.clone(), prose };
        match block {
            Block::Heading { level, text } => {
                visit(text, &spot(false));
                if *level == Level::One {
                    text.clone_into(heading);
                }
            }
            Block::Paragraph(paragraph) => within_runs(&mut paragraph.runs, &spot(true), visit),
            Block::Fields { fields } => fields.iter_mut().for_each(|field| within_field(field, &spot(true), visit)),
            Block::Bullets { items } => items.iter_mut().for_each(|item| within_runs(item, &spot(true), visit)),
            Block::Callout(callout) => {
                visit(&mut callout.label, &spot(false));
                within(&mut callout.blocks, heading, (about, row), visit);
            }
            Block::Together { blocks } => within(blocks, heading, (about, row), visit),
            Block::Table(table) => within_table(table, heading, about, visit),
            Block::PageBreak => {}
            Block::Signature(signature) => {
                visit(&mut signature.statement, &spot(false));
                for signatory in &mut signature.signatories {
                    for text in [&mut signatory.role, &mut signatory.name, &mut signatory.date] {
                        visit(text, &spot(false));
                    }
                }
            }
        }
    }
}

fn within_table(
    table: &mut Table,
    heading: &mut String,
    about: Option<&CaseId>,
    visit: &mut dyn FnMut(&mut String, &Spot<'_>),
) {
    let spot = Spot { about, place: heading.clone(), prose: false };
    visit(&mut table.caption, &spot);
    table.columns.iter_mut().for_each(|column| visit(&mut column.heading, &spot));
    for row in &mut table.rows {
        let mut head = String::new();
        for (at, cell) in row.iter_mut().enumerate() {
            if table.kind == TableKind::Attendance {
                // Members are no strangers.
                within(&mut cell.blocks, heading, (about, &head), &mut |text, spot| {
                    visit(text, &Spot { prose: false, place: spot.place.clone(), ..*spot });
                });
            } else {
                within(&mut cell.blocks, heading, (about, &head), visit);
            }
            if at == 0 && table.kind.first_column_heads_its_row() {
                head = first_line(cell);
            }
        }
    }
}

fn first_line(cell: &Cell) -> String {
    let runs = cell.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.runs.first(),
        _ => None,
    });
    runs.and_then(|run| run.text.lines().next()).unwrap_or_default().to_owned()
}

fn within_field(field: &mut Field, spot: &Spot<'_>, visit: &mut dyn FnMut(&mut String, &Spot<'_>)) {
    visit(&mut field.label, &Spot { prose: false, place: spot.place.clone(), ..*spot });
    let place = format!("{}, {}", spot.place, field.label);
    within_runs(&mut field.value, &Spot { place, ..*spot }, visit);
}

fn within_runs(runs: &mut [Run], spot: &Spot<'_>, visit: &mut dyn FnMut(&mut String, &Spot<'_>)) {
    for run in runs {
        visit(&mut run.text, spot);
    }
}

/// Tells of a child's birth the age alone.
fn without_births(document: &mut Document) {
    let fields = document.parts.iter_mut().flat_map(|part| &mut part.blocks).filter_map(|block| match block {
        Block::Fields { fields } => Some(fields),
        _ => None,
    });
    for field in fields.flatten().filter(|field| field.label == BORN) {
        let told: String = field.value.iter().map(|run| run.text.as_str()).collect();
        let age = told.rsplit_once("(aged ").and_then(|(_, age)| age.strip_suffix(')')).unwrap_or("Left out");
        *field = Field::new("Age", age);
    }
}

#[cfg(test)]
mod tests;
