//! What is told: cases and who reads them, numbers of a story, commitments of speakers, lessons, examples, comments.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    circulars::{
        comment_moderate::{moderate_comment, show_comments},
        comment_write::write_comment,
    },
    desk::{
        desk_show::{OwedKind, owed},
        notices_show::list_notices,
    },
    duties::{charge_show::show_leader, duties_lay::lay_duties, duties_show::show_duties},
    figures::figure_show::{Asked, show_figure},
    ledger::findings::problem_open::Opening,
    sessions::{
        case_register::register_case,
        cases_show::{list_cases, show_case},
        exemplar_mark::mark_exemplar,
        exemplar_show::{list_exemplars, show_exemplar},
        lesson_suggest::{Lesson, suggest_lesson},
        resolutions::make_resolution,
        seminar_page::{show_seminar, take_speech},
        seminar_record::{Record, record_seminar},
        speech_problem::open_from_speech,
        suggestion_answer::{accept_suggestion, decline_suggestion, show_suggestion},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::{circular::CircularForm, comment::CommentState},
    duties::duty::{DutyKind, NewDuty},
    figures::figure_name::FigureName,
    id::{CaseId, RoundId, SeminarId},
    ledger::{findings::problem::ProblemForm, measures::measure_form::MeasureForm},
    sessions::{
        case_study::CaseForm,
        resolution::ResolutionForm,
        seminar::{SessionForm, SpeechForm},
        suggestion::SuggestionState,
    },
    units::unit::Tier,
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, rated},
    circulars::publish_checked,
    refused::refused_at,
    register::{Register, on_both_engines},
};

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

fn hidden(end: Result<impl std::fmt::Debug, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn case(register: &Register, office: &Actor, sensitive: bool) -> CaseId {
    let form = CaseForm {
        kind: "negative",
        title: "a book of confessions",
        source: "the discipline body",
        body: "a former colleague took 2800 in 10 years",
        sensitive,
        tiers: vec![Tier(2)],
        roles: vec!["unit-head"],
    };
    register_case(&register.context(office), "P", &form).unwrap()
}

fn session(
    register: &Register,
    who: &Actor,
    round: RoundId,
    library: &[String],
    story: &str,
) -> Result<SeminarId, AppError> {
    let speech = SpeechForm {
        post: "the deputy in charge".into(),
        instances: "1",
        measures: "1",
        lessons: "the same may be wrong in the counties",
        story,
        ..SpeechForm::default()
    };
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-06-01",
        minutes: "180",
        present: "9",
        expected: "10",
        speeches: vec![speech],
        library: library.iter().map(String::as_str).collect(),
        another: true,
        ..SessionForm::default()
    };
    record_seminar(&register.context(who), &Record { unit: "A", round: Some(round), form })
}

/// A deputy's duty, laid on a post that is registered by it.
fn lay_dual(register: &Register, title: &str) {
    let office = register.actor(Role::Office, "P");
    let (unit, post) = ("A".to_owned(), Some(title.to_owned()));
    let duty = NewDuty { unit, kind: DutyKind::Dual, post, acknowledged_on: None };
    lay_duties(&register.context(&office), "P", vec![duty], jiff::civil::date(2015, 5, 1)).unwrap();
}

#[test]
fn of_a_limited_case_nobody_outside_its_audience_learns_a_word() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let id = case(register, &office, true);
        let detail = register.last_event().1.to_string();
        assert!(!detail.contains("confessions"), "nor does the journal: {detail}");
        let sees = |role, unit: &str| {
            let who = register.actor(role, unit);
            let view = show_case(&register.context(&who), id).unwrap();
            let listed = list_cases(&register.context(&who), None, 9).unwrap().cases.remove(0);
            assert_eq!(view.case.text.is_some(), listed.text.is_some());
            assert_eq!(view.audience.is_some(), view.case.text.is_some());
            view.case.text.is_some()
        };
        assert!(sees(Role::UnitHead, "A"), "a head at tier 2");
        for (role, unit) in
            [(Role::UnitOfficer, "A"), (Role::UnitHead, "A1"), (Role::Auditor, "P"), (Role::Office, "P")]
        {
            assert!(!sees(role, unit), "{role:?} at {unit}");
        }
        // Who may not read it can't say that it was used.
        let officer = register.actor(Role::UnitOfficer, "A");
        let keys = [id.to_string()];
        assert_eq!(refused(session(register, &officer, round, &keys, "")), "error-case-unknown");
    });
}

