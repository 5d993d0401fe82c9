//! Forms that are kept while they are filled in, and handed in once.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    Context,
    desk::{
        draft_keep::{DraftEnd, Keep, draft_of, keep_draft},
        form_send::{Sent, SentBefore, begin_sending, end_sending, ended},
    },
};
use earnest_model::actor::{Actor, Role};
use earnest_testkit::OPERATOR;
use earnest_testkit::register::{Register, on_both_engines};
use jiff::ToSpan;

const FORM: &str = "/sheets/new?observation=12";
const TOKEN: &str = "00112233445566778899aabbccddeeff";

const SENT: Sent<'_> =
    Sent { token: TOKEN, content: "mark-a=1", action: "/sheets/new", page: FORM, form: None };

fn keep<'a>(body: &'a str, base: &'a str) -> Keep<'a> {
    Keep { form: FORM, body, base, token: TOKEN }
}

fn body(context: &Context<'_>) -> Option<String> {
    draft_of(context, FORM).unwrap().map(|draft| draft.body)
}

fn days_on(register: &Register, days: i64) {
    register.today.set(register.today.get().saturating_add(days.days()));
}

#[test]
fn a_draft_is_read_by_its_account_alone_and_is_no_part_of_the_journal() {
    on_both_engines(|register| {
        let (mine, other) = (register.actor(Role::Assessor, "P"), register.actor(Role::Office, "P"));
        let events = register.journal().len();
        assert_eq!(keep_draft(&register.context(&mine), &keep("mark-a=1", "")).unwrap(), DraftEnd::Kept);
        assert_eq!(body(&register.context(&mine)).as_deref(), Some("mark-a=1"));
        for stranger in [&other, &Actor::PUBLIC, &OPERATOR] {
            assert_eq!(body(&register.context(stranger)), None);
        }
        assert!(keep_draft(&register.context(&Actor::PUBLIC), &keep("a=1", "")).is_err());
        assert_eq!(register.journal().len(), events);
    });
}

#[test]
fn a_draft_saved_elsewhere_since_is_not_written_over_unseen() {
    on_both_engines(|register| {
        let mine = register.actor(Role::Assessor, "P");
        keep_draft(&register.context(&mine), &keep("a=1", "")).unwrap();
        let first = draft_of(&register.context(&mine), FORM).unwrap().unwrap().saved_at;
        days_on(register, 1);
        let context = register.context(&mine);
        assert_eq!(keep_draft(&context, &keep("a=2", &first)).unwrap(), DraftEnd::Kept);
        assert_eq!(keep_draft(&context, &keep("a=3", &first)).unwrap(), DraftEnd::Elsewhere);
        assert_eq!(keep_draft(&context, &keep("a=2", &first)).unwrap(), DraftEnd::Kept, "the same words");
        assert_eq!(body(&context).as_deref(), Some("a=2"));
        assert_eq!(keep_draft(&context, &keep("a=3", "*")).unwrap(), DraftEnd::Kept);
        assert_eq!(body(&context).as_deref(), Some("a=3"));
    });
}

#[test]
fn drafts_have_limits_of_size_number_and_age() {
    on_both_engines(|register| {
        let mine = register.actor(Role::Assessor, "P");
        let long = "x".repeat(128 * 1024 + 1);
        assert!(keep_draft(&register.context(&mine), &keep(&long, "")).is_err());
        assert!(keep_draft(&register.context(&mine), &Keep { form: "//e.example", ..keep("", "") }).is_err());
        keep_draft(&register.context(&mine), &keep("a=1", "")).unwrap();
        for number in 0..40 {
            days_on(register, i64::from(number == 0));
            let form = format!("/plans/new?round={number}");
            keep_draft(&register.context(&mine), &Keep { form: &form, ..keep("a=1", "") }).unwrap();
        }
        assert_eq!(body(&register.context(&mine)), None, "the oldest of 41 made room");
        let kept = |form: &str| draft_of(&register.context(&mine), form).unwrap().is_some();
        assert!(kept("/plans/new?round=0"));
        days_on(register, 30);
        assert!(kept("/plans/new?round=0"));
        days_on(register, 1);
        assert!(!kept("/plans/new?round=0"), "a month is over");
    });
}

