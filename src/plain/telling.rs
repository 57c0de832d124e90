//! What is told of an item, sentence by sentence: where one is and how it stands first, then what there is to know.

use crate::model::action::{Action, Answer, Unmet};
use crate::model::agenda::{Heard, Item, ItemKind, Progress};
use crate::model::answering::open_actions;
use crate::model::attendance::{Mark, Seat};
use crate::model::case::{Case, Outcome};
use crate::model::checks::{brought_forward, heard, not_asked};
use crate::model::decide::{agreed, read_out};
use crate::model::id::ItemId;
use crate::model::meeting::Meeting;
use crate::model::missing::triage;
use crate::model::said::Whose;
use crate::model::since::since;
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::weekday_day;
use crate::terms::{Holds, Terms};

use super::said::{arisen, of_dissent};
use super::talk::{counted, sentence};

/// An item with what belongs to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) meeting: &'a Meeting,
    pub(super) item: &'a Item,
    pub(super) case: Option<&'a Case>,
}

impl<'a> Place<'a> {
    /// The place of an item of the open meeting.
    pub(super) fn of(shown: &'a Shown, item: &ItemId) -> Option<Self> {
        let meeting = shown.open_meeting()?;
        let item = meeting.item(item)?;
        let case = item.case().and_then(|case| shown.docs.cases.get(case));
        Some(Self { meeting, item, case })
    }

    /// The child's reference, or the item's number.
    pub(super) fn name(&self) -> String {
        self.case.map_or_else(|| format!("item {}", self.number()), |case| case.label.clone())
    }

    fn number(&self) -> usize {
        self.meeting.number(self.item.id()).unwrap_or_default()
    }

    /// The seats that attend and were not asked yet.
    pub(super) fn not_asked(&self) -> Vec<String> {
        let district = self.case.map(|case| case.details.district.as_str());
        district.map_or_else(Vec::new, |district| not_asked(self.meeting, self.item, district).collect())
    }
}

/// Where one is, in a line.
pub(super) fn heading(place: &Place<'_>, shown: &Shown) -> String {
    let where_ = format!("Item {} of {}", place.number(), place.meeting.items.len());
    let Some(case) = place.case else {
        let who = &place.item.planned.responsible;
        let who = if who.is_empty() { String::new() } else { format!(" {who}.") };
        return format!("{where_}: {}.{who}", place.item.planned.title);
    };
    let kind = match place.item.planned.kind {
        ItemKind::Initial => "initial",
        ItemKind::Requested => "on request",
        ItemKind::Dissent => "dissent brought forward",
        _ => "review",
    };
    let parked = if place.item.parked { " Put aside." } else { "" };
    let late = if place.item.planned.late { ", late" } else { "" };
    format!("{where_}: {}, {kind}{late}. {}.{parked}", case.label, standing(place, shown))
}

/// How a child's item stands.
fn standing(place: &Place<'_>, shown: &Shown) -> String {
    let Some(decision) = &place.item.decision else {
        return match &place.item.reason {
            Some(reason) => format!("Undecided, because: {reason}"),
            None => "Undecided".to_owned(),
        };
    };
    let agreed = if agreed(place.meeting, place.item, &shown.docs).is_some() { "agreed" } else { "not read back" };
    format!("Decided: {}, {agreed}", outcome(&decision.outcome, &shown.terms))
}

/// Everything told on coming to an item.
pub(super) fn item(place: &Place<'_>, shown: &Shown) -> Vec<String> {
    let mut lines = vec![heading(place, shown)];
    match place.case {
        Some(case) => lines.extend(of_case(place, case, shown)),
        None => lines.extend(of_standing(place, shown)),
    }
    let actions = open_actions(place.meeting, place.item, &shown.docs);
    lines.extend(of_actions(&actions, place, shown));
    if place.case.is_some() {
        lines.push(asking(place));
        lines.extend(awaited(place));
    }
    let recorded = super::said::list(place, shown).len();
    if recorded > 0 {
        lines.push(format!("Recorded here: {recorded}. Type said to hear it."));
    }
    lines
}

