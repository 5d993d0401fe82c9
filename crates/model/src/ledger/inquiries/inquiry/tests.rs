//! What is asked and what is not.

use super::super::alike::alike;
use super::*;
use jiff::civil::date;

fn measure(unit: i64) -> SeenMeasure {
    SeenMeasure {
        unit: UnitId(unit),
        class: "county".into(),
        due_on: Some(date(2015, 9, 1)),
        requested_on: Some(date(2015, 7, 1)),
        closed: true,
        files: Vec::new(),
    }
}

/// Four measures of each of three units, each with a file of its own.
fn plain() -> Vec<SeenMeasure> {
    let all = (1..=3).flat_map(|unit| [measure(unit), measure(unit), measure(unit), measure(unit)]);
    all.enumerate().map(|(at, one)| SeenMeasure { files: vec![at.to_string()], ..one }).collect()
}

fn asked(all: &[SeenMeasure]) -> Vec<(i64, InquiryKind)> {
    worth(all).into_iter().map(|one| (one.unit.0, one.kind)).collect()
}

fn worth(all: &[SeenMeasure]) -> Vec<Worth> {
    worth_asking(&Seen { measures: all.to_vec(), ..Seen::default() })
}

/// Texts of units with the day from which each stands.
fn texts(all: &[(i64, i8, &str)]) -> Seen {
    let text = |&(unit, day, text): &(i64, i8, &str)| SeenText {
        unit: UnitId(unit),
        class: "county".into(),
        kind: TextKind::Measure,
        record: unit,
        since: date(2015, 6, day),
        text: text.into(),
    };
    let texts: Vec<_> = all.iter().map(text).collect();
    let alike = alike(&texts, &[], &BTreeMap::new());
    Seen { measures: Vec::new(), texts, alike }
}

#[test]
fn nothing_is_asked_where_all_units_are_alike_or_where_there_is_no_other() {
    assert_eq!(asked(&plain()), []);
    let mut late = plain();
    late.iter_mut().for_each(|one| one.requested_on = Some(date(2015, 8, 31)));
    assert_eq!(asked(&late), [], "everybody does it: no question of one unit");
    late.retain(|one| one.unit == UnitId(1));
    assert_eq!(asked(&late), [], "no base rate");
}

#[test]
fn closures_bunched_before_the_day_are_a_question_with_their_base_rate() {
    let mut all = plain();
    for one in all.iter_mut().filter(|one| one.unit == UnitId(2)) {
        one.requested_on = Some(date(2015, 8, 30));
    }
    all[0].requested_on = Some(date(2015, 9, 1));
    let found = worth(&all);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].unit, found[0].kind), (UnitId(2), InquiryKind::Bunched));
    assert_eq!((found[0].here, found[0].elsewhere), (Share { count: 4, of: 4 }, Share { count: 1, of: 8 }));
    for one in &mut all {
        one.requested_on = Some(date(2014, 9, 1));
    }
    assert_eq!(asked(&all), [], "a year before is not bunched");
}

#[test]
fn words_alone_one_file_for_all_and_copied_texts_are_questions() {
    let mut all = plain();
    for one in all.iter_mut().filter(|one| one.unit == UnitId(1)) {
        one.files.clear();
    }
    assert_eq!(asked(&all), [(1, InquiryKind::WordsOnly)]);
    let mut all = plain();
    for one in all.iter_mut().filter(|one| one.unit == UnitId(3)) {
        one.files = vec!["same".into()];
    }
    assert_eq!(asked(&all), [(3, InquiryKind::SameFile)]);
}

const TEXTS: [&str; 3] = [
    "每月5日前由办公室检查台账，发现遗漏的当天补齐",
    "窗口办理事项一律限时7天，超过时限的说明原因",
    "校车发车前由司机核对学生人数，途中停靠不超过6站",
];

