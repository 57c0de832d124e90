//! What the terminal can show, and how a theme's colours come down to it.

use ratatui::style::Color;

/// What colours a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// 24-bit colour.
    True,
    /// The 240 colours that xterm fixed beyond the first sixteen: what a connection that does not pass `COLORTERM` on,
    /// a multiplexer or an older terminal leaves.
    Indexed,
    /// The sixteen colours of the terminal's own palette.
    Sixteen,
    /// No colour: bold, underlined, reversed and dim carry the difference.
    None,
}

impl Colours {
    /// Judges a terminal by its environment: `COLORTERM`, `TERM` and `NO_COLOR` as they stand there.
    ///
    /// `NO_COLOR` counts when it is set and not empty, as <https://no-color.org> asks.
    #[must_use]
    pub fn detect(colorterm: Option<&str>, term: Option<&str>, no_color: Option<&str>) -> Colours {
        const TRUE_TERMS: [&str; 6] = ["-direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"];
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            Colours::None
        } else if matches!(colorterm, Some("truecolor" | "24bit"))
            || TRUE_TERMS.iter().any(|known| term.contains(known))
        {
            Colours::True
        } else if term.contains("256color") {
            Colours::Indexed
        } else {
            Colours::Sixteen
        }
    }

    /// Finds the nearest colour that such a terminal has.
    pub(super) fn nearest(self, color: Color) -> Color {
        self.nearest_of(color, |_| true).unwrap_or(color)
    }

    /// Finds the nearest colour for text on `back` that can be read there as well as the theme meant it on `meant`, up
    /// to where more contrast is no gain; else plain black or white.
    pub(super) fn nearest_on(self, fore: Color, meant: Color, back: Color) -> Color {
        let (Some(rgb), Some(meant), Some(ground)) = (as_rgb(fore), as_rgb(meant), as_rgb(back)) else {
            return self.nearest(fore);
        };
        let light = luminance(ground) > MIDDLE;
        let enough = match self {
            // More would leave grey out on a light ground, less would let dark blue in on a dark one.
            Colours::Sixteen if light => 4.0,
            Colours::Sixteen => 4.5,
            _ => 7.0,
        };
        let least = contrast(rgb, meant).min(enough);
        let plain = self.nearest(if light { Color::Rgb(0, 0, 0) } else { Color::Rgb(255, 255, 255) });
        self.nearest_of(fore, |found| contrast(found, ground) >= least).unwrap_or(plain)
    }

    /// Finds the nearest of the colours that will do; a grey stays grey, and a colour keeps its hue.
    fn nearest_of(self, color: Color, will_do: impl Fn(Rgb) -> bool) -> Option<Color> {
        let rgb = as_rgb(color)?;
        let fits = |found: Rgb| is_grey(found) == is_grey(rgb) && will_do(found);
        match self {
            Colours::True | Colours::None => None,
            Colours::Indexed => {
                let all = (16..=255).map(|index| (Color::Indexed(index), indexed(index)));
                all.filter(|(_, found)| fits(*found)).min_by_key(|(_, found)| distance(rgb, *found))
            }
            Colours::Sixteen => {
                // A little more than half-way between two of the six hues: rather black or white than a green that has become blue.
                const SAME_HUE: i64 = 140 * 140;
                let hue = |found| if is_grey(rgb) { 0 } else { hue_distance(rgb, found) };
                let near = |found: Rgb| fits(found) && hue(found) <= SAME_HUE;
                let far = |found| hue(found) * 4 + distance(rgb, found);
                ANSI.into_iter().filter(|(_, found)| near(*found)).min_by_key(|(_, found)| far(*found))
            }
        }
        .map(|(color, _)| color)
    }
}

/// At this luminance black and white stand out equally well.
pub(super) const MIDDLE: f64 = 0.179;

/// A colour as three bytes: red, green, blue.
pub(super) type Rgb = [u8; 3];

