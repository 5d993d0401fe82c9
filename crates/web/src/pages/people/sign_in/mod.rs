//! Signing in and out, and the way in for anyone.

pub mod enter;
mod welcome;

use crate::frame::route::{Need, Route, get, post};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/", Need::Public, welcome::home),
    get("/sign-in", Need::Public, enter::ask),
    post("/sign-in", Need::Public, enter::enter).anew(),
    post("/sign-out", Need::Public, enter::leave).anew().unclaimed(),
];
