//! Who listens in where: interests, proposals, several at once, two who mark alone, speaker by speaker.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        interest_declare::{Declare, declare_interest},
        interest_end::end_interest,
        interests_show::show_interests,
        observations_list::{list_observations, one_observation, own_observations},
        observer_assign::{Assign, assign_observer},
        observer_choose::choose_observer,
        observers_propose::{Method, Proposal, lot_certificate, propose_observers},
        observers_send::{SendMany, SendOne, send_observers},
        sheet_show::{list_sheets, show_sheet},
        sheet_submit::{Occasion, submit_sheet},
    },
    desk::{
        desk_show::{OwedKind, owed},
        unit_show::show_unit,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::{
        interest::InterestForm,
        sheet::{Mark, SheetForm},
    },
    fraction::Fraction,
    id::{ObservationId, RoundId},
    sessions::heard::{HeardForm, SpeakerForm},
};
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    register::{Register, on_both_engines},
};

const SEED: &str = "01382438112797316654";

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

fn form(reach: &str) -> InterestForm<'_> {
    InterestForm { reach, reason: "former post", from: "2015-01-01", until: "2015-06-30" }
}

fn declare(
    register: &Register,
    who: &Actor,
    of: Option<&Actor>,
    unit: &str,
    reach: &str,
) -> Result<(), AppError> {
    let of = of.map(|of| of.account().unwrap());
    declare_interest(&register.context(who), &Declare { of, unit, form: form(reach) }).map(|_| ())
}

fn send(
    register: &Register,
    office: &Actor,
    round: RoundId,
    unit: &str,
    who: &Actor,
) -> Result<ObservationId, AppError> {
    let assessor = who.account().unwrap();
    assign_observer(&register.context(office), &Assign { round, unit, assessor, session_on: "2015-06-10" })
}

fn marks() -> SheetForm<'static> {
    let marks = vec![("oneself", "18"), ("duty", "15"), ("cases", "10")];
    SheetForm { marks, heard_on: "2015-06-01", ..SheetForm::default() }
}

fn propose(register: &Register, office: &Actor, round: RoundId, each: usize, method: Method<'_>) -> Proposal {
    propose_observers(&register.context(office), round, each, method).unwrap()
}

#[test]
fn whoever_declared_an_interest_is_neither_sent_nor_proposed_nor_marks() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let assessor = register.actor(Role::Assessor, "P");
        let other = register.actor(Role::Assessor, "P");
        declare(register, &other, None, "A", "line").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["reach"].as_str()), ("declare-interest", Some("line")));
        assert!(!detail.to_string().contains("former post"), "the reason is nobody else's business");
        let sent = send(register, &office, round, "A", &assessor).unwrap();
        declare(register, &assessor, None, "A", "line").unwrap();
        assert_eq!(refused(send(register, &office, round, "A1", &assessor)), "error-interest");
        assert!(send(register, &office, round, "B", &assessor).is_ok());
        let sheet = submit_sheet(&register.context(&assessor), Occasion::Observation(sent), &marks());
        assert_eq!(refused(sheet), "error-recusal", "declared after the sending, it ends that");
        let other = register.actor(Role::Assessor, "P");
        let proposal = propose(register, &office, round, 2, Method::Balanced);
        let unit = proposal.units.iter().find(|unit| unit.code == "A").unwrap();
        assert_eq!(unit.free, [other.account().unwrap()]);
        register.today.set(jiff::civil::date(2015, 7, 1));
        let sheet = submit_sheet(&register.context(&assessor), Occasion::Observation(sent), &marks());
        assert_eq!(refused(sheet), "error-recusal", "what ended stays so");
    });
}

