//! One key, one change: dispatch from the table of keys to what each command does.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::command::{Command, why_not};
use super::dissent_card::Of;
use super::editor::Outcome;
use super::effect::{After, Effect};
use super::help::Help;
use super::keymap::{self, Scope};
use super::prompt::Purpose;
use super::writing::Target;
use super::{Overlay, Ui};
use crate::model::attendance::Mark;
use crate::model::capture::Capture;
use crate::model::id::Address;
use crate::model::request::Request;
use crate::model::said::{Mode, Whose};
use crate::session::Shown;

/// What reaches the interface from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// A bracketed paste.
    Paste(String),
    /// Time passed, the terminal's size changed, or another seat recorded something.
    Wake,
}

/// Changes the interface by one input, and says what is to be done.
pub fn update(ui: &mut Ui, shown: &Shown, input: Input) -> Vec<Effect> {
    ui.follow_tour(shown);
    match input {
        Input::Key(event) if event.kind != KeyEventKind::Release => {
            // What was asked about once is not asked about again.
            let asked = matches!(ui.overlay, Some(Overlay::WrongChild(_)));
            let effects = ui.key(event, shown);
            let mut effects = if asked { effects } else { ui.guarded(effects, shown) };
            // What is still to be recorded leads on, and then back.
            if effects.iter().all(|effect| matches!(effect, Effect::DropDrafts(_))) {
                effects.extend(ui.back_to_reading());
            }
            effects
        }
        Input::Paste(text) => {
            let effects = ui.paste(&text, shown);
            ui.guarded(effects, shown)
        }
        Input::Key(_) | Input::Wake => {
            ui.keep_choices(shown);
            ui.narrow_palette(shown);
            ui.follow_room(shown).into_iter().chain(ui.stale(shown)).collect()
        }
    }
}

impl Ui {
    pub(super) fn key(&mut self, event: KeyEvent, shown: &Shown) -> Vec<Effect> {
        self.notice = None;
        // The help is about what is open; any other key that corrections have no use for is the field's.
        let help = event.code == KeyCode::F(1);
        if self.scope() == Scope::Corrections && !help && !keymap::binds(Scope::Corrections, event) {
            self.close_corrections();
        }
        let scope = self.scope();
        let typing = self.takes_text();
        let plain = matches!(event.code, KeyCode::Char(_)) && !event.modifiers.contains(KeyModifiers::CONTROL);
        let binding = if typing && plain { None } else { keymap::lookup(scope, event) };
        // A text field takes its own keys first: plain characters always, the rest unless the scope
        // itself binds them; what it has no use for may be bound everywhere.
        let parts = matches!(&self.overlay, Some(Overlay::Form(form)) if !form.parts.is_empty());
        let turns = |command| parts && matches!(command, Command::NextPart | Command::PreviousPart);
        let own = binding.filter(|binding| binding.scope == scope && (scope != Scope::Form || turns(binding.command)));
        if typing && (plain || own.is_none()) {
            match self.type_key(event) {
                Outcome::Changed | Outcome::Cut(_) => return self.typed(event, shown),
                Outcome::Copied(text) => return vec![Effect::Copy(text)],
                Outcome::Moved => return vec![],
                Outcome::Ignored if event.code == KeyCode::Enter && scope == Scope::Writing => return vec![],
                Outcome::Ignored if plain => return vec![],
                Outcome::Ignored => {}
            }
        }
        if scope == Scope::Form
            && let Some(effects) = self.find_choice(event, plain, binding.is_some(), shown)
        {
            return effects;
        }
        if event.code == KeyCode::Esc
            && let Some(effects) = self.back_to_finds()
        {
            return effects;
        }
        let Some(binding) = binding else { return vec![] };
        if let Some(why) = why_not(binding.command, self, shown) {
            self.refuse(why);
            return vec![];
        }
        self.learnt.count(binding.command);
        self.looks_no_more(binding.command);
        let digit = if let KeyCode::Char(digit) = event.code { digit.to_digit(10) } else { None };
        let number = digit.and_then(|digit| usize::try_from(digit).ok());
        match (binding.command, number) {
            (Command::Reason, Some(number)) => self.give_reason(number, shown),
            (Command::Saved, Some(number)) => self.take_saved(number, shown),
            (Command::Section, Some(number)) => self.open_section(number),
            (Command::TakeNumbered, Some(number)) => {
                self.take_correction(number.checked_sub(1));
                vec![]
            }
            _ => self.command(binding.command, shown),
        }
    }

