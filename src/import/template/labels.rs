//! Which field a piece of text labels: leniently, for every county words and numbers its form in its own way.

use strsim::normalized_damerau_levenshtein;

use crate::terms::{Field, Template, fold};

/// How like two spellings must be to count as one with a slip of the finger.
const SLIP: f64 = 0.86;

/// The shortest label in which a slip is looked for: `DOB` and `Job` differ by one letter too.
const SLIP_LETTERS: usize = 7;

/// How many of the words must be the same for a label worded anew.
const SAME_WORDS: f64 = 0.62;

/// The longest label that is looked for, in words; what is longer is prose.
const LONGEST: usize = 40;

/// Every spelling of every field of a form.
pub(super) struct Labels<'a> {
    spellings: Vec<(String, &'a Field)>,
    /// What the parts of a whole are called beneath it.
    parts: Vec<(String, &'a Field)>,
    /// Headings, and words that no answer would be kept for.
    headings: Vec<String>,
}

/// A label, and what follows it in the same text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label<'a, 't> {
    /// The field it stands for.
    pub field: &'a Field,
    /// How surely.
    pub sure: Sure,
    /// What follows: guidance, or the answer itself.
    pub rest: &'t str,
}

/// How surely a text is a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// Only where a label is expected.
    Likely,
    /// Wherever it stands.
    Certain,
}

impl<'a> Labels<'a> {
    pub(super) fn of(template: &'a Template, marking: &str) -> Self {
        let named =
            |field: &'a Field| std::iter::once(&field.label).chain(&field.also).map(move |label| (label, field));
        let all = || template.fields().flat_map(named);
        let beneath = |(label, field): (&String, &'a Field)| {
            let (_, part) = label.split_once(": ")?;
            field.part_of.as_ref().map(|_| (fold(part), field))
        };
        let headings = template.sections.iter().map(|section| fold(&section.title));
        let own = ["question", "answer", "field", "details", "information", "response", "please complete"];
        Self {
            spellings: all().map(|(label, field)| (fold(label), field)).collect(),
            parts: all().filter_map(beneath).collect(),
            headings: headings
                .chain([&template.title, &template.short, marking].map(fold))
                .chain(own.map(str::to_owned))
                .collect(),
        }
    }

    /// The field that a text labels. `under` is the key of the whole that was labelled last, whose parts may be called
    /// by their short names.
    pub(super) fn find<'t>(&self, text: &'t str, under: Option<&str>) -> Option<Label<'a, 't>> {
        let text = text.trim();
        if text.is_empty() || text.split_whitespace().count() > LONGEST * 4 {
            return None;
        }
        let heads = heads(text);
        let certain = |(head, rest): &(&'t str, &'t str)| {
            self.exactly(head, under).map(|field| Label { field, sure: Sure::Certain, rest })
        };
        let slipped = |(head, rest): &(&'t str, &'t str)| {
            self.nearly(head, under).map(|field| Label { field, sure: Sure::Certain, rest })
        };
        let worded = |(head, rest): &(&'t str, &'t str)| {
            self.worded(head).map(|field| Label { field, sure: Sure::Likely, rest })
        };
        heads
            .iter()
            .find_map(certain)
            .or_else(|| heads.iter().find_map(slipped))
            .or_else(|| heads.iter().find_map(worded))
    }

    /// Whether a text is the form's title, its marking or one of its headings.
    pub(super) fn is_heading(&self, text: &str) -> bool {
        let folded = unnumbered(&fold(text)).to_owned();
        // "MACE 1 Information Sharing Template in respect of:" is a title, whatever stands around it.
        let title = |heading: &String| heading.split(' ').count() > 2 && folded.contains(heading.as_str());
        folded.is_empty()
            || self.headings.contains(&folded)
            || (folded.split(' ').count() <= 14 && self.headings.iter().any(title))
    }

    fn among(&self, under: Option<&str>) -> impl Iterator<Item = (&str, &'a Field)> {
        let beneath = self.parts.iter().filter(move |(_, field)| under.is_some() && field.part_of.as_deref() == under);
        beneath.chain(&self.spellings).map(|(spelling, field)| (spelling.as_str(), *field))
    }

    fn exactly(&self, head: &str, under: Option<&str>) -> Option<&'a Field> {
        let folded = fold(head);
        let is = |wanted: &str| self.among(under).find(|(spelling, _)| *spelling == wanted).map(|(_, field)| field);
        is(&folded).or_else(|| is(unnumbered(&folded)))
    }

    /// The field whose spelling differs by a slip, if no other field's is as near.
    fn nearly(&self, head: &str, under: Option<&str>) -> Option<&'a Field> {
        let folded = fold(head);
        let wanted = unnumbered(&folded);
        if wanted.len() < SLIP_LETTERS || wanted.split(' ').count() > LONGEST {
            return None;
        }
        let lengths = |spelling: &str| spelling.len().abs_diff(wanted.len()) * 5 <= wanted.len().max(spelling.len());
        let near = self.among(under).filter(|(spelling, _)| lengths(spelling));
        best(near.map(|(spelling, field)| (normalized_damerau_levenshtein(spelling, wanted), field)), SLIP)
    }

    /// The field whose label has most of its words in common with the text.
    fn worded(&self, head: &str) -> Option<&'a Field> {
        let folded = fold(head);
        let wanted: Vec<&str> = unnumbered(&folded).split(' ').filter(|word| tells(word)).collect();
        if wanted.len() < 2 || wanted.len() > LONGEST {
            return None;
        }
        let alike = |spelling: &str| {
            let words: Vec<&str> = spelling.split(' ').filter(|word| tells(word)).collect();
            let common = words.iter().filter(|word| wanted.contains(word)).count();
            share(2 * common, words.len() + wanted.len())
        };
        let several = self
            .spellings
            .iter()
            .filter(|(spelling, _)| spelling.split(' ').filter(|word| tells(word)).nth(1).is_some());
        best(several.map(|(spelling, field)| (alike(spelling), *field)), SAME_WORDS)
    }
}

