//! The full-screen program.

pub mod terminal;
pub mod theme;
pub mod ui;
pub mod view;
