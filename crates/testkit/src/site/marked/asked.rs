//! Questions to units with an answer, and requests that units call too much.

use super::tree::{beneath, code, reason, shared, text};
use crate::register::Register;
use earnest_app::{
    burden::{
        burden_report::report_burden,
        question_answer::answer_question,
        question_ask::{Ask, ask_question},
    },
    figures::{
        report_freeze::{closed_day, freeze_report},
        report_make::{Facts, Wanted, make_report},
        report_sign::sign_report,
    },
};
use earnest_model::{
    actor::Role,
    burden::{budget::Kind, question::QuestionForm},
    id::RoundId,
};

pub fn ask(register: &Register, organiser: &str, round: RoundId) {
    let pack = crate::pack::shipped();
    let (office, said, at) =
        (register.actor(Role::Office, &code(organiser)), shared(organiser), code(organiser));
    let form =
        QuestionForm { title: &said, why: &said, fields: vec![&said], minutes: "5", due_on: "2015-06-20" };
    let ask = Ask { unit: &at, form, classes: Vec::new() };
    let question = ask_question(&register.context(&office), &pack, &ask).expect("a question");
    for unit in beneath(organiser).into_iter().take(2) {
        let (officer, own, words) = (register.actor(Role::UnitOfficer, &code(unit)), code(unit), text(unit));
        let context = register.context(&officer);
        answer_question(&context, question, &own, &[&words]).expect("an answer");
        let why = reason(&words);
        report_burden(&context, &own, (Kind::Plan, round.0), &why).expect("a report");
    }
}

/// A report of the organiser, frozen and signed.
pub fn freeze(register: &Register, organiser: &str) {
    let (office, at) = (register.actor(Role::Office, &code(organiser)), code(organiser));
    let template = format!("{} {{{{units}}}}", text(organiser));
    let words = |_: earnest_model::figures::report_template::Word, _: &Facts| String::new();
    let wanted = Wanted {
        unit: Some(&at),
        programme: None,
        as_of: None,
        template: &template,
        tried: None,
        words: &words,
    };
    let context = register.context(&office);
    let closed = Wanted { as_of: Some(closed_day(context.today)), ..wanted };
    let seen = make_report(&context, &closed).expect("a report").hash();
    let id = freeze_report(&context, &wanted, &seen).expect("a report is frozen");
    let head = register.actor(Role::UnitHead, &at);
    sign_report(&register.context(&head), id, &seen).expect("its head signs it");
}
