//! What a register says it is, so that nothing takes it for another.

/// Whether it may be thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterKind {
    /// Made up, and made anew whenever somebody likes.
    Demonstration,
    /// Somebody's work: no command throws it away.
    Real,
}

impl RegisterKind {
    /// The word that is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Demonstration => "demonstration",
            Self::Real => "real",
        }
    }

    /// The kind of a stored word. Whatever is not plainly a demonstration is real.
    pub fn of(word: &str) -> Self {
        if word == Self::Demonstration.key() { Self::Demonstration } else { Self::Real }
    }
}

/// The mark in a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Demonstration or real.
    pub kind: RegisterKind,
    /// Key of the pack by which it is read.
    pub pack: String,
    /// Its name, for people.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_nobody_knows_is_taken_for_a_real_register() {
        for kind in [RegisterKind::Demonstration, RegisterKind::Real] {
            assert_eq!(RegisterKind::of(kind.key()), kind);
        }
        for word in ["", "Demonstration", "demo"] {
            assert_eq!(RegisterKind::of(word), RegisterKind::Real, "{word}");
        }
    }
}
