//! What every page bears — the marking above and below, the title, "Page X of Y" — and the file's properties.

use super::super::document::Document;
use super::super::xml::Xml;
use super::NAMESPACES;

/// Gives the header: the marking, centred, and the small print left and right.
pub(super) fn header(document: &Document) -> String {
    let mut xml = Xml::file();
    xml.open("w:hdr", &NAMESPACES);
    marking(&mut xml, &document.marking);
    if !(document.header_left.is_empty() && document.header_right.is_empty()) {
        paragraph(&mut xml, "Header");
        text(&mut xml, &document.header_left);
        tab(&mut xml);
        text(&mut xml, &document.header_right);
        xml.close();
    }
    xml.finish()
}

/// Gives the footer: the title and the page at its sides, the marking, centred, below.
pub(super) fn footer(document: &Document) -> String {
    let mut xml = Xml::file();
    xml.open("w:ftr", &NAMESPACES);
    paragraph(&mut xml, "Footer");
    text(&mut xml, document.foot());
    tab(&mut xml);
    text(&mut xml, "Page ");
    field(&mut xml, "PAGE");
    text(&mut xml, " of ");
    field(&mut xml, "NUMPAGES");
    xml.close();
    marking(&mut xml, &document.marking);
    xml.finish()
}

/// Gives the properties that a file manager, a search and a screen reader show.
pub(super) fn core_properties(document: &Document, keywords: &str) -> String {
    let created = document.created.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let time = [("xsi:type", "dcterms:W3CDTF")];
    let mut xml = Xml::file();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &[], &document.title);
    xml.leaf("dc:subject", &[], &document.subject);
    xml.leaf("dc:creator", &[], &document.author);
    xml.leaf("cp:keywords", &[], keywords);
    xml.leaf("cp:lastModifiedBy", &[], &document.author);
    xml.leaf("dcterms:created", &time, &created);
    xml.leaf("dcterms:modified", &time, &created);
    xml.leaf("dc:language", &[], &document.language);
    xml.finish()
}

fn marking(xml: &mut Xml, marking: &str) {
    paragraph(xml, "Marking");
    text(xml, marking);
    xml.close();
}

/// Opens a paragraph; the caller closes it.
fn paragraph(xml: &mut Xml, style: &str) {
    xml.open("w:p", &[]).open("w:pPr", &[]).empty("w:pStyle", &[("w:val", style)]).close();
}

fn text(xml: &mut Xml, text: &str) {
    xml.open("w:r", &[]).leaf("w:t", &[("xml:space", "preserve")], text).close();
}

fn tab(xml: &mut Xml) {
    xml.open("w:r", &[]).empty("w:tab", &[]).close();
}

/// Writes a field that Word fills in by itself wherever the page is laid out.
fn field(xml: &mut Xml, instruction: &str) {
    xml.open("w:fldSimple", &[("w:instr", instruction)]);
    text(xml, "1");
    xml.close();
}
