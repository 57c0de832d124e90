//! How a PDF looks: the measures, sizes and inks of the Word document (`docx/styles.rs`), all in points.

/// A4, and where its text stands. The margins hold the header and the footer.
pub(super) const PAGE_WIDTH: f32 = 595.28;
pub(super) const PAGE_HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 62.35;
pub(super) const TOP: f32 = 85.05;
pub(super) const BOTTOM: f32 = 76.55;
pub(super) const TEXT_WIDTH: f32 = PAGE_WIDTH - 2.0 * LEFT;
pub(super) const TEXT_HEIGHT: f32 = PAGE_HEIGHT - TOP - BOTTOM;
/// From the page's upper edge to the header, and from its lower edge to the footer.
pub(super) const HEADER: f32 = 28.35;
pub(super) const FOOTER: f32 = 25.5;

/// Beyond a third of a page a row may run over the page's end: kept whole it would leave half a page empty.
pub(super) const LONG_ROW: f32 = TEXT_HEIGHT / 3.0;

/// The typeface's own height above and below the line, and its line height, at a size of one.
pub(super) const ASCENT: f32 = 0.905;
pub(super) const DESCENT: f32 = 0.212;
const NATURAL_LINE: f32 = 1.15;

/// The width of a label, and from the left margin to its value.
pub(super) const LABEL: f32 = 121.6;
pub(super) const VALUE: f32 = 127.6;
/// How far a quotation is set in at both sides, and its rule from its text.
pub(super) const QUOTE_INDENT: f32 = 17.0;
pub(super) const QUOTE_RULE: f32 = 10.0;
/// Where a bullet's dot and its text stand, on the page and in a table or a box.
pub(super) const BULLET: (f32, f32) = (5.65, 19.85);
pub(super) const SMALL_BULLET: (f32, f32) = (0.0, 11.35);
/// The space between a cell's edge and its text: at its sides, above, below.
pub(super) const CELL: (f32, f32, f32) = (4.25, 3.4, 4.4);
/// The space between a box's edge and its text: at its left, at its right, above and below.
pub(super) const BOX: (f32, f32, f32) = (14.2, 9.9, 7.5);
/// The space around a box and after a table.
pub(super) const AROUND: f32 = 10.0;
/// The room for a hand to sign.
pub(super) const SIGNING: f32 = 32.0;

/// The inks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Ordinary text.
    Text,
    /// The one accent: a deep blue that stays dark in black and white.
    Accent,
    /// Quieter, still well above a contrast of 4.5 to 1 on white.
    Muted,
    /// Header rows and the decision's box.
    Tint,
    /// Light rules.
    Rule,
}

impl Ink {
    /// Red, green and blue, each of 255.
    pub(super) const fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Text => (0x1c, 0x1c, 0x1c),
            Self::Accent => (0x1f, 0x3b, 0x57),
            Self::Muted => (0x59, 0x5f, 0x66),
            Self::Tint => (0xed, 0xf2, 0xf6),
            Self::Rule => (0xc7, 0xd0, 0xd8),
        }
    }
}

/// The faces of the one typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
    Italic,
}

/// How a paragraph is set, unless a run says otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    /// The line height, as a multiple of the typeface's own.
    leading: f32,
    pub(super) face: Face,
    pub(super) ink: Ink,
    /// The space before and after the paragraph; of two that meet the larger counts.
    pub(super) before: f32,
    pub(super) after: f32,
}

const fn style(size: f32, leading: f32, face: Face, ink: Ink, before: f32, after: f32) -> Style {
    Style { size, leading, face, ink, before, after }
}

pub(super) const NORMAL: Style = style(10.5, 1.15, Face::Regular, Ink::Text, 0.0, 6.0);
pub(super) const TITLE: Style = style(22.0, 1.0, Face::Bold, Ink::Accent, 0.0, 2.0);
pub(super) const SUBTITLE: Style = style(13.0, 1.15, Face::Regular, Ink::Muted, 0.0, 8.0);
pub(super) const STATUS: Style = style(10.5, 1.15, Face::Bold, Ink::Accent, 0.0, 10.0);
pub(super) const HEADING_1: Style = style(14.0, 1.0, Face::Bold, Ink::Accent, 20.0, 7.0);
pub(super) const HEADING_2: Style = style(11.5, 1.0, Face::Bold, Ink::Accent, 12.0, 4.5);
pub(super) const HEADING_3: Style = style(10.5, 1.0, Face::Bold, Ink::Text, 10.0, 4.0);
pub(super) const QUOTE: Style = style(10.5, 1.15, Face::Italic, Ink::Text, 0.0, 6.0);
pub(super) const NOTE: Style = style(9.0, 1.15, Face::Regular, Ink::Muted, 0.0, 6.0);
pub(super) const FIELD: Style = style(10.5, 1.15, Face::Regular, Ink::Text, 0.0, 2.5);
pub(super) const LIST: Style = style(10.5, 1.15, Face::Regular, Ink::Text, 0.0, 3.0);
pub(super) const CAPTION: Style = style(10.5, 1.15, Face::Bold, Ink::Text, 6.0, 4.0);
pub(super) const TABLE: Style = style(9.5, 1.08, Face::Regular, Ink::Text, 0.0, 2.0);
pub(super) const TABLE_HEADING: Style = style(9.5, 1.08, Face::Bold, Ink::Accent, 0.0, 2.0);
pub(super) const ROW_HEADING: Style = style(9.5, 1.08, Face::Bold, Ink::Text, 0.0, 2.0);
pub(super) const BOXED: Style = style(10.5, 1.15, Face::Regular, Ink::Text, 0.0, 3.0);
pub(super) const MARKING: Style = style(10.0, 1.0, Face::Bold, Ink::Accent, 3.0, 3.0);
pub(super) const RUNNING: Style = style(8.5, 1.0, Face::Regular, Ink::Muted, 0.0, 0.0);

impl Style {
    /// The height of one line.
    pub(super) const fn line(&self) -> f32 {
        self.size * NATURAL_LINE * self.leading
    }

    /// From a line's upper edge down to where its letters stand.
    pub(super) const fn baseline(&self) -> f32 {
        f32::midpoint(self.line(), (ASCENT - DESCENT) * self.size)
    }
}
