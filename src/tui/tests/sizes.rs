//! Every screen at three sizes, and at any size without a panic.

use super::Desk;
use super::bringing_in::paper;
use super::conflicting::two_wordings;
use super::disclosures::{ALLOWED, ASKED, BREACH};
use super::returning::returned;
use crate::model::id::EntryId;
use crate::tui::ui::conflict::{Conflict, Of, Row, Waiting};
use crate::tui::ui::effect::After;
use crate::tui::ui::{Overlay, Screen};

const UPDATE: &str = "Seen twice at the retail park with an older boy whom nobody at school knows. \
    He gave a first name only.<Enter>!@yos ask his brother who he is by fri #support";

/// Every screen, by name and the keys that lead there from the first review.
const SCREENS: [(&str, &str); 88] = [
    ("meetings", "q"),
    ("filter", "qfnorth"),
    ("plan", "qp<Tab><Tab>6 jan"),
    ("planned", "qfnorth part 1<Enter><Enter>"),
    ("ready", "qfwest part 1<Enter><Enter>R"),
    ("preparing", "qfwest part 1<Enter><Enter>j<Home>jjjjxThe social worker is away.<Tab>8 feb<C-s>"),
    ("series", "qy"),
    ("circulate", "qfwest part 1<Enter><Enter>C"),
    ("circulated", "qfwest part 1<Enter><Enter>C<C-s><Esc>j<Home>m<C-a><BS>9<C-s><Esc>R"),
    ("take-off", "qfwest part 1<Enter><Enter>j<Home>jjjjx"),
    ("minutes-of-item", "qfwest part 1<Enter><Enter>jm"),
    ("request", "qcfm-2026-001<Enter><Enter>r"),
    ("roll-item", "pppp"),
    ("roll-call", "r"),
    ("substitute", "r<Home>aJo Standin<Enter>"),
    ("statement", "ppp"),
    ("minutes", "pp"),
    ("action-log", "p"),
    ("log-answers", "pA"),
    ("review", "uSettled at home.<Esc>o"),
    ("writing", UPDATE),
    ("view", "v"),
    ("capture", ":a @po"),
    ("preview", ":a @yos monitor the situation"),
    ("decision", "d"),
    ("dissent", "x"),
    ("dissent-card", "XThe clinic's point stands.<Tab><Right><Right>"),
    ("dissent-outcome", "X<Tab><Right><Right><Tab>the Director of Nursing<C-s>X"),
    ("dissents", "xedu<Tab>We disagree.<C-s>X"),
    ("answers", "A"),
    ("prompt", "Ad"),
    ("entries", "uSettled at home.<Esc>tThe plan was read out.<Esc>ayos visit by fri<Enter>e"),
    ("move", "tThe plan was read out.<Esc>em"),
    ("agenda", "j"),
    ("late", "j+"),
    ("gate", "n"),
    ("read-back", "ayos visit by fri<Enter>d<S-Tab>The pattern is unchanged.<C-s>g"),
    ("break", "B"),
    ("veiled", "<F9>"),
    ("ending", "E"),
    ("draft", ""),
    ("export", "O"),
    ("help", "?"),
    ("key", "?roll-call"),
    ("palette", "<C-p>"),
    ("found", "uSettled at home.<C-p>yos"),
    ("search", "/"),
    ("finds", "/school"),
    ("finds-narrowed", "q/@police before:mar #zzz home"),
    ("tour", "<F4>rs<Esc>uSeen twice"),
    ("room", "uSettled at home.<Esc>"),
    ("people", "qP2jjjjjx"),
    ("contact", "qPfmplo maldon<Enter>e"),
    ("before-the-day", "qfnorth part 1<Enter><Enter>r<Home>jaJo Standin<Enter>a<BS><Enter>"),
    ("actions", "qA"),
    ("actions-marked", "qA3  g"),
    ("action", "qA6<Enter>"),
    ("disclosures", "qD"),
    ("disclosure", "qD"),
    ("breach", "qD"),
    ("decision-of-chair", "qD"),
    ("cases", "qc"),
    ("case", "qcfm-2026-001<Enter><Enter>"),
    ("dissent-between", "qcfm-2026-001<Enter><Enter>d"),
    ("merge", "qcfm-2026-001<Enter><Enter>M<Right>"),
    ("case-timeline", "qcfm-2026-001<Enter><Enter>4"),
    ("case-minutes", "qcfm-2026-001<Enter><Enter>6"),
    ("new-case", "qcaKit Farrow"),
    ("alike", "qc"),
    ("information", "qcfm-2026-001<Enter><Enter>2e<PgDn><PgDn><PgDn>Seen at night with older boys."),
    ("retention", "qc"),
    ("remove", "qc"),
    ("episode", "qcfm-2026-001<Enter><Enter>m2 dec 22:10"),
    ("referral", "qcfm-2026-001<Enter><Enter>h"),
    ("bring", "qci"),
    ("filing", "qci"),
    ("taking", "qcI"),
    ("columns", "qcI"),
    ("send-out", "qAfmplo<Enter>O"),
    ("returns", ""),
    ("returns-refused", ""),
    ("wrong-child", "uSeen with "),
    ("conflict", "uSeen twice."),
    ("on-their-way", ""),
    ("reading", ""),
    ("amendment", ""),
    ("two-versions", ""),
    ("edit-on", ""),
];

