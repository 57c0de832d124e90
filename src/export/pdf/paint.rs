//! Pages into the bytes of a PDF, which krilla writes and holds against PDF/A-2a and PDF/UA-1.

use chrono::{Datelike, Timelike};
use krilla::Document as Pdf;
use krilla::SerializeSettings;
use krilla::color::rgb::Color as Colour;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::KrillaGlyph;

use super::super::document::Document;
use super::super::error::RenderError;
use super::body::shortened;
use super::fonts::{Fonts, REPLACEMENT};
use super::frame::Frame;
use super::pages::Page;
use super::slab::{Bar, Content, Edge, Row, Set, Slab, Text};
use super::styles::{self, Face, Ink};
use super::tags::{self, Entry, Tags};

/// The longest title that the properties hold, in characters: a string of PDF/A has an end.
const LONGEST_PROPERTY: usize = 2_000;

/// Writes the PDF: pages, tags, outline and properties.
///
/// # Errors
/// [`RenderError::Pdf`] where krilla finds that the file would not conform.
pub(super) fn paint(
    document: &Document,
    pages: &[Page],
    mut tags: Tags,
    headings: &[Entry],
    fonts: &Fonts,
) -> Result<Vec<u8>, RenderError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| RenderError::Pdf(format!("{error:?}")))?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let size = PageSettings::from_wh(styles::PAGE_WIDTH, styles::PAGE_HEIGHT)
        .ok_or_else(|| RenderError::Pdf("the page has no size".to_owned()))?;
    let frame = Frame::new(fonts, document, pages.len());
    let mut entries = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let mut sheet = pdf.start_page_with(size.clone());
        Painter { surface: sheet.surface(), fonts, tags: &mut tags }.page(page, &frame.header, &frame.footer(at + 1));
        sheet.finish();
        for placed in &page.slabs {
            if let Some(heading) = placed.slab.heading.and_then(|heading| headings.get(heading)) {
                let y = styles::TOP + placed.y - styles::HEADING_1.size;
                entries.push((heading.clone(), XyzDestination::new(at, Point::from_xy(0.0, y))));
            }
        }
    }
    if entries.is_empty() {
        let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        entries.push((Entry { level: 1, text: title(document) }, top));
    }
    pdf.set_outline(tags::outline(entries));
    pdf.set_tag_tree(tags.tree(language(document)));
    pdf.set_metadata(metadata(document));
    pdf.finish().map_err(|error| RenderError::Pdf(reason(&error)))
}

/// Gives the reason without the paper's words, which some of krilla's errors hold.
fn reason(error: &KrillaError) -> String {
    match error {
        KrillaError::Validation(found) => {
            let mut kinds: Vec<String> = found
                .iter()
                .map(|(error, _)| format!("{error:?}").chars().take_while(|c| c.is_alphanumeric()).collect())
                .collect();
            kinds.dedup();
            kinds.join(", ")
        }
        other => other.to_string(),
    }
}

fn metadata(document: &Document) -> Metadata {
    let created = document.created;
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let date = DateTime::new(u16::try_from(created.year()).unwrap_or_default())
        .month(part(created.month()))
        .day(part(created.day()))
        .hour(part(created.hour()))
        .minute(part(created.minute()))
        .second(part(created.second()))
        .utc_offset_hour(0);
    let held = |text: &str| shortened(text, LONGEST_PROPERTY);
    Metadata::new()
        .title(title(document))
        .description(held(&document.subject))
        .authors(if document.author.is_empty() { vec![] } else { vec![held(&document.author)] })
        .keywords(if document.marking.is_empty() { vec![] } else { vec![held(&document.marking)] })
        .language(language(document).to_owned())
        .creator("mace".to_owned())
        .creation_date(date)
}

/// A PDF must have a title, and every reader shows it.
fn title(document: &Document) -> String {
    let known =
        [&document.title, &document.subject, &document.marking].into_iter().find(|text| !text.trim().is_empty());
    known.map_or_else(|| "Untitled".to_owned(), |title| shortened(title, LONGEST_PROPERTY))
}

fn language(document: &Document) -> &str {
    if document.language.is_empty() { "en-GB" } else { &document.language }
}

struct Painter<'a> {
    surface: Surface<'a>,
    fonts: &'a Fonts,
    tags: &'a mut Tags,
}

