//! Logins that look alike: one person could be taken for another.

use crate::signs;

/// What a login looks like ([`signs::look`]). Signs that part words count alike, and none at its ends.
pub fn look(login: &str) -> String {
    let parted = |sign: char| if matches!(sign, '.' | '_' | '-') { '-' } else { sign };
    let small: String = signs::meant(login).chars().map(parted).collect();
    let parts = small.split('-').filter(|part| !part.is_empty());
    signs::look(&parts.collect::<Vec<_>>().join("-"))
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
            ("boss", "bo\u{17f}s"),
            ("boss", "boss."),
            ("boss", "_boss"),
            ("zhang.wei", "zhang--wei"),
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
