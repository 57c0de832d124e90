//! `mace verify`: is the store what it says it is?

use std::io::Write;

use clap::Args;

use super::opening::{Access, open};
use super::{CliError, Context, Global};
use crate::store::{Finding, Head, NotADigest};

/// Prove the store; change nothing.
#[derive(Debug, Args)]
pub struct Verify {
    /// A witness printed on sealed minutes: a store rolled back to before it, or rewritten, is found too.
    #[arg(long, value_name = "SEQ:DIGEST", value_parser = read_head)]
    against: Option<Head>,
}

/// Says what is wrong, or that nothing is.
pub(super) fn run(
    verify: &Verify,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let opened = open(global, context, Access::Reads)?;
    let verdict = opened.session.verify(verify.against.as_ref());
    let store = &verdict.store;
    let wrong = store.findings.iter().filter(|finding| matches!(finding, Finding::Wrong(_))).count();
    for sentence in verdict.sentences() {
        writeln!(out, "{sentence}")?;
    }
    if !verdict.is_sound() {
        return Err(CliError::said(format!(
            "{} is not sound: {} found, said above; restore a backup, and keep this folder for whoever looks into it.",
            opened.folder.display(),
            counted(wrong + verdict.replay.len(), "thing"),
        )));
    }
    writeln!(
        out,
        "Sound: {} in the journal, {} and {} agree with it.",
        counted_u64(store.entries, "entry", "entries"),
        counted_u64(store.documents, "document", "documents"),
        counted_u64(store.said, "searchable text", "searchable texts"),
    )?;
    writeln!(out, "Witness: {}", store.head)?;
    Ok(())
}

/// `1 thing`, `2 things`.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn counted_u64(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn read_head(text: &str) -> Result<Head, String> {
    text.parse().map_err(|error: NotADigest| error.to_string())
}
