//! The words around figures among Chinese text: qualifiers, verbs, what ends a noun. All are folded.

use std::sync::LazyLock;

use super::figure::{Direction, Qualifier};
use super::lexicon::Lexicon;
use super::signs::Signs;
use crate::script::word_rank;

/// Before a number.
pub(super) static BEFORE: LazyLock<Lexicon<Qualifier>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (Qualifier::AtLeast, "不少于, 不低于, 不小于, 至少, 最少, 起码, 大于等于, ≥, 上, 至少有"),
        (Qualifier::AtMost, "不超过, 不多于, 不高于, 不大于, 至多, 最多, 不得超过, ≤"),
        (Qualifier::MoreThan, "超过, 超过了, 多于, 高于, 大于, 突破, 突破了, 超, 逾, 过, >"),
        (Qualifier::LessThan, "不足, 不到, 未到, 少于, 低于, 小于, <"),
        (Qualifier::Nearly, "近, 将近, 接近, 几乎, 差不多"),
        (Qualifier::About, "约, 大约, 约为, 大概, 约有, 估计"),
    ])
});

/// Behind a number or its unit.
pub(super) static BEHIND: LazyLock<Lexicon<Qualifier>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (Qualifier::AtLeast, "以上, 及以上, 或以上"),
        (Qualifier::AtMost, "以下, 及以下, 以内, 之内, 内"),
        (Qualifier::Exact, "之多"),
        (Qualifier::About, "左右, 上下, 来"),
        (Qualifier::MoreThan, "余, 多, 开外"),
    ])
});

/// Verbs of change.
pub(super) static CHANGES: LazyLock<Lexicon<Direction>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (
            Direction::Up,
            "增加, 增长, 上升, 提高, 提升, 上涨, 扩大, 新增, 净增, 增, 攀升, 升, 涨, 回升, \
        多了, 多出, 增幅, 增列, 增多, 调增, 上调, 激增, 净增, 微升, 急升, 飙升, 跃升, 递增, 倍增, 拓展, 扩, 增产, 增收, 延长, 上浮, 翻",
        ),
        (
            Direction::Down,
            "负增长, 减少, 下降, 降低, 缩减, 压缩, 减免, 核减, 精简, 下滑, 回落, 缩短, 压减, 下调, \
        降, 减, 少了, 降幅, 削减, 少支, 减列, 调减, 锐减, 骤减, 骤降, 微跌, 急跌, 急降, 净减, 收窄, 压降, 减低, 调低, 缩小, 减产, 减收, 下跌, 跌, 下浮",
        ),
    ])
});

