//! The Information Sharing Template in and out of Word.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::{Place, mode, now};

fn papers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers")
}

/// A store with the children of the tracker, which the three forms are about.
fn county() -> Place {
    let place = Place::made();
    place.run(&["import", "tracker", papers().join("tracker.xlsx").to_str().unwrap()]).done();
    place
}

fn import(place: &Place, file: &Path, more: &[&str]) -> crate::support::Run {
    place.run(&[&["import", "template", file.to_str().unwrap()], more].concat())
}

/// The entries of the journal, to see that nothing was added.
fn entries(place: &Place) -> usize {
    place.run(&["show", "journal", "--json"]).json().as_array().unwrap().len()
}

#[test]
fn each_form_is_filed_under_its_child_once() {
    let place = county();
    for (file, name) in
        [("form-1.docx", "Quill Silverton"), ("form-2.docx", "Una Underhill"), ("form-3.docx", "Dilys Pennyfeather")]
    {
        let file = papers().join(file);
        let before = entries(&place);
        let dry = import(&place, &file, &["--dry-run", "--json"]).json();
        assert_eq!(entries(&place), before, "a dry run records nothing");
        let done = import(&place, &file, &["--json"]).json();
        assert_eq!(dry, done);
        assert_eq!((done["name"].as_str(), done["new"].as_bool()), (Some(name), Some(false)));
        assert_eq!((done["answered"].as_u64(), done["missing"][0].as_str()), (Some(27), Some("Disruption undertaken")));
        let session = place.session();
        assert!(session.find_labels("case", done["case"].as_str().unwrap()).unwrap().len() == 1);
        let case = place.run(&["show", "case", done["case"].as_str().unwrap(), "--json"]).json();
        assert_eq!((&case["name"], &case["risk"]), (&done["name"], &Value::from("High")));
        import(&place, &file, &[]).refused(&["there already", "Robin Tolliver", "16 Nov 2026"]);
    }
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}

#[test]
fn what_was_read_is_shown_with_what_changes_and_what_is_missing() {
    let place = county();
    let said = import(&place, &papers().join("form-1.docx"), &["--received", "2026-11-20"]).done();
    for words in [
        "Quill Silverton, 27 of 28 fields answered",
        "Filed in M-2026-",
        "Child in Care (looked after)",
        "Robin Tolliver, Youth Offending Service",
        "Not answered: Disruption undertaken.",
    ] {
        assert!(said.contains(words), "“{words}” is not in:\n{said}");
    }
    let child = place.run(&["show", "cases", "--json"]).json();
    let child = child.as_array().unwrap().iter().find(|case| case["name"] == "Quill Silverton").unwrap().clone();
    assert_eq!(child["legal_status"], "Child in Care (looked after)");
}

#[test]
fn a_form_whose_child_is_not_here_is_refused_and_says_what_to_do() {
    let place = Place::made();
    let form = papers().join("form-1.docx");
    let before = entries(&place);
    import(&place, &form, &[]).refused(&["Quill Silverton, born 24 Mar 2015", "--new", "--case"]);
    import(&place, &form, &["--case", "M-2026-009"]).refused(&["There is no case “M-2026-009”"]);
    assert_eq!(entries(&place), before);
    let done = import(&place, &form, &["--new", "--json"]).json();
    assert_eq!(
        (done["new"].as_bool(), done["case"].as_str().map(|case| case.starts_with("M-"))),
        (Some(true), Some(true))
    );
    import(&place, &form, &["--new"]).refused(&["is Quill Silverton, born 24 Mar 2015 already"]);
}

