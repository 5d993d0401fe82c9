//! What others found at a unit becomes a problem of its ledger in one step, and both lead to each other.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::sheet_show::list_sheets,
    circulars::{
        comment_moderate::{moderate_comment, show_comments},
        comment_write::write_comment,
    },
    desk::{
        desk_show::{OwedKind, owed},
        notices_show::list_notices,
    },
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problem_open::Opening,
            problem_return::return_problem,
            problems_report::{FindingsList, report_problems},
            take_up::{
                Asks, NamedProblem, comments_taken_up, link_to_finding, open_for_finding, sheet_taken_up,
                show_finding, unlink_finding,
            },
        },
        ledger_show::show_problem,
        measures::measure_step::{Said, approve_closure, close_measure, request_closure},
    },
    people::post_register::register_post,
    visits::{
        tour_plan::plan_tour,
        visit_record::{record_visit, reply_to_visit},
        visit_show::{list_visits, show_visit},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    duties::duty::PostForm,
    id::{ProblemId, VisitId, VisitItemId},
    ledger::{
        findings::{
            origin::OriginKind,
            problem::{ProblemForm, ProblemState, Source},
        },
        measures::measure_form::MeasureForm,
    },
    visits::{
        record_form::{ItemForm, ItemRow, RecordForm, RowsForm},
        tour::PlanForm,
    },
};
use earnest_testkit::{
    assessment::rated,
    circulars::publish_checked,
    refused::{faults, hidden, refused},
    register::{Register, on_both_engines},
};

fn problem(source: Source) -> ProblemForm<'static> {
    let measure = MeasureForm {
        body: "put the notice up",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-06-20",
    };
    ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "the notice is not up",
        instance: "on 1 June there was none",
        source: source.key(),
        found_on: "2015-06-01",
        measures: vec![measure],
        ..ProblemForm::default()
    }
}

fn aspects() -> [String; 1] {
    ["conduct".to_owned()]
}

/// A visit of P to A that left two findings, help and guidance; none of them has a day but the help.
fn visited(register: &Register, office: &Actor) -> (VisitId, Vec<VisitItemId>) {
    let form = PostForm {
        kind: "portfolio-lead",
        title: "the deputy",
        from: "2015-05-01",
        until: "",
        another: true,
    };
    let post = register_post(&register.context(office), "P", form).unwrap().to_string();
    let plan = PlanForm {
        leader: &post,
        purposes: "the programme",
        from: "2015-06-01",
        until: "2015-06-03",
        units: vec![("A", "choice")],
        ..PlanForm::default()
    };
    plan_tour(&register.context(office), "P", &plan).unwrap();
    let id = list_visits(&register.context(office), None).unwrap().planned.last().unwrap().id;
    let item = |kind, body, reply_due_on| {
        let item = ItemForm { kind, body, reply_due_on };
        ItemRow { item, ..ItemRow::default() }
    };
    let items = vec![
        item("finding", "the notice is not up", ""),
        item("finding", "nobody knew the day", ""),
        item("support", "send two engineers", "2015-06-20"),
        item("guidance", "walk there", ""),
    ];
    let rows = RowsForm { items, ..RowsForm::default() };
    let made = RecordForm { visited_on: "2015-06-01", summary: "in order", rows };
    record_visit(&register.context(office), id, &made).unwrap();
    let items = show_visit(&register.context(office), id).unwrap().parts.items;
    (id, items.iter().map(|item| VisitItemId(item.id)).collect())
}

fn waits(register: &Register, who: &Actor) -> usize {
    let all = owed(&register.context(who)).unwrap();
    all.iter().filter(|owed| owed.kind == OwedKind::VisitItem).count()
}

