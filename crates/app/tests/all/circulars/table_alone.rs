//! Who stands in the table of results of a circular and in no passage: told with the check, and with the same days.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::circulars::published::{hidden, refused, waits};
use earnest_app::{
    assessing::{
        appeal_decide::decide_appeal, appeal_lodge::lodge_appeal, rating_show::show_rating,
        round_rate::would_rate,
    },
    circulars::{
        circular_check_send::send_check,
        circular_draft::{draft_circular, withdraw_draft},
        circular_draft_show::show_draft,
        circular_publish::publish_circular,
        circular_show::show_circular,
    },
    desk::{
        desk_show::OwedKind,
        notices_show::{Notice, list_notices},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::appeal::AppealState,
    circulars::circular::CircularForm,
    id::{CircularDraftId, RatingId},
};
use earnest_testkit::{
    assessment::{open_round, rated, review_all_plans},
    register::{Register, on_both_engines},
    unhindered::{advance_round, rate_round},
};
use jiff::civil::date;

/// It names nobody.
fn form(correction: &str) -> CircularForm<'_> {
    CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("", "opinions were collected widely")],
        problems: vec![("", "few instances")],
        requirements: Vec::new(),
        correction,
    }
}

fn told(register: &Register, who: &Actor) -> Vec<Notice> {
    let found = list_notices(&register.context(who), None, false, None, 50).unwrap().notices;
    found.into_iter().filter(|notice| notice.row.telling.word == "row-in-table").collect()
}

fn codes(register: &Register, office: &Actor, draft: CircularDraftId) -> Vec<String> {
    show_draft(&register.context(office), draft).unwrap().told.into_iter().map(|told| told.code).collect()
}

#[test]
fn a_circular_waits_until_those_in_its_table_alone_could_say_what_is_wrong() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let context = register.context(&office);
        let draft = draft_circular(&context, round, &form("")).unwrap();
        assert_eq!(send_check(&context, draft, "2015-06-05").unwrap(), 0, "no passage");
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["rows"].as_i64()), ("draft-circular", Some(2)));
        let mut named = codes(register, &office, draft);
        named.sort();
        assert_eq!(named, ["A".to_owned(), county.clone()]);

        // Each is told, with the way to its own rating; who was not rated is told nothing.
        let officer = register.actor(Role::UnitOfficer, &county);
        let notices = told(register, &officer);
        let rating = RatingId(notices.first().unwrap().home);
        assert_eq!((notices.len(), notices[0].row.telling.leads_to()), (1, "rating"));
        assert_eq!(show_rating(&register.context(&officer), rating).unwrap().0.brief.code, county);
        assert_eq!(told(register, &register.actor(Role::UnitHead, "A")).len(), 1);
        assert!(told(register, &register.actor(Role::UnitOfficer, "B")).is_empty());
        assert!(hidden(show_draft(&register.context(&officer), draft)), "the draft is its office's");

        // What it was told does not change while it looks.
        assert_eq!(refused(rate_round(&context, round)), "error-rating-in-check");
        assert_eq!(refused(would_rate(&context, round)), "error-rating-in-check");
        lodge_appeal(&register.context(&officer), rating, "the minutes were there").unwrap();
        let shown = show_draft(&context, draft).unwrap();
        let of_county = shown.told.iter().find(|one| one.code == county).unwrap();
        assert_eq!((shown.appeals, of_county.appeal), (1, Some(AppealState::Lodged)));
        for day in [1, 5] {
            register.today.set(date(2015, 6, day));
            assert_eq!(refused(publish_circular(&register.context(&office), draft)), "error-circular-rows");
            assert_eq!(waits(register, &office, OwedKind::CircularReady), 0);
        }
        register.today.set(date(2015, 6, 6));
        assert_eq!(waits(register, &office, OwedKind::CircularReady), 1);
        let id = publish_circular(&register.context(&office), draft).unwrap();
        let results = show_circular(&register.context(&Actor::PUBLIC), id).unwrap().circular.body.results;
        assert_eq!(results.len(), 2);
    });
}

#[test]
fn a_correction_tells_those_again_whose_result_is_another_one_and_no_one_else() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let draft = draft_circular(&register.context(&office), round, &form("")).unwrap();
        send_check(&register.context(&office), draft, "2015-06-05").unwrap();
        register.today.set(date(2015, 6, 6));
        publish_circular(&register.context(&office), draft).unwrap();

        let other_words = CircularForm { title: "circular on the first round", ..form("one word was wrong") };
        let same = draft_circular(&register.context(&office), round, &other_words).unwrap();
        send_check(&register.context(&office), same, "2015-06-09").unwrap();
        assert!(codes(register, &office, same).is_empty());
        publish_circular(&register.context(&office), same).unwrap();

        let officer = register.actor(Role::UnitOfficer, &county);
        let rating = RatingId(told(register, &officer).first().unwrap().home);
        let appeal = lodge_appeal(&register.context(&officer), rating, "the minutes were there").unwrap();
        let other = register.actor(Role::Assessor, "P");
        let why = "the minutes are there";
        decide_appeal(&register.context(&other), appeal, "changed", why, "82.5").unwrap();
        let changed = draft_circular(&register.context(&office), round, &form("a result changed")).unwrap();
        send_check(&register.context(&office), changed, "2015-06-09").unwrap();
        assert_eq!(codes(register, &office, changed), [county]);
        assert_eq!(told(register, &officer).len(), 2);
        assert_eq!(refused(publish_circular(&register.context(&office), changed)), "error-circular-rows");
        register.today.set(date(2015, 6, 10));
        publish_circular(&register.context(&office), changed).unwrap();
    });
}

#[test]
fn there_is_nothing_to_check_before_the_round_is_rated_and_a_draft_given_up_lets_it_be_rated_again() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        advance_round(&register.context(&office), round).unwrap();
        let draft = draft_circular(&register.context(&office), round, &form("")).unwrap();
        let early = send_check(&register.context(&office), draft, "2015-06-05");
        assert_eq!(refused(early), "error-round-ratings");
    });
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let draft = draft_circular(&register.context(&office), round, &form("")).unwrap();
        send_check(&register.context(&office), draft, "2015-06-05").unwrap();
        let context = register.context(&office);
        assert_eq!(refused(withdraw_draft(&context, draft, " ")), "error-text-empty");
        assert_eq!(refused(withdraw_draft(&context, draft, "anew")), "error-review-remarks-short");
        withdraw_draft(&context, draft, "the round is rated anew").unwrap();
        let shown = show_draft(&context, draft).unwrap();
        assert_eq!(shown.stored.given_up.as_deref(), Some("the round is rated anew"));
        assert!(shown.body.is_none(), "nothing will be published of it");
        let officer = register.actor(Role::UnitOfficer, &county);
        let found = list_notices(&register.context(&officer), None, false, None, 50).unwrap().notices;
        let words: Vec<_> = found.iter().map(|notice| notice.row.telling.word).collect();
        assert_eq!(words.iter().filter(|word| **word == "row-given-up").count(), 1, "{words:?}");
        assert_eq!(words.iter().filter(|word| **word == "row-in-table").count(), 1, "{words:?}");
        assert_eq!(rate_round(&register.context(&office), round).unwrap(), 2);
    });
}
