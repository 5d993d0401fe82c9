//! What becomes of visits besides being made: two trips are one, a trip is moved or called off, a record is corrected or
//! withdrawn; and who went is asked of the day.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::{
        desk_show::{OwedKind, owed},
        unit_show::show_unit,
    },
    duties::charge_give::{ChargeForm, give_charge},
    figures::figure_show::{Asked, show_figure},
    people::post_register::register_post,
    visits::{
        tour_plan::{combine_visit, plan_tour},
        visit_change::{call_off_visit, correct_visit, move_visit, visit_became, withdraw_visit},
        visit_record::{record_visit, visit_sheet},
        visit_show::{list_visits, show_visit},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    figures::figure_name::FigureName,
    id::{PostId, VisitId},
    visits::{
        correction::{CorrectionForm, Part},
        record_form::{ItemForm, ItemRow, MeetingForm, RecordForm, RowsForm},
        tour::PlanForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    refused::{faults, hidden},
    register::{Register, on_both_engines},
};

const WHY: &str = "the bridge was closed that day";

fn post(register: &Register, office: &Actor, title: &str, days: [&str; 2]) -> PostId {
    let form = PostForm { kind: "portfolio-lead", title, from: days[0], until: days[1], another: true };
    register_post(&register.context(office), "P", form).unwrap()
}

/// Plans a tour and gives its visits.
fn plan(register: &Register, office: &Actor, posts: &[PostId], units: &[&str]) -> Vec<VisitId> {
    let keys: Vec<String> = posts.iter().map(ToString::to_string).collect();
    let (leader, team) = keys.split_first().unwrap();
    let form = PlanForm {
        leader,
        team: team.iter().map(String::as_str).collect(),
        purposes: "the programme",
        from: "2015-05-30",
        until: "2015-06-03",
        units: units.iter().map(|unit| (*unit, "choice")).collect(),
        ..PlanForm::default()
    };
    let tour = plan_tour(&register.context(office), "P", &form).unwrap();
    let planned = list_visits(&register.context(office), None).unwrap().planned;
    planned.into_iter().filter(|visit| visit.tour == tour).map(|visit| visit.id).collect()
}

fn made(visited_on: &str) -> RecordForm<'_> {
    let item = ItemForm { kind: "finding", body: "the notice is not up", reply_due_on: "2015-06-20" };
    RecordForm {
        visited_on,
        summary: "in good order",
        rows: RowsForm {
            meetings: vec![
                MeetingForm {
                    kind: "forum",
                    participants: "9",
                    words: "villages",
                    ..MeetingForm::default()
                };
                2
            ],
            interviews: vec![["villager", "K1", ""], ["villager", "k1", ""]],
            items: vec![ItemRow { item, ..ItemRow::default() }],
            another: true,
        },
    }
}

fn counted(register: &Register, name: FigureName, day: Option<earnest_model::Date>) -> u64 {
    let asked = Asked { unit: Some("P"), as_of: day, ..Asked::of(name) };
    show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
}

fn waits(register: &Register, who: &Actor, kind: OwedKind) -> usize {
    owed(&register.context(who)).unwrap().iter().filter(|owed| owed.kind == kind).count()
}

#[test]
fn whoever_joins_a_trip_goes_along_on_its_visit_alone_and_the_old_address_leads_to_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let open = ["2015-05-01", ""];
        let [chief, deputy, third] =
            ["the chief", "the deputy", "the third"].map(|title| post(register, &office, title, open));
        let kept = plan(register, &office, &[deputy], &["A1", "A2"]);
        let given = plan(register, &office, &[chief, third], &["A1", "B1"]);
        let to = visit_sheet(&register.context(&office), kept[0]).unwrap().visit.tour;
        let sheet = visit_sheet(&register.context(&office), given[0]).unwrap();
        assert!(sheet.tours[0].same_unit, "that tour goes there, too");
        let from = sheet.visit.tour;
        let now = combine_visit(&register.context(&office), given[0], &to.to_string()).unwrap();
        let (_, told) = register.last_event();
        for (detail, key) in [("visit", given[0].0), ("from-tour", from.0), ("into-visit", now.0)] {
            assert_eq!(told[detail], key, "{detail}: {told}");
        }
        let team = |id| visit_sheet(&register.context(&office), id).unwrap().company.team;
        assert_eq!(team(now), ["the chief", "the third"]);
        assert_eq!(team(kept[1]), [""; 0], "the other visit of that tour is theirs who planned it");
        assert_eq!(team(given[1]), ["the third"], "and the chief's own other trip stays");
        assert_eq!(visit_became(&register.context(&office), given[0]).unwrap(), Some(now));
        let auditor = register.actor(Role::Auditor, "P");
        assert_eq!(visit_became(&register.context(&auditor), given[0]).unwrap(), Some(now));
        let head = register.actor(Role::UnitHead, "A1");
        assert_eq!(visit_became(&register.context(&head), given[0]).unwrap(), None, "not announced");
        // A visit that goes over by itself takes its company along, and its tour goes on without it.
        let moved = combine_visit(&register.context(&office), given[1], &to.to_string()).unwrap();
        assert_eq!(moved, given[1]);
        assert_eq!(team(moved), ["the chief", "the third"]);
        assert_eq!(team(kept[1]), [""; 0]);
    });
}

