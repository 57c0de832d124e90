//! What holds of the disclosure log: above all that nothing is sent which the chair has not allowed.

use proptest::prelude::*;

use super::*;
use crate::model::disclosure_log::{List, Logged, Of, arranged};
use crate::model::office::{Office, TODAY, check, day};
use crate::model::request::Request;
use crate::model::word::Elsewhere;

fn matter(breach: bool) -> Matter {
    let text = |text: &str| text.to_owned();
    Matter {
        breach,
        on: day(TODAY),
        by: text("Dee Rowe, Police"),
        what: text("The minutes of the discussion in October"),
        whom: text("The family court"),
        why: text("Care proceedings"),
        case: None,
    }
}

fn enter(office: &mut Office<'_>, matter: Matter) -> Result<DisclosureId, Refusal> {
    office.ask(Request::EnterDisclosure(Box::new(matter)))?;
    Ok(office.docs().disclosures.values().max_by_key(|entry| entry.label.clone()).unwrap().id.clone())
}

fn of<'a>(office: &'a Office<'_>, id: &DisclosureId) -> &'a Disclosure {
    &office.docs().disclosures[id]
}

fn ask(office: &mut Office<'_>, id: &DisclosureId, asked: ForDisclosure) -> Result<(), Refusal> {
    let seen = of(office, id).latest.clone();
    office.ask(Request::OfDisclosure { entry: id.clone(), seen, asked })
}

fn rule(allowed: bool) -> ForDisclosure {
    let elsewhere = Some(Elsewhere { means: "By e-mail".to_owned(), on: day(TODAY) });
    ForDisclosure::Rule {
        allowed,
        necessity: "The court has asked for it.".to_owned(),
        proportionality: "Only the part about this child.".to_owned(),
        word: ChairsWord { chair: "Lee Example".to_owned(), elsewhere },
    }
}

fn send() -> ForDisclosure {
    ForDisclosure::Send { on: day(TODAY), how: "Two pages by secure e-mail.".to_owned() }
}

fn step(step: &str) -> ForDisclosure {
    ForDisclosure::Step { step: step.to_owned(), on: day(TODAY), note: "Rang the chair.".to_owned() }
}

fn withdraw() -> ForDisclosure {
    ForDisclosure::Withdraw { because: "The hearing was called off.".to_owned() }
}

#[test]
fn a_copy_is_asked_for_allowed_by_the_chair_and_sent() {
    check(|office| {
        let case = office.child("Robin", None, "Medium");
        let id = enter(office, Matter { case: Some(case), ..matter(false) }).unwrap();
        assert_eq!((of(office, &id).label.as_str(), of(office, &id).standing()), ("D1", Standing::Waiting));
        assert!(ask(office, &id, send()).unwrap_err().to_string().contains("The chair has not decided yet"));
        ask(office, &id, rule(true)).unwrap();
        assert_eq!(of(office, &id).standing(), Standing::Allowed);
        assert!(of(office, &id).ruling().unwrap().word.said().contains("Lee Example, by e-mail"));
        ask(office, &id, send()).unwrap();
        assert_eq!(of(office, &id).standing(), Standing::Sent);
        for again in [rule(false), send(), withdraw()] {
            assert!(ask(office, &id, again).unwrap_err().to_string().contains("stays in the log"));
        }
    });
}

#[test]
fn the_chair_may_think_again_before_it_is_sent_and_both_decisions_stay() {
    check(|office| {
        let id = enter(office, matter(false)).unwrap();
        ask(office, &id, rule(false)).unwrap();
        assert!(ask(office, &id, send()).unwrap_err().to_string().contains("is a breach"));
        ask(office, &id, rule(true)).unwrap();
        assert_eq!((of(office, &id).rulings.len(), of(office, &id).standing()), (2, Standing::Allowed));
    });
}

#[test]
fn a_decision_needs_necessity_and_proportionality_in_words() {
    check(|office| {
        let id = enter(office, matter(false)).unwrap();
        let ForDisclosure::Rule { allowed, necessity, proportionality, word } = rule(true) else { unreachable!() };
        let without = ForDisclosure::Rule {
            allowed,
            necessity: " ".to_owned(),
            proportionality: proportionality.clone(),
            word: word.clone(),
        };
        assert!(ask(office, &id, without).unwrap_err().to_string().contains("necessary"));
        let without = ForDisclosure::Rule { allowed, necessity, proportionality: String::new(), word };
        assert!(ask(office, &id, without).unwrap_err().to_string().contains("proportionate"));
    });
}

