//! A list that filters as one types: what is chosen, what is in sight.

use std::cell::{Cell, RefCell};
use std::hash::{DefaultHasher, Hash, Hasher};

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The choice and the window of a list whose rows live elsewhere; rows are named by their index there.
#[derive(Debug, Clone)]
pub struct Pick {
    filter: String,
    /// The rows that the filter leaves, best first, or in their own order while there is no filter.
    found: Vec<usize>,
    chosen: usize,
    close: bool,
    /// The rows that the filter fits, well or badly: a filter that goes on from it fits no others.
    fitting: Fitting,
    first: Cell<usize>,
    height: Cell<usize>,
}

/// Rows that a filter fits, and the digest of all the rows that they were found among.
#[derive(Debug, Clone, Default)]
struct Fitting {
    among: Option<u64>,
    rows: Vec<usize>,
}

thread_local! {
    // A matcher holds 135 kB of scratch space and no state, so one serves every list.
    static MATCHER: RefCell<Matcher> = RefCell::new(Matcher::new(Config::DEFAULT));
}

impl Pick {
    /// Starts with `rows` rows, all in sight of the filter and the first one chosen.
    #[must_use]
    pub fn new(rows: usize) -> Pick {
        Pick {
            filter: String::new(),
            found: (0..rows).collect(),
            chosen: 0,
            close: false,
            fitting: Fitting::default(),
            first: Cell::new(0),
            height: Cell::new(1),
        }
    }

    /// The same list, whose filter leaves out rows that fit far less well than the best one: among things of many kinds
    /// nearly any letters are found somewhere.
    #[must_use]
    pub fn close(self) -> Pick {
        Pick { close: true, ..self }
    }

    /// What the list is filtered by.
    #[must_use]
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Filters anew: each word of `filter` must be found in a row, letters in order. `rows` are all the rows. The
    /// best row is chosen; with the filter emptied, the row that was chosen stays so.
    pub fn set_filter<T: AsRef<str>>(&mut self, filter: &str, rows: &[T]) {
        // Letters more leave out rows and bring none in; only a backslash can turn what stands before it into another word.
        let goes_on = !self.filter.trim().is_empty() && filter.starts_with(&self.filter) && !filter.contains('\\');
        let fitting = std::mem::take(&mut self.fitting);
        let same = goes_on && fitting.among.is_some_and(|among| among == digest(rows));
        filter.clone_into(&mut self.filter);
        if same {
            self.rank(rows, fitting.rows);
            self.fitting.among = fitting.among;
        } else {
            self.refresh(rows);
        }
        if !filter.trim().is_empty() {
            self.chosen = 0;
        }
    }

    /// Takes the rows as they are now, keeps the filter, and keeps the chosen row where it still stands.
    pub fn refresh<T: AsRef<str>>(&mut self, rows: &[T]) {
        self.fitting = Fitting::default();
        if self.filter.trim().is_empty() {
            self.show((0..rows.len()).collect());
        } else {
            self.rank(rows, (0..rows.len()).collect());
            self.fitting.among = Some(digest(rows));
        }
    }

    /// Finds and ranks those of some rows that the filter fits.
    fn rank<T: AsRef<str>>(&mut self, rows: &[T], some: Vec<usize>) {
        let pattern = self.pattern();
        let words: Vec<String> = self.filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let mut scored: Vec<Scored> = Vec::new();
        MATCHER.with_borrow_mut(|matcher| {
            let mut chars = Vec::new();
            for at in some {
                let Some(row) = rows.get(at).map(AsRef::as_ref) else { continue };
                let score = pattern.score(Utf32Str::new(row, &mut chars), matcher);
                let Some(score) = score else { continue };
                let row = row.to_lowercase();
                let said = words.iter().all(|word| row.contains(word));
                scored.push(Scored { score, at, said });
            }
        });
        self.fitting.rows = scored.iter().map(|row| row.at).collect();
        scored.sort_by_key(|row| (std::cmp::Reverse(row.score), row.at));
        // Letters that are merely there in their order are no match where other rows have the very words.
        if scored.iter().any(|row| row.said) {
            scored.retain(|row| row.said);
        }
        let best = scored.first().map_or(0, |row| row.score);
        scored.retain(|row| !self.close || row.score * 5 >= best * 3);
        self.show(scored.into_iter().map(|row| row.at).collect());
    }

