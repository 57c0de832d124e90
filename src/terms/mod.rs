//! The arrangements as data: one county's agencies, agendas, notice periods and words.
//!
//! `terms` knows no clock, no disk and no terminal: text comes in, [`Terms`] come out. Nothing
//! here is consulted when the journal is replayed (law 6), so editing the terms never rewrites the past.

mod check;
mod lookup;
mod organisation;
mod read;
mod template;
mod vocabulary;
mod wording;

pub mod calendar;
pub mod phrase;

use serde::{Deserialize, Serialize};

pub use lookup::{Found, find_word, fold};
pub use organisation::Organisation;
pub use read::TermsError;
pub use template::{Field, FieldKind, Fills, Section, Template};
pub use vocabulary::{Vocabulary, Word};
pub use wording::{Wording, alternatives};

/// The embedded arrangements of Essex, as TOML.
pub const ESSEX: &str = include_str!("essex.toml");

/// One county's arrangements, read and cross-checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Terms {
    /// Who the county is and how to reach its business support.
    pub county: County,
    /// The areas (quadrants), in the order of lists (arrangements §1).
    #[serde(rename = "area")]
    pub areas: Vec<Area>,
    /// The police districts, each with its own Missing Person Liaison Officer (arrangements §3).
    #[serde(rename = "police-district")]
    pub police_districts: Vec<PoliceDistrict>,
    /// Every agency that may hold a seat, speak or own an action.
    #[serde(rename = "agency")]
    pub agencies: Vec<Agency>,
    /// The two parts of the meeting, Part 1 first (arrangements §3, §4).
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
    /// Notice periods (arrangements §3, §10).
    pub notice: Notice,
    /// Deadlines of dissent (arrangements §7); none unless the county sets them.
    #[serde(default)]
    pub dissent: DissentRules,
    /// The rules about missing children (arrangements §5).
    pub missing: MissingRules,
    /// The Information Sharing Template (arrangements §3).
    pub template: Template,
    /// Marking and the information-sharing statement (arrangements §6).
    pub sharing: Sharing,
    /// What the live meeting needs: lists of reasons, the idle lock.
    pub live: Live,
    /// Ways of putting things that the minutes avoid, each with a better one.
    #[serde(default, rename = "wording")]
    pub wordings: Vec<Wording>,
    /// Retention periods.
    pub retention: Retention,
    /// Every list of words (arrangements §2).
    pub vocabulary: Vocabulary,
}

/// The county and its business support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct County {
    /// The county's name.
    pub name: String,
    /// The safeguarding board that the meetings answer to.
    pub board: String,
    /// The lead agency: the county's social care.
    pub social_care: String,
    /// The e-mail address for enquiries.
    pub contact: String,
    /// Business support's telephone.
    pub telephone: String,
}

/// An area (quadrant) with its own meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Area {
    /// The short name in addresses and commands: `mid`.
    pub slug: String,
    /// The name people use: `Mid`.
    pub name: String,
    /// What a case reference of this area begins with: `M` makes `M-2026-014`.
    pub prefix: String,
    /// The districts (councils) of the area.
    pub districts: Vec<String>,
    /// Where papers are sent.
    pub secure_email: String,
    /// Other spellings.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A police district and the councils' districts that it covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PoliceDistrict {
    /// The name people use.
    pub name: String,
    /// The name in narrow places; the whole name where there is none.
    pub short: Option<String>,
    /// The councils' districts it covers, possibly in two areas.
    pub districts: Vec<String>,
}

/// An agency and the designations that speak for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Agency {
    /// What is typed after `@`.
    pub slug: String,
    /// The full name, as printed in minutes.
    pub name: String,
    /// The name in narrow places.
    pub short: String,
    /// Whether it is known to have signed the information sharing protocol (arrangements §6).
    #[serde(default = "yes")]
    pub signed: bool,
    /// Other spellings.
    #[serde(default)]
    pub also: Vec<String>,
    /// Those who speak for it; never empty.
    pub designations: Vec<Designation>,
}

/// A designation: a role that an agency sends to the meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Designation {
    /// What is typed after `@agency/`.
    pub slug: String,
    /// The full title.
    pub title: String,
    /// The title in narrow places.
    pub short: String,
}

/// One part of the meeting: who sits in it and what it walks through.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// 1 or 2.
    pub number: u8,
    /// `Part 1`.
    pub name: String,
    /// What it is about, in a few words.
    pub about: String,
    /// Months between two meetings of one area.
    pub cadence_months: u32,
    /// How long the meeting may take, in minutes.
    pub slot_minutes: u32,
    /// Minutes planned for each case.
    pub case_minutes: CaseMinutes,
    /// Who chairs.
    pub chair: Post,
    /// Who chairs in the chair's absence.
    pub vice_chairs: Vec<Post>,
    /// The core members.
    pub seats: Vec<SeatRule>,
    /// Those who come by formal invitation only.
    pub invite_only: Vec<Post>,
    /// The standard agenda.
    pub agenda: Vec<AgendaRow>,
}

