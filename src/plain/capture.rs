//! Lines that record something on the item: the capture grammar, and the guard against the wrong child.

use std::io::{BufRead, Write};

use chrono::NaiveDate;

use super::meeting::Then;
use super::talk::{Dialogue, Stop, sentence};
use super::telling::Place;
use crate::model::capture::{Around, Capture, Verb, lint, parse, preview};
use crate::model::id::{ActionId, EntryId, ItemId, RequestId};
use crate::model::naming::{KnownChild, answered, others_meant};
use crate::model::request::{NewTask, Request};
use crate::model::wording::Wordings;
use crate::session::Shown;

/// What the grammar reads a line against.
pub(super) fn around<'a>(place: Place<'a>, shown: &'a Shown, today: NaiveDate) -> Around<'a> {
    Around {
        terms: &shown.terms,
        calendar: &shown.calendar,
        seats: &place.meeting.seats,
        district: place.case.map(|case| case.details.district.as_str()),
        today,
        next_meeting: shown.next_meeting().map(|next| next.date),
    }
}

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Records a line on the item, perhaps in the place of something recorded before; says what was recorded, or why it was not
    /// and the line itself.
    pub(super) fn capture(&mut self, line: &str, replaces: Option<Replaces>) -> Result<Then, Stop> {
        let Some(place) = self.place() else { return Ok(Then::Stay) };
        let shown = self.session.shown();
        let around = around(place, shown, self.today());
        let capture = match parse(line, &around) {
            Ok(capture) => capture,
            Err(refusal) => {
                self.say(format!("Not recorded. {refusal}"))?;
                if Verb::named(line.split_whitespace().next().unwrap_or_default()).is_none() {
                    self.say("help says what else you can type.")?;
                }
                return self.said_back(line);
            }
        };
        let spans: Vec<String> = preview(&capture, &around).into_iter().map(|span| span.text).collect();
        let said = spans.join(", ");
        let weak: Vec<String> = lint(&capture, &Wordings::of(&shown.terms)).iter().map(ToString::to_string).collect();
        let (meeting, mut item) = (place.meeting.id.clone(), place.item.id().clone());
        let mut mentioned = Vec::new();
        if let Some(label) = answered(&capture) {
            self.session.load_labelled_action(label).map_err(|error| Stop::failed(&error))?;
        }
        let Some(place) = self.place() else { return Ok(Then::Stay) };
        let shown = self.session.shown();
        let named = others_meant(place.meeting, place.item, [&capture], &shown.children, &shown.docs);
        if !named.is_empty() {
            let own = place.case.map_or_else(String::new, |case| case.label.clone());
            let there = |child: &KnownChild| place.meeting.item_of(&child.case).map(|item| item.id().clone());
            let there: Vec<(String, Option<ItemId>)> =
                named.iter().map(|child| (child.label.clone(), there(child))).collect();
            match self.whose(&own, &there, line)? {
                Whose::Here => {}
                Whose::Both => mentioned = named.into_iter().map(|child| child.case).collect(),
                Whose::There(right) => item = right,
                Whose::Nobodys(then) => return Ok(then),
            }
        }
        let elsewhere = self.item.as_ref() != Some(&item);
        let say = |capture, replaces| Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces };
        let recorded = match replaces {
            None => say(capture.clone(), None),
            Some(Replaces::Text(entry)) => say(capture.clone(), Some(entry)),
            Some(Replaces::Action(action, entry)) => {
                let Some(task) = reworded(&capture) else {
                    self.say("Not recorded. An action takes one action in its place, of one owner.")?;
                    return self.said_back(line);
                };
                Request::Reword { action, task, replaces: entry }
            }
        };
        let mut requests = vec![recorded];
        let mention = |case| Request::NoteMention { meeting: meeting.clone(), item: item.clone(), case };
        requests.extend(mentioned.into_iter().map(mention));
        let Some(request) = self.record(requests)? else { return self.said_back(line) };
        let label = self.raised_by(&capture, &request);
        let place = if elsewhere {
            self.label_of(&item).map_or_else(String::new, |of| format!(" on {of}"))
        } else {
            String::new()
        };
        self.say(sentence(&format!("Recorded{place}: {label}{said}")))?;
        self.say_all(weak.iter().map(|weak| sentence(&format!("Note: {weak}"))))?;
        Ok(Then::Stay)
    }

    /// Says a line back that was not recorded, so that nothing typed is lost.
    fn said_back(&mut self, line: &str) -> Result<Then, Stop> {
        self.say(format!("Your line: {line}"))?;
        Ok(Then::Stay)
    }

    /// Asks whose a line is that names other children: the reference of each, and its item where it is discussed today.
    fn whose(&mut self, own: &str, named: &[(String, Option<ItemId>)], line: &str) -> Result<Whose, Stop> {
        let all = named.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>().join(" and ");
        let who = if named.len() > 1 { "other children" } else { "another child" };
        self.say(format!("Nothing is recorded yet: this names {who}, {all}."))?;
        self.say(format!("k keeps it here, on {own}. b keeps it here and notes it on {all}."))?;
        for (label, there) in named {
            self.say(match there {
                Some(_) if named.len() > 1 => format!("m {label} records it on {label}."),
                Some(_) => format!("m records it on {label}."),
                None => format!("{label} is not on today's agenda."),
            })?;
        }
        let moves = if named.iter().any(|(_, there)| there.is_some()) { "k, b or m" } else { "k or b" };
        let answer = self.ask(&format!("{moves}, or Enter to drop it:"))?;
        let (letter, of) = answer.split_once(' ').unwrap_or((answer.as_str(), ""));
        let mut right = named.iter().filter(|(label, _)| of.is_empty() || label.eq_ignore_ascii_case(of.trim()));
        let right = match (right.next(), right.next()) {
            (Some((_, there)), None) => there.clone(),
            _ => None,
        };
        match (letter.to_lowercase().as_str(), right) {
            ("k", _) if of.is_empty() => Ok(Whose::Here),
            ("b", _) if of.is_empty() => Ok(Whose::Both),
            ("m", Some(right)) => Ok(Whose::There(right)),
            _ => {
                self.say("Not recorded.")?;
                self.said_back(line)?;
                // Another line, typed instead of an answer, is meant as a line.
                Ok(Whose::Nobodys(if answer.len() > 1 { Then::Take(answer) } else { Then::Stay }))
            }
        }
    }

    /// The labels of the actions that a request raised: `A7, `.
    fn raised_by(&self, capture: &Capture, request: &RequestId) -> String {
        if !matches!(capture, Capture::Action { .. }) {
            return String::new();
        }
        let ours = format!("{request}.e");
        let actions = self.session.shown().docs.actions.values();
        let mut labels: Vec<&str> = actions
            .filter(|action| action.latest.as_str().starts_with(&ours))
            .map(|action| action.label.as_str())
            .collect();
        labels.sort_by_key(|label| (label.len(), *label));
        labels.push("");
        labels.join(", ")
    }

    /// The reference of an item's child.
    pub(super) fn label_of(&self, item: &ItemId) -> Option<String> {
        Place::of(self.session.shown(), item)?.case.map(|case| case.label.clone())
    }
}

/// What a line takes the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Replaces {
    /// A text, by its latest entry.
    Text(EntryId),
    /// An action, and its latest entry.
    Action(ActionId, EntryId),
}

/// A line as the new wording of one action.
fn reworded(capture: &Capture) -> Option<NewTask> {
    let Capture::Action { owners, text, due, category } = capture else { return None };
    let owner = match &owners[..] {
        [] => None,
        [owner] => Some(owner.clone()),
        _ => return None,
    };
    Some(NewTask { owner, text: text.clone(), due: *due, category: category.clone() })
}

/// Whose words are that name another child.
enum Whose {
    Here,
    Both,
    There(ItemId),
    Nobodys(Then),
}
