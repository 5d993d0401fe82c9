//! What a figure is asked: whose rounds, which programme, from where, of which class and day; and that nothing else slips in.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    circulars::{circular_draft_show::propose_circular, circular_show::show_circular},
    draws::{draw_freeze::Freeze, draw_replace::replace_check, draw_show::show_draw},
    figures::{
        board_show::{self, show_board},
        figure_show::{Asked, show_figure, show_figures},
        report_show::{self, report},
    },
    ledger::findings::{
        findings_sign::sign_findings,
        problem_correct::correct_problem,
        problems_report::{FindingsList, report_problems},
    },
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        round_show::show_round,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    figures::{figure_name::FigureName, origin::Origin, scope::OfProgramme},
    id::{DrawId, ProblemId, RoundId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, rated, review_all_plans, standard},
    circulars::publish_checked,
    register::{Register, TODAY, on_both_engines},
    unhindered::{freeze_frame, run_draw},
};

const SEED: &str = "01382438112797316654";

fn value(register: &Register, asked: Asked<'_>) -> u64 {
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 10_000).unwrap();
    assert_eq!(shown.figure.value(), shown.records.len() as u64, "{asked:?}");
    shown.figure.value()
}

fn of_p(name: FigureName) -> Asked<'static> {
    Asked { unit: Some("P"), ..Asked::of(name) }
}

fn later(register: &Register, days: i64) {
    register.today.set(register.today.get().saturating_add(jiff::Span::new().days(days)));
}

fn draw(register: &Register, office: &Actor, round: RoundId, classes: &[&str]) -> DrawId {
    let classes: Vec<_> = classes.iter().map(|class| (*class).to_owned()).collect();
    let context = register.context(office);
    let id = freeze_frame(&context, &Freeze { round, rate: "40%", classes: &classes }).unwrap();
    // Digits are used once; the first draw has those that results are known of.
    let digits = if id.0 == 1 { SEED.to_owned() } else { format!("{SEED}{id}") };
    run_draw(&context, id, &digits).unwrap();
    id
}

/// A programme of a unit with one open round.
fn own_round(register: &Register, organiser: &str) -> (Actor, RoundId) {
    let office = register.actor(Role::Office, organiser);
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "own topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser, key: "test", title: "own programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, organiser, &standard()).unwrap();
    advance_round(&context, rounds[0]).unwrap();
    (office, rounds[0])
}

#[test]
fn what_lower_tiers_draw_in_their_own_rounds_is_another_figure() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        draw(register, &office, round, &["county"]);
        let before = value(register, of_p(FigureName::SpotChecks));
        let (city, own) = own_round(register, "A");
        draw(register, &city, own, &["county"]);
        for name in [FigureName::SpotChecks, FigureName::UnitsSpotChecked] {
            assert_eq!(value(register, of_p(name)), before, "{name:?}");
            assert_eq!(
                value(register, Asked { round: Some(1), ..of_p(name) }),
                before,
                "{name:?} of round 1"
            );
        }
        let theirs = Asked { unit: Some("A"), ..Asked::of(FigureName::SpotChecks) };
        let ours = Asked { organiser: Some("P"), ..theirs };
        assert_eq!(value(register, theirs), 3, "two fifths of six counties");
        assert_ne!(
            value(register, ours),
            value(register, Asked { organiser: Some("A"), ..of_p(FigureName::Units) }.as_taken())
        );
        let board = show_board(&register.context(&office), board_show::Wanted::default()).unwrap();
        let cells = board.cells.iter().filter(|cell| cell.name() == FigureName::SpotChecks);
        assert_eq!(cells.map(|cell| cell.value()).sum::<u64>(), before, "the board too");
        let organiser = board_show::Wanted { organiser: Some("A"), unit: Some("A"), ..Default::default() };
        let board = show_board(&register.context(&office), organiser).unwrap();
        assert_eq!(board.organiser(), "A");
    });
}

#[test]
fn round_one_of_this_year_never_sees_round_one_of_last_year() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        draw(register, &office, round, &["county"]);
        let asked = |name| Asked { round: Some(1), ..of_p(name) };
        let checks = value(register, asked(FigureName::SpotChecks));
        assert!(checks > 0);
        let first = show_figure(&register.context(&office), asked(FigureName::SpotChecks), None, 0).unwrap();
        let first = first.figure.scope().programme;
        later(register, 300);
        let day = register.today.get();
        let (_, next) = own_round(register, "P");
        let this_years = show_round(&register.context(&office), next).unwrap().round.programme;
        for name in [FigureName::SpotChecks, FigureName::PlansApproved, FigureName::PlansSubmitted] {
            let of_next = Some(OfProgramme::This(this_years));
            assert_eq!(value(register, Asked { programme: of_next, ..asked(name) }), 0, "{name:?}");
            assert!(
                value(register, Asked { programme: Some(first), ..asked(name) }) > 0,
                "{name:?} of last year"
            );
            let before = day.yesterday().unwrap();
            assert!(
                value(register, Asked { as_of: Some(before), ..asked(name) }) > 0,
                "{name:?} the day before"
            );
        }
        let gates = show_round(&register.context(&office), next).unwrap().gates.unwrap().0;
        assert_eq!((gates.plans_approved, gates.units_rated), (0, 0));
    });
}

