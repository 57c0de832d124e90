//! By when the minutes of a meeting are owed, and how late they are (arrangements §6). Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::meeting::{Meeting, MeetingState};
use crate::terms::Notice;
use crate::terms::calendar::{Calendar, london};
use crate::terms::phrase::day;

/// How far the minutes of a meeting are, as far as deadlines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnTheirWay {
    /// The state of the meeting.
    pub state: MeetingState,
    /// The day it was held.
    pub held: NaiveDate,
    /// When the draft last went to the chair.
    pub to_chair: Option<DateTime<Utc>>,
    /// Whether they went out.
    pub out: bool,
}

/// What is owed of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owing {
    /// That they go out.
    Circulation,
    /// That the chair approves them or sends them back.
    Answer,
}

/// Something owed of minutes, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub what: Owing,
    /// The last day.
    pub by: NaiveDate,
    /// Working days since then; none while there is time.
    pub late: Option<i64>,
}

impl From<&Meeting> for OnTheirWay {
    fn from(meeting: &Meeting) -> Self {
        let minutes = &meeting.minutes;
        Self {
            state: meeting.state,
            held: meeting.plan.date,
            to_chair: minutes.sent.last().map(|sent| sent.at),
            out: !minutes.circulated.is_empty(),
        }
    }
}

impl OnTheirWay {
    /// What is owed today: nothing before the meeting is over, and nothing once the minutes went out.
    #[must_use]
    pub fn dues(&self, notice: &Notice, calendar: &Calendar, today: NaiveDate) -> Vec<Due> {
        if !self.state.is_over() || self.out {
            return Vec::new();
        }
        let due = |what, days, from| {
            let by = calendar.working_days_after(days, from);
            Due { what, by, late: Some(calendar.working_days_between(by, today)).filter(|late| *late > 0) }
        };
        let sent = self.to_chair.filter(|_| self.state == MeetingState::WithChair);
        let answer = notice.chair_working_days.zip(sent);
        let answer = answer.map(|(days, sent)| due(Owing::Answer, days, london(sent).date()));
        let out = due(Owing::Circulation, notice.minutes_working_days, self.held);
        answer.into_iter().chain([out]).collect()
    }
}

impl Due {
    /// By when it is owed, as a sentence; where it is late, how late.
    #[must_use]
    pub fn sentence(&self) -> String {
        let by = day(self.by);
        match (self.what, self.late.map(working_days_late)) {
            (Owing::Circulation, None) => format!("The minutes go out by {by}."),
            (Owing::Circulation, Some(late)) => format!("The minutes are {late}: they were to go out by {by}."),
            (Owing::Answer, None) => format!("The chair answers by {by}."),
            (Owing::Answer, Some(late)) => format!("The chair's answer is {late}: it was due by {by}."),
        }
    }

    /// How late it is, in the few words of a list: `minutes 3 w.d. late`; none while there is time. Where there is little room
    /// it does not say what.
    #[must_use]
    pub fn brief(&self, narrow: bool) -> Option<String> {
        let what = match self.what {
            _ if narrow => "",
            Owing::Circulation => "minutes ",
            Owing::Answer => "chair ",
        };
        self.late.map(|late| format!("{what}{late} w.d. late"))
    }
}

/// `3 working days late`.
#[must_use]
pub fn working_days_late(days: i64) -> String {
    let unit = if days == 1 { "working day" } else { "working days" };
    format!("{days} {unit} late")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::essex;

    /// What is owed of the minutes of a meeting on Thursday 3 December 2026, sent to the chair a day later.
    #[track_caller]
    fn check(state: MeetingState, out: bool, chair: Option<u32>, today: &str, expected: &[&str]) {
        let to_chair = Some("2026-12-04T12:00:00Z".parse().unwrap());
        let minutes = OnTheirWay { state, held: "2026-12-03".parse().unwrap(), to_chair, out };
        let notice = Notice { chair_working_days: chair, ..essex().notice.clone() };
        let dues = minutes.dues(&notice, &Calendar::default(), today.parse().unwrap());
        assert_eq!(dues.iter().map(Due::sentence).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn minutes_are_late_from_the_working_day_after_their_last() {
        use MeetingState as S;
        check(S::Draft, false, None, "2026-12-10", &["The minutes go out by 10 Dec 2026."]);
        let late = "The minutes are 1 working day late: they were to go out by 10 Dec 2026.";
        check(S::Draft, false, None, "2026-12-11", &[late]);
        check(S::Draft, false, None, "2026-12-13", &[late]);
        let late = "The minutes are 3 working days late: they were to go out by 10 Dec 2026.";
        check(S::Approved, false, None, "2026-12-15", &[late]);
    }

    #[test]
    fn nothing_is_owed_before_the_meeting_is_over_nor_once_they_are_out() {
        use MeetingState as S;
        for (state, out) in [(S::Planned, false), (S::Live, false), (S::MinutesCirculated, true), (S::Approved, true)] {
            check(state, out, Some(2), "2027-02-01", &[]);
        }
    }

    #[test]
    fn the_chair_answers_in_the_days_that_a_county_sets() {
        use MeetingState as S;
        let out = "The minutes go out by 10 Dec 2026.";
        check(S::WithChair, false, Some(2), "2026-12-08", &["The chair answers by 8 Dec 2026.", out]);
        let late = "The chair's answer is 1 working day late: it was due by 8 Dec 2026.";
        check(S::WithChair, false, Some(2), "2026-12-09", &[late, out]);
        check(S::WithChair, false, None, "2026-12-09", &[out]);
        check(S::Draft, false, Some(2), "2026-12-09", &[out]);
    }
}
