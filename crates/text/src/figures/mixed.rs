//! Arabic numbers with Chinese powers: `2.8万`, `1亿2千3百万`, `5亿3千多万`, `2千350`.

use super::numerals::{self, power};
use super::scan::digits;
use super::signs::Signs;
use super::value::Value;
use super::words;

/// A number with its powers.
pub(super) struct Mixed {
    pub(super) value: Value,
    pub(super) end: usize,
    /// 余, 多 or 几 stand inside or behind it.
    pub(super) more: bool,
    /// 来 stands inside or behind it.
    pub(super) about: bool,
    /// The product of its powers where they stand behind one number: `5万`.
    pub(super) factor: u128,
}

/// What is added up so far: `total` are whole large powers, `section` is what stands below the next one.
struct Sum {
    total: Value,
    section: Value,
    /// The last power below ten thousand of the section, and the last large one.
    small: u128,
    large: u128,
    /// How many groups of powers there were, and the product of the last one.
    groups: usize,
    factor: u128,
}

/// The number that begins with `first`, which ends at a place; `None` if no power follows it.
pub(super) fn mixed(signs: &Signs, first: Value, end: usize) -> Option<Mixed> {
    let none = Value::whole(0);
    let mut sum =
        Sum { total: none, section: none, small: u128::MAX, large: u128::MAX, groups: 0, factor: 1 };
    let mut all = Mixed { value: first, end, more: false, about: false, factor: 1 };
    let mut open = first;
    while let Some(powers) = powers(signs, all.end).filter(|powers| sum.fits(&powers.signs)) {
        sum.take(open, &powers.signs)?;
        (all.end, all.more, all.about) = (powers.end, all.more || powers.more, all.about || powers.about);
        let Some((next, behind)) = part(signs, all.end) else { break };
        let last = sum.last();
        let goes_on = self::powers(signs, behind).is_some_and(|powers| sum.fits(&powers.signs));
        // `2千350人`: what is left stands without a power, and fills the places below the last one.
        let is_rest = behind - all.end >= 2 && last <= 10_000 && next < Value::whole(last);
        if !goes_on {
            if is_rest && signs.at(behind) != '年' {
                (sum.section, all.end) = (sum.section.plus(next)?, behind);
            }
            break;
        }
        (open, all.end) = (next, behind);
    }
    all.value = sum.total.plus(sum.section)?;
    all.factor = if sum.groups == 1 { sum.factor } else { 1 };
    (sum.groups > 0).then_some(all)
}

impl Sum {
    fn last(&self) -> u128 {
        self.small.min(self.large)
    }

    /// Whether powers can follow: each smaller than the last of its sort; `万亿` multiplies.
    fn fits(&self, powers: &[u128]) -> bool {
        let (mut small, mut large) = (self.small, self.large);
        let has_total = self.total > Value::whole(0);
        powers.iter().all(|power| {
            if *power < 10_000 {
                let fits = *power < small;
                small = *power;
                return fits;
            }
            let fits = *power < large || large < *power && (has_total || large != self.large);
            (small, large) = (u128::MAX, *power);
            fits
        })
    }

    fn take(&mut self, number: Value, powers: &[u128]) -> Option<()> {
        let mut open = Some(number);
        (self.groups, self.factor) = (self.groups + 1, 1);
        for power in powers {
            self.factor = self.factor.checked_mul(*power)?;
            if *power < 10_000 {
                // `3千万` has one number for both; `2千3百` adds.
                self.section = match open.take() {
                    Some(number) => self.section.plus(number.times(*power)?)?,
                    None => self.section.times(*power)?,
                };
                self.small = *power;
            } else {
                let below = self.section.plus(open.take().unwrap_or(Value::whole(0)))?;
                self.total = if self.total < Value::whole(*power) {
                    self.total.plus(below)?.times(*power)?
                } else {
                    self.total.plus(below.times(*power)?)?
                };
                (self.section, self.small, self.large) = (Value::whole(0), u128::MAX, *power);
            }
        }
        Some(())
    }
}

/// Digits, or one Chinese digit: `3万五千`.
fn part(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let arabic = digits(signs, at).filter(|(value, _, _)| value.denominator() == 1);
    let chinese = || numerals::unit(signs.at(at)).filter(|_| power(signs.at(at + 1)).is_some());
    arabic.map(|(value, end, _)| (value, end)).or_else(|| Some((Value::whole(chinese()?), at + 1)))
}

/// Powers side by side: `万`, `余万`, `千万`, `亿余`.
struct Powers {
    signs: Vec<u128>,
    end: usize,
    more: bool,
    about: bool,
}

fn powers(signs: &Signs, at: usize) -> Option<Powers> {
    let mut all = Powers { signs: Vec::new(), end: signs.skip_blanks(at), more: false, about: false };
    all.around(signs);
    loop {
        while let Some(power) = power(signs.at(all.end)).filter(|_| !is_unit(signs, all.end)) {
            all.signs.push(power);
            all.end += 1;
        }
        if all.signs.is_empty() {
            return None;
        }
        if signs.any(all.end, &["多次", "多名", "多个", "多种", "来自", "来到", "几何"]) || !all.around(signs)
        {
            return Some(all);
        }
    }
}

/// A kilowatt, a kilometre and a megawatt are units: `2.4亿千瓦时`.
fn is_unit(signs: &Signs, at: usize) -> bool {
    matches!(signs.at(at), '千' | '兆') && words::follows_thousand(signs, at + 1)
        || signs.at(at) == '百' && signs.has(at + 1, "分")
}

impl Powers {
    /// Takes 余, 多, 几 and 来; whether one stood there.
    fn around(&mut self, signs: &Signs) -> bool {
        match signs.at(self.end) {
            '余' | '多' | '几' => self.more = true,
            '来' if power(signs.at(self.end + 1)).is_some()
                || super::measures::measure(signs, self.end + 1).is_some() =>
            {
                self.about = true;
            }
            _ => return false,
        }
        self.end += 1;
        true
    }
}
