//! The list of meetings, and saving files.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Screen, Ui};
use crate::export::actions::ACTIONS;
use crate::export::packs::PACKS;
use crate::export::produce::{AGENDA, DISCLOSURES, MINUTES, TRACKER};
use crate::model::action_list::Listed;
use crate::model::anonymous::How;
use crate::model::county::slug;
use crate::model::id::MeetingId;
use crate::model::meeting::MeetingState;
use crate::model::request::Request;
use crate::saving::{Export, ExportWhat, Extent, Wanted};
use crate::session::{MeetingRow, Shown};
use crate::terms::phrase::weekday_day;

/// The papers that can be saved, as the form lists them.
const MINUTES_PAPER: usize = 0;
const AGENDA_PAPER: usize = 1;
const TRACKER_PAPER: usize = 2;
const ACTIONS_PAPER: usize = 3;
const LOG_PAPER: usize = 4;
const SUBJECT_PAPER: usize = 5;

const PAPERS: [&str; 6] = ["Minutes", "Agenda", "Tracker", "Actions", "Disclosure log", "Everything held on a child"];

/// What stands for names in minutes that are saved: themselves, or what an anonymised copy has, in the order of [`How::ALL`].
const NAMES: [&str; 4] = [
    "as they are",
    "none: references for children",
    "none: initials for children",
    "none: numbers for children, and no reference",
];

/// The list of meetings: which is chosen, what narrows it.
#[derive(Debug)]
pub struct Meetings {
    /// The choice.
    pub pick: Pick,
    /// What the list is narrowed by.
    pub filter: String,
    /// The area, part and day of what was planned just now: it is chosen once it is listed.
    pub newest: Option<(String, u8, NaiveDate)>,
}

impl Default for Meetings {
    fn default() -> Self {
        Self { pick: Pick::new(0), filter: String::new(), newest: None }
    }
}

impl Meetings {
    /// The chosen meeting.
    #[must_use]
    pub fn chosen<'a>(&self, shown: &'a Shown) -> Option<&'a MeetingRow> {
        shown.lobby.get(self.pick.chosen()?)
    }
}

/// What a row is found by: area, part, day, venue, chair, state, and the dissent that stands.
#[must_use]
pub fn row_text(row: &MeetingRow, shown: &Shown) -> String {
    let area = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
    let (when, state) = (weekday_day(row.date), row.state.name());
    let dissent = shown.readiness.get(&row.id).and_then(|ready| ready.dissent.words()).unwrap_or_default();
    format!("{area} Part {} {when} {} {} {state} {} {dissent}", row.part, row.venue, row.chair, row.label)
}

