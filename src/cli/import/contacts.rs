//! The contact list: posts are filled, or filled anew.

use super::Plan;
use crate::model::county::{Contact, County};
use crate::model::request::Request;

/// What the rows amount to: a post that nobody held is new, one whose holder or address differs is updated. Of two rows
/// for one post the later counts.
pub(super) fn plan(rows: &[Contact], county: &County) -> Plan {
    let mut plan = Plan::default();
    let mut contacts: Vec<Contact> = Vec::new();
    for contact in rows {
        match contacts.iter_mut().find(|earlier| earlier.same_post(contact)) {
            Some(earlier) => earlier.clone_from(contact),
            None => contacts.push(contact.clone()),
        }
    }
    contacts.retain(|contact| match county.contacts.iter().find(|held| held.same_post(contact)) {
        Some(held) if held == contact => false,
        Some(_) => {
            plan.updated += 1;
            true
        }
        None => {
            plan.new += 1;
            true
        }
    });
    if !contacts.is_empty() {
        plan.requests.push(Request::SetContacts(contacts));
    }
    plan
}
