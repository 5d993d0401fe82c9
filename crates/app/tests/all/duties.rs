//! Posts and duties by form: one first responsible person on any day, handed over, spread over many, kept in tallies.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    desk::desk_show::{OwedKind, owed},
    duties::{
        cascade_show::{CascadeOf, Wanted, list_cascade, show_cascade},
        duties_lay::lay_duties,
        duties_show::show_duties,
        duties_spread::{Spread, spread_duties},
        duty_acknowledge::acknowledge_duty,
        duty_lay::{end_duty, lay_duty},
    },
    figures::figure_show::{Asked, show_figure},
    people::post_register::{end_post, register_post},
    plans::plan_review::{ReviewForm, review_plan},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        standard_publish::publish_standard,
    },
    sessions::seminar_record::{Record, record_seminar},
    units::unit_change::{ChangeForm, change_unit},
};
use earnest_model::{
    actor::{Actor, Role},
    duties::{
        cascade::CascadeStage,
        duty::{DutyForm, DutyKind, NewDuty, PostForm},
    },
    figures::figure_name::FigureName,
    id::PostId,
    plans::plan::PlanForm,
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::standard,
    plans::submit_signed,
    register::{Register, on_both_engines, tiers},
    unhindered::advance_round,
};

fn post(register: &Register, who: &Actor, unit: &str, title: &str) -> PostId {
    let form = PostForm { kind: "chief", title, from: "2015-05-01", until: "", another: false };
    register_post(&register.context(who), unit, form).unwrap()
}

fn faults(end: Result<impl std::fmt::Debug, AppError>) -> Vec<(String, &'static str)> {
    let Err(AppError::Form(errors)) = end else { panic!("taken: {end:?}") };
    errors.iter().map(|(field, message)| (field.to_owned(), message.key)).collect()
}

fn of(unit: &str) -> CascadeOf<'_> {
    CascadeOf { unit: Some(unit), ..CascadeOf::default() }
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

#[test]
fn exactly_one_person_is_first_responsible_on_any_day_and_hands_it_over_to_the_next() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (first, second) =
            (post(register, &office, "A", "the secretary"), post(register, &office, "A", "the next"));
        let (first, second) = (first.to_string(), second.to_string());
        let form =
            |post, laid_on, hand_over| DutyForm { kind: "first", post, laid_on, due_on: "", hand_over };
        let lay = |form| lay_duty(&register.context(&office), "A", form);
        let one = lay(form(&first, "2015-05-04", false)).unwrap();
        assert_eq!(register.last_event().1["handed-over"], false);
        assert_eq!(
            faults(lay(form(&second, "2015-05-20", false))),
            [("kind".to_owned(), "error-duty-first")]
        );
        assert_eq!(
            faults(lay(form(&second, "2015-05-02", true))),
            [("kind".to_owned(), "error-duty-first-later")]
        );
        assert_eq!(
            faults(end_duty(&register.context(&office), one, "2015-05-20")),
            [("duty".to_owned(), "error-duty-first-gap")]
        );
        lay(form(&second, "2015-05-20", true)).unwrap();
        assert_eq!(register.last_event().1["handed-over"], true);
        let shown = show_duties(&register.context(&office), "A").unwrap();
        let terms: Vec<_> = shown
            .duties
            .iter()
            .map(|duty| (duty.post.as_deref().unwrap(), duty.ended_on.map(|day| day.to_string())))
            .collect();
        assert_eq!(terms, [("the secretary", Some("2015-05-20".to_owned())), ("the next", None)]);
        end_post(&register.context(&office), second.parse().unwrap(), "2015-05-31").unwrap();
        assert!(
            faults(lay(form("999999", "2015-05-21", true)))
                .contains(&("post".to_owned(), "error-duty-carrier"))
        );
    });
}

