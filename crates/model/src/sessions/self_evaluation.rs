//! What a unit says of itself after a round: how much clearer its topic is now, and in which. Nobody is asked for it, and it is
//! no part of any rating.

use crate::{message::FieldErrors, text::Prose, words::words};

words! {
    /// How much was gained from a topic.
    Gained, "error-gained" {
        /// Much.
        Much = "much",
        /// Something.
        Something = "something",
        /// Little.
        Little = "little",
    }
}

/// A self-evaluation as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SelfEvaluationForm<'a> {
    /// How much was gained.
    pub gained: &'a str,
    /// What is clearer now, and what is not.
    pub words: &'a str,
}

/// A self-evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSelfEvaluation {
    /// How much was gained.
    pub gained: Gained,
    /// What is clearer now, and what is not.
    pub words: Prose,
}

/// Parses a self-evaluation.
///
/// # Errors
/// Every fault at `gained` and `words`.
pub fn parse_self_evaluation(form: &SelfEvaluationForm<'_>) -> Result<NewSelfEvaluation, FieldErrors> {
    let mut errors = FieldErrors::new();
    let gained = errors.take("gained", Gained::parse(form.gained));
    let words = errors.take("words", Prose::parse(form.words));
    match (gained, words) {
        (Some(gained), Some(words)) => Ok(NewSelfEvaluation { gained, words }),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_self_evaluation_says_how_much_and_in_which() {
        let errors = parse_self_evaluation(&SelfEvaluationForm::default()).unwrap_err();
        let told: Vec<_> = errors.iter().map(|(field, message)| (field, message.key)).collect();
        assert_eq!(told, [("gained", "error-gained"), ("words", "error-text-empty")]);
        let form = SelfEvaluationForm { gained: "little", words: "we know now whom to ask" };
        assert_eq!(parse_self_evaluation(&form).unwrap().gained, Gained::Little);
    }
}
