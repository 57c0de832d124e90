//! Everything held on one child as one paper, for whoever may ask for it (a subject access request): the record, the forms,
//! what every meeting said of the child, actions, requests, copies, and all that was recorded, in order.
//!
//! Names of others are marked in it for review, see [`third_parties`](super::third_parties): what of them goes out is for
//! a person to decide.

use chrono::{DateTime, NaiveDate, Utc};

use super::document::{Block, Document, Field, Level, Part};
use crate::model::action::Action;
use crate::model::case::{Case, Details, Outcome};
use crate::model::disclosure_log::{Logged, Of};
use crate::model::docs::Docs;
use crate::model::form::Filed;
use crate::model::listing::ChairsAnswer;
use crate::terms::Terms;
use crate::terms::calendar::london;
use crate::terms::phrase::day;

/// Something that was recorded of the child: when, by whom, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// What.
    pub what: String,
}

/// Words about somebody else, or about nobody, that name the child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The day they were said.
    pub day: Option<NaiveDate>,
    /// What they are, as `update`.
    pub kind: String,
}

/// What the paper is made from.
#[derive(Debug)]
pub struct Bundle<'a> {
    /// The child's record.
    pub case: &'a Case,
    /// The loaded documents: the child's actions, and the records that were merged into this one.
    pub docs: &'a Docs,
    /// The county's terms.
    pub terms: &'a Terms,
    /// The disclosure log.
    pub log: &'a [Logged],
    /// The parts of each meeting's minutes that are about the child, under the meeting's day and label.
    pub minutes: Vec<(NaiveDate, String, Vec<Part>)>,
    /// Everything that was recorded, the oldest first.
    pub recorded: Vec<Recorded>,
    /// Where the child is named in what is said of others.
    pub named: Vec<Named>,
    /// Who makes the paper.
    pub author: &'a str,
    /// When, UTC.
    pub made_at: DateTime<Utc>,
}

/// The paper, no name in it marked yet.
#[must_use]
pub fn subject(bundle: Bundle<'_>) -> Document {
    let case = bundle.case;
    let on = london(bundle.made_at).date();
    let part = |id: &str, blocks: Vec<Block>| Part { id: id.to_owned(), about: Some(case.id.to_string()), blocks };
    let records: Vec<&Case> =
        std::iter::once(case).chain(case.former_at(None).filter_map(|former| bundle.docs.cases.get(former))).collect();
    let mut parts = vec![part("record", records.iter().flat_map(|case| record(case, bundle.terms)).collect())];
    parts.push(part("forms", forms(&records)));
    parts.push(part("episodes", episodes(&records)));
    parts.push(part("actions", actions(&records, bundle.docs)));
    parts.push(part("requests", requests(&records)));
    parts.push(part("copies", copies(&records, &bundle)));
    for (at, (held, label, own)) in bundle.minutes.into_iter().enumerate() {
        let heading = Block::heading(Level::One, format!("Minutes of {} ({label})", day(held)));
        parts.push(part(&format!("meeting-{at}"), vec![heading]));
        let own = own.into_iter().enumerate();
        parts.extend(own.map(|(no, own)| Part {
            id: format!("meeting-{at}-{no}"),
            blocks: lowered(own.blocks),
            ..own
        }));
    }
    parts.push(part("named", named(&bundle.named)));
    parts.push(part("recorded", recorded(&bundle.recorded)));
    Document {
        title: format!("Everything held on {}", case.label),
        subject: format!("{} MACE, as it stood on {}", bundle.terms.county.name, day(on)),
        status: "For review: read it whole before any of it goes out".to_owned(),
        marking: bundle.terms.sharing.marking.clone(),
        header_left: bundle.terms.county.name.clone(),
        header_right: case.label.clone(),
        foot: String::new(),
        reference: vec![Field::new("Child", case.details.name.clone()), Field::new("Reference", case.label.clone())],
        language: "en-GB".to_owned(),
        author: bundle.author.to_owned(),
        created: bundle.made_at,
        parts,
    }
}

/// A section: its heading, and what it holds, or that it holds nothing.
fn section(title: &str, blocks: Vec<Block>) -> Vec<Block> {
    let nothing = blocks.is_empty().then(|| Block::note("Nothing is held."));
    std::iter::once(Block::heading(Level::One, title)).chain(blocks).chain(nothing).collect()
}

