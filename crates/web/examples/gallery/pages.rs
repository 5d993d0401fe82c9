//! The pages of the gallery: made-up figures, real parts.

use askama::Template;
use earnest_i18n::{Lang, Tr};
use earnest_model::figures::count::{Count, Listed};
use earnest_web::look::{
    Amount, Bar, Cell, Choice, Control, Counted, ErrorSummary, Field, Figure, Figures, Happening, Legend,
    Nav, Notice, Paging, Row, Shell, State, Table, Timeline, Tone, Who,
};

/// Chooses the wording of a language: simplified, traditional, English.
#[derive(Clone, Copy)]
pub struct Say(Lang);

impl Say {
    /// The wording of this page's language.
    pub fn say(self, hans: &'static str, hant: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Lang::ZhHans => hans,
            Lang::ZhHant => hant,
            Lang::En => en,
        }
    }
}

/// The board and every other part, one below the other.
#[derive(Template)]
#[template(path = "gallery/parts.html")]
pub struct Parts {
    shell: Shell,
    s: Say,
    figures: Figures,
    board: Table,
    legend: Legend,
    ledger: Table,
    nothing: Table,
    paging: Paging,
    notices: Vec<Notice>,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    timeline: Timeline,
}

/// A draw for the wall.
#[derive(Template)]
#[template(path = "gallery/draw.html")]
pub struct Draw {
    shell: Shell,
    s: Say,
    result: Table,
}

/// Every part in `lang`.
pub fn parts(lang: Lang) -> Parts {
    let s = Say(lang);
    let tr = Tr::new(lang);
    let who = Who {
        account: 1,
        in_programme: None,
        programmes: Vec::new(),
        several: false,
        name: s.say("某某", "某某", "A. Person").to_owned(),
        post: s.say("省委党建办 · 评估岗", "省委黨建辦 · 評估崗", "Provincial office · Assessor").to_owned(),
        programme: Some(s.say("专题教育 · 第三轮", "專題教育 · 第三輪", "Programme · Round 3").to_owned()),
    };
    let shell = Shell::new(
        tr,
        "/board?round=3",
        s.say(
            "第三次学习研讨 · 严以用权",
            "第三次學習研討 · 嚴以用權",
            "Third seminar · Using power with restraint",
        ),
    )
    .lede(s.say(
        "截至11月23日17:00。每个数字都可点开看到对应的每一条记录。",
        "截至11月23日17:00。每個數字都可點開看到對應的每一條記錄。",
        "As of 23 November, 17:00. Every figure opens the records it counts.",
    ))
    .crumb(s.say("某省", "某省", "The province"), Some("/board"))
    .crumb(s.say("9个市(州)和新区", "9個市(州)和新區", "Nine prefectures and the new area"), None)
    .nav(Nav::ALL, Some(Nav::Board))
    .signed_in(who);
    let fields = fields(s, tr);
    Parts {
        shell,
        s,
        figures: figures(s, tr),
        board: board(s, tr),
        legend: Legend::new(tr).note(s.say(
            "点单位名进入下一级，同样的七列一直到村。",
            "點單位名進入下一級，同樣的七列一直到村。",
            "A unit's name goes down a tier; the same seven columns hold all the way.",
        )),
        ledger: ledger(s, tr),
        nothing: Table::new("").column("").or_say(
            Notice::new(Tone::Empty, s.say("还没有通报", "還沒有通報", "No circulars yet"))
                .text(s.say(
                    "第一份会在本轮抽查后发布。",
                    "第一份會在本輪抽查後發佈。",
                    "The first comes after this round's draw.",
                ))
                .way(s.say("看轮次安排", "看輪次安排", "See the rounds"), "/rounds"),
        ),
        paging: Paging::new(tr, 50, 1_673).previous(Some("?before=1".into())).next(Some("?after=51".into())),
        notices: notices(s),
        errors: ErrorSummary::of(tr, &fields),
        fields,
        timeline: timeline(s),
    }
}

/// A count of nothing in particular: the gallery has no register.
fn of(size: usize) -> Count<Listed> {
    Count::of(&vec![(); size])
}

