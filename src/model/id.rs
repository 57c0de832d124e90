//! Identities: opaque, made once, never reused. People see labels (`M-2026-014`, `A3`) instead.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an identity that was made elsewhere.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Shows the identity as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A child's case.
    CaseId,
    /// A meeting.
    MeetingId,
    /// An action.
    ActionId,
    /// A place, vehicle or group handed to Part 2.
    PlaceId,
    /// An entry of the disclosure log.
    DisclosureId,
    /// A person who can open the store, by name.
    PersonId,
    /// An agency's request to have a case discussed.
    ListingId,
    /// An item of one meeting's agenda.
    ItemId,
    /// One appended entry of the journal.
    EntryId,
    /// What joins the entries that were appended together.
    RequestId,
    /// A post in a meeting as it is typed after `@`: `agency/designation` or `agency/designation/place`.
    Address,
}

impl Address {
    /// The agency's slug, the first segment.
    #[must_use]
    pub fn agency(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The designation's slug, the second segment; empty where there is none.
    #[must_use]
    pub fn designation(&self) -> &str {
        self.0.split('/').nth(1).unwrap_or_default()
    }

    /// The place, the third segment, where the post is one of several; of a second invitee it is a number.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.0.split('/').nth(2)
    }
}

/// What one journal stream is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stream {
    /// A child's case.
    Case(CaseId),
    /// A meeting with all that was said in it.
    Meeting(MeetingId),
    /// An action from raising to closing.
    Action(ActionId),
    /// A place handed to Part 2.
    Place(PlaceId),
    /// An entry of the disclosure log.
    Disclosure(DisclosureId),
    /// A person who can open the store.
    Person(PersonId),
    /// The county: terms, contacts, exports.
    County,
}

impl Stream {
    /// The stream's kind, the word before the slash.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Case(_) => "case",
            Self::Meeting(_) => "meeting",
            Self::Action(_) => "action",
            Self::Place(_) => "place",
            Self::Disclosure(_) => "disclosure",
            Self::Person(_) => "person",
            Self::County => "county",
        }
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(id) => write!(f, "case/{id}"),
            Self::Meeting(id) => write!(f, "meeting/{id}"),
            Self::Action(id) => write!(f, "action/{id}"),
            Self::Place(id) => write!(f, "place/{id}"),
            Self::Disclosure(id) => write!(f, "disclosure/{id}"),
            Self::Person(id) => write!(f, "person/{id}"),
            Self::County => f.write_str("county"),
        }
    }
}

/// Says that a text names no stream.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no stream of the journal")]
pub struct NoSuchStream(String);

impl FromStr for Stream {
    type Err = NoSuchStream;

    fn from_str(text: &str) -> Result<Self, NoSuchStream> {
        match text.split_once('/') {
            Some(("case", id)) => Ok(Self::Case(CaseId::new(id))),
            Some(("meeting", id)) => Ok(Self::Meeting(MeetingId::new(id))),
            Some(("action", id)) => Ok(Self::Action(ActionId::new(id))),
            Some(("place", id)) => Ok(Self::Place(PlaceId::new(id))),
            Some(("disclosure", id)) => Ok(Self::Disclosure(DisclosureId::new(id))),
            Some(("person", id)) => Ok(Self::Person(PersonId::new(id))),
            None if text == "county" => Ok(Self::County),
            _ => Err(NoSuchStream(text.to_owned())),
        }
    }
}

/// Makes the identities that one request needs, all derived from the request's own.
///
/// A request that is tried again makes the same identities, so that a retry after an uncertain
/// commit cannot record twice.
#[derive(Debug, Clone)]
pub struct Ids {
    request: RequestId,
    made: u32,
}

impl Ids {
    /// Begins with nothing made for `request`.
    #[must_use]
    pub fn of(request: RequestId) -> Self {
        Self { request, made: 0 }
    }

    /// The next identity, opaque: the request's and a number.
    pub fn next_id(&mut self) -> String {
        self.made += 1;
        format!("{}.{}", self.request, self.made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_reads_back_as_it_is_printed() {
        for stream in [
            Stream::Case(CaseId::new("a-1.2")),
            Stream::Meeting(MeetingId::new("m")),
            Stream::Action(ActionId::new("x")),
            Stream::Place(PlaceId::new("p")),
            Stream::Disclosure(DisclosureId::new("d")),
            Stream::Person(PersonId::new("jo")),
            Stream::County,
        ] {
            assert_eq!(stream.to_string().parse::<Stream>(), Ok(stream));
        }
        assert!("planet/9".parse::<Stream>().is_err());
    }

    #[test]
    fn a_request_tried_again_makes_the_same_identities() {
        let mut first = Ids::of(RequestId::new("s-1"));
        let mut again = Ids::of(RequestId::new("s-1"));
        assert_eq!((first.next_id(), first.next_id()), (again.next_id(), again.next_id()));
    }
}
