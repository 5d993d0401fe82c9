//! Reports held against a register.

use earnest_text::figures::{Kind, Value, figures};
use earnest_text::reconcile::{Aside, Counted, Verdict, reconcile};
use earnest_text::repair::repair;
use proptest::prelude::*;

fn counted(
    name: &str,
    words: &[&str],
    nearby: &[&str],
    place: Option<&str>,
    kind: Kind,
    value: u128,
) -> Counted {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Counted {
        name: name.to_owned(),
        words: owned(words),
        nearby: owned(nearby),
        needed: Vec::new(),
        barred: Vec::new(),
        state: Vec::new(),
        place: place.map(str::to_owned),
        kind,
        value: Value::whole(value),
    }
}

fn verdicts(text: &str, register: &[Counted], home: Option<&str>) -> Vec<Verdict> {
    reconcile(text, &figures(text), register, home)
}

#[test]
fn figures_agree_differ_or_are_not_known() {
    let register = [
        counted("problems", &["问题", "problems"], &[], None, Kind::Count, 547),
        counted("measures", &["措施", "measures"], &[], None, Kind::Count, 1673),
    ];
    let found = verdicts("共查找問題547個，提出整改措施1,670條，印發簡報12期。", &register, None);
    let expected = [
        Verdict::Agrees { with: 0 },
        Verdict::Differs { with: 1, by: Value::whole(3), register_has_more: true },
        Verdict::NotKnown,
    ];
    assert_eq!(found, expected);
    let english = verdicts("The units found 547 problems and named 1,680 measures.", &register, None);
    let expected = [
        Verdict::Agrees { with: 0 },
        Verdict::Differs { with: 1, by: Value::whole(7), register_has_more: false },
    ];
    assert_eq!(english, expected);
}

#[test]
fn words_that_allow_more_than_one_value_are_heeded() {
    let register = [
        counted("share drawn", &["乡镇"], &[], None, Kind::Share, 25),
        counted("visits", &["干部"], &[], None, Kind::Count, 3208),
    ];
    assert_eq!(verdicts("抽查20%以上的乡镇。", &register, None), [Verdict::Agrees { with: 0 }]);
    assert_eq!(verdicts("培训3200余名干部。", &register, None), [Verdict::Agrees { with: 1 }]);
    assert_eq!(verdicts("培训约3000名干部。", &register, None), [Verdict::Agrees { with: 1 }]);
    let more = verdicts("培训干部不足3000名。", &register, None);
    assert_eq!(more, [Verdict::Differs { with: 1, by: Value::whole(208), register_has_more: true }]);
}

#[test]
fn the_place_of_the_sentence_decides_and_home_where_it_names_none() {
    let register = [
        counted("problems of A", &["问题"], &[], Some("青石县"), Kind::Count, 12),
        counted("problems of B", &["问题"], &[], Some("白河县"), Kind::Count, 7),
    ];
    let text = "青石县查找问题12个。白河县查找问题7个。全年查找问题12个。";
    let with = |with| Verdict::Agrees { with };
    assert_eq!(verdicts(text, &register, Some("青石县")), [with(0), with(1), with(0)]);
    let open = verdicts("查找问题12个。", &register, None);
    assert_eq!(open, [Verdict::Ambiguous { candidates: vec![0, 1] }]);
}

#[test]
fn a_place_that_is_named_beside_home_takes_nothing_from_it() {
    let register = [
        counted("prefectures heard", &["市"], &["派员"], Some("某省"), Kind::Count, 9),
        counted("problems of the new area", &["问题"], &[], Some("新区"), Kind::Count, 4),
        counted("problems of all", &["问题"], &[], Some("某省"), Kind::Count, 40),
    ];
    let text = "派员参加9个市（州）和新区的学习。新区查找问题4个。共查找问题40个。";
    let with = |with| Verdict::Agrees { with };
    assert_eq!(verdicts(text, &register, Some("某省")), [with(0), with(1), with(2)]);
}

#[test]
fn what_was_done_may_be_told_by_the_verb_alone() {
    let register = [counted("interviews", &["访谈"], &[], None, Kind::Count, 43)];
    assert_eq!(verdicts("个别访谈市委书记等43人次。", &register, None), [Verdict::Agrees { with: 0 }]);
}