#[test]
fn a_past_day_is_told_as_it_was() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let asked = |name, as_of: Date| Asked { as_of: Some(as_of), ..of_p(name) };
        later(register, 9);
        review_all_plans(register, round);
        let id = draw(register, &office, round, &["county"]);
        let names = [
            FigureName::SpotChecks,
            FigureName::PlansSubmitted,
            FigureName::PlansReviewed,
            FigureName::PlansApproved,
        ];
        for name in names {
            assert_eq!(value(register, asked(name, TODAY)), 0, "{name:?} of the first day");
            assert!(value(register, of_p(name)) > 0, "{name:?} of today");
        }
        let drawn = register.today.get();
        let checks = value(register, of_p(FigureName::SpotChecks));
        later(register, 3);
        let shown = show_draw(&register.context(&office), id).unwrap();
        replace_check(&register.context(&office), shown.classes[0].units[0].id, "flooded in June").unwrap();
        assert_eq!(value(register, asked(FigureName::SpotChecksReplaced, drawn)), 0);
        assert_eq!(value(register, of_p(FigureName::SpotChecksReplaced)), 1);
        assert_eq!(value(register, of_p(FigureName::SpotChecksVoid)), 0, "replaced is not void");
        let keys = |as_of| {
            let shown =
                show_figure(&register.context(&office), asked(FigureName::SpotChecks, as_of), None, 99);
            shown.unwrap().records.iter().map(|record| record.id).collect::<Vec<_>>()
        };
        assert_eq!((keys(drawn).len() as u64, keys(register.today.get()).len() as u64), (checks, checks));
        assert_ne!(
            keys(drawn),
            keys(register.today.get()),
            "the one that was drawn then, the one in its place now"
        );
        let told = report(
            &register.context(&office),
            report_show::Wanted { unit: Some("P"), as_of: Some(TODAY), ..report_show::Wanted::default() },
        )
        .unwrap();
        let of = |name| {
            let lines = told.sections.iter().flat_map(|section| &section.lines);
            lines.filter(|line| line.figure.name() == name).map(|line| line.figure.value()).sum::<u64>()
        };
        assert_eq!((told.as_of, of(FigureName::SpotChecks), of(FigureName::PlansApproved)), (TODAY, 0, 0));
    });
}

#[test]
fn who_may_see_a_figure_is_decided_for_today_whatever_day_is_counted() {
    on_both_engines(|register| {
        let past = TODAY;
        later(register, 30);
        let form = |from: &'static str, until: &'static str| earnest_app::people::account_change::PostForm {
            role: "office",
            unit: "A",
            from,
            until,
        };
        let (new, gone) = (register.actor(Role::Auditor, "B"), register.actor(Role::Auditor, "B"));
        let operator = register.context(&OPERATOR);
        let give = |who: &Actor, from, until| {
            earnest_app::people::account_change::give_post(
                &operator,
                who.account().unwrap(),
                &form(from, until),
            )
            .unwrap();
        };
        give(&new, "2015-06-20", "");
        give(&gone, "2015-05-01", "2015-06-20");
        let again = |who: &Actor| {
            let mut snapshot = register.store.snapshot().unwrap();
            snapshot.reader().actor(who.account().unwrap()).unwrap().unwrap()
        };
        let asked = Asked { unit: Some("A"), as_of: Some(past), ..Asked::of(FigureName::Units) };
        let (new, gone) = (again(&new), again(&gone));
        assert_eq!(show_figure(&register.context(&new), asked, None, 0).unwrap().figure.trace().day, past);
        assert!(matches!(show_figure(&register.context(&gone), asked, None, 0), Err(AppError::Denied(_))));
    });
}