#[test]
fn a_session_names_cases_of_the_library_and_each_case_opens_to_its_sessions() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let id = case(register, &office, false);
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = session(register, &officer, round, &[id.to_string(), id.to_string()], "").unwrap();
        let view = show_seminar(&register.context(&officer), held).unwrap();
        assert_eq!(view.cases.iter().map(|case| case.id).collect::<Vec<_>>(), [id], "each once");
        let sessions = |role, unit| {
            let who = register.actor(role, unit);
            let view = show_case(&register.context(&who), id).unwrap();
            let listed = list_cases(&register.context(&who), None, 9).unwrap().cases.remove(0);
            assert_eq!(listed.used, view.sessions.len() as i64, "the count opens to exactly its sessions");
            view.sessions.len()
        };
        assert_eq!((sessions(Role::Office, "P"), sessions(Role::UnitHead, "A")), (1, 1));
        assert_eq!(sessions(Role::UnitHead, "B"), 0, "in one's own scope alone");
        let beside = register.actor(Role::Office, "B");
        assert!(hidden(show_seminar(&register.context(&beside), held)));
    });
}

fn figures(register: &Register) -> Vec<u64> {
    let count = |name: &FigureName| {
        let asked = Asked { unit: Some("P"), ..Asked::of(*name) };
        show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
    };
    FigureName::ALL.iter().map(count).collect()
}

#[test]
fn numbers_that_are_told_in_a_story_are_counted_by_no_figure() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let before = figures(register);
        session(register, &officer, round, &[], "").unwrap();
        let plain = figures(register);
        case(register, &office, false);
        session(register, &officer, round, &[], "28,000,000 less a year after 547 letters and 10 warnings")
            .unwrap();
        let told = figures(register);
        let step =
            |from: &[u64], to: &[u64]| -> Vec<u64> { from.iter().zip(to).map(|(a, b)| b - a).collect() };
        assert_eq!(step(&plain, &told), step(&before, &plain), "with and without the story");
    });
}

fn opening(aspects: &[String]) -> Opening<'_> {
    let measure = MeasureForm {
        body: "answer letters in three days",
        owner: "the deputy in charge",
        deliverable: "a register",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let form = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "letters lie about",
        instance: "three letters of May",
        source: "seminar",
        found_on: "2015-06-01",
        measures: vec![measure],
        ..ProblemForm::default()
    };
    Opening { form, aspects, another: false }
}

#[test]
fn the_same_is_resolved_by_one_session_once_unless_another_one_is_meant() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = session(register, &officer, round, &[], "").unwrap();
        let resolve = |body, another| {
            let form = ResolutionForm { body, owner: "the head".into(), due_on: "2015-07-01", another };
            make_resolution(&register.context(&officer), held, &form)
        };
        resolve("answer letters within a week", false).unwrap();
        assert_eq!(refused(resolve("Answer letters within a week.", false)), "error-resolution-twice");
        resolve("open the office on Saturdays", false).unwrap();
        resolve("answer letters within a week", true).unwrap();
        assert_eq!(register.last_event().0, "record-seminar");
        assert_eq!(show_seminar(&register.context(&officer), held).unwrap().resolutions.len(), 3);
    });
}

