//! What a key can ask for.

mod about;
mod allowed;
pub use allowed::{READ_ONLY, why_not};

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
    /// Nobody has marked the chosen seat.
    Unmark,
    /// Withdraw the chosen invitation.
    Uninvite,
    /// Done.
    AnswerDone,
    /// Carry.
    AnswerCarry,
    /// Not done, since circumstances forbade it.
    AnswerNotDone,
    /// Not done by the agency.
    AnswerByAgency,
    /// Carry every action that is not answered and falls due before the next meeting.
    CarryRest,
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
    /// Other minutes or another presenter for the chosen item.
    ChangeItem,
    /// Take the chosen item off the agenda.
    TakeOff,
    /// Put on what belongs on the agenda and is missing.
    Gather,
    /// Put the children in the suggested order.
    Suggest,
    /// How ready the meeting is: deadlines, what is missing, requests.
    Ready,
    /// Record that the agenda went out.
    Circulate,
    /// How far the minutes are: with the chair, approved, out.
    Minutes,
    /// Read the minutes through, a section at a time.
    ReadThrough,
    /// Read on at the next heading.
    ReadOn,
    /// Read again from the heading before.
    ReadBefore,
    /// Send the draft of the minutes to the chair.
    SendToChair,
    /// Keep a remark of the chair's on the minutes.
    Remark,
    /// The chair sends the minutes back.
    SendBack,
    /// The chair approves the minutes: they are sealed.
    Approve,
    /// Record that the approved minutes went out.
    SendOut,
    /// Put something right in approved minutes.
    Amend,
    /// The chair accepts the chosen request.
    AcceptRequest,
    /// The chair refuses the chosen request.
    RefuseRequest,
    /// The agency withdraws the chosen request.
    WithdrawRequest,
    /// The agency dissents from the refusal.
    DissentFromRefusal,
    /// The chosen child's template was received.
    TemplateIn,
    /// The chosen child's eco-map was received.
    EcoMapIn,
    /// The chosen child's genogram was received.
    GenogramIn,
    /// Record an agency's request to have the case discussed.
    AskListing,
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
    /// Their text stays, and this one is put aside.
    KeepTheirs,
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
    /// Plan a year of meetings.
    PlanSeries,
    /// Merge the case with another record of the child.
    MergeCase,
    /// Open the chosen case.
    OpenCase,
    /// The section of a case with the number of the key.
    Section,
    /// The next section of a case.
    NextSection,
    /// The section before.
    PreviousSection,
    /// The minutes of the discussion before.
    EarlierMinutes,
    /// The minutes of the discussion after.
    LaterMinutes,
    /// Open a case.
    NewCase,
    /// Fill in or correct what the open section of a case shows.
    EditSection,
    /// Record another missing episode of the child.
    AddEpisode,
    /// Record the referral to the Hub.
    ReferToHub,
    /// The next part of a form.
    NextPart,
    /// The part of a form before.
    PreviousPart,
    /// The chosen record is of the same child.
    UseAlike,
    /// None of the records is of the same child.
    MakeNew,
    /// Bring in a filled information form.
    BringForm,
    /// Bring in a tracker.
    BringTracker,
    /// Bring in an agency's return.
    BringReturns,
    /// The chosen row of a return is recorded.
    TakeReturn,
    /// The chosen row of a return is not recorded.
    LeaveReturn,
    /// Read the file again.
    ReadAgain,
    /// Record what was brought in.
    RecordBrought,
    /// File the form, and leave the record as it is.
    FileOnly,
    /// List only the rows that do not come in, or every row.
    OnlyRefused,
    /// Say by hand what the columns of the tracker are.
    MendColumns,
    /// Go to the people.
    People,
    /// Put somebody on the contact list.
    AddContact,
    /// Put right what the contact list says of the chosen post.
    EditContact,
    /// Take the chosen contact off the list, or remove the chosen record under retention.
    Remove,
    /// Go to the disclosure log.
    Disclosures,
    /// Enter that a copy was asked for.
    AskCopy,
    /// Enter a breach.
    EnterBreach,
    /// Record the chair's decision on the chosen entry.
    RuleCopy,
    /// Record that the chosen copy was sent.
    CopySent,
    /// Record what was done about the chosen breach.
    BreachStep,
    /// Withdraw the chosen entry of the log.
    WithdrawCopy,
    /// Go to the tracker.
    Cases,
    /// Go to the actions across all meetings.
    Actions,
    /// Show the chosen action, or entry of the log, whole.
    ShowWhole,
    /// A word on how far the marked actions have come.
    NoteProgress,
    /// Hand the marked actions over to another owner.
    HandOver,
    /// The chair cancels the marked actions.
    CancelAction,
    /// Group the actions by something else.
    NextGroup,
    /// Show the chosen action's agency alone.
    OnlyAgency,
    /// Mark the chosen action.
    MarkRow,
    /// Mark every action in the list.
    MarkAll,
    /// Put a legal hold on the chosen record, or end it.
    LegalHold,
    /// Sort the tracker by the next column.
    SortNext,
    /// Sort it by the column before.
    SortBefore,
    /// Turn its order round.
    Reverse,
    /// One of the saved filters.
    Saved,
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
    /// Find everything ever said.
    Search,
    /// Do what the chosen row of the palette or the search stands for.
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
