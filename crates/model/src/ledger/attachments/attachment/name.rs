//! What a file is called once it is kept.

use super::Media;

/// A file's name without a path, without signs that mislead, with the ending of what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// The greatest number of characters, without an added ending.
    pub const LIMIT: usize = 120;

    /// Takes what can be kept of a name; it never fails.
    pub fn of(text: &str, media: Media) -> Self {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let kept: String = last.chars().filter(|c| !misleads(*c)).collect();
        let kept = kept.trim_matches(['.', ' ']);
        let (stem, ending) = kept.rsplit_once('.').unwrap_or((kept, ""));
        let known = media.endings().iter().any(|known| known.eq_ignore_ascii_case(ending));
        let (stem, ending) = match (known, media.endings().first()) {
            (true, _) | (false, None) => (stem, ending),
            (false, Some(first)) => (kept, *first),
        };
        let stem: String = stem.chars().take(Self::LIMIT).collect();
        let stem = if stem.is_empty() { "file" } else { stem.as_str() };
        Self(format!("{stem}.{ending}"))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, those that turn the direction of writing, and what file systems reserve.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_path_and_what_misleads_and_ends_as_its_content() {
        let name = |text, media| FileName::of(text, media).as_str().to_owned();
        assert_eq!(name("C:\\docs\\通报.pdf", Media::Pdf), "通报.pdf");
        assert_eq!(name("../../etc/passwd", Media::Text), "passwd.txt");
        assert_eq!(name("photo.JPEG", Media::Jpeg), "photo.JPEG");
        assert_eq!(name("list.pdf", Media::Png), "list.pdf.png");
        assert_eq!(name("a\u{202e}fdp.exe", Media::Pdf), "afdp.exe.pdf");
        assert_eq!(name("...", Media::Csv), "file.csv");
        assert_eq!(name("a\r\nb\".txt", Media::Text), "ab.txt");
        assert_eq!(name(&"实".repeat(500), Media::Text).chars().count(), 124);
    }
}
