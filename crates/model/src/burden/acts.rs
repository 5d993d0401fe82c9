//! Acts with requests and their weight.

use crate::act_table::acts;
use std::collections::BTreeMap;

/// A budget as an act tells it: tier, minutes in a week, minutes in a month, the word of what happens beyond it.
pub type ToldBudget = (i32, i32, i32, &'static str);

acts! {
    /// What is done with requests and their weight.
    BurdenAct {
        /// A question was asked of units beneath.
        QuestionAsked = "question-asked" {
            /// Its title.
            title: String,
            /// How many units are asked.
            units: usize,
            /// Minutes that an answer takes.
            minutes: i32,
        },
        /// A unit answered a question.
        QuestionAnswered = "question-answered" {
            /// The title of the question.
            title: String,
        },
        /// A unit said that a request is too much.
        BurdenReported = "burden-reported" {
            /// The word of the kind of request.
            kind: &'static str,
            /// The key of the record that stands for the request.
            request: i64,
            /// Why it is too much.
            why: String,
        },
        /// The office that issued the request answered.
        BurdenAnswered = "burden-answered" {
            /// The word of what was decided.
            decision: &'static str,
            /// Why.
            reply: String,
        },
        /// An office set what requests cost and how much may be asked for.
        BurdenSet = "burden-set" {
            /// Minutes by the word of the kind of request.
            minutes: BTreeMap<&'static str, i32>,
            /// Budgets by tier.
            budgets: Vec<ToldBudget>,
        },
    }
}
