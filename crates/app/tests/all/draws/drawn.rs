//! A draw from the frozen frame to the certificate, and what is refused on the way.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    draws::{
        draw_freeze::Freeze,
        draw_show::{DrawShown, frames_to_freeze, list_draws, show_draw},
        draw_void::void_draw,
    },
    figures::figure_show::{Asked, show_figure},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        round_show::show_round,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::spot_check::SpotCheckState,
    draws::draw_record::{DrawState, Thrown},
    figures::figure_name::FigureName,
    fraction::Fraction,
    id::{DrawId, RoundId},
    programmes::{exception::Exception, standard::Standard},
};
use earnest_testkit::{
    assessment::{CLASSES, open_round, standard},
    refused::refused_at,
    register::{Register, on_both_engines},
    unhindered::{ORIGIN, freeze_frame, run_draw},
};

const SEED: &str = "01382438112797316654";

fn freeze(register: &Register, office: &Actor, round: RoundId, rate: &str) -> Result<DrawId, AppError> {
    let classes = CLASSES.map(str::to_owned);
    freeze_frame(&register.context(office), &Freeze { round, rate, classes: &classes })
}

fn shown(register: &Register, id: DrawId) -> DrawShown {
    show_draw(&register.context(&Actor::PUBLIC), id).unwrap()
}

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_fifth_of_every_class_is_drawn_and_anybody_can_verify_it() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let id = freeze(register, &office, round, "20%").unwrap();
        let before = shown(register, id);
        assert_eq!((before.draw.public.state, before.draw.public.seed.as_deref()), (DrawState::Frozen, None));
        assert_eq!((before.frame(), before.drawn(), before.manages), (36, 0, false));
        assert_eq!(
            before.draw.public.frame_hash,
            earnest_model::hash::sha256_hex(before.draw.public.frame.as_bytes())
        );

        assert_eq!(run_draw(&register.context(&office), id, "01382 43811 27973 16654").unwrap(), 9);
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["seed"].as_str()), ("run-draw", Some(SEED)));
        let after = shown(register, id);
        assert_eq!(
            (after.draw.public.state, after.draw.public.seed.as_deref()),
            (DrawState::Drawn, Some(SEED))
        );
        let counts: Vec<_> = after
            .classes
            .iter()
            .map(|class| (class.class.as_str(), class.frame, class.quota, class.units.len()))
            .collect();
        assert_eq!(
            counts,
            [
                ("county", 11, 3, 3),
                ("prefecture-department", 6, 2, 2),
                ("second-level-provincial-body", 9, 2, 2),
                ("second-level-state-firm", 5, 1, 1),
                ("second-level-university", 5, 1, 1),
            ]
        );
        let certificate = after.draw.public.certificate.clone().unwrap();
        let verified = earnest_draw::verify(certificate.as_bytes()).unwrap();
        assert_eq!(verified.frame.csv(), after.draw.public.frame);
        let about = |key: &str| verified.about.get(key).map(String::as_str);
        assert_eq!(about("organiser-code"), Some("P"), "it says whose it is: {:?}", verified.about);
        assert_eq!((about("organiser"), about("programme")), (Some("试验省"), Some("programme")));
        assert_eq!((after.organiser.as_str(), after.programme.as_str()), ("试验省", "programme"));
        for class in &after.classes {
            let stored: Vec<_> = class.units.iter().map(|unit| unit.code.clone()).collect();
            assert_eq!(verified.drawn.get(&class.class), Some(&stored));
            assert!(class.units.iter().all(|unit| certificate.contains(&unit.ticket)));
        }
        assert!(earnest_draw::verify(certificate.replace(SEED, "01382438112797316655").as_bytes()).is_err());
    });
}

#[test]
fn no_seed_before_the_frame_no_second_seed_and_no_second_live_draw() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        assert!(matches!(run_draw(&register.context(&office), DrawId(1), SEED), Err(AppError::NotFound)));
        let id = freeze(register, &office, round, "1/5").unwrap();
        assert_eq!(refused(freeze(register, &office, round, "1/5")), "error-draw-live");
        assert_eq!(refused(run_draw(&register.context(&office), id, "123")), "error-seed-length");
        run_draw(&register.context(&office), id, SEED).unwrap();
        assert_eq!(refused(run_draw(&register.context(&office), id, SEED)), "error-draw-drawn");
    });
}

#[test]
fn less_than_a_fifth_is_refused() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        assert_eq!(refused(freeze(register, &office, round, "19.9%")), "error-draw-rate-low");
        assert_eq!(refused(freeze(register, &office, round, "120%")), "error-draw-rate-high");
        assert!(!register.journal().contains(&"freeze-frame".to_owned()));
        assert!(freeze(register, &office, round, "50%").is_ok());
    });
}

