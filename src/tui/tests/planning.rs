//! Planning a meeting, and preparing its agenda before the day.

use super::Desk;
use crate::model::gather::Why;
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
