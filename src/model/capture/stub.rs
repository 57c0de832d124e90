//! Temporary stand-in.
use super::*;
/// .
#[derive(Debug, Clone)]
pub struct CaptureRefusal(pub String);
impl std::fmt::Display for CaptureRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
/// .
pub fn parse(_l: &str, _a: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    Err(CaptureRefusal("not yet".into()))
}
/// .
#[derive(Debug, Clone)]
pub struct Completion {
    /// .
    pub replace: std::ops::Range<usize>,
    /// .
    pub with: String,
    /// .
    pub shown: String,
}
/// .
pub fn complete(_l: &str, _c: usize, _a: &Around<'_>, _o: &[(String, String)]) -> Vec<Completion> {
    vec![]
}
/// .
pub fn bang(l: &str) -> Option<String> {
    l.strip_prefix('!').map(|l| format!("a {l}"))
}
/// .
pub fn switch(_l: &str) -> Option<(&str, &str)> {
    None
}
/// .
pub fn speaker(_l: &str, _a: &Around<'_>) -> Result<Address, CaptureRefusal> {
    Err(CaptureRefusal("not yet".into()))
}
/// .
pub enum Emphasis {
    /// .
    Verb,
    /// .
    Who,
    /// .
    Text,
    /// .
    Date,
    /// .
    Category,
    /// .
    Owed,
}
/// .
pub fn preview(_c: &Capture, _a: &Around<'_>) -> Vec<(Emphasis, String)> {
    vec![]
}
/// .
pub fn lint(_c: &Capture, _t: &Terms) -> Vec<String> {
    vec![]
}
/// .
pub struct Form {
    /// .
    pub example: &'static str,
    /// .
    pub help: &'static str,
}
/// .
pub fn forms() -> &'static [Form] {
    &[]
}
