//! Bringing a file in: which file, with its name completed, and what is shown of it before anything is recorded.

use super::case_forms::NOTHING;
use super::command::Command;
use super::effect::{After, Effect};
use super::field::Field;
use super::filing::Filing;
use super::form::{CHOOSE, Form, FormKind};
use super::returns::Returns;
use super::taking::Taking;
use super::{Overlay, Ui};
use crate::import::tracker::Columns;
use crate::model::id::CaseId;
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::fold;

const FILE: &str = "File";

/// What a file that is brought in is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// A filled information form, in Word; with the case that is on the screen.
    Form(Option<CaseId>),
    /// The county's tracker as it was kept before.
    Tracker,
    /// An agency's return: its open actions, filled in.
    Returns,
}

impl Paper {
    /// The endings of its files.
    #[must_use]
    pub fn endings(&self) -> &'static [&'static str] {
        match self {
            Self::Form(_) => &["docx", "dotx"],
            Self::Tracker => &["xlsx", "xlsm", "ods", "csv"],
            Self::Returns => &["xlsx", "xlsm", "ods"],
        }
    }
}

/// What was read of a file, shown before it is recorded.
#[derive(Debug)]
pub enum Brought {
    /// A form.
    Form(Filing),
    /// A tracker.
    Tracker(Taking),
    /// An agency's return.
    Returns(Returns),
}

impl Ui {
    /// What keys ask for while a file is brought in; none where it is no affair of it.
    pub(super) fn in_bringing(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        let found = match (&mut self.overlay, command) {
            (Some(Overlay::Form(form)), C::NextField) => match &form.kind {
                FormKind::Bring { paper, .. } => {
                    vec![Effect::CompletePath(form.words(FILE), paper.endings())]
                }
                _ => return None,
            },
            (Some(Overlay::Form(form)), C::Close) => match &form.kind {
                // Back to the rows, which are read again.
                FormKind::Columns(path) => vec![Effect::ReadPaper(Paper::Tracker, path.clone())],
                _ => return None,
            },
            (_, C::BringForm) => {
                let case = self.open_case(shown).map(|case| case.id.clone());
                self.open_bringing(Paper::Form(case), shown)
            }
            (_, C::BringTracker) => self.open_bringing(Paper::Tracker, shown),
            (_, C::BringReturns) => self.open_bringing(Paper::Returns, shown),
            (Some(Overlay::Brought(_)), C::TakeReturn | C::LeaveReturn | C::ReadAgain) => self.in_returns(command),
            (Some(Overlay::Brought(_)), C::RecordBrought) => self.record_brought(false, shown),
            (Some(Overlay::Brought(_)), C::FileOnly) => self.record_brought(true, shown),
            (Some(Overlay::Brought(brought)), C::NextPart | C::PreviousPart) => {
                if let Brought::Form(filing) = &mut **brought {
                    let by = if command == C::NextPart { 1 } else { filing.under.len().saturating_sub(1) };
                    filing.chosen = (filing.chosen + by) % filing.under.len().max(1);
                }
                vec![]
            }
            (Some(Overlay::Brought(brought)), C::OnlyRefused) => {
                match &mut **brought {
                    Brought::Tracker(taking) => taking.turn(),
                    Brought::Returns(returns) => returns.turn(),
                    Brought::Form(_) => {}
                }
                vec![]
            }
            (Some(Overlay::Brought(_)), C::MendColumns) => self.open_columns(shown),
            (Some(Overlay::Brought(brought)), C::Down | C::Up | C::PageDown | C::PageUp | C::First | C::Last) => {
                if let Brought::Form(filing) = &mut **brought {
                    filing.scroll_by(command);
                    vec![]
                } else {
                    return None;
                }
            }
            _ => return None,
        };
        Some(found)
    }

