//! How ready a meeting is: its deadlines with the days left, what is missing for each, and what a key can do about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::case::Case;
use crate::model::circulated::differences;
use crate::model::listing::Listing;
use crate::model::meeting::Meeting;
use crate::model::outlook::Outlook;
use crate::model::readiness::{self, Deadline, Pressure, Readiness, Stage, Want};
use crate::model::readiness_words::days_left;
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::list::Pick;
use crate::tui::ui::ready::{Row, rows};

/// Rows wider than this name a child in full.
const WIDE: usize = 90;

/// How the open meeting stands now.
#[must_use]
pub fn of(meeting: &Meeting, ui: &Ui, shown: &Shown) -> Readiness {
    readiness::readiness(meeting, &Outlook::of(&shown.docs), &shown.terms, &shown.calendar, london(ui.now))
}

/// The role of how much something presses.
#[must_use]
pub fn role(pressure: Pressure) -> Role {
    match pressure {
        Pressure::Late => Role::Danger,
        Pressure::Near => Role::Warning,
        Pressure::Open => Role::Muted,
        Pressure::Ready => Role::Success,
    }
}

/// The deadlines, one a line, each with what is missing for it.
#[must_use]
pub fn deadlines<'a>(meeting: &Meeting, ui: &Ui, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let ready = of(meeting, ui, shown);
    ready.deadlines.iter().map(|due| deadline(due, &ready, ui, shown, theme, width)).collect()
}

fn deadline<'a>(due: &Deadline, ready: &Readiness, ui: &Ui, shown: &Shown, theme: &Theme, width: usize) -> Line<'a> {
    let now = london(ui.now);
    let lacks = || ready.lacks.iter().filter(|lack| lack.stage == due.stage);
    let worst = lacks().map(|lack| lack.pressure).min();
    let past = due.is_past(now);
    let state = worst.map_or(if past { Role::Faint } else { Role::Muted }, role);
    let at = due.at.map_or_else(String::new, |at| at.format(" %H:%M").to_string());
    let left = match due.at {
        Some(at) if !past && at.date() == now.date() => format!("{} h left", (at - now).num_hours()),
        _ => days_left(due.on, now.date(), &shown.calendar),
    };
    let provisional = if due.provisional { " · provisional: bank holidays are not published yet" } else { "" };
    let several = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let counted = |want: Want| lacks().filter(|lack| lack.want == want).count();
    let mut wants: Vec<String> = Vec::new();
    wants.extend(several(counted(Want::Answer), "request waits", "requests wait"));
    wants.extend(several(counted(Want::Template), "template missing", "templates missing"));
    wants.extend(several(counted(Want::Picture), "eco-map or genogram missing", "eco-maps or genograms missing"));
    let others = lacks().filter(|lack| !matches!(lack.want, Want::Answer | Want::Template | Want::Picture));
    wants.extend(others.map(|lack| match lack.want {
        Want::Circulation => "not gone out yet".to_owned(),
        Want::Revision(1) => "1 change not sent".to_owned(),
        Want::Revision(many) => format!("{many} not sent"),
        _ => lack.what.clone(),
    }));
    let (glyph, said) = match (wants.is_empty(), due.stage) {
        (false, _) => ("! ", wants.join("; ")),
        (true, Stage::Requests) if past => ("✓ ", "closed".to_owned()),
        (true, Stage::Requests | Stage::Backstop) => ("· ", String::new()),
        (true, _) => ("✓ ", "nothing missing".to_owned()),
    };
    let spans = [
        Span::styled(glyph, theme.style(state)),
        // In the ink and on the ground of where it is drawn: a pane, or a sheet over it.
        Span::raw(text::pad(due.stage.name(), 17)),
        Span::raw(text::pad(&format!("{}{at}", due.on.format("%a %-d %b")), 17)),
        Span::styled(text::pad(&left, 21), theme.style(state)),
        Span::styled(format!("{said}{provisional}"), theme.style(state)),
    ];
    text::join(spans, width)
}

/// To whom which version went out, and what has changed since.
fn sent(meeting: &Meeting, shown: &Shown) -> Vec<(String, Role)> {
    let short = |slug: &str| shown.terms.agency(slug).map_or(slug, |agency| agency.short.as_str()).to_owned();
    let sendings = meeting.circulated.iter().map(|sent| {
        let to: Vec<String> = sent.to.iter().map(|told| short(&told.agency)).collect();
        let when = london(sent.at).format("%a %-d %b %H:%M");
        let (version, by, count) = (sent.version, &sent.by, to.len());
        let unit = if count == 1 { "agency" } else { "agencies" };
        let apart = match &sent.apart[..] {
            [] => String::new(),
            [one] => format!("; a part alone to {}", one.name),
            several => format!("; a part alone to {} others", several.len()),
        };
        (format!("✓ version {version}, {when}, {by} to {count} {unit}: {}{apart}", to.join(", ")), Role::Success)
    });
    let changed = differences(meeting, &Outlook::of(&shown.docs)).into_iter();
    sendings.chain(changed.map(|said| (format!("! since then: {said}"), Role::Warning))).collect()
}

