//! Pages: axum at the edge, plain synchronous handlers behind it, a folder per domain.

mod about;
pub mod api;
pub mod archive;
mod asker;
mod case_arrival;
mod case_content;
pub mod edge;
mod finished;
pub mod first;
pub mod frame;
mod in_programme;
mod incoming;
mod last_shown;
pub mod look;
mod notices;
mod other_languages;
mod page_at;
pub mod pages;
mod places;
mod posted;
pub mod printed;
mod reread;
mod respond;
mod serve;
mod waiting;
mod watched;
mod ways;
mod words_read;
pub mod worker;

pub use frame::speech::speaking;
pub use frame::state::{Chance, Clock, Known, Outgoing, Settings, State};
pub use frame::worded::role_meant;

pub use look::{Named, Spoken, caption};
pub use pages::{
    figures::report::neutral::standing as standing_report, paths::figures::traced as address_of_records,
};
pub use places::routes;
pub use watched::{serve_watched, serve_watched_before};

/// The whole site.
pub fn router(state: State) -> axum::Router {
    serve::router(routes(), state)
}

/// Serves until `stop` ends.
pub async fn serve(
    listener: tokio::net::TcpListener,
    state: State,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let edge = std::sync::Arc::clone(&state.edge);
    edge::serve(listener, router(state), edge, stop).await
}