    /// Asks for the file.
    pub(super) fn open_bringing(&mut self, paper: Paper, shown: &Shown) -> Vec<Effect> {
        let (title, hint) = match &paper {
            Paper::Form(_) => {
                ("Bring in a filled form", "such as /home/ann/Downloads/form.docx · Tab completes it · Enter reads it")
            }
            Paper::Tracker => (
                "Bring in a tracker",
                "such as /home/ann/tracker.xlsx, .ods or .csv · Tab completes it · Enter reads it",
            ),
            Paper::Returns => (
                "Bring in an agency's return",
                "the workbook that went out to it, filled in, such as /home/ann/actions-yos.xlsx · Tab completes it · Enter \
                 reads it",
            ),
        };
        let form = Form::new(FormKind::Bring { paper, found: vec![] }, title, vec![Field::line(FILE, "", hint)]);
        self.show_form(form, shown)
    }

    /// Takes the names that a half-typed path may mean: what they have in common is typed, and they are shown.
    pub fn take_completions(&mut self, names: Vec<String>) {
        let Some(Overlay::Form(form)) = &mut self.overlay else { return };
        let FormKind::Bring { found, .. } = &mut form.kind else { return };
        if names.is_empty() {
            self.refuse("No file of that kind begins so.");
            return;
        }
        let common = names.iter().skip(1).fold(names[0].clone(), |common, name| {
            common.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        });
        *found = if names.len() > 1 { names } else { vec![] };
        if let Some(editor) = form.editor() {
            editor.set_text(&common);
            editor.set_cursor(common.chars().count());
        }
    }

    /// Reads the file that is named.
    pub(super) fn submit_bringing(&mut self) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Bring { paper, .. } = &form.kind else { return vec![] };
        let path = form.words(FILE);
        if path.is_empty() {
            self.refuse("Say which file: type the beginning of its path, and Tab completes it.");
            return vec![];
        }
        vec![Effect::ReadPaper(paper.clone(), path)]
    }

    /// Shows what was read; the path stays to be typed again where it could not be.
    pub fn show_brought(&mut self, brought: Brought, shown: &Shown) -> Vec<Effect> {
        let fields = self.form_fields(shown);
        self.overlay = Some(Overlay::Brought(Box::new(brought)));
        vec![Effect::DropDrafts(fields)]
    }

    fn record_brought(&mut self, form_only: bool, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Brought(brought)) = &self.overlay else { return vec![] };
        let asked = match &**brought {
            Brought::Form(filing) => filing.asked(form_only, self.today(), shown),
            Brought::Tracker(taking) => taking.asked(),
            Brought::Returns(returns) => returns.asked(),
        };
        match asked {
            Ok((requests, then)) => vec![Effect::Record { requests, fields: vec![], then }],
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    /// Opens what each column of the tracker is called in this file, to be mended.
    fn open_columns(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Brought(brought)) = &self.overlay else { return vec![] };
        let Brought::Tracker(taking) = &**brought else { return vec![] };
        let mut options = vec![NOTHING.to_owned()];
        options.extend(taking.called.titles.iter().cloned());
        let field = |(column, title): &(crate::import::tracker::Column, String)| {
            let chosen = options.iter().position(|option| option == title).unwrap_or_default();
            Field::choice(column.name(), options.clone(), chosen, format!("the column of the file · {CHOOSE}"))
        };
        let fields = taking.called.columns.iter().map(field).collect();
        let kind = FormKind::Columns(taking.path.clone());
        self.show_form(Form::new(kind, "The tracker's columns", fields), shown)
    }

    /// Keeps what the columns are called, and reads the file again by that.
    pub(super) fn submit_columns(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Columns(path) = &form.kind else { return vec![] };
        // What was guessed right needs no saying, but for what was said before.
        let mut columns: Columns = shown.docs.county.columns.clone();
        for (column, field) in crate::import::tracker::Column::ALL.into_iter().zip(&form.fields) {
            let words = field.words().unwrap_or_default();
            if field.is_changed() {
                let name = if words == NOTHING { String::new() } else { fold(words) };
                columns.insert(column.key().to_owned(), name);
            }
        }
        let requests = if columns == shown.docs.county.columns { vec![] } else { vec![Request::NameColumns(columns)] };
        let then = After::ReadAgain(path.clone());
        vec![Effect::Record { requests, fields: self.form_fields(shown), then }]
    }
}
