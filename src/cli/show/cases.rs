//! Cases: the tracker, one child's page, and missing episodes.

use std::io::Write;

use chrono::NaiveDate;

use super::{Viewing, day, json, named, word};
use crate::cli::CliError;
use crate::cli::table::Table;
use crate::export::view_json::Views;
use crate::model::action::Action;
use crate::model::case::{Case, Outcome};
use crate::model::dissent::CaseDissent;
use crate::model::docs::Docs;
use crate::model::id::Stream;
use crate::model::missing::triage;
use crate::terms::Terms;
use crate::terms::calendar::london;

/// Every case, by reference.
pub(super) fn list(view: &mut Viewing<'_>) -> Result<(), CliError> {
    // Labels of the meetings are needed in JSON alone.
    let kinds: &[&str] = if view.json { &["case", "action", "meeting"] } else { &["case"] };
    view.session.load_kinds(kinds)?;
    let shown = view.session.shown();
    let cases = by_reference(&shown.docs);
    if view.json {
        let views = Views::new(&shown.docs, &shown.terms, view.today);
        let cases: Vec<_> = cases.into_iter().map(|case| views.case(case)).collect();
        return json(&cases, view.out);
    }
    let mut table = Table::new(&["Ref", "State", "Risk", "Review", "Missing", "Name"]);
    for case in cases {
        let missing = triage(&case.episodes, view.today, &shown.terms.missing);
        let flag = if missing.met { " triage" } else { "" };
        table.row([
            case.label.clone(),
            state(case).to_owned(),
            case.risk.clone().unwrap_or_default(),
            day(case.review_date),
            format!("{}{flag}", missing.episodes),
            format!("{}, {}", case.details.name, case.age(view.today)),
        ]);
    }
    table.print(view.out)
}

/// One child's page.
pub(super) fn one(view: &mut Viewing<'_>, reference: &str) -> Result<(), CliError> {
    let Stream::Case(stands) = named(view.session, "case", reference)? else { return Ok(()) };
    // A script asks for the child; a person who names a record that was merged sees it as it stood, and where it went.
    let own = view.session.record_labelled(reference)?.filter(|_| !view.json);
    let id = own.unwrap_or_else(|| stands.clone());
    view.session.load_case(&stands)?;
    view.session.load_case(&id)?;
    let discussed = view.session.shown().docs.cases.get(&id).map(|case| case.discussions.clone());
    for discussion in discussed.unwrap_or_default() {
        view.session.load(&Stream::Meeting(discussion.meeting))?;
    }
    let raised: Vec<_> =
        view.session.shown().docs.actions.values().filter_map(|action| action.raised_at.at.clone()).collect();
    for (meeting, _) in raised {
        view.session.load(&Stream::Meeting(meeting))?;
    }
    let shown = view.session.shown();
    let Some(case) = shown.docs.cases.get(&id) else { return Ok(()) };
    if view.json {
        return json(&Views::new(&shown.docs, &shown.terms, view.today).case(case), view.out);
    }
    let out = &mut *view.out;
    if let Some(stays) = shown.docs.cases.get(&stands).filter(|stays| stays.id != id) {
        let former = stays.former.iter().find(|former| former.case == id);
        let on = former.map_or_else(String::new, |former| format!(" on {}", day(Some(london(former.at).date()))));
        writeln!(out, "{} was merged into {}{on}. This is as it stood then:", case.label, stays.label)?;
        writeln!(out, "`mace show case {}` shows all that is recorded of the child.\n", stays.label)?;
    }
    facts(case, &shown.terms, view.today).print(out)?;
    let mut discussions = Table::new(&["Discussed", "Kind", "Decision"]);
    for discussion in &case.discussions {
        let decision = match &discussion.outcome {
            Outcome::Review { date } => format!("review {}", day(Some(*date))),
            Outcome::Close { outcome, .. } => format!("close: {outcome}"),
            Outcome::Transfer { area, .. } => format!("transfer to {area}"),
        };
        discussions.row([day(Some(discussion.on)), word(&discussion.kind), decision]);
    }
    if !discussions.is_empty() {
        writeln!(out)?;
        discussions.print(out)?;
    }
    for dissent in &case.dissents {
        writeln!(out)?;
        tell_dissent(dissent, out)?;
    }
    let mut actions: Vec<&Action> = shown.docs.actions_of(&id).collect();
    if !actions.is_empty() {
        actions.sort_by_key(|action| (!action.is_open(), action.task.due));
        writeln!(out)?;
        super::log::action_table(&actions, view.today, |_| String::new()).print(out)?;
    }
    Ok(())
}

