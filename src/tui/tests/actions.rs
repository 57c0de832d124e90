//! Actions: raised on the capture line and by `!` lines.

use super::Desk;

fn raised(desk: &Desk) -> Vec<String> {
    let shown = desk.session().shown();
    let place = desk.ui.place(shown).unwrap();
    let of = |action: &crate::model::action::Action| {
        let owner = action.task.owner.as_ref().map_or("nobody", |owner| owner.short.as_str());
        format!("{owner}: {}", action.task.text)
    };
    crate::tui::ui::entries::raised_here(&place, shown).into_iter().map(of).collect()
}

#[test]
fn a_opens_the_capture_line_on_an_action() {
    let mut desk = Desk::review();
    desk.keys("ayos complete the AIM assessment by fri #support").shows("Fri 4 Dec");
    desk.keys("<Enter>");
    assert_eq!(raised(&desk), ["YOS: complete the AIM assessment"]);
    desk.shows("complete the AIM assessment");
}

#[test]
fn several_owners_have_an_action_each() {
    let mut desk = Desk::review();
    desk.keys(":a @yos @education visit together by fri<Enter>");
    assert_eq!(raised(&desk), ["YOS: visit together", "Education: visit together"]);
}

#[test]
fn a_line_that_begins_with_a_bang_is_an_action_when_enter_ends_it() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.keys("uKnown to us.<Enter>!@yos visit by fri<Enter>");
    assert_eq!(raised(&desk), ["YOS: visit"]);
    desk.keys("More to say.<Esc>");
    assert_eq!(desk.updates(), [format!("{first}: Known to us.\nMore to say.")]);
}

#[test]
fn a_bang_line_is_an_action_when_the_text_is_recorded() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.keys("uKnown to us.<Enter>!@yos visit by fri<Esc>");
    assert_eq!(raised(&desk), ["YOS: visit"]);
    assert_eq!(desk.updates(), [format!("{first}: Known to us.")]);
    desk.keys("<C-z>");
    assert!(raised(&desk).is_empty() && desk.updates().is_empty(), "both were one request");
}

#[test]
fn a_bang_line_that_does_not_read_keeps_the_text_and_says_the_word() {
    let mut desk = Desk::review();
    for key in ["<Enter>", "<Esc>", "<Tab>"] {
        desk.keys("uKnown to us.<Enter>!@nobodyhere visit by fri").keys(key);
        desk.says("nobodyhere").shows("Known to us.").shows("!@nobodyhere visit");
        assert!(raised(&desk).is_empty() && desk.updates().is_empty());
        desk.keys("<F8><Esc>");
    }
}

#[test]
fn a_line_that_does_not_read_stays_on_the_capture_line() {
    let mut desk = Desk::review();
    desk.keys(":a @nobodyhere visit by fri<Enter>").says("nobodyhere").shows("a @nobodyhere visit by fri");
    desk.keys("<Esc>").hides("a @nobodyhere").keys(":").shows("a @nobodyhere visit by fri");
    desk.keys("<F8>").hides("a @nobodyhere");
}

#[test]
fn tab_completes_an_agency_on_the_capture_line() {
    let mut desk = Desk::review();
    desk.keys(":a @edu<Tab>");
    assert!(desk.ui.live.as_ref().unwrap().capture.editor.text().starts_with("a @education"));
    desk.keys("<F8>a @police/<Down><Down><Up><Tab>");
    assert!(desk.ui.live.as_ref().unwrap().capture.editor.text().starts_with("a @police/"));
}

#[test]
fn vague_words_and_what_is_missing_are_flagged_while_typing_and_never_blocked() {
    let mut desk = Desk::review();
    desk.keys(":a monitor the situation").shows("no owner").shows("no date").shows("monitor");
    desk.keys("<Enter>");
    assert_eq!(raised(&desk), ["nobody: monitor the situation"]);
}

#[test]
fn however_long_the_words_the_resolved_date_is_in_sight() {
    let mut desk = Desk::review();
    desk.size = (80, 24);
    desk.keys(":a @yos ask the school, the landlord and the bus company what they have seen of her by fri");
    desk.shows("by Fri 4 Dec 2026, 1 working day");
}

#[test]
fn risk_place_and_missing_episode_have_their_keys() {
    let mut desk = Desk::review();
    desk.keys("kmedium because contact ended<Enter>");
    assert_eq!(desk.item().risk.as_ref().unwrap().level, "Medium");
    desk.keys("lvenue Taxi rank, Market Road<Enter>").shows("Taxi rank, Market Road");
    let before = desk.case().episodes.len();
    desk.keys("m1 dec 22:10 to 2 dec 06:30 from care, found Southend<Enter>");
    assert_eq!(desk.case().episodes.len(), before + 1);
}

#[test]
fn an_action_raised_here_can_be_reworded() {
    let mut desk = Desk::review();
    desk.keys("ayos visit by fri<Enter>e<Enter>").shows("Action A").keys("<C-a>visit twice<C-s>");
    assert_eq!(raised(&desk), ["YOS: visit twice"]);
}

#[test]
fn a_line_left_on_one_childs_item_never_shows_on_anothers() {
    let mut desk = Desk::review();
    desk.keys(":a @yos ring his aunt<Esc>nn:").hides("ring his aunt").keys("<Esc>p:").shows("a @yos ring his aunt");
}

#[test]
fn a_line_in_which_nothing_was_typed_is_not_kept() {
    let mut desk = Desk::review();
    desk.keys("k<Esc>m").shows("m missing").keys("<Esc>a");
    assert_eq!(desk.ui.live.as_ref().unwrap().capture.editor.text(), "a @");
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
}
