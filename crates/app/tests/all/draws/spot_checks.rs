//! Spot checks around the draw: units left out, replaced, asked for what exists, and assessed by whom the lot takes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::tasks::tasks_show::list_late;
use earnest_app::{
    AppError,
    assessing::{
        interest_declare::{Declare, declare_interest},
        sheet_show::list_sheets,
        sheet_submit::{Occasion, blank_sheet, submit_sheet},
    },
    desk::desk_show::{OwedKind, owed},
    draws::{
        assessors_draw::{assessor_lots, draw_assessors},
        call_up::{Call, answer_call_up, call_up_materials, show_call_up},
        draw_freeze::{Freeze, Without, freeze_frame_without},
        draw_replace::replace_check,
        draw_show::{DrawShown, show_draw},
    },
    figures::figure_show::{Asked, show_figure},
};
use earnest_model::tasks::task::LateKind;
use earnest_model::{
    actor::{Actor, Role},
    assessing::{interest::InterestForm, sheet::SheetForm, spot_check::SpotCheckState},
    draws::call_up::CallUpStanding,
    figures::{figure_name::FigureName, scope::OfProgramme},
    id::{AccountId, DrawId, RoundId, SpotCheckId},
    programmes::gates::Gate,
};
use earnest_testkit::unhindered::run_draw;
use earnest_testkit::unhindered::{freeze_frame, go_on};
use earnest_testkit::{
    OPERATOR,
    assessment::{CLASSES, open_round},
    register::{Register, on_both_engines},
};

const SEED: &str = "01382438112797316654";
const SECOND: &str = "31415926535897932384";

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

fn freeze(register: &Register, office: &Actor, round: RoundId, excluded: &str) -> Result<DrawId, AppError> {
    let classes = CLASSES.map(str::to_owned);
    let freeze = Freeze { round, rate: "20%", classes: &classes };
    go_on(&register.context(office), round, Gate::Observers);
    let without = Without { units: excluded, ..Without::default() };
    freeze_frame_without(&register.context(office), &freeze, &without)
}

fn drawn(register: &Register) -> (Actor, RoundId, DrawId) {
    let (office, round) = open_round(register);
    let classes = CLASSES.map(str::to_owned);
    let freeze = Freeze { round, rate: "20%", classes: &classes };
    let id = freeze_frame(&register.context(&office), &freeze).unwrap();
    run_draw(&register.context(&office), id, SEED).unwrap();
    (office, round, id)
}

fn shown(register: &Register, id: DrawId) -> DrawShown {
    show_draw(&register.context(&Actor::PUBLIC), id).unwrap()
}

/// The draw as somebody sees it.
fn shown_to(register: &Register, who: &Actor, draw: DrawId) -> DrawShown {
    show_draw(&register.context(who), draw).unwrap()
}

fn marks() -> SheetForm<'static> {
    SheetForm { marks: vec![("in-time", "9"), ("specific", "24")], ..SheetForm::default() }
}

#[test]
fn a_unit_is_left_out_of_the_frame_with_a_published_reason_or_not_at_all() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        assert_eq!(refused(freeze(register, &office, round, "A1")), "error-exclude-line");
        assert_eq!(refused(freeze(register, &office, round, "A no county")), "error-exclude-unit");
        let first = freeze(register, &office, round, "").unwrap();
        let whole = shown(register, first);
        let firms: Vec<_> = earnest_model::draws::draw_record::read_frame(&whole.draw.public.frame)
            .unwrap()
            .into_iter()
            .filter(|(class, _)| class == "second-level-state-firm")
            .collect();
        earnest_app::draws::draw_void::void_draw(&register.context(&office), first, "a unit was forgotten")
            .unwrap();
        let all: String = firms.iter().map(|(_, code)| format!("{code} closed on 1 May\n")).collect();
        assert_eq!(refused(freeze(register, &office, round, &all)), "error-exclude-class");
        let id = freeze(register, &office, round, "A1 merged on 1 May\n").unwrap();
        let (_, detail) = register.last_event();
        assert_eq!(detail["excluded"][0], "A1");
        let before = shown(register, id);
        assert_eq!((before.frame(), before.excluded.len()), (whole.frame() - 1, 1));
        assert_eq!(
            (before.excluded[0].class.as_str(), before.excluded[0].reason.as_str()),
            ("county", "merged on 1 May")
        );
        let file = before.draw.exclusions.clone().unwrap();
        assert_eq!(detail["excluded-sha256"], earnest_model::hash::sha256_hex(file.as_bytes()));
        assert!(!before.draw.public.frame.contains("county,A1\n"));
        run_draw(&register.context(&office), id, SEED).unwrap();
        let certificate = shown(register, id).draw.public.certificate.unwrap();
        let verified = earnest_draw::verify(certificate.as_bytes()).unwrap();
        assert_eq!(verified.about["excluded-sha256"], detail["excluded-sha256"].as_str().unwrap());
    });
}

