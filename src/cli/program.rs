//! The program itself: `mace` alone opens it on the store, or on the first-run screen where there is none.

use std::io::{Write, stdin};
use std::path::{Path, PathBuf};

use super::lock::Way;
use super::new::{Founding, found, refuse_full};
use super::opening::{Access, Opened, folder, open};
use super::{CliError, Context, Global, demo, lock, themes};
use crate::model::id::PersonId;
use crate::plain;
use crate::session::{Session, Who};
use crate::store::{StoreError, key_name, key_names};
use crate::terms::ESSEX;
use crate::tui::terminal::Screen;
use crate::tui::welcome::{self, Choice};
use crate::tui::{Left, Options, Program};

/// Opens the program.
pub(super) fn run(global: &Global, follow: bool, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    needs_terminal(global, context)?;
    match key_names(&folder(global, context)?) {
        Err(StoreError::Missing { .. }) if global.plain => return Err(no_store(global, context)?),
        Err(StoreError::Missing { .. }) => return first_run(global, context, out),
        other => drop(other?),
    }
    let Opened { mut session, key, folder, person, .. } = open(global, context, Access::Records)?;
    session.take_seat(&folder, &key)?;
    drop(key);
    show(session, Way { folder, person, key: None }, follow, global, context, out)
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

/// Shows the program on an open session until the person leaves it, or with `room` the view that only follows; `way` is
/// how they come back when the screen locks.
pub(super) fn show(
    session: Session,
    mut way: Way,
    room: bool,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    if global.plain {
        let clock = context.clock(global);
        let (input, typed) = (stdin().lock(), context.terminals.input && context.terminals.output);
        return Ok(plain::run(session, clock, (input, out), typed)?);
    }
    // A locked screen asks for what is typed: what stood in the environment does not open it.
    context.passphrase = None;
    let learnt = context.state.as_ref().map(|state| state.join("mace").join("learnt.toml"));
    // What is pressed in the demo is not this person's work.
    let learnt = learnt.filter(|_| !session.shown().demo);
    let (looks, notice) = themes::looks(global, context)?;
    let ground = themes::ground_file(context);
    let options = Options { looks, clock: context.clock(global), notice, learnt, ground, room };
    let mut screen = Screen::enter()?;
    let mut program = Program::start(session, &options, &mut screen)?;
    loop {
        let back = match program.run(&options, &mut screen)? {
            Left::Quit(session) => {
                drop(screen);
                drop(session);
                return Ok(());
            }
            Left::Locked(sign, away) => lock::back((sign, &away), &mut way, &options, &mut screen, context)?,
            Left::Hidden(sign, hidden) => lock::uncover(sign, *hidden, &way, &options, &mut screen)?,
        };
        let Some(back) = back else { return Ok(()) };
        program = back;
    }
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
    let mut choice = welcome::welcome(&looks, &place.display().to_string(), &notice.unwrap_or_default());
    while let Ok(Choice::Make(new)) = &choice
        && let Err(why) = clear(Path::new(&new.folder))
    {
        choice = welcome::another_folder(&looks, new, &why.to_string());
    }
    match choice.map_err(CliError::Output)? {
        Choice::Leave => Ok(()),
        Choice::Demo => demo::run(&demo::Demo::default(), global, context, out),
        Choice::Make(new) => {
            let folder = PathBuf::from(&new.folder);
            let person = new.name.clone();
            let who = Who { id: PersonId::new(key_name(&new.name)?), name: new.name, role: new.role };
            let (passphrase, terms, demo) = (&new.passphrase, ESSEX, false);
            let founding = Founding { folder: &folder, who, passphrase, terms, demo };
            let (mut session, key, recovery) = found(founding, context.real_now, context)?;
            welcome::show_recovery(&looks, &recovery).map_err(CliError::Output)?;
            session.take_seat(&folder, &key)?;
            drop(key);
            show(session, Way { folder, person, key: None }, false, global, context, out)
        }
    }
}

/// Makes way for a new store: nothing of anybody's is in its folder, and the folder above is there.
fn clear(folder: &Path) -> Result<(), CliError> {
    refuse_full(folder)?;
    let Some(parent) = folder.parent() else { return Ok(()) };
    std::fs::create_dir_all(parent).map_err(|error| {
        CliError::said(format!("{} cannot be made ({error}): choose another folder.", parent.display()))
    })
}
