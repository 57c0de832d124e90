//! The neutral document tree: what every paper is before it becomes a Word file, a web page or plain text.
//!
//! The tree knows nothing of meetings or cases, and no renderer knows more than the tree. It holds no maps and no
//! floating-point numbers, so its JSON is the same bytes for the same tree; approved minutes are sealed by hashing
//! those bytes, part by part. A field added later must be left out of the JSON while it has its default value.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A whole paper: what its pages bear, what stands above the first part, and its parts in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title, shown once at the head and again in every footer.
    pub title: String,
    /// One line under the title, such as the quadrant and the date; empty for none.
    pub subject: String,
    /// How far the paper has come, such as "Draft: not yet approved by the chair"; empty for none.
    pub status: String,
    /// The protective marking, on every page (arrangements §6: OFFICIAL-SENSITIVE).
    pub marking: String,
    /// Small print at the left of every page's header.
    pub header_left: String,
    /// Small print at the right of every page's header.
    pub header_right: String,
    /// Small print at the left of every page's foot, in place of the title, such as the seal of approved minutes; empty
    /// for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub foot: String,
    /// The lines under the title: date, venue, chair, minute-taker.
    pub reference: Vec<Field>,
    /// The language as a BCP 47 tag: "en-GB".
    pub language: String,
    /// Who is named as the author in the file's properties.
    pub author: String,
    /// When the paper was made: passed in, so that the same tree always gives the same bytes.
    pub created: DateTime<Utc>,
    /// The parts, in the order they are read.
    pub parts: Vec<Part>,
}

/// A run of blocks that is sealed, and may one day be purged, as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// A name for the part, stable and unique in its document, such as "item-5". Never shown.
    pub id: String,
    /// The one child that the part speaks of, as an opaque id; a retention purge drops such parts. Never shown.
    pub about: Option<String>,
    /// What the part says.
    pub blocks: Vec<Block>,
}

/// One thing on the page, from a heading to a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A heading; it is never left alone at the foot of a page.
    Heading {
        /// Its depth.
        level: Level,
        /// Its words, on one line.
        text: String,
    },
    /// A paragraph.
    Paragraph(Paragraph),
    /// Labels and their values, in two columns without rules.
    Fields {
        /// The lines, in order.
        fields: Vec<Field>,
    },
    /// A table with a header row.
    Table(Table),
    /// A bullet list.
    Bullets {
        /// One entry a bullet.
        items: Vec<Vec<Run>>,
    },
    /// A box that stands out: a decision, a dissent, what was left open.
    Callout(Callout),
    /// Blocks that stay on one page where they can.
    Together {
        /// The blocks.
        blocks: Vec<Block>,
    },
    /// What follows begins a new page.
    PageBreak,
    /// Where the paper is signed, or by whom and when it was approved.
    Signature(Signature),
}

/// The depth of a heading. None is skipped on the way down, or a screen reader loses its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// An agenda item or a section.
    One,
    /// A matter within an item: the updates on a child, the actions.
    Two,
    /// A heading within a matter.
    Three,
}

/// A paragraph of styled runs. A newline inside a run is a line break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// How the whole paragraph is set.
    pub manner: Manner,
    /// Its text.
    pub runs: Vec<Run>,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Ordinary text.
    #[default]
    Normal,
    /// A person's own words, set in with a rule at the side.
    Quote,
    /// A remark in small, muted type.
    Note,
}

/// Some text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words; control characters are dropped when the tree is rendered.
    pub text: String,
    /// How they are set.
    pub style: Style,
}

/// How a run is set. No style carries meaning alone: the words say it too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// As its paragraph is.
    #[default]
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// In a quieter grey.
    Muted,
    /// Someone's words inside a sentence: the renderer puts “ ” around them.
    Quote,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The label, without a colon.
    pub label: String,
    /// The value.
    pub value: Vec<Run>,
}

