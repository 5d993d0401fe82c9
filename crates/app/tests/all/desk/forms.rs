//! What others did meanwhile is not written over, and words that were not taken are their writer's alone.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context, Stood,
    desk::{
        acts_since::acts_since,
        form_keep::{NotTaken, forget_form, keep_form, kept_form, kept_forms, owner_of_form},
        form_send::{Sent, SentBefore, begin_sending, end_sending},
    },
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problem_correct::correct_problem,
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::show_problem,
        measures::measure_edit::edit_measure,
    },
    people::{
        account_open::{OpenAccount, open_account},
        sign_in::{sign_in, sign_out, who},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    desk::kept_form::{KEPT_BYTES, KEPT_EACH, Reason},
    event::Form,
    id::{MeasureId, ProblemId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    seen::Seen,
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
};
use jiff::ToSpan;
use std::cell::Cell;

const TOKEN: &str = "00112233445566778899aabbccddeeff";

fn measure(body: &str) -> MeasureForm<'_> {
    MeasureForm {
        body,
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    }
}

fn problem(body: &str) -> ProblemForm<'_> {
    ProblemForm {
        level: "team",
        aspect: "conduct",
        body,
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm { leader: "the deputy in charge", ..CustomaryForm::default() },
        measures: vec![measure("publish the conditions")],
    }
}

fn report(register: &Register, who: &Actor) -> ProblemId {
    let aspects = ["conduct".to_owned()];
    let list =
        FindingsList { unit: "A", round: None, problems: vec![problem("too slow")], aspects: &aspects };
    *report_problems(&register.context(who), &list).unwrap().first().unwrap()
}

fn now(register: &Register) -> Seen {
    Seen::up_to(i64::try_from(register.journal().len()).unwrap())
}

fn correct(context: &Context<'_>, id: ProblemId, body: &str) -> Result<(), AppError> {
    correct_problem(context, id, &problem(body), &["conduct".to_owned()])
}

fn overtaken<T: std::fmt::Debug>(end: Result<T, AppError>) -> Vec<i64> {
    match end.unwrap_err() {
        AppError::Overtaken(acts) => acts,
        other => vec![-1, i64::try_from(other.to_string().len()).unwrap()],
    }
}

#[test]
fn whoever_came_first_and_wrote_second_leaves_no_entry_that_speaks_of_the_clock() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let id = report(register, &officer);
        let context = register.context(&officer);
        let later = Context { now: context.now + 2.seconds(), ..context };
        correct(&later, id, "came second and wrote first").unwrap();
        let waited = Context { now: context.now + 1_997.milliseconds(), ..context };
        correct(&waited, id, "came first and wrote second").unwrap();
        let put_back = Context { now: context.now - 3.hours(), ..context };
        correct(&put_back, id, "when the clock was put back").unwrap();
        let last = i64::try_from(register.journal().len()).unwrap();
        let acts = acts_since(&context, &[last - 2, last - 1, last]).unwrap();
        let told: Vec<_> = acts.iter().map(|act| (act.entry.form, act.entry.at.clone())).collect();
        let wrote_first = later.now.to_string();
        let expected = [
            (Form::Whole, wrote_first.clone()),
            (Form::Whole, wrote_first),
            (Form::SetBack, put_back.now.to_string()),
        ];
        assert_eq!(told, expected, "a clock that was put back is still told");
    });
}

#[test]
fn what_a_form_became_is_known_by_its_act_where_its_answer_got_lost() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let id = report(register, &officer);
        let sent = Sent { token: TOKEN, content: "words", action: "/x", page: "/x", form: None };
        let sending = sent.sending(&officer).unwrap();
        let context = Context { sending: Some(&sending), ..register.context(&officer) };
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::Never);
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::UnderWay);
        correct(&context, id, "the only act of this form").unwrap();
        let at = context.now.to_string();
        for hours in [0, 24] {
            let later = Context { now: context.now + hours.hours(), ..context };
            assert_eq!(begin_sending(&later, &sent).unwrap(), SentBefore::Taken(at.clone()), "{hours}");
        }
        end_sending(&context, &sent, Some("/x?done=1")).unwrap();
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::Answered("/x?done=1".into()));
    });
}

