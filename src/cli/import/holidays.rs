//! Bank holidays: what gov.uk has published since, on top of those that follow by rule.

use super::Plan;
use crate::model::county::{County, Holiday};
use crate::model::request::Request;

/// What the events amount to: a day that the county's list lacks is new, one that is called otherwise there is updated.
pub(super) fn plan(rows: &[Holiday], county: &County) -> Plan {
    let mut plan = Plan::default();
    let known = |holiday: &Holiday| county.holidays.iter().find(|held| held.on == holiday.on);
    let fresh: Vec<Holiday> = rows.iter().filter(|holiday| known(holiday) != Some(*holiday)).cloned().collect();
    plan.updated = fresh.iter().filter(|holiday| known(holiday).is_some()).count();
    plan.new = fresh.len() - plan.updated;
    if !fresh.is_empty() {
        plan.requests.push(Request::SetHolidays(fresh));
    }
    plan
}
