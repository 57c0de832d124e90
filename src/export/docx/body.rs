//! The text of a Word document, block by block.

use super::super::document::{
    Block, Callout, CalloutKind, Document, Field, Level, Manner, Paragraph, Run, Signature, Style,
};
use super::super::prepare::{self, signature_lines};
use super::super::xml::Xml;
use super::{NAMESPACES, table};

/// The width between the margins of an A4 page, in twentieths of a point.
const TEXT_WIDTH: u32 = 9_412;

/// Where a block stands, which decides its paragraph style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On the page.
    Page,
    /// In a table's cell.
    Cell,
    /// In a cell that heads its row.
    RowHeading,
    /// In a box.
    Box(CalloutKind),
}

/// The text as it grows, and what the next paragraph must know.
pub(super) struct Body {
    pub(super) xml: Xml,
    /// Where the blocks being written stand.
    pub(super) place: Place,
    /// The width that a table may fill.
    pub(super) width: u32,
    /// True while paragraphs must stay on the page of the next.
    pub(super) keep: bool,
    /// True where the next paragraph begins a page.
    break_before: bool,
}

/// Gives `word/document.xml`.
pub(super) fn document(prepared: &Document) -> String {
    let mut body = Body::begin(prepared);
    let blocks: Vec<Block> = prepare::blocks(prepared).cloned().collect();
    body.blocks(&blocks);
    body.end()
}

impl Body {
    /// Begins the text with its title and the lines below it.
    pub(super) fn begin(prepared: &Document) -> Self {
        let mut xml = Xml::file();
        xml.open("w:document", &NAMESPACES).open("w:body", &[]);
        let mut body = Self { xml, place: Place::Page, width: TEXT_WIDTH, keep: false, break_before: false };
        body.head(prepared);
        body
    }

    /// Ends the text with its pages.
    pub(super) fn end(mut self) -> String {
        self.section();
        self.xml.finish()
    }

    fn head(&mut self, document: &Document) {
        self.line("Title", &document.title);
        if !document.subject.is_empty() {
            self.line("Subtitle", &document.subject);
        }
        if !document.status.is_empty() {
            self.line("Status", &document.status);
        }
        self.fields(&document.reference);
    }

