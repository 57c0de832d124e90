//! What may come next in a capture line: verbs, addresses, categories, labels, dates, words of lists.

use std::ops::Range;

use super::address::{in_order, shortest};
use super::form::{FORMS, Verb};
use super::parse::{ANSWERS, DECISIONS, MARKS, STANDINGS, now};
use super::preview::resolved;
use super::words::{Token, is_label, tokens};
use super::{Around, vocabulary};
use crate::model::attendance::Seat;
use crate::model::id::Address;
use crate::terms::phrase::{Tense, read_date};
use crate::terms::{Word, fold};

/// One thing that may stand where the cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in characters of the line.
    pub replace: Range<usize>,
    /// What it puts there, the space after it included.
    pub with: String,
    /// What it stands for; empty where it says so itself.
    pub means: String,
}

/// Date phrases worth offering; each is shown with the day it means.
const DATES: [&str; 9] =
    ["next meeting", "next working day", "fri", "mon", "+5wd", "in 1 week", "in 2 weeks", "in 1 month", "end of month"];

/// Lists what may stand where the cursor is, most likely first.
///
/// `cursor` counts characters and may lie anywhere; `open_actions` are label and text.
#[must_use]
pub fn complete(line: &str, cursor: usize, around: &Around<'_>, open_actions: &[(&str, &str)]) -> Vec<Completion> {
    let tokens = tokens(line);
    let before: Vec<&Token<'_>> = tokens.iter().take_while(|token| token.range().end < cursor).collect();
    let here = tokens.get(before.len()).filter(|token| token.start <= cursor);
    let typed: String = here.map_or_else(String::new, |token| token.raw.chars().take(cursor - token.start).collect());
    let mut replace = here.map_or(cursor.min(line.chars().count())..cursor.min(line.chars().count()), Token::range);
    // After a comma without a space the next owner is typed.
    let typed = match typed.rfind(",@").filter(|_| typed.starts_with('@')) {
        Some(comma) => {
            replace.start += typed[..=comma].chars().count();
            typed[comma + 1..].to_owned()
        }
        None => typed,
    };
    let offers = match before.split_first() {
        None => verbs(&typed),
        Some((first, between)) => Verb::named(first.raw)
            .map(|verb| Spot { verb, between, typed: &typed, around, open_actions }.offers())
            .unwrap_or_default(),
    };
    offers
        .into_iter()
        .map(|Offer { with, means }| Completion { replace: replace.clone(), with: format!("{with} "), means })
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
            Verb::View => self.not_heard(),
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
                [carry, ..] if carry.is("carry") => self.dates_after(&["to"]),
                _ => Vec::new(),
            },
            _ if self.typed.starts_with('#') => self.listed(&self.around.terms.vocabulary.category, "#"),
            before if before.iter().all(|word| word.raw.starts_with('@')) && self.typed.starts_with('@') => {
                self.owners()
            }
            _ if self.typed.is_empty() && self.dated() && !self.tagged() => {
                self.listed(&self.around.terms.vocabulary.category, "#")
            }
            _ => self.dates_after(&["by"]),
        }
    }

    /// Whether the words before end with `by` and a date.
    fn dated(&self) -> bool {
        let words: Vec<&str> = self.between.iter().map(|word| word.raw).collect();
        let whole = |from: usize| read_date(&words[from + 1..].join(" "), now(self.around, Tense::Ahead)).is_ok();
        words.iter().rposition(|word| word.eq_ignore_ascii_case("by")).is_some_and(whole)
    }

    fn tagged(&self) -> bool {
        self.between.iter().any(|word| word.after('#').is_some())
    }

    fn decision(&self) -> Vec<Offer> {
        let lists = &self.around.terms.vocabulary;
        let because = self.between.iter().any(|word| word.is("because"));
        match self.between {
            _ if because => Vec::new(),
            [] => self.plain(&DECISIONS, ""),
            [review, ..] if review.is("review") => self.dates_after(&["review"]),
            [close] if close.is("close") => self.listed(&lists.closure, ""),
            [close, ..]
                if close.is("close") && !self.tagged() && (self.typed.is_empty() || self.typed.starts_with('#')) =>
            {
                self.listed(&lists.reason_reduced, "#")
            }
            [transfer] if transfer.is("transfer") => {
                let areas = self.around.terms.areas.iter().filter(|area| self.begins(&area.slug));
                areas.map(|area| offer(&area.slug, &area.name)).collect()
            }
            [transfer, area, ..] if transfer.is("transfer") => self.dates_after(&[area.raw]),
            _ => Vec::new(),
        }
    }

    fn seats(&self) -> Vec<Offer> {
        let means = |seat: &&Seat| self.addresses(seat.address.as_str(), &seat.agency) || self.names(seat.speaker());
        let mut seats: Vec<&Seat> = in_order(self.around).into_iter().filter(means).collect();
        // What is typed is a post before it is somebody's name: so it is read, too.
        seats.sort_by_key(|seat| !self.addresses(seat.address.as_str(), &seat.agency));
        seats
            .into_iter()
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

    /// The dates that go on from the words after the last of these; each says which day it is.
    fn dates_after(&self, keywords: &[&str]) -> Vec<Offer> {
        let Some(at) = self.between.iter().rposition(|word| keywords.iter().any(|keyword| word.is(keyword))) else {
            return Vec::new();
        };
        let begun: Vec<String> = self.between[at + 1..].iter().map(|word| word.raw.to_lowercase()).collect();
        let now = now(self.around, Tense::Ahead);
        let go_on = |phrase: &&str| {
            let words: Vec<&str> = phrase.split(' ').collect();
            words.len() > begun.len() && words.iter().zip(&begun).all(|(word, typed)| word == typed)
        };
        let rest = DATES.into_iter().filter(go_on).filter_map(|phrase| {
            let rest = phrase.split(' ').skip(begun.len()).collect::<Vec<_>>().join(" ");
            Some((rest, resolved(read_date(phrase, now).ok()?, self.around)))
        });
        rest.filter(|(rest, _)| self.begins(rest)).map(|(rest, day)| offer(rest, day)).collect()
    }

    fn not_heard(&self) -> Vec<Offer> {
        let reasons = &self.around.terms.live.no_view_reasons;
        match self.between {
            [_] if "none".starts_with(&self.typed.to_lowercase()) => {
                let whole = reasons.iter().map(|reason| offer(format!("none because {reason}"), "not heard, and why"));
                whole.collect()
            }
            [_, none] if none.is("none") => self.plain(&["because"], "why the view was not heard"),
            [_, none, because] if none.is("none") && because.is("because") => {
                let begun = reasons.iter().filter(|reason| self.begins(reason));
                begun.map(|reason| offer(reason, "")).collect()
            }
            _ => Vec::new(),
        }
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

    /// Whether what is typed may be going to be this person's name, first or last.
    fn names(&self, person: &str) -> bool {
        let typed = fold(self.typed.strip_prefix('@').unwrap_or(self.typed));
        !typed.is_empty() && fold(person).split(' ').any(|name| name.starts_with(&typed))
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

/// Who holds a post, for a name says most; then the post.
fn described(agency: &str, designation: &str, name: &str) -> String {
    if name.is_empty() { format!("{designation}, {agency}") } else { format!("{name}, {designation}, {agency}") }
}
