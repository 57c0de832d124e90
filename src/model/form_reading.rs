//! What a form's answers tell of the child's record: read leniently, and left alone where they do not read.

use chrono::NaiveDate;

use super::case::Details;
use super::form::Form;
use crate::terms::phrase::read_full_date;
use crate::terms::{Fills, Found, Terms, Word, find_word, fold};

/// What people write where they have nothing to say.
const NOTHING: [&str; 14] = [
    "na",
    "n a",
    "nk",
    "n k",
    "none",
    "nil",
    "tbc",
    "not applicable",
    "not known",
    "unknown",
    "no",
    "none known",
    "nothing known",
    "not recorded",
];

/// Words of an answer about risk that say nothing of the level.
const ABOUT_RISK: [&str; 12] =
    ["yes", "y", "cse", "risk", "level", "assessment", "assessed", "completed", "complete", "is", "at", "as"];

/// What a form tells of the child's record; `None` where it does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The child's name.
    pub name: Option<String>,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// Gender, in the words of the terms.
    pub gender: Option<String>,
    /// Ethnicity, in the words of the terms.
    pub ethnicity: Option<String>,
    /// Plan or legal status, in the words of the terms.
    pub legal_status: Option<String>,
    /// Type of education establishment, in the words of the terms.
    pub education: Option<String>,
    /// The district, as the terms spell it.
    pub district: Option<String>,
    /// The area's slug: the district's, or the one named.
    pub area: Option<String>,
    /// The level of risk, in the words of the terms.
    pub risk: Option<String>,
    /// Current concerns and identified risk.
    pub concern: Option<String>,
    /// What the child has said.
    pub child_says: Option<String>,
    /// Who presents the case: name and agency.
    pub presenter: Option<String>,
    /// Where the case came from, in the words of the terms (arrangements §2).
    pub source: Option<String>,
    /// Why the child is to be open to the meeting, in the words of the terms (arrangements §2).
    pub threshold: Option<String>,
    /// Answers that do not read as what their field asks: a person has to choose.
    pub unread: Vec<Unread>,
}

/// An answer that says something, but not what the record could keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The field's label.
    pub label: String,
    /// The answer.
    pub text: String,
}

/// Reads what a form tells of the child's record.
#[must_use]
pub fn told(form: &Form, terms: &Terms) -> Told {
    let mut told = Told::default();
    for field in terms.template.fields() {
        let (Some(fills), Some(text)) = (field.fills, form.answer(&field.key)) else { continue };
        let words = &terms.vocabulary;
        let read = match fills {
            Fills::Name => put(&mut told.name, Some(one_line(text))),
            Fills::Born => put(&mut told.born, day(text)),
            Fills::Gender => put(&mut told.gender, word(&words.gender, text)),
            Fills::Ethnicity => put(&mut told.ethnicity, word(&words.ethnicity, text)),
            Fills::LegalStatus => put(&mut told.legal_status, word(&words.legal_status, text)),
            Fills::Risk => put(&mut told.risk, level(&words.risk, text)),
            Fills::Place => {
                (told.district, told.area) = place(terms, text);
                told.area.is_some()
            }
            // Prose about a school is an answer in itself, and seldom just the type of establishment.
            Fills::Education => put(&mut told.education, word(&words.education, text)) || true_prose(text),
            Fills::Concern => join(&mut told.concern, text),
            Fills::ChildSays => join(&mut told.child_says, text),
            Fills::Professional => put(&mut told.presenter, Some(form.from())),
            Fills::Agency | Fills::Completed | Fills::Address | Fills::OfConcern => true,
        };
        if !read && !says_nothing(text) {
            told.unread.push(Unread { label: field.label.clone(), text: text.to_owned() });
        }
    }
    // The form does not ask for these two; some say them all the same, under a label of their own.
    let own = |asked: &[&str], words: &[Word]| {
        let says = |label: &str| asked.iter().any(|asked| fold(label).contains(asked));
        form.unplaced.iter().filter(|left| says(&left.label)).find_map(|left| word(words, &left.text))
    };
    told.source = own(&["source"], &terms.vocabulary.source);
    told.threshold = own(&["threshold", "why open"], &terms.vocabulary.threshold);
    told
}

