//! What is written in digits and is no number: telephones, numbers of documents, addresses, accounts, marks of lists. A
//! scan goes past them, so that nothing is read inside.

use super::english_spelled::word_before;
use super::measures::measure;
use super::names;
use super::signs::Signs;
use super::words::CALLED;
use crate::script::is_han;

/// Where the code ends that begins at a place.
pub(super) fn code(signs: &Signs, at: usize) -> Option<usize> {
    let sign = signs.at(at);
    if matches!(sign, '〔' | '[' | '(' | '【' | '﹝') {
        return file_number(signs, at).or_else(|| telephone(signs, at));
    }
    if sign == '+' {
        return telephone(signs, at);
    }
    let before = signs.before(at);
    if before.is_ascii_alphanumeric() || matches!(before, '.' | '_') && at > 1 {
        return None;
    }
    if sign.is_ascii_alphabetic() {
        return lettered(signs, at);
    }
    if !sign.is_ascii_digit() {
        return None;
    }
    called(signs, at)
        .or_else(|| telephone(signs, at))
        .or_else(|| dotted(signs, at))
        .or_else(|| slashed(signs, at))
        .or_else(|| list_mark(signs, at))
}

/// Where digits end.
fn digits(signs: &Signs, at: usize) -> usize {
    let mut end = at;
    while signs.at(end).is_ascii_digit() {
        end += 1;
    }
    end
}

fn number(signs: &Signs, from: usize, end: usize) -> Option<u32> {
    (from..end).map(|at| signs.at(at)).collect::<String>().parse().ok()
}

/// `〔2026〕3号`, `[2025]第7号`, `(2026)12号`.
fn file_number(signs: &Signs, at: usize) -> Option<usize> {
    let year = digits(signs, at + 1);
    let closes = matches!(signs.at(year), '〕' | ']' | ')' | '】' | '﹞');
    if !closes || !(at + 3..=at + 5).contains(&year) {
        return None;
    }
    let mut from = signs.skip_blanks(year + 1);
    // `(2026)苏01民终12号`: a court stands between.
    while from < year + 9 && is_han(signs.at(from)) || signs.at(from) == '第' {
        from += 1;
    }
    let court = digits(signs, from);
    let mut end = court;
    if court > from && is_han(signs.at(court)) && signs.at(court) != '号' && signs.at(year) == ')' {
        let case = (court..court + 4).find(|at| signs.at(*at).is_ascii_digit())?;
        end = digits(signs, case);
    }
    (end > from && signs.at(end) == '号').then_some(end + 1)
}

/// `QA/2026/017`, `HR-2024-12`, `ISBN 978-7-100-12345-6`: letters in capitals with digits behind a stroke, or what is
/// called so.
fn lettered(signs: &Signs, at: usize) -> Option<usize> {
    let letters = (at..).take_while(|at| signs.at(*at).is_ascii_alphabetic()).count();
    let name: String = (at..at + letters).map(|at| signs.at(at)).collect();
    if matches!(name.as_str(), "isbn" | "issn" | "doi" | "icp") {
        let from = (at + letters..at + letters + 4).find(|at| signs.at(*at).is_ascii_digit())?;
        return Some(run(signs, from, |sign| {
            sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.' | '/' | '–')
        }));
    }
    let is_capital = (at..at + letters).all(|at| signs.raw(at..at + 1).chars().all(char::is_uppercase));
    if !is_capital || letters > 6 {
        return None;
    }
    let end = run(signs, at, |sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '/' | '_'));
    let strokes = (at..end).filter(|at| signs.at(*at) == '/').count();
    let parts = (at + letters..end).any(|at| signs.at(at).is_ascii_digit());
    (parts && strokes > 0 && signs.at(at + letters) != '-' || parts && strokes > 1).then_some(end)
}

/// Where a run of such signs ends, without marks at its end.
fn run(signs: &Signs, at: usize, goes_on: impl Fn(char) -> bool) -> usize {
    let mut end = at;
    while goes_on(signs.at(end)) {
        end += 1;
    }
    while end > at && !signs.before(end).is_ascii_alphanumeric() {
        end -= 1;
    }
    end
}

