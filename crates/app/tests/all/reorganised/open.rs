//! What is open at a unit that is joined or moved.

use super::{again, does, fault, follows, joined, later, look, moved, rounds::round_of_a, told};
use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        sheet_submit::{Occasion, submit_sheet},
    },
    burden::{
        question_answer::{answer_question, show_question},
        question_ask::{Ask, ask_question},
    },
    circulars::{
        circular_check_send::send_check,
        circular_draft::{draft_circular, withdraw_draft},
        circular_draft_show::show_draft,
        circular_follow_up::{FollowUp, show_follow_up},
        obligation_answer::answer_obligation,
        passage_check::check_passage,
    },
    desk::desk_show::{OwedKind, owed},
    figures::figure_show::{Asked, show_figure},
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problems_report::{FindingsList, report_problems},
        },
        measures::measure_step::{Said, approve_closure, close_measure, request_closure},
    },
    tasks::{
        task_send::send_task,
        task_step::{finish_task, reply_to_task},
        tasks_show::show_task,
    },
    visits::{
        visit_record::{record_visit, reply_to_visit},
        visit_show::{list_visits, show_visit},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    burden::question::QuestionForm,
    circulars::circular::CircularForm,
    duties::duty::PostForm,
    figures::figure_name::FigureName,
    id::{MeasureId, VisitItemId},
    ledger::{findings::problem::ProblemForm, measures::measure_form::MeasureForm},
    tasks::task::{TaskForm, TaskState},
    units::change::{Hang, HangRule},
    visits::{
        record_form::{ItemForm, ItemRow, RecordForm, RowsForm},
        tour::PlanForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    assessment::rated,
    circulars::publish_checked,
    refused::refused,
    register::{Register, on_both_engines},
    unhindered::{advance_round, rate_round},
};

fn waits(register: &Register, who: &Actor, kind: OwedKind) -> usize {
    owed(&register.context(who)).unwrap().iter().filter(|owed| owed.kind == kind).count()
}

fn figure(register: &Register, name: FigureName, unit: &str) -> u64 {
    let asked = Asked { unit: Some(unit), own: true, ..Asked::of(name) };
    show_figure(&register.context(&OPERATOR), asked, None, 100).unwrap().figure.value()
}

#[test]
fn a_unit_that_owes_an_answer_to_a_visit_is_not_closed_and_a_planned_visit_goes_along() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let post = PostForm {
            kind: "portfolio-lead",
            title: "the deputy",
            from: "2015-05-01",
            until: "",
            another: true,
        };
        let post = earnest_app::people::post_register::register_post(&register.context(&office), "P", post);
        let post = post.unwrap().to_string();
        let tour = PlanForm {
            leader: &post,
            purposes: "the programme",
            from: "2015-06-01",
            until: "2015-06-03",
            units: vec![("A1", "contact"), ("A1", "risk")],
            ..PlanForm::default()
        };
        for units in [vec![("A1", "contact")], vec![("A1", "risk")]] {
            let form = PlanForm { units, ..tour.clone() };
            earnest_app::visits::tour_plan::plan_tour(&register.context(&office), "P", &form).unwrap();
        }
        let planned = list_visits(&register.context(&office), None).unwrap().planned;
        let item = ItemForm { kind: "finding", body: "the ledger lies behind", reply_due_on: "2015-06-20" };
        let record = RecordForm {
            visited_on: "2015-06-01",
            summary: "in good order",
            rows: RowsForm { items: vec![ItemRow { item, ..ItemRow::default() }], ..RowsForm::default() },
        };
        let assessor = register.actor(Role::Assessor, "P");
        record_visit(&register.context(&assessor), planned[0].id, &record).unwrap();
        assert_eq!(told(&look(register, &moved("A1", "B")), Hang::VisitItems, HangRule::Settle), 1);
        assert_eq!(fault(register, &joined("A1", "A2")), "error-unsettled-visit-items");
        let officer = register.actor(Role::UnitOfficer, "A1");
        assert_eq!(waits(register, &officer, OwedKind::VisitItem), 1, "it is still there to be answered");
        let left = show_visit(&register.context(&officer), planned[0].id).unwrap().parts.items;
        let item = VisitItemId(left.first().unwrap().id);
        reply_to_visit(&register.context(&officer), item, "the ledger was brought up to date").unwrap();
        let seen = look(register, &joined("A1", "A2"));
        assert_eq!(told(&seen, Hang::Visits, HangRule::Follows), 1);
        does(register, &joined("A1", "A2"));
        assert_eq!(register.last_event().1["records"], follows(&seen), "what was told is what happened");
        let planned = list_visits(&register.context(&office), None).unwrap().planned;
        assert_eq!(planned.iter().map(|visit| visit.code.as_str()).collect::<Vec<_>>(), ["A2"]);
    });
}