#[test]
fn a_visit_is_recorded_on_its_days_and_is_moved_or_called_off_with_the_reason() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let leader = post(register, &office, "the deputy", ["2015-05-01", "2015-06-10"]);
        let visits = plan(register, &office, &[leader], &["A1", "A2"]);
        let context = register.context(&office);
        for day in ["2013-01-01", "2015-05-29"] {
            assert_eq!(
                faults(record_visit(&context, visits[0], &made(day))),
                [("visited_on".to_owned(), "error-visit-day")],
                "{day}"
            );
        }
        assert_eq!(
            faults(move_visit(&context, visits[0], "1900-01-01", "no")),
            [("day".to_owned(), "error-tour-plan-far"), ("reason".to_owned(), "error-review-remarks-short")]
        );
        assert_eq!(
            faults(move_visit(&context, visits[0], "2015-06-11", WHY)),
            [("day".to_owned(), "error-visit-leader-day")]
        );
        let stranger = register.actor(Role::Assessor, "P");
        assert!(hidden(move_visit(&register.context(&stranger), visits[0], "2015-05-29", WHY)));
        move_visit(&context, visits[0], "2015-05-29", WHY).unwrap();
        assert_eq!(register.last_event().1["reason"], WHY);
        let sheet = visit_sheet(&context, visits[0]).unwrap();
        assert_eq!(sheet.visit.moved.as_deref(), Some(WHY));
        assert_eq!(sheet.visit.days.0, jiff::civil::date(2015, 5, 29));
        assert_eq!(
            faults(record_visit(&context, visits[0], &made("2015-05-30"))),
            [("visited_on".to_owned(), "error-visit-day")],
            "its day is its own now"
        );
        record_visit(&context, visits[0], &made("2015-05-29")).unwrap();
        assert!(hidden(move_visit(&context, visits[0], "2015-05-30", WHY)), "it is made");
        assert_eq!(waits(register, &office, OwedKind::VisitPlanned), 1);
        call_off_visit(&context, visits[1], WHY).unwrap();
        assert_eq!(waits(register, &office, OwedKind::VisitPlanned), 0);
        assert!(list_visits(&context, None).unwrap().planned.is_empty());
        assert!(hidden(record_visit(&context, visits[1], &made("2015-06-01"))), "it was called off");
        assert!(hidden(call_off_visit(&context, visits[1], WHY)), "once");
    });
}

