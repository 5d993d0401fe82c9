//! The burden meter: requests are counted from the records that stand for them, budgets warn or stop, a unit may say
//! upward that a request is too much, and nothing is asked twice.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::observer_assign::{Assign, assign_observer},
    burden::{
        burden_report::{answer_burden, report_burden, report_elsewhere, show_report},
        burden_set::{set_burden, show_settings},
        burden_show::{Wanted, children_burden, list_requests, list_units, show_burden, unit_burden},
        burden_weigh::{Issue, weigh_request},
        question_answer::{answer_question, list_questions, show_question},
        question_ask::{Ask, ask_question, weigh_question},
    },
    desk::desk_show::{OwedKind, owed},
    draws::{
        call_up::{Call, call_up_materials},
        draw_freeze::Freeze,
    },
    people::post_register::register_post,
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        round_reschedule::reschedule_round,
        standard_publish::publish_standard,
    },
    tasks::tasks_show::{list_late, list_late_own},
    visits::{tour_plan::plan_tour, tour_record::record_tour},
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    burden::{
        budget::{Budget, Decision, Kind, OfficeRules, OnExcess},
        question::QuestionForm,
        reported::{ElsewhereForm, Reported},
    },
    duties::duty::PostForm,
    figures::scope::OfProgramme,
    id::{BurdenReportId, QuestionId},
    pack::Pack,
    programmes::programme::CalendarForm,
    tasks::task::LateKind,
    text::{Line, Prose},
    visits::{
        tour::PlanForm,
        visit::{Left, MeetingKind, NewInterview, NewItem, NewMeeting, NewTour, NewVisit},
    },
};
use earnest_testkit::OPERATOR;
use earnest_testkit::unhindered::freeze_frame;
use earnest_testkit::unhindered::run_draw;
use earnest_testkit::{
    assessment::{open_round, standard},
    register::{Register, on_both_engines},
};
use std::collections::BTreeMap;

