//! Laws of the repair, on texts of our own that are damaged here by a converter of our own.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use std::collections::BTreeMap;

use earnest_text::repair::{Damage, State, repair};
use proptest::prelude::*;

/// Sentences in traditional script, with the half-width marks of a converter.
const SENTENCES: [&str; 12] = [
    "各鄉鎮領導干部結合學習情況,認真開展調研工作。",
    "談認識、談問題,把責任和勇氣擺在前面。",
    "會議強調質量,要求業務部門按時報送;逾期的予以通報。",
    "全區共設監督點24個,發現問題73條,整改完成率91%。",
    "創新經驗已經在三個縣推廣,農民反映很好。",
    "當的確有困難時,由上級統一安排(含經費)。",
    "網絡與電話同時受理,當場答復,三日內辦結。",
    "這項權力必須關進制度的籠子里。",
    "風險排查做到全面、及時、準確,不留死角。",
    "訓練結束后,請各組組長寫出總結。",
    "數據由統計部門核對,誤差不超過0.5%。",
    "實現目標要靠大家的努力!",
];

/// What a converter may have on its list.
const LISTED: [(char, &str); 30] = [
    ('學', "xué"),
    ('習', "xí"),
    ('領', "lǐng"),
    ('導', "dǎo"),
    ('結', "jié"),
    ('調', "diào"),
    ('質', "zhì"),
    ('業', "yè"),
    ('務', "wù"),
    ('數', "shù"),
    ('監', "jiān"),
    ('發', "fā"),
    ('現', "xiàn"),
    ('創', "chuàng"),
    ('經', "jīng"),
    ('縣', "xiàn"),
    ('農', "nóng"),
    ('統', "tǒng"),
    ('網', "wǎng"),
    ('權', "quán"),
    ('關', "guān"),
    ('風', "fēng"),
    ('險', "xiǎn"),
    ('訓', "xùn"),
    ('實', "shí"),
    ('標', "biāo"),
    ('設', "shè"),
    ('區', "qū"),
    ('鄉', "xiāng"),
    ('誤', "wù"),
];

/// A converter: inserts readings byte by byte, and a reader that swallows.
fn damage(text: &str, listed: &BTreeMap<[u8; 2], &str>) -> String {
    damage_for(text, listed, '?', true)
}

