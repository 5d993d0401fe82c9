//! A round is its organiser's: whoever carries it out beneath has rounds of their own, chooses on every form the round that
//! they owe, and does not act in those of others.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        observer_choose::choose_observer,
        observers_propose::{Method, propose_observers},
        round_rate::rate_round,
        sheet_show::list_sheets,
        sheet_submit::{Occasion, blank_sheet, submit_sheet},
    },
    draws::call_up::{Call, call_up_materials, show_call_up},
    ledger::findings::problems_ask::ask_problems,
    plans::{
        plan_review::{ReviewForm, review_plan},
        plan_show::show_plan,
    },
    programmes::{
        programme_begin::{Begin, begin_programme},
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        programme_show::show_programme,
        rounds_list::RoundOf,
        standard_publish::publish_standard,
    },
    sessions::{
        self_evaluation::blank_self_evaluation,
        seminar_record::{Record, record_seminar},
        seminar_show::blank_seminar,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    draws::call_up::MaterialKind,
    id::RoundId,
    plans::plan::PlanForm,
    programmes::programme::{CalendarForm, ProgrammeForm, RoundForm},
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    assessment::{CLASSES, open_round, standard},
    plans::submit_signed,
    refused::{hidden, refused},
    register::{Register, on_both_engines},
    unhindered::{advance_round, freeze_frame},
};

/// A prefecture's own programme with one round that is open.
fn own_round(register: &Register, unit: &str) -> (Actor, RoundId) {
    let office = register.actor(Role::Office, unit);
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "its own", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: unit, key: "test", title: "own", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, unit, &standard()).unwrap();
    let round = *rounds.first().unwrap();
    advance_round(&context, round).unwrap();
    (office, round)
}

fn keys(rounds: &[RoundOf]) -> Vec<RoundId> {
    rounds.iter().map(|found| found.round.id).collect()
}

#[test]
fn every_form_of_a_unit_with_rounds_of_its_own_offers_first_the_round_that_it_owes() {
    on_both_engines(|register| {
        let (_, above) = open_round(register);
        let (_, own) = own_round(register, "A");
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        assert_eq!(keys(&blank_seminar(&context).unwrap().rounds), [above, own]);
        assert_eq!(keys(&blank_self_evaluation(&context).unwrap().rounds), [above, own]);
        assert_eq!(keys(&ask_problems(&context).unwrap().rounds), [above, own]);
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "90",
            present: "9",
            expected: "9",
            ..SessionForm::default()
        };
        record_seminar(&context, &Record { unit: "A", round: Some(above), form }).unwrap();
        let county = register.actor(Role::UnitOfficer, "A1");
        let rounds = blank_seminar(&register.context(&county)).unwrap().rounds;
        assert_eq!(keys(&rounds), [own, above], "the county owes the prefecture's");
        let names: Vec<_> = rounds.iter().map(|found| found.organiser.as_str()).collect();
        assert_eq!(names, ["东市", "试验省"], "and is told whose each is");
        let beside = register.actor(Role::UnitOfficer, "B");
        assert_eq!(keys(&blank_seminar(&register.context(&beside)).unwrap().rounds), [above]);
    });
}

fn marks() -> SheetForm<'static> {
    SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "12"), ("in-time", "9"), ("specific", "21")],
        heard_on: "2015-06-01",
        ..SheetForm::default()
    }
}

#[test]
fn nobody_is_sent_to_a_round_but_by_its_organiser() {
    on_both_engines(|register| {
        let (province, above) = open_round(register);
        let (prefecture, own) = own_round(register, "A");
        let assessor = register.actor(Role::Assessor, "A");
        let send = |who: &Actor, round, unit| {
            let assign =
                Assign { round, unit, assessor: assessor.account().unwrap(), session_on: "2015-06-01" };
            assign_observer(&register.context(who), &assign)
        };
        assert!(hidden(choose_observer(&register.context(&prefecture), above, "A1")));
        assert!(hidden(send(&prefecture, above, "A1")), "the province's round");
        assert!(hidden(choose_observer(&register.context(&province), own, "A1")));
        assert!(hidden(send(&province, own, "A1")), "nor the province in the prefecture's");
        send(&prefecture, own, "A1").unwrap();
        // What is proposed in the prefecture's round are its own people.
        register.actor(Role::Assessor, "P");
        let proposal = propose_observers(&register.context(&prefecture), own, 1, Method::Balanced).unwrap();
        let people: Vec<_> = proposal.people.iter().map(|(id, ..)| *id).collect();
        assert_eq!(people, [assessor.account().unwrap()]);
        assert!(proposal.units.iter().all(|unit| unit.code != "A1"), "somebody is sent there");
    });
}