#[test]
fn words_nearby_choose_among_several() {
    let register = [
        counted("problems of round 1", &["问题"], &["第一轮"], None, Kind::Count, 30),
        counted("problems of round 2", &["问题"], &["第二轮"], None, Kind::Count, 41),
    ];
    let found = verdicts("第二轮研讨查找问题41个。", &register, None);
    assert_eq!(found, [Verdict::Aside { why: Aside::NoCount }, Verdict::Agrees { with: 1 }]);
}

#[test]
fn a_round_is_meant_only_where_the_sentence_names_it_and_the_nearest_before_the_figure() {
    let of_round = |name, words: &[&str], value| Counted {
        needed: words.iter().map(|word| (*word).to_owned()).collect(),
        ..counted(name, &["单位"], &[], None, Kind::Count, value)
    };
    let register = [
        counted("all", &["单位"], &[], None, Kind::Count, 428),
        of_round("first and second", &["第一、二次"], 285),
        of_round("third", &["第三次"], 143),
    ];
    let with = |with| Verdict::Agrees { with };
    let counts = |text: &str| -> Vec<Verdict> {
        let all = verdicts(text, &register, None);
        all.into_iter().filter(|it| !matches!(it, Verdict::Aside { .. })).collect()
    };
    assert_eq!(counts("第一、二次共抽查285个单位，第三次正在进行。"), [with(1)]);
    assert_eq!(counts("第一、二次共抽查285个单位，第三次抽查143个单位。"), [with(1), with(2)]);
    assert_eq!(counts("今年共抽查428个单位。"), [with(0)]);
}

#[test]
fn a_change_is_never_held_against_a_total() {
    let register = [
        counted("problems", &["问题", "problems"], &[], None, Kind::Count, 547),
        counted("measures", &["措施", "measures"], &[], None, Kind::Count, 12),
        counted("share", &["合格率"], &[], None, Kind::Share, 80),
    ];
    let agrees = Verdict::Agrees { with: 0 };
    let only = |text: &str| {
        let all = verdicts(text, &register, None);
        all.into_iter().filter(|it| !matches!(it, Verdict::Aside { .. })).collect::<Vec<_>>()
    };
    assert_eq!(only("全省查摆问题五百四十七个，比去年减少30个。"), [agrees.clone(), Verdict::NotKnown]);
    assert_eq!(only("措施比上月增加10条。"), [Verdict::NotKnown]);
    assert_eq!(only("The units found 547 problems, 30 fewer than last year."), [agrees, Verdict::NotKnown]);
    assert_eq!(
        only("合格率由70%提高到80%。"),
        [Verdict::NotKnown, Verdict::Agrees { with: 2 }],
        "what was is none"
    );
}

#[test]
fn different_units_are_held_against_different_units_and_what_may_be_either_is_told_so() {
    let register = [
        counted("checks", &["单位", "spot checks", "units"], &["抽查", "drawn"], None, Kind::Count, 285),
        counted(
            "units",
            &["不同单位", "单位", "different units", "units"],
            &["抽查", "不同", "涉及", "drawn", "different"],
            None,
            Kind::Count,
            260,
        ),
    ];
    let units = [Verdict::Agrees { with: 1 }];
    let last = |text: &str| verdicts(text, &register, None).pop().into_iter().collect::<Vec<_>>();
    assert_eq!(last("两轮共抽查了260个不同单位。"), units);
    assert_eq!(last("两轮抽查涉及260个单位。"), units);
    assert_eq!(last("兩輪抽查涉及單位260個。"), units);
    assert_eq!(last("260 different units were drawn."), units);
    let either = [Verdict::Ambiguous { candidates: vec![0, 1] }];
    assert_eq!(last("共抽查单位260个。"), either);
    assert_eq!(last("285 spot checks were drawn."), [Verdict::Agrees { with: 0 }]);
}

#[test]
fn a_number_behind_a_round_is_held_against_that_round() {
    let register = [Counted {
        needed: vec!["first round".to_owned()],
        ..counted("checks of round 1", &["spot checks"], &["drawn"], None, Kind::Count, 142)
    }];
    let no = Verdict::Aside { why: Aside::NoCount };
    let differs = Verdict::Differs { with: 0, by: Value::whole(8), register_has_more: false };
    assert_eq!(verdicts("In the first round 150 spot checks were drawn.", &register, None), [no, differs]);
}

