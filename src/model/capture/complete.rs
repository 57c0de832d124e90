//! What may come next in a capture line: verbs, addresses, categories, labels, dates, words of lists.

use std::ops::Range;

use super::address::shortest;
use super::form::{FORMS, Verb};
use super::parse::{ANSWERS, DECISIONS, MARKS, STANDINGS, now};
use super::words::{Token, is_label, tokens};
use super::{Around, vocabulary};
use crate::model::id::Address;
use crate::terms::phrase::{Tense, read_date, weekday_day};
use crate::terms::{Word, fold};

/// One thing that may stand where the cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in characters of the line.
    pub replace: Range<usize>,
    /// What it puts there, the space after it included.
    pub with: String,
    /// What is shown to choose from: what is typed, and what it means.
    pub shown: String,
}

/// Date phrases worth offering; each is shown with the day it means.
const DATES: [&str; 9] =
    ["tomorrow", "fri", "mon", "in 1 week", "in 2 weeks", "in 1 month", "next meeting", "end of month", "+5wd"];

/// Lists what may stand where the cursor is, most likely first.
///
/// `cursor` counts characters and may lie anywhere; `open_actions` are label and text.
#[must_use]
pub fn complete(line: &str, cursor: usize, around: &Around<'_>, open_actions: &[(&str, &str)]) -> Vec<Completion> {
    let tokens = tokens(line);
    let before: Vec<&Token<'_>> = tokens.iter().take_while(|token| token.range().end < cursor).collect();
    let here = tokens.get(before.len()).filter(|token| token.start <= cursor);
    let typed: String = here.map_or_else(String::new, |token| token.raw.chars().take(cursor - token.start).collect());
    let replace = here.map_or(cursor.min(line.chars().count())..cursor.min(line.chars().count()), Token::range);
    let offers = match before.split_first() {
        None => verbs(&typed),
        Some((first, between)) => Verb::named(first.raw)
            .map(|verb| Spot { verb, between, typed: &typed, around, open_actions }.offers())
            .unwrap_or_default(),
    };
    offers
        .into_iter()
        .map(|Offer { with, means }| Completion {
            replace: replace.clone(),
            shown: if means.is_empty() { with.clone() } else { format!("{with}  {means}") },
            with: format!("{with} "),
        })
        .collect()
}

/// Something to offer: what is put there and what it means.
struct Offer {
    with: String,
    means: String,
}

fn offer(with: impl Into<String>, means: impl Into<String>) -> Offer {
    Offer { with: with.into(), means: means.into() }
}

/// Where the cursor is: after which words, and with what typed already.
struct Spot<'s, 'a> {
    verb: Verb,
    between: &'s [&'s Token<'s>],
    typed: &'s str,
    around: &'s Around<'a>,
    open_actions: &'s [(&'s str, &'s str)],
}

impl Spot<'_, '_> {
    fn offers(&self) -> Vec<Offer> {
        let lists = &self.around.terms.vocabulary;
        let words = self.between.len();
        let last = self.between.last();
        match self.verb {
            Verb::Action => self.action(),
            Verb::Update | Verb::Written | Verb::Dissent | Verb::RollCall if words == 0 => self.seats(),
            Verb::Update | Verb::Written if words == 1 && !self.typed.is_empty() => {
                self.plain(&["nil"], "nothing to report")
            }
            Verb::Dissent if words == 1 && !self.typed.is_empty() => {
                self.plain(&STANDINGS.map(|(word, _)| word), "the chair's rationale")
            }
            Verb::RollCall if words == 1 => self.plain(&MARKS, ""),
            Verb::RollCall if words == 2 && last.is_some_and(|word| word.is("apologies")) => {
                self.plain(&["sub"], "the substitute's name")
            }
            Verb::Decision => self.decision(),
            Verb::Risk if words == 0 => self.listed(&lists.risk, ""),
            Verb::Place if words == 0 => self.listed(&lists.place, ""),
            Verb::View if words == 0 => self.plain(&["child", "parent"], "in their words"),
            Verb::View if words == 1 => self.not_heard(),
            Verb::Missing if last.is_some_and(|word| word.is("from")) => self.listed(&lists.missing_from, ""),
            _ => Vec::new(),
        }
    }

    fn action(&self) -> Vec<Offer> {
        match self.between {
            [] => {
                let mut offers = self.labels();
                offers.extend(self.owners());
                offers
            }
            [label, rest @ ..] if is_label(label.raw) => match rest {
                [] => self.plain(&ANSWERS, ""),
                [carry] if carry.is("carry") => self.plain(&["to"], "a later date"),
                [carry, .., to] if carry.is("carry") && to.is("to") => self.dates(),
                _ => Vec::new(),
            },
            [.., last] if last.is("by") => self.dates(),
            _ if self.typed.starts_with('#') => self.listed(&self.around.terms.vocabulary.category, "#"),
            before if before.iter().all(|word| word.raw.starts_with('@')) && self.typed.starts_with('@') => {
                self.owners()
            }
            _ => Vec::new(),
        }
    }

