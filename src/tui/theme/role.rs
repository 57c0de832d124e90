//! What a piece of the screen means; how that looks is the theme's affair.

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
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
        }
    };
}

roles! {
    /// Plain text, and the ground of the whole screen.
    Text "text";
    /// Text that supports other text: labels, times, last month's words.
    Muted "muted";
    /// Text that is there when looked for.
    Faint "faint";
    /// What belongs to the matter in hand.
    Accent "accent";
    /// The title of a screen or section.
    Title "title";
    /// The protective marking.
    Marking "marking";
    /// The bar along the top that holds the marking, what is open and the clock.
    Banner "banner";
    /// The chosen row of the list that has the focus.
    Selected "selected";
    /// The chosen row of a list without the focus.
    SelectedAway "selected-away";
    /// The title of the pane that has the focus.
    Focus "focus";
    /// The row that holds the cursor.
    CursorLine "cursor-line";
    /// Rules between sections; carries no text.
    Border "border";
    /// Rules of the pane that has the focus; carries no text.
    BorderFocus "border-focus";
    /// The ground of an overlay.
    Overlay "overlay";
    /// A field that could be typed in.
    Field "field";
    /// The field that is being typed in.
    FieldFocus "field-focus";
    /// What an empty field asks for.
    Placeholder "placeholder";
    /// Text selected inside a field.
    Selection "selection";
    /// A word that no dictionary knows, in what is being typed.
    Misspelt "misspelt";
    /// Words that the minutes would better avoid, in what is being typed.
    Avoid "avoid";
    /// The letters of a row that a filter found.
    Match "match";
    /// What a capture line will record, shown before it does.
    Preview "preview";
    /// Harm, loss, overdue.
    Danger "danger";
    /// What needs a look before going on.
    Warning "warning";
    /// Done, agreed, complete.
    Success "success";
    /// Neither good nor bad, but worth knowing.
    Info "info";
    /// Risk level high.
    RiskHigh "risk-high";
    /// Actual harm: exploitation known to happen.
    RiskActual "risk-actual";
    /// Risk level medium.
    RiskMedium "risk-medium";
    /// Risk level standard.
    RiskStandard "risk-standard";
    /// An agency that gave an update.
    AgencyGave "agency-gave";
    /// An agency with nothing to report.
    AgencyNil "agency-nil";
    /// An agency that is not present.
    AgencyAbsent "agency-absent";
    /// An agency not asked yet.
    AgencyNotAsked "agency-not-asked";
    /// Everything is on disk.
    Saved "saved";
    /// A write is under way.
    Saving "saving";
    /// A write failed.
    NotSaved "not-saved";
    /// A key cap in the footer and in help.
    Key "key";
    /// What a key does.
    Hint "hint";
    /// A key or command that cannot be used now.
    Disabled "disabled";
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
