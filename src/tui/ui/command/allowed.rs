//! Why a command cannot be done now.

use super::Command;
use crate::model::meeting::{Meeting, MeetingState};
use crate::session::Shown;
use crate::tui::ui::case_forms::is_edited;
use crate::tui::ui::case_page::Section;
use crate::tui::ui::proof::Flaw;
use crate::tui::ui::{Overlay, Place, Screen, Ui, answers, entries, writing};

/// Why nothing is recorded in a store that a newer program has written to.
pub const READ_ONLY: &str = "A newer mace has written to this store, so it can only be read here.";
const NOT_LIVE: &str = "The meeting is not live: press S to start it.";
const OVER: &str = "The meeting is over; its minutes are a draft.";
const SEALED: &str = "The minutes are approved and sealed: M, and m there, amends them.";
const NO_CHILD: &str = "This item is about no child: go to a case with n or j.";

/// What the room view can do besides following.
const FOLLOWING: [Command; 9] = [
    Command::Quit,
    Command::Help,
    Command::Veil,
    Command::Lock,
    Command::Close,
    Command::Down,
    Command::Up,
    Command::PageDown,
    Command::PageUp,
];

/// Why a command cannot be done now; `None` when it can.
#[must_use]
pub fn why_not(command: Command, ui: &Ui, shown: &Shown) -> Option<&'static str> {
    use Command as C;
    let place = ui.place(shown);
    if ui.screen == Screen::Room && !FOLLOWING.contains(&command) {
        return Some("This view follows the meeting and changes nothing.");
    }
    match command {
        C::WriteUpdate
        | C::NothingToReport
        | C::NothingFurther
        | C::WriteWritten
        | C::MarkAway
        | C::Decide
        | C::Dissent
        | C::ChildView
        | C::ParentView
        | C::AssessRisk
        | C::RecordMissing => records(shown, place.as_ref()).or_else(|| needs_child(place.as_ref())),
        C::RaiseAction | C::WriteNote | C::OpenCapture | C::NamePlace => records(shown, place.as_ref()),
        C::EndMeeting | C::ConfirmEnd => records(shown, place.as_ref()).or_else(|| {
            let live = place.as_ref().is_some_and(|place| place.meeting.state == MeetingState::Live);
            (!live).then_some(OVER)
        }),
        C::ReadBack | C::Park => records(shown, place.as_ref()).or_else(|| needs_child(place.as_ref())),
        C::RoomAgrees => {
            let decided = place.as_ref().is_some_and(|place| place.item.decision.is_some());
            (!decided).then_some("Nothing is decided here yet: d decides, and g reads it back then.")
        }
        C::Break => over(shown).or_else(|| records(shown, place.as_ref())),
        C::MoveItemDown | C::MoveItemUp => over(shown).or_else(|| read_only(shown)),
        C::AddLate => {
            let ended = shown.open_meeting().is_some_and(Meeting::is_over);
            ended.then_some(OVER).or_else(|| read_only(shown))
        }
        C::MoveEntry => over(shown).or_else(|| read_only(shown)),
        C::AnswerActions => records(shown, place.as_ref()).or_else(|| {
            let any = place.as_ref().is_some_and(|place| !answers::open_actions(place, shown).is_empty());
            (!any).then_some("No open actions belong to this item.")
        }),
        C::EditEntries if ui.reading().is_some() => ui.why_not_edit_read(shown),
        C::EditEntries => {
            let silent = place.as_ref().is_none_or(|place| entries::list(place, shown).is_empty());
            silent.then_some("Nothing was recorded on this item yet.")
        }
        C::MarkHere => records(shown, place.as_ref())
            .or_else(|| needs_child(place.as_ref()))
            .or_else(|| ui.to_come_in(shown).is_none().then_some("The chosen agency is here already.")),
        C::Invite => needs_child(place.as_ref()).or_else(|| over(shown)).or_else(|| read_only(shown)),
        C::MarkPresent
        | C::MarkApologies
        | C::MarkAbsent
        | C::CameLate
        | C::LeftEarly
        | C::MarkRestPresent
        | C::Unmark
        | C::Uninvite
        | C::InviteGuest
        | C::ActingChair => over(shown).or_else(|| read_only(shown)).or_else(|| ui.why_not_roll(command, shown)),
        C::AgreeStatement => records(shown, place.as_ref()).or_else(|| {
            let mut present =
                shown.open_meeting().into_iter().flat_map(|m| &m.seats).filter(|s| s.attends()).peekable();
            match present.peek() {
                None => Some("Nobody is marked present yet: press r for the roll-call."),
                Some(_) => present.all(|seat| seat.agreed.is_some()).then_some("Everybody present has agreed already."),
            }
        }),
        C::NextAgency | C::PreviousAgency => needs_child(place.as_ref()),
        C::StartMeeting => read_only(shown).or_else(|| match (ui.overlay.as_ref(), ui.chosen_state(shown)) {
            (_, Some(MeetingState::Planned | MeetingState::AgendaCirculated)) => None,
            (_, Some(MeetingState::Live)) => Some("The meeting is live already: open it."),
            (_, Some(_)) => Some(OVER),
            (_, None) => Some("No meeting is chosen."),
        }),
        C::PlanMeeting | C::PlanSeries | C::BringReturns => read_only(shown),
        C::OpenMeeting => ui.chosen_state(shown).is_none().then_some("No meeting is chosen."),
        C::AnswerDissent => ui.why_not_dissent(shown),
        C::WrittenMode | C::KeepBoth | C::Correct | C::LetBe | C::AddWord => in_words(command, ui, shown),
        C::Tour => (!shown.demo).then_some("The tour needs the fictional county: leave, and start `mace demo`."),
        C::Back => {
            let live = place.is_some_and(|place| place.meeting.state == MeetingState::Live);
            live.then_some("The meeting is live: q goes back to the meetings, and it stays as it is.")
        }
        C::Retry => (shown.saved == crate::session::Saved::Saved).then_some("Everything is saved already."),
        C::MergeCase => ui.why_not_merge(shown),
        C::LegalHold | C::Remove if ui.screen == Screen::Cases => ui.why_not_keeping(command, shown),
        _ if ui.is_of_actions(command) => ui.why_not_actions(command, shown),
        C::AddContact | C::EditContact | C::Remove => ui.why_not_people(command, shown),
        _ if command.is_of_disclosures() => ui.why_not_disclosures(command, shown),
        _ => ui.why_not_before(command, shown).or_else(|| at_intake(command, ui, shown)),
    }
}

