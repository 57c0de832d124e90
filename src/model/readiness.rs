//! How ready a planned meeting is: its deadlines, and what is missing for each (arrangements §3, §10). Pure.

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::agenda::{Item, ItemKind};
use super::case::Case;
use super::circulated::differences;
use super::dissent::StandingDissent;
use super::gather;
use super::listing::Paper;
use super::meeting::{Meeting, MeetingState, Plan};
use super::outlook::Outlook;
use crate::terms::calendar::{self, Calendar};
use crate::terms::{Notice, Terms};

/// Working days before a deadline within which what is missing presses.
const PRESSING: i64 = 2;

/// What is to be done by a deadline, in the order of the deadlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Requests to list a case reach the chair.
    Requests,
    /// Templates reach business support.
    Templates,
    /// The agenda goes out.
    Agenda,
    /// Templates reach the chair, at the very latest.
    Backstop,
}

/// A day, or a moment, by which something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What is to be done.
    pub stage: Stage,
    /// The day.
    pub on: NaiveDate,
    /// The moment on the clocks of England, where it is not the whole day.
    pub at: Option<NaiveDateTime>,
    /// Whether bank holidays are not yet published up to the meeting, so that it may come earlier still.
    pub provisional: bool,
}

/// How much something that is missing presses; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pressure {
    /// Its deadline is past.
    Late,
    /// Its deadline is near.
    Near,
    /// There is time.
    Open,
    /// Nothing is missing.
    Ready,
}

/// What kind of thing is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The chair's answer to a request.
    Answer,
    /// A template.
    Template,
    /// An eco-map or a genogram.
    Picture,
    /// So many cases that belong on the agenda.
    Cases(usize),
    /// Time: so many minutes more are planned than there are.
    Minutes(u32),
    /// The circulating of the agenda.
    Circulation,
    /// The circulating of so many changes since it went out.
    Revision(usize),
}

/// Something that is missing, and the deadline that it is missing for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What kind of thing.
    pub want: Want,
    /// How much it presses.
    pub pressure: Pressure,
    /// For which deadline.
    pub stage: Stage,
    /// What, as a person reads it.
    pub what: String,
}

/// How ready a meeting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Its deadlines, the earliest first.
    pub deadlines: Vec<Deadline>,
    /// What is missing, the worst first.
    pub lacks: Vec<Lack>,
    /// The dissent of its area that stands until then.
    pub dissent: Unresolved,
}

/// How many dissents stand, and of how many the deadline is past (arrangements §7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unresolved {
    /// All of them.
    pub all: usize,
    /// Those past the day by which the terms would have them resolved.
    pub late: usize,
}

/// How the papers for a case's discussion stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Papers {
    /// When the template was received.
    pub template: Option<NaiveDate>,
    /// When the eco-map was received.
    pub eco_map: Option<NaiveDate>,
    /// When the genogram was received.
    pub genogram: Option<NaiveDate>,
}

/// The deadlines of a meeting, the earliest first.
#[must_use]
pub fn deadlines(plan: &Plan, notice: &Notice, calendar: &Calendar) -> Vec<Deadline> {
    let held = plan.date;
    let backstop = calendar::hours_before(notice.template_backstop_hours, held.and_time(plan.time));
    let day = |stage, on| Deadline { stage, on, at: None, provisional: false };
    let working = |stage, days| {
        let provisional = calendar.is_provisional(held);
        Deadline { stage, on: calendar.working_days_before(days, held), at: None, provisional }
    };
    let mut all = vec![
        day(Stage::Requests, held - Days::new(u64::from(notice.request_calendar_days))),
        working(Stage::Templates, notice.template_working_days),
        working(Stage::Agenda, notice.agenda_working_days),
        Deadline { stage: Stage::Backstop, on: backstop.date(), at: Some(backstop), provisional: false },
    ];
    all.sort_by_key(|deadline| (deadline.on, deadline.stage));
    all
}

impl Deadline {
    /// Whether it is past.
    #[must_use]
    pub fn is_past(&self, now: NaiveDateTime) -> bool {
        self.at.map_or(now.date() > self.on, |at| now > at)
    }

    /// How much something presses that is missing for it.
    #[must_use]
    pub fn pressure(&self, now: NaiveDateTime, calendar: &Calendar) -> Pressure {
        if self.is_past(now) {
            Pressure::Late
        } else if calendar.working_days_between(now.date(), self.on) <= PRESSING {
            Pressure::Near
        } else {
            Pressure::Open
        }
    }
}

impl Stage {
    /// What is to be done by then, in a few words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests close",
            Self::Templates => "templates due",
            Self::Agenda => "agenda goes out",
            Self::Backstop => "last templates",
        }
    }
}

impl Readiness {
    /// How much the worst of what is missing presses.
    #[must_use]
    pub fn worst(&self) -> Pressure {
        self.lacks.first().map_or(Pressure::Ready, |lack| lack.pressure)
    }

    /// The next deadline that is not past.
    #[must_use]
    pub fn next(&self, now: NaiveDateTime) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| !deadline.is_past(now))
    }
}

