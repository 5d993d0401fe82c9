//! Activities besides the seminar: the pack says what is owed, planned and observed; a round keeps what held when it opened.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        observer_assign::{Assign, assign_observer},
        sheet_submit::{Occasion, blank_sheet, submit_sheet},
    },
    desk::desk_show::{OwedKind, owed},
    figures::{
        board_show::{Wanted, show_board},
        figure_show::{Asked, show_figure},
        lost::Lost,
    },
    programmes::round_show::show_round,
    sessions::{
        activities::{PlanActivity, list_activities, plan_activity},
        seminar_record::{Record, record_seminar},
    },
    tasks::tasks_show::list_late,
    units::register_found::{Founding, found_register},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    circulars::circular::CircularForm,
    figures::{figure_name::FigureName, scope::OfProgramme},
    id::RoundId,
    organisation::LANGUAGES,
    sessions::seminar::{SessionForm, SessionKind},
    tasks::task::LateKind,
    zone::Zone,
};
use earnest_testkit::{
    OPERATOR,
    assessment::open_round,
    pack::files,
    refused::refused,
    register::{Register, on_both_engines},
};
use jiff::civil::date;

const ACTIVITIES: &str = "
[[activities]]
kind = \"lecture\"
owed = true
planned = true

[[activities]]
kind = \"review-meeting\"
owed = true
observed = true
";

/// A round of a programme whose pack asks for a lecture and a review meeting.
fn round(register: &Register) -> RoundId {
    let mut files = files();
    files.pack.push_str(ACTIVITIES);
    let founding = Founding { files: &files, zone: Zone::hours_east(8), name: None, language: LANGUAGES[0] };
    assert!(found_register(&register.context(&OPERATOR), &founding).unwrap());
    open_round(register).1
}

fn hold(register: &Register, who: &Actor, round: RoundId, kind: &str) {
    let form = SessionForm {
        kind,
        held_on: "2015-06-01",
        minutes: "90",
        present: "9",
        expected: "9",
        ..SessionForm::default()
    };
    record_seminar(&register.context(who), &Record { unit: "A", round: Some(round), form }).unwrap();
}

fn kinds_on_desk(register: &Register, who: &Actor) -> Vec<String> {
    let waits = owed(&register.context(who)).unwrap();
    waits.into_iter().filter(|one| one.kind == OwedKind::Activity).map(|one| one.label).collect()
}

#[test]
fn what_the_pack_asks_for_is_owed_by_every_unit_of_the_round_until_it_is_held_and_late_when_the_round_is_over()
 {
    on_both_engines(|register| {
        let round = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let office = register.actor(Role::Office, "P");
        assert_eq!(kinds_on_desk(register, &officer), ["lecture", "review-meeting"]);
        assert_eq!(
            kinds_on_desk(register, &register.actor(Role::UnitOfficer, "A1")),
            [""; 0],
            "it owes no plan"
        );
        let board = |register: &Register| {
            let wanted = Wanted { unit: Some("P"), ..Wanted::default() };
            show_board(&register.context(&office), wanted).unwrap().columns.activities
        };
        let (asked, held) = board(register);
        assert_eq!((asked, held), (vec![SessionKind::Lecture, SessionKind::ReviewMeeting], vec![]));
        hold(register, &officer, round, "lecture");
        assert_eq!(kinds_on_desk(register, &officer), ["review-meeting"]);
        assert_eq!(
            board(register).1.iter().map(|(_, kind)| *kind).collect::<Vec<_>>(),
            [SessionKind::Lecture]
        );
        // Each is counted by its kind; the lecture is no seminar.
        for (name, count) in [(FigureName::SeminarsHeld, 0), (FigureName::LecturesHeld, 1)] {
            let asked = Asked { unit: Some("P"), round: Some(1), ..Asked::of(name) };
            let shown = show_figure(&register.context(&office), asked, None, 9).unwrap();
            assert_eq!((shown.figure.value(), shown.records.len()), (count, count as usize), "{name:?}");
        }
        let late = |register: &Register| {
            list_late(&register.context(&office), Some("A"), (LateKind::Activity, OfProgramme::All), 9)
                .unwrap()
                .1
                .len()
        };
        assert_eq!(late(register), 0);
        register.today.set(date(2015, 6, 2));
        assert_eq!(late(register), 1, "the round ended on the first");
    });
}

#[test]
fn the_day_of_what_is_planned_is_said_beforehand_by_the_unit_alone() {
    on_both_engines(|register| {
        let round = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let plan = |who: &Actor, kind, planned_on| {
            plan_activity(&register.context(who), &PlanActivity { unit: "A", round, kind, planned_on })
        };
        let beside = register.actor(Role::UnitOfficer, "B");
        assert!(matches!(
            plan(&beside, SessionKind::Lecture, "2015-06-01"),
            Err(AppError::NotFound | AppError::Denied(_))
        ));
        let Err(AppError::Form(errors)) = plan(&officer, SessionKind::Lecture, "2015-06-02") else {
            panic!("outside the round");
        };
        assert_eq!(errors.at("planned_on").unwrap().key, "error-activity-round");
        let Err(AppError::Refused(told)) = plan(&officer, SessionKind::ReviewMeeting, "2015-06-01") else {
            panic!("its day is not asked for");
        };
        assert_eq!(told.key, "error-activity-unplanned");
        assert!(matches!(
            plan(&officer, SessionKind::LeadershipStudy, "2015-06-01"),
            Err(AppError::NotFound)
        ));
        plan(&officer, SessionKind::Lecture, "2015-06-01").unwrap();
        assert_eq!(register.last_event().1["kind"], "lecture");
        let office = register.actor(Role::Office, "P");
        let seen = list_activities(&register.context(&office)).unwrap();
        assert!(seen.own.is_empty());
        let planned: Vec<_> = seen.owed.iter().filter(|one| one.planned_on.is_some()).collect();
        assert_eq!(planned.len(), 1);
        assert_eq!((planned[0].code.as_str(), planned[0].kind), ("A", SessionKind::Lecture));
        assert!(list_activities(&register.context(&beside)).unwrap().owed.iter().all(|one| one.code == "B"));
    });
}

