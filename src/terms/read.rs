//! Reading a county's terms: a mistake names its file and line, what was found and what was expected.

use std::sync::LazyLock;

use toml::de::{DeTable, DeValue};

use super::check::{self, Mistake};
use super::{ESSEX, Terms, Word};

/// A mistake in a terms file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The terms were not read: {file}, line {line}: found {found}; expected {expected}. Correct the file and try again."
)]
pub struct TermsError {
    /// The file as the person named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl Terms {
    /// Reads the embedded terms of Essex.
    ///
    /// # Errors
    /// None in a released program, for a test reads them; but a mistake made while editing them is
    /// reported like any county's.
    pub fn essex() -> Result<Self, TermsError> {
        Self::read(ESSEX, "essex.toml")
    }

    /// Reads a county's terms from TOML and cross-checks them.
    ///
    /// # Errors
    /// Names the first mistake: in the TOML, an unknown or missing key, or words that do not fit together.
    pub fn read(text: &str, file: &str) -> Result<Self, TermsError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let terms = Self::read_again(text, file)?;
        check::check(&terms).map_err(|mistake| misfit(mistake, text, file))?;
        Ok(terms)
    }

    /// Reads terms that were cross-checked when a store was begun with them: opening it need not do so each time, and a
    /// check that came later does not shut anyone out.
    ///
    /// # Errors
    /// Names the first mistake in the TOML, and an unknown or missing key.
    pub fn read_again(text: &str, file: &str) -> Result<Self, TermsError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text == ESSEX
            && let Some(embedded) = &*EMBEDDED
        {
            return Ok(embedded.clone());
        }
        parse(text, file)
    }

    /// Reads the embedded terms, which take the longest of all that a start reads, before anybody asks for them: for a
    /// thread that has nothing else to do.
    pub fn read_ahead() {
        LazyLock::force(&EMBEDDED);
    }
}

/// The embedded terms, read once and not cross-checked: most stores hold them, and one that was begun before a list came
/// asks for theirs.
static EMBEDDED: LazyLock<Option<Terms>> = LazyLock::new(|| parse(ESSEX, "essex.toml").ok());

fn parse(text: &str, file: &str) -> Result<Terms, TermsError> {
    toml::from_str(text).map_err(|error| unread(&error, text, file))
}

/// The embedded list of why an action was not done, for terms that were adopted before there was one.
pub(super) fn not_done() -> Vec<Word> {
    EMBEDDED.as_ref().map_or_else(Vec::new, |terms| terms.vocabulary.not_done.clone())
}

/// The embedded list of means, for terms that were adopted before there was one.
pub(super) fn means() -> Vec<Word> {
    EMBEDDED.as_ref().map_or_else(Vec::new, |terms| terms.vocabulary.means.clone())
}

/// The embedded list of what is done after a breach, for terms that were adopted before there was one.
pub(super) fn after_breach() -> Vec<Word> {
    EMBEDDED.as_ref().map_or_else(Vec::new, |terms| terms.vocabulary.after_breach.clone())
}

/// The embedded statuses of a looked-after child, for terms that were adopted before there were any.
pub(super) fn looked_after() -> Vec<String> {
    EMBEDDED.as_ref().map_or_else(Vec::new, |terms| terms.retention.looked_after.clone())
}

/// Words an error of the TOML reader.
fn unread(error: &toml::de::Error, text: &str, file: &str) -> TermsError {
    let line = line_at(text, error.span().map_or(0, |span| span.start));
    let message = error.message().trim().replace('\n', ", ");
    let (found, expected) = match message.split_once(", expected ") {
        Some((found, expected)) => (found.to_owned(), expected.to_owned()),
        None => match message.strip_prefix("missing field ") {
            Some(key) => (format!("no {key} here"), key.to_owned()),
            None => (format!("“{}”", text.lines().nth(line - 1).unwrap_or("").trim()), format!("TOML ({message})")),
        },
    };
    TermsError { file: file.to_owned(), line, found, expected }
}

/// Finds the line of a cross-check's mistake by reading the file once more, with spans.
fn misfit(mistake: Mistake, text: &str, file: &str) -> TermsError {
    let start = DeTable::parse(text).map_or(0, |table| {
        let mut start = table.span().start;
        let root = DeValue::Table(table.into_inner());
        let mut here = &root;
        for step in mistake.path.split('.') {
            let next = step.parse::<usize>().map_or_else(|_| here.get(step), |index| here.get(index));
            let Some(next) = next else { break };
            start = next.span().start;
            here = next.get_ref();
        }
        start
    });
    let Mistake { found, expected, .. } = mistake;
    TermsError { file: file.to_owned(), line: line_at(text, start), found, expected }
}

