//! The actions across all meetings on the screen: which is chosen, which are marked, what narrows and groups the list.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::command::{Command, READ_ONLY};
use super::deeds::Deed;
use super::effect::Effect;
use super::keymap::Scope;
use super::list::Pick;
use super::{Screen, Ui};
use crate::model::action::Action;
use crate::model::action_list::{Group, Listed, Narrowed, Saved, arranged};
use crate::model::id::ActionId;
use crate::session::Shown;

/// The list of actions: which is chosen, what narrows it.
#[derive(Debug)]
pub struct Actions {
    /// The choice among the loaded actions.
    pub pick: Pick,
    /// What was typed to narrow the list.
    pub filter: String,
    /// The saved filter.
    pub saved: Saved,
    /// The one agency that it shows, by its slug.
    pub agency: Option<String>,
    /// What it is grouped by.
    pub group: Group,
    /// Those that the next key answers together.
    pub marked: BTreeSet<ActionId>,
    /// How many of the loaded actions each saved filter holds; none where it holds some that are not loaded.
    pub counts: Vec<(Saved, Option<usize>)>,
    /// The action that is open.
    pub open: Option<Open>,
}

/// An action that is shown whole.
#[derive(Debug)]
pub struct Open {
    /// Which.
    pub action: ActionId,
    /// How far it is scrolled.
    pub scroll: Cell<u16>,
}

impl Default for Actions {
    fn default() -> Self {
        Self {
            pick: Pick::new(0),
            filter: String::new(),
            saved: Saved::default(),
            agency: None,
            group: Group::default(),
            marked: BTreeSet::new(),
            counts: Vec::new(),
            open: None,
        }
    }
}

impl Actions {
    /// The chosen action.
    #[must_use]
    pub fn chosen<'a>(&self, shown: &'a Shown) -> Option<&'a Listed> {
        shown.actions.get(self.pick.chosen()?)
    }

    /// Those that a key is about: the open one, else the marked ones, else the chosen one.
    #[must_use]
    pub fn meant<'a>(&self, shown: &'a Shown) -> Vec<&'a Listed> {
        let of = |id: &ActionId| shown.actions.iter().find(|listed| listed.row.action == *id);
        match &self.open {
            Some(open) => of(&open.action).into_iter().collect(),
            None if self.marked.is_empty() => self.chosen(shown).into_iter().collect(),
            None => shown.actions.iter().filter(|listed| self.marked.contains(&listed.row.action)).collect(),
        }
    }
}

impl Ui {
    /// Goes to the actions.
    pub(super) fn open_actions_list(&mut self) -> Vec<Effect> {
        self.screen = Screen::Actions;
        self.actions.open = None;
        vec![self.actions_wanted()]
    }

    /// What loads the actions that the saved filter asks for.
    #[must_use]
    pub fn actions_wanted(&self) -> Effect {
        Effect::ListActions { closed_too: self.actions.saved.wants_closed(), then: None }
    }

    /// Takes the list as it is loaded now: counts what each saved filter holds, and arranges it anew.
    pub fn refresh_actions(&mut self, shown: &Shown) {
        let today = self.today();
        let closed_loaded = self.actions.saved.wants_closed();
        let count = |saved: Saved| shown.actions.iter().filter(|listed| saved.holds(&listed.row, today)).count();
        let counted = |saved: Saved| (saved, (closed_loaded || !saved.wants_closed()).then(|| count(saved)));
        self.actions.counts = Saved::ALL.into_iter().map(counted).collect();
        let there: BTreeSet<&ActionId> = shown.actions.iter().map(|listed| &listed.row.action).collect();
        self.actions.marked.retain(|id| there.contains(id));
        self.arrange_actions(shown);
    }

    /// Narrows, groups and orders the list; the chosen action stays chosen where it is still there.
    pub(super) fn arrange_actions(&mut self, shown: &Shown) {
        let today = self.today();
        let Actions { pick, filter, saved, agency, group, .. } = &mut self.actions;
        let narrowed = Narrowed { saved: *saved, agency: agency.as_deref(), typed: filter };
        pick.show(arranged(&shown.actions, narrowed, *group, today));
    }

    /// Narrows the list by what is typed.
    pub(super) fn filter_actions(&mut self, text: &str, shown: &Shown) {
        text.clone_into(&mut self.actions.filter);
        self.arrange_actions(shown);
        self.actions.pick.to_first();
    }

    /// Takes the saved filter of that number, from 1.
    pub(super) fn take_actions(&mut self, number: usize, shown: &Shown) -> Vec<Effect> {
        let Some(saved) = number.checked_sub(1).and_then(|at| Saved::ALL.get(at)) else {
            self.refuse(format!("There are {} lists.", Saved::ALL.len()));
            return vec![];
        };
        let reload = saved.wants_closed() != self.actions.saved.wants_closed();
        self.actions.saved = *saved;
        self.actions.marked.clear();
        self.arrange_actions(shown);
        self.actions.pick.to_first();
        if reload { vec![self.actions_wanted()] } else { vec![] }
    }

