//! What follows a circular: criticisms in the ledger, answers to requirements, reminders.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    circulars::{
        circular_acknowledge::acknowledge_circular,
        circular_follow_up::{FollowUp, show_follow_up},
        criticism_answer::{link_to_criticism, open_for_criticism, show_criticism},
        obligation_answer::{answer_obligation, show_obligation},
        readers_remind::remind_readers,
    },
    desk::desk_show::{OwedKind, owed},
    figures::{
        figure_show::{Asked, show_figure},
        timeliness_show::{OF_ALL, OF_ROUND, Wanted, show_timeliness},
    },
    ledger::findings::{findings_sign::sign_findings, problem_open::Opening},
    tasks::tasks_show::{list_late, list_late_own, show_late},
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::{CircularForm, confirm_until},
    figures::{figure_name::FigureName, scope::OfProgramme},
    id::CircularId,
    ledger::{
        findings::problem::{ProblemForm, ProblemState},
        measures::measure_form::MeasureForm,
    },
    tasks::task::LateKind,
};
use earnest_testkit::{
    assessment::rated,
    circulars::publish_checked,
    register::{Register, on_both_engines},
};

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

fn hidden(end: Result<impl std::fmt::Debug, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn form() -> CircularForm<'static> {
    CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("A G1", "opinions were collected widely")],
        problems: vec![("B", "the session was not held by its plan")],
        requirements: vec![("hold it again", "2015-06-20", "criticised"), ("report", "2015-06-25", "all")],
        correction: "",
    }
}

fn published(register: &Register) -> (Actor, CircularId) {
    let (office, round, _) = rated(register);
    let id = publish_checked(register, &office, round, &form());
    (office, id)
}

fn waits(register: &Register, who: &Actor, kind: OwedKind) -> usize {
    owed(&register.context(who)).unwrap().iter().filter(|owed| owed.kind == kind).count()
}

fn follow(register: &Register, who: &Actor, id: CircularId) -> FollowUp {
    show_follow_up(&register.context(who), id).unwrap()
}

fn problem() -> ProblemForm<'static> {
    let measure = MeasureForm {
        body: "hold the session again",
        owner: "head of the office",
        deliverable: "the minutes",
        time_class: "by-date",
        due_on: "2015-06-20",
    };
    ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "the session was not held by its plan",
        instance: "on 9 June it lasted an hour of three",
        source: "circular",
        found_on: "2015-06-01",
        measures: vec![measure],
        ..ProblemForm::default()
    }
}

#[test]
fn a_criticism_opens_a_problem_in_the_units_ledger_and_is_followed_to_its_closure() {
    on_both_engines(|register| {
        let (office, id) = published(register);
        let followed = follow(register, &office, id);
        assert_eq!((followed.commended.value(), followed.criticised.value()), (2, 1), "counted apart");
        let point = followed.points.first().unwrap();
        assert_eq!(
            point.reply_due_on,
            Some(jiff::civil::date(2015, 6, 20)),
            "the first day that is asked for"
        );
        assert!(!point.answered);
        let officer = register.actor(Role::UnitOfficer, "B");
        assert_eq!(waits(register, &officer, OwedKind::Criticism), 1);
        let aspects = ["conduct".to_owned()];
        let blank =
            Opening { form: ProblemForm { instance: "", ..problem() }, aspects: &aspects, another: false };
        assert_eq!(
            refused(open_for_criticism(&register.context(&officer), point.id, &blank)),
            "error-text-empty"
        );
        let opening = Opening { form: problem(), aspects: &aspects, another: false };
        let opened = open_for_criticism(&register.context(&officer), point.id, &opening).unwrap();
        let journal = register.journal();
        assert_eq!(journal[journal.len() - 2..], ["report-problems", "follow-up-circular"]);
        assert_eq!(waits(register, &officer, OwedKind::Criticism), 0);
        let answering = follow(register, &office, id).points.remove(0).problems.remove(0);
        assert_eq!(
            (answering.id, answering.state, answering.measures.value()),
            (opened, ProblemState::Reported, 1)
        );
        let head = register.actor(Role::UnitHead, "B");
        sign_findings(&register.context(&head), "B", &[opened]).unwrap();
        let answering = follow(register, &office, id).points.remove(0).problems.remove(0);
        assert_eq!((answering.state, answering.closed.value()), (ProblemState::Signed, 0));
        // A problem that is there can be named, too; naming it twice names it once.
        link_to_criticism(&register.context(&head), point.id, Some(opened)).unwrap();
        assert_eq!(follow(register, &office, id).points.remove(0).problems.len(), 1);
        assert_eq!(
            refused(link_to_criticism(&register.context(&head), point.id, None)),
            "error-criticism-problem"
        );
        assert_eq!(show_criticism(&register.context(&head), point.id).unwrap().answered.len(), 1);
    });
}