#[test]
fn a_similar_child_is_named_and_another_childs_case_needs_force() {
    let place = Place::made();
    let mut session = place.session();
    for (name, born) in [("Quill Sliverton", "2015-03-24"), ("Robin Invented", "2012-04-01")] {
        session.record(crate::support::open_case(name, born), now()).unwrap();
    }
    drop(session);
    let form = papers().join("form-1.docx");
    import(&place, &form, &[]).refused(&["Similar: M-2026-001 Quill Sliverton, born 24 Mar 2015", "a similar name"]);
    import(&place, &form, &["--case", "M-2026-002"]).refused(&["M-2026-002 is Robin Invented", "--force"]);
    let done = import(&place, &form, &["--case", "M-2026-001", "--json"]).json();
    assert!(done["changes"].as_array().unwrap().iter().all(|change| change["what"] != "Name"), "{done:#}");
    let case = place.run(&["show", "case", "M-2026-001", "--json"]).json();
    assert_eq!(case["name"], "Quill Sliverton", "who a child is, no form changes unseen");
    import(&place, &form, &["--case", "M-2026-002", "--force", "--form-only"]).done();
    let case = place.run(&["show", "case", "M-2026-002", "--json"]).json();
    assert_eq!((&case["name"], &case["risk"]), (&"Robin Invented".into(), &"Medium".into()));
}

#[test]
fn a_bad_file_gets_a_sentence_and_changes_nothing() {
    let place = county();
    let before = entries(&place);
    let form = fs::read(papers().join("form-1.docx")).unwrap();
    let bad = |name: &str, bytes: &[u8], words: &[&str]| {
        let file = place.path(name);
        fs::write(&file, bytes).unwrap();
        import(&place, &file, &[]).refused(&[&[name], words].concat());
    };
    bad("cut.docx", &form[..form.len() / 2], &["damaged or incomplete"]);
    bad("form.pdf", &form, &["no Word document"]);
    bad("form.docm", &form, &["macros"]);
    bad("form.doc", b"\xd0\xcf\x11\xe0old", &["old versions of Word"]);
    bad("list.docx", &fs::read(papers().join("tracker.xlsx")).unwrap(), &["its ending does not fit"]);
    bad("empty.docx", b"", &["it is empty"]);
    import(&place, &place.path("none.docx"), &[]).refused(&["none.docx", "Check the path"]);
    assert_eq!(entries(&place), before);
}

#[test]
fn an_exported_form_is_private_journalled_and_reads_back() {
    let place = county();
    let case = import(&place, &papers().join("form-2.docx"), &["--json"]).json()["case"].as_str().unwrap().to_owned();
    let (filled, blank) = (place.path("filled.docx"), place.path("blank.docx"));
    let export = |more: &[&str]| place.run(&[&["export", "template", "--format", "docx", "--out"], more].concat());
    export(&[filled.to_str().unwrap(), &case, "--for", "YOS", "--purpose", "to be completed"]).done();
    export(&[blank.to_str().unwrap()]).done();
    assert_eq!((mode(&filled), mode(&blank)), (0o600, 0o600));
    let journal = place.run(&["show", "journal", "--json"]).json();
    let exported: Vec<&Value> =
        journal.as_array().unwrap().iter().filter_map(|entry| entry["change"]["county"].get("exported")).collect();
    assert_eq!((&exported[0]["what"], &exported[0]["of"]), (&"template".into(), &case.as_str().into()));
    assert_eq!((&exported[0]["purpose"], &exported[1]["of"]), (&"to be completed".into(), &Value::Null));
    import(&place, &filled, &[]).refused(&["there already"]);
    let read = import(&place, &blank, &["--case", &case, "--dry-run", "--json"]).json();
    assert_eq!((read["answers"].clone(), read["unplaced"].clone()), (serde_json::json!([]), serde_json::json!([])));
    export(&[filled.to_str().unwrap()]).refused(&["already", "--force"]);
    place.run(&["export", "template", "--format", "pdf", "--out", "x.pdf"]).refused(&["pdf", "docx"]);
}

