//! `mace` runs MACE meetings live at a terminal.
//!
//! The code map is completed as rooms are furnished.

/// .
pub mod cli;
/// .
pub mod clock;
/// .
pub mod demo;
/// .
pub mod export;
/// .
pub mod import;
/// .
pub mod model;
/// .
pub mod session;
/// .
pub mod store;
/// .
pub mod terms;
/// .
pub mod tui;
