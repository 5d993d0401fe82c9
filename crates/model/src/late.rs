//! When something that has a day is late: one rule for plans, directions, answers, receipts, duties and measures.

use jiff::civil::Date;

/// Whether what is still owed is late on a day: the day by which it was due has passed. On its day nothing is late, and
/// what has no day never is. Queries say the same with [`is_late`]'s comparison of the two days.
pub fn is_late(due: Option<Date>, today: Date) -> bool {
    due.is_some_and(|due| due < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn nothing_is_late_on_its_day_nor_without_one() {
        let due = date(2015, 6, 3);
        assert!(!is_late(Some(due), due));
        assert!(is_late(Some(due), date(2015, 6, 4)));
        assert!(!is_late(None, date(2015, 6, 4)));
    }
}