impl Told {
    /// The record with what the form tells put over it.
    #[must_use]
    pub fn over(&self, standing: &Details) -> Details {
        let kept = |told: &Option<String>, standing: &Option<String>| told.clone().or_else(|| standing.clone());
        let text = |told: &Option<String>, standing: &String| told.clone().unwrap_or_else(|| standing.clone());
        Details {
            name: text(&self.name, &standing.name),
            born: self.born.unwrap_or(standing.born),
            district: text(&self.district, &standing.district),
            education: kept(&self.education, &standing.education),
            legal_status: kept(&self.legal_status, &standing.legal_status),
            gender: kept(&self.gender, &standing.gender),
            ethnicity: kept(&self.ethnicity, &standing.ethnicity),
            source: kept(&self.source, &standing.source),
            threshold: kept(&self.threshold, &standing.threshold),
            concern: text(&self.concern, &standing.concern),
            child_says: text(&self.child_says, &standing.child_says),
            presenter: text(&self.presenter, &standing.presenter),
            ..standing.clone()
        }
    }

    /// The record of a child who has none yet; `None` while name or date of birth is not known.
    #[must_use]
    pub fn opening(&self) -> Option<Details> {
        let blank = Details::of(self.name.as_deref()?, self.born?);
        Some(self.over(&blank))
    }
}

impl Details {
    /// A record that says no more than who the child is.
    #[must_use]
    pub fn of(name: &str, born: NaiveDate) -> Self {
        Self {
            name: name.to_owned(),
            born,
            district: String::new(),
            source: None,
            threshold: None,
            models: Vec::new(),
            education: None,
            legal_status: None,
            gender: None,
            ethnicity: None,
            concern: String::new(),
            child_says: String::new(),
            presenter: String::new(),
            notes: String::new(),
        }
    }
}

/// Reads an answer that is a date: a whole one, day first, whatever stands around it in brackets.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let before = text.split(['(', '\n']).next().unwrap_or_default();
    read_full_date(text).or_else(|| read_full_date(before))
}

/// Whether an answer only says that there is nothing.
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || NOTHING.contains(&folded.as_str())
}

/// The one word of a list that an answer names: as a whole, without what stands in brackets, or in one of its parts.
#[must_use]
pub fn word(words: &[Word], text: &str) -> Option<String> {
    if let Some(found) = find_word(words, text).one() {
        return Some(found.name.clone());
    }
    let parts = text.split(['(', ')', ',', ';', '/', '–', '—', '\n']).chain(text.split(" - "));
    let mut found: Vec<&str> = parts.filter_map(|part| whole(words, part)).collect();
    found.sort_unstable();
    found.dedup();
    match found[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

/// The level of risk in an answer such as `Yes – High`.
#[must_use]
pub fn level(risks: &[Word], text: &str) -> Option<String> {
    let folded = fold(text);
    let rest: Vec<&str> = folded.split(' ').filter(|word| !ABOUT_RISK.contains(word)).collect();
    whole(risks, &rest.join(" ")).map(str::to_owned).or_else(|| word(risks, text))
}

/// The word that a text spells out, and not merely begins.
fn whole<'a>(words: &'a [Word], text: &str) -> Option<&'a str> {
    let wanted = fold(text);
    let spelt = |word: &&Word| {
        let mut spellings = std::iter::once(&word.name).chain(&word.tag).chain(&word.also);
        spellings.any(|spelling| fold(spelling) == wanted)
    };
    words.iter().find(spelt).map(|word| word.name.as_str())
}

/// The district and the area that an answer such as `Chelmsford / Mid` names.
fn place(terms: &Terms, text: &str) -> (Option<String>, Option<String>) {
    let parts = || std::iter::once(text).chain(text.split(['/', ',', ';', '(', ')', '–', '-', '\n']));
    let district = parts().find_map(|part| terms.find_council(part));
    let area = parts().find_map(|part| match terms.find_area(part) {
        Found::One(area) => Some(area.slug.clone()),
        Found::None | Found::Many(_) => None,
    });
    let of_district = district.as_deref().and_then(|district| terms.area_of(district)).map(|area| area.slug.clone());
    (district, of_district.or(area))
}

