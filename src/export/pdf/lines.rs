//! Text into lines: which glyph shows which letter, and where a line ends. Widths are the typeface's own.
//!
//! What the typeface lacks is shown as □, one for each character that a reader sees, and the words themselves go
//! with it into the file, so that a search, a copy and a screen reader have them.

use std::ops::Range;

use krilla::text::{GlyphId, KrillaGlyph};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use textwrap::{WordSeparator, WordSplitter};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{Fonts, REPLACEMENT};
use super::styles::{Face, Ink};

/// So many code points are taken for one visible character at most: a pile of accents has no end otherwise.
const LONGEST_CHARACTER: usize = 32;

/// PDF/A allows a string of 32,767 bytes; a glyph takes two, and so does a letter in the text that goes with it.
const LONGEST_PIECE: usize = 12_000;

/// Some text in one face and ink.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) ink: Ink,
}

impl Span {
    pub(super) fn new(text: impl Into<String>, face: Face, ink: Ink) -> Self {
        Self { text: text.into(), face, ink }
    }
}

/// One line, its pieces from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// Its width in points, without the space that it ends in.
    pub(super) width: f32,
}

/// What is drawn in one go.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) face: Face,
    pub(super) ink: Ink,
    /// What it says.
    pub(super) text: String,
    /// The glyphs that show it, for a size of one.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How far the piece moves the pen, in points.
    pub(super) advance: f32,
    /// True where □ stands for a letter that the typeface lacks.
    pub(super) lacks: bool,
}

/// Sets text in lines of a width, in points; a newline ends a line. No text gives no line.
///
/// Only a single character wider than the width can pass it. `tracking` is the space between letters, in points.
pub(super) fn set(fonts: &Fonts, spans: &[Span], size: f32, tracking: f32, width: f32) -> Vec<Line> {
    let mut out = Vec::new();
    for paragraph in split_at_newlines(spans) {
        let shaped = Shaped::new(fonts, &paragraph, tracking / size);
        let words = shaped.words(width / size);
        if words.is_empty() {
            out.push(Line::default());
            continue;
        }
        let lines = wrap_first_fit(&words, &[f64::from(width / size)]);
        out.extend(lines.into_iter().map(|line| shaped.line(line, size)));
    }
    out
}

/// Every line but the last ends in a space: a reader that joins lines must not join words.
fn split_at_newlines(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = Vec::new();
    for span in spans {
        for (at, text) in span.text.split('\n').enumerate() {
            let part = Span { text: text.to_owned(), ..span.clone() };
            match out.last_mut() {
                Some(line) if at == 0 => line.push(part),
                Some(line) => {
                    line.push(Span { text: " ".to_owned(), ..span.clone() });
                    out.push(vec![part]);
                }
                None => out.push(vec![part]),
            }
        }
    }
    out
}

/// A character, or one of the code points that together are one.
struct Atom {
    /// Where it is in the text.
    at: Range<usize>,
    glyph: GlyphId,
    advance: f32,
    face: Face,
    ink: Ink,
    /// An accent that stays with the letter before it.
    joins: bool,
    /// The typeface lacks it.
    lacking: bool,
}

/// A paragraph's line before it is broken.
struct Shaped {
    text: String,
    atoms: Vec<Atom>,
}

/// What stays on one line, as atoms, and the space after it. Widths are for a size of one.
#[derive(Debug)]
struct Word {
    atoms: Range<usize>,
    spaces: Range<usize>,
    width: f32,
    space: f32,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

impl Shaped {
    fn new(fonts: &Fonts, spans: &[Span], tracking: f32) -> Self {
        let mut shaped = Self { text: String::new(), atoms: Vec::new() };
        for span in spans {
            let composed: String = span.text.nfc().collect();
            for character in composed.graphemes(true) {
                for character in chunks(character, LONGEST_CHARACTER) {
                    shaped.push(fonts, character, span, tracking);
                }
            }
        }
        shaped
    }

