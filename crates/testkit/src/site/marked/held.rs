//! Sessions in the marked organisation: held, corrected, with what they resolved and what the unit says of itself.

use super::{code, text};
use crate::register::Register;
use earnest_app::sessions::{
    resolutions::make_resolution,
    self_evaluation::evaluate_self,
    seminar_change::{Correct, correct_seminar},
    seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::Role,
    id::RoundId,
    sessions::{
        exchange::ExchangeForm,
        resolution::ResolutionForm,
        self_evaluation::SelfEvaluationForm,
        seminar::{SessionForm, SpeechForm},
    },
};

pub(super) fn session(register: &Register, unit: &str, round: Option<RoundId>) {
    let said = text(unit);
    let speech = SpeechForm {
        post: said.as_str().into(),
        instances: "1",
        measures: "1",
        lessons: &said,
        ..SpeechForm::default()
    };
    let speech = SpeechForm { words: [said.as_str(); 4], ..speech };
    let asked = ExchangeForm {
        by: said.as_str().into(),
        to: said.as_str().into(),
        said: &said,
        answer: &said,
        kind: "comment",
    };
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-06-01",
        minutes: "120",
        present: "9",
        expected: "10",
        interactions: "3",
        exchanges: vec![asked],
        consensus: &said,
        speeches: vec![speech],
        cases: vec![(&said, "positive")],
        ..SessionForm::default()
    };
    let officer = register.actor(Role::UnitOfficer, &code(unit));
    let context = register.context(&officer);
    let id = record_seminar(&context, &Record { unit: &code(unit), round, form: form.clone() })
        .expect("a session is recorded");
    let form = SessionForm { minutes: "150", ..form };
    let reason = format!("{said}：时长写错了，按会议记录更正。");
    correct_seminar(&context, id, &Correct { round, form, reason: &reason, despite: false })
        .expect("a session is corrected");
    let resolved =
        ResolutionForm { body: &said, owner: said.as_str().into(), due_on: "2015-06-30", another: false };
    make_resolution(&context, id, &resolved).expect("a resolution");
    if let Some(round) = round {
        let words = SelfEvaluationForm { gained: "something", words: &said };
        evaluate_self(&context, (&code(unit), round), &words).expect("a self-evaluation");
    }
}