#[test]
fn a_unit_that_can_not_be_checked_is_replaced_by_the_next_of_the_same_order() {
    on_both_engines(|register| {
        let (office, _, id) = drawn(register);
        let before = shown(register, id);
        let class = &before.classes[0];
        let (unit, count) = (class.units[0].clone(), before.drawn());
        let context = register.context(&office);
        assert_eq!(refused(replace_check(&context, unit.id, " ")), "error-text-empty");
        let stranger = register.actor(Role::Office, "A");
        assert!(matches!(
            replace_check(&register.context(&stranger), unit.id, "flooded in June"),
            Err(AppError::Denied(_))
        ));
        let new = replace_check(&context, unit.id, "flooded in June").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["reason"].as_str()), ("replace-drawn", Some("flooded in June")));
        let after = shown(register, id);
        let units = &after.classes[0].units;
        let old = units.iter().find(|found| found.id == unit.id).unwrap();
        assert_eq!((old.state, old.unfit.as_deref()), (SpotCheckState::Void, Some("flooded in June")));
        let next = units.iter().find(|found| found.id == new).unwrap();
        assert_eq!((next.place as usize, next.replaces), (class.units.len() + 1, Some(unit.id)));
        assert_eq!(after.drawn(), count, "as many as before");
        let certificate = after.draw.public.certificate.unwrap();
        let verified = earnest_draw::verify(certificate.as_bytes()).unwrap();
        let order = earnest_draw::draw(
            &verified.frame,
            &verified.seed,
            earnest_draw::Take::Rate("100%".parse().unwrap()),
        )
        .unwrap();
        let stratum = order.strata.iter().find(|stratum| stratum.stratum == class.class).unwrap();
        assert_eq!(stratum.drawn[class.units.len()].id, next.code, "anybody can recompute who was next");
        assert_eq!(refused(replace_check(&context, unit.id, "flooded in June")), "error-replace-state");
        let assessor = register.actor(Role::Assessor, "P");
        assert!(submit_sheet(&register.context(&assessor), Occasion::SpotCheck(unit.id), &marks()).is_err());
        submit_sheet(&register.context(&assessor), Occasion::SpotCheck(new), &marks()).unwrap();
        assert_eq!(refused(replace_check(&context, new, "flooded in June")), "error-replace-state");
    });
}

#[test]
fn what_stands_in_the_register_is_looked_at_as_soon_as_it_is_called_up() {
    on_both_engines(|register| {
        let (office, _, draw) = drawn(register);
        let call = Call { draw, kinds: vec!["plan", "ledger"], due_on: "2015-06-20" };
        assert_eq!(call_up_materials(&register.context(&office), &call).unwrap(), 9);
        let assessor = register.actor(Role::Assessor, "P");
        let owed_now = owed(&register.context(&assessor)).unwrap();
        assert_eq!(owed_now.iter().filter(|one| one.kind == OwedKind::Materials).count(), 9);
        let unit = shown(register, draw).classes[0].units[0].clone();
        let officer = register.actor(Role::UnitOfficer, &unit.code);
        let asked = owed(&register.context(&officer)).unwrap();
        assert!(asked.iter().all(|one| one.kind != OwedKind::CallUp), "nothing is asked of the unit");
    });
}

