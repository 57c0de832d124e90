//! How long records are kept: what is due, legal holds, removal; and everything held on one child.

use crate::support::Place;

/// When every child of the fictional county is old.
const LATER: &str = "2110-01-04T09:30";

fn county() -> Place {
    let place = Place::empty();
    let store = place.store();
    let made = ["new", store.to_str().unwrap(), "--demo", "--as", "Ann Example", "--role", "admin"];
    place.run(&made).done();
    place
}

#[test]
fn a_record_that_is_due_is_held_released_and_removed_by_its_reference() {
    let place = county();
    let due = |now: &str| place.run(&["retention", "list", "--json", "--now", now]).json();
    assert_eq!(due("2026-12-03T09:30"), serde_json::json!([]), "the children are young");
    let first = due(LATER)[0].clone();
    let (reference, name) = (first["ref"].as_str().unwrap(), first["name"].as_str().unwrap());
    let remove = ["retention", "remove", reference, "--because", "Reviewed.", "--chair", "Pat Vale"];
    let remove = [&remove[..], &["--by", "e-mail", "--on", "yesterday", "--now", LATER]].concat();
    let unsaid = place.run_with(&[&remove[..7], &remove[11..]].concat(), &format!("{reference}\n"));
    unsaid.refused(&["how the chair's word reached you"]);
    place.run_with(&remove, "M-2099-999\n").refused(&[reference, "to confirm the removal"]);
    place.run(&["retention", "hold", reference, "--because", "A public inquiry.", "--now", LATER]).done();
    assert!(due(LATER).as_array().unwrap().iter().any(|line| line["hold"] == "A public inquiry."));
    place.run_with(&remove, &format!("{reference}\n")).refused(&["a legal hold is on it"]);
    place.run(&["retention", "release", reference, "--because", "It reported.", "--now", LATER]).done();
    assert!(place.run(&["export", "tracker", "--format", "csv"]).done().contains(name));
    let said = place.run_with(&remove, &format!("{reference}\n")).done();
    assert!(said.contains("is removed") && said.contains("written anew") && said.contains("Backups"), "{said}");
    assert!(place.run(&["verify"]).done().contains("Sound"));
    assert!(!place.run(&["export", "tracker", "--format", "csv"]).done().contains(name));
    let shown = place.run(&["show", "case", reference]).done();
    assert!(
        shown.contains("Removed under retention")
            && shown.contains("Pat Vale, by e-mail")
            && shown.contains("recorded by Ann Example")
            && !shown.contains(name),
        "{shown}"
    );
    assert!(!due(LATER).as_array().unwrap().iter().any(|line| line["ref"] == reference));
    place.run_with(&remove, &format!("{reference}\n")).refused(&["removed already"]);
}

#[test]
fn everything_held_on_a_child_is_one_paper_with_the_names_of_others_marked() {
    let place = county();
    let cases = place.run(&["show", "cases", "--json"]).json();
    let cases = cases.as_array().unwrap();
    let child = cases.iter().find(|case| case["discussions"].as_array().unwrap().len() > 2).unwrap();
    let (reference, name) = (child["ref"].as_str().unwrap(), child["name"].as_str().unwrap());
    let bundle = ["export", "subject", reference, "--format"];
    place.run(&[&bundle[..], &["txt"]].concat()).refused(&["whose request it answers", "Nothing was saved"]);
    let purpose = ["--purpose", "Subject access request of 2 November"];
    let text = place.run(&[&bundle[..], &["txt"], &purpose].concat()).done();
    for part in ["Everything held on", "Missing episodes", "Actions", "Minutes of", "Everything recorded, in order"] {
        assert!(text.contains(part), "no {part}");
    }
    assert!(text.contains(name) && !text.contains(&format!("[[{name}")));
    let actions = place.run(&["show", "actions", "--json"]).json();
    let own = actions.as_array().unwrap().iter().filter(|action| action["case"] == reference);
    let outcomes: Vec<&str> = own.filter_map(|action| action["outcome"].as_str()).collect();
    let bare = text.replace("[[", "").replace("?]]", "").replace("]]", "");
    let flowed = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!outcomes.is_empty() && outcomes.iter().all(|outcome| flowed.contains(outcome)), "{outcomes:?}");
    // Whoever else the store knows by the whole name is marked wherever they are named.
    for other in cases.iter().filter_map(|case| case["name"].as_str()).filter(|other| *other != name) {
        let (all, marked) = (text.matches(other).count(), text.matches(&format!("[[{other}]]")).count());
        assert_eq!(all, marked, "{other}");
    }
    let log = place.run(&["export", "disclosures", "--format", "json"]).json();
    assert!(log[0]["what"].as_str().unwrap().contains("everything held on a child"), "{log}");
    place.run(&[&bundle[..], &["json"], &purpose].concat()).refused(&["choose docx"]);
}
