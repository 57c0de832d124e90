//! Every screen at three sizes, and at any size without a panic.

use super::Desk;

const UPDATE: &str = "Seen twice at the retail park with an older boy whom nobody at school knows. \
    He gave a first name only.<Enter>!@yos ask his brother who he is by fri #support";

/// Every screen, by name and the keys that lead there from the first review.
const SCREENS: [(&str, &str); 18] = [
    ("meetings", "q"),
    ("review", "uSettled at home.<Esc>o"),
    ("writing", UPDATE),
    ("capture", ":a @po"),
    ("preview", ":a @yos monitor the situation"),
    ("roll-call", "r"),
    ("decision", "d"),
    ("answers", "A"),
    ("entries", "uSettled at home.<Esc>tThe plan was read out.<Esc>ayos visit by fri<Enter>e"),
    ("ending", "E"),
    ("help", "?"),
    ("palette", "<C-p>"),
    ("found", "uSettled at home.<C-p>yos"),
    ("key", "?roll-call"),
    ("tour", "<F4>rs<Esc>uSeen twice"),
    ("plan", "qp<Tab><Tab>4 feb"),
    ("statement", "ppp"),
    ("cases", "qc"),
];

pub(super) fn screens() -> impl Iterator<Item = (&'static str, Desk)> {
    SCREENS.into_iter().map(|(name, keys)| {
        let mut desk = Desk::review();
        desk.keys(if name == "writing" { "u" } else { "" }).keys(keys);
        (name, desk)
    })
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
        // Every size where hardly anything fits, and a few of those that people have.
        for width in (0..12).chain([26, 40, 67, 80, 120, 200, 300]) {
            for height in (0..8).chain([13, 24, 36, 60, 100]) {
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
