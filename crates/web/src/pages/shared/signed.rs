//! Rows of papers in which somebody signs, or has signed in the register.

use crate::frame::call::Call;
use earnest_model::Date;
use earnest_papers::{Block, FormRow, Words};

/// What stands where nobody has signed yet.
pub fn not_yet(call: &Call<'_>) -> String {
    call.tr.paper_signs().into_owned()
}

/// What somebody said, and by whom and when it was signed in the register.
pub fn row_signed(call: &Call<'_>, name: &str, said: &str, (by, on): (&str, Date)) -> FormRow {
    let foot = call.tr.paper_was_signed(by, call.tr.date_long(on));
    FormRow { free: 0, ..FormRow::signed(name, said, foot.trim()) }
}

/// Short facts as a form.
pub fn form_of(facts: &[(String, String)]) -> Block {
    Block::Form(facts.iter().map(|(name, said)| FormRow::said(name.as_str(), said.as_str())).collect())
}

/// Places for those who sign by hand.
pub fn places<'n>(call: &Call<'_>, names: impl IntoIterator<Item = &'n str>) -> Block {
    let row = |name: &str| FormRow { free: 1, ..FormRow::signed(name, Words::default(), not_yet(call)) };
    Block::Form(names.into_iter().map(row).collect())
}