impl Ui {
    /// The state of the meeting that is open or chosen.
    #[must_use]
    pub fn chosen_state(&self, shown: &Shown) -> Option<MeetingState> {
        match self.screen {
            Screen::Live | Screen::Room => self.place(shown).map(|place| place.meeting.state),
            Screen::Meetings => self.meetings.chosen(shown).map(|row| row.state),
            Screen::Cases | Screen::Actions | Screen::People | Screen::Disclosures | Screen::Case => None,
        }
    }

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
        if let Some((area, part, date)) = self.meetings.newest.take() {
            let planned = |row: &MeetingRow| row.area == area && row.part == part && row.date == date;
            if let Some(at) = shown.lobby.iter().position(planned) {
                self.meetings.pick.choose(at);
            }
        }
    }

    /// Narrows the list by what is typed.
    pub fn filter_meetings(&mut self, text: &str, shown: &Shown) -> Vec<Effect> {
        text.clone_into(&mut self.meetings.filter);
        self.refresh_meetings(shown);
        // The loaded list holds what is near; the store is asked when nothing near fits.
        if self.meetings.pick.is_empty() { vec![Effect::ListMeetings(text.to_owned())] } else { vec![] }
    }

    /// Narrows the list on the screen by what is typed.
    pub(super) fn filter_list(&mut self, text: &str, shown: &Shown) -> Vec<Effect> {
        match self.screen {
            Screen::Cases => self.filter_cases(text, shown),
            Screen::Actions => {
                self.filter_actions(text, shown);
                vec![]
            }
            Screen::People => {
                self.filter_people(text, shown);
                vec![]
            }
            Screen::Disclosures => {
                self.filter_disclosures(text, shown);
                vec![]
            }
            _ => self.filter_meetings(text, shown),
        }
    }

    /// Begins to filter.
    pub fn open_filter(&mut self) {
        let filter = match self.screen {
            Screen::Cases => &self.cases.filter,
            Screen::Actions => &self.actions.filter,
            Screen::People => &self.people.filter,
            Screen::Disclosures => &self.disclosures.filter,
            _ => &self.meetings.filter,
        };
        let filter = filter.clone();
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
                let (meeting, date) = (place.meeting.id.clone(), place.meeting.plan.date);
                if place.meeting.is_to_come() && !self.is_sure_to_start(&meeting, date) {
                    return vec![];
                }
                let Some(place) = self.place(shown) else { return vec![] };
                let item = place.meeting.items.first().map(|item| item.id().clone());
                let open = item.clone().map(|item| Request::OpenItem { meeting: meeting.clone(), item });
                let requests = [Request::StartMeeting(meeting)].into_iter().chain(open).collect();
                let then = item.map_or(After::Stay, After::Show);
                vec![Effect::Record { requests, fields: vec![], then }]
            }
            Screen::Cases | Screen::Actions | Screen::People | Screen::Disclosures | Screen::Case => vec![],
            Screen::Meetings => {
                let Some(row) = self.meetings.chosen(shown) else { return vec![] };
                let to_come = row.state.is_to_come();
                if to_come && !self.is_sure_to_start(&row.id, row.date) {
                    return vec![];
                }
                let requests = vec![Request::StartMeeting(row.id.clone())];
                vec![Effect::Record { requests, fields: vec![], then: After::OpenMeeting(row.id.clone()) }]
            }
        }
    }

    /// Whether a meeting is to be started now: one of another day only when it is asked for twice.
    fn is_sure_to_start(&mut self, meeting: &MeetingId, date: NaiveDate) -> bool {
        let asked = self.starting.take().is_some_and(|asked| asked == *meeting);
        let sure = asked || date == self.today();
        if !sure {
            self.starting = Some(meeting.clone());
            self.refuse(format!("This meeting is on {}, not today: the same key again starts it.", weekday_day(date)));
        }
        sure
    }

    /// Opens the form that saves minutes, an agenda or the tracker as a file.
    pub fn open_export(&mut self, shown: &Shown) -> Vec<Effect> {
        let meeting = match self.screen {
            Screen::Live | Screen::Room => self.place(shown).map(|place| place.meeting.id.clone()),
            Screen::Meetings => self.meetings.chosen(shown).map(|row| row.id.clone()),
            Screen::Cases | Screen::Actions | Screen::People | Screen::Disclosures | Screen::Case => None,
        };
        self.open_export_of(meeting, shown)
    }

    /// Opens that form for the papers of a meeting: the agenda of one that is to come, else its minutes.
    pub(super) fn open_export_of(&mut self, meeting: Option<MeetingId>, shown: &Shown) -> Vec<Effect> {
        let label = meeting.as_ref().and_then(|id| label(id, shown));
        let first = match meeting.as_ref().and_then(|id| state(id, shown)) {
            Some(MeetingState::Planned | MeetingState::AgendaCirculated) => AGENDA_PAPER,
            Some(_) => MINUTES_PAPER,
            None if self.screen == Screen::Actions => ACTIONS_PAPER,
            None if self.screen == Screen::Disclosures => LOG_PAPER,
            None if self.screen == Screen::Case => SUBJECT_PAPER,
            None => TRACKER_PAPER,
        };
        let names = |formats: &[&str]| formats.iter().map(|format| (*format).to_owned()).collect();
        let fields = vec![
            Field::choice("What", names(&PAPERS), first, CHOOSE),
            Field::choice(
                "Minutes as",
                names(&MINUTES),
                0,
                "← → choose, or type to find: Word, PDF, web page, Markdown, text or data",
            )
            .when("What", MINUTES_PAPER),
            Field::line(
                "Minutes for",
                "",
                "empty for the whole; an agency or an invitee for what they may see; a child's reference for that child alone",
            )
            .when("What", MINUTES_PAPER),
            Field::choice(
                "Names",
                NAMES.map(str::to_owned).into(),
                0,
                "in an anonymised copy persons of concern are letters; what nobody can be certain of is listed once it is saved",
            )
            .when("What", MINUTES_PAPER),
            Field::choice(
                "Agenda as",
                names(&AGENDA),
                0,
                "← → choose, or type to find: Word, PDF, web page, Markdown, text or an invitation",
            )
            .when("What", AGENDA_PAPER),
            Field::line(
                "Agenda for",
                "",
                "empty for the whole; an agency, as police, or an invitee by post or name, as cf/asw, for what they may see",
            )
            .when("What", AGENDA_PAPER),
            Field::choice(
                "Tracker as",
                names(&TRACKER),
                0,
                "← → choose, or type to find: workbook, plain table or data",
            )
            .when("What", TRACKER_PAPER),
            Field::choice(
                "Actions as",
                names(&ACTIONS),
                0,
                "← → choose, or type to find: workbook to fill in and return, Markdown or text for a mail, to-dos, plain table",
            )
            .when("What", ACTIONS_PAPER),
            self.whose_actions(shown).when("What", ACTIONS_PAPER),
            Field::choice(
                "Log as",
                names(&DISCLOSURES),
                0,
                "← → choose, or type to find: workbook, plain table, Markdown or data",
            )
            .when("What", LOG_PAPER),
            Field::line(
                "Child",
                &self.child_to_save(shown),
                "the reference, as M-2026-014: the record, all that was said, done or decided, and where the child is named",
            )
            .when("What", SUBJECT_PAPER),
            Field::choice("All of it as", names(&PACKS), 0, "← → choose, or type to find: Word, PDF, web page, Markdown or text")
                .when("What", SUBJECT_PAPER),
            Field::offer(
                "Folder",
                ".",
                "the folder that the file goes into; a dot is the one that mace was started in. No file is written over",
            ),
            Field::line("For whom", "", "for the disclosure log; empty for a copy that stays with business support"),
            Field::line("Purpose", "", "for the disclosure log; a copy for somebody needs one"),
        ];
        let title = label.map_or_else(|| "Save as a file".to_owned(), |label| format!("Save as a file · {label}"));
        self.overlay = Some(Overlay::Form(Box::new(Form::new(FormKind::Export(meeting), title, fields))));
        self.restore_draft(shown)
    }

    pub(super) fn submit_export(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let Some((what, format, path)) = self.file_of(form, shown) else {
            self.refuse("No meeting is chosen whose papers could be saved.");
            return vec![];
        };
        let (recipient, purpose) = (form.words("For whom"), form.words("Purpose"));
        let export = Export { what, format, path, recipient, purpose };
        vec![Effect::Export(export)]
    }

    /// The agencies and councils whose actions can be saved: on the list of actions that of the chosen one comes first.
    fn whose_actions(&self, shown: &Shown) -> Field {
        let all = shown.terms.organisations();
        let names = all.iter().map(|own| own.name.clone());
        let options = std::iter::once("every agency, to look at".to_owned()).chain(names).collect();
        let own = self.actions.chosen(shown).filter(|_| self.screen == Screen::Actions).and_then(Listed::agency);
        let at = own.and_then(|own| all.iter().position(|one| one.slug == own));
        let hint = "one agency's actions alone are a workbook that it fills in and returns; letters find it";
        Field::choice("Actions of", options, at.map_or(0, |at| at + 1), hint)
    }

    /// The reference of the child whose record is open or chosen; empty where none is.
    fn child_to_save(&self, shown: &Shown) -> String {
        let open = self.case_page.as_ref().filter(|_| self.screen == Screen::Case);
        let label = match (open, self.screen) {
            (Some(page), _) => shown.docs.cases.get(&page.case).map(|case| case.label.clone()),
            (None, Screen::Cases) => self.cases.chosen(shown).map(|listed| listed.row.label.clone()),
            (None, Screen::Live) => self.place(shown).and_then(|place| Some(place.case?.label.clone())),
            _ => None,
        };
        label.unwrap_or_default()
    }

    /// What the form of a file would save, in which format and where; none where no meeting is chosen for its papers.
    #[must_use]
    pub fn file_of(&self, form: &Form, shown: &Shown) -> Option<(ExportWhat, String, PathBuf)> {
        let FormKind::Export(meeting) = &form.kind else { return None };
        let named = meeting.as_ref().and_then(|id| Some((id.clone(), label(id, shown)?)));
        let one =
            |whom: &str| if whom.is_empty() { String::new() } else { format!("-{}", slug(whom).replace('/', "-")) };
        let (what, format, name) = match (form.chosen("What"), named) {
            (MINUTES_PAPER, Some((id, label))) => {
                let whom = form.words("Minutes for");
                let anonymised = form.chosen("Names").checked_sub(1).and_then(|at| How::ALL.get(at)).copied();
                let extent = Extent::read(&whom);
                // A reference is left out of the name where it is left out of the copy.
                let told = !(matches!(extent, Extent::Case(_)) && anonymised == Some(How::Nothing));
                let whom = if told { one(&whom) } else { String::new() };
                let name = format!("minutes-{label}{whom}{}", if anonymised.is_some() { "-anonymised" } else { "" });
                let wanted = Wanted { version: None, extent, anonymised };
                (ExportWhat::Minutes(id, wanted), form.option("Minutes as"), name)
            }
            (AGENDA_PAPER, Some((id, label))) => {
                let whom = form.words("Agenda for");
                let name = format!("agenda-{label}{}", one(&whom));
                (ExportWhat::Agenda(id, whom), form.option("Agenda as"), name)
            }
            (MINUTES_PAPER | AGENDA_PAPER, None) => return None,
            (ACTIONS_PAPER, _) => {
                let of = form.chosen("Actions of").checked_sub(1);
                let of = of.and_then(|at| shown.terms.organisations().into_iter().nth(at)).map(|own| own.slug);
                let whose = of.as_deref().unwrap_or("all").replace('/', "-");
                let name = format!("actions-{whose}-{}", self.today());
                (ExportWhat::Actions(of), form.option("Actions as"), name)
            }
            (LOG_PAPER, _) => {
                (ExportWhat::Disclosures, form.option("Log as"), format!("disclosure-log-{}", self.today()))
            }
            (SUBJECT_PAPER, _) => {
                let label = form.words("Child").to_uppercase();
                let name = format!("held-on-{}", slug(&label));
                (ExportWhat::Subject(label), form.option("All of it as"), name)
            }
            _ => (ExportWhat::Tracker, form.option("Tracker as"), format!("tracker-{}", self.today())),
        };
        let path = PathBuf::from(form.words("Folder")).join(format!("{name}.{format}"));
        Some((what, format.to_owned(), path))
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
