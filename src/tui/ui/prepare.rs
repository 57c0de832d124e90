//! Preparing an agenda before the meeting: its order, minutes and presenters, what is taken off, what is gathered.

use super::command::{Command, READ_ONLY};
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{Form, FormKind};
use super::list::Pick;
use super::{Overlay, Place, Screen, Ui};
use crate::model::agenda::{Item, ItemKind};
use crate::model::circulated::{circulation, companion};
use crate::model::decide_prepare::{ForAgenda, is_due};
use crate::model::gather;
use crate::model::id::ItemId;
use crate::model::meeting::Meeting;
use crate::model::outlook::Outlook;
use crate::model::request::Request;
use crate::model::sight;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::terms::{Found, Holds};

const BEGUN: &str = "An agenda is prepared before the meeting starts, and this one has begun.";

impl Ui {
    /// Opens the agenda as a list, at the item on the screen.
    pub(super) fn open_agenda_list(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let mut pick = Pick::new(place.meeting.items.len());
        pick.choose(place.meeting.number(place.item.id()).map_or(0, |number| number - 1));
        self.overlay = Some(Overlay::Jump(pick));
    }

    /// What keys ask for that prepare an agenda.
    pub(super) fn prepare(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        if command == Command::Ready && self.screen == Screen::Meetings {
            let chosen = self.meetings.chosen(shown).map(|row| row.id.clone());
            return chosen.map(Effect::OpenReady).into_iter().collect();
        }
        match command {
            Command::Ready => {
                self.open_ready(shown);
                vec![]
            }
            Command::Circulate => self.open_circulate(shown),
            Command::Gather => self.ask_of_agenda(ForAgenda::Gather, shown),
            Command::Suggest => self.ask_of_agenda(ForAgenda::Suggest, shown),
            _ => {
                let Some((_, item)) = self.chosen_item(shown) else { return vec![] };
                let id = item.id().clone();
                match command {
                    Command::ChangeItem => self.open_change_item(&id, shown),
                    _ if item.case().is_some() => self.open_take_off(&id, shown),
                    _ => {
                        let asked = ForAgenda::TakeOff { item: id, reason: String::new(), until: None };
                        self.ask_of_agenda(asked, shown)
                    }
                }
            }
        }
    }

    /// Why a command that belongs before the meeting cannot be done now; `None` for every other command too.
    #[must_use]
    pub fn why_not_before(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        use Command as C;
        match command {
            C::Ready | C::ChangeItem | C::TakeOff | C::Gather | C::Suggest | C::Circulate => {
                self.why_not_prepare(command, shown)
            }
            _ if command.is_of_minutes() => self.why_not_minutes(command, shown),
            _ if command.is_of_requests() && shown.read_only => Some(READ_ONLY),
            _ if command.is_of_requests() => self.why_not_request(command, shown),
            _ => None,
        }
    }

