//! Missing episodes and the referral to the Hub, recorded from the case page.

use chrono::NaiveDateTime;

use super::Ui;
use super::case_page::Section;
use super::effect::Effect;
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::intake::standing_in;
use crate::model::case::Case;
use crate::model::decide_intake::ForIntake;
use crate::model::id::{CaseId, EntryId};
use crate::model::intake::Referral;
use crate::model::missing::Episode;
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::phrase::{Now, Tense, read_date, read_time, weekday_day};

const SINCE: &str = "Missing since";
const RETURNED: &str = "Returned";
const FROM: &str = "From";
const FOUND: &str = "Found";
const RISK: &str = "Risk";
const HARM: &str = "Suggests harm";
const CHAT: &str = "Missing Chat";
const ON: &str = "Made on";
const BY: &str = "By whom";

/// The episodes of a case as they are listed: the latest first.
#[must_use]
pub fn listed(case: &Case) -> Vec<&Episode> {
    let mut episodes: Vec<&Episode> = case.episodes.iter().collect();
    episodes.sort_by_key(|episode| std::cmp::Reverse(episode.from));
    episodes
}

impl Ui {
    /// The missing episode that is chosen on the case.
    #[must_use]
    pub fn chosen_episode<'a>(&self, shown: &'a Shown) -> Option<&'a Episode> {
        let page = self.case_page.as_ref().filter(|page| page.section == Section::Missing)?;
        let episodes = listed(self.open_case(shown)?);
        episodes.get(page.episode.min(episodes.len().saturating_sub(1))).copied()
    }

    /// Opens a missing episode: another one, or the one that an entry recorded.
    pub(super) fn open_episode(&mut self, replaces: Option<&EntryId>, shown: &Shown) -> Vec<Effect> {
        let Some(case) = self.open_case(shown) else { return vec![] };
        let known = replaces.and_then(|entry| case.episode(entry));
        // One that was put right since is opened as it stands now.
        let replaces = known.map(|episode| episode.entry.clone());
        let words = &shown.terms.vocabulary;
        let choice = |label: &'static str, list, standing: Option<&String>| {
            let (options, chosen) = standing_in(list, standing);
            Field::choice(label, options, chosen, CHOOSE)
        };
        let moment = |at: Option<NaiveDateTime>| at.map_or_else(String::new, said);
        let harm = known.is_some_and(|episode| episode.harm);
        let fields = vec![
            Field::line(SINCE, &moment(known.map(|e| e.from)), "a day and a time: 2 dec 22:10"),
            Field::line(RETURNED, &moment(known.and_then(|e| e.until)), "a day and a time; empty while still missing"),
            choice(FROM, &words.missing_from, known.and_then(|e| e.missing_from.as_ref())),
            Field::line(FOUND, known.and_then(|e| e.found.as_deref()).unwrap_or_default(), "where, if it is known"),
            choice(RISK, &words.episode_risk, known.and_then(|e| e.risk.as_ref())),
            Field::choice(
                HARM,
                ["no", "yes"].map(str::to_owned).into(),
                usize::from(harm),
                "one episode with information suggesting harm calls for triage by itself",
            ),
            choice(CHAT, &words.chat, known.and_then(|e| e.chat.as_ref())),
        ];
        let what = known.map_or_else(|| "A missing episode".to_owned(), |episode| format!("Missing {}", episode.label));
        let title = format!("{what} · {}", case.label);
        let kind = FormKind::Episode { case: case.id.clone(), replaces };
        if let Some(page) = &mut self.case_page {
            page.section = Section::Missing;
        }
        self.show_form(Form::new(kind, title, fields), shown)
    }

    /// What the form of an episode asks to be recorded.
    pub(super) fn told_missing(
        &self,
        form: &Form,
        case: &CaseId,
        replaces: Option<&EntryId>,
        shown: &Shown,
    ) -> Result<Vec<Request>, String> {
        let (since, returned) = (form.words(SINCE), form.words(RETURNED));
        let from = self.moment(&since, shown)?;
        let until = if returned.is_empty() { None } else { Some(self.moment(&returned, shown)?) };
        let standing = shown.docs.cases.get(case).and_then(|case| case.episode(replaces?));
        let episode = Episode {
            entry: EntryId::new(""),
            label: standing.map_or_else(String::new, |episode| episode.label.clone()),
            at: None,
            from,
            until,
            missing_from: form.picked(FROM),
            found: Some(form.words(FOUND)).filter(|found| !found.is_empty()),
            risk: form.picked(RISK),
            harm: form.chosen(HARM) == 1,
            chat: form.picked(CHAT),
        };
        let asked = ForIntake::Episode { episode: Box::new(episode), replaces: replaces.cloned() };
        Ok(vec![Request::Intake { case: case.clone(), asked }])
    }

    /// The child on the screen: of the case page, or of the item that is discussed.
    #[must_use]
    pub fn child_on_screen<'a>(&self, shown: &'a Shown) -> Option<&'a Case> {
        self.open_case(shown).or_else(|| self.place(shown)?.case)
    }

    /// Opens the referral to the Hub of the child on the screen.
    pub(super) fn open_referral(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(case) = self.child_on_screen(shown) else { return vec![] };
        let (on, by) = case.referral.as_ref().map_or_else(
            || ("today".to_owned(), String::new()),
            |referral| (weekday_day(referral.on), referral.by.clone()),
        );
        let fields = vec![
            Field::line(ON, &on, "the day of the referral: today, yesterday, 2 dec"),
            Field::line(BY, &by, "who made it: name and agency"),
        ];
        let kind = FormKind::Referral { case: case.id.clone(), was: case.referral.clone() };
        let mut form = Form::new(kind, format!("Referral to the Hub · {}", case.label), fields);
        form.at = 1;
        self.show_form(form, shown)
    }

    /// What the form of the referral asks to be recorded.
    pub(super) fn referred(
        &self,
        form: &Form,
        case: &CaseId,
        was: Option<&Referral>,
        shown: &Shown,
    ) -> Result<Vec<Request>, String> {
        let on = self.day_past(&form.words(ON), shown)?;
        let asked = ForIntake::Refer { referral: Referral { on, by: form.words(BY) }, was: was.cloned() };
        Ok(vec![Request::Intake { case: case.clone(), asked }])
    }

    /// A day that has been, as people say it.
    pub(super) fn day_past(&self, phrase: &str, shown: &Shown) -> Result<chrono::NaiveDate, String> {
        let now = Now { from: self.today(), next_meeting: None, calendar: &shown.calendar, tense: Tense::Behind };
        read_date(phrase, now).map_err(|refusal| refusal.to_string())
    }

    /// A day and a time that have been, in either order: `2 dec 22:10`, `22:10 on 2 dec`.
    fn moment(&self, said: &str, shown: &Shown) -> Result<NaiveDateTime, String> {
        let words: Vec<&str> = said.split_whitespace().filter(|word| !["at", "on"].contains(word)).collect();
        let read = |day: &[&str], time: Option<&&str>| {
            let day = self.day_past(&day.join(" "), shown).ok()?;
            Some(day.and_time(read_time(time?)?))
        };
        let last = words.split_last().and_then(|(time, day)| read(day, Some(time)));
        let first = || words.split_first().and_then(|(time, day)| read(day, Some(time)));
        last.or_else(first).ok_or_else(|| format!("“{said}” is no day and time: say 2 dec 22:10."))
    }
}

/// `2 Dec 2026 22:10`, as it is read back.
fn said(at: NaiveDateTime) -> String {
    format!("{} {}", crate::terms::phrase::day(at.date()), at.format("%H:%M"))
}
