//! What a key can ask for, and why it cannot be done now.

use super::entries::RecordedKind;
use super::proof::Flaw;
use super::{Overlay, Place, Ui};
use crate::model::meeting::{Meeting, MeetingState};
use crate::session::Shown;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Write the chosen agency's update.
    WriteUpdate,
    /// The chosen agency has nothing to report.
    NothingToReport,
    /// Everybody not yet asked has nothing further.
    NothingFurther,
    /// Raise an action.
    RaiseAction,
    /// Decide on the case.
    Decide,
    /// Go on to the next item.
    NextItem,
    /// Go back to the item before.
    PreviousItem,
    /// Choose an agenda item.
    JumpTo,
    /// Record a dissent.
    Dissent,
    /// Record the child's view.
    ChildView,
    /// Record the parents' view.
    ParentView,
    /// Answer open actions.
    AnswerActions,
    /// Note a discussion.
    WriteNote,
    /// Correct what was recorded.
    EditEntries,
    /// Open the roll-call.
    RollCall,
    /// Record that all present agree to the statement.
    AgreeStatement,
    /// Open the capture line.
    OpenCapture,
    /// Record an update sent in writing.
    WriteWritten,
    /// Record the level of risk.
    AssessRisk,
    /// Name a place.
    NamePlace,
    /// Record a missing episode.
    RecordMissing,
    /// The chosen agency is here for this.
    MarkHere,
    /// The chosen agency is not here for this.
    MarkAway,
    /// Invite somebody to this item.
    Invite,
    /// Give somebody a seat.
    InviteGuest,
    /// Somebody chairs for the chair.
    ActingChair,
    /// Choose the next agency.
    NextAgency,
    /// Choose the agency before.
    PreviousAgency,
    /// Scroll down.
    ScrollDown,
    /// Scroll up.
    ScrollUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first row, or the top.
    First,
    /// To the last row, or the foot.
    Last,
    /// End the meeting.
    EndMeeting,
    /// Start the meeting.
    StartMeeting,
    /// Back to the meetings, from one that is not live.
    Back,
    /// Save a file.
    Export,
    /// Back to the meetings.
    Leave,
    /// Record, and write the next agency's.
    CommitAndNext,
    /// Record and return.
    Commit,
    /// Record, and reopen the entry before.
    ReopenBefore,
    /// Written or spoken.
    WrittenMode,
    /// Discard what is written.
    Discard,
    /// Record the capture line.
    CommitCapture,
    /// Take the completion.
    Complete,
    /// The line recorded before, or the completion before.
    Earlier,
    /// The line recorded after, or the next completion.
    Later,
    /// Offer better words for what is underlined.
    Correct,
    /// Put the chosen words there.
    TakeCorrection,
    /// Put the words with the number of the key there.
    TakeNumbered,
    /// Go on to what is underlined next.
    NextCorrection,
    /// The word is right as it is.
    LetBe,
    /// Add the word to the county's own list.
    AddWord,
    /// Leave the text as it is.
    CloseCorrections,
    /// Close the capture line.
    CloseCapture,
    /// Present.
    MarkPresent,
    /// Apologies.
    MarkApologies,
    /// Absent.
    MarkAbsent,
    /// Came late.
    CameLate,
    /// Left early.
    LeftEarly,
    /// Everybody not yet marked is present.
    MarkRestPresent,
    /// Done.
    AnswerDone,
    /// Carry.
    AnswerCarry,
    /// Not done.
    AnswerNotDone,
    /// Correct the chosen entry.
    EditEntry,
    /// Withdraw the chosen entry.
    WithdrawEntry,
    /// Answer the chosen dissent.
    AnswerDissent,
    /// Open the chosen item.
    JumpHere,
    /// End it now.
    ConfirmEnd,
    /// Leave the case though something is owed.
    LeaveAnyway,
    /// One of the reasons in the list.
    Reason,
    /// Go to the thing owed.
    GoToOwed,
    /// Stay at the case.
    Stay,
    /// Show what was decided in large type.
    ReadBack,
    /// The room agrees to what was read back.
    RoomAgrees,
    /// Put the case aside.
    Park,
    /// A break, or its end.
    Break,
    /// The chosen item comes later.
    MoveItemDown,
    /// The chosen item comes earlier.
    MoveItemUp,
    /// A late item.
    AddLate,
    /// What names another child stays here.
    KeepHere,
    /// It stays here, and the other child's record says so.
    LinkBoth,
    /// It is recorded on the other child's item.
    RecordThere,
    /// Choose the child to whom an entry is moved.
    MoveEntry,
    /// Move it there.
    MoveHere,
    /// This text takes the place of theirs.
    MineOverTheirs,
    /// Both texts stay.
    KeepBoth,
    /// Down in a list.
    Down,
    /// Up in a list.
    Up,
    /// Close what is on top.
    Close,
    /// Record a form.
    SubmitForm,
    /// The next field.
    NextField,
    /// The field before.
    PreviousField,
    /// The next choice.
    NextChoice,
    /// The choice before.
    PreviousChoice,
    /// Enter in a form.
    EnterField,
    /// Answer a question.
    AnswerPrompt,
    /// Leave a question.
    ClosePrompt,
    /// Open the chosen meeting.
    OpenMeeting,
    /// Plan a meeting.
    PlanMeeting,
    /// Filter the list.
    Filter,
    /// Clear the filter.
    ClearFilter,
    /// Let the veil down, or lift it.
    Veil,
    /// Lock the screen.
    Lock,
    /// Every key.
    Help,
    /// Find anything.
    Palette,
    /// Do what the chosen row of the palette stands for.
    RunRow,
    /// Start the tour, or leave it.
    Tour,
    /// Take back.
    Undo,
    /// Bring back.
    Redo,
    /// Save again.
    Retry,
    /// Leave the program.
    Quit,
}