fn figures(s: Say, tr: Tr) -> Figures {
    let part = |part, whole, href: &str| Counted::part(tr, &of(part), &of(whole), href);
    let all = |size, href: &str| Counted::new(tr, &of(size), href);
    Figures::new([
        Figure::of(
            &part(61, 61, "/plans"),
            s.say("方案已逐一审核", "方案已逐一審核", "plans reviewed one by one"),
        ),
        Figure::of(&part(52, 61, "/sheets"), s.say("派员旁听", "派員旁聽", "seminars observed")),
        Figure::of(
            &part(0, 143, "/draws"),
            s.say("抽查(五类，各≥20%)", "抽查(五類，各≥20%)", "drawn (five classes, each ≥ 20%)"),
        ),
        Figure::of(&all(547, "/ledger"), s.say("查摆班子问题", "查擺班子問題", "team problems found")),
        Figure::of(&all(1_673, "/ledger"), s.say("整改措施", "整改措施", "measures")),
        Figure::amount(
            Amount::share("81.4%"),
            s.say("销号后回头看仍有效", "銷號後回頭看仍有效", "still effective when looked back at"),
            "/look-backs",
        ),
    ])
}

/// A unit's row: name, duties passed down (of 100) in words, plan, seminar, observation, measures in time, burden.
struct Standing(&'static str, (usize, &'static str), [State; 3], (usize, usize), &'static str);

fn board(s: Say, tr: Tr) -> Table {
    let row = |Standing(name, (down, tiers), [plan, seminar, observed], (in_time, whole), burden)| -> Row {
        let late = down < 60;
        let in_time = Counted::part(tr, &of(in_time), &of(whole), "/ledger");
        let measures = if late { Cell::count(in_time, State::trouble) } else { in_time.into() };
        vec![
            Cell::link(name, "/board?unit=1"),
            Bar::new(&of(down), &of(100), tiers, "/cascade").late(late).into(),
            plan.into(),
            seminar.into(),
            observed.into(),
            State::not_begun(s.say("未抽签", "未抽籤", "not drawn")).into(),
            Cell::NotYet(tr.common_not_yet().into_owned()),
            measures,
            burden.into(),
        ]
        .into()
    };
    Table::new(s.say("各单位进展", "各單位進展", "Where each unit stands"))
        .column(s.say("单位", "單位", "Unit"))
        .column(s.say("责任到底", "責任到底", "Duties passed down"))
        .column(s.say("方案", "方案", "Plan"))
        .column(s.say("研讨", "研討", "Seminar"))
        .column(s.say("旁听", "旁聽", "Observed"))
        .column(s.say("抽查", "抽查", "Spot check"))
        .column(s.say("综合评", "綜合評", "Rating"))
        .numbers(s.say("整改(按期)", "整改(按期)", "On time"))
        .numbers(s.say("负担", "負擔", "Burden"))
        .rows(standings(s).map(row))
}

fn standings(s: Say) -> [Standing; 5] {
    let five = s.say("五级", "五級", "five tiers");
    let approved = || State::done(s.say("通过", "通過", "approved"));
    let two = || State::done(s.say("2人", "2人", "2 people"));
    [
        Standing(
            s.say("甲市", "甲市", "First City"),
            (97, five),
            [approved(), State::done("10-28"), two()],
            (61, 64),
            s.say("38分钟", "38分鐘", "38 min"),
        ),
        Standing(
            s.say("乙盘水市", "乙盤水市", "Second Prefecture"),
            (89, five),
            [approved(), State::done("10-30"), two()],
            (40, 47),
            s.say("41分钟", "41分鐘", "41 min"),
        ),
        Standing(
            s.say("丙顺市", "丙順市", "Third City"),
            (74, s.say("止于乡镇", "止於鄉鎮", "ends at townships")),
            [
                State::done(s.say("附意见", "附意見", "with remarks")),
                State::under_way("11-25"),
                State::under_way(s.say("已派", "已派", "assigned")),
            ],
            (29, 41),
            s.say("44分钟", "44分鐘", "44 min"),
        ),
        Standing(
            s.say("丁仁市", "丁仁市", "Fourth City"),
            (52, s.say("止于县", "止於縣", "ends at counties")),
            [
                State::trouble(s.say("退回2次", "退回2次", "returned twice")),
                State::not_begun(s.say("未开", "未開", "not held")),
                State::not_begun(s.say("待派", "待派", "to assign")),
            ],
            (21, 39),
            s.say("58分钟", "58分鐘", "58 min"),
        ),
        Standing(
            s.say("戊东南州", "戊東南州", "Fifth Prefecture"),
            (90, five),
            [approved(), State::done("11-06"), State::under_way(s.say("表未交", "表未交", "sheet due"))],
            (52, 55),
            s.say("40分钟", "40分鐘", "40 min"),
        ),
    ]
}

