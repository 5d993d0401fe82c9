//! `earnest stats …`: figures about a sample, about agreement, about assessors.

mod agreement;
mod estimate;
mod human;
mod scores;
mod severity;
mod source;
mod spec;
mod table;
#[cfg(test)]
mod tests;

use clap::{Args, Subcommand};
use std::io::{Read, Write};
use std::path::PathBuf;
use table::Fault;

/// What can be computed.
#[derive(Debug, Subcommand)]
pub enum StatsCommand {
    /// Totals, means, shares and ratios from a sample, with their uncertainty.
    Estimate(EstimateArgs),
    /// How far assessors who score the same units agree; without a part named, Krippendorff's alpha.
    Agreement(AgreementArgs),
    /// How severe each assessor is, fitted together with the units by REML.
    Severity(SeverityArgs),
}

/// Options of `estimate`.
#[derive(Debug, Args)]
pub struct EstimateArgs {
    /// Table with a row per sampled unit, CSV or a workbook; `-` reads standard input.
    #[arg(long)]
    sample: PathBuf,
    /// JSON file with the design and the requests.
    #[arg(long)]
    design: PathBuf,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Options of `agreement`.
#[derive(Debug, Args)]
pub struct AgreementArgs {
    /// Table with the columns unit, assessor, score, a row per rating, CSV or a workbook; `-` reads standard input.
    #[arg(long)]
    ratings: PathBuf,
    /// Krippendorff's alpha, nominal, ordinal, interval and ratio.
    #[arg(long)]
    alpha: bool,
    /// Intraclass correlations of a complete table.
    #[arg(long)]
    icc: bool,
    /// Cohen's kappa of two assessors, over these categories in this order.
    #[arg(
        long,
        value_name = "CATEGORIES",
        value_delimiter = ',',
        num_args = 1,
        allow_negative_numbers = true
    )]
    kappa: Option<Vec<f64>>,
    /// Fleiss' kappa over these categories.
    #[arg(
        long,
        value_name = "CATEGORIES",
        value_delimiter = ',',
        num_args = 1,
        allow_negative_numbers = true
    )]
    fleiss: Option<Vec<f64>>,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Options of `severity`.
#[derive(Debug, Args)]
pub struct SeverityArgs {
    /// Table with the columns unit, assessor, score, a row per score, CSV or a workbook; `-` reads standard input.
    #[arg(long)]
    scores: PathBuf,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Runs a command and prints its result to `out`.
pub fn run(command: &StatsCommand, out: &mut impl Write) -> Result<(), Fault> {
    let text = match command {
        StatsCommand::Estimate(args) => {
            let mut text = String::new();
            source::open(&args.design)?
                .read_to_string(&mut text)
                .map_err(|e| source::at(&args.design, &e))?;
            let spec = serde_json::from_str(&text).map_err(|e| source::at(&args.design, &e))?;
            let output =
                estimate::run(&args.sample.display().to_string(), source::table(&args.sample)?, &spec)?;
            if args.json { json(&output)? } else { human::estimates(&output) }
        }
        StatsCommand::Agreement(args) => {
            let parts = agreement::Parts {
                alpha: args.alpha,
                icc: args.icc,
                kappa: args.kappa.clone(),
                fleiss: args.fleiss.clone(),
            };
            let output =
                agreement::run(&args.ratings.display().to_string(), source::table(&args.ratings)?, &parts)?;
            if args.json { json(&output)? } else { human::agreement(&output, !args.alpha) }
        }
        StatsCommand::Severity(args) => {
            let output = severity::run(&args.scores.display().to_string(), source::table(&args.scores)?)?;
            if args.json { json(&output)? } else { human::severity(&output) }
        }
    };
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|e| Fault(format!("the result can't be written: {e}")))
}

fn json(output: &impl serde::Serialize) -> Result<String, Fault> {
    let text = serde_json::to_string(output)
        .map_err(|e| Fault(format!("the result can't be written as JSON: {e}")))?;
    Ok(text + "\n")
}
