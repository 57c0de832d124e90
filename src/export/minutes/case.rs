//! The discussion of one child: one part, from who the child is to what was decided and left open.

use super::super::document::{Block, Cell, Field, Level, Part, TableKind};
use super::{Minutes, actions, dissent, outcome, table, updates, words};
use crate::model::agenda::{Item, ItemKind};
use crate::model::case::{Case, DiscussionKind, Outcome};
use crate::model::meeting::Meeting;
use crate::model::missing::{self, Episode};
use crate::model::retention::REMOVED;
use crate::model::said::{View, Whose};

/// What heads the line that tells a child's date of birth and age.
pub const BORN: &str = "Date of birth";

/// Writes a child's item, a part of that child's alone.
pub(super) fn part(source: &Minutes<'_>, number: usize, item: &Item) -> Part {
    super::part(format!("item-{}", item.id()), item.case(), blocks(source, number, item))
}

fn blocks(source: &Minutes<'_>, number: usize, item: &Item) -> Vec<Block> {
    let mut blocks = vec![Block::heading(Level::One, heading(source, number, item))];
    if item.removed {
        blocks.push(Block::text(format!("{REMOVED}.")));
        return blocks;
    }
    let case = source.case(item);
    if let Some(case) = case {
        blocks.push(Block::Fields { fields: facts(source, item, case) });
    }
    if item.opened_at.is_none() && item.is_silent() {
        blocks.push(Block::text("The case was not discussed at this meeting."));
        blocks.extend(outcome::left_open(source, item));
        return blocks;
    }
    // The minutes say what was known when the meeting was held, and not what was learnt since.
    let known = case.map(|case| case.known_at(source.meeting.ended_at));
    if let Some(concern) = known.map(|known| known.concern.trim()).filter(|concern| !concern.is_empty()) {
        blocks.push(Block::heading(Level::Two, "Reason for concern"));
        blocks.push(Block::text(concern));
    }
    blocks.extend(said(source, item));
    blocks.extend(outcome::left_open(source, item));
    blocks
}

/// What was said on a child, what was agreed, and what was decided.
pub(super) fn said(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let case = source.case(item);
    let district = case.map_or("", |case| case.known_at(source.meeting.ended_at).district.as_str());
    let mut blocks = updates::on_child(source.meeting, item, district);
    if !item.notes.is_empty() {
        blocks.push(Block::heading(Level::Two, "Discussion"));
        blocks.extend(updates::notes(item));
    }
    blocks.extend(views(item));
    if let Some(case) = case {
        blocks.extend(episodes(source.meeting, item, case));
    }
    blocks.extend(outcome::places(source, item));
    if let Some(case) = item.case() {
        blocks.extend(actions::earlier(source, item, case));
    }
    let raised = actions::raised(source, item);
    if raised.is_empty() {
        blocks.push(Block::heading(Level::Two, "New actions"));
        blocks.push(Block::text("No new action was agreed."));
    }
    blocks.extend(raised);
    blocks.extend(outcome::decision(source, item));
    blocks.extend(dissent::voiced(source.meeting, item));
    blocks.extend(dissent::brought_forward(source, item));
    blocks
}

/// The child's reference, name and age, and what kind of discussion it is.
fn heading(source: &Minutes<'_>, number: usize, item: &Item) -> String {
    let kind = match item.planned.kind {
        ItemKind::Initial => "initial",
        ItemKind::Requested => "requested",
        ItemKind::Dissent => "dissent brought forward",
        _ => "review",
    };
    match source.case(item) {
        Some(case) if item.removed => format!("{number}  {} ({kind})", case.label),
        Some(case) => {
            let age = case.age(source.meeting.plan.date);
            // A meeting that was held before two records were merged keeps the reference of then.
            let now =
                case.merged_into.as_ref().map(|(into, label)| source.docs.cases.get(into).map_or(label, |c| &c.label));
            let now = now.map_or_else(String::new, |label| format!(", now {label}"));
            format!("{number}  {}{now}: {}, aged {age} ({kind})", case.label, case.details.name)
        }
        None => format!("{number}  A case that is not in this store ({kind})"),
    }
}

