//! A filled form that was read of a file, beside what stands: where it goes, what is new, what differs, what could not be
//! placed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::paper::Paper;
use super::{frame, text};
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::filing::{Filing, Under};

/// The cells of a question before its answer.
const QUESTION: usize = 33;

/// What is missing of a new case.
const NOT_SAID: &str = "! missing: the form does not say; e on the case adds it";

/// Draws it.
pub fn render(area: Rect, buf: &mut Buffer, open: &Filing, shown: &Shown, theme: &Theme) {
    let found = open.form.completeness(&shown.terms.template);
    let below = frame::section(area, buf, theme, &format!("Read of {}", open.file), &found.words(), true);
    let who = open.told.name.as_deref().unwrap_or("a child without a name");
    let born = open.told.born.map_or_else(|| "no date of birth".to_owned(), |born| format!("born {}", day(born)));
    let mut rest =
        frame::paragraph(below, buf, theme, Role::Title, &format!("{who}, {born} · from {}", open.form.from()));
    for (at, under) in open.under.iter().enumerate() {
        let row = frame::row(Rect { height: 1.min(rest.height), ..rest }, buf, theme, at == open.chosen);
        let role = if at == open.chosen { Role::Selected } else { Role::Muted };
        frame::line(
            row,
            buf,
            &text::join([Span::styled(place(under, open, shown), theme.style(role))], usize::from(row.width)),
        );
        rest = frame::below(rest, 1);
    }
    let rest = frame::below(rest, 1);
    let mut paper = Paper::new(rest.width, theme);
    write(&mut paper, open, shown);
    paper.render(rest, buf, &open.scroll);
}

/// Where a form may go, in a line.
fn place(under: &Under, open: &Filing, shown: &Shown) -> String {
    match under {
        Under::New => {
            let area = open.told.area.as_deref().and_then(|area| shown.terms.area(area));
            area.map_or_else(
                || "Open a new case: the form does not say in which area".to_owned(),
                |area| format!("Open a new case in {}", area.name),
            )
        }
        Under::Case(id, how) => {
            let Some(case) = shown.docs.cases.get(id) else { return String::new() };
            let why = how.map_or("the case on the screen", |how| how.words());
            format!("File in {}, {}, born {} · {why}", case.label, case.details.name, day(case.details.born))
        }
    }
}

fn write(paper: &mut Paper<'_>, open: &Filing, shown: &Shown) {
    let case = open.case(shown);
    if let Some(case) = case {
        if open.names_another(case) {
            paper.text(
                "! The form names another child than this case. Who the child is, stays as the record says.",
                Role::Danger,
            );
        }
        let changes = open.changes(case);
        if !changes.is_empty() {
            paper.heading("The record would say (f files the form alone)");
        }
        for offer in changes {
            let was = if offer.old.is_empty() { "nothing".to_owned() } else { offer.old };
            paper.hanging(offer.what.label(), QUESTION, Role::Muted, &offer.new, Role::Success);
            paper.hanging("", QUESTION, Role::Muted, &format!("was: {was}"), Role::Faint);
        }
    }
    if case.is_none() {
        paper.heading("The new case");
        for (what, told) in [("Open because", &open.told.threshold), ("Came from", &open.told.source)] {
            match told {
                Some(said) => paper.hanging(what, QUESTION, Role::Muted, said, Role::Success),
                None => paper.hanging(what, QUESTION, Role::Muted, NOT_SAID, Role::Warning),
            }
        }
    }
    for unread in &open.told.unread {
        paper.heading("Kept on the form alone, as it is no word of the terms");
        paper.hanging(&unread.label, QUESTION, Role::Muted, &unread.text, Role::Warning);
    }
    if !open.form.unplaced.is_empty() {
        paper.heading("Could not be placed, and is kept as a note");
        for left in &open.form.unplaced {
            let label = if left.label.is_empty() { "without a label" } else { &left.label };
            paper.hanging(label, QUESTION, Role::Muted, &left.text, Role::Warning);
        }
    }
    let standing = case.and_then(|case| case.form()).map(|filed| &filed.form);
    for section in &shown.terms.template.sections {
        paper.heading(&section.title);
        for field in &section.fields {
            let before = standing.and_then(|form| form.answer(&field.key));
            match (open.form.answer(&field.key), before) {
                (Some(now), Some(before)) if now == before => {
                    paper.hanging(&format!("= {}", field.label), QUESTION, Role::Muted, now, Role::Muted);
                }
                (Some(now), Some(before)) => {
                    paper.hanging(&format!("≠ {}", field.label), QUESTION, Role::Warning, now, Role::Overlay);
                    paper.hanging("", QUESTION, Role::Muted, &format!("was: {before}"), Role::Faint);
                }
                (Some(now), None) => {
                    paper.hanging(&format!("+ {}", field.label), QUESTION, Role::Success, now, Role::Overlay);
                }
                (None, Some(before)) => {
                    paper.hanging(
                        &format!("– {}", field.label),
                        QUESTION,
                        Role::Warning,
                        "not answered now",
                        Role::Warning,
                    );
                    paper.hanging("", QUESTION, Role::Muted, &format!("was: {before}"), Role::Faint);
                }
                (None, None) => {}
            }
        }
    }
    let missing = open.form.completeness(&shown.terms.template).missing;
    if !missing.is_empty() {
        paper.heading("Not answered");
        paper.text(&missing.join("; "), Role::Muted);
    }
}