    fn push(&mut self, fonts: &Fonts, character: &str, span: &Span, tracking: f32) {
        let (face, ink) = (span.face, span.ink);
        let start = self.text.len();
        self.text.push_str(character);
        let visible = || character.char_indices().filter(|(_, letter)| !is_invisible(*letter));
        let glyphs: Option<Vec<_>> =
            visible().map(|(at, letter)| Some((at, letter, fonts.glyph(face, letter)?))).collect();
        let Some(glyphs) = glyphs else {
            if let Some(glyph) = fonts.glyph(face, REPLACEMENT) {
                let (at, advance) = (start..self.text.len(), glyph.advance + tracking);
                self.atoms.push(Atom { at, glyph: glyph.id, advance, face, ink, joins: false, lacking: true });
            }
            return;
        };
        for (number, (at, letter, glyph)) in glyphs.into_iter().enumerate() {
            let at = start + at..start + at + letter.len_utf8();
            let advance = glyph.advance + if number == 0 { tracking } else { 0.0 };
            self.atoms.push(Atom { at, glyph: glyph.id, advance, face, ink, joins: number > 0, lacking: false });
        }
    }

    /// Gives what may not be broken, in order: Unicode's own line breaks, and hyphens between letters.
    fn words(&self, width: f32) -> Vec<Word> {
        let mut out = Vec::new();
        let (mut letter, mut atom) = (0, 0);
        for word in WordSeparator::UnicodeBreakProperties.find_words(&self.text) {
            let mut parts = vec![];
            for split in WordSplitter::HyphenSplitter.split_points(word.word) {
                // A reference such as M-2026-014 is one word.
                if word.word[split..].starts_with(char::is_alphabetic) {
                    parts.push(letter + split);
                }
            }
            parts.push(letter + word.word.len());
            for end in parts {
                let atoms = self.up_to(&mut atom, end);
                self.fit(atoms, width, &mut out);
            }
            letter += word.word.len() + word.whitespace.len();
            let spaces = self.up_to(&mut atom, letter);
            if let Some(last) = out.last_mut().filter(|last| last.atoms.end == spaces.start) {
                last.space = self.width(&spaces);
                last.spaces = spaces;
            }
        }
        out
    }

    /// Gives the atoms from `from` on that begin before `end`, and moves `from` past them.
    fn up_to(&self, from: &mut usize, end: usize) -> Range<usize> {
        let start = *from;
        *from += self.atoms[start..].iter().take_while(|atom| atom.at.start < end).count();
        start..*from
    }

    /// Adds a word, cut where it is wider than a line.
    fn fit(&self, atoms: Range<usize>, width: f32, out: &mut Vec<Word>) {
        let mut start = atoms.start;
        let mut sum = 0.0;
        for at in atoms.clone() {
            let atom = &self.atoms[at];
            if sum + atom.advance > width && at > start && !atom.joins {
                out.push(Word { atoms: start..at, spaces: at..at, width: sum, space: 0.0 });
                (start, sum) = (at, 0.0);
            }
            sum += atom.advance;
        }
        out.push(Word { atoms: start..atoms.end, spaces: atoms.end..atoms.end, width: sum, space: 0.0 });
    }

    fn width(&self, atoms: &Range<usize>) -> f32 {
        self.atoms[atoms.clone()].iter().map(|atom| atom.advance).sum()
    }

    /// Makes a line of words; of the space at its end one is kept, lest the words of two lines be joined.
    fn line(&self, words: &[Word], size: f32) -> Line {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Line::default() };
        let width = size * self.width(&(first.atoms.start..last.atoms.end));
        let end = last.atoms.end + last.spaces.len().min(1);
        let mut line = Line { pieces: Vec::new(), width };
        for atom in &self.atoms[first.atoms.start..end] {
            let said = &self.text[atom.at.clone()];
            let goes_on = |piece: &&mut Piece| {
                piece.face == atom.face && piece.ink == atom.ink && piece.text.len() < LONGEST_PIECE
            };
            if let Some(piece) = line.pieces.last_mut().filter(goes_on) {
                piece.push(atom, said, size);
            } else {
                let mut piece = Piece::new(atom.face, atom.ink);
                piece.push(atom, said, size);
                line.pieces.push(piece);
            }
        }
        line
    }
}