fn measures(register: &Register, unit: &str) -> Vec<MeasureId> {
    let asked = Asked { unit: Some(unit), ..Asked::of(FigureName::LedgerMeasures) };
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 100).unwrap();
    shown.records.iter().map(|record| MeasureId(record.id)).collect()
}

/// A problem with three measures, of which one is closed, and a problem of a person.
pub(super) fn ledger_of(register: &Register, unit: &str) {
    let measure = |body| MeasureForm {
        body,
        owner: "office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2016-07-01",
    };
    let problem = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "nobody knew the conditions",
        instance: "in May three people asked in vain",
        source: "self-examination",
        found_on: "2015-06-01",
        measures: vec![measure("publish them"), measure("explain them"), measure("ask again")],
        ..ProblemForm::default()
    };
    let person = ProblemForm { level: "person", measures: vec![measure("talk")], ..problem.clone() };
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit, round: None, problems: vec![problem, person], aspects: &aspects };
    let (officer, head) = (register.actor(Role::UnitOfficer, unit), register.actor(Role::UnitHead, unit));
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    sign_findings(&register.context(&head), unit, &ids).unwrap();
    let first = measures(register, unit)[0];
    let said = Said { evidence: "the notice", ..Said::default() };
    request_closure(&register.context(&officer), first, said).unwrap();
    approve_closure(&register.context(&head), first, Said::default()).unwrap();
    let verifier = register.actor(Role::Assessor, "P");
    close_measure(&register.context(&verifier), first, Said::default()).unwrap();
}

#[test]
fn measures_that_were_closed_stay_with_the_unit_that_closed_them_and_the_preview_counts_what_goes() {
    on_both_engines(|register| {
        ledger_of(register, "A1");
        let before = figure(register, FigureName::LedgerClosed, "A1");
        assert_eq!((before, figure(register, FigureName::LedgerClosed, "A2")), (1, 0));
        let all = measures(register, "A1").len();
        later(register, 1);
        let seen = look(register, &joined("A1", "A2"));
        assert_eq!(told(&seen, Hang::Problems, HangRule::Follows), 1, "what is said of a person stays");
        assert_eq!(told(&seen, Hang::Measures, HangRule::Follows), 2);
        does(register, &joined("A1", "A2"));
        assert_eq!(register.last_event().1["records"], follows(&seen));
        assert_eq!(measures(register, "A2").len(), 2, "two went over");
        assert_eq!(measures(register, "A1").len(), all - 2, "and what was closed stayed");
        assert_eq!(figure(register, FigureName::LedgerClosed, "A1"), before);
        assert_eq!(figure(register, FigureName::LedgerClosed, "A2"), 0, "nobody closed anything there");
    });
}

#[test]
fn a_direction_to_a_unit_that_went_elsewhere_is_read_and_finished_by_whoever_sent_it() {
    on_both_engines(|register| {
        let (office, officer) = (register.actor(Role::Office, "A"), register.actor(Role::UnitOfficer, "A1"));
        let form = TaskForm {
            kind: "direction",
            leader: "the head",
            title: "check the duties",
            body: "tier by tier",
            due_on: "2015-06-10",
        };
        let id = send_task(&register.context(&office), "A", form, &["A1"]).unwrap();
        let seen = look(register, &moved("A1", "B"));
        assert_eq!((seen.left_tasks, seen.left_owed), (1, 0), "the preview tells of it");
        let nowhere = look(register, &moved("A1T1", "A2"));
        assert_eq!(nowhere.left_tasks, 0, "nothing is left where the sender stays above");
        does(register, &moved("A1", "B"));
        let (office, officer) = (again(register, &office), again(register, &officer));
        reply_to_task(&register.context(&officer), id, "all were checked").unwrap();
        assert_eq!(waits(register, &office, OwedKind::TaskReplied), 1);
        let view = show_task(&register.context(&office), id).unwrap();
        assert_eq!((view.task.state, view.may.len()), (TaskState::Replied, 2), "what is on the desk opens");
        for stranger in [register.actor(Role::Office, "G1"), register.actor(Role::UnitHead, "A2")] {
            assert!(show_task(&register.context(&stranger), id).is_err());
        }
        finish_task(&register.context(&office), id).unwrap();
        assert_eq!(show_task(&register.context(&office), id).unwrap().task.state, TaskState::Done);
    });
}

