//! The names that are loaded: they are spelt as they are, whatever a dictionary says.

use std::collections::BTreeMap;

use crate::session::Shown;
use crate::spelling::words;
use crate::terms::Terms;

/// Every name that is loaded, as it is spelt, by its small letters: seats, agencies, districts, children, places, the
/// county's own words, and what is written with a capital in what is known of today's children.
#[must_use]
pub fn names(shown: &Shown) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut learn = |text: &str| {
        for (_, word) in words(text) {
            let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            names.entry(stem.to_lowercase()).or_insert_with(|| stem.to_owned());
        }
    };
    shown.terms.live.words.iter().chain(&shown.docs.county.words).for_each(|word| learn(word));
    of_terms(&shown.terms, &mut learn);
    for meeting in shown.docs.meetings.values() {
        learn(&meeting.plan.chair);
        learn(&meeting.plan.minute_taker);
        learn(&meeting.plan.venue);
        for seat in &meeting.seats {
            for text in [&seat.agency, &seat.short, &seat.designation, &seat.name] {
                learn(text);
            }
            learn(seat.speaker());
        }
    }
    let capitals = |text: &str, learn: &mut dyn FnMut(&str)| {
        words(text).map(|(_, word)| word).filter(|word| word.starts_with(char::is_uppercase)).for_each(learn);
    };
    for case in shown.docs.cases.values() {
        learn(&case.details.name);
        learn(&case.details.district);
        capitals(&case.details.presenter, &mut learn);
        capitals(&case.details.concern, &mut learn);
    }
    for place in shown.docs.places.values() {
        capitals(&place.text, &mut learn);
    }
    for person in shown.docs.people.values() {
        learn(&person.name);
    }
    names
}

fn of_terms(terms: &Terms, learn: &mut impl FnMut(&str)) {
    let county = &terms.county;
    for text in [&county.name, &county.board, &county.social_care] {
        learn(text);
    }
    for area in &terms.areas {
        learn(&area.name);
        area.districts.iter().for_each(|district| learn(district));
    }
    terms.police_districts.iter().for_each(|district| learn(&district.name));
    for agency in &terms.agencies {
        learn(&agency.name);
        learn(&agency.short);
        for designation in &agency.designations {
            learn(&designation.title);
            learn(&designation.short);
        }
    }
}