/// What is called by a number, and by all that follow in its list: `电话:6213、6214`, `转801`, `tel. 555 0142 or 555 0143`.
fn called(signs: &Signs, at: usize) -> Option<usize> {
    const ALSO: [&str; 9] =
        ["证号", "信用代码", "卡号", "单号", "序列号", "qq", "qq群", "微信号", "邮政编码"];
    const ENGLISH: [&str; 14] = [
        "tel",
        "telephone",
        "fax",
        "phone",
        "call",
        "dial",
        "ring",
        "extension",
        "ext",
        "hotline",
        "postcode",
        "zip",
        "mobile",
        "reference",
    ];
    let mut behind = signs.skip_blanks_back(at);
    if matches!(signs.before(behind), ':' | '.') {
        behind = signs.skip_blanks_back(behind - 1);
    }
    let mut word = behind;
    while matches!(signs.before(word), '为' | '是' | '码' | '至') {
        word -= 1;
    }
    let chinese = CALLED.iter().chain(&ALSO).any(|name| signs.ends(word, name));
    let extension = matches!(signs.before(at), '转') && signs.before(at - 1).is_ascii_digit();
    let english = word_before(signs, behind).is_some_and(|(word, _)| ENGLISH.contains(&word.as_str()));
    if !(chinese || extension || english) {
        return None;
    }
    let first = part(signs, at)?;
    let end = rest_of_list(signs, first);
    // A short one is no telephone unless it says so: `电话3部`.
    let bare = digits(signs, at) == first && first - at < 3;
    (!bare || extension).then_some(end)
}

/// Where the numbers end that follow the first of a list.
fn rest_of_list(signs: &Signs, first: usize) -> usize {
    let mut end = first;
    loop {
        let link = signs.skip_blanks(end);
        let length = match signs.at(link) {
            ',' if signs.has(signs.skip_blanks(link + 1), "ext") => {
                let word = signs.skip_blanks(link + 1);
                word - link + letters_and_points(signs, word)
            }
            '、' | '/' | ';' | ',' | '-' | '或' | '转' => 1,
            _ if signs.has(link, "分机") => 2,
            _ if signs.has(link, "or ") => 3,
            _ if signs.has(link, "ext") => letters_and_points(signs, link),
            _ => break,
        };
        let Some(next) = part(signs, signs.skip_blanks(link + length)) else { break };
        end = next;
    }
    end
}

/// How many letters and points stand from a place on.
fn letters_and_points(signs: &Signs, from: usize) -> usize {
    (from..from + 10).take_while(|at| signs.at(*at).is_ascii_alphabetic() || signs.at(*at) == '.').count()
}

/// One number of a list of telephones: groups of digits, no measure word and no noun of what was counted behind.
fn part(signs: &Signs, at: usize) -> Option<usize> {
    let mut end = digits(signs, at);
    let first = end;
    while matches!(signs.at(end), ' ' | '-' | ')' | '(') && signs.at(end + 1).is_ascii_digit() {
        end = digits(signs, end + 1);
    }
    let grouped = signs.at(end) == ',' && digits(signs, end + 1) == end + 4 && first - at <= 3;
    let counts = !signs.has(end, "分机")
        && (measure(signs, signs.skip_blanks(end)).is_some()
            || end == first && super::numerals::power(signs.at(end)).is_some()
            || signs.at(end) == '%');
    let words = end == first
        && signs.at(end) == ' '
        && signs.at(end + 1).is_ascii_lowercase()
        && super::english_spelled::is_plural(signs, end);
    (end > at && end - at >= 2 && !counts && !grouped && !words).then_some(end)
}

