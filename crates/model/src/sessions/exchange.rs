//! What was exchanged between the speeches, and who came: each by post.

use crate::{
    id::PostId,
    message::{FieldErrors, Message},
    sessions::roll::{ByPost, Named, Roll},
    text::{Line, Prose, optional},
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most rows of a kind that a form takes.
pub const MOST_ROWS: usize = 60;

words! {
    /// What an exchange began with.
    ExchangeKind, "error-exchange-kind" {
        /// A question.
        Question = "question",
        /// A comment on what somebody said.
        Comment = "comment",
    }
}

words! {
    /// Whether somebody of the roll came.
    Came, "error-came" {
        /// Came.
        Present = "present",
        /// Did not come and had leave.
        Leave = "leave",
        /// Did not come.
        Absent = "absent",
        /// Did not come and caught up later.
        MadeUp = "made-up",
    }
}

impl Came {
    /// Whether the session was attended, on its day or made up.
    pub const fn took_part(self) -> bool {
        matches!(self, Self::Present | Self::MadeUp)
    }

    /// Whether a make-up can still be recorded.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::Leave | Self::Absent)
    }
}

/// A question or a comment between the speeches, with what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The word of its kind.
    #[serde(with = "exchange_kind")]
    pub kind: ExchangeKind,
    /// Who asked or commented.
    pub by: ByPost,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ByPost>,
    /// What was asked or said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Prose>,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Prose>,
}

/// An exchange as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExchangeForm<'a> {
    /// Kind; blank is a question.
    pub kind: &'a str,
    /// Who: key of a post or title.
    pub by: Named<'a>,
    /// To whom; may be blank.
    pub to: Named<'a>,
    /// What was asked or said; may be blank.
    pub said: &'a str,
    /// What was answered; may be blank.
    pub answer: &'a str,
}

/// Whether somebody of the roll came to a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// The post.
    pub post: PostId,
    /// Its title as it was.
    pub title: Line,
    /// Whether its holder came.
    #[serde(with = "came")]
    pub came: Came,
    /// The day of the make-up, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_up_on: Option<Date>,
}

/// Writes a word and reads it.
macro_rules! as_word {
    ($name:ident, $of:ident) => {
        mod $name {
            use super::$of;
            use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

            pub(super) fn serialize<S: Serializer>(one: &$of, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(one.key())
            }

            pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<$of, D::Error> {
                let word = String::deserialize(from)?;
                $of::parse(&word).map_err(|message| D::Error::custom(message.key))
            }
        }
    };
}

as_word!(exchange_kind, ExchangeKind);
as_word!(came, Came);

/// Who can have said something at a session: whoever is told of by the roll of its day and did not stay away.
#[derive(Debug, Clone, Copy)]
pub(super) struct There<'a> {
    /// The roll of the unit.
    pub roll: &'a Roll,
    /// The day of the session, as far as it is known.
    pub day: Option<Date>,
    /// Who of the roll came.
    pub came: &'a [Attended],
}

impl There<'_> {
    /// Reads who said something.
    ///
    /// # Errors
    /// As [`Roll::read_pair`]; who was absent or on leave: `error-speech-absent`. Whoever caught up later may have spoken then.
    pub(super) fn spoke(self, named: Named<'_>) -> Result<ByPost, Message> {
        let by = self.roll.read_pair(named, self.day)?;
        let told = self.came.iter().find(|one| Some(one.post) == by.post);
        match told.filter(|one| one.came.is_missing()) {
            Some(one) => Err(Message::new("error-speech-absent").with("post", one.title.as_str())),
            None => Ok(by),
        }
    }
}

/// Reads exchanges; blank rows are left out, faults stand at `exchange-N-…`.
pub(super) fn exchanges(
    forms: &[ExchangeForm<'_>],
    there: There<'_>,
    errors: &mut FieldErrors,
) -> Vec<Exchange> {
    let told = |form: &ExchangeForm<'_>| {
        let typed = [form.said, form.answer].iter().any(|text| !text.trim().is_empty());
        typed || !form.by.is_blank() || !form.to.is_blank()
    };
    let mut exchanges = Vec::new();
    for (place, form) in forms.iter().enumerate().filter(|(_, form)| told(form)) {
        let at = |name: &str| format!("exchange-{place}-{name}");
        let kind = optional(form.kind, ExchangeKind::parse);
        let kind = errors.take(&at("kind"), kind).map(|kind| kind.unwrap_or(ExchangeKind::Question));
        let by = errors.take(&at("by"), there.spoke(form.by));
        // Something may be said of who is absent; answer it they did not.
        let to = match (form.to.is_blank(), form.answer.trim().is_empty()) {
            (true, _) => Ok(None),
            (false, true) => there.roll.read_pair(form.to, there.day).map(Some),
            (false, false) => there.spoke(form.to).map(Some),
        };
        let to = errors.take(&at("to"), to);
        let said = errors.take(&at("said"), optional(form.said, Prose::parse));
        let answer = errors.take(&at("answer"), optional(form.answer, Prose::parse));
        if matches!((&said, &answer), (Some(None), Some(Some(_)))) {
            errors.add(at("said"), Message::new("error-exchange-unasked"));
        }
        if let (Some(kind), Some(by), Some(to), Some(said), Some(answer)) = (kind, by, to, said, answer) {
            exchanges.push(Exchange { kind, by, to, said, answer });
        }
    }
    if forms.len() > MOST_ROWS {
        errors.add(format!("exchange-{MOST_ROWS}-by"), too_many());
    }
    exchanges
}

