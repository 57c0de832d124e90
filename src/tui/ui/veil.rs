//! The veil for a shared screen: references and initials only, on every screen and in every field.
//!
//! It works twice, so that no pane need know of it. What is loaded is drawn from a copy in which initials stand for
//! names; and whatever the screen still holds of a name in the end, as what is being typed, is dotted out in its place.

use std::borrow::Cow;
use std::cell::{LazyCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use serde_json::Value;

use super::Ui;
use super::effect::Effect;
use crate::model::cover::{Hides, vocabulary};
use crate::model::docs::Docs;
use crate::model::document::Document;
use crate::model::id::CaseId;
use crate::model::names::{Names, initials};
use crate::session::Shown;
use crate::terms::Terms;

/// Whether the veil is down, and what it covers.
#[derive(Default)]
pub struct Veil {
    down: bool,
    cover: RefCell<Option<Rc<Cover>>>,
}

/// What is loaded, as it is shown under the veil.
pub struct Cover {
    /// What it was made from: made anew only when that has changed.
    from: Shown,
    /// The same with initials in place of names.
    pub shown: Shown,
    hides: Hides,
}

/// Says whether it is down and no more: a panic or a log must not hold case text.
impl fmt::Debug for Veil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Veil({})", self.down)
    }
}

impl Veil {
    /// A veil that begins down, or lifted.
    #[must_use]
    pub fn new(down: bool) -> Self {
        Self { down, ..Self::default() }
    }

    /// Whether it is down.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.down
    }

    /// Lets it down, or lifts it.
    pub fn turn(&mut self) {
        *self = Self::new(!self.down);
    }

    /// What is loaded as it is shown under the veil; none while it is lifted.
    #[must_use]
    pub fn over(&self, shown: &Shown) -> Option<Rc<Cover>> {
        if !self.down {
            return None;
        }
        let before = self.cover.borrow().clone();
        let standing = before.clone().filter(|cover| cover.from == *shown);
        let cover = standing.unwrap_or_else(|| Rc::new(Cover::of(shown, before.as_deref())));
        *self.cover.borrow_mut() = Some(cover.clone());
        Some(cover)
    }

    /// The bytes of a text that the veil dots out, first to last; none while it is lifted.
    #[must_use]
    pub fn dots(&self, text: &str) -> Vec<Range<usize>> {
        self.cover.borrow().as_ref().map_or_else(Vec::new, |cover| cover.dots(text))
    }
}

impl Ui {
    /// Lets the veil down, or lifts it, and says so.
    pub(super) fn turn_veil(&mut self) -> Vec<Effect> {
        self.veil.turn();
        if self.veil.is_down() {
            self.say("The veil is down: references and initials only. F9 lifts it.");
        } else {
            self.say("The veil is lifted: names are shown.");
        }
        vec![]
    }
}

impl Cover {
    /// Covers what is loaded; what has not changed since is taken from the cover before.
    fn of(shown: &Shown, before: Option<&Self>) -> Self {
        let found = shown.finds.all.iter().filter_map(|find| Some(find.child.as_ref()?.born));
        let born = shown.docs.cases.values().map(|case| case.details.born).chain(found);
        let hides = Hides::new(names(shown), born);
        let before = before.filter(|before| before.hides == hides && before.from.terms == shown.terms);
        let docs = veiled(&shown.docs, &hides, &shown.terms, before);
        let mut children = shown.children.clone();
        for child in &mut children {
            child.name = initials(&child.name);
        }
        let mut cases = shown.cases.clone();
        for case in &mut cases {
            case.name = initials(&case.name);
        }
        let mut tracker = shown.tracker.clone();
        for case in &mut tracker {
            case.row.name = initials(&case.row.name);
        }
        let actions = shown.actions.iter().map(|listed| listed.veiled(|text| hides.cover(text).into_owned())).collect();
        let mut timeline = shown.timeline.clone();
        for happened in &mut timeline {
            happened.what = hides.cover(&happened.what).into_owned();
        }
        let mut finds = shown.finds.clone();
        for find in &mut finds.all {
            find.text = hides.cover(&find.text).into_owned();
            if let Some(child) = &mut find.child {
                child.name = initials(&child.name);
            }
        }
        // What other runs left is put back into fields and never drawn from here.
        let veiled =
            Shown { docs, children, cases, tracker, actions, timeline, finds, recovered: Vec::new(), ..shown.clone() };
        Self { from: shown.clone(), shown: veiled, hides }
    }

