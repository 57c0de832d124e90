//! A meeting with its attendance and its agenda as JSON; this is also `export minutes --format json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::case::outcome_word;
use super::{Views, clock, in_order, moment, some};
use crate::model::agenda::{Item, ItemKind, Progress};
use crate::model::attendance::{Mark, Seat};
use crate::model::case::Outcome;
use crate::model::checks::Owed;
use crate::model::decide::{agreed, owed_on};
use crate::model::decide_dissent::brought_forward;
use crate::model::id::{ItemId, MeetingId};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::said::{Agreement, DissentState, Mode, Whose};

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingView<'a> {
    /// The label: `mid-1-2026-12-03`.
    pub id: &'a str,
    /// 1 or 2.
    pub part: u8,
    /// The area's slug.
    pub area: &'a str,
    /// The day.
    pub date: NaiveDate,
    /// When it begins, local: `09:30`.
    pub time: String,
    /// Where.
    pub venue: &'a str,
    /// How far it has come.
    pub state: MeetingState,
    /// Who chairs; an acting chair where there is one.
    pub chair: &'a str,
    /// Who takes the minutes.
    pub minute_taker: &'a str,
    /// The roll-call, a seat each.
    pub attendance: Vec<AttendanceView<'a>>,
    /// The agenda, in order.
    pub items: Vec<ItemView<'a>>,
}

/// A seat in the roll-call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttendanceView<'a> {
    /// The agency's name.
    pub agency: &'a str,
    /// The designation's title.
    pub designation: &'a str,
    /// Who holds it, where known.
    pub name: Option<&'a str>,
    /// present, apologies or absent; `null` before the roll-call.
    pub mark: Option<&'static str>,
    /// Who came in their stead.
    pub substitute: Option<&'a str>,
    /// When they came, if late, local.
    pub from: Option<String>,
    /// When they left, if early, local.
    pub until: Option<String>,
    /// The numbers of the only items an invitee attends; empty for a member, who attends them all.
    pub only_items: Vec<usize>,
}

/// An agenda item with all that was said on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemView<'a> {
    /// Its number on the agenda, from 1.
    pub no: usize,
    /// Its title; of a case, its reference.
    pub title: &'a str,
    /// standing, initial, review or requested.
    pub kind: &'static str,
    /// The responsible officer or presenter.
    pub responsible: Option<&'a str>,
    /// The child's reference.
    pub case: Option<&'a str>,
    /// waiting, open or done.
    pub state: &'static str,
    /// When it was first opened, UTC.
    pub opened_at: Option<String>,
    /// When it was last left, UTC.
    pub closed_at: Option<String>,
    /// The agencies' updates, in the order given.
    pub updates: Vec<UpdateView<'a>>,
    /// Discussion without an agency.
    pub notes: Vec<NoteView<'a>>,
    /// The child's and the parents' views.
    pub views: Vec<ViewView<'a>>,
    /// The labels of the places named.
    pub places: Vec<&'a str>,
    /// The labels of the missing episodes told.
    pub missing: Vec<&'a str>,
    /// Whether it came after the agenda had gone out.
    pub late: bool,
    /// Whether it was put off to later in the meeting.
    pub parked: bool,
    /// The labels of the actions raised.
    pub actions: Vec<&'a str>,
    /// Dissent.
    pub dissents: Vec<DissentView<'a>>,
    /// The decision; its kind is `none` where there is none.
    pub decision: DecisionView<'a>,
    /// What is owed on it, and why it was left so.
    pub gate: GateView<'a>,
}

/// An agency's update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UpdateView<'a> {
    /// The agency's name.
    pub agency: Option<&'a str>,
    /// The designation's title.
    pub designation: Option<&'a str>,
    /// What it said; `null` for nothing to report.
    pub text: Option<&'a str>,
    /// Whether it had nothing to report.
    pub nil: bool,
    /// spoken or written.
    pub mode: Mode,
    /// When it was first recorded, UTC.
    pub at: String,
    /// Who recorded it.
    pub by: &'a str,
}

/// Discussion without an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteView<'a> {
    /// What was noted.
    pub text: &'a str,
    /// When it was first recorded, UTC.
    pub at: String,
    /// Who recorded it.
    pub by: &'a str,
}

/// A view of the child's or the parents'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewView<'a> {
    /// child or parent.
    pub who: Whose,
    /// In their words.
    pub text: Option<&'a str>,
    /// Why there is none.
    pub why_none: Option<&'a str>,
}