/// Whether an answer is more than a word or two that were meant to name something.
fn true_prose(text: &str) -> bool {
    text.split_whitespace().nth(2).is_some()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn put<T>(told: &mut Option<T>, read: Option<T>) -> bool {
    *told = read;
    told.is_some()
}

fn join(told: &mut Option<String>, text: &str) -> bool {
    *told = Some(told.take().map_or_else(|| text.to_owned(), |first| format!("{first}\n{text}")));
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::form::Unplaced;

    #[track_caller]
    fn check(answers: &[(&str, &str)], expect: impl Fn(Told)) {
        let terms = Terms::essex().unwrap();
        let received = "2026-11-20".parse().unwrap();
        let form = Form::new(&terms, answers.iter().copied(), received, Vec::new());
        expect(told(&form, &terms));
    }

    #[test]
    fn risk_is_read_out_of_a_sentence() {
        for (text, expect) in [
            ("Yes – High", Some("High")),
            ("Yes, Med", Some("Medium")),
            ("High risk (CSE)", Some("High")),
            ("CSE risk assessment completed: Actual", Some("Actual")),
            ("No", None),
            ("Not yet", None),
            ("Medium to High", None),
        ] {
            check(&[("risk-assessment", text)], |told| assert_eq!(told.risk.as_deref(), expect, "{text}"));
        }
        check(&[("risk-assessment", "Not yet")], |told| assert_eq!(told.unread.len(), 1));
        check(&[("risk-assessment", "No")], |told| assert!(told.unread.is_empty()));
    }

    #[test]
    fn a_word_is_found_among_others_only_where_it_is_one() {
        for (text, expect) in [
            ("s.20 LAC", Some("Child in Care (looked after)")),
            ("CIN", Some("Child in Need")),
            ("Child Protection (neglect)", Some("Child Protection")),
            ("CP / LAC", None),
            ("was CIN until May", None),
        ] {
            check(&[("legal-status", text)], |told| assert_eq!(told.legal_status.as_deref(), expect, "{text}"));
        }
    }

    #[test]
    fn where_a_case_came_from_and_why_it_is_open_are_read_where_a_form_says_them() {
        let terms = Terms::essex().unwrap();
        let (source, threshold) = (&terms.vocabulary.source[0].name, &terms.vocabulary.threshold[0].name);
        let own = |label: &str, text: &str| Unplaced { label: label.to_owned(), text: text.to_owned() };
        let unplaced = vec![own("Source of referral", source), own("Threshold met", threshold), own("Pets", "A dog")];
        let answers = [("name", "Ada Nowhere"), ("born", "1/2/2012")].into_iter();
        let form = Form::new(&terms, answers, "2026-11-20".parse().unwrap(), unplaced);
        let details = told(&form, &terms).opening().unwrap();
        assert_eq!((details.source.as_ref(), details.threshold.as_ref()), (Some(source), Some(threshold)));
        check(&[("name", "Ada Nowhere")], |told| assert_eq!((told.source, told.threshold), (None, None)));
    }

    #[test]
    fn a_place_is_a_district_or_only_an_area() {
        check(&[("area", "Mid")], |told| assert_eq!((told.district, told.area.as_deref()), (None, Some("mid"))));
        check(&[("area", "Essex / Harlow District Council")], |told| {
            assert_eq!((told.district.as_deref(), told.area.as_deref()), (Some("Harlow"), Some("west")));
        });
        check(&[("area", "Kent")], |told| assert_eq!(told.unread[0].text, "Kent"));
    }

    #[test]
    fn what_a_form_does_not_say_stays_as_it_is_known() {
        let known = Details { gender: Some("Female".into()), ..Details::of("Ada Nowhere", day("1/2/2012").unwrap()) };
        check(&[("name", "Ada  Nowhere"), ("gender", "n/k"), ("concern", "Seen at night.")], |told| {
            let details = told.over(&known);
            assert_eq!(details, Details { concern: "Seen at night.".into(), ..known.clone() });
            assert!(told.unread.is_empty() && told.opening().is_none());
        });
    }

    #[test]
    fn a_childs_view_in_parts_is_told_below_each_other() {
        check(&[("child-risk", "Nobody listens."), ("child-safety", "Safe at nan's.")], |told| {
            assert_eq!(told.child_says.as_deref(), Some("Safe at nan's.\nNobody listens."));
        });
    }
}
