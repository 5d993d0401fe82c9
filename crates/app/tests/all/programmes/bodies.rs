//! Joint bodies: named by the office, asked to agree to exactly one draft, reviewing and observing their own sector.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context,
    assessing::{
        observer_assign::{Assign, assign_observer},
        observer_choose::choose_observer,
        observers_propose::{Method, propose_observers},
    },
    desk::desk_show::{OwedKind, owed},
    plans::{
        plan_review::{ReviewForm, review_plan},
        plan_show::show_plan,
    },
    programmes::{
        bodies_show::{show_bodies, show_sector},
        body_name::{Name, end_body, name_body},
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_agree::{AnswerForm, agree, ask_bodies, open_agreement},
        standard_draft::{Kept, Source, begin_draft, keep_draft, open_workshop, publish_draft},
        standard_publish::publish_standard,
        standard_show::show_standard,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{BodyId, PlanId, ProgrammeId, RoundId},
    plans::plan::PlanForm,
    programmes::bodies::{Answer, BodyForm},
};
use earnest_testkit::{
    assessment::standard,
    plans::submit_signed,
    register::{Register, on_both_engines},
};

const CLASSES: [&str; 5] = ["prefecture", "new-area", "provincial-body", "university", "state-firm"];

fn set_up(register: &Register) -> (Actor, ProgrammeId, RoundId) {
    let office = register.actor(Role::Office, "P");
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
    let request = SetUp { organiser: "P", key: "test", title: "t", goal: "g", rounds: vec![round] };
    let (programme, rounds) = set_up_programme(&register.context(&office), &request).unwrap();
    (office, programme, *rounds.first().unwrap())
}

fn name(
    context: &Context<'_>,
    programme: ProgrammeId,
    unit: &str,
    part: &str,
    classes: &[&str],
) -> Result<BodyId, AppError> {
    let known = CLASSES.map(str::to_owned);
    let form = BodyForm { part, classes: classes.to_vec(), from: "2015-05-01", until: "" };
    name_body(context, &Name { programme, unit, form, classes: &known })
}

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        AppError::Denied(_) => "denied",
        AppError::NotFound => "not found",
        other => panic!("{other:?}"),
    }
}

fn answer(context: &Context<'_>, answer: &str, reason: &str) -> Result<(), AppError> {
    let draft = open_agreement(context, "P").unwrap().draft;
    let hash = draft.map(|(_, hash)| hash).unwrap_or_default();
    agree(context, &AnswerForm { of: "P".into(), hash: &hash, answer, reason })
}

fn asks(context: &Context<'_>) -> usize {
    owed(context).unwrap().iter().filter(|owed| owed.kind == OwedKind::StandardAgree).count()
}

#[test]
fn the_office_names_bodies_and_ends_them_and_nobody_else_does() {
    on_both_engines(|register| {
        let (office, programme, _) = set_up(register);
        let context = register.context(&office);
        let body = name(&context, programme, "G1", "joining", &["university"]).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), &detail["body"], &detail["classes"][0]),
            ("name-body", &"G1".into(), &"university".into())
        );
        assert_eq!(
            refused(name(&context, programme, "G2", "joining", &["university"])),
            "error-body-class-taken"
        );
        assert_eq!(refused(name(&context, programme, "G1", "joining", &["state-firm"])), "error-body-twice");
        assert_eq!(refused(name(&context, programme, "P", "lead", &[])), "error-body-unit");
        assert_eq!(refused(name(&context, programme, "none", "lead", &[])), "error-body-unit");
        for (role, unit) in [(Role::UnitHead, "P"), (Role::Office, "G1"), (Role::Administrator, "P")] {
            let other = register.actor(role, unit);
            let denied = name(&register.context(&other), programme, "G2", "lead", &[]);
            assert_eq!(refused(denied), "denied", "{role:?} of {unit}");
            assert_eq!(refused(end_body(&register.context(&other), body, "2015-06-30")), "denied");
        }
        name(&context, programme, "G3", "joining", &["provincial-body"]).unwrap();
        let shown = show_bodies(&context, programme).unwrap();
        let units: Vec<_> =
            shown.lines.iter().map(|line| (line.body.code.as_str(), line.units.value())).collect();
        assert_eq!(units, [("G1", 1), ("G3", 2)], "nobody covers themselves");
        assert_eq!(refused(end_body(&context, body, "2015-04-01")), "error-post-days");
        end_body(&context, body, "2015-06-10").unwrap();
        assert_eq!(register.last_event().1["last-day"], "2015-06-10");
        let shown = show_bodies(&context, programme).unwrap();
        assert_eq!(shown.lines[0].body.taking.until.unwrap().to_string(), "2015-06-10");
        register.today.set(jiff::civil::date(2015, 6, 11));
        let context = register.context(&office);
        name(&context, programme, "G2", "lead", &[]).unwrap();
        let late = BodyForm { part: "joining", classes: vec!["university"], from: "2015-06-11", until: "" };
        let known = CLASSES.map(str::to_owned);
        name_body(&context, &Name { programme, unit: "G1", form: late, classes: &known }).unwrap();
    });
}