fn pack() -> Pack {
    earnest_testkit::pack::shipped()
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn office_rules(tier: i32, week: i32, on_excess: OnExcess) -> OfficeRules {
    OfficeRules {
        span: None,
        minutes: Kind::ALL.iter().map(|kind| (*kind, 50)).collect(),
        budgets: BTreeMap::from([(tier, Budget { week, month: week * 2, on_excess })]),
    }
}

/// A visit to a village and its county with a meeting, an interview and a reply that is owed.
fn visit(register: &Register) {
    let line = |text| Line::parse(text).unwrap();
    let day = register.today.get();
    let one = |unit: &str| NewVisit {
        unit: unit.to_owned(),
        visited_on: day,
        purposes: vec![line("supervision")],
        summary: Prose::parse("a list is there").unwrap(),
        meetings: vec![NewMeeting {
            kind: MeetingKind::OpenAir,
            participants: 9,
            counted: Vec::new(),
            tiers: Some(line("village")),
        }],
        interviews: vec![NewInterview { person: Some(line("T1")), role: line("villager"), note: None }],
        items: vec![NewItem {
            left: Left::Finding,
            body: Prose::parse("the notice is not up").unwrap(),
            reply_due_on: Some(day.saturating_add(jiff::Span::new().days(9))),
        }],
    };
    let tour = NewTour {
        leader: line("supervision team"),
        purpose: line("first supervision"),
        from: day,
        until: day,
        visits: vec![one("A1"), one("A1T1V1")],
    };
    let office = register.actor(Role::Office, "P");
    record_tour(&register.context(&office), "P", &tour).unwrap();
}

#[test]
fn a_month_is_judged_by_what_stood_in_it_whatever_is_set_later() {
    on_both_engines(|register| {
        let (office, _) = open_round(register);
        let pack = pack();
        let may = Wanted { unit: Some("P"), on: Some(register.today.get()) };
        let told = |register: &Register| {
            let shown = show_burden(&register.context(&OPERATOR), &pack, may).unwrap();
            let tier = &shown.tiers[&2];
            (tier.requests.value(), tier.minutes, tier.over.value(), tier.within.value())
        };
        set_burden(&register.context(&office), "P", &office_rules(2, 100, OnExcess::Warn)).unwrap();
        let set_that_day = told(register);
        assert_eq!(set_that_day, (8, 8 * 50, 0, 8), "what is set today holds today");
        register.today.set(register.today.get().saturating_add(jiff::Span::new().days(40)));
        let strict = OfficeRules {
            minutes: Kind::ALL.iter().map(|kind| (*kind, 90)).collect(),
            ..office_rules(2, 60, OnExcess::Stop)
        };
        set_burden(&register.context(&office), "P", &strict).unwrap();
        assert_eq!(register.last_entry().word, "burden-set");
        assert_eq!(told(register), set_that_day, "the month that is past keeps its numbers");
        let context = register.context(&office);
        let now = show_settings(&context, &pack, "P").unwrap();
        assert_eq!(now.own().unwrap().budgets[&2].week, 60, "and today has the new ones");
        set_burden(&context, "P", &OfficeRules::default()).unwrap();
        assert_eq!(told(register), set_that_day, "however often they are set on a day");
        let weighed = weigh_request(&context, &pack, "P", &Issue::to_children(Kind::Plan, context.today));
        assert_eq!(weighed.unwrap().minutes, 8 * 180, "nothing of one's own is what the pack says");
    });
}

#[test]
fn a_round_opens_while_its_plans_can_come_in_time_and_asks_on_the_day_on_which_it_opens() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let day = register.today.get();
        let later = |days: i64| day.saturating_add(jiff::Span::new().days(days));
        let round =
            PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: later(3), ends_on: later(9) };
        let set_up = SetUp { organiser: "P", key: "test", title: "t", goal: "g", rounds: vec![round] };
        let (_, rounds) = set_up_programme(&register.context(&office), &set_up).unwrap();
        publish_standard(&register.context(&office), "P", &standard()).unwrap();
        register.today.set(later(70));
        let acts = register.journal().len();
        match advance_round(&register.context(&office), rounds[0]) {
            Err(AppError::Refused(message)) => assert_eq!(message.key, "error-round-overdue"),
            other => unreachable!("{other:?}"),
        }
        assert_eq!(register.journal().len(), acts, "and nothing is written");
        let [opens, due, ends] = [day, later(72), later(90)].map(|day| day.to_string());
        let calendar = CalendarForm { opens_on: &opens, plans_due_on: &due, ends_on: &ends };
        reschedule_round(&register.context(&office), rounds[0], &calendar).unwrap();
        advance_round(&register.context(&office), rounds[0]).unwrap();
        let asked = |on: Date| {
            let wanted = Wanted { unit: Some("P"), on: Some(on) };
            let shown = show_burden(&register.context(&OPERATOR), &pack(), wanted).unwrap();
            shown.tiers.get(&2).map_or(0, |tier| tier.requests.value())
        };
        assert_eq!((asked(day), asked(later(70))), (0, 8), "nothing is asked of a month that is past");
    });
}