    /// Writes blocks one after the other, in the present place.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block);
            // Word joins tables that touch, and a cell must end in a paragraph; a heading brings its own space.
            let next = blocks.get(at + 1);
            if ends_in_table(block) && !matches!(next, Some(Block::Heading { .. })) {
                self.line("Spacer", "");
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Fields { fields } => self.fields(fields),
            Block::Table(table) => {
                self.flush_break();
                table::write(self, table, 0);
            }
            Block::Bullets { items } => self.bullets(items),
            Block::Callout(callout) => self.callout(callout),
            Block::Together { blocks } => self.together(blocks),
            Block::PageBreak => self.break_before = self.place == Place::Page,
            Block::Signature(signature) => self.signature(signature),
        }
    }

    /// In a cell or a box a heading is only a bold line, lest it stand in the navigation out of its order.
    fn heading(&mut self, level: Level, text: &str) {
        if self.place != Place::Page {
            let style = self.style(Manner::Normal);
            self.open(style, true);
            self.run(&Run::bold(text), Style::Plain);
            self.xml.close();
            return;
        }
        self.line(
            match level {
                Level::One => "Heading1",
                Level::Two => "Heading2",
                Level::Three => "Heading3",
            },
            text,
        );
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.open(self.style(paragraph.manner), false);
        let inherited = match (self.place, paragraph.manner) {
            (Place::Page, _) | (_, Manner::Normal) => Style::Plain,
            (_, Manner::Quote) => Style::Italic,
            (_, Manner::Note) => Style::Muted,
        };
        self.runs(&paragraph.runs, inherited);
        self.xml.close();
    }

    /// On the page, label and value stand in two columns made by a tab; elsewhere they are one sentence.
    fn fields(&mut self, fields: &[Field]) {
        for (at, field) in fields.iter().enumerate() {
            if self.place == Place::Page {
                self.open("Field", stays_whole(at, fields.len()));
                self.run_of("FieldLabel", &field.label);
                self.xml.open("w:r", &[]).empty("w:tab", &[]).close();
            } else {
                self.open(self.style(Manner::Normal), false);
                self.run(&Run::bold(format!("{}: ", field.label)), Style::Plain);
            }
            self.runs(&field.value, Style::Plain);
            self.xml.close();
        }
    }

    fn bullets(&mut self, items: &[Vec<Run>]) {
        for (at, item) in items.iter().enumerate() {
            match self.place {
                Place::Page => self.open("ListBullet", false),
                Place::Cell | Place::RowHeading => self.open("TableBullet", false),
                // A list's own indent would break the box into pieces.
                Place::Box(kind) => {
                    self.open(box_style(kind), stays_whole(at, items.len()));
                    self.run(&Run::plain("•\u{a0}\u{a0}"), Style::Plain);
                }
            }
            self.runs(item, Style::Plain);
            self.xml.close();
        }
    }

    fn callout(&mut self, callout: &Callout) {
        let outside = self.place;
        if outside == Place::Page {
            self.place = Place::Box(callout.kind);
        }
        let style = self.style(Manner::Normal);
        self.open(style, !callout.blocks.is_empty());
        self.run_of("CalloutLabel", &callout.label);
        self.xml.close();
        self.together(&callout.blocks);
        self.place = outside;
        if outside == Place::Page {
            self.line("Spacer", "");
        }
    }

    /// Keeps every block with the next, but for the last.
    fn together(&mut self, blocks: &[Block]) {
        let before = self.keep;
        if let Some((last, others)) = blocks.split_last() {
            self.keep = true;
            self.blocks(others);
            self.keep = before;
            self.blocks(std::slice::from_ref(last));
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.open(self.style(Manner::Normal), true);
        self.runs(&[Run::plain(&signature.statement)], Style::Plain);
        self.xml.close();
        // Room for a hand.
        table::write(self, &signature_lines(signature, ""), 640);
    }

    fn style(&self, manner: Manner) -> &'static str {
        match (self.place, manner) {
            (Place::Page, Manner::Normal) => "Normal",
            (Place::Page, Manner::Quote) => "Quote",
            (Place::Page, Manner::Note) => "Note",
            (Place::Cell, _) => "TableText",
            (Place::RowHeading, _) => "TableRowHeading",
            (Place::Box(kind), _) => box_style(kind),
        }
    }

    /// Opens a paragraph; the caller closes it.
    pub(super) fn open(&mut self, style: &str, keep_with_next: bool) {
        self.xml.open("w:p", &[]).open("w:pPr", &[]).empty("w:pStyle", &[("w:val", style)]);
        if self.keep || keep_with_next {
            self.xml.empty("w:keepNext", &[]).empty("w:keepLines", &[]);
        }
        if std::mem::take(&mut self.break_before) {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        self.xml.close();
    }

    /// Writes a paragraph of one plain run.
    pub(super) fn line(&mut self, style: &str, text: &str) {
        self.open(style, false);
        if !text.is_empty() {
            self.run(&Run::plain(text), Style::Plain);
        }
        self.xml.close();
    }

    /// A table cannot begin a page by itself, so an owed break is spent on an empty line before it.
    fn flush_break(&mut self) {
        if self.break_before {
            self.line("Spacer", "");
        }
    }

    fn runs(&mut self, runs: &[Run], inherited: Style) {
        for run in runs {
            self.run(run, inherited);
        }
    }

    pub(super) fn run(&mut self, run: &Run, inherited: Style) {
        let style = if run.style == Style::Plain { inherited } else { run.style };
        self.xml.open("w:r", &[]);
        match style {
            Style::Plain | Style::Quote => {}
            Style::Bold => drop(self.xml.open("w:rPr", &[]).empty("w:b", &[]).close()),
            Style::Italic => drop(self.xml.open("w:rPr", &[]).empty("w:i", &[]).close()),
            Style::Muted if self.place == Place::RowHeading => {
                // Only here, against the bold of the cell; a character style cannot take bold away.
                let muted = self.xml.open("w:rPr", &[]).empty("w:rStyle", &[("w:val", "Muted")]);
                muted.empty("w:b", &[("w:val", "0")]).close();
            }
            Style::Muted => self.character_style("Muted"),
        }
        if style == Style::Quote {
            self.words(&format!("“{}”", run.text));
        } else {
            self.words(&run.text);
        }
        self.xml.close();
    }

    fn run_of(&mut self, character_style: &str, text: &str) {
        self.xml.open("w:r", &[]);
        self.character_style(character_style);
        self.words(text);
        self.xml.close();
    }

    fn character_style(&mut self, style: &str) {
        self.xml.open("w:rPr", &[]).empty("w:rStyle", &[("w:val", style)]).close();
    }

    fn words(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.xml.empty("w:br", &[]);
            }
            self.xml.leaf("w:t", &[("xml:space", "preserve")], line);
        }
    }

    /// Closes the body with the page: A4, its margins, the header and footer of every page.
    fn section(&mut self) {
        self.xml
            .open("w:sectPr", &[])
            .empty("w:headerReference", &[("w:type", "default"), ("r:id", "rIdHeader")])
            .empty("w:footerReference", &[("w:type", "default"), ("r:id", "rIdFooter")])
            .empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])
            .empty(
                "w:pgMar",
                &[
                    ("w:top", "1701"),
                    ("w:right", "1247"),
                    ("w:bottom", "1531"),
                    ("w:left", "1247"),
                    ("w:header", "567"),
                    ("w:footer", "510"),
                    ("w:gutter", "0"),
                ],
            )
            .close();
    }
}

/// Whether a line goes with the next: those of a short list do, a long one may run over the page's end.
fn stays_whole(at: usize, lines: usize) -> bool {
    lines <= 16 && at + 1 < lines
}

fn ends_in_table(block: &Block) -> bool {
    match block {
        Block::Table(_) | Block::Signature(_) => true,
        // What stands together has already written the space after its last block.
        _ => false,
    }
}

fn box_style(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Decision => "CalloutDecision",
        CalloutKind::Dissent => "CalloutDissent",
        CalloutKind::LeftOpen => "CalloutLeftOpen",
        CalloutKind::Note => "CalloutNote",
    }
}
