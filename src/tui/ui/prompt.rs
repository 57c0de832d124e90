//! A one-line question: a time, a name, an outcome.

use chrono::NaiveTime;

use super::Ui;
use super::editor::Editor;
use super::effect::{After, Effect};
use crate::model::action::{Answer, Unmet};
use crate::model::attendance::Mark;
use crate::model::capture::Capture;
use crate::model::id::{Address, MeetingId};
use crate::model::request::Request;
use crate::model::roster::seat_meant;
use crate::session::Shown;
use crate::terms::calendar;
use crate::terms::phrase::{Now, Tense, read_date, read_start, read_time, weekday_day};

/// A question and what its answer is for.
#[derive(Debug)]
pub struct Prompt {
    /// What the answer is for.
    pub purpose: Purpose,
    /// The question.
    pub question: String,
    /// The answer.
    pub editor: Editor,
    /// What the answer began with.
    start: String,
}

impl Prompt {
    /// Whether something was typed that is worth keeping.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.purpose != Purpose::Filter && self.editor.as_str() != self.start
    }
}

/// What an answer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The substitute's name; empty for none.
    Substitute(Address),
    /// When a member came.
    CameAt(Address),
    /// When a member left.
    LeftAt(Address),
    /// A guest's post and name; with `true`, invited to the child's item alone.
    Seat(bool),
    /// Who chairs the item.
    ChairItem,
    /// The outcome of an action, by label.
    Done(String),
    /// The date to which an action is carried.
    Carry(String),
    /// Why an action was not done; with `true`, by the agency.
    NotDone(String, bool),
    /// A child or a title that is put on the agenda late.
    LateItem,
    /// What the meetings are filtered by.
    Filter,
}

impl Ui {
    /// Asks a question, with an answer to start from.
    pub fn ask(&mut self, purpose: Purpose, question: impl Into<String>, start: &str) {
        let editor = Editor::line().with_offer(start);
        self.prompt = Some(Prompt { purpose, question: question.into(), editor, start: start.to_owned() });
    }

    /// Takes the answer.
    pub fn answer_prompt(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(prompt) = &self.prompt else { return vec![] };
        let answer = prompt.editor.text().trim().to_owned();
        let purpose = prompt.purpose.clone();
        if purpose == Purpose::Filter {
            self.prompt = None;
            return vec![];
        }
        let Some(place) = self.place(shown) else { return vec![] };
        let meeting = place.meeting.id.clone();
        let fields = vec![super::drafts::answer_field(place, &purpose)];
        let asked = match purpose {
            Purpose::Substitute(seat) => {
                let substitute = (!answer.is_empty()).then_some(answer);
                Ok(Request::Mark { meeting, seats: vec![seat], mark: Mark::Apologies { substitute } })
            }
            Purpose::CameAt(seat) => time(&answer).map(|from| Request::CameAt { meeting, seat, from: Some(from) }),
            Purpose::LeftAt(seat) => time(&answer).map(|until| Request::LeftAt { meeting, seat, until: Some(until) }),
            Purpose::Seat(own_case) => {
                let case = place.item.case().filter(|_| own_case).cloned();
                let meant = seat_meant(&answer, &shown.terms).map_err(|why| why.to_string());
                meant.map(|(post, name)| Request::Invite { meeting, case, post, name })
            }
            Purpose::ChairItem => {
                Ok(Request::ActingChair { meeting, item: Some(place.item.id().clone()), name: answer })
            }
            Purpose::Done(action) => Ok(self.answer(meeting, action, Answer::Done { outcome: answer }, shown)),
            Purpose::Carry(action) => self.carry_to(&answer, shown).map(|(to, because)| {
                self.answer(meeting, action, Answer::Carry { to, because, asked_by: String::new() }, shown)
            }),
            Purpose::NotDone(action, by_agency) => {
                let word = shown.terms.vocabulary.not_done.iter().find(|word| word.by_agency == by_agency);
                let kind = word.map(|word| Unmet { name: word.name.clone(), by_agency });
                Ok(self.answer(meeting, action, Answer::NotDone { because: answer, kind }, shown))
            }
            Purpose::LateItem => self.late_item(&answer, shown),
            Purpose::Filter => return vec![],
        };
        match asked {
            Ok(request) => vec![Effect::Record { requests: vec![request], fields, then: After::ClosePrompt }],
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn answer(&self, meeting: MeetingId, action: String, answer: Answer, shown: &Shown) -> Request {
        let item = self.place(shown).map(|place| place.item.id().clone());
        let item = item.unwrap_or_else(|| crate::model::id::ItemId::new(""));
        Request::Say { meeting, item, capture: Capture::Answer { action, answer }, replaces: None }
    }

    /// Reads `14 jan because waiting for the assessment`.
    pub(super) fn carry_to(&self, answer: &str, shown: &Shown) -> Result<(chrono::NaiveDate, String), String> {
        let today = self.place(shown).map_or_else(|| self.today(), |place| place.meeting.plan.date);
        let next_meeting = shown.next_meeting().map(|row| row.date);
        let now = Now { from: today, next_meeting, calendar: &shown.calendar, tense: Tense::Ahead };
        let words: Vec<&str> = answer.split_whitespace().collect();
        let (date, used) = read_start(&words, now)
            .ok_or_else(|| read_date(answer, now).err().map_or_else(String::new, |refusal| refusal.to_string()))?;
        let rest = words.get(used..).unwrap_or_default();
        let rest = if rest.first() == Some(&"because") { &rest[1..] } else { rest };
        Ok((date, rest.join(" ")))
    }

    /// The clock in England, as people write it.
    #[must_use]
    pub fn clock(&self) -> String {
        calendar::london(self.now).format("%H:%M").to_string()
    }

    /// The next meeting as a start for a date, or a month from now.
    #[must_use]
    pub fn next_date(&self, shown: &Shown) -> String {
        let next = shown.next_meeting().map(|row| row.date);
        next.map_or_else(|| "in 1 month".to_owned(), weekday_day)
    }
}

fn time(answer: &str) -> Result<NaiveTime, String> {
    read_time(answer).ok_or_else(|| format!("“{answer}” reads as no time; say 09:50."))
}
