//! Reads a theme file: a palette, then one entry for every role, or for some of them where it inherits the rest.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{EMBEDDED, Role, Theme, embedded};

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// No theme bears the name.
    #[error("There is no theme `{name}`; choose one of: {known}.")]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The names there are, separated by commas.
        known: String,
    },
    /// A theme file holds something that cannot be read.
    #[error("The theme cannot be read: {file}, line {line}: found {found}, expected {expected}.")]
    File {
        /// The file, as it was named to the reader.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: String,
    },
}

const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// Reads a theme as its file gives it, for a terminal that shows every colour.
///
/// A theme that inherits a built-in one names only what differs: its colours take the place of those of the same
/// name, and the roles that it leaves out are set in them.
pub(super) fn read(file: &str, text: &str) -> Result<Theme, ThemeError> {
    let source = Source { file, text };
    let document = source.document()?;
    let own = source.parts(&document)?;
    let mut palette = Palette::new();
    let mut styles = vec![None; Role::ALL.len()];
    if let Some((name, text)) = own.inherits {
        let parent = Source { file: name, text };
        let document = parent.document()?;
        let under = parent.parts(&document)?;
        parent.palette(under.palette, &mut palette)?;
        source.palette(own.palette, &mut palette)?;
        parent.roles(under.roles, &palette, &mut styles)?;
    } else {
        if own.palette.is_none() || own.roles.is_none() {
            let missing = if own.palette.is_none() { "no [palette]" } else { "no [roles]" };
            return Err(source.error(0..0, missing, "[palette] and [roles], or inherits = \"dark\" and what differs"));
        }
        source.palette(own.palette, &mut palette)?;
    }
    source.roles(own.roles, &palette, &mut styles)?;
    let end = own.roles.map_or(0..0, Spanned::span);
    let whole = styles.into_iter().zip(Role::ALL).map(|(style, role)| {
        let missing = format!("no role {}", quoted(role.name()));
        style.ok_or_else(|| source.error(end.clone(), missing, "every role to be named"))
    });
    Ok(Theme { about: own.about, styles: whole.collect::<Result<_, _>>()? })
}

type Palette = BTreeMap<String, Color>;
type Value<'i> = Spanned<DeValue<'i>>;

/// What a theme file holds.
struct Parts<'v, 'i> {
    about: String,
    /// Name and text of a built-in theme.
    inherits: Option<(&'static str, &'static str)>,
    palette: Option<&'v Value<'i>>,
    roles: Option<&'v Value<'i>>,
}

