//! Forms that this server is answering: whoever sends one twice waits for the answer to the first and gets that.

use std::{
    collections::HashSet,
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// How long the second waits for the first. An answer that takes longer is told to be on its way.
const LONGEST: Duration = Duration::from_secs(5);

/// The forms that are being answered.
#[derive(Debug, Default)]
pub struct Sendings {
    under_way: Mutex<HashSet<String>>,
    ended: Condvar,
}

/// The turn of a form; it ends when dropped.
#[derive(Debug)]
pub struct Turn<'s> {
    of: &'s Sendings,
    key: String,
}

impl Sendings {
    /// The turn of a form, once no other of the same words is being answered; `None` if that takes too long.
    pub fn turn(&self, key: String) -> Option<Turn<'_>> {
        let under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ended.wait_timeout_while(under_way, LONGEST, |under_way| under_way.contains(&key));
        let (mut under_way, _) = waited.unwrap_or_else(PoisonError::into_inner);
        under_way.insert(key.clone()).then_some(Turn { of: self, key })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.of.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
        self.of.ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn the_second_waits_for_the_first_and_another_form_for_nobody() {
        let sendings = Sendings::default();
        let first = sendings.turn("a".to_owned()).unwrap();
        let _other = sendings.turn("b".to_owned()).unwrap();
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| tell.send(sendings.turn("a".to_owned()).is_some()));
            assert!(told.recv_timeout(Duration::from_millis(50)).is_err(), "it waits");
            drop(first);
            assert!(told.recv().unwrap(), "and gets its turn");
        });
    }
}
