//! What is put on the agenda of a live meeting, read from what a person types: a child by reference or name, or a title.

use super::agenda::ItemKind;
use super::id::MeetingId;
use super::naming::KnownChild;
use super::request::Request;

/// What was typed names no child, or more than one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOne {
    /// It reads as a reference, and nobody has it.
    #[error("No open child has the reference {0}.")]
    Reference(String),
    /// It is the name of several.
    #[error("Several open children have this name: give the reference.")]
    Several,
    /// It is a part of names: a child's first name does not stand on an agenda as a matter.
    #[error("This may be {0}: give the reference, or more words for a matter of its own.")]
    Part(String),
}

/// The late item that a text stands for.
///
/// # Errors
/// Refuses a reference that no open child has, and a name that several have.
pub fn late_item(meeting: &MeetingId, typed: &str, children: &[KnownChild]) -> Result<Request, NotOne> {
    let meeting = meeting.clone();
    Ok(match child(typed, children)? {
        Some(child) => {
            let kind = if child.discussed { ItemKind::Review } else { ItemKind::Initial };
            Request::AddCase { meeting, case: child.case.clone(), kind }
        }
        None => Request::AddItem { meeting, title: typed.trim().to_owned(), responsible: "Chair".to_owned() },
    })
}

/// The child that a text names by reference or by name; none where it reads as a title.
fn child<'a>(typed: &str, children: &'a [KnownChild]) -> Result<Option<&'a KnownChild>, NotOne> {
    let typed = typed.trim().to_lowercase();
    if let Some(child) = children.iter().find(|child| child.labels().any(|label| label.to_lowercase() == typed)) {
        return Ok(Some(child));
    }
    if typed.split('-').count() == 3 && typed.ends_with(|c: char| c.is_ascii_digit()) {
        return Err(NotOne::Reference(typed.to_uppercase()));
    }
    let named: Vec<&KnownChild> =
        children.iter().filter(|child| child.names().any(|name| name.to_lowercase() == typed)).collect();
    match named[..] {
        [] => part_of_names(&typed, children).map_or(Ok(None), |found| Err(NotOne::Part(found))),
        [child] => Ok(Some(child)),
        _ => Err(NotOne::Several),
    }
}

/// The references of the children of whose names every word typed is one.
fn part_of_names(typed: &str, children: &[KnownChild]) -> Option<String> {
    let is_part = |child: &&KnownChild| {
        let name = child.name.to_lowercase();
        let mut own = typed.split_whitespace().peekable();
        own.peek().is_some() && own.all(|word| name.split([' ', '-']).any(|part| part == word))
    };
    let found: Vec<&str> = children.iter().filter(is_part).map(|child| child.label.as_str()).collect();
    (!found.is_empty()).then(|| found.join(" or "))
}
