//! Characters that are lost for good: told, so that nobody takes the text for whole.

use super::place::{Damage, Draft, Edit, State};
use crate::script::is_han;

/// What UTF-8's replacement characters look like when they are read as GBK.
const KUN: &str = "锟斤拷";

/// Tells lost characters that no place before this one has told.
pub(super) fn tell(draft: &mut Draft) {
    let mut edits: Vec<Edit> = Vec::new();
    let signs: Vec<(usize, char)> = draft.text.char_indices().collect();
    let mut at = 0;
    while let Some((from, sign)) = signs.get(at).copied() {
        let end = run_end(&signs, at);
        let before =
            at.checked_sub(1).and_then(|last| signs.get(last)).is_some_and(|(_, sign)| is_han(*sign));
        let after = signs.get(end).is_some_and(|(_, sign)| is_han(*sign));
        let length = end - at;
        let is_lost = match sign {
            '\u{fffd}' => true,
            // Two question marks between two Chinese characters are no question.
            '?' => before && after && length >= 2,
            '锟' => draft.text.get(from..).is_some_and(|rest| rest.starts_with(KUN)),
            _ => false,
        };
        if is_lost {
            let end = if sign == '锟' { from + KUN.len() } else { from + sign.len_utf8() * length };
            let range = from..end;
            let told =
                draft.places.iter().any(|place| place.span.start < range.end && range.start < place.span.end);
            let before = draft.text.get(range.clone()).unwrap_or_default();
            if !told {
                edits.push(Edit::new(range, before, before, Damage::Lost, State::Unresolved));
            }
        }
        at = if is_lost && sign == '锟' { at + 3 } else { end };
    }
    draft.make(edits);
}

fn run_end(signs: &[(usize, char)], at: usize) -> usize {
    let sign = signs.get(at).map(|(_, sign)| *sign);
    let same = |(_, other): &&(usize, char)| matches!(sign, Some('?' | '\u{fffd}')) && Some(*other) == sign;
    at + signs.get(at..).unwrap_or_default().iter().take_while(same).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_characters_are_told_and_questions_are_not() {
        let mut draft = Draft {
            text: "查找\u{fffd}\u{fffd}题，整??施，锟斤拷。好吗？真的??".into(),
            places: Vec::new(),
        };
        let text = draft.text.clone();
        tell(&mut draft);
        let found: Vec<_> = draft.places.iter().map(|place| place.before.as_str()).collect();
        assert_eq!(found, ["\u{fffd}\u{fffd}", "??", "锟斤拷"]);
        assert_eq!(draft.text, text);
    }
}
