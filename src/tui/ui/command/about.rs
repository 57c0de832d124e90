//! What a command is about, where several are judged together.

use super::Command;

impl Command {
    /// Whether it only moves within what is open.
    #[must_use]
    pub fn moves(self) -> bool {
        use Command as C;
        matches!(self, C::Down | C::Up | C::PageDown | C::PageUp | C::First | C::Last | C::ScrollDown | C::ScrollUp)
    }

    /// Whether it is about the minutes of a meeting that is over.
    #[must_use]
    pub fn is_of_minutes(self) -> bool {
        matches!(
            self,
            Self::Minutes
                | Self::ReadThrough
                | Self::ReadOn
                | Self::ReadBefore
                | Self::SendToChair
                | Self::Remark
                | Self::SendBack
                | Self::Approve
                | Self::SendOut
                | Self::Amend
        )
    }

    /// Whether it is about an entry of the disclosure log.
    #[must_use]
    pub fn is_of_disclosures(self) -> bool {
        matches!(
            self,
            Self::ShowWhole
                | Self::AskCopy
                | Self::EnterBreach
                | Self::RuleCopy
                | Self::CopySent
                | Self::BreachStep
                | Self::WithdrawCopy
        )
    }

    /// Whether it is about a request to list a case, or what has come in for one.
    #[must_use]
    pub fn is_of_requests(self) -> bool {
        matches!(
            self,
            Self::AcceptRequest
                | Self::RefuseRequest
                | Self::WithdrawRequest
                | Self::DissentFromRefusal
                | Self::TemplateIn
                | Self::EcoMapIn
                | Self::GenogramIn
                | Self::AskListing
        )
    }
}