    /// The action that is open, where it is loaded.
    #[must_use]
    pub fn open_action<'a>(&self, shown: &'a Shown) -> Option<&'a Action> {
        shown.docs.actions.get(&self.actions.open.as_ref()?.action)
    }

    /// Shows an action that is loaded.
    pub fn show_action(&mut self, action: &ActionId) {
        self.actions.open = Some(Open { action: action.clone(), scroll: Cell::new(0) });
    }

    /// What keys ask for among the actions; none where it is no affair of theirs.
    pub(super) fn in_actions(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        if command == C::Actions {
            return Some(self.open_actions_list());
        }
        if self.screen != Screen::Actions || self.overlay.is_some() {
            return None;
        }
        if let Some(deed) = Deed::of(command) {
            return Some(self.open_deed(deed, shown));
        }
        match command {
            C::ShowWhole => return Some(vec![Effect::OpenAction(self.actions.chosen(shown)?.row.action.clone())]),
            C::OpenCase => {
                let case = self.actions.meant(shown).first().and_then(|listed| listed.row.case.clone());
                return Some(case.map(Effect::OpenCase).into_iter().collect());
            }
            C::Close if self.actions.open.is_some() => self.actions.open = None,
            C::NextGroup => {
                self.actions.group = self.actions.group.next();
                self.say(format!("Grouped by {}.", self.actions.group.name()));
                self.arrange_actions(shown);
            }
            C::OnlyAgency => {
                let own = self.actions.chosen(shown).and_then(Listed::agency).map(str::to_owned);
                self.actions.agency = if self.actions.agency.is_some() { None } else { own };
                self.arrange_actions(shown);
            }
            C::MarkRow => self.mark_row(shown),
            C::MarkAll => self.mark_all(shown),
            C::ClearFilter => return Some(self.step_back(shown)),
            _ => return None,
        }
        Some(vec![])
    }

    /// Marks the chosen action, or takes its mark away, and goes on to the next.
    fn mark_row(&mut self, shown: &Shown) {
        let Some(id) = self.actions.chosen(shown).map(|listed| listed.row.action.clone()) else { return };
        if !self.actions.marked.remove(&id) {
            self.actions.marked.insert(id);
        }
        self.actions.pick.step(1);
    }

    /// Marks every action that the list shows; where all are marked, takes the marks away.
    fn mark_all(&mut self, shown: &Shown) {
        let sight = self.actions.pick.rows().filter_map(|at| shown.actions.get(at));
        let sight: BTreeSet<ActionId> = sight.map(|listed| listed.row.action.clone()).collect();
        self.actions.marked = if sight.is_subset(&self.actions.marked) { BTreeSet::new() } else { sight };
    }

    /// Takes away the marks, then what was typed, then the agency; and then goes back to the meetings.
    fn step_back(&mut self, shown: &Shown) -> Vec<Effect> {
        if !self.actions.marked.is_empty() {
            self.actions.marked.clear();
        } else if !self.actions.filter.is_empty() {
            self.actions.filter.clear();
        } else if self.actions.agency.take().is_none() {
            return self.back_to_meetings();
        }
        self.arrange_actions(shown);
        vec![]
    }

    /// Whether a command is about actions, as things stand.
    #[must_use]
    pub fn is_of_actions(&self, command: Command) -> bool {
        command == Command::CarryRest || matches!(self.scope_beneath(), Scope::Actions | Scope::Action)
    }

    /// Why a command among the actions cannot be done now.
    #[must_use]
    pub fn why_not_actions(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        let meant = self.actions.meant(shown);
        let of_the_list =
            matches!(command, Command::ShowWhole | Command::OpenCase | Command::OnlyAgency | Command::MarkRow);
        match command {
            Command::CarryRest => {
                self.rest(shown).is_empty().then_some("Nothing else here falls due before the next meeting.")
            }
            _ if Deed::of(command).is_none() && !of_the_list => None,
            _ if Deed::of(command).is_some() && shown.read_only => Some(READ_ONLY),
            _ if meant.is_empty() => Some("No action is chosen."),
            Command::OpenCase => {
                meant.iter().all(|listed| listed.row.case.is_none()).then_some("This action is about no child.")
            }
            Command::OnlyAgency => {
                let none = self.actions.agency.is_none() && meant.iter().all(|listed| listed.agency().is_none());
                none.then_some("The chosen action has no owner.")
            }
            _ if Deed::of(command).is_some() && meant.iter().any(|listed| !listed.row.is_open()) => {
                Some("It is closed already: only what is open is answered.")
            }
            _ => None,
        }
    }
}
