//! The organiser's own leading group in the table of results of its circular.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::{
        leaders_hear::{Draw, hear_leaders},
        round_rate::rate_round,
        sheet_submit::{Occasion, submit_sheet},
    },
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    circulars::circular::CircularForm,
    id::{ObservationId, RoundId},
    programmes::{
        gates::Gate,
        standard::{LeadingGroup, Standard},
    },
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    assessment::{open_round_under, standard},
    circulars::publish_checked,
    register::Register,
    site::Site,
    unhindered::{advance_round, go_on},
};

/// Its session is held, heard by whom the lot took, and rated.
fn rated(register: &Register) -> (Actor, RoundId) {
    let taking_part = Standard { leading_group: Some(LeadingGroup::Lower), ..standard() };
    let (office, round) = open_round_under(register, &taking_part);
    let (officer, hearer) = (register.actor(Role::UnitOfficer, "P"), register.actor(Role::Assessor, "A"));
    let (context, day) = (register.context(&office), register.today.get().to_string());
    let form = SessionForm {
        kind: "seminar",
        held_on: &day,
        minutes: "180",
        present: "9",
        expected: "9",
        interactions: "4",
        ..SessionForm::default()
    };
    record_seminar(&register.context(&officer), &Record { unit: "P", round: Some(round), form }).unwrap();
    let draw = Draw { round, each: 1, seed: "57721566490153286060", session_on: "" };
    hear_leaders(&context, &draw).unwrap();
    let account = hearer.account().unwrap();
    let hearer = register.store.snapshot().unwrap().reader().actor(account).unwrap().unwrap();
    let sheet = SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "12")],
        remarks: "said what was theirs to say",
        heard_on: &day,
        ..SheetForm::default()
    };
    submit_sheet(&register.context(&hearer), Occasion::Observation(ObservationId(1)), &sheet).unwrap();
    go_on(&context, round, Gate::Observers);
    advance_round(&context, round).unwrap();
    go_on(&context, round, Gate::Materials);
    assert_eq!(rate_round(&context, round).unwrap(), 1);
    (office, round)
}

#[test]
fn the_row_of_the_leading_group_is_told_apart_in_the_table_of_a_circular() {
    let register = Register::empty_sqlite().with_organisation();
    let (office, round) = rated(&register);
    let form = CircularForm {
        title: "circular",
        recipients: "all",
        grounds: "standard",
        went_well: vec![("", "plans in time")],
        problems: vec![("", "few instances")],
        requirements: vec![("report", "2015-12-31", "")],
        correction: "",
    };
    publish_checked(&register, &office, round, &form);
    let read = Site::on(register).visitor().get("/circulars/1?lang=en").body;
    let annex = read.split("class=\"annex\"").nth(1).unwrap();
    assert!(annex.contains("试验省: the leading group itself"), "{annex}");
}