/// A dissent with its path, and what comes next.
fn tell_dissent(dissent: &CaseDissent, out: &mut dyn Write) -> Result<(), CliError> {
    let voiced = &dissent.voiced;
    let mut path = Table::new(&["Dissent", voiced.by.agency.as_str()]);
    path.row([day(Some(voiced.on)), format!("noted: {}", voiced.text)]);
    for step in &dissent.path {
        path.row([day(Some(step.on)), step.stage.said()]);
    }
    path.row([String::new(), dissent.next().map_or("closed".to_owned(), |next| format!("next: {next}"))]);
    path.print(out)
}

/// Missing episodes, the latest first.
pub(super) fn missing(view: &mut Viewing<'_>) -> Result<(), CliError> {
    view.session.load_kinds(&["case"])?;
    let shown = view.session.shown();
    let views = Views::new(&shown.docs, &shown.terms, view.today);
    let mut episodes: Vec<_> = shown.docs.records().flat_map(|case| views.missing(case)).collect();
    episodes.sort_by_key(|episode| std::cmp::Reverse((episode.from, episode.reference)));
    if view.json {
        return json(&episodes, view.out);
    }
    let moment = |at: chrono::NaiveDateTime| at.format("%-d %b %Y %H:%M").to_string();
    let mut table = Table::new(&["Ref", "Case", "From", "Until", "Found"]);
    for episode in &episodes {
        table.row([
            episode.reference.to_owned(),
            episode.case.to_owned(),
            moment(episode.from),
            episode.until.map_or_else(|| "still missing".to_owned(), moment),
            episode.found.unwrap_or_default().to_owned(),
        ]);
    }
    table.print(view.out)
}

fn facts(case: &Case, terms: &Terms, today: NaiveDate) -> Table {
    let details = &case.details;
    let missing = triage(&case.episodes, today, &terms.missing);
    let area = terms.area(&case.area).map_or(case.area.as_str(), |area| area.name.as_str());
    let mut table = Table::new(&[case.label.as_str(), details.name.as_str()]);
    let mut fact = |name: &str, what: String| {
        if !what.is_empty() {
            table.row([name.to_owned(), what]);
        }
    };
    if case.removed.is_some() {
        fact("Removed", details.concern.clone());
        return table;
    }
    fact("Born", format!("{}, {} years old", day(Some(details.born)), case.age(today)));
    fact("Lives", format!("{}, {area}", details.district));
    let days = if case.is_open() { "for" } else { "after" };
    let open = if case.is_merged() { String::new() } else { format!(", {days} {} days", case.days_open(today)) };
    fact("State", format!("{}{open}", state(case)));
    fact("Risk", case.risk.clone().unwrap_or_default());
    fact("Models", details.models.join("; "));
    fact("Review", day(case.review_date));
    fact(
        "Missing",
        format!(
            "{} in {} days{}",
            missing.episodes,
            terms.missing.triage_days,
            if missing.met { ", triage" } else { "" }
        ),
    );
    fact("Education", details.education.clone().unwrap_or_default());
    fact("Legal status", details.legal_status.clone().unwrap_or_default());
    fact("Closed", case.closed.as_ref().map_or_else(String::new, |c| format!("{}: {}", day(Some(c.on)), c.outcome)));
    fact("Concern", details.concern.clone());
    fact("Child says", details.child_says.clone());
    fact("Notes", details.notes.clone());
    table
}

fn state(case: &Case) -> &'static str {
    match (case.is_merged(), case.is_open()) {
        (true, _) => "merged",
        (false, true) => "open",
        (false, false) => "closed",
    }
}

fn by_reference(docs: &Docs) -> Vec<&Case> {
    let mut cases: Vec<&Case> = docs.records().collect();
    cases.sort_by(|a, b| a.label.cmp(&b.label));
    cases
}
