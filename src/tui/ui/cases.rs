//! The tracker on the screen: which case is chosen, what narrows the list and what it is sorted by.

use super::command::Command;
use super::effect::Effect;
use super::list::Pick;
use super::{Screen, Ui};
use crate::model::tracker::{Column, Listed, Saved, arranged};
use crate::session::Shown;

/// The list of cases: which is chosen, what narrows it, in which order it stands.
#[derive(Debug)]
pub struct Cases {
    /// The choice among the loaded cases.
    pub pick: Pick,
    /// What was typed to narrow the list.
    pub filter: String,
    /// The saved filter.
    pub saved: Saved,
    /// The column that it is sorted by.
    pub sort: Column,
    /// Whether that order is turned round.
    pub reversed: bool,
    /// How many of the loaded cases each saved filter holds; none where it holds cases that are not loaded.
    pub counts: Vec<(Saved, Option<usize>)>,
}

impl Default for Cases {
    fn default() -> Self {
        let (saved, sort) = (Saved::default(), Column::default());
        Self { pick: Pick::new(0), filter: String::new(), saved, sort, reversed: false, counts: Vec::new() }
    }
}

impl Cases {
    /// The chosen case.
    #[must_use]
    pub fn chosen<'a>(&self, shown: &'a Shown) -> Option<&'a Listed> {
        shown.tracker.get(self.pick.chosen()?)
    }

    /// Turns to a saved filter; what the list was sorted by stays where that list has such a column.
    pub(super) fn turn_to(&mut self, saved: Saved) {
        self.saved = saved;
        if !saved.columns().contains(&self.sort) {
            (self.sort, self.reversed) = (saved.sorted_by(), false);
        }
    }
}

impl Ui {
    /// Goes to the tracker.
    pub(super) fn open_cases(&mut self) -> Vec<Effect> {
        self.screen = Screen::Cases;
        vec![self.cases_wanted()]
    }

    /// What loads the cases that the saved filter asks for.
    #[must_use]
    pub fn cases_wanted(&self) -> Effect {
        Effect::ListCases { closed_too: self.cases.saved.wants_closed() }
    }

    /// Takes the list as it is loaded now: counts what each saved filter holds, and narrows and sorts it anew.
    pub fn refresh_cases(&mut self, shown: &Shown) {
        let (today, terms) = (self.today(), &shown.terms);
        let closed_loaded = self.cases.saved.wants_closed();
        let count = |saved: Saved| shown.tracker.iter().filter(|case| saved.holds(&case.row, today, terms)).count();
        let counted = |saved: Saved| (saved, (closed_loaded || !saved.wants_closed()).then(|| count(saved)));
        self.cases.counts = Saved::ALL.into_iter().map(counted).collect();
        self.arrange_cases(shown);
    }

    /// Narrows and sorts the list; the chosen case stays chosen where it is still there.
    pub fn arrange_cases(&mut self, shown: &Shown) {
        let today = self.today();
        let Cases { pick, filter, saved, sort, reversed, .. } = &mut self.cases;
        let found = arranged(&shown.tracker, (*saved, filter), (*sort, *reversed), today, &shown.terms);
        pick.show(found);
    }

    /// Narrows the list by what is typed.
    pub(super) fn filter_cases(&mut self, text: &str, shown: &Shown) -> Vec<Effect> {
        text.clone_into(&mut self.cases.filter);
        self.arrange_cases(shown);
        vec![]
    }

    /// Takes the saved filter of that number, from 1.
    pub(super) fn take_saved(&mut self, number: usize, shown: &Shown) -> Vec<Effect> {
        match self.screen {
            Screen::People => return self.take_people(number, shown),
            Screen::Actions => return self.take_actions(number, shown),
            Screen::Disclosures => return self.take_disclosures(number, shown),
            _ => {}
        }
        let Some(saved) = number.checked_sub(1).and_then(|at| Saved::ALL.get(at)) else {
            self.refuse(format!("There are {} lists.", Saved::ALL.len()));
            return vec![];
        };
        let reload = saved.wants_closed() != self.cases.saved.wants_closed();
        self.cases.turn_to(*saved);
        self.arrange_cases(shown);
        self.cases.pick.to_first();
        if reload { vec![self.cases_wanted()] } else { vec![] }
    }

    /// What keys ask for in the tracker; none where it is no affair of the tracker's.
    pub(super) fn in_cases(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        match command {
            C::Cases => return Some(self.open_cases()),
            C::SortNext => self.sort_by(1),
            C::SortBefore => self.sort_by(self.cases.saved.columns().len() - 1),
            C::Reverse => self.cases.reversed = !self.cases.reversed,
            C::ClearFilter if self.screen == Screen::Cases => {
                if self.cases.filter.is_empty() {
                    return Some(self.back_to_meetings());
                }
                self.cases.filter.clear();
            }
            _ => {
                return self
                    .in_case(command, shown)
                    .or_else(|| self.in_keeping(command, shown))
                    .or_else(|| self.in_people(command, shown))
                    .or_else(|| self.in_disclosures(command, shown))
                    .or_else(|| self.in_merging(command, shown));
            }
        }
        self.arrange_cases(shown);
        Some(vec![])
    }

    fn sort_by(&mut self, on: usize) {
        let columns = self.cases.saved.columns();
        let at = columns.iter().position(|column| *column == self.cases.sort).unwrap_or_default();
        self.cases.sort = columns[(at + on) % columns.len()];
        self.cases.reversed = false;
    }

    /// Back to the list of meetings.
    pub(super) fn back_to_meetings(&mut self) -> Vec<Effect> {
        self.screen = Screen::Meetings;
        vec![Effect::ListMeetings(self.meetings.filter.clone())]
    }
}