/// Forms made by python-docx and re-saved by LibreOffice, where these are.
#[test]
fn forms_that_other_programs_made_or_saved_again_read_the_same() {
    let place = county();
    let read = |file: &Path| import(&place, file, &["--dry-run", "--json"]).json();
    let first = read(&papers().join("form-1.docx"));
    let folder = place.path("variants");
    fs::create_dir(&folder).unwrap();
    let made = made_by_python(&folder);
    for file in &made {
        let found = read(file);
        assert_eq!(
            (&found["answers"], &found["unplaced"]),
            (&first["answers"], &first["unplaced"]),
            "{}",
            file.display()
        );
    }
    for file in made.iter().chain([&papers().join("form-1.docx"), &papers().join("form-3.docx")]) {
        let before = read(file);
        let Some(again) = saved_by_libreoffice(file, &folder) else { continue };
        let found = read(&again);
        assert_eq!(
            (&found["answers"], &found["unplaced"]),
            (&before["answers"], &before["unplaced"]),
            "{}",
            file.display()
        );
    }
}

/// Lays the answers of form 1 out anew, in several ways; none where python-docx is not.
fn made_by_python(folder: &Path) -> Vec<PathBuf> {
    let python = std::env::var_os("MACE_PYTHON").unwrap_or_else(|| "python3".into());
    let out = Command::new(python).arg("-c").arg(VARIANTS).arg(papers().join("truth.json")).arg(folder).output();
    let done = out.as_ref().is_ok_and(|out| out.status.success());
    if !done {
        let error = out.map_or_else(|error| error.to_string(), |out| String::from_utf8_lossy(&out.stderr).into_owned());
        assert!(std::env::var_os("MACE_REQUIRE_PYTHON").is_none(), "python-docx is required: {error}");
        println!("python-docx is not here: {error}");
        return Vec::new();
    }
    let mut made: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    made.sort();
    assert_eq!(made.len(), 4);
    made
}

/// Has LibreOffice save a form as its own format and as Word's again; none where LibreOffice is not.
fn saved_by_libreoffice(file: &Path, folder: &Path) -> Option<PathBuf> {
    let convert = |to: &str, file: &Path, into: &Path| {
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        let mut command = Command::new("soffice");
        command.arg(profile).args(["--headless", "--convert-to", to, "--outdir"]).arg(into).arg(file);
        command.output().is_ok_and(|out| out.status.success())
    };
    let (odt, again) = (folder.join("odt"), folder.join("again"));
    let name = Path::new(file.file_name()?);
    convert("odt", file, &odt).then_some(())?;
    convert("docx", &odt.join(name.with_extension("odt")), &again).then_some(())?;
    Some(again.join(name)).filter(|file| file.exists())
}

const VARIANTS: &str = r"
import json, sys, random, docx
answers = json.load(open(sys.argv[1]))['forms'][0]['answers']
pairs = list(answers.items())
random.Random(7).shuffle(pairs)

def save(document, name):
    document.save(sys.argv[2] + '/' + name)

# Two columns, numbered labels in capitals.
document = docx.Document()
document.add_heading('MACE 1 Information Sharing Template', 0)
table = document.add_table(rows=0, cols=2)
for number, (label, answer) in enumerate(pairs, 1):
    row = table.add_row().cells
    row[0].text, row[1].text = '%d. %s' % (number, label.upper()), answer
save(document, 'numbered.docx')

# Labels above answers, in merged cells of a wider table, a paragraph a line.
document = docx.Document()
table = document.add_table(rows=0, cols=3)
for label, answer in pairs:
    for text in (label, answer):
        cells = table.add_row().cells
        cell = cells[0].merge(cells[2])
        cell.paragraphs[0].text = text.split('\n')[0]
        for line in text.split('\n')[1:]:
            cell.add_paragraph(line)
save(document, 'above.docx')

# A frame around a nested table of four columns.
document = docx.Document()
frame = document.add_table(rows=1, cols=1).rows[0].cells[0]
frame.text = 'MACE 1 Information Sharing Template in respect of:'
table = frame.add_table(rows=0, cols=4)
for left, right in zip(pairs[::2], pairs[1::2]):
    row = table.add_row().cells
    row[0].text, row[1].text, row[2].text, row[3].text = *left, *right
save(document, 'nested.docx')

# No table at all.
document = docx.Document()
for label, answer in pairs:
    document.add_heading(label, 2)
    for line in answer.split('\n'):
        document.add_paragraph(line)
save(document, 'headings.docx')
";
