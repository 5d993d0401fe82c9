//! Days as people write them in spreadsheets.

use crate::signs::meant;
use jiff::{ToSpan, civil::Date};

/// The day that a text means, written `YYYY-MM-DD`: `2015-7-1`, `2015/7/1`, `2015.7.1`, `2015年7月1日`, `20150701`; a time
/// behind it is dropped, and full-width digits and signs are like others. The year always comes first: `7/1/2015` means different days in different countries.
pub fn loose_day(text: &str) -> Option<String> {
    let text = &meant(text);
    let text = text.split([' ', 'T']).next().unwrap_or(text);
    let parts: Vec<&str> = text
        .split(['-', '‐', '–', '—', '−', '/', '.', '。', '年', '月', '日', '号'])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && parts.iter().all(number) => (*year, *month, *day),
        [whole] if whole.len() == 8 && number(whole) => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        _ => return None,
    };
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(day.to_string())
}

/// Whether a text says an hour behind its day that [`loose_day`] leaves out: midnight is what programs write where there is none.
pub fn has_hour(text: &str) -> bool {
    let text = meant(text);
    let behind = text.split_once([' ', 'T']).map_or("", |(_, behind)| behind);
    loose_day(&text).is_some() && behind.chars().any(|sign| !matches!(sign, '0' | ':' | '.' | ' ' | 'Z'))
}

/// The day that a spreadsheet keeps as this number: days since 1899-12-30, from 1927 to 2119. Other numbers are no days.
pub fn day_of_number(text: &str) -> Option<String> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let days: i64 = whole.parse().ok().filter(|days| (10_000..80_000).contains(days))?;
    let first = Date::new(1899, 12, 30).ok()?;
    Some(first.checked_add(days.days()).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::{day_of_number, has_hour, loose_day};

    #[test]
    fn a_number_that_a_spreadsheet_keeps_a_day_as_tells_its_day() {
        assert_eq!(day_of_number("42368").as_deref(), Some("2015-12-30"));
        assert_eq!(day_of_number("42368.375").as_deref(), Some("2015-12-30"));
        for text in ["9", "2015", "20151230", "", "x", "-42368"] {
            assert_eq!(day_of_number(text), None, "{text}");
        }
    }

    #[test]
    fn an_hour_behind_a_day_is_seen_and_midnight_is_none() {
        for text in [
            "2015-7-1 17:30",
            "2015/7/1 0:05",
            "2015-07-01T08:00",
            "２０１５年７月１日 下午",
            "2015.7.1 17:30:00",
        ] {
            assert!(has_hour(text), "{text}");
        }
        for text in ["2015-07-01", "2015-7-1 00:00:00", "2015-07-01T00:00", "x 17:30", "17:30", ""] {
            assert!(!has_hour(text), "{text}");
        }
    }

    #[test]
    fn a_day_is_understood_as_people_write_it_and_never_guessed() {
        for text in [
            "2015-07-01",
            "2015/7/1",
            "2015.7.1",
            "2015年7月1日",
            "20150701",
            " 2015-7-1 00:00:00",
            "2015-07-01T08:00",
            "２０１５年７月１日",
            "2015．7．1",
            "2015／７／1",
            "2015－07－01",
            "2015\u{200b}-7-1",
            "2015。7。1",
        ] {
            assert_eq!(loose_day(text).as_deref(), Some("2015-07-01"), "{text}");
        }
        for text in ["7/1/2015", "2015-13-01", "2015-02-30", "七月一日", "2015-07", "42186", "-", ""] {
            assert_eq!(loose_day(text), None, "{text}");
        }
    }
}
