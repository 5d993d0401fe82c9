mod assessors;
mod estimates;
mod observers;
mod recounts;
mod session_heard;
mod sheets_and_ratings;
mod whose_round;
