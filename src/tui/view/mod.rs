//! Drawing: one small file a pane or overlay. Functions of state; nothing here decides anything.

mod editor;
pub mod frame;
pub mod text;
