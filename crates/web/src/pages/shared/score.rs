//! Scores, as people read them.

/// A score as people read it: two digits after the point, fewer where they are noughts.
pub(crate) fn score(score: earnest_model::fraction::Fraction) -> String {
    let text = score.rounded(2);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short.is_empty() { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::score;
    use earnest_model::fraction::Fraction;

    #[test]
    fn a_score_keeps_its_noughts_before_the_point() {
        let shown = |text: &str| score(Fraction::parse(text).unwrap());
        assert_eq!([shown("100"), shown("82.5"), shown("265/3"), shown("0")], ["100", "82.5", "88.33", "0"]);
    }
}
