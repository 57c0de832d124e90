//! Drawing: one small file a pane or overlay. Functions of state; nothing here decides anything.

pub mod agenda;
pub mod answers;
pub mod banner;
pub mod capture;
pub mod case;
pub mod cases;
mod editor;
pub mod ending;
pub mod entries;
pub mod footer;
pub mod form;
pub mod frame;
pub mod gate;
pub mod help;
pub mod history;
pub mod large;
pub mod live;
pub mod meetings;
pub mod palette;
pub mod previous;
pub mod prompt;
pub mod proof;
pub mod read_back;
pub mod roll_call;
pub mod room;
pub mod screen;
pub mod standing;
pub mod still;
pub mod strip;
pub mod text;
pub mod tour;
pub mod two_texts;
mod veil;
pub mod words;
pub mod writing;

pub use screen::{Drawn, render, render_field};