#[test]
fn of_two_units_with_the_same_texts_the_later_one_is_asked_with_the_texts_side_by_side() {
    let all: Vec<_> = TEXTS.iter().flat_map(|text| [(1, 3, *text), (2, 8, *text)]).collect();
    let seen = texts(&all);
    let found = worth_asking(&seen);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].unit, found[0].kind), (UnitId(2), InquiryKind::AlikeTexts));
    assert_eq!((found[0].here, found[0].elsewhere), (Share { count: 3, of: 3 }, Share { count: 0, of: 0 }));
    let shown = asked_texts(&seen, UnitId(2), InquiryKind::AlikeTexts, |unit| unit.to_string());
    let first =
        (shown[0].other, shown[0].other_name.as_str(), shown[0].other_since, shown[0].units, shown[0].of);
    assert_eq!((shown.len(), first), (3, (UnitId(1), "1", date(2015, 6, 3), 2, 2)));
    assert_eq!(worth_asking(&texts(&all[..4])), [], "two texts are not three");
}

#[test]
fn a_clique_is_asked_beside_the_others_of_the_class_and_what_all_share_is_not_asked_about() {
    let copied = [(1, 3, TEXTS[0]), (1, 3, TEXTS[1]), (1, 3, TEXTS[2])];
    let again = |unit| copied.map(|(_, _, text)| (unit, 9, text));
    let own =
        [(4, 5, "群众来信逐件登记，答复前请来信人到场听取意见"), (4, 5, "清理没有依据的证明材料，名单张榜")];
    let all: Vec<_> = copied.into_iter().chain(again(2)).chain(again(3)).chain(own).collect();
    let found = worth_asking(&texts(&all));
    assert_eq!(found.iter().map(|one| (one.unit.0, one.elsewhere.of)).collect::<Vec<_>>(), [(2, 2), (3, 2)]);
    let all: Vec<_> = copied.into_iter().chain((2..=6).flat_map(again)).collect();
    assert_eq!(worth_asking(&texts(&all)), []);
}

#[test]
fn what_units_share_all_round_is_custom_and_the_base_rate_is_of_all_where_the_class_has_nobody_else() {
    const POOL: [&str; 9] = [
        "井盖由养护班每周掀开查看，松动的当天换新",
        "路灯坏了两天没人修的，镇长到场说明原因",
        "药柜钥匙交护士长保管，取药双人签字",
        "鱼塘承包合同张贴在村口，租金去向一并写明",
        "校门口早晚各派一名干部疏导接送车辆",
        "锅炉房值班记录由厂长逐页签名存档",
        "老人饭堂菜价每月听取食客意见后再定",
        "码头磅秤请计量所当众校准，误差公布",
        "果园用水按亩轮灌，次序抓阄决定",
    ];
    let of = |at: usize| POOL.get(at).copied().unwrap_or_default();
    // Each unit shares each of its texts with some other, in ever other company.
    let company = |unit: i64| (0..4_i64).map(move |at| (unit, 9, usize::try_from((unit + at) % 9).unwrap()));
    let all: Vec<(i64, i8, &str)> =
        (1..=9_i64).flat_map(company).map(|(unit, day, at)| (unit, day, of(at))).collect();
    assert_eq!(worth_asking(&texts(&all)), [], "what everybody does is no question of one");
    // Two prefectures alone in their class, and a county with texts of its own.
    let copied = TEXTS.iter().flat_map(|text| [(1, 3, *text), (2, 8, *text)]);
    let mut seen = texts(
        &copied
            .chain([(3, 3, "水库巡查员每晚八点报告水位"), (3, 3, "渡口限载十二人并备救生衣")])
            .collect::<Vec<_>>(),
    );
    for text in seen.texts.iter_mut().filter(|text| text.unit != UnitId(3)) {
        text.class = "prefecture".into();
    }
    let found = worth_asking(&seen);
    assert_eq!(
        found.iter().map(|one| (one.unit.0, one.elsewhere)).collect::<Vec<_>>(),
        [(2, Share { count: 0, of: 2 })]
    );
}