#[test]
fn a_record_is_corrected_or_withdrawn_with_the_reason_and_what_stood_before_stays() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let leader = post(register, &office, "the deputy", ["2015-05-01", ""]);
        let id = plan(register, &office, &[leader], &["A1"])[0];
        record_visit(&register.context(&office), id, &made("2015-06-01")).unwrap();
        assert_eq!(counted(register, FigureName::PersonsInterviewed, None), 1, "K1 and k1 are one key");
        assert_eq!(counted(register, FigureName::MeetingsHeld, None), 2);
        let view = show_visit(&register.context(&office), id).unwrap();
        let double = Part::Meeting(view.parts.meetings[1].id).key();
        let item = Part::Item(view.parts.items[0].id).key();
        let first = register.today.get();
        register.today.set(jiff::civil::date(2015, 6, 4));
        let correction = CorrectionForm {
            visited_on: "2015-05-31",
            summary: "in order but for the notice",
            out: vec![&double, &item],
            reason: "the meeting was entered twice",
        };
        let officer = register.actor(Role::UnitOfficer, "A1");
        assert!(hidden(correct_visit(&register.context(&officer), id, &correction)));
        correct_visit(&register.context(&office), id, &correction).unwrap();
        assert_eq!(register.last_event().1["taken-out"], 2);
        assert_eq!(counted(register, FigureName::MeetingsHeld, None), 1);
        assert_eq!(counted(register, FigureName::MeetingsHeld, Some(first)), 2, "as it was said that day");
        assert_eq!(waits(register, &officer, OwedKind::VisitItem), 0, "what was not so is not owed");
        let view = show_visit(&register.context(&officer), id).unwrap();
        assert_eq!((view.parts.meetings.len(), view.parts.items.len()), (1, 0));
        assert_eq!(view.line.visited_on, jiff::civil::date(2015, 5, 31));
        assert_eq!((view.corrected[0].summary.as_str(), view.taken_out.len()), ("in good order", 2));
        assert_eq!(view.corrected[0].visited_on, first);
        withdraw_visit(&register.context(&office), id, "another unit was visited").unwrap();
        for name in [FigureName::Visits, FigureName::MeetingsHeld, FigureName::InterviewsHeld] {
            assert_eq!(counted(register, name, None), 0, "{name:?}");
            let day = Some(jiff::civil::date(2015, 5, 31));
            let since = Asked { unit: Some("P"), as_of: day, since: true, ..Asked::of(name) };
            let since = show_figure(&register.context(&OPERATOR), since, None, 9).unwrap();
            assert_eq!(since.figure.value(), 0, "{name:?}: entered since, and withdrawn since");
        }
        assert_eq!(counted(register, FigureName::Visits, Some(jiff::civil::date(2015, 6, 3))), 1);
        let view = show_visit(&register.context(&officer), id).unwrap();
        assert_eq!(view.line.withdrawn.unwrap().1, "another unit was visited", "its page says so");
        assert!(!view.may_correct && list_visits(&register.context(&office), None).unwrap().made.is_empty());
        assert!(hidden(withdraw_visit(&register.context(&office), id, "another unit was visited")), "once");
        assert!(hidden(correct_visit(&register.context(&office), id, &correction)));
    });
}

#[test]
fn who_leads_and_goes_along_holds_the_post_on_the_days_of_the_tour_and_so_does_who_has_a_unit_in_charge() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let before = post(register, &office, "until May", ["2015-05-01", "2015-05-31"]);
        let after = post(register, &office, "from June", ["2015-06-02", ""]);
        let through = post(register, &office, "the deputy", ["2015-05-01", ""]);
        let tour = |leader: PostId, team: PostId, days: [&str; 2]| {
            let (leader, team) = (leader.to_string(), team.to_string());
            let form = PlanForm {
                leader: &leader,
                team: vec![&team],
                purposes: "the programme",
                from: days[0],
                until: days[1],
                units: vec![("A1", "choice")],
                ..PlanForm::default()
            };
            plan_tour(&register.context(&office), "P", &form)
        };
        let june = ["2015-06-01", "2015-06-03"];
        for wrong in [before, after] {
            assert_eq!(faults(tour(wrong, through, june)), [("leader".to_owned(), "error-tour-leader")]);
            assert_eq!(faults(tour(through, wrong, june)), [("team".to_owned(), "error-tour-team")]);
        }
        tour(after, through, ["2015-06-02", "2015-06-03"]).unwrap();
        let give = |from, until| {
            let form = ChargeForm { unit: "A", kind: "contact", from, until };
            give_charge(&register.context(&office), before, form)
        };
        assert_eq!(faults(give("2014-01-01", "2014-02-01")), [("from".to_owned(), "error-charge-post")]);
        assert_eq!(faults(give("2015-05-01", "2015-06-30")), [("until".to_owned(), "error-charge-post")]);
        give("2015-05-01", "").unwrap();
        let officer = register.actor(Role::UnitOfficer, "A");
        let leaders = |day| {
            register.today.set(day);
            let unit = show_unit(&register.context(&officer), "A").unwrap();
            unit.leaders.into_iter().map(|leader| leader.title).collect::<Vec<_>>()
        };
        let today = register.today.get();
        assert_eq!(leaders(jiff::civil::date(2015, 5, 31)), ["until May"]);
        assert_eq!(leaders(today), [""; 0], "nobody has a unit in charge after their time");
        let form = ChargeForm { unit: "A", kind: "contact", from: "2015-06-01", until: "" };
        give_charge(&register.context(&office), through, form).unwrap();
        assert_eq!(leaders(today), ["the deputy"]);
    });
}
