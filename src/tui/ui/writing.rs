//! The text field of the live meeting: an agency's update, a note, a view.

use super::editor::Editor;
use super::effect::{After, Effect};
use super::live::next_not_asked;
use super::{Place, Ui};
use crate::model::capture::{self, Capture};
use crate::model::id::{Address, EntryId};
use crate::model::request::Request;
use crate::model::said::{Mode, Whose};
use crate::session::Shown;

/// What is being written, and for what.
#[derive(Debug)]
pub struct Writing {
    /// For what.
    pub target: Target,
    /// The text.
    pub editor: Editor,
    /// The entry that it corrects.
    pub replaces: Option<EntryId>,
}

/// What a text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An agency's update.
    Update {
        /// Who speaks.
        seat: Address,
        /// Spoken or written.
        mode: Mode,
    },
    /// A discussion without an agency.
    Note,
    /// The child's or the parents' view.
    View(Whose),
}

impl Writing {
    /// Whether it is an agency's update.
    #[must_use]
    pub fn is_update(&self) -> bool {
        matches!(self.target, Target::Update { .. })
    }

    /// What is recorded when it is committed now, apart from action lines.
    fn capture(&self, text: String) -> Capture {
        match &self.target {
            Target::Update { seat, mode } => Capture::Update { seat: seat.clone(), text, nil: false, mode: *mode },
            Target::Note => Capture::Discussion { text },
            Target::View(whose) => match capture::why_not_heard(&text) {
                Some(why) => Capture::View { whose: *whose, text: String::new(), why_none: Some(why) },
                None => Capture::View { whose: *whose, text, why_none: None },
            },
        }
    }
}

impl Ui {
    /// Opens the text field, with a draft that an earlier run left for it.
    pub fn write(&mut self, target: Target, shown: &Shown) -> Vec<Effect> {
        self.write_over(target, None, "", shown)
    }

    /// Opens the text field on what was recorded, to correct it.
    pub fn write_over(&mut self, target: Target, replaces: Option<EntryId>, text: &str, shown: &Shown) -> Vec<Effect> {
        self.proof.learn(shown);
        let Some(live) = &mut self.live else { return vec![] };
        if let Target::Update { seat, .. } = &target {
            live.agency = Some(seat.clone());
        }
        let end = text.chars().count();
        let hint = match &target {
            Target::Update { .. } => {
                "What the agency says. A line with ! is an action; a line with @police passes to the police."
            }
            Target::Note => "What was discussed, of no one agency",
            Target::View(Whose::Child) => "In the child's own words; where there is no view, why: none because …",
            Target::View(Whose::Parent) => {
                "In the parents' or carers' own words; where there is no view, why: none because …"
            }
        };
        let editor = Editor::new().with_text(text, end).with_placeholder(hint);
        live.writing = Some(Writing { target, editor, replaces });
        self.overlay = None;
        self.restore_draft(shown)
    }

    /// Records what stands in the text field, with its action lines, and goes on as `then` says.
    pub fn commit_writing(&mut self, then: After, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Some(writing) = self.live.as_ref().and_then(|live| live.writing.as_ref()) else { return vec![] };
        let (text, bangs) = split_actions(writing.editor.as_str());
        let say = |capture, replaces| Request::Say {
            meeting: place.meeting.id.clone(),
            item: place.item.id().clone(),
            capture,
            replaces,
        };
        let mut requests = Vec::new();
        let same = writing.replaces.as_ref().is_some_and(|entry| {
            let recorded = super::entries::list(&place, shown).into_iter().find(|recorded| recorded.entry == *entry);
            recorded.is_some_and(|recorded| recorded.text == text && recorded.target.as_ref() == Some(&writing.target))
        });
        // A correction that changes nothing is none.
        if !text.is_empty() && !same {
            requests.push(say(writing.capture(text), writing.replaces.clone()));
        }
        let around = self.around(shown);
        for line in bangs {
            match capture::parse(&line, &around) {
                Ok(capture) => requests.push(say(capture, None)),
                Err(refusal) => {
                    self.refuse(refusal.to_string());
                    return vec![];
                }
            }
        }
        if requests.is_empty() {
            // What was put aside for this field and emptied now is not wanted any more.
            let emptied = super::drafts::writing_field(place, writing);
            self.kept.retain(|kept| kept.field != emptied);
            // Who said nothing is not passed over.
            if then == After::CloseWriting {
                self.close_writing();
                return vec![];
            }
            return self.after(then, shown);
        }
        let field = super::drafts::writing_field(place, writing);
        vec![Effect::Record { requests, fields: vec![field], then }]
    }

    /// Records the action line under the cursor at once, when Enter ends it; whether there was one.
    pub fn commit_action_line(&mut self, shown: &Shown) -> Option<Vec<Effect>> {
        let place = self.place(shown)?;
        let writing = self.live.as_ref()?.writing.as_ref()?;
        let line = writing.editor.current_line();
        let action = capture::bang(line)?;
        let around = self.around(shown);
        match capture::parse(&action.line, &around) {
            Ok(capture) => {
                let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
                let requests = vec![Request::Say { meeting, item, capture, replaces: None }];
                let then = After::TakeLine(line.to_owned());
                Some(vec![Effect::Record { requests, fields: vec![], then }])
            }
            Err(refusal) => {
                self.refuse(refusal.to_string());
                Some(vec![])
            }
        }
    }