impl Painter<'_> {
    fn page(mut self, page: &Page, header: &Set, footer: &Set) {
        self.artifact(header, 0.0, ArtifactType::Header);
        for placed in &page.slabs {
            self.slab(&placed.slab, styles::TOP + placed.y, placed.again);
        }
        self.artifact(footer, 0.0, ArtifactType::Footer);
    }

    fn slab(&mut self, slab: &Slab, top: f32, again: bool) {
        match &slab.content {
            Content::Set(set) if again => self.artifact(set, top, ArtifactType::PaginationOther),
            Content::Set(set) => {
                self.bars(&set.bars, top, ArtifactType::Layout);
                set.texts.iter().for_each(|text| self.text(text, top));
            }
            Content::Row(row) => self.row(row, top, again),
        }
    }

    fn row(&mut self, row: &Row, top: f32, again: bool) {
        self.edge(row, top);
        for cell in &row.cells {
            let mut y = top + row.above + row.drop(cell);
            let mut before = None;
            for slab in cell {
                y += super::slab::gap(before, slab);
                self.slab(slab, y, again);
                y += slab.height();
                before = Some(slab);
            }
        }
    }

    fn edge(&mut self, row: &Row, top: f32) {
        let height = row.height();
        let (x, width) = (row.x, row.width);
        let bar = |y, height, ink| Bar { x, y, width, height, ink };
        let side = |thick, ink| Bar { x, y: 0.0, width: thick, height, ink };
        let bars = match row.edge {
            Edge::Bare => vec![],
            Edge::Head => {
                vec![bar(0.0, height, Ink::Tint), bar(0.0, 0.5, Ink::Rule), bar(height - 0.5, 0.5, Ink::Accent)]
            }
            Edge::Row => vec![bar(height - 0.5, 0.5, Ink::Rule)],
            Edge::Decision => vec![bar(0.0, height, Ink::Tint), side(4.5, Ink::Accent)],
            Edge::Note => vec![side(2.25, Ink::Rule)],
            Edge::Dissent => return self.outline(row, top, Ink::Accent, None),
            Edge::LeftOpen => return self.outline(row, top, Ink::Muted, Some(3.0)),
        };
        self.bars(&bars, top, ArtifactType::Layout);
    }

    fn outline(&mut self, row: &Row, top: f32, ink: Ink, dash: Option<f32>) {
        let dash = dash.map(|length| StrokeDash { array: vec![length, length * 0.75], offset: 0.0 });
        let around = Bar { x: row.x + 0.375, y: 0.375, width: row.width - 0.75, height: row.height() - 0.75, ink };
        let Some(path) = path(&around, top) else { return };
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint: colour(ink).into(), width: 0.75, dash, ..Stroke::default() }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        self.surface.end_tagged();
    }

    /// Draws what is to be seen and not to be read aloud.
    fn artifact(&mut self, set: &Set, top: f32, kind: ArtifactType) {
        self.bars(&set.bars, top, kind);
        for text in &set.texts {
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
            self.pieces(text, top);
            self.surface.end_tagged();
        }
    }

    fn bars(&mut self, bars: &[Bar], top: f32, kind: ArtifactType) {
        for bar in bars {
            let Some(path) = path(bar, top) else { continue };
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
            self.surface.set_fill(Some(fill(bar.ink)));
            self.surface.draw_path(&path);
            self.surface.end_tagged();
        }
    }

    /// Draws a line for its node.
    fn text(&mut self, text: &Text, top: f32) {
        let said = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.pieces(text, top);
        self.surface.end_tagged();
        self.tags.say(text.node, said);
    }

    fn pieces(&mut self, text: &Text, top: f32) {
        let mut x = text.x;
        for piece in &text.line.pieces {
            if piece.lacks {
                self.name_the_replacement(piece.face);
            }
            self.surface.set_fill(Some(fill(piece.ink)));
            let start = Point::from_xy(styles::LEFT + x, top + text.y);
            let font = self.fonts.font(piece.face);
            self.surface.draw_glyphs(start, &piece.glyphs, font, &piece.text, text.size, false);
            x += piece.advance;
        }
    }

    /// The first text that a glyph is drawn for is its name in the file, and every other text then goes with the
    /// glyph where it stands. So □ is drawn once for itself, on a sheet that is thrown away.
    fn name_the_replacement(&mut self, face: Face) {
        let Some(glyph) = self.fonts.glyph(face, REPLACEMENT) else { return };
        let text = REPLACEMENT.to_string();
        let glyph = KrillaGlyph::new(glyph.id, glyph.advance, 0.0, 0.0, 0.0, 0..text.len(), None);
        let mut thrown_away = self.surface.stream_builder();
        let mut surface = thrown_away.surface();
        surface.draw_glyphs(Point::default(), &[glyph], self.fonts.font(face), &text, 1.0, false);
        surface.finish();
        drop(thrown_away.finish());
    }
}

fn path(bar: &Bar, top: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(styles::LEFT + bar.x, top + bar.y, bar.width, bar.height)?);
    path.finish()
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn colour(ink: Ink) -> Colour {
    let (red, green, blue) = ink.rgb();
    Colour::new(red, green, blue)
}
