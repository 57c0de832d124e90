//! What happens on the screen once something is on disk: never before (law 1).

use super::effect::{After, Effect};
use super::keymap::Scope;
use super::prompt::Purpose;
use super::writing::Target;
use super::{Overlay, Screen, Ui};
use crate::model::capture;
use crate::model::said::Mode;
use crate::session::Shown;

impl Ui {
    /// Goes on after something was recorded, or when there was nothing to record.
    pub fn after(&mut self, then: After, shown: &Shown) -> Vec<Effect> {
        let mut effects = self.go_on(then, shown);
        effects.extend(self.back_to_reading());
        effects
    }

    fn go_on(&mut self, then: After, shown: &Shown) -> Vec<Effect> {
        self.keep_choices(shown);
        match then {
            After::Stay => vec![],
            After::CloseWriting => {
                self.close_writing();
                self.choose_next_agency(shown);
                vec![]
            }
            After::NextAgency => self.write_next_agency(shown),
            After::ReopenBefore => self.reopen_before(shown),
            After::TakeLine(line) => {
                if let Some(writing) = self.live.as_mut().and_then(|live| live.writing.as_mut()) {
                    writing.editor.take_line(&line);
                }
                if let Some(bang) = capture::bang(&line) {
                    self.remember_line(&bang.line, shown);
                }
                vec![]
            }
            After::Switch(seat, text) => {
                let target = Target::Update { seat, mode: Mode::Spoken };
                self.write_over(target, None, &text, shown)
            }
            After::CloseCapture => {
                let line = self.live.as_ref().map_or_else(String::new, |live| live.capture.editor.text());
                self.remember_line(&line, shown);
                if let Some(live) = &mut self.live {
                    live.capture.editor.clear();
                }
                self.close_capture(shown);
                vec![]
            }
            After::CloseOverlay => {
                self.overlay = None;
                vec![]
            }
            After::Ended => {
                self.overlay = None;
                self.say("The meeting has ended, and its minutes are a draft. O saves them as a file; what was forgotten can still be written.");
                vec![]
            }
            After::ClosePrompt => {
                self.next_of_list(shown);
                self.prompt = None;
                vec![]
            }
            After::NextUndecided => {
                self.choose_undecided(shown);
                vec![]
            }
            After::NextSeat => {
                self.next_seat();
                vec![]
            }
            After::Show(item) => {
                self.overlay = None;
                self.read_on = None;
                if let Some(live) = &mut self.live {
                    live.turn(item);
                }
                self.arrive(shown)
            }
            After::ChooseItem(item) => {
                self.choose_item(&item, shown);
                vec![]
            }
            After::ChooseNextAgency => {
                self.choose_next_agency(shown);
                vec![]
            }
            After::Choose(seat) => {
                if let Some(live) = &mut self.live {
                    live.agency = Some(seat);
                }
                vec![]
            }
            After::LearnWord(word) => {
                self.proof.learn(shown);
                self.say(format!("“{word}” is on the county's list, and not underlined again."));
                vec![]
            }
            After::Say(said) => {
                self.say(said);
                vec![]
            }
            After::OfActions(said) => {
                self.actions_answered(said);
                vec![]
            }
            After::Entered(said) => self.entered(said),
            After::OpenMeeting(id) => vec![Effect::OpenMeeting(id)],
            then @ (After::Merged(..)
            | After::Filed(_)
            | After::BroughtIn(_)
            | After::ReadAgain(_)
            | After::OpenCaseOf(..)) => self.after_intake(then, shown),
            before => self.after_preparing(before, shown),
        }
    }

