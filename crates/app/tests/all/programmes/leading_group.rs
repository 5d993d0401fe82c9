//! The organiser's own leading group: it owes its round what the units beneath owe it, is heard by people whom it does not
//! command, and is told apart from them.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        leaders_hear::{Draw, hear_leaders, show_hearing},
        rating_show::list_ratings,
        round_rate::rate_round,
        sheet_submit::{Occasion, submit_sheet},
    },
    desk::desk_show::desk,
    figures::board_show::{Wanted, show_board},
    plans::{
        plan_ask::ask_plan,
        plan_review::{ReviewForm, review_plan},
        plans_list::list_plans,
    },
    programmes::{round_advance::advance_round, round_show::show_round, session_excuse::excuse_session},
    sessions::{
        exemplar_mark::mark_exemplar,
        exemplar_show::list_exemplars,
        seminar_record::{Record, record_seminar},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    desk::owed::OwedKind,
    id::{AccountId, ObservationId, PlanId, RoundId, SeminarId},
    permit::{ReadDesk, decide},
    plans::plan::PlanForm,
    programmes::{
        round::RoundState,
        standard::{LeadingGroup, Standard},
    },
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    assessment::{open_round_under, review_all_plans, standard},
    plans::submit_signed,
    refused::refused,
    register::{Register, on_both_engines},
};

/// Digits that nobody foresaw.
const SEED: &str = "57721566490153286060";

fn taking_part(from: LeadingGroup) -> Standard {
    Standard { leading_group: Some(from), ..standard() }
}

fn own_plan(register: &Register, round: RoundId) -> PlanId {
    let officer = register.actor(Role::UnitOfficer, "P");
    let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
    submit_signed(register, &officer, (round, "P"), form, &[]).unwrap()
}

fn approve(register: &Register, who: &Actor, plan: PlanId) -> Result<(), AppError> {
    let form = ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] };
    review_plan(&register.context(who), &form).map(|_| ())
}

fn session(register: &Register, unit: &str, round: RoundId) -> SeminarId {
    let officer = register.actor(Role::UnitOfficer, unit);
    let day = register.today.get().to_string();
    let form = SessionForm {
        kind: "seminar",
        held_on: &day,
        minutes: "180",
        present: "9",
        expected: "9",
        interactions: "4",
        ..SessionForm::default()
    };
    record_seminar(&register.context(&officer), &Record { unit, round: Some(round), form }).unwrap()
}

fn again(register: &Register, who: &Actor) -> Actor {
    register.store.snapshot().unwrap().reader().actor(who.account().unwrap()).unwrap().unwrap()
}

fn sheet_of(register: &Register, who: &Actor) -> Option<ObservationId> {
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let root = reader.root().unwrap().unwrap();
    let permit = decide::<ReadDesk>(who, root, register.today.get()).unwrap();
    reader.owed_sheets(&permit, 9).unwrap().first().map(|owed| owed.id)
}

fn hand_in(register: &Register, who: &Actor, id: ObservationId) -> Result<(), AppError> {
    let day = register.today.get().to_string();
    let form = SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "12")],
        remarks: "said what was theirs to say",
        heard_on: &day,
        ..SheetForm::default()
    };
    submit_sheet(&register.context(who), Occasion::Observation(id), &form).map(|_| ())
}

fn owes(register: &Register, who: &Actor, kind: OwedKind) -> bool {
    desk(&register.context(who)).unwrap().iter().any(|pile| pile.kind == kind)
}

