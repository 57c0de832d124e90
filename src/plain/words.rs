//! The plain words of the dialogue, in one table: what is typed, what it does, what the help says.

use crate::model::capture::{Verb, forms};

/// What a plain word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Show,
    Last,
    Who,
    Said,
    Correct,
    Withdraw,
    Move,
    Invite,
    Chair,
    Add,
    Order,
    Roll,
    Statement,
    Agree,
    Nothing,
    Read,
    Next,
    Back,
    Go,
    Park,
    Break,
    Agenda,
    Undo,
    Redo,
    Start,
    End,
    Save,
    Meetings,
    Help,
}

/// One word of the table.
pub(super) struct Entry {
    pub(super) word: Word,
    /// As it is typed.
    pub(super) name: &'static str,
    /// What follows it, in outline; empty where nothing may.
    pub(super) rest: &'static str,
    /// What it does.
    pub(super) help: &'static str,
}

const fn word(word: Word, name: &'static str, rest: &'static str, help: &'static str) -> Entry {
    Entry { word, name, rest, help }
}

/// Every word, in the order of a meeting's use; `quit` is heard wherever something is asked.
pub(super) const WORDS: [Entry; 29] = [
    word(Word::Roll, "roll", "", "take the roll-call, seat by seat"),
    word(Word::Statement, "statement", "", "hear the information-sharing statement"),
    word(Word::Agree, "agree", "", "record that all present agree to the statement"),
    word(Word::Next, "next", "", "go on to the next item"),
    word(Word::Back, "back", "", "go back to the item before"),
    word(Word::Go, "go", "N", "go to item N, or to a child's reference"),
    word(Word::Agenda, "agenda", "", "hear all items, and how far each has come"),
    word(Word::Show, "show", "", "hear this item again"),
    word(Word::Last, "last", "", "hear the minutes of the child's last discussion"),
    word(Word::Who, "who", "", "hear who was asked and who was not"),
    word(Word::Nothing, "nothing", "", "record that all present and not yet asked have nothing further"),
    word(Word::Said, "said", "", "hear what was recorded on this item, numbered"),
    word(Word::Correct, "correct", "N LINE", "put a new line in the place of number N"),
    word(Word::Withdraw, "withdraw", "N", "take number N out"),
    word(Word::Move, "move", "N WHERE", "move number N to the item of the child it is about"),
    word(Word::Read, "read", "", "read the decision back, and ask whether it is agreed"),
    word(
        Word::Invite,
        "invite",
        "@POST NAME",
        "give somebody a seat: for this child, or on other items for the whole meeting",
    ),
    word(Word::Chair, "chair", "NAME", "record who chairs this item instead; chair alone hands it back"),
    word(Word::Add, "add", "WHAT", "put a late item on the agenda: a child's reference, or a title"),
    word(Word::Order, "order", "N after M", "put an item after another, or order N first"),
    word(Word::Park, "park", "", "put this child aside until later"),
    word(Word::Break, "break", "", "begin a break, or end it"),
    word(Word::Undo, "undo", "", "take back what you recorded last"),
    word(Word::Redo, "redo", "", "bring it back"),
    word(Word::Start, "start", "", "start a meeting that is planned"),
    word(Word::End, "end", "", "hear what is owed, and end the meeting"),
    word(Word::Save, "save", "", "save the minutes as a file"),
    word(Word::Meetings, "meetings", "", "go back to the list of meetings"),
    word(Word::Help, "help", "WORD", "hear more of a word or letter; help lines tells how to record"),
];

/// Reads a line as a plain word and what follows it; anything else is a line to be recorded.
pub(super) fn read(line: &str) -> Option<(Word, &str)> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let entry = WORDS.iter().find(|entry| entry.name.eq_ignore_ascii_case(first))?;
    let rest = rest.trim();
    // A word that takes nothing is not meant where more follows: `roll @yos late` is a line to be recorded.
    (rest.is_empty() || !entry.rest.is_empty()).then_some((entry.word, rest))
}

/// The help, line by line: the words, or the lines that record, or one of either.
pub(super) fn help(about: &str) -> Vec<String> {
    if about.is_empty() {
        let mut lines = vec!["You can type:".to_owned()];
        lines.extend(WORDS.iter().map(explained));
        lines.push("quit: leave; everything recorded is kept.".to_owned());
        lines.push("Any other line is recorded. help lines tells how.".to_owned());
        return lines;
    }
    if about.eq_ignore_ascii_case("lines") {
        let mut lines = vec!["A line says by its first letter what it records:".to_owned()];
        lines.extend(forms().iter().map(|form| format!("{}: {}.", form.letter, form.help)));
        lines.push("help and a letter, as help a, gives examples.".to_owned());
        lines.push("A line is recorded when you press Enter, and said back once it is on disk.".to_owned());
        lines.push("Until Enter it is the terminal's alone: if the terminal goes, so does that line.".to_owned());
        return lines;
    }
    let verb = Verb::named(about);
    if let Some(form) = forms().iter().find(|form| Some(form.verb) == verb) {
        let mut lines = vec![format!("{}: {}.", form.letter, form.help), format!("It goes: {}", form.usage)];
        lines.extend(form.examples.iter().map(|example| format!("As: {example}")));
        return lines;
    }
    match WORDS.iter().find(|entry| entry.name.eq_ignore_ascii_case(about)) {
        Some(entry) => vec![explained(entry)],
        None => vec![format!("“{about}” is nothing that you can type. help alone tells what is.")],
    }
}

fn explained(entry: &Entry) -> String {
    let space = if entry.rest.is_empty() { "" } else { " " };
    format!("{}{space}{}: {}.", entry.name, entry.rest, entry.help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_alone_is_a_word_and_with_more_a_line_to_be_recorded() {
        assert_eq!(read("next"), Some((Word::Next, "")));
        assert_eq!(read("ROLL"), Some((Word::Roll, "")));
        assert_eq!(read("roll @yos late 09:50"), None);
        assert_eq!(read("go  7"), Some((Word::Go, "7")));
        assert_eq!(read("correct 2 u @yos Seen once."), Some((Word::Correct, "2 u @yos Seen once.")));
        assert_eq!(read("u @yos next"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn the_help_tells_every_word_and_every_letter() {
        let (words, lines) = (help("").join("\n"), help("LINES").join("\n"));
        assert!(WORDS.iter().all(|entry| words.contains(&format!("\n{}", entry.name))), "{words}");
        assert!(forms().iter().all(|form| lines.contains(&format!("\n{}: ", form.letter))), "{lines}");
        assert!(help("d").contains(&"As: d review 14 jan because risk still high".to_owned()));
        assert_eq!(help("park"), ["park: put this child aside until later."]);
        assert!(help("dance")[0].contains("“dance”"));
    }

    #[test]
    fn no_word_hides_a_line_that_records_something() {
        for form in forms() {
            for example in form.examples {
                assert_eq!(read(example), None, "{example}");
            }
            for name in form.names {
                assert_eq!(read(&format!("{name} more")), None, "{name}");
            }
        }
    }
}