fn ledger(s: Say, tr: Tr) -> Table {
    let due = |month, day| tr.date_short(jiff::civil::date(2026, month, day));
    Table::new(s.say("整改措施", "整改措施", "Measures"))
        .column(s.say("措施", "措施", "Measure"))
        .column(s.say("责任人", "責任人", "Owner"))
        .column(s.say("时限", "時限", "Due"))
        .column(s.say("状态", "狀態", "State"))
        .numbers(s.say("佐证", "佐證", "Evidence"))
        .rows([
            [
                Cell::Noted(
                    s.say("公开办事流程和时限", "公開辦事流程和時限", "Publish how long each service takes")
                        .into(),
                    s.say("问题：办事拖拉", "問題：辦事拖拉", "Problem: services drag on").into(),
                ),
                s.say("办公室主任", "辦公室主任", "Office head").into(),
                due(11, 30).into(),
                State::under_way(s.say("申请销号", "申請銷號", "closure asked for")).into(),
                "3".into(),
            ],
            [
                Cell::link(
                    s.say("清理闲置办公用房", "清理閒置辦公用房", "Give back unused offices"),
                    "/ledger/2",
                ),
                s.say("局长", "局長", "Director").into(),
                due(10, 15).into(),
                State::trouble(s.say("逾期39天", "逾期39天", "39 days late")).into(),
                "0".into(),
            ],
        ])
}

fn notices(s: Say) -> Vec<Notice> {
    vec![
        Notice::new(Tone::Done, s.say("方案已提交", "方案已提交", "The plan is submitted")).text(s.say(
            "上一级会在3个工作日内逐条审核。",
            "上一級會在3個工作日內逐條審核。",
            "The tier above reviews it within three working days.",
        )),
        Notice::new(Tone::Error, s.say("没有保存", "沒有保存", "Not saved")).text(s.say(
            "另一位同事刚改过这一条，请看后再改。",
            "另一位同事剛改過這一條，請看後再改。",
            "A colleague has just changed this; look and try again.",
        )),
        Notice::new(Tone::Forbidden, s.say("这里不归您看", "這裡不歸您看", "This is not yours to see")).text(
            s.say(
                "个别访谈只有访谈人能看。",
                "個別訪談只有訪談人能看。",
                "An interview is seen by its interviewer alone.",
            ),
        ),
        Notice::new(Tone::Loading, s.say("正在汇总", "正在匯總", "Being added up")).text(s.say(
            "1,673条，约半分钟。",
            "1,673條，約半分鐘。",
            "1,673 records, about half a minute.",
        )),
    ]
}

