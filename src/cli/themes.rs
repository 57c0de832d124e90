//! The themes of the screen: those built in, the county's own in the config folder, and which one counts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::table::Table;
use super::{CliError, Context, Global, config};
use crate::tui::remember;
use crate::tui::theme::{Colours, EMBEDDED, Ground, Looks, Theme, ThemeError};

/// `mace themes`: lists the themes with what each is for, and tells how to choose one.
pub(super) fn run(context: &Context, out: &mut dyn Write) -> Result<(), CliError> {
    let mut table = Table::new(&["Theme", "About"]);
    let mut mistakes = Vec::new();
    for name in names(context) {
        match load(&name, context) {
            Ok(theme) => table.row([name.as_str(), theme.about()]),
            Err(error) => mistakes.push(error.to_string()),
        }
    }
    table.print(out)?;
    if let Err(error) = config::read(context) {
        mistakes.push(error.to_string());
    }
    writeln!(out)?;
    for mistake in mistakes {
        writeln!(out, "{mistake}\n")?;
    }
    let how = match (folder(context), config::file(context)) {
        (Some(themes), Some(settings)) => format!(
            "`--theme NAME` chooses one, and `theme = \"NAME\"` in {} one for every start; without either the screen is dark or light as the terminal is. A theme of your own is a file NAME.toml in {}.",
            settings.display(),
            themes.display()
        ),
        _ => "`--theme NAME` chooses one; without it the screen is dark or light as the terminal is.".to_owned(),
    };
    writeln!(out, "{}", textwrap::fill(&how, textwrap::Options::new(80).break_words(false)))?;
    Ok(())
}

/// Refuses a theme that there is not, or that cannot be read, before a store is opened.
pub(super) fn check(name: &str, context: &Context) -> Result<(), CliError> {
    load(name, context).map(drop)
}

/// The theme that counts, by the command line, the settings, or the terminal; and why a theme that the settings ask
/// for does not, which is no reason to keep a meeting waiting.
pub(super) fn looks(global: &Global, context: &Context) -> Result<(Looks, Option<String>), CliError> {
    if let Some(name) = &global.theme {
        return Ok((Looks::Chosen(load(name, context)?), None));
    }
    let chosen = config::read(context).and_then(|config| config.theme.map(|name| load(&name, context)).transpose());
    let mut mistakes = Vec::new();
    match chosen {
        Ok(Some(theme)) => return Ok((Looks::Chosen(theme), None)),
        Ok(None) => {}
        Err(error) => mistakes.push(error.to_string()),
    }
    let mut either = |name| {
        load(name, context).or_else(|error| {
            mistakes.push(error.to_string());
            Theme::load(name, context.colours).map_err(|error| said(&error))
        })
    };
    let (dark, light) = (either("dark")?, either("light")?);
    let looks = match context.colours {
        // Without colour the two are the same.
        Colours::None => Looks::Chosen(dark),
        _ => Looks::AsTerminal {
            dark,
            light,
            guess: remember::ground(ground_file(context).as_deref())
                .unwrap_or_else(|| Ground::of_environment(context.colorfgbg.as_deref())),
            asks: context.answers,
        },
    };
    Ok((looks, (!mistakes.is_empty()).then(|| mistakes.join(" "))))
}

/// Where the terminal's ground is remembered.
pub(super) fn ground_file(context: &Context) -> Option<PathBuf> {
    context.state.as_ref().map(|state| state.join("mace").join("ground"))
}

/// Loads a theme: the county's own of that name, else the built-in one.
fn load(name: &str, context: &Context) -> Result<Theme, CliError> {
    let Some((_, file)) = own(context).into_iter().find(|(known, _)| known == name) else {
        return Theme::load(name, context.colours).map_err(|error| match error {
            ThemeError::Unknown { name, .. } => said(&ThemeError::Unknown { name, known: names(context).join(", ") }),
            other @ ThemeError::File { .. } => said(&other),
        });
    };
    let text = fs::read_to_string(&file).map_err(|error| {
        CliError::said(format!(
            "The theme cannot be read: {} cannot be opened ({error}). Make it readable, or take it away.",
            file.display()
        ))
    })?;
    Theme::parse(&file.display().to_string(), &text, context.colours).map_err(|error| said(&error))
}

/// The names of all themes, the built-in ones first.
fn names(context: &Context) -> Vec<String> {
    let mut names: Vec<String> = EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).collect();
    for (name, _) in own(context) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The county's own themes, by name, in the order of their names.
fn own(context: &Context) -> Vec<(String, PathBuf)> {
    let listed = folder(context).and_then(|folder| fs::read_dir(folder).ok());
    let files = listed.into_iter().flatten().flatten().map(|entry| entry.path());
    let mut own: Vec<_> = files.filter_map(|file| Some((name(&file)?, file))).collect();
    own.sort();
    own
}

/// The name of the theme in a file, where it is one.
fn name(file: &Path) -> Option<String> {
    let named = file.extension().is_some_and(|extension| extension == "toml");
    file.file_stem().filter(|_| named).and_then(|stem| stem.to_str()).map(str::to_owned)
}

fn folder(context: &Context) -> Option<PathBuf> {
    config::folder(context).map(|folder| folder.join("themes"))
}

fn said(error: &ThemeError) -> CliError {
    CliError::said(error.to_string())
}
