//! The way of a circular: the factual check, the right of reply, appeals.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        appeal_decide::decide_appeal,
        appeal_lodge::lodge_appeal,
        appeal_show::show_appeal,
        rating_show::{list_ratings, show_rating},
    },
    circulars::{
        circular_check_send::send_check,
        circular_draft::{draft_circular, rewrite_draft, withdraw_draft},
        circular_draft_show::{open_drafts, propose_circular, show_draft},
        circular_publish::publish_circular,
        circular_show::{list_circulars, show_circular},
        passage_check::{check_passage, show_passage},
        passage_decide::{AnswerForm, decide_passage},
    },
    desk::desk_show::{OwedKind, owed},
    figures::figure_show::{Asked, show_figure},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::appeal::AppealState,
    circulars::{
        circular::CircularForm,
        circular_check::{DraftState, PassageState},
    },
    figures::figure_name::FigureName,
    fraction::Fraction,
    id::{CircularDraftId, PassageId, RatingId, RoundId},
};
use earnest_testkit::{
    assessment::rated,
    circulars::{publish_checked, publish_checked_draft},
    register::{Register, on_both_engines},
    unhindered::{advance_round, rate_round},
};

pub(crate) fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn hidden(end: Result<impl std::fmt::Debug, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

/// A is commended; the county and B are criticised in one point.
fn form(codes: &str) -> CircularForm<'_> {
    CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![(codes, "the session was not held by its plan"), ("", "few instances")],
        requirements: vec![("hold it and report", "2015-07-10", "criticised")],
        correction: "",
    }
}

/// A draft that was sent with answers due on 5 June; gives the passages of A, B and the county.
fn sent(
    register: &Register,
    office: &Actor,
    round: RoundId,
    county: &str,
) -> (CircularDraftId, [PassageId; 3]) {
    let context = register.context(office);
    let codes = format!("{county} B");
    let draft = draft_circular(&context, round, &form(&codes)).unwrap();
    assert_eq!(send_check(&context, draft, "2015-06-05").unwrap(), 3);
    let passages = show_draft(&context, draft).unwrap().passages;
    let of = |code: &str| passages.iter().find(|passage| passage.code == code).unwrap().id;
    (draft, [of("A"), of("B"), of(county)])
}

pub(crate) fn waits(register: &Register, who: &Actor, kind: OwedKind) -> usize {
    owed(&register.context(who)).unwrap().iter().filter(|owed| owed.kind == kind).count()
}