#[test]
fn materials_are_called_up_by_a_day_and_the_unit_says_where_they_are() {
    on_both_engines(|register| {
        let (office, _, draw) = drawn(register);
        let ask =
            |kinds, due_on| call_up_materials(&register.context(&office), &Call { draw, kinds, due_on });
        assert_eq!(refused(ask(vec![], "2015-06-20")), "error-call-up-kinds");
        assert_eq!(refused(ask(vec!["roll"], "2015-05-01")), "error-call-up-due");
        assert_eq!(ask(vec!["plan", "roll", "minutes"], "2015-06-20").unwrap(), 9);
        let (_, detail) = register.last_event();
        assert_eq!((detail["minutes"].as_i64(), detail["units"].as_i64()), (Some(10), Some(9)));
        assert_eq!(refused(ask(vec!["roll"], "2015-06-20")), "error-call-up-nothing");
        let unit = shown(register, draw).classes[0].units[0].clone();
        let (officer, beside) =
            (register.actor(Role::UnitOfficer, &unit.code), register.actor(Role::UnitOfficer, "N"));
        let waits = |who: &Actor| {
            let owed = owed(&register.context(who)).unwrap();
            owed.into_iter().filter(|one| one.kind == OwedKind::CallUp).collect::<Vec<_>>()
        };
        assert_eq!((waits(&officer).len(), waits(&beside).len()), (1, 0));
        assert_eq!(waits(&officer)[0].due_on.unwrap().to_string(), "2015-06-20");
        let assessor = register.actor(Role::Assessor, "P");
        let marks_owed = || {
            let owed = owed(&register.context(&assessor)).unwrap();
            owed.into_iter()
                .filter(|one| one.kind == OwedKind::Materials)
                .map(|one| one.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(marks_owed(), [0; 0], "the unit has its turn first");
        let check = unit.id;
        assert_eq!(show_call_up(&register.context(&officer), check).unwrap().call_up.minutes, 10);
        assert!(show_call_up(&register.context(&beside), check).is_err());
        assert!(answer_call_up(&register.context(&beside), check, &[]).is_err());
        let called = || shown_to(register, &office, draw).call_ups;
        assert!(shown(register, draw).call_ups.is_empty(), "for those who read what is found out");
        assert!(called().len() == 9 && called().iter().all(|line| line.first_on.is_none()));
        let given = [("roll", "office, cabinet 3"), ("minutes", ""), ("made-roll", "2015-05-20")];
        let to_come = [("roll", "office, cabinet 3"), ("made-roll", "2015-06-20")];
        assert_eq!(
            refused(answer_call_up(&register.context(&officer), check, &to_come)),
            "error-date-future"
        );
        answer_call_up(&register.context(&officer), check, &given).unwrap();
        let answered = called().into_iter().filter(|line| line.first_on.is_some());
        assert_eq!(answered.map(|line| line.code).collect::<Vec<_>>().join(" "), unit.code);
        assert!(waits(&officer).is_empty());
        assert_eq!(register.last_event().1["named"].as_i64(), Some(1));
        assert_eq!(marks_owed(), [check.0]);
        let blank = blank_sheet(&register.context(&assessor), Occasion::SpotCheck(check)).unwrap();
        let answer = blank.call_up.unwrap().answer.unwrap();
        let roll = answer["roll"].as_ref().unwrap();
        assert_eq!(roll.place().as_str(), "office, cabinet 3");
        assert_eq!(roll.made_on(), Some(jiff::civil::date(2015, 5, 20)));
        assert_eq!(answer["minutes"], None, "what doesn't exist is made by nobody");
        submit_sheet(&register.context(&assessor), Occasion::SpotCheck(check), &marks()).unwrap();
        assert_eq!(refused(answer_call_up(&register.context(&officer), check, &[])), "error-call-up-late");
        register.today.set(jiff::civil::date(2015, 6, 21));
        assert_eq!(marks_owed().len(), 8, "whoever is silent holds nothing up");
        let late = |who: &Actor, unit| {
            list_late(&register.context(who), Some(unit), (LateKind::CallUp, OfProgramme::All), 99)
                .unwrap()
                .1
                .len()
        };
        assert_eq!(late(&office, "P"), 8, "whoever is silent is late");
        assert_eq!(late(&officer, &unit.code), 0, "whoever answered is not");
    });
}

#[test]
fn an_answer_is_read_by_the_office_and_the_auditors_and_a_late_one_stays_late() {
    on_both_engines(|register| {
        let (office, _, draw) = drawn(register);
        let call = Call { draw, kinds: vec!["roll"], due_on: "2015-06-20" };
        call_up_materials(&register.context(&office), &call).unwrap();
        let units = shown(register, draw).classes[0].units.clone();
        let (early, late) = (&units[0], &units[1]);
        let answer = |unit: &earnest_app::draws::draw_show::DrawnUnit, place| {
            let officer = register.actor(Role::UnitOfficer, &unit.code);
            answer_call_up(&register.context(&officer), unit.id, &[("roll", place)])
        };
        answer(early, "office, cabinet 3").unwrap();
        register.today.set(jiff::civil::date(2015, 6, 22));
        answer(late, "a box in the archive").unwrap();
        answer(early, "office, cabinet 4").unwrap();
        let auditor = register.actor(Role::Auditor, "P");
        let beside = register.actor(Role::UnitOfficer, "N");
        for reader in [&office, &auditor] {
            let read = show_call_up(&register.context(reader), late.id).unwrap();
            assert!(!read.may_answer && !read.of_unit);
            let place = read.call_up.answer.as_ref().unwrap()["roll"].as_ref().unwrap().place().to_string();
            assert_eq!(place, "a box in the archive");
            let stands = |asked: &earnest_app::draws::call_up::CallUp| {
                CallUpStanding::of(&asked.kinds, asked.due_on, asked.first_on, register.today.get())
            };
            assert!(matches!(stands(&read.call_up), CallUpStanding::Late(_, 2)));
            let better = show_call_up(&register.context(reader), early.id).unwrap().call_up;
            assert!(matches!(stands(&better), CallUpStanding::InTime(_)), "saying it better is not late");
            assert_ne!(better.first_on, better.answered_on);
            assert_eq!(shown_to(register, reader, draw).call_ups.len(), 9);
        }
        assert!(show_call_up(&register.context(&beside), late.id).is_err());
        assert!(shown_to(register, &beside, draw).call_ups.is_empty());
    });
}

#[test]
fn assessors_are_drawn_too_and_nobody_else_assesses_first() {
    on_both_engines(|register| {
        let (office, _, draw) = drawn(register);
        let people: Vec<_> = (0..3).map(|_| register.actor(Role::Assessor, "P")).collect();
        let context = register.context(&office);
        assert_eq!(refused(draw_assessors(&context, draw, SEED)), "error-lot-seed");
        assert_eq!(refused(draw_assessors(&context, draw, "12")), "error-seed-length");
        assert!(matches!(
            draw_assessors(&register.context(&people[0]), draw, SECOND),
            Err(AppError::Denied(_))
        ));
        assert_eq!(draw_assessors(&context, draw, SECOND).unwrap(), 9);
        assert_eq!(refused(draw_assessors(&context, draw, SECOND)), "error-seed-used");
        let third = "16180339887498948482";
        assert_eq!(refused(draw_assessors(&context, draw, third)), "error-lot-nothing");
        let lots = assessor_lots(&register.context(&Actor::PUBLIC), draw).unwrap();
        let verified = earnest_draw::verify(lots[0].certificate.as_bytes()).unwrap();
        let unit = shown(register, draw).classes[0].units[0].clone();
        let chosen =
            verified.drawn[&unit.code][0].rsplit('/').next().unwrap().parse().map(AccountId).unwrap();
        let first = people.iter().find(|who| who.account() == Some(chosen)).unwrap();
        let other = people.iter().find(|who| who.account() != Some(chosen)).unwrap();
        let waits = |who: &Actor| {
            let waiting = list_sheets(&register.context(who), false, None, 9).unwrap().waiting;
            waiting.iter().any(|check| check.id == unit.id)
        };
        assert!(waits(first) && !waits(other));
        let fill = |who: &Actor, check: SpotCheckId| {
            submit_sheet(&register.context(who), Occasion::SpotCheck(check), &marks())
        };
        assert_eq!(refused(fill(other, unit.id)), "error-sheet-drawn");
        let form = InterestForm { reach: "unit", reason: "family", from: "2015-01-01", until: "" };
        declare_interest(&register.context(first), &Declare { of: None, unit: &unit.code, form }).unwrap();
        assert_eq!(refused(fill(first, unit.id)), "error-interest");
        assert_eq!(
            draw_assessors(&context, draw, "27182818284590452353").unwrap(),
            1,
            "drawn anew for that unit alone"
        );
        let lots = assessor_lots(&register.context(&Actor::PUBLIC), draw).unwrap();
        assert_eq!(lots.len(), 2);
        let verified = earnest_draw::verify(lots[0].certificate.as_bytes()).unwrap();
        let chosen =
            verified.drawn[&unit.code][0].rsplit('/').next().unwrap().parse().map(AccountId).unwrap();
        let second = people.iter().find(|who| who.account() == Some(chosen)).unwrap();
        assert_ne!(second.account(), first.account());
        fill(second, unit.id).unwrap();
    });
}

#[test]
fn a_total_of_spot_checks_has_the_frame_of_each_round_beside_it_and_one_round_has_no_parts() {
    on_both_engines(|register| {
        let asked = |round| Asked { unit: Some("P"), round, ..Asked::of(FigureName::SpotChecks) };
        let shown = |round| show_figure(&register.context(&OPERATOR), asked(round), None, 99).unwrap();
        let (office, _, id) = drawn(register);
        let total = shown(None);
        let [part] = total.parts.as_slice() else { panic!("{:?}", total.parts) };
        assert_eq!((part.figure.value(), part.figure.scope().round), (total.figure.value(), Some(1)));
        let [frame] = part.frames.as_slice() else { panic!("{:?}", part.frames) };
        assert_eq!(frame.draw, id);
        assert!(frame.units.value() > total.figure.value(), "a fifth was drawn");
        let of_class = Asked { class: Some("county"), ..asked(None) };
        let of_class = show_figure(&register.context(&OPERATOR), of_class, None, 99).unwrap();
        assert!(of_class.parts[0].frames[0].units.value() < frame.units.value(), "of the class alone");
        assert!(shown(Some(1)).parts.is_empty());
        let before = Asked { as_of: Some(register.today.get().yesterday().unwrap()), ..asked(None) };
        let before = show_figure(&register.context(&OPERATOR), before, None, 99).unwrap();
        assert!(before.parts.is_empty(), "on the day before nothing was drawn");
        let plans = Asked { unit: Some("P"), ..Asked::of(FigureName::PlansDue) };
        assert!(show_figure(&register.context(&office), plans, None, 9).unwrap().parts.is_empty());
    });
}
