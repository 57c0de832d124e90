//! The full-screen program.

/// .
pub mod theme;
/// .
pub mod ui;
/// .
pub mod view;
