//! What a visit sees of measures comes into their ledger; what it offers is owed by those who offered it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::{
        desk_show::{OwedKind, owed},
        notices_show::list_notices,
    },
    figures::figure_show::{Asked, show_figure},
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::show_measure,
        measures::measure_step::{Said, approve_closure, close_measure, request_closure},
    },
    people::post_register::register_post,
    visits::{
        guidance::{ReadersWanted, acknowledge_guidance, show_guidance},
        tour_plan::plan_tour,
        visit_add::add_to_visit,
        visit_change::{correct_visit, withdraw_visit},
        visit_record::{record_visit, reply_to_visit},
        visit_show::{list_visits, show_visit},
        visit_support::give_support,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    figures::figure_name::FigureName,
    id::{MeasureId, VisitId, VisitItemId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::{
            measure::{MeasureState, Step},
            measure_form::MeasureForm,
        },
    },
    visits::{
        correction::{CorrectionForm, Part},
        record_form::{ItemForm, ItemRow, RecordForm, RowsForm},
        tour::PlanForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    refused::{faults, hidden, refused},
    register::{Register, on_both_engines},
};

/// Two measures of A, the first one closed by an assessor of P, who comes with them.
pub(crate) fn measures(register: &Register) -> (Actor, [(MeasureId, String); 2]) {
    let measure = |body| MeasureForm {
        body,
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let problem = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "late at meetings",
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![measure("publish the conditions"), measure("begin on time")],
    };
    let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
    let list =
        FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &["conduct".to_owned()] };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    sign_findings(&register.context(&head), "A", &ids).unwrap();
    let said = Said { evidence: "the notice of 20 May", ..Said::default() };
    request_closure(&register.context(&officer), MeasureId(1), said).unwrap();
    approve_closure(&register.context(&head), MeasureId(1), Said::default()).unwrap();
    let verifier = register.actor(Role::Assessor, "P");
    close_measure(&register.context(&verifier), MeasureId(1), Said::default()).unwrap();
    let serial = |id| show_measure(&register.context(&officer), id).unwrap().measure.serial;
    (verifier, [MeasureId(1), MeasureId(2)].map(|id| (id, serial(id))))
}

/// A visit of P to a unit that is planned.
pub(crate) fn planned(register: &Register, office: &Actor, unit: &str) -> VisitId {
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
        units: vec![(unit, "choice")],
        ..PlanForm::default()
    };
    plan_tour(&register.context(office), "P", &plan).unwrap();
    list_visits(&register.context(office), None).unwrap().planned.last().unwrap().id
}

pub(crate) fn check<'a>(measure: &'a str, seen: &'a str, body: &'a str) -> ItemRow<'a> {
    let item = ItemForm { kind: "check", body, reply_due_on: "" };
    ItemRow { item, measure, seen, ..ItemRow::default() }
}

