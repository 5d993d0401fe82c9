//! Which passwords are refused because they are guessed first. The list and the rules are our own.

use crate::{
    fold::fold,
    message::Message,
    signs::{bare, shape},
};

/// Words that passwords of ten and more characters are commonly made of, in lower case; digits and signs before and
/// after them, doubling and the usual digits for letters make no difference.
const COMMON: &[&str] = &[
    "abcdefg",
    "abcdefgh",
    "access",
    "admin",
    "administrator",
    "adminadmin",
    "asdfgh",
    "asdfghjkl",
    "asdfasdf",
    "baseball",
    "basketball",
    "beijing",
    "changeme",
    "chengdu",
    "china",
    "computer",
    "database",
    "default",
    "dragon",
    "example",
    "football",
    "forever",
    "freedom",
    "guangdong",
    "guangzhou",
    "guest",
    "guiyang",
    "guizhou",
    "hello",
    "helloworld",
    "huanying",
    "iloveu",
    "iloveyou",
    "internet",
    "jiayou",
    "killer",
    "letmein",
    "letmeinnow",
    "liverpool",
    "login",
    "loveyou",
    "manager",
    "manchester",
    "master",
    "mima",
    "mimamima",
    "monkey",
    "mypassword",
    "newpassword",
    "office",
    "ordinateur",
    "passphrase",
    "passw",
    "password",
    "passwordpassword",
    "princess",
    "qazwsx",
    "qazwsxedc",
    "qwer",
    "qweasd",
    "qweasdzxc",
    "qwert",
    "qwerty",
    "qwertyui",
    "qwertyuiop",
    "root",
    "rootroot",
    "secret",
    "server",
    "shanghai",
    "shenzhen",
    "sichuan",
    "starwars",
    "sunshine",
    "superman",
    "support",
    "sysadmin",
    "system",
    "test",
    "testing",
    "testtest",
    "tianjin",
    "trustno",
    "unknown",
    "user",
    "username",
    "welcome",
    "whatever",
    "windows",
    "woaini",
    "woaizhongguo",
    "woshishei",
    "xiexie",
    "yunnan",
    "zaq",
    "zhongguo",
    "zxcvbn",
    "zxcvbnm",
    "zxcvbnmasdf",
    "我爱你",
    "密码",
    "中国",
    "管理员",
];

/// Rows of keys, along which fingers run.
const ROWS: &[&str] = &[
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgb",
];

/// A password has 10 to 200 characters as it is typed and is none of those that are guessed first.
fn check(password: &str) -> Result<(), Message> {
    let length = password.chars().count();
    if !(10..=200).contains(&length) {
        return Err(Message::new("error-password-length"));
    }
    if is_common(password) { Err(Message::new("error-password-common")) } else { Ok(()) }
}

/// The one rule for every way in which a password is set: it has 10 to 200 characters, is none of those that are guessed
/// first, and does not consist of words of one's own (login, title, organisation) with something added. What is compared is
/// folded: width, case, marks, look-alikes, what parts words, the usual digits for letters; backwards it is the same.
///
/// # Errors
/// The reason, to be shown at the field.
pub fn check_for(own: &[&str], password: &str) -> Result<(), Message> {
    check(password)?;
    let own: Vec<Vec<char>> =
        own.iter().map(|word| marks(word).into_iter().map(|(sign, _)| sign).collect()).collect();
    if is_made_of(&own, &marks(password)) { Err(Message::new("error-password-common")) } else { Ok(()) }
}

/// A text as it is compared.
fn folded(text: &str) -> String {
    fold(&bare(&shape(text)))
}

/// The letters of a text, with each whether it was written as one; digits and signs stand for those that they mask.
fn marks(text: &str) -> Vec<(char, bool)> {
    let plain = |sign: char| if sign == 'l' { 'i' } else { unmask(sign) };
    let text = folded(text);
    let marks = text.chars().filter(|sign| sign.is_alphanumeric() || unmask(*sign) != *sign);
    marks.map(|sign| (plain(sign), sign.is_alphabetic())).collect()
}

/// Whether fewer than four letters are left without the pieces of one's own words.
fn is_made_of(own: &[Vec<char>], password: &[(char, bool)]) -> bool {
    let (mut at, mut rest, mut found) = (0, 0, false);
    while let Some((_, is_letter)) = password.get(at) {
        let ahead = password.get(at..).unwrap_or_default();
        let longest = own.iter().map(|word| longest_piece(word, ahead)).max().unwrap_or_default();
        found |= longest > 0;
        rest += usize::from(longest == 0 && *is_letter);
        at += longest.max(1);
    }
    found && rest < 4
}

/// How many signs are a piece of the word, forwards or backwards: all of it, four letters, or two characters.
fn longest_piece(word: &[char], ahead: &[(char, bool)]) -> usize {
    let along = |word: &[char]| {
        let same = |from: usize| {
            word.iter().skip(from).zip(ahead).take_while(|(own, (sign, _))| *own == sign).count()
        };
        (0..word.len()).map(same).max().unwrap_or_default()
    };
    let backwards: Vec<char> = word.iter().rev().copied().collect();
    let longest = along(word).max(along(&backwards));
    let of_characters = ahead.iter().take(longest).all(|(sign, _)| !sign.is_ascii());
    let least = if of_characters { 2 } else { word.len().clamp(2, 4) };
    if longest >= least { longest } else { 0 }
}

