//! Which passwords are refused because they are guessed first. The list and the rules are our own.

use crate::message::Message;

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

/// A password has 10 to 200 characters and is none of those that are guessed first.
fn check(password: &str) -> Result<(), Message> {
    let length = password.chars().count();
    if !(10..=200).contains(&length) {
        return Err(Message::new("error-password-length"));
    }
    if is_common(password) { Err(Message::new("error-password-common")) } else { Ok(()) }
}

/// The one rule for every way in which a password is set: it has 10 to 200 characters, is none of those that are guessed
/// first, and does not consist of the login with something added.
///
/// # Errors
/// The reason, to be shown at the field.
pub fn check_for(login: &str, password: &str) -> Result<(), Message> {
    check(password)?;
    let (login, folded) = (login.to_lowercase(), password.to_lowercase());
    let rest = folded.replacen(&login, "", 1);
    let made_of_login = login.chars().count() >= 2 && rest != folded && letters(&rest).chars().count() < 4;
    if made_of_login { Err(Message::new("error-password-common")) } else { Ok(()) }
}

fn is_common(password: &str) -> bool {
    let folded = password.to_lowercase();
    few_signs(&folded) || is_repeated(&folded) || is_run(&folded) || has_common_core(&folded)
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
    fn the_login_with_a_number_is_no_password() {
        assert!(check_for("zhangwei", "zhangwei2015").is_err());
        assert!(check_for("zhangwei", "zhangwei drinks green tea").is_ok());
        assert!(check_for("officer", "earnest-demo").is_ok());
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