#[test]
fn requests_are_counted_from_their_records_and_every_figure_opens_to_them() {
    on_both_engines(|register| {
        open_round(register);
        visit(register);
        let context = register.context(&OPERATOR);
        let pack = pack();
        let at = |unit| Wanted { unit: Some(unit), on: None };
        let own = show_burden(&context, &pack, at("A1T1V1")).unwrap();
        let kinds: Vec<_> = own.requests.iter().map(|costed| costed.request.kind).collect();
        assert_eq!(kinds, [Kind::Visit, Kind::Meeting, Kind::Interview, Kind::Reply]);
        assert_eq!((own.own.load.week, own.own.load.month), (240, 240), "120 + 60 + 20 + 40 by the pack");
        assert!(own.own.over(), "a village's week has 120");
        let all = show_burden(&context, &pack, at("P")).unwrap();
        let tiers: Vec<_> =
            all.tiers.iter().map(|(tier, sum)| (*tier, sum.units.value(), sum.requests.value())).collect();
        assert_eq!(tiers, [(2, 8, 8), (3, 1, 4), (5, 1, 4)], "eight plans are owed, two units were visited");
        for (tier, sum) in &all.tiers {
            let requests = list_requests(&context, &pack, at("P"), *tier).unwrap().lines;
            let minutes: i64 = requests.iter().map(|costed| costed.minutes).sum();
            assert_eq!((requests.len() as u64, minutes), (sum.requests.value(), sum.minutes));
            for (over, count) in [(false, sum.units), (true, sum.over)] {
                let units = list_units(&context, &pack, at("P"), *tier, over).unwrap().lines;
                assert_eq!(units.len() as u64, count.value());
            }
        }
        assert_eq!(children_burden(&context, &pack, "P", register.today.get()).unwrap().len(), 8);
        assert_eq!(unit_burden(&context, &pack, "A").unwrap().load.month, 180);
        let before = Wanted { unit: Some("P"), on: Some(jiff::civil::date(2015, 4, 1)) };
        assert!(show_burden(&context, &pack, before).unwrap().tiers.is_empty());
        let officer = register.actor(Role::UnitOfficer, "B");
        let context = register.context(&officer);
        assert!(hidden(show_burden(&context, &pack, at("A"))));
        assert!(hidden(list_requests(&context, &pack, at("P"), 5)));
        let seen = show_burden(&context, &pack, Wanted::default()).unwrap();
        assert_eq!(seen.tiers.values().map(|sum| sum.requests.value()).sum::<u64>(), 1, "its own plan alone");
    });
}

#[test]
fn a_budget_that_stops_refuses_what_goes_over_it_and_one_that_warns_says_so() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let assessor = register.actor(Role::Assessor, "P").account().unwrap();
        let send = |unit| assign_observer(&context, &Assign { round, unit, assessor, session_on: "" });
        set_burden(&context, "P", &office_rules(2, 90, OnExcess::Warn)).unwrap();
        let issue = Issue::to_unit(Kind::Observation, context.today);
        let weighed = weigh_request(&context, &pack(), "A", &issue).unwrap();
        assert_eq!((weighed.units, weighed.minutes), (1, 50));
        assert_eq!(weighed.over, ["东市"], "a plan of 50 is owed already, and the week has 90");
        assert!(weighed.check().is_ok());
        send("A").unwrap();
        set_burden(&context, "P", &office_rules(2, 90, OnExcess::Stop)).unwrap();
        assert_eq!(register.last_event().0, "set-burden");
        let Err(AppError::Refused(why)) = send("B") else { panic!("it was sent") };
        assert_eq!(why.key, "error-burden-stop");
        set_burden(&context, "P", &office_rules(2, 100, OnExcess::Stop)).unwrap();
        send("B").unwrap();
        let settings = show_settings(&context, &pack(), "P").unwrap();
        assert_eq!(settings.own().unwrap().budgets[&2].week, 100, "the rules before are gone");
        let city = register.actor(Role::Office, "A");
        assert!(hidden(set_burden(&register.context(&city), "P", &OfficeRules::default())));
        assert!(hidden(set_burden(&register.context(&city), "A1", &OfficeRules::default())));
        let officer = register.actor(Role::UnitOfficer, "P");
        assert!(hidden(set_burden(&register.context(&officer), "P", &OfficeRules::default())));
    });
}

#[test]
fn a_budget_that_stops_refuses_a_tour_and_a_call_up_that_go_over_it_and_nothing_of_them_is_kept() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let form = PostForm {
            kind: "portfolio-lead",
            title: "the deputy",
            from: "2015-05-01",
            until: "",
            another: true,
        };
        let post = register_post(&context, "P", form).unwrap().to_string();
        let plan = PlanForm {
            leader: &post,
            purposes: "the programme",
            from: "2015-06-01",
            until: "2015-06-01",
            units: vec![("A1", "risk")],
            ..PlanForm::default()
        };
        let freeze = Freeze { round, rate: "20%", classes: &["county".to_owned()] };
        let draw = freeze_frame(&context, &freeze).unwrap();
        run_draw(&context, draw, "01382438112797316654").unwrap();
        let call = || {
            let kinds = vec!["plan", "roll", "minutes"];
            call_up_materials(&context, &Call { draw, kinds, due_on: "2015-06-20" })
        };
        set_burden(&context, "P", &office_rules(3, 9, OnExcess::Stop)).unwrap();
        let written = register.journal().len();
        for refused in [plan_tour(&context, "P", &plan).map(|_| ()), call().map(|_| ())] {
            let Err(AppError::Refused(why)) = refused else { panic!("it went out") };
            assert_eq!(why.key, "error-burden-stop");
        }
        assert_eq!(register.journal().len(), written, "neither is begun");
        set_burden(&context, "P", &office_rules(3, 10, OnExcess::Stop)).unwrap();
        assert_eq!(call().unwrap(), 3, "five minutes for each of two kinds; the plan is in the register");
        assert!(plan_tour(&context, "P", &plan).is_err(), "receiving a visit takes longer");
        set_burden(&context, "P", &office_rules(3, 10, OnExcess::Warn)).unwrap();
        plan_tour(&context, "P", &plan).unwrap();
    });
}

