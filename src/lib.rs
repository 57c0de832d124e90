//! `mace` runs MACE meetings live at a terminal: agenda, agency updates, actions, dissent, decisions,
//! minutes and tracker.
//!
//! # The code map
//!
//! Arrows point downwards only; a room knows nothing of those above it.
//!
//! ```text
//! main.rs       arguments, run, one-line error
//! cli/          one file a subcommand; clap definitions make help, man page and completions
//! tui/          the full-screen program
//!   run.rs        the loop: wait, change, perform, keep drafts, draw once; others.rs takes in what other seats record
//!   perform.rs    effects → session; what follows on the screen comes after the disk (law 1); bring.rs reads files,
//!                 finding.rs opens what a search found
//!   ui/           interaction state and the one table of keys (ui/keymap.rs); no frame, no SQL, no clock
//!   view/         one small file a pane or overlay: draws, decides nothing
//!   theme/        roles, theme files, poorer terminals
//!   terminal.rs   takes the terminal, gives it back whatever happens
//! plain/        the same meeting without a full screen: a dialogue of plain lines
//! saving.rs     minutes, agenda, tracker, actions, disclosure log, all held on a child as a file, entered in the journal first
//! sealing.rs    approves minutes: seals the neutral tree a part at a time, and makes files of what was sealed, with names or
//!               without; fictional.rs fills a store with the fictional county, sealed minutes and all
//! session/      the one door: record, undo, redo, drafts, loading, search, removal under retention, verification
//! store/        SQLCipher journal with its hash chain, documents, search, drafts, keys; the bell that wakes other seats
//! demo/         the fictional county, made of the same requests as people make
//! spelling/     the British dictionary and the words of this field of work
//! import/       trackers, contact lists, action logs, agencies' returns, filled templates, bank holidays: refused by cell
//! export/       minutes and parts of them, agenda, template, tracker, actions: one neutral tree, one file a format
//! model/        the meeting and all it keeps: decide, fold, checks, the capture grammar
//! terms/        one county's arrangements as data; working days and date phrases; organisation.rs tells one council from another
//! ```
//!
//! # How a key becomes a word in the minutes
//!
//! `crossterm event → Input → (scope, BINDINGS) → Command → update → Effect → perform → Session::record`,
//! and then [`model::decide`] says what the journal keeps, [`model::document`] folds it, and
//! [`store::Store::append`] puts entry, documents and index on the disk in one transaction. Only then
//! does the screen go on.
//!
//! # Invariants, which are mostly absences
//!
//! - `model` and `terms` know no clock, no disk, no terminal, no randomness; they fail by typed refusals only.
//! - Folding never sees the terms or the clock, so a replay does not depend on today's terms.
//! - `store` knows bytes, rows and keys, and nothing of meetings; SQL is nowhere else.
//! - Nothing is recorded but through [`session::Session`]; nothing is shown as recorded before it is on disk.
//! - No entry is ever rewritten: edits, undo and redo are entries of their own.
//! - `tui::ui` draws nothing, `tui::view` decides nothing; colours are named in `tui::theme` alone.
//! - No case data in logs, panics, window titles, file names or process arguments.
//!
//! `tests/tidy.rs` holds the rooms apart.

pub mod cli;
pub mod clock;
pub mod demo;
pub mod export;
pub mod import;
pub mod model;
pub mod plain;
pub mod saving;
pub mod sealing;
pub mod session;
pub mod spelling;
pub mod store;
pub mod terms;
pub mod tui;
