//! Answers that are chosen and not written: what a form sent under a name is read here, once, into what it means. What was
//! not sent, was sent twice in two ways, or is none of the answers, is a fault at its field, and never one of them.

use crate::frame::{call::Call, fields::Fields};
use earnest_app::AppError;
use earnest_model::message::Message;
use std::str::FromStr;

/// What a box may send when it is ticked: one that answers a question, and one that stands for itself.
const TICKED: [&str; 2] = ["yes", "1"];

impl Fields {
    /// What was sent under a name, if it was sent in one way.
    fn single<'f>(&'f self, name: &'f str) -> Result<Option<&'f str>, AppError> {
        let mut all = self.all(name);
        let first = all.next();
        if all.any(|other| Some(other) != first) { Err(no_answer(name)) } else { Ok(first) }
    }

    /// The one answer under a name, which must be given.
    pub fn chosen<T>(&self, name: &str, read: impl Fn(&str) -> Result<T, Message>) -> Result<T, AppError> {
        let sent = self.single(name)?.unwrap_or_default();
        read(sent).map_err(|message| AppError::field(name, message))
    }

    /// The record of a list under a name; an empty answer is none of them.
    pub fn one_of<T: FromStr>(&self, name: &str) -> Result<Option<T>, AppError> {
        let sent = self.single(name)?.filter(|sent| !sent.is_empty());
        sent.map(str::parse).transpose().map_err(|_| no_answer(name))
    }

    /// All records of a list under a name, each once.
    pub fn any_of<T: FromStr + PartialEq>(&self, name: &str) -> Result<Vec<T>, AppError> {
        let mut all = Vec::new();
        for sent in self.all(name) {
            let one = sent.parse().map_err(|_| no_answer(name))?;
            if !all.contains(&one) {
                all.push(one);
            }
        }
        Ok(all)
    }

    /// Whether a box was ticked. One that was not is not sent.
    pub fn ticked(&self, name: &str) -> Result<bool, AppError> {
        match self.single(name)? {
            None | Some("") => Ok(false),
            Some(sent) if TICKED.contains(&sent) => Ok(true),
            Some(_) => Err(no_answer(name)),
        }
    }
}

impl Call<'_> {
    /// The one answer of the form under a name, which must be given.
    pub fn chosen<T>(&self, name: &str, read: impl Fn(&str) -> Result<T, Message>) -> Result<T, AppError> {
        self.form.chosen(name, read)
    }

    /// Which button was pressed of a form whose address says what its usual one does: that one carries no word.
    pub fn pressed<T>(
        &self,
        name: &str,
        usual: T,
        read: impl Fn(&str) -> Result<T, Message>,
    ) -> Result<T, AppError> {
        if self.form.find(name).is_none() { Ok(usual) } else { self.form.chosen(name, read) }
    }

    /// Whether a box of the form was ticked.
    pub fn ticked(&self, name: &str) -> Result<bool, AppError> {
        self.form.ticked(name)
    }
}

fn no_answer(name: &str) -> AppError {
    AppError::field(name, Message::new("error-choice"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::choice::YesNo;

    fn sent(text: &str) -> Fields {
        Fields::parse(text.as_bytes())
    }

    #[test]
    fn only_an_answer_is_an_answer() {
        let read = |text: &str| sent(text).chosen("decision", YesNo::parse).ok();
        assert_eq!(read("decision=yes"), Some(YesNo::Yes));
        assert_eq!(read("decision=no&decision=no"), Some(YesNo::No));
        for none in
            ["", "decision=", "decision=return", "decision=YES", "decision=yes&decision=no", "other=yes"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_box_is_ticked_by_its_own_word_and_by_no_other() {
        for blank in ["", "sensitive="] {
            assert_eq!(sent(blank).ticked("sensitive").ok(), Some(false));
        }
        assert_eq!(sent("sensitive=yes").ticked("sensitive").ok(), Some(true));
        assert_eq!(sent("again=1").ticked("again").ok(), Some(true));
        for other in ["sensitive=on", "sensitive=no", "sensitive=yes&sensitive=no"] {
            assert!(sent(other).ticked("sensitive").is_err(), "{other}");
        }
    }

    #[test]
    fn a_record_that_can_not_be_read_is_not_none_of_them() {
        assert_eq!(sent("round=").one_of::<i64>("round").ok(), Some(None));
        assert_eq!(sent("round=3").one_of::<i64>("round").ok(), Some(Some(3)));
        assert!(sent("round=x").one_of::<i64>("round").is_err());
        assert_eq!(sent("p=3&p=4&p=3").any_of::<i64>("p").ok(), Some(vec![3, 4]));
        assert!(sent("p=3&p=").any_of::<i64>("p").is_err());
    }
}
