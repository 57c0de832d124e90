//! What the pages are filled with: slabs, which are lines of text, or rows of cells that hold slabs in their turn.
//!
//! A slab stands on one page. A line is never cut; a row is, where it is long, between the lines of its cells.

use super::lines::Line;
use super::styles::{Ink, LONG_ROW, TEXT_HEIGHT};
use super::tags::NodeId;

/// A piece of a page.
#[derive(Debug, Clone)]
pub(super) struct Slab {
    /// The space before and after; of two that meet the larger counts, and at the top of a page there is none.
    pub(super) before: f32,
    pub(super) after: f32,
    pub(super) keep: Keep,
    pub(super) content: Content,
    /// True where the slab begins a page.
    pub(super) fresh: bool,
    /// The heading that begins here, as the outline counts them.
    pub(super) heading: Option<usize>,
    /// The table's head, as the body counts them, that stands again above the slab where it begins a page.
    pub(super) head: Option<usize>,
}

/// Whether a slab stays on the page of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Keep {
    /// It need not.
    No,
    /// Where all that belongs together fits on one page.
    Together,
    /// Always, as a heading does.
    WithNext,
}

/// What a slab shows.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Text and rules.
    Set(Set),
    /// Cells side by side.
    Row(Row),
}

/// Text and rules of a height; `y` is counted from the slab's upper edge, `x` from the page's left margin.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    pub(super) height: f32,
    pub(super) texts: Vec<Text>,
    pub(super) bars: Vec<Bar>,
}

/// A line of text in its place.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) x: f32,
    /// Where the letters stand.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) line: Line,
    /// What the text belongs to, for readers that speak it aloud.
    pub(super) node: NodeId,
}

/// A filled rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) ink: Ink,
}

/// Cells side by side.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) edge: Edge,
    pub(super) x: f32,
    pub(super) width: f32,
    /// The space above and below the cells.
    pub(super) above: f32,
    pub(super) below: f32,
    /// The least height.
    pub(super) least: f32,
    /// True where the cells stand on the row's lower edge.
    pub(super) sinks: bool,
    pub(super) cells: Vec<Vec<Slab>>,
}

/// What is drawn around a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Nothing.
    Bare,
    /// A table's header row: tinted, ruled above and below.
    Head,
    /// A table's row: a rule below.
    Row,
    /// A decision: tinted, with a heavy bar at its left.
    Decision,
    /// A dissent: an outline.
    Dissent,
    /// What was left open: a broken outline.
    LeftOpen,
    /// A note: a light bar at its left.
    Note,
}

impl Slab {
    pub(super) const fn new(content: Content) -> Self {
        Self { before: 0.0, after: 0.0, keep: Keep::No, content, fresh: false, heading: None, head: None }
    }

    pub(super) fn height(&self) -> f32 {
        match &self.content {
            Content::Set(set) => set.height,
            Content::Row(row) => row.height(),
        }
    }

    /// Gives the least room in which the slab can begin: all of its height, unless it may be cut.
    pub(super) fn start(&self) -> f32 {
        match &self.content {
            Content::Row(row) if row.may_be_cut() => row.start(),
            _ => self.height(),
        }
    }

    /// Cuts the slab so that its first part fits in the room; gives it back whole where it may not or cannot be cut.
    /// `must` cuts whatever can be cut, since the page is empty and there is no more room to be had.
    pub(super) fn cut(self, room: f32, must: bool) -> Result<(Self, Self), Box<Self>> {
        match self.content {
            Content::Row(row) if must || row.may_be_cut() => match row.cut(room, must) {
                Ok((first, rest)) => {
                    let first = Self { content: Content::Row(first), after: 0.0, keep: Keep::No, ..self };
                    let (before, fresh, heading) = (0.0, false, None);
                    Ok((first, Self { content: Content::Row(rest), before, fresh, heading, ..self }))
                }
                Err(row) => Err(Box::new(Self { content: Content::Row(*row), ..self })),
            },
            content => Err(Box::new(Self { content, ..self })),
        }
    }
}

