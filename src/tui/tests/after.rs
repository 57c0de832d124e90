//! After the meeting: its minutes go to the chair and back, are approved and sealed, go out, and are amended.

use super::Desk;
use crate::model::meeting::MeetingState;
use crate::tui::ui::keymap::Scope;

fn over() -> Desk {
    let mut desk = Desk::review();
    desk.ends();
    desk
}

#[test]
fn minutes_go_to_the_chair_and_back_and_come_out_sealed() {
    let mut desk = over();
    desk.keys("M").shows("draft minutes").shows("s sends the draft to the chair");
    desk.keys("v").says("The minutes go to the chair first");
    desk.keys("s").shows("with the chair").shows("✓ to the chair");
    desk.keys("b")
        .shows("Who chairs")
        .keys("The date is wrong.<C-s>")
        .shows("! sent back by")
        .shows("The date is wrong.");
    desk.keys("sv").shows("version 1 is sealed").keys("<C-s>").says("Version 1 is approved and sealed");
    desk.shows("✓ version 1 approved by").shows("by e-mail").shows("recorded by Alex Example");
    desk.keys("c<C-s>").shows("✓ version 1 out");
    assert_eq!(desk.meeting().state, MeetingState::MinutesCirculated);
    assert!(desk.meeting().minutes.latest().unwrap().parts.len() > 20);
}

#[test]
fn sealed_minutes_take_no_more_words_and_are_amended_with_a_reason() {
    let mut desk = over();
    desk.keys("Msv<C-s><Esc>");
    let before = desk.item().updates.len();
    desk.keys("u").says("approved and sealed");
    assert_eq!(desk.item().updates.len(), before);
    desk.keys("<C-z>").says("sealed. Write an amendment");
    desk.keys("Mm").shows("Amendment").keys("The van was grey.<Tab><C-s>").says("needs a reason");
    desk.keys("The officer wrote in.<C-s>")
        .shows("The van was grey. (The officer wrote in.)")
        .shows("approves the amended minutes");
    desk.keys("c").says("The chair approves the amended minutes first");
    desk.keys("v").shows("version 2 is sealed").keys("<C-s>").says("Version 2 is approved");
}

#[test]
fn a_remark_of_the_chairs_leads_to_its_item() {
    let mut desk = over();
    let here = desk.item().id().clone();
    desk.keys("Msr").shows("The chair's remark").keys("Which van?<C-s>").shows("remark").shows("Which van?");
    desk.keys("<Esc>ppM<Home><Enter>");
    assert_eq!(*desk.item().id(), here);
}

#[test]
fn what_was_typed_of_an_amendment_waits_when_the_program_is_cut_off() {
    let mut desk = over();
    desk.keys("Msv<C-s>mThe van was gr");
    desk.open();
    desk.shows("The van was gr").says("an amendment");
}

#[test]
fn a_meeting_that_is_not_over_has_no_minutes_to_send() {
    let mut desk = Desk::review();
    desk.keys("M").says("The meeting is not over yet.");
}

#[test]
fn what_was_amended_is_a_matter_arising_at_the_next_meeting() {
    let mut desk = Desk::review();
    desk.keys("pp").shows("minutes out").hides("Amended");
    desk.keys("qf5 nov 2026<Enter><Enter>MmThe van was grey.<Tab>The officer wrote in.<C-s>");
    desk.keys("<Esc>q<Esc><Home><Enter>").shows("Amended since").shows("The van was grey. (The officer wrote in.)");
}

#[test]
fn the_minutes_are_read_an_item_at_a_time_beside_what_is_owed_and_remarked() {
    let mut desk = over();
    desk.keys("uSeen twice at the retail park.<Esc>Ml");
    desk.shows("draft · ").shows("Seen twice at the retail park.").shows("! 3 open actions were not answered");
    desk.keys("rWhich park?<C-s>").shows("Chair: Which park?").shows("Seen twice at the retail park.");
    desk.keys("n").hides("Which park?").keys("pp").shows("Review of the action log");
    desk.keys("n<Enter>").hides("of 2").shows("Recorded").keys("e").shows("Enter corrects");
}

#[test]
fn what_is_about_no_item_takes_no_remark() {
    let mut desk = over();
    desk.keys("Ml<Left>").keys(&"p".repeat(30)).shows("1 of ").keys("r").says("about no item of the agenda");
    desk.keys("<Esc>").shows("To look at");
}

