//! The typeface that every PDF brings along: Arimo, which has Arial's widths, cut down to the European scripts.
//!
//! `fonts/README.md` says where the files come from and what they hold.

use krilla::text::{Font, GlyphId};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use super::super::error::RenderError;
use super::styles::Face;

static REGULAR: &[u8] = include_bytes!("fonts/Arimo-Regular.ttf");
static BOLD: &[u8] = include_bytes!("fonts/Arimo-Bold.ttf");
static ITALIC: &[u8] = include_bytes!("fonts/Arimo-Italic.ttf");

/// What stands where the typeface lacks a letter.
pub(super) const REPLACEMENT: char = '□';

/// The faces, loaded.
pub(super) struct Fonts {
    regular: Loaded,
    bold: Loaded,
    italic: Loaded,
}

struct Loaded {
    font: Font,
    letters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
}

/// A glyph and how far it moves the pen, at a size of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: GlyphId,
    pub(super) advance: f32,
}

impl Fonts {
    /// Loads the embedded files.
    ///
    /// # Errors
    /// [`RenderError::Pdf`] if one of them cannot be read, which no input can cause.
    pub(super) fn load() -> Result<Self, RenderError> {
        Ok(Self { regular: Loaded::new(REGULAR)?, bold: Loaded::new(BOLD)?, italic: Loaded::new(ITALIC)? })
    }

    /// Gives a face for krilla to embed.
    pub(super) fn font(&self, face: Face) -> Font {
        self.face(face).font.clone()
    }

    /// Gives a letter's glyph; none where the face lacks it. A space of any width that it lacks is a plain one.
    pub(super) fn glyph(&self, face: Face, letter: char) -> Option<Glyph> {
        let face = self.face(face);
        let space = || letter.is_whitespace().then(|| face.letters.map(' ')).flatten();
        let id = face.letters.map(letter).or_else(space)?;
        let advance = face.metrics.advance_width(id)? / face.units;
        Some(Glyph { id: GlyphId::new(id.to_u32()), advance })
    }

    const fn face(&self, face: Face) -> &Loaded {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Italic => &self.italic,
        }
    }
}

impl Loaded {
    fn new(bytes: &'static [u8]) -> Result<Self, RenderError> {
        let unreadable = || RenderError::Pdf("the embedded typeface cannot be read".to_owned());
        let font = Font::new(bytes.into(), 0).ok_or_else(unreadable)?;
        let file = FontRef::new(bytes).map_err(|_| unreadable())?;
        let metrics = file.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { units: font.units_per_em(), font, letters: file.charmap(), metrics })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_the_letters_of_europe_and_the_replacement() {
        let fonts = Fonts::load().unwrap();
        for face in [Face::Regular, Face::Bold, Face::Italic] {
            for letter in "Zoë Łukasz Ağaoğlu Nguyễn Ștefan Ελένη Ольга “£€” – — … • ≤ → ▲ №".chars()
            {
                assert!(fonts.glyph(face, letter).is_some(), "{face:?} lacks {letter}");
            }
            assert!(fonts.glyph(face, REPLACEMENT).is_some_and(|glyph| glyph.advance > 0.3));
            assert!(fonts.glyph(face, '漢').is_none() && fonts.glyph(face, 'ש').is_none());
            assert!(fonts.glyph(face, '\u{3000}').is_some(), "a space is never shown as a letter that is lacking");
        }
    }

    #[test]
    fn widths_are_arials() {
        let fonts = Fonts::load().unwrap();
        let width = |face, letter| (fonts.glyph(face, letter).unwrap().advance * 1000.0).round();
        assert_eq!(
            (width(Face::Regular, 'a'), width(Face::Bold, 'a'), width(Face::Italic, 'i')),
            (556.0, 556.0, 222.0)
        );
    }
}