#[test]
fn nobody_but_the_unit_answers_and_others_see_only_what_is_their_own() {
    on_both_engines(|register| {
        let (office, id) = published(register);
        let followed = follow(register, &office, id);
        let point = followed.points.first().unwrap().id;
        let of_b = followed.requirements.first().unwrap().owed.first().unwrap().id;
        let aspects = ["conduct".to_owned()];
        let opening = Opening { form: problem(), aspects: &aspects, another: false };
        for (role, unit) in
            [(Role::UnitOfficer, "A"), (Role::Office, "P"), (Role::Assessor, "P"), (Role::Office, "B")]
        {
            let other = register.actor(role, unit);
            let context = register.context(&other);
            assert!(hidden(show_criticism(&context, point)), "{role:?} {unit}");
            assert!(hidden(open_for_criticism(&context, point, &opening)));
            assert!(hidden(show_obligation(&context, of_b)));
            assert!(hidden(answer_obligation(&context, of_b, "done")));
        }
        let beside = register.actor(Role::UnitOfficer, "A");
        let seen = follow(register, &beside, id);
        assert!(seen.points.is_empty() && seen.unread.is_none(), "the criticism of B is none of A's");
        assert!(seen.requirements.iter().all(|it| it.owed.iter().all(|owed| owed.code.starts_with('A'))));
        let nobody = register.actor(Role::UnitOfficer, "A1T1");
        assert!(hidden(show_follow_up(&register.context(&nobody), id)));
        assert!(hidden(remind_readers(&register.context(&beside), id)));
    });
}

#[test]
fn a_requirement_is_owed_until_it_is_answered_and_a_correction_keeps_the_answer() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let id = publish_checked(register, &office, round, &form());
        let officer = register.actor(Role::UnitOfficer, "B");
        let beside = register.actor(Role::UnitHead, "B");
        assert_eq!(waits(register, &officer, OwedKind::Obligation), 2);
        assert_eq!(waits(register, &beside, OwedKind::Obligation), 0, "it is the officer's work");
        let plain = register.actor(Role::UnitOfficer, "N");
        assert_eq!(waits(register, &plain, OwedKind::Obligation), 1, "what all must do");
        let owed = follow(register, &office, id).requirements.remove(0).owed.remove(0).id;
        assert_eq!(refused(answer_obligation(&register.context(&officer), owed, " ")), "error-text-empty");
        answer_obligation(&register.context(&officer), owed, "held again on 12 June").unwrap();
        assert_eq!(
            refused(answer_obligation(&register.context(&officer), owed, "again")),
            "error-obligation-answered"
        );
        assert_eq!(waits(register, &officer, OwedKind::Obligation), 1);
        let corrected =
            CircularForm { title: "Result, corrected", correction: "a word was missing", ..form() };
        let second = publish_checked(register, &office, round, &corrected);
        assert_eq!(waits(register, &officer, OwedKind::Obligation), 1, "the older version asks no more");
        let kept = follow(register, &office, second).requirements.remove(0);
        assert_eq!((kept.answered().value(), kept.owed.len()), (1, 1));
        assert_eq!(kept.owed.first().unwrap().answer.as_deref(), Some("held again on 12 June"));
    });
}

