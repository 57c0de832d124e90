//! Layouts: two columns, four, labels above, merged, nested, ticked, re-saved.

use super::*;

const WHO: &[&[&str]] = &[&["Name", "Ada Nowhere"], &["D.O.B.", "1/2/2012"], &["GENDER:", "Female"]];
const SAID: &[(&str, &str)] = &[("name", "Ada Nowhere"), ("born", "1/2/2012"), ("gender", "Female")];

/// The three answers that make a document a form, and those that a test is about.
#[track_caller]
fn check_beside(more: &str, expect: &[(&str, &str)], unplaced: &[(&str, &str)]) {
    check(&format!("{}{more}", table(WHO)), &[SAID, expect].concat(), unplaced);
}

#[test]
fn labels_are_known_by_other_wordings_numbers_and_slips() {
    for label in [
        "Health",
        "HEALTH INFORMATION:",
        "14. Health information",
        "Q14) Health  information",
        "b) Health information",
        "Helth information",
        "Health information (including sexual health and disabilities)",
        "Health information\nPlease include disabilities",
        "Information regarding health",
    ] {
        check_beside(&table(&[&[label, "Asthma"]]), &[("health", "Asthma")], &[]);
    }
    for label in ["Has a CSE Risk Assesment been completed, and what is the level?", "CSE risk assessment level"] {
        check_beside(&table(&[&[label, "Yes – High"]]), &[("risk-assessment", "Yes – High")], &[]);
    }
}

#[test]
fn an_answer_may_be_a_word_that_is_a_label_elsewhere() {
    check_beside(
        &table(&[&["Ethnicity", "Other"], &["Education", "School"], &["Any other information", "Missing"]]),
        &[("ethnicity", "Other"), ("education", "School"), ("other", "Missing")],
        &[],
    );
}

#[test]
fn four_columns_with_empty_answers_stay_in_step() {
    check_beside(
        &table(&[
            &["Ethnicity", "", "Legal status", "CIN"],
            &["Health", "Asthma", "Education", ""],
            &["Disruption", "", "Enforcement action", ""],
        ]),
        &[("legal-status", "CIN"), ("health", "Asthma")],
        &[],
    );
}

#[test]
fn labels_may_stand_above_their_answers() {
    check_beside(
        &table(&[&["Ethnicity", "Legal status"], &["White British", "CIN"], &["Health", "Education"], &["", "PRU"]]),
        &[("ethnicity", "White British"), ("legal-status", "CIN"), ("education", "PRU")],
        &[],
    );
    check_beside(
        &table(&[&["Health"], &["Asthma"], &["Education"], &["Disruption"], &["CAWN served"]]),
        &[("health", "Asthma"), ("disruption", "CAWN served")],
        &[],
    );
}

#[test]
fn a_label_and_its_answer_may_share_a_cell() {
    check_beside(
        &table(&[
            &["Ethnicity: White British", "Legal status: CIN"],
            &["Health:\nAsthma\n\nSeen 30/10", "Education: PRU"],
        ]),
        &[
            ("ethnicity", "White British"),
            ("legal-status", "CIN"),
            ("health", "Asthma\n\nSeen 30/10"),
            ("education", "PRU"),
        ],
        &[],
    );
}

#[test]
fn merged_cells_keep_label_and_answer_together() {
    let wide = |text: &str| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", paragraphs(text));
    let merge = |text: &str, how: &str| format!("<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr>{}</w:tc>", paragraphs(text));
    let start = " w:val=\"restart\"";
    check_beside(
        &table_of(&[
            vec![wide("Health")],
            vec![wide("Asthma")],
            vec![merge("Persons of concern", start), cell("“Baz”, 24")],
            vec![merge("", ""), cell("“Mo”, silver hatchback")],
            vec![merge("Parents' view", start), cell("Safety and well-being"), cell("Worried.")],
            vec![merge("", ""), cell("Prevention strategies"), cell("Door alarm.")],
        ]),
        &[
            ("health", "Asthma"),
            ("persons", "“Baz”, 24\n“Mo”, silver hatchback"),
            ("parents-safety", "Worried."),
            ("parents-prevention", "Door alarm."),
        ],
        &[],
    );
}

#[test]
fn views_are_read_in_parts_however_they_are_set_out() {
    let parts: &[(&str, &str)] =
        &[("parents-safety", "P1"), ("parents-risk", "P2"), ("child-safety", "C1"), ("child-risk", "C2")];
    check_beside(
        &table(&[
            &["", "Parents’ view", "Child’s view"],
            &["Safety and well-being", "P1", "C1"],
            &["Identification of risk", "P2", "C2"],
            &["Prevention strategies", "", ""],
        ]),
        parts,
        &[],
    );
    check_beside(
        &table(&[
            &["Parents view", "Safety and wellbeing: P1\nIdentification of risk: P2"],
            &["Child's view", "Safety and well-being:\nC1\nIdentification of risk\nC2"],
        ]),
        parts,
        &[],
    );
    let merge = |text: &str, how: &str| format!("<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr>{}</w:tc>", paragraphs(text));
    check_beside(
        &table_of(&[
            vec![merge("Parents view", " w:val=\"restart\""), cell("Safety and well-being: P1")],
            vec![merge("", ""), cell("Identification of risk: P2")],
        ]),
        &parts[..2],
        &[],
    );
    check_beside(
        &table(&[
            &["Parents view"],
            &["Safety and well-being", "P1"],
            &["Identification of risk", "P2"],
            &["Child's view"],
            &["Safety and well-being", "C1"],
            &["Identification of risk", "C2"],
        ]),
        parts,
        &[],
    );
}

