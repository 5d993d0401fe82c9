//! What is offered when a visit is planned: units by what speaks for going there, the coverage of the classes, and trips that go there
//! already.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::visit_checks::measures;
use earnest_app::{
    people::post_register::register_post,
    visits::{
        tour_plan::{ask_tour, plan_tour, planned_already},
        visit_record::record_visit,
        visit_show::list_visits,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    visits::{record_form::RecordForm, tour::PlanForm},
};
use earnest_testkit::{
    refused::hidden,
    register::{Register, on_both_engines},
};
use jiff::civil::date;

fn planned(register: &Register, office: &Actor, unit: &str) {
    let form = PostForm {
        kind: "portfolio-lead",
        title: "the deputy",
        from: "2015-05-01",
        until: "",
        another: true,
    };
    let post = register_post(&register.context(office), "P", form).unwrap().to_string();
    let today = register.today.get().to_string();
    let form = PlanForm {
        leader: &post,
        purposes: "supervision",
        from: &today,
        until: &today,
        units: vec![(unit, "choice")],
        ..PlanForm::default()
    };
    plan_tour(&register.context(office), "P", &form).unwrap();
}

#[test]
fn units_are_offered_by_what_speaks_for_going_there_and_the_classes_say_how_far_they_are_covered() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        measures(register);
        register.today.set(date(2015, 7, 20));
        let found = ask_tour(&register.context(&office), Some("P"), None).unwrap();
        let first = found.risks.first().unwrap();
        assert_eq!((first.code.as_str(), first.standing.overdue), ("A", 1), "{:?}", found.risks);
        assert_eq!(first.standing.visited_on, None, "nobody was there");
        assert!(first.standing.size > 1, "what stands beneath it is part of it");
        let covered = |register: &Register| {
            let found = ask_tour(&register.context(&office), Some("P"), None).unwrap();
            found.covered.iter().map(|one| one.visited.value()).sum::<u64>()
        };
        assert_eq!(covered(register), 0);
        planned(register, &office, "A");
        assert_eq!(covered(register), 0, "a visit that is only planned covers nothing");
        let visit = list_visits(&register.context(&office), None).unwrap().planned[0].id;
        let form = RecordForm { visited_on: "2015-07-20", summary: "in order", ..RecordForm::default() };
        record_visit(&register.context(&office), visit, &form).unwrap();
        assert_eq!(covered(register), 1);
        let found = ask_tour(&register.context(&office), Some("P"), None).unwrap();
        assert_eq!(found.risks[0].standing.visited_on, Some(date(2015, 7, 20)));
    });
}

#[test]
fn a_planned_trip_to_a_unit_is_told_to_whoever_plans_another_and_to_nobody_beside() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        planned(register, &office, "A");
        let told = |who: &Actor, organiser: &str, codes: &[&str]| {
            planned_already(&register.context(who), organiser, codes).map(|found| found.len())
        };
        assert_eq!(told(&office, "P", &["A", "B"]).unwrap(), 1);
        assert_eq!(told(&office, "P", &["B"]).unwrap(), 0);
        let beneath = register.actor(Role::Office, "A");
        assert!(hidden(told(&beneath, "P", &["A"])), "nobody beneath learns of it");
        assert_eq!(told(&beneath, "A", &["A1"]).unwrap(), 0);
    });
}