    /// Shows these rows in this order, whatever found them, and keeps the chosen row where it is among them.
    pub fn show(&mut self, found: Vec<usize>) {
        let kept = self.chosen();
        self.found = found;
        self.chosen = self.chosen.min(self.found.len().saturating_sub(1));
        if let Some(row) = kept {
            self.choose(row);
        }
    }

    /// The chosen row, by its index among all rows; none where nothing is found.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.found.get(self.chosen).copied()
    }

    /// Chooses a row by its index among all rows; does nothing where the filter hides it.
    pub fn choose(&mut self, row: usize) {
        if let Some(at) = self.found.iter().position(|found| *found == row) {
            self.chosen = at;
        }
    }

    /// The rows that the filter leaves, each by its index among all rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.found.iter().copied()
    }

    /// How many rows the filter leaves.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Tells whether the filter leaves nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The first row in sight, counted among those found, as of the last drawing.
    #[must_use]
    pub fn first(&self) -> usize {
        self.first.get()
    }

    /// Moves the choice by rows, stopping at the ends; tells whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        let to = self.chosen.saturating_add_signed(by).min(self.found.len().saturating_sub(1));
        std::mem::replace(&mut self.chosen, to) != to
    }

    /// Moves the choice by a page of the last drawing, down or up; tells whether it moved.
    pub fn page(&mut self, down: bool) -> bool {
        let page = isize::try_from(self.height.get().saturating_sub(1).max(1)).unwrap_or(1);
        self.step(if down { page } else { -page })
    }

    /// Chooses the first row found.
    pub fn to_first(&mut self) -> bool {
        self.step(isize::MIN)
    }

    /// Chooses the last row found.
    pub fn to_last(&mut self) -> bool {
        self.step(isize::MAX)
    }

    /// Gives the rows in sight of a window of `height`, scrolled so that the chosen row is among them: the index among
    /// all rows, and whether it is the chosen one.
    pub fn visible(&self, height: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let latest = self.found.len().saturating_sub(height);
        let least = (self.chosen + 1).saturating_sub(height).min(self.chosen);
        let first = self.first.get().clamp(least, self.chosen).min(latest);
        self.first.set(first);
        self.height.set(height);
        self.found.iter().enumerate().skip(first).take(height).map(|(at, row)| (*row, at == self.chosen))
    }

    /// Gives the letters of a row that the filter found, as rising offsets counted in grapheme clusters; empty without a
    /// filter.
    #[must_use]
    pub fn hits(&self, row: &str) -> Vec<u32> {
        if self.filter.trim().is_empty() {
            return Vec::new();
        }
        let pattern = self.pattern();
        let mut chars = Vec::new();
        let mut hits = Vec::new();
        MATCHER.with_borrow_mut(|matcher| pattern.indices(Utf32Str::new(row, &mut chars), matcher, &mut hits));
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    fn pattern(&self) -> Pattern {
        Pattern::new(&self.filter, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy)
    }
}

/// A row that the filter fits, and whether it has the very words.
struct Scored {
    score: u32,
    at: usize,
    said: bool,
}

