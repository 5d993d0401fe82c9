//! Why there is no DOCX.

use crate::paper::lines::Missing;

/// Why there is no DOCX.
#[derive(Debug, thiserror::Error)]
pub enum DocxFault {
    /// The archive can't be written.
    #[error("the DOCX can't be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A part of it can't be written.
    #[error("the DOCX can't be written: {0}")]
    Part(#[from] std::io::Error),
    /// A character has no glyph, so its width is not known.
    #[error("no font at hand has the character {0}")]
    Glyph(char),
}

impl From<Missing> for DocxFault {
    fn from(missing: Missing) -> Self {
        Self::Glyph(missing.0)
    }
}
