//! The free fonts that `cargo xtask setup` brings.

use earnest_papers::FontFiles;
use std::{io, path::Path};

/// Noto, as Debian has it.
#[derive(Debug, Clone, Copy)]
pub struct Noto;

const FOLDER: &str = "/usr/share/fonts/opentype/noto";
const NAMES: [(&str, &str); 3] = [
    ("notoserifcjk-regular", "NotoSerifCJK-Regular.ttc"),
    ("notoserifcjk-bold", "NotoSerifCJK-Bold.ttc"),
    ("notosanscjk-regular", "NotoSansCJK-Regular.ttc"),
];

impl FontFiles for Noto {
    fn read(&self, stem: &str) -> io::Result<Option<Vec<u8>>> {
        let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == stem) else { return Ok(None) };
        let path = Path::new(FOLDER).join(name);
        let bytes = std::fs::read(&path);
        bytes
            .map(Some)
            .map_err(|why| io::Error::other(format!("{}: {why}; run `cargo xtask setup`", path.display())))
    }

    fn has(&self, stem: &str) -> bool {
        NAMES.iter().any(|(known, _)| *known == stem)
    }
}