#[test]
fn an_entry_says_who_what_for_whom_and_what_for_and_is_not_of_tomorrow() {
    check(|office| {
        for (blank, said) in
            [("by", "who asks"), ("what", "is to be copied"), ("whom", "for whom"), ("why", "what for")]
        {
            let mut matter = matter(false);
            *match blank {
                "by" => &mut matter.by,
                "what" => &mut matter.what,
                "whom" => &mut matter.whom,
                _ => &mut matter.why,
            } = "  ".to_owned();
            assert!(enter(office, matter).unwrap_err().to_string().contains(said), "{blank}");
        }
        let late = Matter { on: day("2026-12-24"), ..matter(true) };
        assert!(enter(office, late).unwrap_err().to_string().contains("is to come"));
        assert!(office.docs().disclosures.is_empty());
    });
}

#[test]
fn a_breach_leads_through_the_steps_of_the_terms() {
    check(|office| {
        let id = enter(office, matter(true)).unwrap();
        let asked = office.terms.vocabulary.after_breach.clone();
        assert!(asked.len() > 3 && asked[0].name.contains("chair"));
        assert!(ask(office, &id, rule(true)).unwrap_err().to_string().contains("not decided on"));
        assert!(ask(office, &id, step("Forget about it")).unwrap_err().to_string().contains("step after a breach"));
        for word in &asked {
            let left: Vec<&str> = of(office, &id).steps_left(&asked).collect();
            assert_eq!(left.first(), Some(&word.name.as_str()));
            ask(office, &id, step(&word.name)).unwrap();
        }
        assert_eq!(of(office, &id).steps_left(&asked).count(), 0);
    });
}

#[test]
fn what_was_changed_since_it_was_seen_is_not_decided_on_unseen() {
    check(|office| {
        let id = enter(office, matter(false)).unwrap();
        let seen = of(office, &id).latest.clone();
        ask(office, &id, withdraw()).unwrap();
        let late = Request::OfDisclosure { entry: id.clone(), seen, asked: rule(true) };
        assert!(office.ask(late).unwrap_err().to_string().contains("D1 was changed meanwhile"));
    });
}

#[test]
fn a_file_for_somebody_needs_a_purpose_and_a_plain_save_none() {
    check(|office| {
        let export = |recipient: &str, purpose: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Request::NoteExport(Export { recipient: some(recipient), purpose: some(purpose), ..Export::default() })
        };
        office.ask(export("", "")).unwrap();
        office.ask(export("", "to be filed")).unwrap();
        office.ask(export("The family court", "care proceedings")).unwrap();
        assert!(office.ask(export("The family court", "")).unwrap_err().to_string().contains("needs a purpose"));
    });
}

#[test]
fn the_lists_hold_what_is_to_be_done_and_typing_narrows_them() {
    check(|office| {
        for breach in [false, true, false] {
            enter(office, matter(breach)).unwrap();
        }
        let id = office.docs().disclosures.values().find(|entry| entry.label == "D3").unwrap().id.clone();
        ask(office, &id, rule(false)).unwrap();
        let steps = &office.terms.vocabulary.after_breach;
        let line = |entry: &Disclosure| {
            let (at, by) = (entry.entered.at, entry.entered.by.clone());
            Logged { of: Of::Entry(Box::new(entry.clone())), at, by, child: None }
        };
        let log: Vec<Logged> = office.docs().disclosures.values().map(line).collect();
        let labels = |list, typed: &str| -> Vec<String> {
            let mut found: Vec<String> =
                arranged(&log, list, typed, steps).into_iter().map(|at| log[at].label().to_owned()).collect();
            found.sort();
            found
        };
        assert_eq!(labels(List::All, ""), ["D1", "D2", "D3"]);
        assert_eq!(labels(List::ToDo, ""), ["D1", "D2"]);
        assert_eq!(labels(List::Asked, ""), ["D1", "D3"]);
        assert_eq!(labels(List::Breaches, ""), ["D2"]);
        assert!(labels(List::Files, "").is_empty());
        assert_eq!(labels(List::All, "refused"), ["D3"]);
        assert_eq!(labels(List::All, "COURT d1"), ["D1"]);
    });
}

proptest! {
    #[test]
    fn nothing_is_sent_that_the_chair_has_not_allowed(breach: bool, asked in proptest::collection::vec(0..5_u8, 0..8)) {
        check(|office| {
            let id = enter(office, matter(breach)).unwrap();
            for asked in asked {
                let first = office.terms.vocabulary.after_breach[0].name.clone();
                let request = match asked {
                    0 => rule(true),
                    1 => rule(false),
                    2 => send(),
                    3 => step(&first),
                    _ => withdraw(),
                };
                drop(ask(office, &id, request));
                let entry = of(office, &id);
                if entry.sent.is_some() {
                    assert!(!entry.matter.breach && entry.withdrawn.is_none());
                    assert!(entry.ruling().is_some_and(|ruling| ruling.allowed));
                }
            }
        });
    }
}