fn circular() -> CircularForm<'static> {
    CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![("G2", "the session was not held by its plan")],
        requirements: vec![("hold it again", "2015-06-20", "criticised"), ("report", "2015-06-25", "all")],
        correction: "",
    }
}

#[test]
fn criticisms_and_requirements_go_to_the_unit_that_takes_the_place_and_are_answered_once() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let id = publish_checked(register, &office, round, &circular());
        let heir = register.actor(Role::UnitOfficer, "G1");
        assert_eq!(waits(register, &heir, OwedKind::Obligation), 1, "the one for all");
        let seen = look(register, &joined("G2", "G1"));
        assert_eq!(told(&seen, Hang::Criticisms, HangRule::Follows), 1);
        assert_eq!(told(&seen, Hang::Requirements, HangRule::Follows), 2);
        does(register, &joined("G2", "G1"));
        assert_eq!(register.last_event().1["records"], follows(&seen));
        assert_eq!(waits(register, &heir, OwedKind::Criticism), 1);
        assert_eq!(waits(register, &heir, OwedKind::Obligation), 2, "what both owe is asked once");
        let followed = show_follow_up(&register.context(&office), id).unwrap();
        assert!(followed.points.iter().all(|point| point.code == "G1"), "{:?}", followed.points);
        let whole: Vec<_> = followed.requirements.iter().map(|required| required.owed.len()).collect();
        let owed_here = |required: usize| {
            let owed = &followed.requirements[required].owed;
            owed.iter().find(|owed| owed.code == "G1").unwrap().id
        };
        for required in 0..2 {
            answer_obligation(&register.context(&heir), owed_here(required), "it was held again").unwrap();
        }
        let followed = show_follow_up(&register.context(&office), id).unwrap();
        let left = |required: usize| {
            let owed = &followed.requirements[required].owed;
            owed.iter()
                .filter(|owed| owed.answered_on.is_none() && ["G1", "G2"].contains(&&*owed.code))
                .count()
        };
        assert_eq!((left(0), left(1)), (0, 0), "nothing of the closed unit stays without an answer");
        assert_eq!(whole, followed.requirements.iter().map(|one| one.owed.len()).collect::<Vec<_>>());
        assert_eq!(waits(register, &heir, OwedKind::Obligation), 0);
    });
}

#[test]
fn whoever_published_a_circular_goes_on_reading_answers_of_a_unit_that_went_elsewhere() {
    on_both_engines(|register| {
        let (office, round) = round_of_a(register);
        let context = register.context(&office);
        let assessor = register.actor(Role::Assessor, "A");
        let assign =
            Assign { round, unit: "A1", assessor: assessor.account().unwrap(), session_on: "2015-06-01" };
        let sent = assign_observer(&context, &assign).unwrap();
        let seen = SheetForm {
            marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "-")],
            reasons: vec![("cases", "the session dealt with no case")],
            heard_on: "2015-06-01",
            ..SheetForm::default()
        };
        submit_sheet(&register.context(&assessor), Occasion::Observation(sent), &seen).unwrap();
        advance_round(&context, round).unwrap();
        rate_round(&context, round).unwrap();
        let form = CircularForm {
            went_well: vec![("A2", "opinions were collected widely")],
            problems: vec![("A1", "the session was not held by its plan")],
            ..circular()
        };
        let id = publish_checked(register, &office, round, &form);
        let seen = look(register, &moved("A1", "B"));
        assert_eq!(seen.left_owed, 3, "a criticism and two requirements");
        let before = show_follow_up(&context, id).unwrap();
        does(register, &moved("A1", "B"));
        let office = again(register, &office);
        let after = show_follow_up(&register.context(&office), id).unwrap();
        let owed = |shown: &FollowUp| shown.requirements.iter().map(|one| one.owed.len()).sum::<usize>();
        assert_eq!((after.points.len(), owed(&after)), (before.points.len(), owed(&before)));
        let officer = register.actor(Role::UnitOfficer, "A1");
        let theirs = after.requirements[1].owed.iter().find(|owed| owed.code == "A1").unwrap().id;
        answer_obligation(&register.context(&officer), theirs, "it was held again").unwrap();
        let answered = show_follow_up(&register.context(&office), id).unwrap();
        assert_eq!(answered.requirements[1].answered().value(), 1, "the answer is read by who asked for it");
    });
}

