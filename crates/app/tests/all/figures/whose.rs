//! Whose rounds are counted where nobody is named, who owes a plan, and what is refused because it is not there.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    figures::{
        figure_show::{Asked, Shown, show_figure, show_figures},
        report_show::{self, Report, report},
    },
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
    sessions::{
        seminar_change::{Correct, correct_seminar},
        seminar_record::{Record, record_seminar},
    },
    units::unit_import::import_units,
};
use earnest_model::{
    Date,
    actor::Role,
    figures::{
        figure_name::{FigureName, Of},
        origin::Origin,
        scope::OfProgramme,
    },
    id::{ProgrammeId, RoundId, SeminarId},
    sessions::seminar::SessionForm,
};
use earnest_store::UnitMark;
use earnest_testkit::{
    OPERATOR,
    assessment::{review_all_plans, standard},
    register::{Register, on_both_engines, tiers},
};

fn shown(register: &Register, asked: Asked<'_>) -> Shown {
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 10_000).unwrap();
    assert_eq!(shown.figure.value(), shown.records.len() as u64, "{asked:?}");
    shown
}

fn due(register: &Register, unit: &str) -> u64 {
    shown(register, Asked { unit: Some(unit), ..Asked::of(FigureName::PlansDue) }).figure.value()
}

fn later(register: &Register, days: i64) -> Date {
    register.today.set(register.today.get().saturating_add(jiff::Span::new().days(days)));
    register.today.get()
}

/// A programme of a unit with rounds that are planned, and the standard by which they will run.
fn programme(register: &Register, organiser: &str, rounds: i32) -> (ProgrammeId, Vec<RoundId>) {
    let office = register.actor(Role::Office, organiser);
    let context = register.context(&office);
    let day = register.today.get();
    // A round opens as long as its plans can still be there in time.
    let due = day.saturating_add(jiff::Span::new().days(30));
    let round = |number| PlanRound { number, topic: "topic", opens_on: day, plans_due_on: due, ends_on: due };
    let rounds = (1..=rounds).map(round).collect();
    let set_up = SetUp { organiser, key: "test", title: "programme", goal: "goal", rounds };
    let made = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, organiser, &standard()).unwrap();
    made
}

fn open(register: &Register, organiser: &str, round: RoundId) {
    advance_round(&register.context(&register.actor(Role::Office, organiser)), round).unwrap();
}

fn of(report: &Report, name: FigureName) -> u64 {
    let lines = report.sections.iter().flat_map(|section| &section.lines);
    lines.filter(|line| line.figure.name() == name).map(|line| line.figure.value()).sum()
}

#[test]
fn where_nobody_is_named_the_organiser_is_whose_programme_the_unit_is_in_on_every_way() {
    on_both_engines(|register| {
        let (_, rounds) = programme(register, "P", 1);
        open(register, "P", rounds[0]);
        review_all_plans(register, rounds[0]);
        let before = register.today.get();
        later(register, 3);
        let (_, own) = programme(register, "A", 1);
        open(register, "A", own[0]);
        let context = register.context(&OPERATOR);
        for (unit, day, organiser) in [
            ("P", None, "P"),
            ("B", None, "P"),
            ("B1", None, "P"),
            ("A", None, "A"),
            ("A1", None, "A"),
            ("A", Some(before), "P"),
        ] {
            let wanted = report_show::Wanted { unit: Some(unit), as_of: day, ..Default::default() };
            let told = report(&context, wanted).unwrap();
            assert_eq!(told.organiser, organiser, "report of {unit} on {day:?}");
            let all = Asked { unit: Some(unit), as_of: day, ..Asked::of(FigureName::Units) };
            let all = show_figures(&context, all).unwrap();
            for figure in &all.figures {
                let name = figure.name();
                let one = shown(
                    register,
                    Asked { name, ..Asked { unit: Some(unit), as_of: day, ..Asked::of(name) } },
                );
                assert_eq!(&one.figure, figure, "{name:?} of {unit} alone and among all");
                let named = (name.of() != Of::Place).then_some(organiser);
                assert_eq!(one.organiser.as_deref(), named, "{name:?} of {unit} on {day:?}");
                if name.of() != Of::Place && name != FigureName::PlacesVisited {
                    let told = of(&told, name);
                    let reported = told == figure.value() || !in_report(name);
                    assert!(reported, "{name:?} of {unit}: report {told}, figure {}", figure.value());
                }
            }
        }
        assert_eq!((due(register, "B"), due(register, "B1"), due(register, "A")), (1, 0, 9));
    });
}