/// The file being read, so that every error can name its line.
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl<'a> Source<'a> {
    fn document(&self) -> Result<Spanned<DeTable<'a>>, ThemeError> {
        DeTable::parse(self.text).map_err(|error| {
            let found = format!("text that is not TOML ({})", error.message().replace('\n', ", "));
            self.error(error.span().unwrap_or(0..0), found, "a theme in TOML")
        })
    }

    fn parts<'v, 'i>(&self, document: &'v Spanned<DeTable<'i>>) -> Result<Parts<'v, 'i>, ThemeError> {
        let mut parts = Parts { about: String::new(), inherits: None, palette: None, roles: None };
        for (key, value) in document.get_ref() {
            match key.get_ref().as_ref() {
                "about" => self.string(value, "a line about the theme")?.clone_into(&mut parts.about),
                "inherits" => {
                    let name = self.string(value, "the name of a built-in theme")?;
                    let names: Vec<_> = EMBEDDED.iter().map(|(name, _)| *name).collect();
                    let unknown = || self.error(value.span(), quoted(name), format!("one of: {}", names.join(", ")));
                    parts.inherits = Some(embedded(name).ok_or_else(unknown)?);
                }
                "palette" => parts.palette = Some(value),
                "roles" => parts.roles = Some(value),
                other => {
                    return Err(self.error(key.span(), quoted(other), "about, inherits, [palette] or [roles]"));
                }
            }
        }
        Ok(parts)
    }

    fn error(&self, span: Range<usize>, found: impl Into<String>, expected: impl Into<String>) -> ThemeError {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        ThemeError::File { file: self.file.to_owned(), line, found: found.into(), expected: expected.into() }
    }

    fn string<'v>(&self, value: &'v Value<'_>, expected: &str) -> Result<&'v str, ThemeError> {
        value.get_ref().as_str().ok_or_else(|| self.error(value.span(), a_kind(value), expected))
    }

    fn table<'v, 'i>(&self, value: &'v Value<'i>, expected: &str) -> Result<&'v DeTable<'i>, ThemeError> {
        value.get_ref().as_table().ok_or_else(|| self.error(value.span(), a_kind(value), expected))
    }

    fn palette(&self, value: Option<&Value<'_>>, palette: &mut Palette) -> Result<(), ThemeError> {
        let Some(value) = value else { return Ok(()) };
        for (key, value) in self.table(value, "a table of colours")? {
            let text = self.string(value, "a colour such as \"#1a2b3c\"")?;
            let color =
                hex(text).ok_or_else(|| self.error(value.span(), quoted(text), "a colour such as \"#1a2b3c\""))?;
            palette.insert(key.get_ref().to_string(), color);
        }
        Ok(())
    }

    fn roles(
        &self,
        value: Option<&Value<'_>>,
        palette: &Palette,
        styles: &mut [Option<Style>],
    ) -> Result<(), ThemeError> {
        let Some(value) = value else { return Ok(()) };
        for (key, entry) in self.table(value, "a table of roles")? {
            let name = key.get_ref().as_ref();
            let role = Role::named(name).ok_or_else(|| {
                let known: Vec<_> = Role::ALL.iter().map(|role| role.name()).collect();
                self.error(key.span(), quoted(name), format!("a role: {}", known.join(", ")))
            })?;
            if let Some(slot) = styles.get_mut(role as usize) {
                *slot = Some(self.style(entry, palette)?);
            }
        }
        Ok(())
    }

    /// Reads one role: a colour's name for the text alone, or a table of `fg`, `bg` and `modifiers`.
    fn style(&self, entry: &Value<'_>, palette: &Palette) -> Result<Style, ThemeError> {
        if entry.get_ref().is_str() {
            return Ok(Style::new().fg(self.color(entry, palette)?));
        }
        let mut style = Style::new();
        for (key, value) in self.table(entry, "a colour, or a table of fg, bg and modifiers")? {
            match key.get_ref().as_ref() {
                "fg" => style = style.fg(self.color(value, palette)?),
                "bg" => style = style.bg(self.color(value, palette)?),
                "modifiers" => style = style.add_modifier(self.modifiers(value)?),
                other => return Err(self.error(key.span(), quoted(other), "fg, bg or modifiers")),
            }
        }
        Ok(style)
    }

    fn color(&self, value: &Value<'_>, palette: &Palette) -> Result<Color, ThemeError> {
        let text = self.string(value, "a colour")?;
        palette.get(text).copied().or_else(|| hex(text)).ok_or_else(|| {
            let known: Vec<_> = palette.keys().map(String::as_str).collect();
            self.error(value.span(), quoted(text), format!("#rrggbb or a colour of the palette: {}", known.join(", ")))
        })
    }

    fn modifiers(&self, value: &Value<'_>) -> Result<Modifier, ThemeError> {
        let expected = || MODIFIERS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let list = value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.error(value.span(), a_kind(value), format!("a list of modifiers: {}", expected())))?;
        let mut all = Modifier::empty();
        for item in list {
            let text = self.string(item, "a modifier")?;
            let found = MODIFIERS.iter().find(|(name, _)| *name == text);
            let (_, modifier) = found.ok_or_else(|| self.error(item.span(), quoted(text), expected()))?;
            all |= *modifier;
        }
        Ok(all)
    }
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

fn a_kind(value: &Value<'_>) -> String {
    format!("a TOML {}", value.get_ref().type_str())
}

