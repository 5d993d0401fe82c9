//! Units and the tree that they form.

mod csv;
mod import;
mod outline;
mod tree;

pub use self::csv::{FAULT_LIMIT, Layout, Table, line_of, parse_table, write_table};
pub use import::{ImportFault, ImportFaultKind, ImportRow};
pub use outline::{OutlineWords, parse_outline};
pub use tree::{Existing, Planted, plant};

use crate::{
    id::UnitId,
    message::Message,
    signs::{is_invisible, is_no_character, lost_digits, shown, trimmed},
    span::{Span, Target},
};
use jiff::civil::Date;

/// A tier's place in the order of the organisation: 0 is the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tier(pub i32);

/// The keys of an organisation's tiers from the top down, such as `province`, `prefecture`, and of the classes at each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiers(Vec<String>, Option<Vec<(String, String)>>);

impl Tiers {
    /// The tiers from the top down; their units may be of any class.
    pub fn new(keys: Vec<String>) -> Self {
        Self(keys, None)
    }

    /// The same, where units are of these classes alone: each with the tier at which its units stand.
    #[must_use]
    pub fn with_classes(self, classes: Vec<(String, String)>) -> Self {
        Self(self.0, Some(classes))
    }

    /// The classes of a tier, if a unit of it can't be of this one.
    pub fn classes_instead(&self, tier: &str, class: &str) -> Option<Vec<&str>> {
        let of_tier = || {
            let all = self.1.iter().flatten();
            all.filter(|(_, at)| at == tier).map(|(class, _)| class.as_str())
        };
        (self.1.is_some() && of_tier().all(|known| known != class)).then(|| of_tier().collect())
    }

    /// The tier with this key.
    pub fn find(&self, key: &str) -> Option<Tier> {
        let place = self.0.iter().position(|known| known == key)?;
        i32::try_from(place).ok().map(Tier)
    }

    /// The key of a tier.
    pub fn key(&self, tier: Tier) -> Option<&str> {
        self.0.get(usize::try_from(tier.0).ok()?).map(String::as_str)
    }

    /// All keys from the top down.
    pub fn keys(&self) -> &[String] {
        &self.0
    }
}

/// A unit of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its key in the register.
    pub id: UnitId,
    /// Its code: text, unique, as given.
    pub code: String,
    /// Its name; names are not unique.
    pub name: String,
    /// The unit above; `None` for the root.
    pub parent: Option<UnitId>,
    /// Its tier.
    pub tier: Tier,
    /// Its class for sampling; the tier's key unless the file names another.
    pub class: String,
    /// Its interval.
    pub span: Span,
    /// Made up for a demonstration.
    pub synthetic: bool,
    /// First day of its being, if known.
    pub opened: Option<Date>,
    /// The first day on which it is no more, if it was closed.
    pub closed: Option<Date>,
}

impl Unit {
    /// The unit as the target of an action.
    pub fn target(&self) -> Target {
        Target { unit: self.id, span: self.span }
    }

    /// Whether the unit exists on a day.
    pub fn exists(&self, day: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= day) && self.closed.is_none_or(|closed| day < closed)
    }
}

/// Signs that part an address: a code with one of them would have no page.
const PARTING: [char; 5] = ['/', '\\', '?', '#', '%'];

/// A unit's code: 1 to 64 characters, kept to the letter. It shows everything that is in it and parts no address: no
/// control character, no invisible sign, no blank around it, none of `/ \ ? # %`, and not `.` or `..` alone.
pub fn parse_code(text: &str) -> Result<&str, Message> {
    if text.is_empty() {
        return Err(Message::new("error-unit-code-empty"));
    }
    if lost_digits(text) {
        return Err(Message::new("error-cell-rounded").with("text", text));
    }
    let bad = |sign: char| is_no_character(sign) || is_invisible(sign) || PARTING.contains(&sign);
    let around = trimmed(text).len() != text.len();
    if text.chars().count() > 64 || around || text.chars().any(bad) || [".", ".."].contains(&text) {
        return Err(Message::new("error-unit-code").with("code", shown(text)));
    }
    Ok(text)
}