#[test]
fn the_leading_group_owes_a_plan_that_its_office_reviews_and_never_who_wrote_it() {
    on_both_engines(|register| {
        let (office, round) = open_round_under(register, &taking_part(LeadingGroup::Lower));
        let officer = register.actor(Role::UnitOfficer, "P");
        assert!(owes(register, &officer, OwedKind::Plan), "on its officer's desk like any other's");
        assert!(ask_plan(&register.context(&officer), round, "P").is_ok());
        review_all_plans(register, round);
        let view = show_round(&register.context(&office), round).unwrap();
        let (gates, figures) = view.gates.unwrap();
        assert_eq!(
            (figures.due.value(), figures.approved.value()),
            (8, 8),
            "the figures are of those beneath"
        );
        assert_eq!((gates.plans_due, gates.plans_approved), (9, 8), "the gate waits for it");
        assert_eq!(refused(advance_round(&register.context(&office), round)), "error-round-plans");
        let plan = own_plan(register, round);
        assert!(owes(register, &again(register, &office), OwedKind::PlanReview));
        let assessor = register.actor(Role::Assessor, "P");
        for (role, unit) in [(Role::Assessor, "A"), (Role::UnitHead, "P"), (Role::Office, "A")] {
            let other = register.actor(role, unit);
            assert_eq!(refused(approve(register, &other, plan)), "denied", "{role:?} of {unit}");
        }
        assert_eq!(refused(approve(register, &assessor, plan)), "denied", "its own assessor");
        // Somebody who keeps its records and sits in its office works for it, whatever the post.
        let both = register.actor(Role::Office, "P");
        register.give_post(both.account().unwrap(), Role::UnitOfficer, "P");
        let both = again(register, &both).under(0);
        assert_eq!(refused(approve(register, &both, plan)), "denied");
        approve(register, &office, plan).unwrap();
        assert_eq!(register.last_event().0, "review-leaders-plan");
        assert_eq!(refused(approve(register, &office, plan)), "error-plan-reviewed");
        let listed = list_plans(&register.context(&office), Some(round)).unwrap();
        assert_eq!((listed.plans.len(), listed.leaders.unwrap().plan.unwrap().0), (8, plan));
        let view = show_round(&register.context(&office), round).unwrap();
        assert_eq!(view.gates.unwrap().0.plans_approved, 9);
    });
}

