//! Everything ever said, done or decided, found by its words and by whose it is and when; and where it stands.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use chrono::NaiveDate;

use super::undo::read_entry;
use super::{MeetingRow, Session, spoken};
use crate::model::case::CaseChange;
use crate::model::change::Change;
use crate::model::id::{ActionId, CaseId, DisclosureId, EntryId, ItemId, MeetingId, Stream};
use crate::model::intake::IntakeChange;
use crate::model::search::{self, Compared, Query};
use crate::model::tracker::CaseRow;
use crate::store::{DocumentQuery, Judged, SaidRow, Sought, StoreError};

/// How many are shown: more are narrowed, not paged through.
pub const MOST: usize = 100;

/// So many texts are looked through for words that are in most of them, and more where one in so many has all that is
/// sought: else the index is the quicker.
const FEW: usize = 400;
const WORTH: usize = 8;

/// A part of a reference that more cases have than this says nothing.
const MOST_CASES: usize = 60;

/// What was sought last, and what was found of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finds {
    /// What was sought, as it was read.
    pub query: Query,
    /// What was found, the best first; of what has no words, the newest.
    pub all: Vec<Find>,
    /// Whether there is more than is shown.
    pub more: bool,
    /// Every meeting, until the cases are loaded anew: it is cheaper to read them all once than some at each key.
    pub(super) meetings: BTreeMap<String, MeetingRow>,
}

/// Something that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Find {
    /// The entry that says it.
    pub entry: EntryId,
    /// What it is, as `update` or `decision`.
    pub kind: String,
    /// The day.
    pub day: Option<NaiveDate>,
    /// The agency that said it or is to do it, by slug.
    pub agency: Option<String>,
    /// The child.
    pub child: Option<Child>,
    /// The meeting in which it was said.
    pub meeting: Option<MeetingRow>,
    /// The words.
    pub text: String,
}

// The words are case data, and must not reach a log or a panic.
impl fmt::Debug for Find {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Find").field("entry", &self.entry).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The child that something was said of, by the record that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// The case.
    pub case: CaseId,
    /// The reference.
    pub label: String,
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: NaiveDate,
}

/// Where something that was found stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the minutes of a meeting, on an item or on the whole.
    Meeting(MeetingId, Option<ItemId>),
    /// In what was said of a meeting's minutes, on an item or on the whole.
    Minutes(MeetingId, Option<ItemId>),
    /// On a child's form.
    Form(CaseId),
    /// Among a child's missing episodes.
    Missing(CaseId),
    /// Among all that happened to a case.
    Case(CaseId),
    /// An action.
    Action(ActionId),
    /// An entry of the disclosure log.
    Disclosure(DisclosureId),
}

impl Session {
    /// Seeks what was typed, on a day. Every case must be loaded: see [`Session::load_cases`].
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn look_up(&mut self, typed: &str, today: NaiveDate) -> Result<(), StoreError> {
        let mut query = search::read(typed, &self.shown.terms, &self.shown.calendar, today);
        let (rows, more) = match self.cases_meant(&mut query) {
            Some(cases) => self.rows_of(&query, &cases)?,
            None => (Vec::new(), false),
        };
        let mut meetings = std::mem::take(&mut self.shown.finds.meetings);
        let new = rows.iter().filter_map(|row| row.meeting_id.as_ref()).any(|id| !meetings.contains_key(id));
        if new || meetings.is_empty() {
            let every = DocumentQuery { kind: "meeting".to_owned(), ..DocumentQuery::default() };
            meetings = self.meeting_rows(&every)?.into_iter().map(|row| (row.id.to_string(), row)).collect();
        }
        let children = self.children_of(&rows);
        let all = rows.into_iter().map(|row| found(row, &meetings, &children)).collect();
        self.shown.finds = Finds { query, all, more, meetings };
        Ok(())
    }

    /// What fits, and whether there is more of it than is shown: the best first where all of it is, else the newest.
    fn rows_of(&self, query: &Query, cases: &[String]) -> Result<(Vec<SaidRow>, bool), StoreError> {
        let Query { words, agencies, categories, from, to, .. } = query;
        let sought = |words| Sought {
            words,
            agencies: agencies.clone(),
            categories: categories.clone(),
            cases: cases.to_vec(),
            from: *from,
            to: *to,
        };
        let compared = Compared::new(words);
        // Words that stand in most texts make the index go through nearly all that was ever said: where the others lead to
        // few texts, or to many that have all, they are looked for in these.
        let narrowed = [agencies, categories, cases].iter().any(|of| !of.is_empty());
        let led = sought(search::leading(words, narrowed));
        let worth = |looked, found| looked <= FEW || found * WORTH >= looked;
        let (mut rows, more) = match self.among(&led, &compared, worth)? {
            Some(found) => found,
            None => self.among(&sought(search::parts(words)), &compared, |_, _| true)?.unwrap_or_default(),
        };
        if !more {
            // Of equals the newest stay first.
            rows.sort_by_cached_key(|row| compared.fit(&row.text));
        }
        Ok((rows, more))
    }