/// Reads who came: key of the post and the word; posts without a word are left out, faults stand at `came-POST`. What was
/// made up stays made up (`before`), and nobody is made up by recording it here.
pub(super) fn attendance(
    forms: &[(&str, &str)],
    before: &[Attended],
    (roll, day): (&Roll, Option<Date>),
    errors: &mut FieldErrors,
) -> Vec<Attended> {
    let mut attended: Vec<Attended> = Vec::new();
    for (key, word) in forms.iter().filter(|(_, word)| !word.trim().is_empty()) {
        let field = format!("came-{key}");
        let came = errors.take(&field, Came::parse(word));
        let by = errors.take(&field, roll.read(key, day));
        let (Some(came), Some(ByPost { title, post: Some(post) })) = (came, by) else { continue };
        let was = before.iter().find(|one| one.post == post);
        let made_up_on = was.and_then(|one| one.made_up_on).filter(|_| came == Came::MadeUp);
        if came == Came::MadeUp && made_up_on.is_none() {
            errors.add(field, Message::new("error-came-make-up"));
        } else if attended.iter().all(|one| one.post != post) {
            attended.push(Attended { post, title, came, made_up_on });
        }
    }
    attended
}

/// More rows than a form takes.
pub(super) fn too_many() -> Message {
    Message::new("error-rows-many").with("most", i64::try_from(MOST_ROWS).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{days::Days, sessions::roll::OnRoll};
    use jiff::civil::date;

    fn roll() -> Roll {
        let days = Days::kept(date(2015, 1, 1), None);
        let one = |post, title: &str| OnRoll {
            post: PostId(post),
            title: title.to_owned(),
            days,
            leads: Vec::new(),
        };
        Roll(vec![one(1, "head"), one(2, "deputy")])
    }

    #[test]
    fn an_exchange_keeps_who_asked_whom_and_what_was_answered_and_none_is_without_who_asked() {
        let (roll, day) = (roll(), Some(date(2015, 6, 1)));
        let there = There { roll: &roll, day, came: &[] };
        let asked = ExchangeForm {
            by: "2".into(),
            to: "head".into(),
            said: "by when?",
            answer: "June",
            ..Default::default()
        };
        let forms = [asked, ExchangeForm::default(), ExchangeForm { said: "who?", kind: "shout", ..asked }];
        let mut errors = FieldErrors::new();
        let read = exchanges(&forms[..2], there, &mut errors);
        assert!(errors.is_empty());
        let one = read.first().unwrap();
        assert_eq!(
            (one.kind, one.by.post, one.to.as_ref().and_then(|to| to.post)),
            (ExchangeKind::Question, Some(PostId(2)), Some(PostId(1)))
        );
        let json = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Exchange>>(&json).unwrap(), read);
        exchanges(&[ExchangeForm { by: "".into(), ..asked }, forms[2]], there, &mut errors);
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["exchange-0-by", "exchange-1-kind"]);
        let many = vec![asked; MOST_ROWS + 1];
        let mut errors = FieldErrors::new();
        exchanges(&many, there, &mut errors);
        assert_eq!(errors.iter().next().unwrap().1.key, "error-rows-many", "none is left out silently");
    }

    #[test]
    fn who_was_absent_or_on_leave_said_nothing_and_may_be_spoken_of() {
        let (roll, day) = (roll(), Some(date(2015, 6, 1)));
        let mut errors = FieldErrors::new();
        let came = attendance(&[("1", "leave"), ("2", "present")], &[], (&roll, day), &mut errors);
        let there = There { roll: &roll, day, came: &came };
        let spoken =
            ExchangeForm { by: "2".into(), to: "1".into(), said: "of the head", ..Default::default() };
        assert_eq!(exchanges(&[spoken], there, &mut errors).len(), 1);
        assert!(errors.is_empty());
        let answered = ExchangeForm { answer: "an answer", ..spoken };
        let asked = ExchangeForm { by: "head".into(), ..spoken };
        exchanges(&[answered, asked], there, &mut errors);
        let told: Vec<_> = errors.iter().map(|(field, message)| (field, message.key)).collect();
        assert_eq!(
            told,
            [("exchange-0-to", "error-speech-absent"), ("exchange-1-by", "error-speech-absent")]
        );
    }

    #[test]
    fn who_came_is_chosen_from_the_roll_and_nobody_has_made_up_what_no_make_up_was_recorded_for() {
        let (roll, day) = (roll(), Some(date(2015, 6, 1)));
        let mut errors = FieldErrors::new();
        let read = attendance(&[("1", "present"), ("2", "")], &[], (&roll, day), &mut errors);
        assert!(errors.is_empty() && read.len() == 1 && read.iter().all(|one| one.came.took_part()));
        attendance(&[("1", "here"), ("2", "made-up"), ("7", "absent")], &[], (&roll, day), &mut errors);
        let told: Vec<_> = errors.iter().map(|(field, message)| (field, message.key)).collect();
        assert_eq!(
            told,
            [("came-1", "error-came"), ("came-2", "error-came-make-up"), ("came-7", "error-roll-unknown")]
        );
    }
}