/// An agency's dissent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DissentView<'a> {
    /// The agency's name.
    pub agency: Option<&'a str>,
    /// Its words.
    pub text: &'a str,
    /// The chair's rationale.
    pub rationale: Option<&'a str>,
    /// noted, resolved, escalated or closed.
    pub state: DissentState,
    /// To whom it was escalated.
    pub escalated_to: Option<&'a str>,
    /// What came of that.
    pub outcome: Option<&'a str>,
}

/// The decision of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionView<'a> {
    /// review, close, transfer or none.
    pub kind: &'static str,
    /// The next review; of a transfer, the first in the other area.
    pub review_date: Option<NaiveDate>,
    /// Of a closure, its outcome; of a transfer, the receiving area's slug.
    pub reason: Option<&'a str>,
    /// Why it was decided so.
    pub rationale: Option<&'a str>,
    /// The level of risk before the meeting, where it was assessed anew.
    pub risk_before: Option<&'a str>,
    /// The level after, where it was assessed anew.
    pub risk_after: Option<&'a str>,
    /// When the room agreed to what was read back, while that stands unchanged.
    pub agreed_at: Option<String>,
}

/// What is owed on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GateView<'a> {
    /// While the meeting is live, what is owed now; afterwards, what was owed when it ended.
    pub owed: Vec<String>,
    /// Why the item was left all the same.
    pub reason: Option<&'a str>,
}

/// The labels of what was told on the items of one meeting, gathered once.
struct Told<'a>(Vec<(&'a ItemId, Kind, &'a str)>);

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Action,
    Place,
    Missing,
}

impl<'a> Views<'a> {
    /// A meeting.
    #[must_use]
    pub fn meeting(&self, meeting: &'a Meeting) -> MeetingView<'a> {
        let plan = &meeting.plan;
        let told = self.told(meeting);
        MeetingView {
            id: &meeting.label,
            part: plan.part,
            area: &plan.area,
            date: plan.date,
            time: clock(plan.time),
            venue: &plan.venue,
            state: meeting.state,
            chair: meeting.acting_chair.as_deref().unwrap_or(&plan.chair),
            minute_taker: &plan.minute_taker,
            attendance: meeting.seats.iter().map(|seat| attendance(meeting, seat)).collect(),
            items: meeting.items.iter().enumerate().map(|(at, item)| self.item(meeting, at + 1, item, &told)).collect(),
        }
    }

    fn item(&self, meeting: &'a Meeting, no: usize, item: &'a Item, told: &Told<'a>) -> ItemView<'a> {
        let case = item.case().and_then(|id| self.label_of_case(id));
        let updates = item.updates.iter().map(|update| {
            let seat = meeting.seat(&update.seat);
            UpdateView {
                agency: seat.map(|seat| seat.agency.as_str()),
                designation: seat.map(|seat| seat.designation.as_str()),
                text: some(&update.text),
                nil: update.nil,
                mode: update.mode,
                at: moment(update.kept.at),
                by: &update.kept.by,
            }
        });
        let notes = item.notes.iter();
        let notes = notes.map(|note| NoteView { text: &note.text, at: moment(note.kept.at), by: &note.kept.by });
        let views = item.views.iter().map(|view| {
            let why_none = view.why_none.as_deref().and_then(some);
            ViewView { who: view.whose, text: some(&view.text), why_none }
        });
        let dissents = item.dissents.iter().map(|dissent| DissentView {
            agency: meeting.seat(&dissent.seat).map(|seat| seat.agency.as_str()),
            text: &dissent.text,
            rationale: some(&dissent.answer.rationale),
            state: dissent.answer.state,
            escalated_to: some(&dissent.answer.to),
            outcome: some(&dissent.answer.outcome),
        });
        // What was brought forward stands among them, as it was answered here.
        let forward = brought_forward(self.docs, (meeting, item)).map(|dissent| {
            let voiced = item.took_up(&dissent.voiced).unwrap_or(&dissent.voiced);
            DissentView {
                agency: Some(&voiced.by.agency),
                text: &voiced.text,
                rationale: some(&voiced.answer.rationale),
                state: voiced.answer.state,
                escalated_to: some(&voiced.answer.to),
                outcome: some(&voiced.answer.outcome),
            }
        });
        let dissents = dissents.chain(forward);
        ItemView {
            no,
            title: some(&item.planned.title).or(case).unwrap_or_default(),
            kind: kind(item.planned.kind),
            responsible: some(&item.planned.responsible),
            case,
            state: state(item),
            opened_at: item.opened_at.map(moment),
            closed_at: item.closed_at.filter(|_| item.running_since.is_none()).map(moment),
            updates: updates.collect(),
            notes: notes.collect(),
            views: views.collect(),
            places: told.on(item, Kind::Place),
            missing: told.on(item, Kind::Missing),
            late: item.planned.late,
            parked: item.parked,
            actions: told.on(item, Kind::Action),
            dissents: dissents.collect(),
            decision: decision(item, agreed(meeting, item, self.docs)),
            gate: GateView { owed: self.owed(meeting, item), reason: item.reason.as_deref().and_then(some) },
        }
    }

    fn owed(&self, meeting: &Meeting, item: &Item) -> Vec<String> {
        match meeting.state {
            MeetingState::Planned | MeetingState::AgendaCirculated => vec![],
            MeetingState::Live => owed_on(meeting, item, self.docs).iter().map(Owed::sentence).collect(),
            _ => {
                meeting.left_open.iter().filter(|left| left.item == *item.id()).map(|left| left.owed.clone()).collect()
            }
        }
    }

    fn told(&self, meeting: &Meeting) -> Told<'a> {
        let here = |at: Option<&'a (MeetingId, ItemId)>| at.filter(|(m, _)| *m == meeting.id).map(|(_, item)| item);
        let actions = self.docs.actions.values();
        let actions =
            actions.filter_map(|a| here(a.raised_at.at.as_ref()).map(|item| (item, Kind::Action, a.label.as_str())));
        let places = self.docs.places.values();
        let places = places.filter_map(|p| here(Some(&p.named.at)).map(|item| (item, Kind::Place, p.label.as_str())));
        let on_agenda = meeting.items.iter().filter_map(|item| self.docs.cases.get(item.case()?));
        let missing = on_agenda.flat_map(|case| &case.episodes);
        let missing = missing.filter_map(|e| here(e.at.as_ref()).map(|item| (item, Kind::Missing, e.label.as_str())));
        Told(actions.chain(places).chain(missing).collect())
    }
}

impl<'a> Told<'a> {
    fn on(&self, item: &Item, wanted: Kind) -> Vec<&'a str> {
        let here = self.0.iter().filter(|(at, kind, _)| *at == item.id() && *kind == wanted);
        in_order(here.map(|(_, _, label)| *label).collect())
    }
}

