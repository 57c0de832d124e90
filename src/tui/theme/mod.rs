//! How each role looks: theme files, and how they come down to poorer terminals.
//!
//! Colours are named here and nowhere else. This room reads no file and no environment: text and
//! capabilities are passed in.

mod colour;
mod read;
mod role;

use ratatui::style::{Color, Style};

pub use colour::Colours;
pub use read::ThemeError;
pub use role::Role;

/// The themes that are built in: name and TOML text.
pub const EMBEDDED: &[(&str, &str)] =
    &[("dark", include_str!("../../../themes/dark.toml")), ("light", include_str!("../../../themes/light.toml"))];

/// A style for every role, fitted to one terminal.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    name: String,
    about: String,
    styles: Vec<Style>,
}

impl Theme {
    /// Loads a built-in theme by name, for a terminal with these colours.
    ///
    /// # Errors
    /// There is no theme of that name.
    pub fn load(name: &str, colours: Colours) -> Result<Theme, ThemeError> {
        let (name, text) = EMBEDDED.iter().find(|(known, _)| *known == name).ok_or_else(|| ThemeError::Unknown {
            name: name.to_owned(),
            known: EMBEDDED.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", "),
        })?;
        Theme::parse(&format!("themes/{name}.toml"), text, colours)
    }

    /// Reads a theme file; `file` is its name in messages.
    ///
    /// # Errors
    /// The text is not TOML, names a role, colour or key that does not exist, or leaves a role out; the error
    /// names file and line, what was found and what was expected.
    pub fn parse(file: &str, text: &str, colours: Colours) -> Result<Theme, ThemeError> {
        let mut theme = read::read(file, text)?;
        let ground = theme.style(Role::Text);
        for role in Role::ALL {
            if let Some(style) = theme.styles.get_mut(*role as usize) {
                *style = fit(*role, *style, ground, colours);
            }
        }
        Ok(theme)
    }

    /// Gives the style of a role. A role that names no background leaves the one beneath it.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The theme's name, as its file says.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// One line about the theme, for the list of themes.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }
}

/// Brings one role's style down to what the terminal can show.
fn fit(role: Role, style: Style, ground: Style, colours: Colours) -> Style {
    match colours {
        Colours::True => style,
        Colours::None => Style::new().add_modifier(role.mono()),
        Colours::Sixteen => {
            let down = |color: Color| colour::as_rgb(color).map_or(color, colour::nearest);
            let under = ground.bg.map(down);
            let back = style.bg.map(down);
            let mut fitted = style;
            fitted.bg = back;
            fitted.fg = style.fg.map(|fore| match (colour::as_rgb(fore), back.or(under)) {
                (Some(rgb), Some(back)) => colour::nearest_on(rgb, back),
                (Some(rgb), None) => colour::nearest(rgb),
                (None, _) => fore,
            });
            // A ground that comes down to the screen's own no longer marks anything: bold or reversed must.
            if style.bg != ground.bg && back.is_some() && back == under {
                fitted = fitted.add_modifier(role.mono());
            }
            fitted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    fn rgb(color: Option<Color>) -> colour::Rgb {
        colour::as_rgb(color.unwrap()).unwrap()
    }

    fn readable(colours: Colours, least: f64) {
        for (name, _) in EMBEDDED {
            let theme = Theme::load(name, colours).unwrap();
            let ground = theme.style(Role::Text);
            for role in Role::ALL.iter().filter(|role| role.bears_text()) {
                let style = theme.style(*role);
                let mut backs = vec![style.bg.or(ground.bg)];
                if style.bg.is_none() {
                    backs.extend(
                        [Role::CursorLine, Role::Overlay, Role::Field, Role::FieldFocus, Role::Banner]
                            .map(|under| theme.style(under).bg.or(ground.bg)),
                    );
                }
                for back in backs {
                    let found = colour::contrast(rgb(style.fg.or(ground.fg)), rgb(back));
                    assert!(found >= least, "{name}, {}: {found:.2} on {back:?}", role.name());
                }
            }
        }
    }

    #[test]
    fn every_text_role_is_readable_on_every_ground_it_may_stand_on() {
        readable(Colours::True, 4.5);
    }

    #[test]
    fn every_text_role_stays_readable_with_sixteen_colours() {
        readable(Colours::Sixteen, 3.0);
    }

    #[test]
    fn the_chosen_row_is_told_from_the_others_whatever_the_terminal_shows() {
        for colours in [Colours::True, Colours::Sixteen, Colours::None] {
            for (name, _) in EMBEDDED {
                let theme = Theme::load(name, colours).unwrap();
                let text = theme.style(Role::Text);
                for role in [Role::Selected, Role::SelectedAway, Role::Selection, Role::NotSaved, Role::RiskHigh] {
                    let style = text.patch(theme.style(role));
                    let told = style.bg != text.bg || style.add_modifier != text.add_modifier;
                    assert!(told, "{name} {colours:?} {role:?}");
                }
            }
        }
    }

    #[test]
    fn without_colour_there_are_modifiers_only() {
        for (name, _) in EMBEDDED {
            let theme = Theme::load(name, Colours::None).unwrap();
            for role in Role::ALL {
                let style = theme.style(*role);
                assert_eq!((style.fg, style.bg), (None, None), "{name} {role:?}");
            }
            assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
        }
    }

    #[test]
    fn sixteen_colours_never_hold_rgb() {
        for (name, _) in EMBEDDED {
            let theme = Theme::load(name, Colours::Sixteen).unwrap();
            for role in Role::ALL {
                let style = theme.style(*role);
                for color in [style.fg, style.bg].into_iter().flatten() {
                    assert!(!matches!(color, Color::Rgb(..)), "{name} {role:?} {color:?}");
                }
            }
        }
    }

    #[test]
    fn a_theme_sets_its_own_ground() {
        for (name, _) in EMBEDDED {
            let theme = Theme::load(name, Colours::True).unwrap();
            assert!(theme.style(Role::Text).bg.is_some() && theme.style(Role::Text).fg.is_some());
            assert_eq!(theme.name(), *name);
            assert!(!theme.about().is_empty());
        }
    }

    #[test]
    fn an_unknown_theme_is_refused_with_the_names_there_are() {
        let error = Theme::load("dusk", Colours::True).unwrap_err();
        assert_eq!(error.to_string(), "There is no theme `dusk`; choose one of: dark, light.");
    }

    #[test]
    fn colours_are_named_in_this_room_only() {
        fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() && !path.ends_with("theme") {
                    walk(&path, found);
                } else if path.is_file() && std::fs::read_to_string(&path).unwrap().contains("Color::") {
                    found.push(path.display().to_string());
                }
            }
        }
        let mut found = Vec::new();
        walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui"), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