/// The rows that the sheet wants.
#[must_use]
pub fn height(ui: &Ui, shown: &Shown, width: u16) -> u16 {
    let Some(place) = ui.place(shown) else { return 0 };
    let rows = rows(place.meeting, shown, ui.today()).len().max(2);
    let sent = sent(place.meeting, shown).iter().map(|(said, _)| text::height(said, usize::from(width))).sum::<usize>();
    u16::try_from(rows + sent).unwrap_or(u16::MAX).saturating_add(10)
}

/// Draws deadlines, and below them the list of what can be done.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let held = format!(
        "held {}, {}",
        day(place.meeting.plan.date),
        days_left(place.meeting.plan.date, ui.today(), &shown.calendar)
    );
    let below = frame::section(area, buf, theme, "Before the meeting", &held, true);
    let width = usize::from(below.width);
    let below = frame::lines(below, buf, &deadlines(place.meeting, ui, shown, theme, width));
    let mut below = below;
    for (said, role) in sent(place.meeting, shown) {
        below = frame::paragraph(below, buf, theme, role, &said);
    }
    let below = frame::below(below, 1);
    let rows = rows(place.meeting, shown, ui.today());
    let below = frame::section(below, buf, theme, "To do", &format!("{}", rows.len()), false);
    if rows.is_empty() {
        frame::paragraph(
            below,
            buf,
            theme,
            Role::Muted,
            "No request waits, no paper is due, and everything that is due is on the agenda.",
        );
        return;
    }
    for (y, (at, chosen)) in (below.y..below.bottom()).zip(pick.visible(usize::from(below.height))) {
        let Some(row) = rows.get(at) else { continue };
        let line = frame::row(Rect { y, height: 1, ..below }, buf, theme, chosen);
        let width = usize::from(line.width.saturating_sub(1));
        frame::line(line, buf, &text::join(told(row, chosen, shown, theme, width), width));
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}

fn told<'a>(row: &Row<'_>, chosen: bool, shown: &Shown, theme: &Theme, width: usize) -> Vec<Span<'a>> {
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let name = |case: &Case| {
        if width > WIDE { text::pad(&case.details.name, 24) } else { text::pad(&case.initials(), 4) }
    };
    let head = |case: &Case| {
        vec![
            Span::styled(text::pad(&case.label, 12), style(Role::Accent)),
            Span::styled(name(case), style(Role::Overlay)),
        ]
    };
    match row {
        Row::Asked(case, listing) => {
            let mut spans = head(case);
            spans.extend(request(listing, style(Role::Warning), style(Role::Overlay), style(Role::Muted)));
            spans
        }
        Row::Missing(case) => {
            let mut spans = head(case);
            spans.push(Span::styled("belongs on the agenda and is not on it: G gathers it", style(Role::Warning)));
            spans
        }
        Row::Papers(case, item) => {
            let mut spans = head(case);
            spans.push(Span::styled(text::pad(super::agenda::kind(item), 9), style(Role::Muted)));
            let papers = readiness::papers(case);
            let pictures = papers.eco_map.or(papers.genogram).is_some();
            let all = [
                ("template", papers.template, true),
                ("eco-map", papers.eco_map, !pictures),
                ("genogram", papers.genogram, false),
            ];
            for (what, received, needed) in all {
                let (said, role) = match received {
                    Some(on) => (format!("✓ {what} {}", on.format("%-d %b")), Role::Success),
                    None if needed => (format!("! no {what}"), Role::Warning),
                    None => (format!("– no {what}"), Role::Faint),
                };
                spans.push(Span::styled(text::pad(&said, 19), style(role)));
            }
            let _ = shown;
            spans
        }
    }
}

fn request<'a>(
    listing: &Listing,
    state: ratatui::style::Style,
    who: ratatui::style::Style,
    why: ratatui::style::Style,
) -> Vec<Span<'a>> {
    let asked = &listing.asked;
    let late = if asked.late { " late" } else { "" };
    let said = match listing.refused() {
        Some(because) => format!("refused: {because}"),
        None => format!("asked {}{late}: {}", asked.received.format("%-d %b"), asked.because),
    };
    let waits = if listing.waits() { "request  " } else { "refused  " };
    vec![Span::styled(waits, state), Span::styled(text::pad(&asked.by.short, 14), who), Span::styled(said, why)]
}
