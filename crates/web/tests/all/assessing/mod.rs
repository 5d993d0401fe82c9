mod assessors;
mod estimates;
mod observers;
mod recounts;
mod sheets_and_ratings;
pub mod sheets_browser;