/// Whether the report has a line of the figure.
fn in_report(name: FigureName) -> bool {
    use FigureName as N;
    !matches!(name, N::PlansSubmitted | N::ObservationSheets | N::SpotChecksReplaced | N::SpotChecksVoid)
}

#[test]
fn plans_are_owed_by_the_units_of_the_rounds_that_have_opened_and_by_nobody_else() {
    on_both_engines(|register| {
        assert_eq!((due(register, "P"), due(register, "A")), (0, 0), "nobody has a programme");
        let before = register.today.get();
        later(register, 2);
        let (_, rounds) = programme(register, "P", 2);
        assert_eq!(due(register, "P"), 0, "set up, and nothing opened");
        open(register, "P", rounds[0]);
        let of_round = |number, as_of| {
            let asked =
                Asked { unit: Some("P"), round: Some(number), as_of, ..Asked::of(FigureName::PlansDue) };
            shown(register, asked).figure.value()
        };
        assert_eq!((due(register, "P"), of_round(1, None), of_round(2, None)), (8, 8, 0));
        assert_eq!(
            (due(register, "A"), due(register, "A1")),
            (1, 0),
            "a unit owes its own plan, and no other"
        );
        assert_eq!((of_round(1, Some(before)), of_round(2, Some(before))), (0, 0), "before it was set up");
        let opened = register.today.get();
        later(register, 5);
        let more = "code,name,parent_code,tier,class\nL,late,P,prefecture,prefecture\n";
        import_units(&register.context(&OPERATOR), more.as_bytes(), &tiers(), UnitMark::default()).unwrap();
        assert_eq!(
            (of_round(1, None), of_round(1, Some(opened))),
            (8, 8),
            "it came after the round had opened"
        );
        open(register, "P", rounds[1]);
        assert_eq!((of_round(1, None), of_round(2, None), due(register, "P")), (8, 9, 9));
        assert_eq!((of_round(2, Some(opened)), due(register, "L")), (0, 1));
    });
}

#[test]
fn a_round_a_programme_or_a_source_that_the_organiser_does_not_have_is_refused_by_name() {
    on_both_engines(|register| {
        let (ours, rounds) = programme(register, "P", 2);
        open(register, "P", rounds[0]);
        let (theirs, _) = programme(register, "A", 1);
        let context = register.context(&OPERATOR);
        let refused = |asked: Asked<'_>| match show_figure(&context, asked, None, 0) {
            Err(AppError::Form(errors)) => errors.iter().next().map(|(field, _)| field.to_owned()),
            _ => None,
        };
        let checks = Asked { unit: Some("P"), ..Asked::of(FigureName::SpotChecks) };
        let of_nobody = [Origin::parse("round-7").unwrap()];
        for (asked, field) in [
            (Asked { round: Some(9), ..checks }, "round"),
            (Asked { round: Some(0), ..checks }, "round"),
            (Asked { round: Some(2), unit: Some("A"), ..checks }, "round"),
            (Asked { programme: Some(OfProgramme::This(ProgrammeId(99))), ..checks }, "programme"),
            (
                Asked { programme: Some(OfProgramme::This(theirs)), organiser: Some("P"), ..checks },
                "programme",
            ),
            (Asked { programme: Some(OfProgramme::This(ours)), organiser: Some("A"), ..checks }, "programme"),
            (Asked { name: FigureName::TeamProblems, sources: &of_nobody, ..checks }, "source"),
        ] {
            assert_eq!(refused(asked).as_deref(), Some(field), "{asked:?}");
            assert!(matches!(show_figures(&context, asked), Err(AppError::Form(_))), "{asked:?} among all");
        }
        assert_eq!(
            refused(Asked { round: Some(2), programme: Some(OfProgramme::This(ours)), ..checks }),
            None
        );
        assert_eq!(
            refused(Asked { programme: Some(OfProgramme::This(theirs)), organiser: Some("A"), ..checks }),
            None
        );
        let named =
            show_figure(&context, Asked { programme: Some(OfProgramme::This(theirs)), ..checks }, None, 0)
                .unwrap();
        assert_eq!(named.organiser.as_deref(), Some("A"), "a programme names its organiser");
    });
}