#[test]
fn a_criticism_that_a_correction_leaves_as_it_was_keeps_its_day_and_stays_late() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let id = publish_checked(register, &office, round, &form());
        let day = jiff::civil::date(2015, 6, 20);
        assert_eq!(follow(register, &office, id).points[0].reply_due_on, Some(day));
        register.today.set(jiff::civil::date(2015, 6, 21));
        let officer = register.actor(Role::UnitOfficer, "B");
        let late = || {
            list_late_own(&register.context(&officer), Some("B"), (LateKind::Criticism, OfProgramme::All), 99)
                .unwrap()
                .1
                .len()
        };
        assert_eq!(late(), 1);
        let corrected =
            CircularForm { title: "Result, corrected", correction: "a word was missing", ..form() };
        let second = publish_checked(register, &office, round, &corrected);
        assert_eq!(follow(register, &office, second).points[0].reply_due_on, Some(day));
        assert_eq!(late(), 1, "what was late stays so");
        let anew = CircularForm { problems: vec![("B", "the session was too short by half")], ..corrected };
        let third = publish_checked(register, &office, round, &anew);
        let other = follow(register, &office, third).points[0].reply_due_on;
        assert!(other > Some(day), "other words have a day of their own: {other:?}");
    });
}

#[test]
fn who_has_not_read_is_listed_and_reminded() {
    on_both_engines(|register| {
        let (office, id) = published(register);
        let officer = register.actor(Role::UnitOfficer, "B");
        acknowledge_circular(&register.context(&officer), id, "B").unwrap();
        let unread = follow(register, &office, id).unread.unwrap();
        // Eight direct subordinates and the county that was checked, but for B.
        assert_eq!(unread.len(), 8);
        assert!(unread.iter().all(|receipt| receipt.code != "B" && receipt.reminded_on.is_none()));
        assert_eq!(remind_readers(&register.context(&office), id).unwrap(), 8);
        assert_eq!(register.last_event().0, "remind-readers");
        let waiting = register.actor(Role::UnitOfficer, "A");
        let desk = owed(&register.context(&waiting)).unwrap();
        let circular = desk.iter().find(|owed| owed.kind == OwedKind::Circular).unwrap();
        let until = confirm_until(register.today.get());
        assert_eq!(circular.due_on, Some(until), "a reminder moves no day");
        assert!(follow(register, &office, id).unread.unwrap().iter().all(|it| it.reminded_on.is_some()));
    });
}

