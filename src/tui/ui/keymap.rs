//! The one table of keys: dispatch, footer, help, `mace keys` and "why not now" all read it.

mod key;
mod scope;

use crossterm::event::{KeyCode, KeyEvent};

use super::command::Command;
pub use key::Key;
use key::{BACK_TAB, DELETE, DIGITS, DOWN, ENTER, ESC, F7, LEFT, RIGHT, TAB, UP, ch, ctrl, key};
pub use scope::Scope;

/// One row: keys that do something somewhere.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where.
    pub scope: Scope,
    /// The keys, the first shown in the footer.
    pub keys: &'static [Key],
    /// What it does.
    pub command: Command,
    /// One or two words for the footer; empty keeps it out of the footer.
    pub hint: &'static str,
    /// A sentence for the help.
    pub help: &'static str,
}

const fn bind(scope: Scope, keys: &'static [Key], command: Command, hint: &'static str, help: &'static str) -> Binding {
    Binding { scope, keys, command, hint, help }
}

use {Command as C, Scope as S};

/// Every key of the program. Within a scope the footer shows them in this order.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    // The live meeting.
    bind(S::Live, &[ch('u'), ENTER], C::WriteUpdate, "update", "Write the chosen agency's update"),
    bind(S::Live, &[ch('o')], C::NothingToReport, "nil", "The chosen agency has nothing to report; on to the next"),
    bind(S::Live, &[ch('N')], C::NothingFurther, "rest nil", "Everybody present and not yet asked has nothing further"),
    bind(S::Live, &[ch('a')], C::RaiseAction, "action", "Raise an action"),
    bind(S::Live, &[ch('d')], C::Decide, "decision", "Decide: next review, closure or transfer"),
    bind(S::Live, &[ch('g')], C::ReadBack, "read back", "Show the decision and the actions in large type, for the room to agree"),
    bind(S::Live, &[ch('n')], C::NextItem, "next", "Leave this item and go on to the next"),
    bind(S::Live, &[ch('x')], C::Dissent, "dissent", "Record a dissent"),
    bind(S::Live, &[ch('v')], C::ChildView, "child's view", "Record the child's view"),
    bind(S::Live, &[ch('A')], C::AnswerActions, "open actions", "Answer this child's open actions: done, carry, not done"),
    bind(S::Live, &[ch('t')], C::WriteNote, "note", "Note a discussion that belongs to no one agency"),
    bind(S::Live, &[ch('e')], C::EditEntries, "correct", "Correct or withdraw anything recorded on this item"),
    bind(S::Live, &[ch('r')], C::RollCall, "roll-call", "Who is here: present, apologies, absent, late, left"),
    bind(S::Live, &[ch('s')], C::AgreeStatement, "agreed", "Everybody present agrees to the information-sharing statement"),
    bind(S::Live, &[ch(':')], C::OpenCapture, "capture", "Open the capture line: one line for anything"),
    bind(S::Live, &[ch('j')], C::JumpTo, "agenda", "Choose an agenda item"),
    bind(S::Live, &[ch('R')], C::Ready, "ready?", "Before the meeting: its deadlines, what is missing, and requests that wait for the chair"),
    bind(S::Live, &[ch('C')], C::Circulate, "circulate", "Before the meeting: record that the agenda went out, and to which agencies"),
    bind(S::Live, &[ch('M')], C::Minutes, "minutes", "After the meeting: the minutes on their way, to the chair, approved and sealed, out, amended"),
    bind(S::Live, &[ch('p')], C::PreviousItem, "back", "Go back to the item before"),
    bind(S::Live, &[ch('w')], C::WriteWritten, "in writing", "Record an update that the chosen agency sent in writing"),
    bind(S::Live, &[ch('k')], C::AssessRisk, "risk", "Record the level of risk after the discussion"),
    bind(S::Live, &[ch('l')], C::NamePlace, "place", "Name a venue, vehicle or group for Part 2"),
    bind(S::Live, &[ch('m')], C::RecordMissing, "missing", "Record a missing episode"),
    bind(S::Live, &[ch('h')], C::ReferToHub, "", "Record the referral of this child to the Hub: when, and by whom"),
    bind(S::Live, &[ch('V')], C::ParentView, "", "Record the parents' view"),
    bind(S::Live, &[ch('+')], C::MarkHere, "", "The chosen agency is here for this, or else whoever is invited to this item"),
    bind(S::Live, &[ch('-')], C::MarkAway, "", "The chosen agency is not here for this: left, or absent"),
    bind(S::Live, &[ch('i')], C::Invite, "invite", "Invite somebody to this child's item: @asw or @cf/team-manager, and the name"),
    bind(S::Live, &[ch('c')], C::ActingChair, "", "Somebody chairs this item, or the meeting, for the chair"),
    bind(S::Live, &[ch('P')], C::Park, "", "Put this child aside, to be returned to before the end"),
    bind(S::Live, &[ch('B')], C::Break, "", "A break; the same key ends it"),
    bind(S::Live, &[RIGHT, TAB], C::NextAgency, "", "Choose the next agency; past the last, those folded away"),
    bind(S::Live, &[LEFT, BACK_TAB], C::PreviousAgency, "", "Choose the agency before"),
    bind(S::Live, &[DOWN], C::ScrollDown, "", "Scroll down"),
    bind(S::Live, &[UP], C::ScrollUp, "", "Scroll up"),
    bind(S::Live, &[key(KeyCode::PageDown), ch(' ')], C::PageDown, "", "Scroll down by a page"),
    bind(S::Live, &[key(KeyCode::PageUp)], C::PageUp, "", "Scroll up by a page"),
    bind(S::Live, &[key(KeyCode::Home)], C::First, "", "Scroll to the top"),
    bind(S::Live, &[key(KeyCode::End)], C::Last, "", "Scroll to the foot"),
    bind(S::Live, &[ch('E')], C::EndMeeting, "end", "End the meeting: what is owed, then a draft of the minutes"),
    bind(S::Live, &[ch('S')], C::StartMeeting, "start", "Start the meeting"),
    bind(S::Live, &[ch('O')], C::Export, "export", "Save minutes, agenda, tracker or actions as a file"),
    bind(S::Live, &[ch('q')], C::Leave, "meetings", "Back to the meetings; the meeting stays as it is"),
    bind(S::Live, &[ESC], C::Back, "", "Back to the meetings from one that is not live; a live one is left with q"),
    // Writing.
    bind(S::Writing, &[TAB], C::CommitAndNext, "record, next agency", "Record, and write the next agency's update"),
    bind(S::Writing, &[ESC], C::Commit, "record", "Record and return"),
    bind(S::Writing, &[BACK_TAB], C::ReopenBefore, "entry before", "Record, and reopen the entry before to correct it"),
    bind(S::Writing, &[key(KeyCode::F(2))], C::WrittenMode, "", "Sent in writing, or spoken"),
    bind(S::Writing, &[F7], C::Correct, "", "Corrections for what is underlined: at the cursor, or last before it"),
    bind(S::Writing, &[key(KeyCode::F(8))], C::Discard, "discard", "Discard this text; Ctrl-Z in the field brings it back until you leave it"),
    // The capture line.
    bind(S::Capture, &[ENTER], C::CommitCapture, "record", "Record the line"),
    bind(S::Capture, &[TAB], C::Complete, "complete", "Take the completion shown"),
    bind(S::Capture, &[UP], C::Earlier, "", "On an empty or untouched line: the lines recorded before; else the completion before"),
    bind(S::Capture, &[DOWN], C::Later, "", "Back towards the later lines, once in those; else the next completion"),
    bind(S::Capture, &[F7], C::Correct, "", "Corrections for what is underlined: at the cursor, or last before it"),
    bind(S::Capture, &[key(KeyCode::F(8))], C::Discard, "", "Clear the line"),
    bind(S::Capture, &[ESC], C::CloseCapture, "close", "Close the line; its text is kept"),
    // Corrections. Any other key leaves them and does what it does in the field.
    bind(S::Corrections, &[ENTER], C::TakeCorrection, "take it", "Put the chosen words in the place of what is underlined"),
    bind(S::Corrections, DIGITS, C::TakeNumbered, "that one", "Put the words with this number there"),
    bind(S::Corrections, &[F7], C::NextCorrection, "next", "Leave this one and go on to the next"),
    bind(S::Corrections, &[ch('0')], C::LetBe, "it is right", "The word is right: it is not underlined again while mace runs"),
    bind(S::Corrections, &[ch('+')], C::AddWord, "county's list", "Add the word to the county's own list: nobody here has it underlined again"),
    bind(S::Corrections, &[ESC], C::CloseCorrections, "leave", "Leave the text as it is; any other key does so too, and then acts in the field"),
    bind(S::Corrections, &[RIGHT, DOWN], C::Down, "", "Choose the next words"),
    bind(S::Corrections, &[LEFT, UP], C::Up, "", "Choose the words before"),
    // Roll-call.
    bind(S::RollCall, &[ch('p'), ch(' ')], C::MarkPresent, "present", "Present"),
    bind(S::RollCall, &[ch('P')], C::MarkRestPresent, "rest", "Everybody not yet marked is present, but for those invited for one child"),
    bind(S::RollCall, &[ch('a')], C::MarkApologies, "apologies", "Apologies, and the substitute if there is one"),
    bind(S::RollCall, &[ch('x')], C::MarkAbsent, "absent", "Absent without apologies"),
    bind(S::RollCall, &[ch('l')], C::CameLate, "late", "Came late, at a time"),
    bind(S::RollCall, &[ESC, ch('r'), ch('q'), ENTER], C::Close, "done", "Back to the meeting"),
    bind(S::RollCall, &[ch('e')], C::LeftEarly, "left", "Left early, at a time"),
    bind(S::RollCall, &[ch('s')], C::AgreeStatement, "agreed", "Everybody present agrees to the information-sharing statement"),
    bind(S::RollCall, &[ch('c')], C::Unmark, "clear", "Take the mark away again; before the day: they come after all"),
    bind(S::RollCall, &[ch('i')], C::InviteGuest, "guest", "Give somebody else a seat"),
    bind(S::RollCall, &[ch('w'), DELETE], C::Uninvite, "withdraw", "Withdraw the chosen invitation, as long as it was not answered"),
    // Open actions.
    bind(S::Answers, &[ch('d')], C::AnswerDone, "done", "Done: the outcome in words"),
    bind(S::Answers, &[ch('c')], C::AnswerCarry, "carry", "Carry to a later date"),
    bind(S::Answers, &[ch('x')], C::AnswerNotDone, "not possible", "Not done, since circumstances changed or it was not possible: why"),
    bind(S::Answers, &[ch('X')], C::AnswerByAgency, "by agency", "Not done by the agency, and why"),
    bind(S::Answers, &[ch('C')], C::CarryRest, "carry the rest", "Carry to the next meeting whatever is not answered and falls due before it"),
    bind(S::Answers, &[ESC, ch('q'), ch('A')], C::Close, "back", "Back to the meeting"),
    // What was recorded.
    bind(S::Entries, &[ENTER], C::EditEntry, "correct", "Correct the chosen entry; the journal keeps old and new"),
    bind(S::Entries, &[ch('w'), DELETE], C::WithdrawEntry, "withdraw", "Take out what was recorded by mistake"),
    bind(S::Entries, &[ch('x')], C::AnswerDissent, "answer dissent", "Record the chair's rationale for a dissent, and where it stands"),
    bind(S::Entries, &[ch('m')], C::MoveEntry, "move", "Move the chosen entry to the child that it is about"),
    bind(S::Entries, &[ESC, ch('q'), ch('e')], C::Close, "back", "Back to the meeting"),
    // The agenda.
    bind(S::Jump, &[ENTER], C::JumpHere, "open", "Open the chosen item"),
    bind(S::Jump, &[ch('J')], C::MoveItemDown, "later", "Put the chosen item one place later"),
    bind(S::Jump, &[ch('K')], C::MoveItemUp, "earlier", "Put the chosen item one place earlier"),
    bind(S::Jump, &[ch('+')], C::AddLate, "add", "Put a child or another matter on the agenda; once it has gone out, as a late item"),
    bind(S::Jump, &[ch('m')], C::ChangeItem, "minutes", "Plan other minutes for the chosen item, or another presenter"),
    bind(S::Jump, &[ch('x'), DELETE], C::TakeOff, "take off", "Before the meeting: take the chosen item off; a child needs a reason, and one that is due a new review date"),
    bind(S::Jump, &[ch('G')], C::Gather, "gather", "Before the meeting: put on what fell due since, and what was accepted"),
    bind(S::Jump, &[ch('s')], C::Suggest, "suggest", "Before the meeting: the suggested order: dissent, Actual and High, longest since discussed"),
    bind(S::Jump, &[ESC, ch('q')], C::Close, "back", "Back to the meeting"),
    // How ready a meeting is.
    bind(S::Ready, &[ch('a')], C::AcceptRequest, "accept", "The chair accepts the chosen request: the case goes on the agenda"),
    bind(S::Ready, &[ch('x')], C::RefuseRequest, "refuse", "The chair refuses the chosen request, with a rationale"),
    bind(S::Ready, &[ch('d')], C::DissentFromRefusal, "dissent", "An agency dissents from the chosen refusal; it comes on the next agenda"),
    bind(S::Ready, &[ch('t')], C::TemplateIn, "template in", "The chosen child's template was received today"),
    bind(S::Ready, &[ch('e')], C::EcoMapIn, "eco-map in", "The chosen child's eco-map was received today"),
    bind(S::Ready, &[ch('g')], C::GenogramIn, "genogram in", "The chosen child's genogram was received today"),
    bind(S::Ready, &[ch('G')], C::Gather, "gather", "Put on the agenda what belongs there and is missing"),
    bind(S::Ready, &[ch('C')], C::Circulate, "circulate", "Record that the agenda went out, and to which agencies"),
    bind(S::Ready, &[ch('w')], C::WithdrawRequest, "withdrawn", "The agency no longer asks what it asked"),
    bind(S::Ready, &[ENTER], C::JumpHere, "go to it", "Go to the chosen child's item"),
    bind(S::Ready, &[ESC, ch('q'), ch('R')], C::Close, "back", "Back to the meeting"),
    bind(S::Minutes, &[ch('l')], C::ReadThrough, "read", "Read the minutes through as they are, a section at a time, beside what is owed"),
    bind(S::Minutes, &[ch('s')], C::SendToChair, "to the chair", "The draft goes to the chair"),
    bind(S::Minutes, &[ch('r')], C::Remark, "remark", "A remark of the chair's, on the item on the screen"),
    bind(S::Minutes, &[ch('b')], C::SendBack, "send back", "The chair sends the minutes back, to be put right"),
    bind(S::Minutes, &[ch('v')], C::Approve, "approve", "The chair approves the minutes: they are sealed, and change no more"),
    bind(S::Minutes, &[ch('c')], C::SendOut, "sent out", "Record that the approved minutes went out, and to which agencies"),
    bind(S::Minutes, &[ch('m')], C::Amend, "amend", "Put something right in approved minutes, on the item on the screen"),
    bind(S::Minutes, &[ENTER], C::JumpHere, "go to it", "Go to the chosen item"),
    bind(S::Minutes, &[ESC, ch('q'), ch('M')], C::Close, "back", "Back to the meeting"),
    bind(S::Reading, &[ch('n'), RIGHT], C::ReadOn, "next", "The next section of the minutes"),
    bind(S::Reading, &[ch('p'), LEFT], C::ReadBefore, "before", "The section before"),
    bind(S::Reading, &[ch('r')], C::Remark, "remark", "A remark of the chair's on this item"),
    bind(S::Reading, &[ch('m')], C::Amend, "amend", "Put something right in this item of approved minutes"),
    bind(S::Reading, &[ENTER], C::JumpHere, "correct it", "Go to this item, where e corrects what was recorded"),
    bind(S::Reading, &[ESC, ch('q'), ch('l')], C::Minutes, "back", "Back to how far the minutes are"),
    // The gate.
    bind(S::Gate, &[ch('n')], C::LeaveAnyway, "leave", "Leave the case; a reason may wait until the meeting ends"),
    bind(S::Gate, &[ENTER], C::GoToOwed, "go to it", "Go to the chosen thing, to make it good"),
    bind(S::Gate, &[ESC], C::Stay, "stay", "Stay; the cursor goes to the first thing owed"),
    bind(S::Gate, DIGITS, C::Reason, "leave, because", "Leave the case, for the reason of that number"),
    // Read-back.
    bind(S::ReadBack, &[ENTER, ch('g')], C::RoomAgrees, "the room agrees", "The room agrees; dissent was invited and none was voiced"),
    bind(S::ReadBack, &[ch('x')], C::Dissent, "dissent", "Somebody dissents"),
    bind(S::ReadBack, &[ch('d')], C::Decide, "decide anew", "Change the decision"),
    bind(S::ReadBack, &[ESC, ch('q')], C::Close, "back", "Back to the meeting"),
    // Another child is named.
    bind(S::WrongChild, &[ch('k')], C::KeepHere, "keep", "The words stay with the child who is discussed"),
    bind(S::WrongChild, &[ch('b')], C::LinkBoth, "link", "They stay, and the record of every other child named notes where"),
    bind(S::WrongChild, &[ch('m')], C::RecordThere, "move", "They are recorded on the other child's item; of several, on the chosen one's"),
    bind(S::WrongChild, &[ESC], C::Close, "back to the text", "Back to the text; nothing is recorded yet"),
    bind(S::MoveTo, &[ENTER], C::MoveHere, "move here", "Move the entry to the chosen child's item; both journals show it"),
    bind(S::MoveTo, &[ESC, ch('q')], C::Close, "back", "Back to the meeting"),
    // Two texts of one entry.
    bind(S::Conflict, &[ch('b')], C::KeepBoth, "both", "Yours is recorded beside theirs"),
    bind(S::Conflict, &[ch('m')], C::MineOverTheirs, "yours", "Yours takes the place of theirs; the journal keeps both"),
    bind(S::Conflict, &[ch('t')], C::KeepTheirs, "theirs", "Theirs stays; yours is put aside: a text as a note that t opens, a form for when it is opened again"),
    bind(S::Conflict, &[ch('e'), ESC], C::Close, "edit on", "Back to your text or form; nothing is recorded yet"),
    // A child who may be known already.
    bind(S::Alike, &[ENTER], C::UseAlike, "it is that child", "Open the chosen case; no second one is made"),
    bind(S::Alike, &[ch('n')], C::MakeNew, "another child", "None of them is: open a new case"),
    bind(S::Alike, &[ESC], C::Close, "back to the form", "Back to the form; nothing is recorded yet"),
    // A file that is brought in.
    bind(S::Doubts, &[ESC, ENTER, ch('q')], C::Close, "looked at", "Leave the list; saving the copy again gives it anew"),
    bind(S::Filing, &[ENTER], C::RecordBrought, "file it", "File the form where the mark stands, and take over what it tells of the child"),
    bind(S::Filing, &[ch('f')], C::FileOnly, "the form alone", "File the form, and leave the child's record as it is"),
    bind(S::Filing, &[TAB], C::NextPart, "another place", "The next place where it may go: another child, or a new case"),
    bind(S::Filing, &[BACK_TAB], C::PreviousPart, "", "The place before"),
    bind(S::Filing, &[ESC], C::Close, "leave", "Leave it; nothing is recorded"),
    bind(S::Taking, &[ENTER], C::RecordBrought, "record", "Record every row that comes in, together"),
    bind(S::Taking, &[ch('m')], C::MendColumns, "columns", "Say by hand what the columns of the file are; the county's store remembers it"),
    bind(S::Taking, &[ch('r')], C::OnlyRefused, "refused", "List only the rows that do not come in or may be known already, or every row"),
    bind(S::Taking, &[ESC], C::Close, "leave", "Leave it; nothing is recorded"),
    bind(S::Returns, &[ENTER], C::RecordBrought, "record", "Record every row that is to be recorded, together"),
    bind(S::Returns, &[ch('y')], C::TakeReturn, "take it", "Record the chosen row: what the agency says takes the place of what stands"),
    bind(S::Returns, &[ch('n')], C::LeaveReturn, "leave it", "Leave the chosen row out: what stands stays as it is"),
    bind(S::Returns, &[ch('r')], C::OnlyRefused, "to look at", "List only the rows that want a look: changed meanwhile, left out, refused; or every row"),
    bind(S::Returns, &[ch('R')], C::ReadAgain, "read again", "Read the file again, and hold it against what stands now"),
    bind(S::Returns, &[ESC], C::Close, "leave", "Leave it; nothing is recorded"),
    // The end.
    bind(S::Ending, DIGITS, C::Reason, "reason", "The chosen item is left for the reason of that number"),
    bind(S::Ending, &[ch('E')], C::ConfirmEnd, "end the meeting", "End the meeting; what is owed is minuted"),
    bind(S::Ending, &[ENTER], C::JumpHere, "go to it", "Go to the item that owes something"),
    bind(S::Ending, &[ESC, ch('q')], C::Close, "not yet", "Back to the meeting"),
    // Forms and questions.
    bind(S::Form, &[ctrl('s')], C::SubmitForm, "record", "Record the form"),
    bind(S::Form, &[F7], C::Correct, "", "Corrections for what is underlined in a long answer: at the cursor, or last before it"),
    bind(S::Form, &[TAB, DOWN], C::NextField, "next field", "The next field"),
    bind(S::Form, &[BACK_TAB, UP], C::PreviousField, "", "The field before"),
    bind(S::Form, &[RIGHT], C::NextChoice, "choose", "The next choice; letters find one, Backspace takes the last of them back"),
    bind(S::Form, &[LEFT], C::PreviousChoice, "", "The choice before"),
    bind(S::Form, &[ENTER], C::EnterField, "", "The next field; on the last one, record the form"),
    bind(S::Form, &[ESC], C::Close, "cancel", "Leave the form; what was typed is kept"),
    bind(S::Form, &[key(KeyCode::PageDown)], C::NextPart, "next part", "The next part of a form that has several"),
    bind(S::Form, &[key(KeyCode::PageUp)], C::PreviousPart, "", "The part before"),
    bind(S::Prompt, &[ENTER], C::AnswerPrompt, "record", "Record the answer"),
    bind(S::Prompt, &[ESC], C::ClosePrompt, "cancel", "Leave the question"),
    // Meetings.
    bind(S::Meetings, &[ENTER], C::OpenMeeting, "open", "Open the chosen meeting"),
    bind(S::Meetings, &[ch('s')], C::StartMeeting, "start", "Start the chosen meeting"),
    bind(S::Meetings, &[ch('r')], C::Ready, "ready?", "How ready the chosen meeting is: deadlines, what is missing, requests that wait for the chair"),
    bind(S::Meetings, &[ch('p')], C::PlanMeeting, "plan", "Plan a meeting; its agenda gathers what is due by itself"),
    bind(S::Meetings, &[ch('y')], C::PlanSeries, "a year", "Plan a year of meetings by rule, off bank holidays; clashes between areas are shown"),
    bind(S::Meetings, &[ch('c')], C::Cases, "cases", "The tracker: every case, to sort and filter"),
    bind(S::Meetings, &[ch('A')], C::Actions, "actions", "The actions across all meetings: what is open, what is late, and whose it is"),
    bind(S::Meetings, &[ch('P')], C::People, "people", "The contact list: who holds which post in each area and part, and who has none"),
    bind(S::Meetings, &[ch('D')], C::Disclosures, "disclosures", "The disclosure log: copies asked for, what the chair decided, breaches, and files saved"),
    bind(S::Meetings, &[ch('/')], C::Filter, "filter", "Narrow the list as you type"),
    bind(S::Meetings, &[ch('O')], C::Export, "export", "Save minutes, agenda, tracker or actions as a file"),
    bind(S::Meetings, &[ESC], C::ClearFilter, "", "Clear the filter"),
    bind(S::Meetings, &[ch('q')], C::Quit, "quit", "Leave the program; everything is kept"),
    // The tracker.
    bind(S::Cases, &[ENTER], C::OpenCase, "open", "Open the chosen case"),
    bind(S::Cases, &[ch('a')], C::NewCase, "new case", "Open a case, from any of the three sources; a child who is known already is offered first"),
    bind(S::Cases, &[ch('i')], C::BringForm, "form in", "Bring in a filled information form from Word; it is shown before it is filed"),
    bind(S::Cases, &[ch('I')], C::BringTracker, "tracker in", "Bring in the county's present tracker; every row is shown before it is recorded"),
    bind(S::Cases, &[ch('/')], C::Filter, "filter", "Narrow the list as you type: reference, name, area, district, risk, model"),
    bind(S::Cases, DIGITS.split_at(8).0, C::Saved, "lists", "The list of that number"),
    bind(S::Cases, &[RIGHT], C::SortNext, "sort", "Sort by the next column"),
    bind(S::Cases, &[LEFT], C::SortBefore, "", "Sort by the column before"),
    bind(S::Cases, &[ch('r')], C::Reverse, "reverse", "Turn the order round"),
    bind(S::Cases, &[ch('A')], C::Actions, "actions", "The actions across all meetings"),
    bind(S::Cases, &[ch('O')], C::Export, "export", "Save minutes, agenda, tracker or actions as a file"),
    bind(S::Cases, &[ESC], C::ClearFilter, "", "Clear the filter, and then back to the meetings"),
    bind(S::Cases, &[ch('q')], C::Leave, "meetings", "Back to the meetings"),
    // The actions across all meetings.
    bind(S::Actions, &[ENTER], C::OpenAction, "open", "Show the chosen action whole: everything that became of it"),
    bind(S::Actions, &[ch('d')], C::AnswerDone, "done", "The marked actions, or the chosen one, are done: the outcome in words"),
    bind(S::Actions, &[ch('x')], C::AnswerNotDone, "not done", "They were not done: not possible, or left undone by the agency; and why"),
    bind(S::Actions, &[ch('c')], C::AnswerCarry, "new date", "They get another date: why, and who asked for it"),
    bind(S::Actions, &[ch('p')], C::NoteProgress, "progress", "A word on how far they have come; they are in progress from then on"),
    bind(S::Actions, &[ch('h')], C::HandOver, "hand over", "They pass to another owner, and why"),
    bind(S::Actions, &[ch('w')], C::CancelAction, "cancel", "The chair cancels them: the reason, and how the chair said so"),
    bind(S::Actions, &[ch(' ')], C::MarkRow, "mark", "Mark the chosen action, to answer several together"),
    bind(S::Actions, &[ch('*')], C::MarkAll, "", "Mark every action in the list, or take all marks away"),
    bind(S::Actions, &[ch('g')], C::NextGroup, "group", "Group by agency, owner, case, meeting or date, in turn"),
    bind(S::Actions, &[ch('a')], C::OnlyAgency, "its agency", "Show the chosen action's agency alone, or all of them again"),
    bind(S::Actions, &[ch('/')], C::Filter, "filter", "Narrow the list as you type: reference, words, owner, child, meeting"),
    bind(S::Actions, DIGITS.split_at(7).0, C::Saved, "lists", "The list of that number: open, overdue, carried often, no owner, no date, in progress, closed of late"),
    bind(S::Actions, &[ch('O')], C::Export, "send out", "Save the chosen action's agency's open actions: the workbook that it returns, a list to chase with, to-dos"),
    bind(S::Actions, &[ch('I')], C::BringReturns, "return in", "Bring in an agency's return; every row is shown beside what stands before it is recorded"),
    bind(S::Actions, &[ch('o')], C::OpenCase, "case", "Open the case of the child that the action is about"),
    bind(S::Actions, &[ESC], C::ClearFilter, "", "Take away the marks, then what narrows the list, and then back to the meetings"),
    bind(S::Actions, &[ch('q')], C::Leave, "meetings", "Back to the meetings"),
    // An action.
    bind(S::Action, &[ch('d')], C::AnswerDone, "done", "It is done: the outcome in words"),
    bind(S::Action, &[ch('x')], C::AnswerNotDone, "not done", "It was not done: not possible, or left undone by the agency; and why"),
    bind(S::Action, &[ch('c')], C::AnswerCarry, "new date", "It gets another date: why, and who asked for it"),
    bind(S::Action, &[ch('p')], C::NoteProgress, "progress", "A word on how far it has come; it is in progress from then on"),
    bind(S::Action, &[ch('h')], C::HandOver, "hand over", "It passes to another owner, and why"),
    bind(S::Action, &[ch('w')], C::CancelAction, "cancel", "The chair cancels it: the reason, and how the chair said so"),
    bind(S::Action, &[ch('o')], C::OpenCase, "case", "Open the case of the child that it is about"),
    bind(S::Action, &[ESC, ch('q'), ENTER], C::Close, "back", "Back to the list of actions"),
    // The contact list.
    bind(S::People, &[ENTER, ch('e')], C::EditContact, "edit", "Put right what is known of the chosen post, or name somebody for it"),
    bind(S::People, &[ch('a')], C::AddContact, "add", "Put somebody on the list, in any post of the terms"),
    bind(S::People, &[ch('x'), DELETE], C::RemoveContact, "remove", "Take the chosen person off the list; past minutes stay as they are"),
    bind(S::People, &[ch('/')], C::Filter, "filter", "Narrow the list as you type: name, agency, post, area, part, e-mail"),
    bind(S::People, DIGITS.split_at(9).0, C::Saved, "lists", "The list of that number: everybody, an area, points of contact, posts without anybody"),
    bind(S::People, &[ESC], C::ClearFilter, "", "Clear the filter, and then back to the meetings"),
    bind(S::People, &[ch('q')], C::Leave, "meetings", "Back to the meetings"),
    // The disclosure log.
    bind(S::Disclosures, &[ENTER], C::OpenDisclosure, "open", "Show the chosen entry whole"),
    bind(S::Disclosures, &[ch('a')], C::AskCopy, "asked for", "Somebody asks for a copy outside the meeting: who, what, for whom, what for"),
    bind(S::Disclosures, &[ch('d')], C::RuleCopy, "decision", "The chair allows or refuses it, with necessity and proportionality in words"),
    bind(S::Disclosures, &[ch('s')], C::CopySent, "sent", "What the chair allowed was sent: when, what exactly, and how"),
    bind(S::Disclosures, &[ch('b')], C::EnterBreach, "breach", "Something went out without the chair: a breach, and what is to be done now"),
    bind(S::Disclosures, &[ch('t')], C::BreachStep, "step taken", "One of the steps after a breach was taken"),
    bind(S::Disclosures, &[ch('w')], C::WithdrawCopy, "withdraw", "Nobody asks it any more, or it was entered by mistake: why; the entry stays"),
    bind(S::Disclosures, &[ch('/')], C::Filter, "filter", "Narrow the list as you type: reference, words, names, child, state, day"),
    bind(S::Disclosures, DIGITS.split_at(5).0, C::Saved, "lists", "The list of that number: all, to do, asked for, breaches, files saved"),
    bind(S::Disclosures, &[ch('O')], C::Export, "export", "Save the log as a file"),
    bind(S::Disclosures, &[ESC], C::ClearFilter, "", "Clear the filter, and then back to the meetings"),
    bind(S::Disclosures, &[ch('q')], C::Leave, "meetings", "Back to the meetings"),
    bind(S::Disclosure, &[ch('d')], C::RuleCopy, "decision", "The chair allows or refuses it, with necessity and proportionality in words"),
    bind(S::Disclosure, &[ch('s')], C::CopySent, "sent", "What the chair allowed was sent: when, what exactly, and how"),
    bind(S::Disclosure, &[ch('t')], C::BreachStep, "step taken", "One of the steps after a breach was taken"),
    bind(S::Disclosure, &[ch('w')], C::WithdrawCopy, "withdraw", "Nobody asks it any more, or it was entered by mistake: why; the entry stays"),
    bind(S::Disclosure, &[ESC, ch('q'), ENTER], C::Close, "back", "Back to the log"),
    // A case.
    bind(S::Case, DIGITS.split_at(6).0, C::Section, "sections", "The section of that number"),
    bind(S::Case, &[ch('e'), ENTER], C::EditSection, "edit", "Fill in or correct what is shown: the record, the information form, the chosen missing episode"),
    bind(S::Case, &[ch('i')], C::BringForm, "", "Bring in a filled information form of this child from Word"),
    bind(S::Case, &[ch('m')], C::AddEpisode, "missing", "Record a missing episode"),
    bind(S::Case, &[ch('h')], C::ReferToHub, "Hub referral", "Record the referral to the Hub: when, and by whom"),
    bind(S::Case, &[ch('M')], C::MergeCase, "merge", "Merge this record with another of the same child: both are compared first"),
    bind(S::Case, &[ESC, ch('q')], C::Cases, "cases", "Back to the tracker"),
    bind(S::Case, &[TAB, RIGHT], C::NextSection, "next", "The next section"),
    bind(S::Case, &[BACK_TAB, LEFT], C::PreviousSection, "", "The section before"),
    bind(S::Case, &[ch('r')], C::AskListing, "request", "An agency asks to have this case discussed at a coming meeting"),
    bind(S::Case, &[ch('x')], C::DissentFromRefusal, "", "An agency dissents from the chair's refusal to list this case"),
    bind(S::Case, &[ch('p')], C::EarlierMinutes, "earlier minutes", "The minutes of the discussion before"),
    bind(S::Case, &[ch('n')], C::LaterMinutes, "", "The minutes of the discussion after"),
    bind(S::Filter, &[ENTER], C::AnswerPrompt, "choose among these", "Back to the list, narrowed as it is"),
    bind(S::Filter, &[ESC], C::ClosePrompt, "all again", "Back to the whole list"),
    bind(S::Filter, &[DOWN], C::Down, "", "The next meeting"),
    bind(S::Filter, &[UP], C::Up, "", "The meeting before"),
    bind(S::Room, &[ch('q'), ESC], C::Quit, "leave", "Leave the view; the meeting goes on"),
    // Every list.
    bind(S::Lists, &[DOWN, ch('j')], C::Down, "", "The next row"),
    bind(S::Lists, &[UP, ch('k')], C::Up, "", "The row before"),
    bind(S::Lists, &[key(KeyCode::PageDown)], C::PageDown, "", "Down by a page"),
    bind(S::Lists, &[key(KeyCode::PageUp)], C::PageUp, "", "Up by a page"),
    bind(S::Lists, &[key(KeyCode::Home)], C::First, "", "The first row"),
    bind(S::Lists, &[key(KeyCode::End)], C::Last, "", "The last row"),
    // Finding anything, and the help: letters are looked for.
    bind(S::Palette, &[ENTER], C::RunRow, "go", "Do the chosen command, or go to the item, child, person or meeting"),
    bind(S::Palette, &[DOWN], C::Down, "", "The next row"),
    bind(S::Palette, &[UP], C::Up, "", "The row before"),
    bind(S::Palette, &[key(KeyCode::PageDown)], C::PageDown, "", "Down by a page"),
    bind(S::Palette, &[key(KeyCode::PageUp)], C::PageUp, "", "Up by a page"),
    bind(S::Palette, &[ESC, ctrl('p')], C::Close, "back", "Back to where you were"),
    bind(S::Help, &[DOWN], C::Down, "scroll", "Down"),
    bind(S::Help, &[UP], C::Up, "", "Up"),
    bind(S::Help, &[key(KeyCode::PageDown)], C::PageDown, "", "Down by a page"),
    bind(S::Help, &[key(KeyCode::PageUp)], C::PageUp, "", "Up by a page"),
    bind(S::Help, &[ESC, ENTER, key(KeyCode::F(1))], C::Close, "back", "Back to where you were"),
    // Everywhere.
    bind(S::Everywhere, &[ch('?'), key(KeyCode::F(1))], C::Help, "keys", "Every key, by place; letters narrow the list"),
    bind(S::Everywhere, &[ctrl('p')], C::Palette, "find", "Find anything: a command, an item, a child, a person, a meeting"),
    bind(S::Everywhere, &[key(KeyCode::F(4))], C::Tour, "tour", "In the fictional county, start the tour of three minutes, or leave it"),
    bind(S::Everywhere, &[ctrl('z')], C::Undo, "", "Take back your own last entry; in a text field, the last words typed"),
    bind(S::Everywhere, &[ctrl('y')], C::Redo, "", "Bring back what you took back"),
    bind(S::Everywhere, &[key(KeyCode::F(5))], C::Retry, "", "Try again to save what is not saved"),
    bind(S::Everywhere, &[key(KeyCode::F(9))], C::Veil, "", "The veil: references and initials only, on and off"),
    bind(S::Everywhere, &[ctrl('l')], C::Lock, "", "Lock: a blank screen until the passphrase is typed"),
    bind(S::Everywhere, &[ctrl('q')], C::Quit, "", "Leave the program; everything is kept"),
];

