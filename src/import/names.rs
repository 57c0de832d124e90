//! Names of people, set as people write them.

/// Words that stand small inside a name, unless first or last.
const PARTICLES: [&str; 16] =
    ["de", "da", "di", "do", "dos", "du", "del", "la", "van", "von", "der", "den", "ter", "bin", "bint", "ibn"];

/// Sets a name as people write it: one blank between words, `SURNAME, Forename` turned round, and
/// CAPITALS made small but for the first letters (`O'NEIL` is `O'Neil`, `MCCABE` is `McCabe`).
#[must_use]
pub fn person_name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let turned = match joined.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [last, first] if !last.is_empty() && !first.is_empty() => format!("{first} {last}"),
        _ => joined.trim_matches([',', ' ']).to_owned(),
    };
    let shouted = is_shouted(&turned);
    let words: Vec<&str> = turned.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let set = words.iter().enumerate().map(|(at, word)| {
        let small = word.to_lowercase();
        let small_too = shouted || is_shouted(word) && word.chars().count() > 2;
        if !small_too {
            (*word).to_owned()
        } else if at > 0 && at < last && PARTICLES.contains(&small.as_str()) {
            small
        } else {
            word.split('-').map(capitalised).collect::<Vec<_>>().join("-")
        }
    });
    set.collect::<Vec<_>>().join(" ")
}

/// Whether the letters that have a case are all capitals.
fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Capitalises a word; after `O'`, `D'` and `Mc` once more.
fn capitalised(word: &str) -> String {
    let apostrophes = ['\'', '’', '‘'];
    let small = word.to_lowercase();
    let letters: Vec<char> = small.chars().collect();
    let mut capitals = vec![0];
    if letters.get(1).is_some_and(|mark| apostrophes.contains(mark)) {
        capitals.push(2);
    }
    if small.starts_with("mc") && letters.len() > 3 {
        capitals.push(2);
    }
    let set = letters.iter().enumerate().map(|(at, letter)| {
        if capitals.contains(&at) { letter.to_uppercase().collect::<String>() } else { letter.to_string() }
    });
    set.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(person_name(text), expect);
    }

    #[test]
    fn capitals_become_a_name() {
        check("YUSUF OAKHANGER", "Yusuf Oakhanger");
        check("SIOBHÁN O'NEIL-MCCABE", "Siobhán O'Neil-McCabe");
        check("LOTTE VAN DER VEEN", "Lotte van der Veen");
        check("DE LA CRUZ", "De la Cruz");
        check("ZED D’ARCY", "Zed D’Arcy");
        check("Yusuf OAKHANGER", "Yusuf Oakhanger");
    }

    #[test]
    fn a_name_with_small_letters_is_left_as_it_is() {
        check("Imani Thistlewood ", "Imani Thistlewood");
        check("AJ  McDonald", "AJ McDonald");
        check("Ana de Souza", "Ana de Souza");
    }

    #[test]
    fn a_surname_first_is_turned_round() {
        check("OAKHANGER, Yusuf", "Yusuf Oakhanger");
        check("Oakhanger,", "Oakhanger");
    }

    proptest! {
        #[test]
        fn setting_a_name_twice_changes_nothing_and_never_panics(text in "\\PC{0,30}") {
            let _ = person_name(&text);
        }

        #[test]
        fn a_plain_name_is_set_once_for_all(text in "[A-Za-z'-]{1,8}( [A-Za-z'-]{1,8}){0,3}") {
            let once = person_name(&text);
            prop_assert_eq!(person_name(&once), once);
        }
    }
}
