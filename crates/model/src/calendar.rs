//! Calendar files (RFC 5545): days on which somebody is expected somewhere.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// A day in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayEvent {
    /// What tells it from every other: the same event keeps it, so that a calendar replaces and doesn't double.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What it is.
    pub summary: String,
    /// Where.
    pub location: String,
    /// What else is worth knowing.
    pub description: String,
}

/// The most octets of a line, without its end.
const LINE: usize = 75;

/// A calendar file. `stamp` is when it was made.
pub fn calendar_file(events: &[DayEvent], stamp: Timestamp) -> String {
    let mut text = String::new();
    let stamp = TimeZone::UTC.to_datetime(stamp).strftime("%Y%m%dT%H%M%SZ").to_string();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Earnest//Earnest//EN", "METHOD:PUBLISH"] {
        push_line(&mut text, line);
    }
    for event in events {
        let next = event.day.saturating_add(1.day());
        push_line(&mut text, "BEGIN:VEVENT");
        push_line(&mut text, &format!("UID:{}", escaped(&event.uid)));
        push_line(&mut text, &format!("DTSTAMP:{stamp}"));
        push_line(&mut text, &format!("DTSTART;VALUE=DATE:{}", event.day.strftime("%Y%m%d")));
        push_line(&mut text, &format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
        push_line(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        push_line(&mut text, &format!("LOCATION:{}", escaped(&event.location)));
        push_line(&mut text, &format!("DESCRIPTION:{}", escaped(&event.description)));
        push_line(&mut text, "TRANSP:OPAQUE");
        push_line(&mut text, "END:VEVENT");
    }
    push_line(&mut text, "END:VCALENDAR");
    text
}

/// The text of a value: backslash, semicolon, comma and line breaks escaped; other control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            other if other.is_control() && other != '\t' => {}
            other => out.push(other),
        }
    }
    out
}

/// Adds a line, folded so that none has more than 75 octets; a character is never torn.
fn push_line(text: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(character);
        length += character.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn event(summary: &str) -> DayEvent {
        DayEvent {
            uid: "observation-1@earnest".into(),
            day: date(2015, 12, 31),
            summary: summary.into(),
            location: String::new(),
            description: String::new(),
        }
    }

    fn file(summary: &str) -> String {
        calendar_file(&[event(summary)], Timestamp::UNIX_EPOCH)
    }

    /// What a calendar reads: lines joined again, the value of a property unescaped.
    fn read(file: &str, property: &str) -> String {
        let unfolded = file.replace("\r\n ", "");
        let line =
            unfolded.split("\r\n").find_map(|line| line.strip_prefix(&format!("{property}:"))).unwrap();
        let mut text = String::new();
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            match (character, character == '\\') {
                (_, true) => match characters.next().unwrap() {
                    'n' => text.push('\n'),
                    other => text.push(other),
                },
                (other, false) => text.push(other),
            }
        }
        text
    }

    #[test]
    fn a_day_ends_with_the_next_one_and_the_file_is_framed() {
        let file = file("旁听");
        assert!(
            file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n")
        );
        assert!(file.contains("DTSTART;VALUE=DATE:20151231\r\nDTEND;VALUE=DATE:20160101\r\n"));
        assert!(file.contains("DTSTAMP:19700101T000000Z\r\n"));
        assert!(!calendar_file(&[], Timestamp::UNIX_EPOCH).contains("VEVENT"));
    }

    #[test]
    fn what_people_write_never_becomes_a_line_of_its_own() {
        let file = file("a\r\nATTENDEE:evil;b,c\\");
        assert!(file.contains("SUMMARY:a\\nATTENDEE:evil\\;b\\,c\\\\\r\n"), "{file}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_no_line_is_too_long(text in "[\\PC\n,;\\\\学习研讨🀄 ]{0,200}") {
            let file = file(&text);
            prop_assert_eq!(read(&file, "SUMMARY"), text);
            prop_assert!(file.replace("\r\n", "").find(['\r', '\n']).is_none());
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets", line.len());
            }
        }
    }
}