/// Headings a step lower than they stood in the minutes.
fn lowered(blocks: Vec<Block>) -> Vec<Block> {
    let lower = |block| match block {
        Block::Heading { level: Level::One, text } => Block::Heading { level: Level::Two, text },
        Block::Heading { text, .. } => Block::Heading { level: Level::Three, text },
        Block::PageBreak => Block::note(""),
        other => other,
    };
    blocks.into_iter().map(lower).collect()
}

fn fields(told: Vec<(&str, String)>) -> Block {
    let told = told.into_iter().filter(|(_, value)| !value.trim().is_empty());
    Block::Fields { fields: told.map(|(label, value)| Field::new(label, value)).collect() }
}

fn record(case: &Case, terms: &Terms) -> Vec<Block> {
    let area = terms.area(&case.area).map_or(case.area.clone(), |area| area.name.clone());
    let closed = case.closed.as_ref().map(|closed| format!("{}: {}", day(closed.on), closed.outcome));
    let risks = case.risks.iter().map(|set| format!("{} on {} {}", set.level, day(set.on), set.because));
    let mut blocks = vec![
        known(&case.details),
        fields(vec![
            ("Area", area),
            ("Opened", day(case.opened)),
            ("Closed", closed.unwrap_or_default()),
            ("Next review", case.review_date.map(day).unwrap_or_default()),
            ("Levels of risk", risks.collect::<Vec<_>>().join("; ")),
            ("Legal hold", case.hold.as_ref().map(|hold| hold.because.clone()).unwrap_or_default()),
        ]),
    ];
    if let Some(referral) = &case.referral {
        blocks.push(fields(vec![("Referred to the Hub", format!("{} by {}", day(referral.on), referral.by))]));
    }
    for earlier in &case.earlier {
        let until = day(london(earlier.until).date());
        blocks.push(Block::heading(Level::Two, format!("What was known until {until}")));
        blocks.push(known(&earlier.details));
    }
    section(&format!("The record {}", case.label), blocks)
}

fn known(details: &Details) -> Block {
    let text = |word: &Option<String>| word.clone().unwrap_or_default();
    fields(vec![
        ("Name", details.name.clone()),
        ("Date of birth", day(details.born)),
        ("District", details.district.clone()),
        ("Gender", text(&details.gender)),
        ("Ethnicity", text(&details.ethnicity)),
        ("Plan or legal status", text(&details.legal_status)),
        ("Education", text(&details.education)),
        ("Models of exploitation", details.models.join("; ")),
        ("Open because", text(&details.threshold)),
        ("Came from", text(&details.source)),
        ("Presented by", details.presenter.clone()),
        ("Concern", details.concern.clone()),
        ("The child says", details.child_says.clone()),
        ("Notes", details.notes.clone()),
    ])
}

fn forms(records: &[&Case]) -> Vec<Block> {
    let of = |filed: &Filed| {
        let form = &filed.form;
        let answers = form.answers.iter().map(|answer| (answer.label.as_str(), answer.text.clone()));
        let rest = form.unplaced.iter().map(|other| (other.label.as_str(), other.text.clone()));
        let by = if form.professional.is_empty() { &filed.by } else { &form.professional };
        let heading = format!("Form of {}, received {}", by, day(form.received));
        let label = |(label, text): (&str, String)| {
            if label.is_empty() { Field::new("Also", text) } else { Field::new(label, text) }
        };
        [Block::heading(Level::Two, heading), Block::Fields { fields: answers.chain(rest).map(label).collect() }]
    };
    section("Information Sharing Templates", records.iter().flat_map(|case| &case.forms).flat_map(of).collect())
}

fn episodes(records: &[&Case]) -> Vec<Block> {
    let told = |case: &&Case| {
        case.episodes
            .iter()
            .map(|episode| {
                let chat = episode.chat.as_ref().map_or_else(String::new, |chat| format!("; return interview {chat}"));
                let harm = if episode.harm { "; information suggesting harm" } else { "" };
                format!("{} ({}): {}{harm}{chat}", episode.label, episode.from.format("%Y"), episode.words())
            })
            .collect::<Vec<_>>()
    };
    section("Missing episodes", bullets(records.iter().flat_map(told).collect()))
}

fn bullets(lines: Vec<String>) -> Vec<Block> {
    if lines.is_empty() {
        return vec![];
    }
    let run = |line| vec![super::document::Run::plain(line)];
    vec![Block::Bullets { items: lines.into_iter().map(run).collect() }]
}