#[test]
fn tables_may_stand_within_tables() {
    let inner = table(&[&["Name", "Age"], &["“Baz”", "24"]]);
    let with = |text: &str, inner: &str| format!("<w:tc>{}{inner}<w:p/></w:tc>", paragraphs(text));
    check_beside(
        &table_of(&[vec![cell("Persons of concern"), with("", &inner)]]),
        &[("persons", "Name | Age\n“Baz” | 24")],
        &[],
    );
    let frame = table_of(&[vec![with("MACE 1", &table(WHO))], vec![with("", &table(&[&["Health", "Asthma"]]))]]);
    check(&frame, &[SAID, &[("health", "Asthma")]].concat(), &[]);
}

#[test]
fn content_controls_hold_answers_and_what_asks_for_one_is_none() {
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let control = |properties: &str, content: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let boxed =
        |ticked: u8| control(&format!("<w14:checkbox><w14:checked w14:val=\"{ticked}\"/></w14:checkbox>"), &text("þ"));
    let in_cell = |inner: &str| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let rows = [
        vec![cell("Health"), in_cell(&control("", &text("Asthma")))],
        vec![cell("Education"), in_cell(&control("<w:showingPlcHdr/>", &text("Click or tap here to enter text.")))],
        vec![cell("Disruption"), cell("Click here to enter text.")],
        vec![cell("Ethnicity"), control("<w:dropDownList/>", &cell("White British"))],
        vec![cell("Legal status"), in_cell(&format!("{}{}{}{}", boxed(0), text(" CIN "), boxed(1), text(" CP")))],
    ];
    check_beside(
        &control("", &table_of(&rows)),
        &[("health", "Asthma"), ("ethnicity", "White British"), ("legal-status", "CP")],
        &[],
    );
}

#[test]
fn boxes_of_old_forms_and_symbol_fonts_are_read() {
    let old = |on: &str| {
        format!(
            "<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val=\"{on}\"/></w:checkBox></w:ffData></w:fldChar></w:r>"
        )
    };
    let symbol = |code: &str| format!("<w:r><w:sym w:font=\"Wingdings\" w:char=\"{code}\"/></w:r>");
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let list = "<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Male\"/><w:listEntry w:val=\"Female\"/></w:ddList></w:ffData></w:fldChar></w:r>";
    let in_cell = |inner: &str| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let rows = [
        vec![cell("Legal status"), in_cell(&[old("1"), text(" CIN "), old("0"), text(" CP")].concat())],
        vec![cell("Risk level"), in_cell(&[symbol("F0A8"), text(" Med "), symbol("F0FE"), text(" High")].concat())],
        vec![cell("Ethnicity"), in_cell(list)],
    ];
    check_beside(
        &table_of(&rows),
        &[("legal-status", "CIN"), ("risk-assessment", "High"), ("ethnicity", "Female")],
        &[],
    );
}

#[test]
fn tracked_changes_read_as_they_will_stand() {
    let run = |tag: &str, text: &str| format!("<w:r><w:{tag}>{text}</w:{tag}></w:r>");
    let changed = format!(
        "<w:tc><w:p><w:del>{}</w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p></w:tc>",
        run("delText", "Eczema"),
        run("t", "Asthma"),
        run("t", "gone"),
    );
    check_beside(&table_of(&[vec![cell("Health"), changed]]), &[("health", "Asthma")], &[]);
}

#[test]
fn a_text_box_is_read_once() {
    let shape =
        |name: &str| format!("<mc:{name}><w:txbxContent>{}</w:txbxContent></mc:{name}>", paragraphs("Health: Asthma"));
    let run = format!(
        "<w:p><w:r><mc:AlternateContent>{}{}</mc:AlternateContent></w:r></w:p>",
        shape("Choice"),
        shape("Fallback")
    );
    check_beside(&run, &[("health", "Asthma")], &[]);
}

#[test]
fn a_form_may_be_paragraphs_without_tables() {
    check(
        &paragraphs(
            "MACE 1 Information Sharing Template\nName of young person: Ada Nowhere\nDOB: 1/2/2012\nGender: Female\n\
             Health information\nAsthma\n\nSeen 30/10\nAnything we should know?\nEducation: PRU",
        ),
        &[SAID, &[("health", "Asthma\n\nSeen 30/10\nAnything we should know?"), ("education", "PRU")]].concat(),
        &[],
    );
}

#[test]
fn what_no_field_asks_for_is_listed_with_its_label() {
    check_beside(
        &table(&[
            &["Shoe size", "4"],
            &["Favourite biscuit", ""],
            &["Health", "Asthma", "Blood group", "A"],
            &["Education", "PRU", "Gender", "n/k"],
        ]),
        &[("health", "Asthma"), ("education", "PRU")],
        &[("Shoe size", "4"), ("Blood group", "A"), ("Gender", "n/k")],
    );
    check_beside(&paragraphs("Typed by reception."), &[], &[("", "Typed by reception.")]);
}

#[test]
fn a_title_a_heading_and_the_marking_are_no_content() {
    let body = format!(
        "{}{}{}",
        paragraphs("OFFICIAL-SENSITIVE\nMACE 1 Information Sharing Template in respect of:"),
        table(&[&["Question", "Answer"], &["The child", ""]]),
        table(WHO),
    );
    check(&body, SAID, &[]);
}

#[test]
fn another_prefix_for_the_same_namespace_is_the_same_document() {
    let body = table(WHO).replace("w:", "ns0:");
    let xml = format!(
        "<ns0:document xmlns:ns0=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><ns0:body>{body}</ns0:body></ns0:document>"
    );
    let bytes = packed(&[("word/document.xml", xml.as_bytes())]);
    assert_eq!(read(&bytes, "form.docx", &terms(), received()).unwrap().answers.len(), 3);
}
