//! Seeks among everything ever said, done or decided, and opens what was found where it stands.

use super::ui::Ui;
use super::ui::case_page::Section;
use super::ui::effect::Effect;
use crate::model::id::{EntryId, ItemId, MeetingId, Stream};
use crate::session::{Session, Whereabouts};
use crate::store::StoreError;

/// Why nothing can be opened.
const GONE: &str = "What was found is not there any more.";

/// Performs what seeks, what opens a find, and what goes back to where one was.
pub(super) fn perform(session: &mut Session, ui: &mut Ui, effect: Effect) -> Result<Vec<Effect>, String> {
    match effect {
        Effect::LookUp(typed) => {
            session.look_up(&typed, ui.today()).map_err(|e| e.to_string())?;
            ui.take_finds(session.shown());
            Ok(vec![])
        }
        Effect::OpenFind(entry) => {
            let opened = open(session, ui, &entry).map_err(|e| e.to_string());
            let opened = opened.and_then(|opened| opened.ok_or_else(|| GONE.to_owned()));
            match &opened {
                Ok(_) => ui.say("Esc goes back to what was found."),
                Err(_) => ui.find_not_opened(),
            }
            opened
        }
        Effect::OpenItem(meeting, item) => {
            let opened = open_item(session, ui, &meeting, Some(&item), None).map_err(|e| e.to_string())?;
            opened.ok_or_else(|| "This meeting is not there any more.".to_owned())
        }
        Effect::OpenDisclosure(label) => {
            session.list_disclosures().map_err(|e| e.to_string())?;
            ui.show_found_disclosure(&label, session.shown());
            Ok(vec![])
        }
        _ => Ok(vec![]),
    }
}

/// Opens what an entry says where it stands; none where it is not there any more.
fn open(session: &mut Session, ui: &mut Ui, entry: &EntryId) -> Result<Option<Vec<Effect>>, StoreError> {
    let Some(place) = session.whereabouts(entry)? else { return Ok(None) };
    let (case, section) = match place {
        Whereabouts::Meeting(meeting, item) => return open_item(session, ui, &meeting, item.as_ref(), Some(entry)),
        Whereabouts::Minutes(meeting, item) => {
            let mut opened = open_item(session, ui, &meeting, item.as_ref(), None)?;
            let follow = ui.open_minutes(session.shown());
            opened.get_or_insert_default().extend(follow);
            return Ok(opened);
        }
        Whereabouts::Action(action) => {
            session.list_actions(ui.actions.saved.wants_closed(), ui.today())?;
            session.load_found_action(&action)?;
            if session.shown().docs.actions.contains_key(&action) {
                ui.show_found_action(&action, session.shown());
                return Ok(Some(vec![]));
            }
            return Ok(None);
        }
        Whereabouts::Disclosure(id) => {
            session.list_disclosures()?;
            let label = session.shown().docs.disclosures.get(&id).map(|known| known.label.clone());
            let Some(label) = label else { return Ok(None) };
            ui.show_found_disclosure(&label, session.shown());
            return Ok(Some(vec![]));
        }
        Whereabouts::Form(case) => (case, Section::Form),
        Whereabouts::Missing(case) => (case, Section::Missing),
        Whereabouts::Case(case) => (case, Section::Timeline),
    };
    let stands = session.open_case(&case)?;
    if !session.shown().docs.cases.contains_key(&stands) {
        return Ok(None);
    }
    Ok(Some(ui.show_found_in(&stands, section, entry, session.shown())))
}

/// Opens a meeting at an item, or stays in it where it is open; none where it is not there any more.
fn open_item(
    session: &mut Session,
    ui: &mut Ui,
    meeting: &MeetingId,
    item: Option<&ItemId>,
    entry: Option<&EntryId>,
) -> Result<Option<Vec<Effect>>, StoreError> {
    if session.shown().meeting.as_ref() == Some(meeting) {
        session.load(&Stream::Meeting(meeting.clone()))?;
    } else {
        session.open_meeting(meeting)?;
    }
    let known = session.shown().docs.meetings.get(meeting).cloned();
    Ok(known.map(|known| ui.show_found(&known, item, entry, session.shown())))
}