fn of_case(place: &Place<'_>, case: &Case, shown: &Shown) -> Vec<String> {
    let today = place.meeting.plan.date;
    let details = &case.details;
    let risk = match (&case.risk, case.risk_before()) {
        (Some(risk), Some(before)) if before != risk => format!(" Risk {risk}, before that {before}."),
        (Some(risk), _) => format!(" Risk {risk}."),
        (None, _) => " Risk not assessed.".to_owned(),
    };
    let open = match usize::try_from(case.days_open(today)).unwrap_or_default() {
        0 | 1 => "Opened today".to_owned(),
        days @ 2..60 => format!("Open {days} days"),
        days => format!("Open {}", counted(days / 30, "month", "months")),
    };
    let mut lines = vec![format!("{}.{risk} {open}.", case.called(today))];
    let missing = triage(&case.episodes, today, &shown.terms.missing);
    if missing.episodes > 0 {
        let times = match missing.episodes {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            many => format!("{many} times"),
        };
        let met = if missing.met { ": triage is due" } else { "" };
        lines.push(format!("Missing {times} in {} days{met}.", shown.terms.missing.triage_days));
    }
    if !details.concern.is_empty() {
        lines.push(sentence(&format!("Concern: {}", details.concern)));
    }
    let heard = place.item.views.iter().rev().find(|view| view.whose == Whose::Child && !view.text.is_empty());
    let says = heard.map_or(details.child_says.as_str(), |view| view.text.as_str());
    lines.push(sentence(&format!("Child says: {}", if says.is_empty() { "not heard yet" } else { says })));
    lines.extend(brought_forward(place.meeting, place.item, case).map(|one| of_dissent("brought forward", one)));
    let Some(before) = case.discussed_before(today) else {
        lines.push("First discussion.".to_owned());
        return lines;
    };
    let decided = outcome(&before.outcome, &shown.terms);
    lines.push(format!("Last time, {}: {decided}.", weekday_day(before.on)));
    let actions: Vec<&Action> = shown.docs.actions_of(&case.id).collect();
    // The screen's arrows and dots are for the eye.
    let changed = since(case, &actions, before.on, today).words().replace(" → ", " to ").replace(" · ", ", ");
    if !changed.is_empty() {
        lines.push(format!("Since then: {changed}."));
    }
    lines
}

fn of_standing(place: &Place<'_>, shown: &Shown) -> Vec<String> {
    let ItemKind::Standing(holds) = place.item.planned.kind else { return vec![] };
    match holds {
        Holds::RollCall => {
            let (members, _) = place.meeting.roll();
            let marked = members.iter().filter(|seat| seat.mark.is_some()).count();
            vec![format!("Roll-call: {marked} of {} marked. Type roll to take it.", members.len())]
        }
        Holds::Statement => {
            let waiting = place.meeting.seats.iter().filter(|seat| seat.attends() && seat.agreed.is_none()).count();
            let agreed = place.meeting.seats.iter().filter(|seat| seat.agreed.is_some()).count();
            vec![format!(
                "Statement: {agreed} agreed, {waiting} present and not yet. Type statement to hear it, agree to record."
            )]
        }
        Holds::LastMinutes => last_meeting(place.meeting, shown),
        _ => vec![],
    }
}

/// Which meeting was the last, and what was noted there outside its cases.
fn last_meeting(meeting: &Meeting, shown: &Shown) -> Vec<String> {
    let Some(last) = shown.last.as_ref().and_then(|id| shown.docs.meetings.get(id)) else { return vec![] };
    let notes = last.items.iter().filter(|item| item.case().is_none()).flat_map(|item| {
        item.notes.iter().map(|note| sentence(&format!("Noted then, {}: {}", item.planned.title, note.text)))
    });
    let held = format!("The last meeting was on {}: {}.", weekday_day(last.plan.date), last.state.name());
    [held].into_iter().chain(arisen(meeting, shown)).chain(notes).collect()
}

fn of_actions(actions: &[&Action], place: &Place<'_>, shown: &Shown) -> Vec<String> {
    let log = place.item.planned.kind == ItemKind::Standing(Holds::ActionLog);
    if actions.is_empty() {
        return if log || place.case.is_some() { vec!["No open actions.".to_owned()] } else { vec![] };
    }
    let overdue = actions.iter().filter(|action| action.is_overdue(place.meeting.plan.date)).count();
    let late = if overdue > 0 { format!(", {overdue} overdue") } else { String::new() };
    let mut lines = vec![format!("Open actions: {}{late}.", actions.len())];
    lines.extend(actions.iter().map(|action| of_action(action, place, shown)));
    lines
}

