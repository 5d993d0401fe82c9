//! Texts in which something stands.

use diesel::sql_types::Text;
use earnest_model::ledger::findings::problem::ProblemState;

diesel::define_sql_function! {
    /// The text in small letters (those of ASCII on SQLite).
    fn lower(text: Text) -> Text;
}

/// The text anywhere, in any case; the signs that mean something in a pattern are taken as they are.
pub(crate) fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for sign in text.chars().flat_map(char::to_lowercase) {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

/// The words of states, as the register keeps them.
pub(crate) fn keys(states: &[ProblemState]) -> Vec<&'static str> {
    states.iter().map(|state| state.key()).collect()
}
