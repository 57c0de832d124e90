//! An agency's return: what can be recorded as it stands is, and what was changed meanwhile is left to the screen.

use super::Plan;
use crate::cli::CliError;
use crate::import::returns::Returned;
use crate::import::returns::reconcile::{actions, reconcile};
use crate::session::Session;

/// What the rows amount to: each that says something new of an action updates it.
pub(super) fn plan(returned: &Returned, session: &mut Session) -> Result<Plan, CliError> {
    session.load_actions(actions(returned))?;
    let held = reconcile(returned, &session.shown().docs, &session.shown().terms);
    let requests: Vec<_> = held.requests().collect();
    let refused = held.refused.iter().cloned().chain(held.unasked()).collect();
    Ok(Plan { updated: requests.len(), requests, refused, ..Plan::default() })
}