fn of_action(action: &Action, place: &Place<'_>, shown: &Shown) -> String {
    let case = action.raised_at.case.as_ref().filter(|_| place.case.is_none());
    let case =
        case.and_then(|case| shown.docs.cases.get(case)).map_or_else(String::new, |case| format!(", {}", case.label));
    let head = format!("{}{case}, {}", action.label, task(action));
    if let Some(answer) = action.answered_at(&place.meeting.id, place.item.id()) {
        return format!("{head} {}.", answered(answer));
    }
    let today = place.meeting.plan.date;
    let due = match action.task.due {
        Some(due) if action.is_overdue(today) => {
            let days = usize::try_from((today - due).num_days()).unwrap_or_default();
            format!("Overdue by {}, due {}", counted(days, "day", "days"), weekday_day(due))
        }
        Some(due) => format!("Due {}", weekday_day(due)),
        None => "No date".to_owned(),
    };
    let carried = match action.times_carried() {
        0 => String::new(),
        1 => ", carried once".to_owned(),
        2 => ", carried twice".to_owned(),
        many => format!(", carried {many} times"),
    };
    format!("{head} {due}{carried}.")
}

/// `YOS: complete the AIM assessment.`
pub(super) fn task(action: &Action) -> String {
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    format!("{owner}: {}.", action.task.text.trim_end_matches('.'))
}

/// By when an action is to be done.
pub(super) fn by(action: &Action) -> String {
    action.task.due.map_or_else(|| "No date".to_owned(), |due| format!("By {}", weekday_day(due)))
}

/// How an action was answered.
pub(super) fn answered(answer: &Answer) -> String {
    match answer {
        Answer::Done { outcome } if outcome.is_empty() => "Answered: done".to_owned(),
        Answer::Done { outcome } => format!("Answered: done, {}", outcome.trim_end_matches('.')),
        Answer::Carry { to, .. } => format!("Answered: carried to {}", weekday_day(*to)),
        Answer::NotDone { because, kind } => {
            format!("Answered: {}, {}", Unmet::said(kind.as_ref()), because.trim_end_matches('.'))
        }
    }
}

/// Who has not been asked, in a line.
pub(super) fn asking(place: &Place<'_>) -> String {
    let waiting = place.not_asked();
    match waiting.len() {
        0 if place.meeting.seats_on(place.item).any(|(_, attends)| attends) => {
            "Everybody present was asked.".to_owned()
        }
        0 => "Nobody is marked present: type roll for the roll-call.".to_owned(),
        count => format!("Not asked yet, {count}: {}.", waiting.join(", ")),
    }
}

/// Who is invited for this child and not here.
fn awaited(place: &Place<'_>) -> Vec<String> {
    let invited = place
        .meeting
        .seats_on(place.item)
        .filter(|(seat, attends)| seat.only_case.is_some() && !attends && (seat.mark.is_none() || seat.attends()));
    let line = |(seat, _): (&Seat, bool)| {
        format!("Invited and not here: {}. As they come in: r @{} present", named(seat), seat.address)
    };
    invited.map(line).collect()
}

/// A seat, with the name of who speaks for it.
pub(super) fn named(seat: &Seat) -> String {
    let speaker = seat.speaker();
    if speaker.is_empty() { seat.short.clone() } else { format!("{}, {speaker}", seat.short) }
}

/// Who was asked and who was not; on an item about no child, who is here.
pub(super) fn who(place: &Place<'_>) -> Vec<String> {
    let Some(case) = place.case else { return here(place.meeting) };
    let (mut groups, mut folded) = ([const { Vec::new() }; 4], 0);
    for (seat, attends) in place.meeting.seats_on(place.item) {
        let state = heard(place.item, seat, attends);
        let own = seat.only_case.is_some() || seat.speaks_for(&case.details.district);
        let group = match state {
            Heard::NotAsked if own => 0,
            Heard::Gave => 1,
            Heard::Nil => 2,
            Heard::Absent | Heard::Awaited if own => 3,
            _ => {
                folded += 1;
                continue;
            }
        };
        groups[group].push(seat.short.as_str());
    }
    let names = ["Not asked yet", "Gave an update", "Nothing to report", "Not here"];
    let mut lines: Vec<String> = names
        .iter()
        .zip(&groups)
        .filter(|(_, seats)| !seats.is_empty())
        .map(|(name, seats)| format!("{name}, {}: {}.", seats.len(), seats.join(", ")))
        .collect();
    if folded > 0 {
        lines.push(format!("Of other districts: {}, who may speak.", counted(folded, "seat", "seats")));
    }
    lines
}

