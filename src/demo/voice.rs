//! Fills the slots of a sentence for one child, so that their people and places stay the same.

use chrono::{Days, NaiveDate};

use super::dice::Dice;

/// Who and what a child's sentences speak of.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    /// The child's full name.
    pub full_name: String,
    /// The first name.
    pub name: String,
    /// f, m or x.
    pub gender: char,
    /// Whether the child is looked after.
    pub care: bool,
    /// The relative who speaks for the family: mother, father, grandmother, aunt.
    pub relative: &'static str,
    /// Places of the child's district that come up again and again.
    pub haunts: Vec<&'static str>,
    /// What the adult of concern is called.
    pub nick: &'static str,
    /// The vehicle.
    pub vehicle: &'static str,
    /// The school or college.
    pub school: &'static str,
    /// The support worker's first name.
    pub worker: String,
    /// The allocated social worker.
    pub asw: String,
    /// The district.
    pub district: String,
    /// Another district that the storyline leads to.
    pub town: String,
    /// Where the contact was made online.
    pub app: &'static str,
}

/// The days that a sentence may speak of.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    /// The day it is said.
    pub on: NaiveDate,
    /// The next review.
    pub next: NaiveDate,
}

impl Voice {
    /// The text with every slot filled, its sentences beginning with a capital.
    pub fn fill(&self, text: &str, when: When, dice: &mut Dice) -> String {
        let mut filled = String::with_capacity(text.len() + 40);
        let mut rest = text;
        let first = dice.below(self.haunts.len());
        while let Some(open) = rest.find('{') {
            filled.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('}') else { break };
            let slot = &rest[open + 1..open + close];
            let value = self.value(&slot.to_lowercase(), first, when, dice);
            let begins = filled.is_empty() || filled.ends_with(". ") || filled.ends_with(": “");
            let upper = slot.starts_with(char::is_uppercase) || begins;
            filled.push_str(&if upper { capital(&value) } else { value });
            rest = &rest[open + close + 1..];
        }
        filled.push_str(rest);
        capital(&filled)
    }

    fn value(&self, slot: &str, first: usize, when: When, dice: &mut Dice) -> String {
        let by_gender = |f: &'static str, m: &'static str, x: &'static str| match self.gender {
            'f' => f,
            'm' => m,
            _ => x,
        };
        let haunt = |step: usize| self.haunts.get((first + step) % self.haunts.len().max(1)).copied().unwrap_or("town");
        match slot {
            "name" => self.name.clone(),
            "he" => by_gender("she", "he", "they").to_owned(),
            "him" => by_gender("her", "him", "them").to_owned(),
            "his" => by_gender("her", "his", "their").to_owned(),
            "is" => by_gender("is", "is", "are").to_owned(),
            "was" => by_gender("was", "was", "were").to_owned(),
            "has" => by_gender("has", "has", "have").to_owned(),
            "had" => "had".to_owned(),
            "him2" => if self.relative == "father" { "him" } else { "her" }.to_owned(),
            "carer" => format!("{} {}", by_gender("her", "his", "their"), self.relative),
            "home" => if self.care { "the placement" } else { "home" }.to_owned(),
            "tohome" => if self.care { "to the placement" } else { "home" }.to_owned(),
            "place" => haunt(0).to_owned(),
            "place2" => haunt(1).to_owned(),
            "nick" => self.nick.to_owned(),
            "vehicle" => self.vehicle.to_owned(),
            "car" => self.vehicle.split(',').next().unwrap_or_default().to_owned(),
            "school" => self.school.to_owned(),
            "worker" => self.worker.clone(),
            "asw" => self.asw.clone(),
            "district" => self.district.clone(),
            "town" => self.town.clone(),
            "app" => self.app.to_owned(),
            "n" => dice.pick(&["two", "three", "four", "five"]).copied().unwrap_or("two").to_owned(),
            "day" => {
                let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
                dice.pick(&days).copied().unwrap_or("Friday").to_owned()
            }
            "time" => {
                let times = ["8.35pm", "9.50pm", "10.15pm", "10.40pm", "11.20pm", "11.45pm", "12.30am", "1.10am"];
                dice.pick(&times).copied().unwrap_or("10.15pm").to_owned()
            }
            "date" => {
                let back = u64::try_from(dice.between(3, 24)).unwrap_or(7);
                (when.on - Days::new(back)).format("%-d %B").to_string()
            }
            "review" => when.next.format("%-d %B").to_string(),
            _ => String::new(),
        }
    }
}

/// The text with its first letter a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(gender: char, text: &str, expect: &str) {
        let voice = Voice {
            full_name: "Robin Fernsby".into(),
            name: "Robin".into(),
            gender,
            care: true,
            relative: "mother",
            haunts: vec!["the pier"],
            nick: "Dex",
            vehicle: "white van, no plate",
            school: "Oakmere School",
            worker: "Jo".into(),
            asw: "Al Doe".into(),
            district: "Maldon".into(),
            town: "Harlow".into(),
            app: "a gaming chat",
        };
        let on = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        assert_eq!(voice.fill(text, When { on, next: on }, &mut Dice::new(1)), expect);
    }

    #[test]
    fn a_sentence_speaks_of_the_child_as_the_child_does() {
        check('f', "{He} {was} at {home} with {carer}.", "She was at the placement with her mother.");
        check('x', "{He} {was} seen by {carer}.", "They were seen by their mother.");
        check('m', "The {car}. {place} closed by {review}.", "The white van. The pier closed by 3 December.");
    }
}
