//! What time it is: the clock on the wall, or a rehearsed one. Only the command line and the loop look at it.

use chrono::{DateTime, TimeDelta, Utc};

/// The clock on the wall, or as far beside it as is being rehearsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    ahead: TimeDelta,
    rehearsed: bool,
}

impl Clock {
    /// The clock on the wall.
    pub const REAL: Self = Self { ahead: TimeDelta::zero(), rehearsed: false };

    /// A clock that shows `shown` while the real one shows `real`, and then goes on as clocks do.
    #[must_use]
    pub fn rehearsing(shown: DateTime<Utc>, real: DateTime<Utc>) -> Self {
        Self { ahead: shown - real, rehearsed: true }
    }

    /// What it shows while the real clock shows `real`.
    #[must_use]
    pub fn shows(&self, real: DateTime<Utc>) -> DateTime<Utc> {
        real + self.ahead
    }

    /// What it shows now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.shows(Utc::now())
    }

    /// Whether it is not the real one.
    #[must_use]
    pub fn is_rehearsed(&self) -> bool {
        self.rehearsed
    }
}