/// Verbs that stand between what is counted and its number, or before a number and what it counts.
pub(super) static VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "采行, 缴库, 拨作, 获准, 备查, 批出, 拒批, 接处警, 听评课, 截查, 超支, 持平, 获助, 驳回, 发回重审, 撤回, 加班, 招募, 派员, 分流, 转院, 收押, 释放, 归并, 合并, 审执结, 执结, 立审, 查扣, 打掉, 摧毁, 收缴, 行政拘留, 刑事拘留, 取保候审, 移送起诉, 批准逮捕, 未结, 未办结, 未审结, 终结, 办毕, 出动, 租用, 租赁, 订购, 录得, 接获, 巡视, 视察, 突击, 判处, 判监, 判刑, 拘捕, 逮捕, 抓获, 破获, 侦破, 检获, 缴获, 查获, 起获, 捣毁, 审结, 查结, 结案, 止付, 冻结, 返还, \
        宣告, 裁定, 抽选, 抽验, 抽样, 收治, 接诊, 治愈, 救治, 转诊, 收托, 照护, 任教, 值班, 编列, 核定, 兴建, 建有, \
        减排, 盘查, 巡逻, 检控, 诊治, 注射, 接种, 采集, 检出, 送检, 栽植, 带动, 吸纳, 接警, 出警, 处警, 调解, 撤案, \
        起诉, 批捕, 刑拘, 行拘, 查扣, 追赃, 劝返, 执结, 宣判, 改判, 出诊, 义诊, 巡诊, 筛查, 随访, 消杀, 开班, \
        授课, 听课, 评课, 教研, 入学, 升学, 出栏, 种下, 栽种, 施肥, 灌溉, 打井, 修建, 建造, 翻新, 扩建, \
        改建, 购买, 采买, 拨出, 下达, 核减, 核增, 追加, 兑现, 兑付, 发还, 偿还, 缴存, 上交, 入库, 出库, \
        销售, 签约, 签署, 成交, 交付, 交货, 停产, 复产, 检修, 抢修, 巡检, 点检, 更新, 淘汰, 报废, 整修, \
        吊销, 暂扣, 劝导, 疏导, 转移, 疏散, 撤离, 营救, 搜救, 扑灭, 扑救, 挂号, 投保, 结算, \
        减免, 退税, 发出, 印制, 派出, 调派, 出动, 动用, 投用, 启用, 实行, 进行, 通过, 减贫, 脱贫, 结对, 述职, 调处, 调处成功, 调解成功, 视学, 观课, 发出, 接获, 接报, 录取, 招收, 录用, 排查出, 查摆出, 梳理出, 录得, 查核, 稽查, 查访, 识别, 精准识别, 研究, 停诊, 整顿, 培养, 讨论, 调查, 收回, 初核, 复查, 下乡, 分赴, 采购, 购置, \
         座谈, 家访, 给予, 下发, 采纳, 访问, 派驻, 点赞, 下达, 签订, 签发, 惠及, 涉及, 涵盖, 拆除, 清退, 健全, 编印, 捐赠, 派发, 协助, 增设, 耗资, 解答, 剩余, 拥有, 配备, 聘请, 新聘, 举报, 下拨, 接到, 建立健全, 实施, 落实, 推动, 促成, 巡查, 巡视, 暗访, 明察, 曝光, 诫勉, 免职, 调整, 交流, 轮训, 参训, 提交, 上报, 汇总, 统计, 登记, 录入, 核查, 核实, 复核, 验收, 审计, 抽检, 送达, 张贴, 悬挂, 播放, 观看, 阅读, 撰写, 编写, 征集, 募集, 救助, 补助, 发给, 贷款给, 供应, 运送, 植树, 绿化, 硬化, 铺设, 架设, 安装, 更换, 维修, 修缮, 维护, 关闭, 关停, 取缔, 查封, 扣押, 没收, 罚没, 追缴, 上缴, 退缴, 化解, \
         提出, 查找, 查摆, 查出, 查处, 查实, 查办, 查看, 召开, 举办, 举行, 开展, 组织, 完成, 抽查, 抽取, \
        抽调, 检查, 走访, 访谈, 约谈, 征求, 收到, 收集, 受理, 办结, 办理, 处理, 处分, 处置, 问责, 通报, \
        立案, 批评, 培训, 参加, 评估, 评定, 派出, 选派, 选出, 慰问, 帮扶, 解决, 化解, 发现, 排查, 梳理, \
        制定, 制订, 建立, 修订, 修改, 出台, 印发, 发放, 回收, 投入, 拨付, 筹集, 覆盖, 建成, 新建, 列出, \
        列入, 形成, 归纳, 确定, 审核, 审查, 审议, 退回, 推出, 推广, 宣讲, 听取, 旁听, 列席, 调研, 督查, \
        督办, 督导, 指导, 整治, 清理, 取消, 废止, 撤销, 追回, 退还, 挽回, 争取, 接待, 接受, 调阅, 打分, \
        得分, 反馈, 移交, 报送, 报告, 公开, 公示, 交办, 转办, 招录, 招聘, 安排, 安置, 资助, 发展, 吸收, \
        表彰, 奖励, 命名, 授予, 整改, 销号, 限期, 责令, 延期, 逾期, 搬迁, 修复, 改造, 种植, 收获, 节约, \
        节省, 征收, 缴纳",
    )
});

