//! Whether the terminal's ground is dark or light, and the theme that follows from it.

use super::Theme;
use super::colour::{MIDDLE, luminance};

/// The ground that a terminal shows where a program names no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Darker than middle grey.
    Dark,
    /// Lighter than middle grey.
    Light,
}

impl Ground {
    /// Judges by `COLORFGBG`, where a terminal names its ink and its ground by their numbers among the sixteen colours,
    /// as `15;0`. What it does not say is taken for dark, as most terminals are.
    #[must_use]
    pub fn of_environment(colorfgbg: Option<&str>) -> Ground {
        match colorfgbg.and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok()) {
            Some(7 | 9..=15) => Ground::Light,
            _ => Ground::Dark,
        }
    }

    /// Judges by the colour that a terminal answers with, red, green and blue of one to four hexadecimal digits each:
    /// `1c1c/1c1c/1c1c`.
    #[must_use]
    pub fn of_answer(color: &str) -> Option<Ground> {
        let mut parts = color.split('/').map(|part| {
            let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
            let value = u32::from_str_radix(part, 16).ok()?;
            u8::try_from(value * 255 / most).ok()
        });
        let rgb = [parts.next()??, parts.next()??, parts.next()??];
        Some(if luminance(rgb) > MIDDLE { Ground::Light } else { Ground::Dark })
    }
}

/// The theme that a person chose, or the pair that the terminal's ground decides between.
#[derive(Debug, Clone, PartialEq)]
pub enum Looks {
    /// One theme, whatever the terminal.
    Chosen(Theme),
    /// Dark or light, as the terminal is.
    AsTerminal {
        /// On a dark ground.
        dark: Theme,
        /// On a light ground.
        light: Theme,
        /// What is taken for the ground until the terminal tells.
        guess: Ground,
        /// Whether the terminal may be asked.
        asks: bool,
    },
}

impl Looks {
    /// Gives the theme for what the terminal told of its ground.
    #[must_use]
    pub fn theme(&self, told: Option<Ground>) -> &Theme {
        match self {
            Looks::Chosen(theme) => theme,
            Looks::AsTerminal { dark, light, guess, .. } => match told.unwrap_or(*guess) {
                Ground::Dark => dark,
                Ground::Light => light,
            },
        }
    }

    /// Tells whether the terminal is to be asked for its ground.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self, Looks::AsTerminal { asks: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;

    #[test]
    fn the_environment_names_the_ground_last() {
        for (value, ground) in [
            (Some("15;0"), Ground::Dark),
            (Some("0;15"), Ground::Light),
            (Some("0;default;7"), Ground::Light),
            (Some("7;8"), Ground::Dark),
            (Some("default;default"), Ground::Dark),
            (Some(""), Ground::Dark),
            (None, Ground::Dark),
        ] {
            assert_eq!(Ground::of_environment(value), ground, "{value:?}");
        }
    }

    #[test]
    fn an_answer_is_judged_by_how_light_its_colour_is() {
        for (answer, ground) in [
            ("0000/0000/0000", Some(Ground::Dark)),
            ("fdfd/f6f6/e3e3", Some(Ground::Light)),
            ("0000/2b2b/3636", Some(Ground::Dark)),
            ("ff/ff/ff", Some(Ground::Light)),
            ("f/f/f", Some(Ground::Light)),
            ("1c1c/1c1c", None),
            ("/ff/ff", None),
            ("fffffffff/ff/ff", None),
            ("seen/at/home", None),
            ("", None),
        ] {
            assert_eq!(Ground::of_answer(answer), ground, "{answer}");
        }
    }

    #[test]
    fn the_theme_follows_the_ground_until_one_is_chosen() {
        let load = |name| Theme::load(name, Colours::True).unwrap();
        let looks = Looks::AsTerminal { dark: load("dark"), light: load("light"), guess: Ground::Dark, asks: true };
        assert_eq!(looks.theme(None), &load("dark"));
        assert_eq!(looks.theme(Some(Ground::Light)), &load("light"));
        let chosen = Looks::Chosen(load("mono"));
        assert_eq!(chosen.theme(Some(Ground::Light)), &load("mono"));
        assert!(looks.asks() && !chosen.asks());
    }
}
