//! Planning a meeting: the form, and what its agenda gathers by itself.

use chrono::{NaiveDate, NaiveTime};

use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::{Overlay, Ui};
use crate::model::gather::{self, Wanted};
use crate::model::meeting::Plan;
use crate::model::request::{NewMeeting, Request};
use crate::session::Shown;
use crate::terms::Holds;
use crate::terms::phrase::{day, read_time};

/// What the agenda of the meeting that is being planned would hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// For which meeting; none before the first was asked for.
    pub at: Option<Planned>,
    /// The children, in the suggested order.
    pub wanted: Vec<Wanted>,
    /// Minutes planned for each of them, in that order.
    pub minutes: Vec<u32>,
    /// Minutes planned for the standing items.
    pub standing: u32,
    /// Minutes that there are.
    pub slot: u32,
}

/// The meeting that is being planned, as far as its form reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The area's slug.
    pub area: String,
    /// 1 or 2.
    pub part: u8,
    /// The day.
    pub date: NaiveDate,
    /// When it begins.
    pub time: NaiveTime,
}

impl Gathered {
    /// Minutes planned for everything.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.standing + self.minutes.iter().sum::<u32>()
    }
}

impl Ui {
    /// Opens the form that plans a meeting, after the pattern of the chosen one.
    pub fn open_plan(&mut self, shown: &Shown) -> Vec<Effect> {
        let like = self.meetings.chosen(shown);
        let areas: Vec<String> = shown.terms.areas.iter().map(|area| area.name.clone()).collect();
        let area = like.and_then(|row| shown.terms.areas.iter().position(|a| a.slug == row.area)).unwrap_or_default();
        let fields = vec![
            Field::choice("Area", areas, area, CHOOSE),
            Field::choice("Part", vec!["Part 1".to_owned(), "Part 2".to_owned()], 0, CHOOSE),
            Field::line("Date", "", "as people say it: 7 jan, thu, in 4 weeks"),
            Field::offer("Time", "09:30", "the clock, as 09:30 or 2pm"),
            Field::line("Venue", like.map_or("", |row| row.venue.as_str()), "where the meeting is held"),
            Field::line("Chair", like.map_or("", |row| row.chair.as_str()), "name and designation"),
        ];
        let form = Form::new(FormKind::Plan(Box::default()), "Plan a meeting", fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        let mut effects = self.restore_draft(shown);
        effects.extend(self.gather_for_plan(shown));
        effects
    }

    /// Asks for what the form shows beside its fields: what the planned meeting's agenda gathers, where it speaks of another
    /// meeting than before; the other record that is compared.
    pub(super) fn gather_for_plan(&self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Plan(gathered) = &form.kind else { return self.load_beside(shown) };
        match self.planned(form, shown) {
            Some(planned) if gathered.at.as_ref() != Some(&planned) => vec![Effect::LoadGathering(planned.area)],
            _ => vec![],
        }
    }

    /// Takes into the form what was loaded for it.
    pub fn take_gathered(&mut self, shown: &Shown) {
        let Some(Overlay::Form(form)) = &self.overlay else { return };
        let Some(planned) = self.planned(form, shown) else { return };
        let gathered = gathered(planned, shown, self.today());
        if let Some(Overlay::Form(form)) = &mut self.overlay
            && let FormKind::Plan(standing) = &mut form.kind
        {
            **standing = gathered;
        }
    }

    fn planned(&self, form: &Form, shown: &Shown) -> Option<Planned> {
        let area = shown.terms.areas.get(form.chosen("Area"))?.slug.clone();
        let date = self.day(&form.words("Date"), shown).ok()?;
        let time = read_time(&form.words("Time")).unwrap_or_default();
        Some(Planned { area, part: part(form), date, time })
    }

    pub(super) fn submit_plan(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Plan(gathered) = &form.kind else { return vec![] };
        match self.read_plan(form, shown) {
            Ok(plan) => {
                let cases = gathered.wanted.iter().map(|wanted| (wanted.case.clone(), wanted.kind)).collect();
                let then = After::ListMeetings(plan.area.clone(), plan.part, plan.date);
                let requests = vec![Request::PlanMeeting(Box::new(NewMeeting { plan, cases }))];
                vec![Effect::Record { requests, fields: self.form_fields(shown), then }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn read_plan(&self, form: &Form, shown: &Shown) -> Result<Plan, String> {
        let date = self.day(&form.words("Date"), shown)?;
        let time = form.words("Time");
        let time = read_time(&time).ok_or_else(|| format!("“{time}” reads as no time; say 09:30."))?;
        let area = shown.terms.areas.get(form.chosen("Area")).ok_or("The terms name no area.")?;
        let (venue, chair) = (form.words("Venue"), form.words("Chair"));
        if venue.is_empty() || chair.is_empty() {
            return Err("Say where the meeting is held and who chairs it.".to_owned());
        }
        if date < self.today() {
            return Err(format!("{} is past.", day(date)));
        }
        let (part, minute_taker) = (part(form), shown.who.name.clone());
        let slot_minutes = shown.terms.part(part).map_or(180, |part| part.slot_minutes);
        Ok(Plan { part, area: area.slug.clone(), date, time, slot_minutes, venue, chair, minute_taker })
    }
}

fn part(form: &Form) -> u8 {
    if form.chosen("Part") == 0 { 1 } else { 2 }
}

fn gathered(planned: Planned, shown: &Shown, today: NaiveDate) -> Gathered {
    let (terms, docs) = (&shown.terms, &shown.docs);
    let wanted = gather::for_plan((&planned.area, planned.part), (planned.date, planned.time), docs, terms, today);
    let minutes = wanted.iter().map(|wanted| {
        let initial = docs.cases.get(&wanted.case).is_some_and(|case| gather::is_initial(case, wanted.kind));
        gather::case_minutes(terms, planned.part, wanted.kind, initial)
    });
    let minutes = minutes.collect();
    let part = terms.part(planned.part);
    let rows = part.into_iter().flat_map(|part| &part.agenda);
    let standing =
        rows.filter(|row| !matches!(row.holds, Holds::Reviews | Holds::Initials)).map(|row| row.minutes).sum();
    let slot = part.map_or(0, |part| part.slot_minutes);
    Gathered { at: Some(planned), wanted, minutes, standing, slot }
}