#[test]
fn a_circular_waits_until_every_named_unit_answered_or_its_day_passed() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let (draft, [of_a, of_b, of_county]) = sent(register, &office, round, &county);
        let context = register.context(&office);
        assert_eq!(refused(publish_circular(&context, draft)), "error-circular-silent");
        let officer = register.actor(Role::UnitOfficer, "A");
        assert_eq!(waits(register, &officer, OwedKind::Passage), 1);
        check_passage(&register.context(&officer), of_a, "accept", "", false).unwrap();
        assert_eq!(register.last_event().0, "check-passage");
        assert_eq!(waits(register, &officer, OwedKind::Passage), 0);
        // B asks for a correction; its county replies and wishes that it be read.
        let officer = register.actor(Role::UnitOfficer, "B");
        let head = register.actor(Role::UnitHead, &county);
        let nothing = check_passage(&register.context(&officer), of_b, "correct", " ", false);
        assert_eq!(refused(nothing), "error-text-empty");
        let said = "it was held on 9 June, a day early";
        check_passage(&register.context(&officer), of_b, "correct", said, false).unwrap();
        check_passage(&register.context(&head), of_county, "reply", "the head was away", true).unwrap();
        assert_eq!(refused(publish_circular(&context, draft)), "error-circular-answers");
        assert_eq!(waits(register, &office, OwedKind::PassageAnswer), 1, "one visit answers both");
        let amend =
            AnswerForm { step: "amend", decision: "so it was", body: "the session was held a day early" };
        assert_eq!(refused(decide_passage(&context, draft, of_a, amend)), "error-passage-now");
        assert_eq!(waits(register, &officer, OwedKind::PassageAnswered), 0, "the office did not answer yet");
        decide_passage(&context, draft, of_b, amend).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["to"].as_str()), ("answer-passage", Some("amended")));
        assert_eq!(
            detail["before"], "the session was not held by its plan",
            "the journal keeps the old words"
        );
        assert_eq!(waits(register, &officer, OwedKind::PassageAnswered), 1, "it may accept or reply");
        check_passage(&register.context(&officer), of_b, "accept", "", false).unwrap();
        assert_eq!(waits(register, &office, OwedKind::CircularReady), 0, "a reply is not noted yet");
        decide_passage(&context, draft, of_county, AnswerForm { step: "note", ..AnswerForm::default() })
            .unwrap();
        assert_eq!(waits(register, &office, OwedKind::CircularReady), 1, "nothing holds it up");
        let id = publish_circular(&context, draft).unwrap();
        assert_eq!(waits(register, &office, OwedKind::CircularReady), 0);
        assert_eq!(waits(register, &officer, OwedKind::PassageAnswered), 0);

        let body = show_circular(&register.context(&Actor::PUBLIC), id).unwrap().circular.body;
        let texts: Vec<_> =
            body.problems.iter().map(|point| (point.text.as_str(), point.units.len())).collect();
        let expected = [
            ("the session was not held by its plan", 1),
            ("the session was held a day early", 1),
            ("few instances", 0),
        ];
        assert_eq!(texts, expected, "the corrected words stand for B alone");
        let replies: Vec<_> = body.problems.iter().flat_map(|point| &point.replies).collect();
        assert_eq!(replies.len(), 1, "only what the unit wishes stands beside it");
        assert_eq!(replies.first().unwrap().1, "the head was away");
        let stored = show_draft(&context, draft).unwrap().stored;
        assert_eq!((stored.state, stored.circular), (DraftState::Published, Some(id)));
        assert_eq!(refused(publish_circular(&context, draft)), "error-circular-draft-over");
    });
}

#[test]
fn a_unit_that_the_office_answered_has_its_turn_before_a_circular_is_published() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let (draft, [of_a, of_b, of_county]) = sent(register, &office, round, &county);
        let context = register.context(&office);
        for (unit, passage, step) in
            [("A", of_a, "accept"), ("B", of_b, "correct"), (&county, of_county, "accept")]
        {
            let officer = register.actor(Role::UnitOfficer, unit);
            check_passage(&register.context(&officer), passage, step, "it was held on 9 June", false)
                .unwrap();
        }
        // The office answers on the last day of the check: the unit has one more.
        register.today.set(jiff::civil::date(2015, 6, 5));
        let uphold =
            AnswerForm { step: "uphold", decision: "the roll says otherwise", ..AnswerForm::default() };
        decide_passage(&register.context(&office), draft, of_b, uphold).unwrap();
        let officer = register.actor(Role::UnitOfficer, "B");
        for day in [5, 6] {
            register.today.set(jiff::civil::date(2015, 6, day));
            assert_eq!(refused(publish_circular(&register.context(&office), draft)), "error-circular-silent");
            assert_eq!(waits(register, &office, OwedKind::CircularReady), 0);
            assert_eq!(waits(register, &officer, OwedKind::PassageAnswered), 1);
            assert!(show_passage(&register.context(&officer), of_b).unwrap().open);
        }
        assert!(show_draft(&context, draft).unwrap().waits.is_some());
        check_passage(&register.context(&officer), of_b, "reply", "we have another roll", true).unwrap();
        let note = AnswerForm { step: "note", ..AnswerForm::default() };
        decide_passage(&register.context(&office), draft, of_b, note).unwrap();
        assert_eq!(waits(register, &office, OwedKind::CircularReady), 1);
        publish_circular(&register.context(&office), draft).unwrap();
    });
}

