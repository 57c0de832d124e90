//! The disclosure log on the command line: what was saved, for whom and what for.

use super::support::Place;

#[test]
fn the_log_says_what_was_saved_for_whom_and_what_for() {
    let place = Place::meeting();
    let minutes = ["export", "minutes", "mid-1", "--format", "txt", "--for", "The family court"];
    place.run(&minutes).refused(&["needs a purpose"]);
    place.run(&[&minutes[..], &["--purpose", "care proceedings"]].concat()).done();
    place.run(&["export", "agenda", "mid-1", "--format", "txt", "--agency", "police"]).done();
    let log = place.run(&["export", "disclosures", "--format", "json"]).json();
    let lines = log.as_array().unwrap();
    assert_eq!(lines.len(), 2, "what was refused is not there: {log}");
    let (agenda, minutes) = (&lines[0], &lines[1]);
    assert_eq!(minutes["for"], "The family court");
    assert_eq!(minutes["purpose"], "care proceedings");
    assert_eq!((&minutes["kind"], &minutes["format"]), (&"file".into(), &"txt".into()));
    assert_eq!(minutes["digest"].as_str().unwrap().len(), 64);
    assert_eq!((&agenda["for"], &agenda["purpose"]), (&"police".into(), &"for the meeting".into()));
    for format in ["csv", "md"] {
        let text = place.run(&["export", "disclosures", "--format", format]).done();
        assert!(text.contains("The family court") && text.contains("care proceedings"), "{text}");
    }
    let file = place.path("log.xlsx");
    place.run(&["export", "disclosures", "--format", "xlsx", "--out", file.to_str().unwrap()]).done();
    place.run(&["export", "disclosures", "--format", "docx"]).refused(&["choose xlsx, csv, md, json"]);
}
