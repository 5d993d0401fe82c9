//! What a sheet says of a session holds of that session: of its kind, and as long as its record stands.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::{
        assessors_show::show_assessors,
        observer_assign::{Assign, assign_observer},
        rating_show::list_ratings,
        sheet_show::{list_sheets, show_sheet},
        sheet_submit::{Occasion, blank_sheet, submit_sheet},
    },
    desk::notices_show::list_notices,
    figures::figure_show::{Asked, show_figure},
    programmes::round_show::show_round,
    sessions::{
        seminar_change::{Correct, Withdraw, correct_seminar, withdraw_seminar},
        seminar_record::{Record, record_seminar},
    },
    units::register_found::{Founding, found_register},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    circulars::circular::CircularForm,
    figures::figure_name::FigureName,
    id::{RoundId, SeminarId, SheetId},
    organisation::LANGUAGES,
    sessions::seminar::{SessionForm, SessionKind},
    zone::Zone,
};
use earnest_testkit::{
    OPERATOR,
    assessment::open_round,
    circulars::publish_checked,
    pack::files,
    refused::{hidden, refused, refused_at},
    register::{Register, on_both_engines},
    unhindered::{advance_round, rate_round},
};

/// A round of a programme whose pack says that lectures are observed, too.
fn round(register: &Register) -> (Actor, RoundId) {
    let mut files = files();
    files.pack.push_str("\n[[activities]]\nkind = \"lecture\"\nowed = true\nobserved = true\n");
    let founding = Founding { files: &files, zone: Zone::hours_east(8), name: None, language: LANGUAGES[0] };
    assert!(found_register(&register.context(&OPERATOR), &founding).unwrap());
    open_round(register)
}

fn session(kind: &'static str) -> SessionForm<'static> {
    SessionForm {
        kind,
        held_on: "2015-06-01",
        minutes: "90",
        present: "9",
        expected: "9",
        ..SessionForm::default()
    }
}

fn hold(register: &Register, who: &Actor, round: RoundId, kind: &'static str) -> SeminarId {
    let record = Record { unit: "A", round: Some(round), form: session(kind) };
    record_seminar(&register.context(who), &record).unwrap()
}

fn hear(register: &Register, office: &Actor, round: RoundId, on: SeminarId) -> SheetId {
    let assessor = register.actor(Role::Assessor, "P");
    let assign = Assign { round, unit: "A", assessor: assessor.account().unwrap(), session_on: "2015-06-01" };
    let sent = Occasion::Observation(assign_observer(&register.context(office), &assign).unwrap());
    let kinds: Vec<_> = blank_sheet(&register.context(&assessor), sent).unwrap().hearable.recorded;
    assert!(kinds.iter().any(|heard| heard.session == on));
    let key = on.to_string();
    let form = SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "12")],
        session: &key,
        ..SheetForm::default()
    };
    submit_sheet(&register.context(&assessor), sent, &form).unwrap()
}

fn observed(register: &Register, office: &Actor, round: RoundId) -> (u64, u64) {
    let coverage = show_round(&register.context(office), round).unwrap().gates.unwrap().1.coverage;
    let asked = Asked { unit: Some("P"), round: Some(1), ..Asked::of(FigureName::UnitsObserved) };
    let figure = show_figure(&register.context(office), asked, None, 9).unwrap();
    assert_eq!(figure.figure.value(), figure.records.len() as u64);
    (coverage.iter().map(|class| class.observed()).sum(), figure.figure.value())
}

#[test]
fn a_lecture_that_was_heard_is_no_seminar_that_was_heard() {
    on_both_engines(|register| {
        let (office, round) = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let lecture = hold(register, &officer, round, "lecture");
        let seminar = hold(register, &officer, round, "seminar");
        let sheet = hear(register, &office, round, lecture);
        assert_eq!(observed(register, &office, round), (0, 0), "nobody heard the seminar");
        let (stored, _) = show_sheet(&register.context(&office), sheet).unwrap();
        assert_eq!(stored.at, Some((SessionKind::Lecture, true)), "the sheet says what was heard");
        hear(register, &office, round, seminar);
        assert_eq!(observed(register, &office, round), (1, 1));
    });
}

