//! A list: its columns and rows, before it is a file of some kind.

/// A list that becomes a sheet, or a part of a CSV file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// What its rows are.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a field for every column.
    pub rows: Vec<Vec<Field>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// What stands in a row under a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Nothing.
    Nothing,
    /// Words.
    Text(String),
    /// A number in plain decimal digits (`-12.50`); `percent` if it is so many hundredths.
    Number {
        /// The digits.
        digits: String,
        /// Whether it stands for hundredths.
        percent: bool,
    },
}

impl Field {
    /// The number that a text shows (`1,673`, `+3.2`, `85 %`), else the text itself.
    #[must_use]
    pub fn number(text: &str) -> Self {
        let trimmed = text.trim();
        let (shown, percent) =
            trimmed.strip_suffix('%').map_or((trimmed, false), |rest| (rest.trim_end(), true));
        let (sign, rest) = match shown.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => ("-", rest),
            None => ("", shown.strip_prefix('+').unwrap_or(shown)),
        };
        match plain(rest) {
            Some(digits) => Self::Number { digits: format!("{sign}{digits}"), percent },
            None => Self::Text(text.to_owned()),
        }
    }
}

/// The digits without commas between groups of three; `None` if it is no such number. A leading nought with more digits
/// behind it is a code and stays a text; so does what a spreadsheet would round (over 15 digits).
fn plain(text: &str) -> Option<String> {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.iter().all(|group| group.len() == 3) && (others.is_empty() || first.len() <= 3);
    let digits = groups.concat();
    let counted = digits.len() + rest.map_or(0, str::len);
    let all = digits.bytes().chain(rest.unwrap_or("0").bytes()).all(|byte| byte.is_ascii_digit());
    let code = digits.len() > 1 && digits.starts_with('0');
    if !grouped || first.is_empty() || !all || code || counted > 15 || rest == Some("") {
        return None;
    }
    Some(rest.map_or_else(|| digits.clone(), |rest| format!("{digits}.{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(digits: &str, percent: bool) -> Field {
        Field::Number { digits: digits.to_owned(), percent }
    }

    #[test]
    fn numbers_lose_their_dress_and_everything_else_stays_as_it_is() {
        for (text, digits, percent) in [
            ("1,673", "1673", false),
            ("20,776", "20776", false),
            ("-5.7", "-5.7", false),
            ("+3.20", "3.20", false),
            ("\u{2212}4", "-4", false),
            ("85 %", "85", true),
            ("62.5%", "62.5", true),
            ("0", "0", false),
            ("0.76", "0.76", false),
        ] {
            assert_eq!(Field::number(text), number(digits, percent), "{text}");
        }
        for text in
            ["", "-", "2–4", "520112", "0012", "1,67", "12,3456", "9 of 16", "1.", ".5", "1234567890123456"]
        {
            let kept = Field::number(text);
            let expected = if text == "520112" { number(text, false) } else { Field::Text(text.to_owned()) };
            assert_eq!(kept, expected, "{text}");
        }
    }
}
