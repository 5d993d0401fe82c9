//! Tours by form: planned by contact list, put together, recorded with sealed notes, answered by the visited unit.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    desk::desk_show::{OwedKind, owed},
    duties::{
        charge_give::{ChargeForm, end_charge, give_charge},
        charge_show::show_leader,
    },
    figures::figure_show::{Asked, show_figure},
    people::post_register::register_post,
    visits::{
        guidance::visit_of_item,
        tour_plan::{ask_tour, combine_visit, plan_tour},
        visit_add::{add_to_visit, close_visit},
        visit_record::{record_visit, reply_to_visit, visit_sheet},
        visit_show::{is_planned, list_visits, show_visit},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    figures::figure_name::FigureName,
    id::{PostId, VisitId, VisitItemId},
    visits::{
        record_form::{ItemForm, ItemRow, MeetingForm, RecordForm, RowsForm},
        tour::PlanForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
};

fn faults(end: Result<impl std::fmt::Debug, AppError>) -> Vec<(String, &'static str)> {
    let Err(AppError::Form(errors)) = end else { panic!("taken: {end:?}") };
    errors.iter().map(|(field, message)| (field.to_owned(), message.key)).collect()
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn leader(register: &Register, office: &Actor) -> PostId {
    let form = PostForm {
        kind: "portfolio-lead",
        title: "the deputy",
        from: "2015-05-01",
        until: "",
        another: true,
    };
    register_post(&register.context(office), "P", form).unwrap()
}

fn plan(register: &Register, office: &Actor, post: PostId, units: Vec<(&str, &str)>) {
    let post = post.to_string();
    let form = PlanForm {
        leader: &post,
        purposes: "the programme\nthe clean-up",
        from: "2015-06-01",
        until: "2015-06-03",
        units,
        ..PlanForm::default()
    };
    plan_tour(&register.context(office), "P", &form).unwrap();
}

fn counted(register: &Register, name: FigureName) -> u64 {
    let asked = Asked { unit: Some("P"), ..Asked::of(name) };
    show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
}

const NOTE: &str = "what was said in confidence";

fn record<'a>(measure: &'a str) -> RecordForm<'a> {
    let item = ItemForm { kind: "finding", body: "the ledger lies behind", reply_due_on: "2015-06-20" };
    let all = ItemForm { kind: "guidance-all", body: "publish results", reply_due_on: "" };
    let check = ItemForm { kind: "check", body: "seen on the spot", reply_due_on: "" };
    let mut items = vec![ItemRow { item, ..ItemRow::default() }, ItemRow { item: all, ..ItemRow::default() }];
    if !measure.is_empty() {
        items.push(ItemRow { item: check, measure, seen: "otherwise", ..ItemRow::default() });
    }
    RecordForm {
        visited_on: "2015-06-01",
        summary: "in good order",
        rows: RowsForm {
            meetings: vec![
                MeetingForm {
                    kind: "open-air",
                    participants: "21",
                    words: "villages",
                    ..MeetingForm::default()
                },
                MeetingForm { kind: "forum", ..MeetingForm::default() },
            ],
            interviews: vec![["head of the village", "v1", NOTE], ["head of the village", "v1", ""]],
            items,
            another: false,
        },
    }
}

#[test]
fn a_contact_list_has_days_and_a_unit_is_the_contact_unit_of_one_leader_only() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (one, two) = (leader(register, &office), leader(register, &office));
        let give = |post, unit, kind, from, until| {
            give_charge(&register.context(&office), post, ChargeForm { unit, kind, from, until })
        };
        let first = give(one, "A", "contact", "2015-05-01", "").unwrap();
        assert_eq!(
            faults(give(two, "A", "contact", "2015-06-01", "")),
            [("unit".to_owned(), "error-charge-taken")]
        );
        give(two, "A", "portfolio", "2015-06-01", "").unwrap();
        assert_eq!(
            faults(give(two, "P", "contact", "no day", "")),
            [("from".to_owned(), "error-date"), ("unit".to_owned(), "error-unit-unknown")]
        );
        end_charge(&register.context(&office), one, first, "2015-05-31").unwrap();
        give(two, "A", "contact", "2015-06-01", "").unwrap();
        assert_eq!(
            faults(end_charge(&register.context(&office), one, first, "2015-12-31")),
            [("last".to_owned(), "error-days-ended")],
            "ending prolongs nothing: else the unit would have two leaders on one day"
        );
        let view = show_leader(&register.context(&office), two).unwrap();
        assert_eq!(view.charges.len(), 2);
        assert!(hidden(show_leader(&register.context(&register.actor(Role::Office, "A")), two)));
        let choices = ask_tour(&register.context(&office), None, Some(two)).unwrap();
        assert_eq!(choices.charges.len(), 2, "contact and portfolio");
        assert_eq!(ask_tour(&register.context(&office), None, Some(one)).unwrap().charges.len(), 0, "ended");
    });
}