fn here(meeting: &Meeting) -> Vec<String> {
    let (members, _) = meeting.roll();
    let group = |name: &str, fits: &dyn Fn(&Seat) -> bool| {
        let seats: Vec<String> = members.iter().filter(|seat| fits(seat)).map(|seat| named(seat)).collect();
        (!seats.is_empty()).then(|| format!("{name}, {}: {}.", seats.len(), seats.join("; ")))
    };
    let groups = [
        group("Here", &Seat::attends),
        group("Apologies", &|seat| matches!(seat.mark, Some(Mark::Apologies { substitute: None }))),
        group("Absent", &|seat| matches!(seat.mark, Some(Mark::Absent))),
        group("Not marked", &|seat| seat.mark.is_none()),
    ];
    groups.into_iter().flatten().collect()
}

/// The agenda, a line an item.
pub(super) fn agenda(meeting: &Meeting, shown: &Shown) -> Vec<String> {
    let line = |(at, item): (usize, &Item)| {
        let case = item.case().and_then(|case| shown.docs.cases.get(case));
        let name =
            case.map_or_else(|| item.planned.title.clone(), |case| format!("{}, {}", case.label, case.details.name));
        let how = match item.progress() {
            _ if item.parked => "put aside",
            Progress::Waiting => "to come",
            Progress::Open => "open now",
            Progress::Done if item.case().is_some() && item.decision.is_none() => "left undecided",
            Progress::Done => "done",
        };
        let late = if item.planned.late { ", late item" } else { "" };
        format!("{}. {name}{late}: {how}.", at + 1)
    };
    meeting.items.iter().enumerate().map(line).collect()
}

/// The decision, the risk, the actions and any dissent, to be read to the room; none before a decision.
pub(super) fn read_back(place: &Place<'_>, shown: &Shown) -> Option<Vec<String>> {
    let decision = place.item.decision.as_ref()?;
    let mut lines = vec![
        format!("Read-back of {}.", place.name()),
        format!("Decision: {}.", outcome(&decision.outcome, &shown.terms)),
    ];
    lines.push(if decision.rationale.is_empty() {
        "No reason is recorded for it.".to_owned()
    } else {
        sentence(&format!("Because: {}", decision.rationale))
    });
    lines.extend(place.item.risk.as_ref().map(|risk| format!("Risk after: {}.", risk.level)));
    let actions = read_out(place.meeting, place.item, &shown.docs);
    if actions.is_empty() {
        lines.push("No new actions.".to_owned());
    }
    lines
        .extend(actions.into_iter().map(|action| format!("Action {}, {} {}.", action.label, task(action), by(action))));
    lines.extend(place.item.dissents.iter().map(|dissent| {
        let who = place.meeting.seat(&dissent.seat).map_or_else(|| dissent.seat.to_string(), |seat| seat.short.clone());
        sentence(&format!("Dissent, {who}: {}", dissent.text))
    }));
    lines.extend(agreed(place.meeting, place.item, &shown.docs).map(|agreement| {
        format!("The room agreed to this at {}; dissent was invited.", london(agreement.kept.at).format("%H:%M"))
    }));
    Some(lines)
}

/// The minutes of the child's last discussion.
pub(super) fn last(place: &Place<'_>, shown: &Shown) -> Vec<String> {
    let Some(case) = place.case else { return vec!["This item is about no child.".to_owned()] };
    let Some(before) = case.discussed_before(place.meeting.plan.date) else {
        return vec!["First discussion: there is no last time.".to_owned()];
    };
    let mut lines = vec![format!("Last time, {}: {}.", weekday_day(before.on), outcome(&before.outcome, &shown.terms))];
    let meeting = shown.previous.get(&case.id).and_then(|id| shown.docs.meetings.get(id));
    let Some((meeting, item)) = meeting.and_then(|meeting| Some((meeting, meeting.item(&before.item)?))) else {
        return lines;
    };
    let then = Place { meeting, item, case: Some(case) };
    lines.extend(super::said::list(&then, shown).into_iter().map(|said| said.words));
    lines
}

/// What was decided, in a few words.
pub(super) fn outcome(outcome: &Outcome, terms: &Terms) -> String {
    match outcome {
        Outcome::Review { date } => format!("review {}", weekday_day(*date)),
        Outcome::Close { outcome, reason_reduced: Some(reason) } => {
            format!("close, {}, {}", outcome.to_lowercase(), reason.to_lowercase())
        }
        Outcome::Close { outcome, reason_reduced: None } => format!("close, {}", outcome.to_lowercase()),
        Outcome::Transfer { area, date } => {
            let name = terms.area(area).map_or(area.as_str(), |area| area.name.as_str());
            format!("transfer to {name}, first review {}", weekday_day(*date))
        }
    }
}
