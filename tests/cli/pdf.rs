//! The minutes as a PDF, read by the programs that others read them with.

use std::fs;
use std::process::Command;

use crate::support::{Place, mode};

/// Runs one of poppler's programs; none where poppler is not here and nobody requires it.
#[track_caller]
fn poppler(program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(run) = Command::new(program).args(arguments).output() else {
        assert!(std::env::var_os("MACE_REQUIRE_POPPLER").is_none(), "{program} is required (poppler-utils)");
        println!("{program} is not here: the PDF was written, and nobody has read it.");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8_lossy(&run.stdout).into_owned())
}

#[test]
fn the_minutes_of_a_county_are_a_pdf_that_others_read() {
    let place = Place::empty();
    let store = place.store();
    place.run(&["new", store.to_str().unwrap(), "--role", "admin", "--as", "Ann Example", "--demo"]).done();
    let meetings = place.run(&["show", "meetings", "--json"]).json();
    let of_part_1 =
        meetings.as_array().unwrap().iter().filter(|m| m["part"] == 1 && m["state"] == "minutes-circulated");
    let held = of_part_1.max_by_key(|meeting| meeting["items"].as_array().map(Vec::len)).unwrap();
    let path = place.path("minutes.pdf");
    let file = path.to_str().unwrap();
    let label = held["id"].as_str().unwrap();
    place.run(&["export", "minutes", label, "--format", "pdf", "--out", file]).done();
    assert_eq!(mode(&path), 0o600);
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF-1.7"));

    let Some(facts) = poppler("pdfinfo", &[file]) else { return };
    let fact = |name: &str| facts.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    assert_eq!(fact("Title:"), Some("MACE Part 1 minutes"));
    assert_eq!((fact("Tagged:"), fact("Encrypted:"), fact("JavaScript:")), (Some("yes"), Some("no"), Some("no")));
    assert!(fact("Page size:").is_some_and(|size| size.ends_with("(A4)")), "{facts}");
    let Some(text) = poppler("pdftotext", &["-layout", file, "-"]) else { return };
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 10, "{}", pages.len());
    assert_eq!(fact("Pages:"), Some(pages.len().to_string().as_str()));
    for (at, page) in pages.iter().enumerate() {
        assert!(page.matches("OFFICIAL-SENSITIVE").count() >= 2, "page {} lacks its marking", at + 1);
        assert!(page.contains(&format!("Page {} of {}", at + 1, pages.len())), "{page}");
    }
    for said in ["Decisions at a glance", "Information-sharing statement", "Summary of actions", "Approval"] {
        assert!(text.contains(said), "the minutes lack “{said}”");
    }
}