/// `+86 10 8888 9999`, `(020) 7946-0123`, `0851-85991234`, `2345-6789` behind words of telephones, each with its extension.
fn telephone(signs: &Signs, at: usize) -> Option<usize> {
    let sign = signs.at(at);
    let opened = sign == '(' || sign == '+';
    let from = if opened { at + 1 } else { at };
    let first = digits(signs, from);
    let leads = match sign {
        '(' => signs.at(first) == ')' && (signs.at(from) == '0' || first - from == 3) && first - from >= 2,
        '+' => (1..=3).contains(&(first - from)) && !signs.before(at).is_ascii_alphanumeric(),
        _ => {
            signs.at(from) == '0' && (2..=5).contains(&(first - from)) && matches!(signs.at(first), '-' | ' ')
        }
    };
    if !leads {
        return None;
    }
    let mut end = first;
    let mut count = first - from;
    loop {
        let mut next = end;
        while next < end + 2 && matches!(signs.at(next), ' ' | '-' | '–' | '(' | ')') {
            next += 1;
        }
        let behind = digits(signs, next);
        if next == end || behind - next < 2 || count + behind - next > 15 {
            break;
        }
        count += behind - next;
        end = behind;
    }
    let is_one = count >= 9 && end > first && measure(signs, end).is_none_or(|_| signs.has(end, "分机"));
    if !is_one {
        return None;
    }
    let extension = ["转", "分机", " ext ", " ext. ", ", ext ", ", ext. ", " x", " extension "]
        .iter()
        .find(|word| signs.has(end, word));
    if let Some(word) = extension {
        let from = signs.skip_blanks(end + word.chars().count());
        end = digits(signs, from).max(end);
    }
    Some(end)
}

/// `192.168.1.10`, `2.3.1`; a day that is written with points is none.
fn dotted(signs: &Signs, at: usize) -> Option<usize> {
    let (mut end, mut parts) = (digits(signs, at), vec![number(signs, at, digits(signs, at))?]);
    while signs.at(end) == '.' && signs.at(end + 1).is_ascii_digit() {
        let behind = digits(signs, end + 1);
        parts.push(number(signs, end + 1, behind)?);
        end = behind;
    }
    let is_year = |number: Option<&u32>| number.is_some_and(|year| (1000..2200).contains(year));
    let is_day = parts.len() == 3 && (is_year(parts.first()) || is_year(parts.last()));
    (parts.len() > 2 && !is_day).then_some(end)
}

/// `Circular 7/2024`, `No. 12/2026`, `Case 3/451/2025`: a year behind a stroke, and a word before that says what it is.
fn slashed(signs: &Signs, at: usize) -> Option<usize> {
    let (mut end, mut last) = (digits(signs, at), at);
    let mut strokes = 0;
    while signs.at(end) == '/' && signs.at(end + 1).is_ascii_digit() {
        (last, strokes) = (end + 1, strokes + 1);
        end = digits(signs, last);
    }
    let is_year = strokes > 0 && number(signs, last, end).is_some_and(|year| (1900..2200).contains(&year));
    // `12/05/2015` is a day, `2025/26` and `05/2024` are times.
    let point = signs.skip_blanks_back(at);
    let point = if matches!(signs.before(point), '.' | ':') { point - 1 } else { point };
    let (word, start) = word_before(signs, point)?;
    let named = signs.raw(start..start + 1).chars().all(char::is_uppercase) || names::is_called(signs, point);
    let time =
        matches!(word.as_str(), "in" | "on" | "of" | "by" | "since" | "from" | "to" | "until" | "during");
    (is_year && strokes < 3 && named && !time && !(strokes == 2 && is_day(signs, at))).then_some(end)
}

fn is_day(signs: &Signs, at: usize) -> bool {
    let first = digits(signs, at);
    let second = digits(signs, first + 1);
    number(signs, at, first).is_some_and(|day| day <= 31)
        && number(signs, first + 1, second).is_some_and(|day| day <= 31)
}

/// `附件:1.评分表 2.台账`, `(1) the plan; (2) the list`: a mark of a list that stands in a line.
fn list_mark(signs: &Signs, at: usize) -> Option<usize> {
    let end = digits(signs, at);
    if end - at > 2 || signs.at(at) == '0' {
        return None;
    }
    let before = signs.before(at);
    let begins = matches!(before, ' ' | ':' | ';' | '。' | '\n' | '\t' | '》' | ',');
    if begins && signs.at(end) == '.' && is_han(signs.at(signs.skip_blanks(end + 1))) {
        return Some(end + 1);
    }
    let mark = number(signs, at, end)?;
    let has = |mark: u32| {
        let text = format!("({mark})");
        (0..signs.len()).any(|at| signs.has(at, &text))
    };
    let in_brackets = before == '('
        && signs.at(end) == ')'
        && signs.before(at - 1) == ' '
        && signs.at(signs.skip_blanks(end + 1)).is_alphabetic();
    (in_brackets && (mark > 1 && has(mark - 1) || mark == 1 && has(2))).then_some(end + 1)
}
