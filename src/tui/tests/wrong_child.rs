//! Words that name another child, and entries that are moved.

use super::Desk;
use crate::model::naming::KnownChild;
use crate::store::DocumentQuery;
use crate::tui::ui::keymap::Scope;

/// Another child of today's agenda.
fn other(desk: &Desk) -> KnownChild {
    let own = desk.item().case().cloned();
    let today: Vec<_> = desk.meeting().items.iter().filter_map(|item| item.case().cloned()).collect();
    let children = &desk.session().shown().children;
    children.iter().find(|child| today.contains(&child.case) && Some(&child.case) != own.as_ref()).unwrap().clone()
}

#[test]
fn naming_another_child_is_asked_about_before_anything_is_recorded() {
    let mut desk = Desk::review();
    let (child, before) = (other(&desk), desk.entries());
    desk.keys(&format!("uSeen with {}<Esc>", child.name));
    assert_eq!(desk.ui.scope(), Scope::WrongChild);
    desk.shows(&child.label);
    assert_eq!(desk.entries(), before);
    desk.keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Writing);
    desk.shows("Seen with");
    desk.keys("<Esc>k");
    assert_eq!(desk.updates().len(), 1);
}

#[test]
fn both_can_be_linked() {
    let mut desk = Desk::review();
    let child = other(&desk);
    desk.keys(&format!("uSeen with {}<Esc>b", child.label));
    assert_eq!(desk.updates().len(), 1);
    let mentions = &desk.session().shown().docs.cases[&child.case].mentions;
    assert_eq!(mentions.len(), 1);
    assert_eq!(mentions[0].item, *desk.item().id());
}

#[test]
fn the_words_can_go_to_the_other_child_at_once() {
    let mut desk = Desk::review();
    let child = other(&desk);
    desk.keys(&format!("u{} was at school all week<Esc>m", child.name));
    assert_eq!(desk.updates(), Vec::<String>::new());
    let there = desk.meeting().item_of(&child.case).unwrap();
    assert_eq!(there.updates.len(), 1);
}

#[test]
fn an_entry_is_moved_to_the_right_child_afterwards_and_can_be_taken_back() {
    let mut desk = Desk::review();
    desk.keys("uAt school all week<Esc>em");
    assert_eq!(desk.ui.scope(), Scope::MoveTo);
    desk.keys("<Enter>");
    let there = |desk: &Desk| desk.meeting().items.iter().filter(|item| !item.updates.is_empty()).count();
    assert_eq!((desk.updates().len(), there(&desk)), (0, 1));
    desk.keys("<C-z>");
    assert_eq!((desk.updates().len(), there(&desk)), (1, 1));
}

#[test]
fn an_action_is_moved_with_its_label() {
    let mut desk = Desk::review();
    let case = desk.item().case().unwrap().clone();
    desk.keys(":a @yos visit the family by fri<Enter>em<Enter>");
    let docs = &desk.session().shown().docs;
    let moved = docs.actions.values().find(|action| action.task.text == "visit the family").unwrap();
    assert_ne!(moved.raised_at.case.as_ref(), Some(&case));
    assert!(docs.actions_of(&case).all(|action| action.id != moved.id));
}

#[test]
fn answering_another_childs_action_is_asked_about_whether_the_child_is_discussed_today_or_not() {
    let every = DocumentQuery { kind: "action".to_owned(), ..DocumentQuery::default() };
    for discussed in [true, false] {
        let mut desk = Desk::review();
        let own = desk.item().case().cloned();
        let today: Vec<_> = desk.meeting().items.iter().filter_map(|item| item.case().cloned()).collect();
        desk.session_mut().load_all(&every).unwrap();
        let mut open = desk.session().shown().docs.actions.values().filter(|action| action.is_open());
        let other = open.find_map(|action| {
            let case = action.raised_at.case.clone().filter(|case| Some(case) != own.as_ref())?;
            (today.contains(&case) == discussed).then(|| action.label.clone())
        });
        let label = other.unwrap();
        // What was loaded to find it is let go of.
        desk.open();
        desk.keys("<Enter>");
        desk.go_to(desk.first_review());
        let before = desk.entries();
        desk.keys(&format!(":a {label} done Seen to.<Enter>")).shows(&format!("{label} belongs to"));
        assert_eq!((desk.ui.scope(), desk.entries()), (Scope::WrongChild, before));
        desk.keys("k");
        assert!(desk.entries() > before, "it may be answered all the same");
    }
}