/// The line of a byte offset, from 1.
fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Replaces text once in the embedded terms and checks the line blamed and words of the message.
    #[track_caller]
    fn check(old: &str, new: &str, blamed: &str, words: &[&str]) {
        let at = ESSEX.find(old).unwrap_or_else(|| panic!("{old:?} is not in essex.toml"));
        let text = format!("{}{new}{}", &ESSEX[..at], &ESSEX[at + old.len()..]);
        let error = Terms::read(&text, "county.toml").unwrap_err();
        let line = text.lines().nth(error.line - 1).unwrap();
        assert!(line.contains(blamed), "blamed line {}: {line}\n{error}", error.line);
        for word in words {
            assert!(error.to_string().contains(word), "{word:?} is not in: {error}");
        }
    }

    #[test]
    fn the_embedded_terms_are_in_order() {
        Terms::essex().unwrap();
    }

    #[test]
    fn a_mistake_in_the_toml_names_file_line_and_text() {
        check("name = \"Essex\"", "name = Essex", "name = Essex", &["county.toml, line 6", "found", "expected"]);
    }

    #[test]
    fn unknown_and_missing_keys_are_named_on_their_line() {
        check("short = \"ESCB\"", "shrt = \"ESCB\"", "shrt", &["`shrt`", "`short`"]);
        check("prefix = \"N\"\n", "", "[[area]]", &["no `prefix` here"]);
        let text = ESSEX.replace("prefix = \"N\"\n", "");
        let header = text[..text.find("slug = \"north\"").unwrap()].lines().count();
        assert_eq!(Terms::read(&text, "county.toml").unwrap_err().line, header);
        check("[retention]", "[retaining]", "[retaining]", &["`retaining`"]);
    }

    #[test]
    fn slugs_are_plain_and_unique() {
        check("slug = \"north\"", "slug = \"North East\"", "North East", &["small letters"]);
        check("slug = \"north\"", "slug = \"mid\"", "slug = \"mid\"", &["“mid” twice"]);
        check("{ slug = \"asw\"", "{ slug = \"hub\"", "Team Manager, Hub", &["“hub” twice"]);
        check("prefix = \"N\"", "prefix = \"M\"", "prefix = \"M\"", &["“M” twice"]);
    }

    #[test]
    fn posts_name_an_agency_and_its_designation() {
        check("designation = \"lp\"", "designation = \"pl\"", "\"pl\"", &["“police/pl”", "mplo"]);
        check("chair = { agency = \"cf\"", "chair = { agency = \"fc\"", "chair =", &["“fc”", "cf"]);
        check(
            "{ agency = \"cf\", designation = \"smcwd\"",
            "{ agency = \"cf\", designation = \"x\"",
            "\"x\"",
            &["“cf/x”"],
        );
    }

    #[test]
    fn police_districts_cover_districts_of_the_county() {
        check("districts = [\"Braintree\", \"Uttlesford\"]", "districts = [\"Brantree\"]", "Brantree", &["“Brantree”"]);
        check("[\"Colchester\", \"Tendring\"]", "[\"Colchester\", \"Maldon\"]", "Maldon", &["“Maldon” twice"]);
    }

    #[test]
    fn the_parts_are_one_and_two() {
        check("number = 2", "number = 3", "number = 3", &["2"]);
    }

    #[test]
    fn an_agenda_holds_a_special_row_once_and_part_1_takes_cases() {
        check("holds = \"statement\"", "holds = \"roll-call\"", "Information-sharing", &["twice"]);
        check("holds = \"reviews\"", "holds = \"notes\"", "agenda = [", &["reviews"]);
    }

    #[test]
    fn risk_levels_rise_and_words_are_told_apart() {
        check("level = 2", "level = 1", "level = 1", &["above 1"]);
        check("level = 2\n", "", "[[vocabulary.risk]]", &["“Medium” without a level"]);
        check("[\"h\"]", "[\"Std\"]", "Std", &["“Standard”"]);
    }

    #[test]
    fn a_wording_says_what_to_avoid_and_why_and_never_contradicts_itself() {
        check("avoid = [\"promiscuous\"", "avoid = [\"promiscuous|\"", "promiscuous|", &["words of letters"]);
        check("avoid = [\"promiscuous\"", "avoid = [\"lifestyle choice\"", "lifestyle choice", &["twice"]);
        check(
            "avoid = [\"promiscuous\"",
            "avoid = [\"a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h\"",
            "a|b",
            &["words"],
        );
        check("say = [\"went missing\"]", "say = [\"absconded\"]", "absconded", &["to be avoided itself"]);
        check("[[wording]]\navoid = [", "[[wording]]\nshun = [", "shun", &["`shun`", "`avoid`"]);
    }

    #[test]
    fn the_countys_own_words_are_single_words() {
        check("words = [", "words = [\"two words\", ", "two words", &["“two words”", "single words"]);
    }

    #[test]
    fn terms_from_before_wordings_were_there_still_read() {
        let start = ESSEX.find("# Words spelt as the county").unwrap();
        let end = ESSEX.find("[retention]").unwrap();
        let text = format!("{}vague = [\"monitor\"]\n{}", &ESSEX[..start], &ESSEX[end..]);
        let terms = Terms::read(&text, "county.toml").unwrap();
        assert!(terms.wordings.is_empty() && terms.live.words.is_empty() && terms.is_vague("Monitor"));
    }

    #[test]
    fn what_an_agency_left_undone_is_told_from_what_was_not_possible() {
        check("by-agency = true\n", "", "[[vocabulary.not-done]]", &["no word with by-agency", "one without it"]);
        let both = "tag = \"not-possible\"\nby-agency = true\n";
        check("tag = \"not-possible\"\n", both, "[[vocabulary.not-done]]", &["on every word"]);
    }

    #[test]
    fn terms_from_before_there_were_words_for_what_was_not_done_have_the_embedded_ones() {
        let start = ESSEX.find("# Why an action was not done").unwrap();
        let end = ESSEX.find("[[vocabulary.education]]").unwrap();
        let old = Terms::read(&format!("{}{}", &ESSEX[..start], &ESSEX[end..]), "county.toml").unwrap();
        assert_eq!(old.vocabulary, Terms::essex().unwrap().vocabulary);
    }

    #[test]
    fn the_template_can_be_filled_in_and_read_back() {
        check("key = \"born\"", "key = \"name\"", "Date of birth", &["“name” twice"]);
        check("key = \"born\"", "key = \"Born\"", "Date of birth", &["the key “Born”", "small letters"]);
        check("also = [\"DOB\"", "also = [\"Sex\"", "Gender identity", &["“Sex” for “Gender”", "“Date of birth”"]);
        check("of = \"gender\"", "of = \"sex\"", "key = \"gender\"", &["a choice of “sex”", "ethnicity"]);
        check("of = \"gender\", ", "", "key = \"gender\"", &["a choice of nothing"]);
        check("part-of = \"parents-view\"", "part-of = \"x\"", "parents-safety", &["a part of “x”"]);
        check("fills = \"gender\"", "fills = \"born\"", "key = \"gender\"", &["“Date of birth” fills already"]);
        check("fills = \"born\", ", "", "[template]", &["no field that fills “born”"]);
        check("kind = \"risk\"", "kind = \"peril\"", "peril", &["`peril`", "`risk`"]);
    }

    #[test]
    fn no_list_is_empty() {
        let start = ESSEX.find("[[vocabulary.chat]]").unwrap();
        let end = ESSEX.find("[[vocabulary.place]]").unwrap();
        let without = format!("{}{}", &ESSEX[..start], &ESSEX[end..]);
        let text = without.replace(
            "[[vocabulary.risk]]\nname = \"Standard\"",
            "[vocabulary]\nchat = []\n[[vocabulary.risk]]\nname = \"Standard\"",
        );
        let error = Terms::read(&text, "county.toml").unwrap_err();
        assert_eq!(text.lines().nth(error.line - 1).unwrap(), "chat = []", "{error}");
    }

    proptest! {
        #[test]
        fn damaged_terms_never_panic(at in 0..ESSEX.len(), with in "\\PC{0,6}") {
            if ESSEX.is_char_boundary(at) {
                let text = format!("{}{with}{}", &ESSEX[..at], ESSEX[at..].chars().skip(3).collect::<String>());
                if let Err(error) = Terms::read(&text, "county.toml") {
                    prop_assert!(error.line >= 1 && error.line <= text.lines().count() + 1);
                }
            }
        }
    }
}