#[test]
fn what_a_circular_asks_is_late_on_the_units_own_list_and_on_its_superiors_until_it_is_done() {
    on_both_engines(|register| {
        let (office, id) = published(register);
        let officer = register.actor(Role::UnitOfficer, "B");
        let of = |who: &Actor, unit, kind| {
            list_late(&register.context(who), Some(unit), (kind, OfProgramme::All), 99).unwrap().1
        };
        let own = |kind| {
            list_late_own(&register.context(&officer), Some("B"), (kind, OfProgramme::All), 99).unwrap().1
        };
        register.today.set(confirm_until(register.today.get()));
        assert!(of(&office, "P", LateKind::Receipt).is_empty(), "nothing is late on its day");
        register.today.set(jiff::civil::date(2015, 6, 20));
        assert!(of(&office, "P", LateKind::Obligation).is_empty(), "nothing is late on its day");
        register.today.set(jiff::civil::date(2015, 6, 21));
        for kind in [LateKind::Obligation, LateKind::Criticism, LateKind::Receipt] {
            let mine = own(kind);
            assert_eq!(mine.len(), 1, "{kind:?}");
            let theirs = of(&office, "P", kind);
            assert!(theirs.contains(&mine[0]), "{kind:?}");
            let late = show_late(&register.context(&office), Some("P"), OfProgramme::All).unwrap();
            let place = LateKind::ALL.iter().position(|one| *one == kind).unwrap();
            let sum: u64 = late.rows.iter().map(|(_, counts)| counts[place].value()).sum();
            assert_eq!(sum, theirs.len() as u64, "{kind:?}");
        }
        assert_eq!(own(LateKind::Criticism)[0].due_on, jiff::civil::date(2015, 6, 20));
        let stranger = register.actor(Role::UnitOfficer, "A");
        assert!(of(&stranger, "A", LateKind::Criticism).is_empty());
        acknowledge_circular(&register.context(&officer), id, "B").unwrap();
        let required = own(LateKind::Obligation)[0].id;
        answer_obligation(&register.context(&officer), earnest_model::id::ObligationId(required), "done")
            .unwrap();
        let aspects = ["conduct".to_owned()];
        let measures = vec![MeasureForm { due_on: "2015-07-20", ..problem().measures.remove(0) }];
        let form = ProblemForm { measures, ..problem() };
        let point = earnest_model::id::MentionId(own(LateKind::Criticism)[0].id);
        open_for_criticism(
            &register.context(&officer),
            point,
            &Opening { form, aspects: &aspects, another: false },
        )
        .unwrap();
        for kind in [LateKind::Obligation, LateKind::Criticism, LateKind::Receipt] {
            assert!(own(kind).is_empty(), "{kind:?}");
        }
        register.today.set(jiff::civil::date(2015, 6, 26));
        assert_eq!(own(LateKind::Obligation).len(), 1, "what all must do came after");
    });
}

#[test]
fn completeness_and_timeliness_over_the_rounds_are_figures_that_open_to_their_records() {
    on_both_engines(|register| {
        let (office, id) = published(register);
        let officer = register.actor(Role::UnitOfficer, "B");
        let owed = follow(register, &office, id).requirements;
        let of_b = |place: usize| owed[place].owed.iter().find(|one| one.code == "B").unwrap().id;
        answer_obligation(&register.context(&officer), of_b(0), "held again").unwrap();
        let before = register.today.get();
        register.today.set(jiff::civil::date(2015, 6, 26));
        answer_obligation(&register.context(&officer), of_b(1), "reported, a day late").unwrap();
        let shown = show_timeliness(&register.context(&office), Wanted::default()).unwrap();
        assert_eq!(shown.rounds.len(), 1);
        let b = shown.children.iter().find(|child| child.unit.code == "B").unwrap().unit.id;
        let value = |name, round| shown.cell(b, name, round).map_or(0, |figure| figure.value());
        assert_eq!(OF_ROUND.map(|name| value(name, Some(1))), [1, 1, 1]);
        assert_eq!(OF_ALL.map(|name| value(name, None)), [2, 2, 1], "one came after its day");
        for child in &shown.children {
            for (name, round) in
                OF_ROUND.iter().map(|name| (*name, Some(1))).chain(OF_ALL.iter().map(|name| (*name, None)))
            {
                let Some(figure) = shown.cell(child.unit.id, name, round) else { continue };
                let asked =
                    Asked { unit: Some(&child.unit.code), organiser: Some("P"), round, ..Asked::of(name) };
                let opened = show_figure(&register.context(&office), asked, None, 99).unwrap();
                assert_eq!(opened.records.len() as u64, figure.value(), "{name:?} of {}", child.unit.code);
            }
        }
        let past =
            show_timeliness(&register.context(&office), Wanted { as_of: Some(before), ..Wanted::default() })
                .unwrap();
        let then = past.cell(b, FigureName::RequirementsAnswered, None).map_or(0, |figure| figure.value());
        assert_eq!(then, 1, "what is said of a day is what was so on that day");
        let mine = show_timeliness(&register.context(&officer), Wanted::default()).unwrap();
        assert!(mine.owes(), "the unit sees its own");
        let stranger = Wanted { unit: Some("A"), ..Wanted::default() };
        assert!(hidden(show_timeliness(&register.context(&officer), stranger)));
    });
}
