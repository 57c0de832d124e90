//! Takes the terminal and gives it back: on leaving, on a panic, on a signal, and when it goes away.
//!
//! Whatever ends the program, the person's own screen, cursor and line discipline come back, and nothing of a meeting
//! stays in the scroll-back. Nobody need be asked first: drafts are on disk at every turn of the loop.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{Command, execute};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::session::Ear;
use paint::Painter;

mod ground;
mod inbox;
mod paint;
#[cfg(unix)]
mod watch;

/// The window's title: the program's name and never a child's.
const TITLE: &str = "mace";

/// Room for a whole frame of a wide screen, colours and all.
const FRAME_BYTES: usize = 128 * 1024;

/// Whether the terminal is ours now, so that giving it back happens once.
static HELD: AtomicBool = AtomicBool::new(false);

/// Held while a frame is written, so that a signal does not give the terminal back in the middle of one.
static DRAWING: Mutex<()> = Mutex::new(());

/// The terminal while it is ours; dropping it gives it back.
pub struct Screen {
    painter: Painter<BufWriter<Stdout>>,
    ears: ground::Ears,
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, bracketed paste, the window's title; no mouse, so that text
    /// can be copied as ever. From now on a panic, SIGTERM, SIGHUP and SIGINT give it back before the program ends.
    ///
    /// # Errors
    /// Standard output is no terminal, or the terminal refuses.
    pub fn enter() -> io::Result<Screen> {
        give_back_on_panic();
        #[cfg(unix)]
        watch::start()?;
        enable_raw_mode()?;
        HELD.store(true, Ordering::SeqCst);
        let taken = execute!(
            stdout(),
            KeepTitle,
            SetTitle(TITLE),
            EnterAlternateScreen,
            EnableBracketedPaste,
            SetCursorStyle::DefaultUserShape,
            Clear(ClearType::All)
        );
        taken
            .and_then(|()| size())
            .map(|(width, height)| {
                inbox::start();
                // A frame goes out in one piece, so that it is never seen half drawn.
                let out = BufWriter::with_capacity(FRAME_BYTES, stdout());
                Screen { painter: Painter::new(out, width, height), ears: ground::Ears::default() }
            })
            .inspect_err(|_| give_back())
    }

    /// Draws one frame; only changed cells are written. The view gives the place of the cursor.
    ///
    /// # Errors
    /// The terminal has gone away: leave the loop, do not try again.
    pub fn draw(&mut self, view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> io::Result<()> {
        let _drawing = drawing();
        self.painter.paint(view)
    }

    /// Wipes the screen at once, before anything else is done.
    ///
    /// # Errors
    /// The terminal has gone away: leave the loop, do not try again.
    pub fn blank(&mut self) -> io::Result<()> {
        let _drawing = drawing();
        self.painter.blank()
    }

    /// Draws one part of the frame that stands; nothing outside it changes.
    ///
    /// # Errors
    /// The terminal has gone away: leave the loop, do not try again.
    pub fn draw_part(
        &mut self,
        part: Rect,
        view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let _drawing = drawing();
        self.painter.paint_part(part, view)
    }

    /// Draws over one part of the frame that stands; the view says where on a screen of this size.
    ///
    /// # Errors
    /// The terminal has gone away: leave the loop, do not try again.
    pub fn draw_over(
        &mut self,
        place: impl FnOnce(Rect) -> Rect,
        view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let (width, height) = self.painter.size();
        self.draw_part(place(Rect::new(0, 0, width, height)), view)
    }

    /// Offers text to the system's clipboard through the terminal (OSC 52); terminals without it ignore it.
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let _drawing = drawing();
        execute!(self.painter.out(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Waits for input, at most as long as `patience` (for ever without one), and takes all that is there, so that a
    /// burst of keys costs one drawing. Gives nothing when the time is up, and does not wait where `into` holds something.
    ///
    /// # Errors
    /// The terminal has gone away: leave the loop, do not try again.
    pub fn wait(&mut self, patience: Option<Duration>, into: &mut Vec<Event>) -> io::Result<()> {
        let patience = if into.is_empty() { patience } else { Some(Duration::ZERO) };
        for event in inbox::wait(patience)? {
            self.take(event, into)?;
        }
        Ok(())
    }

    /// Wakes the one who waits whenever a bell is rung, until it is taken down.
    pub fn listen(&self, ear: Ear) {
        inbox::listen(ear);
    }

    fn take(&mut self, event: Event, into: &mut Vec<Event>) -> io::Result<()> {
        if let Event::Resize(width, height) = event
            && self.painter.size() != (width, height)
        {
            let _drawing = drawing();
            self.painter.resize(width, height)?;
        }
        self.ears.hear(event, into);
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.part();
        give_back();
    }
}

/// Gives the terminal back, once; errors are of no use to anyone here, for the terminal may be gone.
pub fn give_back() {
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    // The alternate screen is wiped first: some terminals copy what it held to the scroll-back.
    let _ = execute!(out, Clear(ClearType::All), DisableBracketedPaste, LeaveAlternateScreen, Show, GiveTitle);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Makes a panic give the terminal back and tell where it was, never what it said: that may be case text. The program
/// ends there, whichever thread it was, for a screen that lives on over a lost terminal helps nobody.
fn give_back_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        give_back();
        let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        let _ = writeln!(
            io::stderr(),
            "mace stopped on a fault of its own{place}. What was typed is kept: start mace again to go on."
        );
        signal_hook::low_level::exit(101);
    }));
}

fn drawing() -> MutexGuard<'static, ()> {
    DRAWING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts the window's title on the terminal's own stack (xterm's `CSI 22 ; 2 t`).
struct KeepTitle;

/// Takes the window's title from the stack again.
struct GiveTitle;

impl Command for KeepTitle {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[22;2t")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Command for GiveTitle {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[23;2t")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}