#[test]
fn a_unit_that_is_asked_to_check_a_passage_is_not_closed() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let context = register.context(&office);
        let draft = draft_circular(&context, round, &circular()).unwrap();
        assert_eq!(told(&look(register, &joined("G2", "G1")), Hang::Passages, HangRule::Settle), 0);
        send_check(&context, draft, "2015-06-02").unwrap();
        assert_eq!(fault(register, &joined("G2", "G1")), "error-unsettled-passages");
        let officer = register.actor(Role::UnitOfficer, "G2");
        let passages = show_draft(&context, draft).unwrap().passages;
        let theirs = passages.iter().find(|passage| passage.code == "G2").unwrap();
        check_passage(&register.context(&officer), theirs.id, "accept", "", false).unwrap();
        assert_eq!(
            fault(register, &joined("G2", "G1")),
            "error-unsettled-passages",
            "once published, it would owe"
        );
    });
}

#[test]
fn a_circular_after_a_unit_was_joined_asks_the_one_that_took_its_place() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let context = register.context(&office);
        does(register, &joined("G2", "G1"));
        let draft = draft_circular(&context, round, &circular()).unwrap();
        assert_eq!(refused(send_check(&context, draft, "2015-06-03")), "error-circular-unit-gone-into");
        withdraw_draft(&context, draft, "the round is rated anew").unwrap();
        let id = publish_checked(
            register,
            &office,
            round,
            &CircularForm { problems: vec![("G1", "the session was not held by its plan")], ..circular() },
        );
        let followed = show_follow_up(&context, id).unwrap();
        for required in &followed.requirements {
            let asked: Vec<_> = required.owed.iter().map(|owed| owed.code.as_str()).collect();
            assert!(!asked.contains(&"G2"), "{asked:?}");
            assert_eq!(asked.iter().filter(|code| **code == "G1").count(), 1, "{asked:?}");
        }
        assert!(
            followed.unread.unwrap().iter().all(|reader| reader.code != "G2"),
            "nobody is there to confirm it"
        );
        let heir = register.actor(Role::UnitOfficer, "G1");
        assert_eq!(waits(register, &heir, OwedKind::Obligation), 2);
    });
}

#[test]
fn an_unanswered_question_goes_along_and_is_answered_once_for_both() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let form = QuestionForm {
            title: "water supply",
            why: "to plan repairs",
            fields: vec!["wells that run dry", "households without water"],
            minutes: "10",
            due_on: "2015-06-20",
        };
        let ask = Ask { unit: "P", form, classes: Vec::new() };
        let pack = earnest_testkit::pack::shipped();
        let id = ask_question(&register.context(&office), &pack, &ask).unwrap();
        does(register, &joined("G2", "G1"));
        let heir = register.actor(Role::UnitOfficer, "G1");
        assert_eq!(waits(register, &heir, OwedKind::Question), 1, "asked once");
        answer_question(&register.context(&heir), id, "G1", &["four", "none"]).unwrap();
        assert_eq!(waits(register, &heir, OwedKind::Question), 0);
        let answers = show_question(&register.context(&office), id).unwrap().answers;
        let theirs: Vec<_> = answers.iter().filter(|answer| answer.code == "G1").collect();
        assert!(theirs.len() == 2 && theirs.iter().all(|answer| answer.answers.is_some()), "{theirs:?}");
    });
}
