//! Letters and the queue behind them: planned once, held by one, tried again, postponed, never sent to who wants none.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Store,
    desk::{
        jobs::{list_jobs, may_list, retry_job},
        letters::{
            JobEnd, Moment, Outcome, end_job, own_wish, plan_letters, take_job, weigh_job, wish_letters,
        },
    },
    tasks::task_send::send_task,
};
use earnest_model::{
    Timestamp,
    actor::{Actor, Role},
    desk::{
        job::{JobState, LEASE_SECONDS, MOST_ATTEMPTS},
        mail::{MailForm, MailMode},
    },
    tasks::task::TaskForm,
};
use earnest_testkit::OPERATOR;
use earnest_testkit::register::{Register, TODAY, on_both_engines};

fn form(mode: &str) -> MailForm<'_> {
    MailForm {
        mode,
        address: "a@mail.example",
        hour: "8",
        quiet_from: "22",
        quiet_to: "7",
        language: "en",
        from: None,
    }
}

fn at(text: &str) -> Moment {
    let now: Timestamp = text.parse().unwrap();
    Moment { now, today: TODAY, zone: earnest_model::zone::Zone::hours_east(8) }
}

/// Noon of the test's day.
fn noon() -> Moment {
    at("2015-06-01T04:00:00Z")
}

fn direct(register: &Register, title: &str) {
    let office = register.actor(Role::Office, "P");
    let form =
        TaskForm { kind: "direction", leader: "the head", title, body: "tier by tier", due_on: "2015-06-02" };
    send_task(&register.context(&office), "P", form, &["A"]).unwrap();
}

/// An officer of A who wants letters.
fn reader(register: &Register, mode: &str) -> Actor {
    let officer = register.actor(Role::UnitOfficer, "A");
    wish_letters(&register.context(&officer), &form(mode)).unwrap();
    officer
}

fn count(register: &Register, state: JobState) -> i64 {
    let jobs = list_jobs(&register.context(&OPERATOR), state, 10).unwrap();
    jobs.counts.iter().find(|(one, _)| *one == state).unwrap().1
}

fn later(moment: Moment, seconds: i64) -> Moment {
    Moment { now: Timestamp::from_second(moment.now.as_second() + seconds).unwrap(), ..moment }
}

