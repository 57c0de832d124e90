//! Who sits in a meeting: the roll-call, and from it who was there for each item.

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::{Address, CaseId};

/// A seat in one meeting, with the words as they were when it was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// What is typed after `@`; unique in the meeting.
    pub address: Address,
    /// The agency's name.
    pub agency: String,
    /// The agency's name in narrow places.
    pub short: String,
    /// The designation's title.
    pub designation: String,
    /// Who holds it; empty when not known.
    pub name: String,
    /// The councils' districts it speaks for; empty for the whole area.
    pub districts: Vec<String>,
    /// The one case an invitee belongs to; core members belong to all.
    pub only_case: Option<CaseId>,
    /// Whether it was set for somebody who is no core member, for the whole meeting.
    pub guest: bool,
    /// Whether the agency is known to have signed the information sharing protocol.
    pub signed: bool,
    /// What the roll-call found.
    pub mark: Option<Mark>,
    /// When they came, if late, local time.
    pub from: Option<NaiveTime>,
    /// When they left, if early, local time.
    pub until: Option<NaiveTime>,
    /// When they agreed to the information-sharing statement.
    pub agreed: Option<DateTime<Utc>>,
}

/// What the roll-call found of a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// There.
    Present,
    /// Sent apologies, and perhaps a substitute, who is then there in their stead.
    Apologies {
        /// The substitute's name.
        substitute: Option<String>,
    },
    /// Neither there nor excused.
    Absent,
}

/// The stretch of time an item was open, local; an end not yet known is `None`.
pub type Stretch = (NaiveTime, Option<NaiveTime>);

impl Seat {
    /// Marks the seat anew: times that were said with an earlier mark are not this one's, and who is not there has
    /// agreed to nothing.
    pub(super) fn put_mark(&mut self, mark: &Mark) {
        (self.mark, self.from, self.until) = (Some(mark.clone()), None, None);
        if !self.attends() {
            self.agreed = None;
        }
    }

    /// The seat stands as if the roll-call had not come to it.
    pub(super) fn take_mark(&mut self) {
        (self.mark, self.from, self.until, self.agreed) = (None, None, None, None);
    }

    /// Whether somebody sits there: the member, or a substitute.
    #[must_use]
    pub fn attends(&self) -> bool {
        matches!(self.mark, Some(Mark::Present | Mark::Apologies { substitute: Some(_) }))
    }

    /// Whether somebody sits there now: attends, and has not left before this local time.
    #[must_use]
    pub fn is_here(&self, now: NaiveTime) -> bool {
        self.attends() && self.until.is_none_or(|until| until > now)
    }

    /// Whether somebody sits there while an item on `case` is open during `stretch`.
    ///
    /// An invitee counts for their own case alone; a latecomer not for what ended before.
    #[must_use]
    pub fn attends_item(&self, case: Option<&CaseId>, stretch: Option<Stretch>) -> bool {
        let theirs = self.only_case.as_ref().is_none_or(|own| Some(own) == case);
        let in_time = stretch.is_none_or(|(opened, closed)| {
            let came_in_time = self.from.is_none_or(|from| closed.is_none_or(|closed| from < closed));
            let still_there = self.until.is_none_or(|until| until > opened);
            came_in_time && still_there
        });
        self.attends() && theirs && in_time
    }

    /// Whether the seat speaks for a child of this district: its own council and police district
    /// come first, the others are folded away but may speak (arrangements §3).
    #[must_use]
    pub fn speaks_for(&self, district: &str) -> bool {
        self.districts.is_empty() || self.districts.iter().any(|own| own == district)
    }

    /// The name in narrow places: the agency's, with the designation's where it has several posts.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.short
    }

    /// Who speaks: the substitute where there is one.
    #[must_use]
    pub fn speaker(&self) -> &str {
        match &self.mark {
            Some(Mark::Apologies { substitute: Some(name) }) => name,
            _ => &self.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(mark: Option<Mark>) -> Seat {
        Seat {
            address: Address::new("yos/regional-manager"),
            agency: "Youth Offending Service".into(),
            short: "YOS".into(),
            designation: "Regional Team Manager".into(),
            name: "Pat Example".into(),
            districts: vec![],
            only_case: None,
            guest: false,
            signed: true,
            mark,
            from: None,
            until: None,
            agreed: None,
        }
    }

    fn at(text: &str) -> NaiveTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_mark_takes_the_times_of_the_one_before_away() {
        let mut late = Seat { from: Some(at("09:50:00")), agreed: Some(DateTime::UNIX_EPOCH), ..seat(None) };
        late.put_mark(&Mark::Present);
        assert_eq!((late.from, late.agreed), (None, Some(DateTime::UNIX_EPOCH)));
        late.until = Some(at("11:00:00"));
        late.put_mark(&Mark::Absent);
        assert_eq!((late.until, late.agreed), (None, None));
    }

    #[test]
    fn a_substitute_makes_the_seat_attend() {
        assert!(seat(Some(Mark::Apologies { substitute: Some("Jo Doe".into()) })).attends());
        assert!(!seat(Some(Mark::Apologies { substitute: None })).attends());
        assert!(!seat(None).attends());
    }

    #[test]
    fn a_latecomer_was_not_there_for_what_ended_before() {
        let late = Seat { from: Some(at("09:50:00")), ..seat(Some(Mark::Present)) };
        assert!(!late.attends_item(None, Some((at("09:30:00"), Some(at("09:45:00"))))));
        assert!(late.attends_item(None, Some((at("09:45:00"), Some(at("10:00:00"))))));
        assert!(late.attends_item(None, Some((at("09:45:00"), None))));
    }

    #[test]
    fn who_left_early_was_not_there_for_what_began_after() {
        let early = Seat { until: Some(at("11:00:00")), ..seat(Some(Mark::Present)) };
        assert!(early.attends_item(None, Some((at("10:50:00"), Some(at("11:10:00"))))));
        assert!(!early.attends_item(None, Some((at("11:10:00"), None))));
    }

    #[test]
    fn who_has_left_is_here_no_more() {
        let early = Seat { until: Some(at("11:00:00")), ..seat(Some(Mark::Present)) };
        assert!(early.is_here(at("10:59:00")) && !early.is_here(at("11:00:00")));
        assert!(!seat(Some(Mark::Absent)).is_here(at("10:59:00")) && !seat(None).is_here(at("10:59:00")));
    }

    #[test]
    fn an_invitee_attends_their_own_case_alone() {
        let own = CaseId::new("a");
        let invitee = Seat { only_case: Some(own.clone()), ..seat(Some(Mark::Present)) };
        assert!(invitee.attends_item(Some(&own), None));
        assert!(!invitee.attends_item(Some(&CaseId::new("b")), None));
        assert!(!invitee.attends_item(None, None));
    }

    #[test]
    fn a_seat_of_another_district_is_folded_away() {
        let council = Seat { districts: vec!["Maldon".into()], ..seat(None) };
        assert!(council.speaks_for("Maldon"));
        assert!(!council.speaks_for("Braintree"));
        assert!(seat(None).speaks_for("Braintree"));
    }
}
