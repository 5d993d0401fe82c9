//! Plans: every direct subordinate's is reviewed before the round is assessed, and no other plan stands in for one.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context,
    plans::{
        plan_keep::{Keep, keep_plan},
        plan_review::{ReviewForm, review_plan},
        plan_sign::{Sign, send_plan_back, show_to_sign, sign_plan},
        plan_submit::{Send, send_plan},
    },
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{PlanId, RoundId},
    plans::{
        checklist::Checklist,
        plan::{PlanForm, PlanState},
        plan_draft::DraftState,
    },
    programmes::round::RoundState,
};
use earnest_testkit::{
    plans::submit_signed,
    register::{Register, on_both_engines},
};
use jiff::civil::date;

fn checklist() -> Vec<String> {
    vec!["theme".to_owned(), "opinions".to_owned()]
}

/// A programme of the province with one round, opened.
fn opened(register: &Register) -> RoundId {
    opened_by(register, "P")
}

/// A programme of a unit with one round, opened.
fn opened_by(register: &Register, organiser: &str) -> RoundId {
    let office = register.actor(Role::Office, organiser);
    let context = register.context(&office);
    let round = PlanRound {
        number: 1,
        topic: "topic",
        opens_on: date(2015, 5, 4),
        plans_due_on: date(2015, 6, 2),
        ends_on: date(2015, 7, 10),
    };
    let request = SetUp { organiser, key: "test", title: "Programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &request).unwrap();
    let round = rounds.into_iter().next().unwrap();
    let refused = advance_round(&context, round).unwrap_err();
    assert!(matches!(refused, AppError::Refused(message) if message.key == "error-round-standard"));
    publish_standard(&context, organiser, &earnest_testkit::pack::shipped().standard.unwrap()).unwrap();
    assert_eq!(advance_round(&context, round).unwrap(), RoundState::Open);
    round
}

fn form() -> PlanForm<'static> {
    let sections = vec![("theme", "about the topic"), ("opinions", "from forty people")];
    PlanForm { theme: "theme", session_on: "2015-06-20", sections }
}

/// Writes a plan, sends it to the head, and signs it.
fn submit(register: &Register, officer: &Actor, round: RoundId, unit: &str) -> Result<PlanId, AppError> {
    submit_signed(register, officer, (round, unit), form(), &checklist())
}

fn review(context: &Context<'_>, plan: PlanId, outcome: &str) -> Result<PlanState, AppError> {
    let remarks = "say from whom, and how many";
    review_plan(
        context,
        &ReviewForm { plan, outcome, missing: vec!["opinions"], remarks, checklist: &checklist() },
    )
}

#[test]
fn a_returned_plan_comes_again_as_the_next_version_and_nobody_reviews_their_own() {
    on_both_engines(|register| {
        let round = opened(register);
        register.today.set(date(2015, 6, 3));
        let officer = register.actor(Role::UnitOfficer, "A");
        let first = submit(register, &officer, round, "A").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["late"].as_bool()),
            ("sign-plan", Some(true)),
            "3 June is after 2 June"
        );
        assert!(submit(register, &officer, round, "A").is_err(), "the first waits for its review");
        let own = register.actor(Role::Assessor, "A");
        assert!(matches!(review(&register.context(&own), first, "approve"), Err(AppError::Denied(_))));
        let above = register.actor(Role::Assessor, "P");
        assert_eq!(review(&register.context(&above), first, "return").unwrap(), PlanState::Returned);
        let second = submit(register, &officer, round, "A").unwrap();
        assert!(review(&register.context(&above), first, "approve").is_err(), "only the latest is reviewed");
        assert_eq!(review(&register.context(&above), second, "approve").unwrap(), PlanState::Approved);
        assert_eq!(register.last_event().1["version"], 2);
    });
}

#[test]
fn no_plan_of_another_unit_opens_the_gate_for_a_missing_one() {
    on_both_engines(|register| {
        let round = opened(register);
        let county = register.actor(Role::UnitOfficer, "A1");
        let refused = submit(register, &county, round, "A1");
        assert!(matches!(refused, Err(AppError::NotFound)), "a county owes the province no plan");
        let above = register.actor(Role::Assessor, "P");
        let direct = ["A", "B", "N", "G1", "G2", "G3", "U", "F"];
        let office = register.actor(Role::Office, "P");
        for (done, unit) in direct.into_iter().enumerate() {
            let refused = advance_round(&register.context(&office), round).unwrap_err();
            let AppError::Refused(message) = refused else { panic!("{refused:?}") };
            assert_eq!(message.key, "error-round-plans");
            assert_eq!(message.arguments[0].1, (direct.len() - done).into());
            let officer = register.actor(Role::UnitOfficer, unit);
            let plan = submit(register, &officer, round, unit).unwrap();
            review(&register.context(&above), plan, "approve").unwrap();
        }
        let next = advance_round(&register.context(&office), round).unwrap_err();
        assert_eq!(key(next), "error-round-sessions", "the plans are all there, the sessions are not");
    });
}

