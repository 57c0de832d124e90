//! The palette: one line that finds every command, item, child, person and meeting, and goes there.
//!
//! A command found here is done by pressing its key, so it does just what the key does, and nothing else can.

use crossterm::event::{KeyCode, KeyEvent};

use super::command::{Command, why_not};
use super::editor::Editor;
use super::effect::Effect;
use super::keymap::{Binding, Key, Scope, of_scope};
use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Place, Ui, strip};
use crate::model::id::{Address, CaseId, ItemId, MeetingId};
use crate::session::Shown;
use crate::terms::phrase::weekday_day;

/// The open palette.
#[derive(Debug)]
pub struct Palette {
    /// What is looked for.
    pub editor: Editor,
    /// The choice among [`rows`].
    pub pick: Pick,
}

/// One thing that can be found.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is called for short: a key, a number, a reference, a day.
    pub lead: String,
    /// What it is.
    pub text: String,
    /// Which kind of thing.
    pub kind: &'static str,
    /// Why it cannot be done now.
    pub why: Option<&'static str>,
    /// What happens when it is chosen.
    pub goal: Goal,
    found_by: String,
}

/// What happens when a row is chosen.
#[derive(Debug, Clone)]
pub enum Goal {
    /// A key is pressed.
    Press(&'static Binding),
    /// The meeting turns to an item.
    Item(ItemId),
    /// A child, by reference, is put on the agenda late.
    Late(String),
    /// A case opens.
    Case(CaseId),
    /// A seat is chosen.
    Seat(Address),
    /// A meeting opens.
    Meeting(MeetingId),
    /// A record opens, though it was merged into another.
    Record(CaseId),
    /// The contact list opens at the post with this key.
    Contact(String),
}

const WRITING: &str = "A text is being written: Esc records it, and then you can go.";

impl AsRef<str> for Row {
    fn as_ref(&self) -> &str {
        &self.found_by
    }
}

impl Row {
    pub(super) fn new(lead: String, text: String, kind: &'static str, goal: Goal) -> Self {
        let found_by = format!("{lead} {text}");
        Self { lead, text, kind, why: None, goal, found_by }
    }

    fn also_found_by(mut self, words: &str) -> Self {
        self.found_by.push(' ');
        self.found_by.push_str(words);
        self
    }
}

/// Everything that can be found from where one is: commands that can be done now, those that cannot, and the meetings; in
/// a meeting its items, the county's other open children and those who sit here, elsewhere every case and contact.
#[must_use]
pub fn rows(ui: &Ui, shown: &Shown) -> Vec<Row> {
    let mut rows = commands(ui, shown);
    let commands = rows.len();
    if let Some(place) = ui.place(shown) {
        rows.extend(items(&place, shown));
        rows.extend(children(&place, ui, shown));
        rows.extend(people(&place, shown));
    } else {
        // In front, so that the old reference of a merged record leads to its own page first.
        rows.extend(super::merging::records(ui, shown));
        rows.extend(cases(shown));
        rows.extend(contacts(shown));
    }
    rows.extend(shown.lobby.iter().map(|row| {
        let area = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
        let text = format!("{area} Part {} · {} · {}", row.part, row.state.name(), row.venue);
        Row::new(weekday_day(row.date), text, "meeting", Goal::Meeting(row.id.clone()))
            .also_found_by(&format!("{} {}", row.label, row.chair))
    }));
    if ui.holds_text() {
        rows.iter_mut().skip(commands).for_each(|row| row.why = Some(row.why.unwrap_or(WRITING)));
    }
    rows.iter_mut().filter(|row| row.why.is_some()).for_each(|row| row.kind = "not now");
    rows
}

fn commands(ui: &Ui, shown: &Shown) -> Vec<Row> {
    let here = of_scope(ui.scope_beneath()).chain(of_scope(Scope::Everywhere));
    let row = |binding: &'static Binding| {
        let key = binding.first_shown();
        let why = why_not(binding.command, ui, shown);
        let row = Row::new(key, binding.help.to_owned(), "command", Goal::Press(binding));
        Row { why, ..row.also_found_by(binding.hint) }
    };
    let mut rows: Vec<Row> = here.filter(|binding| !is_left_out(binding.command)).map(row).collect();
    rows.sort_by_key(|row| row.why.is_some());
    rows
}

/// Whether nobody looks for a command: it only moves within what is open, or needs to be told which.
fn is_left_out(command: Command) -> bool {
    use Command as C;
    let of_fields = matches!(
        command,
        C::NextField | C::PreviousField | C::NextChoice | C::PreviousChoice | C::EnterField | C::Earlier | C::Later
    );
    let told_which = matches!(command, C::TakeNumbered | C::Saved | C::Section | C::Reason | C::Palette);
    command.moves() || of_fields || told_which
}

