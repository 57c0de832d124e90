//! The meeting and everything it keeps: pure, folded from the journal's changes.
//!
//! `model` knows no clock, no disk, no terminal and no randomness: `now` and identities are passed
//! in, and nothing here can fail other than by a typed [`Refusal`](refusal::Refusal) or
//! [`Misfit`](change::Misfit).

pub mod action;
pub mod action_list;
pub mod action_step;
pub mod agenda;
mod agenda_fold;
pub mod alike;
pub mod answering;
pub mod attendance;
pub mod capture;
pub mod case;
pub mod change;
pub mod checks;
pub mod circulated;
pub mod corrected;
pub mod county;
pub mod decide;
pub mod decide_action;
mod decide_agenda;
mod decide_case;
mod decide_contacts;
pub mod decide_dissent;
mod decide_gate;
pub mod decide_intake;
pub mod decide_listing;
mod decide_merge;
pub mod decide_minutes;
mod decide_move;
pub mod decide_prepare;
pub mod decide_said;
mod decide_seats;
pub mod dissent;
pub mod docs;
pub mod document;
pub mod form;
pub mod form_offer;
pub mod form_reading;
pub mod gather;
pub mod id;
pub mod intake;
pub mod late;
pub mod listing;
pub mod meeting;
pub mod meeting_change;
mod meeting_fold;
pub mod merged;
pub mod minutes;
pub mod missing;
pub mod names;
pub mod naming;
#[cfg(test)]
mod office;
pub mod outlook;
pub mod owing;
pub mod people;
pub mod place;
pub mod quoted;
pub mod readiness;
pub mod readiness_words;
pub mod record;
pub mod refusal;
pub mod request;
pub mod returned;
pub mod roster;
pub mod said;
mod seats_fold;
pub mod series;
pub mod settled;
pub mod sight;
pub mod since;
pub mod tracker;
pub mod word;
pub mod wording;
