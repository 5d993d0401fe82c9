//! What a session resolved, and its unit is joined to another before it is done.

use super::{does, follows, joined, look, told};
use earnest_app::sessions::{
    resolutions::{end_resolution, list_resolutions, make_resolution, show_resolution},
    seminar_page::show_seminar,
    seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::Role,
    sessions::{
        resolution::{ResolutionForm, ResolutionState},
        seminar::SessionForm,
    },
    units::change::{Hang, HangRule},
};
use earnest_testkit::register::on_both_engines;

#[test]
fn what_a_session_resolved_and_nobody_did_yet_goes_to_the_unit_that_takes_the_place() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "G2");
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "120",
            present: "9",
            expected: "10",
            interactions: "0",
            ..SessionForm::default()
        };
        let record = Record { unit: "G2", round: None, form };
        let held = record_seminar(&register.context(&officer), &record).unwrap();
        let resolve = |body| {
            let form =
                ResolutionForm { body, owner: "the head".into(), due_on: "2015-07-01", another: false };
            make_resolution(&register.context(&officer), held, &form).unwrap()
        };
        let end = |who, which, outcome| {
            let done = (ResolutionState::Done, outcome);
            end_resolution(&register.context(who), which, done).unwrap();
        };
        let (open, done) = (resolve("answer letters within a week"), resolve("hang the rules out"));
        end(&officer, done, "they hang in the hall");
        let seen = look(register, &joined("G2", "G1"));
        assert_eq!(told(&seen, Hang::Resolutions, HangRule::Follows), 1, "what is done stays");
        does(register, &joined("G2", "G1"));
        assert_eq!(register.last_event().1["records"], follows(&seen));
        let heir = register.actor(Role::UnitOfficer, "G1");
        let all = list_resolutions(&register.context(&heir), (true, None), 9).unwrap().resolutions;
        assert_eq!(all.iter().map(|one| (one.id, one.code.as_str())).collect::<Vec<_>>(), [(open, "G1")]);
        let office = register.actor(Role::Office, "P");
        let of_session = show_seminar(&register.context(&office), held).unwrap().resolutions;
        assert_eq!(of_session.len(), 2, "the page of the session tells of both");
        end(&heir, open, "every letter was answered");
        assert_eq!(register.last_event().0, "record-seminar");
        assert!(show_resolution(&register.context(&office), open).unwrap().resolution.ended_on.is_some());
    });
}
