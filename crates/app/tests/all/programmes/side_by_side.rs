//! Two programmes of two packs at one organiser, and next year's after this year's: no figure of one sees records of the other.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::{
    LedgerFilter,
    desk::desk_show::{OwedKind, desk},
    figures::{
        board_show::{Wanted, show_board},
        figure_show::{Asked, show_figure},
        report_show,
    },
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problems_ask::ask_problems,
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::show_ledger,
    },
    programmes::{
        body_name::{Name, name_body},
        programme_ask::{ProgrammeWanted, ask_programme},
        programme_begin::{Begin, begin_programme},
        programme_show::show_programme,
        round_show::show_round,
        rounds_list::list_rounds,
        rounds_name::programmes_before,
        standard_publish::publish_standard,
    },
    units::{pack_add::add_pack, register_load::load_register},
};
use earnest_model::{
    actor::{Actor, Role},
    figures::{figure_name::FigureName, origin::Origin, scope::OfProgramme},
    id::{ProgrammeId, RoundId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    plans::plan::PlanForm,
    programmes::{
        bodies::BodyForm,
        programme::{CalendarForm, ProgrammeForm, RoundForm},
        rhythm::PaceForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    assessment::standard,
    pack::{beside, founded, shipped},
    plans::submit_signed,
    refused::refused,
    register::{Register, on_both_engines},
    unhindered::advance_round,
};

const FIRST: &str = "study-and-rectification";
const SECOND: &str = "beside";

fn form(title: &str) -> ProgrammeForm<'_> {
    let calendar = CalendarForm { opens_on: "2015-06-01", plans_due_on: "2015-06-20", ends_on: "2015-08-31" };
    let round = |topic| RoundForm { topic, calendar };
    ProgrammeForm { title, goal: "goal", rounds: vec![round("one"), round("two")] }
}

fn begin(register: &Register, office: &Actor, key: &str) -> earnest_app::Result<ProgrammeId> {
    let begin = Begin { organiser: "P", key, form: form(key), ..Begin::default() };
    begin_programme(&register.context(office), &begin)
}

fn first_round(register: &Register, office: &Actor, id: ProgrammeId) -> RoundId {
    show_programme(&register.context(office), id).unwrap().rounds[0].id
}

/// Two programmes of P, one by each pack, both with an open first round.
pub(super) fn two(register: &Register) -> (Actor, [(ProgrammeId, RoundId); 2]) {
    founded(register);
    let administrator = register.actor(Role::Administrator, "P");
    add_pack(&register.context(&administrator), &beside()).unwrap();
    let office = register.actor(Role::Office, "P");
    let opened = [FIRST, SECOND].map(|key| {
        let id = begin(register, &office, key).unwrap();
        let own = office.clone().in_programme(Some(id));
        publish_standard(&register.context(&own), "P", &standard()).unwrap();
        let round = first_round(register, &office, id);
        advance_round(&register.context(&office), round).unwrap();
        (id, round)
    });
    (office, opened)
}

#[test]
fn a_second_programme_of_another_pack_runs_beside_the_first_and_no_figure_of_one_sees_the_other() {
    on_both_engines(|register| {
        let (office, [(first, of_first), (second, of_second)]) = two(register);
        let context = register.context(&office);
        assert_eq!(
            refused(begin(register, &office, SECOND)),
            "error-programme-running",
            "one of a pack at a time"
        );
        assert_eq!(refused(begin(register, &office, "elsewhere")), "error-programme-pack");
        let officer = register.actor(Role::UnitOfficer, "A");
        let plan = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        submit_signed(register, &officer, (of_first, "A"), plan, &[]).unwrap();
        let owed = desk(&register.context(&officer)).unwrap();
        let plans: Vec<i64> = owed
            .iter()
            .filter(|pile| pile.kind == OwedKind::Plan)
            .flat_map(|pile| pile.first.iter().map(|owed| owed.id))
            .collect();
        assert_eq!(plans, [of_second.0], "of the first it is handed in");
        let figure = |programme, name| {
            let asked = Asked {
                unit: Some("P"),
                organiser: Some("P"),
                programme: Some(OfProgramme::This(programme)),
                ..Asked::of(name)
            };
            show_figure(&context, asked, None, 1).unwrap().figure.value()
        };
        assert_eq!((figure(first, FigureName::PlansDue), figure(second, FigureName::PlansDue)), (8, 8));
        let submitted = FigureName::PlansSubmitted;
        assert_eq!((figure(first, submitted), figure(second, submitted)), (1, 0));
        // Without a word it is the programme in which one is; of neither chosen, the one at hand.
        for (chosen, shown) in [(Some(first), first), (Some(second), second), (None, first)] {
            let reader = office.clone().in_programme(chosen);
            let wanted = Wanted { unit: Some("P"), ..Wanted::default() };
            let board = show_board(&register.context(&reader), wanted).unwrap();
            assert_eq!(board.whose.programme.map(|programme| programme.id), Some(shown));
            assert!(board.rounds.iter().all(|round| round.programme == shown));
            let listed = list_rounds(&register.context(&reader)).unwrap().programme;
            assert_eq!(listed.map(|programme| programme.id), Some(shown));
        }
        // What is chosen opens nothing: it stands for what is asked without a word, and no more.
        let stranger = register.actor(Role::UnitOfficer, "A1").in_programme(Some(second));
        assert_eq!(refused(begin(register, &stranger, FIRST)), "denied");
    });
}

#[test]
fn each_programme_goes_by_its_own_standard_and_speaks_its_own_words() {
    on_both_engines(|register| {
        founded(register);
        let administrator = register.actor(Role::Administrator, "P");
        add_pack(&register.context(&administrator), &beside()).unwrap();
        let office = register.actor(Role::Office, "P");
        let first = begin(register, &office, FIRST).unwrap();
        publish_standard(&register.context(&office), "P", &standard()).unwrap();
        let second = begin(register, &office, SECOND).unwrap();
        let context = register.context(&office);
        assert!(show_programme(&context, first).unwrap().standard.is_some());
        assert!(
            show_programme(&context, second).unwrap().standard.is_none(),
            "another pack asks something else"
        );
        let planned = first_round(register, &office, second);
        let gates = show_round(&context, planned).unwrap().gates.unwrap().0;
        assert!(!gates.standard_published, "it opens by a standard of its own");
        let loaded = load_register(&register.store, None).unwrap().unwrap();
        let today = register.today.get();
        let read = |actor: &Actor| loaded.of_reader(actor, today).map(|loaded| loaded.stored.key);
        assert_eq!(read(&office).as_deref(), Some(SECOND), "the newest that runs");
        assert_eq!(read(&office.clone().in_programme(Some(first))), None, "the one in use");
        let mine = loaded.programmes_of_reader(&office, today);
        assert_eq!(mine.iter().map(|one| one.programme).collect::<Vec<_>>(), [second, first]);
        let home = office.holdings(today).next().unwrap().span;
        let page = |id| loaded.of_programme(home, id).map(|loaded| loaded.stored.key);
        assert_eq!((page(first).as_deref(), page(second).as_deref()), (Some(FIRST), Some(SECOND)));
        let own = loaded.of_programme(home, second).unwrap().pack;
        assert!(own.aspects.iter().all(|aspect| aspect.key.starts_with("b-")));
        assert_eq!(own.aspect_name("self-cultivation", "en"), "Self-cultivation", "met on its pages");
        assert_eq!(loaded.pack.aspect_name("b-self-cultivation", "en"), "Clean hands");
    });
}

fn report(register: &Register, round: impl Into<Option<RoundId>>, aspect: &str, body: &str) {
    let officer = register.actor(Role::UnitOfficer, "A");
    let aspects: Vec<String> = [aspect.to_owned()].to_vec();
    let found_on = register.today.get().to_string();
    let measure = MeasureForm {
        body: "measure",
        owner: "owner",
        deliverable: "deliverable",
        time_class: "by-date",
        due_on: "2015-12-01",
    };
    let problem = ProblemForm {
        level: "team",
        aspect,
        source: "self-examination",
        found_on: &found_on,
        instance: "the May meeting left no list",
        body,
        customary: CustomaryForm::default(),
        measures: vec![measure],
    };
    let list = FindingsList { unit: "A", round: round.into(), problems: vec![problem], aspects: &aspects };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    let head = register.actor(Role::UnitHead, "A");
    sign_findings(&register.context(&head), "A", &ids).unwrap();
}

#[test]
fn a_ledger_is_asked_for_by_programme_and_next_years_shows_what_goes_on_from_this_years() {
    on_both_engines(|register| {
        let (office, [(first, of_first), (second, of_second)]) = two(register);
        let context = register.context(&office);
        report(register, of_first, "self-cultivation", "of the first");
        report(register, of_second, "b-self-cultivation", "of the second");
        let ledger = |id: ProgrammeId| {
            let before = programmes_before(&context, id).unwrap();
            let filter = LedgerFilter { programme: Some((id, before)), limit: 9, ..LedgerFilter::default() };
            let lines = show_ledger(&context, Some("P"), filter).unwrap().lines;
            lines.into_iter().map(|line| line.problem).collect::<Vec<_>>()
        };
        assert_eq!(
            (ledger(first), ledger(second)),
            (vec!["of the first".to_owned()], vec!["of the second".to_owned()])
        );
        let officer = register.actor(Role::UnitOfficer, "A");
        let choices = ask_problems(&register.context(&officer)).unwrap().rounds;
        assert!(
            [of_first, of_second].iter().all(|round| choices.iter().any(|found| found.round.id == *round))
        );
        let body = BodyForm { part: "joining", classes: vec!["county"], from: "2015-06-01", until: "" };
        let classes: Vec<String> = shipped().class_keys().map(str::to_owned).collect();
        name_body(&context, &Name { programme: first, unit: "G1", form: body, classes: &classes }).unwrap();
        let asked =
            ask_programme(&context, ProgrammeWanted { follows: Some(first), ..ProgrammeWanted::default() })
                .unwrap();
        let before = asked.before.unwrap();
        assert_eq!((asked.blocked, before.bodies, before.rounds.len()), (None, 1, 2));
        let next = Begin {
            organiser: "P",
            key: FIRST,
            follows: Some(first),
            form: form("next"),
            ..Begin::default()
        };
        let id = begin_programme(&context, &next).unwrap();
        let view = show_programme(&context, id).unwrap();
        assert_eq!(view.programme.follows, Some(first));
        assert!(view.standard.is_some(), "the standard in force goes on");
        assert_eq!(view.bodies.len(), 1, "whoever took part takes part");
        assert_eq!(show_programme(&context, first).unwrap().after.map(|after| after.id), Some(id));
        assert_eq!(ledger(id), ["of the first"], "what is open goes on");
        assert_eq!(refused(begin_programme(&context, &next)), "error-programme-followed");
        let foreign = Begin { organiser: "A", ..next.clone() };
        let of_a = register.actor(Role::Office, "A");
        assert_eq!(refused(begin_programme(&register.context(&of_a), &foreign)), "not found");
    });
}

#[test]
fn rounds_without_days_have_those_of_the_rhythm() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let round = |topic| RoundForm { topic, calendar: CalendarForm::default() };
        let form = ProgrammeForm { title: "t", goal: "g", rounds: vec![round("one"), round("two")] };
        let begin = Begin { organiser: "P", key: "test", form, ..Begin::default() };
        assert_eq!(refused(begin_programme(&context, &begin)), "error-date");
        let pace = PaceForm { first_day: "2015-07-01", rhythm: "quarter" };
        let id = begin_programme(&context, &Begin { pace, ..begin }).unwrap();
        let days: Vec<String> = show_programme(&context, id)
            .unwrap()
            .rounds
            .iter()
            .map(|round| format!("{} {} {}", round.opens_on, round.plans_due_on, round.ends_on))
            .collect();
        assert_eq!(days, ["2015-07-01 2015-07-31 2015-09-30", "2015-10-01 2015-10-31 2015-12-31"]);
    });
}

