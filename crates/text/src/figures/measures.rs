//! Measure words and units, and what sort of number stands before them.

use std::sync::LazyLock;

use super::figure::Kind;
use super::lexicon::Lexicon;
use super::signs::Signs;

/// Measure words and units by what they measure; folded.
static MEASURES: LazyLock<Lexicon<Kind>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (
            Kind::Count,
            "具, 圈, 盘, 杯, 碗, 罐, 盆, 副, 根, 列, 串, 滴, 樽, 幕, 挺, 艇, 顶, 粒, 餐, 桩, 句, 捆, 筐, 尊, 匹, 朵, 剂次, 针次, 趟次, 班次, 床次, 组次, 床, 个, 名, 人, 位, 人次, 户, 户次, 家, 家次, 件, 件次, 条, 项, 项次, 次, 场, 场次, \
        期, 批, 批次, 份, 篇, 封, 起, 宗, 台, 台次, 台套, 套, 辆, 辆次, 部, 架, 艘, 只, \
        头, 棵, 株, 张, 幅, 本, 册, 卷, 处, 处次, 座, 栋, 幢, 间, 所, 栏, 类, 种, 轮, \
        轮次, 组, 对, 门, 节, 堂, 课时, 学时, 笔, 单, 例, 针, 剂, 张床, 款, 班次, 车次, \
        票, 块, 支, 口, 眼, 班, 届, 章, 集, 尾, 羽, 盏, 公顷次, 人份, 户数, 枚, 颗, 片, \
        部分, 遍, 双, 通, 间次, 宗次, 趟, 架次, 艘次, 页, 字, 学分, 束, 盒, 瓶, 箱, 袋, 桶, 桌, 席, 例次, 床日, 人日, 顿, \
        段, 层, 案, 行, 步, 站, 期次, 篇次, 扇, 道",
        ),
        (
            Kind::Amount,
            "毫米汞柱, 千帕, 微米, 纳米, 吨公里, 人公里, 千卡, 大卡, 焦耳, 赫兹, 兆赫, 毫安, 分贝, 微克, 千伏, 千伏安, 英里, 英尺, 平方英尺, 平方公尺, 立方公尺, 公尺, 公分, 坪, 公吨, 元, 美元, 欧元, 港元, 港币, 英镑, 日元, 人民币, 块钱, 角, 斤, 公斤, 千克, 克, \
        毫克, 吨, 米, 公里, 千米, 厘米, 毫米, 里, 海里, 亩, 公顷, 平方米, 平方公里, \
        平方千米, 平米, 立方米, 立方, 升, 毫升, 度, 度电, 千瓦, 千瓦时, 兆瓦, 摄氏度, \
        ℃, 个床位, 公斤级, 吨级, 标准箱, 标煤, 延米, 方",
        ),
        (
            Kind::Duration,
            "天, 小时, 个小时, 分钟, 秒, 秒钟, 个月, 工作日, 个工作日, 个工作天, 工作天, 周, 周年, 星期, \
        个星期, 日, 季, 季度, 个季度, 学期, 个学期, 年, 个年头, 年度, 昼夜, 月余, \
        自然日, 日内, 个自然日, 课",
        ),
        (Kind::Share, "%, ‰, 个百分点, 百分点, 个点, 个基点, 基点"),
        (Kind::Ratio, "倍, 番"),
        (Kind::Age, "岁, 周岁"),
        (Kind::Score, "分"),
    ])
});