#[test]
fn one_draft_of_a_round_is_written_at_a_time_and_after_the_round_none_goes_out() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let context = register.context(&office);
        let turns = || -> Vec<String> {
            let all = owed(&register.context(&office)).unwrap();
            all.into_iter().filter(|one| one.kind == OwedKind::Turn).map(|one| one.label).collect()
        };
        assert_eq!(turns(), ["tell"]);
        let all = owed(&context).unwrap();
        let part = all.iter().find(|one| one.label == "tell").unwrap().part;
        assert_eq!(part, Some((1, 8)), "one of the units that owe the round something is rated");
        let first = draft_circular(&context, round, &form(&county)).unwrap();
        assert_eq!(refused(draft_circular(&context, round, &form(&county))), "error-circular-draft-pending");
        assert_eq!(propose_circular(&context, round).unwrap().pending, Some(first));
        assert_eq!(turns(), ["send"]);
        withdraw_draft(&context, first, "the round is rated anew").unwrap();
        assert_eq!(turns(), ["tell"]);
        publish_checked(register, &office, round, &form(&county));
        assert_eq!(turns(), ["circulate"]);
        let again = CircularForm { correction: "one word was wrong", ..form(&county) };
        let second = draft_circular(&context, round, &again).unwrap();
        assert_eq!(turns(), ["circulate", "send"], "a correction is written beside what else is next");
        advance_round(&context, round).unwrap();
        advance_round(&context, round).unwrap();
        assert_eq!(refused(send_check(&context, second, "2015-06-20")), "error-circular-closed");
        assert_eq!(turns(), ["close-programme"], "what can't be done is nobody's turn");
        assert!(show_draft(&context, second).unwrap().waits.is_some());
    });
}

#[test]
fn who_stays_silent_is_named_after_the_day_and_answers_no_more() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let (draft, [of_a, ..]) = sent(register, &office, round, &county);
        assert_eq!(waits(register, &office, OwedKind::CircularReady), 0, "their day is not over");
        register.today.set(jiff::civil::date(2015, 6, 6));
        assert_eq!(
            waits(register, &office, OwedKind::CircularReady),
            1,
            "whoever is silent holds nothing up"
        );
        let officer = register.actor(Role::UnitOfficer, "A");
        let late = check_passage(&register.context(&officer), of_a, "accept", "", false);
        assert_eq!(refused(late), "error-passage-late");
        assert_eq!(waits(register, &officer, OwedKind::Passage), 0);
        publish_circular(&register.context(&office), draft).unwrap();
        let passages = show_draft(&register.context(&office), draft).unwrap().passages;
        assert!(passages.iter().all(|passage| passage.state == PassageState::Lapsed));
    });
}

#[test]
fn a_passage_is_shown_to_its_unit_alone_and_a_draft_to_its_office_alone() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let (draft, [of_a, of_b, _]) = sent(register, &office, round, &county);
        let at = |role, unit| register.actor(role, unit);
        for other in [
            at(Role::UnitOfficer, "B"),
            at(Role::UnitHead, "A1"),
            at(Role::Assessor, "P"),
            at(Role::Auditor, "P"),
        ] {
            let context = register.context(&other);
            assert!(hidden(show_passage(&context, of_a)));
            assert!(hidden(check_passage(&context, of_a, "accept", "", false)));
            assert!(hidden(show_draft(&context, draft)));
            assert!(hidden(send_check(&context, draft, "2015-06-09")));
            assert!(hidden(publish_circular(&context, draft)));
            assert!(open_drafts(&context).unwrap().is_empty());
        }
        let own = register.actor(Role::UnitOfficer, "B");
        assert!(show_passage(&register.context(&own), of_b).unwrap().open);
        let below = register.actor(Role::Office, "A");
        assert!(hidden(decide_passage(&register.context(&below), draft, of_b, AnswerForm::default())));
    });
}

