//! What can be wrong with the columns of a design.

use thiserror::Error;

/// Which column of the design a fault was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The strata.
    Strata,
    /// The sampled units of a stage, counted from 0.
    Id(usize),
    /// The population counts of a stage, counted from 0.
    Fpc(usize),
    /// The weights.
    Weights,
    /// The post-strata.
    PostStrata,
}

/// Why a design can't be used. `row` counts from 0.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum DesignFault {
    /// There is nothing to estimate from.
    #[error("the sample has no rows")]
    NoRows,
    /// A column is shorter or longer than the sample.
    #[error("a column of the design has not one value per row")]
    Length,
    /// `fpc` and `ids` disagree about the number of stages.
    #[error(
        "the design has {ids} stage(s) but fpc names {fpc} column(s); name one population count per stage"
    )]
    Stages {
        /// Stages by `ids`.
        ids: usize,
        /// Columns of `fpc`.
        fpc: usize,
    },
    /// A value of the design is missing.
    #[error("the value is missing; every sampled unit needs one")]
    Missing {
        /// The column.
        role: Role,
        /// The row.
        row: usize,
    },
    /// A weight or count that is not a positive number.
    #[error("{value} is not a positive number")]
    NotPositive {
        /// The column.
        role: Role,
        /// The row.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// Two population counts within one group.
    #[error("the population count {value} differs from {first}, given earlier for the same group")]
    PopulationVaries {
        /// The column.
        role: Role,
        /// The row.
        row: usize,
        /// The count met first.
        first: f64,
        /// The count met now.
        value: f64,
    },
    /// Fewer units in the population than in the sample.
    #[error("the population count {population} is less than the {sampled} units sampled in that group")]
    PopulationTooSmall {
        /// The column.
        role: Role,
        /// A row of the group.
        row: usize,
        /// The population count given.
        population: f64,
        /// Units in the sample.
        sampled: usize,
    },
    /// A row in a post-stratum of unknown size.
    #[error("no total is given for post-stratum `{name}`")]
    NoTotal {
        /// A row of the group.
        row: usize,
        /// The group.
        name: String,
    },
    /// The total of a post-stratum can't be used.
    #[error("post-stratum `{name}` has the total {total}; a total is a positive number of units")]
    BadTotal {
        /// The group.
        name: String,
        /// Its total.
        total: f64,
    },
    /// A post-stratum with units in the population but none in the sample.
    #[error("post-stratum `{name}` has no sampled unit; join it with another")]
    EmptyPostStratum {
        /// The group.
        name: String,
    },
    /// The same post-stratum twice.
    #[error("post-stratum `{name}` has two totals")]
    TwoTotals {
        /// The group.
        name: String,
    },
}
