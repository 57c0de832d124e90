//! The command line, run as people and scripts run it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where what it needs is not there")]

mod bad_files;
mod capture;
mod disclosures;
mod papers;
mod pdf;
mod plain;
mod reading;
mod retention;
mod sight;
mod store;
mod support;
mod template;
mod themes;

/// The fields of an object, in the order of their names.
fn fields(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}
