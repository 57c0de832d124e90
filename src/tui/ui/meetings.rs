//! The list of meetings, planning one, and saving files.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::effect::{After, Effect};
use super::form::{CHOOSE, Field, Form, FormKind};
use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Screen, Ui};
use crate::export::produce::{AGENDA, MINUTES, TRACKER};
use crate::model::agenda::ItemKind;
use crate::model::id::{CaseId, MeetingId};
use crate::model::meeting::{MeetingState, Plan};
use crate::model::request::{NewMeeting, Request};
use crate::saving::{Export, ExportWhat};
use crate::session::{MeetingRow, Shown};
use crate::terms::calendar::month_end;
use crate::terms::phrase::{day, read_time, weekday_day};

/// The papers that can be saved, as the form lists them.
const MINUTES_PAPER: usize = 0;
const AGENDA_PAPER: usize = 1;
const TRACKER_PAPER: usize = 2;

/// The list of meetings: which is chosen, what narrows it.
#[derive(Debug)]
pub struct Meetings {
    /// The choice.
    pub pick: Pick,
    /// What the list is narrowed by.
    pub filter: String,
}

impl Default for Meetings {
    fn default() -> Self {
        Self { pick: Pick::new(0), filter: String::new() }
    }
}

impl Meetings {
    /// The chosen meeting.
    #[must_use]
    pub fn chosen<'a>(&self, shown: &'a Shown) -> Option<&'a MeetingRow> {
        shown.lobby.get(self.pick.chosen()?)
    }
}

/// What a row is found by: area, part, day, venue, chair, state.
#[must_use]
pub fn row_text(row: &MeetingRow, shown: &Shown) -> String {
    let area = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
    let (when, state) = (weekday_day(row.date), row.state.name());
    format!("{area} Part {} {when} {} {} {state} {}", row.part, row.venue, row.chair, row.label)
}

impl Ui {
    /// Takes the list as it is now; at first the meeting of today, or the next, is chosen.
    pub fn refresh_meetings(&mut self, shown: &Shown) {
        let rows: Vec<String> = shown.lobby.iter().map(|row| row_text(row, shown)).collect();
        let first = self.meetings.pick.is_empty() && self.meetings.filter.is_empty();
        self.meetings.pick.set_filter(&self.meetings.filter, &rows);
        if first {
            let live = shown.lobby.iter().position(|row| row.state == MeetingState::Live);
            let today = self.today();
            let next = || shown.lobby.iter().position(|row| row.date >= today);
            self.meetings.pick.choose(live.or_else(next).unwrap_or_default());
        }
    }

    /// Narrows the list by what is typed.
    pub fn filter_meetings(&mut self, text: &str, shown: &Shown) -> Vec<Effect> {
        text.clone_into(&mut self.meetings.filter);
        self.refresh_meetings(shown);
        // The loaded list holds what is near; the store is asked when nothing near fits.
        if self.meetings.pick.is_empty() { vec![Effect::ListMeetings(text.to_owned())] } else { vec![] }
    }

    /// Begins to filter.
    pub fn open_filter(&mut self) {
        let filter = if self.screen == Screen::Cases { &self.cases.filter } else { &self.meetings.filter }.clone();
        self.ask(Purpose::Filter, "Show only", &filter);
    }

    /// Opens the chosen meeting.
    pub fn open_chosen(&mut self, shown: &Shown) -> Vec<Effect> {
        self.meetings.chosen(shown).map(|row| Effect::OpenMeeting(row.id.clone())).into_iter().collect()
    }

    /// Starts the open meeting, or opens the chosen one and starts it.
    pub fn start_meeting(&mut self, shown: &Shown) -> Vec<Effect> {
        match self.screen {
            Screen::Live | Screen::Room => {
                let Some(place) = self.place(shown) else { return vec![] };
                let meeting = place.meeting.id.clone();
                let item = place.meeting.items.first().map(|item| item.id().clone());
                let open = item.clone().map(|item| Request::OpenItem { meeting: meeting.clone(), item });
                let requests = [Request::StartMeeting(meeting)].into_iter().chain(open).collect();
                let then = item.map_or(After::Stay, After::Show);
                vec![Effect::Record { requests, fields: vec![], then }]
            }
            Screen::Cases | Screen::Case => vec![],
            Screen::Meetings => {
                let Some(row) = self.meetings.chosen(shown) else { return vec![] };
                let requests = vec![Request::StartMeeting(row.id.clone())];
                vec![Effect::Record { requests, fields: vec![], then: After::OpenMeeting(row.id.clone()) }]
            }
        }
    }