pub(crate) fn saw(items: Vec<ItemRow<'_>>) -> RecordForm<'_> {
    let rows = RowsForm { items, ..RowsForm::default() };
    RecordForm { visited_on: "2015-06-01", summary: "in good order", rows }
}

pub(crate) fn counted(register: &Register, name: FigureName) -> u64 {
    let asked = Asked { unit: Some("P"), ..Asked::of(name) };
    show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
}

pub(crate) fn told(register: &Register, who: &Actor, word: &str) -> bool {
    let found = list_notices(&register.context(who), None, false, None, 50).unwrap();
    found.notices.iter().any(|notice| notice.row.telling.word == word)
}

/// All units, as many as a page holds.
const ALL: ReadersWanted = ReadersWanted { read: None, after: None, limit: 200 };

pub(crate) const EMPTY: &str = "the notice board is empty";

#[test]
fn what_a_visit_sees_otherwise_reopens_the_measure_and_is_told_to_whoever_closed_it() {
    on_both_engines(|register| {
        let (verifier, [(closed, first), (open, second)]) = measures(register);
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A");
        let state = |id| show_measure(&register.context(&office), id).unwrap().measure.state;
        // A fault stands at its own row, and nothing is taken of the others.
        let wrong =
            vec![ItemRow::default(), check(&first, "otherwise", EMPTY), check("x", "otherwise", EMPTY)];
        assert_eq!(
            faults(record_visit(&register.context(&office), id, &saw(wrong))),
            [("item-2-measure".to_owned(), "error-visit-measure")]
        );
        let short = vec![check(&first, "otherwise", "no")];
        assert_eq!(
            faults(record_visit(&register.context(&office), id, &saw(short))),
            [("item-0-body".to_owned(), "error-review-remarks-short")],
            "a reopening says why"
        );
        assert_eq!(state(closed), MeasureState::Closed);
        let reopened = counted(register, FigureName::MeasuresReopened);
        let items =
            vec![check(&first, "otherwise", EMPTY), check(&second, "otherwise", "nobody came on time")];
        record_visit(&register.context(&office), id, &saw(items)).unwrap();
        let view = show_measure(&register.context(&office), closed).unwrap();
        assert_eq!(view.measure.state, MeasureState::Refuted);
        assert_eq!(view.measure.closed_on, None);
        assert_eq!(
            (view.checks[0].visit, view.checks[0].seen.as_str()),
            (id, "otherwise"),
            "the way to the visit"
        );
        let last = view.steps.last().unwrap();
        assert_eq!((last.step, last.remarks.as_str()), (Step::Refute, EMPTY), "it stands in its history");
        assert_eq!(counted(register, FigureName::MeasuresReopened), reopened, "that is of look-backs alone");
        assert_eq!(counted(register, FigureName::MeasuresClosed), 0);
        // What the ledger does not call done is marked, and stays where it is.
        let marked = show_measure(&register.context(&office), open).unwrap();
        assert_eq!(marked.measure.state, MeasureState::Registered);
        assert_eq!(marked.steps.last().unwrap().step, Step::Doubted);
        assert!(told(register, &verifier, "closure-refuted"), "whoever closed it is told");
        let beside = register.actor(Role::Assessor, "P");
        assert!(!told(register, &beside, "closure-refuted"), "and nobody who did not");
        let head = register.actor(Role::UnitHead, "A");
        assert!(told(register, &head, "measure-refuted") && told(register, &head, "measure-doubted"));
        let stranger = register.actor(Role::UnitHead, "B");
        assert!(!told(register, &stranger, "measure-refuted"));
        // A later visit sees it as the ledger says: that stands there, too, and changes nothing.
        let rows = RowsForm { items: vec![check(&first, "as-reported", "seen")], ..RowsForm::default() };
        assert_eq!(
            faults(add_to_visit(&register.context(&office), id, &rows)),
            [("item-0-measure".to_owned(), "error-visit-check-twice")],
            "one visit says one thing of a measure"
        );
        let later = planned(register, &office, "A");
        record_visit(&register.context(&office), later, &saw(rows.items)).unwrap();
        let view = show_measure(&register.context(&office), closed).unwrap();
        assert_eq!(view.measure.state, MeasureState::Refuted);
        assert_eq!(view.steps.last().unwrap().step, Step::Checked);
    });
}

#[test]
fn what_was_closed_after_the_day_of_a_visit_is_marked_by_its_check_and_stays_closed() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A");
        register.today.set(jiff::civil::date(2015, 6, 4));
        let (_, [(closed, serial), _]) = measures(register);
        record_visit(&register.context(&office), id, &saw(vec![check(&serial, "otherwise", EMPTY)])).unwrap();
        let view = show_measure(&register.context(&office), closed).unwrap();
        assert_eq!(view.measure.state, MeasureState::Closed, "it was closed three days after the visit");
        assert_eq!(view.steps.last().unwrap().step, Step::Doubted);
        assert_eq!(view.checks[0].on, jiff::civil::date(2015, 6, 1), "the day of the visit is told");
    });
}

#[test]
fn a_measure_of_another_unit_is_no_measure_of_the_visited_one() {
    on_both_engines(|register| {
        let (_, [(closed, serial), _]) = measures(register);
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A1");
        let items = vec![check(&serial, "otherwise", EMPTY)];
        assert_eq!(
            faults(record_visit(&register.context(&office), id, &saw(items))),
            [("item-0-measure".to_owned(), "error-visit-measure")]
        );
        let view = show_measure(&register.context(&office), closed).unwrap();
        assert_eq!(view.measure.state, MeasureState::Closed);
    });
}