#[test]
fn a_round_that_asks_too_much_does_not_open() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let province = register.actor(Role::Office, "P");
        let day = register.today.get();
        let context = register.context(&office);
        use earnest_app::programmes::{
            programme_set_up::{PlanRound, SetUp, set_up_programme},
            standard_publish::publish_standard,
        };
        let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
        let set_up =
            SetUp { organiser: "A", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
        let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
        publish_standard(&context, "A", &standard()).unwrap();
        set_burden(&register.context(&province), "P", &office_rules(3, 49, OnExcess::Stop)).unwrap();
        let Err(AppError::Refused(why)) = advance_round(&context, rounds[0]) else { panic!("it opened") };
        assert_eq!(why.key, "error-burden-stop");
        set_burden(&register.context(&province), "P", &office_rules(3, 50, OnExcess::Stop)).unwrap();
        advance_round(&context, rounds[0]).unwrap();
        let officer = register.actor(Role::UnitOfficer, "A1");
        let why = "the plan repeats what the city's own register holds already";
        let plan = (Kind::Plan, rounds[0].0);
        report_burden(&register.context(&officer), "A1", plan, why).unwrap();
        let waits = |who: &Actor, kind| {
            owed(&register.context(who)).unwrap().iter().filter(|it| it.kind == kind).count()
        };
        assert_eq!((waits(&office, OwedKind::BurdenAnswer), waits(&office, OwedKind::BurdenKnown)), (1, 0));
        assert_eq!(waits(&province, OwedKind::BurdenAnswer), 0);
        assert_eq!(waits(&province, OwedKind::BurdenKnown), 1, "the tier above the issuer knows of it");
    });
}

#[test]
fn a_unit_says_upward_that_a_request_is_too_much_and_its_issuer_must_answer() {
    on_both_engines(|register| {
        visit(register);
        let officer = register.actor(Role::UnitOfficer, "A1T1V1");
        let office = register.actor(Role::Office, "P");
        let context = register.context(&officer);
        let visit = show_burden(&context, &pack(), Wanted::default()).unwrap().requests[0].request.id;
        let report = |why| report_burden(&context, "A1T1V1", (Kind::Visit, visit), why);
        let Err(AppError::Form(errors)) = report("too much") else { panic!("taken") };
        assert!(errors.at("why").is_some());
        let why = "three teams came in one week; one of them with all questions would do";
        let id = report(why).unwrap();
        assert_eq!(register.last_event().0, "report-burden");
        assert!(matches!(report(why), Err(AppError::Refused(_))), "once is enough");
        let neighbour = register.actor(Role::UnitOfficer, "A1T1V2");
        assert!(hidden(report_burden(&register.context(&neighbour), "A1T1V1", (Kind::Visit, visit), why)));
        let theirs = report_burden(&register.context(&neighbour), "A1T1V2", (Kind::Visit, visit), why);
        assert!(hidden(theirs), "nobody reports a request to somebody else");
        assert!(hidden(show_report(&register.context(&neighbour), id)));
        let waits = |who: &Actor| {
            let owed = owed(&register.context(who)).unwrap();
            owed.iter().filter(|it| it.kind == OwedKind::BurdenAnswer && it.id == id.0).count()
        };
        assert_eq!((waits(&office), waits(&register.actor(Role::Office, "A"))), (1, 0));
        let reply = "the next visit is joined with that of the county";
        assert!(hidden(answer_burden(&context, id, "reduced", reply)), "the unit does not answer itself");
        let Err(AppError::Form(errors)) = answer_burden(&register.context(&office), id, "maybe", " ") else {
            panic!("taken")
        };
        assert!(errors.at("decision").is_some() && errors.at("reply").is_some());
        let late = |who: &Actor, unit, kind| {
            list_late_own(&register.context(who), Some(unit), (kind, OfProgramme::All), 9).unwrap().1.len()
        };
        let day = register.today.get();
        register.today.set(day.saturating_add(jiff::Span::new().days(30)));
        assert_eq!(late(&office, "P", LateKind::Burden), 1, "whoever asked owes the answer");
        register.today.set(day);
        assert_eq!(late(&office, "P", LateKind::Burden), 0);
        answer_burden(&register.context(&office), id, "reduced", reply).unwrap();
        assert_eq!(register.last_event().1["decision"], "reduced");
        assert!(hidden(answer_burden(&register.context(&office), id, "kept", reply)), "once given it stands");
        let shown = show_report(&context, id).unwrap().report;
        assert_eq!(shown.answer.unwrap().0, Decision::Reduced);
        assert_eq!(waits(&office), 0);
        assert!(hidden(show_report(&context, BurdenReportId(99))));
    });
}

