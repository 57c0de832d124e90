//! The full-screen program: the loop, the interface's state, the drawing, the terminal.
//!
//! `ui` knows nothing of SQL or frames, `view` decides nothing, and only `run` and `perform` touch the
//! session and the terminal.

pub mod bring;
mod finding;
mod idle;
pub mod lock;
mod others;
mod outward;
pub mod perform;
pub mod remember;
pub mod run;
pub mod terminal;
/// How each role looks.
pub mod theme;
pub mod ui;
pub mod view;

pub mod welcome;

#[cfg(test)]
mod tests;

pub use run::{Left, Options, Program};
