//! What can be wrong with a file of units; every fault names its line.

use crate::message::Message;

/// A row of a file of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Line of the file, the header being 1.
    pub line: u64,
    /// Code, as given.
    pub code: String,
    /// Name.
    pub name: String,
    /// Code of the unit above; empty for the root.
    pub parent_code: String,
    /// Key of the tier.
    pub tier: String,
    /// Key of the class; empty where the file has none.
    pub class: String,
}

/// A fault at a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct ImportFault {
    /// Line of the file, the header being 1.
    pub line: u64,
    /// What is wrong.
    pub kind: ImportFaultKind,
}

impl ImportFault {
    /// A fault at a line.
    pub fn new(line: u64, kind: ImportFaultKind) -> Self {
        Self { line, kind }
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportFaultKind {
    /// The file has no such column.
    #[error("column `{0}` is missing; the header must be code,name,parent_code,tier and may add class")]
    MissingColumn(&'static str),
    /// A column that the format does not know.
    #[error("column `{0}` is not known; the header must be code,name,parent_code,tier and may add class")]
    UnknownColumn(String),
    /// The file holds no unit.
    #[error("the file has no rows")]
    Empty,
    /// Another number of fields than the header.
    #[error("the row has {found} fields where the header has {expected}; a comma in a name needs quotes")]
    Ragged {
        /// Fields of the header.
        expected: usize,
        /// Fields of the row.
        found: usize,
    },
    /// Bytes that are no UTF-8.
    #[error("column `{0}` is not UTF-8; save the file as CSV UTF-8")]
    BadUtf8(String),
    /// No code.
    #[error("column `code` is empty")]
    EmptyCode,
    /// A code with control characters, or too long.
    #[error(
        "column `code`: `{0}` is longer than 64 characters, or holds an invisible sign, a blank around it or one of / \\ ? # %"
    )]
    BadCode(String),
    /// A code that looks like another one.
    #[error("column `code`: `{code}` looks like `{other}`{where_}; codes must be told apart by what is seen")]
    LooksAlike {
        /// The code, with the signs that differ shown.
        code: String,
        /// The other one.
        other: String,
        /// Where that stands.
        where_: String,
    },
    /// A row that is none of the table.
    #[error("the row is no unit: {0}; remove it")]
    NoUnit(String),
    /// No name.
    #[error("column `name` is empty")]
    EmptyName,
    /// A name with a sign that nobody sees, or too long.
    #[error("column `name`: `{0}` is longer than 200 characters, or holds a sign that nobody sees")]
    BadName(String),
    /// A name that stands twice beneath one unit of an outline.
    #[error("`{name}` stands already at line {first} beneath the same unit; give it another name")]
    NameTwice {
        /// The name.
        name: String,
        /// Where it stands first.
        first: u64,
    },
    /// A second line of an outline that nothing stands above.
    #[error("`{0}` stands at the top already; set in what stands beneath it")]
    SecondTop(String),
    /// A line of an outline with a bullet.
    #[error("the line begins with a bullet; the depth is told by blanks alone")]
    Bullet,
    /// A line of an outline between two depths.
    #[error("the line is set in as far as none above it that it could stand beside")]
    Inset,
    /// Brackets of an outline that hold no tier and no class.
    #[error("`{found}` in brackets is neither a tier nor a class; there are {known}")]
    UnknownBrackets {
        /// What stands there.
        found: String,
        /// The keys of the tiers and classes.
        known: String,
    },
    /// A code that stands twice.
    #[error("column `code`: `{code}` stands already at line {first}; codes must be unique")]
    DuplicateCode {
        /// The code.
        code: String,
        /// Where it stands first.
        first: u64,
    },
    /// A code that the register has already.
    #[error("column `code`: `{0}` is in the register already; remove the row or give it another code")]
    CodeInRegister(String),
    /// A parent that is nowhere.
    #[error("column `parent_code`: `{0}` is neither in the file nor in the register")]
    UnknownParent(String),
    /// A unit that is above itself.
    #[error("column `parent_code`: `{0}` is beneath itself (a cycle)")]
    Cycle(String),
    /// A tier that the organisation has not.
    #[error("column `tier`: `{found}` is not known; the tiers are {known}")]
    UnknownTier {
        /// What the file says.
        found: String,
        /// The tiers from the top down.
        known: String,
    },
    /// A unit that does not stand beneath a higher tier.
    #[error(
        "column `tier`: `{tier}` can't stand beneath `{parent_code}`, which is `{parent_tier}`; a unit's tier must be lower than its parent's"
    )]
    TierOrder {
        /// The unit's tier.
        tier: String,
        /// The parent.
        parent_code: String,
        /// The parent's tier.
        parent_tier: String,
    },
    /// A unit lower than there are tiers.
    #[error("nothing stands beneath a unit of the tier `{0}`")]
    TooDeep(String),
    /// A second unit without parent.
    #[error("column `parent_code` is empty, but `{0}` is the root already; an organisation has one root")]
    SecondRoot(String),
    /// A class with characters that keys have not.
    #[error("column `class`: `{0}` is no key (small letters, digits and hyphens)")]
    BadClass(String),
    /// A class that units of the tier have not.
    #[error(
        "column `class`: no unit of the tier `{tier}` is of the class `{found}`; its classes are {known}"
    )]
    UnknownClass {
        /// What the file says.
        found: String,
        /// The unit's tier.
        tier: String,
        /// The classes of that tier.
        known: String,
    },
}

