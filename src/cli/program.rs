//! The program itself: `mace` alone opens it on the store, or on the first-run screen where there is none.

use std::io::{Write, stdin};
use std::path::{Path, PathBuf};

use super::new::{Founding, found, refuse_full};
use super::opening::{Access, folder, open};
use super::{CliError, Context, Global, demo, themes};
use crate::model::id::PersonId;
use crate::plain;
use crate::session::{Session, Who};
use crate::store::{StoreError, key_name, key_names};
use crate::terms::ESSEX;
use crate::tui;
use crate::tui::welcome::{self, Choice};

/// Opens the program.
pub(super) fn run(global: &Global, follow: bool, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    needs_terminal(global, context)?;
    match key_names(&folder(global, context)?) {
        Err(StoreError::Missing { .. }) if global.plain => return Err(no_store(global, context)?),
        Err(StoreError::Missing { .. }) => return first_run(global, context, out),
        other => drop(other?),
    }
    let mut opened = open(global, context, Access::Records)?;
    opened.session.take_seat(&opened.folder, &opened.key)?;
    show(opened.session, &opened.folder, follow, global, context, out)
}

/// Refuses to draw where nobody sees it; plain lines can go anywhere.
pub(super) fn needs_terminal(global: &Global, context: &Context) -> Result<(), CliError> {
    if global.plain || (context.terminals.input && context.terminals.output) {
        return Ok(());
    }
    Err(CliError::said(
        "The program needs a terminal to draw on: start it in one, add --plain for a dialogue in lines, \
         or use a command such as `mace show meetings`.",
    ))
}

/// Shows the program on an open session until the person leaves it.
pub(super) fn show(
    session: Session,
    store: &Path,
    room: bool,
    global: &Global,
    context: &Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    if global.plain {
        let clock = context.clock(global);
        let (input, typed) = (stdin().lock(), context.terminals.input && context.terminals.output);
        return Ok(plain::run(session, clock, (input, out), typed)?);
    }
    let learnt = context.state.as_ref().map(|state| state.join("mace").join("learnt.toml"));
    // What is pressed in the demo is not this person's work.
    let learnt = learnt.filter(|_| !session.shown().demo);
    let (looks, notice) = themes::looks(global, context)?;
    let options = tui::Options { looks, clock: context.clock(global), notice, learnt, store: store.to_owned(), room };
    tui::run(session, &options).map(drop).map_err(CliError::Output)
}

/// There is no store yet, and making one takes a form: says which commands do the same in lines.
fn no_store(global: &Global, context: &Context) -> Result<CliError, CliError> {
    let place = folder(global, context)?;
    Ok(CliError::said(format!(
        "There is no store in {0} yet: make one with `mace new {0} --as NAME --role minute-taker`, \
         or look at a fictional county with `mace demo --plain`.",
        place.display()
    )))
}

/// There is no store yet: the program offers to make one, or to look at the demo.
fn first_run(global: &Global, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    let place = folder(global, context)?;
    let (looks, notice) = themes::looks(global, context)?;
    match welcome::welcome(&looks, &place.display().to_string(), &notice.unwrap_or_default())
        .map_err(CliError::Output)?
    {
        Choice::Leave => Ok(()),
        Choice::Demo => demo::run(&demo::Demo::default(), global, context, out),
        Choice::Make(new) => {
            let folder = PathBuf::from(&new.folder);
            refuse_full(&folder)?;
            if let Some(parent) = folder.parent() {
                std::fs::create_dir_all(parent).map_err(|error| {
                    CliError::said(format!("{} cannot be made ({error}): choose another folder.", parent.display()))
                })?;
            }
            let who = Who { id: PersonId::new(key_name(&new.name)?), name: new.name, role: new.role };
            let (passphrase, terms, demo) = (&new.passphrase, ESSEX, false);
            let founding = Founding { folder: &folder, who, passphrase, terms, demo };
            let (mut session, key, recovery) = found(founding, context.real_now, context)?;
            welcome::show_recovery(&looks, &recovery).map_err(CliError::Output)?;
            session.take_seat(&folder, &key)?;
            show(session, &folder, false, global, context, out)
        }
    }
}