fn items<'a>(place: &Place<'a>, shown: &'a Shown) -> impl Iterator<Item = Row> + 'a {
    (1..).zip(&place.meeting.items).map(|(number, item)| {
        let text = match item.case().and_then(|case| shown.docs.cases.get(case)) {
            Some(case) => format!("{} {} · {}", case.label, case.initials(), case.details.name),
            None => item.planned.title.clone(),
        };
        Row::new(format!("{number}"), text, "agenda", Goal::Item(item.id().clone()))
    })
}

/// The open children who are not on the agenda.
fn children<'a>(place: &Place<'a>, ui: &Ui, shown: &'a Shown) -> impl Iterator<Item = Row> + 'a {
    let (meeting, why) = (place.meeting, why_not(Command::AddLate, ui, shown));
    shown.children.iter().filter(move |child| meeting.item_of(&child.case).is_none()).map(move |child| {
        let area = shown.terms.area(&child.area).map_or(child.area.as_str(), |area| area.name.as_str());
        let text = format!("{} · {area} · not on the agenda: a late item", child.name);
        let also = child.labels().chain(child.names()).collect::<Vec<_>>().join(" ");
        let row = Row::new(child.label.clone(), text, "child", Goal::Late(child.label.clone()));
        Row { why, ..row.also_found_by(&also) }
    })
}

fn people<'a>(place: &Place<'a>, shown: &'a Shown) -> impl Iterator<Item = Row> + 'a {
    place.meeting.seats.iter().map(|seat| {
        let own = seat.only_case.as_ref().and_then(|case| shown.docs.cases.get(case));
        let whose = own.map_or_else(String::new, |case| format!(" · for {}", case.label));
        let name = match seat.speaker() {
            "" => String::new(),
            name => format!("{name} · "),
        };
        let text = format!("{name}{}{whose}", seat.designation);
        Row::new(seat.short.clone(), text, "person", Goal::Seat(seat.address.clone()))
            .also_found_by(&format!("{} @{}", seat.agency, seat.address))
    })
}

/// Every case of the county, those that are closed last.
fn cases(shown: &Shown) -> impl Iterator<Item = Row> + '_ {
    shown.cases.iter().map(|case| {
        let area = shown.terms.area(&case.area).map_or(case.area.as_str(), |area| area.name.as_str());
        let closed = if case.closed.is_some() { " · closed" } else { "" };
        let former = case.former.iter().flat_map(|former| [former.label.as_str(), former.name.as_str()]);
        let also = former.collect::<Vec<_>>().join(" ");
        let text = format!("{} · {area}{closed}", case.name);
        Row::new(case.label.clone(), text, "case", Goal::Case(case.case.clone())).also_found_by(&also)
    })
}

/// Those on the contact list, where no meeting is open whose own people would be meant.
fn contacts(shown: &Shown) -> Vec<Row> {
    let held = super::people::rows(shown).into_iter().filter(|row| !row.is_vacant());
    let row = |listed: crate::model::people::Listed<'_>| {
        let (held, area) = (&listed.contact, listed.area);
        let text = format!("{} · {} · {area} Part {}", held.name, listed.title, held.part);
        Row::new(listed.short.clone(), text, "person", Goal::Contact(held.key())).also_found_by(&listed.found_by())
    };
    held.map(row).collect()
}

impl Ui {
    /// Opens the palette; over a field it leaves the text as it stands.
    pub(super) fn open_palette(&mut self, shown: &Shown) {
        (self.help, self.search.open) = (None, None);
        let editor = Editor::line().with_placeholder("a command, a child, a person, a meeting");
        self.palette = Some(Palette { editor, pick: Pick::new(rows(self, shown).len()).close() });
        if self.place(shown).is_none() {
            self.put_off = vec![Effect::LoadCases];
        }
    }

    /// Follows what is typed in the line on top.
    pub(super) fn look_for(&mut self, shown: &Shown) {
        match (&self.help, &self.palette) {
            (Some(help), _) => help.to_top(),
            (None, Some(_)) => self.narrow_palette(shown),
            (None, None) => self.seek(),
        }
    }

    /// Narrows the palette by what stands in its line, or takes its rows as they are now.
    pub fn narrow_palette(&mut self, shown: &Shown) {
        let rows = self.palette.as_ref().map(|_| rows(self, shown));
        if let (Some(palette), Some(rows)) = (&mut self.palette, rows) {
            let sought = palette.editor.text();
            if sought == palette.pick.filter() {
                palette.pick.refresh(&rows);
            } else {
                palette.pick.set_filter(&sought, &rows);
            }
        }
    }

