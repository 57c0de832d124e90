//! How a Word document looks: its styles, its bullets, its settings. One accent, one typeface, generous space.
//!
//! Sizes are in half points, spaces in twentieths of a point, rules in eighths, as Word counts them.

/// The one accent: a deep blue that stays dark in black and white.
const ACCENT: &str = "1F3B57";
/// The tint of header rows and of the decision's box.
pub(super) const TINT: &str = "EDF2F6";
/// Ordinary ink.
const INK: &str = "1C1C1C";
/// Quieter ink, still well above a contrast of 4.5 to 1 on white.
const MUTED: &str = "595F66";
/// Light rules.
const RULE: &str = "C7D0D8";

/// Gives `word/styles.xml` for a language.
pub(super) fn styles(language: &str) -> String {
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#
    );
    for style in PARAGRAPHS {
        out.push_str(&paragraph(style));
    }
    let others = format!(
        r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="Muted"><w:name w:val="Muted"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:color w:val="{MUTED}"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="FieldLabel"><w:name w:val="Field Label"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="CalloutLabel"><w:name w:val="Callout Label"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="MinutesTable"><w:name w:val="Minutes Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{ACCENT}"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
</w:styles>"#
    );
    out + &others
}

/// Gives `word/settings.xml` for a language.
pub(super) fn settings(language: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#
    )
}

/// A paragraph style: its id and Word's name for it, what it is based on and what follows it, and its properties.
struct ParagraphStyle {
    id: &'static str,
    name: &'static str,
    based_on: &'static str,
    next: &'static str,
    paragraph: &'static str,
    run: &'static str,
}

const fn style(
    id: &'static str,
    name: &'static str,
    based_on: &'static str,
    next: &'static str,
    paragraph: &'static str,
    run: &'static str,
) -> ParagraphStyle {
    ParagraphStyle { id, name, based_on, next, paragraph, run }
}