#[test]
fn a_lot_says_who_hears_the_leading_group_and_nobody_whom_it_commands_is_in_it() {
    on_both_engines(|register| {
        let (office, round) = open_round_under(register, &taking_part(LeadingGroup::Lower));
        let lower = [register.actor(Role::Assessor, "A"), register.actor(Role::Assessor, "B1")];
        let ids: Vec<AccountId> = lower.iter().map(|who| who.account().unwrap()).collect();
        let _own = register.actor(Role::Assessor, "P");
        let answers = register.actor(Role::Assessor, "B");
        register.give_post(answers.account().unwrap(), Role::UnitOfficer, "B");
        let found = show_hearing(&register.context(&office), round).unwrap();
        assert_eq!(found.free.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
        let draw = |seed, each| Draw { round, each, seed, session_on: "2015-06-10" };
        let context = register.context(&office);
        assert_eq!(refused(hear_leaders(&context, &draw("00000000000000000000", 1))), "error-seed-poor");
        assert_eq!(refused(hear_leaders(&context, &draw(SEED, 3))), "error-leaders-few");
        let head = register.actor(Role::UnitHead, "P");
        assert_eq!(refused(hear_leaders(&register.context(&head), &draw(SEED, 1))), "denied");
        let elsewhere = register.actor(Role::Office, "A");
        assert_eq!(refused(hear_leaders(&register.context(&elsewhere), &draw(SEED, 1))), "denied");
        assert_eq!(hear_leaders(&context, &draw(SEED, 1)).unwrap(), 1);
        let (action, told) = register.last_event();
        assert_eq!((action.as_str(), told["seed"].as_str()), ("hear-leaders", Some(SEED)));
        let now: Vec<Actor> = lower.iter().map(|who| again(register, who)).collect();
        let drawn: Vec<_> = now.iter().filter_map(|who| Some((who, sheet_of(register, who)?))).collect();
        assert_eq!(drawn.len(), 1);
        let other = now.iter().find(|who| sheet_of(register, who).is_none()).unwrap();
        session(register, "P", round);
        assert_eq!(refused(hand_in(register, other, drawn[0].1)), "denied", "who was not drawn");
        assert_eq!(refused(hand_in(register, &office, drawn[0].1)), "denied");
        // Who came to answer for a unit beneath since then is commanded, and hears it no more.
        register.give_post(drawn[0].0.account().unwrap(), Role::UnitHead, "A");
        let since = again(register, drawn[0].0).under(0);
        assert_eq!(refused(hand_in(register, &since, drawn[0].1)), "denied");
    });
}

#[test]
fn the_leading_group_is_on_its_board_and_rated_by_the_same_rule_and_no_figure_of_those_beneath_holds_it() {
    on_both_engines(|register| {
        let (office, round) = open_round_under(register, &taking_part(LeadingGroup::Lower));
        review_all_plans(register, round);
        let plan = own_plan(register, round);
        approve(register, &office, plan).unwrap();
        let hearer = register.actor(Role::Assessor, "A");
        for unit in ["A", "B", "N", "G1", "G2", "G3", "U", "F"] {
            excuse_session(&register.context(&office), round, unit, "a flood in June").unwrap();
        }
        let context = register.context(&office);
        assert_eq!(refused(advance_round(&context, round)), "error-round-sessions", "its own is missing");
        let held = session(register, "P", round);
        assert_eq!(refused(advance_round(&context, round)), "error-round-observers", "nobody heard it");
        hear_leaders(&context, &Draw { round, each: 1, seed: SEED, session_on: "" }).unwrap();
        let hearer = again(register, &hearer);
        let sheet = sheet_of(register, &hearer).unwrap();
        let board =
            |who: &Actor| show_board(&register.context(who), Wanted { unit: Some("P"), ..Wanted::default() });
        let shown = board(&office).unwrap();
        assert!(shown.leaders().is_some() && !shown.columns.leaders_heard);
        hand_in(register, &hearer, sheet).unwrap();
        assert_eq!(refused(hand_in(register, &hearer, sheet)), "error-sheet-twice");
        let shown = board(&office).unwrap();
        assert!(shown.columns.leaders_heard && shown.columns.gone.is_empty());
        assert!(
            shown.columns.plans.iter().any(|(unit, state)| *unit == shown.unit.id && state.is_approved())
        );
        let strip: Vec<u64> = shown.strip.iter().skip(3).take(2).map(|(figure, _)| figure.value()).collect();
        assert_eq!(strip, [8, 0], "plans approved and units observed are of those beneath");
        assert_eq!(advance_round(&context, round).unwrap(), RoundState::Assessing);
        earnest_testkit::unhindered::go_on(
            &context,
            round,
            earnest_model::programmes::gates::Gate::Materials,
        );
        assert_eq!(rate_round(&context, round).unwrap(), 1);
        let ratings = list_ratings(&register.context(&office), Some(round)).unwrap();
        assert_eq!(ratings.classes.len(), 1);
        assert_eq!(ratings.classes[0].class, "province", "a class by itself");
        assert!(board(&office).unwrap().columns.ratings.iter().any(|(unit, ..)| *unit == shown.unit.id));
        // Its own session can be the example, held up by its office and by nobody beneath for the round of another.
        let city = register.actor(Role::Office, "A");
        assert_eq!(refused(mark_exemplar(&register.context(&city), held, Some("mine"))), "denied");
        mark_exemplar(&register.context(&office), held, Some("everybody spoke of what was theirs")).unwrap();
        let below = register.actor(Role::UnitOfficer, "A1");
        assert_eq!(
            list_exemplars(&register.context(&below), None, 9).unwrap().lines[0].seminar,
            held,
            "two tiers beneath"
        );
    });
}

#[test]
fn where_the_standard_says_nothing_of_it_the_leading_group_owes_nothing_and_is_heard_by_nobody() {
    on_both_engines(|register| {
        let (office, round) = open_round_under(register, &standard());
        let officer = register.actor(Role::UnitOfficer, "P");
        assert_eq!(refused(ask_plan(&register.context(&officer), round, "P")), "not found");
        assert!(!owes(register, &officer, OwedKind::Plan));
        let request = Draw { round, each: 1, seed: SEED, session_on: "" };
        assert_eq!(refused(hear_leaders(&register.context(&office), &request)), "error-leaders-none");
        assert!(show_board(&register.context(&office), Wanted::default()).unwrap().leaders().is_none());
    });
}
