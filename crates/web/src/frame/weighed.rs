//! What is to be known before an act that can't be taken back: shown on a page of its own, between its form and the act.

use crate::frame::{call::Call, forms::carried::print, reply::Fault};
use earnest_model::hash::sha256_hex;

/// What follows from an act, what is missing, and what of it can't be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The act, as its button says it.
    pub title: String,
    /// What follows from it.
    pub follows: Vec<String>,
    /// What is missing, and will be.
    pub missing: Vec<String>,
    /// What can't be taken back.
    pub never: Vec<String>,
    /// Digits that were typed, to be compared one by one.
    pub digits: Option<String>,
    /// Back to where the form stands.
    pub back: String,
}

impl Weighed {
    /// Everything that it says.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        let told = self.follows.iter().chain(&self.missing).chain(&self.never);
        std::iter::once(&self.title).chain(told).chain(&self.digits)
    }

    /// What a form carries of it, said in a language: whoever presses on its page has read exactly this.
    pub fn mark(&self, language: &str) -> String {
        let parts = [&self.follows, &self.missing, &self.never].map(|lines| lines.join("\n"));
        let all =
            format!("{}\0{}\0{}", self.title, parts.join("\0"), self.digits.as_deref().unwrap_or_default());
        let named: String = self.lines().map(|line| print("", line)).collect();
        let hash = sha256_hex(all.as_bytes());
        format!("{language}.{}.{named}", hash.get(..32).unwrap_or_default())
    }

    /// The language in which a mark was made; none of what is no mark.
    pub fn language_of(mark: &str) -> Option<&str> {
        let (language, rest) = mark.split_once('.')?;
        rest.split_once('.').filter(|(hash, _)| hash.len() == 32).map(|_| language)
    }

    /// Whether a line was read by whoever carries a mark.
    pub fn tells(mark: &str, line: &str) -> bool {
        let named = mark.rsplit('.').next().unwrap_or_default().as_bytes();
        named.chunks(8).any(|one| one == print("", line).as_bytes())
    }
}

/// Weighs the act of a form; `None` if what was typed does nothing of the kind, or is to be told of by the act itself.
pub type Weigh = fn(&Call<'_>) -> Result<Option<Weighed>, Fault>;