    /// The bytes of a text that are dotted out: of each word of a name all but the first letter.
    #[must_use]
    pub fn dots(&self, text: &str) -> Vec<Range<usize>> {
        self.hides.dots(text)
    }
}

/// Whose names are hidden: every word of those of the children that are loaded, and the whole names of all others who
/// are open in the county.
fn names(shown: &Shown) -> Names {
    let loaded = shown.docs.cases.values().map(|case| (case.id.clone(), case.details.name.as_str()));
    let found_of = shown.finds.all.iter().filter_map(|find| find.child.as_ref());
    let found_of: BTreeMap<&CaseId, &str> = found_of.map(|child| (&child.case, child.name.as_str())).collect();
    let found_of = found_of.into_iter().filter(|(case, _)| !shown.docs.cases.contains_key(case));
    let loaded = loaded.chain(found_of.map(|(case, name)| (case.clone(), name)));
    let others = shown.children.iter().map(|child| (child.case.clone(), child.name.as_str()));
    let listed = shown.tracker.iter().map(|case| (case.row.case.clone(), case.row.name.as_str()));
    let found = shown.cases.iter().map(|case| (case.case.clone(), case.name.as_str()));
    let acted =
        shown.actions.iter().filter_map(|listed| Some((listed.row.case.clone()?, listed.child.as_ref()?.1.as_str())));
    let logged = shown.log.iter();
    let logged = logged.filter_map(|line| Some((line.entry()?.matter.case.clone()?, line.child.as_ref()?.1.as_str())));
    Names::of(loaded).and_whole(others.chain(listed).chain(found).chain(acted).chain(logged))
}

/// The documents that speak of children, with every text in them covered: through their stored form, so that no field
/// of today's or tomorrow's is forgotten.
fn veiled(docs: &Docs, hides: &Hides, terms: &Terms, before: Option<&Cover>) -> Docs {
    let vocabulary = LazyCell::new(|| vocabulary(terms));
    let (from, mut covers) = before.map_or_else(Default::default, |before| {
        (before.from.docs.clone().into_documents(), before.shown.docs.clone().into_documents())
    });
    let mut covered = Docs::default();
    for (stream, document) in docs.clone().into_documents() {
        let veiled = match document {
            Document::Person(_) | Document::County(_) => Some(document),
            _ if from.get(&stream) == Some(&document) => covers.remove(&stream),
            _ => veil(&document, hides, &vocabulary),
        };
        // A document that would not read back is not shown at all.
        if let Some(veiled) = veiled {
            covered.put(veiled);
        }
    }
    covered
}

fn veil(document: &Document, hides: &Hides, vocabulary: &BTreeSet<String>) -> Option<Document> {
    let mut value = serde_json::to_value(document).ok()?;
    cover(&mut value, hides, vocabulary);
    let mut veiled = serde_json::from_value(value).ok()?;
    if let (Document::Case(covered), Document::Case(case)) = (&mut veiled, document) {
        covered.details.name = case.initials();
    }
    Some(veiled)
}

/// Covers every text in a stored form. Identities and words of the program are without capitals and blanks and stay,
/// as do the county's own words, or nothing would be found by them any more: where one of these is a name after all,
/// it is dotted out as it is drawn.
fn cover(value: &mut Value, hides: &Hides, vocabulary: &BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let stays = !text.contains(|c: char| c.is_uppercase() || c.is_whitespace()) || vocabulary.contains(text);
            if !stays && let Cow::Owned(covered) = hides.cover(text) {
                *text = covered;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| cover(value, hides, vocabulary)),
        Value::Object(fields) => fields.values_mut().for_each(|value| cover(value, hides, vocabulary)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
