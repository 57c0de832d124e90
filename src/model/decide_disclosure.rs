//! Judges what is entered in the disclosure log: nothing is sent that the chair has not allowed (arrangements §6).

use chrono::NaiveDate;

use super::change::{Change, Decided};
use super::decide::Today;
use super::decide_said::words;
use super::disclosure::{Disclosure, DisclosureChange, Matter, Standing};
use super::docs::Docs;
use super::id::{DisclosureId, EntryId, Ids, Stream};
use super::refusal::Refusal;
use super::request::Export;
use super::word::ChairsWord;

/// What is asked of an entry of the disclosure log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForDisclosure {
    /// Record the chair's decision.
    Rule {
        /// Whether it may be copied.
        allowed: bool,
        /// Why it is necessary, or is not.
        necessity: String,
        /// Why it is proportionate, or is not.
        proportionality: String,
        /// Whose word it is.
        word: ChairsWord,
    },
    /// Record that it was sent.
    Send {
        /// When.
        on: NaiveDate,
        /// What exactly, and how.
        how: String,
    },
    /// Record what was done after a breach.
    Step {
        /// Which, in the words of the terms.
        step: String,
        /// When.
        on: NaiveDate,
        /// By whom, and what came of it.
        note: String,
    },
    /// Record that nobody asks it any more, or that it was entered by mistake.
    Withdraw {
        /// Why.
        because: String,
    },
}

/// A request for a copy, or a breach that became known.
pub(super) fn enter(matter: &Matter, docs: &Docs, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    matter.case.as_ref().map_or(Ok(()), |case| docs.case(case).map(|_| ()))?;
    past(matter.on, today, "is to come: the log holds what was asked, or happened")?;
    let (by, what, whom, why) = if matter.breach {
        ("say who tells of it", "say what went out", "say to whom it went", "say how it came about")
    } else {
        ("say who asks", "say what is to be copied", "say for whom", "say what for")
    };
    let matter = Matter {
        by: words(&matter.by, by)?,
        what: words(&matter.what, what)?,
        whom: words(&matter.whom, whom)?,
        why: words(&matter.why, why)?,
        ..matter.clone()
    };
    let (stream, about) = (Stream::Disclosure(DisclosureId::new(ids.next_id())), matter.case.clone());
    let entered = DisclosureChange::DisclosureEntered { label: String::new(), matter };
    Ok(vec![Decided::new(stream, Change::Disclosure(entered)).about(about)])
}

/// What becomes of an entry; `seen` is its latest entry as whoever asks has seen it.
pub(super) fn decide(
    id: &DisclosureId,
    seen: &EntryId,
    asked: &ForDisclosure,
    docs: &Docs,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let missing = || Refusal::NoSuch { what: "entry", which: id.to_string() };
    let entry = docs.disclosures.get(id).ok_or_else(missing)?;
    if entry.latest != *seen {
        return Err(Refusal::ActionChanged { label: entry.label.clone() });
    }
    let change = match asked {
        ForDisclosure::Rule { allowed, necessity, proportionality, word } => {
            match entry.standing() {
                Standing::Waiting | Standing::Allowed | Standing::Refused => {}
                other => return Err(not_here(other)),
            }
            DisclosureChange::DisclosureRuled {
                allowed: *allowed,
                necessity: words(necessity, "say why it is necessary, or is not")?,
                proportionality: words(proportionality, "say why it is proportionate, or is not")?,
                word: word.checked(today)?,
            }
        }
        ForDisclosure::Send { on, how } => {
            match entry.standing() {
                Standing::Allowed => {}
                other => return Err(not_here(other)),
            }
            past(*on, today, "is to come: it is recorded as sent once it was")?;
            DisclosureChange::DisclosureSent { on: *on, how: words(how, "say what was sent, and how")? }
        }
        ForDisclosure::Step { step, on, note } => {
            let steps = &today.terms.vocabulary.after_breach;
            match entry.standing() {
                Standing::Breach => {}
                _ => return Err(Refusal::NotHere("Only a breach has steps to take.")),
            }
            if !steps.iter().any(|word| word.name == *step) {
                return Err(Refusal::Word { word: step.clone(), list: "step after a breach" });
            }
            past(*on, today, "is to come: a step is recorded once taken")?;
            let note = words(note, "say who did it, and what came of it")?;
            DisclosureChange::BreachStepTaken { step: step.clone(), on: *on, note }
        }
        ForDisclosure::Withdraw { because } => {
            match entry.standing() {
                Standing::Sent | Standing::Withdrawn => return Err(not_here(entry.standing())),
                _ => {}
            }
            DisclosureChange::DisclosureWithdrawn { because: words(because, "say why it is withdrawn")? }
        }
    };
    Ok(vec![of_entry(entry, change)])
}

/// What everything held on a child is called in the log.
pub const SUBJECT: &str = "everything held on a child";

/// A copy that is made for somebody is made for a purpose, which the log keeps; all that is held on a child never stays
/// with business support alone.
pub(super) fn purposeful(export: &Export) -> Result<(), Refusal> {
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    if said(&export.recipient) && !said(&export.purpose) {
        return Err(Refusal::NotHere("A copy for somebody needs a purpose: say what it is for. Nothing was saved."));
    }
    if export.what == SUBJECT && !said(&export.purpose) {
        let why = "Everything held on a child is saved for a purpose: say whose request it answers. Nothing was saved.";
        return Err(Refusal::NotHere(why));
    }
    Ok(())
}

fn of_entry(entry: &Disclosure, change: DisclosureChange) -> Decided {
    Decided::new(Stream::Disclosure(entry.id.clone()), Change::Disclosure(change)).about(entry.matter.case.clone())
}

fn past(on: NaiveDate, today: Today<'_>, why: &'static str) -> Result<(), Refusal> {
    if on > today.day() { Err(Refusal::Date { date: on, why }) } else { Ok(()) }
}

fn not_here(standing: Standing) -> Refusal {
    Refusal::NotHere(match standing {
        Standing::Waiting => "The chair has not decided yet: d records the decision. Nothing goes out before.",
        Standing::Allowed => "The chair has allowed it, and it was not sent yet.",
        Standing::Refused => "The chair has refused it. What went out all the same is a breach: b enters it.",
        Standing::Sent => "It was sent, and what is sent stays in the log as it is.",
        Standing::Breach => "A breach is not decided on: t records what is done about it.",
        Standing::Withdrawn => "It was withdrawn: a new entry asks anew.",
    })
}

#[cfg(test)]
mod tests;
