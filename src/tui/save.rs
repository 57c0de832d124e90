//! Saves minutes or the tracker as a file, entered in the journal first.
use super::ui::effect::Export;
use crate::session::Session;
use chrono::{DateTime, Utc};
/// .
pub fn save(_s: &mut Session, _e: &Export, _n: DateTime<Utc>) -> Result<String, String> {
    Err("not yet".into())
}
