//! What a reader of anonymised minutes would notice, and what must hold of any text.

use proptest::prelude::*;

use super::*;

const CHILDREN: [(&str, &str); 5] =
    [("1", "Kai Nowak-Birch"), ("2", "Zoë O'Neil"), ("3", "Will Young"), ("4", "Kai Łaska"), ("9", "Grace Marsh")];

/// Of the last child the paper does not speak; Ricco and Big Sam are of concern.
fn disguise(how: How) -> Disguise {
    let children = CHILDREN.map(|(id, name)| (Who::Child(CaseId::new(id)), name));
    let persons = [(Who::OfConcern(0), "Big Sam"), (Who::OfConcern(1), "Ricco")];
    let names = Names::of(children).and_others(persons, |word| word == "big");
    let label = |id: &str| format!("M-2026-00{id}");
    Disguise {
        how,
        hides: Rc::new(Hides::new(names, ["2011-03-24".parse().unwrap()])),
        labels: CHILDREN.iter().map(|(id, _)| (label(id), CaseId::new(*id))).collect(),
        goes_by: CHILDREN.iter().map(|(id, _)| (CaseId::new(*id), label(id))).collect(),
        near: CHILDREN[..4].iter().map(|(id, _)| CaseId::new(*id)).collect(),
        own: ["priya", "shah", "grace"].map(str::to_owned).into(),
        told: 1,
        children: Vec::new(),
        persons: Vec::new(),
        addresses: ["3 The Old Barn".to_owned()].into(),
        born: 1930..2018,
    }
}

/// Covers a text about the first child, and gives it with the words that are to be looked at.
fn covered(how: How, text: &str) -> (String, Vec<(String, Why)>) {
    let mut doubts = Vec::new();
    let mut doubt = |word: &str, why| doubts.push((word.to_owned(), why));
    let covered = disguise(how).cover(text, Some(&CaseId::new("1")), &mut doubt).into_owned();
    (covered, doubts)
}

#[track_caller]
fn check(text: &str, references: &str, initials: &str, nothing: &str) {
    let read = How::ALL.map(|how| covered(how, text).0);
    assert_eq!(read, [references, initials, nothing]);
}

#[test]
fn a_child_is_a_reference_initials_or_a_number() {
    check(
        "Seen with zoë, and kai nowak-birch's aunt. Zoe left.",
        "Seen with M-2026-002, and M-2026-001's aunt. M-2026-002 left.",
        "Seen with Z, and KNB's aunt. Z left.",
        "Seen with child 1, and child 2's aunt. Child 1 left.",
    );
}

#[test]
fn a_reference_and_the_name_behind_it_are_one() {
    check(
        "5  M-2026-001: Kai Nowak-Birch, aged 15 (review)",
        "5  M-2026-001, aged 15 (review)",
        "5  M-2026-001: KNB, aged 15 (review)",
        "5  Child 1, aged 15 (review)",
    );
}

#[test]
fn a_name_that_two_share_is_the_childs_of_whom_the_part_speaks() {
    check("Kai was there.", "M-2026-001 was there.", "K was there.", "Child 1 was there.");
    let mut doubts = Vec::new();
    let mut doubt = |word: &str, why| doubts.push((word.to_owned(), why));
    let text = disguise(How::Nothing).cover("Seen with Kai.", None, &mut doubt).into_owned();
    assert_eq!((text.as_str(), &doubts[..]), ("Seen with a child.", &[("Kai".to_owned(), Why::Several)][..]));
}

#[test]
fn persons_of_concern_are_lettered_and_their_ordinary_words_stay() {
    let text = "Ricco and Big Sam; a big car. Sam and ricco.";
    check(
        text,
        "Person A and person B; a big car. Person B and person A.",
        "Person A and person B; a big car. Person B and person A.",
        "Person A and person B; a big car. Person B and person A.",
    );
}

#[test]
fn who_is_covered_on_the_looks_of_a_name_is_told() {
    let (text, doubts) = covered(How::References, "Big Sam and Ricco.");
    assert_eq!((text.as_str(), &doubts[..]), ("Person A and person B.", &[("Ricco".to_owned(), Why::Looks)][..]));
}

#[test]
fn dates_of_birth_and_addresses_are_left_out() {
    let text = "Born 24/03/2011, of 14 Osier Road, CM1 1QH and 3 The Old Barn.";
    assert_eq!(covered(How::References, text).0, "Born (date of birth), of (address), (address) and (address).");
}

#[test]
fn a_member_who_shares_a_word_with_a_child_elsewhere_keeps_it_and_it_is_told() {
    let (text, doubts) = covered(How::References, "Grace Shah met Grace Marsh; Marsh said so.");
    assert_eq!(text, "Grace Shah met M-2026-009; M-2026-009 said so.");
    assert_eq!(doubts, [("Grace".to_owned(), Why::Shared)]);
}

#[test]
fn a_name_that_is_read_as_an_ordinary_word_is_told() {
    let (text, doubts) = covered(How::Nothing, "The young man will say so. No…");
    assert_eq!(text, "The young man will say so. No…");
    let ordinary = ["young", "will", "No"].map(|word| (word.to_owned(), Why::Ordinary));
    assert_eq!(doubts, ordinary);
}

proptest! {
    #[test]
    fn any_text_is_covered_once_for_all(
        text in "((Kai|kais|Birch|Zoë|O'Neil|Will|will|Young|Ricco|Big|Sam|Grace|Marsh|M-2026-002|now|24/03/2011|14 Mill Lane)[ ,.:…'-]{1,2}){0,8}|\\PC{0,40}"
    ) {
        for how in How::ALL {
            let mut disguise = disguise(how);
            let mut none = |_: &str, _: Why| {};
            let first = disguise.cover(&text, None, &mut none).into_owned();
            let again = disguise.cover(&first, None, &mut none).into_owned();
            prop_assert_eq!(&first, &again);
        }
    }

    #[test]
    fn a_text_without_a_name_is_left_as_it_is(text in "[a-jn-q ,.!“”é\\n]{0,60}") {
        let mut disguise = disguise(How::Nothing);
        let covered = disguise.cover(&text, None, &mut |_, _| {});
        prop_assert!(matches!(covered, Cow::Borrowed(_)) && covered == text.as_str());
    }
}