#[test]
fn a_finding_of_a_visit_waits_until_it_is_taken_up_in_the_ledger_or_answered() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (visit, items) = visited(register, &office);
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        assert_eq!(waits(register, &officer), 2, "each finding, though it has no day");
        let asks = Asks::VisitItem(items[0]);
        let shown = show_finding(&register.context(&officer), asks, None).unwrap();
        assert_eq!((shown.finding.body.as_str(), shown.finding.code.as_str()), ("the notice is not up", "A"));
        let aspects = aspects();
        let opening = || Opening { form: problem(Source::Visit), aspects: &aspects, another: false };
        for (role, unit) in [(Role::Office, "P"), (Role::UnitOfficer, "B"), (Role::UnitOfficer, "A1")] {
            let who = register.actor(role, unit);
            assert!(
                hidden(open_for_finding(&register.context(&who), asks, None, &opening())),
                "{role:?} at {unit}"
            );
        }
        for other in &items[2..] {
            let asks = Asks::VisitItem(*other);
            assert!(
                hidden(open_for_finding(&register.context(&officer), asks, None, &opening())),
                "only a finding is one"
            );
        }
        let id = open_for_finding(&register.context(&officer), asks, None, &opening()).unwrap();
        assert_eq!(register.last_event().0, "report-problems");
        let view = show_problem(&register.context(&head), id).unwrap();
        assert_eq!(view.problem.source, Source::Visit);
        let [from] = view.came_from.as_slice() else { unreachable!("one record") };
        assert_eq!((from.kind, from.record, from.parent), (OriginKind::VisitItem, items[0].0, visit.0));
        let seen = show_visit(&register.context(&office), visit).unwrap();
        let [(item, problem)] = seen.taken_up.as_slice() else { unreachable!("one problem") };
        assert_eq!((*item, problem.id), (items[0].0, id), "and back");
        // The other one is the same problem; a problem of nobody is none.
        let second = Asks::VisitItem(items[1]);
        assert_eq!(
            faults(link_to_finding(&register.context(&officer), second, None, &NamedProblem::default())),
            [("problem".to_owned(), "error-criticism-problem")]
        );
        let named = NamedProblem { problem: Some(id), ..NamedProblem::default() };
        link_to_finding(&register.context(&officer), second, None, &named).unwrap();
        assert_eq!(register.last_event().1["record-number"], items[1].0);
        assert_eq!(waits(register, &officer), 2, "the head has not signed");
        sign_findings(&register.context(&head), "A", &[id]).unwrap();
        assert_eq!(waits(register, &officer), 0);
        assert_eq!(show_problem(&register.context(&head), id).unwrap().came_from.len(), 2);
        let (_, more) = visited(register, &office);
        reply_to_visit(&register.context(&officer), more[0], "it is up since noon").unwrap();
        assert_eq!(waits(register, &officer), 1, "an answer is an answer");
    });
}

