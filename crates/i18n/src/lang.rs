//! The languages and how one is chosen.

/// A language of the screens and papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Simplified Chinese, the default.
    #[default]
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Lang {
    /// All of them, in the order in which a person is offered them.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// The tag for `lang` attributes and folders: `zh-Hans`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
            Self::En => "English",
        }
    }

    /// The language of a tag in any of its usual spellings (`zh-TW`, `en-GB`, `zh_Hant`), if it is spoken here.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match parts.next()? {
            "en" => Some(Self::En),
            "zh" => {
                let rest: Vec<&str> = parts.collect();
                // A script says more than a region: `zh-Hans-HK` is simplified.
                let traditional = rest.contains(&"hant")
                    || !rest.contains(&"hans") && rest.iter().any(|part| ["tw", "hk", "mo"].contains(part));
                Some(if traditional { Self::ZhHant } else { Self::ZhHans })
            }
            _ => None,
        }
    }

    /// The best language for an `Accept-Language` header; `None` if none of its languages is spoken here.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut wished: Vec<(u16, Self)> = accept_language.split(',').filter_map(wish).collect();
        // A stable sort: of equal weights the one named first wins (RFC 9110, 12.5.4 leaves it open).
        wished.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wished.first().map(|(_, lang)| *lang)
    }
}

/// One member of the header with its weight in thousandths; none if not spoken here or refused with `q=0`.
fn wish(member: &str) -> Option<(u16, Lang)> {
    let mut parts = member.split(';');
    let lang = Lang::parse(parts.next()?)?;
    let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1000, thousandths);
    (weight > 0).then_some((weight, lang))
}

/// `0.85` as 850; a weight that can't be read counts as nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    match whole {
        "0" => fraction.parse().unwrap_or(0),
        "1" => 1000,
        _ => 0,
    }
}
