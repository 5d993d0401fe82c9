//! Near-copies of ten kinds and honest texts, made the same on every machine. `data/copies/made.tsv` is what this makes.

use std::collections::HashMap;

use earnest_text::fold::fold_char;

const ORIGINALS: &str = include_str!("../../data/copies/originals.txt");
const PARAPHRASES: &str = include_str!("../../data/copies/paraphrases.txt");
const SYNONYMS: &str = include_str!("../../data/copies/synonyms.txt");
const ENGLISH: &str = include_str!("../../data/copies/originals-english.txt");
const ENGLISH_SYNONYMS: &str = include_str!("../../data/copies/synonyms-english.txt");

/// The ten kinds, in the order in which they were found to matter.
pub const KINDS: [&str; 10] = [
    "exact",
    "marks and blanks",
    "own name in front",
    "one number",
    "one synonym",
    "clauses reordered",
    "traditional script",
    "two numbers",
    "two synonyms",
    "free paraphrase",
];

/// Kinds beyond the ten: what else people do to a text that they take over.
pub const MORE: [&str; 4] = [
    "another's name in it",
    "numbers in the other writing",
    "a clause of one's own",
    "number, synonym and order",
];

/// Kinds of copies of English texts.
pub const ENGLISH_KINDS: [&str; 8] = [
    "exact",
    "marks and capitals",
    "own name in front",
    "one number",
    "one synonym",
    "clauses reordered",
    "two numbers",
    "two synonyms",
];

/// Names that the sets know as those of units.
pub const UNITS: [&str; 3] = ["青石县白河镇", "北岭县", "North Hill Clinic"];

/// How many honest texts are made, of either language.
const HONEST: usize = 400;

/// A text of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// `original`, `honest`, or one of [`KINDS`].
    pub kind: String,
    /// Which original it is or is a copy of; its own number for honest texts.
    pub of: usize,
    pub text: String,
}

fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The whole set.
pub fn set() -> Vec<Made> {
    let mut all = Vec::new();
    let made = |kind: &str, of: usize, text: String| Made { kind: kind.to_owned(), of, text };
    for (of, text) in lines(ORIGINALS).enumerate() {
        all.push(made("original", of, text.to_owned()));
        let copies: [fn(&str) -> String; 9] = [
            str::to_owned,
            other_marks,
            |text| format!("我们青石县白河镇{text}"),
            |text| numbers(text, 1),
            |text| synonyms(text, SYNONYMS, 1),
            reordered,
            traditional,
            |text| numbers(text, 2),
            |text| synonyms(text, SYNONYMS, 2),
        ];
        all.extend(KINDS.iter().zip(copies).map(|(kind, copy)| made(kind, of, copy(text))));
        let more: [fn(&str) -> String; 4] = [
            |text| text.replacen('，', "，北岭縣有关人员", 1),
            chinese_numbers,
            |text| text.replacen('，', "，从本月起先行试点，", 1),
            |text| reordered(&numbers(&synonyms(text, SYNONYMS, 1), 1)),
        ];
        all.extend(MORE.iter().zip(more).map(|(kind, copy)| made(kind, of, copy(text))));
    }
    all.extend(lines(PARAPHRASES).enumerate().map(|(of, text)| made("free paraphrase", of, text.to_owned())));
    all.extend((0..HONEST).map(|of| made("honest", of, honest(of))));
    all
}

/// The set of English texts.
pub fn english() -> Vec<Made> {
    let mut all = Vec::new();
    let made = |kind: &str, of: usize, text: String| Made { kind: kind.to_owned(), of, text };
    for (of, text) in lines(ENGLISH).enumerate() {
        all.push(made("original", of, text.to_owned()));
        let copies: [fn(&str) -> String; 8] = [
            str::to_owned,
            |text| text.to_uppercase().replace(", ", " – "),
            |text| format!("At North Hill Clinic, {text}"),
            |text| numbers(text, 1),
            |text| synonyms(text, ENGLISH_SYNONYMS, 1),
            reordered,
            |text| numbers(text, 2),
            |text| synonyms(text, ENGLISH_SYNONYMS, 2),
        ];
        all.extend(ENGLISH_KINDS.iter().zip(copies).map(|(kind, copy)| made(kind, of, copy(text))));
    }
    all.extend((0..HONEST).map(|of| made("honest", of, honest_english(of))));
    all
}