fn hex(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    Some(Color::Rgb(part(0)?, part(2)?, part(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{Colours, EMBEDDED};

    /// Changes one line of the dark theme and expects the error to name the line and say these words.
    #[track_caller]
    fn check(from: &str, to: &str, found: &str, expected: &str) {
        let (_, text) = EMBEDDED[0];
        assert!(text.contains(from), "the dark theme no longer holds {from}");
        let line = text[..text.find(from).unwrap()].matches('\n').count() + 1;
        let error = Theme::parse("county.toml", &text.replacen(from, to, 1), Colours::True).unwrap_err();
        let message = error.to_string();
        assert!(message.contains(&format!("county.toml, line {line}: found {found}")), "{message}");
        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn an_unknown_role_is_refused_with_file_and_line() {
        check("muted = \"ash\"", "mutted = \"ash\"", "`mutted`", "a role: text, muted");
    }

    #[test]
    fn an_unknown_colour_is_refused_with_the_palette() {
        check("muted = \"ash\"", "muted = \"ahs\"", "`ahs`", "a colour of the palette: ");
    }

    #[test]
    fn an_unknown_key_of_a_role_is_refused() {
        check("title = { fg", "title = { front", "`front`", "fg, bg or modifiers");
    }

    #[test]
    fn an_unknown_modifier_is_refused() {
        check("modifiers = [\"bold\"]", "modifiers = [\"blink\"]", "`blink`", "bold, dim");
    }

    #[test]
    fn a_colour_that_is_no_hexadecimal_is_refused() {
        let (_, text) = EMBEDDED[0];
        let broken = text.replacen("ink = \"#", "ink = \"#zz", 1);
        let error = Theme::parse("x.toml", &broken, Colours::True).unwrap_err();
        assert!(error.to_string().contains("expected a colour such as"), "{error}");
    }

    #[test]
    fn a_role_left_out_is_named() {
        let (_, text) = EMBEDDED[0];
        let kept: String =
            text.lines().filter(|line| !line.starts_with("hint")).fold(String::new(), |all, line| all + line + "\n");
        let error = Theme::parse("x.toml", &kept, Colours::True).unwrap_err();
        assert!(error.to_string().contains("found no role `hint`, expected every role"), "{error}");
    }

    #[test]
    fn text_that_is_not_toml_is_refused_with_its_line() {
        let error = Theme::parse("x.toml", "about = \"x\"\n[palette\n", Colours::True).unwrap_err();
        assert!(error.to_string().contains("x.toml, line 2: found text that is not TOML"), "{error}");
    }

    #[test]
    fn an_empty_file_says_what_a_theme_needs() {
        let error = Theme::parse("x.toml", "", Colours::True).unwrap_err();
        assert!(error.to_string().contains("line 1: found no [palette], expected [palette] and [roles]"), "{error}");
    }

    const HEIR: &str = "inherits = \"dark\"\n[palette]\nteal = \"#ff00ff\"\n[roles]\nhint = \"teal\"\n";

    #[test]
    fn a_theme_that_inherits_names_only_what_differs() {
        let (heir, dark) =
            (Theme::parse("heir.toml", HEIR, Colours::True).unwrap(), Theme::load("dark", Colours::True).unwrap());
        let pink = Some(Color::Rgb(255, 0, 255));
        assert_eq!(heir.style(Role::Hint).fg, pink, "a role of its own");
        assert_eq!(heir.style(Role::Accent).fg, pink, "an inherited role in a colour of its own");
        assert_eq!(heir.style(Role::Danger), dark.style(Role::Danger), "the rest");
    }

    #[test]
    fn only_a_built_in_theme_can_be_inherited() {
        let error = Theme::parse("heir.toml", &HEIR.replace("dark", "dusk"), Colours::True).unwrap_err().to_string();
        assert!(error.contains("heir.toml, line 1: found `dusk`, expected one of: dark, light"), "{error}");
    }
}