#[test]
fn a_register_of_duties_never_holds_two_first_responsible_persons() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let day = register.today.get();
        let first = |unit: &str| NewDuty {
            unit: unit.to_owned(),
            kind: DutyKind::First,
            post: Some("the head".to_owned()),
            acknowledged_on: None,
        };
        let context = register.context(&office);
        assert_eq!(
            faults(lay_duties(&context, "P", vec![first("A"), first("A")], day)),
            [("1".to_owned(), "error-duty-first")]
        );
        lay_duties(&context, "P", vec![first("A")], day).unwrap();
        assert_eq!(
            faults(lay_duties(&context, "P", vec![first("B"), first("A")], day)),
            [("1".to_owned(), "error-duty-first")]
        );
    });
}

#[test]
fn duties_come_from_above_and_only_to_units_of_one_s_own_subtree() {
    on_both_engines(|register| {
        let (office, head) = (register.actor(Role::Office, "P"), register.actor(Role::UnitHead, "A"));
        let form = DutyForm { kind: "principal", laid_on: "2015-06-01", ..DutyForm::default() };
        assert_eq!(
            faults(lay_duty(&register.context(&head), "A", form)),
            [("kind".to_owned(), "error-duty-own")]
        );
        assert!(hidden(lay_duty(&register.context(&head), "B1", form)));
        assert!(hidden(lay_duty(&register.context(&head), "P", form)));
        for role in [Role::Assessor, Role::UnitOfficer, Role::Auditor] {
            assert!(hidden(lay_duty(&register.context(&register.actor(role, "P")), "A", form)), "{role:?}");
        }
        let stranger = register.actor(Role::UnitHead, "B");
        assert!(hidden(register_post(&register.context(&stranger), "A", PostForm::default())));
        assert!(hidden(show_duties(&register.context(&stranger), "A")));
        let id = lay_duty(&register.context(&office), "A", form).unwrap();
        assert_eq!(
            faults(lay_duty(&register.context(&office), "A", form)),
            [("kind".to_owned(), "error-duty-twice")]
        );
        assert!(hidden(acknowledge_duty(&register.context(&stranger), id)));
        acknowledge_duty(&register.context(&head), id).unwrap();
        let waits = owed(&register.context(&head)).unwrap();
        let pass =
            waits.iter().find(|owed| owed.kind == OwedKind::PassDown).expect("duties are asked for beneath");
        assert_eq!((pass.number, pass.unit_code.as_str()), (9, "A"));
        let spread = Spread { kinds: vec!["principal"], laid_on: "2015-06-01", ..Spread::default() };
        assert_eq!(spread_duties(&register.context(&head), "A", &spread).unwrap().laid, 9);
        assert!(!owed(&register.context(&head)).unwrap().iter().any(|owed| owed.kind == OwedKind::PassDown));
    });
}

fn figure(register: &Register, name: FigureName, unit: &str) -> (u64, usize) {
    let asked = Asked { unit: Some(unit), ..Asked::of(name) };
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 1_000).unwrap();
    (shown.figure.value(), shown.records.len())
}

/// Every number of every cascade and both figures of duties are exactly what listing them gives.
fn tallies_are_true(register: &Register) {
    for unit in ["P", "A", "B", "A1", "A1T1", "A1T1V1", "N"] {
        for name in [FigureName::DutiesAssigned, FigureName::DutiesAcknowledged] {
            let (value, listed) = figure(register, name, unit);
            assert_eq!(value, listed as u64, "{name:?} of {unit}");
        }
        let context = register.context(&OPERATOR);
        let cascade = show_cascade(&context, of(unit)).unwrap();
        for line in &cascade.lines {
            for stage in CascadeStage::ALL {
                let tier = Some(line.tier);
                let wanted =
                    Wanted { of: of(unit), stage: *stage, tier, own: false, after: None, limit: 1_000 };
                let found = list_cascade(&context, wanted).unwrap();
                let counts = (line.count(*stage), found.total, found.units.len() as i64);
                assert_eq!(
                    counts,
                    (found.total, found.total, found.total),
                    "{stage:?} of tier {tier:?} beneath {unit}"
                );
            }
        }
        for (child, lines) in &cascade.children {
            for stage in [CascadeStage::Asked, CascadeStage::Acknowledged, CascadeStage::Silent] {
                let unit = child.unit.code.as_str();
                let wanted = Wanted { of: of(unit), stage, tier: None, own: true, after: None, limit: 1_000 };
                let sum: i64 = lines.iter().map(|line| line.count(stage)).sum();
                assert_eq!(
                    list_cascade(&context, wanted).unwrap().units.len() as i64,
                    sum,
                    "{stage:?} of {unit:?}"
                );
            }
        }
    }
}

