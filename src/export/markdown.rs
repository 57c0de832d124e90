//! Markdown (CommonMark with GitHub's tables). What people wrote is escaped, so that nothing of it turns into markup.

use super::document::{Block, Callout, Document, Field, Level, Manner, Run, Style, Table};
use super::error::RenderError;
use super::frame::{Frame, fill};
use super::prepare::{self, prepare, signature_lines};

/// The built-in frame, which a county may copy and edit.
pub const TEMPLATE: &str = include_str!("templates/document.md");

/// Makes Markdown of a tree, in the county's own frame or the built-in one.
///
/// # Errors
/// [`RenderError::Template`] where the county's frame is not well formed or asks for what is not there.
pub fn render(document: &Document, template: Option<&str>) -> Result<String, RenderError> {
    let document = prepare(document);
    let reference = fields(&document.reference);
    let mut body = String::new();
    for block in prepare::blocks(&document) {
        push(&mut body, block);
    }
    let template = template.unwrap_or(TEMPLATE);
    fill(&document, &Frame { format: "Markdown", template, reference: &reference, body: &body, escape })
}

/// Writes a block and the empty line after it.
fn push(out: &mut String, block: &Block) {
    let written = match block {
        Block::Heading { level, text } => {
            let marks = match level {
                Level::One => "##",
                Level::Two => "###",
                Level::Three => "####",
            };
            format!("{marks} {}\n", escape(text).trim())
        }
        Block::Paragraph(paragraph) => {
            let text = paragraph_of(&paragraph.runs);
            if paragraph.manner == Manner::Quote { prefixed(&text, "> ") } else { text }
        }
        Block::Fields { fields } => self::fields(fields),
        Block::Table(table) => self::table(table),
        Block::Bullets { items } => items.iter().map(|item| bullet(&paragraph_of(item))).collect(),
        Block::Callout(callout) => prefixed(&inside(callout), "> "),
        Block::Together { blocks } => {
            for block in blocks {
                push(out, block);
            }
            return;
        }
        Block::PageBreak => return,
        Block::Signature(signature) => {
            let lines = table(&signature_lines(signature, "__________"));
            format!("{}\n{lines}", paragraph_of(&[Run::plain(&signature.statement)]))
        }
    };
    if !written.trim().is_empty() {
        out.push_str(&written);
        out.push('\n');
    }
}

fn inside(callout: &Callout) -> String {
    let mut out = format!("**{}**\n\n", escape(&callout.label).trim());
    for block in &callout.blocks {
        push(&mut out, block);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn fields(fields: &[Field]) -> String {
    fields
        .iter()
        .map(|field| bullet(&format!("**{}:** {}", escape(&field.label).trim(), paragraph_of(&field.value))))
        .collect()
}

/// Makes a bullet of a paragraph; its further lines are set in, so that they stay in it.
fn bullet(text: &str) -> String {
    let set_in = prefixed(text, "  ");
    format!("- {}\n", set_in.trim())
}

fn table(table: &Table) -> String {
    let mut out = String::new();
    if !table.caption.is_empty() {
        out.extend(["**", escape(&table.caption).trim(), "**\n\n"]);
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(table.columns.iter().map(|column| escape(&column.heading)).collect()));
    out.push_str(&row(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(|cell| lines(&cell.blocks).join("<br>")).collect()));
    }
    out
}

/// Gives blocks as single lines, which is all that a cell of a Markdown table can hold.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => out.push(escape(text)),
            Block::Paragraph(paragraph) => out.push(inline(&paragraph.runs)),
            Block::Fields { fields } => {
                out.extend(fields.iter().map(|field| format!("{}: {}", escape(&field.label), inline(&field.value))));
            }
            Block::Bullets { items } => out.extend(items.iter().map(|item| format!("• {}", inline(item)))),
            Block::Callout(callout) => {
                out.push(escape(&callout.label));
                out.extend(lines(&callout.blocks));
            }
            Block::Together { blocks } => out.extend(lines(blocks)),
            Block::PageBreak => {}
            Block::Table(table) => out.extend(table_lines(table)),
            Block::Signature(signature) => {
                out.push(inline(&[Run::plain(&signature.statement)]));
                out.extend(table_lines(&signature_lines(signature, "")));
            }
        }
    }
    out.into_iter().map(|line| line.trim().replace('\n', "<br>")).collect()
}

fn table_lines(table: &Table) -> Vec<String> {
    let mut out = vec![escape(&table.caption)];
    out.push(table.columns.iter().map(|column| escape(&column.heading)).collect::<Vec<_>>().join(" · "));
    for row in &table.rows {
        out.push(row.iter().map(|cell| lines(&cell.blocks).join(" ")).collect::<Vec<_>>().join(" · "));
    }
    out.retain(|line| !line.is_empty());
    out
}

/// Gives runs as a paragraph: hard line breaks, and nothing at a line's beginning that would start a list or heading.
fn paragraph_of(runs: &[Run]) -> String {
    let text = inline(runs);
    let lines: Vec<String> = text.trim().lines().map(|line| guard_beginning(line.trim())).collect();
    let mut out = lines.join("\\\n");
    out.push('\n');
    out
}

fn guard_beginning(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match line.get(digits..) {
        Some(rest) if digits > 0 && rest.starts_with(['.', ')']) => format!("{}\\{rest}", &line[..digits]),
        _ => line.to_owned(),
    }
}

fn inline(runs: &[Run]) -> String {
    let mut out = String::new();
    // Two marked runs that touch would run their asterisks together.
    let mut marked_before = false;
    for (at, run) in runs.iter().enumerate() {
        let text = if run.style == Style::Quote { format!("“{}”", run.text) } else { run.text.clone() };
        let core = text.trim();
        let next = text.strip_prefix(text.trim_end()).and_then(|space| space.chars().next());
        let next = next.or_else(|| runs.get(at + 1).and_then(|run| run.text.chars().next()));
        let leading = &text[..text.len() - text.trim_start().len()];
        let touching = marked_before && leading.is_empty();
        let before = leading.chars().next_back().or_else(|| out.chars().next_back());
        let mark = match run.style {
            Style::Bold => "**",
            Style::Italic => "*",
            Style::Plain | Style::Muted | Style::Quote => "",
        };
        let stands = opens(before, core.chars().next()) && opens(next, core.chars().next_back());
        let mark = if touching || core.is_empty() || core.contains('\n') || !stands { "" } else { mark };
        if core.is_empty() {
            out.push_str(&text);
            marked_before = marked_before && text.is_empty();
            continue;
        }
        out.push_str(leading);
        out.push_str(mark);
        out.push_str(&escape(core));
        out.push_str(mark);
        let trailing = &text[text.trim_end().len()..];
        out.push_str(trailing);
        marked_before = !mark.is_empty() && trailing.is_empty();
    }
    out
}

/// Tells whether an asterisk between these two would be taken as markup: `CommonMark`'s rule, on its safe side.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_none_or(char::is_whitespace) || inside.is_some_and(char::is_alphanumeric)
}

/// Escapes every character that can begin markup inside a line; an ampersand only where an entity might follow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let entity = |next: &char| next.is_ascii_alphanumeric() || *next == '#';
        let special = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => true,
            '&' => characters.peek().is_some_and(entity),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn prefixed(text: &str, prefix: &str) -> String {
    let mut out = String::new();
    for line in text.trim_end().split('\n') {
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
        out.push('\n');
    }
    out
}
