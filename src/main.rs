//! The `mace` program.

fn main() {}