const READ_ONLY: &str = "A newer mace has written to this store, so it can only be read here.";
const NOT_LIVE: &str = "The meeting is not live: press S to start it.";
const OVER: &str = "The meeting is over; its minutes are a draft.";
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
    if ui.screen == super::Screen::Room && !FOLLOWING.contains(&command) {
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
        C::MoveItemDown | C::MoveItemUp | C::AddLate => over(shown).or_else(|| read_only(shown)),
        C::MoveEntry => {
            let fixed = matches!(ui.chosen_entry(shown), Some(chosen) if chosen.kind == RecordedKind::Decision);
            fixed.then_some("A decision is not moved: take it back with Ctrl-Z, and decide on the right child's item.")
        }
        C::AnswerActions => records(shown, place.as_ref()).or_else(|| {
            let any = place.as_ref().is_some_and(|place| !super::answers::open_actions(place, shown).is_empty());
            (!any).then_some("No open actions belong to this item.")
        }),
        C::EditEntries => {
            let silent = place.as_ref().is_none_or(|place| super::entries::list(place, shown).is_empty());
            silent.then_some("Nothing was recorded on this item yet.")
        }
        C::MarkHere => records(shown, place.as_ref())
            .or_else(|| needs_child(place.as_ref()))
            .or_else(|| ui.to_come_in(shown).is_none().then_some("The chosen agency is here already.")),
        C::Invite => needs_child(place.as_ref()).or_else(|| records(shown, place.as_ref())),
        C::MarkPresent
        | C::MarkApologies
        | C::MarkAbsent
        | C::CameLate
        | C::LeftEarly
        | C::MarkRestPresent
        | C::InviteGuest
        | C::ActingChair => over(shown).or_else(|| read_only(shown)),
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
        C::PlanMeeting => read_only(shown),
        C::OpenMeeting => ui.chosen_state(shown).is_none().then_some("No meeting is chosen."),
        C::WrittenMode => {
            let update =
                ui.live.as_ref().and_then(|live| live.writing.as_ref()).is_some_and(super::writing::Writing::is_update);
            (!update).then_some("Only an agency's update is spoken or written.")
        }
        C::AnswerDissent => {
            let dissent =
                matches!(&ui.overlay, Some(Overlay::Entries(list)) if list.chosen_is_dissent(place.as_ref(), shown));
            (!dissent).then_some("The chosen entry is no dissent.")
        }
        C::Correct => ui.all_findings().is_empty().then_some("Nothing in this text is underlined."),
        C::AddWord if shown.read_only => Some(READ_ONLY),
        C::LetBe | C::AddWord => {
            let word = ui.corrections.as_ref().is_some_and(|open| open.finding.flaw == Flaw::Misspelt);
            (!word).then_some("This is no question of spelling: Esc leaves it as it is.")
        }
        C::Tour => (!shown.demo).then_some("The tour needs the fictional county: leave, and start `mace demo`."),
        C::Back => {
            let live = place.is_some_and(|place| place.meeting.state == MeetingState::Live);
            live.then_some("The meeting is live: q goes back to the meetings, and it stays as it is.")
        }
        C::Retry => (shown.saved == crate::session::Saved::Saved).then_some("Everything is saved already."),
        _ => None,
    }
}

fn read_only(shown: &Shown) -> Option<&'static str> {
    shown.read_only.then_some(READ_ONLY)
}

fn over(shown: &Shown) -> Option<&'static str> {
    let state = shown.open_meeting().map(|meeting| meeting.state);
    matches!(state, Some(MeetingState::WithChair | MeetingState::Approved | MeetingState::MinutesCirculated))
        .then_some(OVER)
}

/// Whether words can be recorded in the open meeting.
fn records(shown: &Shown, place: Option<&Place<'_>>) -> Option<&'static str> {
    let takes = |meeting: &Meeting| match meeting.state {
        MeetingState::Live | MeetingState::Draft => None,
        MeetingState::Planned | MeetingState::AgendaCirculated => Some(NOT_LIVE),
        _ => Some(OVER),
    };
    read_only(shown).or_else(|| place.map_or(Some("No meeting is open."), |place| takes(place.meeting)))
}

fn needs_child(place: Option<&Place<'_>>) -> Option<&'static str> {
    let child = place.is_some_and(|place| place.item.case().is_some());
    (!child).then_some(NO_CHILD)
}
