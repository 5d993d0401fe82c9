//! Statistics against textbooks and laws.

mod agreement_of_textbooks;
mod coverage_by_draws;
mod estimates_of_textbooks;
mod freed_scores;
mod laws_of_estimates;
mod quantiles_of_tables;
mod scored_samples;
mod severity_of_penicillin;