impl ImportFaultKind {
    /// The key under which pages say it, with what it names.
    pub fn message(&self) -> Message {
        match self {
            Self::MissingColumn(column) => {
                Message::new("error-import-missing-column").with("column", *column)
            }
            Self::UnknownColumn(column) => {
                Message::new("error-import-unknown-column").with("column", column.as_str())
            }
            Self::Empty => Message::new("error-import-empty"),
            Self::Ragged { expected, found } => {
                Message::new("error-import-ragged").with("expected", *expected).with("found", *found)
            }
            Self::BadUtf8(column) => Message::new("error-import-utf8").with("column", column.as_str()),
            Self::EmptyCode => Message::new("error-import-code-empty"),
            Self::BadCode(code) => Message::new("error-import-code").with("code", code.as_str()),
            Self::LooksAlike { code, other, .. } => {
                Message::new("error-import-alike").with("code", code.as_str()).with("other", other.as_str())
            }
            Self::NoUnit(row) => Message::new("error-import-no-unit").with("row", row.as_str()),
            Self::EmptyName => Message::new("error-import-name-empty"),
            Self::BadName(name) => Message::new("error-import-name").with("name", name.as_str()),
            Self::NameTwice { name, first } => Message::new("error-import-name-twice")
                .with("name", name.as_str())
                .with("first", first.to_string()),
            Self::SecondTop(name) => Message::new("error-import-top").with("name", name.as_str()),
            Self::Bullet => Message::new("error-import-bullet"),
            Self::Inset => Message::new("error-import-inset"),
            Self::UnknownBrackets { found, known } => Message::new("error-import-brackets")
                .with("found", found.as_str())
                .with("known", known.as_str()),
            Self::DuplicateCode { code, first } => Message::new("error-import-duplicate")
                .with("code", code.as_str())
                .with("first", first.to_string()),
            Self::CodeInRegister(code) => {
                Message::new("error-import-in-register").with("code", code.as_str())
            }
            Self::UnknownParent(code) => Message::new("error-import-parent").with("code", code.as_str()),
            Self::Cycle(code) => Message::new("error-import-cycle").with("code", code.as_str()),
            Self::UnknownTier { found, known } => {
                Message::new("error-import-tier").with("found", found.as_str()).with("known", known.as_str())
            }
            Self::TierOrder { tier, parent_code, parent_tier } => Message::new("error-import-tier-order")
                .with("tier", tier.as_str())
                .with("above", parent_code.as_str())
                .with("tier_above", parent_tier.as_str()),
            Self::TooDeep(tier) => Message::new("error-import-too-deep").with("tier", tier.as_str()),
            Self::SecondRoot(code) => Message::new("error-import-root").with("code", code.as_str()),
            Self::BadClass(class) => Message::new("error-import-class").with("class", class.as_str()),
            Self::UnknownClass { found, tier, known } => Message::new("error-import-class-unknown")
                .with("found", found.as_str())
                .with("tier", tier.as_str())
                .with("known", known.as_str()),
        }
    }
}
