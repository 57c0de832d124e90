//! What waits in the offices on the evening before today: requests of agencies to list a case, one on time, one late and
//! one refused with dissent; and the papers that came for the cases that need them, not all of them.
//!
//! Nothing of it is left to chance, nor touches the first area: today's meeting stays as it is.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use super::Recorder;
use super::county::County;
use super::dates::at;
use crate::model::case::Case;
use crate::model::decide_listing::ForListing;
use crate::model::form::Form;
use crate::model::id::{Address, CaseId, ListingId, MeetingId, Stream};
use crate::model::listing::{Paper, PaperIn};
use crate::model::readiness::needs_papers;
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::model::word::ChairsWord;
use crate::terms::Terms;
use crate::terms::calendar::london;
use crate::terms::phrase::day;

/// The areas, by their place in the terms' list, where a request is accepted and where one is refused.
const ACCEPTS: usize = 2;
const REFUSES: usize = 3;

/// Who asks.
const YOS: &str = "yos/regional-manager";
const HEALTH: &str = "health/named-nurse";

/// Leaves everything as it waits.
pub(super) fn leave<R: Recorder>(county: &mut County<'_, '_, R>) -> Result<(), R::Error> {
    let evening = at(county.world.calendar.working_days_before(1, county.world.today), (18, 10));
    for place in 1..county.places.len() {
        let here = &county.places[place];
        let by = here.minute_taker.clone();
        let next = here.dates.past;
        let (Some(meeting), Some(held)) = (here.meetings.get(&(1, next)).cloned(), here.dates.part1.get(next).copied())
        else {
            continue;
        };
        // A request is for whoever would not be heard at the next meeting otherwise.
        let children = here.children.iter().filter(|child| child.due > next);
        let others: Vec<CaseId> = children.filter_map(|child| child.case.clone()).take(2).collect();
        county.recorder.forget();
        county.recorder.load(&Stream::Meeting(meeting.clone()))?;
        let mut office = Office { recorder: &mut *county.recorder, by, meeting, held, now: evening };
        match (place, &others[..]) {
            (ACCEPTS, [first, second]) => office.accepts(first, second)?,
            (REFUSES, [first, ..]) => office.refuses(first)?,
            _ => {}
        }
        office.papers(county.world.terms)?;
    }
    county.recorder.forget();
    Ok(())
}

/// An area's business support, with its next meeting before it.
struct Office<'r, R> {
    recorder: &'r mut R,
    by: String,
    meeting: MeetingId,
    held: NaiveDate,
    now: DateTime<Utc>,
}

impl<R: Recorder> Office<'_, R> {
    fn record(&mut self, request: Request) -> Result<(), R::Error> {
        self.now += Duration::seconds(95);
        self.recorder.record(&[Timed { at: self.now, request }], &self.by)
    }

    fn listing(&mut self, case: &CaseId, asked: ForListing) -> Result<(), R::Error> {
        self.record(Request::Listing { case: case.clone(), asked })
    }

    /// An agency asks.
    fn ask(&mut self, case: &CaseId, post: &str, received: NaiveDate, because: &str) -> Result<(), R::Error> {
        self.recorder.load(&Stream::Case(case.clone()))?;
        let (meeting, because) = (self.meeting.clone(), because.to_owned());
        let asked = ForListing::Ask { meeting, post: Address::new(post), name: String::new(), received, because };
        self.listing(case, asked)
    }

    /// What comes of the latest request.
    fn answer(&mut self, case: &CaseId, answer: impl Fn(ListingId) -> ForListing) -> Result<(), R::Error> {
        let listings = self.recorder.docs().cases.get(case).map(|case| &case.listings);
        let listing = listings.and_then(|listings| Some(listings.last()?.asked.id.clone()));
        listing.map_or(Ok(()), |listing| self.listing(case, answer(listing)))
    }

    /// The word of who chairs the meeting.
    fn chairs(&self) -> ChairsWord {
        let meeting = self.recorder.docs().meetings.get(&self.meeting);
        ChairsWord::at_keyboard(meeting.map_or("", |meeting| meeting.plan.chair.split(',').next().unwrap_or_default()))
    }

    /// One request came in time and waits for the chair; one came late and is accepted.
    fn accepts(&mut self, first: &CaseId, second: &CaseId) -> Result<(), R::Error> {
        let (yesterday, early) = (london(self.now).date(), self.held - Days::new(12));
        let because = "Two new names came up in supervision, and the next review is weeks away.";
        self.ask(first, YOS, early.min(yesterday), because)?;
        self.ask(
            second,
            HEALTH,
            yesterday,
            "Seen twice at the walk-in clinic within a week, each time with injuries.",
        )?;
        let word = self.chairs();
        self.answer(second, |listing| ForListing::Accept { listing, word: word.clone() })
    }

    /// One request is refused, and the agency dissents: it comes forward on the next agenda.
    fn refuses(&mut self, case: &CaseId) -> Result<(), R::Error> {
        let because = "The case was discussed last month, and the actions are not due yet.".to_owned();
        self.ask(case, HEALTH, london(self.now).date(), "The risk has changed since the last discussion.")?;
        let word = self.chairs();
        self.answer(case, |listing| ForListing::Refuse { listing, because: because.clone(), word: word.clone() })?;
        let text = "What the clinic saw is new since then, and should not wait for the review.".to_owned();
        self.answer(case, |listing| ForListing::Dissent { listing, post: Address::new(HEALTH), text: text.clone() })
    }

    /// The first case that papers are due for has its form and eco-map, the second a template without a picture, the others nothing.
    fn papers(&mut self, terms: &Terms) -> Result<(), R::Error> {
        let on = london(self.now).date();
        let items = self.recorder.docs().meetings.get(&self.meeting).map(|meeting| meeting.items.clone());
        let due = items.into_iter().flatten().filter(needs_papers);
        let cases: Vec<CaseId> = due.filter_map(|item| item.case().cloned()).collect();
        for (at, id) in cases.iter().enumerate().take(2) {
            self.recorder.load(&Stream::Case(id.clone()))?;
            let paper = |paper| PaperIn { paper, on };
            if at == 1 {
                self.listing(id, ForListing::PapersIn(vec![paper(Paper::Template)]))?;
                continue;
            }
            if let Some(form) = self.recorder.docs().cases.get(id).map(|case| form(case, on, terms)) {
                let form = Box::new(form);
                self.record(Request::FileForm { case: id.clone(), form, base: None, correction: None })?;
            }
            self.listing(id, ForListing::PapersIn(vec![paper(Paper::EcoMap)]))?;
        }
        Ok(())
    }
}

/// An information form that says what the record says, as whoever presents the case would fill it in.
fn form(case: &Case, on: NaiveDate, terms: &Terms) -> Form {
    let details = &case.details;
    let (professional, agency) = details.presenter.split_once(", ").unwrap_or((&details.presenter, ""));
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let answers = [
        ("name", details.name.clone()),
        ("born", day(details.born)),
        ("gender", word(&details.gender)),
        ("ethnicity", word(&details.ethnicity)),
        ("area", details.district.clone()),
        ("legal-status", word(&details.legal_status)),
        ("professional", professional.to_owned()),
        ("agency", agency.to_owned()),
        ("completed", day(on)),
        ("risk-assessment", word(&case.risk)),
        ("concern", details.concern.clone()),
        ("child-view", details.child_says.clone()),
        ("education", word(&details.education)),
        ("disruption", "Nothing yet: the meeting is asked what can be done.".to_owned()),
    ];
    Form::new(terms, answers.iter().map(|(key, text)| (*key, text.as_str())), on, Vec::new())
}
