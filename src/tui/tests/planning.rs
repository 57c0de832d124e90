//! Planning a meeting, and preparing its agenda before the day.

use super::Desk;
use crate::model::gather::{self, Why};
use crate::model::meeting::{MeetingState, Plan};
use crate::model::outlook::Outlook;
use crate::model::request::{NewMeeting, Request};
use crate::session::Session;
use crate::tui::ui::Overlay;
use crate::tui::ui::form::FormKind;
use crate::tui::ui::plan::Gathered;

/// What the open form gathers.
fn gathered(desk: &Desk) -> Gathered {
    match &desk.ui.overlay {
        Some(Overlay::Form(form)) => match &form.kind {
            FormKind::Plan(gathered) => (**gathered).clone(),
            other => panic!("{other:?}"),
        },
        _ => panic!("no form"),
    }
}

#[test]
fn planning_gathers_what_is_due_with_why_minutes_and_the_slot() {
    let mut desk = Desk::new();
    desk.keys("p").shows("The agenda gathers").shows("Say the date");
    desk.keys("<Tab><Tab>6 jan").shows("of 180 min");
    let gathered = gathered(&desk);
    assert!(gathered.wanted.iter().any(|wanted| matches!(wanted.whys[..], [Why::Due(_)])));
    desk.shows("due ");
    let wanted: Vec<_> = gathered.wanted.iter().map(|wanted| wanted.case.clone()).collect();
    desk.keys("<C-s>").keys("<Enter>");
    let children: Vec<_> = desk.meeting().items.iter().filter_map(|item| item.case().cloned()).collect();
    assert_eq!(children, wanted, "the suggested order is the agenda's");
    assert_eq!(desk.meeting().planned_minutes(), gathered.total());
}

#[test]
fn a_part_that_discusses_no_children_gathers_none() {
    let mut desk = Desk::new();
    desk.keys("p<Tab><Right><Tab>4 feb").shows("This part discusses no children.");
}

/// The meeting that is planned next for an area, opened; `R` and `j` prepare it.
fn opened(area: &str) -> Desk {
    let mut desk = Desk::new();
    desk.keys(&format!("f{area} part 1<Enter><Enter>"));
    assert!(desk.meeting().is_to_come());
    desk
}

#[test]
fn the_lobby_says_how_ready_each_coming_meeting_is() {
    let mut desk = Desk::new();
    desk.shows("agenda overdue by").shows("Part 1");
    desk.size = (80, 24);
    desk.shows("w.d. late");
}

#[test]
fn a_planned_meeting_shows_its_deadlines_and_what_is_missing() {
    let mut desk = opened("north");
    desk.shows("Before the meeting").shows("agenda goes out").shows("not gone out yet");
    desk.keys("R").shows("requests close").shows("templates due").shows("last templates").shows("To do");
    desk.keys("<Esc>q").keys("r").shows("To do");
    desk.keys("<Esc>q<Esc>f10 nov<Enter>r").says("still to come");
}

#[test]
fn a_due_case_is_taken_off_with_a_reason_and_a_new_review_date_only() {
    let mut desk = opened("north");
    desk.keys("j");
    let at = desk.first_review();
    desk.keys("<Home>").keys(&"j".repeat(at)).keys("x").shows("Take off the agenda").keys("<C-s>").says("reason");
    desk.keys("The social worker is away.<C-s>").says("new review date");
    let (before, case) = (desk.meeting().items.len(), desk.meeting().items[at].case().unwrap().clone());
    desk.keys("<Tab>8 feb<C-s>").shows("Taken off").shows("The social worker is away.").shows("review 8 Feb 2027");
    assert_eq!(desk.meeting().items.len(), before - 1);
    let review = desk.session().shown().docs.cases[&case].review_date.unwrap();
    assert_eq!(review.to_string(), "2027-02-08");
    desk.keys("<C-z>").hides("Taken off");
    assert_eq!(desk.meeting().items.len(), before);
}

#[test]
fn an_items_minutes_and_presenter_are_changed_and_the_total_is_held_against_the_slot() {
    let mut desk = opened("north");
    desk.keys("j<Home>m").shows("Minutes and presenter").keys("<C-a><BS>170<Tab><C-a><BS>Vice-chair<C-s>");
    let first = &desk.meeting().items[0].planned;
    assert_eq!((first.minutes, first.responsible.as_str()), (170, "Vice-chair"));
    desk.shows("too long for the slot");
    desk.keys("m<C-a><BS>lots<C-s>").says("reads as no number");
}

