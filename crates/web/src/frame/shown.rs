//! Pages that everybody may read, as they were shown last: while the register is away they are shown once more.

use earnest_model::Timestamp;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The most bytes of all pages together; then the oldest make room.
const MOST: usize = 16 << 20;
/// The most bytes of one page.
const MOST_EACH: usize = 512 << 10;

/// The pages, by what was asked for.
#[derive(Debug, Default)]
pub struct ShownPages(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<String, (Timestamp, String)>,
    order: VecDeque<String>,
    bytes: usize,
}

impl ShownPages {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever broke off while holding it left it whole, or a little too full.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a page.
    pub fn keep(&self, asked: &str, at: Timestamp, page: &str) {
        let mut kept = self.kept();
        kept.forget(asked);
        if page.len() > MOST_EACH {
            return;
        }
        kept.bytes += page.len();
        kept.pages.insert(asked.to_owned(), (at, page.to_owned()));
        kept.order.push_back(asked.to_owned());
        while kept.bytes > MOST {
            let Some(oldest) = kept.order.pop_front() else { return };
            kept.forget(&oldest);
        }
    }

    /// Forgets one that is shown to everybody no more.
    pub fn forget(&self, asked: &str) {
        self.kept().forget(asked);
    }

    /// A page as it was shown last, and when.
    pub fn last(&self, asked: &str) -> Option<(Timestamp, String)> {
        self.kept().pages.get(asked).cloned()
    }
}

impl Kept {
    fn forget(&mut self, asked: &str) {
        if let Some((_, page)) = self.pages.remove(asked) {
            self.bytes = self.bytes.saturating_sub(page.len());
            self.order.retain(|other| other != asked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_pages_make_room_and_large_ones_are_not_kept() {
        let shown = ShownPages::default();
        let page = "x".repeat(MOST_EACH);
        let many = MOST / MOST_EACH;
        for number in 0..=many {
            shown.keep(&number.to_string(), Timestamp::UNIX_EPOCH, &page);
        }
        assert!(shown.last("0").is_none() && shown.last("1").is_some());
        shown.keep("1", Timestamp::UNIX_EPOCH, "y");
        assert_eq!(shown.last("1"), Some((Timestamp::UNIX_EPOCH, "y".to_owned())));
        shown.keep("1", Timestamp::UNIX_EPOCH, &format!("{page}y"));
        assert!(shown.last("1").is_none());
        assert_eq!(shown.kept().bytes, (many - 1) * MOST_EACH);
    }
}