#[test]
fn a_sign_of_copyright_makes_no_furniture_of_a_sentence() {
    let register = [counted("problems", &["问题"], &[], None, Kind::Count, 547)];
    let found = verdicts("品牌©：查摆问题560个。", &register, None);
    assert_eq!(found, [Verdict::Differs { with: 0, by: Value::whole(13), register_has_more: false }]);
}

#[test]
fn stories_and_furniture_are_put_aside() {
    let register = [counted("warnings", &["警示"], &[], None, Kind::Count, 10)];
    let found = verdicts("有的谈到，当年曾有10次警示。\n已有0人发表了评论", &register, None);
    assert_eq!(found, [Verdict::Aside { why: Aside::Story }, Verdict::Aside { why: Aside::Furniture }]);
}

proptest! {
    #[test]
    fn a_text_made_from_the_register_agrees_with_it(values in proptest::collection::vec(0_u32..5000, 3)) {
        let nouns = ["问题", "整改措施", "责任人"];
        let register: Vec<Counted> =
            nouns.iter().zip(&values).map(|(noun, value)| counted(noun, &[noun], &[], None, Kind::Count, u128::from(*value))).collect();
        let text = format!("共查找问题{}个，提出整改措施{}条，约谈责任人{}名。", values[0], values[1], values[2]);
        let expected: Vec<Verdict> = (0..3).map(|with| Verdict::Agrees { with }).collect();
        prop_assert_eq!(verdicts(&text, &register, None), expected);
    }
}

/// The report with which this came up; the folder is not part of the project and may be missing.
#[test]
fn the_published_report_is_reconciled_from_its_damaged_form() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference/published-report.damaged.txt");
    let Ok(damaged) = std::fs::read_to_string(path) else { return };
    let text = repair(&damaged).text;
    let count =
        |name, words: &[&str], nearby: &[&str], value| counted(name, words, nearby, None, Kind::Count, value);
    let register = [
        count("counties", &["县"], &["走访"], 13),
        count("departments", &["县直部门"], &["走访"], 9),
        count("townships", &["乡镇"], &["走访"], 13),
        count("villages", &["村"], &["走访"], 15),
        count("meetings", &["座谈会", "院坝会"], &[], 31),
        count("persons spoken with", &["市州委书记"], &[], 43),
        count("prefectures heard", &["市"], &["派员参加"], 9),
        counted("share", &["县"], &[], None, Kind::Share, 20),
        count("places assessed", &["地方和单位"], &[], 285),
        count("problems of the committee", &["问题"], &["省委常委会", "全省面上"], 29),
        count("expressions", &["表现"], &[], 36),
        count("problems of all", &["问题"], &["第一、二次", "领导班子"], 547),
        count("measures", &["整改措施"], &[], 1673),
    ];
    let found = verdicts(&text, &register, None);
    let agrees = |with| found.iter().filter(|verdict| **verdict == Verdict::Agrees { with }).count();
    for (with, one) in register.iter().enumerate() {
        assert_eq!(agrees(with), 1, "{}", one.name);
    }
    assert!(!found.iter().any(|verdict| matches!(verdict, Verdict::Differs { .. })));
    let aside = |why| found.iter().filter(|verdict| **verdict == Verdict::Aside { why }).count();
    assert_eq!((aside(Aside::Story), aside(Aside::Furniture)), (2, 1));
}

