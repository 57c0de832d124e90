//! `mace export subject`: everything held on one child.

use super::super::CliError;
use super::super::opening::Opened;
use super::super::show::named;
use crate::model::id::Stream;
use crate::saving::{self, Made};

/// The bundle of a child, with what in it a person must look at.
pub(super) fn of_subject(opened: &mut Opened, case: &str, format: &str) -> Result<Made, CliError> {
    let Stream::Case(case) = named(&opened.session, "case", case)? else {
        return Err(CliError::said("This names no case."));
    };
    let case = opened.session.stands_for(&case)?;
    Ok(saving::subject(&mut opened.session, &case, format, opened.now)?)
}