#[test]
fn what_a_figure_does_not_take_is_refused_and_never_passed_over() {
    on_both_engines(|register| {
        open_round(register);
        let context = register.context(&OPERATOR);
        let refused = |asked: Asked<'_>| match show_figure(&context, asked, None, 0) {
            Err(AppError::Form(errors)) => errors.iter().next().map(|(field, _)| field.to_owned()),
            _ => None,
        };
        let lecture = [Origin::parse("lecture").unwrap()];
        for (asked, option) in [
            (Asked { round: Some(1), ..of_p(FigureName::Visits) }, "round"),
            (Asked { organiser: Some("P"), ..of_p(FigureName::Units) }, "organiser"),
            (Asked { sources: &lecture, ..of_p(FigureName::SpotChecks) }, "source"),
            (Asked { since: true, ..of_p(FigureName::PlansReviewed) }, "entered"),
        ] {
            assert_eq!(refused(asked).as_deref(), Some(option));
        }
        let all =
            Asked { round: Some(1), organiser: Some("P"), sources: &lecture, ..of_p(FigureName::Units) };
        assert_eq!(show_figures(&context, all).unwrap().figures.len(), FigureName::ALL.len());
        let hidden = Asked { unit: Some("A"), organiser: Some("B"), ..Asked::of(FigureName::SpotChecks) };
        assert!(matches!(show_figure(&context, hidden, None, 0), Err(AppError::NotFound)));
    });
}

fn problem<'a>(source: &'a str, found_on: &'a str) -> ProblemForm<'a> {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "nobody knows the conditions",
        instance: "in May nobody knew",
        source,
        found_on,
        customary: CustomaryForm::default(),
        measures: vec![measure],
    }
}

fn found(register: &Register, round: Option<RoundId>, form: ProblemForm<'_>) -> ProblemId {
    let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
    let list = FindingsList { unit: "A", round, problems: vec![form], aspects: &["conduct".to_owned()] };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    sign_findings(&register.context(&head), "A", &ids).unwrap();
    ids[0]
}

#[test]
fn lecture_and_round_one_stay_one_figure_when_problems_of_other_rounds_come() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let plan = |number| PlanRound {
            number,
            topic: "topic",
            opens_on: TODAY,
            plans_due_on: TODAY,
            ends_on: TODAY,
        };
        let rounds = vec![plan(1), plan(2)];
        let set_up = SetUp { organiser: "P", key: "test", title: "programme", goal: "goal", rounds };
        let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
        found(register, None, problem("lecture", "2015-06-01"));
        let lecture = [Origin::parse("lecture").unwrap(), Origin::parse("round-1").unwrap()];
        let before = Asked { sources: &lecture, ..of_p(FigureName::TeamProblems) };
        assert_eq!(value(register, before), 1, "before its first round opens it is the programme's, too");
        publish_standard(&context, "P", &standard()).unwrap();
        for round in &rounds {
            advance_round(&context, *round).unwrap();
        }
        found(register, Some(rounds[0]), problem("seminar", "2015-06-01"));
        found(register, None, problem("self-examination", "2015-06-01"));
        let sources = [Origin::parse("lecture").unwrap(), Origin::parse("round-1").unwrap()];
        let asked = |name| Asked { sources: &sources, ..of_p(name) };
        assert_eq!(value(register, asked(FigureName::TeamProblems)), 2);
        found(register, Some(rounds[1]), problem("seminar", "2015-06-01"));
        assert_eq!(value(register, asked(FigureName::TeamProblems)), 2, "round 2 is another source");
        assert_eq!(value(register, asked(FigureName::TeamMeasures)), 2);
        assert_eq!(value(register, of_p(FigureName::TeamProblems)), 4);
        assert_eq!(value(register, Asked { round: Some(2), ..of_p(FigureName::TeamProblems) }), 1);
    });
}

#[test]
fn what_was_entered_later_for_an_earlier_day_is_told_apart() {
    on_both_engines(|register| {
        later(register, 5);
        let day = register.today.get();
        found(register, None, problem("lecture", "2015-06-02"));
        later(register, 5);
        found(register, None, problem("lecture", "2015-06-03"));
        let asked = |as_of, since| Asked { as_of, since, ..of_p(FigureName::TeamProblems) };
        assert_eq!(value(register, asked(Some(day), false)), 1, "what was said then");
        assert_eq!(value(register, asked(Some(day), true)), 1, "what came since for days up to it");
        assert_eq!(value(register, asked(None, false)), 2);
        let shown = show_figure(&register.context(&OPERATOR), asked(Some(day), false), None, 0).unwrap();
        assert_eq!(shown.since.map(|since| since.value()), Some(1), "beside it");
    });
}

#[test]
fn a_correction_alone_takes_nothing_out_of_the_sums() {
    on_both_engines(|register| {
        let id = found(register, None, problem("lecture", "2015-06-01"));
        later(register, 40);
        assert_eq!(value(register, of_p(FigureName::MeasuresOverdue)), 1);
        let officer = register.actor(Role::UnitOfficer, "A");
        let aspects = ["conduct".to_owned(), "order".to_owned()];
        let form = ProblemForm { aspect: "order", ..problem("lecture", "2015-06-01") };
        correct_problem(&register.context(&officer), id, &form, &aspects).unwrap();
        for name in [FigureName::TeamProblems, FigureName::TeamMeasures, FigureName::MeasuresOverdue] {
            assert_eq!(value(register, of_p(name)), 1, "{name:?}");
        }
    });
}

