//! What tests rest on.

mod browser;
mod postgres;
mod readers;
