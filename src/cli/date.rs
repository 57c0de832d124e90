//! `mace date`: how a date phrase is read.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::{CliError, Context, Global};
use crate::terms::calendar::Calendar;
use crate::terms::phrase::{Now, Tense, read_date};

/// Show how a date phrase is read.
#[derive(Debug, Args)]
pub struct Date {
    /// The phrase: fri, 14 jan, 14/1/2027, tomorrow, in 2 weeks, +5wd, -7wd.
    #[arg(allow_hyphen_values = true)]
    phrase: String,
    /// Its further words, where it is not quoted.
    #[arg(value_name = "WORD", hide = true)]
    more: Vec<String>,
    /// The day that it counts from [default: today].
    #[arg(long, value_name = "DATE", value_parser = read_day)]
    from: Option<NaiveDate>,
}

/// Prints the day alone, as 2026-04-02.
pub(super) fn run(date: &Date, global: &Global, context: &Context, out: &mut dyn Write) -> Result<(), CliError> {
    let calendar = Calendar::default();
    let from = date.from.unwrap_or_else(|| context.today(global));
    let phrase = [std::slice::from_ref(&date.phrase), &date.more].concat().join(" ");
    let now = Now { from, next_meeting: None, calendar: &calendar, tense: Tense::Ahead };
    match read_date(&phrase, now) {
        Ok(day) => Ok(writeln!(out, "{day}")?),
        Err(_) if phrase.trim().eq_ignore_ascii_case("next meeting") => Err(CliError::said(
            "“next meeting” depends on which meeting is held: it is understood inside a meeting alone.",
        )),
        Err(refused) => Err(CliError::said(format!("{refused}."))),
    }
}

fn read_day(text: &str) -> Result<NaiveDate, String> {
    let day = text.parse().or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"));
    day.map_err(|_| "write it as 2026-04-15 or 15/04/2026".to_owned())
}
