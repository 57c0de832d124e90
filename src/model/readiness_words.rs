//! How ready a meeting is, in the few words of a list: the worst first.

use chrono::{NaiveDate, NaiveDateTime};

use super::readiness::{Deadline, Pressure, Readiness, Stage, Want};
use crate::terms::calendar::Calendar;

/// One thing to say of a meeting's readiness, at length and in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// How much it presses.
    pub pressure: Pressure,
    /// With room for it.
    pub long: String,
    /// Where there is little.
    pub short: String,
    /// Whether it bears a mark: it is late, or it is dissent that stands.
    pub marked: bool,
}

/// `in 2 working days`, `today`, `3 working days ago`: how far off a deadline is; a day without work counts as none.
#[must_use]
pub fn days_left(on: NaiveDate, today: NaiveDate, calendar: &Calendar) -> String {
    match calendar.working_days_between(today, on) {
        _ if on == today => "today".to_owned(),
        0 if on > today => "before the next working day".to_owned(),
        0 => "since the last working day".to_owned(),
        1 => "in 1 working day".to_owned(),
        days @ 2.. => format!("in {days} working days"),
        -1 => "1 working day ago".to_owned(),
        past => format!("{} working days ago", -past),
    }
}

/// What a list says of a meeting that is to come: the dissent that stands, and then the worst first; empty where nothing is
/// missing, the agenda is out and no dissent stands.
#[must_use]
pub fn sayings(readiness: &Readiness, calendar: &Calendar, now: NaiveDateTime) -> Vec<Saying> {
    let mut said: Vec<Saying> = Vec::new();
    let mut say = |pressure, long: String, short: String| {
        said.push(Saying { pressure, long, short, marked: pressure == Pressure::Late });
    };
    for lack in &readiness.lacks {
        match lack.want {
            Want::Circulation => {
                let due = readiness.deadlines.iter().find(|deadline| deadline.stage == Stage::Agenda);
                if let Some(due) = due {
                    let (long, short) = agenda(due, calendar, now);
                    say(lack.pressure, long, short);
                }
            }
            Want::Cases(1) => say(lack.pressure, "1 case not on it".to_owned(), "1 case off".to_owned()),
            Want::Cases(many) => say(lack.pressure, format!("{many} cases not on it"), format!("{many} cases off")),
            Want::Revision(1) => say(lack.pressure, "1 change not sent out".to_owned(), "1 change".to_owned()),
            Want::Revision(many) => {
                say(lack.pressure, format!("{many} changes not sent out"), format!("{many} changes"));
            }
            Want::Minutes(over) => say(lack.pressure, format!("{over} min too long"), format!("+{over} min")),
            Want::Answer | Want::Template | Want::Picture => {}
        }
    }
    let counted = [
        (Want::Answer, ("request waits", "requests wait"), ("request", "requests")),
        (Want::Template, ("template missing", "templates missing"), ("template", "templates")),
        (Want::Picture, ("eco-map missing", "eco-maps missing"), ("eco-map", "eco-maps")),
    ];
    for (want, long, short) in counted {
        let lacks = || readiness.lacks.iter().filter(|lack| lack.want == want);
        if let Some(pressure) = lacks().map(|lack| lack.pressure).min() {
            let several = |(one, many)| match lacks().count() {
                1 => format!("1 {one}"),
                count => format!("{count} {many}"),
            };
            say(pressure, several(long), several(short));
        }
    }
    said.sort_by_key(|saying| saying.pressure);
    if let Some(long) = readiness.dissent.words() {
        let pressure = if readiness.dissent.late > 0 { Pressure::Late } else { Pressure::Near };
        let short = if readiness.dissent.all == 1 {
            "1 dissent".to_owned()
        } else {
            format!("{} dissents", readiness.dissent.all)
        };
        said.insert(0, Saying { pressure, long, short, marked: true });
    }
    said
}

/// `agenda due in 2 working days`, and in short.
fn agenda(due: &Deadline, calendar: &Calendar, now: NaiveDateTime) -> (String, String) {
    let about = if due.provisional { " (provisional)" } else { "" };
    let today = now.date();
    match calendar.working_days_between(today, due.on) {
        _ if due.on == today => ("agenda due today".to_owned(), "agenda today".to_owned()),
        days @ 1.. => {
            let unit = if days == 1 { "working day" } else { "working days" };
            (format!("agenda due in {days} {unit}{about}"), format!("agenda {days} w.d."))
        }
        0 => ("agenda due before the next working day".to_owned(), "agenda due now".to_owned()),
        late => {
            let (late, unit) = (-late, if late == -1 { "working day" } else { "working days" });
            (format!("agenda overdue by {late} {unit}"), format!("agenda {late} w.d. late"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::readiness::{Lack, Unresolved};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(today: &str, lacks: &[Want], dissent: Unresolved, expected: &[&str]) {
        let on = day("2026-12-22");
        let deadlines = vec![Deadline { stage: Stage::Agenda, on, at: None, provisional: false }];
        let pressure = |want: &Want| if *want == Want::Circulation { Pressure::Near } else { Pressure::Open };
        let lack =
            |want: &Want| Lack { want: *want, pressure: pressure(want), stage: Stage::Agenda, what: String::new() };
        let readiness = Readiness { deadlines, lacks: lacks.iter().map(lack).collect(), dissent };
        let now = day(today).and_hms_opt(9, 30, 0).unwrap();
        let said: Vec<String> =
            sayings(&readiness, &Calendar::default(), now).into_iter().map(|said| said.long).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn the_agenda_is_counted_in_working_days_and_what_presses_comes_first() {
        let lacks = [Want::Template, Want::Template, Want::Circulation];
        let none = Unresolved::default;
        check("2026-12-18", &lacks, none(), &["agenda due in 2 working days", "2 templates missing"]);
        check("2026-12-22", &[Want::Circulation], none(), &["agenda due today"]);
        check("2026-12-29", &[Want::Circulation], none(), &["agenda overdue by 3 working days"]);
        check("2026-12-18", &[], none(), &[]);
    }

    #[test]
    fn dissent_that_stands_comes_before_every_countdown() {
        let dissent = Unresolved { all: 1, late: 0 };
        check(
            "2026-12-29",
            &[Want::Circulation],
            dissent,
            &["1 dissent unresolved", "agenda overdue by 3 working days"],
        );
    }

    #[test]
    fn a_deadline_says_how_far_off_it_is_over_a_holiday() {
        let calendar = Calendar::default();
        assert_eq!(days_left(day("2026-12-29"), day("2026-12-24"), &calendar), "in 1 working day");
        assert_eq!(days_left(day("2026-12-24"), day("2026-12-24"), &calendar), "today");
        assert_eq!(days_left(day("2026-12-21"), day("2026-12-24"), &calendar), "3 working days ago");
    }
}
