//! What is said of an act to whoever has just done it.

/// Words of the acts that keep a draft and nothing more.
const KEEPING: [&str; 2] = ["plan-kept", "standard-kept"];

/// Whether an act with this word only kept what was written: where something was done from it in the same breath, that is what is
/// said.
pub fn keeps_a_draft(word: &str) -> bool {
    KEEPING.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::KEEPING;
    use crate::act::Act;

    #[test]
    fn each_of_them_is_an_act() {
        let known: Vec<_> = Act::WORDS.iter().copied().flatten().collect();
        assert!(KEEPING.iter().all(|word| known.contains(&word)));
    }
}
