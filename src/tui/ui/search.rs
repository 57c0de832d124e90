//! The search: one line that finds everything ever said, done or decided, and opens it where it stands.
//!
//! What was found is left behind while a find is only looked at: Esc goes back to it, and from there to where one was.

use std::cell::Cell;

use super::case_page::{CasePage, Section};
use super::command::Command;
use super::editor::Editor;
use super::effect::Effect;
use super::episodes;
use super::keymap::Scope;
use super::list::Pick;
use super::{Screen, Ui};
use crate::model::id::{ActionId, CaseId, EntryId, ItemId, MeetingId};
use crate::model::meeting::Meeting;
use crate::session::{Find, Shown};

/// What is sought, and what was.
#[derive(Debug, Default)]
pub struct Search {
    /// The line, while it is open; on top of all but the palette and the help.
    pub open: Option<Line>,
    /// The line from which a find was opened, while that is only looked at.
    behind: Option<Line>,
    /// What was sought last: it is offered again.
    last: String,
}

/// The line in which one seeks.
#[derive(Debug)]
pub struct Line {
    /// What is sought.
    pub editor: Editor,
    /// The choice among what was found.
    pub pick: Pick,
    /// Where one was when the search was opened.
    from: Spot,
}

/// A place that one goes back to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spot {
    Meetings,
    Item(MeetingId, ItemId),
    Cases,
    Case(CaseId, Section),
    Actions,
    Action(ActionId),
    People,
    Disclosures,
    Disclosure(String),
}

impl Ui {
    /// Opens the search, with what was sought last to begin from.
    pub(super) fn open_search(&mut self, shown: &Shown) {
        let asks = "words, @agency, #category, case:014, before:mar";
        let editor = Editor::line().with_placeholder(asks).with_offer(&self.search.last);
        self.search.open = Some(Line { editor, pick: Pick::new(0), from: self.spot(shown) });
        // Every case may take longer to read than a frame: the line is there first, with what was found last.
        self.put_off = self.sought();
    }

    /// What finds again what stands in the line.
    fn sought(&self) -> Vec<Effect> {
        self.search.open.as_ref().map_or_else(Vec::new, |line| {
            // Under the veil every name must be known, and a part of a reference means any case.
            vec![Effect::LoadCases, Effect::LookUp(line.editor.text())]
        })
    }

    /// Follows what is typed, when the keys rest.
    pub(super) fn seek(&mut self) {
        let Some(line) = &mut self.search.open else { return };
        line.pick.to_first();
        self.search.last = line.editor.text();
        self.put_off.retain(|effect| !matches!(effect, Effect::LookUp(_)));
        self.put_off.push(Effect::LookUp(self.search.last.clone()));
    }

