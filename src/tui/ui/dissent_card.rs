//! The card of a dissent: its path so far, what comes next, and the fields that record it. It is the same wherever it is
//! opened: in the meeting that heard the dissent, in the next one, and between meetings.

use chrono::NaiveDate;

use super::dissents::due;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::{Overlay, Ui, chairs_word};
use crate::model::case::Case;
use crate::model::decide_prepare::ForAgenda;
use crate::model::dissent::{CaseDissent, DissentFrom};
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::{Address, CaseId, EntryId, ItemId, ListingId, MeetingId};
use crate::model::request::Request;
use crate::model::said::{Dissent, DissentState, Kept};
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::{Now, Tense, day, read_date, weekday_day};

/// The field that says where a dissent stands.
const STATE: &str = "Where it stands";
const RATIONALE: &str = "Chair's rationale";
const TAKEN_TO: &str = "Taken to";
const OUTCOME: &str = "Outcome";
const DAY: &str = "Day";

const ESCALATED: usize = 2;
const CLOSED: usize = 3;

/// Where a dissent may stand, in the order of the path.
const STATES: [(DissentState, &str); 4] = [
    (DissentState::Noted, "noted: it stands"),
    (DissentState::Resolved, "resolved"),
    (DissentState::Escalated, "escalated to the agency's own procedure"),
    (DissentState::Closed, "closed: the outcome was heard"),
];

/// Where a dissent is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// On the item of the screen, by the entry that first recorded it.
    Here(EntryId),
    /// With a case, from before.
    Kept {
        /// The case.
        case: CaseId,
        /// From what.
        from: DissentFrom,
        /// Which post's.
        post: Address,
    },
}

/// A dissent to be followed, and what its card tells beside the fields, as it stood when that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it is kept.
    pub of: Of,
    /// Its latest entry.
    pub base: EntryId,
    /// Its path, oldest first.
    pub path: Vec<Told>,
    /// What comes next; none where it is closed.
    pub next: Option<String>,
    /// By when, and whether that is past.
    pub due: Option<(String, bool)>,
}

/// A stage as the card tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The day.
    pub day: String,
    /// What happened, in words.
    pub said: String,
    /// Who recorded it, when, and whose word it is.
    pub by: String,
}

impl Of {
    /// The dissent in a draft's address.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Here(first) => format!("answer:{first}"),
            Self::Kept { case, from: DissentFrom::Discussion { meeting, item }, post } => {
                format!("kept-dissent:{case}/{meeting}+{item}/{post}")
            }
            Self::Kept { case, from: DissentFrom::Refusal(listing), post } => {
                format!("kept-dissent:{case}/{listing}/{post}")
            }
        }
    }

    /// The dissent that a draft's address speaks of, where a case keeps it.
    #[must_use]
    pub fn read_kept(key: &str) -> Option<Self> {
        let mut parts = key.splitn(3, '/');
        let (case, from, post) = (parts.next()?, parts.next()?, parts.next()?);
        let from = match from.split_once('+') {
            Some((meeting, item)) => {
                DissentFrom::Discussion { meeting: MeetingId::new(meeting), item: ItemId::new(item) }
            }
            None => DissentFrom::Refusal(ListingId::new(from)),
        };
        Some(Self::Kept { case: CaseId::new(case), from, post: Address::new(post) })
    }
}

/// The fields that say where a dissent stands, beginning with `answer`: the chair's rationale, to whom it was escalated, the
/// outcome, the day.
fn stage_fields(answer: &DissentAnswer, on: &str) -> Vec<Field> {
    let outcome = matches!(answer.state, DissentState::Escalated | DissentState::Closed);
    let rows = if outcome { STATES.len() } else { CLOSED };
    let states = STATES.iter().take(rows).map(|(_, name)| (*name).to_owned()).collect();
    let state = STATES.iter().position(|(state, _)| *state == answer.state).unwrap_or_default();
    let to = "to whom, by the agency's own procedure: the head of service, the board";
    vec![
        Field::text(RATIONALE, &answer.rationale, "made clear to all").when_within(STATE, 0..=ESCALATED),
        Field::choice(STATE, states, state, CHOOSE),
        Field::line(TAKEN_TO, &answer.to, to).when(STATE, ESCALATED),
        Field::text(OUTCOME, &answer.outcome, "what came of it, in words; it does not come back then")
            .when(STATE, CLOSED),
        Field::offer(DAY, on, "when it came to stand so: today, mon, 24 nov").when_within(STATE, ESCALATED..=CLOSED),
    ]
}

