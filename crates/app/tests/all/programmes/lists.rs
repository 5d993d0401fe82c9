//! Lists of records of rounds follow the programme that is named, or in which whoever asks is.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::{
        assessors_show::show_assessors, estimates_show, observations_list::list_observations,
        rating_show::list_ratings, sheet_show::list_sheets,
    },
    circulars::circular_show::list_circulars,
    draws::{draw_freeze::Freeze, draw_show::list_draws},
    nearest::{OfList, WhichRound},
    programmes::{
        programme_life::{TakeStep, look_at_step, take_step},
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        standard_publish::publish_standard,
    },
    sessions::{
        exemplar_show::list_exemplars, self_evaluation::list_self_evaluations, seminar_show::list_seminars,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    figures::scope::OfProgramme,
    id::{DrawId, ProgrammeId, RoundId},
};
use earnest_testkit::{
    assessment::{rated, standard},
    refused::refused,
    register::{Register, on_both_engines},
    unhindered::{advance_round, freeze_frame, run_draw},
};

/// A programme of A with an open round and a draw of its own.
fn of_a(register: &Register) -> ProgrammeId {
    let office = register.actor(Role::Office, "A");
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "own topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "A", key: "test", title: "of A", goal: "goal", rounds: vec![round] };
    let (id, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, "A", &standard()).unwrap();
    let round = *rounds.first().unwrap();
    advance_round(&context, round).unwrap();
    let classes = ["county".to_owned()];
    let draw = freeze_frame(&context, &Freeze { round, rate: "40%", classes: &classes }).unwrap();
    run_draw(&context, draw, "55501382438112797316").unwrap();
    id
}

fn asked<I>(programme: OfProgramme) -> OfList<I> {
    OfList { programme: Some(programme), round: None, before: None }
}

/// How many observations, sheets and draws are listed.
fn listed(register: &Register, who: &Actor, programme: Option<OfProgramme>) -> (usize, usize, usize) {
    let context = register.context(who);
    (
        list_observations(&context, OfList { programme, round: None, before: None }, 50).unwrap().lines.len(),
        list_sheets(&context, false, OfList { programme, round: None, before: None }, 50)
            .unwrap()
            .sheets
            .len(),
        list_draws(&context, OfList { programme, round: None, before: None }, 50).unwrap().draws.len(),
    )
}

#[test]
fn lists_are_of_the_programme_that_is_named_or_in_which_one_is_and_refuse_one_that_is_not_there() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let (first, second) = (ProgrammeId(1), of_a(register));
        assert_eq!(listed(register, &office, None), (1, 2, 2), "whoever is in no programme sees all");
        let (here, there) =
            (office.clone().in_programme(Some(first)), office.clone().in_programme(Some(second)));
        assert_eq!(listed(register, &here, None), (1, 2, 1));
        assert_eq!(listed(register, &there, None), (0, 0, 1));
        assert_eq!(
            listed(register, &here, Some(OfProgramme::This(second))),
            (0, 0, 1),
            "the address goes first"
        );
        assert_eq!(listed(register, &there, Some(OfProgramme::All)), (1, 2, 2));
        let context = register.context(&office);
        for of in [OfProgramme::None, OfProgramme::This(ProgrammeId(77))] {
            let word = if of.is_none() { "error-asked-value" } else { "not found" };
            assert_eq!(refused(list_observations(&context, asked(of), 9)), word);
            assert_eq!(refused(list_sheets(&context, false, asked(of), 9).map(|list| list.sheets)), word);
            assert_eq!(refused(list_draws(&context, asked(of), 9)), word);
            assert_eq!(refused(list_circulars(&context, asked(of), 9)), word);
            assert_eq!(refused(list_exemplars(&context, asked(of), 9)), word);
            assert_eq!(
                refused(list_self_evaluations(&context, asked(of), 9).map(|found| found.0.len())),
                word
            );
        }
        assert!(list_seminars(&context, asked(OfProgramme::None), 9).is_ok(), "a session may be of no round");
        // A unit beside sees of A's programme what is published, and nothing else.
        let beside = register.actor(Role::Office, "B");
        assert_eq!(listed(register, &beside, Some(OfProgramme::This(second))), (0, 0, 1));
        // What shows one round takes the same word.
        let which = |round: Option<RoundId>, id| WhichRound { round, programme: Some(id) };
        assert!(list_ratings(&context, which(None, first)).unwrap().round.is_some());
        assert!(list_ratings(&context, which(None, second)).unwrap().round.is_none());
        assert!(show_assessors(&context, which(None, first)).unwrap().found.is_some());
        assert!(show_assessors(&context, which(None, second)).unwrap().found.is_none());
        assert!(matches!(
            show_assessors(&context, which(Some(round), second)),
            Err(earnest_app::AppError::NotFound)
        ));
        let estimates = estimates_show::Asked { round: which(None, second), unit: None };
        assert!(estimates_show::show_estimates(&context, estimates).unwrap().estimates.is_none());
    });
}

#[test]
fn what_is_archived_stands_in_no_list_of_today_but_of_what_was_published_and_is_listed_where_it_is_named() {
    on_both_engines(|register| {
        let (office, _, _) = rated(register);
        let (first, second) = (ProgrammeId(1), of_a(register));
        for step in ["end", "archive"] {
            let context = register.context(&office);
            let seen = look_at_step(&context, first, step).unwrap().mark();
            let reason = "there are other plans by now";
            take_step(&context, &TakeStep { programme: first, step, reason, seen: &seen }).unwrap();
        }
        assert_eq!(listed(register, &office, None), (0, 0, 2));
        assert_eq!(listed(register, &office, Some(OfProgramme::This(first))), (1, 2, 1));
        assert_eq!(listed(register, &office, Some(OfProgramme::All)), (1, 2, 2));
        assert_eq!(listed(register, &office, Some(OfProgramme::This(second))), (0, 0, 1));
        let public = list_draws(&register.context(&Actor::PUBLIC), None, 9).unwrap().draws;
        let keys: Vec<DrawId> = public.iter().map(|draw| draw.id).collect();
        assert_eq!(keys.len(), 2, "what is published stays in its list");
    });
}
