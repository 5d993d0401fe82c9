//! Logins that look alike: one person could be taken for another.

use unicode_security::confusable_detection::skeleton;

/// What a login looks like: two with the same look can't be told apart by eye (Unicode Technical Standard 39). Signs that
/// part words count alike.
pub fn look(login: &str) -> String {
    let parted = |sign: char| if matches!(sign, '.' | '_' | '-') { '-' } else { sign };
    let small: String = login.to_lowercase().chars().map(parted).collect();
    skeleton(&small).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn logins_that_the_eye_takes_for_each_other_look_alike() {
        let cyrillic = "\u{43e}ffice";
        for (one, other) in
            [("office", cyrillic), ("test1", "testl"), ("zhang.wei", "zhang_wei"), ("b0b", "bob")]
        {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in
            [("office", "officer"), ("test1", "test2"), ("zhang.wei", "zhangwei"), ("a12", "a21")]
        {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }
}
