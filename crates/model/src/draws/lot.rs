//! Lots by which assessors are chosen.

/// For what assessors are chosen by lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotPurpose {
    /// Who listens in: known to those who know the assessors.
    Observers,
    /// Who assesses drawn materials first: as public as the draw.
    FirstSheets,
}

impl LotPurpose {
    /// The word of the purpose, in the register and in the certificate.
    pub fn key(self) -> &'static str {
        match self {
            Self::Observers => "observers",
            Self::FirstSheets => "first-sheets",
        }
    }
}