/// Who the child is and where the case stood when the meeting came to it.
fn facts(source: &Minutes<'_>, item: &Item, case: &Case) -> Vec<Field> {
    let meeting = source.meeting;
    let details = case.known_at(meeting.ended_at);
    let held = meeting.plan.date;
    let mut fields = vec![];
    let mut line = |label: &str, text: String| {
        if !text.is_empty() {
            fields.push(Field::new(label, text));
        }
    };
    line(BORN, format!("{} (aged {})", words::day(case.details.born), case.age(held)));
    line("District", details.district.clone());
    line("Discussion", discussion(item));
    line("Previous discussion", previous(source, item, case));
    line("Open to MACE since", words::day(case.opened));
    line("Risk level", risk(source, item, case));
    line("Models of exploitation", details.models.join("; "));
    line("Legal status", details.legal_status.clone().unwrap_or_default());
    line("Education", details.education.clone().unwrap_or_default());
    line("Missing", missing_count(source, case));
    if item.planned.kind != ItemKind::Review {
        line("Presented by", details.presenter.clone());
    }
    line("Chaired by", item.acting_chair.as_ref().map_or_else(String::new, |name| format!("{name}, acting")));
    let invited = meeting.seats_on(item).filter(|(seat, attends)| *attends && seat.only_case.is_some());
    let invited: Vec<_> = invited.map(|(seat, _)| invitee(seat.speaker(), &seat.agency, &seat.designation)).collect();
    line("Present by invitation", invited.join("; "));
    fields
}

fn invitee(name: &str, agency: &str, designation: &str) -> String {
    let post = format!("{designation}, {agency}");
    if name.is_empty() { post } else { format!("{name} ({post})") }
}

fn discussion(item: &Item) -> String {
    let mut text = words::discussion(item.planned.kind).to_owned();
    if let Some((opened, closed)) = Meeting::stretch(item) {
        text = format!("{text}, from {}", words::clock(opened));
        if let Some(closed) = closed {
            text = format!("{text} to {}", words::clock(closed));
        }
    }
    if item.planned.late {
        text += "; added after the agenda had gone out";
    }
    text
}

fn previous(source: &Minutes<'_>, item: &Item, case: &Case) -> String {
    let Some(before) = case.discussed_before(source.meeting.plan.date) else {
        let first = "None: this is the first discussion of the case at MACE";
        return if item.planned.kind == ItemKind::Initial { first } else { "None is recorded here" }.to_owned();
    };
    let kind = match before.kind {
        DiscussionKind::Initial => "initial discussion",
        DiscussionKind::Review => "review",
    };
    let decided = match &before.outcome {
        Outcome::Review { date } => format!("a review was set for {}", words::day(*date)),
        Outcome::Close { .. } => "the case was closed".to_owned(),
        Outcome::Transfer { area, date } => {
            let area = words::area(source.terms, area);
            format!("the case was transferred to {area}, for review by {}", words::day(*date))
        }
    };
    format!("{} ({kind}), when {decided}", words::day(before.on))
}

fn risk(source: &Minutes<'_>, item: &Item, case: &Case) -> String {
    match (&item.risk, outcome::risk_before(source, item, case)) {
        (Some(risk), _) => outcome::risk_words(risk),
        (None, Some(level)) => format!("{level} (not assessed anew at this meeting)"),
        (None, None) => "Not assessed".to_owned(),
    }
}