#[test]
fn a_sent_draft_is_not_rewritten_and_a_withdrawn_one_is_not_published() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let context = register.context(&office);
        let proposal = propose_circular(&context, round).unwrap();
        assert_eq!(proposal.worst, Some(("poor".to_owned(), vec![county.clone()])));
        let draft = draft_circular(&context, round, &form(&county)).unwrap();
        assert_eq!(refused(publish_circular(&context, draft)), "error-circular-unchecked");
        rewrite_draft(&context, draft, &CircularForm { title: "another title", ..form(&county) }).unwrap();
        assert_eq!(refused(send_check(&context, draft, "2015-06-01")), "error-check-day");
        send_check(&context, draft, "2015-06-05").unwrap();
        assert_eq!(refused(rewrite_draft(&context, draft, &form(&county))), "error-circular-draft-over");
        assert_eq!(open_drafts(&context).unwrap().first().unwrap().title, "another title");
        withdraw_draft(&context, draft, "the round is rated anew").unwrap();
        let named = register.actor(Role::UnitOfficer, "A");
        let told =
            earnest_app::desk::notices_show::list_notices(&register.context(&named), None, false, None, 50);
        let told = told.unwrap().notices;
        assert_eq!(told[0].row.telling.word, "draft-given-up", "whoever was asked is told");
        assert!(told[0].row.detail.contains("the round is rated anew"));
        assert!(open_drafts(&context).unwrap().is_empty());
        register.today.set(jiff::civil::date(2015, 6, 9));
        assert_eq!(refused(publish_circular(&register.context(&office), draft)), "error-circular-draft-over");
    });
}

#[test]
fn a_correction_asks_nobody_again_about_the_same_words_and_repeats_their_reply() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let (draft, [of_a, of_b, of_county]) = sent(register, &office, round, &county);
        for (unit, passage, step) in
            [("A", of_a, "accept"), ("B", of_b, "reply"), (&county, of_county, "accept")]
        {
            let officer = register.actor(Role::UnitOfficer, unit);
            check_passage(&register.context(&officer), passage, step, "we had asked for a day more", true)
                .unwrap();
        }
        let context = register.context(&office);
        decide_passage(&context, draft, of_b, AnswerForm { step: "note", ..AnswerForm::default() }).unwrap();
        publish_circular(&context, draft).unwrap();
        let codes = format!("{county} B");
        let mut again = form(&codes);
        again.correction = "one unit more";
        again.problems.push(("N", "the plan came late"));
        let draft = draft_circular(&context, round, &again).unwrap();
        assert_eq!(send_check(&context, draft, "2015-06-05").unwrap(), 1, "only the new name is asked");
        register.today.set(jiff::civil::date(2015, 6, 6));
        let second = publish_circular(&register.context(&office), draft).unwrap();
        let body = show_circular(&register.context(&Actor::PUBLIC), second).unwrap().circular.body;
        let point = body.problems.first().unwrap();
        assert_eq!((point.units.len(), point.replies.len()), (2, 1));
    });
}

fn rating_of(register: &Register, office: &Actor, round: RoundId, code: &str) -> RatingId {
    let list = list_ratings(&register.context(office), Some(round)).unwrap();
    let mut all = list.classes.iter().flat_map(|class| &class.ratings);
    all.find(|(_, rating)| rating.code == code).unwrap().1.id
}

