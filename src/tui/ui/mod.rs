//! Interaction state: what is typed, chosen and scrolled. No frame, no SQL.

pub mod clean;
pub mod editor;
pub mod list;
pub mod wrap;
