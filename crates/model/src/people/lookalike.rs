//! Logins that look alike: one person could be taken for another.

use crate::{fold::fold, signs::bare};
use unicode_security::confusable_detection::skeleton;

/// What a login looks like: two with the same look can't be told apart by eye (Unicode Technical Standard 39). Signs that
/// part words count alike, and so do a letter with its marks and without, a character and its traditional form.
pub fn look(login: &str) -> String {
    let parted = |sign: char| if matches!(sign, '.' | '_' | '-') { '-' } else { sign };
    // Nearly all logins are plain: the table of other scripts is not asked for them.
    let plain = if login.is_ascii() { login.to_lowercase() } else { fold(&bare(login)) };
    let small: String = plain.chars().map(parted).collect();
    bare(&skeleton(&small).collect::<String>()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn logins_that_the_eye_takes_for_each_other_look_alike() {
        let cyrillic = "\u{43e}ffice";
        let alike = [
            ("office", cyrillic),
            ("test1", "testl"),
            ("zhang.wei", "zhang_wei"),
            ("b0b", "bob"),
            ("admin", "adm\u{ed}n"),
            ("admin", "adm\u{131}n"),
            ("admin", "admi\u{323}n"),
            ("zoe", "zo\u{eb}"),
            ("張偉", "张伟"),
        ];
        for (one, other) in alike {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in
            [("office", "officer"), ("test1", "test2"), ("zhang.wei", "zhangwei"), ("a12", "a21")]
        {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }
}
