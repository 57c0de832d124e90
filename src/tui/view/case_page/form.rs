//! The Information Sharing Template as it was filled in last: every question, answered or not.

use crate::model::case::Case;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::Role;
use crate::tui::view::paper::Paper;

/// The cells of a question before its answer.
const QUESTION: usize = 30;

/// Writes the form, with how much of it is answered.
pub fn write(paper: &mut Paper<'_>, case: &Case, shown: &Shown) {
    let template = &shown.terms.template;
    let Some(filed) = case.form() else {
        paper.text(
            &format!(
                "No {} was filed for this child yet. e fills one in; what the record knows is in it.",
                template.title
            ),
            Role::Muted,
        );
        return;
    };
    let form = &filed.form;
    let found = form.completeness(template);
    let completed = form.completed.map_or_else(String::new, |on| format!("completed {}, ", day(on)));
    let from = format!("{} · {completed}received {}", form.from(), day(form.received));
    paper.line([(from.as_str(), Role::Text)]);
    if found.missing.is_empty() {
        paper.line([("✓ ", Role::Success), (&format!("all {} answered", found.all), Role::Success)]);
    } else {
        let role = if found.required > 0 { Role::Danger } else { Role::Warning };
        paper.line([(found.words().as_str(), role)]);
        paper.text(&format!("Still missing: {}", found.missing.join(", ")), Role::Warning);
    }
    for section in &template.sections {
        paper.heading(&section.title);
        for field in &section.fields {
            // Where a view is given in parts, the whole is not asked again, nor the parts where it is given whole.
            let asked_otherwise = |key: &str| form.answer(key).is_some();
            let in_parts = template.parts_of(&field.key).any(|part| asked_otherwise(&part.key));
            let as_whole = field.part_of.as_deref().is_some_and(asked_otherwise);
            match form.answer(&field.key) {
                Some(answer) => paper.hanging(&field.label, QUESTION, Role::Muted, answer, Role::Text),
                None if in_parts || as_whole || template.parts_of(&field.key).next().is_some() => {}
                None => paper.hanging(&field.label, QUESTION, Role::Muted, "–", Role::Faint),
            }
        }
    }
    if !form.unplaced.is_empty() {
        paper.heading("What no question asks for");
        for left in &form.unplaced {
            paper.hanging(&left.label, QUESTION, Role::Muted, &left.text, Role::Text);
        }
    }
    if case.forms.len() > 1 {
        paper.heading("Earlier forms");
        for earlier in case.forms.iter().rev().skip(1) {
            paper.text(&format!("{}, received {}", earlier.form.from(), day(earlier.form.received)), Role::Muted);
        }
    }
}