/// A figure as it is shown, with exactly its records.
fn counted(register: &Register, asked: Asked<'_>) -> u64 {
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 1_000).unwrap();
    assert_eq!(shown.figure.value(), shown.records.len() as u64, "{asked:?}");
    shown.figure.value()
}

#[test]
fn what_belongs_to_a_programme_is_counted_for_it_alone_and_what_belongs_to_none_is_told_beside() {
    on_both_engines(|register| {
        let (office, [(first, of_first), (second, of_second)]) = two(register);
        report(register, of_first, "self-cultivation", "of the first");
        report(register, of_first, "self-cultivation", "the first again");
        report(register, of_second, "b-self-cultivation", "of the second");
        report(register, None, "self-cultivation", "of none");
        for name in [FigureName::TeamProblems, FigureName::TeamMeasures, FigureName::LedgerMeasures] {
            let all = Asked { unit: Some("P"), ..Asked::of(name) };
            let of = |id| counted(register, Asked { programme: Some(OfProgramme::This(id)), ..all });
            assert_eq!((of(first), of(second)), (2, 1), "{name:?}");
            assert_eq!(
                counted(register, Asked { programme: Some(OfProgramme::None), ..all }),
                1,
                "{name:?} of none"
            );
            let every = Asked { programme: Some(OfProgramme::All), ..all };
            assert_eq!(counted(register, every), 4, "{name:?} of all that there are");
            let unsaid = show_figure(&register.context(&OPERATOR), all, None, 0).unwrap().figure;
            assert_eq!((unsaid.value(), unsaid.scope().programme), (2, OfProgramme::This(first)));
        }
        let refuse = |asked| refused(show_figure(&register.context(&OPERATOR), asked, None, 1));
        let none = Asked {
            unit: Some("P"),
            programme: Some(OfProgramme::None),
            ..Asked::of(FigureName::TeamProblems)
        };
        for asked in [
            Asked { round: Some(1), ..none },
            Asked { sources: &[Origin::Round(1)], ..none },
            Asked { name: FigureName::PlansDue, ..none },
            Asked { name: FigureName::PlansDue, programme: Some(OfProgramme::All), ..none },
        ] {
            assert_eq!(refuse(asked), "error-figure-option");
        }
        let context = register.context(&office);
        for (id, mine) in [(first, 2), (second, 1)] {
            let wanted = Wanted { unit: Some("P"), programme: Some(id), ..Wanted::default() };
            let board = show_board(&context, wanted).unwrap();
            let shown = |name| board.strip.iter().map(|(figure, _)| figure).find(|one| one.name() == name);
            for name in [FigureName::TeamProblems, FigureName::TeamMeasures] {
                let figure = shown(name).unwrap();
                assert_eq!(
                    (figure.value(), figure.scope().programme),
                    (mine, OfProgramme::This(id)),
                    "{name:?}"
                );
            }
            let ledgers = board.cells.iter().filter(|cell| cell.name() == FigureName::LedgerMeasures);
            assert_eq!(ledgers.map(|cell| cell.value()).sum::<u64>(), mine);
            let beside = board.of_none.iter().find(|one| one.name() == FigureName::TeamProblems).unwrap();
            assert_eq!((beside.value(), beside.scope().programme), (1, OfProgramme::None));
            let wanted = report_show::Wanted { unit: Some("P"), programme: Some(id), ..Default::default() };
            let report = report_show::report(&context, wanted).unwrap();
            let lines = report.sections.iter().flat_map(|section| &section.lines);
            let problems = lines.map(|line| &line.figure).find(|one| one.name() == FigureName::TeamProblems);
            assert_eq!(problems.unwrap().value(), mine);
        }
    });
}