#[test]
fn a_rating_is_appealed_once_and_decided_by_somebody_who_neither_rated_nor_marked() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let rating = rating_of(register, &office, round, &county);
        let officer = register.actor(Role::UnitOfficer, &county);
        let beside = register.actor(Role::UnitOfficer, "B");
        assert!(hidden(lodge_appeal(&register.context(&beside), rating, "why not")));
        assert_eq!(refused(lodge_appeal(&register.context(&officer), rating, " ")), "error-text-empty");
        assert!(show_appeal(&register.context(&officer), rating).unwrap().may_appeal);
        let appeal = lodge_appeal(&register.context(&officer), rating, "the minutes were there").unwrap();
        assert_eq!(register.last_event().0, "appeal-rating");
        assert_eq!(
            refused(lodge_appeal(&register.context(&officer), rating, "the minutes were there")),
            "error-appeal-once"
        );
        assert_eq!(refused(rate_round(&register.context(&office), round)), "error-rating-appealed");

        let own = decide_appeal(&register.context(&office), appeal, "upheld", "the roll says so", "");
        assert_eq!(refused(own), "error-appeal-own");
        assert!(hidden(decide_appeal(&register.context(&officer), appeal, "changed", "ours", "100")));
        let other = register.actor(Role::Assessor, "P");
        assert_eq!(
            (waits(register, &office, OwedKind::Appeal), waits(register, &other, OwedKind::Appeal)),
            (0, 1)
        );
        let without = decide_appeal(&register.context(&other), appeal, "changed", "they are there", "");
        assert_eq!(refused(without), "error-appeal-score");
        decide_appeal(&register.context(&other), appeal, "changed", "the minutes are there", "82.5").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["grade"].as_str()), ("decide-appeal", Some("good")));
        let twice = decide_appeal(&register.context(&other), appeal, "upheld", "the roll says so", "");
        assert_eq!(refused(twice), "error-appeal-decided");

        let shown = show_appeal(&register.context(&officer), rating).unwrap().appeal.unwrap();
        assert_eq!((shown.state, shown.score), (AppealState::Changed, Fraction::parse("82.5").ok()));
        let (stored, ..) = show_rating(&register.context(&officer), rating).unwrap();
        assert_eq!(stored.brief.grade, "poor", "the rating itself stays");
        let id = publish_checked(register, &office, round, &form(&county));
        let results = show_circular(&register.context(&Actor::PUBLIC), id).unwrap().circular.body.results;
        assert_eq!(results.iter().find(|row| row.unit == county).unwrap().grade, "good", "what counts since");
    });
}

#[test]
fn an_appeal_comes_too_late_fifteen_days_after_the_circular() {
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        let rating = rating_of(register, &office, round, "A");
        publish_checked(register, &office, round, &form(&county));
        let officer = register.actor(Role::UnitHead, "A");
        register.today.set(jiff::civil::date(2015, 6, 17));
        assert_eq!(
            refused(lodge_appeal(&register.context(&officer), rating, "too strict")),
            "error-appeal-late"
        );
        assert!(!show_appeal(&register.context(&officer), rating).unwrap().may_appeal);
        register.today.set(jiff::civil::date(2015, 6, 16));
        lodge_appeal(&register.context(&officer), rating, "too strict").unwrap();
    });
}

#[test]
fn a_correction_that_corrects_nothing_is_neither_sent_nor_published_and_the_desk_has_the_version_that_stands()
{
    on_both_engines(|register| {
        let (office, round, county) = rated(register);
        publish_checked(register, &office, round, &form(&county));
        let unread = register.actor(Role::UnitOfficer, "B");
        assert_eq!(waits(register, &unread, OwedKind::Circular), 1);
        let context = register.context(&office);
        let same = CircularForm { correction: "one word was wrong", ..form(&county) };
        let draft = draft_circular(&context, round, &same).unwrap();
        let due_on = context.today.tomorrow().unwrap().to_string();
        assert_eq!(refused(send_check(&context, draft, &due_on)), "error-circular-nothing-corrected");
        let other = CircularForm { title: "circular on round 1, corrected", ..same };
        rewrite_draft(&context, draft, &other).unwrap();
        publish_checked_draft(register, &office, draft);
        assert_eq!(
            waits(register, &unread, OwedKind::Circular),
            1,
            "the older version is not confirmed any more"
        );
        let context = register.context(&office);
        let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::CircularsPublished) };
        let figure = show_figure(&context, asked, None, 9).unwrap();
        let listed = list_circulars(&context, None, 9).unwrap().circulars;
        let ids: Vec<i64> = figure.records.iter().map(|record| record.id).collect();
        assert_eq!((figure.figure.value(), ids), (1, listed.iter().map(|one| one.id.0).collect()));
    });
}