fn key(fault: AppError) -> &'static str {
    match fault {
        AppError::Refused(message) => message.key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plan_is_at_the_superior_only_once_its_head_has_signed_it() {
    on_both_engines(|register| {
        let round = opened(register);
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let context = register.context(&officer);
        let keep = |revision, form| keep_plan(&context, &Keep { round, unit: "A", revision, form });
        let send = |revision| {
            send_plan(
                &context,
                &Send { round, unit: "A", revision, checklist: &Checklist::of_all(&checklist()) },
            )
        };
        let gap = PlanForm { theme: "", session_on: "someday", sections: vec![("theme", "half")] };
        assert_eq!(keep("0", gap).unwrap(), 1, "a draft may have gaps");
        let Err(AppError::Form(errors)) = send(1) else { panic!("a plan with gaps is sent") };
        assert!(["theme", "session_on", "section-opinions"].iter().all(|field| errors.at(field).is_some()));
        let revision = keep("1", form()).unwrap();
        send(revision).unwrap();
        assert_eq!(register.last_event().0, "submit-plan");
        let above = register.actor(Role::Assessor, "P");
        let seen = |actor: &Actor| {
            let plans =
                earnest_app::plans::plans_list::list_plans(&register.context(actor), Some(round)).unwrap();
            plans.plans.iter().filter(|plan| plan.plan.is_some()).count()
        };
        assert_eq!(seen(&above), 0, "what waits for its head is not at the superior");
        assert_eq!(key(keep("2", form()).unwrap_err()), "error-draft-with-head");
        let at_head = register.context(&head);
        let sign = Sign { round, unit: "A", checklist: &Checklist::of_all(&checklist()) };
        for other in [register.actor(Role::UnitHead, "B"), officer.clone(), above.clone()] {
            assert!(matches!(sign_plan(&register.context(&other), &sign), Err(AppError::Denied(_))));
            let shown = show_to_sign(&register.context(&other), round, "A");
            assert!(matches!(shown, Err(AppError::Denied(_))));
        }
        let short = send_plan_back(&at_head, round, "A", "no");
        assert!(matches!(short, Err(AppError::Form(_))), "a head says what is to be mended");
        send_plan_back(&at_head, round, "A", "say who collects the opinions").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["reason"].as_str()),
            ("send-plan-back", Some("say who collects the opinions"))
        );
        assert_eq!(key(sign_plan(&at_head, &sign).unwrap_err()), "error-draft-not-sent");
        let asked = earnest_app::plans::plan_ask::ask_plan(&context, round, "A").unwrap();
        let draft = asked.draft.unwrap();
        assert_eq!(
            (draft.state, draft.words.as_deref()),
            (DraftState::SentBack, Some("say who collects the opinions"))
        );
        let revision = keep("2", form()).unwrap();
        send(revision).unwrap();
        let id = sign_plan(&at_head, &sign).unwrap();
        assert_eq!(register.last_event().0, "sign-plan");
        assert_eq!(seen(&above), 1);
        assert_eq!(review(&register.context(&above), id, "approve").unwrap(), PlanState::Approved);
    });
}

#[test]
fn two_who_write_one_plan_lose_nothing_and_the_second_is_told_where_they_differ() {
    on_both_engines(|register| {
        let round = opened(register);
        let (one, two) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        let keep = |actor: &Actor, revision, theme| {
            let form = PlanForm { theme, ..form() };
            keep_plan(&register.context(actor), &Keep { round, unit: "A", revision, form })
        };
        keep(&one, "0", "mine").unwrap();
        let events = register.journal().len();
        let Err(AppError::Form(errors)) = keep(&two, "0", "ours") else {
            panic!("the first draft went under")
        };
        assert_eq!(errors.at("theme").unwrap().key, "error-draft-theirs");
        assert!(errors.at("section-opinions").is_none(), "only what differs");
        assert_eq!(register.journal().len(), events, "nothing was written");
        let asked = earnest_app::plans::plan_ask::ask_plan(&register.context(&two), round, "A").unwrap();
        assert_eq!(asked.draft.unwrap().texts.theme, "mine");
        assert_eq!(keep(&two, "1", "ours").unwrap(), 2, "knowingly, it replaces the first");
    });
}

#[test]
fn a_village_must_answer_seven_questions_of_a_plan_and_may_answer_the_others() {
    on_both_engines(|register| {
        let pack = earnest_testkit::pack::shipped();
        let round = opened_by(register, "A1T1");
        let officer = register.actor(Role::UnitOfficer, "A1T1V1");
        let context = register.context(&officer);
        let unit = "A1T1V1";
        let send =
            |revision| send_plan(&context, &Send { round, unit, revision, checklist: &pack.checklist() });
        keep_plan(&context, &Keep { round, unit, revision: "0", form: PlanForm::default() }).unwrap();
        let Err(AppError::Form(errors)) = send(1) else { panic!("a plan without a word is sent") };
        assert_eq!(errors.iter().count(), 7);
        let mut answers: Vec<_> =
            errors.iter().filter_map(|(field, _)| field.strip_prefix("section-")).collect();
        assert_eq!(answers, ["arrangement", "last-measures", "opinions", "problem-list", "theme"]);
        answers.push("cases");
        let sections = answers.into_iter().map(|key| (key, "as the villagers asked in May")).collect();
        let form = PlanForm { theme: "theme", session_on: "2015-06-20", sections };
        let revision = keep_plan(&context, &Keep { round, unit, revision: "1", form }).unwrap();
        send(revision).unwrap();
        let head = register.actor(Role::UnitHead, unit);
        let sign = Sign { round, unit, checklist: &pack.checklist() };
        sign_plan(&register.context(&head), &sign).unwrap();
        assert_eq!(register.last_event().0, "sign-plan");
        let above = register.actor(Role::Assessor, "A1T1");
        let context = register.context(&above);
        let id = earnest_app::plans::plan_show::latest_plan(&context, unit, round).unwrap().unwrap();
        let seen = earnest_app::plans::plan_show::show_plan(&context, id).unwrap();
        assert_eq!(seen.plan.body.sections.len(), 6, "what was said beyond the seven is kept");
    });
}