#[test]
fn a_wish_is_ones_own_is_checked_at_its_fields_and_is_no_part_of_the_journal() {
    on_both_engines(|register| {
        let (officer, other) =
            (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        let events = register.journal().len();
        let context = register.context(&officer);
        assert_eq!(own_wish(&context).unwrap().mode, MailMode::Off, "nobody is written to who did not ask");
        let Err(AppError::Form(errors)) =
            wish_letters(&context, &MailForm { address: "nowhere", ..form("daily") })
        else {
            panic!("taken")
        };
        assert_eq!(errors.at("address").unwrap().key, "error-mail-address");
        wish_letters(&context, &form("daily")).unwrap();
        let wish = own_wish(&context).unwrap();
        assert_eq!((wish.mode, wish.hour, wish.language.as_str()), (MailMode::Daily, 8, "en"));
        assert!(wish_letters(&register.context(&Actor::PUBLIC), &form("daily")).is_err());
        assert_eq!(own_wish(&register.context(&other)).unwrap().mode, MailMode::Off);
        assert_eq!(register.journal().len(), events);
    });
}

#[test]
fn the_letter_of_a_day_is_planned_once_though_the_worker_comes_twice_and_the_server_starts_anew() {
    on_both_engines(|register| {
        reader(register, "daily");
        assert_eq!(plan_letters(&register.store, noon()).unwrap(), 1);
        assert_eq!(plan_letters(&register.store, noon()).unwrap(), 0);
        let anew: Store = register.open_again();
        assert_eq!(plan_letters(&anew, later(noon(), 3_600)).unwrap(), 0);
        let taken = take_job(&anew, noon().now).unwrap().unwrap();
        end_job(&anew, &taken, &JobEnd::Done, None, noon().now).unwrap();
        assert_eq!(plan_letters(&register.store, later(noon(), 7_200)).unwrap(), 0, "what is done is known");
        assert!(take_job(&register.store, later(noon(), 7_200).now).unwrap().is_none());
        let tomorrow = Moment { today: jiff::civil::date(2015, 6, 2), ..later(noon(), 24 * 3_600) };
        assert_eq!(plan_letters(&register.store, tomorrow).unwrap(), 1);
    });
}

#[test]
fn a_job_left_by_a_process_that_broke_off_is_taken_again_after_its_lease_and_by_one_alone() {
    on_both_engines(|register| {
        reader(register, "daily");
        plan_letters(&register.store, noon()).unwrap();
        let first = take_job(&register.store, noon().now).unwrap().unwrap();
        let anew = register.open_again();
        assert!(take_job(&anew, noon().now).unwrap().is_none(), "it is held");
        assert!(take_job(&anew, later(noon(), LEASE_SECONDS - 1).now).unwrap().is_none());
        let second = take_job(&anew, later(noon(), LEASE_SECONDS).now).unwrap().unwrap();
        assert_eq!((second.id, second.attempts), (first.id, 2));
        let dead = JobEnd::Failed("too late".to_owned());
        end_job(&register.store, &first, &dead, None, later(noon(), LEASE_SECONDS + 1).now).unwrap();
        assert_eq!(count(register, JobState::Waiting), 1, "who lost the lease changes nothing");
        end_job(&anew, &second, &JobEnd::Done, None, later(noon(), LEASE_SECONDS + 2).now).unwrap();
        assert_eq!((count(register, JobState::Done), count(register, JobState::Waiting)), (1, 0));
    });
}

#[test]
fn a_job_is_not_taken_before_its_hour() {
    on_both_engines(|register| {
        reader(register, "daily");
        let night = at("2015-05-31T18:00:00Z");
        assert_eq!(plan_letters(&register.store, night).unwrap(), 1, "two in the morning of the first");
        assert!(take_job(&register.store, night.now).unwrap().is_none());
        assert!(take_job(&register.store, at("2015-05-31T23:59:59Z").now).unwrap().is_none());
        assert!(
            take_job(&register.store, at("2015-06-01T00:00:00Z").now).unwrap().is_some(),
            "eight o'clock"
        );
    });
}

#[test]
fn what_fails_is_given_up_in_the_end_and_waits_anew_when_the_administrator_says_so() {
    on_both_engines(|register| {
        reader(register, "daily");
        plan_letters(&register.store, noon()).unwrap();
        let mut now = noon();
        for attempt in 1..=MOST_ATTEMPTS {
            let taken = take_job(&register.store, now.now).unwrap().unwrap();
            assert_eq!(taken.attempts, attempt);
            let fault = JobEnd::Failed("554 no such mailbox".to_owned());
            end_job(&register.store, &taken, &fault, None, now.now).unwrap();
            assert!(take_job(&register.store, later(now, 59).now).unwrap().is_none(), "not at once");
            now = later(now, 3 * 3_600);
        }
        assert!(take_job(&register.store, later(now, 900_000).now).unwrap().is_none());
        let admin = register.actor(Role::Administrator, "P");
        let context = register.context(&admin);
        let failed = list_jobs(&context, JobState::Failed, 10).unwrap().lines;
        let [line] = failed.as_slice() else { panic!("{failed:?}") };
        assert_eq!(line.fault.as_deref(), Some("554 no such mailbox"));
        for other in [
            register.actor(Role::Administrator, "A"),
            register.actor(Role::Office, "P"),
            register.actor(Role::Auditor, "P"),
        ] {
            let there = register.context(&other);
            assert!(!may_list(&there).unwrap() && list_jobs(&there, JobState::Failed, 10).is_err());
            assert!(retry_job(&there, line.id).is_err());
        }
        retry_job(&context, line.id).unwrap();
        assert_eq!(register.last_event().0, "retry-job");
        assert!(matches!(retry_job(&context, line.id), Err(AppError::NotFound)), "it waits already");
        assert_eq!(take_job(&register.store, later(now, 900_000).now).unwrap().unwrap().attempts, 1);
    });
}

#[test]
fn a_digest_joins_what_happened_with_what_is_owed_and_tells_nothing_twice() {
    on_both_engines(|register| {
        direct(register, "before the wish");
        let officer = reader(register, "daily");
        for title in ["the first", "the second"] {
            direct(register, title);
        }
        plan_letters(&register.store, noon()).unwrap();
        let taken = take_job(&register.store, noon().now).unwrap().unwrap();
        let Outcome::Write(matter) = weigh_job(&register.store, &taken, noon()).unwrap() else {
            panic!("no letter")
        };
        assert_eq!((matter.to.as_str(), matter.notices.len(), matter.owed.len()), ("a@mail.example", 2, 3));
        end_job(&register.store, &taken, &JobEnd::Done, Some(&matter), noon().now).unwrap();
        let tomorrow = Moment { today: jiff::civil::date(2015, 6, 2), ..later(noon(), 24 * 3_600) };
        plan_letters(&register.store, tomorrow).unwrap();
        let taken = take_job(&register.store, tomorrow.now).unwrap().unwrap();
        let Outcome::Write(next) = weigh_job(&register.store, &taken, tomorrow).unwrap() else {
            panic!("no letter")
        };
        assert_eq!(
            (next.notices.len(), next.owed.len()),
            (0, 3),
            "the day is there: it is said, the rest is not"
        );
        wish_letters(&register.context(&officer), &form("off")).unwrap();
        assert_eq!(weigh_job(&register.store, &taken, tomorrow).unwrap(), Outcome::Nothing, "off means off");
        let after = Moment { today: jiff::civil::date(2015, 6, 3), ..later(tomorrow, 24 * 3_600) };
        assert_eq!(plan_letters(&register.store, after).unwrap(), 0);
    });
}

#[test]
fn a_notice_goes_out_by_itself_and_waits_through_quiet_hours() {
    on_both_engines(|register| {
        let officer = reader(register, "each");
        direct(register, "look at the duties");
        let night = at("2015-06-01T15:00:00Z");
        let planned = plan_letters(&register.store, night).unwrap();
        assert_eq!(planned, 2, "the notice, and the deadlines of the day");
        assert_eq!(plan_letters(&register.store, night).unwrap(), 0);
        let day = take_job(&register.store, night.now).unwrap().unwrap();
        let until: Timestamp = "2015-06-01T23:00:00Z".parse().unwrap();
        assert_eq!(
            weigh_job(&register.store, &day, night).unwrap(),
            Outcome::Later(until),
            "seven in the morning"
        );
        end_job(&register.store, &day, &JobEnd::Later(until), None, night.now).unwrap();
        assert!(
            take_job(&register.store, later(night, 7 * 3_600).now).unwrap().is_none(),
            "both are postponed"
        );
        assert_eq!(count(register, JobState::Waiting), 2, "and none is dropped");
        let morning = at("2015-06-01T23:00:00Z");
        let mut told = 0;
        while let Some(taken) = take_job(&register.store, morning.now).unwrap() {
            assert_eq!(taken.attempts, 1, "waiting was no try");
            if let Outcome::Write(matter) = weigh_job(&register.store, &taken, morning).unwrap() {
                told += matter.notices.len();
                assert_eq!(matter.account, officer.account().unwrap());
            }
            end_job(&register.store, &taken, &JobEnd::Done, None, morning.now).unwrap();
        }
        assert_eq!(told, 1);
    });
}