/// Small words that stand right before a number and belong to no noun.
pub(super) static LINKS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "正负, 首次, 首度, 却, 则, 每月, 每日, 每天, 每周, 每年, 每季, 每季度, 每学期, 每小时, 按年, 按月, 按季, 年内, 预计, 预期, 稳定, 稳定在, 保持在, \
        控制在, 维持在, 介乎, 介于, 处于, 最多时, 最少时, 一度, 逐年, 逐步, 持续, 大幅, 明显, 显著, 全年, 当年, 今年, 本年, 本月, 当月, 本季, \
        至少, 至多, 最多, 最少, 不得, 合共, 合计约, 人均, 户均, 年均, 月均, 日均, 班均, 校均, 均达, 均为, 已达, 已有, 达至, \
        累计达, 依次为, 依次, 分别达, 分别达到, 突破, 首破, 低至, 均超, 总额达, 只占, 仅占, 约为, 相当于, 折合, 折合人民币, 共约, \
        不低于, 不少于, 连续, 高达, 多达, 历时, 满分, 总分, 最高得, 最低得, 平均得, 最高, 最低, 新台币, 人民币, 港币, 当中, 比去年, 较去年, 比上年, 较上年, 比前年, 较前年, 比上月, 比同期, 比上年同期, 比去年同期, \
         应到, 实到, 应, 实, 去年, 上年, 较, 上半年, 同期, 合共, 现有, 另有, 即, 有了, 目标, 约占, 共, 共计, 合计, 总计, 总共, 一共, 累计, 计, 达, 达到, 达成, 为, 是, 有, 共有, 仅, 仅有, 只, \
        只有, 仅为, 已, 已有, 了, 分别, 分别为, 分别是, 各, 均, 均为, 都, 至, 到, 从, 由, 于, 占, 占到, \
        其中, 全部, 就, 还, 又, 再, 也, 约, 的, 同比, 环比, 在, 对, 向, 被, 把, 将, 等, 中, 平均, \
        每, 曾, 先后, 共同, 共为, 总量达, 之, 用, 用了, 以, 按",
    )
});

/// What ends a noun behind a number. Nouns that begin so are in [`NOUNS`].
pub(super) static STOPS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "全数, 悉数, 如数, 尽数, 全额, 曾, 曾经, 遭, 遭到, 大关, 需要, 需, 一度, 停电, 停水, 受灾, 受影响, 被困, 遇难, 失联, 有待, 表态, 发言, 递交, 连续, 首次, 稳定, 认为, 延误, 超标, 当场, 现场, 当天, 当日, 立即, 及时, 如期, 准时, 受惠, 受益, 罪成, 落实到, 自愿, 主动, 逾期, \
        超期, 超时, 滞留, 死亡, 受伤, 获救, 痊愈, 出院, 入院, 毕业, 升学, 就业, 获奖, 获得, 荣获, 取得, 达标, 到会, 到场, 到岗, 值守, \
        前来, 前往, 奔赴, 轮流, 自费, 免费, 轮值, 涉嫌, 因病, 因公, 任教, 任职, 从事, 相继, 先后, 陆续, 同时, 率先, 常年, 长期, 全程, 多次, 普遍, 不等, \
        押后, 平均, 每, 予以, 共, 共有, 组成, 面谈, 参加了, \
         分赴, 稳步, 推进, 加入, 出席, 请假, 落户, 不符, 得以, \
         作了, 设有, 表示, 与会, 认为, 换来, 分别, 评为, 参与, 处于, 属于, 尚未, 仍, 只, 仅, 经, 据, 按, 全都, 一同, 拒绝, 同意, 反映, 赞成, 反对, 希望, 建议将, 支持, 交, 没, 缺, \
         进行, 得到, 已, 均, 都, 并, 在, 被, 为, 是, 有, 对, 向, 把, 将, 由, 从, 至, 达, 占, 较, 同比, \
        环比, 以上, 以下, 以内, 左右, 等, 也, 还, 再, 又, 就, 才, 则, 全部, 按期, 按时, 纳入, 存在, \
        没有, 未, 不, 超过, 低于, 高于, 作出, 做出, 汇报, 发言, 受到, 通过, 使用, 用于, 实现, 增加, \
        增长, 减少, 下降, 上升, 提高, 降低, 提出, 来自, 来到, 内, 之后, 后, 前, 里, 期间, 时, 到位, \
        逐一, 进一步, 尚, 正, 正在, 应, 须, 必须, 要, 可, 能, 会同, 因, 如, 与去年, 比去年, 比上年, \
        其中, 且, 但, 而, 于, 给, 让, 使, 随",
    )
});