#[test]
fn help_is_owed_by_the_office_that_offered_it_and_not_by_the_visited_unit() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A");
        let help = |reply_due_on| {
            let item = ItemForm { kind: "support", body: "send two engineers", reply_due_on };
            saw(vec![ItemRow { item, ..ItemRow::default() }])
        };
        assert_eq!(
            faults(record_visit(&register.context(&office), id, &help(""))),
            [("item-0-reply_due_on".to_owned(), "error-visit-support")],
            "help without a day is none"
        );
        record_visit(&register.context(&office), id, &help("2015-06-20")).unwrap();
        let officer = register.actor(Role::UnitOfficer, "A");
        let owes = |who: &Actor, kind| {
            owed(&register.context(who)).unwrap().into_iter().find(|owed| owed.kind == kind)
        };
        assert_eq!(owes(&officer, OwedKind::VisitItem), None, "the unit owes nothing");
        let due = owes(&office, OwedKind::Support).unwrap();
        assert_eq!((due.id, due.due_on), (id.0, Some(jiff::civil::date(2015, 6, 20))));
        assert_eq!(owes(&register.actor(Role::Office, "A"), OwedKind::Support), None);
        let item = VisitItemId(show_visit(&register.context(&office), id).unwrap().parts.items[0].id);
        assert!(
            hidden(reply_to_visit(&register.context(&officer), item, "we helped ourselves")),
            "not theirs to answer"
        );
        for (role, unit) in
            [(Role::UnitOfficer, "A"), (Role::Office, "A"), (Role::Office, "B"), (Role::Assessor, "P")]
        {
            let who = register.actor(role, unit);
            assert!(
                hidden(give_support(&register.context(&who), id, item, "two engineers came")),
                "{role:?} at {unit}"
            );
        }
        assert_eq!(
            faults(give_support(&register.context(&office), id, item, "ok")),
            [("given".to_owned(), "error-reply-short")]
        );
        give_support(&register.context(&office), id, item, "two engineers came on 18 June").unwrap();
        assert_eq!(register.last_event().0, "give-help");
        assert_eq!(
            refused(give_support(&register.context(&office), id, item, "and once more")),
            "error-visit-item-answered",
            "once, and the second is told"
        );
        assert_eq!(owes(&office, OwedKind::Support), None);
        assert!(told(register, &officer, "support-given"));
        let shown = show_visit(&register.context(&officer), id).unwrap().parts.items.remove(0);
        assert_eq!(shown.reply.as_deref(), Some("two engineers came on 18 June"));
        let other = planned(register, &office, "A1");
        let mut finding = help("2015-06-20");
        finding.rows.items[0].item.kind = "finding";
        record_visit(&register.context(&office), other, &finding).unwrap();
        let item = VisitItemId(show_visit(&register.context(&office), other).unwrap().parts.items[0].id);
        assert!(
            hidden(give_support(&register.context(&office), other, item, "no help at all")),
            "a finding is no help"
        );
    });
}

