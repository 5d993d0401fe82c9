//! Chinese numerals: `一千六百七十三`, `二〇一五`, `三万五`, `十`, `三点五`.

use super::value::Value;

/// The value of a digit; characters are folded.
fn digit(sign: char) -> Option<u128> {
    Some(match sign {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Ten and its powers below ten thousand, and the large ones.
pub(super) fn power(sign: char) -> Option<u128> {
    Some(match sign {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// The old signs for twenty, thirty and forty, as their digit before a ten.
fn tens(sign: char) -> Option<char> {
    match sign {
        '廿' => Some('二'),
        '卅' => Some('三'),
        '卌' => Some('四'),
        _ => None,
    }
}

/// A numeral with its old signs written out: `廿三` is `二十三`.
fn written_out(signs: &[char]) -> Vec<char> {
    let sign = |sign: &char| tens(*sign).map_or_else(|| vec![*sign], |digit| vec![digit, '十']);
    signs.iter().flat_map(sign).collect()
}

/// The value of a single digit from one to nine.
pub(super) fn unit(sign: char) -> Option<u128> {
    digit(sign).filter(|digit| *digit > 0)
}

/// Whether a folded character can stand in a numeral.
pub(super) fn is_numeral(sign: char) -> bool {
    digit(sign).is_some() || power(sign).is_some() || tens(sign).is_some()
}

/// Digits of formal papers, that end other words: 队伍, 食肆.
fn is_formal(sign: char) -> bool {
    matches!(sign, '壹' | '贰' | '叁' | '肆' | '伍' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟')
}

/// Whether a character belongs to the numeral that `next` goes on with: not the last one of `食肆二万`.
pub(super) fn goes_on(sign: char, next: char) -> bool {
    is_numeral(sign) && (!is_formal(sign) || is_formal(next) || matches!(next, '零' | '万' | '亿'))
}

/// The value of a numeral without decimals; `None` for what only looks like one (`三五`, `万千`).
pub(super) fn whole(signs: &[char]) -> Option<u128> {
    // `队伍人数`: a formal digit alone is no number.
    if let [one] = signs
        && is_formal(*one)
    {
        return None;
    }
    let digits: Option<Vec<u128>> = signs.iter().map(|sign| digit(*sign)).collect();
    match digits.as_deref() {
        Some([]) => None,
        Some([one]) => Some(*one),
        // Digits side by side are a year or a number read out; two without a nought are "three or five".
        Some(all) if all.len() >= 4 || all.contains(&0) => {
            all.iter().try_fold(0_u128, |sum, digit| sum.checked_mul(10)?.checked_add(*digit))
        }
        Some(_) => None,
        None => spelled(signs),
    }
}

fn spelled(signs: &[char]) -> Option<u128> {
    // Largest first: below ten thousand, ten thousands, hundred millions.
    let (mut total, mut section, mut open) = (0_u128, 0_u128, None);
    let mut last_power = None;
    let mut after_nought = false;
    for sign in signs {
        if let Some(number) = digit(*sign) {
            if open.is_some_and(|known| known != 0) {
                return None;
            }
            after_nought = number == 0 || (after_nought && open == Some(0));
            open = Some(number);
            continue;
        }
        let power = power(*sign)?;
        if power < 10_000 {
            let number = match open {
                Some(0) | None if power == 10 => 1,
                None if section == 0 => 1,
                Some(number) if number > 0 => number,
                _ => return None,
            };
            if last_power.is_some_and(|last| last <= power) {
                return None;
            }
            section = section.checked_add(number * power)?;
            last_power = Some(power);
        } else {
            let below = section + open.unwrap_or(0);
            let below = if below == 0 && total == 0 { 1 } else { below };
            // `一万亿`: what is smaller is multiplied with it; `两兆三千亿`: what is larger is not.
            total = if total < power {
                total.checked_add(below)?.checked_mul(power)?
            } else {
                total.checked_add(below.checked_mul(power)?)?
            };
            section = 0;
            last_power = None;
        }
        (open, after_nought) = (None, false);
    }
    let rest = match (open, signs.len().checked_sub(2).and_then(|at| signs.get(at))) {
        // `两万五`: a digit right behind a power counts tenths of it.
        (Some(number), Some(before)) if !after_nought => match power(*before) {
            Some(power) if power >= 100 => number * (power / 10),
            _ => number,
        },
        (Some(number), _) => number,
        (None, _) => 0,
    };
    total.checked_add(section)?.checked_add(rest)
}

/// The value of a numeral that may have decimals: `三点五`.
pub(super) fn value(signs: &[char]) -> Option<Value> {
    let signs = written_out(signs);
    let signs = signs.as_slice();
    let Some(point) = signs.iter().position(|sign| *sign == '点') else {
        return whole(signs).map(Value::whole);
    };
    let before = whole(signs.get(..point)?)?;
    let part: Option<String> =
        signs.get(point + 1..)?.iter().map(|sign| Some(digit(*sign)?.to_string())).collect();
    Value::decimal(&format!("{before}.{}", part.filter(|part| !part.is_empty())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        value(&text.chars().collect::<Vec<_>>()).map(|value| value.to_string())
    }

    /// The usual way to write a number below a hundred million.
    fn written(number: u32) -> String {
        fn section(number: u32, first: bool) -> String {
            let mut text = String::new();
            let mut nought = !first;
            let mut left = number;
            for (power, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = left / power;
                left %= power;
                if digit == 0 {
                    nought = true;
                } else {
                    if nought && !(first && text.is_empty()) {
                        text.push('零');
                    }
                    nought = false;
                    text.push("零一二三四五六七八九".chars().nth(digit as usize).unwrap());
                    text.push_str(sign);
                }
            }
            text
        }
        let (high, low) = (number / 10_000, number % 10_000);
        match (high, low) {
            (0, low) => section(low, true),
            (high, 0) => section(high, true) + "万",
            (high, low) => section(high, true) + "万" + &section(low, low >= 1000),
        }
    }

    #[test]
    fn numerals_are_read() {
        for (text, value) in [
            ("十", "10"),
            ("十五", "15"),
            ("二十", "20"),
            ("一百零五", "105"),
            ("一千六百七十三", "1673"),
            ("两万五", "25000"),
            ("三百五", "350"),
            ("二十万零三千", "203000"),
            ("二〇一五", "2015"),
            ("一万亿", "1000000000000"),
            ("三亿五千万", "350000000"),
            ("三点五", "3.5"),
            ("九十八点零六", "98.06"),
            ("壹拾贰", "12"),
            ("廿三", "23"),
            ("一百廿", "120"),
            ("两兆三千亿", "2300000000000"),
            ("一亿两千三百万", "123000000"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        for text in ["三五", "十十", "一二三", "", "点五", "三点"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_is_written(number in 1_u32..100_000_000) {
            prop_assert_eq!(read(&written(number)), Some(number.to_string()), "{}", written(number));
        }
    }
}
