//! What comes to the loop: keys, read from the terminal on a thread of their own, and the bell that another seat rings.
//! So the loop sleeps until either is there, and wakes for nothing else.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};

use crate::session::Ear;

static INBOX: Mutex<Inbox> = Mutex::new(Inbox { events: Vec::new(), rung: false, gone: None });
static CAME: Condvar = Condvar::new();

struct Inbox {
    events: Vec<Event>,
    rung: bool,
    /// Why no more keys will come.
    gone: Option<io::Error>,
}

/// Begins to read keys, once for the life of the program: a thread that waits for a key cannot be called off.
pub(super) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        thread::spawn(|| {
            loop {
                match burst() {
                    Ok(events) => put(|inbox| inbox.events.extend(events)),
                    Err(why) => return put(|inbox| inbox.gone = Some(why)),
                }
            }
        });
    });
}

/// Wakes the loop whenever a bell is rung, until it is taken down.
pub(super) fn listen(ear: Ear) {
    thread::spawn(move || {
        while ear.wait() {
            put(|inbox| inbox.rung = true);
        }
    });
}

/// Waits until something is there, at most as long as `patience` (for ever without one); gives the keys of it.
pub(super) fn wait(patience: Option<Duration>) -> io::Result<Vec<Event>> {
    let nothing = |inbox: &mut Inbox| inbox.events.is_empty() && !inbox.rung && inbox.gone.is_none();
    let inbox = inbox();
    let mut inbox = match patience {
        Some(time) => {
            CAME.wait_timeout_while(inbox, time, nothing).map_or_else(|e| e.into_inner().0, |(inbox, _)| inbox)
        }
        None => CAME.wait_while(inbox, nothing).unwrap_or_else(PoisonError::into_inner),
    };
    inbox.rung = false;
    match inbox.gone.take() {
        Some(why) if inbox.events.is_empty() => Err(why),
        why => {
            inbox.gone = why;
            Ok(std::mem::take(&mut inbox.events))
        }
    }
}

/// Waits for a key, and takes all that come with it, so that a burst of keys costs one drawing.
fn burst() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}

fn put(change: impl FnOnce(&mut Inbox)) {
    change(&mut inbox());
    CAME.notify_one();
}

fn inbox() -> MutexGuard<'static, Inbox> {
    INBOX.lock().unwrap_or_else(PoisonError::into_inner)
}
