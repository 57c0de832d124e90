//! Who the child is and what is feared; then what became of it: levels of risk, discussions, requests.

use super::actions;
use crate::model::action::Action;
use crate::model::case::Case;
use crate::model::dissent::CaseDissent;
use crate::model::listing::{ChairsAnswer, Listing};
use crate::model::tracker::CaseRow;
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::Role;
use crate::tui::ui::Ui;
use crate::tui::ui::dissents::due;
use crate::tui::view::cases::retention;
use crate::tui::view::dissent::stands;
use crate::tui::view::paper::Paper;
use crate::tui::view::words;

/// What is known of the child.
pub fn known(paper: &mut Paper<'_>, case: &Case, ui: &Ui, shown: &Shown) {
    let details = &case.details;
    if let Some((_, into)) = &case.merged_into {
        paper.text(&format!("Merged into {into}, where all that is recorded of the child stands. This is as it stood then; Ctrl-P goes there."), Role::Warning);
    } else if case.owes_referral(&shown.terms) {
        paper.text(words::OWES_REFERRAL, Role::Danger);
    }
    for dissent in case.open_dissents() {
        let (said, role) = stands(&dissent.voiced.answer);
        let late =
            due(dissent, ui, shown).filter(|(_, late)| *late).map_or_else(String::new, |(due, _)| format!(", {due}"));
        paper.text(&format!("Dissent of {}: {said}{late}. d opens it.", dissent.voiced.by.short), role);
    }
    if !details.concern.is_empty() {
        paper.heading("Concern");
        paper.text(&details.concern, Role::Text);
    }
    if !details.child_says.is_empty() {
        paper.heading("Child says");
        paper.text(&details.child_says, Role::Info);
    }
    if case.removed.is_some() {
        return;
    }
    paper.gap();
    let (today, veiled) = (ui.today(), ui.veil.is_down());
    let area = shown.terms.area(&case.area).map_or(case.area.as_str(), |area| area.name.as_str());
    // The age stands above: under the veil the day says no more than that.
    paper.fact("Born", &if veiled { String::new() } else { day(details.born) });
    paper.fact("Lives in", &format!("{}, {area}", details.district));
    let text = |word: &Option<String>| word.clone().unwrap_or_default();
    paper.fact("Gender", &text(&details.gender));
    paper.fact("Ethnicity", &text(&details.ethnicity));
    paper.fact("Plan", &text(&details.legal_status));
    if let Some(referral) = &case.referral {
        paper.fact("Hub referral", &format!("{}, {}", day(referral.on), referral.by));
    }
    paper.fact("Education", &text(&details.education));
    paper.fact("Models", &details.models.join(", "));
    paper.fact("Open because", &text(&details.threshold));
    paper.fact("Came from", &text(&details.source));
    paper.fact("Presented by", &details.presenter);
    paper.fact("Opened", &format!("{}, {}", day(case.opened), words::open_for(case, today)));
    match (&case.closed, case.review_date) {
        (Some(closed), _) => {
            let reason = closed.reason_reduced.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
            paper.fact("Closed", &format!("{}, {}{reason}", day(closed.on), closed.outcome));
        }
        (None, Some(date)) if date < today => {
            let days = (today - date).num_days();
            paper.fact_in("Review", &format!("{}: {days} days overdue", weekday_day(date)), Role::Danger);
        }
        (None, Some(date)) => paper.fact("Review", &weekday_day(date)),
        (None, None) if case.is_merged() => {}
        (None, None) if case.discussions.is_empty() => {
            paper.fact_in("Review", "not discussed yet", Role::Warning);
        }
        (None, None) => paper.fact_in("Review", "no review date", Role::Danger),
    }
    if case.closed.is_some() || case.hold.is_some() {
        let (said, role) = retention(&CaseRow::of(case), today, veiled, shown);
        paper.fact_in("Retention", &said, if role == Role::Muted { Role::Text } else { role });
    }
    let former = case.former.iter().map(|former| format!("{} on {}", former.label, day(london(former.at).date())));
    paper.fact("Merged into it", &former.collect::<Vec<_>>().join(", "));
    paper.fact("Notes", &details.notes);
}

/// What became of it.
pub fn course(paper: &mut Paper<'_>, case: &Case, ui: &Ui, shown: &Shown) {
    let today = ui.today();
    let mut open: Vec<&Action> = shown.docs.actions_of(&case.id).filter(|action| action.is_open()).collect();
    open.sort_by_key(|action| (action.task.due, action.label.len()));
    if !open.is_empty() {
        paper.heading("Open actions");
        for action in open {
            actions::tell(paper, action, today);
        }
    }
    if !case.risks.is_empty() {
        paper.heading("Levels of risk");
        for set in case.risks.iter().rev() {
            let because = if set.because.is_empty() { String::new() } else { format!(": {}", set.because) };
            let role = words::risk_role(&set.level, shown);
            paper.line([(format!("{:<13}", day(set.on)).as_str(), Role::Muted), (&format!(" {} ", set.level), role)]);
            if !set.because.is_empty() {
                paper.hanging("", 13, Role::Muted, because.trim_start_matches(": "), Role::Text);
            }
        }
    }
    if !case.discussions.is_empty() {
        paper.heading("Discussions");
        for discussion in case.discussions.iter().rev() {
            let kind = match discussion.kind {
                crate::model::case::DiscussionKind::Initial => "initial: ",
                crate::model::case::DiscussionKind::Review => "",
            };
            let said = format!("{kind}{}", words::outcome(&discussion.outcome, shown));
            paper.hanging(&day(discussion.on), 13, Role::Muted, &said, Role::Text);
        }
    }
    if !case.listings.is_empty() {
        paper.heading("Requests to discuss");
        for listing in case.listings.iter().rev() {
            paper.hanging(&day(listing.asked.received), 13, Role::Muted, &request(listing), Role::Text);
        }
    }
    if !case.dissents.is_empty() {
        paper.heading("Dissent");
        for dissent in case.dissents.iter().rev() {
            tell_dissent(paper, dissent, ui, shown);
        }
    }
    if !case.mentions.is_empty() {
        paper.heading("Named in another child's discussion");
        let days: Vec<String> = case.mentions.iter().map(|mention| day(mention.on)).collect();
        paper.text(&days.join(", "), Role::Text);
    }
}

/// An agency's dissent, and its path.
fn tell_dissent(paper: &mut Paper<'_>, dissent: &CaseDissent, ui: &Ui, shown: &Shown) {
    let voiced = &dissent.voiced;
    let said = format!("{}: “{}”", voiced.by.short, voiced.text);
    paper.hanging(&day(voiced.on), 13, Role::Muted, &said, Role::Text);
    for step in &dissent.path {
        paper.hanging(&day(step.on), 13, Role::Muted, &step.stage.said(), Role::Info);
    }
    if let Some(next) = dissent.next() {
        let (due, role) = match due(dissent, ui, shown) {
            Some((due, true)) => (format!(": {due}"), Role::Danger),
            Some((due, false)) => (format!(" {due}"), Role::Warning),
            None => (String::new(), Role::Warning),
        };
        paper.hanging("next", 13, Role::Muted, &format!("{next}{due}"), role);
    }
}

fn request(listing: &Listing) -> String {
    let asked = &listing.asked;
    let late = if asked.late { ", late" } else { "" };
    let answer = listing.answer.as_ref().map_or_else(|| "waits for the chair".to_owned(), ChairsAnswer::said);
    format!("{}: {}{late} · {answer}", asked.by.short, asked.because)
}
