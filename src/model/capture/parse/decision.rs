//! `d`: the next review, a closure or a transfer, and why.

use super::{date, keyword};
use crate::model::capture::refusal::{CaptureRefusal, nearest};
use crate::model::capture::words::{Token, Words};
use crate::model::capture::{Around, Capture, vocabulary};
use crate::model::case::Outcome;
use crate::model::decide_said::first_review_after_transfer;
use crate::terms::{Area, Found};

/// What a meeting can decide on a case.
pub(in crate::model::capture) const DECISIONS: [&str; 3] = ["review", "close", "transfer"];

pub(super) fn decision(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let Some(first) = words.first() else { return Err(words.needs("review, close or transfer")) };
    let (what, because) = words.skip(1).split("because");
    let outcome = match keyword(first, &DECISIONS) {
        Some("review") => Outcome::Review { date: date(what.skip_if(&["on", "by"]), around, "the next review date")? },
        Some("close") => close(what, around)?,
        Some(_) => transfer(what, around)?,
        None => {
            let why = format!("“{}” is no decision; say review, close or transfer", first.raw);
            return Err(words.take(1).refuse(why).or_try(nearest(first.bare(), DECISIONS)));
        }
    };
    Ok(Capture::Decision { outcome, because: because.map_or_else(String::new, Words::text) })
}

fn close(words: Words<'_>, around: &Around<'_>) -> Result<Outcome, CaptureRefusal> {
    let lists = &around.terms.vocabulary;
    let tagged = words.left().iter().position(|token| token.after('#').is_some()).unwrap_or(words.left().len());
    let outcome = vocabulary::read(&lists.closure, words.take(tagged), "closure")?;
    let rest = words.skip(tagged);
    let reason_reduced = match rest.first() {
        Some(token) => {
            let tag = token.after('#').unwrap_or_default();
            Some(vocabulary::read_tag(&lists.reason_reduced, rest.take(1), tag, "reason why the risk is less")?)
        }
        None => None,
    };
    match rest.skip(1).first() {
        Some(stray) => {
            let why = format!("“{}” is not understood after the reason; put because before the rationale", stray.raw);
            Err(rest.skip(1).take(1).refuse(why))
        }
        None => Ok(Outcome::Close { outcome, reason_reduced }),
    }
}

/// The area is the longest run of words that is one; what follows is the date of its first review.
fn transfer(words: Words<'_>, around: &Around<'_>) -> Result<Outcome, CaptureRefusal> {
    let words = words.skip_if(&["to"]);
    let areas = &around.terms.areas;
    let Some(first) = words.first() else { return Err(words.needs(&format!("the area: {}", spelt(areas)))) };
    let found = (1..=words.left().len().min(4)).rev().find_map(|count| {
        let area = around.terms.find_area(&words.take(count).text()).one()?;
        Some((area.slug.clone(), words.skip(count).skip_if(&["on", "from", "review"])))
    });
    let Some((area, rest)) = found else { return Err(no_area(words.take(1), first, around)) };
    let date = match rest.first() {
        Some(_) => date(rest, around, "the date of the first review")?,
        None => first_review_after_transfer(around.today),
    };
    Ok(Outcome::Transfer { area, date })
}

fn no_area(word: Words<'_>, token: &Token<'_>, around: &Around<'_>) -> CaptureRefusal {
    if let Found::Many(all) = around.terms.find_area(token.bare()) {
        let all: Vec<&str> = all.into_iter().map(|area| area.slug.as_str()).collect();
        return word.refuse(format!("“{}” could be {}", token.raw, all.join(" or ")));
    }
    let areas = &around.terms.areas;
    let meant = nearest(token.bare(), areas.iter().map(|area| area.slug.as_str()));
    word.refuse(format!("“{}” is no area here; say {}", token.raw, spelt(areas))).or_try(meant)
}

fn spelt(areas: &[Area]) -> String {
    areas.iter().map(|area| area.slug.as_str()).collect::<Vec<_>>().join(", ")
}
