//! The list of meetings, numbered: what is live and what is coming first, then a few past ones.

use std::io::{BufRead, Write};

use chrono::NaiveDate;

use super::talk::{Dialogue, Stop, counted};
use crate::model::id::MeetingId;
use crate::model::meeting::MeetingState;
use crate::session::{MeetingRow, Shown};
use crate::terms::phrase::weekday_day;

/// How many coming and how many past meetings are said; others are found by typing.
const SAID: (usize, usize) = (8, 4);

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Lists the meetings and opens the chosen one, again and again.
    pub(super) fn lobby(&mut self) -> Result<(), Stop> {
        let mut narrowed = String::new();
        loop {
            let today = self.today();
            self.session.list_meetings(today, &narrowed).map_err(|error| Stop::failed(&error))?;
            let rows = near(&self.session.shown().lobby, today);
            if rows.is_empty() && narrowed.is_empty() {
                self.say("No meeting is planned yet.")?;
                self.say("Plan one in mace without --plain, or bring the county's tracker in with mace import.")?;
                return Ok(());
            }
            let (lines, first) = (lines(&rows, self.session.shown(), today), default(&rows, today));
            if rows.is_empty() {
                self.say(format!("No meeting fits “{narrowed}”. Enter lists them all."))?;
            } else {
                self.say("Meetings:")?;
            }
            self.say_all(lines)?;
            let enter = first.map_or_else(String::new, |row| format!(", Enter for {}", row + 1));
            let prompt = format!("Which meeting? Its number{enter}, or words to look for:");
            let answer = self.ask(&prompt)?;
            match (answer.parse::<usize>(), first) {
                (Ok(number), _) => match number.checked_sub(1).and_then(|row| rows.get(row)) {
                    Some(row) => self.open(&row.id)?,
                    None => self.say(format!("There is no number {number} in the list."))?,
                },
                (Err(_), Some(row)) if answer.is_empty() => self.open(&rows[row].id)?,
                (Err(_), _) => {
                    narrowed = if answer.eq_ignore_ascii_case("help") {
                        self.say("Type the number of a meeting to open it. Words narrow the list, as an area, a venue or a chair.")?;
                        String::new()
                    } else {
                        answer
                    };
                    continue;
                }
            }
            narrowed.clear();
        }
    }

    fn open(&mut self, id: &MeetingId) -> Result<(), Stop> {
        self.session.open_meeting(id).map_err(|error| Stop::failed(&error))?;
        let held = self.meeting();
        self.item = None;
        self.told.clear();
        held
    }
}

/// What is live, then what is coming, soonest first, then the latest past ones.
fn near(lobby: &[MeetingRow], today: NaiveDate) -> Vec<MeetingRow> {
    let live = |row: &&MeetingRow| row.state == MeetingState::Live;
    let coming = lobby.iter().filter(|row| !live(row) && row.date >= today).take(SAID.0);
    let past = lobby.iter().filter(|row| !live(row) && row.date < today).take(SAID.1);
    lobby.iter().filter(live).chain(coming).chain(past).cloned().collect()
}

/// The meeting that Enter opens: the live one, or today's.
fn default(rows: &[MeetingRow], today: NaiveDate) -> Option<usize> {
    rows.iter().position(|row| row.state == MeetingState::Live || row.date == today)
}

fn lines(rows: &[MeetingRow], shown: &Shown, today: NaiveDate) -> Vec<String> {
    let line = |(at, row): (usize, &MeetingRow)| {
        let area = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
        let when = if row.date == today { "Today".to_owned() } else { weekday_day(row.date) };
        let cases = match (row.cases, row.decided) {
            (0, _) => String::new(),
            (cases, 0) => format!(", {}", counted(cases, "child", "children")),
            (cases, decided) => format!(", {decided} of {} decided", counted(cases, "child", "children")),
        };
        format!(
            "{}. {when} {}, {area}, Part {}, {}{cases}.",
            at + 1,
            row.time.format("%H:%M"),
            row.part,
            row.state.name()
        )
    };
    rows.iter().enumerate().map(line).collect()
}
