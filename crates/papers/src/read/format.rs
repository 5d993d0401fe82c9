//! What the format of a number shows beside its digits (ECMA-376, 18.8.31): words before and behind are what people read, so they
//! belong to the text; what shows another number or a word in its place is told.

/// What stands before a number and behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Around {
    before: String,
    behind: String,
    /// Whether digits behind the point are shown.
    point: bool,
}

impl Around {
    /// The number as it is shown; `None` if the format shows fewer digits than it has.
    pub fn put(&self, number: &str) -> Option<String> {
        let whole = self.point || !number.contains('.');
        whole.then(|| format!("{}{number}{}", self.before, self.behind))
    }
}

/// What a format shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The number itself, however its digits are parted; a day or a time, which are read as such.
    Itself,
    /// The number between words.
    Around(Around),
    /// Something else.
    Otherwise,
}

/// What is read of a section on the way through it.
#[derive(Default)]
struct Section {
    before: String,
    behind: String,
    digits: bool,
    point: bool,
    /// A comma behind the last digit so far: thousands are shown.
    comma: bool,
    parted: bool,
    condition: bool,
    moment: bool,
}

impl Section {
    fn word(&mut self, sign: char) {
        if self.digits { self.behind.push(sign) } else { self.before.push(sign) }
    }

    fn digit(&mut self) {
        // Words between digits part the number.
        self.parted |= self.digits && has_words(&self.behind);
        (self.digits, self.comma) = (true, false);
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// What a format's code shows of a number that is not negative.
pub(super) fn shown_as(code: &str) -> Shown {
    let code = code.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    let code = code.replace("General", "0.0");
    let section = section(&code);
    if section.moment {
        return Shown::Itself;
    }
    let words = has_words(&section.before) || has_words(&section.behind);
    let otherwise = section.comma || section.parted || (words && (section.condition || !section.digits));
    match (otherwise, words) {
        (true, _) => Shown::Otherwise,
        (false, true) => {
            Shown::Around(Around { before: section.before, behind: section.behind, point: section.point })
        }
        (false, false) => Shown::Itself,
    }
}

/// Reads the first section.
fn section(code: &str) -> Section {
    let mut section = Section::default();
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => break,
            '"' => signs.by_ref().take_while(|sign| *sign != '"').for_each(|sign| section.word(sign)),
            '\\' | '!' => {
                if let Some(sign) = signs.next() {
                    section.word(sign);
                }
            }
            '_' | '*' => drop(signs.next()),
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                section.condition |= inside.starts_with(['<', '>', '=']);
                section.moment |=
                    ["h", "hh", "m", "mm", "s", "ss"].contains(&inside.to_ascii_lowercase().as_str());
            }
            '0' | '#' | '?' => section.digit(),
            '.' if section.digits => section.point = true,
            ',' if section.digits => section.comma = true,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => section.moment = true,
            sign if sign.is_alphabetic() && !matches!(sign, 'E') => section.word(sign),
            _ => {}
        }
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> Option<String> {
        match shown_as(code) {
            Shown::Itself => Some(number.to_owned()),
            Shown::Around(around) => around.put(number),
            Shown::Otherwise => None,
        }
    }

    #[test]
    fn words_around_a_number_belong_to_it() {
        for (code, text) in [
            ("0\"天\"", "30天"),
            ("\"约\"0\"人\"", "约30人"),
            ("General\"次\"", "30次"),
            ("#,##0&quot;件&quot;;-0", "30件"),
            ("0\\天", "30天"),
            ("\"A-\"0", "A-30"),
        ] {
            assert_eq!(shown(code, "30").as_deref(), Some(text), "{code}");
        }
        assert_eq!(shown("0.0\"天\"", "30.5").as_deref(), Some("30.5天"));
    }

    #[test]
    fn a_format_that_changes_nothing_is_none() {
        for code in [
            "0",
            "General",
            "#,##0",
            "#,##0.00",
            "[Red]0",
            "0_);(0)",
            "\"¥\"#,##0",
            "yyyy\"年\"m\"月\"",
            "[h]:mm",
            "0.00E+00",
            "@",
            "# ?/?",
        ] {
            assert_eq!(shown_as(code), Shown::Itself, "{code}");
        }
    }

    #[test]
    fn thousands_words_in_place_of_numbers_and_digits_that_are_not_shown_are_told() {
        for code in
            ["0,", "#,##0,\"千\"", "0!.0,\"万\"", "[=1]\"是\";[=0]\"否\"", "\"合格\"", "0\"年\"00\"月\""]
        {
            assert_eq!(shown(code, "30"), None, "{code}");
        }
        assert_eq!(shown("0\"天\"", "30.4"), None);
    }
}
