//! The end of the meeting: what is owed, why a child is undecided, and the minutes as a file.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use super::leaving::{chosen, numbered};
use super::meeting::Then;
use super::talk::{Dialogue, Stop, counted, sentence};
use crate::export::produce::MINUTES;
use crate::model::id::ItemId;
use crate::model::meeting::MeetingState;
use crate::model::owing::owed_in;
use crate::model::request::Request;
use crate::saving::{Export, ExportWhat, Wanted, save};
use crate::terms::calendar::london;

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Says what is owed, asks why undecided children are left so, and ends the meeting.
    pub(super) fn end(&mut self) -> Result<Then, Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(Then::Stay) };
        let id = meeting.id.clone();
        if meeting.state != MeetingState::Live {
            self.say("This meeting is not live, so there is nothing to end.")?;
            return Ok(Then::Stay);
        }
        let rows = owed_in(meeting, &self.session.shown().docs);
        if rows.is_empty() {
            self.say("Nothing is owed.")?;
        } else {
            self.say(format!("{} owed, and will be in the minutes:", counted(rows.len(), "thing is", "things are")))?;
        }
        for row in &rows {
            let why = row.reason.as_ref().map_or_else(String::new, |reason| sentence(&format!(" Because: {reason}")));
            self.say(format!("Item {}: {}{why}", row.name, sentence(&row.owed)))?;
        }
        let mut bare: Vec<(ItemId, String)> =
            rows.into_iter().filter(|row| row.needs_reason).map(|row| (row.item, row.name)).collect();
        bare.dedup();
        if !self.give_reasons(&bare)? {
            self.say("The meeting goes on.")?;
            return Ok(Then::Stay);
        }
        if !self.agrees("End the meeting? y or n:")? {
            self.say("The meeting goes on.")?;
            return Ok(Then::Stay);
        }
        if self.record(vec![Request::EndMeeting(id)])?.is_none() {
            return Ok(Then::Stay);
        }
        let at = london(self.now()).format("%H:%M");
        self.say(format!("Recorded: the meeting ended at {at}. Its minutes are a draft."))?;
        self.save()?;
        Ok(Then::Meetings)
    }

    /// Asks for a reason for each child who is undecided; false where the person goes back to the meeting.
    fn give_reasons(&mut self, bare: &[(ItemId, String)]) -> Result<bool, Stop> {
        if bare.is_empty() {
            return Ok(true);
        }
        let reasons = self.session.shown().terms.live.reasons.clone();
        self.say("No child is left undecided without a reason. The reasons:")?;
        self.say_all(numbered(&reasons))?;
        for (item, name) in bare {
            loop {
                let answer =
                    self.ask(&format!("Item {name} is undecided: why? A number, or Enter to go on with the meeting:"))?;
                if answer.is_empty() {
                    return Ok(false);
                }
                let Some(reason) = chosen(&answer, &reasons) else {
                    self.say(format!("“{answer}” is no number from 1 to {}.", reasons.len()))?;
                    continue;
                };
                let Some(meeting) = self.session.shown().meeting.clone() else { return Ok(false) };
                let said = sentence(&format!("Recorded: {reason}"));
                if self.record(vec![Request::GiveReason { meeting, item: item.clone(), reason }])?.is_some() {
                    self.say(said)?;
                    break;
                }
            }
        }
        Ok(true)
    }

    /// Offers the minutes as a file; its ending says in which format.
    pub(super) fn save(&mut self) -> Result<(), Stop> {
        let Some(id) = self.session.shown().meeting.clone() else { return Ok(()) };
        let endings: Vec<String> = MINUTES.iter().map(|format| format!(".{format}")).collect();
        let endings = endings.join(", ");
        loop {
            let name = self.ask(&format!("Save the minutes? A file name ending in {endings}, or Enter for none:"))?;
            if name.is_empty() {
                return Ok(());
            }
            let path = PathBuf::from(&name);
            let Some(format) = format_of(&path) else {
                self.say(format!("Not saved: “{name}” has none of these endings."))?;
                continue;
            };
            let (recipient, purpose) = (String::new(), String::new());
            let export =
                Export { what: ExportWhat::Minutes(id.clone(), Wanted::default()), format, path, recipient, purpose };
            let now = self.now();
            match save(&mut self.session, &export, now) {
                Ok(saved) => {
                    // Saving loads the meeting anew, without what belongs to the item.
                    self.load_item()?;
                    return self.say(saved.said);
                }
                Err(why) => self.say(why)?,
            }
        }
    }
}

fn format_of(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    MINUTES.contains(&ending.as_str()).then_some(ending)
}
