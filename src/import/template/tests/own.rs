//! What is written here is read back whole.

use proptest::prelude::*;

use super::*;
use crate::export::docx::render_form;
use crate::export::prepare::{clean, clean_line};
use crate::export::template::{FormSource, form_paper};
use crate::model::case::{Case, CaseChange, CaseOpened, Details};
use crate::model::change::Stamp;
use crate::model::form::Unplaced;
use crate::model::id::{CaseId, EntryId, RequestId};

/// A case, with this form filed in it or none.
fn case(form: Option<Form>) -> Case {
    let stamp = Stamp {
        entry: EntryId::new("r1.e1".to_owned()),
        request: RequestId::new("r1".to_owned()),
        at: "2026-11-20T10:00:00Z".parse().unwrap(),
        by: "Ann".to_owned(),
    };
    let opened = CaseOpened {
        label: "M-2026-014".to_owned(),
        area: "mid".to_owned(),
        opened: received(),
        risk: None,
        details: Details::of("Ada Nowhere", "2012-02-01".parse().unwrap()),
    };
    let mut case = Case::open(CaseId::new("c1".to_owned()), &opened, &stamp);
    if let Some(form) = form {
        case.apply(&CaseChange::FormFiled(Box::new(form)), &stamp).unwrap();
    }
    case
}

fn written(case: Option<&Case>) -> Vec<u8> {
    let terms = terms();
    let made_at = "2026-11-21T10:00:00Z".parse().unwrap();
    render_form(&form_paper(&FormSource { case, terms: &terms, author: "Ann", made_at })).unwrap()
}

fn read_back(case: Option<&Case>) -> Form {
    read(&written(case), "form.docx", &terms(), received()).unwrap()
}

#[test]
fn a_blank_form_has_no_answers_and_one_for_a_child_says_whose_it_is() {
    let blank = read_back(None);
    assert!(blank.answers.is_empty() && blank.unplaced.is_empty(), "{blank:?}");
    let for_child = read_back(Some(&case(None)));
    assert_eq!((for_child.answer("name"), for_child.answer("born")), (Some("Ada Nowhere"), Some("01/02/2012")));
    assert_eq!((for_child.answers.len(), for_child.unplaced.len()), (2, 0));
}

#[test]
fn the_three_forms_are_written_and_read_back_the_same() {
    for (file, bytes) in FORMS {
        let form = read(bytes, file, &terms(), received()).unwrap();
        assert_eq!(read_back(Some(&case(Some(form.clone())))), form);
    }
}

#[test]
fn a_form_of_ours_that_lost_its_keywords_is_read_as_any_other() {
    let form = read(FORMS[0].1, FORMS[0].0, &terms(), received()).unwrap();
    let bytes = written(Some(&case(Some(form.clone()))));
    let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let xml = file::part(&mut archive, "word/document.xml").unwrap();
    let again = read(&packed(&[("word/document.xml", xml.as_bytes())]), "form.docx", &terms(), received()).unwrap();
    assert_eq!(again.answers, form.answers);
}

#[test]
fn rows_and_lines_that_a_professional_adds_to_ours_are_kept() {
    let bytes = written(None);
    let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let xml = file::part(&mut archive, "word/document.xml").unwrap();
    let (at, core) = (xml.find("</w:tbl>").unwrap(), file::part(&mut archive, "docProps/core.xml").unwrap());
    let row = format!("<w:tr>{}{}</w:tr>", cell("Shoe size"), cell("4"));
    let xml = format!("{}{row}</w:tbl>{}{}", &xml[..at], paragraphs("Call me first."), &xml[at + 8..]);
    let bytes = packed(&[("word/document.xml", xml.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let form = read(&bytes, "form.docx", &terms(), received()).unwrap();
    let left: Vec<_> = form.unplaced.iter().map(|left| (left.label.as_str(), left.text.as_str())).collect();
    assert_eq!(left, [("Shoe size", "4"), ("", "Call me first.")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_answered_is_read_back_whole(
        texts in prop::collection::vec("(\\PC|\\n|☐|☒|_|:| ){0,40}|Gender|Safety and well-being: yes|Also on the form", 29),
        also in prop::collection::vec(("[A-Za-z ?:]{0,14}", "(\\PC|\\n){1,30}"), 0..3),
    ) {
        let terms = terms();
        let texts: Vec<String> = texts.iter().map(|text| clean(text)).collect();
        let answers: Vec<(&str, &str)> =
            terms.template.fields().zip(&texts).map(|(field, text)| (field.key.as_str(), text.as_str())).collect();
        prop_assert!(answers.len() <= texts.len());
        let unplaced = also.iter().map(|(label, text)| Unplaced {
            label: clean_line(label).trim().to_owned(),
            text: clean(text),
        });
        let form = Form::new(&terms, answers, received(), unplaced.collect());
        prop_assume!(!form.answers.is_empty() || !form.unplaced.is_empty());
        prop_assert_eq!(read_back(Some(&case(Some(form.clone())))), form);
    }
}
