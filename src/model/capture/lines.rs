//! Lines typed inside an update that are more than its text: `!` records, `@police …` switches speaker.

use super::form::FORMS;

/// A line that begins with `!`, as the capture line it stands for, and how their columns relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bang {
    /// The capture line.
    pub line: String,
    /// Characters of the typed line before what is kept: the `!` and the space around it.
    pub dropped: usize,
    /// Characters that the capture line has before what was typed: `a ` where no letter was given.
    pub added: usize,
}

impl Bang {
    /// The column of the capture line where the typed line has `column`; both count characters.
    #[must_use]
    pub fn in_line(&self, column: usize) -> usize {
        column.saturating_sub(self.dropped) + self.added
    }

    /// The column of the typed line where the capture line has `column`.
    #[must_use]
    pub fn in_typed(&self, column: usize) -> usize {
        column.saturating_sub(self.added) + self.dropped
    }
}

/// Reads a line that begins with `!` as a capture line: an action, unless a form's letter says otherwise.
///
/// `!@yos complete AIM by fri` and `! a @yos complete AIM by fri` are the same; `!d review 14 jan` is a
/// decision. Full words are not taken for forms here: `!update the plan by fri` is an action.
#[must_use]
pub fn bang(line: &str) -> Option<Bang> {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let after = line.trim_start().strip_prefix('!')?;
    let rest = after.trim_start();
    let dropped = indent + 1 + after.chars().count() - rest.chars().count();
    let (first, goes_on) = match rest.split_once(char::is_whitespace) {
        Some((first, _)) => (first, true),
        None => (rest, false),
    };
    let given = goes_on && FORMS.iter().any(|form| form.letter.eq_ignore_ascii_case(first));
    let line = if given { rest.to_owned() } else { format!("a {rest}") };
    Some(Bang { line, dropped, added: if given { 0 } else { 2 } })
}

/// Reads a line that begins with `@police …`: who speaks from here, without the `@`, and what follows.
///
/// Who that is, [`find_seat`](super::find_seat) says; a line that begins with a backslash is text ([`plain`]).
#[must_use]
pub fn switch(line: &str) -> Option<(&str, &str)> {
    let after = line.trim_start().strip_prefix('@')?;
    let (word, rest) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
    let address = word.trim_end_matches([',', ';', ':', '.']);
    let begins = address.chars().next().is_some_and(char::is_alphanumeric);
    begins.then(|| (address, rest.trim()))
}

/// A line of an update as text: without the backslash that kept its `!`, `@` or backslash from being read.
#[must_use]
pub fn plain(line: &str) -> &str {
    match line.strip_prefix('\\') {
        Some(literal) if literal.starts_with(['!', '@', '\\']) => literal,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: Option<&str>) {
        assert_eq!(bang(line).map(|bang| bang.line).as_deref(), expect, "{line}");
    }

    #[test]
    fn a_line_that_begins_with_a_bang_is_an_action() {
        check("!@yos complete AIM by fri", Some("a @yos complete AIM by fri"));
        check("! a @yos complete AIM by fri", Some("a @yos complete AIM by fri"));
        check("  ! visit home by fri", Some("a visit home by fri"));
        check("!update the plan by fri", Some("a update the plan by fri"));
        check("!", Some("a "));
        check("no action", None);
        check(r"\!not an action", None);
    }

    #[test]
    fn a_bang_with_another_forms_letter_is_that_form() {
        check("!d review 14 jan", Some("d review 14 jan"));
        check("! X @health disagrees", Some("X @health disagrees"));
        check("!d", Some("a d"));
    }

    #[test]
    fn columns_are_kept_across_a_bang() {
        let shorthand = bang(" ! @yos x").unwrap();
        assert_eq!((shorthand.in_line(3), shorthand.in_typed(2)), (2, 3));
        let whole = bang("!a @yos x").unwrap();
        assert_eq!((whole.in_line(3), whole.in_typed(2)), (2, 3));
    }

    #[test]
    fn a_line_that_begins_with_an_agency_switches_speaker() {
        assert_eq!(switch("@police/mplo Seen twice."), Some(("police/mplo", "Seen twice.")));
        assert_eq!(switch("@police: Seen"), Some(("police", "Seen")));
        assert_eq!(switch("@yos"), Some(("yos", "")));
        assert_eq!(switch("@ home"), None);
        assert_eq!(switch("at @home"), None);
        assert_eq!(switch(r"\@home is her name online"), None);
    }

    #[test]
    fn a_backslash_keeps_a_line_as_text() {
        assert_eq!(plain(r"\@home is her name online"), "@home is her name online");
        assert_eq!(plain(r"\!"), "!");
        assert_eq!(plain(r"C:\ drive"), r"C:\ drive");
        assert_eq!(plain(r"\o/"), r"\o/");
    }
}
