//! What became of some actions between the meetings, on the afternoon before today: words on how far they are, one handed
//! over, one with another date, one cancelled by the chair, one not possible, and one that its agency left undone.
//!
//! Nothing of it is left to chance, nor touches the first area: today's meeting stays as it is.

use chrono::{DateTime, Days, Duration, Utc};

use super::Recorder;
use super::county::County;
use super::dates::at;
use super::papers::by_e_mail;
use super::tasks::unmet;
use crate::model::decide_action::ForAction;
use crate::model::id::{ActionId, Address, Stream};
use crate::model::record::Timed;
use crate::model::request::{OfAction, Request};
use crate::terms::Terms;
use crate::terms::calendar::london;

/// Records what became of them.
pub(super) fn up<R: Recorder>(county: &mut County<'_, '_, R>) -> Result<(), R::Error> {
    let terms = county.world.terms;
    let mut now = at(county.world.calendar.working_days_before(1, county.world.today), (17, 20));
    for place in county.places.iter().skip(1) {
        let mut actions: Vec<_> = place.children.iter().flat_map(|child| &child.actions).collect();
        actions.sort_by_key(|action| (action.due, action.id.clone()));
        let deeds = deeds(place.index, &place.chairs[0], terms, now);
        for (action, asked) in actions.iter().zip(deeds) {
            county.recorder.forget();
            for asked in asked {
                now += Duration::seconds(55);
                record(county.recorder, &action.id, asked, &place.minute_taker, now)?;
            }
        }
    }
    county.recorder.forget();
    Ok(())
}

fn record<R: Recorder>(
    recorder: &mut R,
    action: &ActionId,
    asked: ForAction,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), R::Error> {
    recorder.load(&Stream::Action(action.clone()))?;
    let standing = recorder.docs().actions.get(action).filter(|action| action.is_open());
    // Whoever has it already is not handed it again.
    let theirs = |to: &Address| {
        standing
            .and_then(|action| action.task.owner.as_ref())
            .is_some_and(|owner| owner.address.agency() == to.agency())
    };
    if matches!(&asked, ForAction::HandOver { to, .. } if theirs(to)) {
        return Ok(());
    }
    let Some(seen) = standing.map(|action| action.latest.clone()) else { return Ok(()) };
    let request = Request::OfAction(OfAction { action: action.clone(), seen, asked });
    recorder.record(&[Timed { at: now, request }], by)
}

/// What becomes of the actions of an area that fall due first, one after the other.
fn deeds(area: usize, chair: &str, terms: &Terms, now: DateTime<Utc>) -> Vec<Vec<ForAction>> {
    let today = london(now).date();
    let note = |text: &str| ForAction::Note { text: text.to_owned() };
    let not_done = |by_agency: bool, because: &str| ForAction::NotDone {
        kind: unmet(terms, by_agency).name,
        because: because.to_owned(),
    };
    match area % 3 {
        1 => vec![
            vec![note("Two of the three visits are made. The third is booked for next week.")],
            vec![not_done(true, "The post was empty from September, and nobody took the work over.")],
            vec![
                note("A first letter is out, and there is no answer yet."),
                ForAction::NewDate {
                    to: today + Days::new(21),
                    because: "The landlord has asked for three weeks to answer.".to_owned(),
                    asked_by: "the owner".to_owned(),
                },
            ],
        ],
        2 => vec![
            vec![
                ForAction::HandOver {
                    to: Address::new("youth-service/representative"),
                    because: "The youth worker sees the young person every week.".to_owned(),
                },
                note("Introduced by both workers together on Monday."),
            ],
            vec![ForAction::Cancel {
                because: "A strategy meeting has taken the question over.".to_owned(),
                word: by_e_mail(chair, terms, today),
            }],
        ],
        _ => vec![
            vec![not_done(false, "The premises have closed, and there is nobody left to speak to.")],
            vec![note("The form is filled in and waits for a signature.")],
        ],
    }
}
