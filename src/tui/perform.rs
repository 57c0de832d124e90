//! Performs what the interface asks for, and tells it how that went.

use std::io;

use super::ui::away::Away;
use super::ui::conflict::{Met, Waiting};
use super::ui::effect::{After, Effect};
use super::ui::{Screen, Ui, Unsaved};
use crate::model::meeting::MeetingState;
use crate::model::record::Timed;
use crate::model::refusal::Refusal;
use crate::model::request::Request;
use crate::session::{RecordError, Session};
use crate::store::StoreError;

/// What effects reach besides the session.
pub trait Outside {
    /// Offers text to the system's clipboard.
    ///
    /// # Errors
    /// The terminal has gone away.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Shows how much of a long piece of work is done, of how much; what is typed waits that long.
    fn progress(&mut self, what: &str, done: usize, of: usize);
}

/// The fewest steps of a piece of work for which somebody waits.
const LONG: usize = 200;

/// Begins where one was before the screen locked, or goes back to where the program was cut off; else at the list of
/// meetings.
pub fn begin(session: &mut Session, ui: &mut Ui, away: Option<&Away>, outside: &mut impl Outside) {
    // How ready the meetings are is worked out behind the first frame: it reads every open case.
    match session.list_meetings(ui.today(), "") {
        Ok(()) => ui.refresh_meetings(session.shown()),
        Err(why) => ui.refuse(why.to_string()),
    }
    let meeting = away.map_or_else(|| Ui::interrupted(session.shown()), |away| away.meeting.clone());
    if let Some(meeting) = meeting
        && let Err(why) = session.open_meeting(&meeting)
    {
        ui.refuse(why.to_string());
        return;
    }
    // A form that was being filled in on a case comes back on that case.
    let case = away.map_or_else(|| Ui::interrupted_case(session.shown()), |away| away.case.clone());
    if let Some(case) = case
        && let Err(why) = session.open_case(&case)
    {
        ui.refuse(why.to_string());
        return;
    }
    let effects = match away {
        Some(away) => ui.come_back(away, session.shown()),
        None => ui.resume(session.shown()),
    };
    perform(session, ui, effects, outside);
}

/// Performs effects in order, with those that follow from them; an effect that fails stops the rest.
pub fn perform(session: &mut Session, ui: &mut Ui, effects: Vec<Effect>, outside: &mut impl Outside) {
    let mut queue: std::collections::VecDeque<Effect> = effects.into();
    while let Some(effect) = queue.pop_front() {
        match one(session, ui, effect, outside) {
            Ok(more) => more.into_iter().rev().for_each(|effect| queue.push_front(effect)),
            Err(why) => {
                ui.refuse(why);
                return;
            }
        }
    }
}

