//! Pieces of a sound line that are UTF-8 read as GBK: `附件涓枃璧勬枡已收到`.

use encoding_rs::GB18030;

use super::place::{Damage, Edit, State};
use super::plausible::weigh;

/// A piece that short says nothing.
const SHORTEST: usize = 3;

/// Longer ones are put right part by part.
const LONGEST: usize = 200;

/// The pieces of a line, each a place.
pub(super) fn pieces(line: &str, at: usize) -> Vec<Edit> {
    let signs: Vec<(usize, char)> = line.char_indices().collect();
    let mut edits = Vec::new();
    let mut here = 0;
    while here < signs.len() {
        let Some((count, text)) = piece(signs.get(here..).unwrap_or_default()) else {
            here += 1;
            continue;
        };
        let from = signs.get(here).map_or(line.len(), |(from, _)| *from);
        let to = signs.get(here + count).map_or(line.len(), |(to, _)| *to);
        let before = line.get(from..to).unwrap_or_default();
        edits.push(Edit::new(at + from..at + to, before, &text, Damage::Utf8AsGbk, State::Verified));
        here += count;
    }
    edits
}

/// The longest piece that begins here: how many characters it has, and what it is.
fn piece(signs: &[(usize, char)]) -> Option<(usize, String)> {
    let (mut bytes, mut whole) = (Vec::new(), (0, 0));
    for (count, (_, sign)) in signs.iter().take(LONGEST).enumerate() {
        if sign.is_ascii() {
            break;
        }
        let mut buffer = [0; 4];
        let (part, _, failed) = GB18030.encode(sign.encode_utf8(&mut buffer));
        if failed {
            break;
        }
        bytes.extend_from_slice(&part);
        match std::str::from_utf8(bytes.get(whole.1..)?) {
            Ok(_) => whole = (count + 1, bytes.len()),
            Err(error) if error.error_len().is_none() => {}
            Err(_) => break,
        }
    }
    let (count, length) = whole;
    if count < SHORTEST {
        return None;
    }
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?.to_owned();
    let before: String = signs.iter().take(count).map(|(_, sign)| *sign).collect();
    let (weight, input) = (weigh(&text), weigh(&before));
    (weight.good == weight.signs && weight.words > input.words * 2).then_some((count, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_between_sound_words_is_put_right_alone() {
        let wrong = encoding_rs::GBK.decode_without_bom_handling("中文资料".as_bytes()).0.into_owned();
        let line = format!("附件{wrong}已经收到，请查收。");
        let found: Vec<_> =
            pieces(&line, 0).into_iter().map(|edit| (edit.place.before, edit.place.after)).collect();
        assert_eq!(found, [(wrong, "中文资料".to_owned())]);
        let long: String = std::iter::repeat_n("かなカナ、", 2_000).collect();
        assert_eq!(crate::repair::repair(&long).text, long, "and it is soon done");
        assert_eq!(pieces("各地各单位强化问题导向，认真查找问题。", 0).len(), 0);
    }
}
