//! A connection as the edge sees it: whether it waits for its caller, and whether the head that came can be read in two
//! ways.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::Notify;

/// The longest head that is looked at; a longer one is refused by the server itself.
const LONGEST: usize = 64 << 10;

/// A connection.
#[derive(Debug)]
pub struct Slot {
    /// Its number: later ones are higher.
    pub number: u64,
    /// What counts as its address.
    pub place: String,
    waits: AtomicBool,
    since: AtomicU64,
    expects: AtomicBool,
    conflicting: AtomicBool,
    kick: Notify,
}

impl Slot {
    pub(super) fn new(number: u64, place: String) -> Self {
        Self {
            number,
            place,
            waits: AtomicBool::new(true),
            since: AtomicU64::new(number),
            expects: AtomicBool::new(true),
            conflicting: AtomicBool::new(false),
            kick: Notify::new(),
        }
    }

    /// Whether the caller has to do something: to send the rest, or another request.
    pub fn waits(&self) -> bool {
        self.waits.load(Ordering::Acquire)
    }

    /// Since when, by the numbers of connections.
    pub fn since(&self) -> u64 {
        self.since.load(Ordering::Acquire)
    }

    /// From now on the server works for it.
    pub fn works(&self) {
        self.waits.store(false, Ordering::Release);
    }

    /// It is answered: the next head is looked at.
    pub fn is_answered(&self, now: u64) {
        self.since.store(now, Ordering::Release);
        self.expects.store(true, Ordering::Release);
        self.waits.store(true, Ordering::Release);
    }

    /// Whether the head that came says two things of the length of its body, or ends its lines in two ways.
    pub fn conflicting(&self) -> bool {
        self.conflicting.load(Ordering::Acquire)
    }

    /// Its place is needed by another.
    pub fn kick(&self) {
        self.kick.notify_one();
    }

    /// Ends when its place is needed.
    pub async fn kicked(&self) {
        self.kick.notified().await;
    }

    /// Looks at bytes that came in; `head` collects them until a head is whole.
    pub(super) fn look_at(&self, bytes: &[u8], head: &mut Vec<u8>) {
        if !self.expects.load(Ordering::Acquire) {
            return;
        }
        let before = head.len().saturating_sub(3);
        head.extend_from_slice(bytes);
        let fresh = head.get(before..).unwrap_or_default();
        let whole =
            fresh.windows(2).any(|end| end == b"\n\n") || fresh.windows(4).any(|end| end == b"\r\n\r\n");
        if whole || head.len() > LONGEST {
            self.conflicting.store(conflicts(head), Ordering::Release);
            self.expects.store(false, Ordering::Release);
            head.clear();
        }
    }
}

/// Whether two readers could take the head for two different requests.
fn conflicts(head: &[u8]) -> bool {
    let (mut length, mut transfer) = (false, false);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        let Some(line) = line.strip_suffix(b"\n") else { break };
        let Some(line) = line.strip_suffix(b"\r") else { return true };
        if line.is_empty() {
            break;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii();
        length = length || name.eq_ignore_ascii_case(b"content-length");
        transfer = transfer || name.eq_ignore_ascii_case(b"transfer-encoding");
    }
    length && transfer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(pieces: &[&str]) -> bool {
        let (slot, mut head) = (Slot::new(1, String::new()), Vec::new());
        for piece in pieces {
            slot.look_at(piece.as_bytes(), &mut head);
        }
        slot.conflicting()
    }

    #[test]
    fn a_head_that_can_be_read_in_two_ways_is_seen_however_it_comes() {
        let both = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert!(seen(&[both]));
        let (one, rest) = both.split_at(both.len() - 2);
        assert!(seen(&[one, rest]));
        assert!(seen(&["GET / HTTP/1.1\nHost: a\n\n"]));
        let body = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nTransfer-Encoding: chunked\n\n";
        assert!(!seen(&[body]));
        assert!(!seen(&["POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"]));
    }
}