#[test]
fn a_void_draw_stays_with_its_reason_and_another_may_follow() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let id = freeze(register, &office, round, "20%").unwrap();
        run_draw(&register.context(&office), id, SEED).unwrap();
        assert!(matches!(void_draw(&register.context(&office), id, " "), Err(AppError::Form(_))));
        void_draw(&register.context(&office), id, "one die fell off the table").unwrap();
        let void = shown(register, id);
        assert_eq!(void.draw.public.state, DrawState::Void);
        assert_eq!(void.draw.public.void_reason.as_deref(), Some("one die fell off the table"));
        assert!(
            void.classes.iter().flat_map(|class| &class.units).all(|unit| unit.state == SpotCheckState::Void)
        );
        assert_eq!(
            refused(void_draw(&register.context(&office), id, "one die fell off the table")),
            "error-draw-void"
        );
        let second = freeze(register, &office, round, "20%").unwrap();
        let list = list_draws(&register.context(&Actor::PUBLIC), None, 1).unwrap();
        assert_eq!((list.draws.len(), list.draws[0].id, list.next), (1, second, Some(second)));
        let rest = list_draws(&register.context(&office), list.next, 1).unwrap();
        assert_eq!((rest.draws[0].id, rest.draws[0].drawn.value(), rest.next), (id, 9, None));
        let open = frames_to_freeze(&register.context(&office), &[]).unwrap();
        assert_eq!((rest.draws.len(), open.rounds.len()), (1, 0), "the round has a live draw");
    });
}

#[test]
fn only_the_organisers_office_freezes_draws_and_voids() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        for (role, unit) in
            [(Role::Office, "A"), (Role::Assessor, "P"), (Role::UnitHead, "P"), (Role::Auditor, "P")]
        {
            let other = register.actor(role, unit);
            assert!(
                matches!(freeze(register, &other, round, "20%"), Err(AppError::Denied(_))),
                "{role:?} at {unit}"
            );
        }
        let id = freeze(register, &office, round, "20%").unwrap();
        let other = register.actor(Role::Office, "A");
        assert!(matches!(run_draw(&register.context(&other), id, SEED), Err(AppError::Denied(_))));
        assert!(matches!(
            void_draw(&register.context(&other), id, "one die fell off the table"),
            Err(AppError::Denied(_))
        ));
        assert_eq!(shown(register, id).draw.public.state, DrawState::Frozen);
    });
}

#[test]
fn a_prefecture_runs_the_same_draw_beneath_itself_by_a_standard_at_least_as_strict() {
    on_both_engines(|register| {
        open_round(register);
        let office = register.actor(Role::Office, "A");
        let context = register.context(&office);
        let day = register.today.get();
        let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
        let set_up =
            SetUp { organiser: "A", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
        let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
        let laxer = Standard { vetoes: Vec::new(), ..standard() };
        assert_eq!(refused(publish_standard(&context, "A", &laxer)), "error-standard-laxer");
        let stricter = Standard { spot_check_rate: Fraction::new(1, 2).unwrap(), ..standard() };
        publish_standard(&context, "A", &stricter).unwrap();
        advance_round(&context, rounds[0]).unwrap();
        let classes = ["township".to_owned(), "county-department".to_owned()];
        let low = freeze_frame(&context, &Freeze { round: rounds[0], rate: "20%", classes: &classes });
        assert_eq!(refused(low), "error-draw-rate-low", "its own standard asks for half");
        let id =
            freeze_frame(&context, &Freeze { round: rounds[0], rate: "1/2", classes: &classes }).unwrap();
        assert_eq!(run_draw(&context, id, SEED).unwrap(), 4);
        assert_eq!(shown(register, id).frame(), 8, "the townships and departments of A's counties alone");
        let above = register.actor(Role::Auditor, "P");
        let own = Asked { unit: Some("P"), ..Asked::of(FigureName::SpotChecks) };
        let count = |asked| show_figure(&register.context(&above), asked, None, 100).unwrap().figure.value();
        assert_eq!(count(own), 0, "the province drew nothing itself");
        assert_eq!(
            count(Asked { organiser: Some("A"), ..own }),
            4,
            "what the prefecture drew is a figure beside it"
        );
    });
}

#[test]
fn digits_are_used_once_and_their_origin_and_every_void_draw_stand_with_the_round() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let classes = CLASSES.map(str::to_owned);
        let freeze = || freeze_frame(&context, &Freeze { round, rate: "20%", classes: &classes }).unwrap();
        let first = freeze();
        let bare = Thrown { digits: SEED, origin: "" };
        let end = earnest_app::draws::draw_run::run_draw(&context, first, &bare);
        assert_eq!(refused_at("origin", end), "error-review-remarks-short");
        run_draw(&context, first, SEED).unwrap();
        let told = register.last_event().1;
        assert_eq!(told["origin"], ORIGIN);
        let shown = show_draw(&context, first).unwrap().draw.public;
        assert_eq!(shown.origin().as_deref(), Some(ORIGIN));
        assert!(shown.certificate.unwrap().contains(ORIGIN), "the certificate says so, too");
        void_draw(&context, first, "a unit was forgotten").unwrap();
        let second = freeze();
        assert_eq!(refused_at("seed", run_draw(&context, second, SEED)), "error-seed-used");
        assert_eq!(
            refused_at("seed", run_draw(&context, second, "01382 43811 27973 16654")),
            "error-seed-used",
            "blanks make no other digits"
        );
        run_draw(&context, second, "27182818284590452353").unwrap();
        let exceptions = show_round(&context, round).unwrap().exceptions;
        let void = |one: &Exception| matches!(one, Exception::VoidDraw { digits: Some(digits), reason, .. } if digits == SEED && reason == "a unit was forgotten");
        assert!(exceptions.iter().any(void), "{exceptions:?}");
    });
}