/// Why a command about the words that are being written cannot be done now.
fn in_words(command: Command, ui: &Ui, shown: &Shown) -> Option<&'static str> {
    use Command as C;
    match command {
        C::WrittenMode => {
            let update =
                ui.live.as_ref().and_then(|live| live.writing.as_ref()).is_some_and(writing::Writing::is_update);
            (!update).then_some("Only an agency's update is spoken or written.")
        }
        C::KeepBoth => {
            let form = matches!(&ui.overlay, Some(Overlay::Conflict(conflict)) if conflict.form().is_some());
            form.then_some("A form has one text: m takes yours, t theirs, e makes one of both.")
        }
        C::Correct => ui.all_findings().is_empty().then_some("Nothing in this text is underlined."),
        C::AddWord if shown.read_only => Some(READ_ONLY),
        _ => {
            let word = ui.corrections.as_ref().is_some_and(|open| open.finding.flaw == Flaw::Misspelt);
            (!word).then_some("This is no question of spelling: Esc leaves it as it is.")
        }
    }
}

/// Why a command of the intake cannot be done now.
fn at_intake(command: Command, ui: &Ui, shown: &Shown) -> Option<&'static str> {
    use Command as C;
    match command {
        C::NewCase | C::MakeNew | C::BringForm | C::BringTracker | C::RecordBrought | C::FileOnly | C::MendColumns => {
            read_only(shown)
        }
        C::TakeReturn | C::LeaveReturn => ui.why_not_return(),
        C::NextPart | C::PreviousPart if matches!(ui.overlay, Some(Overlay::Brought(_))) => None,
        C::ReferToHub => {
            read_only(shown).or_else(|| ui.child_on_screen(shown).is_none().then_some("No child is on the screen."))
        }
        C::AddEpisode | C::EditSection => read_only(shown).or_else(|| on_case(command, ui, shown)),
        C::NextPart | C::PreviousPart => {
            let parts = matches!(&ui.overlay, Some(Overlay::Form(form)) if !form.parts.is_empty());
            (!parts).then_some("This form has one part.")
        }
        _ => None,
    }
}

/// Why the case on the screen cannot be edited so.
fn on_case(command: Command, ui: &Ui, shown: &Shown) -> Option<&'static str> {
    let section = ui.case_page.as_ref().map(|page| page.section);
    match (command, ui.open_case(shown)) {
        (_, None) => Some("No case is open."),
        (Command::EditSection, Some(_)) if !section.is_some_and(is_edited) => {
            Some("Nothing is edited here: 1 has the record, 2 the information form, 3 the missing episodes.")
        }
        (Command::EditSection, Some(case)) if section == Some(Section::Missing) && case.episodes.is_empty() => {
            Some("No missing episode is recorded: m records one.")
        }
        _ => None,
    }
}

fn read_only(shown: &Shown) -> Option<&'static str> {
    shown.read_only.then_some(READ_ONLY)
}

fn over(shown: &Shown) -> Option<&'static str> {
    shown.open_meeting().is_some_and(Meeting::is_sealed).then_some(SEALED)
}

/// Whether words can be recorded in the open meeting.
fn records(shown: &Shown, place: Option<&Place<'_>>) -> Option<&'static str> {
    let takes = |meeting: &Meeting| match meeting.state {
        MeetingState::Live | MeetingState::Draft | MeetingState::WithChair => None,
        MeetingState::Planned | MeetingState::AgendaCirculated => Some(NOT_LIVE),
        MeetingState::Approved | MeetingState::MinutesCirculated => Some(SEALED),
    };
    read_only(shown).or_else(|| place.map_or(Some("No meeting is open."), |place| takes(place.meeting)))
}

fn needs_child(place: Option<&Place<'_>>) -> Option<&'static str> {
    let child = place.is_some_and(|place| place.item.case().is_some());
    (!child).then_some(NO_CHILD)
}