#[test]
fn what_the_register_does_not_know_is_called_too_much_all_the_same_and_a_unit_above_answers() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A1T1");
        let context = register.context(&officer);
        let form = ElsewhereForm {
            asked_by: "the grain office",
            what: "28 million jin of grain",
            why: "it is far more than was grown here this year",
        };
        let Err(AppError::Form(errors)) =
            report_elsewhere(&context, "A1T1", ElsewhereForm { what: " ", why: "no", ..form }, "B")
        else {
            panic!("taken")
        };
        assert!(["what", "why", "to"].iter().all(|field| errors.at(field).is_some()), "all at once");
        let to = |unit| report_elsewhere(&context, "A1T1", form, unit);
        assert!(matches!(to("A1T1V1"), Err(AppError::Form(_))), "nobody beneath answers");
        assert!(matches!(to("A1T1"), Err(AppError::Form(_))), "nor the unit itself");
        let id = to("A").unwrap();
        let (act, detail) = register.last_event();
        assert_eq!((act.as_str(), detail["kind"].as_str()), ("report-burden", Some("elsewhere")));
        assert!(matches!(to("A"), Err(AppError::Refused(_))), "once is enough");
        let other = ElsewhereForm { what: "a table every week", ..form };
        report_elsewhere(&context, "A1T1", other, "P").unwrap();
        assert!(hidden(report_elsewhere(&context, "A1T2", form, "A")), "of one's own unit alone");
        let top = register.actor(Role::UnitOfficer, "P");
        let none = report_elsewhere(&register.context(&top), "P", form, "P");
        assert!(matches!(none, Err(AppError::Refused(_))), "nobody stands above");
        let office = register.actor(Role::Office, "A");
        let waits = |who: &Actor| {
            let owed = owed(&register.context(who)).unwrap();
            owed.iter().filter(|it| it.kind == OwedKind::BurdenAnswer && it.id == id.0).count()
        };
        assert_eq!((waits(&office), waits(&register.actor(Role::Office, "B"))), (1, 0));
        let day = register.today.get();
        register.today.set(day.saturating_add(jiff::Span::new().days(11)));
        let late =
            list_late_own(&register.context(&office), Some("A"), (LateKind::Burden, OfProgramme::All), 9)
                .unwrap()
                .1;
        assert_eq!(late.len(), 1, "whoever doesn't answer is late");
        register.today.set(day);
        answer_burden(&register.context(&office), id, "reduced", "we spoke with them: half of it").unwrap();
        let shown = show_report(&context, id).unwrap().report;
        assert_eq!((shown.kind, shown.answer.unwrap().0), (Reported::Elsewhere, Decision::Reduced));
        assert_eq!(shown.label, "28 million jin of grain · the grain office");
        let burden = show_burden(&context, &pack(), Wanted::default()).unwrap();
        assert_eq!(burden.reports.len(), 2, "it stands on the unit's own page");
        assert!(burden.requests.is_empty(), "and is no request of the register");
    });
}

