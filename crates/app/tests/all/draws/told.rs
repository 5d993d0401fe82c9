//! Who is told of what was done otherwise than a round asks for, and where it stands.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    circulars::{circular_draft::draft_circular, circular_draft_show::show_draft},
    desk::notices_show::{Notice, list_notices},
    draws::{
        call_up::{Call, call_up_materials},
        draw_freeze::{Freeze, Without, freeze_frame_without},
        draw_replace::replace_check,
        draw_show::show_draw,
    },
    programmes::{round_show::show_round, session_excuse::excuse_session},
};
use earnest_model::{
    actor::Role,
    circulars::circular::CircularForm,
    programmes::{exception::Exception, gates::Gate},
};
use earnest_testkit::{
    assessment::{CLASSES, open_round, rated, review_all_plans},
    register::{Register, on_both_engines},
    unhindered::{go_on, run_draw},
};

/// What a unit's officer is told of such a kind.
fn told(register: &Register, unit: &str, word: &str) -> Vec<Notice> {
    let officer = register.actor(Role::UnitOfficer, unit);
    let found = list_notices(&register.context(&officer), None, false, None, 50).unwrap().notices;
    found.into_iter().filter(|notice| notice.row.telling.word == word).collect()
}

#[test]
fn a_unit_that_is_replaced_is_told_and_stands_in_the_circular_with_who_took_its_place() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        go_on(&context, round, Gate::Observers);
        let classes = CLASSES.map(str::to_owned);
        let freeze = Freeze { round, rate: "20%", classes: &classes };
        let without = Without { units: "A1 merged on 1 May with its neighbour", ..Without::default() };
        let draw = freeze_frame_without(&context, &freeze, &without).unwrap();
        run_draw(&context, draw, "01382438112797316654").unwrap();
        let call = Call { draw, kinds: vec!["roll"], due_on: "2015-06-20" };
        call_up_materials(&context, &call).unwrap();
        let old = show_draw(&context, draw).unwrap().classes[0].units[0].clone();
        assert_eq!(told(register, &old.code, "called-up").len(), 1);
        let new = replace_check(&context, old.id, "flooded in June").unwrap();
        let units = show_draw(&context, draw).unwrap().classes[0].units.clone();
        let next = units.iter().find(|unit| unit.id == new).unwrap();

        assert!(told(register, &old.code, "called-up").is_empty(), "nothing is called up from it any more");
        let out = told(register, &old.code, "drawn-out");
        assert_eq!((out.len(), out[0].home, out[0].row.telling.leads_to()), (1, draw.0, "draw"));
        assert!(out[0].row.detail.contains("flooded in June"), "the reason is told with it");
        assert_eq!(told(register, &next.code, "drawn-in").len(), 1);
        assert!(told(register, &next.code, "drawn-out").is_empty());
        assert_eq!(told(register, "A1", "left-out").len(), 1);
        assert!(told(register, &old.code, "left-out").is_empty());

        let exceptions = show_round(&context, round).unwrap().exceptions;
        let replaced = |one: &Exception| matches!(one, Exception::Replaced { unit, by, reason, .. } if (unit, by) == (&old.name, &next.name) && reason == "flooded in June");
        let left_out = |one: &Exception| matches!(one, Exception::UnitLeftOut { unit, reason, .. } if unit == "A县1" && reason.starts_with("merged"));
        assert!(exceptions.iter().any(replaced), "{exceptions:?}");
        assert!(exceptions.iter().any(left_out), "{exceptions:?}");
    });
}

#[test]
fn a_unit_that_is_excused_is_told_why_and_so_are_all_where_a_gate_is_opened() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let context = register.context(&office);
        excuse_session(&context, round, "A", "merged on 1 June").unwrap();
        let excused = told(register, "A", "excused");
        assert_eq!(excused.len(), 1);
        assert!(excused[0].row.detail.contains("merged on 1 June"));
        assert!(told(register, "B", "excused").is_empty(), "another unit is told nothing of it");
        go_on(&context, round, Gate::Sessions);
        for unit in ["A", "B"] {
            assert!(!told(register, unit, "gate-opened").is_empty(), "{unit}");
        }
        assert!(told(register, "A1", "gate-opened").is_empty(), "it is not this organiser's");
    });
}

#[test]
fn the_page_of_a_draft_has_what_the_published_circular_has() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let context = register.context(&office);
        let form = CircularForm {
            title: "circular on round 1",
            recipients: "all units",
            grounds: "by the standard",
            went_well: vec![("A", "opinions were collected widely")],
            ..CircularForm::default()
        };
        let draft = draft_circular(&context, round, &form).unwrap();
        let shown = show_draft(&context, draft).unwrap();
        let body = shown.body.unwrap();
        assert_eq!((shown.version, body.results.len(), body.went_well.len()), (1, 2, 1));
        assert!(body.results.iter().any(|row| row.unit == county));
        assert!(body.digits.is_some() && !body.classes.is_empty());
        assert!(!body.exceptions.is_empty(), "gates were opened without their condition");
        let id = earnest_testkit::circulars::publish_checked_draft(register, &office, draft);
        let out = earnest_app::circulars::circular_show::show_circular(&register.context(&office), id);
        assert_eq!(out.unwrap().circular.body, body, "nothing is published that its page had not");
    });
}
