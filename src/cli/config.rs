//! `mace/config.toml` in the user's config folder: what a person chooses once for every start.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{CliError, Context};

/// What a person chose; a file that says anything else is refused, for a misspelt key would do nothing.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// The theme of the screen.
    pub theme: Option<String>,
}

/// The folder of settings and of the county's own themes, where the system names one for this user.
pub(super) fn folder(context: &Context) -> Option<PathBuf> {
    context.config.as_ref().map(|config| config.join("mace"))
}

/// The file of settings, whether or not it is there.
pub(super) fn file(context: &Context) -> Option<PathBuf> {
    folder(context).map(|folder| folder.join("config.toml"))
}

/// Reads the settings; none are chosen where there is no file.
pub(super) fn read(context: &Context) -> Result<Config, CliError> {
    let Some(file) = file(context) else { return Ok(Config::default()) };
    match std::fs::read_to_string(&file) {
        Ok(text) => parse(&file, &text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(CliError::said(format!(
            "The settings were not read: {} cannot be opened ({error}). Make it readable, or take it away.",
            file.display()
        ))),
    }
}

fn parse(file: &Path, text: &str) -> Result<Config, CliError> {
    toml::from_str(text).map_err(|error| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let wrong = error.message().trim().replace('\n', ", ");
        CliError::said(format!(
            "The settings were not read: {}, line {line}: {wrong}. Correct the line, or take it out.",
            file.display()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, says: &[&str]) {
        let error = parse(Path::new("config.toml"), text).unwrap_err().to_string();
        for words in says {
            assert!(error.contains(words), "no “{words}” in: {error}");
        }
    }

    #[test]
    fn a_theme_can_be_chosen_for_every_start() {
        let config = parse(Path::new("config.toml"), "# mine\ntheme = \"light\"\n").unwrap();
        assert_eq!(config.theme.as_deref(), Some("light"));
        assert_eq!(parse(Path::new("config.toml"), "").unwrap(), Config::default());
    }

    #[test]
    fn a_mistake_is_named_with_its_file_and_line() {
        refused("\ntheme = \"light\"\ncolour = 3\n", &["config.toml, line 3", "`colour`", "expected `theme`"]);
        refused("theme = 3\n", &["config.toml, line 1", "integer `3`", "expected a string"]);
        refused("theme = \"light\n", &["config.toml, line 1"]);
    }
}
