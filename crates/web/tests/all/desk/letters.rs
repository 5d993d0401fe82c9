//! Letters over the pages and out of the worker: what is wished, what is written, and the queue behind it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::letters::{Letter, Post, PostFault, wish_letters},
    tasks::task_send::send_task,
};
use earnest_model::{
    Timestamp,
    actor::{Actor, Role},
    desk::mail::MailForm,
    tasks::task::TaskForm,
};
use earnest_testkit::{register::Register, site::Site};
use earnest_web::{Outgoing, State, worker};
use std::sync::{Arc, Mutex};

/// A post that keeps what it is given, or refuses everything.
#[derive(Default)]
struct Box(Mutex<Vec<Letter>>, bool);

impl Post for Box {
    fn send(&self, letter: &Letter, _: Timestamp) -> Result<(), PostFault> {
        if self.1 {
            return Err(PostFault("554 not today".to_owned()));
        }
        self.0.lock().unwrap().push(letter.clone());
        Ok(())
    }
}

fn state(register: &Register, post: Arc<Box>) -> State {
    State {
        mail: Some(Outgoing { post, address: Arc::from("https://earnest.example") }),
        ..Site::state_of(register)
    }
}

fn wish(register: &Register, who: &Actor, language: &str) {
    let form = MailForm {
        mode: "daily",
        address: "a@mail.example",
        hour: "8",
        quiet_from: "22",
        quiet_to: "7",
        language,
        from: None,
    };
    wish_letters(&register.context(who), &form).unwrap();
}

fn direct(register: &Register, title: &str) {
    let office = register.actor(Role::Office, "P");
    let form = TaskForm {
        kind: "direction",
        leader: "the head",
        title,
        body: "what is said in private",
        due_on: "2015-06-02",
    };
    send_task(&register.context(&office), "P", form, &["A"]).unwrap();
}

#[test]
fn the_worker_writes_one_letter_a_day_that_names_things_and_quotes_nothing() {
    let register = Register::empty_sqlite().with_organisation();
    let (reader, silent) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
    wish(&register, &reader, "en");
    direct(&register, "look at the duties");
    direct(&register, "look at the plans");
    let post = Arc::new(Box::default());
    let state = state(&register, post.clone());
    let did = worker::work(&state, 10).unwrap();
    assert_eq!((did.planned, did.sent, did.failed), (1, 1, 0));
    let again = worker::work(&state, 10).unwrap();
    assert_eq!((again.planned, again.sent), (0, 0), "the worker comes often and writes once");
    let letters = post.0.lock().unwrap();
    let [letter] = letters.as_slice() else { unreachable!("{letters:?}") };
    assert_eq!(
        (letter.to.as_str(), letter.subject.as_str()),
        ("a@mail.example", "For you: 2 deadlines, 2 notices")
    );
    let text = &letter.text;
    for part in [
        "Days that near or are past\n- ",
        "in one day · ",
        "reply to the direction “look at the duties”",
        "sent the direction “look at the plans”\n  https://earnest.example/tasks/2",
        "The links ask you to sign in.",
        "https://earnest.example/me#letters",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("what is said in private"), "{text}");
    assert_eq!(letter.key, format!("digest/{}/2015-06-01", reader.account().unwrap()));
    assert!(silent.account() != reader.account());
}

#[test]
fn a_letter_is_written_in_the_language_of_its_reader() {
    let register = Register::empty_sqlite().with_organisation();
    let [one, other] = [(); 2].map(|()| register.actor(Role::UnitOfficer, "A"));
    wish(&register, &one, "zh-Hans");
    wish(&register, &other, "zh-Hant");
    direct(&register, "a");
    let post = Arc::new(Box::default());
    assert_eq!(worker::work(&state(&register, post.clone()), 10).unwrap().sent, 2);
    let letters = post.0.lock().unwrap();
    assert!(
        letters[0].text.contains("点开链接需先登录") && letters[1].text.contains("點開連結需先登入"),
        "{letters:?}"
    );
    assert_eq!(letters[0].subject, "与您有关：期限1项，动态1条");
}

#[test]
fn what_the_server_of_mail_refuses_stands_in_the_queue_and_without_one_nothing_is_planned() {
    let site = Site::start();
    let reader = site.register.actor(Role::UnitOfficer, "A");
    wish(&site.register, &reader, "en");
    direct(&site.register, "a");
    let without = Site::state_of(&site.register);
    assert_eq!(worker::work(&without, 10).unwrap(), worker::Worked::default());
    let refusing = state(&site.register, Arc::new(Box(Mutex::default(), true)));
    let did = worker::work(&refusing, 10).unwrap();
    assert_eq!((did.planned, did.sent, did.failed), (1, 0, 1));
    let mut admin = site.sign_in(Role::Administrator, "P");
    assert!(admin.get("/accounts?lang=en").body.contains("href=\"/jobs\""));
    let page = admin.get("/jobs").body;
    assert!(
        page.contains("554 not today") && page.contains("daily letter") && page.contains("Mail is off"),
        "{page}"
    );
    assert!(admin.get("/jobs?state=failed").body.contains("There are none."));
    assert_eq!(admin.post("/jobs/1/again", &[]).status, 404, "it was not given up");
    for (role, unit) in [(Role::Administrator, "A"), (Role::Office, "P"), (Role::UnitOfficer, "A")] {
        let mut other = site.sign_in(role, unit);
        let (queue, missing) = (other.get("/jobs").status, other.get("/nowhere").status);
        assert_eq!(queue, missing, "{role:?}");
    }
    let mut below = site.sign_in(Role::Administrator, "A");
    assert!(!below.get("/accounts").body.contains("href=\"/jobs\""));
}

#[test]
fn ones_own_wish_is_kept_from_the_page_and_faults_stand_at_their_fields() {
    let site = Site::start();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = officer.get("/me?lang=en").body;
    assert!(page.contains("Mail is off: this server sends no letters.") && page.contains("id=\"letters\""));
    let after = |name: &str| page.split_once(name).map_or("", |(_, rest)| rest).split('>').next();
    for name in ["name=\"quiet_from\"", "name=\"quiet_to\"", "name=\"address\""] {
        assert!(!after(name).unwrap().contains("required"), "a browser takes {name} blank");
    }
    let wish = after("name=\"wish\"").unwrap().split('"').nth(1).unwrap().to_owned();
    let fields = |address, hour| {
        [
            ("wish", wish.as_str()),
            ("mode", "daily"),
            ("address", address),
            ("hour", hour),
            ("quiet_from", "22"),
            ("quiet_to", "7"),
            ("language", "en"),
        ]
    };
    let wrong = officer.post("/me/letters", &fields("nobody", "6"));
    assert_eq!(wrong.status, 422);
    for words in ["Give a whole address", "This hour lies within the quiet hours", "value=\"nobody\""] {
        assert!(wrong.body.contains(words), "{words}: {}", wrong.body);
    }
    let done = officer.post("/me/letters", &fields("officer@mail.example", "9"));
    assert_eq!((done.status, done.place()), (303, "/me?done=letters"));
    let page = officer.get("/me?done=letters").body;
    assert!(
        page.contains("What you wish is kept.") && page.contains("value=\"officer@mail.example\""),
        "{page}"
    );
    let mut other = site.sign_in(Role::UnitHead, "A");
    assert!(!other.get("/me").body.contains("officer@mail.example"));
}
