//! Pages: axum at the edge, plain synchronous handlers behind it, a folder per domain.

pub mod api;
mod ask;
pub mod call;
mod drafts;
mod file;
mod guard;
mod headers;
pub mod look;
mod moment;
mod nav;
pub mod pages;
pub mod reply;
pub mod route;
pub mod serve;
pub mod state;
pub mod upload;
pub mod worker;

pub use serve::{router, serve};
pub use state::{Chance, Clock, Outgoing, Settings, State};
