//! Drops drafts of every seat, running or dead: of a child whose record was removed nothing typed stays either.

use std::path::Path;

use super::super::{DatabaseKey, StoreError, connection, folder};

/// Drops every draft in a store's folder that `of` knows by its field and its text; says how many. Files that this key
/// does not open are left alone.
///
/// # Errors
/// Fails when the folder or a file refuses.
pub fn drop_drafts(store: &Path, key: &DatabaseKey, of: impl Fn(&str, &str) -> bool) -> Result<usize, StoreError> {
    let mut dropped = 0;
    for file in folder::files_ending(&folder::drafts(store), ".db")? {
        let Ok(seat) = connection::open(&file, key) else { continue };
        let tables: i64 =
            seat.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'draft'", [], |row| row.get(0))?;
        if tables == 0 {
            continue;
        }
        seat.execute_batch("PRAGMA secure_delete = ON")?;
        let found: Vec<(String, String)> = {
            let mut asked = seat.prepare("SELECT field, text FROM draft")?;
            asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
        };
        for (field, text) in found.iter().filter(|(field, text)| of(field, text)) {
            dropped += seat.execute("DELETE FROM draft WHERE field = ?1 AND text = ?2", (field, text))?;
        }
    }
    Ok(dropped)
}
