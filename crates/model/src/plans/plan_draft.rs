//! The draft of a unit's plan, until its head has signed it: only then it is at the superior.

use crate::{
    id::{AccountId, RoundId, UnitId},
    message::{FieldErrors, Message},
    plans::plan::{PlanBody, PlanForm},
    text::Prose,
    words::words,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// How far a draft has come.
    DraftState, "error-draft-state" {
        /// The officer writes.
        Draft = "draft",
        /// It waits for the head's signature.
        WithHead = "with-head",
        /// The head sent it back with words.
        SentBack = "sent-back",
    }
}

words! {
    /// What is done with a draft.
    DraftStep, "error-draft-step" {
        /// The officer keeps what was written.
        Keep = "keep",
        /// The officer sends it to the head.
        Send = "send",
        /// The head signs it: it is at the superior.
        Sign = "sign",
        /// The head sends it back with words.
        SendBack = "send-back",
    }
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is a draft still.
    Still(DraftState),
    /// It is a version of the plan, submitted to the superior.
    Submitted,
}

impl DraftState {
    /// What a step makes of a draft.
    pub fn after(self, step: DraftStep) -> Result<Became, Message> {
        Ok(match (self, step) {
            (Self::Draft, DraftStep::Keep) => Became::Still(Self::Draft),
            (Self::SentBack, DraftStep::Keep) => Became::Still(Self::SentBack),
            (Self::Draft | Self::SentBack, DraftStep::Send) => Became::Still(Self::WithHead),
            (Self::WithHead, DraftStep::SendBack) => Became::Still(Self::SentBack),
            (Self::WithHead, DraftStep::Sign) => Became::Submitted,
            (Self::WithHead, DraftStep::Keep | DraftStep::Send) => {
                return Err(Message::new("error-draft-with-head"));
            }
            (Self::Draft | Self::SentBack, DraftStep::Sign | DraftStep::SendBack) => {
                return Err(Message::new("error-draft-not-sent"));
            }
        })
    }
}

/// What a draft says so far: every answer a text, complete or not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTexts {
    /// The theme.
    pub theme: String,
    /// The day of the session.
    pub session_on: String,
    /// Section key → text.
    pub sections: BTreeMap<String, String>,
}

impl PlanTexts {
    /// Takes what a form sends, as it is; only what is too long to be kept is refused.
    pub fn of(form: &PlanForm<'_>) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut text = |field: &str, text: &str| {
            let text = text.trim().replace("\r\n", "\n");
            let length = text.chars().count();
            if length > Prose::LIMIT {
                let long = Message::new("error-text-long").with("length", length).with("limit", Prose::LIMIT);
                errors.add(field, long);
            }
            text
        };
        let theme = text("theme", form.theme);
        let session_on = text("session_on", form.session_on);
        let sections = form.sections.iter();
        let sections = sections
            .map(|(key, said)| ((*key).to_owned(), text(&format!("section-{key}"), said)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        if errors.is_empty() { Ok(Self { theme, session_on, sections }) } else { Err(errors) }
    }

    /// The texts of a version, to begin the next one from.
    pub fn of_version(body: &PlanBody, session_on: Option<jiff::civil::Date>) -> Self {
        Self {
            theme: body.theme.to_string(),
            session_on: session_on.map_or_else(String::new, |day| day.to_string()),
            sections: body.sections.iter().map(|(key, text)| (key.clone(), text.to_string())).collect(),
        }
    }

    /// The texts as a form.
    pub fn form(&self) -> PlanForm<'_> {
        PlanForm {
            theme: &self.theme,
            session_on: &self.session_on,
            sections: self.sections.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect(),
        }
    }

    /// The answer to a field: `theme`, `session_on`, `section-KEY`.
    pub fn answer(&self, field: &str) -> &str {
        match field {
            "theme" => &self.theme,
            "session_on" => &self.session_on,
            field => {
                let key = field.strip_prefix("section-").unwrap_or(field);
                self.sections.get(key).map_or("", String::as_str)
            }
        }
    }

    /// Where other texts differ from these, for whoever wrote these: what they say, at its field.
    pub fn overtaken_by(&self, theirs: &Self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        let sections = self.sections.keys().chain(theirs.sections.keys());
        let fields = ["theme".to_owned(), "session_on".to_owned()].into_iter();
        for field in fields.chain(sections.map(|key| format!("section-{key}"))) {
            let text = theirs.answer(&field);
            if text != self.answer(&field) {
                errors.add(field, Message::new("error-draft-theirs").with("text", text));
            }
        }
        errors.add("revision", Message::new("error-draft-changed"));
        errors
    }
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDraft {
    /// The round.
    pub round: RoundId,
    /// Whose it is.
    pub unit: UnitId,
    /// How far it has come.
    pub state: DraftState,
    /// How often it was kept: whoever writes into it says which state they saw.
    pub revision: i32,
    /// What it says.
    pub texts: PlanTexts,
    /// The head's words with which it was sent back.
    pub words: Option<String>,
    /// When it was last changed (RFC 3339, UTC).
    pub changed_at: String,
    /// Who sent it to the head.
    pub sent_by: Option<AccountId>,
}

impl PlanDraft {
    /// Nobody signs what they sent themselves.
    pub fn check_signer(&self, head: Option<AccountId>) -> Result<(), Message> {
        if self.sent_by.is_some() && self.sent_by == head {
            Err(Message::new("error-plan-own"))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_head_s_signature_makes_a_draft_a_version() {
        use DraftState::{Draft, SentBack, WithHead};
        use DraftStep::{Keep, Send, SendBack, Sign};
        assert_eq!(Draft.after(Send), Ok(Became::Still(WithHead)));
        assert_eq!(WithHead.after(SendBack), Ok(Became::Still(SentBack)));
        assert_eq!(SentBack.after(Keep), Ok(Became::Still(SentBack)), "the head's words stay in sight");
        assert_eq!(SentBack.after(Send), Ok(Became::Still(WithHead)));
        assert_eq!(WithHead.after(Sign), Ok(Became::Submitted));
        for (state, step) in
            [(Draft, Sign), (SentBack, Sign), (Draft, SendBack), (WithHead, Keep), (WithHead, Send)]
        {
            assert!(state.after(step).is_err(), "{state:?} {step:?}");
        }
    }

    proptest! {
        #[test]
        fn whoever_is_overtaken_is_told_every_difference_and_nothing_else(
            mine in proptest::collection::btree_map("[a-c]", "[xy]{1,2}", 0..3),
            theirs in proptest::collection::btree_map("[a-c]", "[xy]{1,2}", 0..3),
        ) {
            let texts = |sections: &BTreeMap<String, String>| PlanTexts { sections: sections.clone(), ..PlanTexts::default() };
            let told = texts(&mine).overtaken_by(&texts(&theirs));
            for key in ["a", "b", "c"] {
                let differs = mine.get(key) != theirs.get(key);
                prop_assert_eq!(told.at(&format!("section-{key}")).is_some(), differs);
            }
            prop_assert!(told.at("theme").is_none() && told.at("revision").is_some());
        }
    }
}