#[test]
fn a_standard_is_published_only_once_every_body_agreed_to_exactly_this_draft() {
    on_both_engines(|register| {
        let (office, programme, _) = set_up(register);
        let context = register.context(&office);
        name(&context, programme, "G1", "lead", &[]).unwrap();
        name(&context, programme, "G2", "joining", &["university"]).unwrap();
        let (first, second) = (register.actor(Role::Office, "G1"), register.actor(Role::UnitHead, "G2"));
        let (first, second) = (register.context(&first), register.context(&second));
        let pack = standard();
        begin_draft(&context, "P", Source::Pack, Some(&pack)).unwrap();
        assert_eq!(asks(&first), 0, "a draft that is being written asks nobody");
        assert!(open_agreement(&first, "P").unwrap().draft.is_none());
        assert_eq!(refused(answer(&first, "agreed", "")), "error-agreement-none");
        assert_eq!(refused(publish_draft(&context, "P", "1")), "error-standard-not-agreed");
        assert_eq!(refused(publish_standard(&context, "P", &pack)), "error-standard-not-agreed");
        ask_bodies(&context, "P", "1").unwrap();
        assert_eq!(register.last_event().1["asked"].as_array().unwrap().len(), 2);
        assert_eq!((asks(&first), asks(&second)), (1, 1));
        answer(&first, "agreed", "").unwrap();
        assert_eq!((asks(&first), asks(&second)), (0, 1));
        assert_eq!(refused(answer(&second, "refused", "")), "error-text-empty");
        answer(&second, "refused", "the floor is too low").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), &detail["answer"]), ("agree-standard", &"refused".into()));
        assert!(!detail.to_string().contains("too low"), "the reason stays in the register");
        assert_eq!(refused(publish_draft(&context, "P", "1")), "error-standard-not-agreed");
        let shown = open_workshop(&context, "P").unwrap();
        let said: Vec<_> = shown.bodies.iter().map(|one| one.said.as_ref().unwrap().answer).collect();
        assert_eq!(said, [Answer::Agreed, Answer::Refused]);
        // The draft is changed: what was said is void, whoever agreed is asked anew.
        let old = open_agreement(&first, "P").unwrap().draft.unwrap().1;
        let mut form = shown.draft.unwrap().form;
        form.attendance_floor = "95%".into();
        keep_draft(&context, Kept { of: "P".into(), revision: "1", form, take_over: false }).unwrap();
        assert!(open_workshop(&context, "P").unwrap().bodies.iter().all(|one| one.said.is_none()));
        assert_eq!(asks(&first), 0, "it is not before them again yet");
        ask_bodies(&context, "P", "2").unwrap();
        assert_eq!((asks(&first), asks(&second)), (1, 1));
        let stale = AnswerForm { of: "P".into(), hash: &old, answer: "agreed", reason: "" };
        assert_eq!(refused(agree(&first, &stale)), "error-standard-changed");
        answer(&first, "agreed", "").unwrap();
        assert_eq!(refused(publish_draft(&context, "P", "2")), "error-standard-not-agreed");
        answer(&second, "agreed", "").unwrap();
        let id = publish_draft(&context, "P", "2").unwrap();
        assert_eq!(register.last_event().1["signed-with"], serde_json::json!(["G1", "G2"]));
        begin_draft(&context, "P", Source::InForce, None).unwrap();
        assert!(open_workshop(&context, "P").unwrap().bodies.iter().all(|one| one.said.is_none()));
        assert_eq!(
            refused(publish_draft(&context, "P", "1")),
            "error-standard-not-agreed",
            "the same words anew"
        );
        let signed = show_standard(&register.context(&Actor::PUBLIC), id).unwrap().signed_with;
        let names: Vec<_> = signed.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["省直机关1", "省直机关2"]);
    });
}