#[test]
fn an_act_covers_what_was_read_until_nobody_else_can_write() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let id = report(register, &officer);
        let context = register.context(&officer);
        let readings = Cell::new(0);
        let read = || -> Result<String, AppError> {
            readings.set(readings.get() + 1);
            Ok(show_problem(&context, id)?.problem.body)
        };
        let then = read().unwrap();
        let same = || Ok(read()? == then);
        let signed = |stood| correct(&Context { stood, ..context }, id, "by whoever read it");
        // Between the reading and the act somebody else writes: the same words once more, and then others.
        let stood = Stood::read(context.store, &same).unwrap().unwrap();
        correct(&context, id, &then).unwrap();
        let before = readings.get();
        signed(Some(&stood)).unwrap();
        assert_eq!(readings.get(), before + 1, "it is read once more, and stands there still");
        assert!(Stood::read(context.store, &same).unwrap().is_none(), "it is known at once to be other");
        correct(&context, id, &then).unwrap();
        let stood = Stood::read(context.store, &same).unwrap().unwrap();
        correct(&context, id, "what nobody read").unwrap();
        let acts = register.journal().len();
        assert!(matches!(signed(Some(&stood)), Err(AppError::Changed)));
        assert_eq!(register.journal().len(), acts, "nothing is done");
        correct(&context, id, &then).unwrap();
        let stood = Stood::read(context.store, &same).unwrap().unwrap();
        let before = readings.get();
        signed(Some(&stood)).unwrap();
        assert_eq!(readings.get(), before, "where nobody wrote, nothing is read again");
    });
}

#[test]
fn who_saw_an_older_state_of_a_record_writes_nothing_over() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let id = report(register, &officer);
        let seen = now(register);
        let stale = Context { seen: Some(&seen), ..register.context(&officer) };
        correct(&register.context(&officer), id, "theirs").unwrap();
        let acts = register.journal().len();
        assert_eq!(overtaken(correct(&stale, id, "mine")), [i64::try_from(acts).unwrap()]);
        assert_eq!(register.journal().len(), acts, "nothing was done");
        let told = acts_since(&stale, &[i64::try_from(acts).unwrap()]).unwrap();
        assert!(told.iter().all(|act| act.own), "who did it is told");
        let seen = now(register);
        let fresh = Context { seen: Some(&seen), ..register.context(&officer) };
        correct(&fresh, id, "mine").unwrap();
        correct(&fresh, id, "mine again").unwrap();
    });
}

#[test]
fn a_signature_covers_the_measures_that_are_shown_with_the_problem() {
    on_both_engines(|register| {
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let id = report(register, &officer);
        let seen = now(register);
        let stale = Context { seen: Some(&seen), ..register.context(&head) };
        edit_measure(&register.context(&officer), MeasureId(1), &measure("something else")).unwrap();
        assert_eq!(overtaken(sign_findings(&stale, "A", &[id])).len(), 1);
        let seen = now(register);
        let fresh = Context { seen: Some(&seen), ..register.context(&head) };
        sign_findings(&fresh, "A", &[id]).unwrap();
    });
}

#[test]
fn what_others_do_to_other_records_is_nothing_to_an_act() {
    on_both_engines(|register| {
        let (officer, beside) =
            (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        let (one, other) = (report(register, &officer), report(register, &officer));
        let seen = now(register);
        let older = Context { seen: Some(&seen), ..register.context(&officer) };
        correct(&register.context(&beside), other, "theirs").unwrap();
        correct(&older, one, "mine").unwrap();
    });
}

fn words(body: &str) -> NotTaken<'_> {
    NotTaken {
        token: TOKEN,
        action: "/problems/1/correct",
        page: "/problems/1/correct",
        body,
        files: "[]",
        reason: Reason::Ended,
        faults: "{}",
    }
}

