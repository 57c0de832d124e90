//! Boxes to tick: what was ticked is the answer, what was not is only what could have been.

use crate::terms::{Word, fold};

/// Letters that are drawn for a ticked box.
const TICKED: [char; 6] = ['☒', '☑', '🗹', '🗷', '◉', '⦿'];

/// Letters that are drawn for an empty box.
const EMPTY: [char; 8] = ['☐', '□', '▢', '❑', '❏', '❒', '⬜', '🞎'];

/// The answer in a text with boxes; a text without boxes is its own answer.
pub(super) fn answered(text: &str, words: &[Word]) -> String {
    let drawn = drawn(text);
    if !drawn.contains(TICKED) && !drawn.contains(EMPTY) {
        return text.to_owned();
    }
    let lines = drawn.lines().map(|line| of_line(line, words));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Boxes made of brackets, drawn as letters.
fn drawn(text: &str) -> String {
    let mut drawn = text.to_owned();
    for (typed, letter) in
        [("[x]", "☒"), ("[X]", "☒"), ("[✓]", "☒"), ("[✔]", "☒"), ("[ ]", "☐"), ("[  ]", "☐"), ("[]", "☐")]
    {
        drawn = drawn.replace(typed, letter);
    }
    drawn
}

fn of_line(line: &str, words: &[Word]) -> String {
    let line = line.trim();
    let is_box = |letter: char| TICKED.contains(&letter) || EMPTY.contains(&letter);
    if !line.contains(is_box) {
        return line.to_owned();
    }
    // "Yes ☒ No ☐" has its boxes behind, every other line before.
    let behind = line.ends_with(is_box) && !line.starts_with(is_box);
    let mut kept: Vec<String> = Vec::new();
    let mut rest = line;
    let mut last: Option<bool> = None;
    while let Some(at) = rest.find(is_box) {
        let letter = rest[at..].chars().next().unwrap_or('☐');
        let (before, after) = (rest[..at].trim(), &rest[at + letter.len_utf8()..]);
        let ticked = TICKED.contains(&letter);
        keep(&mut kept, before, if behind { Some(ticked) } else { last }, words);
        last = Some(ticked);
        rest = after;
    }
    keep(&mut kept, rest.trim(), if behind { None } else { last }, words);
    kept.join(", ")
}

/// Keeps what stands at a ticked box or at none; of an empty one, what is more than the choice itself.
fn keep(kept: &mut Vec<String>, text: &str, ticked: Option<bool>, words: &[Word]) {
    let text = text.trim_matches([',', ';', '/', '|', ' ', '\t', '\u{a0}']);
    let text = if ticked == Some(false) { beyond(text, words) } else { text };
    if !text.is_empty() {
        kept.push(text.to_owned());
    }
}

/// What a person wrote behind a choice that was not ticked.
fn beyond<'a>(text: &'a str, words: &[Word]) -> &'a str {
    let choices = words.iter().flat_map(|word| std::iter::once(&word.name).chain(&word.also));
    let mut choices: Vec<String> =
        choices.map(|choice| fold(choice)).chain(["yes", "no", "n a"].map(str::to_owned)).collect();
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.len()));
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for end in ends.filter(|end| text[*end..].chars().next().is_none_or(|next| !next.is_alphanumeric())) {
        let rest = text[end..].trim_matches([':', '-', '–', ',', ';', '.', ' ', '\t']);
        // A remark follows a mark; words alone go on with the choice.
        if choices.contains(&fold(&text[..end])) && text[end..].trim_start().starts_with([':', '-', '–', '(', ';']) {
            return rest;
        }
    }
    let first = text.split([':', '.']).next().unwrap_or_default();
    match text.split_once(' ') {
        Some((choice, rest)) if choices.contains(&fold(choice)) && first.len() < text.len() => rest.trim(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Terms;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let terms = Terms::essex().unwrap();
        assert_eq!(answered(text, &terms.vocabulary.legal_status), expect, "{text}");
    }

    #[test]
    fn what_is_ticked_is_the_answer_wherever_the_box_stands() {
        check("☒ Yes ☐ No", "Yes");
        check("☐ Yes  ☒ No", "No");
        check("Yes ☒  No ☐", "Yes");
        check("Yes ☐ / No ☑", "No");
        check("[x] CIN [ ] CP [ ] LAC", "CIN");
        check("☐ CIN\n☒ Child Protection\n☒ Family Solutions", "Child Protection\nFamily Solutions");
        check("☐ Yes ☐ No", "");
    }

    #[test]
    fn what_is_written_beside_the_boxes_stays() {
        check("☒ Yes ☐ No: level High", "Yes, level High");
        check("☐ Yes ☒ No: not yet", "No: not yet");
        check("☒ Yes ☐ No Level: High", "Yes, Level: High");
        check("Assessed: ☒ yes ☐ no\nHigh", "Assessed:, yes\nHigh");
        check("Seen by sexual health 30/10; asthma", "Seen by sexual health 30/10; asthma");
    }
}
