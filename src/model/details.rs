//! What is known of a child, apart from what meetings decide.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What is known of the child, apart from what meetings decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The child's name.
    pub name: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The district (council).
    pub district: String,
    /// Where the case came from (arrangements §2).
    pub source: Option<String>,
    /// Why the child is open to the meeting (arrangements §2).
    pub threshold: Option<String>,
    /// Models of exploitation, several at once.
    pub models: Vec<String>,
    /// Type of education establishment.
    pub education: Option<String>,
    /// Plan or legal status.
    pub legal_status: Option<String>,
    /// Gender.
    pub gender: Option<String>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// Current concerns and identified risk, in a few sentences.
    pub concern: String,
    /// What the child has said, last heard.
    pub child_says: String,
    /// Who presents the case: name and agency.
    pub presenter: String,
    /// Anything kept from an older record.
    pub notes: String,
}

/// What was known of a child until it was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// When it was corrected, UTC.
    pub until: DateTime<Utc>,
    /// What was known until then.
    pub details: Details,
}