#[test]
fn a_planned_visit_counts_only_once_made_and_can_go_into_another_trip() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let post = leader(register, &office);
        plan(register, &office, post, vec![("A1", "contact"), ("A1T1V1", "risk")]);
        plan(register, &office, post, vec![("B1", "choice")]);
        assert_eq!(counted(register, FigureName::Visits), 0);
        let planned = list_visits(&register.context(&office), None).unwrap().planned;
        assert_eq!(planned.len(), 3);
        let ids: Vec<VisitId> = planned.iter().map(|visit| visit.id).collect();
        let sheet = visit_sheet(&register.context(&office), ids[2]).unwrap();
        let other = sheet.tours.first().unwrap().id.to_string();
        let assessor = register.actor(Role::Assessor, "P");
        assert!(hidden(combine_visit(&register.context(&assessor), ids[2], &other)));
        combine_visit(&register.context(&office), ids[2], &other).unwrap();
        assert_eq!(register.last_event().1["put-together"], true);
        let planned = list_visits(&register.context(&office), None).unwrap().planned;
        assert!(planned.iter().all(|visit| visit.tour.to_string() == other), "one trip less");
        let visited = register.actor(Role::UnitHead, "A1");
        assert!(list_visits(&register.context(&visited), None).unwrap().planned.is_empty(), "not announced");
        assert!(hidden(visit_sheet(&register.context(&visited), ids[0])));
        record_visit(&register.context(&assessor), ids[0], &record("")).unwrap();
        assert_eq!(counted(register, FigureName::Visits), 1);
        assert_eq!(counted(register, FigureName::PlacesVisited), 1);
        assert_eq!(counted(register, FigureName::PersonsInterviewed), 1, "one person spoken to twice");
        assert_eq!(counted(register, FigureName::MeetingsHeld), 1);
        assert_eq!(counted(register, FigureName::InterviewsHeld), 2, "person-times");
        assert!(hidden(record_visit(&register.context(&assessor), ids[0], &record(""))), "once");
        assert!(!is_planned(&register.context(&visited), ids[0]).unwrap());
    });
}

#[test]
fn a_visit_is_added_to_as_often_as_there_was_something_until_its_record_is_closed() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let post = leader(register, &office);
        plan(register, &office, post, vec![("A1", "contact"), ("A2", "contact")]);
        let planned = list_visits(&register.context(&office), None).unwrap().planned;
        let (id, other) = (planned[0].id, planned[1].id);
        let assessor = register.actor(Role::Assessor, "P");
        let heard = |person: &'static str| RowsForm {
            meetings: vec![
                MeetingForm {
                    kind: "forum",
                    participants: "9",
                    words: "villages",
                    ..MeetingForm::default()
                };
                3
            ],
            interviews: vec![["villager", person, NOTE], ["villager", "", ""]],
            ..RowsForm::default()
        };
        assert!(hidden(add_to_visit(&register.context(&assessor), id, &heard(""))), "it is planned still");
        record_visit(&register.context(&assessor), id, &record("")).unwrap();
        register.today.set(jiff::civil::date(2015, 6, 4));
        // Three meetings alike in one form are three only if it is said.
        let alike = faults(add_to_visit(&register.context(&assessor), id, &heard("v1")));
        assert_eq!(alike, [("another".to_owned(), "error-visit-twice")]);
        add_to_visit(&register.context(&assessor), id, &RowsForm { another: true, ..heard("v1") }).unwrap();
        // The same from a second window is asked about; nothing of it is kept until somebody says that it is another.
        let twice = faults(add_to_visit(&register.context(&office), id, &heard("v1")));
        assert_eq!(twice, [("another".to_owned(), "error-visit-twice")]);
        assert_eq!(counted(register, FigureName::MeetingsHeld), 1 + 3);
        add_to_visit(&register.context(&assessor), id, &RowsForm { another: true, ..heard("v1") }).unwrap();
        assert_eq!(register.last_event().1["meetings"], 3);
        assert!(!register.last_event().1.to_string().contains(NOTE), "nothing of it in the journal");
        assert_eq!(counted(register, FigureName::MeetingsHeld), 1 + 3 + 3);
        assert_eq!(counted(register, FigureName::InterviewsHeld), 2 + 2 + 2, "person-times");
        assert_eq!(counted(register, FigureName::PersonsInterviewed), 1 + 2, "who has no key is nobody else");
        assert_eq!(counted(register, FigureName::Visits), 1);
        let past = |name, since| {
            let day = Some(jiff::civil::date(2015, 6, 3));
            let asked = Asked { unit: Some("P"), as_of: day, since, ..Asked::of(name) };
            show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
        };
        assert_eq!(past(FigureName::MeetingsHeld, false), 1, "what was said of that day stands");
        assert_eq!(past(FigureName::MeetingsHeld, true), 6, "and what was entered since is told apart");
        assert_eq!(past(FigureName::PersonsInterviewed, false), 1);
        let view = show_visit(&register.context(&office), id).unwrap();
        assert_eq!((view.parts.meetings.len(), view.parts.interviews.len(), view.notes.len()), (7, 6, 3));
        for (role, unit) in [(Role::UnitHead, "A1"), (Role::Office, "A"), (Role::Auditor, "P")] {
            let who = register.actor(role, unit);
            assert!(!show_visit(&register.context(&who), id).unwrap().may_add, "{role:?} at {unit}");
            assert!(hidden(add_to_visit(&register.context(&who), id, &heard(""))), "{role:?} at {unit}");
            assert!(hidden(close_visit(&register.context(&who), id)), "{role:?} at {unit}");
        }
        assert_eq!(
            faults(add_to_visit(&register.context(&assessor), id, &RowsForm::default())),
            [("meeting-0-participants".to_owned(), "error-visit-nothing")]
        );
        close_visit(&register.context(&office), id).unwrap();
        assert_eq!(register.last_event().0, "record-visit");
        let late = add_to_visit(&register.context(&assessor), id, &heard("")).unwrap_err();
        assert!(matches!(&late, AppError::Refused(why) if why.key == "error-visit-closed"), "{late:?}");
        assert!(close_visit(&register.context(&office), id).is_err(), "once");
        assert_eq!(counted(register, FigureName::MeetingsHeld), 7);
        // The first row of another visit of the same tour is another person, where nobody gave a key.
        let mut there = record("");
        there.visited_on = "2015-06-02";
        there.rows.interviews = vec![["villager", "", ""]];
        record_visit(&register.context(&assessor), other, &there).unwrap();
        assert_eq!(counted(register, FigureName::PersonsInterviewed), 4);
    });
}