#[test]
fn a_form_is_answered_once_and_its_draft_ends_with_it() {
    on_both_engines(|register| {
        let (mine, other) = (register.actor(Role::Assessor, "P"), register.actor(Role::Office, "P"));
        let context = register.context(&mine);
        let sent = Sent { token: TOKEN, form: Some(FORM), ..SENT };
        keep_draft(&context, &keep("a=1", "")).unwrap();
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::Never);
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::UnderWay);
        end_sending(&context, &sent, None).unwrap();
        assert_eq!(
            begin_sending(&context, &sent).unwrap(),
            SentBefore::Never,
            "it had faults: it may come again"
        );
        assert!(body(&context).is_some());
        end_sending(&context, &sent, Some("/sheets/7")).unwrap();
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::Answered("/sheets/7".into()));
        assert_eq!(body(&context), None);
        assert_eq!(
            keep_draft(&context, &keep("a=2", "")).unwrap(),
            DraftEnd::Sent,
            "a late save brings nothing back"
        );
        assert_eq!(body(&context), None);
        assert_eq!(begin_sending(&register.context(&other), &sent).unwrap(), SentBefore::Never);
        let without = Sent { token: "", ..SENT };
        end_sending(&context, &without, Some("/desk")).unwrap();
        assert_eq!(begin_sending(&context, &without).unwrap(), SentBefore::Never, "no token, no memory");
    });
}

#[test]
fn a_form_whose_answer_broke_off_may_be_sent_again_after_a_minute() {
    on_both_engines(|register| {
        let mine = register.actor(Role::Assessor, "P");
        let sent = SENT;
        let context = register.context(&mine);
        assert_eq!(begin_sending(&context, &sent).unwrap(), SentBefore::Never);
        let later = |seconds: i64| Context { now: context.now + seconds.seconds(), ..context };
        assert_eq!(begin_sending(&later(59), &sent).unwrap(), SentBefore::UnderWay);
        assert_eq!(begin_sending(&later(60), &sent).unwrap(), SentBefore::Never);
    });
}

#[test]
fn one_page_filled_in_twice_is_two_acts_and_the_same_words_twice_are_one() {
    on_both_engines(|register| {
        let mine = register.actor(Role::Assessor, "P");
        let context = register.context(&mine);
        let (first, second) = (SENT, Sent { content: "mark-a=2", ..SENT });
        assert_eq!(begin_sending(&context, &first).unwrap(), SentBefore::Never);
        end_sending(&context, &first, Some("/sheets/7")).unwrap();
        assert_eq!(begin_sending(&context, &second).unwrap(), SentBefore::Never, "other words");
        end_sending(&context, &second, Some("/sheets/8")).unwrap();
        assert_eq!(begin_sending(&context, &first).unwrap(), SentBefore::Answered("/sheets/7".into()));
        assert_eq!(begin_sending(&context, &second).unwrap(), SentBefore::Answered("/sheets/8".into()));
        let elsewhere = Sent { action: "/recounts/new", ..first };
        assert_eq!(
            begin_sending(&context, &elsewhere).unwrap(),
            SentBefore::Never,
            "another form of the page"
        );
    });
}

#[test]
fn a_page_tells_its_writer_alone_what_came_of_its_form() {
    on_both_engines(|register| {
        let (mine, other) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        let context = register.context(&mine);
        begin_sending(&context, &SENT).unwrap();
        assert_eq!(ended(&context, FORM).unwrap(), None, "nothing came of it yet");
        end_sending(&context, &SENT, Some("/sheets/7")).unwrap();
        for page in [FORM, "/sheets/new"] {
            assert_eq!(ended(&context, page).unwrap().unwrap().place, "/sheets/7", "{page}");
        }
        assert_eq!(ended(&register.context(&other), FORM).unwrap(), None);
        days_on(register, 22);
        assert_eq!(ended(&register.context(&mine), FORM).unwrap(), None, "three weeks are over");
    });
}
