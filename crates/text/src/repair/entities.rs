//! HTML entities that stand in a text as they are written.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::place::{Damage, Draft, Edit, State};

/// The entities with names, all that the HTML Standard has for one character.
static NAMED: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    let lines = include_str!("../../data/entities.txt").lines();
    let entries = lines.filter_map(|line| line.split_once(' '));
    entries
        .filter_map(|(name, code)| Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?)))
        .collect()
});

/// The longest name of an entity.
const LONGEST: usize = 32;

/// Text that was escaped more than twice over is nobody's report any more.
const ROUNDS: usize = 2;

/// Puts entities right. A text that has a bare `&`, or the very sign that it writes as an entity elsewhere, was not
/// escaped: its entities are left, as unresolved.
pub(super) fn repair(draft: &mut Draft) {
    for _ in 0..ROUNDS {
        let found = entities(&draft.text);
        if found.is_empty() {
            return;
        }
        // Where tags stand, entities are a part of the markup.
        let markup = has_tags(&draft.text);
        let bare = draft.text.matches('&').count() > found.len();
        let plain: HashSet<char> =
            draft.text.chars().filter(|sign| sign.is_ascii() && *sign != '&').collect();
        let told: HashSet<(usize, usize)> =
            draft.places.iter().map(|place| (place.span.start, place.span.end)).collect();
        let is_escaped = |sign: char, at: usize, length: usize| {
            !(markup || bare && sign == '&' || plain.contains(&sign) || is_spoken_of(&draft.text, at, length))
        };
        let edits: Vec<Edit> = found
            .into_iter()
            .filter_map(|(at, written, sign)| {
                let range = at..at + written.len();
                let after = sign.to_string();
                if is_escaped(sign, at, written.len()) {
                    return Some(Edit::new(range, written, &after, Damage::Entity, State::Verified));
                }
                let known = told.contains(&(range.start, range.end));
                let left = Edit::new(range, written, written, Damage::Entity, State::Unresolved);
                (!known).then(|| left.with_candidates(vec![after]))
            })
            .collect();
        let changed = edits.iter().any(|edit| edit.place.state == State::Verified);
        draft.make(edits);
        if !changed {
            return;
        }
    }
}

/// Whether a text has tags of HTML or XML: `<p>`, `</div>`, `<br/>`.
fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let inside = rest.split(['>', '<']).next().unwrap_or_default();
        let name = inside.trim_start_matches('/');
        rest.get(inside.len()..).is_some_and(|rest| rest.starts_with('>'))
            && inside.len() < 120
            && name.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && name.chars().take_while(|sign| sign.is_ascii_alphanumeric()).count() < 12
    })
}

/// Words of lines that speak of entities and do not use them.
const SPEAKS: [&str; 15] = [
    "html",
    "xml",
    "entity",
    "entities",
    "escape",
    "markup",
    "ampersand",
    "webpage code",
    "实体",
    "實體",
    "转义",
    "轉義",
    "网页代码",
    "網頁代碼",
    "标记语言",
];

/// Whether a line speaks of an entity: `In HTML write &amp; for an ampersand`, or has it in quotation marks.
fn is_spoken_of(text: &str, at: usize, length: usize) -> bool {
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + length..).unwrap_or_default());
    let from = before.rfind('\n').map_or(0, |end| end + 1);
    let to = at + length + behind.find('\n').unwrap_or(behind.len());
    let line = text.get(from..to).unwrap_or_default().to_lowercase();
    let quoted = [("`", "`"), ("\"", "\""), ("“", "”"), ("「", "」"), ("‘", "’"), ("'", "'")]
        .iter()
        .any(|(open, close)| before.ends_with(open) && behind.starts_with(close));
    quoted || SPEAKS.iter().any(|word| line.contains(word))
}

/// The entities of a text: where, as written, for what.
fn entities(text: &str) -> Vec<(usize, &str, char)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('&') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let Some((name, _)) = rest.split_once(';').filter(|(name, _)| name.len() <= LONGEST) else {
            continue;
        };
        if let (Some(sign), Some(written)) = (meaning(name), text.get(at..at + name.len() + 2)) {
            found.push((at, written, sign));
        }
    }
    found
}

fn meaning(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.get(name).copied();
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|sign| !sign.is_control() || *sign == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> (String, Vec<State>) {
        let mut draft = Draft { text: text.to_owned(), places: Vec::new() };
        repair(&mut draft);
        (draft.text, draft.places.iter().map(|place| place.state).collect())
    }

    #[test]
    fn entities_become_what_they_stand_for() {
        let (text, states) = repaired("问题&#65306;&ldquo;慢&rdquo;&nbsp;&#x4e2d; A&amp;B");
        assert_eq!(text, "问题：“慢”\u{a0}中 A&B");
        assert_eq!(states, [State::Verified; 6]);
        assert_eq!(repaired("A&amp;lt;B").0, "A<B", "escaped twice");
        let (text, states) =
            repaired("Caf&eacute; &amp; bar: &pound;2.4m &plusmn; 3&permil; &rarr; &alpha;&thinsp;&frac12;");
        assert_eq!(text, "Café & bar: £2.4m ± 3‰ → α\u{2009}½");
        assert!(states.iter().all(|state| *state == State::Verified));
    }

    #[test]
    fn a_text_that_was_never_escaped_keeps_them_and_tells_them() {
        assert_eq!(
            repaired("AT&T writes &amp; for &"),
            ("AT&T writes &amp; for &".into(), vec![State::Unresolved])
        );
        for sound in [
            "In HTML write &amp; for an ampersand",
            "Der Name “&eacute;” fehlt, “&copy;” auch",
            "网页里的实体&nbsp;是空格",
        ] {
            let (text, states) = repaired(sound);
            assert_eq!(text, sound);
            assert!(states.iter().all(|state| *state == State::Unresolved) && !states.is_empty(), "{sound}");
        }
        let code = "<p>if (a &lt; b &amp;&amp; c) &nbsp; stays</p>";
        assert_eq!(repaired(code), (code.into(), vec![State::Unresolved; 4]), "markup stays, and is told");
        assert_eq!(repaired("a < b, written &lt;").1, [State::Unresolved]);
        assert_eq!(repaired("R&D; Q&A"), ("R&D; Q&A".into(), vec![]));
    }
}