#[test]
fn the_office_sees_what_was_corrected_after_a_measure_was_overdue_and_the_signed_one_stands_meanwhile() {
    on_both_engines(|register| {
        let id = found(register, None, problem("lecture", "2015-06-01"));
        let officer = register.actor(Role::UnitOfficer, "A");
        let aspects = ["conduct".to_owned(), "order".to_owned()];
        let changed = || value(register, of_p(FigureName::ProblemsChangedOverdue));
        correct_problem(&register.context(&officer), id, &problem("lecture", "2015-06-01"), &aspects)
            .unwrap();
        assert_eq!(changed(), 0, "in time anybody may put a word right");
        let head = register.actor(Role::UnitHead, "A");
        sign_findings(&register.context(&head), "A", &[id]).unwrap();
        later(register, 40);
        let day = register.today.get();
        let form = ProblemForm { aspect: "order", ..problem("lecture", "2015-06-01") };
        correct_problem(&register.context(&officer), id, &form, &aspects).unwrap();
        assert_eq!(changed(), 1);
        sign_findings(&register.context(&head), "A", &[id]).unwrap();
        assert_eq!(changed(), 1, "the signature does not undo that it was so");
        let asked = Asked { unit: Some("A"), ..Asked::of(FigureName::ProblemsChangedOverdue) };
        let shown = show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap();
        assert_eq!(shown.records.iter().map(|record| record.id).collect::<Vec<_>>(), [id.0]);
        let before = Asked { as_of: Some(day.yesterday().unwrap()), ..asked };
        assert_eq!(value(register, before), 0, "what is said of a past day is what was so then");
    });
}

#[test]
fn the_published_circular_counts_as_its_draft_and_a_replaced_check_once() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let before = value(register, of_p(FigureName::SpotChecks));
        let draws = earnest_app::draws::draw_show::list_draws(&register.context(&office), None, 9).unwrap();
        let shown = show_draw(&register.context(&office), draws.draws[0].id).unwrap();
        let open =
            shown.classes.iter().flat_map(|class| &class.units).find(|unit| unit.state.key() == "drawn");
        replace_check(&register.context(&office), open.unwrap().id, "flooded in June").unwrap();
        assert_eq!(value(register, of_p(FigureName::SpotChecks)), before);
        let proposed = propose_circular(&register.context(&office), round).unwrap();
        let fact = |name| proposed.facts.iter().find(|fact| fact.name() == name).unwrap().value();
        let form = CircularForm {
            title: "circular",
            recipients: "all",
            grounds: "the programme",
            ..CircularForm::default()
        };
        let id = publish_checked(register, &office, round, &form);
        let body = show_circular(&register.context(&office), id).unwrap().circular.body;
        assert_eq!(body.plans, (fact(FigureName::PlansDue), fact(FigureName::PlansApproved)));
        assert_eq!(body.observed, fact(FigureName::UnitsObserved));
        let drawn: u64 = body.classes.iter().map(|class| class.drawn).sum();
        let assessed: u64 = body.classes.iter().map(|class| class.assessed).sum();
        assert_eq!(drawn, fact(FigureName::SpotChecks), "the replaced one counts once");
        assert_eq!(assessed, fact(FigureName::SpotChecksAssessed));
        let gates = show_round(&register.context(&office), round).unwrap().gates.unwrap().0;
        assert_eq!((gates.plans_due, gates.plans_approved), body.plans, "the gate counts the same");
    });
}

#[test]
fn a_returned_plan_is_reviewed_and_not_approved() {
    on_both_engines(|register| {
        use earnest_app::plans::plan_review::{ReviewForm, review_plan};
        use earnest_model::plans::plan::PlanForm;
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        let plan =
            earnest_testkit::plans::submit_signed(register, &officer, (round, "A"), form, &[]).unwrap();
        let checklist = ["theme".to_owned()];
        let review = ReviewForm {
            plan,
            outcome: "return",
            missing: vec!["theme"],
            remarks: "the theme is not that of the round",
            checklist: &checklist,
        };
        let assessor = register.actor(Role::Assessor, "P");
        review_plan(&register.context(&assessor), &review).unwrap();
        assert_eq!(value(register, of_p(FigureName::PlansReviewed)), 1);
        assert_eq!(value(register, of_p(FigureName::PlansApproved)), 0);
    });
}
