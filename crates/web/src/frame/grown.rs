//! Forms that grow: a page into which a form is put back has as many rows as the form, and asks what its choices bring.

use crate::frame::call::Call;

/// The most rows of a kind that a page grows by. A number is whatever somebody sends, and no page is made as long as it says; what
/// was filled in stands there in any case.
const MOST_GROWN: usize = 200;

impl Call<'_> {
    /// How many rows of a kind were sent or are put back, filled or not, up to [`MOST_GROWN`]. Their fields are named by the kind,
    /// a hyphen, their number from 0, and what else follows behind a hyphen.
    pub fn rows_sent(&self, kind: &str) -> usize {
        self.rows_numbered(&format!("{kind}-"))
    }

    /// The same of rows whose fields begin with this, before their number.
    pub fn rows_numbered(&self, prefix: &str) -> usize {
        let all = self.form.with_prefix(prefix).chain(self.grown.with_prefix(prefix));
        let last = all.filter_map(|(rest, _)| rest.split('-').next()?.parse::<usize>().ok()).max();
        last.map_or(0, |last| last.saturating_add(1).min(MOST_GROWN))
    }

    /// What was sent, or is put back, of a field on which it hangs what a page asks.
    pub fn decided(&self, name: &str) -> Option<&str> {
        self.form.find(name).or_else(|| self.grown.find(name))
    }
}
