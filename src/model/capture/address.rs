//! Who is meant by `@agency`, `@agency/designation`, `@agency/place` or `@designation`.
//!
//! A speaker must have a seat in the meeting; the owner of an action may hold any post of the terms.

use super::Around;
use super::refusal::{CaptureRefusal, nearest};
use super::words::{Token, after};
use crate::model::attendance::Seat;
use crate::model::id::Address;
use crate::terms::{Agency, Terms, fold};

/// Finds the seat that an address typed by hand means; the `@` may be left out.
///
/// Without a designation it is the agency's first seat present, or else its first seat.
///
/// # Errors
/// Names the address if it is unknown, has no seat here, or could be several.
pub fn find_seat(typed: &str, around: &Around<'_>) -> Result<Address, CaptureRefusal> {
    let word = typed.trim();
    seat(&Token { raw: word, start: 0, byte: 0 }, word.strip_prefix('@').unwrap_or(word), around)
}

/// The seat that speaks.
pub(super) fn seat(token: &Token<'_>, typed: &str, around: &Around<'_>) -> Result<Address, CaptureRefusal> {
    let seats = seated(around);
    match pick(&seats, typed, around.terms) {
        Picked::One(address) => Ok(Address::new(address)),
        Picked::Many(all) => Err(several(token, &all)),
        Picked::None if matches!(pick(&posts(around.terms), typed, around.terms), Picked::None) => {
            Err(unknown(token, typed, &seats))
        }
        Picked::None => {
            let why = format!("“{}” has no seat in this meeting; invite them, or say what was said with t", token.raw);
            Err(refuse(token, why))
        }
    }
}

/// The post that owns an action: a seat where there is one, or else any post of the terms.
pub(super) fn owner(token: &Token<'_>, typed: &str, around: &Around<'_>) -> Result<Address, CaptureRefusal> {
    let (seats, posts) = (seated(around), posts(around.terms));
    let unseated = |post: &&Post<'_>| {
        fold_path(typed) == post.address
            && !seats.iter().any(|seat| (seat.agency, seat.designation) == (post.agency, post.designation))
    };
    if let Some(post) = posts.iter().find(unseated) {
        return Ok(Address::new(post.address.clone()));
    }
    let found = match pick(&seats, typed, around.terms) {
        Picked::None => pick(&posts, typed, around.terms),
        found => found,
    };
    match found {
        Picked::One(address) => Ok(Address::new(address)),
        Picked::Many(all) => Err(several(token, &all)),
        Picked::None => Err(unknown(token, typed, &posts)),
    }
}

/// The shortest address that means this seat and no other.
pub(super) fn shortest(address: &Address, around: &Around<'_>) -> String {
    let parts: Vec<&str> = address.as_str().split('/').collect();
    let several = |agency: &str| around.seats.iter().filter(|seat| seat.address.agency() == agency).count() > 1;
    let mut shorter = Vec::new();
    if let Some(agency) = parts.first().filter(|agency| !several(agency)) {
        shorter.push((*agency).to_owned());
    }
    if let [agency, designation, place] = parts[..] {
        shorter.push(format!("{agency}/{place}"));
        shorter.push(format!("{agency}/{designation}/{place}"));
    }
    let means = |typed: &String| {
        let token = Token { raw: typed, start: 0, byte: 0 };
        seat(&token, typed, around).is_ok_and(|found| found == *address)
    };
    shorter.into_iter().find(means).unwrap_or_else(|| address.as_str().to_owned())
}

/// A post as it may be addressed.
struct Post<'a> {
    address: String,
    agency: &'a str,
    designation: &'a str,
    place: &'a str,
    attends: bool,
}

enum Picked {
    None,
    One(String),
    Many(Vec<String>),
}

fn seated<'a>(around: &Around<'a>) -> Vec<Post<'a>> {
    let post = |address: &'a Address, attends| {
        let place = address.as_str().splitn(3, '/').nth(2).unwrap_or_default();
        let (agency, designation) = (address.agency(), address.designation());
        Post { address: address.as_str().to_owned(), agency, designation, place, attends }
    };
    // The child's own council and MPLO come before those of other districts (arrangements §3).
    let mut seats: Vec<&Seat> = around.seats.iter().collect();
    seats.sort_by_key(|seat| around.district.is_some_and(|district| !seat.speaks_for(district)));
    seats.into_iter().map(|seat| post(&seat.address, seat.attends())).collect()
}

fn posts<'a>(terms: &'a Terms) -> Vec<Post<'a>> {
    let of = |agency: &'a Agency| {
        agency.designations.iter().map(move |designation| Post {
            address: format!("{}/{}", agency.slug, designation.slug),
            agency: &agency.slug,
            designation: &designation.slug,
            place: "",
            attends: false,
        })
    };
    terms.agencies.iter().flat_map(of).collect()
}