#[test]
fn a_published_comment_and_a_sheet_become_problems_of_the_units_that_take_them_up() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let form = CircularForm {
            title: "circular on round 1",
            recipients: "all units",
            grounds: "by the standard",
            went_well: vec![("A G1", "opinions were collected widely")],
            problems: vec![("B", "the session was not held by its plan")],
            requirements: vec![("hold it again", "2015-06-20", "criticised")],
            correction: "",
        };
        let circular = publish_checked(register, &office, round, &form);
        write_comment(&register.context(&Actor::PUBLIC), circular, "the hall is closed at noon").unwrap();
        let held = show_comments(&register.context(&office), circular).unwrap().held[0].id;
        let officer = register.actor(Role::UnitOfficer, "A");
        let asks = Asks::Comment(held);
        assert!(hidden(show_finding(&register.context(&officer), asks, None)), "nobody read it yet");
        moderate_comment(&register.context(&office), held, "published", "").unwrap();
        assert_eq!(show_finding(&register.context(&officer), asks, None).unwrap().finding.code, "A");
        assert!(hidden(show_finding(&register.context(&officer), asks, Some("B"))), "another unit's ledger");
        assert!(hidden(show_finding(&register.context(&office), asks, None)), "it is a unit's");
        let aspects = aspects();
        let opening = Opening { form: problem(Source::Public), aspects: &aspects, another: false };
        let id = open_for_finding(&register.context(&officer), asks, Some("A"), &opening).unwrap();
        let from = show_problem(&register.context(&officer), id).unwrap().came_from;
        assert_eq!((from[0].kind, from[0].parent), (OriginKind::Comment, circular.0));
        let (may, taken) = comments_taken_up(&register.context(&officer), &[held]).unwrap();
        assert!(may && taken[0].1 == id);
        let (may, taken) = comments_taken_up(&register.context(&Actor::PUBLIC), &[held]).unwrap();
        assert!(!may && taken.is_empty(), "the public sees no ledger");
        let beside = register.actor(Role::UnitOfficer, "B");
        let (may, taken) = comments_taken_up(&register.context(&beside), &[held]).unwrap();
        assert!(may && taken.is_empty(), "nor does a unit see another's");

        let sheets = list_sheets(&register.context(&office), false, None, 50).unwrap().sheets;
        let sheet = sheets.iter().find(|sheet| sheet.code == "A").unwrap().id;
        let opening = Opening { form: problem(Source::Observation), aspects: &aspects, another: false };
        let asks = Asks::Sheet(sheet);
        assert!(hidden(open_for_finding(&register.context(&beside), asks, None, &opening)));
        let alike = open_for_finding(&register.context(&officer), asks, None, &opening);
        assert_eq!(
            faults(alike),
            [("again".to_owned(), "error-problem-alike")],
            "found by somebody else before: asked about"
        );
        let opening = Opening { another: true, ..opening };
        let id = open_for_finding(&register.context(&officer), asks, None, &opening).unwrap();
        assert_eq!(
            show_problem(&register.context(&office), id).unwrap().came_from[0].kind,
            OriginKind::Sheet
        );
        let (may, taken) = sheet_taken_up(&register.context(&office), sheet).unwrap();
        assert!(!may && taken[0].0 == id, "whoever wrote it sees what came of it");
        let view = show_problem(&register.context(&office), id).unwrap();
        assert_eq!(view.problem.round, Some(round), "it belongs to the round of the sheet");
    });
}

/// A signed problem of A, all of whose measures are closed.
fn closed_problem(register: &Register) -> ProblemId {
    let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
    let aspects = aspects();
    let list =
        FindingsList { unit: "A", round: None, problems: vec![problem(Source::Lecture)], aspects: &aspects };
    let id = *report_problems(&register.context(&officer), &list).unwrap().first().unwrap();
    sign_findings(&register.context(&head), "A", &[id]).unwrap();
    let view = show_problem(&register.context(&head), id).unwrap();
    let measure = view.measures.first().unwrap().id;
    let said = Said { evidence: "the notice of 20 May", ..Said::default() };
    request_closure(&register.context(&officer), measure, said).unwrap();
    approve_closure(&register.context(&head), measure, Said::default()).unwrap();
    let verifier = register.actor(Role::Assessor, "P");
    close_measure(&register.context(&verifier), measure, Said::default()).unwrap();
    id
}

fn told(register: &Register, who: &Actor, word: &str) -> bool {
    let found = list_notices(&register.context(who), None, false, None, 50).unwrap();
    found.notices.iter().any(|notice| notice.row.telling.word == word)
}

