//! How long a sign-in lasts, and an invitation to one.

/// Seconds that a session lasts without signing in anew: 12 hours, a working day.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// Seconds for which an invitation to set a password holds: three days.
pub const INVITATION_SECONDS: i64 = 3 * 24 * 60 * 60;