pub(super) fn screens() -> impl Iterator<Item = (&'static str, Desk)> {
    SCREENS.into_iter().map(|(name, keys)| {
        let mut desk = Desk::review();
        desk.keys(if name == "writing" { "u" } else { "" }).keys(keys);
        match name {
            "disclosures" => drop(desk.keys(BREACH).keys(ASKED)),
            "disclosure" => drop(desk.keys(ASKED).keys(ALLOWED).keys("<Enter>")),
            "breach" => drop(desk.keys(BREACH).keys("t")),
            "decision-of-chair" => drop(desk.keys(ASKED).keys("d<Tab>The court has")),
            "retention" => drop(desk.wait(42_000_480).keys("9")),
            "remove" => drop(desk.wait(42_000_480).keys("9xReviewed at 25.")),
            "draft" => drop(desk.ends()),
            "on-their-way" => drop(desk.ends().keys("MsrWhich van was it?<C-s>")),
            "reading" => drop(desk.keys("uSettled at home.<Esc>").ends().keys("Ml")),
            "amendment" => drop(desk.ends().keys("Msv<C-s>mThe van was grey.")),
            "filing" => drop(desk.keys(&paper("form-1.docx")).keys("<Enter>")),
            "taking" => drop(desk.keys(&paper("tracker.xlsx")).keys("<Enter>")),
            "columns" => drop(desk.keys(&paper("tracker.xlsx")).keys("<Enter>m")),
            "returns" => desk = returned(),
            "returns-refused" => {
                desk = returned();
                desk.keys("<Home>");
            }
            "alike" => {
                let known = desk.session().shown().tracker[0].row.clone();
                desk.keys(&format!("a{}<Tab>{}", known.name, known.born.format("%d/%m/%Y")));
                desk.keys("<Tab>harlow<Tab>request<Tab>known<C-s>");
            }
            "room" => desk.ui.screen = Screen::Room,
            "wrong-child" => {
                let own = desk.case().details.name.clone();
                let others = desk.session().shown().docs.cases.values().map(|case| case.details.name.clone());
                let other = others.min_by_key(|name| (*name == own, name.clone())).unwrap();
                desk.keys(&other).keys("<Esc>");
            }
            "two-versions" => desk = two_wordings(),
            "edit-on" => {
                desk = two_wordings();
                desk.keys("e");
            }
            "conflict" => desk.ui.overlay = Some(Overlay::Conflict(Box::new(conflict()))),
            _ => {}
        }
        (name, desk)
    })
}

/// An entry that somebody else changed while it was written.
fn conflict() -> Conflict {
    let row = Row {
        label: String::new(),
        theirs: "Seen three times, and once with an older boy.".to_owned(),
        mine: Some("Seen twice.".to_owned()),
    };
    let entry = Some(EntryId::new("e1"));
    Conflict { rows: vec![row], of: Of::Text(Waiting { entry, requests: vec![], fields: vec![], then: After::Stay }) }
}

#[test]
fn every_screen_looks_as_agreed() {
    for (name, desk) in screens() {
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), desk.screen_at(width, height));
        }
    }
}

#[test]
fn no_size_panics() {
    for (_, desk) in screens() {
        // Sizes where hardly anything fits, and a few of those that people have.
        for width in [0, 1, 2, 3, 5, 8, 11, 26, 40, 67, 80, 120, 200, 300] {
            for height in [0, 1, 2, 3, 5, 7, 13, 24, 36, 60, 100] {
                desk.draw(width, height);
            }
        }
    }
}

#[test]
fn marking_clock_and_saved_state_are_always_in_sight() {
    for (name, desk) in screens() {
        let screen = desk.screen_at(80, 24);
        let bar = screen.lines().next().unwrap();
        for text in ["OFFICIAL-SENSITIVE", "09:28", "saved"] {
            assert!(bar.contains(text), "{name}: {bar}");
        }
    }
}