    /// A command while the palette, the search or the help is on top: what lies beneath is left alone. None where it goes on to what
    /// the command always does.
    pub(super) fn on_top(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        match (command, &self.help, &mut self.palette) {
            (_, None, None) => return self.in_search(command, shown),
            (C::Undo | C::Redo, ..) => {}
            (C::Close, Some(_), _) => self.help = None,
            (C::Close, None, _) => self.palette = None,
            (C::Down, Some(help), _) => help.scroll(1),
            (C::Up, Some(help), _) => help.scroll(-1),
            (C::PageDown | C::PageUp, Some(help), _) => help.page(command == C::PageDown),
            (C::Down, None, Some(palette)) => drop(palette.pick.step(1)),
            (C::Up, None, Some(palette)) => drop(palette.pick.step(-1)),
            (C::PageDown | C::PageUp, None, Some(palette)) => drop(palette.pick.page(command == C::PageDown)),
            (C::RunRow, None, Some(_)) => return Some(self.run_row(shown)),
            (C::Retry, ..) => {
                (self.help, self.palette) = (None, None);
                return None;
            }
            _ => return None,
        }
        Some(vec![])
    }

    /// Does what the chosen row stands for, or says why it cannot be done.
    fn run_row(&mut self, shown: &Shown) -> Vec<Effect> {
        let chosen = self.palette.as_ref().and_then(|palette| palette.pick.chosen());
        let Some(row) = chosen.and_then(|chosen| rows(self, shown).into_iter().nth(chosen)) else { return vec![] };
        if let Some(why) = row.why {
            self.refuse(why);
            return vec![];
        }
        self.palette = None;
        if let Goal::Press(binding) = row.goal {
            return self.press(binding, shown);
        }
        let mut effects = self.put_away(shown);
        match row.goal {
            Goal::Item(item) => effects.extend(self.go_to_item(&item, shown)),
            Goal::Late(label) => self.ask_late(&label),
            Goal::Case(case) => effects.push(Effect::OpenCase(case)),
            Goal::Seat(seat) => self.go_to_seat(&seat, shown),
            Goal::Record(case) => effects.push(Effect::OpenRecord(case)),
            Goal::Meeting(id) => effects.push(Effect::OpenMeeting(id)),
            Goal::Contact(key) => self.open_person(&key, shown),
            Goal::Press(_) => {}
        }
        effects
    }

    /// Presses a command's key, one that no text field takes for text.
    fn press(&mut self, binding: &Binding, shown: &Shown) -> Vec<Effect> {
        let typing = self.takes_text();
        let is_text = |key: &Key| typing && matches!(key.code, KeyCode::Char(_)) && key.with.is_empty();
        let Some(key) = binding.keys.iter().find(|key| !is_text(key)) else { return vec![] };
        // A command that was looked for is not one whose key is known.
        let learnt = self.learnt.clone();
        let effects = self.key(KeyEvent::new(key.code, key.with), shown);
        self.learnt = learnt;
        effects
    }

    /// Whether a text is being written that only recording or discarding ends.
    fn holds_text(&self) -> bool {
        let writing = self.live.as_ref().and_then(|live| live.writing.as_ref());
        writing.is_some_and(|writing| !writing.editor.is_empty() || writing.replaces.is_some())
    }

    /// Closes whatever is open over the screen, keeping what was typed there as Esc does.
    pub(super) fn put_away(&mut self, shown: &Shown) -> Vec<Effect> {
        if self.prompt.is_some() {
            self.keep_answer(shown);
            self.prompt = None;
        }
        self.uncover_form();
        let form = matches!(self.overlay, Some(Overlay::Form(_)));
        let effects = if form { self.leave_form(shown) } else { vec![] };
        self.overlay = None;
        self.close_writing();
        if self.live.as_ref().is_some_and(|live| live.capture.is_open()) {
            self.close_capture(shown);
        }
        effects
    }

    /// Goes to an item of the open meeting. Going back is free; going on is asked about once.
    pub(super) fn go_to_item(&mut self, item: &ItemId, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let onward = place.meeting.number(item) > place.meeting.number(place.item.id());
        if onward && self.open_gate(item, shown) { vec![] } else { self.turn_to(item, shown) }
    }

    /// Asks for a late item, with an answer to start from.
    pub(super) fn ask_late(&mut self, start: &str) {
        self.ask(Purpose::LateItem, "Late item (a child's reference or name, or a title)", start);
    }

    /// Chooses a seat: on the strip where it speaks on this child, in the roll-call otherwise.
    fn go_to_seat(&mut self, seat: &Address, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let on = |unfolded| strip::chips(&place, unfolded).seats.iter().any(|chip| chip.address == *seat);
        if let (Some(live), true, true) = (&mut self.live, place.case.is_some(), on(true)) {
            live.unfolded = live.unfolded || !on(false);
            live.agency = Some(seat.clone());
            return;
        }
        let row = place.meeting.seats.iter().position(|other| other.address == *seat);
        self.open_roll_call(shown);
        if let (Some(Overlay::RollCall(pick)), Some(row)) = (&mut self.overlay, row) {
            pick.choose(row);
        }
    }
}