#[test]
fn a_session_that_was_taken_back_takes_its_sheets_out_of_coverage_and_rating_and_the_office_is_told() {
    on_both_engines(|register| {
        let (office, round) = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let seminar = hold(register, &officer, round, "seminar");
        let sheet = hear(register, &office, round, seminar);
        assert_eq!(observed(register, &office, round), (1, 1));
        let withdraw = |despite| {
            withdraw_seminar(
                &register.context(&officer),
                seminar,
                &Withdraw { why: "it was never held", despite, resolutions: "" },
            )
        };
        assert_eq!(refused(withdraw(false)), "error-session-heard", "sheets are asked about");
        let turned = |despite| {
            let correct = Correct {
                round: Some(round),
                form: session("review-meeting"),
                reason: "it was none",
                despite,
            };
            correct_seminar(&register.context(&officer), seminar, &correct)
        };
        assert_eq!(refused(turned(false)), "error-session-heard");
        withdraw(true).unwrap();
        assert_eq!(register.last_event().0, "record-seminar");
        assert_eq!(observed(register, &office, round), (0, 0));
        let (stored, _) = show_sheet(&register.context(&office), sheet).unwrap();
        assert_eq!(stored.at, Some((SessionKind::Seminar, false)), "the sheet is kept and says so");
        let told = list_notices(&register.context(&office), None, false, None, 9).unwrap().notices;
        assert!(told.iter().any(|notice| notice.row.telling.word == "session-withdrawn"));
        advance_round(&register.context(&office), round).unwrap();
        assert!(rate_round(&register.context(&office), round).is_err(), "nothing is left to rate from");
        let ratings = list_ratings(&register.context(&office), Some(round)).unwrap();
        assert_eq!(ratings.count(), 0);
    });
}

#[test]
fn what_was_told_of_with_a_session_holds_it_where_it_is() {
    on_both_engines(|register| {
        let (office, round) = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let seminar = hold(register, &officer, round, "seminar");
        hear(register, &office, round, seminar);
        let context = register.context(&office);
        advance_round(&context, round).unwrap();
        rate_round(&context, round).unwrap();
        let told = CircularForm {
            title: "circular",
            recipients: "all units",
            grounds: "by the standard",
            went_well: vec![("A", "opinions were collected widely")],
            problems: vec![("", "few instances")],
            requirements: Vec::new(),
            correction: "",
        };
        publish_checked(register, &office, round, &told);
        advance_round(&context, round).unwrap();
        let withdraw = |despite| {
            withdraw_seminar(
                &register.context(&officer),
                seminar,
                &Withdraw { why: "it was never held", despite, resolutions: "" },
            )
        };
        for despite in [false, true] {
            assert_eq!(refused(withdraw(despite)), "error-session-told");
            let correct = Correct {
                round: Some(round),
                form: session("review-meeting"),
                reason: "it was none",
                despite,
            };
            let turned = correct_seminar(&register.context(&officer), seminar, &correct);
            assert_eq!(refused(turned), "error-session-told");
        }
        let longer = SessionForm { minutes: "120", ..session("seminar") };
        let correct = Correct { round: Some(round), form: longer, reason: "it was longer", despite: false };
        correct_seminar(&register.context(&officer), seminar, &correct).unwrap();
        assert_eq!(observed(register, &office, round), (1, 1));
    });
}

#[test]
fn whoever_is_sent_twice_hands_in_one_sheet_on_a_session_and_reads_their_own_at_once() {
    on_both_engines(|register| {
        let (office, round) = round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let first = hold(register, &officer, round, "seminar");
        let assessor = register.actor(Role::Assessor, "P");
        let who = assessor.account().unwrap();
        let send = |session_on| {
            let assign = Assign { round, unit: "A", assessor: who, session_on };
            Occasion::Observation(assign_observer(&register.context(&office), &assign).unwrap())
        };
        let (one, two) = (send("2015-06-01"), send("2015-06-03"));
        let hand_in = |sent, on: SeminarId| {
            let key = on.to_string();
            let form = SheetForm {
                marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "12")],
                session: &key,
                ..SheetForm::default()
            };
            submit_sheet(&register.context(&assessor), sent, &form)
        };
        let sheet = hand_in(one, first).unwrap();
        // A sheet is owed still; the own one is read all the same, and nobody else's.
        assert!(show_sheet(&register.context(&assessor), sheet).is_ok());
        let list = |mine| list_sheets(&register.context(&assessor), mine, None, 9).unwrap();
        assert_eq!((list(true).sheets.len(), list(false).sheets.len(), list(true).owed.len()), (1, 1, 1));
        let other = hear(register, &office, round, first);
        assert!(hidden(show_sheet(&register.context(&assessor), other)), "it is marked blind");
        assert_eq!(list(false).sheets.len(), 1);
        assert_eq!(refused_at("session", hand_in(two, first)), "error-sheet-session-twice");
        register.today.set(jiff::civil::date(2015, 6, 3));
        let later = SessionForm { held_on: "2015-06-03", ..session("seminar") };
        let later = Record { unit: "A", round: Some(round), form: later };
        let second = record_seminar(&register.context(&officer), &later).unwrap();
        hand_in(two, second).unwrap();
        assert!(show_sheet(&register.context(&assessor), other).is_ok());
        let asked = show_assessors(&register.context(&office), None).unwrap().found.unwrap();
        let own = asked.assessors.iter().find(|one| one.id == who).unwrap();
        assert_eq!((own.sheets.len(), own.twice().value(), asked.agreement.twice), (2, 1, 1));
    });
}