fn pick(posts: &[Post<'_>], typed: &str, terms: &Terms) -> Picked {
    let path = fold_path(typed);
    if let Some(post) = posts.iter().find(|post| post.address == path) {
        return Picked::One(post.address.clone());
    }
    let (agency, words) = path.split_once('/').map_or((path.as_str(), ""), |(agency, words)| (agency, words));
    let words: Vec<&str> = words.split('/').filter(|word| !word.is_empty()).collect();
    let all: Vec<&Post<'_>> = posts.iter().collect();
    match &agencies(posts, agency, terms)[..] {
        [] if words.is_empty() => narrow(&all, &[agency]),
        [] => Picked::None,
        [agency] => narrow(&all.into_iter().filter(|post| post.agency == *agency).collect::<Vec<_>>(), &words),
        several => Picked::Many(several.iter().map(|agency| (*agency).to_owned()).collect()),
    }
}

/// The agencies that a word may mean: by slug, by another spelling, by the beginning of either.
fn agencies<'a>(posts: &[Post<'a>], word: &str, terms: &Terms) -> Vec<&'a str> {
    let mut slugs: Vec<&str> = Vec::new();
    for post in posts {
        if !slugs.contains(&post.agency) {
            slugs.push(post.agency);
        }
    }
    let wanted = fold(word);
    if wanted.is_empty() {
        return Vec::new();
    }
    let spelt = |slug: &str, fits: &dyn Fn(String) -> bool| {
        terms.agency(slug).is_some_and(|agency| {
            [&agency.name, &agency.short].into_iter().chain(&agency.also).any(|spelling| fits(fold(spelling)))
        })
    };
    let stages: [&dyn Fn(&str) -> bool; 4] = [
        &|slug| slug == word,
        &|slug| spelt(slug, &|spelling| spelling == wanted),
        &|slug| slug.starts_with(word),
        &|slug| spelt(slug, &|spelling| spelling.starts_with(&wanted)),
    ];
    let stage = |fits: &&dyn Fn(&str) -> bool| slugs.iter().copied().filter(|slug| fits(slug)).collect::<Vec<_>>();
    stages.iter().map(stage).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The post among these that designation and place mean.
fn narrow(posts: &[&Post<'_>], words: &[&str]) -> Picked {
    let Some((word, further)) = words.split_first() else { return first_present(posts) };
    let stages: [(&dyn Fn(&Post<'_>) -> bool, bool); 4] = [
        (&|post| post.designation == *word, false),
        (&|post| post.place == *word, true),
        (&|post| post.designation.starts_with(word), false),
        (&|post| post.place.starts_with(word), true),
    ];
    let found = stages.iter().find_map(|(fits, by_place)| {
        let found: Vec<&Post<'_>> = posts.iter().copied().filter(|post| fits(post)).collect();
        (!found.is_empty()).then_some((found, *by_place))
    });
    let Some((mut found, mut by_place)) = found else { return Picked::None };
    if let [place, ..] = further {
        found.retain(|post| post.place.starts_with(place));
        by_place = true;
    }
    let same = |one: &Post<'_>, other: &Post<'_>| {
        let post = (one.agency, one.designation) == (other.agency, other.designation);
        post && (!by_place || one.place == other.place)
    };
    match found.first() {
        None => Picked::None,
        Some(one) if found.iter().all(|post| same(one, post)) => first_present(&found),
        Some(_) => Picked::Many(found.into_iter().map(|post| post.address.clone()).collect()),
    }
}

fn first_present(posts: &[&Post<'_>]) -> Picked {
    let first = posts.iter().find(|post| post.attends).or_else(|| posts.first());
    first.map_or(Picked::None, |post| Picked::One(post.address.clone()))
}

/// An address in small letters, without what punctuation may end it.
fn fold_path(typed: &str) -> String {
    typed.trim_end_matches([',', ';', ':', '.', '/']).to_lowercase()
}

fn several(token: &Token<'_>, all: &[String]) -> CaptureRefusal {
    let all: Vec<String> = all.iter().map(|address| format!("@{address}")).collect();
    refuse(token, format!("“{}” could be {}; say which", token.raw, all.join(" or ")))
}

fn unknown(token: &Token<'_>, typed: &str, posts: &[Post<'_>]) -> CaptureRefusal {
    let path = fold_path(typed);
    if let Some((agency, word)) = path.split_once('/')
        && posts.iter().any(|post| post.agency == agency)
    {
        let mut words: Vec<&str> = Vec::new();
        for post in posts.iter().filter(|post| post.agency == agency) {
            words.extend([post.designation, post.place].into_iter().filter(|word| !word.is_empty()));
        }
        let meant = nearest(word, words.iter().copied()).map(|word| format!("@{agency}/{word}"));
        words.sort_unstable();
        words.dedup();
        let why = format!("“{}” is no post here: @{agency}/ goes on with {}", token.raw, words.join(", "));
        return refuse(token, why).or_try(meant);
    }
    let mut known: Vec<&str> = posts.iter().map(|post| post.agency).collect();
    known.extend(posts.iter().map(|post| post.designation));
    let meant = nearest(&path, known).map(|word| format!("@{word}"));
    let why = format!("“{}” is no agency here", token.raw);
    let why = if meant.is_some() { why } else { format!("{why}; type @ and choose one") };
    refuse(token, why).or_try(meant)
}

fn refuse(token: &Token<'_>, why: String) -> CaptureRefusal {
    CaptureRefusal { word: token.raw.to_owned(), at: token.range(), why, try_: None }
}

/// The address that a word holds, if it begins with `@` and goes on.
pub(super) fn address(word: &str) -> Option<&str> {
    after(word, '@')
}
