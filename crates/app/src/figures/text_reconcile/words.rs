//! How texts speak of what the register counts.

use earnest_model::figures::figure_name::FigureName;

/// The words by which texts speak of what the register counts, in every script.
pub trait Words {
    /// Words for what a figure counts.
    fn figure(&self, name: FigureName) -> Vec<String>;
    /// Words of a sentence that speak for a figure.
    fn nearby(&self, name: FigureName) -> Vec<String>;
    /// Words of the state that a figure is of, one of which its clause must have; none for what is counted whole.
    fn state(&self, name: FigureName) -> Vec<String>;
    /// Words for the round that a text is of.
    fn this_round(&self) -> Vec<String>;
    /// Words for the units of a class.
    fn class(&self, key: &str) -> Vec<String>;
    /// Words for a round, or for several from the first one on.
    fn rounds(&self, first: i32, last: i32) -> Vec<String>;
    /// Words for the opening lecture, of which problems may come besides those of rounds.
    fn lecture(&self) -> Vec<String>;
}