#[test]
fn a_decision_is_moved_with_its_review_and_taken_back() {
    let mut desk = Desk::review();
    let before = desk.case().review_date;
    desk.keys(":d review 14/1/2027 because risk still high<Enter>");
    assert_ne!(desk.case().review_date, before);
    desk.keys("em<Enter>").says("Moved to M-");
    assert_eq!(desk.case().review_date, before);
    assert!(desk.item().decision.is_none());
    let decided = desk.meeting().items.iter().find(|item| item.decision.is_some()).unwrap();
    let there = &desk.session().shown().docs.cases[decided.case().unwrap()];
    assert_eq!(there.review_date, decided.decision.as_ref().unwrap().review_date());
    desk.keys("<C-z>");
    assert!(desk.item().decision.is_some());
}

#[test]
fn a_decision_is_not_moved_over_another_childs_own() {
    let mut desk = Desk::review();
    let child = other(&desk).label;
    desk.keys(":d review 14/1/2027 because risk still high<Enter>n<Esc>n");
    desk.go_to(desk.first_review() + 1);
    desk.keys(":d review 14/1/2027 because risk still high<Enter>em<Enter>").says("has a decision of its own");
    assert!(desk.item().decision.is_some());
    assert_ne!(desk.case().label, child);
}

#[test]
fn a_level_of_risk_a_place_and_a_missing_episode_are_moved() {
    let mut desk = Desk::review();
    let (risk, episodes) = (desk.case().risk.clone(), desk.case().episodes.len());
    desk.keys(":k actual because seen with him<Enter>em<Enter>");
    assert_eq!((desk.case().risk.clone(), desk.item().risk.is_none()), (risk, true));
    desk.keys(":l venue Taxi rank, Market Road<Enter>").shows("Taxi rank, Market Road");
    desk.keys("em<Enter>").hides("Taxi rank, Market Road");
    desk.keys(":m missing 1 dec 22:10 to 2 dec 06:30 from care, found Southend<Enter>")
        .shows("1 Dec 22:10 to 2 Dec 06:30");
    desk.keys("em<Enter>").hides("1 Dec 22:10");
    assert_eq!(desk.case().episodes.len(), episodes);
}

#[test]
fn all_children_that_are_named_are_told_and_each_can_be_chosen() {
    let mut desk = Desk::review();
    let own = desk.item().case().cloned();
    let today: Vec<_> = desk.meeting().items.iter().filter_map(|item| item.case().cloned()).collect();
    let children = desk.session().shown().children.clone();
    let others: Vec<_> = children.iter().filter(|child| Some(&child.case) != own.as_ref()).collect();
    let one = others.iter().find(|child| today.contains(&child.case)).unwrap();
    let two = others.iter().rfind(|child| today.contains(&child.case)).unwrap();
    desk.keys(&format!("uSeen with {} and {}<Esc>", one.name, two.label)).shows("These words name 2 children");
    desk.shows(&format!("{}  {}", one.label, one.name)).shows(&format!("{}  {}", two.label, two.name));
    desk.keys("b");
    let mentions = |desk: &Desk, case| desk.session().shown().docs.cases[case].mentions.len();
    assert_eq!((mentions(&desk, &one.case), mentions(&desk, &two.case), desk.updates().len()), (1, 1, 1));
    desk.keys(&format!("u{} and {} were at school<Esc><Down>", one.name, two.name));
    desk.shows("instead").keys("m");
    let there = children.iter().filter(|child| {
        desk.meeting()
            .item_of(&child.case)
            .is_some_and(|item| Some(&child.case) != own.as_ref() && !item.updates.is_empty())
    });
    assert_eq!(there.count(), 1);
}

#[test]
fn a_form_that_names_another_child_is_gone_back_to_with_its_words() {
    for keys in ["x<Tab>", "d<S-Tab>"] {
        let mut desk = Desk::review();
        let child = other(&desk);
        desk.keys(&format!("{keys}Too early for {}<C-s>", child.name));
        assert_eq!(desk.ui.scope(), Scope::WrongChild);
        desk.keys("<Esc>").shows("Too early for");
        assert_eq!(desk.ui.scope(), Scope::Form);
        desk.keys("<C-s>");
        desk.open();
        desk.shows("Too early for").keys("<C-s>k");
        assert!(desk.item().decision.is_some() || desk.item().dissents.len() == 1);
    }
}
