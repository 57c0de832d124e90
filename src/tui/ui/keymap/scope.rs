//! Where a key counts: the screens, panes and overlays that have keys of their own.

/// Where a key counts. A text field takes plain characters for itself, so scopes with one bind only
/// control and function keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere.
    Everywhere,
    /// The list of meetings.
    Meetings,
    /// The tracker.
    Cases,
    /// The actions across all meetings.
    Actions,
    /// An action that is open.
    Action,
    /// The contact list.
    People,
    /// The disclosure log.
    Disclosures,
    /// An entry of the disclosure log that is open.
    Disclosure,
    /// A child's case.
    Case,
    /// The room view.
    Room,
    /// The live meeting, no text field open.
    Live,
    /// Writing an agency's update, a note or a view.
    Writing,
    /// The capture line.
    Capture,
    /// Better words for something found in a text field.
    Corrections,
    /// The roll-call.
    RollCall,
    /// Answering open actions.
    Answers,
    /// What was recorded on this item, to be corrected.
    Entries,
    /// Dissent to be followed.
    Dissents,
    /// A form.
    Form,
    /// A one-line question.
    Prompt,
    /// What the meetings are narrowed by.
    Filter,
    /// What is owed at the end.
    Ending,
    /// Choosing an agenda item.
    Jump,
    /// How ready a meeting is that is to come.
    Ready,
    /// How far the minutes of a meeting are that is over.
    Minutes,
    /// The minutes as they read.
    Reading,
    /// What is owed before a case is left.
    Gate,
    /// What was decided, read back.
    ReadBack,
    /// Words that name another child.
    WrongChild,
    /// The child to whom an entry is moved.
    MoveTo,
    /// Two texts of one entry.
    Conflict,
    /// Records that may be of a child who is about to get another.
    Alike,
    /// What of an anonymised copy is to be looked at.
    Doubts,
    /// A filled form that was read of a file.
    Filing,
    /// A tracker that was read of a file.
    Taking,
    /// An agency's return that was read of a file.
    Returns,
    /// Any list whose rows are chosen with the arrows.
    Lists,
    /// Finding anything.
    Palette,
    /// Finding everything ever said.
    Search,
    /// The list of keys.
    Help,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Self; 40] = [
        Self::Live,
        Self::Writing,
        Self::Capture,
        Self::Corrections,
        Self::RollCall,
        Self::Answers,
        Self::Entries,
        Self::Dissents,
        Self::Jump,
        Self::Ready,
        Self::Minutes,
        Self::Reading,
        Self::Gate,
        Self::ReadBack,
        Self::WrongChild,
        Self::MoveTo,
        Self::Conflict,
        Self::Alike,
        Self::Doubts,
        Self::Filing,
        Self::Taking,
        Self::Returns,
        Self::Ending,
        Self::Form,
        Self::Prompt,
        Self::Meetings,
        Self::Cases,
        Self::Actions,
        Self::Action,
        Self::People,
        Self::Disclosures,
        Self::Disclosure,
        Self::Case,
        Self::Filter,
        Self::Room,
        Self::Lists,
        Self::Palette,
        Self::Search,
        Self::Help,
        Self::Everywhere,
    ];

    /// The heading in the help.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Meetings => "Meetings",
            Self::Cases => "Cases",
            Self::Actions => "Actions",
            Self::Action => "An action",
            Self::People => "People",
            Self::Disclosures => "The disclosure log",
            Self::Disclosure => "An entry of the disclosure log",
            Self::Case => "A case",
            Self::Room => "The room view (mace --follow)",
            Self::Live => "The live meeting",
            Self::Writing => "While writing",
            Self::Capture => "The capture line",
            Self::Corrections => "Corrections",
            Self::RollCall => "Roll-call",
            Self::Answers => "Open actions",
            Self::Entries => "What was recorded",
            Self::Dissents => "Dissent",
            Self::Form => "Forms",
            Self::Prompt => "A question",
            Self::Filter => "Narrowing the meetings",
            Self::Ending => "Ending the meeting",
            Self::Jump => "Agenda",
            Self::Ready => "Before the meeting",
            Self::Minutes => "The minutes, after the meeting",
            Self::Reading => "The minutes as they read",
            Self::Gate => "Before a case is left",
            Self::ReadBack => "Read-back",
            Self::WrongChild => "Another child is named",
            Self::MoveTo => "Moving an entry",
            Self::Conflict => "Two texts of one entry",
            Self::Alike => "A child who may be known already",
            Self::Doubts => "What to look at in an anonymised copy",
            Self::Filing => "A form that was read",
            Self::Taking => "A tracker that was read",
            Self::Returns => "A return that was read",
            Self::Lists => "Any list",
            Self::Palette => "Finding anything",
            Self::Search => "Searching everything ever said",
            Self::Help => "This help",
        }
    }
}

impl Scope {
    /// Whether its rows are chosen as in any list.
    #[must_use]
    pub fn is_list(self) -> bool {
        use Scope as S;
        matches!(
            self,
            S::Meetings
                | S::Cases
                | S::Actions
                | S::People
                | S::Disclosures
                | S::Disclosure
                | S::Action
                | S::Case
                | S::RollCall
                | S::Answers
                | S::Entries
                | S::Dissents
                | S::Jump
                | S::Ready
                | S::Minutes
                | S::Reading
                | S::Gate
                | S::Ending
                | S::MoveTo
                | S::WrongChild
                | S::Alike
                | S::Doubts
                | S::Filing
                | S::Taking
                | S::Returns
        )
    }
}
