//! Brings frames to the terminal: only cells that changed, in one write, and a part of the screen by itself.
//!
//! Ratatui's own terminal resets, fills and compares every cell of the screen at each key. While one types, nothing but
//! the text field changes: its cells alone are drawn and compared, so that a key costs what it shows.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What stands on the terminal, and the way there.
pub struct Painter<W: Write> {
    backend: CrosstermBackend<W>,
    /// What the terminal shows.
    front: Buffer,
    /// What is being drawn; kept so that its memory is.
    back: Buffer,
    /// Whether the terminal's cursor is to be seen.
    cursor: bool,
}

impl<W: Write> Painter<W> {
    /// Paints on a terminal of this size, which is blank and shows its cursor.
    pub fn new(out: W, width: u16, height: u16) -> Self {
        let area = Rect::new(0, 0, width, height);
        let (front, back) = (Buffer::empty(area), Buffer::empty(area));
        Self { backend: CrosstermBackend::new(out), front, back, cursor: true }
    }

    /// Paints a whole frame; the view gives the place of the cursor.
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn paint(&mut self, view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.back.reset();
        let cursor = view(self.back.area, &mut self.back);
        self.backend.draw(self.front.diff(&self.back).into_iter())?;
        std::mem::swap(&mut self.front, &mut self.back);
        self.finish(cursor)
    }

    /// Paints one part of the frame that stands, whole in itself: nothing outside it changes.
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn paint_part(
        &mut self,
        part: Rect,
        view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let part = part.intersection(self.front.area);
        let (mut old, mut new) = (Buffer::empty(part), Buffer::empty(part));
        for place in part.positions() {
            old[place].clone_from(&self.front[place]);
        }
        let cursor = view(part, &mut new);
        self.backend.draw(old.diff(&new).into_iter())?;
        for place in part.positions() {
            self.front[place].clone_from(&new[place]);
        }
        self.finish(cursor)
    }

    /// The size it paints for: width and height, in cells.
    pub fn size(&self) -> (u16, u16) {
        (self.front.area.width, self.front.area.height)
    }

    /// Wipes the terminal and all that was painted; the next frame is painted anew.
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn blank(&mut self) -> io::Result<()> {
        self.front.reset();
        self.back.reset();
        self.backend.clear_region(ClearType::All)?;
        self.finish(None)
    }

    /// Takes another size; the next frame is painted anew.
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn resize(&mut self, width: u16, height: u16) -> io::Result<()> {
        let area = Rect::new(0, 0, width, height);
        self.front = Buffer::empty(area);
        self.back = Buffer::empty(area);
        self.backend.clear_region(ClearType::All)
    }

    /// The way to the terminal, for what is no frame.
    pub fn out(&mut self) -> &mut impl Write {
        &mut self.backend
    }

    fn finish(&mut self, cursor: Option<Position>) -> io::Result<()> {
        match cursor {
            Some(place) => {
                self.backend.set_cursor_position(place)?;
                if !self.cursor {
                    self.backend.show_cursor()?;
                }
            }
            None if self.cursor => self.backend.hide_cursor()?,
            None => {}
        }
        self.cursor = cursor.is_some();
        Backend::flush(&mut self.backend)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use ratatui::style::Style;

    fn say(words: &'static str) -> impl FnOnce(Rect, &mut Buffer) -> Option<Position> {
        move |area, buf| {
            buf.set_stringn(area.x, area.y, words, usize::from(area.width), Style::new().bold());
            Some(Position::new(area.x, area.y))
        }
    }

    /// What was sent to the terminal.
    #[derive(Clone, Default)]
    struct Sent(Rc<RefCell<Vec<u8>>>);

    impl Write for Sent {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What a terminal shows after some painting.
    fn shown(paint: impl FnOnce(&mut Painter<Sent>)) -> String {
        let sent = Sent::default();
        paint(&mut Painter::new(sent.clone(), 12, 3));
        let mut terminal = vt100::Parser::default();
        terminal.process(&sent.0.borrow());
        terminal.screen().contents().trim_end().to_owned()
    }

    #[test]
    fn a_part_is_painted_and_the_rest_stays() {
        let part = Rect::new(2, 1, 6, 1);
        let seen = shown(|painter| {
            painter.paint(say("Police 漢 here")).unwrap();
            painter.paint_part(part, say("seen 漢")).unwrap();
            painter.paint_part(part, say("se")).unwrap();
            painter.paint_part(part, say("see 漢")).unwrap();
        });
        assert_eq!(seen, "Police 漢 he\n  see 漢");
    }

    #[test]
    fn a_whole_frame_after_a_part_leaves_nothing_of_it() {
        let seen = shown(|painter| {
            painter.paint_part(Rect::new(0, 2, 6, 1), say("typed")).unwrap();
            painter.paint(say("Agenda")).unwrap();
        });
        assert_eq!(seen, "Agenda");
    }

    #[test]
    fn a_wiped_terminal_shows_nothing_until_it_is_painted_anew() {
        let paint = |painter: &mut Painter<Sent>| {
            painter.paint(say("Police 漢 here")).unwrap();
            painter.blank().unwrap();
        };
        assert_eq!(shown(paint), "");
        let again = shown(|painter| {
            paint(painter);
            painter.paint(say("Police 漢 here")).unwrap();
        });
        assert_eq!(again, "Police 漢 he");
    }

    #[test]
    fn a_key_costs_few_bytes() {
        let sent = Sent::default();
        let mut painter = Painter::new(sent.clone(), 80, 24);
        painter.paint(say("Seen twic")).unwrap();
        let before = sent.0.borrow().len();
        painter.paint_part(Rect::new(0, 0, 80, 4), say("Seen twice")).unwrap();
        assert!(sent.0.borrow().len() - before < 60);
    }
}
