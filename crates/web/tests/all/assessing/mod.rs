mod assessors;
mod estimates;
mod leading_group;
mod observers;
mod recounts;
mod sheets_and_ratings;
pub mod sheets_browser;