#[test]
fn one_childs_part_of_sealed_minutes_is_saved_alone_with_the_digest_of_the_whole() {
    let mut desk = over();
    desk.keys("Msv<C-s><Esc>");
    let (case, meeting) = (desk.case().clone(), desk.meeting().clone());
    let digest = meeting.minutes.latest().unwrap().digest.clone();
    let docs = &desk.session().shown().docs;
    let others = meeting.items.iter().filter_map(|item| item.case()).filter(|other| **other != case.id);
    let others: Vec<String> = others.map(|other| docs.cases[other].details.name.clone()).collect();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    desk.keys("O<Tab>txt<Tab>").keys(&case.label).keys("<Tab><Tab><C-a><BS>").paste(&folder);
    desk.keys("<C-s>").says("Saved");
    let name = format!("minutes-{}-{}.txt", meeting.label, case.label.to_lowercase());
    let text = std::fs::read_to_string(desk.folder.path().join(name)).unwrap();
    assert!(text.contains(&case.details.name) && text.contains(&digest), "{text}");
    assert!(!others.is_empty() && others.iter().all(|other| !text.contains(other)), "{text}");
    desk.keys("qD").shows(&format!("version 1, {} alone", case.label));
}

#[test]
fn an_anonymised_copy_is_saved_without_names_and_what_is_to_be_looked_at_is_listed() {
    let mut desk = over();
    let name = desk.case().details.name.clone();
    let label = desk.meeting().label.clone();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    desk.keys("uSeen with Marlo at the station.<Esc>")
        .keys("O<Tab>txt<Tab><Tab>numbers")
        .shows("none: numbers for children")
        .keys("<Tab><C-a><BS>")
        .paste(&folder);
    desk.keys("<C-s>")
        .says("Saved")
        .shows("Before the anonymised copy goes out")
        .shows("Marlo: 5  Child 1, aged 16 (review)")
        .shows("it may be the name of somebody");
    let text = std::fs::read_to_string(desk.folder.path().join(format!("minutes-{label}-anonymised.txt"))).unwrap();
    assert!(text.contains("Child 1") && text.contains("A person must read"), "{text}");
    assert!(!name.split(' ').any(|word| text.contains(word)) && !text.contains("M-2026-0"), "{text}");
    desk.keys("<F9>").hides("it may be the name of somebody").keys("<F9>");
    desk.keys("<Down><End><Esc>").hides("Before the anonymised copy goes out");
    desk.keys("qD").shows("anonymised by numbers");
}

#[test]
fn dissent_after_the_meeting_is_marked_late_until_the_minutes_are_approved() {
    let mut desk = over();
    desk.ui.now += chrono::Duration::hours(26);
    desk.keys("xhealth<Tab>We would close later.<C-s>").shows("We would close later.");
    desk.shows("after the meeting, on 4 Dec 2026");
    desk.size = (120, 60);
    desk.keys("Ml<End>")
        .shows("Recorded after the meeting, on 4 December 2026.")
        .keys("<Esc>")
        .keys("sv<C-s><Esc>x")
        .says("approved and sealed");
}

#[test]
fn everything_held_on_a_child_is_saved_from_its_page_with_the_names_of_others_to_look_at() {
    let mut desk = Desk::review();
    let (label, name) = (desk.case().label.clone(), desk.case().details.name.clone());
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    desk.keys("uSeen with Marlo at the station.<Esc>qcf").keys(&label).keys("<Enter><Enter>O");
    desk.shows("Everything held on a child").shows(&format!("held-on-{}.docx", label.to_lowercase()));
    desk.keys("<Tab><Tab>txt<Tab><C-a><BS>").paste(&folder);
    desk.keys("<C-s>").says("whose request it answers").keys("<Tab><Tab>A subject access request");
    desk.keys("<C-s>").says("Saved").shows("Before everything held on the child goes out").shows("Marlo?: once");
    let text = std::fs::read_to_string(desk.folder.path().join(format!("held-on-{}.txt", label.to_lowercase())));
    let text = text.unwrap();
    assert!(text.contains(&name) && text.contains("[[Marlo?]]"), "{text}");
    desk.keys("<Esc>").shows(&label).shows(&name);
    assert_eq!(desk.ui.scope(), Scope::Case);
    desk.keys("O<Tab><C-a><BS>M-1999-001").keys("<Tab><Tab><C-a><BS>").paste(&folder);
    desk.keys("<Tab><Tab>A request");
    desk.keys("<C-s>").says("No case has the reference “M-1999-001”").keys("<Esc>").shows(&name);
    desk.keys("qqD").shows("everything held on a child");
}