/// Nouns that begin like a stop or a verb.
pub(super) static NOUNS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "本科, 比重, 比例, 比率, 占比, 比赛, 对照, 对象, 应急, 应届, 向阳, 明察暗访, 回头看, 专项整治, 专项检查, 专项行动, 专项督查, 联合执法, 联合检查, 大排查, 大检查, 大走访, 大讨论, 不同单位, 不同地方, 不同人员, 不同, 被告, 被告人, 被害人, 被保险人, 有期徒刑, 有毒, 有害, 有机, 有线, 在逃, 在读, 在建, 在校生, 在院, 对外, 将军, 等候, 中小学, 中学, 中心, 中药, \
        为民, 时尚, 前期, 后期, 内科, 内河, 前科, 正餐, 正式, 要素, 要案, 可疑, 可再生, 能源, 能耗, 应用, 死亡病例, 死亡人数, 受伤人员, 获奖作品, 获奖项目, \
        毕业生, 毕业班, 出院患者, 出院病人, 入院患者, 就业岗位, 就业人员, 免费午餐, 涉嫌人, 长期病患, 逾期贷款, 逾期案件, 有条件, 经营, 经济, \
        检查站, 检测点, 检测站, 接种点, 指导员, 辅导员, 督导员, 训练, 训练营, 警告信, 警告, 处罚单, 罚款单, 更新换代, 生产线, 生产企业, 销售额, 进口货, 出口货, 出口, \
        不作为, 不担当, 平均分, 平均成绩, 补助款, 补助金, 贷款, 捐款, 救灾款, 处罚决定, 棉被, 每日, 发出量, 研究生, 研究所, 研究院, 研究项目, 研究报告, 研究人员, 研究课题, 收入, 支出, 投诉, 罚款, 处罚, 财政, 基本合格, 主要, 共同, 法定人数, 报告书, 帐目, 账目, 高级职称, \
         推进会, 调查问卷, 调查报告, 讨论稿, 采购项目, 应到人数, 需求, 要素, 要件, 每日, \
         座谈会, 登记表, 登记册, 建议案, 参训人员, 举报线索, 举报信, 调整方案, 交流会, 统计表, 审计报告, 维护费, 交通, 反映人, 支持率, 登记簿, 落实情况, 观看人次, 经验, 经费, 据点, 按钮, 没收物, 交易, 交办件, 只身, 仅有, \
         整改措施, 整改问题, 整改任务, 整改事项, 整改方案, 整改台账, 检查组, 督查组, 调研组, 调研报告, \
        评估组, 评估报告, 问责案件, 立案案件, 发展党员, 培训班, 报告会, 座谈会, 在职, 在编, 在岗, 在建, \
        在册, 在校, 不严不实, 不合格, 不满意, 不规范, 有关, 有效, 未成年, 未整改, 未完成, 未销号, 对口, \
        为民, 等级, 会议, 要点, 要求, 可行, 内设, 内部, 前置, 后进, 后备, 里程, 时间, 时段, 整改单, \
        整改清单, 问责对象, 通报文件, 处分决定, 指导意见, 督办单, 督查报告, 公开栏, 公示牌, 报告厅, \
        调阅材料, 审核意见, 审查意见, 正职, 应急, 应届",
    )
});

/// Times with which something is compared: `比去年同期`, `较上学期`.
pub(super) static TIMES: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "去年, 去年同期, 去年底, 去年末, 上年, 上年度, 上年同期, 上年末, 上年底, 前年, 前一年, 上一年, 上一年度, 往年, 常年, 同期, 前期, 上期, 本期, \
        上月, 上个月, 上月末, 上季, 上季度, 上一季度, 上半年, 上周, 上一周, 前一周, 上学期, 上一学期, 上学年, 上一学年, 上届, 上一届, 上轮, 上一轮, 上次, \
        首轮, 前轮, 上回, 年初, 年前, 年初时, 月初, 预算, 计划, 目标, 预期, 此前, 之前, 以前, 改革前, 实施前, 活动前, 整改前, 治理前, 同期水平, 平均水平, \
        全国平均水平, 全省平均水平, 全市平均水平, 原定目标, 原计划, 原定计划, 预定目标, 预算数, 上年同季, 上年同月, 去年同月, 同比, 年同期, 年",
    )
});

/// What makes a noun of all verbs before it: 整改完成率.
pub(super) static MEASURED: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::plain("率, 量, 数, 额, 度, 比, 值, 幅"));

/// What makes a noun of the verb before it: 列席人员, 办理时限.
pub(super) static NOUN_ENDS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain("人数, 人次, 人员, 对象, 时限, 期限, 时间, 面积, 比例, 比重, 情况, 线索")
});