/// How ready a meeting is that is still to be held; `now` is on the clocks of England. The outlook holds the cases on its
/// agenda and the open cases of its area.
#[must_use]
pub fn readiness(
    meeting: &Meeting,
    outlook: &Outlook<'_>,
    terms: &Terms,
    calendar: &Calendar,
    now: NaiveDateTime,
) -> Readiness {
    let deadlines = deadlines(&meeting.plan, &terms.notice, calendar);
    let mut lacks = Vec::new();
    let mut lack = |stage: Stage, want: Want, what: String| {
        let due = deadlines.iter().find(|deadline| deadline.stage == stage);
        let pressure = due.map_or(Pressure::Open, |due| due.pressure(now, calendar));
        lacks.push(Lack { want, pressure, stage, what });
    };
    if meeting.is_to_come() {
        for (stage, want, what) in missing(meeting, outlook, terms, now) {
            lack(stage, want, what);
        }
    }
    lacks.sort_by_key(|lack| (lack.pressure, lack.stage));
    Readiness { deadlines, lacks, dissent: unresolved(meeting, outlook, terms, calendar, now.date()) }
}

/// The dissent that stands in the area of a meeting, where no other is held before it.
fn unresolved(
    meeting: &Meeting,
    outlook: &Outlook<'_>,
    terms: &Terms,
    calendar: &Calendar,
    today: NaiveDate,
) -> Unresolved {
    let sitting = gather::sitting(meeting, outlook.meetings, today);
    if sitting.after.is_some() || !gather::discusses(meeting, terms) {
        return Unresolved::default();
    }
    let here = outlook.cases.values().filter(|case| case.area == meeting.plan.area);
    let standing = || here.clone().flat_map(|case| &case.dissents);
    let is_late = |one: &&StandingDissent| terms.dissent.resolve_by(one.raised, calendar).is_some_and(|by| by < today);
    Unresolved { all: standing().count(), late: standing().filter(is_late).count() }
}

impl Unresolved {
    /// `2 dissents unresolved, 1 past its date`; none where nothing stands.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let all = match self.all {
            0 => return None,
            1 => "1 dissent unresolved".to_owned(),
            many => format!("{many} dissents unresolved"),
        };
        Some(match (self.all, self.late) {
            (_, 0) => all,
            (1, _) => format!("{all}, past its date"),
            (_, 1) => format!("{all}, 1 past its date"),
            (_, late) => format!("{all}, {late} past their dates"),
        })
    }
}

fn missing(meeting: &Meeting, outlook: &Outlook<'_>, terms: &Terms, now: NaiveDateTime) -> Vec<(Stage, Want, String)> {
    let mut missing = Vec::new();
    for case in outlook.cases.values() {
        let waiting = case.listings.iter().filter(|listing| listing.waits() && listing.asked.meeting == meeting.id);
        let asked = waiting.map(|listing| format!("{} waits for the chair: {}", listing.asked.by.short, case.short()));
        missing.extend(asked.map(|what| (Stage::Agenda, Want::Answer, what)));
    }
    for item in &meeting.items {
        let Some(case) = item.case().and_then(|case| outlook.cases.get(case)).filter(|_| needs_papers(item)) else {
            continue;
        };
        let papers = case.papers;
        if papers.template.is_none() {
            let past = calendar::hours_before(
                terms.notice.template_backstop_hours,
                meeting.plan.date.and_time(meeting.plan.time),
            );
            let stage = if now > past { Stage::Backstop } else { Stage::Templates };
            missing.push((stage, Want::Template, format!("no template: {}", case.short())));
        }
        if papers.eco_map.is_none() && papers.genogram.is_none() {
            missing.push((Stage::Templates, Want::Picture, format!("no eco-map or genogram: {}", case.short())));
        }
    }
    match gather::missing(meeting, outlook, terms, now.date()).len() {
        0 => {}
        1 => missing.push((Stage::Agenda, Want::Cases(1), "1 case that belongs on the agenda is not on it".to_owned())),
        many => missing.push((
            Stage::Agenda,
            Want::Cases(many),
            format!("{many} cases that belong on the agenda are not on it"),
        )),
    }
    let (planned, slot) = (meeting.planned_minutes(), meeting.plan.slot_minutes);
    if planned > slot {
        let over = planned - slot;
        missing.push((
            Stage::Agenda,
            Want::Minutes(over),
            format!("{planned} minutes planned, {over} more than there are"),
        ));
    }
    match differences(meeting, outlook).len() {
        0 => {}
        1 => missing.push((Stage::Agenda, Want::Revision(1), "1 change since it went out".to_owned())),
        many => missing.push((Stage::Agenda, Want::Revision(many), format!("{many} changes since it went out"))),
    }
    if meeting.state == MeetingState::Planned {
        missing.push((Stage::Agenda, Want::Circulation, "the agenda has not gone out".to_owned()));
    }
    missing
}

/// Whether a template with its eco-map or genogram is due for an item: for a first discussion, and for whatever an
/// agency asked for; scheduled reviews need none (arrangements §3).
#[must_use]
pub fn needs_papers(item: &Item) -> bool {
    matches!(item.planned.kind, ItemKind::Initial | ItemKind::Requested)
}

/// The papers received for the next discussion of a case: since the last one.
#[must_use]
pub fn papers(case: &Case) -> Papers {
    let since = case.discussions.last().map_or(NaiveDate::MIN, |discussion| discussion.on);
    let noted = |wanted: Paper| {
        let received = case.papers.iter().filter(|paper| paper.paper == wanted && paper.on > since);
        received.map(|paper| paper.on).next()
    };
    let filed = case.forms.iter().map(|filed| filed.form.received).find(|on| *on > since);
    let template = [filed, noted(Paper::Template)].into_iter().flatten().min();
    Papers { template, eco_map: noted(Paper::EcoMap), genogram: noted(Paper::Genogram) }
}

#[cfg(test)]
mod tests;
