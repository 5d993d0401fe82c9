//! What leaders do at the marked organisation: contact lists, planned tours, directions, reminders.

use super::tree::{beneath, code, shared};
use crate::register::Register;
use earnest_app::{
    duties::charge_give::{ChargeForm, give_charge},
    people::post_register::register_post,
    tasks::task_send::send_task,
    visits::tour_plan::plan_tour,
};
use earnest_model::{actor::Role, duties::duty::PostForm, tasks::task::TaskForm, visits::tour::PlanForm};

/// A leader with a contact list, a planned tour, a direction and a reminder to every unit beneath.
pub(super) fn steer(register: &Register, organiser: &str) {
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    let (at, said) = (code(organiser), shared(organiser));
    let post =
        PostForm { kind: "portfolio-lead", title: &said, from: "2015-05-01", until: "", another: false };
    let post = register_post(&context, &at, post).expect("a post");
    let units: Vec<String> = beneath(organiser).into_iter().map(code).collect();
    for unit in &units {
        let charge = ChargeForm { unit, kind: "contact", from: "2015-05-01", until: "" };
        give_charge(&context, post, charge).expect("a contact unit");
    }
    let (day, leader) = (register.today.get().to_string(), post.to_string());
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let tour = PlanForm {
        leader: &leader,
        purposes: &said,
        from: &day,
        until: &day,
        units: units.iter().map(|unit| (*unit, "contact")).collect(),
        ..PlanForm::default()
    };
    plan_tour(&context, &at, &tour).expect("a planned tour");
    for (kind, due_on) in [("direction", day.as_str()), ("reminder", "")] {
        let task = TaskForm { kind, leader: &said, title: &said, body: &said, due_on };
        send_task(&context, &at, task, &units).expect("a task");
    }
}