/// What tells one set of rows from another.
fn digest<T: AsRef<str>>(rows: &[T]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for row in rows {
        row.as_ref().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROWS: [&str; 5] = ["Police MPLO", "Youth Offending Service", "Health", "Education", "Police LP"];

    fn seen(pick: &Pick, height: usize) -> Vec<(usize, bool)> {
        pick.visible(height).collect()
    }

    #[test]
    fn typing_filters_and_chooses_the_best_row() {
        let mut pick = Pick::new(ROWS.len());
        pick.set_filter("POL lp", &ROWS);
        assert_eq!(pick.chosen(), Some(4));
        pick.set_filter("zzz", &ROWS);
        assert_eq!((pick.chosen(), pick.len()), (None, 0));
        assert_eq!(seen(&pick, 3), []);
        pick.set_filter("", &ROWS);
        assert_eq!(pick.len(), 5);
    }

    #[test]
    fn rows_that_have_the_very_words_leave_no_others() {
        let mut pick = Pick::new(ROWS.len());
        pick.set_filter("of", &ROWS);
        assert_eq!(pick.len(), 1);
        pick.set_filter("yof", &ROWS);
        assert_eq!(pick.chosen(), Some(1), "letters in their order are found where nothing better is");
    }

    #[test]
    fn the_chosen_row_stays_when_the_filter_is_emptied_or_rows_are_added() {
        let mut pick = Pick::new(ROWS.len());
        pick.set_filter("educ", &ROWS);
        pick.set_filter("", &ROWS);
        assert_eq!(pick.chosen(), Some(3));
        pick.refresh(&["a", "b", "c", "d", "e", "f"]);
        assert_eq!(pick.chosen(), Some(3));
        pick.refresh(&["a"]);
        assert_eq!(pick.chosen(), Some(0));
        pick.refresh::<&str>(&[]);
        assert_eq!(pick.chosen(), None);
    }

    #[test]
    fn the_window_follows_the_choice() {
        let mut pick = Pick::new(10);
        assert_eq!(seen(&pick, 3), [(0, true), (1, false), (2, false)]);
        assert!(pick.step(4));
        assert_eq!(seen(&pick, 3), [(2, false), (3, false), (4, true)]);
        assert!(pick.page(false));
        assert_eq!(seen(&pick, 3), [(2, true), (3, false), (4, false)]);
        assert!(pick.to_last());
        assert!(!pick.step(1));
        assert_eq!(seen(&pick, 3), [(7, false), (8, false), (9, true)]);
        assert_eq!(seen(&pick, 0), []);
        assert!(pick.to_first());
        assert_eq!(seen(&pick, 20).len(), 10);
    }

    #[test]
    fn a_close_list_leaves_out_letters_that_are_merely_there() {
        let mut pick = Pick::new(ROWS.len());
        pick.set_filter("you", &["Youth", "Put your own up"]);
        assert_eq!(pick.len(), 2);
        let rows = ["Roll-call", "Mon 19 Oct North Part 2 · draft minutes · the Osprey Room, Harefield Leisure Centre"];
        let mut pick = Pick::new(rows.len()).close();
        pick.set_filter("rollcal", &rows);
        assert_eq!((pick.chosen(), pick.len()), (Some(0), 1));
    }

    #[test]
    fn rows_shown_in_another_order_keep_the_choice() {
        let mut pick = Pick::new(4);
        pick.step(2);
        pick.show(vec![3, 2, 0]);
        assert_eq!(seen(&pick, 3), [(3, false), (2, true), (0, false)]);
        pick.show(vec![1]);
        assert_eq!(pick.chosen(), Some(1));
    }

    #[test]
    fn the_letters_that_were_found_can_be_shown() {
        let mut pick = Pick::new(ROWS.len());
        assert!(pick.hits("Health").is_empty());
        pick.set_filter("hlt", &ROWS);
        assert_eq!(pick.hits("Health"), [0, 3, 4]);
    }

    proptest! {
        #[test]
        fn letter_by_letter_finds_what_the_whole_finds(
            rows in proptest::collection::vec("([a-eé İß\\\\]|Part 1|roll){0,8}", 0..12),
            typed in "([a-eéİß \\\\]|Part|ro){0,6}",
            close: bool,
        ) {
            let new = || if close { Pick::new(rows.len()).close() } else { Pick::new(rows.len()) };
            let mut pick = new();
            for (end, _) in typed.char_indices().skip(1).chain([(typed.len(), ' ')]) {
                pick.set_filter(&typed[..end], &rows);
                let mut whole = new();
                whole.set_filter(&typed[..end], &rows);
                prop_assert_eq!(&pick.found, &whole.found, "at “{}”", &typed[..end]);
            }
        }

        #[test]
        fn rows_that_came_since_are_found(rows in proptest::collection::vec("[a-c]{1,4}", 0..6), new in "[a-c]{1,4}") {
            let mut pick = Pick::new(rows.len());
            pick.set_filter(&new[..1], &rows);
            let more: Vec<String> = rows.into_iter().chain([new.clone()]).collect();
            pick.set_filter(&new, &more);
            prop_assert!(pick.found.contains(&(more.len() - 1)));
        }
    }
}