#[test]
fn the_kept_counts_of_duties_are_what_counting_gives_after_every_act() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let kinds = || vec!["principal", "first"];
        let spread = |class, kinds| Spread {
            class,
            kinds,
            chief: "the head",
            office: "the office",
            laid_on: "2015-05-20",
            due_on: "2015-05-29",
        };
        let context = register.context(&office);
        let done = spread_duties(&context, "P", &spread("", kinds())).unwrap();
        assert_eq!((done.laid, done.skipped), (16, 0));
        tallies_are_true(register);
        let done = spread_duties(&context, "P", &spread("county", kinds())).unwrap();
        assert_eq!(done.laid, 22);
        let more = spread_duties(&context, "P", &spread("", vec!["principal", "organising"])).unwrap();
        assert_eq!((more.laid, more.skipped), (8, 8), "who carries it already keeps it");
        assert_eq!(
            faults(spread_duties(&context, "P", &spread("", kinds()))),
            [("class".to_owned(), "error-duty-none-left")]
        );
        spread_duties(&context, "P", &spread("village", kinds())).unwrap();
        tallies_are_true(register);
        for unit in ["A", "A1", "A1T1V1"] {
            let head = register.actor(Role::UnitHead, unit);
            for duty in show_duties(&register.context(&head), unit).unwrap().duties {
                acknowledge_duty(&register.context(&head), duty.id).unwrap();
            }
        }
        tallies_are_true(register);
        assert_eq!(figure(register, FigureName::DutiesAcknowledged, "P").0, 7);
        let organising = show_duties(&context, "A")
            .unwrap()
            .duties
            .into_iter()
            .find(|duty| duty.kind == DutyKind::Organising);
        end_duty(&context, organising.unwrap().id, "2015-05-31").unwrap();
        tallies_are_true(register);
        assert_eq!(figure(register, FigureName::DutiesAcknowledged, "P").0, 6);
        let cascade = show_cascade(&context, CascadeOf::default()).unwrap();
        let silent: Vec<_> = cascade.lines.iter().map(|line| line.count(CascadeStage::Silent)).collect();
        assert_eq!(silent, [7, 10, 0, 11], "by tier from the top");
        let before = Asked {
            unit: Some("P"),
            as_of: Some(jiff::civil::date(2015, 5, 31)),
            ..Asked::of(FigureName::DutiesAcknowledged)
        };
        assert_eq!(show_figure(&register.context(&OPERATOR), before, None, 9).unwrap().figure.value(), 0);
    });
}

#[test]
fn somebody_of_another_prefecture_sees_no_cascade_and_counts_nothing() {
    let register = Register::empty_sqlite().with_organisation();
    let stranger = register.actor(Role::UnitOfficer, "B");
    let context = register.context(&stranger);
    assert!(hidden(show_cascade(&context, of("A"))));
    assert!(hidden(show_cascade(&context, of("P"))));
    let wanted =
        Wanted { of: of("A"), stage: CascadeStage::Units, tier: None, own: true, after: None, limit: 9 };
    assert!(hidden(list_cascade(&context, wanted)));
    assert_eq!(show_cascade(&context, CascadeOf::default()).unwrap().unit.code, "B");
}

