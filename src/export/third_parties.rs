//! Marks the names of others in a paper about one child, for a person to review before it goes out: `[[Kit Marsh]]` is
//! somebody whom the store knows, `[[Slim?]]` may be somebody. Nothing is taken out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anonymised::walk;
use super::document::{Document, Field};
use crate::model::concerned::Lexicon;
use crate::model::docs::Docs;
use crate::model::names::{Named, Names};

/// Whose names are looked for.
pub struct Others<'a> {
    /// The child that the paper is about, by every name it is known by.
    pub own: Names<usize>,
    /// The other children whom the store knows.
    pub known: Names<usize>,
    /// Which words are nobody's name.
    pub lexicon: Lexicon<'a>,
}

/// Marks them; gives what was marked, and how often.
pub fn mark(document: &mut Document, others: &Others<'_>, docs: &Docs) -> BTreeMap<String, usize> {
    let mut marked: BTreeMap<String, usize> = BTreeMap::new();
    walk(document, docs, &mut |text, spot| {
        let mut found = others.found(text, spot.prose);
        found.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
        for (at, sign) in found {
            let name = text.get(at.clone()).unwrap_or_default().to_owned();
            *marked.entry(format!("{name}{sign}")).or_default() += 1;
            text.replace_range(at, &format!("[[{name}{sign}]]"));
        }
    });
    let said = "Names of others stand in [[double brackets]], with a question mark where they only may be names. Look at \
                each, and at what is said of them, before the paper goes out.";
    document.reference.push(Field::new("Third parties", said));
    marked
}

impl Others<'_> {
    /// Where others are named, each with the sign that it is marked with; none overlaps another.
    fn found(&self, text: &str, prose: bool) -> Vec<(Range<usize>, &'static str)> {
        let own: Vec<Range<usize>> = self.own.find(text).iter().map(Named::at).collect();
        let is_own = |at: &Range<usize>| own.iter().any(|own| own.start <= at.start && at.end <= own.end);
        // A quotation may be cut behind a whole word with which a name happens to begin.
        let is_word = |at: &Range<usize>| {
            let word = text.get(at.clone()).unwrap_or_default();
            let cut = text.get(at.end..).is_some_and(|after| after.starts_with('…'));
            cut && word.starts_with(char::is_lowercase) && self.lexicon.is_word(word)
        };
        let known = self.known.find(text);
        let known = known.iter().map(Named::at).filter(|at| !is_own(at) && !is_word(at));
        let mut found: Vec<(Range<usize>, &'static str)> = known.map(|at| (at, "")).collect();
        if !prose {
            return found;
        }
        let strangers: BTreeSet<&str> = self.lexicon.strangers(text).into_iter().collect();
        for stranger in strangers {
            for (start, _) in text.match_indices(stranger) {
                let at = start..start + stranger.len();
                let free =
                    !own.iter().any(|own| crosses(own, &at)) && !found.iter().any(|(other, _)| crosses(other, &at));
                if free && stands_alone(text, &at) {
                    found.push((at, "?"));
                }
            }
        }
        found
    }
}

fn crosses(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether no letter stands right before or after.
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let after = text.get(at.end..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
    !before && !after
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use proptest::prelude::*;

    use super::super::document::{Block, Part};
    use super::*;

    fn paper(text: &str) -> Document {
        Document {
            title: String::new(),
            subject: String::new(),
            status: String::new(),
            marking: String::new(),
            header_left: String::new(),
            header_right: String::new(),
            foot: String::new(),
            reference: vec![],
            language: String::new(),
            author: String::new(),
            created: Utc::now(),
            parts: vec![Part { id: "one".to_owned(), about: None, blocks: vec![Block::text(text)] }],
        }
    }

    fn marked(text: &str) -> (String, Vec<String>) {
        let knows = |word: &str| !["slim", "marlow", "marsh", "kit", "ava"].contains(&word);
        let lexicon = Lexicon { knows: &knows, own: BTreeSet::new() };
        let own = Names::of([(0, "Ava Marlow")]);
        let others = Others { own, known: Names::of([(1, "Kit Marsh"), (2, "Dee Marlow")]), lexicon };
        let mut document = paper(text);
        let marked = mark(&mut document, &others, &Docs::default());
        let Some(Block::Paragraph(paragraph)) = document.parts[0].blocks.first() else { panic!("no paragraph") };
        (paragraph.runs[0].text.clone(), marked.into_keys().collect())
    }

    #[test]
    fn the_child_is_not_marked_and_everybody_else_is() {
        let (text, names) =
            marked("Ava met Kit at the station. Ava Marlow went home with Kit Marsh and a man called Slim.");
        assert_eq!(
            text,
            "Ava met [[Kit]] at the station. Ava Marlow went home with [[Kit Marsh]] and a man called [[Slim?]]."
        );
        assert_eq!(names, ["Kit", "Kit Marsh", "Slim?"]);
    }

    #[test]
    fn a_whole_word_behind_which_a_text_is_cut_is_no_name_that_begins_so() {
        assert_eq!(marked("Ava brought these mars…").0, "Ava brought these mars…");
        assert_eq!(marked("Ava brought Mars…").0, "Ava brought [[Mars]]…");
    }

    #[test]
    fn a_brother_of_the_same_name_is_marked_where_the_name_is_not_the_childs_alone() {
        assert_eq!(marked("Seen with Dee Marlow.").0, "Seen with [[Dee Marlow]].");
        assert_eq!(marked("The Marlow family.").0, "The Marlow family.");
    }

    proptest! {
        #[test]
        fn taking_the_marks_away_gives_the_text_again(text in "[a-zA-Z .,'é]{0,40}|(Kit|Ava|Slim|Marlow| |the|,){0,9}") {
            let plain = marked(&text).0.replace("[[", "").replace("?]]", "").replace("]]", "");
            prop_assert_eq!(plain, text);
        }
    }
}