/// The paragraph styles. ACCENT and the other inks stand by name and are filled in when written.
const PARAGRAPHS: &[ParagraphStyle] = &[
    style("Normal", "Normal", "", "", "", ""),
    style(
        "Title",
        "Title",
        "Normal",
        "Subtitle",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:b/><w:color w:val="ACCENT"/><w:sz w:val="44"/><w:szCs w:val="44"/>"#,
    ),
    style(
        "Subtitle",
        "Subtitle",
        "Normal",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="160"/>"#,
        r#"<w:color w:val="MUTED"/><w:sz w:val="26"/><w:szCs w:val="26"/>"#,
    ),
    style(
        "Status",
        "Status",
        "Normal",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="200"/>"#,
        r#"<w:b/><w:color w:val="ACCENT"/>"#,
    ),
    style(
        "Heading1",
        "heading 1",
        "Normal",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="ACCENT"/></w:pBdr><w:spacing w:before="400" w:after="140" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>"#,
        r#"<w:b/><w:color w:val="ACCENT"/><w:sz w:val="28"/><w:szCs w:val="28"/>"#,
    ),
    style(
        "Heading2",
        "heading 2",
        "Normal",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="90" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/>"#,
        r#"<w:b/><w:color w:val="ACCENT"/><w:sz w:val="23"/><w:szCs w:val="23"/>"#,
    ),
    style(
        "Heading3",
        "heading 3",
        "Normal",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="80" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="2"/>"#,
        "<w:b/>",
    ),
    style(
        "Quote",
        "Quote",
        "Normal",
        "Normal",
        r#"<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="RULE"/></w:pBdr><w:ind w:left="340" w:right="340"/>"#,
        "<w:i/>",
    ),
    style("Note", "Note", "Normal", "Normal", "", r#"<w:color w:val="MUTED"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#),
    style(
        "Field",
        "Field",
        "Normal",
        "",
        r#"<w:tabs><w:tab w:val="left" w:pos="2552"/></w:tabs><w:spacing w:before="0" w:after="50"/><w:ind w:left="2552" w:hanging="2552"/>"#,
        "",
    ),
    style(
        "ListBullet",
        "List Bullet",
        "Normal",
        "",
        r#"<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>"#,
        "",
    ),
    style(
        "Caption",
        "caption",
        "Normal",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="120" w:after="80"/>"#,
        "<w:b/>",
    ),
    style(
        "TableText",
        "Table Text",
        "Normal",
        "",
        r#"<w:spacing w:before="0" w:after="40" w:line="259" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ),
    style("TableHeading", "Table Heading", "TableText", "", "<w:keepNext/>", r#"<w:b/><w:color w:val="ACCENT"/>"#),
    style("TableRowHeading", "Table Row Heading", "TableText", "", "", "<w:b/>"),
    style("TableBullet", "Table Bullet", "TableText", "", r#"<w:numPr><w:numId w:val="2"/></w:numPr>"#, ""),
    style(
        "CalloutDecision",
        "Callout Decision",
        "Normal",
        "",
        r#"<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="TINT"/><w:left w:val="single" w:sz="36" w:space="10" w:color="ACCENT"/><w:bottom w:val="single" w:sz="4" w:space="4" w:color="TINT"/><w:right w:val="single" w:sz="4" w:space="8" w:color="TINT"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="TINT"/><w:spacing w:before="0" w:after="60"/><w:ind w:left="284" w:right="198"/>"#,
        "",
    ),
    style(
        "CalloutDissent",
        "Callout Dissent",
        "Normal",
        "",
        r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="ACCENT"/><w:left w:val="single" w:sz="6" w:space="10" w:color="ACCENT"/><w:bottom w:val="single" w:sz="6" w:space="4" w:color="ACCENT"/><w:right w:val="single" w:sz="6" w:space="8" w:color="ACCENT"/></w:pBdr><w:spacing w:before="0" w:after="60"/><w:ind w:left="284" w:right="198"/>"#,
        "",
    ),
    style(
        "CalloutLeftOpen",
        "Callout Left Open",
        "Normal",
        "",
        r#"<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="6" w:color="MUTED"/><w:left w:val="dashed" w:sz="6" w:space="10" w:color="MUTED"/><w:bottom w:val="dashed" w:sz="6" w:space="4" w:color="MUTED"/><w:right w:val="dashed" w:sz="6" w:space="8" w:color="MUTED"/></w:pBdr><w:spacing w:before="0" w:after="60"/><w:ind w:left="284" w:right="198"/>"#,
        "",
    ),
    style(
        "CalloutNote",
        "Callout Note",
        "Normal",
        "",
        r#"<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="RULE"/></w:pBdr><w:spacing w:before="0" w:after="60"/><w:ind w:left="284" w:right="198"/>"#,
        "",
    ),
    style(
        "Spacer",
        "Spacer",
        "Normal",
        "",
        r#"<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="12"/><w:szCs w:val="12"/>"#,
    ),
    style(
        "Marking",
        "Marking",
        "Normal",
        "",
        r#"<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        r#"<w:b/><w:color w:val="ACCENT"/><w:spacing w:val="20"/><w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ),
    style(
        "Header",
        "header",
        "Normal",
        "",
        r#"<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:color w:val="MUTED"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
    style(
        "Footer",
        "footer",
        "Normal",
        "",
        r#"<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="RULE"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:color w:val="MUTED"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
];

fn paragraph(style: &ParagraphStyle) -> String {
    let mut out = String::from("<w:style w:type=\"paragraph\"");
    if style.based_on.is_empty() {
        out.push_str(" w:default=\"1\"");
    }
    out.push_str(" w:styleId=\"");
    out.push_str(style.id);
    out.push_str("\"><w:name w:val=\"");
    out.push_str(style.name);
    out.push_str("\"/>");
    for (element, value) in [("w:basedOn", style.based_on), ("w:next", style.next)] {
        if !value.is_empty() {
            out.extend(["<", element, " w:val=\"", value, "\"/>"]);
        }
    }
    out.push_str("<w:qFormat/><w:pPr>");
    out.push_str(&inked(style.paragraph));
    out.push_str("</w:pPr><w:rPr>");
    out.push_str(&inked(style.run));
    out.push_str("</w:rPr></w:style>\n");
    out
}

fn inked(properties: &str) -> String {
    let inks = [("ACCENT", ACCENT), ("TINT", TINT), ("MUTED", MUTED), ("RULE", RULE)];
    inks.into_iter()
        .fold(properties.to_owned(), |text, (name, ink)| text.replace(&format!("\"{name}\""), &format!("\"{ink}\"")))
}

/// Bullets on the page (1) and in a table (2).
pub(super) const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="TableBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="227" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;

/// What stands in for Arial where it is missing.
pub(super) const FONT_TABLE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"#;

/// The kind of every part.
pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#;

/// The parts that the package itself names.
pub(super) const PACKAGE_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

/// The parts that the text names.
pub(super) const DOCUMENT_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rIdNumbering" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rIdSettings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rIdFonts" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rIdHeader" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rIdFooter" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;

/// The program's name in the file's properties.
pub(super) const APP_PROPERTIES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>mace</Application></Properties>"#;
