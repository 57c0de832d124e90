//! Whether the words of a county's terms fit together; what TOML alone cannot tell.

mod template;

use std::collections::{HashMap, HashSet};

use super::wording::{alternatives, spelt_out};
use super::{Agency, Holds, Part, Terms, Word, Wording, fold};

/// A mistake, and the path of keys and indices to it: `agency.3.slug`.
pub(super) struct Mistake {
    pub path: String,
    pub found: String,
    pub expected: String,
}

type Checked = Result<(), Mistake>;

/// Checks terms that TOML could read; the first mistake is returned.
pub(super) fn check(terms: &Terms) -> Checked {
    areas(terms)?;
    police_districts(terms)?;
    agencies(terms)?;
    parts(terms)?;
    notice(terms)?;
    dissent(terms)?;
    vocabularies(terms)?;
    wordings(terms)?;
    own_words(terms)?;
    template::template(terms)?;
    let lists = [
        ("sharing.statement", &terms.sharing.statement),
        ("live.reasons", &terms.live.reasons),
        ("live.no-view-reasons", &terms.live.no_view_reasons),
    ];
    lists.into_iter().try_for_each(|(path, list)| filled(path, list.is_empty()))
}

fn areas(terms: &Terms) -> Checked {
    filled("area", terms.areas.is_empty())?;
    slugs("area", terms.areas.iter().map(|area| area.slug.as_str()))?;
    unique(terms.areas.iter().enumerate().map(|(no, area)| (format!("area.{no}.prefix"), area.prefix.clone())))?;
    for (no, area) in terms.areas.iter().enumerate() {
        if area.prefix.is_empty() || !area.prefix.chars().all(|letter| letter.is_ascii_uppercase()) {
            let found = format!("the prefix “{}”", area.prefix);
            return Err(mistake(format!("area.{no}.prefix"), found, "capital letters, such as M"));
        }
        filled(&format!("area.{no}.districts"), area.districts.is_empty())?;
    }
    unique(terms.areas.iter().enumerate().flat_map(|(no, area)| {
        area.districts.iter().enumerate().map(move |(row, name)| (format!("area.{no}.districts.{row}"), name.clone()))
    }))?;
    apart(
        terms.areas.iter().enumerate().map(|(no, area)| {
            let names = [&area.slug, &area.name].into_iter().chain(&area.also).map(String::as_str).collect();
            (format!("area.{no}"), area.name.as_str(), names)
        }),
        "area",
    )
}

fn police_districts(terms: &Terms) -> Checked {
    for (no, police) in terms.police_districts.iter().enumerate() {
        filled(&format!("police-district.{no}.districts"), police.districts.is_empty())?;
        for (row, name) in police.districts.iter().enumerate() {
            if terms.area_of(name).is_none() {
                let known: Vec<&str> =
                    terms.areas.iter().flat_map(|area| &area.districts).map(String::as_str).collect();
                let path = format!("police-district.{no}.districts.{row}");
                return Err(mistake(path, format!("the district “{name}”"), &one_of(&known)));
            }
        }
    }
    Ok(())
}

fn agencies(terms: &Terms) -> Checked {
    filled("agency", terms.agencies.is_empty())?;
    slugs("agency", terms.agencies.iter().map(|agency| agency.slug.as_str()))?;
    for (no, agency) in terms.agencies.iter().enumerate() {
        let path = format!("agency.{no}.designations");
        filled(&path, agency.designations.is_empty())?;
        slugs(&path, agency.designations.iter().map(|designation| designation.slug.as_str()))?;
    }
    apart(
        terms.agencies.iter().enumerate().map(|(no, agency)| {
            let Agency { slug, name, short, also, .. } = agency;
            let names = [slug, name, short].into_iter().chain(also).map(String::as_str).collect();
            (format!("agency.{no}"), name.as_str(), names)
        }),
        "agency",
    )
}

fn parts(terms: &Terms) -> Checked {
    for (no, number) in [1, 2].into_iter().enumerate() {
        match terms.parts.get(no) {
            None => return Err(mistake("part".to_owned(), format!("{no} parts"), "Part 1 and Part 2")),
            Some(part) if part.number != number => {
                let found = format!("the part number {}", part.number);
                return Err(mistake(format!("part.{no}.number"), found, &format!("{number}")));
            }
            Some(part) => one_part(terms, part, no)?,
        }
    }
    match terms.parts.get(2) {
        None => Ok(()),
        Some(third) => Err(mistake("part.2.number".to_owned(), format!("a third part, “{}”", third.name), "two parts")),
    }
}

fn one_part(terms: &Terms, part: &Part, no: usize) -> Checked {
    if part.cadence_months == 0 {
        return Err(mistake(format!("part.{no}.cadence-months"), "0 months".to_owned(), "1 or more"));
    }
    post(terms, &format!("part.{no}.chair"), &part.chair.agency, &part.chair.designation)?;
    for (list, posts) in [("vice-chairs", &part.vice_chairs), ("invite-only", &part.invite_only)] {
        for (row, named) in posts.iter().enumerate() {
            post(terms, &format!("part.{no}.{list}.{row}"), &named.agency, &named.designation)?;
        }
    }
    filled(&format!("part.{no}.seats"), part.seats.is_empty())?;
    for (row, seat) in part.seats.iter().enumerate() {
        post(terms, &format!("part.{no}.seats.{row}"), &seat.agency, &seat.designation)?;
    }
    agenda(part, no)
}

