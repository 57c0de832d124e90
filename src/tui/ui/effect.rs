//! What the interface asks of the world: it does nothing of the kind itself.

use chrono::NaiveDate;

use super::bringing_in::Paper;
use crate::model::decide_retention::Removal;
use crate::model::id::{ActionId, CaseId, EntryId, ItemId, MeetingId};
use crate::model::request::{NewCase, Request};
use crate::model::word::ChairsWord;
use crate::saving::Export;
use crate::session::{Draft, Recovered};

/// Something to be done outside the interface.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record together or not at all; what follows happens once it is on disk (law 1).
    Record {
        /// What.
        requests: Vec<Request>,
        /// The drafts that it records, the first of them under the draft's own identity.
        fields: Vec<String>,
        /// What then.
        then: After,
    },
    /// Take back the person's own last request.
    Undo,
    /// Bring it back.
    Redo,
    /// Try again to save.
    Retry,
    /// Load a meeting and show it.
    OpenMeeting(MeetingId),
    /// Show an item of a meeting, which is loaded where another one is open.
    OpenItem(MeetingId, ItemId),
    /// Find everything ever said, done or decided that fits what was typed.
    LookUp(String),
    /// Show what an entry says where it stands.
    OpenFind(EntryId),
    /// List the disclosure log, and show the entry with this label whole.
    OpenDisclosure(String),
    /// Load a meeting and show how ready it is.
    OpenReady(MeetingId),
    /// Read the open meeting's minutes, and show them open at an item.
    ReadMinutes(Option<crate::model::id::ItemId>),
    /// Approve the minutes of a meeting, and seal them.
    Approve {
        /// Which meeting's.
        meeting: MeetingId,
        /// Whose word it is.
        word: ChairsWord,
        /// The fields whose drafts are done with.
        fields: Vec<String>,
    },
    /// Remove a child's record under retention.
    Remove {
        /// What, and by whose word.
        removal: Removal,
        /// The fields whose drafts are done with.
        fields: Vec<String>,
    },
    /// Find the meeting that is live, for the room view.
    FollowRoom,
    /// List the meetings that a text narrows.
    ListMeetings(String),
    /// Work out anew how ready the coming meetings are.
    ListReadiness,
    /// List the cases of the tracker.
    ListCases {
        /// Whether closed ones are wanted too.
        closed_too: bool,
    },
    /// Load every case, for the palette.
    LoadCases,
    /// List the actions across all meetings.
    ListActions {
        /// Whether those closed of late are wanted too.
        closed_too: bool,
        /// The form about some of them that is to be open then, by what its draft's address says.
        then: Option<String>,
    },
    /// List the disclosure log, with the form that is to be open then, by what its draft's address says.
    ListDisclosures(Option<String>),
    /// Load an action and show it whole.
    OpenAction(ActionId),
    /// Load a case and show it.
    OpenCase(CaseId),
    /// Load a record and show it, though it was merged into another.
    OpenRecord(CaseId),
    /// Complete the half-typed path of a file with one of these endings.
    CompletePath(String, &'static [&'static str]),
    /// Read a file, to show what it would change.
    ReadPaper(Paper, String),
    /// Look for records that may be of the child for whom a case is to be opened.
    FindAlike(Box<NewCase>),
    /// Look for the records that a case may be merged with.
    FindOthers(CaseId),
    /// Load another record beside the one that is open.
    LoadBeside(CaseId),
    /// Load everything that ever happened to a case.
    LoadTimeline(CaseId),
    /// Load a child's previous discussion.
    LoadPrevious(CaseId),
    /// Load what was changed in the open meeting's minutes since it ended.
    LoadChanges,
    /// Load the open actions that belong to no case of today.
    LoadActionLog,
    /// Load the action of this label with its child's case, for what waits to be recorded then.
    LoadAction(String, Vec<Effect>),
    /// Load the meeting before the open one.
    LoadLast,
    /// Load what an area's agendas are gathered from, for the meeting that is being planned.
    LoadGathering(String),
    /// Let a recovered draft go: it is back in its field.
    LetGo(Recovered),
    /// Keep a text that is not being written any more for when its field is opened.
    PutAside(Draft),
    /// Let the drafts of these fields go: they are done with, or nothing was typed in them.
    DropDrafts(Vec<String>),
    /// Offer text to the system's clipboard.
    Copy(String),
    /// Save a file.
    Export(Export),
    /// Leave the program.
    Quit,
}

/// What happens on the screen once something is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// Nothing but the notice that it is recorded.
    Stay,
    /// The text field closes.
    CloseWriting,
    /// The next agency's text field opens.
    NextAgency,
    /// The entry before opens to be corrected.
    ReopenBefore,
    /// This line leaves the field: it was an action.
    TakeLine(String),
    /// The field opens for another agency, with this text.
    Switch(crate::model::id::Address, String),
    /// The capture line empties and closes.
    CloseCapture,
    /// The next seat of the roll-call is chosen.
    NextSeat,
    /// The next item that needs a reason is chosen.
    NextUndecided,
    /// The form or list on top closes.
    CloseOverlay,
    /// The list closes, and what comes next is said: the meeting has ended.
    Ended,
    /// The question closes.
    ClosePrompt,
    /// The agenda turns to this item.
    Show(crate::model::id::ItemId),
    /// The form closes, and the agenda is open again with this item chosen, where it is there still.
    BackToAgenda(crate::model::id::ItemId),
    /// The form closes; on a meeting that is to come, how ready it is is shown again.
    BackToReady,
    /// The form closes, and how far the minutes are is shown again.
    BackToMinutes,
    /// What is on top closes, and this is said.
    Done(String),
    /// This item is chosen in the open agenda.
    ChooseItem(crate::model::id::ItemId),
    /// The chosen agency is heard; the next one is chosen.
    ChooseNextAgency,
    /// This agency is chosen: it has come in.
    Choose(crate::model::id::Address),
    /// The word is known from now on.
    LearnWord(String),
    /// The form closes, this is said, and the actions are listed anew.
    OfActions(String),
    /// The form closes, this is said, and the disclosure log is listed anew.
    Entered(String),
    /// This is said.
    Say(String),
    /// The meeting opens.
    OpenMeeting(MeetingId),
    /// The contact with this post's key and this name is chosen in the list.
    ContactKept(String, String),
    /// The meeting of this area, part and day that was planned is chosen in the list.
    ListMeetings(String, u8, NaiveDate),
    /// Two records were merged: this one opens, and this is said.
    Merged(CaseId, String),
    /// The form was filed in this case, which opens.
    Filed(CaseId),
    /// The tracker came in: this is said, and the list is loaded anew.
    BroughtIn(String),
    /// The tracker at this path is read again.
    ReadAgain(String),
    /// The case of the child with this name and date of birth opens: it was just recorded.
    OpenCaseOf(String, NaiveDate),
}
