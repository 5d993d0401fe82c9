//! The faces of type that are at hand: found among files by their customary names, with what stands in for what is not
//! there. Which files there are is an argument; nothing here looks at a machine.

use super::content::Tongue;
use earnest_model::paper::{layout::Face, length::Nm};
use krilla::text::Font;
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    string::StringId,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

/// Font files by the name that they are known by, and how one is read.
pub trait FontFiles {
    /// The file of this name without folder and ending, compared without case; the setting's folders come first.
    ///
    /// # Errors
    /// It is there and can't be read.
    fn read(&self, stem: &str) -> std::io::Result<Option<Vec<u8>>>;

    /// Whether there is such a file.
    fn has(&self, stem: &str) -> bool;
}

/// The faces for which no wanted font is at hand, so that others stand in for them. No file is read.
pub(super) fn instead(files: &dyn FontFiles) -> Vec<Face> {
    let lacks = |chain: &&Chain| !chain.wanted.iter().any(|name| files.has(name));
    CHAINS.iter().filter(lacks).map(|chain| chain.face).collect()
}

/// Names of files for each face, the wanted ones first, then what stands in for them.
struct Chain {
    face: Face,
    wanted: &'static [&'static str],
    instead: &'static [&'static str],
}

/// What the hands are called as files: a file named by its role, the faces that offices have, the free ones.
const CHAINS: [Chain; 5] = [
    Chain {
        face: Face::FangSong,
        wanted: &[
            "fangsong",
            "simfang",
            "fangsong_gb2312",
            "fzfsk",
            "stfangso",
            "fandolfang-regular",
            "cwtexfangsong",
        ],
        instead: &[
            "notoserifcjk-regular",
            "notoserifcjksc-regular",
            "sourcehanserif-regular",
            "song",
            "uming",
            "simsun",
        ],
    },
    Chain {
        face: Face::Kai,
        wanted: &[
            "kai",
            "simkai",
            "kaiti_gb2312",
            "fzktk",
            "stkaiti",
            "fandolkai-regular",
            "ukai",
            "gkai00mp",
        ],
        instead: &[
            "notoserifcjk-regular",
            "notoserifcjksc-regular",
            "sourcehanserif-regular",
            "song",
            "uming",
        ],
    },
    Chain {
        face: Face::Hei,
        wanted: &[
            "hei",
            "simhei",
            "fzhtk",
            "stheiti",
            "fandolhei-regular",
            "notosanscjk-regular",
            "notosanscjksc-regular",
            "sourcehansans-regular",
        ],
        instead: &["wqy-zenhei", "wqy-microhei", "notoserifcjk-bold"],
    },
    Chain {
        face: Face::Title,
        wanted: &["title", "fzxbsk", "fzxbsjw", "fzxiaobiaosong-b05s", "fzxiaobiaosong-b05"],
        instead: &[
            "notoserifcjk-bold",
            "notoserifcjksc-bold",
            "sourcehanserif-bold",
            "fandolsong-bold",
            "stzhongs",
            "notoserifcjk-regular",
            "song",
            "simsun",
        ],
    },
    Chain {
        face: Face::Song,
        wanted: &[
            "song",
            "simsun",
            "stsong",
            "fandolsong-regular",
            "notoserifcjk-regular",
            "notoserifcjksc-regular",
            "sourcehanserif-regular",
            "uming",
            "gbsn00lp",
        ],
        instead: &["notosanscjk-regular", "wqy-zenhei"],
    },
];

/// A face that was asked for, and what is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The face.
    pub face: Face,
    /// The family that is used.
    pub family: String,
    /// True if it is another hand than the layout asks for.
    pub instead: bool,
}

/// A font that can be set.
pub(super) struct Loaded {
    data: Arc<Vec<u8>>,
    index: u32,
    upem: i64,
    pub(super) krilla: Font,
    pub(super) family: String,
}

/// A glyph and its width in thousandths of a thousandth of the em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) font: usize,
    pub(super) glyph: u32,
    /// Advance in millionths of the em.
    pub(super) advance: i64,
}

impl Shape {
    /// The width where a full character takes `cell`.
    pub(super) const fn width(self, cell: Nm) -> Nm {
        self.advance * cell / 1_000_000
    }
}

/// The faces for one language.
pub struct Shelf {
    tongue: Tongue,
    fonts: Vec<Loaded>,
    of: BTreeMap<Face, usize>,
    stands: Vec<Stand>,
    /// Glyphs that were looked for already.
    shapes: Mutex<HashMap<(Face, char), Option<Shape>>>,
}

