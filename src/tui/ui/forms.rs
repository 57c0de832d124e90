//! The forms of the live meeting: decision, action; and what any form records.

use chrono::{Months, NaiveDate};

use super::bringing_in::Paper;
use super::dissent_card::Of;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::intake::standing_in;
use super::minutes::Step;
use super::requests::Answering;
use super::{Overlay, Place, Ui};
use crate::model::capture::Capture;
use crate::model::case::Outcome;
use crate::model::decide_said::first_review_after_transfer;
use crate::model::id::{ActionId, Address, CaseId, EntryId, ItemId, MeetingId};
use crate::model::request::{NewTask, Request};
use crate::model::said::{DissentState, Kept};
use crate::session::Shown;
use crate::terms::phrase::{Now, Tense, read_date, weekday_day};
use crate::terms::{Found, Word};

const REVIEW: usize = 0;
const CLOSE: usize = 1;
const TRANSFER: usize = 2;

/// The field of a decision that has a record of its own behind it.
pub(super) const RISK_AFTER: &str = "Risk after";

impl Ui {
    /// Opens the decision on the case: review dates offered from the planned meetings and the
    /// cadence, closure with its outcome, transfer; the risk after; the rationale.
    pub fn open_decision(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let standing = place.item.decision.as_ref();
        let days = offered_days(&place, shown);
        let mut offered: Vec<String> = days.iter().map(|(day, why)| format!("{} · {why}", weekday_day(*day))).collect();
        offered.push("another day".to_owned());
        let (what, day) = match standing.map(|decision| &decision.outcome) {
            Some(Outcome::Close { .. }) => (CLOSE, None),
            Some(Outcome::Transfer { .. }) => (TRANSFER, None),
            Some(Outcome::Review { date }) => (REVIEW, Some(*date)),
            None => (REVIEW, None),
        };
        let on = day.map_or(Some(0), |day| days.iter().position(|(offered, _)| *offered == day));
        let other = day.filter(|_| on.is_none()).map_or_else(String::new, weekday_day);
        let risk = place.item.risk.as_ref().map(|risk| &risk.level).or(place.case.and_then(|case| case.risk.as_ref()));
        let levels = names(&shown.terms.vocabulary.risk);
        let level = risk.and_then(|risk| levels.iter().position(|level| level == risk)).unwrap_or_default();
        let areas = shown.terms.areas.iter().filter(|area| area.slug != place.meeting.plan.area);
        let (slugs, areas): (Vec<String>, Vec<String>) =
            areas.map(|area| (area.slug.clone(), area.name.clone())).unzip();
        let words = &shown.terms.vocabulary;
        let (closed, why_less, to) = match standing.map(|decision| &decision.outcome) {
            Some(Outcome::Close { outcome, reason_reduced }) => (Some(outcome), reason_reduced.as_ref(), None),
            Some(Outcome::Transfer { area, .. }) => (None, None, slugs.iter().position(|slug| slug == area)),
            _ => (None, None, None),
        };
        let closure = names(&words.closure);
        let closed = closure.iter().position(|name| Some(name) == closed).unwrap_or_default();
        let (reduced, why_less) = standing_in(&words.reason_reduced, why_less);
        let rationale = standing.map_or("", |decision| decision.rationale.as_str());
        let fields = vec![
            Field::choice("Decision", ["Review", "Close", "Transfer"].map(str::to_owned).into(), what, CHOOSE),
            Field::choice(
                "Review on",
                offered,
                on.unwrap_or(days.len()),
                "← → choose, or type to find; the last lets you type a day",
            )
            .when("Decision", REVIEW),
            Field::offer("Another day", &other, "as people say it: 14 jan, in 6 weeks, next meeting")
                .when("Review on", days.len()),
            Field::choice("Outcome", closure, closed, CHOOSE).when("Decision", CLOSE),
            Field::choice("Risk less because", reduced, why_less, CHOOSE).when("Decision", CLOSE),
            Field::choice("Transfer to", areas, to.unwrap_or_default(), CHOOSE).when("Decision", TRANSFER),
            Field::choice(RISK_AFTER, levels, level, CHOOSE),
            Field::text("Rationale", rationale, "why the meeting decides so"),
        ];
        let title = place.case.map_or_else(String::new, |case| format!("Decision · {}", case.label));
        let entry = |kept: &Kept| kept.entry.clone();
        let kind = FormKind::Decision {
            base: standing.map(|decision| entry(&decision.kept)),
            risk: place.item.risk.as_ref().map(|risk| entry(&risk.kept)),
        };
        self.overlay = Some(Overlay::Form(Box::new(Form::new(kind, title, fields))));
        self.restore_draft(shown)
    }

