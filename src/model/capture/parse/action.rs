//! `a`: an action with its owners, date and category, or the answer to one.

use super::{date, keyword};
use crate::model::action::{Answer, Unmet};
use crate::model::capture::refusal::{CaptureRefusal, nearest};
use crate::model::capture::words::{Token, Words, is_keyword, is_label, text_of};
use crate::model::capture::{Around, Capture, address, vocabulary};
use crate::terms::phrase::{Now, Tense, read_start};

/// What may be said of an open action.
pub(in crate::model::capture) const ANSWERS: [&str; 3] = ["done", "carry", "not-done"];

pub(super) fn action(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let Some(first) = words.first() else { return Err(words.needs("@ and its owner, and what is to be done")) };
    if is_label(first.raw) {
        return answer(words, around);
    }
    let now = super::now(around, Tense::Ahead);
    let raw: Vec<&str> = words.left().iter().map(|token| token.raw).collect();
    let by = (0..raw.len()).rev().find_map(|at| Some((at, by_date(&raw[at..], now)?)));
    let mut category: Option<String> = None;
    let mut said: Vec<&Token<'_>> = Vec::with_capacity(raw.len());
    for (at, token) in words.left().iter().enumerate() {
        if by.is_some_and(|(from, (_, taken))| (from..from + taken).contains(&at)) {
            continue;
        }
        let Some(tag) = token.after('#') else {
            said.push(token);
            continue;
        };
        let list = &around.terms.vocabulary.category;
        let here = words.skip(at).take(1);
        if category.replace(vocabulary::read_tag(list, here, tag, "category")?).is_some() {
            return Err(here.refuse(format!("“{}” is a second category; an action has one", token.raw)));
        }
    }
    let mut owners = Vec::new();
    let addressed = addressed(&said);
    for token in said[..addressed].iter().flat_map(|token| token.each_after_comma()) {
        let Some(typed) = token.after('@') else { continue };
        let owner = address::owner(&token, typed, around)?;
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    let text = text_of(said[addressed..].iter().copied());
    if text.is_empty() {
        return Err(words.skip(words.left().len()).needs("what is to be done"));
    }
    Ok(Capture::Action { owners, text, due: by.map(|(_, (date, _))| date), category })
}

/// How many words name the owners: addresses, and commas between them.
fn addressed(said: &[&Token<'_>]) -> usize {
    let is_address = |at: usize| said.get(at).is_some_and(|token| address::address(token.raw).is_some());
    (0..said.len()).take_while(|at| is_address(*at) || *at > 0 && said[*at].raw == "," && is_address(at + 1)).count()
}

/// Whether words begin with `by` and what reads as a date.
pub(in crate::model::capture) fn is_by_date(words: &[&str], now: Now<'_>) -> bool {
    by_date(words, now).is_some()
}

/// The date after a `by`, and how many words both take.
fn by_date(words: &[&str], now: Now<'_>) -> Option<(chrono::NaiveDate, usize)> {
    let (by, rest) = words.split_first()?;
    if !is_keyword(by, "by") {
        return None;
    }
    let (date, taken) = read_start(rest, now)?;
    Some((date, taken + 1))
}

fn answer(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let action = words.first().map_or_else(String::new, |label| label.bare().to_ascii_uppercase());
    let rest = words.skip(1);
    let Some(first) = rest.first() else {
        return Err(rest.needs(&format!("what became of it: {}", ANSWERS.join(", "))));
    };
    let split_in_two = first.is("not") && rest.skip(1).first().is_some_and(|word| word.is("done"));
    let said = if split_in_two { Some("not-done") } else { keyword(first, &ANSWERS) };
    let after = rest.skip(if split_in_two { 2 } else { 1 });
    let answer = match said {
        Some("done") => Answer::Done { outcome: after.need_text("the outcome in words")? },
        Some("carry") => {
            let (to, because) = after.skip_if(&["to"]).split("because");
            let to = date(to, around, "the date that it is carried to")?;
            Answer::Carry { to, because: because.map_or_else(String::new, Words::text), asked_by: String::new() }
        }
        Some(_) => {
            let list = &around.terms.vocabulary.not_done;
            let kind = after.first().and_then(|word| word.after('#'));
            let kind =
                kind.map(|tag| vocabulary::read_tag(list, after.take(1), tag, "way of not being done")).transpose()?;
            let rest = after.skip(usize::from(kind.is_some()));
            let because = rest.skip_if(&["because"]).need_text("because, and why it was not done")?;
            let word = kind.and_then(|name| list.iter().find(|word| word.name == name));
            let kind = word.map(|word| Unmet { name: word.name.clone(), by_agency: word.by_agency });
            Answer::NotDone { because, kind }
        }
        None => {
            let why = format!(
                "“{}” is no answer to {action}; say {}, or \\{action} to begin a new action with it",
                first.raw,
                ANSWERS.join(", ")
            );
            return Err(rest.take(1).refuse(why).or_try(nearest(first.bare(), ANSWERS)));
        }
    };
    Ok(Capture::Answer { action, answer })
}