/// The same with the mark of another reader, that may leave the sign behind the lost byte.
fn damage_for(text: &str, listed: &BTreeMap<[u8; 2], &str>, mark: char, swallows: bool) -> String {
    let (bytes, _, failed) = encoding_rs::GBK.encode(text);
    assert!(!failed, "{text}");
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes.get(at..at + 2).and_then(|pair| listed.get(pair)) {
            Some(sound) => {
                out.extend(&bytes[at..at + 2]);
                out.extend(encoding_rs::GBK.encode(&format!("({sound})")).0.as_ref());
                at += 2;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    let mut text = String::new();
    let mut at = 0;
    while at < out.len() {
        if out[at] < 0x80 {
            text.push(char::from(out[at]));
            at += 1;
            continue;
        }
        let pair = out.get(at..at + 2).unwrap_or(&out[at..]);
        match encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(pair) {
            Some(sign) if pair.len() == 2 && sign.chars().count() == 1 => text.push_str(&sign),
            _ => {
                text.push(mark);
                if !swallows && pair.len() == 2 && pair[1] < 0x80 {
                    at -= 1;
                }
            }
        }
        at += 2;
    }
    text
}

fn listed(chosen: &[bool]) -> BTreeMap<[u8; 2], &'static str> {
    let chosen = LISTED.iter().zip(chosen).filter(|(_, chosen)| **chosen);
    let bytes =
        |sign: char| <[u8; 2]>::try_from(encoding_rs::GBK.encode(&sign.to_string()).0.as_ref()).unwrap();
    chosen.map(|((sign, sound), _)| (bytes(*sign), *sound)).collect()
}

/// The text that a repair had before it, from what it says of its places.
fn undone(repaired: &earnest_text::repair::Repaired) -> String {
    let mut text = repaired.text.clone();
    for place in repaired.places.iter().rev() {
        assert_eq!(&repaired.text[place.span.clone()], place.after, "{place:?}");
        text.replace_range(place.span.clone(), &place.before);
    }
    text
}

fn sentences() -> impl Strategy<Value = String> {
    let one = proptest::sample::select(SENTENCES.to_vec());
    proptest::collection::vec(one, 1..8).prop_map(|all| all.join("\n"))
}

/// Texts that nobody damaged: words, figures, brackets, marks of three languages.
fn sound_texts() -> impl Strategy<Value = String> {
    let parts = [
        "各地各单位",
        "强化问题导向",
        "整改措施1673条",
        "(黨委)",
        "單縣（shàn xiàn）",
        "Q&A",
        "R&D",
        "20%",
        "，",
        "。",
        "\n",
        " ",
        "the committee",
        "café",
        "naïve",
        "“严”",
        "(see p. 3)",
        "why?",
        "什么？",
        "读作xué",
        "(a)",
        "(an)",
        "Müller",
        "±0.5",
        "①",
        "樂(yuè)",
        "學習研討",
        "会议记录",
        "a < b",
        "…",
        "——",
        "½",
        "£5",
        "ﬁ",
        "😀",
        "한국",
        "ひらがな",
        "№ 5",
        "© 2020",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..14).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn damage_is_undone_where_it_is_verified(
        text in sentences(),
        chosen in proptest::collection::vec(any::<bool>(), LISTED.len()),
        (mark, swallows) in proptest::sample::select(vec![('?', true), ('\u{fffd}', true), ('\u{fffd}', false)]),
    ) {
        let damaged = damage_for(&text, &listed(&chosen), mark, swallows);
        let repaired = repair(&damaged);
        prop_assert_eq!(undone(&repaired), damaged.clone());
        if repaired.places.iter().all(|place| place.state == State::Verified) && damaged != repaired.text {
            prop_assert_eq!(&repaired.text, &text);
        }
        if repaired.places.iter().all(|place| place.state != State::Unresolved && place.replays) {
            prop_assert_eq!(damage_for(&repaired.text, &listed(&chosen), mark, swallows), damaged);
        }
    }

    #[test]
    fn a_sound_text_stays_byte_for_byte(text in sound_texts()) {
        let repaired = repair(&text);
        prop_assert_eq!(&repaired.text, &text);
        prop_assert!(repaired.places.iter().all(|place| place.state == State::Unresolved));
    }

    #[test]
    fn whatever_comes_in_its_places_lead_back_to_it(text in "(\\PC|学|\\?|\\(xué\\)|學|&lt;|é|\u{fffd}|\n|Ã|¤){0,40}") {
        let repaired = repair(&text);
        prop_assert_eq!(undone(&repaired), text);
    }
}

#[test]
fn four_fifths_of_random_damage_come_out_whole() {
    // Every list of the thirty without one character, on all sentences at once.
    let text = SENTENCES.join("\n");
    let mut whole = 0;
    for without in 0..LISTED.len() {
        let chosen: Vec<bool> = (0..LISTED.len()).map(|at| at != without).collect();
        whole += usize::from(repair(&damage(&text, &listed(&chosen))).text == text);
    }
    assert!(whole * 5 >= LISTED.len() * 4, "{whole} of {}", LISTED.len());
}

#[test]
fn a_swallowed_sign_is_put_back_by_likelihood_and_says_so() {
    let text = SENTENCES.join("\n").replace("當的確", "承擔當的責任和勇氣,當的確");
    let all = [true; LISTED.len()];
    let damaged = damage(&text, &listed(&all));
    assert!(damaged.contains("擔當?shù)呢熑魏陀職?"), "{damaged}");
    let repaired = repair(&damaged);
    assert!(repaired.text.contains("擔當的責任和勇氣,"), "{}", repaired.text);
    let place = repaired.places.iter().find(|place| place.after.contains("勇氣")).unwrap();
    assert_eq!((place.state, place.damage, place.replays), (State::Repaired, Damage::TornByReading, true));
    assert!(!place.candidates.is_empty());
}

#[test]
fn readings_of_rare_names_stay_and_everyday_characters_marked_throughout_are_damage() {
    for sound in [
        "召集人为钱韡(wěi)同志，记录人为孙甦(sū)同志。",
        "罕见姓名：旻(mín)、赟(yūn)、燊(shēn)。",
        "朗读练习的生字：觉(jué)、泪(lèi)、枪(qiāng)、红(hóng)、绿(lǜ)。",
    ] {
        let repaired = repair(sound);
        assert_eq!(repaired.text, sound);
        assert!(
            repaired.places.iter().all(|place| place.state == State::Unresolved),
            "{:?}",
            repaired.places
        );
    }
    let whole = [
        (
            "各县学(xué)校完成质(zhì)量检查，结(jié)果报送业(yè)务部门，联(lián)系人确定。",
            "各县学校完成质量检查，结果报送业务部门，联系人确定。",
        ),
        ("醫（yī）院組織（zhī）檢（jiǎn）查，結（jié）果已經（jīng）通報。", "醫院組織檢查，結果已經通報。"),
    ];
    for (damaged, sound) in whole {
        let repaired = repair(damaged);
        assert_eq!(repaired.text, sound, "{:?}", repaired.places);
        assert!(!repaired.places.is_empty());
    }
}

#[test]
fn one_reading_behind_one_character_is_left_to_a_person() {
    let text = "老師說這里的樂(yuè)是音樂的樂。";
    let repaired = repair(text);
    assert_eq!(repaired.text, text);
    assert_eq!(repaired.places[0].state, State::Unresolved);
    assert_eq!(repaired.places[0].candidates, ["樂"]);
}

/// The report with which this came up; the folder is not part of the project and may be missing.
#[test]
fn the_published_report_comes_out_as_it_was() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference/");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}"));
    let (Ok(sound), Ok(damaged)) = (read("published-report.txt"), read("published-report.damaged.txt"))
    else {
        return;
    };
    let repaired = repair(&damaged);
    assert!(repaired.text == sound, "the report differs");
    assert!(repaired.places.iter().all(|place| place.replays && place.state != State::Unresolved));
    assert_eq!(repaired.counts().1, 1, "one place lost two signs and is put right by likelihood");
    assert_eq!(repaired.furniture.len(), 1);
    let again = repair(&sound);
    assert!(again.text == sound && again.places.is_empty(), "a sound text stays");
}
