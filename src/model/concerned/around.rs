//! What stands around a name: whether it is said to be one of a person of concern, of somebody whom the child met, or of a
//! place or a thing.

use std::ops::Range;

/// What says that somebody is called so.
const CALLED: [&str; 11] = [
    "known as",
    "known to be",
    "called",
    "nicknamed",
    "named",
    "alias",
    "aka",
    "a.k.a.",
    "goes by",
    "going by",
    "name of",
];

/// Of whom that is said.
const PEOPLE: &str = "man men male males woman women female females adult adults person people boy boys girl girls he she \
    him her they who friend friends boyfriend girlfriend partner associate associates cousin uncle driver recruiter runner \
    dealer brother suspect offender perpetrator individual member himself herself";

/// How much before a word that says how somebody is called says who that is, in bytes.
const BEFORE: usize = 80;

/// What says that somebody harms a child, or is proceeded against.
const AGAINST: [&str; 19] = [
    "exploited by",
    "groomed by",
    "abused by",
    "recruited by",
    "trafficked by",
    "controlled by",
    "approached by",
    "used by",
    "driven by",
    "owned by",
    "belongs to",
    "belonging to",
    "associate of",
    "associates of",
    "linked to",
    "served on",
    "notice on",
    "order against",
    "applied for against",
];

/// What stands before somebody of whom a child or an agency has to fear, and now and then before somebody else.
const FEARED: [&str; 9] = [
    "contact with",
    "relationship with",
    "frightened of",
    "afraid of",
    "scared of",
    "against",
    "messages from",
    "money from",
    "gifts from",
];

/// Whose name may stand right behind the word, as `boyfriend Jonah` and `the recruiter, Jonah, is in custody`.
const ROLES: &str = "boyfriend girlfriend recruiter perpetrator suspect offender dealer abuser groomer adult man woman";

/// Who is grown up.
const GROWN: &str = "man woman male female adult";

/// What is done with somebody whom the police hold, behind `was`, `is`, `has been`.
const HELD: &str = "arrested bailed sentenced charged recalled released convicted remanded";

/// What stands before a person whom somebody met.
const MET: &str = "with met meets meeting by";

/// What stands before a place or a thing.
const PLACED: &str = "in at on near along into outside behind around towards inside above opposite via through using \
    the a an his her their its this that my your our some any";

/// What makes a thing of the word behind an adjective, as in `a silver Corsa`.
const ARTICLES: &str = "a an the his her their its this that";

/// What leads to or from a place, before `to` and `from`.
const MOVES: &str = "travel travels travelled travelling go goes going went gone taken driven drove moved moving train trains \
    bus coach come comes came returned back fare ticket";

/// What the names of places and of institutions end with, beside those of streets.
const PLACES: &str = "park station bay beach pier marina school academy college university nursery house centre hall flats \
    flat tower estate hotel hostel inn lodge pub club bar café cafe restaurant takeaway kitchen grill shop store stores \
    supermarket market mall arcade cinema library church mosque temple hospital clinic surgery pharmacy bridge green common \
    meadow field fields farm wood woods forest lake river creek quay wharf yard corner cross town village city borough \
    council street road lane avenue close drive way court crescent gardens grove terrace walk place row square parade hill \
    rise mews front airport services form unit ward workshop provision boys girls crew gang massive";

/// A name's surroundings, in small letters.
pub(super) struct Around<'t> {
    name: &'t str,
    before: &'t str,
    after: &'t str,
}

impl<'t> Around<'t> {
    /// What stands around a part of a text that is in small letters.
    pub fn of(lower: &'t str, at: &Range<usize>) -> Self {
        let before = lower.get(..at.start).unwrap_or_default().trim_end();
        let before = before.trim_end_matches(['“', '"', '‘', '\'', '(']).trim_end();
        let after = lower.get(at.end..).unwrap_or_default();
        Self { name: lower.get(at.clone()).unwrap_or_default(), before, after: after.trim_start_matches(['”', '"']) }
    }

