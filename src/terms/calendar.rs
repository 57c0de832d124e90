//! stub
use chrono::*;
/// .
#[derive(Debug)]
pub struct Calendar;
/// .
pub fn london(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&chrono_tz::Europe::London).naive_local()
}
