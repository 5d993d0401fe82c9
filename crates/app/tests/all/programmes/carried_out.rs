//! Programmes by form: one office sets one up, the office beneath carries it out for its own units, never later.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context,
    programmes::{
        programme_ask::{ProgrammeWanted, ask_programme},
        programme_begin::{Begin, begin_programme},
        programme_show::show_programme,
        round_advance::advance_round,
        round_reschedule::{ask_calendar, reschedule_round},
        round_show::show_round,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::Role,
    id::{ProgrammeId, RoundId},
    programmes::{
        gates::Gate,
        programme::{CalendarForm, ProgrammeForm, RoundForm},
        round::RoundState,
    },
};
use earnest_testkit::{
    assessment::standard,
    refused::refused_at,
    register::{Register, on_both_engines},
};

const MAY: CalendarForm<'_> =
    CalendarForm { opens_on: "2015-06-02", plans_due_on: "2015-06-20", ends_on: "2015-07-20" };
const JULY: CalendarForm<'_> =
    CalendarForm { opens_on: "2015-07-21", plans_due_on: "2015-08-10", ends_on: "2015-09-10" };

fn begin(
    context: &Context<'_>,
    organiser: &str,
    carries_out: bool,
    calendars: &[CalendarForm<'_>],
) -> Result<ProgrammeId, AppError> {
    let rounds = calendars.iter().map(|calendar| RoundForm { topic: "topic", calendar: *calendar }).collect();
    let form = ProgrammeForm { title: "Programme", goal: "so that it holds", rounds };
    begin_programme(context, &Begin { organiser, key: "test", carries_out, form, ..Begin::default() })
}

fn rounds(register: &Register, id: ProgrammeId) -> Vec<RoundId> {
    let office = register.actor(Role::Office, "P");
    let view = show_programme(&register.context(&office), id).unwrap();
    view.rounds.iter().map(|round| round.id).collect()
}

fn key(fault: AppError) -> &'static str {
    match fault {
        AppError::Refused(message) => message.key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_prefecture_carries_out_the_programme_of_its_province_and_is_never_later() {
    on_both_engines(|register| {
        let (province, city) = (register.actor(Role::Office, "P"), register.actor(Role::Office, "A"));
        let none = begin(&register.context(&city), "A", true, &[MAY]).unwrap_err();
        assert_eq!(key(none), "error-programme-superior");
        let above = begin(&register.context(&province), "P", false, &[MAY, JULY]).unwrap();
        let asked = ask_programme(&register.context(&city), ProgrammeWanted::default()).unwrap();
        let (superior, topics) = asked.superior.unwrap();
        assert_eq!((superior.programme.id, topics.len()), (above, 2), "the superior's is preset");
        let late = CalendarForm { ends_on: "2015-07-21", ..MAY };
        let Err(AppError::Form(errors)) = begin(&register.context(&city), "A", true, &[late, JULY]) else {
            panic!("a later end passes")
        };
        assert_eq!(errors.at("0-ends_on").unwrap().key, "error-calendar-later");
        assert!(begin(&register.context(&city), "A", true, &[MAY]).is_err(), "a topic is missing");
        let own = begin(&register.context(&city), "A", true, &[MAY, JULY]).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), &detail["carries-out"]), ("set-up-programme", &above.0.into()));
        let view = show_programme(&register.context(&province), above).unwrap();
        assert_eq!(view.carried_out_by.iter().map(|found| found.code.as_str()).collect::<Vec<_>>(), ["A"]);
        assert_eq!(view.organisers_beneath, Some(7), "the new area has no units of its own");
        let view = show_programme(&register.context(&city), own).unwrap();
        assert_eq!(view.carries_out.unwrap().0.programme.id, above);
    });
}

#[test]
fn an_office_organises_one_programme_at_a_time_and_only_for_units_beneath_its_own() {
    on_both_engines(|register| {
        let province = register.actor(Role::Office, "P");
        begin(&register.context(&province), "P", false, &[MAY]).unwrap();
        let again = begin(&register.context(&province), "P", false, &[MAY]).unwrap_err();
        assert_eq!(key(again), "error-programme-running");
        let alone = register.actor(Role::Office, "N");
        assert_eq!(
            key(begin(&register.context(&alone), "N", true, &[MAY]).unwrap_err()),
            "error-programme-alone"
        );
        let other = register.actor(Role::Office, "B");
        let denied = begin(&register.context(&other), "A", true, &[MAY]);
        assert!(matches!(denied, Err(AppError::Denied(_))));
        let officer = register.actor(Role::UnitOfficer, "A");
        let denied = begin(&register.context(&officer), "A", true, &[MAY]);
        assert!(matches!(denied, Err(AppError::Denied(_))));
        assert_eq!(register.journal().iter().filter(|action| *action == "set-up-programme").count(), 1);
    });
}