/// What stands before a noun and is no part of it.
pub(super) static BREAKS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "本月, 本年, 本季度, 本周, 本学年, 本学期, 当月, 上月, 各类, 各级, 我镇, 我县, 我市, 我省, 我区, 我局, 我院, 我校, 我们, 全港, 本, 按年, 最少, \
         累计, 须, 应, 要, 需, 仍, 每, \
         其中, 全国, 全省, 全市, 全州, 全县, 全区, 全镇, 全乡, 全村, 全院, 全校, 全年, 全系统, 全系统共, 今年, 去年, 上年, 上半年, 下半年, \
         年内, 今年以来, 以来, 期内, 本年度, 目前, 现有, 现, 另, 另有, 平均, 每村, 每人, 每户, 每次, 每月, 每年, 每周, 每天, 每日, 每季, 较, 比, 同期, 了, 在, \
         对, 把, 被, 将, 从, 由, 与, 和, 及, 并, 向, 已, 共, 为, 是, 有, 各, 其, 应到, 实到, 合共, 至少, 距, 拿出",
    )
});

/// Names that hold numerals and count nothing.
pub(super) static NAMES: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "三天打鱼, 两天晒网, 三番五次, 三番两次, 三天两头, 一日三餐, 一分为二, 三通, 四流, 一国两制, 两岸三地, 三步并作两步, 三班倒, 两班倒, 三班制, 四班三运转, 一式, 一线, 一本, 一审, 二审, 三甲, 二甲, 一孩, 二孩, 三孩, 一次性, 一体化, 三方, 三级, 二级, 一级, 一二三产业, 三下乡, 三支一扶, 两会, 两委, 三资, 五险一金, 六一, 七一, 八一, 五一, 双十一, 三八, 五四, 九三, 第一书记, 第一责任, 第一时间, 第一线, 第一手, 第一把, \
         三严三实, 十七大, 十八大, 十九大, 二十大, 八项规定, 四个意识, 四个自信, 两个维护, 两个确立, 三重一大, 三会一课, 两学一做, \
        五位一体, 四个全面, 一岗双责, 三个代表, 四种形态, 一带一路, 两个一百年, 第一个百年, 第二个百年, \
        百年目标, 万无一失, 千方百计, 一心一意, 三心二意, 五湖四海, 四面八方, 一五一十, 十全十美, \
        百分百, 千家万户, 千头万绪, 百花齐放, 三公经费, 三农, 有一说一, 一举两得, 举一反三, 一举一动, \
        百姓, 双一流, 五保",
    )
});

/// What makes a feast of the number before it.
pub(super) static FEASTS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "假期, 长假, 黄金周, 国庆, 小长假, 晚会, 建军节, 建党节, 劳动节, 儿童节, 青年节, 妇女节, 购物节, 大促, 事变, 运动",
    )
});

/// Whether powers alone are a number behind these words: 近万, 上千, 投入百万.
pub(super) fn leads_power(signs: &Signs, at: usize) -> bool {
    const WORDS: [&str; 18] = [
        "近", "逾", "超", "超过", "上", "过", "约", "达", "破", "突破", "足", "满", "接近", "将近", "不足",
        "不到", "高达", "几",
    ];
    WORDS.iter().any(|word| signs.ends(at, word)) || signs.longest_before(at, &VERBS).is_some()
}

/// A unit of Latin letters or signs behind an Arabic number; its length.
pub(super) fn latin_unit(signs: &Signs, at: usize) -> Option<usize> {
    const UNITS: [&str; 34] = [
        "km", "m", "cm", "mm", "kg", "g", "t", "h", "kw", "kwh", "mw", "mwh", "gwh", "ha", "l", "ml", "mu",
        "gb", "mb", "km2", "m2", "m3", "pp", "s", "min", "mins", "hrs", "hr", "pct", "mg", "db", "p", "kv",
        "mph",
    ];
    // `5G` is a net and no weight, `4S` a shop, and the `65s` are people.
    let capital = matches!(signs.raw(at..at + 1).as_str(), "G" | "S" | "H" | "P");
    let decimal = (1..4).any(|back| at > back && signs.at(at - back) == '.');
    let plural = signs.at(at) == 's' && signs.before(at).is_ascii_digit() && !decimal;
    if (capital || plural) && !signs.at(at + 1).is_ascii_alphanumeric() {
        return None;
    }
    let length = (at..).take_while(|at| signs.at(*at).is_ascii_alphanumeric()).count();
    let unit: String = (at..at + length).map(|at| signs.at(at)).collect();
    UNITS.contains(&unit.as_str()).then_some(length)
}

