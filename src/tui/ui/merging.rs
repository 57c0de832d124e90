//! Two records of one child on the screen: the other is chosen, both are compared, and one is merged into the other.

use super::command::{Command, READ_ONLY};
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{Form, FormKind};
use super::palette::{Goal, Row};
use super::{Overlay, Screen, Ui, case_forms};
use crate::model::alike::Likeness;
use crate::model::id::CaseId;
use crate::model::merged::Former;
use crate::model::request::Request;
use crate::model::tracker::CaseRow;
use crate::session::Shown;
use crate::terms::phrase::day;

const OTHER: &str = "The other record";
const STAYS: &str = "Stays";

/// The record on the screen and those that it may be merged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// The record on the screen.
    pub case: CaseId,
    /// The others in the order of the choices; none where nothing is chosen yet.
    pub others: Vec<Option<CaseId>>,
}

impl Form {
    /// The record that stays and the one that is merged into it, as the form stands; none while no other is chosen.
    #[must_use]
    pub fn merged(&self) -> Option<(&CaseId, &CaseId)> {
        let FormKind::Merge(merging) = &self.kind else { return None };
        let other = merging.others.get(self.chosen(OTHER))?.as_ref()?;
        Some(if self.chosen(STAYS) == 0 { (&merging.case, other) } else { (other, &merging.case) })
    }
}

/// The records that were merged, each to be opened by itself: those of the child on the screen or in the tracker, and on
/// the page of one of them the record that stays.
pub(super) fn records(ui: &Ui, shown: &Shown) -> Vec<Row> {
    let row = |former: &Former, stays: &str| {
        let text = format!("{} · merged into {stays}: the record as it stood", former.name);
        Row::new(former.label.clone(), text, "record", Goal::Record(former.case.clone()))
    };
    if ui.screen == Screen::Cases {
        let all = shown.tracker.iter().map(|listed| &listed.row);
        return all.flat_map(|case| case.former.iter().map(|former| row(former, &case.label))).collect();
    }
    let Some(case) = ui.open_case(shown) else { return vec![] };
    let stays = case.merged_into.iter().map(|(stays, label)| {
        let text = format!("{} · the record that {} was merged into", case.details.name, case.label);
        Row::new(label.clone(), text, "record", Goal::Record(stays.clone()))
    });
    stays.chain(case.former.iter().map(|former| row(former, &case.label))).collect()
}

impl Ui {
    /// What keys ask for about merging; none where it is no affair of it.
    pub(super) fn in_merging(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        if command != Command::MergeCase {
            return None;
        }
        Some(self.open_case(shown).map(|case| Effect::FindOthers(case.id.clone())).into_iter().collect())
    }

    /// Why records cannot be merged now.
    #[must_use]
    pub fn why_not_merge(&self, shown: &Shown) -> Option<&'static str> {
        if shown.read_only {
            return Some(READ_ONLY);
        }
        self.open_case(shown).is_none().then_some("No case is open.")
    }

    /// Opens the choice of the other record, those that are like it first.
    pub fn open_merge(&mut self, id: &CaseId, others: Vec<(Option<Likeness>, CaseRow)>, shown: &Shown) -> Vec<Effect> {
        let Some(case) = shown.docs.cases.get(id) else { return vec![] };
        let told = |(like, row): &(Option<Likeness>, CaseRow)| {
            let state = if row.closed.is_some() { " · closed" } else { "" };
            let why = like.map_or_else(String::new, |like| format!(" · {}", like.words()));
            format!("{} · {}, born {}{state}{why}", row.label, row.name, day(row.born))
        };
        // Nothing is chosen for a child whom no other record resembles.
        let none = others.first().is_none_or(|(like, _)| like.is_none()).then_some(None);
        let nothing = none.iter().map(|_| case_forms::NOTHING.to_owned());
        let options: Vec<String> = nothing.chain(others.iter().map(told)).collect();
        let others: Vec<Option<CaseId>> =
            none.into_iter().chain(others.into_iter().map(|(_, row)| Some(row.case))).collect();
        let first = others.first().cloned().flatten();
        let fields = vec![
            Field::choice(OTHER, options, 0, "similar ones first; letters of a reference or a name find one"),
            Field::choice(
                STAYS,
                vec![case.label.clone(), "the other one".to_owned()],
                0,
                "the reference that all is recorded under from now on; the other leads to it",
            ),
        ];
        let kind = FormKind::Merge(Box::new(Merging { case: id.clone(), others }));
        let form = Form::new(kind, format!("Merge two records of one child · {}", case.label), fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        first.map(Effect::LoadBeside).into_iter().collect()
    }

    /// Loads the other record that is chosen in the form, where it is not loaded.
    pub(super) fn load_beside(&self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let both = form.merged().map(|(kept, gone)| [kept, gone]).into_iter().flatten();
        both.filter(|case| !shown.docs.cases.contains_key(*case)).cloned().map(Effect::LoadBeside).collect()
    }

    /// Merges the two records.
    pub(super) fn submit_merge(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let loaded = form.merged().and_then(|(kept, gone)| shown.docs.cases.get(kept).zip(shown.docs.cases.get(gone)));
        let Some((kept, gone)) = loaded else {
            self.refuse("Choose the other record first.");
            return vec![];
        };
        let said =
            format!("{} is merged into {}, which has all of both now. Ctrl-Z takes it back.", gone.label, kept.label);
        let seen = (kept.latest.clone(), gone.latest.clone());
        let then = After::Merged(kept.id.clone(), said);
        let requests = vec![Request::MergeCases { kept: kept.id.clone(), gone: gone.id.clone(), seen }];
        vec![Effect::Record { requests, fields: vec![], then }]
    }
}
