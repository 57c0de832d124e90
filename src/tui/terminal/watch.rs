//! Watches for the signals that end a program, and for a terminal that is no longer there.

use std::fs::File;
use std::io::{self, Write, stdout};
use std::os::fd::AsFd;
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{DRAWING, give_back};

/// How often the terminal is looked for, on a system that does not tell of it.
const LOOK: Duration = Duration::from_secs(2);

/// Starts both watches, once for the life of the program.
pub(super) fn start() -> io::Result<()> {
    static STARTED: Once = Once::new();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let terminal = File::from(stdout().as_fd().try_clone_to_owned()?);
    STARTED.call_once(|| {
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                leave(128 + signal);
            }
        });
        thread::spawn(move || {
            until_gone(terminal);
            leave(1);
        });
    });
    Ok(())
}

/// Waits until the terminal hung up. Reading keys from a terminal that is gone never returns and takes a whole processor,
/// so nobody else would notice; SIGHUP tells sooner, where the program is sent one.
fn until_gone(mut terminal: File) {
    loop {
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut asked, None) {
            Ok(_) if asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => return,
            Err(Errno::INTR) => {}
            _ if gone(&mut terminal) => return,
            _ => thread::sleep(LOOK),
        }
    }
}

/// Tells whether the terminal hung up: it refuses even to be written nothing.
fn gone(terminal: &mut File) -> bool {
    terminal.write(&[]).is_err_and(|error| error.kind() != io::ErrorKind::Interrupted)
}

/// Ends the program with the terminal given back, between two frames if the one being drawn ends soon.
fn leave(code: i32) -> ! {
    let patience = Instant::now() + Duration::from_millis(300);
    let mut drawing = DRAWING.try_lock();
    while drawing.is_err() && Instant::now() < patience {
        thread::sleep(Duration::from_millis(5));
        drawing = DRAWING.try_lock();
    }
    give_back();
    // At once: the handlers of an ordinary exit take the ciphers down, which the main thread may be using.
    signal_hook::low_level::exit(code);
}
