//! Every message speaks in every language.

use earnest_i18n::{Arg, KEYS, Lang, MESSAGES, Tr, message};
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn every_message_formats_in_every_language() {
    assert!(!MESSAGES.is_empty());
    for lang in Lang::ALL {
        for message in MESSAGES {
            // A number suits both a place for text and a choice of plural forms.
            let args: Vec<(&str, Arg)> = message.variables.iter().map(|name| (*name, Arg::Int(2))).collect();
            let said = Tr::new(lang).checked(message.key, &args);
            assert!(
                said.as_ref().is_ok_and(|text| !text.trim().is_empty()),
                "{} {}: {said:?}",
                lang.tag(),
                message.key
            );
        }
    }
}

#[test]
fn a_key_is_found_and_a_stranger_is_not() {
    for key in KEYS {
        assert_eq!(message(key).map(|found| found.key), Some(*key));
    }
    assert_eq!(message("no-such-key"), None);
    assert_eq!(Tr::new(Lang::En).by_key::<&str>("no-such-key", &[]), None);
}

#[test]
fn a_key_with_arguments_says_what_its_method_says() {
    let args = [("month".to_owned(), Arg::from(10)), ("day".to_owned(), Arg::from(28))];
    for lang in Lang::ALL {
        let tr = Tr::new(lang);
        assert_eq!(tr.by_key("date-day-month", &args), Some(tr.date_day_month(28, 10)));
    }
}

#[test]
fn a_missing_argument_is_a_fault_when_asked_for_and_a_name_when_not() {
    let tr = Tr::new(Lang::ZhHans);
    assert!(tr.checked("date-day-month", &[("day", Arg::Int(1))]).is_err());
    assert_eq!(tr.by_key("date-day-month", &[("day", Arg::Int(1))]).as_deref(), Some("{$month}月1日"));
}

#[test]
fn dates_read_as_each_language_writes_them() {
    let day = date(2015, 10, 28);
    let said = |lang| {
        let tr = Tr::new(lang);
        (tr.date_short(day), tr.date_words(day), tr.date_long(day))
    };
    let words = |short: &str, words: &str, long: &str| (short.to_owned(), words.to_owned(), long.to_owned());
    assert_eq!(said(Lang::ZhHans), words("10-28", "10月28日", "2015年10月28日"));
    assert_eq!(said(Lang::ZhHant), words("10-28", "10月28日", "2015年10月28日"));
    assert_eq!(said(Lang::En), words("10-28", "28 October", "28 October 2015"));
}

#[test]
fn numbers_carry_commas_and_ratios_breathe() {
    let tr = Tr::new(Lang::ZhHans);
    let numbers: Vec<String> =
        [0, 7, 999, 1_000, 1_673, 1_234_567, -1_000].iter().map(|n| tr.number(n)).collect();
    assert_eq!(numbers, ["0", "7", "999", "1,000", "1,673", "1,234,567", "-1,000"]);
    assert_eq!((tr.number_or_dash(None::<u8>), tr.number_or_dash(Some(0))), ("—".to_owned(), "0".to_owned()));
    assert_eq!(tr.ratio(61_u32, 1_064_usize), "61 / 1,064");
}

#[test]
fn the_browser_s_wish_is_understood() {
    let cases = [
        ("zh", Lang::ZhHans),
        ("zh-CN,zh;q=0.9,en;q=0.8", Lang::ZhHans),
        ("zh-TW,zh;q=0.9", Lang::ZhHant),
        ("zh-HK", Lang::ZhHant),
        ("zh-MO", Lang::ZhHant),
        ("zh-Hant", Lang::ZhHant),
        ("zh-Hans-HK", Lang::ZhHans),
        ("zh_Hant_CN", Lang::ZhHant),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Lang::En),
        ("en;q=0.5, zh-TW;q=0.85", Lang::ZhHant),
        ("en;q=0, zh-TW;q=0.1", Lang::ZhHant),
        ("en;q=rubbish, zh-SG", Lang::ZhHans),
    ];
    for (header, lang) in cases {
        assert_eq!(Lang::negotiate(header), Some(lang), "{header}");
    }
    for nobody in ["", "fr", "en;q=0", "*"] {
        assert_eq!(Lang::negotiate(nobody), None, "{nobody}");
    }
}

#[test]
fn a_tag_returns_to_its_language() {
    for lang in Lang::ALL {
        assert_eq!(Lang::parse(lang.tag()), Some(lang));
    }
}

proptest! {
    #[test]
    fn commas_only_group(number in any::<i64>()) {
        let said = Tr::new(Lang::En).number(number);
        prop_assert_eq!(said.replace(',', ""), number.to_string());
        let groups: Vec<&str> = said.trim_start_matches('-').split(',').collect();
        prop_assert!(groups.first().is_some_and(|first| (1..=3).contains(&first.len())));
        prop_assert!(groups.iter().skip(1).all(|group| group.len() == 3));
    }

    #[test]
    fn no_header_upsets_the_choice(header in "\\PC{0,60}") {
        prop_assert!(Lang::negotiate(&header).is_none_or(|lang| Lang::ALL.contains(&lang)));
    }
}
