//! Reads the banks of sentences: `[section]` lines, then `phases;tags;text` lines.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Dice;

/// One entry of a bank.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its number, unique over all banks, to know what was used.
    pub id: usize,
    /// The phases of a storyline in which it can be said; `*` for all. In scripts, the key.
    pub phases: &'static str,
    /// What narrows it: themes, and facts of the child's life. In scripts, the arguments.
    pub tags: Vec<&'static str>,
    /// The text, with `{slots}`.
    pub text: &'static str,
}

/// What an entry's tags are judged by.
#[derive(Debug, Clone)]
pub(super) struct Life {
    /// The storyline's theme: b older adult, g gangs, o online, n network, p peers.
    pub theme: char,
    /// Whether the child is looked after.
    pub care: bool,
    /// Whether the child is on the roll of a school or college.
    pub roll: bool,
    /// Whether the child goes missing.
    pub missing: bool,
    /// f, m or x.
    pub gender: char,
}

/// Sections of entries.
#[derive(Debug, Default)]
pub(super) struct Bank(BTreeMap<&'static str, Vec<Entry>>);

/// Every bank.
#[derive(Debug)]
pub(super) struct Banks {
    /// Updates, a section a post.
    pub updates: Bank,
    /// Concerns, views, discussion, rationales, reasons, dissent.
    pub talk: Bank,
    /// Actions of Part 1, a section an owner.
    pub actions: Bank,
    /// Notes of Part 2 by standing item, and its actions by owner.
    pub part2: Bank,
    /// Invented places, vehicles, groups and schools.
    pub places: Bank,
    /// Invented names.
    pub names: Bank,
    /// The children of today's meeting, a section a child.
    pub today: Bank,
}

impl Banks {
    /// Reads the embedded banks.
    pub fn read() -> Self {
        let mut ids = 0..;
        let mut read = |files: &[&'static str]| Bank::read(files, &mut ids);
        Self {
            updates: read(&[
                include_str!("bank/updates_care.txt"),
                include_str!("bank/updates_police.txt"),
                include_str!("bank/updates_learning.txt"),
                include_str!("bank/updates_community.txt"),
            ]),
            talk: read(&[
                include_str!("bank/concerns.txt"),
                include_str!("bank/views.txt"),
                include_str!("bank/talk.txt"),
            ]),
            actions: read(&[include_str!("bank/actions.txt")]),
            part2: read(&[include_str!("bank/part2.txt")]),
            places: read(&[include_str!("bank/places.txt")]),
            names: read(&[include_str!("bank/names.txt")]),
            today: read(&[include_str!("bank/today.txt")]),
        }
    }
}

impl Bank {
    fn read(files: &[&'static str], ids: &mut impl Iterator<Item = usize>) -> Self {
        let mut sections = BTreeMap::<_, Vec<_>>::new();
        for file in files {
            let mut section = "";
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                    section = name;
                    continue;
                }
                let mut parts = line.splitn(3, ';');
                let (Some(phases), Some(tags), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
                    continue;
                };
                let tags = tags.split(' ').filter(|tag| !tag.is_empty()).collect();
                let id = ids.next().unwrap_or_default();
                sections.entry(section).or_default().push(Entry { id, phases, tags, text });
            }
        }
        Self(sections)
    }

    /// The entries of a section; none of one that is not there.
    pub fn section(&self, name: &str) -> &[Entry] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names of the sections.
    pub fn sections(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

impl Entry {
    /// Whether it can be said of such a child in such a phase.
    pub fn fits(&self, phase: char, life: &Life) -> bool {
        let in_phase = self.phases == "*" || self.phases.contains(phase);
        in_phase && self.themes().is_none_or(|own| own == life.theme || self.has_theme(life.theme)) && self.suits(life)
    }

    /// What follows a mark in its tags: `#` a category, `+` days.
    pub fn marked(&self, mark: char) -> Option<&'static str> {
        self.tags.iter().find_map(|tag| tag.strip_prefix(mark))
    }

    /// The parts of its text, divided by ` | `.
    pub fn parts(&self) -> Vec<&'static str> {
        self.text.split(" | ").collect()
    }

    fn themes(&self) -> Option<char> {
        self.tags.iter().find(|tag| matches!(**tag, "b" | "g" | "o" | "n" | "p")).and_then(|tag| tag.chars().next())
    }

    fn has_theme(&self, theme: char) -> bool {
        self.tags.iter().any(|tag| tag.len() == 1 && tag.starts_with(theme))
    }

    fn suits(&self, life: &Life) -> bool {
        self.tags.iter().all(|tag| match *tag {
            "care" => life.care,
            "home" => !life.care,
            "roll" => life.roll,
            "out" => !life.roll,
            "missing" => life.missing,
            "f" => life.gender == 'f',
            "m" => life.gender == 'm',
            _ => true,
        })
    }
}

/// Chooses an entry that fits and was used neither in the case nor in the meeting; what speaks of
/// the phase comes twice as often as what can always be said.
///
/// Where all are used, `strict` chooses none, and otherwise one that the meeting has not heard, or any.
pub(super) fn choose<'a>(
    entries: &'a [Entry],
    (phase, life): (char, &Life),
    dice: &mut Dice,
    (in_case, in_meeting): (&mut BTreeSet<usize>, &mut BTreeSet<usize>),
    strict: bool,
) -> Option<&'a Entry> {
    let fitting: Vec<&Entry> = entries.iter().filter(|entry| entry.fits(phase, life)).collect();
    let mut left: Vec<&Entry> =
        fitting.iter().copied().filter(|e| !in_case.contains(&e.id) && !in_meeting.contains(&e.id)).collect();
    if left.is_empty() && !strict {
        left = fitting.iter().copied().filter(|e| !in_meeting.contains(&e.id)).collect();
        if left.is_empty() {
            left = fitting;
        }
    }
    let apt = left.iter().copied().filter(|entry| entry.phases != "*").collect::<Vec<_>>();
    left.extend(apt);
    let chosen = dice.pick(&left).copied()?;
    in_case.insert(chosen.id);
    in_meeting.insert(chosen.id);
    Some(chosen)
}