    /// Opens the form that plans a meeting, after the pattern of the chosen one.
    pub fn open_plan(&mut self, shown: &Shown) -> Vec<Effect> {
        let like = self.meetings.chosen(shown);
        let areas: Vec<String> = shown.terms.areas.iter().map(|area| area.name.clone()).collect();
        let area = like.and_then(|row| shown.terms.areas.iter().position(|a| a.slug == row.area)).unwrap_or_default();
        let fields = vec![
            Field::choice("Area", areas, area, CHOOSE),
            Field::choice("Part", vec!["Part 1".to_owned(), "Part 2".to_owned()], 0, CHOOSE),
            Field::line("Date", "", "as people say it: 7 jan, thu, in 4 weeks"),
            Field::line("Time", "09:30", "09:30"),
            Field::line("Venue", like.map_or("", |row| row.venue.as_str()), "where the meeting is held"),
            Field::line("Chair", like.map_or("", |row| row.chair.as_str()), "name and designation"),
        ];
        let form = Form::new(FormKind::Plan(vec![]), "Plan a meeting", fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        let mut effects = self.restore_draft(shown);
        effects.extend(self.due_of_plan(shown));
        effects
    }

    /// Asks for the children whose review falls due up to the end of the planned month.
    pub fn due_of_plan(&self, shown: &Shown) -> Vec<Effect> {
        let Some((area, date)) = self.planned(shown) else { return vec![] };
        vec![Effect::LoadDue { area, until: month_end(date) }]
    }

    /// Takes the children that fall due into the form: Actual and High first, then the longest due.
    pub fn take_due(&mut self, mut due: Vec<CaseId>, shown: &Shown) {
        due.sort_by_key(|id| {
            let case = shown.docs.cases.get(id);
            let severe = case.and_then(|case| case.risk.as_ref()).is_some_and(|risk| shown.terms.is_severe(risk));
            (!severe, case.and_then(|case| case.review_date), case.map(|case| case.label.clone()))
        });
        if let Some(Overlay::Form(form)) = &mut self.overlay
            && let FormKind::Plan(cases) = &mut form.kind
        {
            *cases = due;
        }
    }

    fn planned(&self, shown: &Shown) -> Option<(String, NaiveDate)> {
        let Some(Overlay::Form(form)) = &self.overlay else { return None };
        if !matches!(form.kind, FormKind::Plan(_)) {
            return None;
        }
        let area = shown.terms.areas.get(form.chosen("Area"))?;
        let date = self.day(&form.words("Date"), shown).unwrap_or_else(|_| self.today());
        Some((area.slug.clone(), date))
    }

    pub(super) fn submit_plan(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Plan(due) = &form.kind else { return vec![] };
        let read = || -> Result<Plan, String> {
            let date = self.day(&form.words("Date"), shown)?;
            let time = form.words("Time");
            let time = read_time(&time).ok_or_else(|| format!("“{time}” reads as no time; say 09:30."))?;
            let area = shown.terms.areas.get(form.chosen("Area")).ok_or("The terms name no area.")?;
            let part = if form.chosen("Part") == 0 { 1 } else { 2 };
            let (venue, chair) = (form.words("Venue"), form.words("Chair"));
            if venue.is_empty() || chair.is_empty() {
                return Err("Say where the meeting is held and who chairs it.".to_owned());
            }
            if date < self.today() {
                return Err(format!("{} is past.", day(date)));
            }
            let minute_taker = shown.who.name.clone();
            let slot_minutes = shown.terms.part(part).map_or(180, |part| part.slot_minutes);
            Ok(Plan { part, area: area.slug.clone(), date, time, slot_minutes, venue, chair, minute_taker })
        };
        match read() {
            Ok(plan) => {
                let reviews = if plan.part == 1 { due.as_slice() } else { &[] };
                let kind = |id: &CaseId| {
                    let new = shown
                        .docs
                        .cases
                        .get(id)
                        .is_some_and(|case| case.discussions.is_empty() && case.review_date.is_none());
                    if new { ItemKind::Initial } else { ItemKind::Review }
                };
                let cases = reviews.iter().map(|id| (id.clone(), kind(id))).collect();
                let requests = vec![Request::PlanMeeting(Box::new(NewMeeting { plan, cases }))];
                vec![Effect::Record { requests, fields: self.form_fields(shown), then: After::ListMeetings }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    /// Opens the form that saves minutes, an agenda or the tracker as a file.
    pub fn open_export(&mut self, shown: &Shown) -> Vec<Effect> {
        let meeting = match self.screen {
            Screen::Live | Screen::Room => self.place(shown).map(|place| place.meeting.id.clone()),
            Screen::Meetings => self.meetings.chosen(shown).map(|row| row.id.clone()),
            Screen::Cases | Screen::Case => None,
        };
        self.open_export_of(meeting, shown)
    }

    /// Opens that form for the papers of a meeting: the agenda of one that is to come, else its minutes.
    pub(super) fn open_export_of(&mut self, meeting: Option<MeetingId>, shown: &Shown) -> Vec<Effect> {
        let label = meeting.as_ref().and_then(|id| label(id, shown));
        let first = match meeting.as_ref().and_then(|id| state(id, shown)) {
            Some(MeetingState::Planned | MeetingState::AgendaCirculated) => AGENDA_PAPER,
            Some(_) => MINUTES_PAPER,
            None => TRACKER_PAPER,
        };
        let names = |formats: &[&str]| formats.iter().map(|format| (*format).to_owned()).collect();
        let log = "for the disclosure log; may stay empty";
        let fields = vec![
            Field::choice("What", names(&["Minutes", "Agenda", "Tracker"]), first, CHOOSE),
            Field::choice(
                "Minutes as",
                names(&MINUTES),
                0,
                "← → choose, or type to find: Word, PDF, web page, Markdown, text or data",
            )
            .when("What", MINUTES_PAPER),
            Field::choice(
                "Agenda as",
                names(&AGENDA),
                0,
                "← → choose, or type to find: Word, PDF, web page, Markdown, text or an invitation",
            )
            .when("What", AGENDA_PAPER),
            Field::choice(
                "Tracker as",
                names(&TRACKER),
                0,
                "← → choose, or type to find: workbook, plain table or data",
            )
            .when("What", TRACKER_PAPER),
            Field::line("Folder", ".", "where the file goes; it must not be there yet"),
            Field::line("For whom", "", log),
            Field::line("Purpose", "", log),
        ];
        let title = label.map_or_else(|| "Save as a file".to_owned(), |label| format!("Save as a file · {label}"));
        self.overlay = Some(Overlay::Form(Box::new(Form::new(FormKind::Export(meeting), title, fields))));
        self.restore_draft(shown)
    }

    pub(super) fn submit_export(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Export(meeting) = &form.kind else { return vec![] };
        let paper = form.chosen("What");
        let named = meeting.as_ref().and_then(|id| Some((id.clone(), label(id, shown)?)));
        let (what, format, name) = match (paper, named) {
            (MINUTES_PAPER, Some((id, label))) => {
                (ExportWhat::Minutes(id), form.option("Minutes as"), format!("minutes-{label}"))
            }
            (AGENDA_PAPER, Some((id, label))) => {
                (ExportWhat::Agenda(id), form.option("Agenda as"), format!("agenda-{label}"))
            }
            (MINUTES_PAPER | AGENDA_PAPER, None) => {
                self.refuse("No meeting is chosen whose papers could be saved.");
                return vec![];
            }
            _ => (ExportWhat::Tracker, form.option("Tracker as"), format!("tracker-{}", self.today())),
        };
        let export = Export {
            what,
            format: format.to_owned(),
            path: PathBuf::from(form.words("Folder")).join(format!("{name}.{format}")),
            recipient: form.words("For whom"),
            purpose: form.words("Purpose"),
        };
        vec![Effect::Export(export)]
    }
}

/// How far a meeting has come that is open or in the list.
fn state(id: &MeetingId, shown: &Shown) -> Option<MeetingState> {
    let open = shown.docs.meetings.get(id).map(|meeting| meeting.state);
    open.or_else(|| shown.lobby.iter().find(|row| row.id == *id).map(|row| row.state))
}

/// What people call a meeting that is open or in the list.
fn label(id: &MeetingId, shown: &Shown) -> Option<String> {
    let open = shown.docs.meetings.get(id).map(|meeting| meeting.label.clone());
    open.or_else(|| shown.lobby.iter().find(|row| row.id == *id).map(|row| row.label.clone()))
}