fn one(session: &mut Session, ui: &mut Ui, effect: Effect, outside: &mut impl Outside) -> Result<Vec<Effect>, String> {
    match effect {
        Effect::Record { requests, fields, then } => {
            if !requests.is_empty() {
                record(session, ui, requests, (&fields, &then), outside)?;
            }
            let mut follow = recorded(ui, &fields, then, session);
            follow.extend(ui.stale(session.shown()));
            Ok(follow)
        }
        Effect::Undo => {
            let what = session.undo(ui.now).map_err(|e| e.to_string())?;
            Ok(turned(ui, session, format!("Taken back: {what}. Ctrl-Y brings it back.")))
        }
        Effect::Redo => {
            let what = session.redo(ui.now).map_err(|e| e.to_string())?;
            Ok(turned(ui, session, format!("Brought back: {what}.")))
        }
        Effect::Retry => {
            session.retry().map_err(|e| e.to_string())?;
            ui.say("Saved.");
            let unsaved = ui.unsaved.take();
            Ok(unsaved.map_or_else(Vec::new, |Unsaved { fields, then }| {
                drop_drafts(session, &fields);
                recorded(ui, &fields, then, session)
            }))
        }
        Effect::OpenMeeting(id) => {
            session.open_meeting(&id).map_err(|e| e.to_string())?;
            let meeting = session.shown().docs.meetings.get(&id).cloned();
            let meeting = meeting.ok_or("This meeting is not there any more.")?;
            Ok(ui.show_meeting(&meeting, session.shown()))
        }
        Effect::OpenReady(id) => {
            let effects = one(session, ui, Effect::OpenMeeting(id), outside)?;
            ui.open_ready(session.shown());
            Ok(effects)
        }
        Effect::ReadMinutes(item) => {
            let (document, version) = crate::sealing::read(session, ui.now).map_err(|e| e.to_string())?;
            session.load_changes().map_err(|e| e.to_string())?;
            ui.show_reading(document, version, item.as_ref(), session.shown());
            Ok(vec![])
        }
        effect @ (Effect::LookUp(_) | Effect::OpenFind(_) | Effect::OpenItem(..) | Effect::OpenDisclosure(_)) => {
            super::finding::perform(session, ui, effect)
        }
        effect @ (Effect::Remove { .. } | Effect::Approve { .. } | Effect::Export(_)) => {
            put_on_paper(session, ui, effect)
        }
        Effect::FollowRoom => follow_room(session, ui).map_err(|e| e.to_string()),
        effect @ (Effect::ListMeetings(_)
        | Effect::ListReadiness
        | Effect::ListCases { .. }
        | Effect::ListActions { .. }
        | Effect::ListDisclosures(_)) => list(session, ui, effect),
        effect @ (Effect::FindOthers(_)
        | Effect::LoadBeside(_)
        | Effect::OpenCase(_)
        | Effect::OpenRecord(_)
        | Effect::OpenAction(_)
        | Effect::CompletePath(..)
        | Effect::ReadPaper(..)
        | Effect::FindAlike(_)) => super::bring::perform(session, ui, effect, outside),
        effect @ (Effect::LoadTimeline(_)
        | Effect::LoadPrevious(_)
        | Effect::LoadActionLog
        | Effect::LoadLast
        | Effect::LoadChanges
        | Effect::LoadCases) => load(session, ui, &effect).map_err(|e| e.to_string()).map(|()| vec![]),
        Effect::LoadAction(label, waiting) => {
            session.load_labelled_action(&label).map_err(|e| e.to_string())?;
            Ok(ui.ask_whose(waiting, session.shown()))
        }
        Effect::LoadGathering(area) => {
            session.load_gathering(&area).map_err(|e| e.to_string())?;
            ui.take_gathered(session.shown());
            Ok(vec![])
        }
        Effect::LetGo(recovered) => {
            // It is this seat's own draft before it is let go: a kill in between, or before the next key, loses nothing.
            let kept = session.keep_draft(&recovered.draft, ui.now).and_then(|()| session.let_go(&recovered));
            kept.map_err(|e| e.to_string()).map(|()| vec![])
        }
        Effect::PutAside(draft) => {
            session.keep_draft(&draft, ui.now).map_err(|e| e.to_string())?;
            session.leave_draft(&draft.field);
            Ok(vec![])
        }
        Effect::Copy(text) => outside.copy(&text).map_err(|e| e.to_string()).map(|()| vec![]),
        Effect::DropDrafts(fields) => {
            ui.forget_kept(&fields);
            for field in fields {
                session.drop_draft(&field);
            }
            Ok(vec![])
        }
        Effect::Quit => Ok(vec![]),
    }
}

/// Says what was taken or brought back, with what is loaded anew for it.
fn turned(ui: &mut Ui, session: &Session, said: String) -> Vec<Effect> {
    ui.say(said);
    ui.keep_choices(session.shown());
    ui.stale(session.shown())
}

/// Loads what a screen shows beyond what is open.
fn load(session: &mut Session, ui: &mut Ui, effect: &Effect) -> Result<(), StoreError> {
    match effect {
        Effect::LoadChanges => {
            session.load_changes()?;
            ui.keep_choices(session.shown());
            Ok(())
        }
        Effect::LoadCases => {
            session.load_cases()?;
            ui.narrow_palette(session.shown());
            Ok(())
        }
        Effect::LoadTimeline(case) => session.load_timeline(case),
        Effect::LoadPrevious(case) => session.load_previous(case),
        Effect::LoadActionLog => session.load_action_log(),
        _ => session.load_last(),
    }
}

/// Lists meetings, cases, actions or the disclosure log anew.
fn list(session: &mut Session, ui: &mut Ui, effect: Effect) -> Result<Vec<Effect>, String> {
    match effect {
        Effect::ListMeetings(text) => list_meetings(session, ui, &text).map_err(|e| e.to_string()).map(|()| vec![]),
        Effect::ListReadiness => session.list_readiness(ui.now).map_err(|e| e.to_string()).map(|()| vec![]),
        Effect::ListCases { closed_too } => {
            session.list_cases(closed_too, ui.today()).map_err(|e| e.to_string())?;
            ui.refresh_cases(session.shown());
            Ok(vec![])
        }
        Effect::ListActions { closed_too, then } => {
            session.list_actions(closed_too, ui.today()).map_err(|e| e.to_string())?;
            ui.refresh_actions(session.shown());
            Ok(then.map_or_else(Vec::new, |form| ui.open_deed_again(&form, session.shown())))
        }
        Effect::ListDisclosures(then) => {
            let chosen = ui.disclosures.chosen(session.shown()).cloned();
            session.list_disclosures().map_err(|e| e.to_string())?;
            ui.refresh_disclosures(chosen.as_ref(), session.shown());
            Ok(then.map_or_else(Vec::new, |form| ui.open_entering_again(&form, session.shown())))
        }
        _ => Ok(vec![]),
    }
}