#[test]
fn where_one_programme_runs_what_is_of_no_round_is_its_own_and_a_second_one_changes_no_day_before() {
    on_both_engines(|register| {
        founded(register);
        let office = register.actor(Role::Office, "P");
        let id = begin(register, &office, FIRST).unwrap();
        publish_standard(&register.context(&office), "P", &standard()).unwrap();
        let round = first_round(register, &office, id);
        advance_round(&register.context(&office), round).unwrap();
        report(register, round, "self-cultivation", "of the round");
        report(register, None, "self-cultivation", "of none");
        let day = register.today.get();
        let problems = |as_of| {
            let wanted = Wanted { unit: Some("P"), programme: Some(id), as_of, ..Wanted::default() };
            let board = show_board(&register.context(&office), wanted).unwrap();
            let strip = board.strip.iter().map(|(figure, _)| figure);
            let shown = strip.filter(|one| one.name() == FigureName::TeamProblems).map(|one| one.value());
            let beside = board.of_none.iter().filter(|one| one.name() == FigureName::TeamProblems);
            (shown.sum::<u64>(), beside.map(|one| one.value()).sum::<u64>())
        };
        assert_eq!(problems(None), (2, 0));
        let asked = Asked {
            unit: Some("P"),
            programme: Some(OfProgramme::This(id)),
            ..Asked::of(FigureName::TeamProblems)
        };
        let by_source = |sources| counted(register, Asked { sources, ..asked });
        let examined = [Origin::parse("self-examination").unwrap()];
        assert_eq!((by_source(&[]), by_source(&examined)), (2, 2), "one label has one number");
        register.today.set(day.saturating_add(jiff::Span::new().days(2)));
        let administrator = register.actor(Role::Administrator, "P");
        add_pack(&register.context(&administrator), &beside()).unwrap();
        let second = begin(register, &office, SECOND).unwrap();
        let whose =
            || show_board(&register.context(&office), Wanted { unit: Some("P"), ..Wanted::default() });
        assert_eq!(
            whose().unwrap().whose.programme.map(|one| one.id),
            Some(id),
            "the one that runs is at hand"
        );
        assert_eq!(problems(None), (2, 0), "what has not begun changes nothing");
        let own = office.clone().in_programme(Some(second));
        publish_standard(&register.context(&own), "P", &standard()).unwrap();
        advance_round(&register.context(&office), first_round(register, &office, second)).unwrap();
        assert_eq!(problems(None), (2, 0), "found when nobody else's ran");
        report(register, None, "self-cultivation", "of whichever");
        assert_eq!(problems(None), (2, 1), "of two that run it is none's");
        assert_eq!(by_source(&examined), 2, "a source narrows and takes nothing in");
        let none = Asked { programme: Some(OfProgramme::None), sources: &examined, ..asked };
        let other = Asked { programme: Some(OfProgramme::This(second)), ..none };
        assert_eq!((counted(register, none), counted(register, other)), (1, 0));
        assert_eq!(problems(Some(day)), (2, 0), "what was said of a day stays said");
    });
}
