//! The record of a session: as many speeches and exchanges as there were, by post; corrected and taken back with a reason, and
//! what was said on a day stays said of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    duties::duty_lay::lay_duty,
    figures::figure_show::{Asked, show_figure},
    ledger::{findings::problem_open::Opening, ledger_show::show_problem},
    people::post_register::register_post,
    sessions::{
        lead_by_example_show::{bodies_example, unit_example},
        resolutions::{end_resolution, make_resolution, show_resolution},
        seminar_change::{Correct, Withdraw, correct_seminar, session_to_correct, withdraw_seminar},
        seminar_make_up::record_make_up,
        seminar_page::show_seminar,
        seminar_record::{Record, record_seminar},
        seminar_show::{RecordState, list_seminars},
        speech_problem::open_from_speech,
    },
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    duties::duty::{DutyForm, PostForm},
    figures::figure_name::FigureName,
    id::{PostId, RoundId, SeminarId},
    ledger::{findings::problem::ProblemForm, measures::measure_form::MeasureForm},
    sessions::{
        exchange::{Came, ExchangeForm},
        resolution::{ResolutionForm, ResolutionState},
        seminar::{MakeUpForm, SessionForm, SpeechForm},
    },
};
use earnest_testkit::{
    OPERATOR,
    assessment::open_round,
    register::{Register, on_both_engines},
};
use jiff::civil::date;

const REASON: &str = "the day was written down wrongly";

fn faults(end: Result<impl std::fmt::Debug, AppError>) -> Vec<(String, &'static str)> {
    match end.unwrap_err() {
        AppError::Form(errors) => errors.iter().map(|(field, it)| (field.to_owned(), it.key)).collect(),
        AppError::Refused(message) => vec![(String::new(), message.key)],
        other => panic!("{other:?}"),
    }
}

fn hidden(end: Result<impl std::fmt::Debug, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn form() -> SessionForm<'static> {
    SessionForm {
        kind: "seminar",
        held_on: "2015-06-01",
        minutes: "180",
        present: "9",
        expected: "10",
        speeches: vec![SpeechForm {
            post: "the head".into(),
            words: ["", "letters lie about", "an answer within five days", ""],
            ..SpeechForm::default()
        }],
        ..SessionForm::default()
    }
}

fn record(register: &Register, who: &Actor, round: RoundId, form: SessionForm<'_>) -> SeminarId {
    record_seminar(&register.context(who), &Record { unit: "A", round: Some(round), form }).unwrap()
}

fn correct(
    register: &Register,
    who: &Actor,
    id: SeminarId,
    (round, form, reason): (Option<RoundId>, SessionForm<'_>, &str),
) -> Result<(), AppError> {
    correct_seminar(&register.context(who), id, &Correct { round, form, reason, despite: false })
}

/// The sessions of the round beneath P, as of a day.
fn held(register: &Register, day: Date) -> Vec<i64> {
    let asked =
        Asked { unit: Some("P"), round: Some(1), as_of: Some(day), ..Asked::of(FigureName::SeminarsHeld) };
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 99).unwrap();
    assert_eq!(shown.figure.value(), shown.records.len() as u64);
    shown.records.iter().map(|record| record.id).collect()
}