/// The command of a key in a scope; what is bound in any list counts next, and what is bound everywhere last.
#[must_use]
pub fn lookup(scope: Scope, event: KeyEvent) -> Option<&'static Binding> {
    let pressed = |binding: &&Binding| binding.keys.iter().any(|key| key.matches(event));
    let of = |scope: Scope| BINDINGS.iter().filter(move |binding| binding.scope == scope).find(pressed);
    let in_list = || if scope.is_list() { of(Scope::Lists) } else { None };
    of(scope).or_else(in_list).or_else(|| of(Scope::Everywhere))
}

/// Whether a scope itself binds a key.
#[must_use]
pub fn binds(scope: Scope, event: KeyEvent) -> bool {
    of_scope(scope).any(|binding| binding.keys.iter().any(|key| key.matches(event)))
}

/// The rows of a scope, in order.
pub fn of_scope(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.scope == scope)
}

impl Binding {
    /// The key that the footer shows: the first, or the whole run of digits.
    #[must_use]
    pub fn first_shown(&self) -> String {
        if self.keys.len() > 4 { self.shown() } else { self.keys.first().map(|key| key.shown()).unwrap_or_default() }
    }

    /// All its keys as a person reads them.
    #[must_use]
    pub fn shown(&self) -> String {
        if let (true, Some(first), Some(last)) = (self.keys.len() > 4, self.keys.first(), self.keys.last()) {
            return format!("{}–{}", first.shown(), last.shown());
        }
        self.keys.iter().map(|key| key.shown()).collect::<Vec<_>>().join(" or ")
    }
}

#[cfg(test)]
mod tests;
