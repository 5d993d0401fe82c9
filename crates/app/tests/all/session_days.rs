//! What is recorded or planned for a round lies within it: not before it opened, and once it is over not after its end.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::observer_assign::{Assign, assign_observer},
    figures::figure_show::{Asked, show_figure},
    sessions::{
        seminar_change::{Correct, correct_seminar},
        seminar_page::show_seminar,
        seminar_record::{Record, record_seminar},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    figures::figure_name::FigureName,
    id::{RoundId, SeminarId},
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, rated},
    circulars::publish_checked,
    refused::{hidden, refused, refused_at},
    register::{Register, on_both_engines},
    unhindered::advance_round,
};
use jiff::civil::date;

fn form(held_on: &'static str) -> SessionForm<'static> {
    SessionForm {
        kind: "seminar",
        held_on,
        minutes: "180",
        present: "9",
        expected: "10",
        ..SessionForm::default()
    }
}

fn record(
    register: &Register,
    who: &Actor,
    (round, form): (Option<RoundId>, SessionForm<'_>),
) -> Result<SeminarId, AppError> {
    record_seminar(&register.context(who), &Record { unit: "A", round, form })
}

fn correct(
    register: &Register,
    who: &Actor,
    id: SeminarId,
    (round, form): (Option<RoundId>, SessionForm<'_>),
) -> Result<(), AppError> {
    let reason = "it was written down wrongly";
    correct_seminar(&register.context(who), id, &Correct { round, form, reason, despite: false })
}

fn held(register: &Register) -> u64 {
    let asked = Asked { unit: Some("P"), round: Some(1), ..Asked::of(FigureName::SeminarsHeld) };
    show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
}

#[test]
fn a_session_of_an_earlier_day_is_none_of_a_round_and_both_days_are_told() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        for kind in ["seminar", "lecture", "leadership-study", "review-meeting"] {
            let early = SessionForm { kind, ..form("2010-01-01") };
            let Err(AppError::Form(errors)) = record(register, &officer, (Some(round), early)) else {
                unreachable!("{kind}: taken");
            };
            let told = errors.at("held_on").unwrap().to_string();
            assert_eq!(told, "error-session-before-round day=2015-06-01 held=2010-01-01", "{kind}");
        }
        assert_eq!(held(register), 0);
        // All that is wrong is told at once, and who may not is told nothing of days.
        let bare = SessionForm { minutes: "", ..form("2015-05-31") };
        let Err(AppError::Form(errors)) = record(register, &officer, (Some(round), bare)) else {
            unreachable!("taken");
        };
        assert!(errors.at("held_on").is_some() && errors.at("minutes").is_some());
        let beside = register.actor(Role::UnitOfficer, "B");
        assert!(hidden(record(register, &beside, (Some(round), form("2010-01-01")))));
        // Of no round it may be of any day; and is moved into one only by a day within it.
        let alone = record(register, &officer, (None, form("2010-01-01"))).unwrap();
        assert_eq!(
            refused_at("held_on", correct(register, &officer, alone, (Some(round), form("2010-01-01")))),
            "error-session-before-round"
        );
        let within = record(register, &officer, (Some(round), form("2015-06-01"))).unwrap();
        assert_eq!(
            refused_at("held_on", correct(register, &officer, within, (Some(round), form("2015-05-31")))),
            "error-session-before-round"
        );
        assert_eq!(held(register), 1);
        // Nobody is sent to a session of a day before.
        let assessor = register.actor(Role::Assessor, "P").account().unwrap();
        let assign = Assign { round, unit: "A", assessor, session_on: "2015-05-31" };
        assert_eq!(
            refused_at("session_on", assign_observer(&register.context(&office), &assign)),
            "error-session-before-round"
        );
    });
}

#[test]
fn what_is_late_belongs_to_a_round_until_it_is_over_and_what_is_in_the_register_stays() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        register.today.set(date(2015, 6, 3));
        // The round's last day was the first; it goes on.
        let late = record(register, &officer, (Some(round), form("2015-06-02"))).unwrap();
        let circular = earnest_model::circulars::circular::CircularForm {
            title: "circular",
            recipients: "all",
            grounds: "standard",
            went_well: vec![("", "plans in time")],
            problems: vec![("", "few instances")],
            requirements: vec![("report", "2015-12-31", "")],
            correction: "",
        };
        publish_checked(register, &office, round, &circular);
        advance_round(&register.context(&office), round).unwrap();
        advance_round(&register.context(&office), round).unwrap();
        assert_eq!(
            refused_at("held_on", correct(register, &officer, late, (Some(round), form("2015-06-03")))),
            "error-session-after-round"
        );
        let more = SessionForm { minutes: "90", ..form("2015-06-02") };
        correct(register, &officer, late, (Some(round), more)).unwrap();
        let view = show_seminar(&register.context(&officer), late).unwrap();
        assert_eq!(view.held.session.minutes, 90, "its day stays as it was");
        assert_eq!(
            refused(record(register, &officer, (Some(round), form("2015-06-01")))),
            "error-round-not-assessing"
        );
    });
}