#[test]
fn only_a_body_s_office_or_head_agrees_and_a_body_whose_part_has_ended_is_not_asked() {
    on_both_engines(|register| {
        let (office, programme, _) = set_up(register);
        let context = register.context(&office);
        let body = name(&context, programme, "G1", "lead", &[]).unwrap();
        begin_draft(&context, "P", Source::Pack, Some(&standard())).unwrap();
        ask_bodies(&context, "P", "1").unwrap();
        for (role, unit) in [
            (Role::Assessor, "G1"),
            (Role::UnitOfficer, "G1"),
            (Role::Office, "G2"),
            (Role::UnitHead, "P"),
            (Role::Office, "P"),
            (Role::Auditor, "P"),
        ] {
            let other = register.actor(role, unit);
            assert_eq!(
                refused(open_agreement(&register.context(&other), "P")),
                "denied",
                "{role:?} of {unit}"
            );
        }
        end_body(&context, body, "2015-06-01").unwrap();
        register.today.set(jiff::civil::date(2015, 6, 2));
        let context = register.context(&office);
        let head = register.actor(Role::UnitHead, "G1");
        assert_eq!(refused(open_agreement(&register.context(&head), "P")), "denied");
        assert_eq!(refused(ask_bodies(&context, "P", "1")), "error-body-none");
        publish_draft(&context, "P", "1").unwrap();
    });
}

/// A university's and a firm's plan, both signed.
fn plans(register: &Register, round: RoundId) -> [PlanId; 2] {
    ["U", "F"].map(|unit| {
        let officer = register.actor(Role::UnitOfficer, unit);
        let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        submit_signed(register, &officer, (round, unit), form, &[]).unwrap()
    })
}

fn review(context: &Context<'_>, plan: PlanId) -> Result<(), AppError> {
    let form = ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] };
    review_plan(context, &form).map(|_| ())
}

#[test]
fn a_joining_body_reviews_the_plans_of_its_sector_and_nobody_else_s() {
    on_both_engines(|register| {
        let (office, programme, round) = set_up(register);
        let context = register.context(&office);
        publish_standard(&context, "P", &standard()).unwrap();
        advance_round(&context, round).unwrap();
        let body = name(&context, programme, "G1", "joining", &["university", "provincial-body"]).unwrap();
        let [university, firm] = plans(register, round);
        let own = register.actor(Role::UnitOfficer, "G1");
        let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        let mine = submit_signed(register, &own, (round, "G1"), form, &[]).unwrap();
        let assessor = register.actor(Role::Assessor, "G1");
        let assessor = register.context(&assessor);
        let due: Vec<_> = owed(&assessor).unwrap();
        let plans: Vec<_> = due
            .iter()
            .filter(|one| one.kind == OwedKind::PlanReview)
            .map(|one| one.unit_code.as_str())
            .collect();
        assert_eq!(plans, ["U"], "its sector's, neither the firm's nor its own");
        assert!(show_plan(&assessor, university).unwrap().may_review);
        assert_eq!(refused(show_plan(&assessor, firm)), "denied");
        assert_eq!(refused(review(&assessor, firm)), "denied");
        assert_eq!(refused(review(&assessor, mine)), "denied", "nobody reviews their own");
        review(&assessor, university).unwrap();
        assert_eq!(register.last_event().0, "review-plan");
        let stranger = register.actor(Role::Assessor, "G2");
        assert_eq!(refused(review(&register.context(&stranger), firm)), "denied");
        assert_eq!(refused(show_sector(&register.context(&stranger), body, None)), "denied");
        let sector = show_sector(&assessor, body, None).unwrap();
        let lines: Vec<_> = sector
            .lines
            .iter()
            .map(|line| (line.unit.code.as_str(), line.unit.plan.is_some(), line.may_send))
            .collect();
        assert_eq!(lines, [("G2", false, false), ("G3", false, false), ("U", true, false)]);
        end_body(&context, body, "2015-06-01").unwrap();
        register.today.set(jiff::civil::date(2015, 6, 2));
        let again = register.actor(Role::Assessor, "G1");
        assert_eq!(refused(show_plan(&register.context(&again), university)), "denied", "its part has ended");
    });
}