#[test]
fn a_prefecture_marks_no_county_of_its_own_in_the_spot_check_of_its_province() {
    on_both_engines(|register| {
        let (province, above) = open_round(register);
        let context = register.context(&province);
        let classes = CLASSES.map(str::to_owned);
        let freeze =
            earnest_app::draws::draw_freeze::Freeze { round: above, rate: "100%", classes: &classes };
        let draw = freeze_frame(&context, &freeze).unwrap();
        earnest_testkit::unhindered::run_draw(&context, draw, "01382438112797316654").unwrap();
        let shown = earnest_app::draws::draw_show::show_draw(&context, draw).unwrap();
        let units = shown.classes.iter().flat_map(|class| &class.units);
        let check = units.clone().find(|unit| unit.code == "A1").unwrap().id;
        for (role, unit) in [(Role::Assessor, "A"), (Role::Office, "A")] {
            let near = register.actor(role, unit);
            let context = register.context(&near);
            assert!(hidden(blank_sheet(&context, Occasion::SpotCheck(check))), "{role:?} of {unit}");
            assert!(hidden(submit_sheet(&context, Occasion::SpotCheck(check), &marks())));
            assert!(list_sheets(&context, false, None, 9).unwrap().waiting.is_empty());
        }
        let own = register.actor(Role::Assessor, "P");
        assert!(!list_sheets(&register.context(&own), false, None, 9).unwrap().waiting.is_empty());
        submit_sheet(&register.context(&own), Occasion::SpotCheck(check), &marks()).unwrap();
        assert_eq!(register.last_event().0, "fill-sheet");
    });
}

/// The prefecture's round by which it carries out the programme of the province, open.
fn carried_out(register: &Register, office: &Actor) -> RoundId {
    let context = register.context(office);
    let day = "2015-06-01";
    let calendar = CalendarForm { opens_on: day, plans_due_on: day, ends_on: day };
    let rounds = vec![RoundForm { topic: "first topic", calendar }];
    let form = ProgrammeForm { title: "Programme", goal: "so that it holds", rounds };
    let begin = Begin { organiser: "A", key: "test", carries_out: true, form, ..Begin::default() };
    let programme = begin_programme(&context, &begin).unwrap();
    publish_standard(&context, "A", &standard()).unwrap();
    let round = show_programme(&context, programme).unwrap().rounds.first().unwrap().id;
    advance_round(&context, round).unwrap();
    round
}

#[test]
fn a_plan_that_a_county_handed_in_to_its_prefecture_is_in_the_register_when_the_province_calls_it_up() {
    on_both_engines(|register| {
        let (province, above) = open_round(register);
        let own = carried_out(register, &register.actor(Role::Office, "A"));
        let officer = register.actor(Role::UnitOfficer, "A1");
        let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        let plan = submit_signed(register, &officer, (own, "A1"), form, &[]).unwrap();
        let context = register.context(&province);
        let classes = CLASSES.map(str::to_owned);
        let freeze =
            earnest_app::draws::draw_freeze::Freeze { round: above, rate: "100%", classes: &classes };
        let draw = freeze_frame(&context, &freeze).unwrap();
        earnest_testkit::unhindered::run_draw(&context, draw, "01382438112797316654").unwrap();
        let call = Call { draw, kinds: vec!["plan", "findings"], due_on: "2015-06-20" };
        call_up_materials(&context, &call).unwrap();
        let shown = earnest_app::draws::draw_show::show_draw(&context, draw).unwrap();
        let mut units = shown.classes.iter().flat_map(|class| &class.units);
        let check = units.find(|unit| unit.code == "A1").unwrap().id;
        let asked = show_call_up(&register.context(&officer), check).unwrap().call_up;
        let held = |kind| {
            let held = asked.held.iter().find(|held| held.kind == kind).unwrap();
            (held.count, held.before, held.plan)
        };
        assert_eq!(held(MaterialKind::Plan), (1, 1, Some(plan)));
        assert_eq!(held(MaterialKind::Findings), (0, 0, None));
    });
}

#[test]
fn a_province_neither_reviews_the_plans_nor_rates_in_the_round_of_its_prefecture() {
    on_both_engines(|register| {
        let (province, _) = open_round(register);
        let (prefecture, own) = own_round(register, "A");
        let officer = register.actor(Role::UnitOfficer, "A1");
        let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        let plan = submit_signed(register, &officer, (own, "A1"), form, &[]).unwrap();
        let review = |who: &Actor| {
            let form =
                ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] };
            review_plan(&register.context(who), &form)
        };
        for role in [Role::Assessor, Role::Office] {
            let above = register.actor(role, "P");
            assert!(!show_plan(&register.context(&above), plan).unwrap().may_review, "it reads");
            assert!(hidden(review(&above)), "{role:?}");
        }
        review(&register.actor(Role::Assessor, "A")).unwrap();
        assert!(hidden(rate_round(&register.context(&province), own)));
        assert_ne!(refused(rate_round(&register.context(&prefecture), own)), "denied");
    });
}
