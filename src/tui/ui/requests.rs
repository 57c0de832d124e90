//! An agency's request to have a case discussed: asked on the case's page, answered by the chair before the meeting.

use chrono::Days;

use super::chairs_word;
use super::command::Command;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::ready::Row;
use super::{Overlay, Screen, Ui};
use crate::model::case::Case;
use crate::model::county::Role;
use crate::model::decide_listing::{ForListing, is_late};
use crate::model::gather::part_discusses;
use crate::model::id::{Address, CaseId, ListingId};
use crate::model::listing::{Listing, Paper, PaperIn};
use crate::model::request::Request;
use crate::model::word::ChairsWord;
use crate::session::{MeetingRow, Shown};
use crate::terms::phrase::{Now, Tense, day, read_date, weekday_day};

/// What is answered to a request, or to its refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answering {
    Accept,
    Refuse,
    Dissent,
}

impl Ui {
    /// What keys ask for about requests and papers.
    pub(super) fn on_request(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        if command == Command::AskListing {
            let case = self.case_page.as_ref().map(|page| page.case.clone());
            return case.map_or_else(Vec::new, |case| self.open_ask_listing(&case, shown));
        }
        let Some((case, listing)) = self.asked_here(shown) else {
            let Some(row) = self.chosen_to_prepare(shown) else { return vec![] };
            return self.papers_in(row.case(), command);
        };
        let (case, id) = (case.id.clone(), listing.asked.id.clone());
        match command {
            // A chair's own key is the chair's word.
            Command::AcceptRequest if shown.who.role == Role::Chair => {
                let word = ChairsWord::at_keyboard(&shown.who.name);
                Self::answer_listing(&case, ForListing::Accept { listing: id, word })
            }
            Command::AcceptRequest => self.open_of_listing(&format!("{case}:{id}"), Answering::Accept, shown),
            Command::WithdrawRequest => Self::answer_listing(&case, ForListing::Withdraw(id)),
            Command::RefuseRequest => self.open_of_listing(&format!("{case}:{id}"), Answering::Refuse, shown),
            Command::DissentFromRefusal => self.open_of_listing(&format!("{case}:{id}"), Answering::Dissent, shown),
            _ => self.papers_in(&case, command),
        }
    }

    /// Why a command about requests and papers cannot be done now.
    #[must_use]
    pub fn why_not_request(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        use Command as C;
        if command == C::AskListing {
            let case = self.open_case(shown)?;
            let any = !coming(case, self.today(), shown).is_empty();
            return (!any).then_some("No meeting of this case's area is planned: p in the list of meetings plans one.");
        }
        let listing = self.asked_here(shown).map(|(_, listing)| listing);
        match command {
            C::DissentFromRefusal => {
                let refused = listing.is_some_and(|listing| listing.refused().is_some());
                (!refused).then_some("Dissent is voiced from a refusal, and no refused request is chosen here.")
            }
            C::AcceptRequest if listing.is_some_and(|listing| listing.refused().is_some()) => None,
            C::AcceptRequest | C::RefuseRequest | C::WithdrawRequest => {
                let waits = listing.is_some_and(Listing::waits);
                (!waits).then_some("The chosen row is no request that waits for the chair.")
            }
            _ => {
                let papers = matches!(self.chosen_to_prepare(shown), Some(Row::Papers(..) | Row::Asked(..)));
                (!papers).then_some("The chosen row is no child whose papers are due.")
            }
        }
    }

