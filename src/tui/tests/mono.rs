//! Meaning without colour: what matters is told apart by characters, or by weight, lines and reversal.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use super::Desk;

const PLAIN: Modifier = Modifier::empty();

fn rows(buffer: &Buffer) -> impl Iterator<Item = (u16, String)> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(move |y| (y, (area.left()..area.right()).map(|x| buffer[(x, y)].symbol()).collect::<String>()))
}

/// How a text looks where it stands first on the screen.
#[track_caller]
fn looks(buffer: &Buffer, text: &str) -> Modifier {
    let found = rows(buffer).find_map(|(y, row)| Some((y, row[..row.find(text)?].chars().count())));
    let (y, x) = found.unwrap_or_else(|| panic!("no “{text}” on the screen"));
    buffer[(u16::try_from(x).unwrap(), y)].modifier
}

/// The rows that bear the mark of a chosen one and are reversed to their end.
fn chosen(buffer: &Buffer) -> Vec<String> {
    let marked = rows(buffer).filter(|(y, row)| {
        let at = row.chars().position(|letter| letter == '▸');
        let reversed = |x: usize| buffer[(u16::try_from(x).unwrap(), *y)].modifier.contains(Modifier::REVERSED);
        at.is_some_and(|at| (at..at + 20).all(reversed))
    });
    marked.map(|(_, row)| row.trim().to_owned()).collect()
}

#[test]
fn the_chosen_row_of_every_list_is_marked_and_reversed() {
    let entries = "uSettled at home.<Esc>tThe plan was read out.<Esc>e";
    for (name, keys, words) in [
        ("meetings", "q", "Mid"),
        ("roll-call", "r", "C&F Hidden Harm"),
        ("answers", "A", "A"),
        ("entries", entries, "Note"),
        ("jump", "j", "M-2026"),
        ("ending", "E", "No review date"),
        ("gate", "n", "not asked"),
    ] {
        let mut desk = Desk::review();
        desk.keys(keys);
        let found = chosen(&desk.draw_in("mono", 80, 24).0);
        assert!(found.iter().any(|row| row.contains(words)), "{name}: {found:?}");
    }
}

#[test]
fn what_lies_over_the_case_has_an_edge_where_no_ground_tells_it_apart() {
    let mut desk = Desk::review();
    desk.keys("n");
    for (theme, edge) in [("mono", true), ("dark", false)] {
        let screen = desk.draw_in(theme, 120, 36).0;
        assert_eq!(rows(&screen).any(|(_, row)| row.contains("┌──")), edge, "{theme}");
    }
}

#[test]
fn the_field_with_the_focus_is_marked_and_its_label_heavier() {
    let mut desk = Desk::review();
    desk.keys("d<Tab>");
    let screen = desk.draw_in("mono", 80, 24).0;
    assert!(rows(&screen).any(|(_, row)| row.contains("▸ Review on")));
    assert_eq!(rows(&screen).filter(|(_, row)| row.contains("▸ ")).count(), 1);
    assert!(looks(&screen, "Review on").contains(Modifier::BOLD));
    assert_eq!(looks(&screen, "Rationale"), PLAIN);
}

#[test]
fn what_is_overdue_says_so_and_is_bold() {
    let screen = Desk::review().draw_in("mono", 120, 36).0;
    assert_eq!(looks(&screen, "overdue"), Modifier::BOLD);
    let mut desk = Desk::review();
    desk.go_to(desk.first_review() - 1);
    assert_eq!(looks(&desk.draw_in("mono", 120, 36).0, "overdue 7 days"), Modifier::BOLD);
}

#[test]
fn levels_of_risk_are_words_of_different_weight() {
    let mut desk = Desk::new();
    desk.keys("p<Tab><Tab>today<Tab><C-a><BS>09:00");
    let screen = desk.draw_in("mono", 120, 36).0;
    let levels = ["Actual", "High", "Medium", "Standard"].map(|level| looks(&screen, &format!(" {level} ")));
    assert_eq!(
        levels,
        [Modifier::BOLD | Modifier::REVERSED, Modifier::BOLD | Modifier::UNDERLINED, Modifier::BOLD, PLAIN]
    );
}

#[test]
fn agencies_heard_and_not_asked_differ_by_their_glyph() {
    let mut desk = Desk::review();
    desk.keys("uSettled at home.<Esc>o");
    let strip: String = rows(&desk.draw_in("mono", 120, 36).0).map(|(_, row)| row).collect();
    for glyph in ["✓ C&F Hidden Harm", "∅ C&F Missing", "? Police LP"] {
        assert!(strip.contains(glyph), "{glyph}");
    }
}

#[test]
fn what_is_not_saved_is_words_in_reverse() {
    let mut desk = Desk::review();
    desk.fill_disk();
    desk.keys("uSettled at home.<Esc>");
    let shown = desk.draw_in("mono", 80, 24).0;
    assert!(looks(&shown, " NOT SAVED").contains(Modifier::BOLD | Modifier::REVERSED));
    desk.free_disk();
}
