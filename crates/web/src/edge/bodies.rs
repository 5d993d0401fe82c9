//! Bodies under way: how fast they come, and how many bytes of all of them are held at the same time.

use super::{limits::Limits, unread::Unread};
use axum::{
    Error,
    body::{Body, Bytes, HttpBody},
};
use hyper::body::{Frame, SizeHint};
use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, Sleep, sleep},
};

/// Bodies up to here are small: whoever signs in is not held up by large ones.
const SMALL: u64 = 16 << 10;
/// Bytes are counted by pieces of this size.
const PIECE: usize = 1 << 10;

/// Pieces that each address has under way.
type OfAddress = Arc<Mutex<HashMap<String, usize>>>;

/// The room for bodies.
pub(super) struct Bodies {
    pause: Duration,
    pace: u64,
    small: Arc<Semaphore>,
    large: Arc<Semaphore>,
    files: Arc<Semaphore>,
    most_of_address: usize,
    of_address: OfAddress,
}

impl Bodies {
    pub fn new(limits: &Limits) -> Self {
        let of = |bytes: usize| Arc::new(Semaphore::new(bytes / PIECE));
        Self {
            pause: limits.pause,
            pace: limits.pace.max(1),
            small: of(limits.small),
            large: of(limits.large),
            files: of(limits.files),
            most_of_address: limits.large_of_address / PIECE,
            of_address: Arc::default(),
        }
    }

    /// A body that is watched while it comes in, and what it holds until its request is answered.
    pub fn watch(&self, body: Body, files: bool, from: &str) -> (Body, Arc<Held>) {
        let small = body.size_hint().upper().is_some_and(|most| most <= SMALL);
        let room = match (files, small) {
            (true, _) => &self.files,
            (false, true) => &self.small,
            (false, false) => &self.large,
        };
        let held = Arc::new(Held {
            room: Arc::clone(room),
            taken: Mutex::default(),
            why: Mutex::default(),
            from: (!files && !small).then(|| (from.to_owned(), self.most_of_address)),
            of_address: Arc::clone(&self.of_address),
        });
        let watched = Watched {
            body,
            held: Arc::clone(&held),
            pause: self.pause,
            // Files are large: whoever sends them holds a turn.
            pace: if files { self.pace * 8 } else { self.pace },
            began: Instant::now(),
            came: 0,
            rest: Box::pin(sleep(self.pause)),
        };
        (Body::new(watched), held)
    }
}

/// The room that a body takes.
pub(super) struct Held {
    room: Arc<Semaphore>,
    taken: Mutex<Option<OwnedSemaphorePermit>>,
    why: Mutex<Option<Unread>>,
    /// Of a large body: whose it is, and how much one address may take.
    from: Option<(String, usize)>,
    of_address: OfAddress,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Held {
    /// Why it was not read to its end, if it was not for its size.
    pub fn why(&self) -> Option<Unread> {
        *held(&self.why)
    }

    /// Takes room for what has come so far; whether there is any.
    fn take(&self, came: u64) -> bool {
        let mut taken = held(&self.taken);
        let needed = usize::try_from(came).unwrap_or(usize::MAX).div_ceil(PIECE);
        let more = needed.saturating_sub(taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits));
        if more == 0 {
            return true;
        }
        let Ok(pieces) = u32::try_from(more) else { return false };
        let Ok(permit) = Arc::clone(&self.room).try_acquire_many_owned(pieces) else { return false };
        if let Some((from, most)) = &self.from {
            let mut of_address = held(&self.of_address);
            let own = of_address.entry(from.clone()).or_default();
            if *own + more > *most {
                return false;
            }
            *own += more;
        }
        match taken.as_mut() {
            Some(taken) => taken.merge(permit),
            None => *taken = Some(permit),
        }
        true
    }

    fn break_off(&self, why: Unread) -> Error {
        *held(&self.why) = Some(why);
        Error::new(why)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some((from, _)) = &self.from else { return };
        let pieces = held(&self.taken).as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let mut of_address = held(&self.of_address);
        if let Some(own) = of_address.get_mut(from) {
            *own = own.saturating_sub(pieces);
            if *own == 0 {
                of_address.remove(from);
            }
        }
    }
}

struct Watched {
    body: Body,
    held: Arc<Held>,
    pause: Duration,
    pace: u64,
    began: Instant,
    came: u64,
    rest: Pin<Box<Sleep>>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                this.came += u64::try_from(bytes).unwrap_or(u64::MAX);
                // Every piece may pause, and the whole may not be slower than its pace.
                let due = this.pause + Duration::from_secs(this.came / this.pace);
                let next = (Instant::now() + this.pause).min(this.began + due);
                this.rest.as_mut().reset(next);
                if this.held.take(this.came) {
                    Poll::Ready(Some(Ok(frame)))
                } else {
                    Poll::Ready(Some(Err(this.held.break_off(Unread::Full))))
                }
            }
            Poll::Pending => match this.rest.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(Some(Err(this.held.break_off(Unread::Slow)))),
                Poll::Pending => Poll::Pending,
            },
            other => other,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