#[test]
fn items_move_and_a_standing_item_stays_and_says_so() {
    let mut desk = opened("north");
    let at = desk.first_review();
    let second = desk.meeting().items[at + 1].id().clone();
    desk.keys("j<Home>").keys(&"j".repeat(at)).keys("J");
    assert_eq!(desk.meeting().items[at].id(), &second);
    desk.keys("s");
    assert_ne!(desk.meeting().items[at].id(), &second, "the suggested order again");
    desk.keys("<Home>x").says("it stays");
    desk.keys("G").says("Everything that is due is on the agenda");
}

#[test]
fn a_request_is_made_on_the_case_and_accepted_before_the_meeting() {
    let mut desk = Desk::new();
    let area = desk.session().shown().lobby.iter().find(|row| row.area == "mid" && row.cases > 0).unwrap().area.clone();
    desk.keys("cfmid<Enter><Enter>").keys("r").shows("Request to discuss").shows("on time if received by");
    assert_eq!(desk.ui.open_case(desk.session().shown()).unwrap().area, area);
    desk.keys("<C-s>").says("why it asks");
    desk.keys("yos<Tab><Tab><Right><Tab><Tab>He was seen with an older boy.<C-s>").says("on time");
    let case = desk.ui.open_case(desk.session().shown()).unwrap();
    let (label, id) = (case.label.clone(), case.id.clone());
    desk.keys("<End>").shows("waits for the chair");
    desk.keys("qq").shows("1 request");
    desk.keys("fmid part 1 jan<Enter>r").shows(&label).shows("He was seen with an older boy.");
    let on = desk.meeting().item_of(&id).is_some();
    desk.keys("<Home>a").shows("Accept the request").shows("given elsewhere").keys("<C-s>");
    let item = desk.meeting().item_of(&id);
    assert!(item.is_some(), "accepted: it is on the agenda");
    if !on {
        desk.keys("<Home>t").shows("✓ template");
    }
}

#[test]
fn a_refusal_needs_a_rationale_and_draws_dissent_onto_the_next_agenda() {
    let mut desk = Desk::new();
    desk.keys("cfnorth<Enter><Enter>r<Tab><Tab><Tab><Tab>It should be heard again.<C-s>").says("Recorded");
    let id = desk.ui.open_case(desk.session().shown()).unwrap().id.clone();
    desk.keys("qqfnorth part 1<Enter>r<Home>x").shows("Refuse the request").keys("<C-s>").says("rationale");
    desk.keys("It was heard last month.<Tab><Tab><C-a><BS>Pat Vale<C-s>").shows("refused");
    desk.keys("<End>d").shows("Dissent from the refusal").keys("<Tab>The risk has changed.<C-s>").says("next agenda");
    let case = &desk.session().shown().docs.cases[&id];
    assert_eq!(case.open_dissents().count(), 1);
    desk.keys("<Esc>").keys("qcfnorth<Enter><Enter><End>").shows("by Pat Vale, by");
}

#[test]
fn a_request_after_the_day_is_late_and_says_so() {
    let mut desk = Desk::new();
    desk.keys("cfsouth<Enter><Enter>r<Tab><Tab><Tab><Tab>Something new came up.<C-s>").says("Recorded, late");
    desk.keys("q").keys("qfsouth part 1<Enter>r").shows("late: Something new");
}

#[test]
fn an_agenda_goes_out_and_what_changes_after_is_listed_as_a_revision() {
    let mut desk = opened("north");
    desk.keys("C").shows("The agenda went out").keys("<C-s>");
    assert_eq!(desk.meeting().state.name(), "agenda out");
    desk.shows("version 1").shows("agencies: C&F");
    desk.keys("<Esc>j<Home>m<C-a><BS>9<C-s><Esc>R").shows("since then: Welcome").shows("1 change not sent");
    desk.keys("C").shows("The revised agenda went out").keys("<Right><Tab>police nobody<C-s>").says("no agency");
    desk.keys("<C-a><BS>police yos<C-s>").shows("version 2").hides("since then");
    assert_eq!(desk.meeting().circulated[1].to.len(), 2);
    desk.keys("<C-z>");
    assert_eq!(desk.meeting().circulated.len(), 2, "what went out is not called back");
}

