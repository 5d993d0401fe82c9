//! Look-backs by lot: the frame first, the seed after it, somebody other than the verifier, and the share that held.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, LedgerFilter,
    desk::desk_show::{OwedKind, owed},
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::{show_ledger, show_measure},
        look_backs::{
            look_back_freeze::{FreezeClosed, freeze_closed},
            look_back_show::{LookBackShown, list_look_backs, show_look_back},
            look_back_void::void_look_back,
        },
        measures::measure_step::{
            Said, approve_closure, close_measure, hold_measure, reopen_measure, request_closure,
        },
    },
};
use earnest_model::{
    actor::{Actor, Role},
    draws::draw_record::DrawState,
    id::{LookBackDrawId, MeasureId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        look_backs::look_back::LookBackState,
        measures::{measure::MeasureState, measure_form::MeasureForm},
    },
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
    unhindered::run_look_back,
};

const SEED: &str = "01382438112797316654";

/// Closes `count` measures of each unit, all verified by one assessor; gives that assessor.
fn closed(register: &Register, units: &[&str], count: usize) -> Actor {
    let verifier = register.actor(Role::Assessor, "P");
    for unit in units {
        let officer = register.actor(Role::UnitOfficer, unit);
        let head = register.actor(Role::UnitHead, unit);
        let measure = |_| MeasureForm {
            body: "publish the conditions",
            owner: "head of the office",
            deliverable: "the notice",
            time_class: "by-date",
            due_on: "2015-07-01",
        };
        let problem = ProblemForm {
            level: "team",
            aspect: "conduct",
            body: "nobody knows the conditions",
            instance: "in May nobody knew",
            source: "self-examination",
            found_on: "2015-06-01",
            customary: CustomaryForm::default(),
            measures: (0..count).map(measure).collect(),
        };
        let person = ProblemForm { level: "person", measures: vec![measure(0)], ..problem.clone() };
        let aspects = ["conduct".to_owned()];
        let list = FindingsList { unit, round: None, problems: vec![problem, person], aspects: &aspects };
        let ids = report_problems(&register.context(&officer), &list).unwrap();
        sign_findings(&register.context(&head), unit, &ids).unwrap();
        for id in measures(register, unit) {
            let said = Said { evidence: "the notice", ..Said::default() };
            request_closure(&register.context(&officer), id, said).unwrap();
            approve_closure(&register.context(&head), id, Said::default()).unwrap();
            let office = register.actor(Role::Office, "P");
            let by = if close_measure(&register.context(&verifier), id, Said::default()).is_ok() {
                continue;
            } else {
                office
            };
            close_measure(&register.context(&by), id, Said::default()).unwrap();
        }
    }
    verifier
}

fn measures(register: &Register, unit: &str) -> Vec<MeasureId> {
    let filter = LedgerFilter { limit: 100, ..LedgerFilter::default() };
    let shown = show_ledger(&register.context(&OPERATOR), Some(unit), filter).unwrap();
    shown.lines.into_iter().map(|line| line.measure.id).collect()
}

fn freeze(register: &Register, office: &Actor, rate: &str) -> Result<LookBackDrawId, AppError> {
    freeze_closed(&register.context(office), &FreezeClosed { organiser: "P", rate, strata: "class" })
}

fn shown(register: &Register, id: LookBackDrawId) -> LookBackShown {
    show_look_back(&register.context(&Actor::PUBLIC), id).unwrap()
}

fn key<T: std::fmt::Debug>(end: Result<T, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Denied(_) | AppError::NotFound => "hidden",
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other}"),
    }
}

