//! An agency's return that was read of a file: every row beside what stands, and what a person chose of each.

use std::collections::BTreeMap;

use super::command::Command;
use super::effect::{After, Effect};
use super::list::Pick;
use super::taking::{Row, What};
use super::{Overlay, Ui};
use crate::import::report::Reading;
use crate::import::returns::reconcile::{Fate, Plan, Reconciled};
use crate::import::returns::{ReturnRow, Told};
use crate::model::request::{OfAction, Request};
use crate::tui::ui::bringing_in::{Brought, Paper};

/// The rows, and what is chosen of each.
#[derive(Debug)]
pub struct Returns {
    /// The file's name, without its folder.
    pub file: String,
    /// Where it is.
    pub path: String,
    /// The agency whose return it is; empty where no row reads.
    pub agency: String,
    /// The rows that are about actions of this store, with what was refused and passed over.
    pub reading: Reading<Reconciled>,
    /// What every row with a reference says, by its place.
    told: BTreeMap<(String, usize), Told>,
    /// What is chosen of each of these, in their order.
    pub chosen: Vec<Choice>,
    /// Every row as it is listed, in the file's order.
    pub rows: Vec<Row>,
    /// The choice among them.
    pub pick: Pick,
    /// Whether only the rows that want a look are listed.
    pub only_wanting: bool,
}

/// What is chosen of a row of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// There is nothing to choose: it says nothing new, or nothing can be recorded.
    None,
    /// It is still to be chosen: the action was changed meanwhile.
    Open,
    /// It is recorded.
    Take,
    /// It is left out.
    Leave,
}

impl Returns {
    /// What was read, held against the store.
    #[must_use]
    pub fn new(
        (file, path): (String, String),
        agency: String,
        (read, told): (Reading<ReturnRow>, BTreeMap<(String, usize), Told>),
        plan: Plan,
    ) -> Self {
        let refused = read.refused.into_iter().chain(plan.refused).collect();
        let (duplicates, hidden) = (read.duplicates, read.hidden);
        let reading = Reading { read: read.read, rows: plan.rows, refused, duplicates, hidden };
        let rows = Row::all(&reading, |one| (one.row.sheet.clone(), one.row.row));
        let chosen: Vec<Choice> = reading.rows.iter().map(|one| first_choice(&one.fate)).collect();
        let mut pick = Pick::new(rows.len());
        // What is to be chosen comes first under the mark.
        let is_open = |row: &Row| matches!(row.what, What::Read(at) if chosen.get(at) == Some(&Choice::Open));
        if let Some(at) = rows.iter().position(is_open) {
            pick.choose(at);
        }
        Self { file, path, agency, reading, told, chosen, rows, pick, only_wanting: false }
    }

    /// What a row says in the file, where it has a reference.
    #[must_use]
    pub fn told(&self, row: &Row) -> Option<&Told> {
        self.told.get(&row.place)
    }

    /// A row that reads, by its place among those, with what is chosen of it.
    #[must_use]
    pub fn held(&self, read: usize) -> Option<(&Reconciled, Choice)> {
        self.reading.rows.get(read).zip(self.chosen.get(read).copied())
    }

    /// Shows every row, or only those that want a look.
    pub(super) fn turn(&mut self) {
        self.only_wanting = !self.only_wanting;
        let wanting = |row: &Row| match &row.what {
            What::Read(at) => self.held(*at).is_some_and(|(one, choice)| wants_a_look(&one.fate, choice)),
            What::Refused(_) | What::PassedOver(_) => true,
        };
        let found = self.rows.iter().enumerate().filter(|(_, row)| !self.only_wanting || wanting(row));
        let found = found.map(|(at, _)| at).collect();
        self.pick.show(found);
    }

    /// The place of the chosen row among those that read, where it is one.
    fn chosen_read(&self) -> Option<usize> {
        match self.rows.get(self.pick.chosen()?)?.what {
            What::Read(at) => Some(at),
            What::Refused(_) | What::PassedOver(_) => None,
        }
    }

    /// Takes the chosen row or leaves it out, and goes on to the next.
    fn choose(&mut self, choice: Choice) {
        let Some(at) = self.chosen_read() else { return };
        if let Some(chosen) = self.chosen.get_mut(at).filter(|chosen| **chosen != Choice::None) {
            *chosen = choice;
            self.pick.step(1);
        }
    }

