//! Planning a year of meetings by rule, with what each day clashes with.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::{Overlay, Ui};
use crate::model::meeting::Plan;
use crate::model::request::{NewMeeting, Request};
use crate::model::series::{Held, MOST, Rule, days};
use crate::session::{MeetingRow, Shown};
use crate::terms::phrase::{Now, Tense, day, read_date, read_time};

const WEEKS: [(&str, Option<u8>); 5] =
    [("first", Some(1)), ("second", Some(2)), ("third", Some(3)), ("fourth", Some(4)), ("last", None)];
const WEEKDAYS: [(&str, Weekday); 5] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
];
const EVERY: [&str; 3] = ["of every month", "of every second month", "of every third month"];

/// A meeting of the series, as it would be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The day.
    pub held: Held,
    /// The day for which the area has a meeting of that part in the same month already: none is planned then.
    pub already: Option<NaiveDate>,
    /// The other areas' meetings of that day.
    pub clashes: Vec<String>,
}

/// What the form of a series reads as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    area: String,
    part: u8,
    time: NaiveTime,
    /// The meetings, in order.
    pub sittings: Vec<Sitting>,
}

impl Ui {
    /// Opens the form that plans a series, after the pattern of the chosen meeting.
    pub fn open_series(&mut self, shown: &Shown) -> Vec<Effect> {
        let like = self.meetings.chosen(shown);
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let areas: Vec<String> = shown.terms.areas.iter().map(|area| area.name.clone()).collect();
        let area = like.and_then(|row| shown.terms.areas.iter().position(|a| a.slug == row.area)).unwrap_or_default();
        let part = like.map_or(1, |row| row.part);
        let day = like.map(|row| row.date);
        let week = day.map_or(0, |day| usize::try_from(day.day0() / 7).unwrap_or(0).min(4));
        let weekday = day.map_or(3, |day| usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(3).min(4));
        let cadence = shown.terms.part(part).map_or(1, |part| part.cadence_months);
        let every = usize::try_from(cadence.saturating_sub(1)).unwrap_or(0).min(2);
        let rule = |(week, _): &(&str, Option<u8>)| WEEKDAYS.map(|(weekday, _)| format!("{week} {weekday}"));
        let rules = WEEKS.iter().flat_map(rule).collect();
        let fields = vec![
            Field::choice("Area", areas, area, CHOOSE),
            Field::choice("Part", names(&["Part 1", "Part 2"]), usize::from(part == 2), CHOOSE),
            Field::choice("On the", rules, week * WEEKDAYS.len() + weekday, CHOOSE),
            Field::choice("Every", names(&EVERY), every, CHOOSE),
            Field::offer("From", "tomorrow", "the first day that counts: tomorrow, 1 jan"),
            Field::offer("Meetings", "12", "how many, at most 24"),
            Field::offer("Time", &like.map_or("09:30".to_owned(), |row| row.time.format("%H:%M").to_string()), "09:30"),
            Field::line("Venue", like.map_or("", |row| row.venue.as_str()), "where they are held"),
            Field::line("Chair", like.map_or("", |row| row.chair.as_str()), "name and designation"),
        ];
        self.overlay =
            Some(Overlay::Form(Box::new(Form::new(FormKind::Series(self.today()), "Plan a year of meetings", fields))));
        self.restore_draft(shown)
    }

    /// Plans the series.
    pub(super) fn submit_series(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let (venue, chair) = (form.words("Venue"), form.words("Chair"));
        let series = match read(form, shown, self.today()) {
            Ok(_) if venue.is_empty() || chair.is_empty() => {
                Err("Say where the meetings are held and who chairs them.".to_owned())
            }
            read => read,
        };
        let series = match series {
            Ok(series) => series,
            Err(why) => {
                self.refuse(why);
                return vec![];
            }
        };
        let slot_minutes = shown.terms.part(series.part).map_or(180, |part| part.slot_minutes);
        let plan = |date| Plan {
            part: series.part,
            area: series.area.clone(),
            date,
            time: series.time,
            slot_minutes,
            venue: venue.clone(),
            chair: chair.clone(),
            minute_taker: shown.who.name.clone(),
        };
        let new: Vec<NaiveDate> =
            series.sittings.iter().filter(|sitting| sitting.already.is_none()).map(|sitting| sitting.held.on).collect();
        let Some(first) = new.first().copied() else {
            self.refuse("Every month of this series has its meeting already.");
            return vec![];
        };
        let requests =
            new.iter().map(|date| Request::PlanMeeting(Box::new(NewMeeting { plan: plan(*date), cases: vec![] })));
        let then = After::ListMeetings(series.area.clone(), series.part, first);
        vec![Effect::Record { requests: requests.collect(), fields: self.form_fields(shown), then }]
    }
}

/// What the form of a series reads as.
///
/// # Errors
/// Says which word does not read.
pub fn read(form: &Form, shown: &Shown, today: NaiveDate) -> Result<Series, String> {
    let area = shown.terms.areas.get(form.chosen("Area")).ok_or("The terms name no area.")?.slug.clone();
    let part = if form.chosen("Part") == 0 { 1 } else { 2 };
    let now = Now { from: today, next_meeting: None, calendar: &shown.calendar, tense: Tense::Ahead };
    let from = read_date(&form.words("From"), now).map_err(|refusal| refusal.to_string())?;
    if from < today {
        return Err(format!("{} is past.", day(from)));
    }
    let typed = form.words("Meetings");
    let count = typed.parse::<u32>().ok().filter(|count| (1..=MOST).contains(count));
    let count = count.ok_or_else(|| format!("“{typed}” is no number from 1 to {MOST}."))?;
    let typed = form.words("Time");
    let time = read_time(&typed).ok_or_else(|| format!("“{typed}” reads as no time; say 09:30."))?;
    let rule = form.chosen("On the");
    let (_, week) = WEEKS[(rule / WEEKDAYS.len()).min(4)];
    let (_, weekday) = WEEKDAYS[rule % WEEKDAYS.len()];
    let every = u32::try_from(form.chosen("Every")).unwrap_or(0) + 1;
    let held = days(Rule { week, weekday, every }, from, count, &shown.calendar);
    let same_month = |row: &MeetingRow, on: NaiveDate| (row.date.year(), row.date.month()) == (on.year(), on.month());
    let sittings = held.into_iter().map(|held| {
        let own = |row: &&MeetingRow| row.area == area && row.part == part && same_month(row, held.on);
        let already = shown.lobby.iter().find(own).map(|row| row.date);
        let others = shown.lobby.iter().filter(|row| row.date == held.on && (row.area != area || row.part != part));
        let name = |row: &MeetingRow| {
            let area = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
            format!("{area} Part {} at {}", row.part, row.time.format("%H:%M"))
        };
        Sitting { held, already, clashes: others.map(name).collect() }
    });
    Ok(Series { sittings: sittings.collect(), area: area.clone(), part, time })
}