fn missing_count(source: &Minutes<'_>, case: &Case) -> String {
    let rules = &source.terms.missing;
    let found = missing::triage(&case.episodes, source.meeting.plan.date, rules);
    if found.episodes == 0 {
        return String::new();
    }
    let number = usize::try_from(found.episodes).unwrap_or(usize::MAX);
    let episodes = words::capital(&words::count(number, "episode", "episodes"));
    let trigger = if found.met { "; the trigger for triage is met" } else { "" };
    format!("{episodes} in the {} days before the meeting{trigger}", rules.triage_days)
}

/// What the child and the parents said, or why they were not heard.
fn views(item: &Item) -> Vec<Block> {
    let mut blocks = vec![];
    for (whose, heading, name) in [
        (Whose::Child, "The child's view", "The child's view"),
        (Whose::Parent, "The view of parents or carers", "The parents' or carers' view"),
    ] {
        let own: Vec<&View> = item.views.iter().filter(|view| view.whose == whose).collect();
        if own.is_empty() && whose == Whose::Parent {
            continue;
        }
        blocks.push(Block::heading(Level::Two, heading));
        if own.is_empty() {
            blocks.push(Block::text(format!("{name} was not recorded.")));
        }
        for view in own {
            if !view.text.is_empty() {
                blocks.push(Block::quote(&view.text));
            }
            if let Some(why) = view.why_none.as_deref().filter(|why| !why.trim().is_empty()) {
                blocks.push(Block::text(format!("{name} was not heard. Reason: {}", words::sentence(why))));
            }
        }
    }
    blocks
}

/// The missing episodes that were told on this item; none gives no block.
fn episodes(meeting: &Meeting, item: &Item, case: &Case) -> Vec<Block> {
    let told = |episode: &&Episode| episode.at.as_ref().is_some_and(|(m, i)| *m == meeting.id && i == item.id());
    let moment = |at: chrono::NaiveDateTime| format!("{}, {}", words::short_day(at.date()), words::clock(at.time()));
    let rows: Vec<_> = case
        .episodes
        .iter()
        .filter(told)
        .map(|episode| {
            let known = |text: &Option<String>| Cell::text(text.as_deref().unwrap_or("Not recorded"));
            vec![
                Cell::text(moment(episode.from)),
                Cell::text(episode.until.map_or_else(|| "Return not recorded".to_owned(), moment)),
                known(&episode.missing_from),
                known(&episode.found),
            ]
        })
        .collect();
    if rows.is_empty() {
        return vec![];
    }
    let columns = [("Went missing", 28), ("Returned", 28), ("From", 20), ("Found", 24)];
    vec![Block::heading(Level::Two, "Missing episodes recorded"), table(TableKind::Plain, &columns, rows)]
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::held;
    use super::super::super::text;
    use super::super::{Minutes, minutes};
    use crate::model::case::Details;
    use crate::model::request::Request;

    #[test]
    fn minutes_say_what_was_known_when_the_meeting_was_held_under_the_name_as_it_stands() {
        let mut room = held();
        let case = room.docs.cases.values().find(|case| case.details.name == "Ava Marlow").unwrap().clone();
        let concern = "She has not been seen with the group since the notice was served.".to_owned();
        let details =
            Details { name: "Ava Marlowe".into(), district: "Maldon".into(), concern, ..case.details.clone() };
        room.at("2026-12-10T09:00");
        let (id, details) = (case.id.clone(), Box::new(details));
        room.ask(Request::CorrectCase { case: id, details, risk: None, review_date: None, closed: None });
        let written = minutes(&Minutes {
            meeting: room.meeting_on("2026-12-03"),
            docs: &room.docs,
            terms: &room.terms,
            next_meeting: None,
            made_at: "2026-12-11T09:00:00Z".parse().unwrap(),
        });
        let text = text::render(&written, None).unwrap();
        let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains("Ava Marlowe"));
        assert!(flowing.contains("District: Chelmsford"), "{flowing}");
        assert!(flowing.contains(&case.details.concern), "{flowing}");
        assert!(!flowing.contains("since the notice was served") && !flowing.contains("settled since"), "{flowing}");
    }
}