#[test]
fn an_interest_ends_early_by_whoever_declared_it_and_the_record_stays() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let assessor = register.actor(Role::Assessor, "P");
        declare(register, &assessor, None, "A", "line").unwrap();
        declare(register, &office, Some(&assessor), "B", "unit").unwrap();
        let lines = show_interests(&register.context(&assessor)).unwrap().own;
        let [noted, own] = lines.as_slice() else { panic!("{lines:?}") };
        let (noted, own) = (noted.interest.id, own.interest.id);
        let end = |who: &Actor, id, day| end_interest(&register.context(who), id, day);
        for stranger in [register.actor(Role::Assessor, "P"), register.actor(Role::Office, "A")] {
            assert!(matches!(end(&stranger, own, "2015-06-05"), Err(AppError::NotFound)));
        }
        assert!(matches!(end(&assessor, noted, "2015-06-05"), Err(AppError::NotFound)), "the office ends it");
        for day in ["", "2015-05-31", "2015-07-01"] {
            assert!(matches!(end(&assessor, own, day), Err(AppError::Form(_))), "{day}");
        }
        end(&assessor, own, "2015-06-05").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), &detail["last-day"]), ("declare-interest", &"2015-06-05".into()));
        end(&office, noted, "2015-06-05").unwrap();
        assert_eq!(register.last_event().0, "note-interest");
        assert_eq!(
            refused(send(register, &office, round, "A", &assessor)),
            "error-interest",
            "it holds until then"
        );
        register.today.set(jiff::civil::date(2015, 6, 6));
        assert!(send(register, &office, round, "A", &assessor).is_ok());
        assert_eq!(show_interests(&register.context(&assessor)).unwrap().own.len(), 2, "the record stays");
    });
}

#[test]
fn an_interest_is_declared_by_the_person_or_noted_by_the_office_above_and_seen_by_both_alone() {
    on_both_engines(|register| {
        let (office, assessor) = (register.actor(Role::Office, "P"), register.actor(Role::Assessor, "P"));
        let (stranger, auditor) =
            (register.actor(Role::UnitOfficer, "B"), register.actor(Role::Auditor, "P"));
        let below = register.actor(Role::Office, "A");
        declare(register, &office, Some(&assessor), "A", "unit").unwrap();
        assert_eq!(register.last_event().0, "note-interest");
        let denied = |end: Result<(), AppError>| assert!(matches!(end, Err(AppError::Denied(_))), "{end:?}");
        denied(declare(register, &assessor, Some(&office), "A", "unit"));
        denied(declare(register, &stranger, Some(&assessor), "A", "unit"));
        denied(declare(register, &below, Some(&assessor), "A", "unit"));
        assert_eq!(refused(declare(register, &assessor, None, "nowhere", "unit")), "error-interest-unit");
        assert_eq!(refused(declare(register, &assessor, None, "A", "town")), "error-interest-reach");
        let seen = |who: &Actor| show_interests(&register.context(who)).unwrap();
        assert_eq!(seen(&assessor).own.len(), 1);
        assert!(seen(&assessor).others.is_none() && seen(&assessor).assessors.is_empty());
        assert_eq!(seen(&office).others.unwrap().len(), 1);
        assert_eq!(seen(&auditor).others.unwrap().len(), 1);
        assert!(seen(&stranger).others.is_none() && seen(&stranger).own.is_empty());
        assert_eq!(seen(&office).assessors.len(), 1);
    });
}

#[test]
fn a_proposal_spreads_the_load_and_is_sent_whole_or_not_at_all() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let people: Vec<_> = (0..3).map(|_| register.actor(Role::Assessor, "P")).collect();
        let proposal = propose(register, &office, round, 2, Method::Balanced);
        assert_eq!(proposal.units.len(), 8, "the direct subordinates of P");
        assert!(proposal.units.iter().all(|unit| unit.proposed.len() == 2 && unit.session_on.is_some()));
        let ids: Vec<_> = people.iter().map(|who| who.account().unwrap()).collect();
        let load = |id| proposal.units.iter().filter(|unit| unit.proposed.contains(id)).count();
        let loads: Vec<_> = proposal.people.iter().map(|(id, ..)| load(id)).collect();
        assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{loads:?}");
        let row = |unit, session_on| SendOne { unit, assessor: ids[0], session_on };
        let many = |rows| SendMany { round, each: 2, seed: "", rows };
        let events = register.journal().len();
        let context = register.context(&office);
        let faults = match send_observers(&context, &many(vec![row("A", ""), row("A", ""), row("B", "soon")]))
        {
            Err(AppError::Form(faults)) => faults,
            other => panic!("{other:?}"),
        };
        assert_eq!(faults.at("who-A").unwrap().key, "error-observer-twice");
        assert!(faults.at("day-B").is_some());
        assert_eq!(register.journal().len(), events);
        assert_eq!(refused(send_observers(&context, &many(vec![]))), "error-observers-none");
        assert_eq!(send_observers(&context, &many(vec![row("A", ""), row("B", "2015-06-10")])).unwrap(), 2);
        assert_eq!(register.journal().len(), events + 2);
        let left = propose(register, &office, round, 1, Method::Balanced);
        assert_eq!(left.units.len(), 6);
        assert!(matches!(
            propose_observers(&register.context(&people[0]), round, 1, Method::Balanced),
            Err(AppError::Denied(_))
        ));
    });
}

