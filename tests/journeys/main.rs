//! The program as people meet it: the built binary at a real pseudo-terminal, on a fictional county.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod acting;
mod before;
mod county;
mod disk;
mod follow;
mod forms;
mod killed;
mod looks;
mod meeting;
mod minutes;
mod privacy;
mod returns;
mod room;
mod screen;
mod search;
mod seats;
mod terminal;
mod words;
