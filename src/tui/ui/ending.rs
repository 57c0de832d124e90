//! The end of the meeting: everything owed, item by item, before it becomes a draft.

use super::effect::{After, Effect};
use super::list::Pick;
use super::{Overlay, Place, Ui};
use crate::model::checks::Owed;
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
}

/// Everything owed in a meeting, in the order of the agenda.
#[must_use]
pub fn rows(place: &Place<'_>, shown: &Shown) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, item) in place.meeting.items.iter().enumerate() {
        let case = item.case().and_then(|case| shown.docs.cases.get(case));
        let name = case.map_or_else(|| item.planned.title.clone(), |case| case.label.clone());
        for owed in sentences(&owed_on(place.meeting, item, &shown.docs)) {
            let name = format!("{} {name}", index + 1);
            rows.push(Row { item: item.id().clone(), name, owed });
        }
    }
    rows
}

/// What is owed on one item, in few rows: the seats that owe the same share one, and of a case that
/// was not discussed nothing else is asked.
fn sentences(owed: &[Owed]) -> Vec<String> {
    let silent = owed.contains(&Owed::NotDiscussed);
    let names = |of: fn(&Owed) -> Option<&String>| owed.iter().filter_map(of).map(String::as_str).collect::<Vec<_>>();
    let asked = names(|owed| if let Owed::NotAsked(seat) = owed { Some(seat) } else { None });
    let agreed = names(|owed| if let Owed::NotAgreed(seat) = owed { Some(seat) } else { None });
    let answered = names(|owed| if let Owed::Unanswered(action) = owed { Some(action) } else { None });
    let mut rows = Vec::new();
    for one in owed {
        match one {
            Owed::NotAsked(_) | Owed::NoDecision | Owed::NoView if silent => {}
            Owed::NotAsked(_) | Owed::NotAgreed(_) | Owed::Unanswered(_) => {}
            other => rows.push(other.sentence()),
        }
    }
    let mut share = |names: &[&str], one: &Owed, many: &str| match names {
        [] => {}
        [_] => rows.push(one.sentence()),
        _ => rows.push(format!("{} {many}: {}", names.len(), names.join(", "))),
    };
    if !silent {
        share(&asked, &Owed::NotAsked(asked.concat()), "were not asked");
    }
    share(&agreed, &Owed::NotAgreed(agreed.concat()), "have not agreed to the statement");
    share(&answered, &Owed::Unanswered(answered.concat()), "open actions were not answered");
    rows
}

impl Ui {
    /// Shows what is owed; with nothing owed the key that ends the meeting is one more press away.
    pub fn open_ending(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        self.overlay = Some(Overlay::Ending(Pick::new(rows(&place, shown).len())));
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
            Some(item) => self.turn_to(&item, shown),
            None => vec![],
        }
    }
}
