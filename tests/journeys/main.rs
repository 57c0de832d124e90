//! The program as people meet it: the built binary at a real pseudo-terminal, on a fictional county.
#![cfg(target_os = "linux")]

mod county;
mod disk;
mod killed;
mod meeting;
mod screen;
mod seats;
mod terminal;
