//! What is found in the words being typed: a misspelt word, or a phrase that the minutes avoid. Nothing is blocked.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

use super::editor::Editor;
use super::names::names;
use super::writing::Target;
use super::{Overlay, Screen, Ui};
use crate::model::capture::{self, Verb};
use crate::model::wording::{Avoided, Speech, Wordings};
use crate::session::Shown;
use crate::spelling::{Speller, pieces, words_of};
use crate::terms::Wording;

/// What typed words are checked against.
#[derive(Default)]
pub struct Proof {
    /// Who knows the dictionary; none until it has been read.
    speller: Option<Speller>,
    wordings: Wordings,
    names: BTreeMap<String, String>,
    /// Which words with a capital were found to be no slip of a name that is loaded.
    strangers: RefCell<BTreeMap<String, bool>>,
    /// What each piece of text is that was looked at since the field opened.
    pieces: RefCell<HashMap<String, Piece>>,
}

/// A piece of text, as a key leaves all but one of them.
struct Piece {
    /// Where nobody knows a word.
    unknown: Vec<Range<usize>>,
    /// Whether a phrase that the minutes avoid may begin in it.
    begins: bool,
}

/// Something found in a text field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where in the text, in bytes.
    pub range: Range<usize>,
    /// What.
    pub flaw: Flaw,
}

/// What is the matter with some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// No dictionary knows the word, and no name that is loaded is spelt so.
    Misspelt,
    /// The minutes avoid the phrase.
    Avoid(Avoided),
}

impl Proof {
    /// Learns the names that are loaded and the county's wordings: once as a field opens, and not at every key.
    pub fn learn(&mut self, shown: &Shown) {
        self.names = names(shown);
        self.strangers = RefCell::default();
        self.pieces = RefCell::default();
        self.wordings = Wordings::of(&shown.terms);
    }

    /// Checks the spelling from now on.
    pub fn take_speller(&mut self, speller: Speller) {
        self.speller = Some(speller);
        self.pieces = RefCell::default();
    }

    /// Takes a word as it is for as long as the program runs.
    pub(super) fn let_be(&mut self, word: &str) {
        if let Some(speller) = &mut self.speller {
            speller.let_be(word);
        }
        self.pieces = RefCell::default();
    }

    /// The county's wordings.
    #[must_use]
    pub fn wordings(&self) -> &Wordings {
        &self.wordings
    }

    /// What to say instead of a phrase.
    #[must_use]
    pub fn instead(&self, avoided: &Avoided) -> Option<&Wording> {
        self.wordings.instead(avoided)
    }

    /// What could stand in the place of something found, the likeliest first; up to 20 ms for a misspelt word.
    #[must_use]
    pub fn better(&self, text: &str, finding: &Finding) -> Vec<String> {
        let was = text.get(finding.range.clone()).unwrap_or_default();
        let mut better = match &finding.flaw {
            Flaw::Avoid(avoided) => self.instead(avoided).map(|wording| wording.say.clone()).unwrap_or_default(),
            Flaw::Misspelt => {
                let mut meant = self.speller.as_ref().map(|speller| speller.suggest(was)).unwrap_or_default();
                if let Some(name) = self.like(was) {
                    meant.retain(|word| word != name);
                    meant.insert(0, name.to_owned());
                }
                meant.truncate(CHOICES);
                meant
            }
        };
        if was.starts_with(char::is_uppercase) {
            better = better.iter().map(|words| capitalised(words)).collect();
        }
        better
    }

    /// What is found in a line, `at` bytes into its text.
    fn line(&self, line: &str, at: usize, speech: Speech, found: &mut Vec<Finding>) {
        let (unknown, begins) = self.look(line);
        let avoided = if begins { self.wordings.find(line, speech) } else { Vec::new() };
        let misspelt = unknown.into_iter().filter(|word| {
            begins_sentence(line, word.start) || !self.is_stranger(line.get(word.clone()).unwrap_or_default())
        });
        found.extend(misspelt.filter_map(|range| {
            let within = avoided.iter().any(|other| other.range.start < range.end && range.start < other.range.end);
            let range = at + range.start..at + range.end;
            (!within).then_some(Finding { range, flaw: Flaw::Misspelt })
        }));
        found.extend(avoided.into_iter().map(|avoided| {
            let range = at + avoided.range.start..at + avoided.range.end;
            Finding { range, flaw: Flaw::Avoid(avoided) }
        }));
    }

    /// Where in a line nobody knows a word, and whether a phrase to avoid may begin in it. A dictionary is slow to ask,
    /// and a key changes one piece of a text at most.
    fn look(&self, line: &str) -> (Vec<Range<usize>>, bool) {
        let mut before = self.pieces.borrow_mut();
        let (mut unknown, mut begins) = (Vec::new(), false);
        for (from, text) in pieces(line) {
            if !before.contains_key(text) {
                before.insert(text.to_owned(), self.piece(text));
            }
            let piece = &before[text];
            unknown.extend(piece.unknown.iter().map(|word| from + word.start..from + word.end));
            begins |= piece.begins;
        }
        (unknown, begins)
    }