/// Where the fields of a form say that a dissent stands; the day is read by `read_day`.
fn stage(form: &Form, read_day: impl Fn(&str) -> Result<NaiveDate, String>) -> Result<DissentAnswer, String> {
    let row = form.chosen(STATE).min(CLOSED);
    let counts = |label: &str| form.field(label).is_some_and(|field| form.is_shown(field));
    let words = |label: &str| if counts(label) { form.words(label) } else { String::new() };
    let day = if counts(DAY) { Some(read_day(&form.words(DAY))?) } else { None };
    let (state, rationale, to, outcome) = (STATES[row].0, words(RATIONALE), words(TAKEN_TO), words(OUTCOME));
    if state == DissentState::Escalated && to.is_empty() {
        return Err("Say to whom the agency takes it: to the head of the service, to the board.".to_owned());
    }
    Ok(DissentAnswer { state, rationale, to, outcome, day, at: None, word: None })
}

impl Ui {
    /// Opens the card of a dissent.
    pub(super) fn open_card(&mut self, of: &Of, shown: &Shown) -> Vec<Effect> {
        let form = match of {
            Of::Here(entry) => self.card_here(entry, shown),
            Of::Kept { case, from, post } => self.card_kept(case, from, post, shown),
        };
        let Some(form) = form else { return vec![] };
        self.show_form(form, shown)
    }

    fn card_here(&self, entry: &EntryId, shown: &Shown) -> Option<Form> {
        let place = self.place(shown)?;
        let named = |d: &&Dissent| d.kept.entry == *entry || d.kept.first == *entry;
        let dissent = place.item.dissents.iter().find(named)?;
        let from = DissentFrom::Discussion { meeting: place.meeting.id.clone(), item: place.item.id().clone() };
        let kept = place.case.and_then(|case| Some((case, case.dissent(&from, &dissent.seat)?)));
        let on = dissent.answer.day.unwrap_or(place.meeting.plan.date);
        let mut fields = vec![Field::text("Dissent", &dissent.text, "in the agency's own words")];
        fields.extend(stage_fields(&dissent.answer, &weekday_day(on)));
        let card = Card {
            of: Of::Here(dissent.kept.first.clone()),
            base: dissent.kept.entry.clone(),
            // Its own words stand in the field.
            path: vec![Told {
                day: day(place.meeting.plan.date),
                said: "noted".to_owned(),
                by: recorded(&dissent.kept),
            }],
            next: None,
            due: None,
        };
        let card = match kept {
            Some((case, kept)) => self.told(
                Card { path: vec![Told { said: "noted".to_owned(), ..noted(kept) }], ..card },
                case,
                kept,
                shown,
            ),
            None => card,
        };
        let who = place.meeting.seat(&dissent.seat).map_or_else(String::new, |seat| seat.short.clone());
        let mut form = Form::new(FormKind::Dissenting(Box::new(card)), format!("Dissent of {who}"), fields);
        form.focus(RATIONALE);
        Some(form)
    }

    fn card_kept(&self, id: &CaseId, from: &DissentFrom, post: &Address, shown: &Shown) -> Option<Form> {
        let case = shown.docs.cases.get(id)?;
        let dissent = case.dissent(from, post)?;
        let voiced = &dissent.voiced;
        let meeting = self.place(shown).map(|place| place.meeting).filter(|meeting| meeting.takes_words());
        let on = meeting.map_or_else(|| self.today(), |meeting| meeting.plan.date);
        // What is next is offered; the words of before stand in the path.
        let state =
            if voiced.answer.state == DissentState::Escalated { DissentState::Closed } else { voiced.answer.state };
        let answer = DissentAnswer { state, to: voiced.answer.to.clone(), ..DissentAnswer::default() };
        let mut fields = stage_fields(&answer, &weekday_day(on));
        if meeting.is_none() {
            let next = shown.coming.iter().find(|row| row.area == case.area);
            let chair = next.map_or("", |row| row.chair.as_str());
            fields.extend(
                chairs_word::fields(chair, shown)
                    .map(|field| if field.when.is_none() { field.when_within(STATE, 0..=1) } else { field }),
            );
        }
        let card = Card {
            of: Of::Kept { case: id.clone(), from: from.clone(), post: post.clone() },
            base: dissent.entry.clone(),
            path: vec![noted(dissent)],
            next: None,
            due: None,
        };
        let card = self.told(card, case, dissent, shown);
        let title = format!("Dissent of {} · {}", voiced.by.short, case.label);
        let mut form = Form::new(FormKind::Dissenting(Box::new(card)), title, fields);
        form.settle();
        Some(form)
    }