#[test]
fn the_same_duty_or_post_is_taken_once_from_however_many_windows() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let (one, other) =
            (post(register, &office, "A", "a deputy"), post(register, &office, "A", "another"));
        let form = |post| DutyForm { kind: "dual", post, laid_on: "2015-06-01", ..DutyForm::default() };
        let (one, other) = (one.to_string(), other.to_string());
        let first = lay_duty(&context, "A", form(&one)).unwrap();
        assert_eq!(faults(lay_duty(&context, "A", form(&one))), [("kind".to_owned(), "error-duty-same")]);
        lay_duty(&context, "A", form(&other)).unwrap();
        end_duty(&context, first, "2015-06-01").unwrap();
        lay_duty(&context, "A", form(&one)).unwrap();
        let twin =
            PostForm { kind: "chief", title: "a deputy", from: "2015-05-01", until: "", another: false };
        let acts = register.journal().len();
        assert_eq!(faults(register_post(&context, "A", twin)), [("another".to_owned(), "error-post-same")]);
        assert_eq!(register.journal().len(), acts);
        register_post(&context, "B", twin).unwrap();
        register_post(&context, "A", PostForm { another: true, ..twin }).unwrap();
        assert_eq!(register.last_event().0, "assign-duty");
    });
}

fn waits(register: &Register, who: &Actor, kind: OwedKind) -> i64 {
    owed(&register.context(who))
        .unwrap()
        .iter()
        .filter(|owed| owed.kind == kind)
        .map(|owed| owed.number)
        .sum()
}

#[test]
fn a_successor_is_entered_before_the_day_and_until_then_the_one_before_carries_the_duty() {
    on_both_engines(|register| {
        let (office, head) = (register.actor(Role::Office, "P"), register.actor(Role::UnitHead, "A"));
        let (first, second) =
            (post(register, &office, "A", "the secretary"), post(register, &office, "A", "the next"));
        let form = |post: PostId, laid_on, hand_over| {
            let id = post.to_string();
            let form = DutyForm { kind: "first", post: &id, laid_on, due_on: "", hand_over };
            lay_duty(&register.context(&office), "A", form)
        };
        let one = form(first, "2015-05-04", false).unwrap();
        acknowledge_duty(&register.context(&head), one).unwrap();
        assert_eq!(faults(form(second, "2015-06-20", false)), [("laid_on".to_owned(), "error-duty-future")]);
        let gone = PostForm {
            kind: "chief",
            title: "gone",
            from: "2015-05-01",
            until: "2015-06-10",
            another: false,
        };
        let gone = register_post(&register.context(&office), "A", gone).unwrap();
        assert_eq!(faults(form(gone, "2015-06-20", true)), [("post".to_owned(), "error-duty-post-days")]);
        let next = form(second, "2015-06-20", true).unwrap();
        assert_eq!(register.last_event().1["handed-over"], true);
        let acknowledged = || figure(register, FigureName::DutiesAcknowledged, "P");
        assert_eq!(acknowledged(), (1, 1), "until the day nothing changes");
        assert_eq!(waits(register, &head, OwedKind::Duty), 0);
        assert!(hidden(acknowledge_duty(&register.context(&head), next)), "it is not in force yet");
        tallies_are_true(register);
        register.today.set(jiff::civil::date(2015, 6, 19));
        assert_eq!(acknowledged(), (1, 1));
        tallies_are_true(register);
        register.today.set(jiff::civil::date(2015, 6, 20));
        assert_eq!(acknowledged(), (0, 0));
        let owes = owed(&register.context(&head)).unwrap();
        assert_eq!(owes.iter().filter(|owed| owed.kind == OwedKind::Duty).count(), 1);
        tallies_are_true(register);
        acknowledge_duty(&register.context(&head), next).unwrap();
        assert_eq!(acknowledged(), (1, 1));
        tallies_are_true(register);
        // What is called off before its day leaves the one before.
        let third = post(register, &office, "A", "another one");
        let third = form(third, "2015-07-01", true).unwrap();
        end_duty(&register.context(&office), third, "2015-06-20").unwrap();
        assert_eq!(register.last_entry().word, "duty-ended");
        assert_eq!(
            faults(end_duty(&register.context(&office), third, "2015-06-20")),
            [("duty".to_owned(), "error-duty-first-gap")],
            "once"
        );
        tallies_are_true(register);
        register.today.set(jiff::civil::date(2015, 7, 2));
        assert_eq!(acknowledged(), (1, 1));
        tallies_are_true(register);
        let terms = show_duties(&register.context(&office), "A").unwrap().duties;
        let carries: Vec<_> = terms.iter().filter(|duty| duty.ended_on.is_none()).collect();
        assert_eq!((carries.len(), carries[0].id), (1, next));
    });
}