fn ask<'a>(unit: &'a str, field: &'a str) -> Ask<'a> {
    let form = QuestionForm {
        title: "water supply",
        why: "to plan repairs",
        fields: vec![field, "", "households without water"],
        minutes: "10",
        due_on: "2015-06-20",
    };
    Ask { unit, form, classes: Vec::new() }
}

#[test]
fn a_question_is_asked_once_answered_once_and_never_if_the_register_knows() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let pack = pack();
        let weighed = weigh_question(&context, &pack, &ask("P", "wells that run dry")).unwrap();
        assert_eq!((weighed.units, weighed.minutes), (8, 80));
        let id = ask_question(&context, &pack, &ask("P", "wells that run dry")).unwrap();
        assert_eq!(register.last_event().1["units"], 8);
        let Err(AppError::Form(errors)) = ask_question(&context, &pack, &ask("P", "Number of measures?"))
        else {
            panic!("asked")
        };
        assert_eq!(errors.at("field-0").unwrap().key, "error-question-known");
        let city = register.actor(Role::Office, "A");
        let again = ask_question(&register.context(&city), &pack, &ask("A", "another thing"));
        let Err(AppError::Form(errors)) = again else { panic!("asked twice") };
        assert_eq!(
            errors.at("field-1").unwrap().key,
            "error-question-asked",
            "the tier above asked it already"
        );
        assert!(hidden(ask_question(&register.context(&city), &pack, &ask("P", "another thing"))));
        let officer = register.actor(Role::UnitOfficer, "B");
        let at_b = register.context(&officer);
        let owes = |who: &Actor| {
            owed(&register.context(who)).unwrap().iter().filter(|it| it.kind == OwedKind::Question).count()
        };
        assert_eq!(owes(&officer), 1);
        let late = |who: &Actor, unit| {
            list_late(&register.context(who), Some(unit), (LateKind::Question, OfProgramme::All), 99)
                .unwrap()
                .1
                .len()
        };
        let day = register.today.get();
        register.today.set(jiff::civil::date(2015, 6, 21));
        assert_eq!((late(&officer, "B"), late(&office, "P")), (1, 8), "on its own list and its superior's");
        register.today.set(day);
        assert_eq!(late(&office, "P"), 0);
        let Err(AppError::Form(errors)) = answer_question(&at_b, id, "B", &["four"]) else { panic!("taken") };
        assert!(errors.at("answer-1").is_some());
        answer_question(&at_b, id, "B", &["four", "none"]).unwrap();
        assert_eq!(register.last_event().0, "answer-question");
        assert!(hidden(answer_question(&at_b, id, "B", &["five", "none"])), "once");
        assert!(hidden(answer_question(&at_b, id, "A", &["five", "none"])));
        assert_eq!(owes(&officer), 0);
        let seen = show_question(&at_b, id).unwrap();
        assert_eq!(seen.answers.len(), 1, "a unit sees its own answer alone");
        let all = show_question(&context, id).unwrap();
        let answered: Vec<_> = all.answers.iter().filter_map(|answer| answer.answers.clone()).collect();
        assert_eq!((all.answers.len(), answered), (8, vec![vec!["four".to_owned(), "none".to_owned()]]));
        let village = register.actor(Role::UnitOfficer, "A1T1V1");
        assert!(hidden(show_question(&register.context(&village), id)));
        assert_eq!(list_questions(&register.context(&village), None).unwrap().len(), 0);
        assert!(hidden(show_question(&context, QuestionId(9))));
        set_burden(&context, "P", &office_rules(2, 15, OnExcess::Stop)).unwrap();
        let more = ask_question(&context, &pack, &ask("P", "pumps"));
        assert!(matches!(more, Err(AppError::Form(_))), "one line was asked before");
        let mut other = ask("P", "pumps");
        other.form.fields = vec!["pumps"];
        let Err(AppError::Refused(why)) = ask_question(&context, &pack, &other) else { panic!("asked") };
        assert_eq!(why.key, "error-burden-stop");
    });
}