    /// Goes on after something that belongs before a meeting.
    fn after_preparing(&mut self, then: After, shown: &Shown) -> Vec<Effect> {
        match then {
            After::BackToAgenda(item) => {
                self.open_agenda_list(shown);
                self.choose_item(&item, shown);
                vec![]
            }
            After::BackToReady => {
                self.overlay = None;
                self.open_ready(shown);
                vec![]
            }
            After::BackToMinutes => {
                self.overlay = None;
                if let Some(item) = self.read_on.take() {
                    return vec![Effect::ReadMinutes(Some(item))];
                }
                self.open_minutes(shown)
            }
            After::ContactKept(key, name) => {
                self.contact_kept(&key, &name, shown);
                vec![]
            }
            After::Done(said) => {
                self.overlay = None;
                self.say(said);
                vec![]
            }
            After::ListMeetings(area, part, date) => {
                self.overlay = None;
                self.meetings.newest = Some((area, part, date));
                self.screen = Screen::Meetings;
                vec![Effect::ListMeetings(self.meetings.filter.clone())]
            }
            _ => vec![],
        }
    }

    /// Tries again what could not be written. A text that is still in its field is recorded as it
    /// stands now, for it may have grown since.
    pub(super) fn try_again(&mut self, shown: &Shown) -> Vec<Effect> {
        self.help = None;
        let then = self.unsaved.as_ref().map(|unsaved| unsaved.then.clone());
        match (then, self.scope()) {
            (Some(then @ (After::CloseWriting | After::NextAgency | After::ReopenBefore)), Scope::Writing) => {
                self.commit_writing(then, shown)
            }
            (Some(After::Switch(..)), Scope::Writing) => {
                self.switch_speaker(shown).unwrap_or_else(|| self.commit_writing(After::CloseWriting, shown))
            }
            (Some(After::CloseCapture), _) => self.commit_capture(shown),
            (Some(After::CloseOverlay | After::OfActions(_) | After::Entered(_)), Scope::Form) => {
                self.submit_form(shown)
            }
            (Some(After::ClosePrompt), Scope::Prompt) => self.answer_prompt(shown),
            _ => vec![Effect::Retry],
        }
    }

    /// An answered question leads to the next row; a seat that was given is chosen.
    fn next_of_list(&mut self, shown: &Shown) {
        let given = matches!(self.prompt.as_ref().map(|prompt| &prompt.purpose), Some(Purpose::Seat(_)));
        let members = self.place(shown).map_or(0, |place| place.meeting.roll().0.len());
        let newest = self.place(shown).and_then(|place| place.meeting.seats.last()).map(|seat| seat.address.clone());
        if let (true, None, Some(live)) = (given, &self.overlay, &mut self.live) {
            live.agency = newest;
        }
        match &mut self.overlay {
            Some(Overlay::RollCall(pick)) if given => pick.choose(members.saturating_sub(1)),
            Some(Overlay::RollCall(pick) | Overlay::Answers(pick)) => drop(pick.step(1)),
            _ => {}
        }
    }

    fn next_seat(&mut self) {
        if let Some(Overlay::RollCall(pick)) = &mut self.overlay {
            pick.step(1);
        }
    }

    /// Lists on top keep their place though their rows have changed.
    pub fn keep_choices(&mut self, shown: &Shown) {
        if let Some(Overlay::Dissents(_)) = self.overlay {
            let rows = self.dissents(shown).len();
            if let Some(Overlay::Dissents(pick)) = &mut self.overlay {
                pick.refresh(&vec![""; rows]);
            }
            return;
        }
        let Some(place) = self.place(shown) else { return };
        let rows = match &self.overlay {
            Some(Overlay::RollCall(_)) => place.meeting.seats.len(),
            Some(Overlay::Answers(_)) => super::answers::open_actions(&place, shown).len(),
            Some(Overlay::Entries(_)) => super::entries::list(&place, shown).len(),
            Some(Overlay::Jump(_)) => place.meeting.items.len(),
            Some(Overlay::Ready(_)) => super::ready::rows(place.meeting, shown, self.today()).len(),
            Some(Overlay::Minutes(_)) => super::minutes::rows(place.meeting, shown).len(),
            Some(Overlay::Ending(_)) => super::ending::rows(&place, shown).len(),
            Some(Overlay::Gate(_)) => super::gate::owed(&place, shown).len(),
            Some(Overlay::MoveTo(_)) => super::wrong_child::other_items(&place).len(),
            _ => return,
        };
        if let Some(pick) = self.overlay.as_mut().and_then(Overlay::pick) {
            pick.refresh(&vec![""; rows]);
        }
    }
}