#[test]
fn what_a_speaker_promised_is_followed_on_the_page_of_the_session() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = session(register, &officer, round, &[], "").unwrap();
        let aspects = ["conduct".to_owned()];
        let problem = open_from_speech(&register.context(&officer), held, 0, &opening(&aspects)).unwrap();
        assert_eq!(register.last_event().0, "report-problems");
        let view = show_seminar(&register.context(&officer), held).unwrap();
        let (place, commitment) = view.commitments.first().unwrap();
        assert_eq!((*place, commitment.id, commitment.measures.value()), (0, problem, 1));
        assert!(hidden(open_from_speech(&register.context(&officer), held, 7, &opening(&aspects))));
        // Taken up from a second window it is asked about; whoever means one more says so.
        let twice = open_from_speech(&register.context(&officer), held, 0, &opening(&aspects));
        assert_eq!(refused(twice), "error-take-up-twice");
        assert!(take_speech(&register.context(&officer), held, 0).unwrap().taken_up);
        assert_eq!(show_seminar(&register.context(&officer), held).unwrap().commitments.len(), 1);
        // The leader's page tells the same of the post that spoke, and of no other.
        let post = |title: &str| {
            let posts = show_duties(&register.context(&officer), "A").unwrap().posts;
            posts.into_iter().find(|post| post.title == title).map(|post| post.id)
        };
        let speaker = view.held.session.body.speeches[0].post.as_str().to_owned();
        for (title, promised) in [(speaker.as_str(), 1), ("an observer of nothing", 0)] {
            lay_dual(register, title);
            let leader = show_leader(&register.context(&officer), post(title).unwrap()).unwrap();
            assert_eq!(leader.commitments.len(), promised, "{title}");
            assert_eq!(leader.duties.len(), 1, "its duty is on the page");
            assert!(leader.commitments.iter().all(|one| one.session == held && one.problem.id == problem));
        }
        let other = register.actor(Role::UnitOfficer, "B");
        assert!(hidden(open_from_speech(&register.context(&other), held, 0, &opening(&aspects))));
    });
}

#[test]
fn a_lesson_is_taken_up_or_declined_by_the_unit_that_it_is_for() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = session(register, &officer, round, &[], "").unwrap();
        let suggest = |unit: &str| {
            let lesson = Lesson { unit, body: "letters there, too", another: false };
            suggest_lesson(&register.context(&officer), held, 0, &lesson)
        };
        assert!(hidden(suggest("B1")), "not beneath");
        assert!(hidden(suggest("A")), "not oneself");
        assert_eq!(refused(suggest("")), "error-suggestion-unit");
        let (first, second) = (suggest("A1").unwrap(), suggest("A2").unwrap());
        let anew = |body, another| {
            let lesson = Lesson { unit: "A1", body, another };
            suggest_lesson(&register.context(&officer), held, 0, &lesson)
        };
        assert_eq!(refused_at("again", suggest("A1")), "error-suggestion-twice", "once to a unit");
        assert_eq!(refused_at("again", anew("Letters there, too!", false)), "error-suggestion-twice");
        let county = register.actor(Role::UnitOfficer, "A1");
        let waiting = |who: &Actor| {
            let desk = owed(&register.context(who)).unwrap();
            desk.iter().filter(|owed| owed.kind == OwedKind::Suggestion).count()
        };
        assert_eq!(waiting(&county), 1);
        assert!(hidden(show_suggestion(&register.context(&county), second)));
        assert!(hidden(show_suggestion(&register.context(&officer), first)), "the answer is the county's");
        let aspects = ["conduct".to_owned()];
        accept_suggestion(&register.context(&county), first, &opening(&aspects)).unwrap();
        assert_eq!(waiting(&county), 0);
        let twice = accept_suggestion(&register.context(&county), first, &opening(&aspects));
        assert_eq!(refused(twice), "error-suggestion-answered");
        let head = register.actor(Role::UnitHead, "A2");
        assert_eq!(refused(decline_suggestion(&register.context(&head), second, " ")), "error-text-empty");
        decline_suggestion(&register.context(&head), second, "we have a register").unwrap();
        suggest("A2").unwrap();
        anew("letters there, too", true).unwrap();
        let all = show_seminar(&register.context(&officer), held).unwrap().suggestions;
        let states: Vec<_> = all.iter().map(|one| one.state).collect();
        let [accepted, declined, offered, ..] =
            [SuggestionState::Accepted, SuggestionState::Declined, SuggestionState::Offered];
        assert_eq!(states, [accepted, declined, offered, offered], "what was declined may be suggested anew");
    });
}

