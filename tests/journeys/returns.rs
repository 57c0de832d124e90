//! The round trip with agencies, at a real terminal: three of them return their actions, one of which was changed meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::county::County;
use crate::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, Terminal};

const PASSPHRASE: [(&str, &str); 1] = [("MACE_PASSPHRASE", "kettle orbit mossy lantern")];

fn paper(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/returns").join(name)
}

/// A store with the six actions of `log.csv`, three agencies' own.
fn county() -> County {
    let county = County::nowhere();
    let store = county.store();
    county.run_with(&PASSPHRASE, &["new", store.to_str().unwrap(), "--role", "minute-taker"]);
    county.run_with(&PASSPHRASE, &["import", "actions", paper("log.csv").to_str().unwrap()]);
    county
}

/// Sends an agency its actions, and gives its return: the file that LibreOffice saved, which was filled in from the same
/// actions of another store, with this store's stamps in it.
fn returned(county: &County, agency: &str) -> String {
    let out = county.path(&format!("{agency}-out.xlsx"));
    let file = out.to_str().unwrap();
    county.run_with(&PASSPHRASE, &["export", "actions", "--agency", agency, "--format", "xlsx", "--out", file]);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(&out).unwrap())).unwrap();
    let range = book.worksheet_range("Actions").unwrap();
    let stamps =
        range.rows().filter_map(|row| row.last().map(Data::to_string).filter(|text| text.starts_with("mace1 ")));
    let stamps: BTreeMap<String, String> = stamps.map(|stamp| (begins(&stamp), stamp)).collect();
    let back = county.path(&format!("{agency}.xlsx"));
    fs::write(&back, stamped(&fs::read(paper(&format!("{agency}.xlsx"))).unwrap(), &stamps)).unwrap();
    back.to_str().unwrap().to_owned()
}

/// The beginning of a stamp, with the action's label: the same in every store.
fn begins(stamp: &str) -> String {
    let words: Vec<&str> = stamp.splitn(3, ' ').take(2).collect();
    format!("{} ", words.join(" "))
}

/// A workbook with other stamps in it.
fn stamped(bytes: &[u8], stamps: &BTreeMap<String, String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/sharedStrings.xml" {
            let mut text = String::from_utf8(bytes).unwrap();
            for (begins, stamp) in stamps {
                let from = text.find(begins.as_str()).unwrap();
                let to = from + text[from..].find('<').unwrap();
                text.replace_range(from..to, stamp);
            }
            bytes = text.into_bytes();
        }
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(&bytes).unwrap();
    }
    made.finish().unwrap().into_inner()
}

/// Names a return to be brought in.
#[track_caller]
fn bring<'a>(terminal: &'a mut Terminal, file: &str) -> &'a mut Terminal {
    terminal.then("I", "Bring in an agency's return").paste(file).sees(".xlsx").keys(ENTER)
}

#[test]
fn the_returns_of_three_agencies_come_in_with_a_conflict_that_is_chosen() {
    let county = county();
    let [police, yos, health] = ["police", "yos", "health"].map(|agency| returned(&county, agency));
    let mut terminal = county.open_really(&PASSPHRASE, 120, 40);
    terminal.sees("No meetings yet").then("A", "6 actions");
    // Something is recorded of one of them while its agency fills the workbook in.
    terminal.then("fnumber plates", "1 with").keys(ENTER).then("p", "Progress · A1").keys("One keeper is known.");
    terminal.then(CTRL_S, "Recorded").keys(ESC).sees("6 actions");

    bring(&mut terminal, &police).sees("Return of Police").sees("1 to record, 1 changed meanwhile, to choose");
    terminal.sees("One keeper is known.").sees("Both plates were shared on 4 December");
    terminal.then(ENTER, "A1 was changed meanwhile").then("y", "2 to record").then(ENTER, "2 actions");
    bring(&mut terminal, &yos).sees("Return of Youth Offending Service").sees("2 to record").then(ENTER, "2 actions");
    bring(&mut terminal, &health).sees("1 to record").sees("The letter was never sent").then(ENTER, "1 action");
    terminal.keys(CTRL_Q);
    assert!(terminal.end().success());

    let actions = county.run_with(&PASSPHRASE, &["show", "actions", "--json"]);
    let actions: serde_json::Value = serde_json::from_str(&actions).unwrap();
    let of = |label: &str| actions.as_array().unwrap().iter().find(|action| action["ref"] == label).unwrap();
    for (label, state) in [
        ("A1", "completed"),
        ("A2", "in-progress"),
        ("A3", "open"),
        ("A4", "not-completed"),
        ("A5", "completed"),
        ("A6", "not-completed"),
    ] {
        assert_eq!(of(label)["state"], state, "{label}");
    }
    assert_eq!(of("A6")["reason"], "The letter was never sent; it has been now.");
    assert!(county.run_with(&PASSPHRASE, &["verify"]).contains("Sound: "));
}

#[test]
fn from_a_script_a_return_is_recorded_and_what_was_changed_meanwhile_is_left_to_the_screen() {
    let county = county();
    let police = returned(&county, "police");
    let asked = |more: &[&str]| {
        let said = county.run_with(&PASSPHRASE, &[&["import", "returns", &police, "--json"], more].concat());
        serde_json::from_str::<serde_json::Value>(&said).unwrap()
    };
    let dry = asked(&["--dry-run"]);
    assert_eq!((&dry["read"], &dry["new"], &dry["updated"]), (&3.into(), &0.into(), &2.into()), "{dry}");
    let yos = returned(&county, "yos");
    county.run_with(&PASSPHRASE, &["import", "returns", &yos]);
    assert_eq!(asked(&[]), dry, "another agency's return changes nothing of this one");
    let again = asked(&[]);
    assert_eq!((&again["updated"], &again["refused"]), (&0.into(), &serde_json::json!([])), "{again}");
    let journal = county.run_with(&PASSPHRASE, &["show", "journal", "--json"]);
    let journal: serde_json::Value = serde_json::from_str(&journal).unwrap();
    let exported = journal.as_array().unwrap().iter().filter_map(|entry| entry["change"]["county"].get("exported"));
    let of: Vec<_> = exported.map(|note| (note["what"].as_str().unwrap(), note["of"].as_str().unwrap())).collect();
    assert_eq!(of, [("actions", "police"), ("actions", "yos")]);
}
