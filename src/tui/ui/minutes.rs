//! The minutes of a meeting that is over, on their way: to the chair, back, approved and sealed, out, amended.

use super::chairs_word;
use super::command::{Command, READ_ONLY};
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{Form, FormKind};
use super::list::Pick;
use super::prepare::SENT;
use super::reading::NO_ITEM;
use super::{Overlay, Ui};
use crate::model::decide_minutes::ForMinutes;
use crate::model::id::ItemId;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::minutes::{Amendment, Comment};
use crate::model::minutes_changes::Changed;
use crate::model::owing;
use crate::model::request::Request;
use crate::session::Shown;

/// A step that a form asks words for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A remark of the chair's, on an item.
    Remark(ItemId),
    /// Sending back, to be put right.
    SendBack,
    /// Approving.
    Approve,
    /// Sending out what was approved.
    SendOut,
    /// An amendment, on an item.
    Amend(ItemId),
}

impl Step {
    /// The step in a draft's address.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Remark(item) => format!("remark:{item}"),
            Self::SendBack => "send-back".to_owned(),
            Self::Approve => "approve".to_owned(),
            Self::SendOut => "send-out".to_owned(),
            Self::Amend(item) => format!("amend:{item}"),
        }
    }

    /// The step that a draft's address speaks of.
    #[must_use]
    pub fn read(key: &str) -> Option<Self> {
        Some(match key.split_once(':').unwrap_or((key, "")) {
            ("remark", item) => Self::Remark(ItemId::new(item)),
            ("send-back", _) => Self::SendBack,
            ("approve", _) => Self::Approve,
            ("send-out", _) => Self::SendOut,
            ("amend", item) => Self::Amend(ItemId::new(item)),
            _ => return None,
        })
    }

    /// What waits, where it was not recorded.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Remark(_) => "the chair's remark",
            Self::SendBack => "why the minutes go back",
            Self::Approve => "the approval of the minutes",
            Self::SendOut => "to whom the minutes went",
            Self::Amend(_) => "an amendment",
        }
    }
}

