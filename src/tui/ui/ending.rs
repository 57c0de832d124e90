//! The end of the meeting: everything owed, item by item, before it becomes a draft.

use super::effect::{After, Effect};
use super::list::Pick;
use super::{Overlay, Place, Ui};
use crate::model::checks::{Owed, is_undecided_without_reason, together};
use crate::model::decide::owed_on;
use crate::model::id::ItemId;
use crate::model::request::Request;
use crate::session::Shown;

/// Something owed, with the item to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The item.
    pub item: ItemId,
    /// Its number and name.
    pub name: String,
    /// What is owed.
    pub owed: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Whether the meeting cannot end before a reason is given.
    pub needs_reason: bool,
}

/// Everything owed in a meeting, in the order of the agenda.
#[must_use]
pub fn rows(place: &Place<'_>, shown: &Shown) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, item) in place.meeting.items.iter().enumerate() {
        let case = item.case().and_then(|case| shown.docs.cases.get(case));
        let name = case.map_or_else(|| item.planned.title.clone(), |case| case.label.clone());
        for (what, owed) in together(&owed_on(place.meeting, item, &shown.docs)) {
            let name = format!("{} {name}", index + 1);
            let undecided = matches!(what, Owed::NoDecision | Owed::NotDiscussed);
            let needs_reason = undecided && is_undecided_without_reason(item);
            rows.push(Row { item: item.id().clone(), name, owed, reason: item.reason.clone(), needs_reason });
        }
    }
    rows
}

impl Ui {
    /// Shows what is owed; with nothing owed the key that ends the meeting is one more press away.
    pub fn open_ending(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        self.overlay = Some(Overlay::Ending(Pick::new(rows(&place, shown).len())));
        self.choose_undecided(shown);
    }

    /// Chooses the first row that needs a reason; with none left, the choice stays.
    pub(super) fn choose_undecided(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let needs = rows(&place, shown).iter().position(|row| row.needs_reason);
        if let (Some(Overlay::Ending(pick)), Some(row)) = (&mut self.overlay, needs) {
            pick.choose(row);
        }
    }

    /// Ends the meeting.
    pub fn confirm_end(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![Request::EndMeeting(place.meeting.id.clone())];
        vec![Effect::Record { requests, fields: vec![], then: After::CloseOverlay }]
    }

    /// Opens the chosen item of the agenda or of what is owed.
    pub fn jump_here(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let item = match &self.overlay {
            Some(Overlay::Jump(pick)) => {
                pick.chosen().and_then(|row| place.meeting.items.get(row)).map(|i| i.id().clone())
            }
            Some(Overlay::Ending(pick)) => {
                pick.chosen().and_then(|row| rows(&place, shown).into_iter().nth(row)).map(|r| r.item)
            }
            _ => None,
        };
        match item {
            Some(item) if matches!(self.overlay, Some(Overlay::Jump(_))) => self.go_to_item(&item, shown),
            Some(item) => self.turn_to(&item, shown),
            None => vec![],
        }
    }
}
