//! What other seats do meanwhile: whether any is open, and when what they have recorded is taken in.

use std::time::{Duration, Instant};

use chrono::{DateTime, Timelike, Utc};

use crate::session::Session;

/// How often another seat's entries are looked for while one is open, should its bell not be heard.
const BESIDE_OTHERS: Duration = Duration::from_millis(100);
/// How long an answer to whether another seat is open holds while keys come in.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// Entries that come one upon another are taken in together, so that a key seldom finds the program busy with them.
const TOGETHER: Duration = Duration::from_millis(40);
/// How long keys go before what others recorded, where they come without a pause.
const KEYS_FIRST: Duration = Duration::from_millis(250);

/// The other seats.
#[derive(Debug)]
pub(super) struct Others {
    open: bool,
    looked: Option<Instant>,
    /// The store's version as last seen: it changes when another seat appends.
    version: i64,
    /// Since when something is there that was not taken in.
    behind: Option<Instant>,
    taken: Option<Instant>,
}

impl Others {
    /// Nobody was looked for yet, and whatever came since the session was opened is still to be taken in.
    pub(super) fn new(session: &Session) -> Self {
        let version = session.data_version().unwrap_or_default();
        Self { open: false, looked: None, version, behind: Some(Instant::now()), taken: None }
    }

    /// Looks whether another seat is open, and whether one has recorded something. A burst of keys does not ask the disk
    /// for the first at each of them.
    pub(super) fn look(&mut self, session: &Session) {
        let version = session.data_version().unwrap_or(self.version);
        if version != self.version {
            self.version = version;
            self.behind.get_or_insert_with(Instant::now);
        }
        if self.looked.is_none_or(|looked| looked.elapsed() > LOOK_AGAIN) {
            self.open = session.others_open();
            self.looked = Some(Instant::now());
        }
    }

    /// How long to sleep: until the clock's next minute, or a moment while another seat is or may be open. The bell wakes
    /// sooner.
    pub(super) fn patience(&self, now: DateTime<Utc>) -> Duration {
        if self.behind.is_some() {
            return self.taken.map_or(Duration::ZERO, |taken| TOGETHER.saturating_sub(taken.elapsed()));
        }
        if self.open {
            return BESIDE_OTHERS;
        }
        let left = 60_000 - u64::from(now.second()) * 1000 - u64::from(now.timestamp_subsec_millis()).min(999);
        let minute = Duration::from_millis(left + 5);
        // A look of some turns ago has not seen who came since: another one goes before the long sleep.
        match self.looked.map(|looked| looked.elapsed()) {
            Some(age) if age > BESIDE_OTHERS => minute.min(LOOK_AGAIN.saturating_sub(age) + BESIDE_OTHERS),
            _ => minute,
        }
    }

    /// Takes in what others have recorded; whether anything was. While `keys` wait to be painted they go first.
    pub(super) fn take_in(&mut self, session: &mut Session, keys: bool) -> bool {
        let Some(since) = self.behind else { return false };
        let just_now = self.taken.is_some_and(|taken| taken.elapsed() < TOGETHER);
        if (keys || just_now) && since.elapsed() < KEYS_FIRST {
            return false;
        }
        self.behind = None;
        self.taken = Some(Instant::now());
        session.catch_up().unwrap_or(false)
    }
}
