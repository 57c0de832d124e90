//! Names found in full, in part, and where they only look like names.

use super::*;
use proptest::prelude::*;

const CHILDREN: [(&str, &str); 6] = [
    ("1", "Kai Nowak-Birch"),
    ("2", "Zoë O'Neil"),
    ("3", "Will Young"),
    ("4", "Ludo van Dijk"),
    ("5", "Kai Łaska"),
    ("6", "May Li"),
];

fn names() -> Names {
    Names::of(CHILDREN.map(|(id, name)| (CaseId::new(id), name)))
}

/// Names in a text are given in brackets, with whose they are before a colon.
#[track_caller]
fn check(marked: &str) {
    let mut text = String::new();
    let mut expected = Vec::new();
    for (at, part) in marked.split(['[', ']']).enumerate() {
        if at % 2 == 0 {
            text.push_str(part);
            continue;
        }
        let (whose, name) = part.split_once(':').unwrap();
        expected.push((text.len()..text.len() + name.len(), whose.to_owned()));
        text.push_str(name);
    }
    let names = names();
    let whose = |named: &Named<'_>| named.whose.iter().map(|id| id.as_str()).collect::<String>();
    let found: Vec<_> = names.find(&text).iter().map(|named| (named.at(), whose(named))).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_name_is_found_in_full_and_in_part_whatever_its_case_and_accents() {
    check("[1:Kai Nowak-Birch] was seen with [2:Zoe]'s cousin.");
    check("[15:KAI] and [15:kai], [2:zoë] and [2:Neil]");
    check("[1:Birch] and [1:Nowak]; [5:Laska], [5:Kai Laska]; [4:Dijk] and [4:Ludo]");
}

#[test]
fn a_possessive_and_a_name_on_line_are_found() {
    check("[15:Kai]'s phone, [15:Kai]’s phone, [15:kai]s phone");
    check("[15:kai]06, [15:kai]_b, [1:kainowakbirch]99");
}

#[test]
fn parts_of_other_words_are_left() {
    check("The kaiser of kairos, Neilson and Mayfair");
}

#[test]
fn a_name_that_is_an_ordinary_word_is_found_by_its_capital() {
    check("The young person will say so; [3:Will] said that the [3:Young]s would.");
    check("A van, [4:Ludo] van [4:Dijk]");
}

#[test]
fn a_month_beside_a_number_is_a_date() {
    check("due 14 May, on 14th May, May 2026, Thu 7 May 2026; [6:May] is well.");
}

#[test]
fn a_name_cut_short_is_found() {
    check("said by [1:Now]… and [15:Kai]. [15:Kai] left");
    check("No… none");
}

#[test]
fn children_whom_nobody_speaks_about_are_found_by_their_whole_name_alone() {
    let names = Names::of([(CaseId::new("1"), "Kai Birch")]).and_whole([
        (CaseId::new("2"), "Kai Jones"),
        (CaseId::new("1"), "Kai Birch"),
        (CaseId::new("3"), "Robin"),
    ]);
    let found = |text| {
        let found = names.find(text).into_iter();
        found.map(|named| (named.at(), named.whose[0].as_str().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(found("Ann Jones and Robin"), []);
    assert_eq!(found("Kai came"), [(0..3, "1".to_owned())]);
    assert_eq!(found("Kai Jones's phone, kaijones99"), [(0..9, "2".to_owned()), (19..27, "2".to_owned())]);
}

#[test]
fn initials_are_those_of_the_words_found() {
    let (names, text) = (names(), "then kai nowak-birch, and Neil");
    let found: Vec<String> = names.find(text).iter().map(|named| named.initials(text)).collect();
    assert_eq!(found, ["KNB", "N"]);
}

#[test]
fn initials_are_of_every_word_and_a_name_kept_as_initials_stays() {
    let names = ["Adaeze Mensah-Vale", "Robin", "ADM", "ROBIN ASH"];
    assert_eq!(names.map(initials), ["AMV", "R", "ADM", "RA"]);
}

#[test]
fn nobody_is_found_where_there_is_nobody() {
    assert!(Names::<CaseId>::default().is_empty() && Names::<CaseId>::default().find("Kai").is_empty());
    assert!(Names::of([(CaseId::new("1"), "B")]).is_empty(), "one letter is an initial already");
}

proptest! {
    #[test]
    fn any_text_is_read_and_what_is_found_stands_between_letters(text in "[a-zA-ZëéŁß'’ …\\-1]{0,40}|\\PC{0,30}") {
        for named in names().find(&text) {
            for word in &named.words {
                prop_assert!(text.get(word.clone()).is_some_and(|word| !word.is_empty()));
            }
            prop_assert!(named.words.windows(2).all(|pair| pair[0].end < pair[1].start) && !named.whose.is_empty());
        }
    }
}
