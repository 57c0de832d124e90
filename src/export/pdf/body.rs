//! The text of a paper, block by block, as slabs of the page's width.

use super::super::document::Style as RunStyle;
use super::super::document::{Block, Callout, CalloutKind, Document, Field, Level, Manner, Paragraph, Run, Signature};
use super::super::prepare::{self, signature_lines};
use super::fonts::Fonts;
use super::lines::{self, Span};
use super::slab::{Bar, Content, Edge, Keep, Row, Set, Slab, Text};
use super::styles::{self, Face, Ink, Style};
use super::tags::{Entry, NodeId, ROOT, Role, Tags};

/// The longest title of a heading that the outline shows, in characters.
const LONGEST_ENTRY: usize = 300;

/// A list of so many lines stays on one page where it can.
const SHORT_LIST: usize = 16;

/// Where a block stands, which decides how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On the page.
    Page,
    /// In a table's cell.
    Cell,
    /// In a cell that heads its row.
    RowHeading,
    /// In a box.
    Box,
}

/// The text as it is laid out, and what the next block must know.
pub(super) struct Body<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) tags: Tags,
    /// The headings, in order.
    pub(super) headings: Vec<Entry>,
    /// The tables' heads, to be drawn again on the next page.
    pub(super) heads: Vec<Slab>,
    pub(super) place: Place,
    /// Below which node the blocks stand.
    pub(super) parent: NodeId,
    /// From the page's left margin to the blocks, and the width that they fill.
    pub(super) left: f32,
    pub(super) width: f32,
    /// True where the next block begins a page.
    fresh: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        let (headings, heads) = (Vec::new(), Vec::new());
        let (left, width) = (0.0, styles::TEXT_WIDTH);
        Self { fonts, tags: Tags::new(), headings, heads, place: Place::Page, parent: ROOT, left, width, fresh: false }
    }

    /// Lays out a prepared paper: its head, then its blocks.
    pub(super) fn document(&mut self, prepared: &Document) -> Vec<Slab> {
        let mut out = Vec::new();
        let lines = [
            (Role::Title, &prepared.title, styles::TITLE),
            (Role::Paragraph, &prepared.subject, styles::SUBTITLE),
            (Role::Paragraph, &prepared.status, styles::STATUS),
        ];
        for (role, text, style) in lines {
            let spans = [Span::new(text, style.face, style.ink)];
            out.append(&mut kept_with_next(self.said(role, &spans, &style)));
        }
        out.append(&mut self.fields(&prepared.reference));
        out.append(&mut self.blocks(prepare::blocks(prepared)));
        out
    }

    /// Lays out blocks one after the other, in the present place.
    pub(super) fn blocks<'b>(&mut self, blocks: impl IntoIterator<Item = &'b Block>) -> Vec<Slab> {
        let mut out: Vec<Slab> = Vec::new();
        for block in blocks {
            let mut slabs = self.block(block);
            if self.place == Place::Page
                && let Some(first) = slabs.first_mut()
            {
                first.fresh |= std::mem::take(&mut self.fresh);
            }
            out.append(&mut slabs);
        }
        out
    }

    fn block(&mut self, block: &Block) -> Vec<Slab> {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Fields { fields } => self.fields(fields),
            Block::Table(table) => self.table(table, 0.0),
            Block::Bullets { items } => self.bullets(items),
            Block::Callout(callout) => self.callout(callout),
            Block::Together { blocks } => together(self.blocks(blocks)),
            Block::Signature(signature) => self.signature(signature),
            Block::PageBreak => {
                self.fresh |= self.place == Place::Page;
                Vec::new()
            }
        }
    }

    /// In a cell or a box a heading is only a bold line, lest it stand in the outline out of its order.
    fn heading(&mut self, level: Level, text: &str) -> Vec<Slab> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        if self.place != Place::Page {
            let style = self.style();
            let spans = [Span::new(text, Face::Bold, style.ink)];
            return kept_with_next(self.said(Role::Paragraph, &spans, &style));
        }
        let (wanted, style) = match level {
            Level::One => (1, styles::HEADING_1),
            Level::Two => (2, styles::HEADING_2),
            Level::Three => (3, styles::HEADING_3),
        };
        let level = self.headings.last().map_or(1, |before| wanted.min(before.level + 1));
        let words = shortened(text, LONGEST_ENTRY);
        let spans = [Span::new(text, style.face, style.ink)];
        let mut slabs = kept_with_next(self.said(Role::Heading(level, words.clone()), &spans, &style));
        if let Some(first) = slabs.first_mut() {
            first.heading = Some(self.headings.len());
            self.headings.push(Entry { level, text: words });
        }
        if wanted == 1
            && let Some(Slab { content: Content::Set(set), .. }) = slabs.last_mut()
        {
            let (x, width) = (self.left, self.width);
            set.bars.push(Bar { x, y: set.height + 3.0, width, height: 0.75, ink: Ink::Accent });
            set.height += 3.75;
        }
        slabs
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Vec<Slab> {
        let mut style = self.style();
        if self.place == Place::Page {
            style = match paragraph.manner {
                Manner::Normal => styles::NORMAL,
                Manner::Quote => styles::QUOTE,
                Manner::Note => styles::NOTE,
            };
        } else {
            match paragraph.manner {
                Manner::Normal => {}
                Manner::Quote => style.face = Face::Italic,
                Manner::Note => style.ink = Ink::Muted,
            }
        }
        let spans = self.spans(&paragraph.runs, &style);
        if paragraph.manner != Manner::Quote || is_blank(&spans) {
            return self.said(Role::Paragraph, &spans, &style);
        }
        let node = self.tags.add(self.parent, Role::Quotation);
        if self.place != Place::Page {
            return self.within(node, self.left, self.width, |body| body.said(Role::Paragraph, &spans, &style));
        }
        // On the page a person's own words are set in, with a rule at the side.
        let (left, width) = (self.left + styles::QUOTE_INDENT, self.width - 2.0 * styles::QUOTE_INDENT);
        let mut slabs = self.within(node, left, width, |body| body.said(Role::Paragraph, &spans, &style));
        for slab in &mut slabs {
            if let Content::Set(set) = &mut slab.content {
                let x = left - styles::QUOTE_RULE;
                set.bars.push(Bar { x, y: 0.0, width: 1.5, height: set.height, ink: Ink::Rule });
            }
        }
        slabs
    }

    /// On the page, label and value stand side by side; elsewhere they are one sentence.
    fn fields(&mut self, fields: &[Field]) -> Vec<Slab> {
        if fields.is_empty() {
            return Vec::new();
        }
        if self.place != Place::Page {
            return fields.iter().flat_map(|field| self.sentence(field)).collect();
        }
        let list = self.tags.add(self.parent, Role::Fields);
        let mut out: Vec<Slab> = fields.iter().map(|field| self.field(list, field)).collect();
        if let Some(last) = out.last_mut() {
            last.after = styles::NORMAL.after;
        }
        if out.len() <= SHORT_LIST { together(out) } else { out }
    }

    fn sentence(&mut self, field: &Field) -> Vec<Slab> {
        let style = self.style();
        let mut spans = vec![Span::new(format!("{}: ", field.label), Face::Bold, style.ink)];
        spans.extend(self.spans(&field.value, &style));
        self.said(Role::Paragraph, &spans, &style)
    }

    fn field(&mut self, list: NodeId, field: &Field) -> Slab {
        let style = styles::FIELD;
        let item = self.tags.add(list, Role::Item);
        let (left, width) = (self.left, self.width);
        let spans = [Span::new(&field.label, Face::Bold, Ink::Accent)];
        let label = self.within(item, left, styles::LABEL, |body| body.said(Role::Label, &spans, &style));
        let spans = self.spans(&field.value, &style);
        let beside = (left + styles::VALUE, width - styles::VALUE);
        let value = self.within(item, beside.0, beside.1, |body| body.said(Role::ItemBody, &spans, &style));
        let row = Row { x: left, width, ..Row::bare(vec![label, value]) };
        Slab { after: style.after, ..Slab::new(Content::Row(row)) }
    }

    fn bullets(&mut self, items: &[Vec<Run>]) -> Vec<Slab> {
        let on_page = self.place == Place::Page;
        let style = if on_page { styles::LIST } else { self.style() };
        let (dot, text) = if on_page { styles::BULLET } else { styles::SMALL_BULLET };
        let items: Vec<Vec<Span>> = items.iter().map(|item| self.spans(item, &style)).collect();
        let items: Vec<Vec<Span>> = items.into_iter().filter(|item| !is_blank(item)).collect();
        if items.is_empty() {
            return Vec::new();
        }
        let list = self.tags.add(self.parent, Role::Bullets);
        let bullet = lines::set(self.fonts, &[Span::new("• ", Face::Regular, style.ink)], style.size, 0.0, text);
        let mut out = Vec::new();
        for spans in items {
            let item = self.tags.add(list, Role::Item);
            let node = self.tags.add(item, Role::Label);
            let (left, width) = (self.left + text, self.width - text);
            let mut slabs = self.within(item, left, width, |body| body.said(Role::ItemBody, &spans, &style));
            if let (Some(Slab { content: Content::Set(set), .. }), Some(line)) = (slabs.first_mut(), bullet.first()) {
                let (x, y) = (self.left + dot, style.baseline());
                set.texts.insert(0, Text { x, y, size: style.size, line: line.clone(), node });
            }
            out.append(&mut slabs);
        }
        out
    }

    /// On the page a callout is a box; elsewhere its label and its blocks stand as they are.
    fn callout(&mut self, callout: &Callout) -> Vec<Slab> {
        let node = self.tags.add(self.parent, Role::Box);
        if self.place != Place::Page {
            return together(self.within(node, self.left, self.width, |body| body.called_out(callout)));
        }
        let (x, y) = (self.left, styles::BOX.2);
        let (left, width) = (x + styles::BOX.0, self.width - styles::BOX.0 - styles::BOX.1);
        self.place = Place::Box;
        let slabs = self.within(node, left, width, |body| body.called_out(callout));
        self.place = Place::Page;
        let edge = match callout.kind {
            CalloutKind::Decision => Edge::Decision,
            CalloutKind::Dissent => Edge::Dissent,
            CalloutKind::LeftOpen => Edge::LeftOpen,
            CalloutKind::Note => Edge::Note,
        };
        let row = Row { edge, x, width: self.width, above: y, below: y, ..Row::bare(vec![slabs]) };
        let (before, after) = (styles::AROUND, styles::AROUND);
        vec![Slab { before, after, ..Slab::new(Content::Row(row)) }]
    }

    fn called_out(&mut self, callout: &Callout) -> Vec<Slab> {
        let spans = [Span::new(&callout.label, Face::Bold, Ink::Accent)];
        let mut slabs = self.said(Role::Paragraph, &spans, &self.style());
        if !callout.blocks.is_empty() {
            slabs = kept_with_next(slabs);
        }
        slabs.append(&mut self.blocks(&callout.blocks));
        slabs
    }

    fn signature(&mut self, signature: &Signature) -> Vec<Slab> {
        let style = self.style();
        let mut slabs = self.said(Role::Paragraph, &[Span::new(&signature.statement, style.face, style.ink)], &style);
        slabs.append(&mut self.table(&signature_lines(signature, ""), styles::SIGNING));
        together(slabs)
    }

    /// Lays something out below a node, in a column of the page.
    pub(super) fn within<T>(&mut self, node: NodeId, left: f32, width: f32, lay: impl FnOnce(&mut Self) -> T) -> T {
        let outside = (self.parent, self.left, self.width);
        (self.parent, self.left, self.width) = (node, left, width);
        let laid = lay(self);
        (self.parent, self.left, self.width) = outside;
        laid
    }

    /// The style of ordinary text in the present place.
    pub(super) const fn style(&self) -> Style {
        match self.place {
            Place::Page => styles::NORMAL,
            Place::Cell => styles::TABLE,
            Place::RowHeading => styles::ROW_HEADING,
            Place::Box => styles::BOXED,
        }
    }

    /// Gives runs their faces and inks.
    fn spans(&self, runs: &[Run], style: &Style) -> Vec<Span> {
        let span = |run: &Run| match run.style {
            RunStyle::Plain => Span::new(&run.text, style.face, style.ink),
            RunStyle::Bold => Span::new(&run.text, Face::Bold, style.ink),
            RunStyle::Italic => Span::new(&run.text, Face::Italic, style.ink),
            // Quieter against the bold of a heading cell, too.
            RunStyle::Muted if self.place == Place::RowHeading => Span::new(&run.text, Face::Regular, Ink::Muted),
            RunStyle::Muted => Span::new(&run.text, style.face, Ink::Muted),
            RunStyle::Quote => Span::new(format!("“{}”", run.text), style.face, style.ink),
        };
        runs.iter().map(span).collect()
    }

    /// Sets a text as one node, a slab a line; of a text that has to be divided, at least two lines stay together.
    /// Where there is nothing to say there is no node.
    pub(super) fn said(&mut self, role: Role, spans: &[Span], style: &Style) -> Vec<Slab> {
        if is_blank(spans) {
            return Vec::new();
        }
        let node = self.tags.add(self.parent, role);
        let lines = lines::set(self.fonts, spans, style.size, 0.0, self.width);
        let last = lines.len().saturating_sub(1);
        let slab = |(at, line)| {
            let text = Text { x: self.left, y: style.baseline(), size: style.size, line, node };
            let set = Set { height: style.line(), texts: vec![text], bars: Vec::new() };
            Slab {
                before: if at == 0 { style.before } else { 0.0 },
                after: if at == last { style.after } else { 0.0 },
                keep: if at < last && (at == 0 || at + 2 > last) { Keep::WithNext } else { Keep::No },
                ..Slab::new(Content::Set(set))
            }
        };
        lines.into_iter().enumerate().map(slab).collect()
    }
}

fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}

/// Keeps slabs together and on the page of what comes next.
pub(super) fn kept_with_next(slabs: Vec<Slab>) -> Vec<Slab> {
    slabs.into_iter().map(|slab| Slab { keep: Keep::WithNext, ..slab }).collect()
}

/// Keeps slabs on one page where they fit on one.
fn together(mut slabs: Vec<Slab>) -> Vec<Slab> {
    if let Some((_, others)) = slabs.split_last_mut() {
        for slab in others {
            slab.keep = slab.keep.max(Keep::Together);
        }
    }
    slabs
}

/// Gives the beginning of a text; what is left out is shown as an ellipsis.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