fn is_common(password: &str) -> bool {
    let folded = folded(password);
    let bare: String =
        folded.chars().filter(|sign| sign.is_alphanumeric() || unmask(*sign) != *sign).collect();
    let is_guessed = |text: &str| {
        let backwards: String = text.chars().rev().collect();
        is_run(text) || has_common_core(text) || has_common_core(&backwards)
    };
    few_signs(&folded) || is_repeated(&folded) || [&folded, &bare].into_iter().any(|text| is_guessed(text))
}

/// Fewer than five different characters.
fn few_signs(text: &str) -> bool {
    let mut signs: Vec<char> = text.chars().collect();
    signs.sort_unstable();
    signs.dedup();
    signs.len() < 5
}

/// One piece again and again: `abcabcabcabc`, `12341234123`.
fn is_repeated(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (1..=signs.len() / 2).any(|piece| signs.iter().zip(signs.iter().skip(piece)).all(|(a, b)| a == b))
}

/// Made of pieces of at least four keys that lie in a row, forwards or backwards; up to two other characters.
fn is_run(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let rows: Vec<Vec<char>> = ROWS.iter().map(|row| row.chars().collect()).collect();
    let mut covered = 0;
    let mut from = 0;
    while from < signs.len() {
        let rest = signs.get(from..).unwrap_or_default();
        let run = rows.iter().map(|row| longest_run(row, rest)).max().unwrap_or_default();
        covered += if run >= 4 { run } else { 0 };
        from += run.max(1);
    }
    covered + 2 >= signs.len()
}

fn longest_run(row: &[char], signs: &[char]) -> usize {
    let backwards: Vec<char> = row.iter().rev().copied().collect();
    let along = |row: &[char]| {
        let lengths =
            (0..row.len()).map(|start| row.iter().skip(start).zip(signs).take_while(|(a, b)| a == b).count());
        lengths.max().unwrap_or_default()
    };
    along(row).max(along(&backwards))
}

/// What is left without digits and signs around it and with letters for the usual digits is a common word.
fn has_common_core(text: &str) -> bool {
    let bare = letters(text);
    let core = text.trim_matches(|sign: char| !sign.is_alphabetic());
    let unmasked: String = core.chars().map(unmask).collect();
    [bare.as_str(), core, unmasked.as_str()].iter().any(|word| COMMON.contains(word) || is_twice(word))
}

/// A common word written twice.
fn is_twice(word: &str) -> bool {
    let (first, second) = word.split_at_checked(word.len() / 2).unwrap_or((word, ""));
    first == second && COMMON.contains(&first)
}

fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphabetic()).collect()
}

const fn unmask(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_guessed_first_is_refused() {
        for common in [
            "1234567890",
            "9876543210",
            "qwertyuiop",
            "qwerty123456",
            "1qaz2wsx3edc",
            "password123",
            "P@ssw0rd2015",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "woaini1314520",
            "Admin@123456",
            "zhongguo888",
            "iloveyou!!",
            "testtest2015",
            "密码密码密码密码密码",
            "1111122222",
            "welcome2015",
            "asdfghjkl;'",
            "Guiyang@2015",
        ] {
            assert_eq!(
                check(common).map_err(|message| message.key),
                Err("error-password-common"),
                "{common}"
            );
        }
    }

    #[test]
    fn a_sentence_and_chance_are_taken() {
        for good in [
            "a passphrase of the tests",
            "earnest-demo",
            "four words are easy",
            "quite another one",
            "山高水长雨后新茶采满筐",
            "kT9#mmQ2vLp0",
            "correct horse battery",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("too short").map_err(|message| message.key), Err("error-password-length"));
    }

    #[test]
    fn words_of_ones_own_with_something_added_are_no_password_however_they_are_written() {
        let own = ["auditor", "省级审计员", "Lakeside Hospital"];
        for made in [
            "Auditor-2015",
            "ＡＵＤＩＴＯＲ２０１５",
            "aud1t0r-2015",
            "aud-itor-2015",
            "rotidua2015",
            "省级审计员2015年",
            "審計員審計員2015",
            "lakeside2015!",
            "h0spital.lakes1de",
            "auditor2015!!",
        ] {
            assert!(check_for(&own, made).is_err(), "{made}");
        }
        for common in ["ｐａｓｓｗｏｒｄ１２３", "p-a-s-s-w-o-r-d-1", "321drowssap", "pássword2015"]
        {
            assert!(check_for(&["anna"], common).is_err(), "{common}");
        }
        assert!(check_for(&["zhangwei"], "zhangwei2015").is_err());
        assert!(check_for(&["zhangwei"], "zhangwei drinks green tea").is_ok());
        assert!(check_for(&["officer", "Office", "Earnest"], "four quiet herons wait").is_ok());
        assert!(check_for(&["officer"], "earnest-demo").is_ok());
    }

    proptest! {
        #[test]
        fn checking_never_breaks_off_and_chance_of_sixteen_letters_passes(any in ".{0,60}", chance in "[a-z]{4}[A-Z0-9]{4}[g-t]{4}[%-/]{4}") {
            let _any = check(&any);
            let distinct: std::collections::BTreeSet<char> = chance.chars().collect();
            prop_assume!(distinct.len() > 9);
            prop_assert!(check(&chance).is_ok(), "{}", chance);
        }
    }
}
