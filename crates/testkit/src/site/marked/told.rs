//! What is told in the marked organisation: cases, lessons for units beneath, examples, comments of the public.

use super::{code, shared, text, tree::reason};
use crate::register::Register;
use earnest_app::{
    circulars::{circular_show::list_circulars, comment_write::write_comment},
    sessions::{
        case_register::register_case,
        exemplar_mark::mark_exemplar,
        lesson_suggest::{Lesson, suggest_lesson},
        seminar_record::{Record, record_seminar},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{RoundId, SeminarId},
    sessions::{
        case_study::CaseForm,
        seminar::{SessionForm, SpeechForm},
    },
};

/// Something of each at both sides of the tree. `rounds` are those of A and B, whose organisers hold examples up.
pub(super) fn told(register: &Register, rounds: [(&'static str, RoundId); 2]) {
    for organiser in ["P", "A", "B"] {
        let said = shared(organiser);
        let office = register.actor(Role::Office, &code(organiser));
        let form =
            CaseForm { kind: "positive", title: &said, source: &said, body: &said, ..CaseForm::default() };
        register_case(&register.context(&office), &code(organiser), &form).expect("a case");
    }
    for (organiser, beneath) in [("A", "A1"), ("B", "B1")] {
        let id = session(register, organiser, None, &text(organiser));
        let officer = register.actor(Role::UnitOfficer, &code(organiser));
        let lesson = Lesson { unit: &code(beneath), body: &text(beneath), another: false };
        suggest_lesson(&register.context(&officer), id, 0, &lesson).expect("a lesson");
    }
    for ((organiser, round), unit) in rounds.into_iter().zip(["A1T", "B1T"]) {
        let id = session(register, unit, Some(round), &shared(organiser));
        let office = register.actor(Role::Office, &code(organiser));
        mark_exemplar(&register.context(&office), id, Some(&reason(&shared(organiser)))).expect("an example");
    }
    let public = register.context(&Actor::PUBLIC);
    for circular in list_circulars(&public, None, 20).expect("circulars").circulars {
        write_comment(&public, circular.id, "公众的意见").expect("a comment");
    }
}

fn session(register: &Register, unit: &str, round: Option<RoundId>, said: &str) -> SeminarId {
    let speech = SpeechForm {
        post: said.into(),
        instances: "1",
        measures: "1",
        lessons: said,
        ..SpeechForm::default()
    };
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-06-01",
        minutes: "120",
        present: "9",
        expected: "10",
        speeches: vec![speech],
        ..SessionForm::default()
    };
    let officer = register.actor(Role::UnitOfficer, &code(unit));
    record_seminar(&register.context(&officer), &Record { unit: &code(unit), round, form })
        .expect("a session")
}
