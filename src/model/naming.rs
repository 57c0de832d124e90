//! Finds another child named in what is said: the wrong-child guard.
//!
//! A reference or a full name is found wherever it stands. A first name alone counts only for children who are discussed
//! today, and only where it is nobody else's in the room.

use super::action::Answer;
use super::agenda::Item;
use super::attendance::Seat;
use super::capture::Capture;
use super::case::Case;
use super::docs::Docs;
use super::id::CaseId;
use super::meeting::Meeting;
use super::merged::Former;

/// An open child, as the guard knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownChild {
    /// The case.
    pub case: CaseId,
    /// The reference.
    pub label: String,
    /// The name.
    pub name: String,
    /// The area's slug.
    pub area: String,
    /// Whether a meeting has discussed the child before.
    pub discussed: bool,
    /// The records that were merged into this one: their references and names are this child's too.
    pub former: Vec<Former>,
}

impl KnownChild {
    /// The child of a case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            case: case.id.clone(),
            label: case.label.clone(),
            name: case.details.name.clone(),
            area: case.area.clone(),
            discussed: !case.discussions.is_empty(),
            former: case.former.clone(),
        }
    }

    /// Every reference that the child goes by.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(self.former.iter().map(|former| former.label.as_str()))
    }

    /// Every name that the child goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.former.iter().map(|former| former.name.as_str()))
    }
}

/// Who is in the room, so that a name can be told from a child's.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// The child who is being discussed.
    pub own: Option<&'a CaseId>,
    /// The children on today's agenda.
    pub today: &'a [CaseId],
    /// The names of those who sit there.
    pub officers: &'a [&'a str],
}

/// The other children that a text names, each once.
#[must_use]
pub fn others_named<'a>(text: &str, children: &'a [KnownChild], room: Room<'_>) -> Vec<&'a KnownChild> {
    let said: Vec<&str> = words(text).collect();
    let own = room.own.and_then(|own| children.iter().find(|child| child.case == *own));
    let own: Vec<&str> = own.map_or_else(Vec::new, |child| child.names().flat_map(words).collect());
    let shared = |first: &str| {
        own.contains(&first) || room.officers.iter().any(|officer| words(officer).any(|part| part == first))
    };
    let others = children.iter().filter(|child| Some(&child.case) != room.own);
    others
        .filter(|child| {
            let named = |name: &str| {
                let name: Vec<&str> = words(name).collect();
                let Some(first) = name.first() else { return false };
                let whole = name.len() > 1 && said.windows(name.len()).any(|run| run.iter().zip(&name).all(same));
                let alone = room.today.contains(&child.case) && !shared(first) && said.contains(first);
                whole || alone
            };
            let labelled = |label: &str| said.iter().any(|word| word.eq_ignore_ascii_case(label));
            child.names().any(named) || child.labels().any(labelled)
        })
        .collect()
}

/// The other children whom something said on an item names, or whose action it answers, each once; none on an item that
/// is about no child. `children` are all that are open; an action is known by what is loaded of it and its case.
#[must_use]
pub fn others_meant<'a>(
    meeting: &Meeting,
    item: &Item,
    said: impl IntoIterator<Item = &'a Capture>,
    children: &[KnownChild],
    docs: &Docs,
) -> Vec<KnownChild> {
    let Some(own) = item.case() else { return Vec::new() };
    let said: Vec<&Capture> = said.into_iter().collect();
    let answered = said.iter().copied().filter_map(answered);
    let cases = answered.filter_map(|label| docs.action_labelled(label).ok()?.raised_at.case.as_ref());
    let cases = cases.map(|case| docs.stands_for(case)).filter(|case| *case != own);
    let mut others: Vec<KnownChild> = cases.filter_map(|case| docs.cases.get(case)).map(KnownChild::of).collect();
    let today: Vec<CaseId> = meeting.items.iter().filter_map(|item| item.case().cloned()).collect();
    let officers: Vec<&str> = meeting.seats.iter().map(Seat::speaker).collect();
    let room = Room { own: Some(own), today: &today, officers: &officers };
    for text in said.into_iter().flat_map(spoken) {
        others.extend(others_named(text, children, room).into_iter().cloned());
    }
    let mut met = Vec::new();
    others.retain(|child| {
        let new = !met.contains(&child.case);
        met.push(child.case.clone());
        new
    });
    others
}

/// The words of what is recorded.
fn spoken(capture: &Capture) -> Vec<&str> {
    match capture {
        Capture::Update { text, .. }
        | Capture::Discussion { text }
        | Capture::Dissent { text, .. }
        | Capture::Action { text, .. }
        | Capture::Place { text, .. } => vec![text],
        Capture::View { text, why_none, .. } => [text].into_iter().chain(why_none).map(String::as_str).collect(),
        Capture::Decision { because, .. } | Capture::Risk { because, .. } => vec![because],
        Capture::DissentAnswered { answer, .. } => vec![&answer.rationale, &answer.outcome],
        Capture::Answer { answer, .. } => vec![match answer {
            Answer::Done { outcome } => outcome,
            Answer::Carry { because, .. } | Answer::NotDone { because, .. } => because,
        }],
        Capture::Missing { .. } | Capture::RollCall { .. } => vec![],
    }
}

/// The label of the action that is answered.
#[must_use]
pub fn answered(capture: &Capture) -> Option<&str> {
    match capture {
        Capture::Answer { action, .. } => Some(action),
        _ => None,
    }
}

fn same((said, name): (&&str, &&str)) -> bool {
    said.to_lowercase() == name.to_lowercase()
}

/// The words of a text: letters, digits and the hyphens between them; a possessive is its name.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let split = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    split.map(|word| word.trim_matches('-')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(case: &str, label: &str, name: &str) -> KnownChild {
        let (case, area) = (CaseId::new(case), "mid".to_owned());
        KnownChild { case, label: label.to_owned(), name: name.to_owned(), area, discussed: true, former: vec![] }
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let children = [
            child("a", "M-2026-014", "Ada Brook-Vane"),
            child("b", "M-2026-019", "Kit Marlowe-Finch"),
            child("c", "N-2026-003", "Rowan Tye"),
            child("d", "M-2026-020", "Robin Quill"),
        ];
        let own = CaseId::new("a");
        let today = [CaseId::new("a"), CaseId::new("b"), CaseId::new("d")];
        let room = Room { own: Some(&own), today: &today, officers: &["Robin Underhill"] };
        let found = others_named(text, &children, room);
        assert_eq!(found.iter().map(|child| child.label.as_str()).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_reference_or_a_whole_name_of_another_child_is_found() {
        check("Seen with M-2026-019 at the park", &["M-2026-019"]);
        check("linked to n-2026-003.", &["N-2026-003"]);
        check("Rowan Tye's phone was there", &["N-2026-003"]);
        check("kit marlowe-finch was collected", &["M-2026-019"]);
    }

    #[test]
    fn a_first_name_counts_for_todays_children_alone() {
        check("Kit's mother rang", &["M-2026-019"]);
        check("Rowan was not there", &[]);
        check("the kit was returned", &[]);
    }

    #[test]
    fn a_name_that_somebody_in_the_room_bears_is_not_a_childs() {
        check("Robin will ring the school", &[]);
        check("Robin Quill will be met at school", &["M-2026-020"]);
    }

    #[test]
    fn the_child_who_is_discussed_may_be_named() {
        check("Ada Brook-Vane, M-2026-014, Ada", &[]);
    }
}