/// A table. A row with too few cells is filled with empty ones; one with too many keeps them all in its last cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table holds, which decides how it is set.
    pub kind: TableKind,
    /// A line above the table; empty for none.
    pub caption: String,
    /// The columns; their headings are repeated on every page.
    pub columns: Vec<Column>,
    /// The rows, each a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// True where the table goes on from the one just before it (in the part before, as a rule) and has the same
    /// columns: the two are drawn as one. So a summary can keep each child's rows in a part of its own.
    pub continues: bool,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Anything else.
    #[default]
    Plain,
    /// Who was there: the first column heads its row.
    Attendance,
    /// What each agency said: the first column, the agency, heads its row.
    Updates,
    /// Actions: the first column is the action's label.
    Actions,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its share of the width beside the other columns' shares; nought counts as one.
    pub weight: u16,
}

/// What stands in one place of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cell {
    /// Its blocks; none for an empty cell.
    pub blocks: Vec<Block>,
}

/// A box with a label. The label says what it is; colour only helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callout {
    /// What the box is for.
    pub kind: CalloutKind,
    /// Its label, such as "Decision".
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What a box is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalloutKind {
    /// What the meeting decided.
    Decision,
    /// A professional disagreement (arrangements §7).
    Dissent,
    /// What the meeting left open, and why.
    LeftOpen,
    /// Anything else worth a box.
    #[default]
    Note,
}

/// Where people sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// What is signed to, such as "Approved as a true record of the meeting."
    pub statement: String,
    /// One line a signatory.
    pub signatories: Vec<Signatory>,
}

/// One who signs. An empty name or date is drawn as a rule to write on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// As what they sign: "Chair".
    pub role: String,
    /// Their name; empty while unsigned.
    pub name: String,
    /// The date in words; empty while unsigned.
    pub date: String,
}

impl Document {
    /// What stands at the left of every page's foot.
    #[must_use]
    pub fn foot(&self) -> &str {
        if self.foot.is_empty() { &self.title } else { &self.foot }
    }

    /// Gives the tree's canonical JSON: no spaces, fields in the order above.
    ///
    /// # Errors
    /// None that this tree can cause; the signature is `serde_json`'s.
    pub fn canonical_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

impl Part {
    /// Gives the part's canonical JSON, which is what sealing hashes.
    ///
    /// # Errors
    /// None that this tree can cause; the signature is `serde_json`'s.
    pub fn canonical_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

impl Block {
    /// Makes a heading.
    pub fn heading(level: Level, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// Makes an ordinary paragraph of one plain run.
    pub fn text(text: impl Into<String>) -> Self {
        Self::runs(vec![Run::plain(text)])
    }

    /// Makes an ordinary paragraph.
    #[must_use]
    pub fn runs(runs: Vec<Run>) -> Self {
        Self::Paragraph(Paragraph { manner: Manner::Normal, runs })
    }

    /// Makes a paragraph of somebody's own words.
    pub fn quote(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { manner: Manner::Quote, runs: vec![Run::plain(text)] })
    }

    /// Makes a remark in small type.
    pub fn note(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { manner: Manner::Note, runs: vec![Run::plain(text)] })
    }
}

impl Run {
    /// Makes a run in the paragraph's own style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Plain }
    }

    /// Makes a bold run.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Bold }
    }

    /// Makes an italic run.
    pub fn italic(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Italic }
    }

    /// Makes a quieter run.
    pub fn muted(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Muted }
    }

    /// Makes a run of someone's words; leave the quotation marks to the renderer.
    pub fn quote(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Quote }
    }
}

impl Field {
    /// Makes a label with a plain value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: vec![Run::plain(value)] }
    }
}

impl Column {
    /// Makes a column with its heading and its share of the width.
    pub fn new(heading: impl Into<String>, weight: u16) -> Self {
        Self { heading: heading.into(), weight }
    }
}

impl Cell {
    /// Makes a cell of one plain paragraph; empty text makes an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::default() } else { Self { blocks: vec![Block::text(text)] } }
    }

    /// Makes a cell of one paragraph of runs.
    #[must_use]
    pub fn runs(runs: Vec<Run>) -> Self {
        Self { blocks: vec![Block::runs(runs)] }
    }
}

impl TableKind {
    /// Tells whether the first cell of a row is its heading, for readers that speak a table aloud.
    #[must_use]
    pub const fn first_column_heads_its_row(self) -> bool {
        matches!(self, Self::Attendance | Self::Updates | Self::Actions)
    }
}
