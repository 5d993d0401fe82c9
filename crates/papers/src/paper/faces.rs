//! The faces of every language, read when the first paper asks for them, and kept.

use super::{
    content::Tongue,
    fonts::{FontFault, FontFiles, Shelf, instead},
};
use earnest_model::paper::layout::Face;
use std::sync::OnceLock;

/// Fonts as they are at hand, a set for each language.
pub struct Faces {
    files: Box<dyn FontFiles + Send + Sync>,
    shelves: [OnceLock<Result<Shelf, FontFault>>; 3],
}

impl Faces {
    /// From these files.
    pub fn new(files: impl FontFiles + Send + Sync + 'static) -> Self {
        Self { files: Box::new(files), shelves: [const { OnceLock::new() }; 3] }
    }

    /// Without any: no paper is set.
    pub fn none() -> Self {
        Self::new(NoFiles)
    }

    /// The faces of a language.
    ///
    /// # Errors
    /// A face has no font, or a file can't be read or used.
    pub fn of(&self, tongue: Tongue) -> Result<&Shelf, &FontFault> {
        let [hans, hant, latin] = &self.shelves;
        let shelf = match tongue {
            Tongue::Hans => hans,
            Tongue::Hant => hant,
            Tongue::Latin => latin,
        };
        shelf.get_or_init(|| Shelf::gather(&*self.files, tongue)).as_ref()
    }

    /// The faces for which others stand in.
    pub fn instead(&self) -> Vec<Face> {
        instead(&*self.files)
    }
}

struct NoFiles;

impl FontFiles for NoFiles {
    fn read(&self, _stem: &str) -> std::io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn has(&self, _stem: &str) -> bool {
        false
    }
}