#[test]
fn a_joining_body_sends_its_own_people_to_its_own_sector() {
    on_both_engines(|register| {
        let (office, programme, round) = set_up(register);
        let context = register.context(&office);
        publish_standard(&context, "P", &standard()).unwrap();
        advance_round(&context, round).unwrap();
        name(&context, programme, "G1", "joining", &["university"]).unwrap();
        name(&context, programme, "G2", "joining", &["state-firm"]).unwrap();
        let [sends, own, other, above] =
            [(Role::Office, "G1"), (Role::Assessor, "G1"), (Role::Assessor, "G2"), (Role::Assessor, "P")]
                .map(|(role, unit)| register.actor(role, unit));
        let joined = register.context(&sends);
        let send = |context: &Context<'_>, unit: &str, who: &Actor| {
            let assessor = who.account().unwrap();
            assign_observer(context, &Assign { round, unit, assessor, session_on: "" }).map(|_| ())
        };
        assert_eq!(refused(send(&joined, "F", &own)), "denied", "another's sector");
        assert_eq!(refused(send(&joined, "U", &other)), "error-observer-role");
        assert_eq!(
            refused(send(&joined, "U", &above)),
            "error-observer-role",
            "the organiser's people are not its own"
        );
        let candidates = choose_observer(&joined, round, "U").unwrap().assessors;
        assert!(candidates.iter().any(|(id, _)| *id == own.account().unwrap()));
        assert!(
            !candidates
                .iter()
                .any(|(id, _)| *id == above.account().unwrap() || *id == other.account().unwrap())
        );
        let proposal = propose_observers(&joined, round, 1, Method::Balanced).unwrap();
        let units: Vec<_> =
            proposal.units.iter().map(|unit| (unit.code.as_str(), unit.proposed.clone())).collect();
        assert_eq!(units, [("U", vec![own.account().unwrap()])]);
        assert_eq!(proposal.people.len(), 1, "nobody else's people are told");
        assert_eq!(refused(propose_observers(&joined, round, 1, Method::Lot("12"))), "error-lot-organiser");
        send(&joined, "U", &own).unwrap();
        assert_eq!(register.last_event().0, "assign-observer");
        let due = owed(&register.context(&own)).unwrap();
        assert!(due.iter().any(|one| one.kind == OwedKind::Sheet && one.unit_code == "U"));
        // The organiser's office is proposed the people of the bodies, each for the own sector alone.
        let proposal = propose_observers(&context, round, 1, Method::Balanced).unwrap();
        let free = |code: &str| proposal.units.iter().find(|unit| unit.code == code).unwrap().free.clone();
        assert!(
            free("F").contains(&other.account().unwrap()) && !free("F").contains(&own.account().unwrap())
        );
        assert!(
            !free("A").contains(&other.account().unwrap()) && free("A").contains(&above.account().unwrap())
        );
    });
}