#[test]
fn a_corrected_record_keeps_what_it_said_and_a_past_day_says_what_was_said_on_it() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let id = record(register, &officer, round, form());
        register.today.set(date(2015, 6, 3));
        let other = register.actor(Role::UnitOfficer, "B");
        assert!(hidden(session_to_correct(&register.context(&other), id)));
        let lecture = SessionForm { kind: "lecture", held_on: "2015-05-30", ..form() };
        assert!(hidden(correct(register, &other, id, (None, lecture.clone(), REASON))));
        assert_eq!(
            faults(correct(register, &officer, id, (None, lecture.clone(), ""))),
            [("reason".to_owned(), "error-text-empty")]
        );
        assert_eq!(
            faults(correct(register, &officer, id, (Some(round), form(), REASON))),
            [("reason".to_owned(), "error-session-correct-nothing")]
        );
        correct(register, &officer, id, (None, lecture.clone(), REASON)).unwrap();
        let (action, act) = register.last_event();
        assert_eq!(
            (action.as_str(), &act["kind"], &act["reason"]),
            ("record-seminar", &"lecture".into(), &REASON.into())
        );
        let view = show_seminar(&register.context(&officer), id).unwrap();
        assert_eq!((view.held.session.kind.key(), view.held.round), ("lecture", None));
        let before = view.states.first().unwrap();
        let shown = show_seminar(&register.context(&officer), before.id).unwrap();
        assert_eq!((shown.held.session.kind.key(), shown.held.round), ("seminar", Some(round)));
        let gone = RecordState::Corrected { on: date(2015, 6, 3), reason: REASON.to_owned(), stands: id };
        assert_eq!((&shown.held.standing, shown.may_change), (&gone, false));
        // What was said on the second is said of the second, and what is said today of today.
        assert_eq!(held(register, date(2015, 6, 2)), [before.id.0]);
        assert_eq!(held(register, date(2015, 6, 3)), [0; 0]);
        let listed = list_seminars(&register.context(&officer), None, 9).unwrap().seminars;
        assert_eq!(listed.iter().map(|held| held.id).collect::<Vec<_>>(), [id], "a state is no session");
        // A state that is past is changed no more.
        let again = correct(register, &officer, before.id, (None, lecture, "once more, by its old key"));
        assert_eq!(faults(again), [(String::new(), "error-session-gone")]);
    });
}

#[test]
fn a_record_that_was_taken_back_counts_no_more_and_stays_readable_with_its_reason() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let id = record(register, &officer, round, form());
        let twice = Record { unit: "A", round: Some(round), form: form() };
        assert_eq!(
            faults(record_seminar(&register.context(&officer), &twice)),
            [("another".to_owned(), "error-session-same")]
        );
        let double = record(register, &officer, round, SessionForm { another: true, ..form() });
        assert_eq!(held(register, date(2015, 6, 1)), [id.0, double.0]);
        register.today.set(date(2015, 6, 4));
        let withdraw = |who: &Actor, why| {
            withdraw_seminar(&register.context(who), double, &Withdraw { why, ..Withdraw::default() })
        };
        assert!(hidden(withdraw(&register.actor(Role::UnitOfficer, "B"), REASON)));
        assert!(hidden(withdraw(&register.actor(Role::Office, "P"), REASON)));
        assert_eq!(faults(withdraw(&officer, "")), [("why".to_owned(), "error-text-empty")]);
        withdraw(&officer, "it was entered from two windows").unwrap();
        assert_eq!(register.last_event().1["reason"], "it was entered from two windows");
        assert_eq!(held(register, date(2015, 6, 3)), [id.0, double.0], "so it was said on the third");
        assert_eq!(held(register, date(2015, 6, 4)), [id.0]);
        let view = show_seminar(&register.context(&officer), double).unwrap();
        assert!(matches!(view.held.standing, RecordState::Withdrawn { on, .. } if on == date(2015, 6, 4)));
        assert_eq!(faults(withdraw(&officer, REASON)), [(String::new(), "error-session-gone")]);
        let make_up = MakeUpForm { held_on: "2015-06-02", present: "1", ..MakeUpForm::default() };
        let made_up = record_make_up(&register.context(&officer), double, &make_up);
        assert_eq!(faults(made_up), [(String::new(), "error-session-gone")]);
        // Corrected into the day of another one, it is asked about as a new one is.
        let moved = record(register, &officer, round, SessionForm { held_on: "2015-06-02", ..form() });
        assert_eq!(
            faults(correct(register, &officer, moved, (Some(round), form(), REASON))),
            [("another".to_owned(), "error-session-same")]
        );
    });
}