#[test]
fn kept_words_are_their_writer_s_alone_and_within_limits() {
    on_both_engines(|register| {
        let (mine, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        let context = register.context(&mine);
        let (store, account) = (context.store, mine.account().unwrap());
        let acts = register.journal().len();
        assert!(keep_form(store, account, &words("body=long+words"), context.now).unwrap());
        assert_eq!(kept_form(&context, TOKEN).unwrap().unwrap().body, "body=long+words");
        for stranger in [&other, &Actor::PUBLIC, &OPERATOR] {
            assert_eq!(kept_form(&register.context(stranger), TOKEN).unwrap(), None);
            assert_eq!(kept_forms(&register.context(stranger), None).unwrap(), []);
            forget_form(&register.context(stranger), TOKEN).unwrap();
        }
        assert!(kept_form(&context, TOKEN).unwrap().is_some(), "nobody else forgets them");
        let long = "x".repeat(KEPT_BYTES);
        assert!(!keep_form(store, account, &words(&long), context.now).unwrap(), "too long");
        for number in 0..KEPT_EACH {
            let token = format!("{number:032}");
            let later = context.now + 1.minute();
            assert!(keep_form(store, account, &NotTaken { token: &token, ..words("a=1") }, later).unwrap());
        }
        assert_eq!(kept_form(&context, TOKEN).unwrap(), None, "the oldest made room");
        let token = format!("{:032}", 3);
        assert!(kept_form(&context, &token).unwrap().is_some());
        register.today.set(register.today.get().saturating_add(8.days()));
        assert_eq!(kept_form(&register.context(&mine), &token).unwrap(), None, "a week is over");
        assert_eq!(register.journal().len(), acts, "no part of the journal");
    });
}

#[test]
fn whose_form_it_was_is_known_after_its_session_ended() {
    on_both_engines(|register| {
        let (login, actor) = register.account(Role::Office, "P", Some("a passphrase of the tests"));
        let context = register.context(&actor);
        let random = std::array::from_fn(|place| if place < 32 { 7 } else { 8 });
        let opened =
            sign_in(context.store, &login, "a passphrase of the tests", random, context.now).unwrap();
        let csrf = who(context.store, &opened.token, context.now).unwrap().unwrap().csrf;
        sign_out(context.store, &opened.token).unwrap();
        assert_eq!(owner_of_form(context.store, &csrf, context.now).unwrap(), actor.account());
        for other in ["", "00", &opened.token] {
            assert_eq!(owner_of_form(context.store, other, context.now).unwrap(), None);
        }
    });
}

#[test]
fn a_login_is_the_same_in_capitals_in_full_width_and_with_blanks_and_two_such_can_not_be_opened() {
    on_both_engines(|register| {
        let password = "a passphrase of the tests";
        let (login, actor) = register.account(Role::Office, "P", Some(password));
        let context = register.context(&actor);
        let wide: String = login.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        for (number, written) in
            [login.to_uppercase(), format!(" {login}"), format!("{login}\u{3000}"), wide].iter().enumerate()
        {
            let random = [u8::try_from(number).unwrap(); 64];
            let opened = sign_in(context.store, written, password, random, context.now);
            assert_eq!(opened.unwrap().account, actor.account().unwrap(), "{written}");
            let closed = sign_in(context.store, written, "another passphrase", random, context.now);
            assert!(closed.is_err());
            let request = OpenAccount {
                login: written,
                title: "another",
                password: None,
                role: Role::Office,
                unit: "P",
                from: context.today,
                salt: [0; 16],
            };
            let taken = open_account(&register.context(&OPERATOR), &request);
            assert!(matches!(taken, Err(AppError::Form(_))), "{written}");
        }
    });
}
