//! What lists of documents leave out and in which order they come.

use super::*;
use crate::store::testing::{batch, store};
use crate::store::{AppendError, Batch, StoreError};

fn action(number: u32, agency: &str, state: &str, day: &str) -> DocumentRow {
    DocumentRow {
        stream: format!("action/{number}"),
        kind: "action".to_owned(),
        label: Some(format!("A{number}")),
        title: Some(format!("Élodie's plan {number}")),
        area: Some("mid".to_owned()),
        state: Some(state.to_owned()),
        day: day.parse().ok(),
        case_id: Some("case/1".to_owned()),
        meeting_id: None,
        agency: Some(agency.to_owned()),
        version: 1,
        brief: None,
        body: vec![0, 255],
    }
}

#[track_caller]
fn check(store: &Store, query: DocumentQuery, labels: &[&str]) {
    let query = DocumentQuery { kind: "action".to_owned(), ..query };
    let found: Vec<String> = store.documents(&query).unwrap().into_iter().filter_map(|d| d.label).collect();
    assert_eq!(found, labels, "{query:?}");
    if query.limit.is_none() {
        assert_eq!(store.count_documents(&query).unwrap(), labels.len() as u64);
    }
}

#[test]
fn documents_are_listed_by_what_is_asked_for() {
    let (_folder, mut store) = store();
    let documents = vec![
        action(1, "police", "open", "2026-12-03"),
        action(2, "yos", "completed", "2026-11-05"),
        action(3, "police", "open", ""),
        action(4, "police", "cancelled", "2027-01-14"),
        DocumentRow { stream: "case/1".to_owned(), kind: "case".to_owned(), ..action(1, "police", "open", "") },
    ];
    let head = store.append(&store.head().unwrap(), &Batch { documents: documents.clone(), ..batch(1) }).unwrap();
    let all = DocumentQuery::default;
    check(&store, all(), &["A3", "A2", "A1", "A4"]);
    check(&store, DocumentQuery { newest_first: true, ..all() }, &["A4", "A1", "A2", "A3"]);
    check(
        &store,
        DocumentQuery { agency: Some("police".to_owned()), states: vec!["open".to_owned()], ..all() },
        &["A3", "A1"],
    );
    check(
        &store,
        DocumentQuery { states: vec!["open".to_owned(), "completed".to_owned()], ..all() },
        &["A3", "A2", "A1"],
    );
    check(&store, DocumentQuery { from: "2026-11-06".parse().ok(), to: "2026-12-03".parse().ok(), ..all() }, &["A1"]);
    check(&store, DocumentQuery { text: Some(" éLODIE'S PLAN 2 ".to_owned()), ..all() }, &["A2"]);
    check(&store, DocumentQuery { text: Some("%".to_owned()), ..all() }, &[]);
    check(&store, DocumentQuery { area: Some("west".to_owned()), ..all() }, &[]);
    check(
        &store,
        DocumentQuery { case_id: Some("case/1".to_owned()), limit: Some(2), offset: 1, ..all() },
        &["A2", "A1"],
    );
    assert_eq!(store.document("action/2").unwrap().as_ref(), Some(&documents[1]));
    assert_eq!(store.document_by_label("case", "A1").unwrap().unwrap().stream, "case/1");
    let mut walked = Vec::new();
    store
        .for_each_document(|d| -> Result<(), StoreError> {
            walked.push(d.stream);
            Ok(())
        })
        .unwrap();
    assert_eq!(walked, ["action/1", "action/2", "action/3", "action/4", "case/1"]);

    let changed = action(1, "yos", "completed", "2026-12-03");
    let next = Batch { documents: vec![changed], gone: vec!["action/4".to_owned()], ..batch(2) };
    let head = store.append(&head, &next).unwrap();
    check(&store, DocumentQuery { agency: Some("yos".to_owned()), ..all() }, &["A2", "A1"]);
    assert_eq!(store.document("action/4").unwrap(), None);

    let same_label = DocumentRow { stream: "action/9".to_owned(), ..action(1, "yos", "open", "") };
    let refused = store.append(&head, &Batch { documents: vec![same_label], ..batch(3) });
    assert!(matches!(refused, Err(AppendError::Store(StoreError::Database(_)))));
    assert_eq!(store.head().unwrap(), head);
}

#[test]
fn lists_are_read_from_an_index_and_never_by_scanning() {
    let (_folder, store) = store();
    let kind = || DocumentQuery { kind: "action".to_owned(), ..DocumentQuery::default() };
    let open = || vec!["open".to_owned(), "in-progress".to_owned()];
    let check = |query: DocumentQuery, columns: &str| {
        let (clause, asked) = clause(&query);
        let sql = format!("EXPLAIN QUERY PLAN SELECT body FROM document {clause} ORDER BY day, label, stream LIMIT 9");
        let asked = rusqlite::params_from_iter(asked);
        let plan: String = store.connection.query_row(&sql, asked, |row| row.get(3)).unwrap();
        assert!(plan.contains(columns), "{query:?}: {plan}");
    };
    check(kind(), "(kind=?)");
    check(DocumentQuery { from: "2026-12-03".parse().ok(), ..kind() }, "(kind=? AND day>?)");
    check(DocumentQuery { states: open(), ..kind() }, "(kind=? AND state=?)");
    check(DocumentQuery { area: Some("mid".to_owned()), ..kind() }, "(kind=? AND area=?)");
    check(DocumentQuery { case_id: Some("case/1".to_owned()), ..kind() }, "(kind=? AND case_id=?)");
    check(DocumentQuery { meeting_id: Some("meeting/1".to_owned()), ..kind() }, "(kind=? AND meeting_id=?)");
    check(DocumentQuery { agency: Some("yos".to_owned()), ..kind() }, "(kind=? AND agency=?)");
    check(
        DocumentQuery { agency: Some("yos".to_owned()), states: open(), ..kind() },
        "(kind=? AND agency=? AND state=?)",
    );
    check(DocumentQuery { case_id: Some("case/1".to_owned()), states: open(), ..kind() }, "(kind=? AND case_id=?)");
}