fn post(terms: &Terms, path: &str, agency: &str, designation: &str) -> Checked {
    let Some(known) = terms.agency(agency) else {
        let slugs: Vec<&str> = terms.agencies.iter().map(|agency| agency.slug.as_str()).collect();
        return Err(mistake(format!("{path}.agency"), format!("the agency “{agency}”"), &one_of(&slugs)));
    };
    if terms.designation(agency, designation).is_none() {
        let slugs: Vec<&str> = known.designations.iter().map(|designation| designation.slug.as_str()).collect();
        let found = format!("the designation “{agency}/{designation}”");
        return Err(mistake(format!("{path}.designation"), found, &one_of(&slugs)));
    }
    Ok(())
}

fn agenda(part: &Part, no: usize) -> Checked {
    filled(&format!("part.{no}.agenda"), part.agenda.is_empty())?;
    let mut held = HashSet::new();
    for (row, item) in part.agenda.iter().enumerate() {
        if item.holds != Holds::Notes && !held.insert(item.holds) {
            let found = format!("what “{}” holds twice on the agenda", item.title);
            return Err(mistake(format!("part.{no}.agenda.{row}.holds"), found, "it once, or holds = \"notes\""));
        }
    }
    for (holds, name) in [(Holds::Reviews, "reviews"), (Holds::Initials, "initials")] {
        if part.number == 1 && !held.contains(&holds) {
            let found = "an agenda of Part 1 with no place for its cases".to_owned();
            return Err(mistake(format!("part.{no}.agenda"), found, &format!("a row that holds \"{name}\"")));
        }
    }
    Ok(())
}

fn notice(terms: &Terms) -> Checked {
    let working_days = [
        ("template-working-days", terms.notice.template_working_days),
        ("agenda-working-days", terms.notice.agenda_working_days),
        ("minutes-working-days", terms.notice.minutes_working_days),
        ("chair-working-days", terms.notice.chair_working_days.unwrap_or_default()),
    ];
    // A slip of the finger such as 77777 would have the calendar step through centuries.
    match working_days.into_iter().find(|(_, days)| *days > 250) {
        None => Ok(()),
        Some((name, days)) => Err(mistake(format!("notice.{name}"), format!("{days} working days"), "at most 250")),
    }
}

fn dissent(terms: &Terms) -> Checked {
    let rules = &terms.dissent;
    if let Some(hours) = rules.raise_within_hours.filter(|hours| !(1..=8760).contains(hours)) {
        return Err(mistake("dissent.raise-within-hours".to_owned(), format!("{hours} hours"), "1 to 8760"));
    }
    match rules.resolve_within_working_days.filter(|days| !(1..=250).contains(days)) {
        None => Ok(()),
        Some(days) => {
            let path = "dissent.resolve-within-working-days".to_owned();
            Err(mistake(path, format!("{days} working days"), "1 to 250"))
        }
    }
}

fn vocabularies(terms: &Terms) -> Checked {
    for (list, words) in terms.vocabulary.lists() {
        filled(&format!("vocabulary.{list}"), words.is_empty())?;
        let named = words
            .iter()
            .enumerate()
            .map(|(no, word)| (format!("vocabulary.{list}.{no}"), word.name.as_str(), spellings(word)));
        apart(named, "word")?;
    }
    told_apart(&terms.vocabulary.not_done)?;
    rising(&terms.vocabulary.risk)
}

/// What an agency left undone and what circumstances forbade are told apart: there is a word for each.
fn told_apart(not_done: &[Word]) -> Checked {
    let mine = not_done.iter().filter(|word| word.by_agency).count();
    if mine == 0 || mine == not_done.len() {
        let found = if mine == 0 { "no word with by-agency = true" } else { "by-agency = true on every word" };
        return Err(mistake("vocabulary.not-done".to_owned(), found.to_owned(), "a word with it and one without it"));
    }
    Ok(())
}

/// Every spelling of a word that a lookup accepts.
fn spellings(word: &Word) -> Vec<&str> {
    [&word.name].into_iter().chain(&word.tag).chain(&word.also).map(String::as_str).collect()
}

/// Risk levels stand lowest first: the agenda, the reports and `▲` go by their order.
fn rising(risk: &[Word]) -> Checked {
    let mut below = None;
    for (no, word) in risk.iter().enumerate() {
        let Some(level) = word.level else {
            let found = format!("“{}” without a level", word.name);
            return Err(mistake(format!("vocabulary.risk.{no}"), found, "level = a number, the lowest first"));
        };
        if let Some(below) = below.filter(|below| *below >= level) {
            let found = format!("the level {level} of “{}”", word.name);
            return Err(mistake(format!("vocabulary.risk.{no}.level"), found, &format!("a level above {below}")));
        }
        below = Some(level);
    }
    Ok(())
}