/// A set as it is kept.
pub fn as_table(set: &[Made]) -> String {
    set.iter().map(|one| format!("{}\t{}\t{}\n", one.kind, one.of, one.text)).collect()
}

fn other_marks(text: &str) -> String {
    text.replace('，', " ,").replace('。', " ；\u{3000}").replace("的", "的 ")
}

/// The first numbers made larger by one.
fn numbers(text: &str, mut changes: usize) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for sign in text.chars().chain(['\n']) {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        if let Ok(number) = digits.parse::<u64>() {
            let step = u64::from(changes > 0);
            changes = changes.saturating_sub(1);
            out.push_str(&(number + step).to_string());
        }
        digits.clear();
        out.push(sign);
    }
    out.trim_end().to_owned()
}

/// The first words of the list swapped for others that mean the same.
fn synonyms(text: &str, list: &'static str, changes: usize) -> String {
    let pairs: Vec<(&str, &str)> = lines(list).filter_map(|line| line.split_once(' ')).collect();
    let mut out = text.to_owned();
    let mut found: Vec<(usize, &str, &str)> =
        pairs.iter().filter_map(|(word, other)| Some((text.find(word)?, *word, *other))).collect();
    found.sort_unstable();
    for (_, word, other) in found.into_iter().take(changes) {
        out = out.replacen(word, other, 1);
    }
    out
}

/// The first clause last.
fn reordered(text: &str) -> String {
    let text = text.trim_end_matches(['。', '.']);
    match (text.split_once('，'), text.split_once([',', ';'])) {
        (Some((first, rest)), _) => format!("{rest}，{first}。"),
        (_, Some((first, rest))) => format!("{}; {first}.", rest.trim()),
        _ => text.to_owned(),
    }
}

/// Numbers below a hundred written with Chinese numerals.
fn chinese_numbers(text: &str) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or_default();
    let mut out = String::new();
    for part in text.split_inclusive(|sign: char| !sign.is_ascii_digit()) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(number) if number < 100 => {
                let (tens, ones) = (number / 10, number % 10);
                let ten = if tens > 1 { format!("{}十", digit(tens)) } else { "十".repeat(tens) };
                out.push_str(&format!("{ten}{}", digit(ones)));
            }
            _ => out.push_str(&digits),
        }
        out.push_str(part.get(digits.len()..).unwrap_or_default());
    }
    out
}

fn traditional(text: &str) -> String {
    let forms: HashMap<char, char> = ('\u{4e00}'..='\u{9fff}')
        .rev()
        .filter(|sign| fold_char(*sign) != *sign)
        .map(|sign| (fold_char(sign), sign))
        .collect();
    text.chars().map(|sign| forms.get(&sign).copied().unwrap_or(sign)).collect()
}

