//! Finding a county's words in what people type: lenient in spelling, strict in meaning.

use unicode_normalization::UnicodeNormalization;

use super::{Agency, Area, Designation, Part, Terms, Vocabulary, Word};

/// What a lookup found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// Nothing of the kind.
    None,
    /// Just this.
    One(T),
    /// Several, and nobody can say which was meant.
    Many(Vec<T>),
}

impl<T> Found<T> {
    /// The one found, if it is one.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(found) => Some(found),
            Self::None | Self::Many(_) => None,
        }
    }

    fn of(mut all: Vec<T>) -> Self {
        match (all.len(), all.pop()) {
            (1, Some(one)) => Self::One(one),
            (_, None) => Self::None,
            (_, Some(last)) => {
                all.push(last);
                Self::Many(all)
            }
        }
    }
}

/// Reduces a text to what is compared: no case, no diacritics, no punctuation, `&` as `and`.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    let spelt = text.replace('&', " and ").to_lowercase();
    let mut folded = String::with_capacity(spelt.len());
    let marks = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
    for c in spelt.nfd().filter(marks) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '.') && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

impl Terms {
    /// The area with this slug.
    #[must_use]
    pub fn area(&self, slug: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.slug == slug)
    }

    /// The area that people call so.
    #[must_use]
    pub fn find_area(&self, text: &str) -> Found<&Area> {
        find(&self.areas, text, |area| {
            [&area.slug, &area.name].into_iter().chain(&area.also).map(String::as_str).collect()
        })
    }

    /// The area to which a district belongs.
    #[must_use]
    pub fn area_of(&self, district: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.districts.iter().any(|own| own == district))
    }

    /// The district that people call so, in the words of the terms.
    #[must_use]
    pub fn find_district(&self, text: &str) -> Found<&str> {
        let districts: Vec<&str> = self.areas.iter().flat_map(|area| &area.districts).map(String::as_str).collect();
        match find(&districts, text, |district| vec![district]) {
            Found::None => Found::None,
            Found::One(district) => Found::One(*district),
            Found::Many(all) => Found::Many(all.into_iter().copied().collect()),
        }
    }

    /// The district that a list or a form names, however its council is styled: "Colchester Borough Council" is
    /// Colchester.
    #[must_use]
    pub fn find_council(&self, text: &str) -> Option<String> {
        let mut folded = fold(text);
        loop {
            if let Some(found) = self.find_district(&folded).one() {
                return Some(found.to_owned());
            }
            let (shorter, last) = folded.rsplit_once(' ')?;
            if !["council", "district", "borough", "city", "dc", "bc", "cc"].contains(&last) {
                return None;
            }
            folded = shorter.to_owned();
        }
    }

    /// Part 1 or Part 2.
    #[must_use]
    pub fn part(&self, number: u8) -> Option<&Part> {
        self.parts.iter().find(|part| part.number == number)
    }

    /// The agency with this slug.
    #[must_use]
    pub fn agency(&self, slug: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.slug == slug)
    }

    /// An agency's designation, both by slug.
    #[must_use]
    pub fn designation(&self, agency: &str, designation: &str) -> Option<(&Agency, &Designation)> {
        let agency = self.agency(agency)?;
        let designation = agency.designations.iter().find(|d| d.slug == designation)?;
        Some((agency, designation))
    }

    /// The agency that people call so: its slug, name, short name or another spelling, or the
    /// beginning of one.
    #[must_use]
    pub fn find_agency(&self, text: &str) -> Found<&Agency> {
        find(&self.agencies, text, |agency| {
            let own = [&agency.slug, &agency.name, &agency.short];
            own.into_iter().chain(&agency.also).map(String::as_str).collect()
        })
    }

    /// The post that people call so: `police/mplo`, `yos`, or a designation alone such as `asw`.
    /// An agency alone is its first designation.
    #[must_use]
    pub fn find_post(&self, text: &str) -> Found<(&Agency, &Designation)> {
        if let Some((agency, designation)) = text.split_once('/') {
            return match self.find_agency(agency) {
                Found::None => Found::None,
                Found::One(agency) => posts(agency, find(&agency.designations, designation, names)),
                Found::Many(all) => Found::Many(all.into_iter().filter_map(first).collect()),
            };
        }
        match self.find_agency(text) {
            Found::One(agency) => first(agency).map_or(Found::None, Found::One),
            Found::Many(all) => Found::Many(all.into_iter().filter_map(first).collect()),
            Found::None => {
                let all: Vec<_> =
                    self.agencies.iter().flat_map(|a| a.designations.iter().map(move |d| (a, d))).collect();
                match find(&all, text, |(_, designation)| names(designation)) {
                    Found::None => Found::None,
                    Found::One(post) => Found::One(*post),
                    Found::Many(posts) => Found::Many(posts.into_iter().copied().collect()),
                }
            }
        }
    }

    /// The place of a level of risk in their order, 1 the lowest.
    #[must_use]
    pub fn risk_level(&self, name: &str) -> Option<u8> {
        self.vocabulary.risk.iter().find(|word| word.name == name).and_then(|word| word.level)
    }

    /// Whether a level of risk leads the agenda (High and Actual).
    #[must_use]
    pub fn is_severe(&self, name: &str) -> bool {
        self.vocabulary.risk.iter().any(|word| word.name == name && word.severe)
    }
}

