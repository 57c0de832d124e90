//! What a piece of the screen means; how that looks is the theme's affair.

use ratatui::style::Modifier;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $text:literal $mono:expr;)*) => {
        /// What a piece of the screen means. View code names roles and never colours.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $name,)* }

        impl Role {
            /// Every role, in the order of the enum.
            pub const ALL: &[Role] = &[$(Role::$name,)*];

            /// Names the role as theme files do.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Role::$name => $text,)* }
            }

            /// Tells what sets the role apart where there is no colour.
            #[must_use]
            pub const fn mono(self) -> Modifier {
                match self { $(Role::$name => $mono,)* }
            }
        }
    };
}

const NONE: Modifier = Modifier::empty();
const BOLD: Modifier = Modifier::BOLD;
const DIM: Modifier = Modifier::DIM;
const LINE: Modifier = Modifier::UNDERLINED;
const BACK: Modifier = Modifier::REVERSED;

roles! {
    /// Plain text, and the ground of the whole screen.
    Text "text" NONE;
    /// Text that supports other text: labels, times, last month's words.
    Muted "muted" NONE;
    /// Text that is there when looked for.
    Faint "faint" DIM;
    /// What belongs to the matter in hand.
    Accent "accent" BOLD;
    /// The title of a screen or section.
    Title "title" BOLD;
    /// The protective marking.
    Marking "marking" BACK;
    /// The bar along the top that holds the marking, what is open and the clock.
    Banner "banner" NONE;
    /// The chosen row of the list that has the focus.
    Selected "selected" BACK;
    /// The chosen row of a list without the focus.
    SelectedAway "selected-away" LINE;
    /// The title of the pane that has the focus.
    Focus "focus" BOLD.union(LINE);
    /// The row that holds the cursor.
    CursorLine "cursor-line" NONE;
    /// Rules between sections; carries no text.
    Border "border" DIM;
    /// Rules of the pane that has the focus; carries no text.
    BorderFocus "border-focus" BOLD;
    /// The ground of an overlay.
    Overlay "overlay" NONE;
    /// A field that could be typed in.
    Field "field" NONE;
    /// The field that is being typed in.
    FieldFocus "field-focus" NONE;
    /// What an empty field asks for.
    Placeholder "placeholder" DIM;
    /// Text selected inside a field.
    Selection "selection" BACK;
    /// A word that no dictionary knows, in what is being typed.
    Misspelt "misspelt" LINE;
    /// Words that the minutes would better avoid, in what is being typed.
    Avoid "avoid" BOLD.union(LINE);
    /// The letters of a row that a filter found.
    Match "match" LINE;
    /// What a capture line will record, shown before it does.
    Preview "preview" DIM;
    /// Harm, loss, overdue.
    Danger "danger" BOLD;
    /// What needs a look before going on.
    Warning "warning" BOLD;
    /// Done, agreed, complete.
    Success "success" NONE;
    /// Neither good nor bad, but worth knowing.
    Info "info" NONE;
    /// Risk level high.
    RiskHigh "risk-high" BOLD.union(BACK);
    /// Actual harm: exploitation known to happen.
    RiskActual "risk-actual" BOLD.union(LINE);
    /// Risk level medium.
    RiskMedium "risk-medium" BOLD;
    /// Risk level standard.
    RiskStandard "risk-standard" NONE;
    /// An agency that gave an update.
    AgencyGave "agency-gave" NONE;
    /// An agency with nothing to report.
    AgencyNil "agency-nil" NONE;
    /// An agency that is not present.
    AgencyAbsent "agency-absent" DIM;
    /// An agency not asked yet.
    AgencyNotAsked "agency-not-asked" BOLD;
    /// Everything is on disk.
    Saved "saved" NONE;
    /// A write is under way.
    Saving "saving" DIM;
    /// A write failed.
    NotSaved "not-saved" BOLD.union(BACK);
    /// A key cap in the footer and in help.
    Key "key" BOLD;
    /// What a key does.
    Hint "hint" NONE;
    /// A key or command that cannot be used now.
    Disabled "disabled" DIM;
}

impl Role {
    /// Finds a role by its name in theme files.
    #[must_use]
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// Tells whether words are set in this role, so that they must be readable; rules are not words.
    #[must_use]
    pub const fn bears_text(self) -> bool {
        !matches!(self, Role::Border | Role::BorderFocus)
    }
}