    fn decision(&self) -> Vec<Offer> {
        let lists = &self.around.terms.vocabulary;
        let because = self.between.iter().any(|word| word.is("because"));
        match self.between {
            _ if because => Vec::new(),
            [] => self.plain(&DECISIONS, ""),
            [review] if review.is("review") => self.dates(),
            [close] if close.is("close") => self.listed(&lists.closure, ""),
            [close, ..] if close.is("close") && self.typed.starts_with('#') => self.listed(&lists.reason_reduced, "#"),
            [transfer] if transfer.is("transfer") => {
                let areas = self.around.terms.areas.iter().filter(|area| self.begins(&area.slug));
                areas.map(|area| offer(&area.slug, &area.name)).collect()
            }
            [transfer, _] if transfer.is("transfer") => self.dates(),
            _ => Vec::new(),
        }
    }

    fn seats(&self) -> Vec<Offer> {
        let seats = self.around.seats.iter().filter(|seat| self.addresses(seat.address.as_str(), &seat.agency));
        seats
            .map(|seat| {
                let means = described(&seat.agency, &seat.designation, seat.speaker());
                offer(format!("@{}", shortest(&seat.address, self.around)), means)
            })
            .collect()
    }

    /// Every seat, then every post that has none.
    fn owners(&self) -> Vec<Offer> {
        if !self.typed.is_empty() && !self.typed.starts_with('@') {
            return Vec::new();
        }
        let mut offers = self.seats();
        let posts = self.around.terms.agencies.iter().flat_map(|a| a.designations.iter().map(move |d| (a, d)));
        for (agency, designation) in posts {
            let address = Address::new(format!("{}/{}", agency.slug, designation.slug));
            let post =
                |seat: &Address| (seat.agency(), seat.designation()) == (address.agency(), address.designation());
            let seated = self.around.seats.iter().any(|seat| post(&seat.address));
            if !seated && self.addresses(address.as_str(), &agency.name) {
                let means = described(&agency.name, &designation.title, "");
                offers.push(offer(format!("@{address}"), means));
            }
        }
        offers
    }

    fn labels(&self) -> Vec<Offer> {
        let begins = |label: &&(&str, &str)| self.begins(label.0);
        self.open_actions.iter().filter(begins).map(|(label, text)| offer(*label, *text)).collect()
    }

    fn dates(&self) -> Vec<Offer> {
        let now = now(self.around, Tense::Ahead);
        let begun = DATES.into_iter().filter(|phrase| self.begins(phrase));
        let known = begun.filter_map(|phrase| Some((phrase, read_date(phrase, now).ok()?)));
        known.map(|(phrase, date)| offer(phrase, weekday_day(date))).collect()
    }

    fn not_heard(&self) -> Vec<Offer> {
        if !"none".starts_with(&self.typed.to_lowercase()) {
            return Vec::new();
        }
        let reasons = self.around.terms.live.no_view_reasons.iter();
        reasons.map(|reason| offer(format!("none because {reason}"), "")).collect()
    }

    fn listed(&self, list: &[Word], sign: &str) -> Vec<Offer> {
        let wanted = fold(self.typed);
        let fits = |word: &&Word| {
            let spellings = [Some(&word.name), word.tag.as_ref()].into_iter().flatten().chain(&word.also);
            wanted.is_empty() || spellings.into_iter().any(|spelling| fold(spelling).starts_with(&wanted))
        };
        list.iter().filter(fits).map(|word| offer(format!("{sign}{}", vocabulary::typed(word)), &word.name)).collect()
    }

    fn plain(&self, words: &[&str], means: &str) -> Vec<Offer> {
        words.iter().filter(|word| self.begins(word)).map(|word| offer(*word, means)).collect()
    }

    fn begins(&self, candidate: &str) -> bool {
        candidate.to_lowercase().starts_with(&self.typed.to_lowercase())
    }

    /// Whether what is typed may be going to mean this post: by each part in turn, by any one part
    /// that is not the first, or by the agency's name.
    fn addresses(&self, address: &str, agency: &str) -> bool {
        let typed = self.typed.strip_prefix('@').unwrap_or(self.typed).to_lowercase();
        let parts: Vec<&str> = address.split('/').collect();
        let Some((head, rest)) = typed.split_once('/') else {
            return parts.iter().any(|part| part.starts_with(&typed)) || fold(agency).starts_with(&fold(&typed));
        };
        let agency = parts[0].starts_with(head) || fold(agency).starts_with(&fold(head)) && !fold(head).is_empty();
        agency && rest.split('/').all(|word| parts[1..].iter().any(|part| part.starts_with(word)))
    }
}

fn verbs(typed: &str) -> Vec<Offer> {
    let typed = typed.to_lowercase();
    let begins =
        |form: &&super::Form| form.letter.starts_with(&typed) || form.names.iter().any(|name| name.starts_with(&typed));
    FORMS.iter().filter(begins).map(|form| offer(form.letter, format!("{}: {}", form.names[0], form.help))).collect()
}

fn described(agency: &str, designation: &str, name: &str) -> String {
    if name.is_empty() { format!("{agency}, {designation}") } else { format!("{agency}, {designation}: {name}") }
}
