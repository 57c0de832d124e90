//! One of several: stepped through with the arrows, or found by typing.

/// A choice, and the letters typed to find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As shown.
    pub options: Vec<String>,
    /// Which.
    pub chosen: usize,
    typed: String,
}

impl Choice {
    /// A choice with nothing typed.
    #[must_use]
    pub fn new(options: Vec<String>, chosen: usize) -> Self {
        Self { options, chosen, typed: String::new() }
    }

    /// The words chosen; empty where there are no options.
    #[must_use]
    pub fn option(&self) -> &str {
        self.options.get(self.chosen).map_or("", String::as_str)
    }

    /// The letters typed so far.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Goes on typing and jumps to the first option that fits; a letter that none has is not taken.
    pub fn type_letter(&mut self, letter: char) -> bool {
        let typed = format!("{}{letter}", self.typed);
        let Some(found) = self.find(&typed) else { return false };
        (self.chosen, self.typed) = (found, typed);
        true
    }

    /// Takes the last letter back; whether there was one.
    pub fn rub_out(&mut self) -> bool {
        let any = self.typed.pop().is_some();
        if any && let Some(found) = self.find(&self.typed) {
            self.chosen = found;
        }
        any
    }

    /// Forgets what was typed; the choice stays.
    pub fn forget_typed(&mut self) {
        self.typed.clear();
    }

    /// Steps to the next option or the one before, of those that fit what was typed; round and round.
    pub fn step(&mut self, forward: bool) {
        let count = self.options.len();
        let by = |steps: usize| if forward { steps } else { count - steps };
        let next = (1..=count).map(|steps| (self.chosen + by(steps)) % count).find(|at| self.fits(*at).is_some());
        self.chosen = next.unwrap_or(self.chosen);
    }

    /// Chooses an option by its words, if it is there.
    pub fn choose(&mut self, words: &str) {
        if let Some(at) = self.options.iter().position(|option| option == words) {
            self.chosen = at;
        }
    }

    /// The option that fits best: one that begins so, then one of whose words begins so, then one that has it anywhere.
    fn find(&self, typed: &str) -> Option<usize> {
        if typed.trim().is_empty() {
            return None;
        }
        let fits = self.options.iter().enumerate().filter_map(|(at, option)| Some((rank(option, typed)?, at)));
        fits.min().map(|(_, at)| at)
    }

    fn fits(&self, at: usize) -> Option<usize> {
        self.options.get(at).and_then(|option| rank(option, &self.typed))
    }
}

fn rank(option: &str, typed: &str) -> Option<usize> {
    let (option, typed) = (option.to_lowercase(), typed.to_lowercase());
    match option.find(&typed)? {
        0 => Some(0),
        _ if option.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed)) => Some(1),
        _ if option.split_whitespace().any(|word| word.starts_with(&typed)) => Some(1),
        _ => Some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEATS: [&str; 6] = ["C&F Hidden Harm", "C&F Missing", "Police LP", "MPLO Chelmsford", "MPLO Maldon", "Youth"];

    #[track_caller]
    fn check(typed: &str, option: &str) {
        let mut choice = Choice::new(SEATS.map(str::to_owned).into(), 0);
        for letter in typed.chars() {
            assert!(choice.type_letter(letter), "{typed}: {letter} was not taken");
        }
        assert_eq!(choice.option(), option, "{typed}");
    }

    #[test]
    fn typing_jumps_to_what_begins_so_then_to_a_word_then_to_any_letters() {
        check("m", "MPLO Chelmsford");
        check("mi", "C&F Missing");
        check("MPLO M", "MPLO Maldon");
        check("harm", "C&F Hidden Harm");
        check("out", "Youth");
        check("c&", "C&F Hidden Harm");
    }

    #[test]
    fn a_letter_that_no_option_has_is_not_taken() {
        let mut choice = Choice::new(SEATS.map(str::to_owned).into(), 0);
        assert!(choice.type_letter('p') && !choice.type_letter('x') && !Choice::new(vec![], 0).type_letter('a'));
        assert_eq!((choice.typed(), choice.option()), ("p", "Police LP"));
    }

    #[test]
    fn the_arrows_go_round_what_fits_and_backspace_widens_it() {
        let mut choice = Choice::new(SEATS.map(str::to_owned).into(), 0);
        for letter in "mplo".chars() {
            choice.type_letter(letter);
        }
        choice.step(true);
        assert_eq!(choice.option(), "MPLO Maldon");
        choice.step(true);
        assert_eq!(choice.option(), "MPLO Chelmsford");
        choice.step(false);
        assert_eq!(choice.option(), "MPLO Maldon");
        assert!(choice.rub_out());
        assert_eq!((choice.typed(), choice.option()), ("mpl", "MPLO Chelmsford"));
        choice.forget_typed();
        assert!(!choice.rub_out());
        choice.step(true);
        choice.step(true);
        assert_eq!(choice.option(), "Youth");
        choice.step(true);
        assert_eq!(choice.option(), "C&F Hidden Harm");
    }
}