    /// Passes to another agency when a line begins with `@agency `: what stands is recorded, and the
    /// rest of the line is that agency's.
    pub fn switch_speaker(&mut self, shown: &Shown) -> Option<Vec<Effect>> {
        let place = self.place(shown)?;
        let writing = self.live.as_ref()?.writing.as_ref().filter(|w| w.is_update() && w.replaces.is_none())?;
        let line = writing.editor.current_line();
        let (who, rest) = capture::switch(line)?;
        let around = self.around(shown);
        let seat = capture::find_seat(who, &around).ok()?;
        let rest = rest.to_owned();
        let whole = writing.editor.text();
        let before: Vec<&str> = whole.lines().filter(|other| *other != line).collect();
        let (text, bangs) = split_actions(&before.join("\n"));
        let say = |capture| Request::Say {
            meeting: place.meeting.id.clone(),
            item: place.item.id().clone(),
            capture,
            replaces: None,
        };
        let mut requests = Vec::new();
        if !text.is_empty() {
            requests.push(say(writing.capture(text)));
        }
        for line in bangs {
            requests.push(say(capture::parse(&line, &around).ok()?));
        }
        if requests.is_empty() {
            return Some(self.after(After::Switch(seat, rest), shown));
        }
        let field = super::drafts::writing_field(place, writing);
        Some(vec![Effect::Record { requests, fields: vec![field], then: After::Switch(seat, rest) }])
    }

    /// Opens the text field of the next agency not yet asked; an empty one for the same agency when all were.
    pub fn write_next_agency(&mut self, shown: &Shown) -> Vec<Effect> {
        let current = self.agency();
        let next = self.place(shown).and_then(|place| next_not_asked(&place, current.as_ref()));
        let everybody = next.is_none();
        // The field stays open when nobody is left: letters that are typed on must not be taken for commands.
        let Some(seat) = next.or(current) else {
            self.close_writing();
            return vec![];
        };
        let effects = self.write(Target::Update { seat, mode: Mode::Spoken }, shown);
        if everybody {
            self.say("Everybody present has been asked. Esc leaves the text.");
        }
        effects
    }

    /// Reopens the entry recorded last on this item, to correct it in place; from a correction, the
    /// one before it.
    pub fn reopen_before(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let current = self.live.as_ref().and_then(|live| live.writing.as_ref()?.replaces.clone());
        let entries = super::entries::list(&place, shown);
        let texts = entries.iter().filter(|entry| entry.target.is_some()).collect::<Vec<_>>();
        let at =
            current.and_then(|current| texts.iter().position(|entry| entry.entry == current)).unwrap_or(texts.len());
        if let Some(entry) = at.checked_sub(1).and_then(|at| texts.get(at)) {
            let (target, text) = (entry.target.clone(), entry.text.clone());
            let Some(target) = target else { return vec![] };
            self.write_over(target, Some(entry.entry.clone()), &text, shown)
        } else {
            self.close_writing();
            self.refuse("No entry stands before this one.");
            vec![]
        }
    }

    /// Empties the text field, or the capture line; undo in the field brings it back.
    pub fn discard(&mut self) {
        let Some(live) = &mut self.live else { return };
        match &mut live.writing {
            Some(writing) => writing.editor.clear(),
            None => live.capture.editor.clear(),
        }
    }

    /// Turns an update from spoken to sent in writing, and back.
    pub(super) fn switch_mode(&mut self) {
        if let Some(writing) = self.live.as_mut().and_then(|live| live.writing.as_mut())
            && let Target::Update { mode, .. } = &mut writing.target
        {
            *mode = if *mode == Mode::Spoken { Mode::Written } else { Mode::Spoken };
        }
    }

    /// Closes the text field; what it held is recorded or discarded by now.
    pub fn close_writing(&mut self) {
        if let Some(live) = &mut self.live {
            live.writing = None;
        }
    }

    /// What the grammar reads a line against here.
    #[must_use]
    pub fn around<'a>(&self, shown: &'a Shown) -> capture::Around<'a> {
        let place = self.place(shown);
        capture::Around {
            terms: &shown.terms,
            calendar: &shown.calendar,
            seats: place.map_or(&[], |place: Place<'a>| &place.meeting.seats),
            district: place.and_then(|place| place.case).map(|case| case.details.district.as_str()),
            today: place.map_or_else(|| self.today(), |place| place.meeting.plan.date),
            next_meeting: shown.next_meeting().map(|row| row.date),
        }
    }
}

/// Parts a text into what is said and its action lines.
fn split_actions(text: &str) -> (String, Vec<String>) {
    let (mut said, mut actions) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match capture::bang(line) {
            Some(action) => actions.push(action.line),
            None => said.push(capture::plain(line)),
        }
    }
    (said.join("\n").trim().to_owned(), actions)
}