#[test]
fn a_lot_can_be_verified_and_the_journal_says_where_a_person_chose_instead() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let people: Vec<_> = (0..4).map(|_| register.actor(Role::Assessor, "P").account().unwrap()).collect();
        let proposal = propose(register, &office, round, 1, Method::Lot(SEED));
        assert_eq!(
            proposal,
            propose(register, &office, round, 1, Method::Lot(SEED)),
            "the same seed draws the same"
        );
        let certificate = proposal.certificate.clone().unwrap();
        let verified = earnest_draw::verify(certificate.as_bytes()).unwrap();
        for unit in &proposal.units {
            let drawn = &verified.drawn[&unit.code];
            assert_eq!(
                drawn,
                &unit.proposed.iter().map(|id| format!("{}/{id}", unit.code)).collect::<Vec<_>>()
            );
        }
        assert_eq!(
            refused(propose_observers(&register.context(&office), round, 1, Method::Lot("12"))),
            "error-seed-length"
        );
        let other = |unit: &str| {
            let drawn = &proposal.units.iter().find(|found| found.code == unit).unwrap().proposed;
            *people.iter().find(|id| !drawn.contains(id)).unwrap()
        };
        let drawn = proposal.units.iter().find(|unit| unit.code == "A").unwrap().proposed[0];
        let rows = vec![
            SendOne { unit: "A", assessor: drawn, session_on: "" },
            SendOne { unit: "B", assessor: other("B"), session_on: "" },
        ];
        send_observers(&register.context(&office), &SendMany { round, each: 1, seed: SEED, rows }).unwrap();
        let (_, detail) = register.last_event();
        assert_eq!((detail["seed"].as_str(), detail["by-hand"].as_bool()), (Some(SEED), Some(true)));
        let kept = propose(register, &office, round, 1, Method::Balanced).lots;
        assert_eq!((kept.len(), kept[0].certificate.as_str()), (1, certificate.as_str()));
        assert_eq!(lot_certificate(&register.context(&office), kept[0].id).unwrap(), certificate);
        let assessor = register.actor(Role::Assessor, "P");
        assert!(matches!(
            lot_certificate(&register.context(&assessor), kept[0].id),
            Err(AppError::Denied(_))
        ));
    });
}

#[test]
fn two_at_one_session_mark_alone() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let (one, two) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        let first = send(register, &office, round, "A", &one).unwrap();
        let second = send(register, &office, round, "A", &two).unwrap();
        let sheet = submit_sheet(&register.context(&one), Occasion::Observation(first), &marks()).unwrap();
        let sees = |who: &Actor| {
            let listed = list_sheets(&register.context(who), false, None, 9).unwrap().sheets.len();
            (listed, show_sheet(&register.context(who), sheet).is_ok())
        };
        assert_eq!(sees(&office), (1, true));
        assert_eq!(sees(&two), (0, false), "not before the own sheet is handed in");
        submit_sheet(&register.context(&two), Occasion::Observation(second), &marks()).unwrap();
        assert_eq!(sees(&two), (2, true));
    });
}

#[test]
fn the_unit_knows_who_comes_and_nobody_beside_it_does() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let assessor = register.actor(Role::Assessor, "P");
        let id = send(register, &office, round, "A", &assessor).unwrap();
        let (own, beside) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "B"));
        let listed = |who: &Actor| list_observations(&register.context(who), None, 9).unwrap().lines;
        assert_eq!(listed(&own)[0].assessor, "assessor of P");
        assert_eq!((listed(&beside).len(), listed(&office).len()), (0, 1));
        assert_eq!(show_unit(&register.context(&own), "A").unwrap().observers.len(), 1);
        assert_eq!(
            one_observation(&register.context(&own), id).unwrap().session_on.unwrap().to_string(),
            "2015-06-10"
        );
        assert!(one_observation(&register.context(&beside), id).is_err());
        assert_eq!(own_observations(&register.context(&assessor)).unwrap().len(), 1);
        assert_eq!(own_observations(&register.context(&own)).unwrap().len(), 0);
    });
}