/// Minutes planned for one case, by type of discussion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseMinutes {
    /// For a review.
    pub review: u32,
    /// For an initial discussion.
    pub initial: u32,
}

/// An agency's designation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Post {
    /// The agency's slug.
    pub agency: String,
    /// The designation's slug.
    pub designation: String,
}

/// A core membership; with `each`, one seat for every district of the area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeatRule {
    /// The agency's slug.
    pub agency: String,
    /// The designation's slug.
    pub designation: String,
    /// Whether the row is several seats (arrangements §3).
    pub each: Option<Each>,
    /// Which children of an agenda go out to it.
    #[serde(default)]
    pub sees: Sees,
}

/// Which children of an agenda go out to a member.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sees {
    /// All of them: every agency has something to say on every child.
    #[default]
    All,
    /// Those of the districts that a seat speaks for.
    OwnDistrict,
}

/// What a row of several seats is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// One seat for each council of the area.
    District,
    /// One seat for each police district that touches the area.
    PoliceDistrict,
}

/// A row of the standard agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgendaRow {
    /// As printed.
    pub title: String,
    /// What a narrow list calls it, where the title does not fit; empty for the title as far as it goes.
    #[serde(default)]
    pub short: String,
    /// What the program does there.
    pub holds: Holds,
    /// The responsible officer.
    pub responsible: String,
    /// Minutes planned; for the cases, those of `case-minutes` count instead.
    pub minutes: u32,
}

/// What an agenda row holds for the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// The roll-call.
    RollCall,
    /// The information-sharing statement, agreed to with one key.
    Statement,
    /// The minutes of the last meeting.
    LastMinutes,
    /// Open actions whose child is not on today's agenda.
    ActionLog,
    /// The place where review cases are put.
    Reviews,
    /// The place where initial cases are put.
    Initials,
    /// Notes and actions only.
    Notes,
}

/// Notice periods (arrangements §3, §6, §10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Notice {
    /// Working days before the meeting by which a template is due.
    pub template_working_days: u32,
    /// Clock hours before the meeting that are a template's absolute backstop.
    pub template_backstop_hours: u32,
    /// Working days before the meeting by which the agenda circulates.
    pub agenda_working_days: u32,
    /// Calendar days before the meeting by which a request reaches the chair.
    pub request_calendar_days: u32,
    /// Working days after the meeting by which minutes circulate.
    pub minutes_working_days: u32,
    /// Working days after the draft went to the chair within which the chair answers; where a county sets none, the chair
    /// is never late.
    #[serde(default)]
    pub chair_working_days: Option<u32>,
}

/// Deadlines of dissent (arrangements §7): where a county sets none, nobody is late.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct DissentRules {
    /// Hours within which dissent is raised, from the end of the day of what it is from.
    pub raise_within_hours: Option<u32>,
    /// Working days within which it is resolved, from the day it was raised.
    pub resolve_within_working_days: Option<u32>,
}

/// The rules about missing children (arrangements §5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MissingRules {
    /// Episodes within `triage-days` that trigger triage.
    pub triage_episodes: u32,
    /// The window of the trigger, in days.
    pub triage_days: u32,
    /// Hours from return to the police vulnerability check.
    pub vulnerability_check_hours: u32,
    /// Hours from return to the social worker's meaningful contact.
    pub contact_hours: u32,
    /// Hours from return to the Missing Prevention Plan.
    pub prevention_plan_hours: u32,
}

/// Marking and the information-sharing statement (arrangements §6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sharing {
    /// The protective marking on every paper and screen.
    pub marking: String,
    /// The statement, a paragraph each.
    pub statement: Vec<String>,
}

/// What the live meeting needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Live {
    /// Minutes without a key after which the screen locks while a meeting is live; 0 for never.
    pub lock_idle_minutes: u32,
    /// Minutes without a key after which the screen locks while no meeting is live; 0 for never. Terms that a store was
    /// made with before there was a lock do not say.
    #[serde(default = "ten")]
    pub lock_idle_away_minutes: u32,
    /// Why a case may be left with something owed.
    pub reasons: Vec<String>,
    /// Why a child's view was not heard.
    pub no_view_reasons: Vec<String>,
    /// Words that make an action vague, beyond those that a [`Wording`] has a better one for.
    #[serde(default)]
    pub vague: Vec<String>,
    /// Words that are spelt as the county spells them, and never flagged.
    #[serde(default)]
    pub words: Vec<String>,
}

fn ten() -> u32 {
    10
}

/// Retention periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Retention {
    /// The birthday at which a record is reviewed.
    pub review_at_age: u32,
    /// Years from birth for a looked-after child.
    pub looked_after_years_from_birth: u32,
    /// The plans or legal statuses of a looked-after child.
    #[serde(default = "read::looked_after")]
    pub looked_after: Vec<String>,
}

fn yes() -> bool {
    true
}