/// A phrase is found by its words, so there must be some; and what is suggested must not be flagged in its turn.
fn wordings(terms: &Terms) -> Checked {
    let mut avoided = HashMap::new();
    for (no, wording) in terms.wordings.iter().enumerate() {
        filled(&format!("wording.{no}.avoid"), wording.avoid.is_empty())?;
        if wording.why.trim().is_empty() {
            return Err(mistake(
                format!("wording.{no}.why"),
                "nothing".to_owned(),
                "what to do about it, in a few words",
            ));
        }
        for (row, phrase) in wording.avoid.iter().enumerate() {
            let path = format!("wording.{no}.avoid.{row}");
            let Some(all) = readable(phrase) else {
                let expected = "words of letters, as in \"puts|putting herself at risk\"";
                return Err(mistake(path, format!("the phrase “{phrase}”"), expected));
            };
            for spelt in all {
                if avoided.insert(spelt.clone(), no).is_some() {
                    return Err(mistake(path, format!("“{spelt}” twice"), "each phrase once"));
                }
            }
        }
    }
    let suggested = |(no, wording): (usize, &Wording)| {
        let rows = wording.say.iter().enumerate();
        rows.map(|(row, say)| (format!("wording.{no}.say.{row}"), say.clone())).collect::<Vec<_>>()
    };
    for (path, say) in terms.wordings.iter().enumerate().flat_map(suggested) {
        let spelt = format!(" {} ", alternatives(&say).concat().join(" "));
        let avoided = avoided.keys().find(|phrase| spelt.contains(&format!(" {phrase} ")));
        if spelt.trim().is_empty() || avoided.is_some() {
            let which = avoided.map_or_else(String::new, |phrase| format!(", and “{phrase}” is to be avoided itself"));
            return Err(mistake(path, format!("“{say}”{which}"), "a better wording"));
        }
    }
    Ok(())
}

/// The phrases that a phrase stands for, if every word of it is a word.
fn readable(phrase: &str) -> Option<Vec<String>> {
    let word = |form: &str| form.chars().any(char::is_alphanumeric);
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '|');
    let words = || phrase.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    let whole = words().all(|forms| forms.split('|').all(word)) && phrase.chars().all(plain);
    Some(spelt_out(phrase)).filter(|all| whole && words().next().is_some() && !all.is_empty())
}

fn own_words(terms: &Terms) -> Checked {
    let one = |word: &str| word.chars().any(char::is_alphanumeric) && !word.contains(char::is_whitespace);
    match terms.live.words.iter().position(|word| !one(word)) {
        None => Ok(()),
        Some(no) => {
            let found = format!("“{}”", terms.live.words[no]);
            Err(mistake(format!("live.words.{no}"), found, "single words, such as \"Stepney\""))
        }
    }
}

fn slugs<'a>(path: &str, slugs: impl Iterator<Item = &'a str> + Clone) -> Checked {
    for (no, slug) in slugs.clone().enumerate() {
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !slug.starts_with(|letter: char| letter.is_ascii_lowercase()) || !slug.chars().all(plain) {
            let expected = "small letters, digits and hyphens, beginning with a letter";
            return Err(mistake(format!("{path}.{no}.slug"), format!("the slug “{slug}”"), expected));
        }
    }
    unique(slugs.enumerate().map(|(no, slug)| (format!("{path}.{no}.slug"), slug.to_owned())))
}

fn unique(named: impl Iterator<Item = (String, String)>) -> Checked {
    let mut seen = HashSet::new();
    for (path, name) in named {
        let found = format!("“{name}” twice");
        if !seen.insert(name) {
            return Err(mistake(path, found, "each name once"));
        }
    }
    Ok(())
}

/// No spelling may name two entries of a list: a lookup would have to guess.
fn apart<'a>(named: impl Iterator<Item = (String, &'a str, Vec<&'a str>)>, what: &str) -> Checked {
    let mut seen: HashMap<String, (String, &str)> = HashMap::new();
    for (path, name, spellings) in named {
        for spelling in spellings {
            let folded = fold(spelling);
            if folded.is_empty() {
                return Err(mistake(path, format!("“{spelling}” for “{name}”"), "letters or digits"));
            }
            let (first, owner) = seen.entry(folded).or_insert((path.clone(), name));
            if *first != path {
                let found = format!("“{spelling}” for “{name}”, which already names “{owner}”");
                let path = if fold(name) == fold(spelling) { format!("{path}.name") } else { format!("{path}.also") };
                return Err(mistake(path, found, &format!("a spelling of one {what} only")));
            }
        }
    }
    Ok(())
}

fn filled(path: &str, empty: bool) -> Checked {
    if empty { Err(mistake(path.to_owned(), "an empty list".to_owned(), "at least one entry")) } else { Ok(()) }
}

fn one_of(names: &[&str]) -> String {
    format!("one of {}", names.join(", "))
}

fn mistake(path: String, found: String, expected: &str) -> Mistake {
    Mistake { path, found, expected: expected.to_owned() }
}