#[test]
fn what_is_corrected_after_the_meeting_stands_under_the_minutes_with_old_and_new_words() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice in a grey van.<Esc>").ends();
    desk.keys("M").hides("Changes since the meeting");
    desk.ui.now += chrono::Duration::minutes(30);
    desk.keys("<Esc>e<Enter><C-a>Seen twice in a white van.<Esc>M");
    desk.shows("Changes since the meeting").shows("corrected");
    desk.shows("“…in a grey van.” → “…in a white van.”");
    desk.size = (120, 60);
    desk.keys("l").shows("± update of").shows("corrected: “Seen twice in a grey").shows("Alex Example, 3 Dec 09:58");
    desk.keys("n").hides("± update of").keys("<Esc><C-z>").hides("Changes since the meeting");
}

#[test]
fn a_remark_is_dealt_with_once_the_minutes_are_approved() {
    let mut desk = over();
    desk.keys("Mr").keys("Which van?<C-s>").shows("Which van?");
    desk.keys("sv<C-s>").says("approved and sealed").hides("Which van?");
}

#[test]
fn minutes_that_have_not_gone_out_in_time_are_late_until_they_do() {
    let mut desk = over();
    desk.keys("M").shows("The minutes go out by 10 Dec 2026.").hides("late");
    desk.ui.now += chrono::Duration::days(12);
    desk.keys("<Esc>M").shows("! The minutes are 3 working days late: they were to go out by 10 Dec 2026.");
    desk.keys("l").shows("! The minutes are 3 working days").keys("<Esc>");
    desk.size = (130, 36);
    desk.keys("qq").shows("! minutes 3 w.d. late");
    desk.size = (80, 24);
    desk.keys("<Esc>").shows("draft minutes ! 3 w.d. late");
    desk.size = (200, 50);
    desk.keys("f3 dec 2026<Enter>").shows("! Thu 10 Dec 2026, 3 working days late");
    desk.keys("<Enter>Msv<C-s>c<C-s>").shows("✓ version 1 out").hides("late");
    desk.keys("qq").hides("3 w.d. late");
}

#[test]
fn what_is_read_is_corrected_in_place_and_read_again_as_it_is_then() {
    let mut desk = over();
    desk.size = (120, 60);
    desk.keys("uSeen twice.<Esc>Ml").shows("Seen twice.").keys("e");
    assert_eq!(desk.ui.scope(), Scope::Writing);
    desk.keys("<C-a>Seen once.<Esc>").shows("Seen once.").hides("Seen twice.");
    assert_eq!(desk.ui.scope(), Scope::Reading);
    let here = desk.item().id().clone();
    desk.keys("<Esc><Esc>tThe chair rang.<Esc>Mle").shows("Seen once.").shows("The chair rang.");
    assert_eq!(desk.ui.scope(), Scope::Entries);
    desk.keys("<Esc>").shows("draft · ");
    assert_eq!((desk.ui.scope(), desk.item().id().clone()), (Scope::Reading, here));
    desk.keys("e<Enter><C-a>The chair wrote.<Esc>").shows("draft · ").shows("The chair wrote.");
    desk.keys("r<Esc>").shows("draft · ");
    desk.keys("ne").says("Nothing was recorded on this item.");
    desk.keys("<Esc>sv<C-s>le").says("m amends them");
}

#[test]
fn who_goes_elsewhere_from_what_was_to_be_corrected_is_not_led_back() {
    let mut desk = over();
    desk.keys("uSeen twice.<Esc>tThe chair rang.<Esc>Mle<Esc><Esc><Esc>");
    assert_eq!(desk.ui.scope(), Scope::Live);
    desk.keys("Mle<C-p>welcome").keys("<Enter>");
    assert_eq!((desk.ui.scope(), desk.ui.read_on.clone()), (Scope::Live, None));
}
