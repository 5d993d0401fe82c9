//! The end of a post: what it was to take over, what records of later days tell of it, and the page of whoever held it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    duties::{
        charge_give::{ChargeForm, give_charge},
        charge_show::show_leader,
        duty_lay::{end_duty, lay_duty},
    },
    people::post_register::{end_post, register_post},
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::{DutyForm, PostForm},
    id::PostId,
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    refused::refused,
    register::{Register, on_both_engines},
};

fn post(register: &Register, office: &Actor, from: &str) -> PostId {
    let form = PostForm { kind: "chief", title: "the secretary", from, until: "", another: true };
    register_post(&register.context(office), "A", form).unwrap()
}

fn lay(register: &Register, office: &Actor, post: PostId, laid_on: &str) -> earnest_model::id::DutyId {
    let post = post.to_string();
    let form = DutyForm { kind: "first", post: &post, laid_on, due_on: "", hand_over: true };
    lay_duty(&register.context(office), "A", form).unwrap()
}

fn fault(end: Result<(), AppError>) -> String {
    refused(end).to_owned()
}

#[test]
fn a_post_does_not_end_before_what_it_is_to_take_over_nor_before_a_record_that_names_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let (now, next) = (post(register, &office, "2015-05-01"), post(register, &office, "2015-05-10"));
        lay(register, &office, now, "2015-05-04");
        let coming = lay(register, &office, next, "2015-06-10");
        assert_eq!(fault(end_post(&context, next, "2015-06-05")), "error-post-later-duty");
        end_duty(&context, coming, "2015-06-10").unwrap();
        let key = next.to_string();
        let officer = register.actor(Role::UnitOfficer, "A");
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "120",
            present: "9",
            expected: "10",
            interactions: "0",
            attendance: vec![(&key, "present")],
            ..SessionForm::default()
        };
        record_seminar(&register.context(&officer), &Record { unit: "A", round: None, form }).unwrap();
        assert_eq!(fault(end_post(&context, next, "2015-05-31")), "error-post-later-session");
        let of_a1 = ChargeForm { unit: "A1", kind: "contact", from: "2015-06-20", until: "" };
        give_charge(&context, next, of_a1).unwrap();
        assert_eq!(fault(end_post(&context, next, "2015-06-05")), "error-post-later-charge");
        assert_eq!(register.last_event().0, "assign-duty", "what was refused is no act");
        let charged = register.last_entry().place;
        end_post(&context, next, "2015-06-25").unwrap();
        assert_eq!(register.last_entry().place, charged + 1);
    });
}

#[test]
fn the_page_of_a_former_leader_tells_the_own_term_and_not_the_successor_s() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (former, next) = (post(register, &office, "2015-05-01"), post(register, &office, "2015-05-20"));
        lay(register, &office, former, "2015-05-04");
        lay(register, &office, next, "2015-05-20");
        end_post(&register.context(&office), former, "2015-05-19").unwrap();
        let days = |post| -> Vec<String> {
            let page = show_leader(&register.context(&office), post).unwrap();
            page.duties.iter().map(|duty| duty.laid_on.to_string()).collect()
        };
        assert_eq!(days(former), ["2015-05-04"]);
        assert_eq!(days(next), ["2015-05-20"], "two posts of one title are two");
    });
}
