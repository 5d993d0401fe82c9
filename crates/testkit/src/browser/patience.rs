//! How long a test waits for the browser.

use std::time::Duration;

/// How often and how long to look for something again: 100 times 50 ms.
pub(super) const TO_FIND: (u32, Duration) = (100, Duration::from_millis(50));

/// How long a page may stay after it was told to go: 100 times 30 ms. Then a script or a download kept it.
pub(super) const TO_LEAVE: (u32, Duration) = (100, Duration::from_millis(30));

/// An element may be moving or just be replaced: look again, 40 times 50 ms.
pub(super) const TO_TRY_AGAIN: (u32, Duration) = (40, Duration::from_millis(50));

/// How long a change of pages may last.
pub(super) const BETWEEN_PAGES: Duration = Duration::from_millis(500);

/// How often and how long to look whether the driver has started: 400 times 25 ms.
pub(super) const TO_START: (u32, Duration) = (400, Duration::from_millis(25));

/// How long a command may take: longer than any page or check may.
pub(super) const TO_ANSWER: Duration = Duration::from_secs(120);
