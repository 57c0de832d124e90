//! The words of a line: where each stands, and how a backslash makes one literal.
//!
//! A word that begins with a backslash is text without it, whatever it would otherwise ask for:
//! `\by`, `\#1`, `\@home`. The printer adds one only where the parser would read something else.

use std::ops::Range;

use super::refusal::CaptureRefusal;

/// One word of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'l> {
    /// As typed.
    pub raw: &'l str,
    /// Where it begins, in characters.
    pub start: usize,
    /// Where it begins, in bytes.
    pub byte: usize,
}

impl<'l> Token<'l> {
    /// Where it stands, in characters.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.raw.chars().count()
    }

    /// The word without the backslash that makes it literal.
    pub fn text(&self) -> &'l str {
        match self.raw.strip_prefix('\\') {
            Some(literal) if !literal.is_empty() => literal,
            _ => self.raw,
        }
    }

    /// The word without the punctuation that ends it.
    pub fn bare(&self) -> &'l str {
        bare(self.raw)
    }

    /// Whether it is this keyword.
    pub fn is(&self, keyword: &str) -> bool {
        is_keyword(self.raw, keyword)
    }

    /// The addresses that commas alone part, as in `@yos,@asw`: each a word of its own.
    pub fn each_after_comma(&self) -> Vec<Token<'l>> {
        let mut parts = Vec::new();
        let mut from = 0;
        for (comma, _) in self.raw.match_indices(",@").chain([(self.raw.len(), "")]) {
            let start = self.start + self.raw[..from].chars().count();
            parts.push(Token { raw: &self.raw[from..comma], start, byte: self.byte + from });
            from = comma + 1;
        }
        parts
    }

    /// What stands after `@` or `#`, if the word begins so and goes on.
    pub fn after(&self, sign: char) -> Option<&'l str> {
        after(self.raw, sign)
    }
}

/// Splits a line into its words.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut begun: Option<(usize, usize)> = None;
    for (chars, (byte, c)) in line.char_indices().enumerate() {
        if c.is_whitespace() {
            if let Some((start, from)) = begun.take() {
                found.push(Token { raw: &line[from..byte], start, byte: from });
            }
        } else if begun.is_none() {
            begun = Some((chars, byte));
        }
    }
    if let Some((start, from)) = begun {
        found.push(Token { raw: &line[from..], start, byte: from });
    }
    found
}

/// A stretch of a line's words, and what came before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'l> {
    line: &'l str,
    all: &'l [Token<'l>],
    from: usize,
    to: usize,
}

impl<'l> Words<'l> {
    /// All words of a line.
    pub fn of(line: &'l str, all: &'l [Token<'l>]) -> Self {
        Self { line, all, from: 0, to: all.len() }
    }

    /// The words left.
    pub fn left(self) -> &'l [Token<'l>] {
        &self.all[self.from..self.to]
    }

    /// The first word.
    pub fn first(self) -> Option<&'l Token<'l>> {
        self.left().first()
    }

    /// Leaves the first words out.
    pub fn skip(self, count: usize) -> Self {
        Self { from: (self.from + count).min(self.to), ..self }
    }

    /// Keeps the first words only.
    pub fn take(self, count: usize) -> Self {
        Self { to: (self.from + count).min(self.to), ..self }
    }

    /// Leaves the first word out if it is one of these keywords.
    pub fn skip_if(self, keywords: &[&str]) -> Self {
        let fits = self.first().is_some_and(|word| keywords.iter().any(|keyword| word.is(keyword)));
        self.skip(usize::from(fits))
    }

    /// The words before the first such keyword, and those after it.
    pub fn split(self, keyword: &str) -> (Self, Option<Self>) {
        match self.left().iter().position(|word| word.is(keyword)) {
            Some(at) => (self.take(at), Some(self.skip(at + 1))),
            None => (self, None),
        }
    }

    /// Whether no word is left.
    pub fn is_empty(self) -> bool {
        self.from == self.to
    }

    /// The text that the words make.
    pub fn text(self) -> String {
        text_of(self.left())
    }

    /// The line from the first word left to the last, as typed.
    pub fn raw(self) -> &'l str {
        match self.left() {
            [] => "",
            [first, ..] => {
                let last = &self.all[self.to - 1];
                &self.line[first.byte..last.byte + last.raw.len()]
            }
        }
    }

    /// Where the words stand, in characters; where they would begin, if there are none.
    pub fn range(self) -> Range<usize> {
        match self.left() {
            [] => {
                let end = self.from.checked_sub(1).and_then(|last| self.all.get(last)).map_or(0, |t| t.range().end);
                end..end
            }
            [first, .., last] => first.start..last.range().end,
            [only] => only.range(),
        }
    }

    /// Refuses these words.
    pub fn refuse(self, why: impl Into<String>) -> CaptureRefusal {
        CaptureRefusal { word: self.raw().to_owned(), at: self.range(), why: why.into(), try_: None }
    }

    /// Refuses that nothing follows the word before: “`d`” needs …
    pub fn needs(self, what: &str) -> CaptureRefusal {
        let before = self.from.checked_sub(1).and_then(|last| self.all.get(last)).map_or("", |token| token.raw);
        let why = format!("After “{before}” comes {what}");
        CaptureRefusal { word: before.to_owned(), at: self.range(), why, try_: None }
    }

    /// The text that the words make, or a refusal if there are none.
    pub fn need_text(self, what: &str) -> Result<String, CaptureRefusal> {
        if self.is_empty() { Err(self.needs(what)) } else { Ok(self.text()) }
    }
}

/// The text that words make.
pub(super) fn text_of<'l>(words: impl IntoIterator<Item = &'l Token<'l>>) -> String {
    words.into_iter().map(Token::text).collect::<Vec<_>>().join(" ")
}

/// One line: trimmed, every run of white space one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Prints words so that they read back as text; `special` says which the parser would take otherwise.
pub(super) fn escape(text: &str, special: impl Fn(usize, &[&str]) -> bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = String::with_capacity(text.len() + 4);
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            line.push(' ');
        }
        if word.starts_with('\\') || special(at, &words) {
            line.push('\\');
        }
        line.push_str(word);
    }
    line
}

/// Whether a word is a keyword, in any case and whatever punctuation ends it.
pub(super) fn is_keyword(word: &str, keyword: &str) -> bool {
    bare(word).eq_ignore_ascii_case(keyword)
}

/// What stands after `@` or `#`, if the word begins so and goes on.
pub(super) fn after(word: &str, sign: char) -> Option<&str> {
    word.strip_prefix(sign).map(bare).filter(|rest| !rest.is_empty())
}

/// Whether a word has the shape of an action's label: `A3`.
pub(super) fn is_label(word: &str) -> bool {
    let number = bare(word).strip_prefix(['A', 'a']);
    number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', ':', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_they_stand_in_characters() {
        let found: Vec<_> = tokens("  é @yos\u{a0}x").iter().map(|token| (token.raw, token.range())).collect();
        assert_eq!(found, [("é", 2..3), ("@yos", 4..8), ("x", 9..10)]);
    }

    #[test]
    fn a_backslash_makes_a_word_literal_and_alone_is_itself() {
        let line = r"\by \\x \ plain";
        assert_eq!(text_of(&tokens(line)), r"by \x \ plain");
    }
}