#[test]
fn an_example_is_read_by_the_units_of_its_round_and_by_nobody_else() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = session(register, &officer, round, &[], "10 warnings").unwrap();
        let beside = register.actor(Role::UnitOfficer, "B1");
        assert!(list_exemplars(&register.context(&beside), None, 9).unwrap().lines.is_empty());
        assert!(hidden(show_exemplar(&register.context(&beside), held)));
        let below = register.actor(Role::Office, "A");
        assert!(
            hidden(mark_exemplar(&register.context(&below), held, Some("ours"))),
            "nobody holds up their own"
        );
        mark_exemplar(&register.context(&office), held, Some("spoke of own work")).unwrap();
        assert_eq!(register.last_event().0, "mark-exemplar");
        let view = show_exemplar(&register.context(&beside), held).unwrap();
        assert_eq!(
            (view.exemplar.reason.as_str(), view.held.session.body.speeches.len()),
            ("spoke of own work", 1)
        );
        let told = || {
            let found = list_notices(&register.context(&officer), None, false, None, 50).unwrap().notices;
            found.iter().filter(|notice| notice.row.telling.word == "exemplar").count()
        };
        assert_eq!(told(), 1);
        mark_exemplar(&register.context(&office), held, None).unwrap();
        assert!(hidden(show_exemplar(&register.context(&beside), held)));
        assert_eq!(
            (register.last_entry().word.as_str(), told()),
            ("exemplar-ended", 1),
            "its end is not held up"
        );
    });
}

#[test]
fn a_comment_of_the_public_is_read_by_all_once_the_office_let_it_through() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let form = CircularForm {
            title: "circular",
            recipients: "all",
            grounds: "standard",
            problems: vec![("", "few instances")],
            ..CircularForm::default()
        };
        let circular = publish_checked(register, &office, round, &form);
        let public = register.context(&Actor::PUBLIC);
        assert_eq!(refused(write_comment(&public, circular, " ")), "error-text-empty");
        let one = write_comment(&public, circular, "what of the villages?").unwrap();
        let detail = register.last_event().1.to_string();
        assert!(!detail.contains("villages"), "the journal keeps its fingerprint alone");
        let two = write_comment(&public, circular, "nonsense").unwrap();
        let seen = show_comments(&public, circular).unwrap();
        assert!(seen.published.is_empty() && seen.held.is_empty());
        assert_eq!(show_comments(&register.context(&office), circular).unwrap().held.len(), 2);
        assert!(owed(&register.context(&office)).unwrap().iter().any(|owed| owed.kind == OwedKind::Comments));
        let below = register.actor(Role::Office, "A");
        assert!(hidden(moderate_comment(&register.context(&below), one, "published", "")));
        let context = register.context(&office);
        assert_eq!(moderate_comment(&context, one, "published", "").unwrap(), circular);
        assert_eq!(refused(moderate_comment(&context, two, "rejected", "")), "error-text-empty");
        moderate_comment(&context, two, "rejected", "no matter of the circular").unwrap();
        assert_eq!(refused(moderate_comment(&context, two, "published", "")), "error-comment-decided");
        let seen = show_comments(&public, circular).unwrap().published;
        assert_eq!(seen.iter().map(|it| it.state).collect::<Vec<_>>(), [CommentState::Published]);
        let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::Comments) };
        assert_eq!(show_figure(&context, asked, None, 9).unwrap().figure.value(), 1);
    });
}

#[test]
fn the_same_session_from_a_second_window_is_asked_whether_it_is_another() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let sent = |another, kind, round| {
            let form = SessionForm {
                kind,
                held_on: "2015-06-01",
                minutes: "90",
                present: "9",
                expected: "10",
                another,
                ..SessionForm::default()
            };
            record_seminar(&register.context(&officer), &Record { unit: "A", round, form })
        };
        sent(false, "seminar", Some(round)).unwrap();
        let acts = register.journal().len();
        for _ in 0..2 {
            match sent(false, "seminar", Some(round)) {
                Err(AppError::Form(errors)) => {
                    assert_eq!(errors.at("another").map(|said| said.key), Some("error-session-same"));
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(register.journal().len(), acts, "nothing is written before it is answered");
        sent(false, "lecture", Some(round)).unwrap();
        sent(false, "seminar", None).unwrap();
        sent(true, "seminar", Some(round)).unwrap();
        assert_eq!(register.journal().len(), acts + 3, "another kind, no round, or said to be another");
    });
}
