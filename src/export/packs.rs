//! A part of minutes alone: for an agency or an invitee who may not see all of them, or of one child for the child's file
//! (arrangements §6). It is cut from the tree, a part a child, so it says nothing that the whole does not.

use std::collections::BTreeSet;

use super::document::{Block, Document, Field, Part};

/// What minutes can be had as where only a part of them is: papers, and no data.
pub const PACKS: [&str; 5] = ["docx", "pdf", "html", "md", "txt"];

/// What stands where everything of a table is about others.
const OTHERS: &str = "Nothing here is about a child whom this copy is for.";

/// The end of minutes: the next meeting, the approval, and how the paper is handled. It goes with every part of them.
const CLOSING: &str = "closing";

/// What is cut out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// For whom or of whom, under the title: `for Jo Doe`, `M-2026-014 alone`.
    pub said: String,
    /// The children's records whose parts stay.
    pub cases: BTreeSet<String>,
    /// Whether what is about no child stays: a member was there for it, an invitee was not.
    pub common: bool,
}

/// The tree with the parts that stay; none where nothing in it is about these children.
#[must_use]
pub fn cut(mut document: Document, cut: &Cut) -> Option<Document> {
    let stays = |part: &Part| match &part.about {
        Some(case) if cut.common => cut.cases.contains(case),
        // Rows of tables whose heads are left out would stand there without a word of what they are.
        Some(case) => cut.cases.contains(case) && !continues(part),
        None => cut.common || part.id == CLOSING,
    };
    document.parts.retain(stays);
    if !cut.common && document.parts.iter().all(|part| part.about.is_none()) {
        return None;
    }
    for at in 0..document.parts.len() {
        let goes_on = document.parts.get(at + 1).is_some_and(continues);
        if let Some(Block::Table(table)) = document.parts[at].blocks.last()
            && table.rows.is_empty()
            && !goes_on
        {
            document.parts[at].blocks.pop();
            document.parts[at].blocks.push(Block::note(OTHERS));
        }
    }
    document.subject = format!("{} · {}", document.subject, cut.said);
    document.reference.push(Field::new("This copy", format!("A part of the minutes: {}", cut.said)));
    Some(document)
}

/// Whether a part is a row of the table before it.
fn continues(part: &Part) -> bool {
    matches!(part.blocks.first(), Some(Block::Table(table)) if table.continues)
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};

    use super::super::fixture::held;
    use super::super::minutes::{Minutes, minutes};
    use super::super::text;
    use super::*;

    /// The minutes of December on two children, and of each the record, the reference and the name.
    fn december() -> (Document, Vec<(String, String, String)>) {
        let room = held();
        let meeting = room.meeting_on("2026-12-03");
        let made_at = Utc.with_ymd_and_hms(2026, 12, 3, 13, 5, 0).unwrap();
        let tree = minutes(&Minutes { meeting, docs: &room.docs, terms: &room.terms, next_meeting: None, made_at });
        let cases = meeting.items.iter().filter_map(|item| room.docs.cases.get(item.case()?));
        let called =
            |case: &crate::model::case::Case| (case.id.to_string(), case.label.clone(), case.details.name.clone());
        (tree, cases.map(called).collect())
    }

    fn of(cases: &[&str], common: bool) -> Cut {
        Cut { said: "for Jo Doe".to_owned(), cases: cases.iter().map(|case| (*case).to_owned()).collect(), common }
    }

    #[test]
    fn one_child_alone_says_nothing_of_another() {
        let (tree, children) = december();
        for (case, label, name) in &children {
            let alone = text::render(&cut(tree.clone(), &of(&[case], false)).unwrap(), None).unwrap();
            assert!(alone.contains(label.as_str()) && alone.contains(name.as_str()), "{alone}");
            assert!(alone.contains("for Jo Doe") && alone.contains("Handling of these minutes"), "{alone}");
            assert!(!alone.contains("Decisions at a glance") && !alone.contains("Summary of actions"), "{alone}");
            for (other, label, name) in &children {
                assert!(other == case || !alone.contains(label.as_str()) && !alone.contains(name.as_str()), "{alone}");
            }
        }
    }

    #[test]
    fn a_member_keeps_what_is_about_no_child_and_tables_of_their_own() {
        let (tree, children) = december();
        let (case, label, _) = &children[0];
        let theirs = text::render(&cut(tree.clone(), &of(&[case], true)).unwrap(), None).unwrap();
        assert!(theirs.contains("Decisions at a glance") && theirs.contains(label.as_str()), "{theirs}");
        assert!(
            children[1..]
                .iter()
                .all(|(_, label, name)| { !theirs.contains(label.as_str()) && !theirs.contains(name.as_str()) })
        );
        let none = text::render(&cut(tree, &of(&[], true)).unwrap(), None).unwrap();
        assert!(none.contains(OTHERS) && children.iter().all(|(_, label, _)| !none.contains(label.as_str())), "{none}");
    }

    #[test]
    fn of_a_child_who_is_not_in_them_there_is_nothing() {
        assert_eq!(cut(december().0, &of(&["another"], false)), None);
    }
}