/// The best of all above a limit, if it is clearly better than that of every other field.
fn best<'a>(scored: impl Iterator<Item = (f64, &'a Field)>, limit: f64) -> Option<&'a Field> {
    let mut fields: Vec<(f64, &'a Field)> = Vec::new();
    for (score, field) in scored.filter(|(score, _)| *score >= limit) {
        match fields.iter_mut().find(|(_, known)| known.key == field.key) {
            Some((best, _)) => *best = best.max(score),
            None => fields.push((score, field)),
        }
    }
    fields.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    match fields[..] {
        [(_, only)] => Some(only),
        [(first, best), (second, _), ..] if first - second > 0.05 => Some(best),
        _ => None,
    }
}

/// The texts that may be the label, each with what follows it: the whole; up to a bracket, a colon, a question mark, a
/// dash or a line's end.
fn heads(text: &str) -> Vec<(&str, &str)> {
    let mut heads = vec![(text, "")];
    let marks = text.char_indices().filter(|(at, mark)| {
        let after = text[at + mark.len_utf8()..].chars().next();
        match mark {
            ':' | '?' | '(' | '[' | '\n' | '\t' | '–' | '—' => true,
            '-' | '.' => {
                after.is_none_or(char::is_whitespace) && text[..*at].ends_with(char::is_whitespace)
                    || *mark == '.' && after.is_some_and(char::is_whitespace)
            }
            _ => false,
        }
    });
    let cuts = marks.take(8).map(|(at, mark)| {
        let from = if matches!(mark, '(' | '[') { at } else { at + mark.len_utf8() };
        (text[..at].trim(), text[from..].trim())
    });
    heads.extend(cuts.filter(|(head, _)| !head.is_empty()));
    // The longest that fits is the label.
    heads[1..].reverse();
    heads
}

/// A folded label without the number that a form gives it: `3`, `q4`, `2 b`, `iv`.
fn unnumbered(folded: &str) -> &str {
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let lone = word.len() == 1 && word != "i";
        let numbered =
            !digits.is_empty() && digits.len() + 2 > word.len() && digits.starts_with(|c: char| c.is_ascii_digit());
        let roman = word.len() <= 4 && word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
        numbered || lone || roman || matches!(word, "section" | "question" | "part" | "no")
    };
    let mut rest = folded;
    for _ in 0..3 {
        match rest.split_once(' ') {
            Some((word, after)) if is_number(word) => rest = after,
            _ => break,
        }
    }
    rest
}

/// Whether a word tells labels apart.
fn tells(word: &str) -> bool {
    !matches!(
        word,
        "" | "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "or"
            | "to"
            | "in"
            | "for"
            | "on"
            | "any"
            | "is"
            | "has"
            | "been"
            | "what"
            | "e"
            | "g"
            | "i"
            | "s"
            | "etc"
            | "please"
            | "details"
            | "detail"
    )
}

#[expect(clippy::cast_precision_loss, reason = "counts of words of a label")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
