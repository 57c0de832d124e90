//! The dissents that the screen is about: of a refusal, of a case, of an item and of before.

use super::command::READ_ONLY;
use super::dissent_card::Of;
use super::effect::Effect;
use super::list::Pick;
use super::{Overlay, Place, Screen, Ui};
use crate::model::agenda::ItemKind;
use crate::model::case::Case;
use crate::model::checks;
use crate::model::dissent::{CaseDissent, DissentFrom, arising};
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::Address;
use crate::model::said::{Dissent, DissentState};
use crate::session::Shown;
use crate::terms::Holds;
use crate::terms::phrase::weekday_day;

/// A dissent as a list has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    /// Recorded on the item of the screen.
    Here(&'a Dissent),
    /// Kept with a case.
    Kept(&'a Case, &'a CaseDissent),
}

impl Row<'_> {
    /// Where it is kept.
    #[must_use]
    pub fn of(&self) -> Of {
        match self {
            Self::Here(dissent) => Of::Here(dissent.kept.first.clone()),
            Self::Kept(case, dissent) => Of::Kept {
                case: case.id.clone(),
                from: dissent.voiced.from.clone(),
                post: dissent.voiced.by.post.clone(),
            },
        }
    }

    /// Whose it is: the agency's post.
    #[must_use]
    pub fn post(&self) -> &Address {
        match self {
            Self::Here(dissent) => &dissent.seat,
            Self::Kept(_, dissent) => &dissent.voiced.by.post,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn answer(&self) -> &DissentAnswer {
        match self {
            Self::Here(dissent) => &dissent.answer,
            Self::Kept(_, dissent) => &dissent.voiced.answer,
        }
    }

    /// The agency's words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Here(dissent) => &dissent.text,
            Self::Kept(_, dissent) => &dissent.voiced.text,
        }
    }
}

/// Dissent of before that an item brings back, or that stands about children who are not on the agenda.
#[must_use]
pub fn carried<'a>(place: &Place<'a>, shown: &'a Shown) -> Vec<(&'a Case, &'a CaseDissent)> {
    match (place.case, place.item.planned.kind) {
        (Some(case), _) => {
            checks::brought_forward(place.meeting, place.item, case).map(|dissent| (case, dissent)).collect()
        }
        (None, ItemKind::Standing(Holds::LastMinutes)) => arising(place.meeting, &shown.docs, &shown.terms),
        (None, _) => vec![],
    }
}

impl Ui {
    /// The dissents that the screen is about: of the chosen refusal, of the case, or of the item.
    #[must_use]
    pub fn dissents<'a>(&self, shown: &'a Shown) -> Vec<Row<'a>> {
        if let Some((case, listing)) = self.refused_here(shown) {
            let from = DissentFrom::Refusal(listing.asked.id.clone());
            let own = case.dissents.iter().filter(|dissent| dissent.voiced.from == from);
            return own.map(|dissent| Row::Kept(case, dissent)).collect();
        }
        if self.screen == Screen::Case {
            let Some(case) = self.open_case(shown) else { return vec![] };
            let of = |stands: bool| case.dissents.iter().filter(move |dissent| dissent.voiced.stands() == stands);
            return of(true).chain(of(false)).map(|dissent| Row::Kept(case, dissent)).collect();
        }
        let Some(place) = self.place(shown) else { return vec![] };
        let from = DissentFrom::Discussion { meeting: place.meeting.id.clone(), item: place.item.id().clone() };
        // Once the minutes are sealed, only the case keeps what becomes of it.
        let here = place.item.dissents.iter().map(move |dissent| {
            let kept = place.case.filter(|_| !place.meeting.takes_words());
            let kept = kept.and_then(|case| Some((case, case.dissent(&from, &dissent.seat)?)));
            kept.map_or(Row::Here(dissent), |(case, kept)| Row::Kept(case, kept))
        });
        let carried = carried(&place, shown).into_iter().map(|(case, dissent)| Row::Kept(case, dissent));
        carried.chain(here).collect()
    }

    /// Why no dissent can be followed now.
    #[must_use]
    pub fn why_not_dissent(&self, shown: &Shown) -> Option<&'static str> {
        let place = self.place(shown);
        match &self.overlay {
            _ if shown.read_only => Some(READ_ONLY),
            Some(Overlay::Entries(list)) if !list.chosen_is_dissent(place.as_ref(), shown) => {
                Some("The chosen entry is no dissent.")
            }
            _ => self.dissents(shown).is_empty().then_some("No dissent is recorded here."),
        }
    }

    /// Opens the one dissent that the screen is about, the chosen one of several, or their list.
    pub(super) fn open_dissents(&mut self, shown: &Shown) -> Vec<Effect> {
        let rows = self.dissents(shown);
        let chosen = match &self.overlay {
            Some(Overlay::Dissents(pick)) => pick.chosen(),
            _ => Some(0).filter(|_| rows.len() == 1),
        };
        if let Some(row) = chosen.and_then(|row| rows.get(row)) {
            return self.open_card(&row.of(), shown);
        }
        self.overlay = Some(Overlay::Dissents(Pick::new(rows.len())));
        vec![]
    }

    /// Opens the dissent of the agency with this short name on the item of the screen.
    pub(super) fn open_dissent_of(&mut self, short: &str, shown: &Shown) -> Vec<Effect> {
        let rows = self.dissents(shown);
        let seat = |post: &Address| Some(self.place(shown)?.meeting.seat(post)?.short.clone());
        let whose = |row: &&Row<'_>| match row {
            Row::Here(dissent) => seat(&dissent.seat).as_deref() == Some(short),
            Row::Kept(_, dissent) => dissent.voiced.by.short == short,
        };
        // What is owed an answer comes first.
        let owed = rows.iter().filter(whose).find(|row| row.answer().state == DissentState::Noted);
        match owed.or_else(|| rows.iter().find(whose)).map(Row::of) {
            Some(of) => self.open_card(&of, shown),
            None => vec![],
        }
    }
}

/// By when a dissent is to be resolved, and whether that is past; none without a deadline.
#[must_use]
pub fn due(dissent: &CaseDissent, ui: &Ui, shown: &Shown) -> Option<(String, bool)> {
    let by = dissent.resolve_by(&shown.terms.dissent, &shown.calendar)?;
    let late = by < ui.today();
    let said = if late { format!("past its date, {}", weekday_day(by)) } else { format!("by {}", weekday_day(by)) };
    Some((said, late))
}