    /// What was put off, now that the keys rest, or one comes that acts on it.
    pub fn rested(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.put_off)
    }

    /// Whether something is put off until the keys rest.
    #[must_use]
    pub fn puts_off(&self) -> bool {
        !self.put_off.is_empty()
    }

    /// Takes what was found; the choice keeps its place.
    pub fn take_finds(&mut self, shown: &Shown) {
        if let Some(line) = &mut self.search.open {
            line.pick.refresh(&vec![""; shown.finds.all.len()]);
        }
    }

    /// The find that is chosen.
    #[must_use]
    pub fn chosen_find<'a>(&self, shown: &'a Shown) -> Option<&'a Find> {
        shown.finds.all.get(self.search.open.as_ref()?.pick.chosen()?)
    }

    /// A command while the search is on top. None where it is closed, or the command is what it always is.
    pub(super) fn in_search(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        let line = self.search.open.as_mut()?;
        match command {
            C::Undo | C::Redo => {}
            C::Down => drop(line.pick.step(1)),
            C::Up => drop(line.pick.step(-1)),
            C::PageDown | C::PageUp => drop(line.pick.page(command == C::PageDown)),
            C::RunRow => return Some(self.open_find(shown)),
            C::Close => {
                let from = self.search.open.take().map(|line| line.from);
                let left = from.filter(|from| *from != self.spot(shown));
                return Some(left.map_or_else(Vec::new, |from| self.go_to(from, shown)));
            }
            C::Retry => {
                self.search.open = None;
                return None;
            }
            _ => return None,
        }
        Some(vec![])
    }

    /// Opens the chosen find where it stands.
    fn open_find(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(entry) = self.chosen_find(shown).map(|find| find.entry.clone()) else { return vec![] };
        self.search.behind = self.search.open.take();
        let mut effects = self.put_away(shown);
        effects.push(Effect::OpenFind(entry));
        effects
    }

    /// Esc on a find that was only looked at: back to what was found. None where there is nothing to go back to.
    pub(super) fn back_to_finds(&mut self) -> Option<Vec<Effect>> {
        let screens = [Scope::Live, Scope::Case, Scope::Action, Scope::Disclosure];
        if !screens.contains(&self.scope()) {
            return None;
        }
        self.search.open = Some(self.search.behind.take()?);
        self.leave_find();
        Some(self.sought())
    }

    /// A find that could not be opened: the search stands as it was.
    pub fn find_not_opened(&mut self) {
        self.search.open = self.search.behind.take();
    }

    /// Notes that a command does more than look: there is no way back to what was found from there.
    pub(super) fn looks_no_more(&mut self, command: Command) {
        use Command as C;
        let turns =
            matches!(command, C::NextSection | C::PreviousSection | C::Section | C::EarlierMinutes | C::LaterMinutes);
        let looks = command.moves() || turns || matches!(command, C::Close | C::Help | C::Veil);
        if !looks && self.search.behind.take().is_some() {
            self.leave_find();
        }
    }

    /// The entry that was found is no longer marked.
    fn leave_find(&mut self) {
        if let Some(live) = &mut self.live {
            live.found = None;
        }
        if let Some(page) = &mut self.case_page {
            page.found = None;
        }
    }

    /// Shows an item of a meeting that is loaded, or the meeting, with an entry that was found in it. In the meeting that
    /// is open the page is not turned: one only looks.
    pub fn show_found(
        &mut self,
        meeting: &Meeting,
        item: Option<&ItemId>,
        entry: Option<&EntryId>,
        shown: &Shown,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.screen != Screen::Live || self.live.as_ref().is_none_or(|live| live.meeting != meeting.id) {
            effects.extend(self.show_meeting(meeting, shown));
        }
        if let (Some(live), Some(item)) = (&mut self.live, item.filter(|item| meeting.item(item).is_some())) {
            live.turn(item.clone());
            live.found = entry.cloned();
        }
        effects.extend(self.arrive(shown));
        effects
    }

    /// Shows a section of a case that is loaded, at what an entry recorded.
    pub fn show_found_in(&mut self, case: &CaseId, section: Section, entry: &EntryId, shown: &Shown) -> Vec<Effect> {
        let known = shown.docs.cases.get(case);
        let episode = known.and_then(|known| episodes::listed(known).iter().position(|other| other.entry == *entry));
        self.case_page = Some(CasePage {
            episode: episode.unwrap_or_default(),
            found: Some(entry.clone()),
            ..CasePage::at(case.clone(), section)
        });
        self.show_case(case)
    }

    /// Shows an action that is loaded, over the list of actions.
    pub fn show_found_action(&mut self, action: &ActionId, shown: &Shown) {
        self.screen = Screen::Actions;
        self.refresh_actions(shown);
        if let Some(at) = shown.actions.iter().position(|listed| listed.row.action == *action) {
            self.actions.pick.choose(at);
        }
        self.show_action(action);
    }

    /// Shows an entry of the disclosure log, which is loaded.
    pub fn show_found_disclosure(&mut self, label: &str, shown: &Shown) {
        self.screen = Screen::Disclosures;
        self.refresh_disclosures(None, shown);
        self.choose_disclosure(label, shown);
        self.disclosures.open = Some(Cell::new(0));
    }

    /// Where one is now.
    fn spot(&self, shown: &Shown) -> Spot {
        match self.screen {
            Screen::Meetings => Spot::Meetings,
            Screen::Live | Screen::Room => match self.place(shown) {
                Some(place) => Spot::Item(place.meeting.id.clone(), place.item.id().clone()),
                None => Spot::Meetings,
            },
            Screen::Cases => Spot::Cases,
            Screen::Case => match &self.case_page {
                Some(page) => Spot::Case(page.case.clone(), page.section),
                None => Spot::Cases,
            },
            Screen::Actions => match &self.actions.open {
                Some(open) => Spot::Action(open.action.clone()),
                None => Spot::Actions,
            },
            Screen::People => Spot::People,
            Screen::Disclosures => match self.disclosures.chosen(shown).filter(|_| self.disclosures.open.is_some()) {
                Some(line) => Spot::Disclosure(line.label().to_owned()),
                None => Spot::Disclosures,
            },
        }
    }

    /// Goes back to a place.
    fn go_to(&mut self, spot: Spot, shown: &Shown) -> Vec<Effect> {
        match spot {
            Spot::Meetings => self.back_to_meetings(),
            Spot::Item(meeting, item) => vec![Effect::OpenItem(meeting, item)],
            Spot::Cases => self.open_cases(),
            Spot::Case(case, section) => {
                self.case_page = Some(CasePage::at(case.clone(), section));
                vec![Effect::OpenRecord(case)]
            }
            Spot::Actions => self.open_actions_list(),
            Spot::Action(action) => {
                let mut effects = self.open_actions_list();
                effects.push(Effect::OpenAction(action));
                effects
            }
            Spot::People => self.open_people(shown),
            Spot::Disclosures => self.open_disclosures(),
            Spot::Disclosure(label) => vec![Effect::OpenDisclosure(label)],
        }
    }
}
