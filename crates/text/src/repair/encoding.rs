//! Text that was read in a wrong encoding, line by line or run by run.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

use super::place::{Damage, Draft, Edit, State};
use super::plausible::weigh;

/// What it was read as, what it is, and what that is called; the stricter codes first.
const KINDS: [(&Encoding, &Encoding, Damage); 6] = [
    (WINDOWS_1252, UTF_8, Damage::Utf8AsLatin),
    (GB18030, UTF_8, Damage::Utf8AsGbk),
    (WINDOWS_1252, GB18030, Damage::GbkAsLatin),
    (WINDOWS_1252, BIG5, Damage::Big5AsLatin),
    (GB18030, BIG5, Damage::Big5AsGbk),
    (BIG5, GB18030, Damage::GbkAsBig5),
];

/// Text that was damaged more than three times over is nobody's report any more.
const ROUNDS: usize = 3;

/// Puts wrongly read text right.
pub(super) fn repair(draft: &mut Draft) {
    for _ in 0..ROUNDS {
        let edits = edits(&draft.text);
        if edits.is_empty() {
            return;
        }
        draft.make(edits);
    }
}

fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if !bare.is_ascii() {
            edits.extend(of_line(bare, at));
        }
        at += line.len();
    }
    edits
}

/// The whole line in one encoding, else those runs of it that can be put into the encoding at all.
fn of_line(line: &str, at: usize) -> Vec<Edit> {
    if let Some(edit) = of_run(line, at) {
        return vec![edit];
    }
    let mut edits = Vec::new();
    let mut from = 0;
    // Runs of what Latin-1 knows, between which sound text stands.
    for run in line.split_inclusive(|sign: char| !is_latin(sign)) {
        let part = run.trim_end_matches(|sign: char| !is_latin(sign));
        if !part.is_ascii() && part.len() < line.len() {
            edits.extend(of_run(part, at + from));
        }
        from += run.len();
    }
    edits
}

fn of_run(run: &str, at: usize) -> Option<Edit> {
    let input = weigh(run);
    let mut best: Option<(String, Damage, usize)> = None;
    for (read_as, is, damage) in KINDS {
        let mut text = run.to_owned();
        // What was damaged twice in one way can be read only when both are undone.
        for _ in 0..ROUNDS {
            let Some(after) = reread(&text, read_as, is) else { break };
            let weight = weigh(&after);
            // Only UTF-8 is so strict that a single character says something.
            let enough = is == UTF_8 || weight.words > 0;
            if enough
                && weight.is_better_than(input)
                && best.as_ref().is_none_or(|(_, _, words)| *words < weight.words)
            {
                best = Some((after, damage, weight.words));
                break;
            }
            text = after;
        }
    }
    if let Some((after, damage, _)) = best {
        return Some(Edit::new(at..at + run.len(), run, &after, damage, State::Verified));
    }
    with_losses(run, at)
}

/// The run put back into bytes and read anew, if that loses nothing and the damage replayed gives the run again.
fn reread(run: &str, read_as: &'static Encoding, is: &'static Encoding) -> Option<String> {
    let bytes = encoded(run, read_as)?;
    let text = is.decode_without_bom_handling_and_without_replacement(&bytes)?.into_owned();
    let again = encoded(&text, is)?;
    (again == bytes && text != run && !text.contains(is_ascii_control)).then_some(text)
}

fn is_ascii_control(sign: char) -> bool {
    sign.is_ascii_control() && sign != '\t'
}

/// What Windows-1252 and Latin-1 can hold.
fn is_latin(sign: char) -> bool {
    sign.is_ascii() || latin_byte(sign).is_some()
}

fn latin_byte(sign: char) -> Option<u8> {
    // Latin-1 has controls where Windows-1252 has signs; programs mix both.
    if let Ok(byte) = u8::try_from(u32::from(sign)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(sign.encode_utf8(&mut buffer));
    (!failed).then(|| bytes.first().copied()).flatten()
}

fn encoded(run: &str, code: &'static Encoding) -> Option<Vec<u8>> {
    if code == WINDOWS_1252 {
        return run.chars().map(latin_byte).collect();
    }
    let (bytes, _, failed) = code.encode(run);
    (!failed).then(|| bytes.into_owned())
}

/// UTF-8 read as GBK loses the last byte of a run whose number of bytes is odd: what is left is put right as
/// `Repaired`, with a mark where a character is lost.
fn with_losses(run: &str, at: usize) -> Option<Edit> {
    let kept: String = run.chars().filter(|sign| !matches!(sign, '?' | '\u{fffd}')).collect();
    if kept.len() == run.len() {
        return None;
    }
    let mut bytes = Vec::new();
    for sign in run.chars() {
        match sign {
            // A byte that no UTF-8 has keeps the place of what is lost.
            '?' | '\u{fffd}' => bytes.push(0xff),
            _ => bytes.extend(encoded(sign.encode_utf8(&mut [0; 4]), GB18030)?),
        }
    }
    let after = lossy(&bytes);
    let lost = after.matches('\u{fffd}').count();
    let (weight, input) = (weigh(&after), weigh(run));
    let sound = weight.signs.saturating_sub(lost);
    let better = weight.good * 10 >= sound * 9 && weight.words > input.words * 4 && sound >= lost * 2;
    if !better {
        return None;
    }
    let mut edit = Edit::new(at..at + run.len(), run, &after, Damage::Utf8AsGbk, State::Repaired);
    edit.place.candidates = Vec::new();
    Some(edit)
}

/// UTF-8 with one U+FFFD for each character that is not whole.
fn lossy(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() && !text.ends_with('\u{fffd}') {
            text.push('\u{fffd}');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> (String, Vec<(Damage, State)>) {
        let mut draft = Draft { text: text.to_owned(), places: Vec::new() };
        repair(&mut draft);
        (draft.text, draft.places.iter().map(|place| (place.damage, place.state)).collect())
    }

    #[test]
    fn each_kind_of_wrong_reading_is_put_right() {
        let simplified = "全省共查找问题二百余个，整改措施逐条落实。";
        let traditional = "各單位會議記錄已經整理完畢，問題逐條核對。";
        for (read_as, is, damage) in KINDS {
            let sound = if is == BIG5 { traditional } else { simplified };
            let bytes = encoded(sound, is).unwrap();
            let (wrong, failed) = read_as.decode_without_bom_handling(&bytes);
            assert!(!failed || read_as != WINDOWS_1252);
            if !failed {
                assert_eq!(repaired(&wrong), (sound.to_owned(), vec![(damage, State::Verified)]), "{wrong}");
            }
        }
    }

    #[test]
    fn a_run_between_sound_words_is_put_right_alone() {
        let (text, places) = repaired("法国的SociÃ©tÃ©公司");
        assert_eq!(text, "法国的Société公司");
        assert_eq!(places, [(Damage::Utf8AsLatin, State::Verified)]);
    }

    #[test]
    fn twice_wrong_is_put_right_twice() {
        let once: String = "整改措施".bytes().map(char::from).collect();
        let twice: String = once.bytes().map(char::from).collect();
        assert_eq!(repaired(&twice).0, "整改措施");
    }

    #[test]
    fn sound_texts_of_many_kinds_stay() {
        for sound in [
            "各地各单位强化问题导向，认真查找问题。",
            "各單位會議記錄已經整理完畢",
            "Le comité s’est réuni à l’été – naïve façade, 20 °C",
            "说",
            "Ä Ö Ü",
            "联通",
            "价格：£5 × 3 ½",
        ] {
            assert_eq!(repaired(sound), (sound.to_owned(), vec![]), "{sound}");
        }
    }
}