    fn why_not_prepare(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        if self.screen == Screen::Meetings {
            let to_come = self.meetings.chosen(shown).map(|row| shown.readiness.contains_key(&row.id));
            return match to_come {
                Some(true) => None,
                Some(false) => Some("Only a meeting that is still to come is made ready."),
                None => Some("No meeting is chosen."),
            };
        }
        let place = self.place(shown)?;
        match command {
            Command::Ready if !place.meeting.is_to_come() => Some("The meeting has begun: what is owed stands in E."),
            Command::Ready => None,
            _ if shown.read_only => Some(READ_ONLY),
            Command::ChangeItem if place.meeting.is_over() => Some("The meeting is over: its agenda stays as it was."),
            Command::ChangeItem => None,
            _ if !place.meeting.is_to_come() => Some(BEGUN),
            Command::Gather => {
                let outlook = Outlook::of(&shown.docs);
                let none = gather::missing(place.meeting, &outlook, &shown.terms, self.today()).is_empty();
                none.then_some("Everything that is due is on the agenda.")
            }
            Command::TakeOff => match self.chosen_item(shown) {
                Some((_, item)) if item.case().is_none() && !is_own_matter(item) => {
                    Some("This item belongs to every meeting of this part: it stays.")
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The item chosen in the open agenda.
    fn chosen_item<'a>(&self, shown: &'a Shown) -> Option<(Place<'a>, &'a Item)> {
        let (place, Some(Overlay::Jump(pick))) = (self.place(shown)?, &self.overlay) else { return None };
        Some((place, place.meeting.items.get(pick.chosen()?)?))
    }

    fn ask_of_agenda(&self, asked: ForAgenda, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![Request::Agenda { meeting: place.meeting.id.clone(), asked }];
        vec![Effect::Record { requests, fields: vec![], then: After::Stay }]
    }

    /// Opens minutes and presenter of an item.
    pub(super) fn open_change_item(&mut self, id: &ItemId, shown: &Shown) -> Vec<Effect> {
        let Some(item) = self.place(shown).and_then(|place| place.meeting.item(id)) else { return vec![] };
        let fields = vec![
            Field::offer("Minutes", &item.planned.minutes.to_string(), "1 to 480"),
            Field::line("Presenter", &item.planned.responsible, "the responsible officer, or who presents the case"),
        ];
        self.open_form_of(FormKind::ChangeItem(id.clone()), "Minutes and presenter", item, fields, shown)
    }

    /// Opens why an item is taken off, and when its case is reviewed instead.
    pub(super) fn open_take_off(&mut self, id: &ItemId, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Some(item) = place.meeting.item(id) else { return vec![] };
        let hint = if is_due(place.meeting, item, &shown.docs) {
            "the case is due, so it needs a new review date: 4 feb, next meeting, in 4 weeks"
        } else {
            "the case is not due: it may stay empty"
        };
        let fields = vec![
            Field::text("Reason", "", "why it is taken off; the minutes say so"),
            Field::line("New review date", "", hint),
        ];
        self.open_form_of(FormKind::TakeOff(id.clone()), "Take off the agenda", item, fields, shown)
    }

    /// Opens to which agencies the agenda went out.
    pub(super) fn open_circulate(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let again = !place.meeting.circulated.is_empty();
        let hint = match &sight::apart(place.meeting, &shown.docs, &shown.terms)[..] {
            [] => SENT.to_owned(),
            [one] => format!("{SENT}. {} gets a part alone: name them in O", one.name),
            several => format!("{SENT}. {} get a part alone: name each in O", several.len()),
        };
        let mut fields = Self::sent_to(place.meeting, hint);
        if let Some(other) = companion(place.meeting, &shown.docs.meetings) {
            let (part, held) = (other.plan.part, day(other.plan.date));
            let both = format!("both: Part {part} of {held} falls due too");
            let alone = format!("Part {} alone", place.meeting.plan.part);
            let hint = "in one step, as both parts are one meeting; each goes to its own members";
            fields.push(Field::choice(PARTS, vec![both, alone], BOTH, hint));
        }
        let what = if again { "The revised agenda went out" } else { "The agenda went out" };
        let form = Form::new(FormKind::Circulate(place.meeting.id.clone()), what, fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// To which agencies a paper of the meeting went.
    pub(super) fn sent_to(meeting: &Meeting, hint: String) -> Vec<Field> {
        let members = meeting.seats.iter().filter(|seat| seat.only_case.is_none());
        let agencies: std::collections::BTreeSet<&str> = members.map(|seat| seat.address.agency()).collect();
        let all = format!("all {} agencies of the meeting", agencies.len());
        vec![
            Field::choice("Sent to", vec![all, "only these".to_owned()], ALL, hint),
            Field::line("Agencies", "", "as after @: police yos health").when("Sent to", SOME),
        ]
    }

    /// The slugs of the agencies that a form names; none for all of the meeting.
    pub(super) fn agencies(form: &Form, shown: &Shown) -> Result<Vec<String>, String> {
        if form.chosen("Sent to") == ALL {
            return Ok(vec![]);
        }
        let found = |word: &str| match shown.terms.find_agency(word.trim_start_matches('@')) {
            Found::One(agency) => Ok(agency.slug.clone()),
            Found::None => Err(format!("“{word}” is no agency here.")),
            Found::Many(_) => Err(format!("“{word}” could be several agencies.")),
        };
        let typed = form.words("Agencies");
        let some: Vec<String> =
            typed.split([' ', ',']).filter(|word| !word.is_empty()).map(found).collect::<Result<_, _>>()?;
        if some.is_empty() { Err("Name the agencies that it went to.".to_owned()) } else { Ok(some) }
    }

    fn open_form_of(
        &mut self,
        kind: FormKind,
        what: &str,
        item: &Item,
        fields: Vec<Field>,
        shown: &Shown,
    ) -> Vec<Effect> {
        let case = item.case().and_then(|case| shown.docs.cases.get(case));
        let of = case.map_or(item.planned.title.as_str(), |case| case.label.as_str());
        let form = Form::new(kind, format!("{what} · {of}"), fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    fn circulated(&self, to: &[String], shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let other = companion(place.meeting, &shown.docs.meetings).filter(|_| form.chosen(PARTS) == BOTH);
        let requests = circulation(&place.meeting.id, other, to);
        vec![Effect::Record { requests, fields: self.form_fields(shown), then: After::BackToReady }]
    }

    /// Records minutes and presenter, or that an item is taken off.
    pub(super) fn submit_prepared(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(Overlay::Form(form))) = (self.place(shown), &self.overlay) else { return vec![] };
        let read = match &form.kind {
            FormKind::ChangeItem(item) => {
                let typed = form.words("Minutes");
                let minutes = typed.parse::<u32>().map_err(|_| format!("“{typed}” reads as no number of minutes."));
                let responsible = form.words("Presenter");
                let was = |label: &str| form.field(label).map_or("", Field::was);
                let was = (was("Minutes").parse().unwrap_or_default(), was("Presenter").to_owned());
                minutes.map(|minutes| (item, ForAgenda::Change { item: item.clone(), minutes, responsible, was }))
            }
            FormKind::TakeOff(item) => {
                let typed = form.words("New review date");
                let until = if typed.is_empty() { Ok(None) } else { self.day(&typed, shown).map(Some) };
                let reason = form.words("Reason");
                until.map(|until| (item, ForAgenda::TakeOff { item: item.clone(), reason, until }))
            }
            FormKind::Circulate(_) => match Self::agencies(form, shown) {
                Ok(to) => return self.circulated(&to, shown),
                Err(why) => Err(why),
            },
            _ => return vec![],
        };
        match read {
            Ok((item, asked)) => {
                let then = After::BackToAgenda(item.clone());
                let requests = vec![Request::Agenda { meeting: place.meeting.id.clone(), asked }];
                vec![Effect::Record { requests, fields: self.form_fields(shown), then }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }
}

/// What a form says of a paper that went out.
pub(super) const SENT: &str = "O saves it as a file, to be sent by secure e-mail; this records that it went out";

/// The rows of the choice to whom an agenda went out.
const ALL: usize = 0;
const SOME: usize = 1;

/// Whether both parts' agendas went out, where both fall due, and the row that says so.
const PARTS: &str = "Agendas";
const BOTH: usize = 0;

/// Whether an item was put on by its title, and belongs to this meeting alone.
fn is_own_matter(item: &Item) -> bool {
    matches!(item.planned.kind, ItemKind::Standing(Holds::Notes))
}
