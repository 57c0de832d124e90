//! How often each command's key was pressed: hints of what is known grow faint, and then make room for others.
//!
//! Command names and counts, and nothing of any case. Where they are kept between runs is not known here.

use std::collections::{BTreeMap, HashMap};

use super::command::Command;
use super::keymap::BINDINGS;

/// Pressed this often, a key is known.
const KNOWN: u32 = 8;
/// Pressed this often, it is known by heart.
const BY_HEART: u32 = 25;

/// Commands whose hint keeps its place however well its key is known: what one does next in each place.
const STAYS: [Command; 8] = [
    Command::WriteUpdate,
    Command::NextItem,
    Command::CommitAndNext,
    Command::Commit,
    Command::CommitCapture,
    Command::SubmitForm,
    Command::AnswerPrompt,
    Command::OpenMeeting,
];

/// The counts: those that earlier runs left, and this run's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learnt {
    before: HashMap<Command, u32>,
    now: HashMap<Command, u32>,
}

impl Learnt {
    /// Takes up the counts of earlier runs, by the commands' names; a name that is no command counts for nothing.
    #[must_use]
    pub fn of(counts: &BTreeMap<String, u32>) -> Self {
        let known = |command: Command| Some((command, *counts.get(&name(command))?));
        let before = BINDINGS.iter().filter_map(|binding| known(binding.command)).collect();
        Self { before, now: HashMap::new() }
    }

    /// Counts a key that was pressed for a command.
    pub fn count(&mut self, command: Command) {
        let count = self.now.entry(command).or_default();
        *count = count.saturating_add(1);
    }

    /// Adds this run's counts to those that are kept, by the commands' names.
    pub fn add_to(&self, counts: &mut BTreeMap<String, u32>) {
        for (command, count) in &self.now {
            let kept = counts.entry(name(*command)).or_default();
            *kept = kept.saturating_add(*count);
        }
    }

    /// Whether a command's key is known, so that its hint may be fainter.
    #[must_use]
    pub fn is_known(&self, command: Command) -> bool {
        self.of_command(command) >= KNOWN
    }

    /// Whether a command's hint makes room for one that is not learnt yet.
    #[must_use]
    pub fn gives_way(&self, command: Command) -> bool {
        self.of_command(command) >= BY_HEART && !STAYS.contains(&command)
    }

    fn of_command(&self, command: Command) -> u32 {
        let of = |counts: &HashMap<Command, u32>| counts.get(&command).copied().unwrap_or_default();
        of(&self.before).saturating_add(of(&self.now))
    }
}

/// The name under which a count is kept.
fn name(command: Command) -> String {
    // A command that gets another name is learnt anew, which harms nobody.
    format!("{command:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_earlier_runs_and_of_this_one_add_up() {
        let mut kept = BTreeMap::from([("Dissent".to_owned(), 7), ("NoSuchCommand".to_owned(), 3)]);
        let mut learnt = Learnt::of(&kept);
        assert!(!learnt.is_known(Command::Dissent));
        learnt.count(Command::Dissent);
        assert!(learnt.is_known(Command::Dissent) && !learnt.gives_way(Command::Dissent));
        learnt.add_to(&mut kept);
        assert_eq!((kept["Dissent"], kept["NoSuchCommand"]), (8, 3));
    }

    #[test]
    fn what_is_known_by_heart_gives_way_but_for_what_one_does_next() {
        let kept = BTreeMap::from([("Dissent".to_owned(), 25), ("NextItem".to_owned(), 999)]);
        let learnt = Learnt::of(&kept);
        assert!(learnt.gives_way(Command::Dissent) && !learnt.gives_way(Command::NextItem));
    }
}