#[test]
fn a_vacancy_a_unit_never_asked_and_a_duty_laid_twice_are_figures_and_wait_on_a_desk() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let chief = post(register, &office, "A", "the secretary");
        assert_eq!(figure(register, FigureName::FirstVacant, "P"), (0, 0), "nobody was asked yet");
        let units = figure(register, FigureName::Units, "P").0;
        assert_eq!(figure(register, FigureName::UnitsUnasked, "P"), (units, units as usize));
        let id = chief.to_string();
        let form = DutyForm { kind: "first", post: &id, laid_on: "2015-05-04", ..DutyForm::default() };
        lay_duty(&context, "A", form).unwrap();
        assert_eq!(figure(register, FigureName::FirstVacant, "P"), (0, 0));
        assert_eq!(figure(register, FigureName::UnitsUnasked, "P").0, units - 1);
        assert_eq!(
            waits(register, &office, OwedKind::PassDown),
            7,
            "the top lays on what it began, everywhere"
        );
        end_post(&context, chief, "2015-05-20").unwrap();
        assert_eq!(figure(register, FigureName::FirstVacant, "P"), (1, 1));
        assert_eq!(waits(register, &office, OwedKind::FirstVacant), 1);
        let beneath = register.actor(Role::Office, "A");
        assert_eq!(waits(register, &beneath, OwedKind::FirstVacant), 1);
        let beside = register.actor(Role::Office, "B");
        assert_eq!(waits(register, &beside, OwedKind::FirstVacant), 0);
        let before = Asked {
            unit: Some("P"),
            as_of: Some(jiff::civil::date(2015, 5, 20)),
            ..Asked::of(FigureName::FirstVacant)
        };
        let then = show_figure(&context, before, None, 9).unwrap().figure.value();
        assert_eq!(then, 0, "on the last day of the post it was held; the duty was entered later");
        let twice = |post: &str| NewDuty {
            unit: "A".to_owned(),
            kind: DutyKind::Organising,
            post: Some(post.to_owned()),
            acknowledged_on: None,
        };
        lay_duties(&context, "P", vec![twice("the office"), twice("another office")], register.today.get())
            .unwrap();
        assert_eq!(figure(register, FigureName::DutiesTwice, "P"), (1, 1));
        assert_eq!(waits(register, &office, OwedKind::DutyTwice), 1);
        let duties = show_duties(&context, "A").unwrap().duties;
        let one = duties.iter().rfind(|duty| duty.kind == DutyKind::Organising).unwrap().id;
        end_duty(&context, one, &register.today.get().to_string()).unwrap();
        assert_eq!(figure(register, FigureName::DutiesTwice, "P"), (0, 0));
        assert_eq!(waits(register, &office, OwedKind::DutyTwice), 0);
        let cascade = show_cascade(&context, CascadeOf::default()).unwrap();
        let gaps: Vec<_> = cascade.gaps.iter().map(|gap| (gap.name(), gap.value())).collect();
        assert_eq!(gaps[0], (FigureName::FirstVacant, 1));
        assert_eq!(gaps[2], (FigureName::DutiesTwice, 0));
    });
}