    fn command(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        use Command as C;
        if command != C::StartMeeting {
            self.starting = None;
        }
        if let Some(effects) = self
            .on_top(command, shown)
            .or_else(|| self.in_bringing(command, shown))
            .or_else(|| self.in_intake(command, shown))
            .or_else(|| self.in_actions(command, shown))
            .or_else(|| self.in_cases(command, shown))
        {
            return effects;
        }
        match command {
            C::Quit => {
                self.quitting = true;
                vec![Effect::Quit]
            }
            C::Lock => self.lock(),
            C::Veil => self.turn_veil(),
            C::Undo => vec![Effect::Undo],
            C::Redo => vec![Effect::Redo],
            C::Retry => self.try_again(shown),
            C::Help => {
                self.help = Some(Help::default());
                vec![]
            }
            C::Palette => {
                self.open_palette(shown);
                vec![]
            }
            C::Search => {
                self.open_search(shown);
                vec![]
            }
            C::Tour => {
                self.turn_tour();
                vec![]
            }
            C::Close if matches!(self.overlay, Some(Overlay::Form(_))) => self.leave_form(shown),
            C::Close if matches!(self.overlay, Some(Overlay::WrongChild(_))) => {
                self.back_to_words();
                vec![]
            }
            C::Close if matches!(self.overlay, Some(Overlay::Conflict(_))) => self.edit_on(),
            C::ClosePrompt => {
                self.keep_answer(shown);
                match self.prompt.take().map(|prompt| prompt.purpose) {
                    Some(Purpose::Filter) => self.filter_list("", shown),
                    _ => vec![],
                }
            }
            C::Close => {
                self.overlay = None;
                vec![]
            }
            C::Down | C::Up | C::PageDown | C::PageUp | C::First | C::Last | C::ScrollDown | C::ScrollUp => {
                self.move_about(command);
                vec![]
            }
            C::NextField | C::PreviousField | C::NextChoice | C::PreviousChoice | C::EnterField => {
                self.in_form(command, shown)
            }
            C::SubmitForm => self.submit_form(shown),
            C::AnswerPrompt => self.answer_prompt(shown),
            C::OpenMeeting => self.open_chosen(shown),
            C::StartMeeting => self.start_meeting(shown),
            C::PlanMeeting => self.open_plan(shown),
            C::PlanSeries => self.open_series(shown),
            C::Ready | C::ChangeItem | C::TakeOff | C::Gather | C::Suggest | C::Circulate => {
                self.prepare(command, shown)
            }
            _ if command.is_of_minutes() => self.on_minutes(command, shown),
            _ if command.is_of_requests() => self.on_request(command, shown),
            C::Filter => {
                self.open_filter();
                vec![]
            }
            C::ClearFilter => self.filter_meetings("", shown),
            C::Export => self.open_export(shown),
            C::Leave | C::Back => self.back_to_meetings(),
            _ => self.in_meeting(command, shown),
        }
    }

    fn in_meeting(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        use Command as C;
        match command {
            C::NextItem => self.step_item(true, shown),
            C::PreviousItem => self.step_item(false, shown),
            C::JumpHere => self.jump_here(shown),
            C::ConfirmEnd => self.confirm_end(shown),
            C::CarryRest => self.carry_rest(shown),
            C::WriteUpdate => self.write_to_agency(Mode::Spoken, shown),
            C::WriteWritten => self.write_to_agency(Mode::Written, shown),
            C::WriteNote => self.write(Target::Note, shown),
            C::ChildView => self.write(Target::View(Whose::Child), shown),
            C::ParentView => self.write(Target::View(Whose::Parent), shown),
            C::NothingToReport => self.nothing_to_report(shown),
            C::NothingFurther => self.of_item(shown, |meeting, item| Request::NothingFurther { meeting, item }),
            C::AgreeStatement => self.agree_statement(shown),
            C::AddWord => self.add_word(),
            C::RaiseAction => self.open_capture("a @", shown),
            C::AssessRisk => self.open_capture("k ", shown),
            C::NamePlace => self.open_capture("l ", shown),
            C::RecordMissing => self.open_capture("m missing ", shown),
            C::OpenCapture => self.open_capture("", shown),
            C::CommitCapture => self.commit_capture(shown),
            C::Decide => self.open_decision(shown),
            C::Dissent => self.open_dissent(shown),
            C::EditEntries if self.reading().is_some() => self.edit_read(shown),
            C::EditEntry => self.edit_entry(shown),
            C::AnswerDissent => match self.chosen_entry(shown) {
                Some(chosen) => self.open_card(&Of::Here(chosen.entry), shown),
                None => self.open_dissents(shown),
            },
            C::WithdrawEntry => self.withdraw_entry(shown),
            C::CommitAndNext => self.commit_writing(After::NextAgency, shown),
            C::Commit => self.commit_writing(After::CloseWriting, shown),
            C::ReopenBefore => self.commit_writing(After::ReopenBefore, shown),
            C::MarkPresent => self.mark_chosen(Mark::Present, shown),
            C::MarkAbsent => self.mark_chosen(Mark::Absent, shown),
            C::MarkRestPresent => self.mark_rest_present(shown),
            C::Unmark => self.unmark(shown),
            C::Uninvite => self.uninvite(shown),
            C::MarkHere => self.mark_here(shown),
            C::MarkAway => self.mark_away(shown),
            C::LeaveAnyway => self.leave_anyway(None, shown),
            C::GoToOwed => self.go_to_owed(false, shown),
            C::Stay => self.go_to_owed(true, shown),
            C::RoomAgrees => self.room_agrees(shown),
            C::Park => self.park(shown),
            C::Break => self.take_break(shown),
            C::MoveItemDown => self.move_item(true, shown),
            C::MoveItemUp => self.move_item(false, shown),
            C::KeepHere => self.keep_here(false, shown),
            C::LinkBoth => self.keep_here(true, shown),
            C::RecordThere => self.record_there(shown),
            C::MoveHere => self.move_entry(shown),
            C::MineOverTheirs => self.settle(true, shown),
            C::KeepBoth => self.settle(false, shown),
            C::KeepTheirs => self.keep_theirs(shown),
            _ => self.open_or_ask(command, shown),
        }
    }

