//! The last line: the keys that can be used now, most important first; the way to all keys always has its place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::command::{Command, why_not};
use crate::tui::ui::form::FormKind;
use crate::tui::ui::keymap::{Binding, Scope, of_scope};
use crate::tui::ui::leads::leads;
use crate::tui::ui::{Overlay, Screen, Ui, people};

/// The least width at which the line always tells of the search.
const SEARCH: u16 = 100;

/// Draws the line. Hints that are known are fainter, and what is known by heart makes room for what is not.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let scope = ui.scope();
    // Tab goes on to the next agency from a note or a view too, but that is not what one expects of it there.
    let writing = ui.live.as_ref().and_then(|live| live.writing.as_ref());
    let away =
        |b: &&Binding| b.command == Command::CommitAndNext && writing.is_some_and(|writing| !writing.is_update());
    let can = |b: &&Binding| !b.hint.is_empty() && !away(b) && why_not(b.command, ui, shown).is_none();
    let mut hinted: Vec<&Binding> = of_scope(scope).filter(can).collect();
    hinted.sort_by_key(|b| (!leads(b.command, ui, shown), ui.learnt.gives_way(b.command)));
    let typing = matches!(
        scope,
        Scope::Writing
            | Scope::Capture
            | Scope::Corrections
            | Scope::Prompt
            | Scope::Filter
            | Scope::Form
            | Scope::Palette
            | Scope::Search
    );
    let help = if typing { "F1" } else { "?" };
    // Search is one key away on every screen; where there is little room the list of keys tells of it.
    let search =
        area.width >= SEARCH && !typing && ui.overlay.is_none() && why_not(Command::Search, ui, shown).is_none();
    let kept = if search { "/ search   ".len() } else { 0 };
    let room = usize::from(area.width).saturating_sub(help.len() + "keys".len() + 5 + kept);
    let mut used = 1;
    let mut hints: Vec<(String, &str, bool)> = Vec::new();
    for binding in hinted {
        let key = key(binding, ui, shown);
        let hint = hint(binding, ui);
        let wide = text::cells(&key) + text::cells(hint) + 4;
        // One that is too wide makes room for the next that is not.
        if used + wide > room {
            continue;
        }
        used += wide;
        hints.push((key, hint, ui.learnt.is_known(binding.command)));
    }
    if search {
        hints.push(("/".to_owned(), "search", ui.learnt.is_known(Command::Search)));
    }
    if scope != Scope::Help {
        hints.push((help.to_owned(), "keys", false));
    }
    let roles = |known| if known { (Role::Faint, Role::Faint) } else { (Role::Key, Role::Hint) };
    frame::hints(area, buf, theme, hints.iter().map(|(key, hint, known)| (key.as_str(), *hint, roles(*known))));
}

/// What a binding does here: a file is saved, and everything else of a form recorded.
fn hint(binding: &Binding, ui: &Ui) -> &'static str {
    match &ui.overlay {
        Some(Overlay::Form(form))
            if binding.command == Command::SubmitForm && matches!(form.kind, FormKind::Export(_)) =>
        {
            "save"
        }
        _ => binding.hint,
    }
}

/// The keys of a binding as the line shows them: of a run of digits only those that stand for something now.
fn key(binding: &Binding, ui: &Ui, shown: &Shown) -> String {
    let count = match binding.command {
        Command::Reason => shown.terms.live.reasons.len(),
        Command::Saved if ui.screen == Screen::People => people::lists(&shown.terms).len(),
        Command::TakeNumbered => ui.corrections.as_ref().map_or(0, |open| open.choices.len()),
        _ => return binding.first_shown(),
    };
    match count.min(9) {
        0 | 1 => "1".to_owned(),
        count => format!("1–{count}"),
    }
}
