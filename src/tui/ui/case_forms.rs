//! The forms of a case: its record, the information form, the referral to the Hub, a missing episode. Which of them a
//! key opens, where each goes when it is recorded, and how one comes back that was cut off.

use super::bringing_in::Paper;
use super::case_page::Section;
use super::command::Command;
use super::effect::{After, Effect};
use super::form::{Form, FormKind};
use super::{Overlay, Ui, drafts};
use crate::model::case::Case;
use crate::model::id::{CaseId, EntryId};
use crate::model::request::Request;
use crate::session::Shown;

/// What a field of choices says where nothing is chosen.
pub const NOTHING: &str = "–";

/// The case that a form's key names.
#[must_use]
pub fn case_of(key: &str) -> Option<CaseId> {
    let (kind, of) = key.split_once(':')?;
    let own = ["details", "information", "referral", "episode", "bring-form"].contains(&kind);
    own.then(|| CaseId::new(of.split('/').next().unwrap_or(of)))
}

/// Whether something can be edited in a section.
#[must_use]
pub fn is_edited(section: Section) -> bool {
    matches!(section, Section::Summary | Section::Form | Section::Missing)
}

impl Form {
    /// What is chosen in a field; none where nothing is.
    pub(super) fn picked(&self, label: &str) -> Option<String> {
        Some(self.option(label).to_owned()).filter(|option| !option.is_empty() && option != NOTHING)
    }
}

impl Ui {
    /// What keys ask for at intake; none where it is no affair of the intake's.
    pub(super) fn in_intake(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        Some(match command {
            C::NewCase => self.open_new_case(shown),
            C::EditSection => self.edit_section(shown),
            C::AddEpisode => self.open_episode(None, shown),
            C::ReferToHub => self.open_referral(shown),
            C::NextPart | C::PreviousPart => {
                if let Some(Overlay::Form(form)) = &mut self.overlay {
                    form.step_part(command == C::NextPart);
                }
                vec![]
            }
            C::UseAlike => self.use_alike(),
            C::MakeNew => self.make_new_all_the_same(),
            C::Close if matches!(self.overlay, Some(Overlay::Alike(_))) => self.back_to_new_case(),
            _ => return None,
        })
    }

    /// Opens for editing what the open section of the case shows.
    fn edit_section(&mut self, shown: &Shown) -> Vec<Effect> {
        match self.case_page.as_ref().map(|page| page.section) {
            Some(Section::Form) => self.open_information(shown),
            Some(Section::Missing) => {
                let chosen = self.chosen_episode(shown).map(|episode| episode.entry.clone());
                self.open_episode(chosen.as_ref(), shown)
            }
            _ => self.open_details(shown),
        }
    }

    /// Puts a form over the screen, with what was typed into it before.
    pub(super) fn show_form(&mut self, form: Form, shown: &Shown) -> Vec<Effect> {
        if form.fields.iter().any(|field| field.speech.is_some()) {
            self.proof.learn(shown);
        }
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Opens the form of a case that a draft's address speaks of, on its case; none where it is no such form.
    pub(super) fn reopen_case_form(&mut self, form: &str, of: &str, shown: &Shown) -> Option<Vec<Effect>> {
        let case = case_of(&format!("{form}:{of}"))?;
        shown.docs.cases.get(&case)?;
        // The referral is recorded in the meeting too, without leaving it.
        let here = self.child_on_screen(shown).is_some_and(|child| child.id == case);
        let mut effects = if here { vec![] } else { self.show_case(&case) };
        effects.extend(match form {
            "details" => self.open_details(shown),
            "information" => self.open_information(shown),
            "referral" => self.open_referral(shown),
            "bring-form" => self.open_bringing(Paper::Form(Some(case)), shown),
            _ => self.open_episode(of.split_once('/').map(|(_, entry)| EntryId::new(entry)).as_ref(), shown),
        });
        Some(effects)
    }

    /// The case of the form that was being filled in last when the program was cut off.
    #[must_use]
    pub fn interrupted_case(shown: &Shown) -> Option<CaseId> {
        let home =
            drafts::home(&drafts::cut_off(shown)?.draft.field).filter(|home| home.meeting.as_str().is_empty())?;
        case_of(drafts::form_of(home.what)?.0)
    }

    /// What a form outside a meeting is called, on its child where it has one.
    pub(super) fn named_elsewhere(form: &str, shown: &Shown) -> String {
        let name = match form.split_once(':').map_or(form, |(kind, _)| kind) {
            "contact" => "a contact",
            "deed" => "what became of an action",
            "merge" => "the merging of two records",
            "keeping" => "how long a record is kept",
            "series" => "the plan of a year's meetings",
            "plan" => "the plan of a meeting",
            "request" => "a request to have a case discussed",
            "kept-dissent" => "what becomes of a dissent",
            "new-case" => "a new case",
            "bring-form" | "bring-tracker" => "the name of a file to bring in",
            "columns" => "what a tracker's columns are",
            "details" => "the record",
            "information" => "the information form",
            "referral" => "the referral to the Hub",
            "episode" => "a missing episode",
            _ => "what to save as a file",
        };
        let case = case_of(form).and_then(|case| shown.docs.cases.get(&case));
        case.map_or_else(|| name.to_owned(), |case| format!("{name} of {}", case.label))
    }

    /// Goes on after something of the intake was recorded.
    pub(super) fn after_intake(&mut self, then: After, shown: &Shown) -> Vec<Effect> {
        match then {
            After::Filed(case) => {
                self.overlay = None;
                self.say("The form is filed. 2 shows it, and what was recorded of it can be taken back with Ctrl-Z.");
                vec![Effect::OpenCase(case)]
            }
            After::Merged(case, said) => {
                self.overlay = None;
                self.say(said);
                vec![Effect::OpenCase(case)]
            }
            After::BroughtIn(said) => {
                self.overlay = None;
                self.say(said);
                self.open_cases()
            }
            After::ReadAgain(path) => vec![Effect::ReadPaper(Paper::Tracker, path)],
            After::OpenCaseOf(name, born) => {
                self.overlay = None;
                let own = |case: &&Case| case.details.name == name && case.details.born == born;
                let newest = shown.docs.cases.values().filter(own).max_by(|a, b| a.label.cmp(&b.label));
                let Some(case) = newest else { return self.open_cases() };
                self.say(format!("{} is opened. 2 and e fill in the information form.", case.label));
                vec![Effect::OpenCase(case.id.clone())]
            }
            _ => vec![],
        }
    }

    /// What a form of a case asks to be recorded.
    pub(super) fn of_case(&self, form: &Form, shown: &Shown) -> Result<Vec<Request>, String> {
        match &form.kind {
            FormKind::Details { case, base } => Self::corrected(form, case, base, shown),
            FormKind::Information { case, keys, .. } => self.answered(form, case, keys, shown),
            FormKind::Referral { case, was } => self.referred(form, case, was.as_ref(), shown),
            FormKind::Episode { case, replaces } => self.told_missing(form, case, replaces.as_ref(), shown),
            _ => Ok(vec![]),
        }
    }
}