impl Line {
    /// Gives what the line says, which is not what it shows where the typeface lacks a letter.
    pub(super) fn said(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

impl Piece {
    const fn new(face: Face, ink: Ink) -> Self {
        Self { face, ink, text: String::new(), glyphs: Vec::new(), advance: 0.0, lacks: false }
    }

    /// Letters that the typeface lacks are one with those before them, so that a name is found and read as one.
    fn push(&mut self, atom: &Atom, said: &str, size: f32) {
        let before = self.glyphs.iter().rev().take_while(|glyph| atom.lacking && glyph.glyph_id == atom.glyph).count();
        let lacking = self.glyphs.len() - before;
        let start = self.glyphs.get(lacking).map_or(self.text.len(), |glyph| glyph.text_range.start);
        self.text.push_str(said);
        self.glyphs[lacking..].iter_mut().for_each(|glyph| glyph.text_range.end = self.text.len());
        self.glyphs.push(KrillaGlyph::new(atom.glyph, atom.advance, 0.0, 0.0, 0.0, start..self.text.len(), None));
        self.advance += atom.advance * size;
        self.lacks |= atom.lacking;
    }
}

/// Cuts a text after every so many code points.
fn chunks(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let cuts = text.char_indices().map(|(at, _)| at).step_by(longest).skip(1).chain([text.len()]);
    cuts.scan(0, |start, end| Some(&text[std::mem::replace(start, end)..end]))
}

/// Tells whether a code point shows nothing by itself: joiners, variation selectors, soft hyphens and their like.
pub(super) const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<Line> {
        let fonts = Fonts::load().unwrap();
        set(&fonts, &[Span::new(text, Face::Regular, Ink::Text)], 10.0, 0.0, width)
    }

    /// Gives a line as it is seen.
    fn shown(line: &Line) -> String {
        let fonts = Fonts::load().unwrap();
        let lacking = fonts.glyph(Face::Regular, REPLACEMENT).unwrap().id;
        let letters = |piece: &Piece| {
            let letter = |glyph: &KrillaGlyph| {
                if glyph.glyph_id == lacking { "□" } else { &piece.text[glyph.text_range.clone()] }.to_owned()
            };
            piece.glyphs.iter().map(letter).collect::<String>()
        };
        line.pieces.iter().map(letters).collect()
    }

    #[track_caller]
    fn check(text: &str, width: f32, expected: &[&str]) {
        assert_eq!(lines(text, width).iter().map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lines_end_at_spaces_and_after_hyphens() {
        check("one two three", 40.0, &["one two ", "three"]);
        check("a case-by-case view", 60.0, &["a case-by-", "case view"]);
        check("see M-2026-014 now", 60.0, &["see ", "M-2026-014 ", "now"]);
    }

    #[test]
    fn a_newline_ends_a_line_and_an_empty_one_stays() {
        check("one\n\ntwo", 100.0, &["one ", " ", "two"]);
        check("", 100.0, &[""]);
        assert!(set(&Fonts::load().unwrap(), &[], 10.0, 0.0, 100.0).is_empty());
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        for text in ["verylongword".repeat(9), "漢字".repeat(20), "a b ".repeat(40), "x\u{30c}".repeat(50)] {
            for line in lines(&text, 50.0) {
                assert!(line.width <= 50.0, "{} {:?}", line.width, line.pieces);
            }
        }
        check("ab", 1.0, &["a", "b"]);
    }

    #[test]
    fn what_the_typeface_lacks_is_seen_and_its_words_are_kept() {
        let words = "Li 李小明 👩‍👧!";
        check(words, 200.0, &["Li □□□ □!"]);
        assert_eq!(lines(words, 200.0)[0].said(), words);
    }

    #[test]
    fn an_accent_is_composed_or_stays_with_its_letter() {
        check("e\u{301}", 1.0, &["é"]);
        check("x\u{30c}x\u{30c}", 1.0, &["x\u{30c}", "x\u{30c}"]);
    }

    #[test]
    fn what_shows_nothing_takes_no_room() {
        check("co\u{ad}op\u{200b}eration\u{fe0f}", 200.0, &["cooperation"]);
    }

    #[test]
    fn a_pile_of_accents_is_cut() {
        let piled: usize = lines(&format!("漢{}", "\u{301}".repeat(5_000)), 200.0)[0]
            .pieces
            .iter()
            .map(|piece| piece.text.chars().count())
            .sum();
        assert!(piled > 1 && piled < 5_002);
    }
}