#[test]
fn a_finding_goes_into_a_signed_problem_by_its_head_with_a_measure_where_all_are_closed_and_out_again() {
    on_both_engines(|register| {
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let id = closed_problem(register);
        let office = register.actor(Role::Office, "P");
        let (visit, items) = visited(register, &office);
        let asks = Asks::VisitItem(items[0]);
        let named = NamedProblem { problem: Some(id), ..NamedProblem::default() };
        let at = |key| [("problem".to_owned(), key)];
        let before = waits(register, &officer);
        assert_eq!(
            faults(link_to_finding(&register.context(&officer), asks, None, &named)),
            at("error-take-up-head"),
            "it is the head's to say"
        );
        assert_eq!(
            faults(link_to_finding(&register.context(&head), asks, None, &named)),
            at("error-take-up-measure"),
            "nothing is left to do in it"
        );
        let measure = problem(Source::Visit).measures.remove(0);
        let with_measure = NamedProblem { measure: measure.clone(), ..named.clone() };
        assert_eq!(
            faults(link_to_finding(&register.context(&officer), asks, None, &with_measure)),
            at("error-take-up-head")
        );
        let half = MeasureForm { body: "", ..measure };
        let with_half = NamedProblem { measure: half, ..named.clone() };
        assert_eq!(
            faults(link_to_finding(&register.context(&head), asks, None, &with_half)),
            [("body".to_owned(), "error-text-empty")]
        );
        assert_eq!(
            faults(link_to_finding(&register.context(&head), asks, None, &with_measure)),
            [("again".to_owned(), "error-measure-alike")]
        );
        let with_measure = NamedProblem { another: true, ..with_measure };
        link_to_finding(&register.context(&head), asks, None, &with_measure).unwrap();
        assert_eq!(show_problem(&register.context(&head), id).unwrap().measures.len(), 2);
        let shown = show_visit(&register.context(&office), visit).unwrap();
        assert!(shown.taken_up[0].1.state.answers());
        assert!(told(register, &office, "finding-taken-up"), "whoever found it is told");
        assert!(!told(register, &register.actor(Role::Office, "B"), "finding-taken-up"));
        // And out of it again, by the head, with the reason.
        let out = |who: &Actor, why| unlink_finding(&register.context(who), asks, None, (id, why));
        assert_eq!(refused(out(&officer, "it was another notice")), "error-take-up-head");
        assert_eq!(faults(out(&head, "no")), [("why".to_owned(), "error-review-remarks-short")]);
        out(&head, "it was another notice").unwrap();
        assert_eq!(register.last_event().1["reason"], "it was another notice");
        assert!(show_problem(&register.context(&head), id).unwrap().came_from.is_empty());
        assert!(show_visit(&register.context(&office), visit).unwrap().taken_up.is_empty());
        assert_eq!(waits(register, &officer), before, "it waits as before");
        assert!(told(register, &office, "finding-unlinked"));
        assert!(out(&head, "it was another notice").is_err(), "once");
        link_to_finding(&register.context(&head), asks, None, &named).unwrap();
        assert_eq!(
            show_problem(&register.context(&head), id).unwrap().came_from.len(),
            1,
            "and in once more"
        );
    });
}

#[test]
fn a_finding_waits_until_the_head_has_signed_and_again_when_the_head_returns() {
    on_both_engines(|register| {
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let office = register.actor(Role::Office, "P");
        let (visit, items) = visited(register, &office);
        reply_to_visit(&register.context(&officer), items[1], "everybody knows it now").unwrap();
        let asks = Asks::VisitItem(items[0]);
        let aspects = aspects();
        let opening = || Opening { form: problem(Source::Visit), aspects: &aspects, another: false };
        let id = open_for_finding(&register.context(&officer), asks, None, &opening()).unwrap();
        assert_eq!(waits(register, &officer), 1, "it is on no signed list");
        return_problem(&register.context(&head), id, "nothing was found here").unwrap();
        assert_eq!(waits(register, &officer), 1);
        let shown = show_visit(&register.context(&office), visit).unwrap();
        assert_eq!(shown.taken_up[0].1.state, ProblemState::Returned, "whoever found it sees that");
        // A second window is told, and whoever means one more problem says so.
        assert_eq!(
            faults(open_for_finding(&register.context(&head), asks, None, &opening())),
            [("again".to_owned(), "error-take-up-twice")]
        );
        let second = {
            let one_more = Opening { another: true, ..opening() };
            open_for_finding(&register.context(&officer), asks, None, &one_more).unwrap()
        };
        assert_eq!(show_visit(&register.context(&office), visit).unwrap().taken_up.len(), 2, "all of them");
        sign_findings(&register.context(&head), "A", &[second]).unwrap();
        assert_eq!(waits(register, &officer), 0, "one that is signed answers");
    });
}