#[test]
fn a_speech_from_which_a_problem_was_made_keeps_its_place_and_its_speaker() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let speech = |post: &'static str| SpeechForm { post: post.into(), ..SpeechForm::default() };
        let three = SessionForm { speeches: ["one", "two", "three"].map(speech).into(), ..form() };
        let id = record(register, &officer, round, three);
        let measure = MeasureForm {
            body: "answer letters",
            owner: "two",
            deliverable: "a list of letters",
            time_class: "by-date",
            due_on: "2015-07-01",
        };
        let problem = ProblemForm {
            level: "team",
            aspect: "conduct",
            body: "letters lie about",
            instance: "three letters of May",
            source: "seminar",
            found_on: "2015-06-01",
            measures: vec![measure],
            ..ProblemForm::default()
        };
        let aspects = ["conduct".to_owned()];
        let opening = Opening { form: problem, aspects: &aspects, another: false };
        open_from_speech(&register.context(&officer), id, 1, &opening).unwrap();
        let change = |posts: &[&'static str]| {
            let speeches = posts.iter().map(|post| speech(post)).collect();
            correct(register, &officer, id, (Some(round), SessionForm { speeches, ..form() }, REASON))
        };
        let kept = || vec![("speech-1-post".to_owned(), "error-speech-taken-up")];
        assert_eq!(faults(change(&["one", "", "three"])), kept(), "taken out");
        assert_eq!(faults(change(&["", "two", "three"])), kept(), "moved up");
        assert_eq!(faults(change(&["one", "else", "three"])), kept(), "another speaker");
        change(&["one", "two"]).unwrap();
        let view = show_seminar(&register.context(&officer), id).unwrap();
        assert_eq!((view.held.session.body.speeches.len(), view.commitments.len()), (2, 1));
    });
}

#[test]
fn what_was_said_at_the_lecture_has_the_lecture_as_its_source() {
    on_both_engines(|register| {
        open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let lecture = Record { unit: "A", round: None, form: SessionForm { kind: "lecture", ..form() } };
        let id = record_seminar(&register.context(&officer), &lecture).unwrap();
        let problem = ProblemForm {
            level: "team",
            aspect: "conduct",
            body: "letters lie about",
            instance: "three letters of May",
            source: "seminar",
            found_on: "2015-06-01",
            measures: vec![MeasureForm {
                body: "answer letters",
                owner: "the head",
                deliverable: "a list of letters",
                time_class: "by-date",
                due_on: "2015-07-01",
            }],
            ..ProblemForm::default()
        };
        let aspects = ["conduct".to_owned()];
        let opening = Opening { form: problem, aspects: &aspects, another: false };
        let problem = open_from_speech(&register.context(&officer), id, 0, &opening).unwrap();
        let view = show_problem(&register.context(&officer), problem).unwrap();
        assert_eq!(view.problem.source.key(), "lecture");
    });
}

/// Posts of A with their keys: who is first responsible from the fourth of May on, a deputy, and a clerk.
fn roll(register: &Register) -> [PostId; 3] {
    let office = register.actor(Role::Office, "P");
    let context = register.context(&office);
    let post = |kind, title| {
        let form = PostForm { kind, title, from: "2015-05-01", until: "", another: false };
        register_post(&context, "A", form).unwrap()
    };
    let all = [post("chief", "secretary"), post("portfolio-lead", "deputy"), post("portfolio-lead", "clerk")];
    let head = all.first().unwrap().to_string();
    let duty = DutyForm { kind: "first", post: &head, laid_on: "2015-05-04", due_on: "", hand_over: false };
    lay_duty(&context, "A", duty).unwrap();
    all
}