fn actions(records: &[&Case], docs: &Docs) -> Vec<Block> {
    let mut own: Vec<&Action> = records.iter().flat_map(|case| docs.actions_of(&case.id)).collect();
    own.sort_by_key(|action| (action.raised_at.on, action.label.len(), action.label.clone()));
    own.dedup_by(|a, b| a.id == b.id);
    let told = |action: &Action| {
        let owner = action.task.owner.as_ref().map_or("nobody", |owner| owner.short.as_str());
        let due = action.task.due.map_or_else(String::new, |due| format!(", due {}", day(due)));
        let closed = action.closed.map_or_else(|| "open".to_owned(), |on| format!("closed {}", day(on)));
        let text = &action.task.text;
        let raised =
            format!("{} raised {} for {owner}{due}: {text} ({closed})", action.label, day(action.raised_at.on));
        let became = action.life.iter().map(|step| format!("{}: {}, {}", action.label, day(step.on), step.did.said()));
        std::iter::once(raised).chain(became).collect::<Vec<_>>()
    };
    section("Actions", bullets(own.into_iter().flat_map(told).collect()))
}

fn requests(records: &[&Case]) -> Vec<Block> {
    let asked = records.iter().flat_map(|case| &case.listings).map(|listing| {
        let (asked, answer) = (&listing.asked, listing.answer.as_ref().map(ChairsAnswer::said));
        let answer = answer.map_or_else(String::new, |answer| format!(" – {answer}"));
        format!("{} asked {} to discuss the case: {}{answer}", asked.by.short, day(asked.received), asked.because)
    });
    let dissent = records.iter().flat_map(|case| &case.dissents).map(|dissent| {
        let voiced = &dissent.voiced;
        let became = dissent.path.iter().map(|step| format!("; {} {}", day(step.on), step.stage.said()));
        format!("{} dissented {}: {}{}", voiced.by.short, day(voiced.on), voiced.text, became.collect::<String>())
    });
    let decided = records.iter().flat_map(|case| &case.discussions).map(|discussion| {
        let outcome = match &discussion.outcome {
            Outcome::Review { date } => format!("next review {}", day(*date)),
            Outcome::Close { outcome, .. } => format!("closed: {outcome}"),
            Outcome::Transfer { area, .. } => format!("transferred to {area}"),
        };
        format!("Decided {}: {outcome}", day(discussion.on))
    });
    section("Requests, decisions and dissent", bullets(asked.chain(decided).chain(dissent).collect()))
}

fn copies(records: &[&Case], bundle: &Bundle<'_>) -> Vec<Block> {
    let own = |label: &str| records.iter().any(|case| case.label == label);
    let steps = &bundle.terms.vocabulary.after_breach;
    let about = |line: &&Logged| match &line.of {
        Of::Entry(_) => line.child.as_ref().is_some_and(|(label, _)| own(label)),
        Of::File(file) => {
            let of = file.of.as_deref().is_some_and(own);
            of || file.extent.as_deref().is_some_and(|extent| records.iter().any(|case| extent.contains(&case.label)))
        }
    };
    let told = |line: &Logged| {
        let on = day(london(line.at).date());
        let whom = if line.whom().is_empty() { "nobody named" } else { line.whom() };
        let kind = match &line.of {
            Of::Entry(entry) => entry.label.clone(),
            Of::File(_) => "File saved".to_owned(),
        };
        format!("{kind}, {on}: {}, for {whom} ({})", line.what(), line.standing(steps))
    };
    section("Copies, disclosures and breaches", bullets(bundle.log.iter().filter(about).map(told).collect()))
}

fn named(named: &[Named]) -> Vec<Block> {
    let told = |named: &Named| {
        let on = named.day.map_or_else(String::new, |on| format!(" of {}", day(on)));
        format!("{}{on}: the words are held in another record; look there before they are given", named.kind)
    };
    section("Named in what is said of others", bullets(named.iter().map(told).collect()))
}

fn recorded(all: &[Recorded]) -> Vec<Block> {
    let told = |one: &Recorded| {
        let at = london(one.at);
        format!("{} {}: {} ({})", day(at.date()), at.format("%H:%M"), one.what, one.by)
    };
    section("Everything recorded, in order", bullets(all.iter().map(told).collect()))
}
