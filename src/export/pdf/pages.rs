//! Slabs onto pages: what stays with what, where a page ends, and the tables' heads that come again on the next.

use std::collections::VecDeque;

use super::slab::{Keep, Slab, gap};
use super::styles::TEXT_HEIGHT;

/// A head higher than this does not stand again: it would leave no room for its rows.
const HIGHEST_HEAD: f32 = TEXT_HEIGHT / 3.0;

/// A page's slabs from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) slabs: Vec<Placed>,
}

/// A slab in its place.
#[derive(Debug)]
pub(super) struct Placed {
    /// From the upper edge of the page's text.
    pub(super) y: f32,
    pub(super) slab: Slab,
    /// True for a head that stands again: to be seen, and not to be read twice.
    pub(super) again: bool,
}

/// Fills pages with slabs; there is always one page.
pub(super) fn fill(slabs: Vec<Slab>, heads: &[Slab]) -> Vec<Page> {
    let mut pages = Pages { heads, done: Vec::new(), page: Page::default(), y: 0.0 };
    let mut queue = VecDeque::from(slabs);
    // So many slabs belong together and are too much for one page.
    let mut parted = 0;
    while let Some(first) = queue.front() {
        if first.fresh && !pages.is_empty() {
            pages.turn(first.head);
        }
        let mut take = chunk(&queue, Keep::Together);
        if parted == 0 && !pages.holds(&queue, take) && !pages.empty_page_holds(&queue, take) {
            parted = take;
        }
        if parted > 0 {
            take = chunk(&queue, Keep::WithNext).min(parted);
            parted -= take;
        }
        if !pages.holds(&queue, take) && !pages.is_empty() {
            pages.turn(queue.front().and_then(|first| first.head));
        }
        for slab in queue.drain(..take) {
            pages.place(slab);
        }
    }
    pages.done.push(pages.page);
    pages.done
}

/// How many slabs from the first on stay together, as far as `loosest` goes. What begins a page begins anew.
fn chunk(queue: &VecDeque<Slab>, loosest: Keep) -> usize {
    let next = queue.iter().skip(1).map(|next| !next.fresh);
    let kept = queue.iter().zip(next).take_while(|(slab, follows)| slab.keep >= loosest && *follows).count();
    (kept + 1).min(queue.len())
}

struct Pages<'a> {
    heads: &'a [Slab],
    done: Vec<Page>,
    page: Page,
    /// Where the last slab ends.
    y: f32,
}

impl Pages<'_> {
    /// Nothing is on the page but a head that stands again.
    fn is_empty(&self) -> bool {
        self.page.slabs.iter().all(|placed| placed.again)
    }

    /// Tells whether the first slabs fit on the rest of the page, the last of them at least with its beginning.
    fn holds(&self, queue: &VecDeque<Slab>, take: usize) -> bool {
        let above = self.page.slabs.last().map(|placed| &placed.slab);
        self.y + needed(above, queue, take) <= TEXT_HEIGHT
    }

    fn empty_page_holds(&self, queue: &VecDeque<Slab>, take: usize) -> bool {
        let head = queue.front().and_then(|first| self.head(first.head));
        head.map_or(0.0, Slab::height) + needed(head, queue, take) <= TEXT_HEIGHT
    }

    fn head(&self, head: Option<usize>) -> Option<&Slab> {
        head.and_then(|head| self.heads.get(head)).filter(|head| head.height() <= HIGHEST_HEAD)
    }

    fn turn(&mut self, head: Option<usize>) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = 0.0;
        if let Some(head) = self.head(head).cloned() {
            self.put(head, true);
        }
    }

    fn put(&mut self, slab: Slab, again: bool) {
        let y = self.y + gap(self.page.slabs.last().map(|placed| &placed.slab), &slab);
        self.y = y + slab.height();
        self.page.slabs.push(Placed { y, slab, again });
    }

    /// Puts a slab on the page, or as much of it as the page holds and the rest on the next ones.
    fn place(&mut self, mut slab: Slab) {
        loop {
            let space = gap(self.page.slabs.last().map(|placed| &placed.slab), &slab);
            if self.y + space + slab.height() <= TEXT_HEIGHT {
                return self.put(slab, false);
            }
            let alone = self.is_empty();
            match slab.cut(TEXT_HEIGHT - self.y - space, alone) {
                Ok((first, rest)) => {
                    self.put(first, false);
                    self.turn(rest.head);
                    slab = rest;
                }
                // No page can hold it, so it is better here than nowhere.
                Err(whole) if alone => return self.put(*whole, false),
                Err(whole) => {
                    self.turn(whole.head);
                    slab = *whole;
                }
            }
        }
    }
}

fn needed(above: Option<&Slab>, queue: &VecDeque<Slab>, take: usize) -> f32 {
    let mut above = above;
    let mut sum = 0.0;
    for (at, slab) in queue.iter().take(take).enumerate() {
        sum += gap(above, slab) + if at + 1 < take { slab.height() } else { slab.start() };
        above = Some(slab);
    }
    sum
}