fn attendance<'a>(meeting: &Meeting, seat: &'a Seat) -> AttendanceView<'a> {
    let (mark, substitute) = match &seat.mark {
        None => (None, None),
        Some(Mark::Present) => (Some("present"), None),
        Some(Mark::Apologies { substitute }) => (Some("apologies"), substitute.as_deref()),
        Some(Mark::Absent) => (Some("absent"), None),
    };
    let only = meeting
        .items
        .iter()
        .enumerate()
        .filter(|(_, i)| seat.only_case.is_some() && i.case() == seat.only_case.as_ref());
    AttendanceView {
        agency: &seat.agency,
        designation: &seat.designation,
        name: some(&seat.name),
        mark,
        substitute,
        from: seat.from.map(clock),
        until: seat.until.map(clock),
        only_items: only.map(|(index, _)| index + 1).collect(),
    }
}

fn decision<'a>(item: &'a Item, agreed: Option<&Agreement>) -> DecisionView<'a> {
    let decided = item.decision.as_ref();
    let reason = decided.and_then(|decision| match &decision.outcome {
        Outcome::Review { .. } => None,
        Outcome::Close { outcome, .. } => Some(outcome.as_str()),
        Outcome::Transfer { area, .. } => Some(area.as_str()),
    });
    DecisionView {
        kind: decided.map_or("none", |decision| outcome_word(&decision.outcome)),
        review_date: decided.and_then(crate::model::said::Decision::review_date),
        reason,
        rationale: decided.and_then(|decision| some(&decision.rationale)),
        risk_before: item.risk.as_ref().and_then(|risk| risk.before.as_deref()),
        risk_after: item.risk.as_ref().map(|risk| risk.level.as_str()),
        agreed_at: agreed.map(|agreement| moment(agreement.kept.at)),
    }
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Standing(_) => "standing",
        ItemKind::Initial => "initial",
        ItemKind::Review => "review",
        ItemKind::Requested => "requested",
        ItemKind::Dissent => "dissent",
    }
}

fn state(item: &Item) -> &'static str {
    match item.progress() {
        Progress::Waiting => "waiting",
        Progress::Open => "open",
        Progress::Done => "done",
    }
}