/// Nouns that begin like a measure word.
static NOT_MEASURES: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "具体, 具有, 具备, 圈子, 圈定, 盘活, 盘点, 盘查, 杯赛, 罐装, 罐车, 罐区, 盆地, 盆栽, 副主, 副书, 副局, 副市, 副县, 副省, 副部, 副院, 副校, \
        副厅, 副处, 副科, 副总, 副教, 副高, 副职, 副食, 副业, 副本, 副秘, 副会, 副队, 副所, 副站, 副组, 副镇, 副乡, 副区, 副研, 副班, 根据, 根本, 根治, \
        列入, 列出, 列为, 列席, 列支, 列车, 列明, 列举, 串联, 串换, 滴灌, 顶层, 顶岗, 顶级, 餐厅, 餐饮, 尊重, 尊敬, 匹配, 例会, 例行, 例外, 例如, 例子, 例证, 日前, 日常, 日程, 日益, 日志, 日报, 日均, 日夜, 条件, 条款, 度过, 级别, 点评, 分析, 分别, 次序, 次数, 次要, 家长, 家访, 家教, 件数, 口径, 口头, 位于, 本地, 本人, 本科, 项下, 角度, 单元, 册子, 处理, 处置, 处分, 处罚, 处于, 门诊, 门店, 场馆, 场地, 组长, 组成, 节约, 节能, 节假, 部署, 套餐, 通报, 通过, 通知, 通告, 双方, 双向, 双重, 双随机, 页面, 字样, 段落, 层次, 层面, 层级, 案件, 案例, 案卷, 案情, 案由, \
        席位, 瓶颈, 人民, 人大, 人均, 人才, 人员, 人群, 方面, 方案, 方针, 道路, 班子, 班组, 组织, 项目, 条例, 单位, \
        家庭, 部门, 部委, 分之, 分局, 分管, 站点, 本级, 类别, 行业, 行政, 支部, 支队, 集体, 集团, \
        章程, 课题, 年轻, 口号, 步骤, 对口, 度假, 种植, 门类, 片区, 周边, 台账, 台阶, 场所, 位置",
    )
});

/// A measure word behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    /// Its characters.
    pub(super) length: usize,
    pub(super) kind: Kind,
}

/// The measure word at a place.
pub(super) fn measure(signs: &Signs, at: usize) -> Option<Measure> {
    // `日内` is a length of time whose unit is the day.
    if signs.has(at, "日内") {
        return Some(Measure { length: 1, kind: Kind::Duration });
    }
    let Some((length, kind)) = signs.longest(at, &MEASURES) else { return last_sign(signs, at) };
    // `36个点位`: no points of a share.
    if signs.any(at, &["个点位", "个点子"]) {
        return Some(Measure { length: 1, kind: Kind::Count });
    }
    let is_noun = signs.longest(at, &NOT_MEASURES).is_some() && !signs.has(at, "人民币");
    // `18.2万册次`: whatever is counted can be counted by its times.
    let times = kind == Kind::Count
        && length == 1
        && signs.at(at + 1) == '次'
        && !matches!(signs.at(at), '次' | '本' | '届' | '个' | '节')
        && !matches!(
            signs.at(at + 2),
            '序' | '数' | '要' | '日' | '年' | '级' | '品' | '性' | '于' | '生' | '月' | '第'
        );
    (!is_noun).then_some(Measure { length: length + usize::from(times), kind })
}

/// Measure words that are more often something else: one is meant where the clause ends behind it (`锦旗12面，`).
fn last_sign(signs: &Signs, at: usize) -> Option<Measure> {
    let is_rare = matches!(
        signs.at(at),
        '面' | '把'
            | '管'
            | '发'
            | '炉'
            | '团'
            | '排'
            | '柄'
            | '杆'
            | '轴'
            | '粒'
            | '摞'
            | '沓'
            | '车'
            | '船'
            | '炮'
            | '帖'
            | '贴'
            | '股'
            | '缕'
            | '坛'
            | '池'
            | '垄'
            | '畦'
            | '窝'
            | '蓬'
            | '队'
            | '版'
    );
    let before = signs.before(at);
    let behind_number =
        before.is_ascii_digit() || super::numerals::is_numeral(before) || matches!(before, '余' | '多');
    let ends = !crate::script::is_han(signs.at(at + 1)) && !signs.at(at + 1).is_ascii_alphanumeric();
    (is_rare && behind_number && ends).then_some(Measure { length: 1, kind: Kind::Count })
}
