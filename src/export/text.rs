//! Plain text of at most 80 columns, for a mail client, a screen reader or a terminal.

use super::document::{Block, Document, Field, Level, Manner, Part, Run, Style};
use super::error::RenderError;
use super::frame::{Frame, fill};
use super::prepare::{self, prepare, signature_lines};
use super::text_table;
use super::wrap::{width, wrap};

/// The built-in frame, which a county may copy and edit.
pub const TEMPLATE: &str = include_str!("templates/document.txt");

/// The columns that text is set to.
pub const WIDTH: usize = 80;

/// Makes plain text of a tree, in the county's own frame or the built-in one.
///
/// # Errors
/// [`RenderError::Template`] where the county's frame is not well formed or asks for what is not there.
pub fn render(document: &Document, template: Option<&str>) -> Result<String, RenderError> {
    let document = prepare(document);
    let mut reference = fields(&document.reference, WIDTH).join("\n");
    reference.push('\n');
    let blocks: Vec<Block> = prepare::blocks(&document).cloned().collect();
    let mut body = lines(&blocks, WIDTH).join("\n");
    body.push('\n');
    let template = template.unwrap_or(TEMPLATE);
    let escape = |line: &str| wrap(line, WIDTH).join("\n");
    fill(&document, &Frame { format: "text", template, reference: &reference, body: &body, escape })
}

/// Gives parts of a tree as lines no wider than `columns`, as for a screen.
#[must_use]
pub fn part_lines(parts: &[Part], columns: usize) -> Vec<String> {
    lines(&prepare::flow(parts), columns)
}

/// Sets a line in the middle.
pub(super) fn centre(line: &str) -> String {
    line.lines()
        .map(|line| format!("{}{line}", " ".repeat(WIDTH.saturating_sub(width(line)) / 2)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Rules a title off from what follows.
pub(super) fn underline(line: &str) -> String {
    let longest = line.lines().map(width).max().unwrap_or_default();
    format!("{line}\n{}", "=".repeat(longest))
}

/// Gives blocks as lines no wider than `columns`, an empty line between blocks.
pub(super) fn lines(blocks: &[Block], columns: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks {
        let written = block_lines(block, columns);
        if written.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(String::new());
            if matches!(block, Block::Heading { level: Level::One, .. }) {
                out.push(String::new());
            }
        }
        out.extend(written);
    }
    out
}

fn block_lines(block: &Block, columns: usize) -> Vec<String> {
    match block {
        Block::Heading { level, text } => heading(*level, text, columns),
        Block::Paragraph(paragraph) => {
            if paragraph.manner == Manner::Quote {
                indented(&wrap(&plain(&paragraph.runs), columns.saturating_sub(4)), "  > ", "  > ")
            } else {
                wrap(&plain(&paragraph.runs), columns)
            }
        }
        Block::Fields { fields } => self::fields(fields, columns),
        Block::Table(table) => text_table::lines(table, columns),
        Block::Bullets { items } => {
            items.iter().flat_map(|item| indented(&wrap(&plain(item), columns.saturating_sub(2)), "* ", "  ")).collect()
        }
        Block::Callout(callout) => {
            let inner = columns.saturating_sub(4);
            let mut said = wrap(&callout.label, inner);
            said.extend(lines(&callout.blocks, inner));
            indented(&said, "  | ", "  | ")
        }
        Block::Together { blocks } => lines(blocks, columns),
        Block::PageBreak => Vec::new(),
        Block::Signature(signature) => {
            lines(&[Block::text(&signature.statement), Block::Table(signature_lines(signature, "__________"))], columns)
        }
    }
}

fn heading(level: Level, text: &str, columns: usize) -> Vec<String> {
    let mut out = wrap(text, columns);
    let rule = match level {
        Level::One => "=",
        Level::Two => "-",
        Level::Three => return out,
    };
    let longest = out.iter().map(|line| width(line)).max().unwrap_or_default();
    out.push(rule.repeat(longest.min(columns)));
    out
}

/// Sets labels and values side by side where there is room, the values in one column.
fn fields(fields: &[Field], columns: usize) -> Vec<String> {
    let longest = fields.iter().map(|field| width(&field.label) + 2).max().unwrap_or_default().min(columns / 3);
    let indent = " ".repeat(longest);
    let mut out = Vec::new();
    for field in fields {
        let label = format!("{}:", field.label);
        let values = wrap(&plain(&field.value), columns.saturating_sub(longest));
        if width(&label) < longest {
            let first = format!("{label}{}", " ".repeat(longest - width(&label)));
            out.extend(indented(&values, &first, &indent));
        } else {
            out.extend(wrap(&label, columns));
            out.extend(indented(&values, &indent, &indent));
        }
    }
    out
}

/// Gives runs without their styles; a quotation keeps its marks.
fn plain(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| if run.style == Style::Quote { format!("“{}”", run.text) } else { run.text.clone() })
        .collect()
}

/// Puts one beginning before the first line and another before the rest.
pub(super) fn indented(lines: &[String], first: &str, rest: &str) -> Vec<String> {
    let begin = |at: usize| if at == 0 { first } else { rest };
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", begin(at)).trim_end().to_owned()).collect()
}