    /// The card with the whole path, what is next and by when.
    fn told(&self, mut card: Card, case: &Case, dissent: &CaseDissent, shown: &Shown) -> Card {
        let by = shown.terms.dissent.raise_by(case.day_dissented_from(&dissent.voiced));
        if let (Some(by), Some(first)) = (by.filter(|by| dissent.raised() > *by), card.path.first_mut()) {
            first.said = format!("{} (late: it was to be raised by {})", first.said, day(by));
        }
        card.path.extend(dissent.path.iter().map(|step| Told {
            day: day(step.on),
            said: step.stage.said(),
            by: step.recorded(),
        }));
        card.next = dissent.next().map(str::to_owned);
        card.due = due(dissent, self, shown);
        card
    }

    /// Records the card on top.
    pub(super) fn submit_card(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Dissenting(card) = &form.kind else { return vec![] };
        match self.read_card(form, card, shown) {
            Ok((request, stands)) => {
                let said = if stands {
                    "Recorded: it comes back on the next agenda until it is resolved."
                } else {
                    "Recorded: the dissent is closed. Ctrl-Z takes it back."
                };
                let then =
                    if matches!(card.of, Of::Here(_)) { After::CloseOverlay } else { After::Done(said.to_owned()) };
                vec![Effect::Record { requests: vec![request], fields: self.form_fields(shown), then }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn read_card(&self, form: &Form, card: &Card, shown: &Shown) -> Result<(Request, bool), String> {
        let place = self.place(shown).filter(|place| place.meeting.takes_words());
        let mut answer = self.read_stage(form, shown)?;
        let stands = answer.stands();
        let base = card.base.clone();
        let request = match (&card.of, place) {
            (Of::Here(_), Some(place)) => {
                let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
                Request::AnswerDissent { meeting, item, entry: base, text: form.words("Dissent"), answer }
            }
            (Of::Here(_), None) => return Err("The meeting takes no words any more.".to_owned()),
            (Of::Kept { case, from, post }, Some(place)) => {
                let (item, case) = (place.item.id().clone(), case.clone());
                let (from, post) = (from.clone(), post.clone());
                let asked = ForAgenda::AnswerDissent { item, case, from, post, base, answer: Box::new(answer) };
                Request::Agenda { meeting: place.meeting.id.clone(), asked }
            }
            (Of::Kept { case, from, post }, None) => {
                if form.chosen(STATE) < ESCALATED {
                    answer.word = Some(self.chairs_word(form, shown)?);
                }
                Request::FollowDissent { case: case.clone(), from: from.clone(), post: post.clone(), base, answer }
            }
        };
        Ok((request, stands))
    }

    /// Where a form says that a dissent stands.
    pub(super) fn read_stage(&self, form: &Form, shown: &Shown) -> Result<DissentAnswer, String> {
        let read = |phrase: &str| {
            let calendar = &shown.calendar;
            let now = Now { from: self.today(), next_meeting: None, calendar, tense: Tense::Behind };
            read_date(phrase, now).map_err(|refusal| refusal.to_string())
        };
        stage(form, read)
    }

    /// Opens a dissent of the chosen agency's.
    pub fn open_dissent(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let seats: Vec<String> = place.meeting.seats_on(place.item).map(|(seat, _)| seat.short.clone()).collect();
        let chosen =
            self.agency().and_then(|agency| place.meeting.seats_on(place.item).position(|(s, _)| s.address == agency));
        let mut fields = vec![
            Field::choice("Agency", seats, chosen.unwrap_or_default(), CHOOSE),
            Field::text("Dissent", "", "from which decision, in the agency's own words"),
        ];
        let own = stage_fields(&DissentAnswer::default(), &weekday_day(place.meeting.plan.date));
        fields.extend(own.into_iter().filter(|field| field.label != OUTCOME));
        let title = place.case.map_or_else(|| "Dissent".to_owned(), |case| format!("Dissent · {}", case.label));
        self.show_form(Form::new(FormKind::Dissent, title, fields), shown)
    }
}

fn noted(dissent: &CaseDissent) -> Told {
    let voiced = &dissent.voiced;
    let by = dissent
        .noted
        .as_ref()
        .map_or_else(String::new, |noted| format!("recorded by {}, {}", noted.by, day(london(noted.at).date())));
    Told { day: day(voiced.on), said: format!("noted, {}: “{}”", voiced.by.short, voiced.text), by }
}

fn recorded(kept: &Kept) -> String {
    format!("recorded by {}, {}", kept.by, day(london(kept.at).date()))
}