fn fields(s: Say, tr: Tr) -> Vec<Field> {
    vec![
        Field::line("title", s.say("方案名称", "方案名稱", "Name of the plan"))
            .help(s.say(
                "写给不熟悉的人看。",
                "寫給不熟悉的人看。",
                "Write it for someone who does not know it.",
            ))
            .value("<b>“x” & y</b>"),
        Field::new("date", s.say("研讨日期", "研討日期", "Day of the seminar"), Control::Line("date")).error(
            Some(
                s.say(
                    "早于方案通过的日期(10月28日)",
                    "早於方案通過的日期(10月28日)",
                    "before the plan was approved (28 October)",
                )
                .into(),
            ),
        ),
        Field::new("people", s.say("参加人数", "參加人數", "People attending"), Control::Number(1, 500))
            .value("24"),
        Field::new(
            "text",
            s.say("征求意见的情况", "徵求意見的情況", "How opinions were asked for"),
            Control::Lines(4),
        )
        .optional(tr),
        Field::new(
            "class",
            s.say("时限类别", "時限類別", "Time class"),
            Control::One(vec![
                Choice::new("now", s.say("立行立改", "立行立改", "Immediate"), true),
                Choice::new("date", s.say("限期", "限期", "By a date"), false),
                Choice::new("standing", s.say("长期坚持", "長期堅持", "Standing"), false),
            ]),
        )
        .error(Some(s.say("要选一个", "要選一個", "choose one").into())),
        Field::new(
            "aspect",
            s.say("方面", "方面", "Aspect"),
            Control::List(vec![
                Choice::new("1", s.say("联系群众", "聯繫群眾", "Contact with people"), true),
                Choice::new("2", s.say("办事效率", "辦事效率", "Speed of service"), false),
            ]),
        ),
        Field::new("sheet", s.say("问题清单", "問題清單", "List of problems"), Control::File(".csv,.xlsx"))
            .optional(tr),
    ]
}

fn timeline(s: Say) -> Timeline {
    let happening = |when: &str, what: &str, note: &str, state| Happening {
        when: when.into(),
        datetime: format!("2026-{when}"),
        what: what.into(),
        note: Some(note.into()),
        state,
        href: Some("/journal/1".into()),
    };
    Timeline::new([
        happening(
            "11-23",
            s.say("方案第三稿", "方案第三稿", "Third draft of the plan"),
            s.say("丁仁市提交", "丁仁市提交", "submitted by Fourth City"),
            Some(State::under_way(s.say("待审", "待審", "to review"))),
        ),
        happening(
            "11-16",
            s.say("退回：缺征求意见", "退回：缺徵求意見", "Returned: opinions were not asked for"),
            s.say("省委党建办", "省委黨建辦", "Provincial office"),
            Some(State::trouble(s.say("退回", "退回", "returned"))),
        ),
        happening(
            "11-09",
            s.say("方案第一稿", "方案第一稿", "First draft of the plan"),
            s.say("丁仁市提交", "丁仁市提交", "submitted by Fourth City"),
            None,
        ),
    ])
}

/// A draw for the wall in `lang`.
pub fn draw(lang: Lang) -> Draw {
    let s = Say(lang);
    let title = s.say(
        "第二轮随机抽查：从712个单位抽出143个",
        "第二輪隨機抽查：從712個單位抽出143個",
        "Second random check: 143 drawn from 712 units",
    );
    let shell = Shell::new(Tr::new(lang), "/draws/2", title)
        .lede(s.say(
            "每一类不少于20%。先冻结名单，再当众产生种子；任何人用一个SHA-256程序即可重算。",
            "每一類不少於20%。先凍結名單，再當眾產生種子；任何人用一個SHA-256程序即可重算。",
            "At least 20% of every class. The list is frozen first, the seed made in public after; anyone can work it out again.",
        ))
        .nav([Nav::Draws, Nav::Circulars], Some(Nav::Draws))
        .projector();
    let row = |class: &'static str, n: &'static str, need: &'static str| -> [Cell; 5] {
        [
            class.into(),
            n.into(),
            need.into(),
            need.into(),
            s.say(
                "水城区 0.0171…　兴仁市 0.0204…",
                "水城區 0.0171…　興仁市 0.0204…",
                "Waterside 0.0171…, Hill 0.0204…",
            )
            .into(),
        ]
    };
    let result = Table::new(s.say("结果", "結果", "Result"))
        .column(s.say("类别", "類別", "Class"))
        .numbers(s.say("名单", "名單", "Listed"))
        .numbers(s.say("应抽≥20%", "應抽≥20%", "At least 20%"))
        .numbers(s.say("抽出", "抽出", "Drawn"))
        .column(s.say("签号最小的", "籤號最小的", "Smallest tickets"))
        .rows([
            row(s.say("县(市、区)", "縣(市、區)", "Counties"), "88", "18"),
            row(s.say("市(州)直部门", "市(州)直部門", "Departments"), "310", "62"),
        ]);
    Draw { shell, s, result }
}