#[test]
fn a_calendar_changes_until_its_round_opens_and_the_journal_keeps_the_change() {
    on_both_engines(|register| {
        let (province, city) = (register.actor(Role::Office, "P"), register.actor(Role::Office, "A"));
        let above = begin(&register.context(&province), "P", false, &[MAY, JULY]).unwrap();
        let own = begin(&register.context(&city), "A", true, &[MAY, JULY]).unwrap();
        let (above_rounds, own_rounds) = (rounds(register, above), rounds(register, own));
        let sooner = CalendarForm { plans_due_on: "2015-06-15", ..MAY };
        reschedule_round(&register.context(&province), above_rounds[0], &sooner).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(action, "reschedule-round");
        assert_eq!(detail["from"], "2015-06-02 / 2015-06-20 / 2015-07-20");
        assert_eq!(detail["to"], "2015-06-02 / 2015-06-15 / 2015-07-20");
        let early = CalendarForm { opens_on: "2015-06-01", ..JULY };
        let refusal = reschedule_round(&register.context(&province), above_rounds[1], &early);
        assert_eq!(refused_at("opens_on", refusal), "error-round-before", "round 1 opens the day after");
        // The city's plans are due later now: its page says so, and a change must mend it.
        let view = show_programme(&register.context(&city), own).unwrap();
        assert_eq!(
            view.rounds.iter().map(|round| view.is_later(round, register.today.get())).collect::<Vec<_>>(),
            [true, false]
        );
        assert!(reschedule_round(&register.context(&city), own_rounds[0], &MAY).is_err());
        reschedule_round(&register.context(&city), own_rounds[0], &sooner).unwrap();
        let denied = ask_calendar(&register.context(&city), above_rounds[0]);
        assert!(matches!(denied, Err(AppError::Denied(_))));
        publish_standard(&register.context(&province), "P", &standard()).unwrap();
        advance_round(&register.context(&province), above_rounds[0]).unwrap();
        let opened = reschedule_round(&register.context(&province), above_rounds[0], &MAY).unwrap_err();
        assert_eq!(key(opened), "error-round-opened");
    });
}

#[test]
fn a_round_shows_what_it_needs_to_whoever_reads_the_organiser_s_figures_and_to_nobody_else() {
    on_both_engines(|register| {
        let province = register.actor(Role::Office, "P");
        let id = begin(&register.context(&province), "P", false, &[MAY]).unwrap();
        let round = rounds(register, id)[0];
        let gates = show_round(&register.context(&province), round).unwrap().gates.unwrap().0;
        assert!(Gate::ALL.iter().all(|gate| !gates.is_open(*gate)));
        assert_eq!(
            (gates.plans_due, gates.plans_approved),
            (0, 0),
            "nobody owes a plan to a round that is planned"
        );
        publish_standard(&register.context(&province), "P", &standard()).unwrap();
        let view = show_round(&register.context(&province), round).unwrap();
        assert!(view.gates.unwrap().0.is_open(Gate::Standard));
        assert_eq!(view.next.unwrap().unwrap(), RoundState::Open);
        advance_round(&register.context(&province), round).unwrap();
        let gates = show_round(&register.context(&province), round).unwrap().gates.unwrap().0;
        assert_eq!((gates.plans_due, gates.plans_approved, gates.is_open(Gate::Plans)), (8, 0, false));
        let officer = register.actor(Role::UnitOfficer, "A");
        let view = show_round(&register.context(&officer), round).unwrap();
        assert!(view.gates.is_none() && view.taken_up.is_none() && !view.may_reschedule);
    });
}

#[test]
fn whoever_takes_a_programme_up_after_its_days_gives_it_days_of_its_own_and_is_not_locked_out() {
    on_both_engines(|register| {
        let province = register.actor(Role::Office, "P");
        begin(&register.context(&province), "P", false, &[MAY]).unwrap();
        register.today.set(jiff::civil::date(2015, 7, 22));
        for (unit, days) in [("A", JULY), ("B", MAY)] {
            let office = register.actor(Role::Office, unit);
            let context = register.context(&office);
            let own = begin(&context, unit, true, &[days]).unwrap();
            let round = show_programme(&context, own).unwrap().rounds[0].id;
            publish_standard(&context, unit, &standard()).unwrap();
            if days == MAY {
                assert_eq!(key(advance_round(&context, round).unwrap_err()), "error-round-overdue");
                reschedule_round(&context, round, &JULY).unwrap();
            }
            assert_eq!(advance_round(&context, round).unwrap(), RoundState::Open, "{unit}");
        }
    });
}