impl Row {
    /// Makes a row with nothing around its cells.
    pub(super) const fn bare(cells: Vec<Vec<Slab>>) -> Self {
        Self { edge: Edge::Bare, x: 0.0, width: 0.0, above: 0.0, below: 0.0, least: 0.0, sinks: false, cells }
    }

    pub(super) fn height(&self) -> f32 {
        let cells = self.cells.iter().map(|cell| height(cell)).fold(0.0, f32::max);
        (self.above + cells + self.below).max(self.least)
    }

    /// How far a cell stands below the upper space.
    pub(super) fn drop(&self, cell: &[Slab]) -> f32 {
        if self.sinks { self.height() - self.above - self.below - height(cell) } else { 0.0 }
    }

    /// A box stays whole wherever a page can hold it, a table's row only while it is short.
    fn may_be_cut(&self) -> bool {
        let most = match self.edge {
            Edge::Bare | Edge::Row => LONG_ROW,
            Edge::Head | Edge::Decision | Edge::Dissent | Edge::LeftOpen | Edge::Note => TEXT_HEIGHT,
        };
        self.height() > most
    }

    fn start(&self) -> f32 {
        let first = |cell: &Vec<Slab>| {
            let kept = cell.iter().take_while(|slab| slab.keep == Keep::WithNext).count();
            let (before, last) = (cell.get(..kept).unwrap_or_default(), cell.get(kept));
            height(before) + last.map_or(0.0, |last| gap(before.last(), last) + last.start())
        };
        self.above + self.cells.iter().map(first).fold(0.0, f32::max) + self.below
    }

    fn cut(self, room: f32, must: bool) -> Result<(Self, Self), Box<Self>> {
        let Self { edge, x, width, above, below, .. } = self;
        let uncut = self.clone();
        let inner = room - above - below;
        let (first, rest): (Vec<_>, Vec<_>) = self.cells.into_iter().map(|cell| divide(cell, inner, must)).unzip();
        let stuck = first.iter().zip(&rest).any(|(first, rest)| first.is_empty() && !rest.is_empty());
        let nothing = first.iter().all(Vec::is_empty) || rest.iter().all(Vec::is_empty);
        if nothing || (stuck && !must) {
            return Err(Box::new(uncut));
        }
        let part = |cells| Self { edge, x, width, above, below, least: 0.0, sinks: false, cells };
        Ok((part(first), part(rest)))
    }
}

/// The space between two slabs; none above the first.
pub(super) fn gap(before: Option<&Slab>, slab: &Slab) -> f32 {
    before.map_or(0.0, |before| before.after.max(slab.before))
}

/// The height of slabs one below the other.
pub(super) fn height(slabs: &[Slab]) -> f32 {
    let gaps: f32 = slabs.windows(2).map(|pair| gap(pair.first(), &pair[1])).sum();
    gaps + slabs.iter().map(Slab::height).sum::<f32>()
}

/// Divides a cell where the room ends, but not behind a slab that stays with the next.
fn divide(cell: Vec<Slab>, room: f32, must: bool) -> (Vec<Slab>, Vec<Slab>) {
    let (mut first, mut rest): (Vec<Slab>, Vec<Slab>) = (Vec::new(), Vec::new());
    let mut y = 0.0;
    let mut slabs = cell.into_iter();
    for slab in slabs.by_ref() {
        let gap = gap(first.last(), &slab);
        let height = slab.height();
        if y + gap + height <= room {
            y += gap + height;
            first.push(slab);
            continue;
        }
        let must = must && first.is_empty();
        match slab.cut(room - y - gap, must) {
            Ok((begun, left)) => {
                first.push(begun);
                rest.push(left);
            }
            Err(slab) if must => first.push(*slab),
            Err(slab) => rest.push(*slab),
        }
        break;
    }
    rest.extend(slabs);
    let kept = first.iter().rev().take_while(|slab| slab.keep == Keep::WithNext).count();
    if !rest.is_empty() && (kept < first.len() || !must) {
        rest.splice(0..0, first.drain(first.len() - kept..));
    }
    (first, rest)
}
