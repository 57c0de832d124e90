//! How each role looks: theme files, and how they come down to poorer terminals.
//!
//! Colours are named here and nowhere else. This room reads no file and no environment: text and
//! capabilities are passed in.

mod colour;
mod ground;
mod read;
mod role;

use ratatui::style::Style;

pub use colour::Colours;
pub use ground::{Ground, Looks};
pub use read::ThemeError;
pub use role::Role;

/// The themes that are built in: name and TOML text.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("dark", include_str!("../../../themes/dark.toml")),
    ("light", include_str!("../../../themes/light.toml")),
    ("high-contrast", include_str!("../../../themes/high-contrast.toml")),
    MONO,
];

/// The theme that every other one comes down to where there is no colour.
const MONO: (&str, &str) = ("mono", include_str!("../../../themes/mono.toml"));

/// Finds a built-in theme: its name and its text.
fn embedded(name: &str) -> Option<(&'static str, &'static str)> {
    EMBEDDED.iter().copied().find(|(known, _)| *known == name)
}

/// A style for every role, fitted to one terminal.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    about: String,
    styles: Vec<Style>,
}

impl Theme {
    /// Loads a built-in theme by name, for a terminal with these colours.
    ///
    /// # Errors
    /// There is no theme of that name.
    pub fn load(name: &str, colours: Colours) -> Result<Theme, ThemeError> {
        let (name, text) = embedded(name).ok_or_else(|| ThemeError::Unknown {
            name: name.to_owned(),
            known: EMBEDDED.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", "),
        })?;
        Theme::parse(&format!("themes/{name}.toml"), text, colours)
    }

    /// Reads a theme file; `file` is its name in messages.
    ///
    /// # Errors
    /// The text is not TOML, names a role, colour, theme or key that does not exist, or leaves a role out without
    /// inheriting it; the error names file and line, what was found and what was expected.
    pub fn parse(file: &str, text: &str, colours: Colours) -> Result<Theme, ThemeError> {
        let mut theme = read::read(file, text)?;
        if colours == Colours::True {
            return Ok(theme);
        }
        let plain = read::read(MONO.0, MONO.1)?;
        let ground = theme.style(Role::Text);
        for role in Role::ALL {
            if let Some(style) = theme.styles.get_mut(*role as usize) {
                *style = fit(*style, plain.style(*role), ground, colours);
            }
        }
        Ok(theme)
    }

    /// Gives the style of a role. A role that names no background leaves the one beneath it.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// One line about the theme, for the list of themes.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }
}

/// Brings one role's style down to what the terminal can show; `plain` is how the role looks without colour.
fn fit(style: Style, plain: Style, ground: Style, colours: Colours) -> Style {
    if colours == Colours::None {
        return plain;
    }
    let under = ground.bg.map(|back| colours.nearest(back));
    let back = style.bg.map(|back| colours.nearest(back));
    let mut fitted = style;
    fitted.bg = back;
    fitted.fg = style.fg.map(|fore| match (style.bg.or(ground.bg), back.or(under)) {
        (Some(meant), Some(back)) => colours.nearest_on(fore, meant, back),
        _ => colours.nearest(fore),
    });
    // A ground that comes down to the screen's own no longer marks anything: bold or reversed must.
    if style.bg != ground.bg && back.is_some() && back == under {
        fitted = fitted.add_modifier(plain.add_modifier);
    }
    fitted
}

/// How well the ink of a cell stands out on its ground, from 1 to 21 (WCAG 2.2); none without colours of a theme.
#[cfg(test)]
pub(super) fn contrast_of(cell: &ratatui::buffer::Cell) -> Option<f64> {
    Some(colour::contrast(colour::as_rgb(cell.fg)?, colour::as_rgb(cell.bg)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Modifier};

    fn rgb(color: Option<Color>) -> colour::Rgb {
        colour::as_rgb(color.unwrap()).unwrap()
    }

    /// Every kind of terminal that shows colours.
    const COLOURED: [Colours; 3] = [Colours::True, Colours::Indexed, Colours::Sixteen];

    /// The built-in themes that have colours.
    fn coloured() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name).filter(|name| *name != MONO.0)
    }

    #[track_caller]
    fn readable(name: &str, colours: Colours, least: f64) {
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

    #[test]
    fn every_text_role_is_readable_on_every_ground_it_may_stand_on() {
        for name in coloured() {
            readable(name, Colours::True, 4.5);
            readable(name, Colours::Indexed, 4.5);
            readable(name, Colours::Sixteen, 3.0);
        }
    }

    #[test]
    fn high_contrast_is_at_least_seven_to_one_for_every_word() {
        readable("high-contrast", Colours::True, 7.0);
        readable("high-contrast", Colours::Indexed, 7.0);
    }

    #[test]
    fn high_contrast_never_dims_and_its_rules_are_seen() {
        let theme = Theme::load("high-contrast", Colours::True).unwrap();
        let ground = rgb(theme.style(Role::Text).bg);
        for role in Role::ALL {
            assert!(!theme.style(*role).add_modifier.contains(Modifier::DIM), "{role:?}");
        }
        for rule in [Role::Border, Role::BorderFocus] {
            assert!(colour::contrast(rgb(theme.style(rule).fg), ground) >= 3.0, "{rule:?}");
        }
    }

    #[test]
    fn the_chosen_row_is_told_from_the_others_whatever_the_terminal_shows() {
        for colours in COLOURED.into_iter().chain([Colours::None]) {
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
    fn without_colour_every_theme_is_mono_and_that_has_modifiers_only() {
        let mono = Theme::load(MONO.0, Colours::True).unwrap();
        for role in Role::ALL {
            let style = mono.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
        assert!(mono.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
        for (name, _) in EMBEDDED {
            assert_eq!(Theme::load(name, Colours::None).unwrap().styles, mono.styles, "{name}");
        }
    }

    #[test]
    fn a_terminal_is_never_sent_a_colour_that_it_lacks() {
        for (name, _) in EMBEDDED {
            for colours in [Colours::Indexed, Colours::Sixteen] {
                let theme = Theme::load(name, colours).unwrap();
                for role in Role::ALL {
                    let style = theme.style(*role);
                    for color in [style.fg, style.bg].into_iter().flatten() {
                        let indexed = matches!(color, Color::Indexed(16..));
                        let lacks = matches!(color, Color::Rgb(..)) || (indexed != (colours == Colours::Indexed));
                        assert!(!lacks, "{name} {role:?} {color:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_theme_with_colours_sets_its_own_ground_and_every_theme_says_what_it_is_for() {
        for name in coloured() {
            let theme = Theme::load(name, Colours::True).unwrap();
            assert!(theme.style(Role::Text).bg.is_some() && theme.style(Role::Text).fg.is_some());
        }
        for (name, _) in EMBEDDED {
            assert!(!Theme::load(name, Colours::True).unwrap().about().is_empty(), "{name}");
        }
    }

    #[test]
    fn an_unknown_theme_is_refused_with_the_names_there_are() {
        let error = Theme::load("dusk", Colours::True).unwrap_err();
        assert_eq!(error.to_string(), "There is no theme `dusk`; choose one of: dark, light, high-contrast, mono.");
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