impl Vocabulary {
    /// Every list with its name in the file.
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &[Word]); 19] {
        [
            ("risk", &self.risk),
            ("episode-risk", &self.episode_risk),
            ("model", &self.model),
            ("linked-crime", &self.linked_crime),
            ("legal-status", &self.legal_status),
            ("threshold", &self.threshold),
            ("source", &self.source),
            ("closure", &self.closure),
            ("reason-reduced", &self.reason_reduced),
            ("gender", &self.gender),
            ("ethnicity", &self.ethnicity),
            ("category", &self.category),
            ("education", &self.education),
            ("missing-from", &self.missing_from),
            ("chat", &self.chat),
            ("place", &self.place),
            ("not-done", &self.not_done),
            ("means", &self.means),
            ("after-breach", &self.after_breach),
        ]
    }

    /// The list with this name in the file.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&[Word]> {
        self.lists().into_iter().find(|(own, _)| *own == name).map(|(_, words)| words)
    }
}

/// The word of a list that people write so: its name, tag or another spelling, or the beginning of one.
#[must_use]
pub fn find_word<'a>(words: &'a [Word], text: &str) -> Found<&'a Word> {
    find(words, text, |word| {
        [Some(&word.name), word.tag.as_ref()].into_iter().flatten().chain(&word.also).map(String::as_str).collect()
    })
}

/// Finds by the whole of a spelling first, and else by its beginning.
fn find<'a, T>(all: &'a [T], text: &str, spellings: impl Fn(&'a T) -> Vec<&'a str>) -> Found<&'a T> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Found::None;
    }
    let by = |fits: &dyn Fn(&str) -> bool| {
        all.iter().filter(|one| spellings(one).into_iter().any(|spelling| fits(&fold(spelling)))).collect::<Vec<_>>()
    };
    match Found::of(by(&|spelling| spelling == wanted)) {
        Found::None => Found::of(by(&|spelling| spelling.starts_with(&wanted))),
        found => found,
    }
}

fn names(designation: &Designation) -> Vec<&str> {
    vec![&designation.slug, &designation.title, &designation.short]
}

fn first(agency: &Agency) -> Option<(&Agency, &Designation)> {
    agency.designations.first().map(|designation| (agency, designation))
}

fn posts<'a>(agency: &'a Agency, found: Found<&'a Designation>) -> Found<(&'a Agency, &'a Designation)> {
    match found {
        Found::None => Found::None,
        Found::One(designation) => Found::One((agency, designation)),
        Found::Many(all) => Found::Many(all.into_iter().map(|designation| (agency, designation)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_post(text: &str, expect: &str) {
        let terms = Terms::essex().unwrap();
        let found = match terms.find_post(text) {
            Found::None => "none".to_owned(),
            Found::One((agency, designation)) => format!("{}/{}", agency.slug, designation.slug),
            Found::Many(all) => format!("{} of them", all.len()),
        };
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_post_is_found_by_a_unique_beginning() {
        check_post("police/mplo", "police/mplo");
        check_post("pol/m", "police/mplo");
        check_post("yos", "yos/regional-manager");
        check_post("edu", "education/principal-officer");
        check_post("health", "health/named-nurse");
    }

    #[test]
    fn a_designation_alone_finds_its_agency() {
        check_post("asw", "cf/asw");
        check_post("mplo", "police/mplo");
    }

    #[test]
    fn what_could_be_several_posts_is_none_of_them() {
        check_post("y", "2 of them");
        check_post("polise", "none");
    }

    #[test]
    fn risk_is_read_however_it_is_spelt() {
        let terms = Terms::essex().unwrap();
        let risk = |text| find_word(&terms.vocabulary.risk, text).one().map(|word| word.name.as_str());
        assert_eq!(risk("HIGH"), Some("High"));
        assert_eq!(risk("Std"), Some("Standard"));
        assert_eq!(risk("ACTUAL/victim"), Some("Actual"));
        assert_eq!(risk("high "), Some("High"));
        assert_eq!(risk("purple"), None);
    }

    #[test]
    fn folding_forgets_case_marks_and_punctuation() {
        assert_eq!(fold("Children’s Society"), fold("childrens society"));
        assert_eq!(fold("Oisín  O'Neil-Kay"), "oisin oneil kay");
        assert_eq!(fold("C&F"), "c and f");
    }

    #[test]
    fn a_district_knows_its_area() {
        let terms = Terms::essex().unwrap();
        assert_eq!(terms.find_district("epping").one(), Some("Epping Forest"));
        assert_eq!(terms.area_of("Epping Forest").map(|area| area.name.as_str()), Some("West"));
        assert_eq!(terms.find_area("Mid Quadrant").one().map(|area| area.slug.as_str()), Some("mid"));
    }
}