/// A text that somebody else wrote on some matter: one of many ways to say who does what, when, how and with what result.
fn honest(number: usize) -> String {
    const WHO: &str = "办公室|各科室负责人|驻村工作队|值班干部|纪检委员|财务人员|村民小组长|安全员|窗口人员|社区网格员|教研组长|护士长|巡查员|信访专员";
    const WHEN: &str = "每周一晨会后|每月底前|接到反映的当天|季度末|下班前一刻钟|汛期来临前|开学第一周|每逢集日|半年一次|收到清单后三天|项目动工前|年中和年尾";
    const WHAT: &str = "未办结的诉求|老旧小区的用电线路|服务对象的抱怨|各项支出的去向|群众打的分|新来同志的学习笔记|程序不全的卷宗|最偏远自然村的路况|窗口排队的录像|仓库里的防汛物资|下个月的出诊安排|回访电话的录音|闲置的校舍|承包合同的条款";
    const DO: &str = "逐条过一遍|拿到桌面上议一议|重新登记造册|同去年的情况对照着看|按轻重缓急排个队|交给不相邻的单位复看|念给在场的人听|拍成照片存好|列一张明白纸|找出最要紧的三样|问清来龙去脉|分摊到具体的人";
    const HOW: &str = "不打招呼直接到现场|邀请两位离任老同志作见证|全程录音并存档|用同一张表逐项打勾|由不相邻的单位交叉进行|先听差评再听好评|带着去年的记录对照着看|谁经手谁签名|分组包干，互不重叠|随机抽号决定对象";
    const IF: &str = "查出毛病的|连续两回落后的|说不清楚的|拖过期限的|群众不认账的|做得出色的|需要花钱的|牵涉别家的|一时办不了的|存在风险的|数字对不上的";
    const THEN: &str = "写进个人台账|在大会上说明缘由|换人来干|从公用支出里列支|当晚报到县专班|隔月再看同样的地方|同评先评优挂钩|当场打电话问到底|自动升级督办|留给上级复核|请老同志来把关|张贴出来听意见";
    let mut choose = chooser(number);
    let (who, when, how) = (choose(WHO), choose(WHEN), choose(HOW));
    let what = format!("把{}{}", choose(WHAT), choose(DO));
    let result = format!("{}，{}", choose(IF), choose(THEN));
    match number % 3 {
        0 => format!("{when}，{who}{what}，{how}，{result}。"),
        1 => format!("由{who}{what}，时间定在{when}，做法是{how}；{result}。"),
        _ => format!("{what}：{who}牵头，{when}完成，{how}。{result}。"),
    }
}

/// Chooses among the parts of a list, the same for the same number on every machine.
fn chooser(number: usize) -> impl FnMut(&'static str) -> &'static str {
    let mut state = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    move |list| {
        state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(0x94d0_49bb_1331_11eb);
        let all: Vec<&str> = list.split('|').collect();
        all.get((state >> 33) as usize % all.len()).copied().unwrap_or_default()
    }
}

/// The same in English.
fn honest_english(number: usize) -> String {
    const WHO: &str = "the ward office|every head of department|the duty manager|a nurse from another ward|the finance clerk|the safety officer|the school secretary|two parents|the head of the village group|the night porter|the union steward|the pharmacist";
    const WHEN: &str = "every Monday after the round|before the month ends|on the day a complaint comes in|at the end of each quarter|a quarter of an hour before the shift ends|before the floods|in the first week of term|on market days|twice a year|three days after the list arrives|before building starts|at midsummer";
    const WHAT: &str = "open requests|the wiring of old houses|grumbles of those served|where the money went|marks given by the public|notes of new colleagues|incomplete files|the road to the farthest hamlet|film of the queue|stocks for emergencies|the rota for next month|recordings of calls|empty school buildings|clauses of the contract";
    const DO: &str = "goes through|lays on the table|registers anew|holds beside last year's|sorts by urgency|passes on to a distant unit|reads out to those present|photographs and files|puts on a sheet of paper|picks the three worst of|asks for the story behind|shares out by name";
    const HOW: &str = "arriving unannounced|with two retired colleagues as witnesses|on tape from beginning to end|ticking off the same form|crossing over between units|hearing bad news first|with last year's record at hand|everyone signing for their own|in separate groups|drawing lots for who is next";
    const IF: &str = "whatever is found wrong|whoever falls behind twice|what nobody can explain|what is overdue|what the public will not accept|what went well|what needs money|what concerns others|what takes longer|what carries risk|sums that differ";
    const THEN: &str = "goes into a personal record|has to be explained before everybody|is given to somebody else|is paid from the common budget|reaches the county the same night|is looked at again after a month|counts when prizes are given|is settled by telephone|moves up one level|is left to the next tier|gets an old hand to watch it|hangs on the wall for comment";
    let mut choose = chooser(number + 1000);
    let (who, when, how) = (choose(WHO), choose(WHEN), choose(HOW));
    let what = format!("{} {}", choose(DO), choose(WHAT));
    let result = format!("{} {}", choose(IF), choose(THEN));
    match number % 3 {
        0 => format!("{when}, {who} {what}, {how}; {result}."),
        1 => format!("{who} {what} {when}. This is done {how}, and {result}."),
        _ => format!("{result}: {how}, {who} {what} {when}."),
    }
}
