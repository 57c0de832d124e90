//! Reading what a county already has: its tracker, its contact list, its action log; and bank holidays as published.
//!
//! The room knows no store and no model: a file comes in, rows in the words of the terms come out, and
//! every row that a person could not read either is refused with its sheet, line and reason. What is new
//! and what is known already, the session finds out.

pub mod actions;
pub mod contacts;
pub mod file;
pub mod holidays;
pub mod report;
pub mod returns;
pub mod sheets;
pub mod template;
pub mod tracker;

mod cells;
mod csv_text;
mod header;
mod names;
mod ods;
mod places;
mod table;
mod xlsx;

pub use names::person_name;

#[cfg(test)]
mod tests;
