//! What every page bears: the marking above and below, the small print, the title, "Page x of y".

use super::super::document::Document;
use super::fonts::Fonts;
use super::lines::{self, Line, Span};
use super::slab::{Bar, Set, Text};
use super::styles::{self, Ink, Style, TEXT_WIDTH};
use super::tags::ROOT;

/// Between what stands at the left and at the right of one line.
const BETWEEN: f32 = 18.0;

/// The upper edges of the lines, from the page's own.
const MARKING_ABOVE: f32 = styles::HEADER + styles::MARKING.before;
const SMALL_PRINT: f32 = MARKING_ABOVE + styles::MARKING.line() + styles::MARKING.after;
const MARKING_BELOW: f32 = styles::PAGE_HEIGHT - styles::FOOTER - styles::MARKING.after - styles::MARKING.line();
const PAGE_NUMBER: f32 = MARKING_BELOW - styles::MARKING.before - styles::RUNNING.line();

/// Header and footer; `y` is counted from the page's upper edge, `x` from its left margin.
pub(super) struct Frame<'a> {
    fonts: &'a Fonts,
    /// The same on every page.
    pub(super) header: Set,
    /// The same but for the number.
    footer: Set,
    pages: usize,
}

impl<'a> Frame<'a> {
    /// Sets the header and the footer of a paper that has so many pages.
    pub(super) fn new(fonts: &'a Fonts, document: &Document, pages: usize) -> Self {
        let above = marking(fonts, &document.marking, MARKING_ABOVE);
        let (left, right) = sides(fonts, &document.header_left, &document.header_right, SMALL_PRINT);
        let header = Set { texts: [above, left, right].into_iter().flatten().collect(), ..Set::default() };

        let (title, _) = sides(fonts, document.foot(), &page_of(pages, pages), PAGE_NUMBER);
        let below = marking(fonts, &document.marking, MARKING_BELOW);
        let rule = Bar { x: 0.0, y: PAGE_NUMBER - 6.0, width: TEXT_WIDTH, height: 0.5, ink: Ink::Rule };
        let footer = Set { texts: [title, below].into_iter().flatten().collect(), bars: vec![rule], height: 0.0 };
        Self { fonts, header, footer, pages }
    }

    /// Gives the footer of a page, counted from 1.
    pub(super) fn footer(&self, page: usize) -> Set {
        let mut footer = self.footer.clone();
        let (_, number) = sides(self.fonts, "", &page_of(page, self.pages), PAGE_NUMBER);
        footer.texts.extend(number);
        footer
    }
}

fn page_of(page: usize, pages: usize) -> String {
    format!("Page {page} of {pages}")
}

/// The marking in the middle, its letters a little apart. It is never cut: one that is too long is set smaller.
fn marking(fonts: &Fonts, marking: &str, y: f32) -> Option<Text> {
    let style = styles::MARKING;
    let set = |size: f32| line(fonts, marking, &style, size, size / 10.0, f32::MAX);
    let natural = set(style.size)?;
    let too_wide = natural.width > TEXT_WIDTH;
    let size = if too_wide { style.size * TEXT_WIDTH / natural.width } else { style.size };
    let line = if too_wide { set(size)? } else { natural };
    Some(Text { x: (TEXT_WIDTH - line.width) / 2.0, y: y + style.baseline(), size, line, node: ROOT })
}

/// What stands at both sides of a line. The right one has its room first; what has none ends in an ellipsis.
fn sides(fonts: &Fonts, left: &str, right: &str, y: f32) -> (Option<Text>, Option<Text>) {
    let style = styles::RUNNING;
    let text = |x, line| Text { x, y: y + style.baseline(), size: style.size, line, node: ROOT };
    let right = fitted(fonts, right, &style, TEXT_WIDTH * 2.0 / 3.0);
    let taken = right.as_ref().map_or(0.0, |line| line.width + BETWEEN);
    let left = fitted(fonts, left, &style, TEXT_WIDTH - taken);
    (left.map(|line| text(0.0, line)), right.map(|line| text(TEXT_WIDTH - line.width, line)))
}

/// Gives a text on one line, its end left out where it is too long.
fn fitted(fonts: &Fonts, text: &str, style: &Style, width: f32) -> Option<Line> {
    let whole = line(fonts, text, style, style.size, 0.0, f32::MAX)?;
    if whole.width <= width {
        return Some(whole);
    }
    let first = line(fonts, text, style, style.size, 0.0, width - style.size)?.said();
    line(fonts, &format!("{}…", first.trim_end()), style, style.size, 0.0, f32::MAX)
}

/// Gives the first line of a text.
fn line(fonts: &Fonts, text: &str, style: &Style, size: f32, tracking: f32, width: f32) -> Option<Line> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    lines::set(fonts, &[Span::new(text, style.face, style.ink)], size, tracking, width).into_iter().next()
}