    /// Opens an action raised here, to word it anew.
    pub fn open_edit_action(&mut self, id: &ActionId, shown: &Shown) -> Vec<Effect> {
        let Some(action) = shown.docs.actions.get(id) else { return vec![] };
        let owner = action.task.owner.as_ref().map_or_else(String::new, |owner| format!("@{}", owner.address));
        let due = action.task.due.map_or_else(String::new, weekday_day);
        let mut categories = vec!["–".to_owned()];
        categories.extend(names(&shown.terms.vocabulary.category));
        let category = action.task.category.as_ref();
        let category = category.and_then(|own| categories.iter().position(|word| word == own)).unwrap_or_default();
        let fields = vec![
            Field::line("Owner", &owner, "@agency/designation"),
            Field::text("Action", &action.task.text, "what is to be done"),
            Field::offer("Due", &due, "as people say it: fri, 14 jan, next meeting"),
            Field::choice("Category", categories, category, CHOOSE),
        ];
        let kind = FormKind::EditAction { action: id.clone(), base: action.latest.clone() };
        let mut form = Form::new(kind, format!("Action {}", action.label), fields);
        form.at = 1;
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Opens the form that a draft's address speaks of; whether it could be.
    pub fn reopen_form(&mut self, key: &str, shown: &Shown) -> Option<Vec<Effect>> {
        let effects = match key.split_once(':').unwrap_or((key, "")) {
            ("decision", _) => self.open_decision(shown),
            ("dissent", _) => self.open_dissent(shown),
            ("answer", dissent) => self.open_card(&Of::Here(EntryId::new(dissent)), shown),
            ("kept-dissent", of) => {
                let of = Of::read_kept(of)?;
                let Of::Kept { case, .. } = &of else { return None };
                if !shown.docs.cases.contains_key(case) {
                    // As with a request: the words wait with the case.
                    return Some(vec![Effect::OpenCase(case.clone())]);
                }
                self.open_card(&of, shown)
            }
            ("action", action) => self.open_edit_action(&ActionId::new(action), shown),
            ("deed", of) => {
                self.screen = super::Screen::Actions;
                return Some(vec![Effect::ListActions { closed_too: false, then: Some(of.to_owned()) }]);
            }
            ("disclosure", of) => {
                self.screen = super::Screen::Disclosures;
                return Some(vec![Effect::ListDisclosures(Some(of.to_owned()))]);
            }
            ("keeping", of) => return Some(self.reopen_keeping(of, shown)),
            ("contact", of) => self.open_contact(of, shown),
            ("plan", _) => self.open_plan(shown),
            ("series", _) => self.open_series(shown),
            ("item", item) => self.open_change_item(&ItemId::new(item), shown),
            ("take-off", item) => self.open_take_off(&ItemId::new(item), shown),
            ("circulate", _) => self.open_circulate(shown),
            ("minutes", step) => self.open_step(&Step::read(step)?, shown),
            ("request", case) => {
                let case = CaseId::new(case);
                if !shown.docs.cases.contains_key(&case) {
                    // The words wait with the case: its page comes up, and the key that asks brings them back.
                    return Some(vec![Effect::OpenCase(case)]);
                }
                self.open_ask_listing(&case, shown)
            }
            ("acceptance", of) => self.open_of_listing(of, Answering::Accept, shown),
            ("refusal", of) => self.open_of_listing(of, Answering::Refuse, shown),
            ("refusal-dissent", of) => self.open_of_listing(of, Answering::Dissent, shown),
            ("merge", case) => return Some(vec![Effect::FindOthers(CaseId::new(case))]),
            ("export", "") => self.open_export_of(None, shown),
            ("export", meeting) => self.open_export_of(Some(MeetingId::new(meeting)), shown),
            ("new-case", _) => self.open_new_case(shown),
            ("bring-tracker", _) => self.open_bringing(Paper::Tracker, shown),
            ("bring-returns", _) => self.open_bringing(Paper::Returns, shown),
            ("bring-form", "") => self.open_bringing(Paper::Form(None), shown),
            (form, of) => self.reopen_case_form(form, of, shown)?,
        };
        matches!(self.overlay, Some(Overlay::Form(_))).then_some(effects)
    }

    /// Records the form on top.
    pub fn submit_form(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let place = self.place(shown);
        let requests = match (&form.kind, place) {
            (FormKind::Decision { .. }, Some(place)) => self.decided(form, &place, shown),
            (FormKind::Dissent, Some(place)) => self.dissented(form, &place, shown),
            (FormKind::Dissenting(_), _) => return self.submit_card(shown),
            (FormKind::EditAction { action, base }, Some(_)) => self.reworded(form, action, base, shown),
            (FormKind::Deed { .. }, _) => return self.submit_deed(shown),
            (FormKind::Entering(_), _) => return self.submit_entering(shown),
            (FormKind::Merge(_), _) => return self.submit_merge(shown),
            (FormKind::Keeping(..), _) => return self.submit_keeping(shown),
            (FormKind::Contact { .. }, _) => return self.submit_contact(shown),
            (FormKind::Plan(_), _) => return self.submit_plan(shown),
            (FormKind::Series(_), _) => return self.submit_series(shown),
            (FormKind::ChangeItem(_) | FormKind::TakeOff(_) | FormKind::Circulate(_), _) => {
                return self.submit_prepared(shown);
            }
            (
                FormKind::AskListing(_)
                | FormKind::AcceptRequest(..)
                | FormKind::RefuseRequest(..)
                | FormKind::RefusalDissent(..),
                _,
            ) => {
                return self.submit_request(shown);
            }
            (FormKind::Minutes(_), _) => return self.submit_step(shown),
            (FormKind::Export(_), _) => return self.submit_export(shown),
            (FormKind::Store, _) => return vec![],
            (FormKind::NewCase, _) => return self.submit_new_case(shown),
            (FormKind::Bring { .. }, _) => return self.submit_bringing(),
            (FormKind::Columns(_), _) => return self.submit_columns(shown),
            (
                FormKind::Details { .. }
                | FormKind::Information { .. }
                | FormKind::Referral { .. }
                | FormKind::Episode { .. },
                _,
            ) => self.of_case(form, shown),
            (_, None) => Ok(vec![]),
        };
        match requests {
            Ok(requests) => {
                vec![Effect::Record { requests, fields: self.form_fields(shown), then: After::CloseOverlay }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn decided(&self, form: &Form, place: &Place<'_>, shown: &Shown) -> Result<Vec<Request>, String> {
        let outcome = match form.chosen("Decision") {
            REVIEW => Outcome::Review { date: self.review_day(form, place, shown)? },
            CLOSE => Outcome::Close {
                outcome: form.option("Outcome").to_owned(),
                reason_reduced: Some(form.option("Risk less because").to_owned()).filter(|reason| reason != "–"),
            },
            _ => {
                let area = shown.terms.areas.iter().find(|area| area.name == form.option("Transfer to"));
                let area = area.ok_or("No other area is in this county's terms.")?.slug.clone();
                Outcome::Transfer { area, date: first_review_after_transfer(place.meeting.plan.date) }
            }
        };
        let say = |capture| Request::Say {
            meeting: place.meeting.id.clone(),
            item: place.item.id().clone(),
            capture,
            replaces: None,
        };
        let because = form.words("Rationale");
        let mut requests = vec![say(Capture::Decision { outcome, because: because.clone() })];
        if let FormKind::Decision { base, risk } = &form.kind {
            let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
            requests.insert(0, Request::AsSeen { meeting, item, decision: base.clone(), risk: risk.clone() });
        }
        let level = form.option(RISK_AFTER).to_owned();
        // What the form shows is recorded, also where the level stays as it was: it was assessed anew.
        let standing = place.item.risk.as_ref().map(|risk| &risk.level);
        if standing != Some(&level) {
            requests.push(say(Capture::Risk { level, because }));
        }
        Ok(requests)
    }

    fn dissented(&self, form: &Form, place: &Place<'_>, shown: &Shown) -> Result<Vec<Request>, String> {
        let seat = place.meeting.seats_on(place.item).nth(form.chosen("Agency"));
        let seat = seat.map(|(seat, _)| seat.address.clone()).ok_or("Nobody sits on this item.")?;
        let answer = self.read_stage(form, shown)?;
        let silent = answer.rationale.is_empty() && answer.state == DissentState::Noted;
        let say = |capture| {
            let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
            Request::Say { meeting, item, capture, replaces: None }
        };
        let voiced = say(Capture::Dissent { seat: seat.clone(), text: form.words("Dissent") });
        Ok(if silent { vec![voiced] } else { vec![voiced, say(Capture::DissentAnswered { seat, answer })] })
    }

    fn review_day(&self, form: &Form, place: &Place<'_>, shown: &Shown) -> Result<NaiveDate, String> {
        let days = offered_days(place, shown);
        match days.get(form.chosen("Review on")) {
            Some((day, _)) => Ok(*day),
            None => self.day(&form.words("Another day"), shown),
        }
    }

    /// A day as people say it, counted from the meeting's.
    pub(super) fn day(&self, phrase: &str, shown: &Shown) -> Result<NaiveDate, String> {
        let from = self.place(shown).map_or_else(|| self.today(), |place| place.meeting.plan.date);
        let next_meeting = shown.next_meeting().map(|row| row.date);
        let now = Now { from, next_meeting, calendar: &shown.calendar, tense: Tense::Ahead };
        read_date(phrase, now).map_err(|refusal| refusal.to_string())
    }

    fn reworded(&self, form: &Form, action: &ActionId, base: &EntryId, shown: &Shown) -> Result<Vec<Request>, String> {
        let owner = form.words("Owner");
        let owner = if owner.is_empty() { None } else { Some(self.post(&owner, shown)?) };
        let due = form.words("Due");
        let due = if due.is_empty() { None } else { Some(self.day(&due, shown)?) };
        let category = Some(form.option("Category").to_owned()).filter(|category| category != "–");
        let task = NewTask { owner, text: form.words("Action"), due, category };
        Ok(vec![Request::Reword { action: action.clone(), task, replaces: base.clone() }])
    }

    /// A post as it is typed after `@`: a seat of the meeting, or any post of the terms.
    pub(super) fn post(&self, text: &str, shown: &Shown) -> Result<Address, String> {
        let text = text.trim_start_matches('@');
        let seated = self.place(shown).and_then(|place| place.meeting.seat(&Address::new(text)));
        if let Some(seat) = seated {
            return Ok(seat.address.clone());
        }
        match shown.terms.find_post(text) {
            Found::One((agency, designation)) => Ok(Address::new(format!("{}/{}", agency.slug, designation.slug))),
            Found::None => Err(format!("“{text}” is no agency or designation here.")),
            Found::Many(_) => Err(format!("“{text}” could be several; say agency/designation.")),
        }
    }
}

/// The days offered for a review: the planned meetings, then a month, two and three by cadence.
fn offered_days(place: &Place<'_>, shown: &Shown) -> Vec<(NaiveDate, &'static str)> {
    let held = place.meeting.plan.date;
    let planned = shown.coming.iter().filter(|row| row.date > held).take(3);
    let mut days: Vec<(NaiveDate, &'static str)> = planned
        .enumerate()
        .map(|(at, row)| (row.date, if at == 0 { "next meeting" } else { "planned meeting" }))
        .collect();
    let cadence = shown.terms.part(place.meeting.plan.part).map_or(1, |part| part.cadence_months);
    for months in (1..=3).skip(days.len()) {
        if let Some(day) = held.checked_add_months(Months::new(months * cadence)) {
            days.push((shown.calendar.working_days_after(1, day - chrono::Days::new(1)), "by cadence"));
        }
    }
    days
}

fn names(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.name.clone()).collect()
}
