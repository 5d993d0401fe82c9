//! Text that was read in a wrong encoding, line by line or run by run.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

use super::latin::{self, is_latin};
use super::place::{Damage, Draft, Edit, State};
use super::plausible::weigh;
use super::{pieces, tables, torn};

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

/// Fewer signs than this between lost ones say nothing.
const LEAST_BETWEEN: usize = 4;

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

/// The whole line in one encoding, else those runs of it that can be put into the encoding at all, else single places.
fn of_line(line: &str, at: usize) -> Vec<Edit> {
    if let Some(edit) = of_run(line, at) {
        return vec![edit];
    }
    if let Some(edits) = torn::of_line(line, at) {
        return edits;
    }
    let mut edits = Vec::new();
    let mut from = 0;
    // Runs of what Latin-1 knows, between which sound text stands.
    for run in line.split_inclusive(|sign: char| !is_latin(sign)) {
        let part = run.trim_end_matches(|sign: char| !is_latin(sign));
        if !part.is_ascii() {
            let whole = if part.len() < line.len() { of_run(part, at + from) } else { None };
            match whole {
                Some(edit) => edits.push(edit),
                // The mark of a lost byte behind it belongs to it.
                None => edits.extend(latin::sequences(run, at + from)),
            }
        }
        from += run.len();
    }
    if edits.is_empty() {
        edits = pieces::pieces(line, at);
    }
    if edits.is_empty() && line.contains('\u{fffd}') {
        edits = between_marks(line, at);
    }
    edits
}

/// The parts of a line between what is lost, each by itself: one lost sign does not stop the rest.
fn between_marks(line: &str, at: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    for part in line.split_inclusive('\u{fffd}') {
        let bare = part.trim_end_matches('\u{fffd}');
        if bare.chars().filter(|sign| !sign.is_ascii()).count() >= LEAST_BETWEEN {
            edits.extend(of_run(bare, at + from));
        }
        from += part.len();
    }
    edits
}

/// What a run may have been: the damage, the texts (the likeliest first), and how well the first can be read.
struct Found {
    damage: Damage,
    texts: Vec<String>,
    words: usize,
}

fn of_run(run: &str, at: usize) -> Option<Edit> {
    let input = weigh(run);
    let mut all: Vec<Found> = Vec::new();
    for (read_as, is, damage) in KINDS {
        let mut texts = reread(run, read_as, is);
        // What was damaged twice in one way can be read only when both are undone.
        for _ in 0..ROUNDS {
            let Some(first) = texts.first().cloned() else { break };
            let weight = weigh(&first);
            // Only UTF-8 is so strict that a single character says something.
            let strict = is == UTF_8 && read_as == WINDOWS_1252 && latin::is_strict(&first);
            let chance = read_as == WINDOWS_1252 && latin::is_chance(&first);
            let enough = is == UTF_8 && !chance || weight.words > 0;
            if enough && weight.is_better_than(input) || strict {
                all.push(Found { damage, texts, words: weight.words });
                break;
            }
            texts = reread(&first, read_as, is);
        }
    }
    // The first of the best: the stricter codes come first.
    let best = all.iter().map(|found| found.words).max()?;
    let first = all.iter().position(|found| found.words == best)?;
    let found = all.remove(first);
    let (after, others) = found.texts.split_first()?;
    // What else could stand there: another table's text, or that of another encoding, if it can be read half as well.
    let readable = |text: &&String| weigh(text).is_readable() && *text != after;
    let rivals =
        all.iter().filter(|rival| rival.words * 2 >= best.max(1)).filter_map(|rival| rival.texts.first());
    let candidates: Vec<String> = others.iter().chain(rivals).filter(readable).cloned().collect();
    let state = if candidates.is_empty() { State::Verified } else { State::Repaired };
    let mut edit = Edit::new(at..at + run.len(), run, after, found.damage, state).with_candidates(candidates);
    edit.place.replays = true;
    Some(edit)
}

/// The run put back into bytes and read anew, if that loses nothing and the damage replayed gives the run again; more
/// than one text where tables differ.
fn reread(run: &str, read_as: &'static Encoding, is: &'static Encoding) -> Vec<String> {
    let texts = match encoded(run, read_as) {
        Some(bytes) if read_as != BIG5 => {
            let text = is.decode_without_bom_handling_and_without_replacement(&bytes);
            let text = text.map(std::borrow::Cow::into_owned);
            text.filter(|text| encoded(text, is).is_some_and(|again| again == bytes)).into_iter().collect()
        }
        _ if read_as == BIG5 => tables::readings(run, read_as, is),
        _ => Vec::new(),
    };
    texts.into_iter().filter(|text| text != run && !text.contains(is_ascii_control)).collect()
}

fn is_ascii_control(sign: char) -> bool {
    sign.is_ascii_control() && sign != '\t'
}

fn encoded(run: &str, code: &'static Encoding) -> Option<Vec<u8>> {
    if code == WINDOWS_1252 {
        return run.chars().map(latin::byte).collect();
    }
    let (bytes, _, failed) = code.encode(run);
    (!failed).then(|| bytes.into_owned())
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

    /// The sentence read with CPython's table of Big5, of which single characters have another code.
    #[test]
    fn what_another_table_would_read_is_not_verified() {
        let wrong = "頗祜Ч覃ㄛ猁參淕蜊邈妗善弇ㄛ祥剿枑詢馱釬阨す";
        let mut draft = Draft { text: wrong.to_owned(), places: Vec::new() };
        repair(&mut draft);
        assert_eq!(draft.text, "会议强调，要把整改落实到位，不断提高工作水平");
        let place = draft.places.first().unwrap();
        assert_eq!((place.damage, place.state, place.replays), (Damage::GbkAsBig5, State::Repaired, true));
        assert!(place.candidates.iter().any(|text| text.starts_with("会议萀调")), "{:?}", place.candidates);
    }

    #[test]
    fn a_line_is_put_right_where_it_can_be_and_the_rest_is_told() {
        let (text, places) = repaired("The trustâ€™s plan covers 12 wards.");
        assert_eq!(
            (text.as_str(), places),
            ("The trust’s plan covers 12 wards.", vec![(Damage::Utf8AsLatin, State::Verified)])
        );
        let (text, places) = repaired("The trustâ€™s â€œplanâ€\u{fffd} – CafÃ©");
        assert_eq!(text, "The trust’s “planâ€\u{fffd} – Café");
        let states: Vec<State> = places.into_iter().map(|(_, state)| state).collect();
        assert_eq!(states, [State::Verified, State::Verified, State::Unresolved, State::Verified]);
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
