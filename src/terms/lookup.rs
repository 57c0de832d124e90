//! stub
use super::*;
/// .
pub enum Found<'a, T> {
    /// .
    None,
    /// .
    One(&'a T),
    /// .
    Many(Vec<&'a T>),
}
/// .
pub fn fold(t: &str) -> String {
    t.to_lowercase()
}
impl Terms {
    /// .
    pub fn area(&self, slug: &str) -> Option<&Area> {
        self.areas.iter().find(|a| a.slug == slug)
    }
    /// .
    pub fn part(&self, n: u8) -> Option<&Part> {
        self.parts.iter().find(|a| a.number == n)
    }
    /// .
    pub fn designation(&self, a: &str, d: &str) -> Option<(&Agency, &Designation)> {
        let a = self.agencies.iter().find(|x| x.slug == a)?;
        Some((a, a.designations.iter().find(|x| x.slug == d)?))
    }
}