    /// It in a line: `12 rows: 8 to record, 2 changed meanwhile, 1 nothing new, 1 refused`.
    #[must_use]
    pub fn words(&self) -> String {
        let with = |choice: Choice| self.chosen.iter().filter(|own| **own == choice).count();
        let fate = |is: fn(&Fate) -> bool| self.reading.rows.iter().filter(|one| is(&one.fate)).count();
        let refused = self.rows.iter().filter(|row| matches!(row.what, What::Refused(_))).count();
        let over = self.rows.iter().filter(|row| matches!(row.what, What::PassedOver(_))).count();
        let counts = [
            (with(Choice::Take), "to record"),
            (with(Choice::Open), "changed meanwhile, to choose"),
            (with(Choice::Leave), "left out"),
            (fate(|fate| matches!(fate, Fate::Changed { asked: None, .. })), "closed meanwhile"),
            (fate(|fate| *fate == Fate::Known), "recorded already"),
            (fate(|fate| *fate == Fate::Silent), "with nothing new"),
            (refused, "refused"),
            (over, "passed over"),
        ];
        let said = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let rows = if self.rows.len() == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows.len()) };
        format!("{rows}: {}", said.collect::<Vec<_>>().join(", "))
    }

    /// What is asked for: every row that is taken, together.
    ///
    /// # Errors
    /// Says why nothing is.
    pub fn asked(&self) -> Result<(Vec<Request>, After), String> {
        let rows = || self.reading.rows.iter().zip(&self.chosen);
        let open: Vec<&str> = rows()
            .filter(|(_, choice)| **choice == Choice::Open)
            .map(|(one, _)| one.row.stamp.label.as_str())
            .collect();
        if !open.is_empty() {
            let (labels, was) = (open.join(", "), if open.len() == 1 { "was" } else { "were" });
            return Err(format!(
                "{labels} {was} changed meanwhile: y takes what the agency says, n leaves what stands."
            ));
        }
        let taken = rows().filter(|(_, choice)| **choice == Choice::Take);
        let requests: Vec<Request> =
            taken.filter_map(|(one, _)| Some(Request::OfAction(asks(&one.fate)?.clone()))).collect();
        if requests.is_empty() {
            return Err("There is nothing to record: no row says anything new that is taken.".to_owned());
        }
        let many = if requests.len() == 1 { "1 action".to_owned() } else { format!("{} actions", requests.len()) };
        let said = format!("Recorded of the return of {}: {many}. Ctrl-Z takes all of it back.", self.agency);
        Ok((requests, After::OfActions(said)))
    }
}

/// What a row asks for, where it asks for anything that can be recorded.
#[must_use]
pub fn asks(fate: &Fate) -> Option<&OfAction> {
    match fate {
        Fate::New(asked) => Some(asked),
        Fate::Changed { asked, .. } => asked.as_ref(),
        Fate::Silent | Fate::Known => None,
    }
}

fn first_choice(fate: &Fate) -> Choice {
    match fate {
        Fate::New(_) => Choice::Take,
        Fate::Changed { asked: Some(_), .. } => Choice::Open,
        Fate::Changed { asked: None, .. } | Fate::Silent | Fate::Known => Choice::None,
    }
}

fn wants_a_look(fate: &Fate, choice: Choice) -> bool {
    matches!(fate, Fate::Changed { .. }) || choice == Choice::Leave
}

impl Ui {
    /// What keys ask for in a return that was read.
    pub(super) fn in_returns(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Brought(brought)) = &mut self.overlay else { return vec![] };
        let Brought::Returns(returns) = &mut **brought else { return vec![] };
        match command {
            Command::TakeReturn => returns.choose(Choice::Take),
            Command::LeaveReturn => returns.choose(Choice::Leave),
            _ => return vec![Effect::ReadPaper(Paper::Returns, returns.path.clone())],
        }
        vec![]
    }

    /// Why the chosen row of a return can be neither taken nor left.
    #[must_use]
    pub fn why_not_return(&self) -> Option<&'static str> {
        let Some(Overlay::Brought(brought)) = &self.overlay else { return None };
        let Brought::Returns(returns) = &**brought else { return None };
        let Some((one, choice)) = returns.chosen_read().and_then(|at| returns.held(at)) else {
            return Some("This row is not read: put it right in the file, and R reads it again.");
        };
        match &one.fate {
            _ if choice != Choice::None => None,
            Fate::Changed { .. } => Some("The action is closed by now: what stands there stays."),
            _ => Some("This row says nothing new."),
        }
    }
}
