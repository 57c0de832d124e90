//! The footer, the help and the reasons why not.

use super::Desk;
use crate::tui::ui::Overlay;
use crate::tui::ui::command::why_not;
use crate::tui::ui::keymap::{BINDINGS, Scope, of_scope};

/// Every screen that takes keys, and the keys that lead there from the first review.
pub(super) const PLACES: [(Scope, &str); 20] = [
    (Scope::Live, ""),
    (Scope::Writing, "u"),
    (Scope::Capture, ":"),
    (Scope::Corrections, "uShe is promiscuous. <F7>"),
    (Scope::RollCall, "r"),
    (Scope::Answers, "A"),
    (Scope::Entries, "tA note.<Esc>e"),
    (Scope::Jump, "j"),
    (Scope::Ready, "qfnorth part 1<Enter>r"),
    (Scope::Ending, "E"),
    (Scope::Form, "d"),
    (Scope::Prompt, "c"),
    (Scope::Palette, "<C-p>"),
    (Scope::Search, "/"),
    (Scope::Meetings, "q"),
    (Scope::Cases, "qc"),
    (Scope::Actions, "qA"),
    (Scope::Action, "qA<Enter>"),
    (Scope::People, "qP"),
    (Scope::Case, "qc<Enter>"),
];

#[test]
fn the_footer_shows_only_what_can_be_done_and_always_the_way_to_all_keys() {
    for (scope, keys) in PLACES {
        let mut desk = Desk::review();
        desk.keys(keys);
        assert_eq!(desk.ui.scope(), scope);
        let footer = desk.footer();
        assert!(footer.contains("? keys") || footer.contains("F1 keys"), "{scope:?}: {footer}");
        for binding in of_scope(scope).filter(|binding| !binding.hint.is_empty()) {
            let shown = footer.contains(&format!(" {} {} ", binding.keys[0].shown(), binding.hint));
            let can = why_not(binding.command, &desk.ui, desk.session().shown()).is_none();
            assert!(can || !shown, "{scope:?}: {} is shown but cannot be done", binding.hint);
        }
    }
}

#[test]
fn the_footer_changes_with_what_can_be_done() {
    let mut desk = Desk::started();
    assert!(!desk.footer().contains("update"));
    desk.go_to(4);
    assert!(desk.footer().contains("u update") && desk.footer().contains("d decision"));
}

#[test]
fn the_help_names_every_key_of_where_one_is_and_gives_the_reason_where_one_cannot_be_used() {
    for (scope, keys) in PLACES {
        let mut desk = Desk::review();
        desk.size = (140, 480);
        desk.keys(keys).keys("<F1>");
        assert_eq!(desk.ui.scope(), Scope::Help);
        // A sentence may go on in the next line, under its beginning.
        let screen = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        for binding in BINDINGS {
            assert!(screen.contains(binding.help), "no “{}” from {scope:?}", binding.help);
        }
        desk.keys("<Esc>");
        assert_eq!(desk.ui.scope(), scope, "the help goes back to where it was opened");
    }
    let mut desk = Desk::started();
    desk.size = (120, 400);
    desk.keys("?").shows("This item is about no child");
}

#[test]
fn escape_leads_back_from_everywhere() {
    for (scope, keys) in PLACES.iter().filter(|(scope, _)| {
        !matches!(
            scope,
            Scope::Live
                | Scope::Meetings
                | Scope::Cases
                | Scope::Actions
                | Scope::Action
                | Scope::People
                | Scope::Case
                | Scope::Corrections
        )
    }) {
        let mut desk = Desk::review();
        desk.keys(keys).keys("<Esc>");
        assert_eq!(desk.ui.scope(), Scope::Live, "{scope:?}");
    }
}

#[test]
fn a_newer_store_is_only_read_and_says_so() {
    let mut desk = Desk::review();
    let shown = crate::session::Shown { read_only: true, ..desk.session().shown().clone() };
    for binding in of_scope(Scope::Live).filter(|b| ["u", "a", "d", "n"].contains(&b.keys[0].shown().as_str())) {
        let why = why_not(binding.command, &desk.ui, &shown);
        assert!(why.is_none_or(|why| why.contains("newer mace")), "{}", binding.help);
    }
    desk.keys("?");
}

#[test]
fn what_an_item_is_for_comes_first_among_the_keys() {
    #[track_caller]
    fn leads(desk: &Desk, hint: &str) {
        let footer = desk.footer();
        assert!(footer.starts_with(&format!(" {hint}   ")), "{hint} does not lead: {footer}");
    }
    let mut desk = Desk::new();
    desk.keys("<Enter>");
    leads(&desk, "S start");
    desk.keys("S");
    leads(&desk, "r roll-call");
    desk.keys("rP<Esc>n");
    leads(&desk, "s agreed");
    desk.keys("s");
    leads(&desk, "a action");
    desk.keys("nn");
    leads(&desk, "A open actions");
    desk.keys("n");
    leads(&desk, "u update");
    desk.keys("+");
    leads(&desk, "s agreed");
    desk.keys("s");
    leads(&desk, "u update");
    desk.keys("d<S-Tab>Because.<C-s>");
    leads(&desk, "g read back");
    desk.go_to(desk.meeting().items.len() - 1);
    leads(&desk, "E end");
    desk.ends().says("its minutes are a draft. O saves them");
    leads(&desk, "O export");
}

#[test]
fn every_list_and_page_goes_to_its_ends_and_back_by_one() {
    let mut desk = Desk::review();
    let chosen = |desk: &Desk| match &desk.ui.overlay {
        Some(Overlay::RollCall(pick) | Overlay::Answers(pick) | Overlay::Jump(pick) | Overlay::Ending(pick)) => {
            (pick.chosen().unwrap(), pick.len())
        }
        _ => panic!("no list"),
    };
    for key in ["r", "A", "j", "E"] {
        desk.keys(key).draw(80, 24);
        desk.keys("<End>");
        let (last, rows) = chosen(&desk);
        assert_eq!(last + 1, rows, "{key}");
        desk.keys("<PgUp>");
        assert!(chosen(&desk).0 < last || rows == 1, "{key}");
        desk.keys("<Home>");
        assert_eq!(chosen(&desk).0, 0, "{key}");
        desk.keys("<PgDn>");
        assert!(chosen(&desk).0 > 0 || rows == 1, "{key}");
        desk.keys("<Esc>");
    }
    let top = desk.screen_at(80, 24);
    let foot = desk.keys("<End>").screen_at(80, 24);
    assert_ne!(top, foot);
    desk.keys("<PgDn><PgDn>").draw(80, 24);
    assert_ne!(desk.keys("<Up>").screen_at(80, 24), foot, "a key up moves at once from the foot");
    assert_eq!(desk.keys("<Home>").screen_at(80, 24), top);
}

#[test]
fn escape_pressed_once_too_often_does_not_leave_a_live_meeting() {
    let mut desk = Desk::review();
    desk.keys("r<Esc><Esc>").says("q goes back to the meetings");
    assert_eq!(desk.ui.scope(), Scope::Live);
    desk.ends().keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Meetings);
}
