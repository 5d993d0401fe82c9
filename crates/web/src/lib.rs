//! Pages: axum at the edge, plain synchronous handlers behind it, a folder per domain.

pub mod look;