/// Signs of money that stand before a number.
pub(super) fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '£' | '€' | '¥' | '￥' | '￡' | '₩' | '₹')
}

/// `million`, `thousand`, `bn`: the factor and the end.
pub(super) fn english_multiplier(signs: &Signs, at: usize) -> Option<(u128, usize)> {
    const FACTORS: [(&str, u128); 11] = [
        ("dozen", 12),
        ("tn", 1_000_000_000_000),
        ("mn", 1_000_000),
        ("hundred", 100),
        ("thousand", 1000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("trillion", 1_000_000_000_000),
        ("bn", 1_000_000_000),
        ("k", 1000),
        ("m", 1_000_000),
    ];
    let from = signs.skip_blanks(at);
    let length = (from..).take_while(|at| signs.at(*at).is_ascii_alphanumeric()).count();
    let word: String = (from..from + length).map(|at| signs.at(at)).collect();
    let (name, factor) = FACTORS.into_iter().find(|(name, _)| *name == word)?;
    // A single letter is a multiplier only right behind money; metres are metres.
    let money = || {
        let mut start = at;
        while signs.before(start).is_ascii_digit() || matches!(signs.before(start), '.' | ',') {
            start -= 1;
        }
        is_currency(signs.before(signs.skip_blanks_back(start)))
    };
    // `1.2m items`, `from 1.2m to 1.5m`; a length says so.
    let decimal = (1..4).any(|back| at > back && signs.at(at - back) == '.');
    let things = || {
        super::english_spelled::is_plural(signs, from + length)
            || decimal && name == "m" && !super::english_lengths::is_length(signs, at, from + length)
    };
    (name.len() > 1 || from == at && (name == "k" || money() || things())).then_some((factor, from + length))
}

/// Whether `千` belongs to a unit: 千克, 千米, 千瓦.
pub(super) fn follows_thousand(signs: &Signs, at: usize) -> bool {
    matches!(signs.at(at), '克' | '米' | '瓦' | '伏' | '焦' | '卡' | '帕' | '方' | '赫' | '欧')
}

/// Whether a half behind these words is the half of a unit: 不足半小时, 历时半年.
pub(super) fn leads_half(signs: &Signs, at: usize) -> bool {
    const WORDS: [&str; 22] = [
        "约",
        "近",
        "逾",
        "超",
        "超过",
        "不到",
        "不足",
        "不少于",
        "至少",
        "仅",
        "用",
        "花",
        "历时",
        "延长",
        "缩短",
        "提前",
        "每",
        "达",
        "了",
        "隔",
        "为期",
        "等",
    ];
    WORDS.iter().any(|word| signs.ends(at, word))
}

/// Whether what stands behind the half of a unit says that it is one: 半年内, 半小时以上.
pub(super) fn follows_half(signs: &Signs, at: usize) -> bool {
    const WORDS: [&str; 13] =
        ["内", "以", "之", "左右", "上下", "多", "余", "时间", "后", "前", "来", "的", "至"];
    signs.any(at, &WORDS)
}

/// Whether `成` belongs to a verb or noun: 成立, 成员, 成效.
pub(super) fn is_word_with_cheng(signs: &Signs, at: usize) -> bool {
    const BEHIND: [char; 22] = [
        '立', '员', '效', '果', '功', '为', '了', '本', '绩', '熟', '长', '年', '就', '人', '品', '型', '交',
        '都', '套', '分', '片', '文',
    ];
    BEHIND.contains(&signs.at(at + 1))
}

/// Whether a sign and the one before it are a word.
pub(super) fn is_in_word(signs: &Signs, at: usize) -> bool {
    word_rank(signs.before(at), signs.at(at)).is_some()
}

/// What is called by a number and not counted by it.
pub(super) const CALLED: [&str; 13] = [
    "电话",
    "专线",
    "热线",
    "传真",
    "手机",
    "邮编",
    "编号",
    "账号",
    "帐号",
    "房号",
    "车牌号",
    "总机",
    "分机",
];