    /// The newest that have the words, among texts that are sought, and whether there are more; none where by so many that
    /// were looked at and found it is not worth it.
    fn among(
        &self,
        sought: &Sought,
        words: &Compared,
        worth: impl Fn(usize, usize) -> bool,
    ) -> Result<Option<(Vec<SaidRow>, bool)>, StoreError> {
        let (mut looked, mut found) = (0, 0);
        let rows = self.store.search(sought, |text| {
            looked += 1;
            let fits = words.fit(text).has_all();
            found += usize::from(fits);
            match fits {
                _ if found > MOST || !worth(looked, found) => Judged::Enough,
                true => Judged::Kept,
                false => Judged::Passed,
            }
        })?;
        Ok((found > MOST || worth(looked, found)).then_some((rows, found > MOST)))
    }

    /// Where something that was found stands; none where it is not there any more.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn whereabouts(&mut self, entry: &EntryId) -> Result<Option<Whereabouts>, StoreError> {
        let Some(entry) = self.store.entry(entry.as_str())? else { return Ok(None) };
        let (Some((_, change, _)), Ok(stream)) = (read_entry(&entry)?, entry.stream.parse::<Stream>()) else {
            return Ok(None);
        };
        Ok(match (stream, &change) {
            (Stream::Meeting(id), Change::Meeting(change)) => {
                let item = spoken::item(change).cloned();
                Some(if spoken::is_of_minutes(change) {
                    Whereabouts::Minutes(id, item)
                } else {
                    Whereabouts::Meeting(id, item)
                })
            }
            (Stream::Action(id), _) => Some(Whereabouts::Action(id)),
            (stream @ Stream::Place(_), _) => {
                self.load(&stream)?;
                let Stream::Place(id) = &stream else { return Ok(None) };
                let named = self.shown.docs.places.get(id).map(|place| place.named.at.clone());
                named.map(|(meeting, item)| Whereabouts::Meeting(meeting, Some(item)))
            }
            (Stream::Disclosure(id), _) => Some(Whereabouts::Disclosure(id)),
            (Stream::Case(id), Change::Case(change)) => Some(of_case(id, change)),
            _ => None,
        })
    }

    /// The cases whose references are meant, former records with them; none where nothing is meant but what no case has.
    /// What too many have is not read.
    fn cases_meant(&self, query: &mut Query) -> Option<Vec<String>> {
        let (mut meant, mut nobodys, mut too_many) = (Vec::new(), false, false);
        for part in std::mem::take(&mut query.cases) {
            let has = |row: &&CaseRow| {
                let former = row.former.iter().map(|former| &former.label);
                std::iter::once(&row.label).chain(former).any(|label| label.contains(&part))
            };
            let rows: Vec<&CaseRow> = self.shown.cases.iter().filter(has).collect();
            match rows.len() {
                0 => {
                    nobodys = true;
                    query.unread.push(format!("No case has “{part}” in its reference."));
                }
                many if many > MOST_CASES => {
                    too_many = true;
                    query.unread.push(format!("{many} cases have “{part}” in their references: give more of it."));
                }
                _ => {
                    meant.extend(rows.iter().flat_map(|row| {
                        std::iter::once(&row.case).chain(row.former.iter().map(|former| &former.case))
                    }));
                    let label = |row: &&CaseRow| row.label.clone();
                    query.cases.push(match &rows[..] {
                        [only] => label(only),
                        _ => format!("{} cases with {part}", rows.len()),
                    });
                }
            }
        }
        let nothing = nobodys && !too_many && meant.is_empty();
        (!nothing).then(|| meant.iter().map(ToString::to_string).collect())
    }

    /// The children of whom rows speak, by the record that each was said of, and by the one that stands.
    fn children_of(&self, rows: &[SaidRow]) -> HashMap<String, Child> {
        let wanted: HashSet<&str> = rows.iter().filter_map(|row| row.case_id.as_deref()).collect();
        let mut children = HashMap::new();
        for row in &self.shown.cases {
            let records = std::iter::once(&row.case).chain(row.former.iter().map(|former| &former.case));
            for record in records.filter(|record| wanted.contains(record.as_str())) {
                let (case, label, name) = (row.case.clone(), row.label.clone(), row.name.clone());
                children.insert(record.to_string(), Child { case, label, name, born: row.born });
            }
        }
        children
    }
}

fn found(row: SaidRow, meetings: &BTreeMap<String, MeetingRow>, children: &HashMap<String, Child>) -> Find {
    let child = row.case_id.and_then(|case| children.get(&case).cloned());
    let meeting = row.meeting_id.and_then(|id| meetings.get(&id).cloned());
    Find {
        entry: EntryId::new(row.entry),
        kind: row.kind,
        day: row.day,
        agency: row.agency,
        child,
        meeting,
        text: row.text,
    }
}

fn of_case(id: CaseId, change: &CaseChange) -> Whereabouts {
    match change {
        CaseChange::FormFiled(_) | CaseChange::Intake(IntakeChange::FormAnswered(_)) => Whereabouts::Form(id),
        CaseChange::EpisodeRecorded(_)
        | CaseChange::EpisodeMovedHere(_)
        | CaseChange::Intake(IntakeChange::EpisodeCorrected(_)) => Whereabouts::Missing(id),
        _ => Whereabouts::Case(id),
    }
}
