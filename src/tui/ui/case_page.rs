//! A child's case on the screen: which section of it is open, and how far it is scrolled.

use std::cell::Cell;

use super::command::Command;
use super::effect::Effect;
use super::{Overlay, Screen, Ui};
use crate::model::case::{Case, Discussion};
use crate::model::id::{CaseId, EntryId};
use crate::session::Shown;

/// The open case.
#[derive(Debug)]
pub struct CasePage {
    /// Which.
    pub case: CaseId,
    /// The open section.
    pub section: Section,
    /// How far it is scrolled, in lines, as of the last drawing.
    pub scroll: Cell<u16>,
    /// Which discussion's minutes are open: 0 is the last.
    pub back: usize,
    /// Which missing episode is chosen: 0 is the latest.
    pub episode: usize,
    /// The entry that was found on it by a search, until it is scrolled.
    pub found: Option<EntryId>,
}

/// A section of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Who the child is, and what is feared.
    #[default]
    Summary,
    /// The information form.
    Form,
    /// Missing episodes.
    Missing,
    /// Everything that ever happened to the case.
    Timeline,
    /// The child's actions.
    Actions,
    /// The minutes of the discussions.
    Minutes,
}

impl Section {
    /// Every section, in the order of their numbers.
    pub const ALL: [Self; 6] = [Self::Summary, Self::Form, Self::Missing, Self::Timeline, Self::Actions, Self::Minutes];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Form => "Form",
            Self::Missing => "Missing",
            Self::Timeline => "Timeline",
            Self::Actions => "Actions",
            Self::Minutes => "Minutes",
        }
    }
}

impl CasePage {
    /// A case, open at a section.
    pub(super) fn at(case: CaseId, section: Section) -> Self {
        Self { case, section, scroll: Cell::new(0), back: 0, episode: 0, found: None }
    }

    /// The discussion whose minutes are open.
    #[must_use]
    pub fn discussion<'a>(&self, case: &'a Case) -> Option<&'a Discussion> {
        case.discussions.iter().rev().nth(self.back)
    }
}

impl Ui {
    /// The case on the screen.
    #[must_use]
    pub fn open_case<'a>(&self, shown: &'a Shown) -> Option<&'a Case> {
        let page = self.case_page.as_ref().filter(|_| self.screen == Screen::Case)?;
        shown.docs.cases.get(&page.case)
    }

    /// Shows a case that is loaded.
    pub fn show_case(&mut self, case: &CaseId) -> Vec<Effect> {
        if self.case_page.as_ref().is_none_or(|page| page.case != *case) {
            self.case_page = Some(CasePage::at(case.clone(), Section::default()));
        }
        self.screen = Screen::Case;
        self.section_needs()
    }

    /// Opens the case that is chosen in the tracker.
    pub(super) fn open_chosen_case(&mut self, shown: &Shown) -> Vec<Effect> {
        let chosen = self.cases.chosen(shown).map(|case| case.row.case.clone());
        chosen.map(Effect::OpenCase).into_iter().collect()
    }

    /// What loads what the open section shows beyond the case itself.
    pub(super) fn section_needs(&self) -> Vec<Effect> {
        match &self.case_page {
            Some(page) if matches!(page.section, Section::Timeline | Section::Minutes) => {
                vec![Effect::LoadTimeline(page.case.clone())]
            }
            _ => vec![],
        }
    }

    /// Opens the section of that number, from 1.
    pub(super) fn open_section(&mut self, number: usize) -> Vec<Effect> {
        let Some(section) = number.checked_sub(1).and_then(|at| Section::ALL.get(at)) else {
            self.refuse(format!("A case has {} sections.", Section::ALL.len()));
            return vec![];
        };
        self.turn_section(*section)
    }

    fn turn_section(&mut self, section: Section) -> Vec<Effect> {
        let Some(page) = &mut self.case_page else { return vec![] };
        if page.section != section {
            page.section = section;
            page.scroll.set(0);
        }
        self.section_needs()
    }

    /// What keys ask for on a case; none where it is no affair of the case's.
    pub(super) fn in_case(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        let at = |page: &CasePage| Section::ALL.iter().position(|own| *own == page.section).unwrap_or_default();
        let next = |page: &CasePage, on: usize| Section::ALL[(at(page) + on) % Section::ALL.len()];
        match command {
            C::OpenCase => Some(self.open_chosen_case(shown)),
            C::NextSection | C::PreviousSection => {
                let on = if command == C::NextSection { 1 } else { Section::ALL.len() - 1 };
                let section = next(self.case_page.as_ref()?, on);
                Some(self.turn_section(section))
            }
            C::EarlierMinutes | C::LaterMinutes => {
                let all = self.open_case(shown).map_or(0, |case| case.discussions.len());
                let page = self.case_page.as_mut()?;
                if page.section != Section::Minutes {
                    return Some(self.turn_section(Section::Minutes));
                }
                page.back = match command {
                    C::EarlierMinutes => (page.back + 1).min(all.saturating_sub(1)),
                    _ => page.back.saturating_sub(1),
                };
                page.scroll.set(0);
                Some(vec![])
            }
            _ => None,
        }
    }

    /// What a screen needs to load anew once something was recorded, taken back, or appended by others.
    pub fn stale(&mut self, shown: &Shown) -> Vec<Effect> {
        match self.screen {
            // A case whose opening was taken back is not there any more.
            Screen::Case if self.open_case(shown).is_none() => self.open_cases(),
            Screen::Case => self.section_needs(),
            Screen::Cases => vec![self.cases_wanted()],
            Screen::Actions => vec![self.actions_wanted()],
            Screen::People => {
                self.arrange_people(shown);
                vec![]
            }
            Screen::Disclosures => vec![Effect::ListDisclosures(None)],
            Screen::Meetings => vec![Effect::ListReadiness],
            Screen::Live if matches!(self.overlay, Some(Overlay::Minutes(_) | Overlay::Reading(_))) => {
                vec![Effect::LoadChanges]
            }
            Screen::Live | Screen::Room => vec![],
        }
    }
}
