//! Pages: axum at the edge, plain synchronous handlers behind it, a folder per domain.

pub mod api;
pub mod frame;
pub mod look;
mod nav;
pub mod pages;
pub mod serve;
pub mod worker;

pub use frame::state::{Chance, Clock, Outgoing, Settings, State};
pub use serve::{router, serve};