/// Something to look at before the minutes go on.
#[derive(Debug, Clone, PartialEq)]
pub enum Row<'a> {
    /// What the chair remarked.
    Remark(&'a Comment),
    /// What was put right after approval.
    Amended(&'a Amendment),
    /// What is owed.
    Owed(owing::Row),
    /// What was changed since the meeting.
    Changed(&'a Changed),
}

impl Row<'_> {
    /// The item that it is about.
    #[must_use]
    pub fn item(&self) -> Option<&ItemId> {
        match self {
            Self::Remark(comment) => comment.item.as_ref(),
            Self::Amended(amendment) => amendment.item.as_ref(),
            Self::Owed(owed) => Some(&owed.item),
            Self::Changed(changed) => changed.item.as_ref(),
        }
    }

    /// Whether somebody is to look at it: a change since the meeting is only told.
    #[must_use]
    pub fn is_to_look_at(&self) -> bool {
        !matches!(self, Self::Changed(_))
    }
}

/// What is to be looked at: the chair's remarks that no approval has dealt with, the amendments, and what is owed; and below
/// it what was changed since the meeting.
#[must_use]
pub fn rows<'a>(meeting: &'a Meeting, shown: &'a Shown) -> Vec<Row<'a>> {
    let remarks = meeting.minutes.open_remarks().map(Row::Remark);
    let amended = meeting.minutes.amendments.iter().map(Row::Amended);
    let owed = owing::owed_in(meeting, &shown.docs).into_iter().map(Row::Owed);
    remarks.chain(amended).chain(owed).chain(shown.changes.iter().map(Row::Changed)).collect()
}

impl Ui {
    /// Shows how far the minutes of the meeting on the screen are.
    pub fn open_minutes(&mut self, shown: &Shown) -> Vec<Effect> {
        self.read_on = None;
        let Some(place) = self.place(shown).filter(|place| place.meeting.is_over()) else { return vec![] };
        self.overlay = Some(Overlay::Minutes(Pick::new(rows(place.meeting, shown).len())));
        vec![Effect::LoadChanges]
    }

    /// What a key asks of the minutes.
    pub(super) fn on_minutes(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let item = || self.read_item().unwrap_or_else(|| place.item.id().clone());
        let step = match command {
            Command::ReadThrough | Command::ReadOn | Command::ReadBefore => {
                return self.on_reading(command, shown);
            }
            Command::Minutes => return self.open_minutes(shown),
            Command::SendToChair => return self.ask_of_minutes(ForMinutes::SendToChair, vec![], shown),
            Command::Remark => Step::Remark(item()),
            Command::SendBack => Step::SendBack,
            Command::Approve => Step::Approve,
            Command::SendOut => Step::SendOut,
            _ => Step::Amend(item()),
        };
        // Whoever was reading reads on from there.
        self.read_on = self.read_item();
        self.open_step(&step, shown)
    }

    /// Why something cannot be done with the minutes now.
    pub(super) fn why_not_minutes(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        let place = self.place(shown)?;
        let state = place.meeting.state;
        if !place.meeting.is_over() {
            return Some("The meeting is not over yet.");
        }
        let amended = place.meeting.minutes.unsealed().next().is_some();
        match (command, state) {
            (Command::Minutes | Command::ReadThrough | Command::ReadOn | Command::ReadBefore, _) => None,
            (Command::Remark | Command::Amend, _) if self.reading().is_some() && self.read_item().is_none() => {
                Some(NO_ITEM)
            }
            _ if shown.read_only => Some(READ_ONLY),
            (Command::SendToChair, MeetingState::Draft)
            | (Command::Remark, MeetingState::Draft | MeetingState::WithChair)
            | (Command::SendBack | Command::Approve, MeetingState::WithChair)
            | (Command::Amend, MeetingState::Approved | MeetingState::MinutesCirculated) => None,
            (Command::SendToChair, MeetingState::WithChair) => Some("The minutes are with the chair already."),
            (Command::SendBack | Command::Approve | Command::SendOut, MeetingState::Draft) => {
                Some("The minutes go to the chair first: s.")
            }
            (Command::SendOut | Command::Amend, MeetingState::WithChair) => {
                Some("The chair approves the minutes first: v.")
            }
            (Command::Amend, _) => Some("A draft is corrected where it stands: Esc, and e on the item."),
            (Command::Approve, _) if amended => None,
            (Command::Approve, _) => Some("The minutes are approved, and nothing was amended since."),
            (Command::SendOut, _) if amended => Some("The chair approves the amended minutes first: v."),
            (Command::SendOut, _) => None,
            _ => Some("The minutes are approved and sealed: m amends them."),
        }
    }

    /// Opens what a step asks.
    pub(super) fn open_step(&mut self, step: &Step, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let next = place.meeting.minutes.latest().map_or(1, |seal| seal.version + 1);
        let on = |item: &ItemId| match place.meeting.item(item) {
            Some(item) => {
                let case = item.case().and_then(|case| shown.docs.cases.get(case));
                case.map_or_else(|| item.planned.title.clone(), |case| case.label.clone())
            }
            None => "the minutes".to_owned(),
        };
        let (title, mut fields) = match step {
            Step::Remark(item) => {
                let hint = "what the chair asks or wants changed";
                (format!("The chair's remark · {}", on(item)), vec![Field::text("Remark", "", hint)])
            }
            Step::SendBack => {
                let hint = "what is to be put right";
                ("The chair sends the minutes back".to_owned(), vec![Field::text("Because", "", hint)])
            }
            Step::Approve => {
                let sealed = vec![format!("as they read now: version {next} is sealed, and changes no more")];
                ("The chair approves the minutes".to_owned(), vec![Field::choice("Approved", sealed, 0, "")])
            }
            Step::SendOut => ("The minutes went out".to_owned(), Self::sent_to(place.meeting, SENT.to_owned())),
            Step::Amend(item) => {
                let fields = vec![
                    Field::text("Reads", "", "how it should read; the sealed text stays, and this stands beside it"),
                    Field::text("Reason", "", "why"),
                ];
                (format!("Amendment · {}", on(item)), fields)
            }
        };
        if matches!(step, Step::SendBack | Step::Approve | Step::Amend(_)) {
            let chair = place.meeting.acting_chair.as_ref().unwrap_or(&place.meeting.plan.chair);
            fields.extend(chairs_word::fields(chair, shown));
        }
        let form = Form::new(FormKind::Minutes(step.clone()), title, fields);
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Records the step on top.
    pub(super) fn submit_step(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Minutes(step) = &form.kind else { return vec![] };
        let asked = match step {
            Step::Remark(item) => Ok(ForMinutes::Comment { item: Some(item.clone()), text: form.words("Remark") }),
            Step::SendBack => {
                self.chairs_word(form, shown).map(|word| ForMinutes::SendBack { word, because: form.words("Because") })
            }
            Step::Approve => {
                let word = self.chairs_word(form, shown);
                match (word, self.place(shown)) {
                    (Ok(word), Some(place)) => {
                        let (meeting, fields) = (place.meeting.id.clone(), self.form_fields(shown));
                        return vec![Effect::Approve { meeting, word, fields }];
                    }
                    (Err(why), _) => Err(why),
                    (_, None) => return vec![],
                }
            }
            Step::SendOut => Self::agencies(form, shown).map(|to| ForMinutes::Circulate { to }),
            Step::Amend(item) => self.chairs_word(form, shown).map(|word| ForMinutes::Amend {
                item: Some(item.clone()),
                text: form.words("Reads"),
                reason: form.words("Reason"),
                word,
            }),
        };
        match asked {
            Ok(asked) => self.ask_of_minutes(asked, self.form_fields(shown), shown),
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn ask_of_minutes(&self, asked: ForMinutes, fields: Vec<String>, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![Request::Minutes { meeting: place.meeting.id.clone(), asked }];
        vec![Effect::Record { requests, fields, then: After::BackToMinutes }]
    }
}