#[test]
fn the_criteria_are_marked_for_each_speaker_and_their_points_are_the_exact_mean() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let assessor = register.actor(Role::Assessor, "P");
        let sent = send(register, &office, round, "A", &assessor).unwrap();
        let speaker =
            |post, oneself| SpeakerForm { post, met: vec![("oneself", oneself)], ticked: vec!["instance"] };
        let heard = HeardForm {
            speakers: vec![speaker("head", "fully"), speaker("deputy", "partly"), speaker("chief", "fully")],
            positive: "1",
            negative: "2",
            interactions: "7",
        };
        let both = SheetForm { heard: heard.clone(), ..marks() };
        let context = register.context(&assessor);
        let occasion = Occasion::Observation(sent);
        assert_eq!(refused(submit_sheet(&context, occasion, &both)), "error-sheet-both");
        let form = SheetForm { marks: vec![("duty", "15"), ("cases", "10")], ..both };
        let id = submit_sheet(&context, occasion, &form).unwrap();
        let (stored, _) = show_sheet(&context, id).unwrap();
        let mean = Fraction::new(50, 3).unwrap();
        assert_eq!(stored.sheet.marks["oneself"], Mark::Points(mean), "5/6 of 20 points");
        assert_eq!(stored.sheet.score, Fraction::new(125 * 100, 3 * 60).unwrap());
        assert_eq!((stored.sheet.heard.speakers.len(), stored.sheet.heard.interactions), (3, Some(7)));
        assert_eq!(stored.sheet.heard.speakers[1].post.as_str(), "deputy");
    });
}

#[test]
fn a_declared_interest_ends_what_somebody_was_sent_to_and_the_office_fills_the_seat_anew() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let (first, second) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        let offered = || {
            let found = choose_observer(&register.context(&office), round, "A").unwrap().assessors;
            found.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
        };
        let waits = |who: &Actor, kind: OwedKind| {
            let owed = owed(&register.context(who)).unwrap();
            owed.into_iter().filter(|one| one.kind == kind).map(|one| one.unit_code).collect::<Vec<_>>()
        };
        let assign = |who: &Actor| {
            let assessor = who.account().unwrap();
            let request = Assign { round, unit: "A", assessor, session_on: "2015-06-01" };
            assign_observer(&register.context(&office), &request)
        };
        let sent = assign(&first).unwrap();
        assert_eq!(waits(&first, OwedKind::Sheet), ["A"]);
        assert!(offered().contains(&first.account().unwrap()));
        declare(register, &first, None, "B", "unit").unwrap();
        assert_eq!(waits(&first, OwedKind::Sheet), ["A"], "an interest elsewhere ends nothing");
        declare(register, &first, None, "A", "unit").unwrap();
        assert_eq!(register.last_entry().word, "observer-recused");
        assert_eq!(waits(&first, OwedKind::Sheet), [""; 0], "the line leaves the desk");
        assert_eq!(waits(&office, OwedKind::SeatVacant), ["A"]);
        assert!(!offered().contains(&first.account().unwrap()));
        let end = submit_sheet(&register.context(&first), Occasion::Observation(sent), &SheetForm::default());
        assert_eq!(refused(end), "error-recusal");
        assert!(offered().contains(&second.account().unwrap()));
        assign(&second).unwrap();
        assert_eq!(waits(&office, OwedKind::SeatVacant), [""; 0]);
        assert_eq!(waits(&second, OwedKind::Sheet), ["A"]);
    });
}

#[test]
fn whoever_answers_for_a_unit_or_for_one_in_between_is_neither_offered_nor_sent() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let free = register.actor(Role::Assessor, "P").account().unwrap();
        let head_between = register.actor(Role::Assessor, "P").account().unwrap();
        register.give_post(head_between, Role::UnitHead, "A");
        let officer_there = register.actor(Role::Assessor, "P").account().unwrap();
        register.give_post(officer_there, Role::UnitOfficer, "A1");
        let context = register.context(&office);
        let found = choose_observer(&context, round, "A1").unwrap().assessors;
        let offered: Vec<_> = found.into_iter().map(|(id, _)| id).collect();
        assert!(offered.contains(&free));
        for (away, why) in [(head_between, "error-recusal"), (officer_there, "error-observer-role")] {
            let request = Assign { round, unit: "A1", assessor: away, session_on: "" };
            assert_eq!(refused(assign_observer(&context, &request)), why);
            assert!(!offered.contains(&away), "{why}");
        }
    });
}
