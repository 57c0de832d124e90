//! What a user would notice of bank holidays that the county keeps.

use super::*;
use crate::model::county::Holiday;

#[test]
fn a_published_holiday_moves_deadlines_at_every_seat_until_it_is_taken_back() {
    let mut county = county();
    let due = |session: &Session| session.shown().calendar.working_days_before(7, day("2026-12-03"));
    let mut second = county.second_seat();
    assert_eq!((due(&county.session), due(&second)), (day("2026-11-24"), day("2026-11-24")));
    let holiday = Holiday { on: day("2026-11-26"), title: "Extra".to_owned() };
    county.session.record(Request::SetHolidays(vec![holiday]), now()).unwrap();
    second.catch_up().unwrap();
    assert_eq!((due(&county.session), due(&second)), (day("2026-11-23"), day("2026-11-23")));
    assert_eq!(due(&county.second_seat()), day("2026-11-23"));
    county.session.undo(now()).unwrap();
    assert_eq!(due(&county.session), day("2026-11-24"));
    county.is_sound();
}
