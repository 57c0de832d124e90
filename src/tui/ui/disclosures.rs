//! The disclosure log on the screen: which line is chosen, what narrows the list, which is shown whole.

use std::cell::Cell;

use super::command::{Command, READ_ONLY};
use super::disclosing::Entering;
use super::effect::Effect;
use super::list::Pick;
use super::{Screen, Ui};
use crate::model::disclosure::Standing;
use crate::model::disclosure_log::{List, Logged, arranged};
use crate::session::Shown;

/// The disclosure log: which line is chosen, what narrows it.
#[derive(Debug)]
pub struct Disclosures {
    /// The choice among the loaded lines.
    pub pick: Pick,
    /// What was typed to narrow the list.
    pub filter: String,
    /// Which list it is.
    pub list: List,
    /// Whether the latest entry is to be chosen once the log is listed anew.
    pub latest: bool,
    /// How far the line that is shown whole is scrolled; none while the list is shown.
    pub open: Option<Cell<u16>>,
}

impl Default for Disclosures {
    fn default() -> Self {
        Self { pick: Pick::new(0), filter: String::new(), list: List::default(), latest: false, open: None }
    }
}

impl Disclosures {
    /// The chosen line.
    #[must_use]
    pub fn chosen<'a>(&self, shown: &'a Shown) -> Option<&'a Logged> {
        shown.log.get(self.pick.chosen()?)
    }
}

impl Ui {
    /// Narrows the log as it is loaded.
    fn arrange_disclosures(&mut self, shown: &Shown) {
        let steps = &shown.terms.vocabulary.after_breach;
        let Disclosures { pick, filter, list, .. } = &mut self.disclosures;
        pick.show(arranged(&shown.log, *list, filter, steps));
    }

    /// Takes the log as it was listed anew: what was chosen stays so, unless a new entry is to be.
    pub fn refresh_disclosures(&mut self, chosen: Option<&Logged>, shown: &Shown) {
        self.arrange_disclosures(shown);
        let same = |line: &Logged| chosen.is_some_and(|was| (was.at, was.label()) == (line.at, line.label()));
        if std::mem::take(&mut self.disclosures.latest) {
            self.disclosures.pick.to_first();
        } else if let Some(at) = shown.log.iter().position(same) {
            self.disclosures.pick.choose(at);
        }
    }

    /// Narrows the list by what is typed.
    pub(super) fn filter_disclosures(&mut self, text: &str, shown: &Shown) {
        text.clone_into(&mut self.disclosures.filter);
        self.arrange_disclosures(shown);
        self.disclosures.pick.to_first();
    }

    /// Takes the list of that number, from 1.
    pub(super) fn take_disclosures(&mut self, number: usize, shown: &Shown) -> Vec<Effect> {
        match number.checked_sub(1).and_then(|at| List::ALL.get(at)) {
            Some(list) => {
                self.disclosures.list = *list;
                self.arrange_disclosures(shown);
                self.disclosures.pick.to_first();
            }
            None => self.refuse(format!("There are {} lists.", List::ALL.len())),
        }
        vec![]
    }

    /// Chooses the entry that people call so, where the list shows it; all of them are shown where it does not.
    pub(super) fn choose_disclosure(&mut self, label: &str, shown: &Shown) {
        let Some(at) = shown.log.iter().position(|line| line.label() == label) else { return };
        if !self.disclosures.pick.rows().any(|row| row == at) {
            (self.disclosures.list, self.disclosures.filter) = (List::All, String::new());
            self.arrange_disclosures(shown);
        }
        self.disclosures.pick.choose(at);
    }

    /// Goes to the log.
    pub(super) fn open_disclosures(&mut self) -> Vec<Effect> {
        self.screen = Screen::Disclosures;
        self.disclosures.open = None;
        vec![Effect::ListDisclosures(None)]
    }

    /// What keys ask for in the log; none where it is no affair of the log's.
    pub(super) fn in_disclosures(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        if command == C::Disclosures {
            return Some(self.open_disclosures());
        }
        if self.screen != Screen::Disclosures || self.overlay.is_some() {
            return None;
        }
        let chosen = self.disclosures.chosen(shown).and_then(Logged::entry).map(|entry| entry.id.clone());
        let entering = match command {
            C::AskCopy => Entering::Ask,
            C::EnterBreach => Entering::Breach,
            C::RuleCopy => Entering::Rule(chosen?),
            C::CopySent => Entering::Send(chosen?),
            C::BreachStep => Entering::Step(chosen?),
            C::WithdrawCopy => Entering::Withdraw(chosen?),
            C::ShowWhole => {
                self.disclosures.open = Some(Cell::new(0));
                return Some(vec![]);
            }
            C::Close if self.disclosures.open.take().is_some() => return Some(vec![]),
            C::ClearFilter if self.disclosures.filter.is_empty() => return Some(self.back_to_meetings()),
            C::ClearFilter => {
                self.filter_disclosures("", shown);
                return Some(vec![]);
            }
            _ => return None,
        };
        Some(self.open_entering(&entering, shown))
    }

    /// Why a command in the log cannot be done now.
    #[must_use]
    pub fn why_not_disclosures(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        use Command as C;
        use Standing as St;
        let Some(line) = self.disclosures.chosen(shown) else {
            return match command {
                C::AskCopy | C::EnterBreach => shown.read_only.then_some(READ_ONLY),
                _ => Some("The log holds nothing here: a enters that a copy was asked for, b a breach."),
            };
        };
        let Some(entry) = line.entry() else {
            return match command {
                C::ShowWhole => None,
                _ if shown.read_only => Some(READ_ONLY),
                C::AskCopy | C::EnterBreach => None,
                _ => Some("This is a file that was saved: it stays in the log as it is."),
            };
        };
        let steps = &shown.terms.vocabulary.after_breach;
        match (command, entry.standing()) {
            (C::ShowWhole, _) => None,
            _ if shown.read_only => Some(READ_ONLY),
            (C::AskCopy | C::EnterBreach, _) => None,
            (_, St::Withdrawn) => Some("It was withdrawn: a enters it anew."),
            (C::BreachStep, St::Breach) => {
                entry.steps_left(steps).next().is_none().then_some("Every step after this breach was taken.")
            }
            (C::BreachStep, _) => Some("Only a breach has steps to take."),
            (C::RuleCopy | C::CopySent, St::Breach) => {
                Some("A breach is not decided on: t records what is done about it.")
            }
            (_, St::Sent) => Some("It was sent, and what is sent stays in the log as it is."),
            (C::CopySent, St::Waiting) => Some("The chair decides first: d. Nothing goes out before."),
            (C::CopySent, St::Refused) => Some("The chair has refused it. What went out all the same is a breach: b."),
            _ => None,
        }
    }
}