    fn piece(&self, text: &str) -> Piece {
        let nobody_knows = |word: &str| self.speller.as_ref().is_some_and(|speller| !self.knows(speller, word));
        let words = words_of(text).filter(|(_, word)| nobody_knows(word));
        Piece {
            unknown: words.map(|(at, word)| at..at + word.len()).collect(),
            begins: self.wordings.may_begin_in(text),
        }
    }

    /// Whether a word is the name of somebody or something that is not loaded: it has a capital, and is no slip of a
    /// name that is. No dictionary knows such names, so nothing can be said of their spelling.
    fn is_stranger(&self, word: &str) -> bool {
        if !word.starts_with(char::is_uppercase) || word.chars().all(char::is_uppercase) {
            return false;
        }
        if let Some(stranger) = self.strangers.borrow().get(word) {
            return *stranger;
        }
        let stranger = self.like(word).is_none();
        self.strangers.borrow_mut().insert(word.to_owned(), stranger);
        stranger
    }

    /// The name that a word is a slip of: next to nothing is wrong with it.
    fn like(&self, word: &str) -> Option<&str> {
        let slips = if word.chars().count() > 5 { 2 } else { 1 };
        let names = self.names.values().map(String::as_str).filter(|name| same_start(name, word));
        capture::nearest_within(slips, word, names)
    }

    fn knows(&self, speller: &Speller, word: &str) -> bool {
        let named = |word: &str| self.names.contains_key(&word.to_lowercase());
        let owner = || word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        speller.knows(word) || named(word) || owner().is_some_and(named)
    }
}

/// How many words are offered at most: what a digit can choose.
pub const CHOICES: usize = 5;

/// Whether a word is the first of its sentence, where everything has a capital.
fn begins_sentence(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '\'' | '('));
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';'])
}

fn same_start(name: &str, word: &str) -> bool {
    let first = |word: &str| word.chars().next().map(|c| c.to_lowercase().to_string());
    first(name) == first(word)
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Ui {
    /// What is found in the open text field, in order; the word that is being typed is let be until it is whole.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = self.all_findings();
        if let Some((editor, _)) = self.checked_field()
            && editor.is_typing()
        {
            let cursor = editor.cursor_byte();
            found.retain(|finding| !(finding.range.start < cursor && cursor <= finding.range.end));
        }
        found
    }

    /// What is found in the open text field, the word under the cursor included.
    pub(super) fn all_findings(&self) -> Vec<Finding> {
        let Some((editor, own)) = self.checked_field() else { return Vec::new() };
        let mut found = Vec::new();
        let mut at = 0;
        for line in editor.as_str().split('\n') {
            let speech = match (&own, capture::bang(line)) {
                (Own::Line, _) => speech_of(line),
                (Own::Text(_), Some(action)) => speech_of(&action.line),
                (Own::Text(speech), None) | (Own::Answer(speech), _) => *speech,
            };
            self.proof.line(line, at, speech, &mut found);
            at += line.len() + 1;
        }
        found.sort_by_key(|finding| finding.range.start);
        found
    }

    /// The text field whose words are checked: what is written for the minutes, the capture line, or a long answer of a
    /// form.
    pub(super) fn checked_field(&self) -> Option<(&Editor, Own)> {
        if let Some(overlay) = &self.overlay {
            let Overlay::Form(form) = overlay else { return None };
            return form.checked().map(|(editor, speech)| (editor, Own::Answer(speech)));
        }
        let live = self.live.as_ref().filter(|_| self.screen == Screen::Live)?;
        match &live.writing {
            Some(writing) if matches!(writing.target, Target::View(_)) => {
                Some((&writing.editor, Own::Text(Speech::Verbatim)))
            }
            Some(writing) => Some((&writing.editor, Own::Text(Speech::Account))),
            None if live.capture.is_open() => Some((&live.capture.editor, Own::Line)),
            None => None,
        }
    }
}

/// What a field holds.
pub(super) enum Own {
    /// A text, whose lines are this unless they are action lines.
    Text(Speech),
    /// An answer in a form, all of whose lines are this.
    Answer(Speech),
    /// A capture line, which says itself what it is.
    Line,
}

/// Whose words a capture line holds.
fn speech_of(line: &str) -> Speech {
    match line.split_whitespace().next().and_then(Verb::named) {
        Some(Verb::Action) => Speech::Action,
        Some(Verb::View) => Speech::Verbatim,
        _ => Speech::Account,
    }
}

/// Says nothing of names and words: they are case text.
impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proof(speller: {}, {} names)", self.speller.is_some(), self.names.len())
    }
}