#[test]
fn both_parts_agendas_go_out_in_one_step_or_one_alone() {
    let with_part_2 = || {
        let mut desk = opened("west");
        let plan = Plan { part: 2, ..desk.meeting().plan.clone() };
        let request = Request::PlanMeeting(Box::new(NewMeeting { plan, cases: vec![] }));
        let now = desk.ui.now;
        desk.session_mut().record(request, now).unwrap();
        desk
    };
    let out = |desk: &Desk| {
        let meetings = desk.session().shown().docs.meetings.values();
        meetings.filter(|meeting| meeting.plan.area == "west" && !meeting.circulated.is_empty()).count()
    };
    let mut desk = with_part_2();
    desk.keys("C").shows("both: Part 2 of").keys("<C-s>");
    assert_eq!(out(&desk), 2);
    let mut desk = with_part_2();
    desk.keys("C<Tab><Right><C-s>");
    assert_eq!(out(&desk), 1);
}

#[test]
fn a_year_is_planned_by_rule_off_bank_holidays_and_only_where_a_month_has_no_meeting() {
    let mut desk = Desk::new();
    desk.keys("y").shows("Plan a year of meetings").shows("first Thursday").shows("The days");
    desk.shows("has one on 7 Jan").shows("Thu 4 Feb 2027");
    let before = desk.session().shown().lobby.iter().filter(|row| row.area == "mid" && row.part == 1).count();
    desk.keys("<C-s>").hides("Plan a year of meetings");
    let planned: Vec<_> =
        desk.session().shown().lobby.iter().filter(|row| row.area == "mid" && row.part == 1).collect();
    assert_eq!(planned.len(), before + 11, "twelve months, of which January has its meeting");
    desk.keys("y<C-s>").says("has its meeting already").keys("<Esc>");
    desk.keys("<C-z>");
    assert!(desk.said().starts_with("Taken back"), "{}", desk.said());
}

#[test]
fn a_series_shows_what_clashes_with_another_area() {
    let mut desk = Desk::new();
    desk.keys("ynorth<Tab><Tab>second Mon<Tab><Tab><C-a><BS>1 dec 2026").shows("is past");
    desk.keys("<C-a><BS>1 jan 2028").hides("is past").shows("Mon 10 Jan 2028");
    let mut desk = Desk::new();
    let south = desk.session().shown().lobby.iter().find(|row| row.area == "south" && *row.date.to_string() > *"2027");
    let (weekday, day) = south.map(|row| (row.date.format("%A").to_string(), row.date)).unwrap();
    let week = ["first", "second", "third", "fourth"][usize::try_from(chrono::Datelike::day0(&day) / 7).unwrap()];
    // Part 2 has no meeting planned in that month, so that the day is free for it but for the other area's.
    desk.keys(&format!("ynorth<Tab><Right><Tab>{week} {weekday}<Tab>of every month"));
    desk.shows("clashes with South Part 1 at 09:30").shows("1 clashes");
}

#[test]
fn a_planned_meeting_loads_the_children_whom_its_agenda_may_need_and_no_others() {
    let mut desk = Desk::new();
    let lobby = desk.session().shown().lobby.clone();
    let coming: Vec<_> = lobby.into_iter().filter(|row| row.state == MeetingState::Planned && row.part == 1).collect();
    let today = desk.ui.today();
    let mut fewer = false;
    for row in coming {
        let session = desk.session_mut();
        session.open_meeting(&row.id).unwrap();
        let missing = |session: &Session| {
            let shown = session.shown();
            gather::missing(shown.open_meeting().unwrap(), &Outlook::of(&shown.docs), &shown.terms, today)
        };
        let (needed, loaded) = (missing(session), session.shown().docs.cases.len());
        session.load_gathering(&row.area).unwrap();
        assert_eq!(missing(session), needed, "{}", row.label);
        fewer |= loaded < session.shown().docs.cases.len();
    }
    assert!(fewer, "some children of the county are none of these meetings' business");
}
