//! What a paper is called.

/// The title of a paper: never blank, since a PDF that others can read has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// The words; where there are none those of its record, and where the record has none a dash.
    #[must_use]
    pub fn of(words: impl Into<String>, record: &str) -> Self {
        let words = words.into();
        match (words.trim().is_empty(), record.trim().is_empty()) {
            (false, _) => Self(words),
            (true, false) => Self(record.to_owned()),
            (true, true) => Self("—".to_owned()),
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn a_title_is_never_blank() {
        assert_eq!(Title::of("Visits", "visit 3").as_str(), "Visits");
        assert_eq!(Title::of(" \n", "visit 3").as_str(), "visit 3");
        assert!(!Title::of("", " ").as_str().trim().is_empty());
    }
}