#[test]
fn somebody_is_heard_at_what_the_pack_says_is_observed_and_at_nothing_else_but_seminars() {
    on_both_engines(|register| {
        let round = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let (office, assessor) = (register.actor(Role::Office, "P"), register.actor(Role::Assessor, "P"));
        let who = assessor.account().unwrap();
        let assign = Assign { round, unit: "A", assessor: who, session_on: "" };
        let sent = assign_observer(&register.context(&office), &assign).unwrap();
        let occasion = Occasion::Observation(sent);
        let hearable =
            || blank_sheet(&register.context(&assessor), occasion).unwrap().hearable.recorded.len();
        hold(register, &officer, round, "lecture");
        assert_eq!(hearable(), 0);
        hold(register, &officer, round, "review-meeting");
        assert_eq!(hearable(), 1);
        hold(register, &officer, round, "seminar");
        let form = SheetForm {
            marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "10")],
            ..SheetForm::default()
        };
        let Err(AppError::Form(errors)) = submit_sheet(&register.context(&assessor), occasion, &form) else {
            panic!("which of the two");
        };
        assert_eq!(errors.at("session").unwrap().key, "error-sheet-session");
        let form = SheetForm { session: "3", ..form };
        submit_sheet(&register.context(&assessor), occasion, &form).unwrap();
    });
}

#[test]
fn what_is_owed_until_a_day_stays_owed_and_is_recorded_until_then_however_far_the_round_has_come() {
    on_both_engines(|register| {
        let round = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let office = register.actor(Role::Office, "P");
        let ends_on = register.today.get();
        let advance = || earnest_testkit::unhindered::advance_round(&register.context(&office), round);
        let named = |lost: Option<Lost>| {
            let kinds = lost.map(|lost| lost.activities).unwrap_or_default().into_iter();
            kinds.map(|(kind, units)| (kind, units.len())).collect::<Vec<_>>()
        };
        advance().unwrap();
        let lost = named(show_round(&register.context(&office), round).unwrap().lost);
        assert_eq!(
            lost,
            [(SessionKind::Lecture, 8), (SessionKind::ReviewMeeting, 8)],
            "moving on names them"
        );
        hold(register, &officer, round, "seminar");
        circulate(register, &office, round);
        assert_eq!(kinds_on_desk(register, &officer), ["lecture", "review-meeting"], "they stay owed");
        let listed = list_activities(&register.context(&officer)).unwrap().owed;
        assert_eq!(listed.iter().filter(|one| one.code == "A").count(), 2);
        hold(register, &officer, round, "lecture");
        assert_eq!(kinds_on_desk(register, &officer), ["review-meeting"]);
        let seminar = SessionForm { kind: "seminar", ..again_form() };
        let seminar = Record { unit: "B", round: Some(round), form: seminar };
        let beside = register.actor(Role::UnitOfficer, "B");
        assert_eq!(
            refused(record_seminar(&register.context(&beside), &seminar)),
            "error-round-not-assessing",
            "a seminar is none of them"
        );
        let late = || {
            list_late(&register.context(&office), Some("A"), (LateKind::Activity, OfProgramme::All), 9)
                .unwrap()
                .1
                .len()
        };
        assert_eq!(late(), 0);
        register.today.set(ends_on.tomorrow().unwrap());
        assert_eq!(late(), 1, "after its day it is late");
        assert_eq!(kinds_on_desk(register, &officer), ["review-meeting"]);
        advance().unwrap();
        assert_eq!((late(), kinds_on_desk(register, &officer).len()), (0, 0), "the round is over");
        let meeting = SessionForm { kind: "review-meeting", ..again_form() };
        let meeting = Record { unit: "A", round: Some(round), form: meeting };
        let end = record_seminar(&register.context(&officer), &meeting);
        assert_eq!(refused(end), "error-round-not-assessing");
    });
}

fn again_form() -> SessionForm<'static> {
    SessionForm {
        held_on: "2015-06-01",
        minutes: "90",
        present: "9",
        expected: "9",
        ..SessionForm::default()
    }
}

/// The units are rated and the circular goes out.
fn circulate(register: &Register, office: &Actor, round: RoundId) {
    let assessor = register.actor(Role::Assessor, "P");
    let assign = Assign { round, unit: "A", assessor: assessor.account().unwrap(), session_on: "2015-06-01" };
    let sent = Occasion::Observation(assign_observer(&register.context(office), &assign).unwrap());
    let form =
        SheetForm { marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "10")], ..SheetForm::default() };
    submit_sheet(&register.context(&assessor), sent, &form).unwrap();
    earnest_testkit::unhindered::rate_round(&register.context(office), round).unwrap();
    let told = CircularForm {
        title: "circular",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![("", "few instances")],
        requirements: Vec::new(),
        correction: "",
    };
    earnest_testkit::circulars::publish_checked(register, office, round, &told);
    earnest_testkit::unhindered::advance_round(&register.context(office), round).unwrap();
}
