//! Facts of the dialogue.
