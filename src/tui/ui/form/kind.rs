//! What a form records, and its address in a draft.

use chrono::NaiveDate;

use crate::model::county::Contact;
use crate::model::id::{ActionId, CaseId, EntryId, ItemId, ListingId, MeetingId};
use crate::model::intake::Referral;
use crate::tui::ui::bringing_in::Paper;
use crate::tui::ui::deeds::Deed;
use crate::tui::ui::disclosing::Entering;
use crate::tui::ui::dissent_card::{Card, Of};
use crate::tui::ui::keeping::Keeping;
use crate::tui::ui::merging::Merging;
use crate::tui::ui::minutes::Step;
use crate::tui::ui::plan::Gathered;

/// What a form records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// The decision on a case, with the risk after.
    Decision {
        /// The entry of the decision that stands; none where nothing is decided.
        base: Option<EntryId>,
        /// The entry of the risk that stands; none where it was not assessed.
        risk: Option<EntryId>,
    },
    /// A dissent.
    Dissent,
    /// What becomes of a dissent.
    Dissenting(Box<Card>),
    /// The wording of an action.
    EditAction {
        /// The action.
        action: ActionId,
        /// Its latest entry.
        base: EntryId,
    },
    /// What is done with actions.
    Deed {
        /// What.
        deed: Deed,
        /// The actions, each with its latest entry as it was seen.
        actions: Vec<(ActionId, EntryId)>,
    },
    /// Something about an entry of the disclosure log.
    Entering(Entering),
    /// A post of the contact list.
    Contact {
        /// The post's key; empty for one that is still to be chosen.
        of: String,
        /// Whoever holds it, as they stood when the form was opened.
        base: Option<Box<Contact>>,
    },
    /// A meeting to be planned, with what its agenda gathers by itself.
    Plan(Box<Gathered>),
    /// A year of meetings to be planned, as of this day.
    Series(NaiveDate),
    /// Minutes and presenter of an item.
    ChangeItem(ItemId),
    /// Why an item is taken off the agenda, and when its case is reviewed instead.
    TakeOff(ItemId),
    /// To which agencies the agenda went out.
    Circulate(MeetingId),
    /// A step of the minutes of a meeting that is over.
    Minutes(Step),
    /// An agency's request to have a case discussed.
    AskListing(CaseId),
    /// The chair's word on which a request is accepted.
    AcceptRequest(CaseId, ListingId),
    /// The chair's rationale for refusing a request.
    RefuseRequest(CaseId, ListingId),
    /// An agency's dissent from the refusal of a request.
    RefusalDissent(CaseId, ListingId),
    /// A file to be saved: the minutes of this meeting, or the tracker.
    Export(Option<MeetingId>),
    /// A child's case to be opened.
    NewCase,
    /// What is known of a child.
    Details {
        /// Whose.
        case: CaseId,
        /// The entry that last said what is known.
        base: EntryId,
    },
    /// The information form of a child.
    Information {
        /// Whose.
        case: CaseId,
        /// The entry that filed the form that stands; none where none was filed.
        base: Option<EntryId>,
        /// The template's key of each field.
        keys: Vec<String>,
    },
    /// The referral of a child to the Hub.
    Referral {
        /// Whose.
        case: CaseId,
        /// What stands; none where none is recorded.
        was: Option<Referral>,
    },
    /// A missing episode.
    Episode {
        /// Whose.
        case: CaseId,
        /// The entry that it puts right; none for another episode.
        replaces: Option<EntryId>,
    },
    /// A file to be brought in, and the names that what is typed of its path may mean.
    Bring {
        /// What it is.
        paper: Paper,
        /// The names.
        found: Vec<String>,
    },
    /// What the columns of the tracker at this path are taken for.
    Columns(String),
    /// Two records of one child, to be merged.
    Merge(Box<Merging>),
    /// How long a record is kept.
    Keeping(Keeping, CaseId),
    /// The county's first store.
    Store,
}

impl FormKind {
    /// What the form is about, in a draft's address: all that is needed to open it again. It holds no blank.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Decision { .. } => "decision".to_owned(),
            Self::Dissent => "dissent".to_owned(),
            Self::Dissenting(card) => card.of.key(),
            Self::EditAction { action, .. } => format!("action:{action}"),
            Self::Deed { deed, actions } => {
                let ids: Vec<&str> = actions.iter().map(|(action, _)| action.as_str()).collect();
                format!("deed:{}:{}", deed.key(), ids.join("+"))
            }
            Self::Entering(entering) => format!("disclosure:{}", entering.key()),
            Self::Contact { of, .. } if of.is_empty() => "contact".to_owned(),
            Self::Contact { of, .. } => format!("contact:{of}"),
            Self::Plan(_) => "plan".to_owned(),
            Self::Series(_) => "series".to_owned(),
            Self::ChangeItem(item) => format!("item:{item}"),
            Self::TakeOff(item) => format!("take-off:{item}"),
            Self::Circulate(_) => "circulate".to_owned(),
            Self::Minutes(step) => format!("minutes:{}", step.key()),
            Self::AskListing(case) => format!("request:{case}"),
            Self::AcceptRequest(case, listing) => format!("acceptance:{case}:{listing}"),
            Self::RefuseRequest(case, listing) => format!("refusal:{case}:{listing}"),
            Self::RefusalDissent(case, listing) => format!("refusal-dissent:{case}:{listing}"),
            Self::Export(Some(meeting)) => format!("export:{meeting}"),
            Self::Export(None) => "export".to_owned(),
            Self::NewCase => "new-case".to_owned(),
            Self::Details { case, .. } => format!("details:{case}"),
            Self::Information { case, .. } => format!("information:{case}"),
            Self::Referral { case, .. } => format!("referral:{case}"),
            Self::Episode { case, replaces: None } => format!("episode:{case}"),
            Self::Episode { case, replaces: Some(entry) } => format!("episode:{case}/{entry}"),
            Self::Bring { paper: Paper::Form(None), .. } => "bring-form".to_owned(),
            Self::Bring { paper: Paper::Form(Some(case)), .. } => format!("bring-form:{case}"),
            Self::Bring { paper: Paper::Tracker, .. } => "bring-tracker".to_owned(),
            Self::Bring { paper: Paper::Returns, .. } => "bring-returns".to_owned(),
            Self::Columns(_) => "columns".to_owned(),
            Self::Keeping(keeping, case) => format!("keeping:{}:{case}", keeping.key()),
            Self::Merge(merging) => format!("merge:{}", merging.case),
            Self::Store => "store".to_owned(),
        }
    }

    /// The entry that the form corrects.
    #[must_use]
    pub fn base(&self) -> Option<&EntryId> {
        match self {
            Self::Dissenting(card) => Some(&card.base),
            Self::EditAction { base, .. } | Self::Details { base, .. } => Some(base),
            Self::Information { base, .. } | Self::Decision { base, .. } => base.as_ref(),
            Self::Episode { replaces, .. } => replaces.as_ref(),
            _ => None,
        }
    }

    /// Whether what a field begins with belongs to what is typed: nothing recorded stands behind it, so it would
    /// begin with something else another time.
    pub(super) fn is_drafted_whole(&self) -> bool {
        let own = matches!(
            self,
            Self::Dissent | Self::Deed { .. } | Self::Entering(_) | Self::AskListing(_) | Self::RefusalDissent(..)
        );
        let kept = matches!(self, Self::Dissenting(card) if matches!(card.of, Of::Kept { .. }));
        own || kept
            || matches!(self, Self::Contact { base: None, .. } | Self::Plan(_) | Self::Export(_) | Self::NewCase)
    }
}