/// The sixteen colours as most terminals mix them.
const ANSI: [(Color, Rgb); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// Mixes one of xterm's fixed colours, a cube of six steps a side and then a ramp of greys, by its number; the first sixteen are the terminal's own and not asked for.
fn indexed(index: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |at: u8| STEPS.get(usize::from(at % 6)).copied().unwrap_or_default();
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let cube = index.saturating_sub(16);
    [step(cube / 36), step(cube / 6), step(cube)]
}

/// Tells whether a colour has so little hue that it is better shown as a grey.
fn is_grey(rgb: Rgb) -> bool {
    let spread = |c: Rgb| i64::from(*c.iter().max().unwrap_or(&0)) - i64::from(*c.iter().min().unwrap_or(&0));
    spread(rgb) < 40
}

fn distance(a: Rgb, b: Rgb) -> i64 {
    a.iter().zip(b).map(|(a, b)| (i64::from(*a) - i64::from(b)).pow(2)).sum()
}

/// Measures how far two colours are from each other with their lightness and greyness taken out.
fn hue_distance(a: Rgb, b: Rgb) -> i64 {
    let pure = |c: Rgb| {
        let low = i64::from(*c.iter().min().unwrap_or(&0));
        let high = i64::from(*c.iter().max().unwrap_or(&0)).max(low + 1);
        c.map(|part| (i64::from(part) - low) * 255 / (high - low))
    };
    pure(a).iter().zip(pure(b)).map(|(a, b)| (a - b).pow(2)).sum()
}

/// Gives the bytes of a colour that a theme may hold; `None` for the terminal's own.
pub(super) fn as_rgb(color: Color) -> Option<Rgb> {
    match color {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ 16..) => Some(indexed(index)),
        _ => ANSI.iter().find(|(ansi, _)| *ansi == color).map(|(_, rgb)| *rgb),
    }
}

/// Computes the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Computes relative luminance, from 0 to 1 (WCAG 2.2).
pub(super) fn luminance(rgb: Rgb) -> f64 {
    let [red, green, blue] = rgb.map(|byte| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_wins_over_everything_when_it_is_not_empty() {
        assert_eq!(Colours::detect(Some("truecolor"), Some("xterm-kitty"), Some("1")), Colours::None);
        assert_eq!(Colours::detect(Some("truecolor"), Some("xterm"), Some("")), Colours::True);
    }

    #[test]
    fn a_terminal_is_judged_by_its_environment() {
        assert_eq!(Colours::detect(Some("24bit"), None, None), Colours::True);
        assert_eq!(Colours::detect(None, Some("xterm-direct"), None), Colours::True);
        assert_eq!(Colours::detect(None, Some("xterm-256color"), None), Colours::Indexed);
        assert_eq!(Colours::detect(None, Some("linux"), None), Colours::Sixteen);
        assert_eq!(Colours::detect(None, Some("dumb"), None), Colours::None);
        assert_eq!(Colours::detect(None, None, None), Colours::Sixteen);
    }

    #[test]
    fn a_pale_red_stays_red_and_a_grey_stays_grey() {
        let sixteen = |red, green, blue| Colours::Sixteen.nearest(Color::Rgb(red, green, blue));
        assert!(matches!(sixteen(255, 143, 135), Color::LightRed | Color::Red));
        assert!(matches!(sixteen(163, 176, 189), Color::Gray | Color::DarkGray));
        assert_eq!(sixteen(18, 23, 29), Color::Black);
        assert_eq!(sixteen(251, 250, 246), Color::White);
        assert_eq!(Colours::Indexed.nearest(Color::Rgb(148, 163, 177)), Color::Indexed(247));
    }

    #[test]
    fn the_240_fixed_colours_are_those_of_xterm() {
        assert_eq!(indexed(16), [0, 0, 0]);
        assert_eq!(indexed(67), [95, 135, 175]);
        assert_eq!(indexed(231), [255, 255, 255]);
        assert_eq!((indexed(232), indexed(255)), ([8; 3], [238; 3]));
        assert_eq!(Colours::Indexed.nearest(Color::Rgb(94, 136, 170)), Color::Indexed(67));
    }

    #[test]
    fn contrast_is_as_the_guideline_says() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
        assert!((contrast([119, 119, 119], [255, 255, 255]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn text_that_would_vanish_is_set_in_another_colour_of_its_hue_or_in_black_or_white() {
        let on = |fore, meant, back| Colours::Sixteen.nearest_on(fore, meant, back);
        let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
        assert_eq!(on(Color::Rgb(143, 192, 245), black, Color::Black), Color::Cyan);
        assert_eq!(on(Color::Rgb(43, 99, 44), white, Color::White), Color::Black);
        assert_eq!(on(Color::Rgb(168, 34, 27), white, Color::White), Color::Red);
    }
}
