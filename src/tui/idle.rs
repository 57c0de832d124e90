//! How long nobody has been at the keys, and when that locks the screen.

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::meeting::MeetingState;
use crate::session::Shown;

/// When somebody was last at the keys, by two clocks: the one that nobody sets stands still while a machine sleeps, and
/// a screen must not be open to whoever wakes it.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    last: Instant,
    at: DateTime<Utc>,
}

impl Keys {
    /// Somebody is there now.
    #[must_use]
    pub fn touched(now: DateTime<Utc>) -> Self {
        Self { last: Instant::now(), at: now }
    }

    /// How long nobody has been there.
    #[must_use]
    pub fn idle(&self, now: DateTime<Utc>) -> Duration {
        self.last.elapsed().max((now - self.at).to_std().unwrap_or_default())
    }
}

/// Minutes without a key after which the screen locks, by the county's terms: more of them while a meeting is live, for
/// a room talks longer than it types. 0 is never.
#[must_use]
pub fn minutes(shown: &Shown, today: NaiveDate) -> u32 {
    let open = shown.open_meeting().is_some_and(|meeting| meeting.state == MeetingState::Live);
    let listed = || shown.lobby.iter().any(|row| row.state == MeetingState::Live && row.date == today);
    let live = &shown.terms.live;
    if open || listed() { live.lock_idle_minutes } else { live.lock_idle_away_minutes }
}

/// The time that is left until the screen locks: none of it is the moment; `None` is never.
#[must_use]
pub fn left(idle: Duration, minutes: u32) -> Option<Duration> {
    let allowed = Duration::from_secs(u64::from(minutes) * 60);
    (minutes > 0).then(|| allowed.saturating_sub(idle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_locks_once_nobody_was_there_for_the_minutes_of_the_terms() {
        let left = |seconds, minutes| left(Duration::from_secs(seconds), minutes).map(|left| left.as_secs());
        assert_eq!(left(0, 10), Some(600));
        assert_eq!(left(599, 10), Some(1));
        assert_eq!(left(600, 10), Some(0));
        assert_eq!(left(9000, 30), Some(0));
        assert_eq!(left(9000, 0), None, "terms may say never");
    }

    #[test]
    fn a_machine_that_slept_counts_its_sleep() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let keys = Keys::touched(at("2026-12-03T09:30:00Z"));
        assert!(keys.idle(at("2026-12-03T12:30:00Z")) >= Duration::from_hours(3));
        // A clock that is set back says nothing.
        assert!(keys.idle(at("2026-12-03T09:00:00Z")) < Duration::from_mins(1));
    }
}