    /// Commands that only change what is on top.
    fn open_or_ask(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        use Command as C;
        let clock = self.clock();
        match command {
            C::RollCall => self.open_roll_call(shown),
            C::AnswerActions => self.open_answers(shown),
            C::EditEntries => self.open_entries(shown),
            C::EndMeeting => self.open_ending(shown),
            C::ReadBack => self.overlay = Some(Overlay::ReadBack),
            C::MoveEntry => self.open_move(shown),
            C::AddLate => self.ask_late(""),
            C::JumpTo => self.open_agenda_list(shown),
            C::NextAgency => self.step_agency(true, shown),
            C::PreviousAgency => self.step_agency(false, shown),
            C::MarkApologies => self.ask_substitute(shown),
            C::CameLate => self.ask_of_seat(Purpose::CameAt, "came at", &clock, shown),
            C::LeftEarly => self.ask_of_seat(Purpose::LeftAt, "left at", &clock, shown),
            C::InviteGuest => self.ask(Purpose::Seat(false), "A seat for (post and name)", "@"),
            C::Invite => self.ask(Purpose::Seat(true), "Invite to this child's item (post and name)", "@asw "),
            C::ActingChair => self.ask(Purpose::ChairItem, "Who chairs this item; Enter alone hands it back", ""),
            C::AnswerDone => self.ask_of_action(Purpose::Done, "done; the outcome in words", "", shown),
            C::AnswerCarry => {
                let next = self.next_date(shown);
                self.ask_of_action(Purpose::Carry, "carry to (a day, because why)", &next, shown);
            }
            C::AnswerNotDone => self.ask_why_not(false, shown),
            C::AnswerByAgency => self.ask_why_not(true, shown),
            C::Complete => self.take_completion(shown),
            C::Earlier => self.earlier(shown),
            C::Later => self.later(shown),
            C::Correct => self.correct(),
            C::TakeCorrection => self.take_correction(None),
            C::NextCorrection => self.next_correction(),
            C::LetBe => self.let_word_be(),
            C::CloseCorrections => self.close_corrections(),
            C::CloseCapture => self.close_capture(shown),
            C::WrittenMode => self.switch_mode(),
            C::Discard => self.discard(),
            _ => {}
        }
        // What was typed to this question before, and left, is its answer so far.
        if self.prompt.is_some() { self.restore_draft(shown) } else { vec![] }
    }

    fn write_to_agency(&mut self, mode: Mode, shown: &Shown) -> Vec<Effect> {
        if let Some(seat) = self.agency() {
            self.write(Target::Update { seat, mode }, shown)
        } else {
            self.refuse("No agency is chosen: choose one with the arrow keys.");
            vec![]
        }
    }

    fn nothing_to_report(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(seat)) = (self.place(shown), self.agency()) else { return vec![] };
        let capture = Capture::Update { seat, text: String::new(), nil: true, mode: Mode::Spoken };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let requests = vec![Request::Say { meeting, item, capture, replaces: None }];
        vec![Effect::Record { requests, fields: vec![], then: After::ChooseNextAgency }]
    }

    fn of_item(
        &self,
        shown: &Shown,
        request: impl FnOnce(crate::model::id::MeetingId, crate::model::id::ItemId) -> Request,
    ) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![request(place.meeting.id.clone(), place.item.id().clone())];
        vec![Effect::Record { requests, fields: vec![], then: After::ChooseNextAgency }]
    }

    /// Letters typed on a field of choices find one; what no choice has may be bound to something else.
    fn find_choice(&mut self, event: KeyEvent, plain: bool, bound: bool, shown: &Shown) -> Option<Vec<Effect>> {
        let Some(Overlay::Form(form)) = &mut self.overlay else { return None };
        let choice = form.choice()?;
        match event.code {
            KeyCode::Backspace => drop(choice.rub_out()),
            KeyCode::Char(letter) if plain => {
                if !choice.type_letter(letter) {
                    if form.type_beside(letter) {
                        return Some(vec![]);
                    }
                    let choice = form.choice()?;
                    let why = format!("No choice has “{}{letter}”.", choice.typed());
                    return (!bound).then(|| {
                        self.refuse(why);
                        vec![]
                    });
                }
            }
            _ => return None,
        }
        Some(self.gather_for_plan(shown))
    }

    /// The seat that keys on the strip speak of.
    #[must_use]
    pub fn chosen_address(&self) -> Option<&Address> {
        self.live.as_ref().and_then(|live| live.agency.as_ref())
    }
}
