//! A real pseudo-terminal with the program in it: keys in, screen out.
//!
//! Nothing here measures time: a wait ends as soon as the screen shows what is waited for, and gives up only after a
//! time that no working program needs.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long a wait goes on before the test fails.
const PATIENCE: Duration = Duration::from_mins(1);

pub const ENTER: &str = "\r";
pub const TAB: &str = "\t";
pub const BACK_TAB: &str = "\x1b[Z";
pub const ESC: &str = "\x1b";
pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const F2: &str = "\x1bOQ";
pub const F4: &str = "\x1bOS";
pub const F5: &str = "\x1b[15~";
pub const F7: &str = "\x1b[18~";
pub const F9: &str = "\x1b[20~";
pub const CTRL_A: &str = "\x01";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_P: &str = "\x10";
pub const CTRL_Q: &str = "\x11";
pub const CTRL_S: &str = "\x13";
pub const CTRL_Y: &str = "\x19";
pub const CTRL_Z: &str = "\x1a";

/// The terminal, and the program that runs in it.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    output: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    parser: vt100::Parser,
}

impl Terminal {
    /// Starts a command in a terminal of so many columns and rows.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Terminal {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 1000);
        Terminal {
            child,
            master: Some(pair.master),
            writer: Some(writer),
            reader: Some(reader),
            output,
            seen: Vec::new(),
            parser,
        }
    }

    /// Types keys, as fast as a terminal sends them.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Types keys and waits until the screen shows a text.
    #[track_caller]
    pub fn then(&mut self, keys: &str, text: &str) -> &mut Self {
        self.keys(keys).sees(text)
    }

    /// Pastes a text, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Waits until the screen shows a text; line breaks and runs of blanks count as one blank.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("the text “{text}”"), |screen| words(screen).contains(text))
    }

    /// Waits until the screen shows a text no more.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Self {
        self.until(&format!("no text “{text}”"), |screen| !words(screen).contains(text))
    }

    /// Waits until the screen is as asked.
    #[track_caller]
    pub fn until(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !is(self.parser.screen()) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("never came: {what} ({why})\n{}", self.shown()),
            }
        }
        self
    }

    /// Takes what the program has written for so long, without waiting for anything in particular.
    pub fn idle(&mut self, time: Duration) -> &mut Self {
        let end = Instant::now() + time;
        while let Ok(bytes) = self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(&bytes);
        }
        self
    }

    /// The words on the screen.
    pub fn text(&self) -> String {
        words(self.parser.screen())
    }

    /// The screen as it looks, for a failing test.
    pub fn shown(&self) -> String {
        self.parser.screen().contents()
    }

    /// The screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// What scrolled off the screen and could be read again, and the screen.
    pub fn scrolled_back(&mut self) -> String {
        let mut all = String::new();
        let rows = usize::from(self.parser.screen().size().0.get());
        self.parser.screen_mut().set_scrollback(usize::MAX);
        let mut above = self.parser.screen().scrollback();
        loop {
            self.parser.screen_mut().set_scrollback(above);
            all.push_str(&self.parser.screen().contents());
            all.push('\n');
            if above == 0 {
                return all;
            }
            above = above.saturating_sub(rows);
        }
    }

    /// Everything that the program wrote.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.seen).into_owned()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        self
    }

    /// The program's process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Kills the program as a crash would: it is not asked.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Closes the terminal under the running program, and waits until the program has ended by itself.
    #[track_caller]
    pub fn close(mut self) {
        // The reader holds the terminal too: it ends at the next thing that nobody takes from it.
        self.output = channel().1;
        self.keys(" ");
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
        let end = Instant::now() + PATIENCE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "the program lives on without its terminal");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for the program's end, and takes all that it wrote.
    #[track_caller]
    pub fn end(&mut self) -> ExitStatus {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => panic!("the program goes on\n{}", self.shown()),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.seen.extend(bytes);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The row of the cursor, up to the cursor.
pub fn before_cursor(screen: &vt100::Screen) -> String {
    let (row, column) = screen.cursor_position();
    let of = |column| screen.cell(row, column).map_or("", vt100::Cell::contents);
    (0..column).map(|column| if of(column).is_empty() { " " } else { of(column) }).collect()
}

/// The words of a screen, one blank between them.
fn words(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, ..PtySize::default() }
}