#[test]
fn who_came_and_who_asked_is_chosen_from_the_roll_and_the_own_example_counts_by_the_holder() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let [head, deputy, clerk] = roll(register).map(|post| post.to_string());
        let officer = register.actor(Role::UnitOfficer, "A");
        let speeches =
            (0..12).map(|_| SpeechForm { post: deputy.as_str().into(), ..SpeechForm::default() }).collect();
        let asked = ExchangeForm {
            by: clerk.as_str().into(),
            to: deputy.as_str().into(),
            said: "by when?",
            answer: "in June",
            kind: "",
        };
        let session = SessionForm {
            present: "",
            expected: "",
            speeches,
            exchanges: vec![asked; 9],
            interactions: "4",
            attendance: vec![(&head, "leave"), (&deputy, "present"), (&clerk, "present")],
            ..form()
        };
        let wrong = SessionForm { attendance: vec![("999", "present")], ..session.clone() };
        let wrong = Record { unit: "A", round: Some(round), form: wrong };
        assert_eq!(
            faults(record_seminar(&register.context(&officer), &wrong)),
            [
                ("came-999".to_owned(), "error-roll-unknown"),
                ("expected".to_owned(), "error-session-number"),
                ("present".to_owned(), "error-session-number")
            ]
        );
        let early = SessionForm { held_on: "2015-04-30", ..session.clone() };
        let early = Record { unit: "A", round: Some(round), form: early };
        let told = faults(record_seminar(&register.context(&officer), &early));
        assert!(told.contains(&("speech-0-post".to_owned(), "error-roll-day")), "not held then: {told:?}");
        let id = record(register, &officer, round, session);
        let held = show_seminar(&register.context(&officer), id).unwrap().held.session;
        assert_eq!((held.present, held.expected, held.body.leave), (2, 3, 1));
        assert_eq!((held.body.speeches.len(), held.interactions()), (12, 22), "an answer is one of its own");
        let own = |register: &Register| {
            let bodies =
                bodies_example(&register.context(&register.actor(Role::Office, "P")), Some("P")).unwrap();
            bodies.rows.into_iter().find(|row| row.code == "A").unwrap().chief.unwrap()
        };
        let example = own(register);
        assert_eq!((example.sessions, example.spoke_in, example.came, example.away), (1, 0, [0, 0], [1, 0]));
        let make_up = MakeUpForm { held_on: "2015-06-01", posts: vec![&head], ..MakeUpForm::default() };
        record_make_up(&register.context(&officer), id, &make_up).unwrap();
        let held = show_seminar(&register.context(&officer), id).unwrap().held.session;
        assert_eq!(held.body.attendance.first().unwrap().came, Came::MadeUp);
        assert_eq!((own(register).came, own(register).away), ([0, 1], [0, 0]));
        let shown = unit_example(&register.context(&officer), "A").unwrap().examples;
        assert_eq!(shown.iter().map(|one| one.told()).collect::<Vec<_>>(), [1, 1, 1], "each of the roll");
    });
}

#[test]
fn what_a_session_resolved_ends_with_its_record_unless_it_is_said_to_stand() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let resolve = |id, body| {
            let owner = "the head".into();
            let form = ResolutionForm { body, owner, due_on: "2015-07-01", another: false };
            make_resolution(&context, id, &form).unwrap()
        };
        let state = |id| show_resolution(&context, id).unwrap().resolution;
        let withdraw = |id, resolutions| {
            withdraw_seminar(&context, id, &Withdraw { why: REASON, despite: false, resolutions })
        };
        let first = record(register, &officer, round, form());
        let (open, done) = (resolve(first, "answer letters"), resolve(first, "count forms"));
        end_resolution(&context, done, (ResolutionState::Done, "they are counted by now")).unwrap();
        for unsaid in ["", "perhaps"] {
            assert_eq!(
                faults(withdraw(first, unsaid)),
                [("resolutions".to_owned(), "error-session-resolutions")]
            );
        }
        assert!(state(open).state.is_open(), "nothing is done unasked");
        withdraw(first, "end").unwrap();
        let ended = state(open);
        assert_eq!((ended.state, ended.outcome.as_deref()), (ResolutionState::Dropped, Some(REASON)));
        assert_eq!(state(done).state, ResolutionState::Done, "what is done is done");
        assert_eq!(register.last_event().1["outcome"], REASON);
        let second = record(register, &officer, round, form());
        let stands = resolve(second, "answer letters");
        withdraw(second, "stand").unwrap();
        assert!(state(stands).state.is_open());
        // Where nothing is open nothing is asked.
        withdraw(record(register, &officer, round, form()), "").unwrap();
    });
}