#[test]
fn what_was_said_is_sealed_and_what_was_left_is_answered_and_stands_on_the_next_sheet() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let post = leader(register, &office);
        plan(register, &office, post, vec![("A1", "contact")]);
        let id = list_visits(&register.context(&office), None).unwrap().planned[0].id;
        let author = register.actor(Role::Assessor, "P");
        assert_eq!(
            faults(record_visit(&register.context(&author), id, &record("no such"))),
            [("item-2-measure".to_owned(), "error-visit-measure")]
        );
        record_visit(&register.context(&author), id, &record("")).unwrap();
        assert!(!register.last_event().1.to_string().contains(NOTE), "nothing of it in the journal");
        let notes = |who: &Actor| show_visit(&register.context(who), id).unwrap().notes;
        assert_eq!(notes(&author).len(), 1);
        assert_eq!(notes(&office).first().unwrap().1, NOTE);
        for (role, unit) in [
            (Role::Assessor, "P"),
            (Role::Auditor, "P"),
            (Role::Office, "A"),
            (Role::UnitHead, "A1"),
            (Role::UnitHead, "P"),
        ] {
            assert!(notes(&register.actor(role, unit)).is_empty(), "{role:?} at {unit}");
        }
        let officer = register.actor(Role::UnitOfficer, "A1");
        let waits = owed(&register.context(&officer)).unwrap();
        let item = waits.iter().find(|owed| owed.kind == OwedKind::VisitItem).unwrap();
        assert_eq!(item.due_on, Some(jiff::civil::date(2015, 6, 20)));
        let left = show_visit(&register.context(&officer), id).unwrap().parts.items;
        assert!(left.iter().any(|one| one.id == item.id), "a line is of one thing that was left");
        assert_eq!(visit_of_item(&register.context(&officer), VisitItemId(item.id)).unwrap(), id);
        let item = VisitItemId(left.first().unwrap().id);
        let stranger = register.actor(Role::UnitOfficer, "A2");
        assert!(hidden(reply_to_visit(&register.context(&stranger), item, "we have mended it")));
        assert_eq!(
            faults(reply_to_visit(&register.context(&officer), item, "ok")),
            [("reply".to_owned(), "error-reply-short")]
        );
        plan(register, &office, post, vec![("A1", "risk")]);
        let next = list_visits(&register.context(&office), None).unwrap().planned[0].id;
        let sheet = visit_sheet(&register.context(&author), next).unwrap();
        assert_eq!(sheet.items.first().unwrap().body, "the ledger lies behind", "unanswered on top");
        reply_to_visit(&register.context(&officer), item, "we have mended it").unwrap();
        assert_eq!(register.last_event().0, "reply-to-visit");
        let sheet = visit_sheet(&register.context(&author), next).unwrap();
        assert!(sheet.items.iter().any(|item| item.reply.as_deref() == Some("we have mended it")));
        let late = reply_to_visit(&register.context(&officer), item, "once more the same").unwrap_err();
        assert!(
            matches!(&late, AppError::Refused(why) if why.key == "error-visit-item-answered"),
            "{late:?}"
        );
        let elsewhere = register.actor(Role::UnitOfficer, "B1T1");
        let guidance = list_visits(&register.context(&elsewhere), None).unwrap().guidance;
        assert_eq!(guidance.first().unwrap().body, "publish results", "for all units");
    });
}