#[test]
fn closed_measures_are_frozen_then_drawn_by_a_later_seed_and_anybody_can_verify_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        assert_eq!(key(freeze(register, &office, "10%")), "error-look-back-none");
        let verifier = closed(register, &["A", "B", "A1"], 6);
        let other = register.actor(Role::Assessor, "P");
        assert_eq!(key(freeze(register, &office, "4%")), "error-draw-rate-low");
        for (role, unit) in [(Role::Office, "A"), (Role::Assessor, "P"), (Role::Auditor, "P")] {
            assert_eq!(key(freeze(register, &register.actor(role, unit), "50%")), "hidden", "{role:?}");
        }
        let id = freeze(register, &office, "50%").unwrap();
        let (action, detail) = register.last_event();
        let entry = register.last_entry();
        assert_eq!(
            (entry.subject.as_str(), entry.subject_id, entry.word.as_str()),
            ("look-back-draw", id.0, "look-back-frozen")
        );
        assert_eq!((action.as_str(), detail["measures"].as_i64()), ("freeze-frame", Some(18)), "no person's");
        assert_eq!(key(freeze(register, &office, "50%")), "error-look-back-frozen");
        let frozen = shown(register, id);
        assert_eq!((frozen.draw.public.state, frozen.draw.public.seed.as_deref()), (DrawState::Frozen, None));
        assert_eq!(detail["frame-sha256"], frozen.draw.public.frame_hash.as_str());
        assert!(!frozen.manages && !frozen.opens && frozen.share.is_none(), "the public looks only");
        assert_eq!(key(run_look_back(&register.context(&office), id, "12345")), "error-seed-length");
        // A measure reopened between the freeze and the draw did not stay closed.
        let relapsed = measures(register, "A").into_iter().next().unwrap();
        let found = Said { remarks: "the same fault was found again", ..Said::default() };
        reopen_measure(&register.context(&other), relapsed, found).unwrap();
        let drawn = run_look_back(&register.context(&office), id, SEED).unwrap();
        assert_eq!(key(run_look_back(&register.context(&office), id, SEED)), "error-draw-drawn");
        let after = shown(register, id);
        let verified =
            earnest_draw::verify(after.draw.public.certificate.as_ref().unwrap().as_bytes()).unwrap();
        assert_eq!(verified.frame_hash, frozen.draw.public.frame_hash);
        assert_eq!(verified.drawn.values().map(Vec::len).sum::<usize>(), drawn);
        let items: Vec<_> = after.strata.iter().flat_map(|stratum| &stratum.items).collect();
        assert_eq!(items.len(), drawn);
        for item in &items {
            let relapse = item.measure == relapsed;
            let expected = if relapse { LookBackState::Reopened } else { LookBackState::Drawn };
            assert_eq!(item.state, expected);
        }
        let owes = |who: &Actor| {
            let all = owed(&register.context(who)).unwrap();
            all.into_iter().filter(|owed| owed.kind == OwedKind::LookBack).count()
        };
        assert!(owes(&other) > 0, "somebody else looks back");
        assert_eq!(owes(&verifier), 0, "never who verified, while there is another");
    });
}

#[test]
fn what_is_found_stands_in_the_draw_and_makes_the_share_that_stayed_closed() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        closed(register, &["A", "B"], 6);
        let looker = register.actor(Role::Assessor, "P");
        let id = freeze(register, &office, "100%").unwrap();
        run_look_back(&register.context(&office), id, SEED).unwrap();
        let share = shown(register, id).share.unwrap();
        assert_eq!((share.frame, share.drawn, share.looked, share.share), (12, 12, 0, None), "not yet");
        let items: Vec<_> = shown(register, id).strata.into_iter().flat_map(|one| one.items).collect();
        for (place, item) in items.iter().enumerate() {
            let context = register.context(&looker);
            if place % 4 == 0 {
                let found = Said { remarks: "the same fault was found again", ..Said::default() };
                reopen_measure(&context, item.measure, found).unwrap();
            } else {
                hold_measure(&context, item.measure, Said::default()).unwrap();
            }
        }
        let share = shown(register, id).share.unwrap();
        assert_eq!((share.looked, share.held), (12, 9));
        let found = share.share.unwrap();
        assert_eq!(found.estimate.percent(0), "75%");
        assert_eq!(
            found.interval,
            Some((found.estimate, found.estimate)),
            "all were looked at: no chance is left"
        );
        let filter = LedgerFilter { limit: 9, ..LedgerFilter::default() };
        let head = show_ledger(&register.context(&office), Some("P"), filter.clone()).unwrap().stayed_closed;
        assert_eq!(head.map(|share| share.held), Some(9), "it heads the ledger");
        let other = show_ledger(&register.context(&office), Some("A"), filter).unwrap().stayed_closed;
        assert!(other.is_none(), "a draw is its organiser's");
        let reopened = show_measure(&register.context(&office), items.first().unwrap().measure).unwrap();
        assert_eq!((reopened.measure.state, reopened.look_back), (MeasureState::Reopened, None));
        assert!(reopened.steps.len() >= 4, "the history is kept");
        let late = void_look_back(&register.context(&office), id, "the seed was known");
        assert_eq!(key(late), "error-draw-assessed");
        let again = freeze(register, &office, "50%").unwrap();
        assert_eq!(
            shown(register, again).strata.iter().map(|one| one.frame).sum::<usize>(),
            9,
            "it comes again"
        );
        void_look_back(&register.context(&office), again, "the frame was wrong").unwrap();
        let list = list_look_backs(&register.context(&Actor::PUBLIC), None, 9).unwrap();
        let states: Vec<_> = list.draws.iter().map(|(draw, _)| draw.public.state).collect();
        assert_eq!((states, list.may_freeze.len()), (vec![DrawState::Void, DrawState::Drawn], 0));
    });
}