#[test]
fn guidance_for_all_stands_on_the_desks_of_all_units_beneath_until_each_acknowledges_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A");
        let item = ItemForm { kind: "guidance-all", body: "publish the results", reply_due_on: "" };
        let own = ItemForm { kind: "guidance", body: "for A alone", ..item };
        let row = |item| ItemRow { item, ..ItemRow::default() };
        record_visit(&register.context(&office), id, &saw(vec![row(item), row(own)])).unwrap();
        let owes = |who: &Actor| {
            let all = owed(&register.context(who)).unwrap();
            all.into_iter()
                .filter(|owed| owed.kind == OwedKind::Guidance)
                .map(|owed| owed.text.unwrap_or_default())
                .collect::<Vec<String>>()
        };
        let none: Vec<String> = Vec::new();
        let [visited, other, village] =
            ["A", "B", "A1T1V1"].map(|unit| register.actor(Role::UnitOfficer, unit));
        for who in [&visited, &other, &village, &register.actor(Role::UnitHead, "B")] {
            assert_eq!(owes(who), vec!["publish the results".to_owned()], "{who:?}");
        }
        for (role, unit) in [(Role::UnitHead, "P"), (Role::Office, "P"), (Role::Office, "A")] {
            assert_eq!(owes(&register.actor(role, unit)), none, "{role:?} of {unit}: it is given, not meant");
        }
        let all = list_visits(&register.context(&other), None).unwrap().guidance;
        let key = all.first().unwrap().id;
        for (who, unit) in [(&other, "A"), (&office, "B"), (&village, "A1T1"), (&other, "B1")] {
            assert!(hidden(acknowledge_guidance(&register.context(who), key, unit)), "{unit}");
        }
        assert_eq!(show_guidance(&register.context(&other), key, ALL).unwrap().waits[0].0, "B");
        acknowledge_guidance(&register.context(&other), key, "B").unwrap();
        assert_eq!(register.last_event().0, "reply-to-visit");
        assert!(hidden(acknowledge_guidance(&register.context(&other), key, "B")), "once");
        assert_eq!(owes(&register.actor(Role::UnitHead, "B")), none, "the unit knows it, whoever said so");
        assert_eq!(owes(&visited).len(), 1);
        let readers = show_guidance(&register.context(&office), key, ALL).unwrap().readers;
        let read: Vec<_> = readers.iter().filter(|one| one.read_on.is_some()).collect();
        assert_eq!(read.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["B"]);
        assert!(readers.len() > 3 && readers.iter().all(|one| one.code != "P"), "all that are beneath");
        let two = |after| {
            let wanted = ReadersWanted { after, limit: 2, ..ALL };
            show_guidance(&register.context(&office), key, wanted).unwrap()
        };
        let (mut after, mut codes) = (None, Vec::new());
        loop {
            let page = two(after);
            assert_eq!((page.read.value(), page.meant.value()), (1, readers.len() as u64));
            codes.extend(page.readers.into_iter().map(|one| one.code));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let whole: Vec<_> = readers.iter().map(|one| one.code.clone()).collect();
        assert_eq!(codes, whole, "page by page nobody is left out or told twice");
        let unread = ReadersWanted { read: Some(false), ..ALL };
        let unread = show_guidance(&register.context(&office), key, unread).unwrap().readers;
        assert_eq!(unread.len(), whole.len() - 1);
        let beneath = show_guidance(&register.context(&village), key, ALL).unwrap().readers;
        assert_eq!(beneath.len(), 1, "a village sees itself alone");
        let only_a = VisitItemId(key.0 + 1);
        assert!(
            hidden(show_guidance(&register.context(&other), only_a, ALL)),
            "what is for A alone is no guidance for all"
        );
        assert!(hidden(acknowledge_guidance(&register.context(&visited), only_a, "A")));
    });
}

#[test]
fn what_a_lower_tier_heard_and_owes_is_its_own_and_not_of_those_above() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let form = PostForm {
            kind: "portfolio-lead",
            title: "a deputy",
            from: "2015-05-01",
            until: "",
            another: true,
        };
        let post = register_post(&register.context(&office), "A", form).unwrap().to_string();
        let plan = PlanForm {
            leader: &post,
            purposes: "the programme",
            from: "2015-06-01",
            until: "2015-06-03",
            units: vec![("A1", "choice")],
            ..PlanForm::default()
        };
        plan_tour(&register.context(&office), "A", &plan).unwrap();
        let id = list_visits(&register.context(&office), None).unwrap().planned[0].id;
        let item = ItemForm { kind: "support", body: "send two engineers", reply_due_on: "2015-06-20" };
        let mut form = saw(vec![ItemRow { item, ..ItemRow::default() }]);
        form.rows.interviews = vec![["villager", "", "said in confidence"]];
        let [above, beside] = ["P", "B"].map(|unit| register.actor(Role::Office, unit));
        for who in [&above, &beside] {
            assert!(hidden(record_visit(&register.context(who), id, &form)), "it is A's own tour");
            assert!(hidden(plan_tour(&register.context(who), "A", &plan)));
        }
        record_visit(&register.context(&office), id, &form).unwrap();
        let own = show_visit(&register.context(&office), id).unwrap();
        assert_eq!((own.notes.len(), own.all_notes), (1, true));
        let item = VisitItemId(own.parts.items[0].id);
        let assessor = register.actor(Role::Assessor, "P");
        for who in [&above, &assessor] {
            let seen = show_visit(&register.context(who), id).unwrap();
            assert!(seen.notes.is_empty() && !seen.all_notes, "the form names its author and the sender");
            assert!(!seen.may_give && !seen.may_add && !seen.may_correct);
            assert!(hidden(give_support(&register.context(who), id, item, "two engineers came")));
            assert!(hidden(add_to_visit(&register.context(who), id, &form.rows)));
        }
        assert!(show_visit(&register.context(&office), id).unwrap().may_give);
    });
}