    /// The request chosen before a meeting; on a case's page, the last that was refused.
    fn asked_here<'a>(&self, shown: &'a Shown) -> Option<(&'a Case, &'a Listing)> {
        if self.screen == Screen::Case {
            let case = self.open_case(shown)?;
            return Some((case, case.listings.iter().rfind(|listing| listing.refused().is_some())?));
        }
        match self.chosen_to_prepare(shown)? {
            Row::Asked(case, listing) => Some((case, listing)),
            _ => None,
        }
    }

    /// The refused request that is chosen before a meeting.
    pub(super) fn refused_here<'a>(&self, shown: &'a Shown) -> Option<(&'a Case, &'a Listing)> {
        let in_list = self.screen != Screen::Case && matches!(self.overlay, Some(Overlay::Ready(_)));
        self.asked_here(shown).filter(|(_, listing)| in_list && listing.refused().is_some())
    }

    fn answer_listing(case: &CaseId, asked: ForListing) -> Vec<Effect> {
        let requests = vec![Request::Listing { case: case.clone(), asked }];
        vec![Effect::Record { requests, fields: vec![], then: After::Stay }]
    }

    fn papers_in(&self, case: &CaseId, command: Command) -> Vec<Effect> {
        let paper = match command {
            Command::TemplateIn => Paper::Template,
            Command::EcoMapIn => Paper::EcoMap,
            Command::GenogramIn => Paper::Genogram,
            _ => return vec![],
        };
        Self::answer_listing(case, ForListing::PapersIn(vec![PaperIn { paper, on: self.today() }]))
    }

    /// Opens an agency's request to have a case discussed.
    pub(super) fn open_ask_listing(&mut self, id: &CaseId, shown: &Shown) -> Vec<Effect> {
        let Some(case) = shown.docs.cases.get(id) else { return vec![] };
        let days = u64::from(shown.terms.notice.request_calendar_days);
        let meetings = coming(case, self.today(), shown);
        let meetings = meetings.iter().map(|row| {
            format!("{} · on time if received by {}", weekday_day(row.date), weekday_day(row.date - Days::new(days)))
        });
        let posts = posts(shown).into_iter().map(|(_, name)| name).collect();
        let fields = vec![
            Field::choice("Agency", posts, 0, CHOOSE),
            Field::line("Who asks", "", "the person's name; may stay empty"),
            Field::choice("Meeting", meetings.collect(), 0, "← → choose; after the day named the request is late"),
            Field::offer("Received", &weekday_day(self.today()), "when it reached the chair: today, mon, 24 nov"),
            Field::text("Why", "", "why the agency asks to have the case discussed"),
        ];
        let form = Form::new(FormKind::AskListing(id.clone()), format!("Request to discuss · {}", case.label), fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Opens the chair's answer to a request, or an agency's dissent from a refusal; `of` is `CASE:LISTING`.
    pub(super) fn open_of_listing(&mut self, of: &str, answering: Answering, shown: &Shown) -> Vec<Effect> {
        let Some((case, id)) = of.split_once(':') else { return vec![] };
        let (case, id) = (CaseId::new(case), ListingId::new(id));
        let Some(known) = shown.docs.cases.get(&case) else { return vec![] };
        let Some(listing) = known.listings.iter().find(|listing| listing.asked.id == id) else { return vec![] };
        let of_chair = || chairs_word::fields(chair_of(listing, shown), shown);
        let form = match answering {
            Answering::Dissent => {
                let posts = posts(shown);
                let own = posts.iter().position(|(post, _)| *post == listing.asked.by.post).unwrap_or_default();
                let names = posts.into_iter().map(|(_, name)| name).collect();
                let fields = vec![
                    Field::choice("Agency", names, own, CHOOSE),
                    Field::text("Dissent", "", "from the refusal to list the case, in the agency's own words"),
                ];
                Form::new(
                    FormKind::RefusalDissent(case, id),
                    format!("Dissent from the refusal · {}", known.label),
                    fields,
                )
            }
            Answering::Refuse => {
                let hint = "the chair's reasons, which the agency is told; it may dissent";
                let title = format!("Refuse the request of {} · {}", listing.asked.by.short, known.label);
                let fields = std::iter::once(Field::text("Rationale", "", hint)).chain(of_chair()).collect();
                Form::new(FormKind::RefuseRequest(case, id), title, fields)
            }
            Answering::Accept => {
                let title = format!("Accept the request of {} · {}", listing.asked.by.short, known.label);
                Form::new(FormKind::AcceptRequest(case, id), title, of_chair().into())
            }
        };
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Records a request, its refusal, or the dissent from that.
    pub(super) fn submit_request(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let read = match &form.kind {
            FormKind::AskListing(case) => self.read_ask(form, case, shown),
            FormKind::RefuseRequest(case, listing) => {
                let (listing, because) = (listing.clone(), form.words("Rationale"));
                let word = self.chairs_word(form, shown);
                word.map(|word| (case.clone(), ForListing::Refuse { listing, because, word }, After::BackToReady))
            }
            FormKind::AcceptRequest(case, listing) => self
                .chairs_word(form, shown)
                .map(|word| (case.clone(), ForListing::Accept { listing: listing.clone(), word }, After::BackToReady)),
            FormKind::RefusalDissent(case, listing) => {
                let post = posts(shown).into_iter().nth(form.chosen("Agency")).map(|(post, _)| post);
                post.ok_or_else(|| "The terms name no agency.".to_owned()).map(|post| {
                    let asked = ForListing::Dissent { listing: listing.clone(), post, text: form.words("Dissent") };
                    (
                        case.clone(),
                        asked,
                        After::Done("Recorded: the dissent comes on the area's next agenda.".to_owned()),
                    )
                })
            }
            _ => return vec![],
        };
        match read {
            Ok((case, asked, then)) => {
                let requests = vec![Request::Listing { case, asked }];
                vec![Effect::Record { requests, fields: self.form_fields(shown), then }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn read_ask(&self, form: &Form, id: &CaseId, shown: &Shown) -> Result<(CaseId, ForListing, After), String> {
        let case = shown.docs.cases.get(id).ok_or("This case is not there any more.")?;
        let (post, _) = posts(shown).into_iter().nth(form.chosen("Agency")).ok_or("The terms name no agency.")?;
        let meetings = coming(case, self.today(), shown);
        let meeting = meetings.get(form.chosen("Meeting")).ok_or("No meeting of this area is planned.")?;
        let now = Now { from: self.today(), next_meeting: None, calendar: &shown.calendar, tense: Tense::Behind };
        let received = read_date(&form.words("Received"), now).map_err(|refusal| refusal.to_string())?;
        let notice = shown.terms.notice.request_calendar_days;
        let said = if is_late(received, meeting.date, notice) {
            let closed = meeting.date - Days::new(u64::from(notice));
            format!(
                "Recorded, late: requests for {} closed on {}. The chair answers it.",
                day(meeting.date),
                day(closed)
            )
        } else {
            format!("Recorded, on time for {}. The chair answers it: r in the list of meetings.", day(meeting.date))
        };
        let (name, because) = (form.words("Who asks"), form.words("Why"));
        let asked = ForListing::Ask { meeting: meeting.id.clone(), post, name, received, because };
        Ok((id.clone(), asked, After::Done(said)))
    }
}

/// Who chairs the meeting that was asked for; empty where it is not loaded.
fn chair_of<'a>(listing: &Listing, shown: &'a Shown) -> &'a str {
    shown.docs.meetings.get(&listing.asked.meeting).map_or("", |meeting| meeting.plan.chair.as_str())
}

/// The meetings that a case can still be asked to be discussed at, soonest first.
fn coming<'a>(case: &Case, today: chrono::NaiveDate, shown: &'a Shown) -> Vec<&'a MeetingRow> {
    let here = |row: &&MeetingRow| row.area == case.area && row.date >= today && part_discusses(row.part, &shown.terms);
    let mut rows: Vec<&MeetingRow> = shown.coming.iter().filter(here).collect();
    rows.sort_by_key(|row| (row.date, row.time));
    rows
}

/// Every post of the terms, with its name.
fn posts(shown: &Shown) -> Vec<(Address, String)> {
    let of = |agency: &crate::terms::Agency| -> Vec<(Address, String)> {
        let post = |own: &crate::terms::Designation| {
            let address = Address::new(format!("{}/{}", agency.slug, own.slug));
            (address, format!("{}, {}", agency.short, own.title))
        };
        agency.designations.iter().map(post).collect()
    };
    shown.terms.agencies.iter().flat_map(of).collect()
}
