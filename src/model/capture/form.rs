//! The forms of the grammar in one table: dispatch, printing, completion and help all read it.

/// What a capture line's first word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// An agency's update, spoken.
    Update,
    /// An agency's update, sent in writing.
    Written,
    /// Discussion without an agency.
    Discussion,
    /// An action, or the answer to one.
    Action,
    /// Dissent, or the chair's answer to it.
    Dissent,
    /// Review, closure or transfer.
    Decision,
    /// The level of risk after the discussion.
    Risk,
    /// The child's or the parents' view.
    View,
    /// A place, vehicle or group for Part 2.
    Place,
    /// A missing episode.
    Missing,
    /// A mark of the roll-call.
    RollCall,
}

/// One form of the grammar, as it is parsed, printed, completed and explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What it asks for.
    pub verb: Verb,
    /// The letter that a line begins with.
    pub letter: &'static str,
    /// The full words that may stand for the letter; the first is its name.
    pub names: &'static [&'static str],
    /// What follows, in outline.
    pub usage: &'static str,
    /// What it is for, in a few words.
    pub help: &'static str,
    /// Whole lines that read; a test parses every one.
    pub examples: &'static [&'static str],
}

/// Every form, in the order of a meeting's use.
pub const FORMS: [Form; 11] = [
    Form {
        verb: Verb::Update,
        letter: "u",
        names: &["update"],
        usage: "u @agency TEXT | nil",
        help: "an agency's update; nil is nothing to report",
        examples: &["u @police/mplo Seen twice near the retail park.", "u @health nil"],
    },
    Form {
        verb: Verb::Written,
        letter: "w",
        names: &["written", "write"],
        usage: "w @agency TEXT | nil",
        help: "an update sent in writing by an agency not present",
        examples: &["w @health Attended both appointments."],
    },
    Form {
        verb: Verb::Discussion,
        letter: "t",
        names: &["talk", "discussion", "note"],
        usage: "t TEXT",
        help: "discussion without an agency",
        examples: &["t Chair summarised the plan."],
    },
    Form {
        verb: Verb::Action,
        letter: "a",
        names: &["action"],
        usage: "a @agency… TEXT by DATE #category | a A3 done OUTCOME | carry to DATE because WHY | not-done because WHY",
        help: "an action for each owner, or the answer to one",
        examples: &[
            "a @yos complete AIM assessment by fri #support",
            "a @yos @asw visit together by fri",
            "a A3 done Assessment sent",
            "a A3 carry to 14 jan because the worker changed",
            "a A3 not-done because the family moved",
        ],
    },
    Form {
        verb: Verb::Dissent,
        letter: "x",
        names: &["dissent", "disagree"],
        usage: "x @agency TEXT | resolved WHY | escalated [to WHOM because] WHY | noted WHY | outcome: TEXT",
        help: "dissent in an agency's words, or the chair's rationale and where it stands",
        examples: &[
            "x @health disagrees with closure: wants one more",
            "x @health resolved Chair explained the plan",
            "x @health escalated to the Director of Nursing because the child cannot wait",
        ],
    },
    Form {
        verb: Verb::Decision,
        letter: "d",
        names: &["decision", "decide"],
        usage: "d review DATE | close OUTCOME #reason | transfer AREA DATE, and because WHY",
        help: "the decision: next review, closure or transfer",
        examples: &[
            "d review 14 jan because risk still high",
            "d close risk-reduced #contact-ended because no contact since August",
            "d close moved out of area",
            "d transfer west because the family moved",
        ],
    },
    Form {
        verb: Verb::Risk,
        letter: "k",
        names: &["risk"],
        usage: "k LEVEL because WHY",
        help: "the level of risk after the discussion",
        examples: &["k medium because contact has ended"],
    },
    Form {
        verb: Verb::View,
        letter: "c",
        names: &["view", "child", "parent"],
        usage: "c child | parent \"WORDS\" | none because WHY",
        help: "the child's or the parents' view, in their words",
        examples: &[
            "c child \"I don't feel safe at the bus station\"",
            "c parent \"He is home by ten now\"",
            "c child none because Child did not wish to say",
        ],
    },
    Form {
        verb: Verb::Place,
        letter: "l",
        names: &["place", "location"],
        usage: "l KIND TEXT",
        help: "a place, vehicle or group for Part 2",
        examples: &["l venue Taxi rank, Market Road", "l taxi rank, Market Road"],
    },
    Form {
        verb: Verb::Missing,
        letter: "m",
        names: &["missing"],
        usage: "m missing DATE TIME to DATE TIME from WHERE, found PLACE",
        help: "a missing episode; without to, still missing",
        examples: &["m missing 2 dec 22:10 to 3 dec 06:30 from care, found Southend"],
    },
    Form {
        verb: Verb::RollCall,
        letter: "r",
        names: &["roll", "roll-call"],
        usage: "r @agency present | absent | apologies sub NAME | late TIME | left TIME",
        help: "a mark of the roll-call",
        examples: &["r @health apologies sub Jo Doe", "r @yos late 09:50", "r @yos left 11:00", "r @yos present"],
    },
];

/// Shows the forms, for `?` and `mace keys`.
#[must_use]
pub fn forms() -> &'static [Form] {
    &FORMS
}

impl Verb {
    /// Finds a verb by its letter or one of its full words, in any case.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        FORMS.iter().find(|form| is(form.letter) || form.names.iter().any(|name| is(name))).map(|form| form.verb)
    }

    /// The letter that a line begins with.
    #[must_use]
    pub fn letter(self) -> &'static str {
        FORMS.iter().find(|form| form.verb == self).map_or("", |form| form.letter)
    }

    /// The full word, as the preview shows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        FORMS.iter().find(|form| form.verb == self).and_then(|form| form.names.first()).map_or("", |name| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_forms_share_a_word() {
        let mut words: Vec<_> = FORMS.iter().flat_map(|form| form.names.iter().copied().chain([form.letter])).collect();
        words.sort_unstable();
        let before = words.len();
        words.dedup();
        assert_eq!(words.len(), before);
    }

    #[test]
    fn every_usage_and_example_begins_with_the_letter() {
        for form in forms() {
            for line in form.examples.iter().chain([&form.usage]) {
                assert!(line.starts_with(&format!("{} ", form.letter)), "{line}");
            }
        }
    }

    #[test]
    fn a_verb_is_read_in_any_case_and_in_full() {
        assert_eq!(Verb::named("U"), Some(Verb::Update));
        assert_eq!(Verb::named("Dissent"), Some(Verb::Dissent));
        assert_eq!(Verb::named("child"), Some(Verb::View));
        assert_eq!(Verb::named("z"), None);
    }
}