    /// Whether the text says of a person that he or she is called so.
    pub fn is_called(&self) -> bool {
        let before = self.before.strip_suffix("the name").map_or(self.before, str::trim_end);
        let Some(before) = CALLED.iter().find_map(|called| behind(before, called)) else { return false };
        let from = before.len().saturating_sub(BEFORE);
        let near = (from..=before.len()).find_map(|from| before.get(from..)).unwrap_or_default();
        let near = near.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
        near.split(|c: char| !c.is_alphanumeric()).any(|word| is_one_of(PEOPLE, word))
    }

    /// Whether the text says what is said of people of concern alone.
    pub fn is_of_concern(&self) -> bool {
        AGAINST.iter().any(|phrase| behind(self.before, phrase).is_some())
            || self.has_role()
            || self.is_grown()
            || self.is_held()
    }

    /// Whether the name stands where that of somebody to fear does.
    pub fn is_feared(&self) -> bool {
        FEARED.iter().any(|phrase| behind(self.before, phrase).is_some())
    }

    /// Whether the name stands as a person does whom somebody met.
    pub fn is_met(&self) -> bool {
        is_one_of(MET, last_word(self.before).1)
    }

    /// Whether the name stands as that of a place or of a thing, or ends as theirs do.
    pub fn is_place(&self) -> bool {
        let (rest, before) = last_word(self.before);
        let earlier = last_word(rest).1;
        let thing = is_one_of(ARTICLES, earlier) && !is_one_of(PEOPLE, before) && !is_one_of(ROLES, before);
        let reached = matches!(before, "to" | "from") && is_one_of(MOVES, earlier);
        // `Larkfield retail park`, and not `Jonah at the park`.
        let mut behind = self.after.strip_prefix(' ').unwrap_or_default().split(' ').take(2);
        let first = behind.next().unwrap_or_default();
        let whole = |word: &str| is_one_of(PLACES, word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let named = whole(first) || !is_one_of(PLACED, first) && first.len() > 3 && behind.any(whole);
        is_one_of(PLACED, before) || thing || reached || named || is_one_of(PLACES, last_word(self.name).1)
    }

    fn has_role(&self) -> bool {
        let (set_off, before) = match self.before.strip_suffix(',') {
            Some(before) => (true, before),
            None => (false, self.before),
        };
        is_one_of(ROLES, last_word(before).1) && (!set_off || self.after.starts_with([',', '.', ';']))
    }

    /// `, a man of 26`, `, who is believed to be 27`, `, aged 26`, `, 26,`.
    fn is_grown(&self) -> bool {
        let Some(behind) = self.after.strip_prefix(", ") else { return false };
        let clause = behind.split([',', '.', ';', '!', '?', '\n']).next().unwrap_or_default();
        let words: Vec<&str> = clause.split_whitespace().take(7).collect();
        let years = |word: &&str| word.parse().is_ok_and(|years| (18..100).contains(&years));
        match words[..] {
            ["a" | "an", ..] => words.iter().take(4).any(|word| is_one_of(GROWN, word)),
            ["who" | "aged" | "now", ..] => words.iter().any(years),
            [age] => years(&age),
            _ => false,
        }
    }

    /// `was arrested`, `is recalled to prison`, `is thought to be a man of 24`.
    fn is_held(&self) -> bool {
        let mut words = self.after.strip_prefix(' ').unwrap_or_default().split_whitespace();
        if !words.next().is_some_and(|word| matches!(word, "was" | "is" | "has" | "had")) {
            return false;
        }
        let words: Vec<&str> = words.take(6).collect();
        let held = |word: &&str| is_one_of(HELD, word.trim_end_matches(|c: char| !c.is_alphabetic()));
        match words[..] {
            ["believed" | "thought" | "said", "to", "be", "a" | "an", ..] => words.iter().any(|w| is_one_of(GROWN, w)),
            _ => words.iter().take(2).any(held),
        }
    }
}

/// What stands before a phrase at the end of a text; who recalled somebody called nobody so.
fn behind<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    text.strip_suffix(phrase).filter(|before| !before.ends_with(char::is_alphanumeric))
}

/// The last word of a text and what stands before it; no word where a sign stands behind it.
fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(' ');
    text.split_at(text.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')).len())
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}
