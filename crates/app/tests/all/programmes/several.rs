//! An organiser with more than one programme: wherever a round of it is named, so is the programme.

use earnest_app::{
    assessing::rating_show::list_ratings,
    figures::board_show::{Wanted, show_board},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        rounds_list::{ProgrammeTitle, list_rounds},
    },
};
use earnest_testkit::{assessment::rated, register::on_both_engines};

#[test]
fn where_an_organiser_has_more_than_one_programme_its_rounds_name_it() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let context = register.context(&office);
        let names = || {
            let rounds = list_rounds(&context).unwrap().rounds;
            let name = |programme: Option<ProgrammeTitle>| programme.map(|programme| programme.title);
            rounds.into_iter().map(|found| name(found.programme)).collect::<Vec<_>>()
        };
        let board = || show_board(&context, Wanted { unit: Some("P"), ..Wanted::default() }).unwrap();
        assert_eq!((names(), board().whose.several), (vec![None], false), "one needs no name");
        let day = register.today.get();
        let of = |number| PlanRound { number, topic: "t", opens_on: day, plans_due_on: day, ends_on: day };
        let rounds = vec![of(1), of(2)];
        let set_up = SetUp { organiser: "P", key: "other", title: "the other", goal: "goal", rounds };
        set_up_programme(&context, &set_up).unwrap();
        let named = |title: &str| Some(title.to_owned());
        assert_eq!(
            names(),
            [named("programme"), named("the other"), named("the other")],
            "one after the other"
        );
        assert!(board().whose.several && board().whose.programme.is_some());
        let ratings = list_ratings(&context, Some(round)).unwrap();
        let shown = ratings.rounds.iter().find(|one| one.id == round).unwrap();
        assert_eq!(shown.programme.as_ref().map(|it| it.title.as_str()), Some("programme"));
    });
}