#[test]
fn a_clause_that_names_another_round_does_not_mean_this_one() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let of = |name, needed: &[&str], barred: &[&str], value| Counted {
        needed: words(needed),
        barred: words(barred),
        ..counted(name, &["单位"], needed, None, Kind::Count, value)
    };
    let register = [
        of("all", &[], &["第一轮", "第二轮", "第五轮"], 428),
        of("first", &["第一轮"], &["第二轮", "第五轮"], 142),
        of("both", &["前两轮", "两轮共"], &["第一轮", "第二轮", "第五轮"], 285),
    ];
    let counts = |text: &str| -> Vec<Verdict> {
        let all = verdicts(text, &register, None);
        all.into_iter().filter(|it| !matches!(it, Verdict::Aside { .. })).collect()
    };
    assert_eq!(counts("第五轮抽查3个单位。"), [Verdict::NotKnown]);
    assert_eq!(
        counts("第一轮抽查142个单位，第二轮抽查143个单位，两轮共抽查285个单位。"),
        [Verdict::Agrees { with: 1 }, Verdict::NotKnown, Verdict::NotKnown, Verdict::Agrees { with: 2 }],
        "the second round and the number of rounds are not in the register"
    );
}

#[test]
fn what_was_not_done_is_planned_of_another_time_or_of_others_agrees_with_nothing() {
    let register = [
        counted("meetings", &["座谈会", "meetings"], &[], None, Kind::Count, 31),
        counted("measures", &["措施", "measures"], &[], None, Kind::Count, 1673),
    ];
    for text in [
        "未举行座谈会31场次。",
        "各地拟举行座谈会31场次。",
        "截至上年末，举行座谈会31场次。",
        "居民提出措施1673条。",
        "The residents named 1,673 measures, and the meetings took place without 31 of them.",
        "Next year the units will hold 31 meetings.",
    ] {
        let found = verdicts(text, &register, None);
        assert!(!found.iter().any(|one| matches!(one, Verdict::Agrees { .. })), "{text}: {found:?}");
    }
    for text in ["今年举行座谈会31场次，较去年多。", "去年起步，今年提出措施1673条。"]
    {
        let found = verdicts(text, &register, None);
        assert!(found.iter().any(|one| matches!(one, Verdict::Agrees { .. })), "{text}: {found:?}");
    }
}

#[test]
fn a_state_is_meant_only_where_the_clause_says_it() {
    let closed = Counted {
        state: vec!["已销号".into(), "closed".into()],
        ..counted("closed", &["措施", "已销号", "measures", "closed"], &[], None, Kind::Count, 919)
    };
    let late = Counted {
        state: vec!["逾期".into(), "overdue".into()],
        ..counted("late", &["措施", "逾期", "measures", "overdue"], &[], None, Kind::Count, 481)
    };
    let register = [counted("all", &["措施", "measures"], &[], None, Kind::Count, 3902), closed, late];
    let with = |with| Verdict::Agrees { with };
    assert_eq!(
        verdicts("措施3902条，已销号919条，逾期481条。", &register, None),
        [with(0), with(1), with(2)]
    );
    let found = verdicts("台账共有措施919条，已销号919条。", &register, None);
    assert!(matches!(found.first(), Some(Verdict::Differs { with: 0, .. })), "{found:?}");
    let english =
        verdicts("There are 3,902 measures, of which 919 are closed and 481 overdue.", &register, None);
    assert_eq!(english, [with(0), with(1), with(2)]);
}

#[test]
fn a_round_behind_a_figure_is_not_its_own_but_in_its_clause_and_shares_are_in_per_cent() {
    let of_round = |name, words: &[&str], value| Counted {
        needed: words.iter().map(|word| (*word).to_owned()).collect(),
        ..counted(name, &["抽查", "checks"], &[], None, Kind::Count, value)
    };
    let register = [
        counted("all", &["抽查", "checks"], &[], None, Kind::Count, 285),
        of_round("second", &["第二轮", "round 2"], 143),
        of_round("both", &["两轮", "rounds 1 and 2"], 285),
        counted("share", &["measures"], &[], None, Kind::Share, 24),
    ];
    let agrees = |text: &str| -> Vec<bool> {
        let found = verdicts(text, &register, None);
        let counts = found.iter().filter(|one| !matches!(one, Verdict::Aside { .. }));
        counts.map(|one| matches!(one, Verdict::Agrees { .. })).collect()
    };
    assert_eq!(agrees("随机抽查285家次，第二轮抽查143家次。"), [true, true]);
    assert_eq!(agrees("第二轮抽查285家次。"), [false]);
    assert_eq!(agrees("285 checks were drawn, 143 checks of them in round 2."), [true, true]);
    assert_eq!(agrees("About a quarter of all measures are done."), [true]);
}
