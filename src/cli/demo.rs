//! `mace demo`: the program at once, on a throwaway, fictional county; and the filling of any fictional county.

use std::io::Write;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;

use super::lock::Way;
use super::progress::Progress;
use super::{CliError, Context, Global, program, scratch};
use crate::demo::Scenario;
use crate::model::change::CHANGE_VERSION;
use crate::model::county::Role;
use crate::model::id::PersonId;
use crate::sealing::fill_with_fiction;
use crate::session::{Session, Who};
use crate::store::{DatabaseKey, Store};
use crate::terms::ESSEX;

/// Open the program on a throwaway, fictional county.
#[derive(Debug, Clone, Default, Args)]
pub struct Demo {
    /// How the fictional county is made.
    #[command(flatten)]
    fiction: Fiction,
}

/// How a fictional county is made.
#[derive(Debug, Clone, Default, Args)]
pub struct Fiction {
    /// How many years of history the fictional county has, up to 30 [default: 1].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=30))]
    years: Option<u32>,
    /// Which fictional county; the same seed makes the same one [default: 1].
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
}

impl Fiction {
    fn years(&self) -> u32 {
        self.years.unwrap_or(1)
    }

    /// Whether anything was said of it.
    pub(super) fn is_given(&self) -> bool {
        self.years.is_some() || self.seed.is_some()
    }
}

/// Opens the program on a county that is gone when it closes.
pub(super) fn run(demo: &Demo, global: &Global, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    program::needs_terminal(global, context)?;
    let scratch = scratch::Scratch::make(context)?;
    let folder = scratch.folder().join("county.mace");
    let key = DatabaseKey::generate(&mut context.random);
    let store = Store::create(&folder, &key, CHANGE_VERSION)?;
    let person = "alex-demo".to_owned();
    let who = Who { id: PersonId::new(&person), name: "Alex Demo".to_owned(), role: Role::MinuteTaker };
    let founded = founded(context.now(global), &demo.fiction);
    let mut session = Session::begin(store, ESSEX, true, who, context.own_random(), founded)?;
    // The seat is taken before the filling, so that another demo that starts meanwhile sees this one alive.
    session.take_seat(&folder, &key)?;
    let session = fill(session, &demo.fiction, global, context)?;
    // Without a rehearsed time the demo opens two minutes before its meeting, whatever the hour.
    let begins = context.today(global).and_hms_opt(9, 28, 0).map(crate::terms::calendar::utc);
    let global = Global { now: global.now.or(begins), ..global.clone() };
    program::show(session, Way { folder, person, key: Some(key) }, false, &global, context, out)
}

/// When a fictional county's store is said to have been made: before its history begins.
pub(super) fn founded(now: DateTime<Utc>, fiction: &Fiction) -> DateTime<Utc> {
    now - TimeDelta::days(366 * i64::from(fiction.years()) + 100)
}

/// Fills a new store with the fictional county, with a bar where somebody watches.
pub(super) fn fill(
    mut session: Session,
    fiction: &Fiction,
    global: &Global,
    context: &Context,
) -> Result<Session, CliError> {
    let mut progress = Progress::for_people(global, context);
    let scenario = Scenario { seed: fiction.seed.unwrap_or(1), years: fiction.years(), today: context.today(global) };
    let made = |done, of| progress.show("Making the fictional county", done, of);
    let filled = fill_with_fiction(&mut session, scenario, made);
    progress.clear();
    filled?;
    Ok(session)
}