/// Seals minutes, saves a file, or removes a record: what cannot be taken back.
fn put_on_paper(session: &mut Session, ui: &mut Ui, effect: Effect) -> Result<Vec<Effect>, String> {
    let fields = match effect {
        Effect::Remove { removal, fields } => {
            let gone = session.remove_case(&removal, ui.now).map_err(|error| {
                ui.not_removed(&error);
                error.to_string()
            })?;
            ui.removed(&gone);
            return Ok(vec![Effect::DropDrafts(fields), ui.cases_wanted()]);
        }
        Effect::Approve { meeting, word, fields } => {
            let version = crate::sealing::approve(session, &meeting, &word, ui.now).map_err(|e| e.to_string())?;
            let follow = ui.open_minutes(session.shown());
            ui.say(format!(
                "Version {version} is approved and sealed. O saves it as a file; c records that it went out."
            ));
            return Ok(std::iter::once(Effect::DropDrafts(fields)).chain(follow).collect());
        }
        Effect::Export(export) => {
            let saved = crate::saving::save(session, &export, ui.now)?;
            let fields = ui.form_fields(session.shown());
            ui.show_saved(saved);
            fields
        }
        _ => vec![],
    };
    let dropped = Effect::DropDrafts(fields);
    let again = match (ui.screen, &ui.case_page) {
        // A file that was saved is a line of the log.
        (Screen::Disclosures, _) => Some(Effect::ListDisclosures(None)),
        // What was loaded for the file has gone, and with it the record that is open.
        (Screen::Case, Some(page)) => Some(Effect::OpenRecord(page.case.clone())),
        _ => None,
    };
    Ok(std::iter::once(dropped).chain(again).collect())
}

/// Finds the meeting that is live, to be opened in the room view.
fn follow_room(session: &mut Session, ui: &Ui) -> Result<Vec<Effect>, StoreError> {
    session.list_meetings(ui.today(), "")?;
    let live = session.shown().lobby.iter().find(|row| row.state == MeetingState::Live);
    Ok(live.map(|row| Effect::OpenMeeting(row.id.clone())).into_iter().collect())
}

/// Lists the meetings that a text narrows, and how ready those are that are to come.
fn list_meetings(session: &mut Session, ui: &mut Ui, text: &str) -> Result<(), StoreError> {
    session.list_meetings(ui.today(), text)?;
    // The words may be those of several columns, which only the list itself knows how to find.
    if session.shown().lobby.is_empty() && !text.is_empty() {
        session.list_meetings(ui.today(), "")?;
    }
    // Narrowing the list changes nobody's readiness, and is done at every key.
    if text.is_empty() {
        session.list_readiness(ui.now)?;
    }
    ui.refresh_meetings(session.shown());
    Ok(())
}

fn record(
    session: &mut Session,
    ui: &mut Ui,
    requests: Vec<Request>,
    (fields, then): (&[String], &After),
    outside: &mut impl Outside,
) -> Result<(), String> {
    let now = ui.now;
    let kept = requests.clone();
    let what = format!("Recording {} entries", requests.len());
    let asked: Vec<Timed> = requests.into_iter().map(|request| Timed { at: now, request }).collect();
    let recorded = match fields.first() {
        Some(field) => session.record_draft(field, asked),
        None if asked.len() >= LONG => session.record_telling(asked, |done, of| outside.progress(&what, done, of)),
        None => session.record_all(asked),
    };
    match recorded {
        Ok(_) => {
            ui.unsaved = None;
            drop_drafts(session, fields);
            Ok(())
        }
        Err(RecordError::Refused(Refusal::Conflict { theirs, entry })) => {
            let waiting = Waiting { entry: entry.clone(), requests: kept, fields: fields.to_vec(), then: then.clone() };
            match ui.meet_conflict(&theirs, waiting, session.shown()) {
                Met::Shown => Err("Somebody else changed this meanwhile. Nothing is lost: choose.".to_owned()),
                Met::Same => {
                    for field in fields {
                        session.drop_draft(field);
                    }
                    Ok(())
                }
                Met::Not => Err(Refusal::Conflict { theirs, entry }.to_string()),
            }
        }
        Err(error) => {
            if matches!(error, RecordError::NotSaved(_)) {
                ui.unsaved = Some(Unsaved { fields: fields.to_vec(), then: then.clone() });
            }
            Err(error.to_string())
        }
    }
}

/// The drafts that were recorded together with the first.
fn drop_drafts(session: &mut Session, fields: &[String]) {
    for field in fields.iter().skip(1) {
        session.drop_draft(field);
    }
}

/// Goes on once it is on disk: what was kept of it is done with.
fn recorded(ui: &mut Ui, fields: &[String], then: After, session: &Session) -> Vec<Effect> {
    ui.forget_kept(fields);
    ui.after(then, session.shown())
}
