//! Whether the Information Sharing Template of a county's terms can be filled in and read back.

use super::{Checked, apart, filled, mistake, one_of, slugs, unique};
use crate::terms::{Field, FieldKind, Fills, Template, Terms};

pub(super) fn template(terms: &Terms) -> Checked {
    let template = &terms.template;
    filled("template.section", template.sections.is_empty())?;
    for (no, section) in template.sections.iter().enumerate() {
        let path = format!("template.section.{no}.fields");
        filled(&path, section.fields.is_empty())?;
        keys(&path, &section.fields)?;
    }
    unique(placed(template).map(|(path, field)| (format!("{path}.key"), field.key.clone())))?;
    apart(
        placed(template).map(|(path, field)| {
            let labels = std::iter::once(&field.label).chain(&field.also).map(String::as_str).collect();
            (path, field.label.as_str(), labels)
        }),
        "field",
    )?;
    placed(template).try_for_each(|(path, field)| one_field(terms, &path, field))?;
    told_once(template)
}

/// Every field with its path in the file.
fn placed(template: &Template) -> impl Iterator<Item = (String, &Field)> {
    template.sections.iter().enumerate().flat_map(|(no, section)| {
        let rows = section.fields.iter().enumerate();
        rows.map(move |(row, field)| (format!("template.section.{no}.fields.{row}"), field))
    })
}

fn keys(path: &str, fields: &[Field]) -> Checked {
    slugs(path, fields.iter().map(|field| field.key.as_str())).map_err(|mut mistake| {
        mistake.path = mistake.path.replace(".slug", ".key");
        mistake.found = mistake.found.replace("the slug", "the key");
        mistake
    })
}

fn one_field(terms: &Terms, path: &str, field: &Field) -> Checked {
    let lists: Vec<&str> = terms.vocabulary.lists().into_iter().map(|(name, _)| name).collect();
    match (field.kind, field.of.as_deref()) {
        (FieldKind::Choice, Some(of)) if lists.contains(&of) => {}
        (FieldKind::Choice, of) => {
            let found = of.map_or("a choice of nothing".to_owned(), |of| format!("a choice of “{of}”"));
            return Err(mistake(format!("{path}.of"), found, &format!("of = {}", one_of(&lists))));
        }
        (_, Some(of)) => {
            return Err(mistake(format!("{path}.of"), format!("of = “{of}”"), "it only where kind = \"choice\""));
        }
        (_, None) => {}
    }
    let Some(whole) = &field.part_of else { return Ok(()) };
    if terms.template.field(whole).is_none_or(|whole| whole.part_of.is_some()) {
        let found = format!("a part of “{whole}”");
        return Err(mistake(format!("{path}.part-of"), found, "the key of a field that is no part itself"));
    }
    Ok(())
}

/// A form is filed by name and date of birth; and two fields must not tell one thing differently.
fn told_once(template: &Template) -> Checked {
    let mut told = std::collections::HashMap::new();
    for (path, field) in placed(template) {
        let Some(fills) = field.fills.filter(|fills| !fills.is_joined()) else { continue };
        if let Some(first) = told.insert(fills, &field.label) {
            let found = format!("what “{first}” fills already");
            return Err(mistake(format!("{path}.fills"), found, "one field to fill it"));
        }
    }
    for (needed, name) in [(Fills::Name, "name"), (Fills::Born, "born")] {
        if !told.contains_key(&needed) {
            let found = format!("no field that fills “{name}”");
            return Err(mistake("template".to_owned(), found, &format!("one with fills = \"{name}\"")));
        }
    }
    Ok(())
}
