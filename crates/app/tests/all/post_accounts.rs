//! A post and the account of whoever holds it: the desk leads to the page of the post, and what was directed in its name stands there.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    duties::{
        charge_show::show_leader, duties_show::show_duties, own_posts::own_posts, post_account::tie_post,
    },
    people::post_register::{end_post, register_post},
    tasks::task_send::send_task,
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    id::PostId,
    tasks::task::TaskForm,
};
use earnest_testkit::{
    refused::{hidden, refused_at},
    register::{Register, on_both_engines},
};
use jiff::civil::date;

fn post(register: &Register, office: &Actor, (unit, title, from): (&str, &str, &str)) -> PostId {
    let form = PostForm { kind: "portfolio-lead", title, from, until: "", another: false };
    register_post(&register.context(office), unit, form).unwrap()
}

fn key(who: &Actor) -> String {
    who.account().unwrap().to_string()
}

fn direct(register: &Register, who: &Actor, leader: &str) {
    let form = TaskForm {
        kind: "direction",
        leader,
        title: "look into it",
        body: "what was found",
        due_on: "2015-06-20",
    };
    send_task(&register.context(who), "A", form, &["A1"]).unwrap();
}

#[test]
fn whoever_holds_a_post_is_led_to_its_page_and_a_stranger_ties_nobody_to_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let deputy = post(register, &office, ("A", "deputy", "2015-05-01"));
        let head = register.actor(Role::UnitHead, "A");
        assert_eq!(own_posts(&register.context(&head)).unwrap(), []);
        let administrator = register.actor(Role::Administrator, "A");
        let elsewhere = register.actor(Role::UnitHead, "B");
        let beneath = register.actor(Role::UnitHead, "A1");
        let tie = |who: &Actor, account: &str| tie_post(&register.context(who), deputy, account);
        for stranger in [&elsewhere, &beneath] {
            assert!(
                hidden(tie(stranger, &key(stranger))),
                "nobody ties themselves to the post of another unit"
            );
        }
        for (who, key) in
            [(&office, key(&administrator)), (&office, key(&elsewhere)), (&head, "x".to_owned())]
        {
            assert_eq!(refused_at("account", tie(who, &key)), "error-post-account");
        }
        tie(&office, &key(&head)).unwrap();
        let (act, detail) = register.last_event();
        assert_eq!((act.as_str(), detail["title"].as_str()), ("assign-duty", Some("deputy")));
        assert_eq!(refused_at("account", tie(&office, &key(&head))), "error-post-account-same");
        let own = own_posts(&register.context(&head)).unwrap();
        assert_eq!(
            own.iter().map(|own| (own.id, own.title.as_str())).collect::<Vec<_>>(),
            [(deputy, "deputy")]
        );
        show_leader(&register.context(&head), own[0].id).unwrap();
        assert_eq!(own_posts(&register.context(&office)).unwrap(), []);
        let told = show_duties(&register.context(&office), "A").unwrap().posts;
        assert_eq!(told[0].account.as_ref().map(|(_, title)| title.as_str()), Some("unit-head of A"));
        tie(&head, "").unwrap();
        assert_eq!(own_posts(&register.context(&head)).unwrap(), [], "taken away");
        assert_eq!(refused_at("account", tie(&head, "")), "error-post-account-same");
        tie(&head, &key(&head)).unwrap();
        end_post(&register.context(&office), deputy, "2015-06-01").unwrap();
        assert_eq!(own_posts(&register.context(&head)).unwrap().len(), 1, "the last day is one of them");
        register.today.set(date(2015, 6, 2));
        assert_eq!(own_posts(&register.context(&head)).unwrap(), []);
        assert_eq!(refused_at("post", tie(&office, "")), "error-post-over");
    });
}

#[test]
fn what_was_directed_in_the_name_of_a_post_while_it_was_held_stands_on_its_page() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let deputy = post(register, &office, ("A", "deputy", "2015-05-01"));
        let other = post(register, &office, ("A", "secretary", "2015-05-01"));
        let head = register.actor(Role::UnitHead, "A");
        direct(register, &head, "deputy");
        let directed = |post| {
            let view = show_leader(&register.context(&head), post).unwrap();
            view.directed.iter().map(|task| (task.code.clone(), task.title.clone())).collect::<Vec<_>>()
        };
        let one = [("A1".to_owned(), "look into it".to_owned())];
        assert_eq!((directed(deputy), directed(other)), (one.to_vec(), Vec::new()));
        end_post(&register.context(&office), deputy, "2015-06-01").unwrap();
        register.today.set(date(2015, 6, 2));
        let next = post(register, &office, ("A", "deputy", "2015-06-02"));
        direct(register, &head, "deputy");
        assert_eq!((directed(deputy).len(), directed(next).len()), (1, 1), "each of its own time");
    });
}