#[test]
fn all_that_a_request_reads_is_read_as_of_one_moment() {
    on_both_engines(|register| {
        let units = || {
            let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::Units) };
            show_figure(&register.context(&OPERATOR), asked, None, 0).unwrap().figure.value()
        };
        let more = "code,name,parent_code,tier,class\nL,late,P,prefecture,prefecture\n";
        let before = units();
        register.store.at_once(|| {
            assert_eq!(units(), before);
            import_units(&register.context(&OPERATOR), more.as_bytes(), &tiers(), UnitMark::default())
                .unwrap();
            assert_eq!(units(), before, "what others write meanwhile is not seen");
        });
        assert_eq!(units(), before + 1, "and afterwards it is");
    });
}

#[test]
fn a_programme_of_which_nothing_has_opened_takes_no_figure_from_the_one_that_runs() {
    on_both_engines(|register| {
        let (runs, rounds) = programme(register, "P", 1);
        open(register, "P", rounds[0]);
        later(register, 1);
        let day = register.today.get();
        let round = PlanRound { number: 1, topic: "next", opens_on: day, plans_due_on: day, ends_on: day };
        let set_up =
            SetUp { organiser: "P", key: "test", title: "the next", goal: "goal", rounds: vec![round] };
        let office = register.actor(Role::Office, "P");
        let (next, planned) = set_up_programme(&register.context(&office), &set_up).unwrap();
        let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::PlansDue) };
        let of = || shown(register, asked).figure.scope().programme;
        assert_eq!(
            (of(), due(register, "P")),
            (OfProgramme::This(runs), 8),
            "what is planned counts nothing yet"
        );
        open(register, "P", planned[0]);
        assert_eq!(of(), OfProgramme::This(runs), "a round of the one that runs is still under way");
        let asked = Asked { programme: Some(OfProgramme::This(next)), ..asked };
        assert_eq!(shown(register, asked).figure.scope().programme, OfProgramme::This(next));
    });
}

/// A lecture of no round.
fn lecture(held_on: &str) -> SessionForm<'_> {
    SessionForm {
        kind: "lecture",
        held_on,
        minutes: "90",
        present: "9",
        expected: "9",
        ..SessionForm::default()
    }
}

fn lectured(register: &Register, unit: &str, held_on: &str) -> SeminarId {
    let officer = register.actor(Role::UnitOfficer, unit);
    let record = Record { unit, round: None, form: lecture(held_on) };
    record_seminar(&register.context(&officer), &record).unwrap()
}

#[test]
fn a_session_of_no_round_counts_for_the_nearest_organiser_of_the_day_and_goes_on_doing_so() {
    on_both_engines(|register| {
        let lectures = |unit, organiser, as_of| {
            let asked = Asked { unit: Some(unit), organiser, as_of, ..Asked::of(FigureName::LecturesHeld) };
            shown(register, asked).figure.value()
        };
        lectured(register, "A1", "2015-06-01");
        assert_eq!(lectures("P", None, None), 1, "where nobody organises, whoever stands above counts it");
        programme(register, "P", 1);
        lectured(register, "B", "2015-06-01");
        let first = lectured(register, "A1", "2015-05-31");
        let before = register.today.get();
        assert_eq!((lectures("P", None, None), lectures("A", None, None)), (3, 2));
        later(register, 3);
        programme(register, "A", 1);
        lectured(register, "A1", "2015-06-03");
        assert_eq!(lectures("P", Some("P"), None), 3, "what A organises is another figure");
        assert_eq!(lectures("A", Some("P"), None), 2, "what was P's stays P's");
        assert_eq!(lectures("A", Some("A"), None), 2, "the one of nobody, and its own");
        assert_eq!(lectures("P", None, Some(before)), 3);
        let officer = register.actor(Role::UnitOfficer, "A1");
        let form = SessionForm { minutes: "60", ..lecture("2015-05-31") };
        let correct = Correct { round: None, form, reason: "it ended an hour later", despite: false };
        correct_seminar(&register.context(&officer), first, &correct).unwrap();
        assert_eq!((lectures("P", Some("P"), None), lectures("A", Some("A"), None)), (3, 2), "corrected");
        assert_eq!(lectures("P", None, Some(before)), 3, "and on the day before");
    });
}