#[test]
fn guidance_of_a_lower_tier_is_for_its_own_units_alone() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let form = PostForm {
            kind: "portfolio-lead",
            title: "a deputy",
            from: "2015-05-01",
            until: "",
            another: true,
        };
        let post = register_post(&register.context(&office), "A", form).unwrap().to_string();
        let plan = PlanForm {
            leader: &post,
            purposes: "the programme",
            from: "2015-06-01",
            until: "2015-06-03",
            units: vec![("A1", "choice")],
            ..PlanForm::default()
        };
        plan_tour(&register.context(&office), "A", &plan).unwrap();
        let id = list_visits(&register.context(&office), None).unwrap().planned[0].id;
        let item = ItemForm { kind: "guidance-all", body: "walk there", reply_due_on: "" };
        record_visit(&register.context(&office), id, &saw(vec![ItemRow { item, ..ItemRow::default() }]))
            .unwrap();
        let owes = |unit| {
            let who = register.actor(Role::UnitOfficer, unit);
            owed(&register.context(&who)).unwrap().iter().any(|owed| owed.kind == OwedKind::Guidance)
        };
        assert!(owes("A2") && owes("A1T1V1"));
        assert!(!owes("A") && !owes("B") && !owes("B1"));
    });
}

#[test]
fn guidance_for_all_that_is_taken_back_is_told_to_all_who_were_told_and_to_nobody_else() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A");
        let item = ItemForm { kind: "guidance-all", body: "publish the results", reply_due_on: "" };
        let other = ItemForm { body: "hang the notice out", ..item };
        let row = |item| ItemRow { item, ..ItemRow::default() };
        record_visit(&register.context(&office), id, &saw(vec![row(item), row(other)])).unwrap();
        let [read, waits, village] =
            ["B", "B1", "A1T1V1"].map(|unit| register.actor(Role::UnitOfficer, unit));
        let all = list_visits(&register.context(&read), None).unwrap().guidance;
        let key = all.iter().find(|one| one.body == "publish the results").unwrap().id;
        acknowledge_guidance(&register.context(&read), key, "B").unwrap();
        let word = "guidance-taken-back";
        let out = [Part::Item(key.0).key()];
        let form = CorrectionForm {
            visited_on: "2015-06-01",
            summary: "another summary",
            out: out.iter().map(String::as_str).collect(),
            reason: "it was said of one unit alone",
        };
        correct_visit(&register.context(&office), id, &form).unwrap();
        for who in [&read, &waits, &village] {
            assert!(told(register, who, word), "{who:?}");
            let page = show_guidance(&register.context(who), key, ALL).unwrap();
            assert_eq!(page.guidance.taken_back, Some(register.today.get()), "its page says so");
            assert!(page.waits.is_empty(), "and asks for nothing");
        }
        assert!(!told(register, &register.actor(Role::UnitHead, "P"), word), "it was given there, not meant");
        assert_eq!(list_visits(&register.context(&read), None).unwrap().guidance.len(), 1);
        withdraw_visit(&register.context(&office), id, "it was another unit after all").unwrap();
        let of = list_notices(&register.context(&village), None, false, None, 50).unwrap();
        let both = of.notices.iter().filter(|notice| notice.row.telling.word == word).count();
        assert_eq!(both, 2, "each of the two, once");
    });
}