#[test]
fn planned_acting_and_verified_are_of_the_round_that_one_looks_at() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let day = register.today.get();
        let later = |days: i64| day.saturating_add(jiff::Span::new().days(days));
        let round = |number, from| PlanRound {
            number,
            topic: "topic",
            opens_on: later(from),
            plans_due_on: later(from + 2),
            ends_on: later(from + 9),
        };
        let rounds = vec![round(1, 0), round(2, 20)];
        let set_up = SetUp { organiser: "P", key: "test", title: "t", goal: "g", rounds };
        let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
        publish_standard(&context, "P", &standard()).unwrap();
        advance_round(&context, rounds[0]).unwrap();
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = day.to_string();
        let form = PlanForm { theme: "theme", session_on: &held, sections: Vec::new() };
        let plan = submit_signed(register, &officer, (rounds[0], "A"), form, &[]).unwrap();
        let assessor = register.actor(Role::Assessor, "P");
        let review =
            ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] };
        review_plan(&register.context(&assessor), &review).unwrap();
        let form = SessionForm {
            kind: "seminar",
            held_on: &held,
            minutes: "180",
            present: "9",
            expected: "10",
            ..SessionForm::default()
        };
        record_seminar(&register.context(&officer), &Record { unit: "A", round: Some(rounds[0]), form })
            .unwrap();
        let stands = |round: Option<i32>| {
            let of = CascadeOf { unit: Some("P"), organiser: None, round };
            let found = show_cascade(&register.context(&office), of).unwrap();
            let sum = |stage| found.lines.iter().map(|line| line.count(stage)).sum::<i64>();
            for stage in [CascadeStage::Planned, CascadeStage::Acting, CascadeStage::Verified] {
                let wanted = Wanted { of, stage, tier: None, own: false, after: None, limit: 99 };
                let listed = list_cascade(&register.context(&office), wanted).unwrap().units.len() as i64;
                assert_eq!(listed, sum(stage), "{stage:?}");
            }
            (sum(CascadeStage::Planned), sum(CascadeStage::Acting))
        };
        assert_eq!(stands(None), (1, 1), "the round that has begun");
        assert_eq!(stands(Some(1)), (1, 1));
        assert_eq!(stands(Some(2)), (0, 0), "what was done for round 1 is nothing done for round 2");
        register.today.set(later(25));
        assert_eq!(
            (stands(Some(1)), stands(Some(2))),
            ((1, 1), (0, 0)),
            "a round that is over stands as it was"
        );
        let none = CascadeOf { unit: Some("P"), organiser: None, round: Some(9) };
        assert_eq!(faults(show_cascade(&register.context(&office), none)).len(), 1);
    });
}

#[test]
fn of_a_round_that_is_over_the_cascade_tells_the_units_that_were_there() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let day = register.today.get();
        let later = |days: i64| day.saturating_add(jiff::Span::new().days(days));
        let round = |number, from| PlanRound {
            number,
            topic: "topic",
            opens_on: later(from),
            plans_due_on: later(from + 2),
            ends_on: later(from + 9),
        };
        let rounds = vec![round(1, 0), round(2, 20)];
        let set_up = SetUp { organiser: "P", key: "test", title: "t", goal: "g", rounds };
        set_up_programme(&register.context(&office), &set_up).unwrap();
        register.today.set(later(25));
        let units = |round: Option<i32>| {
            let of = CascadeOf { unit: Some("P"), organiser: None, round };
            let found = show_cascade(&register.context(&office), of).unwrap();
            let all = found.lines.iter().map(|line| line.count(CascadeStage::Units)).sum::<i64>();
            (all, found.children.len())
        };
        let then = units(Some(1));
        let closing = later(25).to_string();
        let closed = ChangeForm {
            change: "merge",
            code: "A2",
            into: "A1",
            day: &closing,
            reason: "Order 12 of the province",
            ..ChangeForm::default()
        };
        change_unit(&register.context(&OPERATOR), &closed, &tiers()).unwrap();
        assert_eq!(units(Some(1)), then, "who was there when the round ended");
        assert!(units(Some(2)).0 < then.0, "and who is not there any more");
    });
}