/// Why there are no faces.
#[derive(Debug, thiserror::Error)]
pub enum FontFault {
    /// No font for a face is at hand.
    #[error("no font for {0:?} is on this machine")]
    None(Face),
    /// A font file is there and can't be read.
    #[error("a font file can't be read: {0}")]
    Read(#[from] std::io::Error),
    /// A file is no font that can be used.
    #[error("the file of the font {0} is no font")]
    Broken(String),
}

impl Shelf {
    /// Finds a font for each face.
    ///
    /// # Errors
    /// A face has none, or a file can't be read or used.
    pub fn gather(files: &dyn FontFiles, tongue: Tongue) -> Result<Self, FontFault> {
        let mut shelf = Self {
            tongue,
            fonts: Vec::new(),
            of: BTreeMap::new(),
            stands: Vec::new(),
            shapes: Mutex::default(),
        };
        let mut known: BTreeMap<&'static str, Option<usize>> = BTreeMap::new();
        for chain in &CHAINS {
            let names = chain.wanted.iter().map(|name| (*name, false));
            let mut found = None;
            for (name, instead) in names.chain(chain.instead.iter().map(|name| (*name, true))) {
                let at = match known.get(name) {
                    Some(at) => *at,
                    None => shelf.load(files, name)?,
                };
                known.insert(name, at);
                if let Some(at) = at {
                    found = Some((at, instead));
                    break;
                }
            }
            let (at, instead) = found.ok_or(FontFault::None(chain.face))?;
            let family = shelf.fonts.get(at).map(|font| font.family.clone()).unwrap_or_default();
            shelf.of.insert(chain.face, at);
            shelf.stands.push(Stand { face: chain.face, family, instead });
        }
        Ok(shelf)
    }

    fn load(&mut self, files: &dyn FontFiles, name: &'static str) -> Result<Option<usize>, FontFault> {
        let Some(bytes) = files.read(name)? else { return Ok(None) };
        let data = Arc::new(bytes);
        let broken = || FontFault::Broken(name.to_owned());
        let index = index_of(&data, self.tongue);
        let font = FontRef::from_index(&data, index).map_err(|_| broken())?;
        let family = family_of(&font).unwrap_or_else(|| name.to_owned());
        let upem = i64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em).max(1);
        let krilla = Font::new(Arc::clone(&data).into(), index).ok_or_else(broken)?;
        self.fonts.push(Loaded { data, index, upem, krilla, family });
        Ok(Some(self.fonts.len() - 1))
    }

    /// What is used for each face.
    pub fn stands(&self) -> &[Stand] {
        &self.stands
    }

    /// The language whose forms of characters it has.
    pub const fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// The first character of a text that no font at hand has.
    pub fn lacks(&self, text: &str) -> Option<char> {
        let printed = text.chars().filter(|ch| !is_invisible(*ch) && !ch.is_whitespace());
        printed.into_iter().find(|ch| self.shape(Face::Song, *ch).is_none())
    }

    pub(super) fn font(&self, at: usize) -> Option<&Loaded> {
        self.fonts.get(at)
    }

    /// The family that is used for a face.
    pub(super) fn family(&self, face: Face) -> &str {
        self.of.get(&face).and_then(|at| self.fonts.get(*at)).map_or("", |font| font.family.as_str())
    }

    /// The glyph of a character in a face; of another font at hand if the face has none.
    pub(super) fn shape(&self, face: Face, ch: char) -> Option<Shape> {
        // Whoever broke off while holding it left whole entries.
        let mut shapes = self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        *shapes.entry((face, ch)).or_insert_with(|| self.looked_up(face, ch))
    }

    fn looked_up(&self, face: Face, ch: char) -> Option<Shape> {
        let first = self.of.get(&face).copied();
        let others = (0..self.fonts.len()).filter(|at| Some(*at) != first);
        first.into_iter().chain(others).find_map(|at| {
            let (glyph, advance) = self.fonts.get(at)?.glyph(ch)?;
            Some(Shape { font: at, glyph, advance })
        })
    }
}

impl Loaded {
    fn glyph(&self, ch: char) -> Option<(u32, i64)> {
        let font = FontRef::from_index(&self.data, self.index).ok()?;
        let glyph = font.charmap().map(ch).filter(|glyph| glyph.to_u32() != 0)?;
        let advance = font.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(glyph)?;
        #[expect(clippy::cast_possible_truncation, reason = "units of a font are whole numbers of 16 bits")]
        let units = advance as i64;
        Some((glyph.to_u32(), units * 1_000_000 / self.upem))
    }
}

fn family_of(font: &FontRef<'_>) -> Option<String> {
    let names = font.localized_strings(StringId::FAMILY_NAME);
    names.english_or_first().map(|name| name.to_string())
}

/// Which font of a collection has the forms of a language: by the end of its family's name.
fn index_of(data: &[u8], tongue: Tongue) -> u32 {
    let endings: &[&str] = match tongue {
        Tongue::Hant => &[" TC", " TW", " HK"],
        Tongue::Hans | Tongue::Latin => &[" SC", " CN"],
    };
    let families: Vec<_> = (0..32_u32)
        .map_while(|index| {
            Some((index, family_of(&FontRef::from_index(data, index).ok()?).unwrap_or_default()))
        })
        .collect();
    let of = |ending: &&str| families.iter().find(|(_, family)| family.ends_with(*ending));
    endings.iter().find_map(of).map_or(0, |(index, _)| *index)
}

/// Characters that leave no trace.
pub(super) const fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}
