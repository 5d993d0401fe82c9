//! The address of a list: `sort=COLUMN` or `sort=-COLUMN`, `hide=COLUMN` again and again, `has=WORDS`. One mechanism for all
//! lists: a list that is read whole is put in order here, one that is read page by page comes in order from the register.

use crate::{
    frame::{call::Call, fields::Fields},
    look::{Arrange, Arranged, Choice, Table},
};
use earnest_app::AppError;
use earnest_model::{figures::question::malformed, fold::fold, message::Message};

/// The field that names the order.
const SORT: &str = "sort";
/// The field that names a column to leave out.
const HIDE: &str = "hide";
/// The field with the words that a row must hold.
const HAS: &str = "has";
/// What says that the last one stands first.
const DOWN: char = '-';
/// The most characters that are looked for.
const LOOKED_FOR: usize = 100;
/// The most rows that are put in order here.
const WHOLE: i64 = 2_000;

/// The order that an address asks for: the column, and whether the last one stands first.
fn asked<'q>(call: &Call<'q>) -> Option<(&'q str, bool)> {
    let asked = call.query.get(SORT);
    let down = asked.starts_with(DOWN);
    let key = asked.trim_start_matches(DOWN);
    (!key.is_empty()).then_some((key, down))
}

impl Call<'_> {
    /// The list as the address asks for it, put in order here.
    ///
    /// # Errors
    /// The address names a column that the list has not.
    pub fn arranged(&self, table: Table) -> Result<Table, AppError> {
        let orders: Vec<_> = table.named().into_iter().map(|(key, _)| key).collect();
        self.arrange(table, &orders, true)
    }

    /// The list that comes in the order that is asked for, by these columns alone.
    ///
    /// # Errors
    /// The address names a column that the list has not.
    pub fn arranged_by(&self, table: Table, orders: &[&'static str]) -> Result<Table, AppError> {
        self.arrange(table, orders, false)
    }

    /// How many rows are read of a list that goes on page by page: once it is put in order here, as many as are put in order.
    pub fn rows_arranged(&self, page: i64) -> i64 {
        let here = !self.query.get(SORT).is_empty() || !self.query.get(HAS).is_empty();
        if here { self.rows(WHOLE) } else { self.rows(page) }
    }

    /// A list that goes on page by page, put in order here where an order is asked for. `more`: rows that are not in it.
    ///
    /// # Errors
    /// The address names a column that the list has not; or an order is asked for and there are too many rows.
    pub fn arranged_whole(&self, table: Table, more: bool) -> Result<Table, AppError> {
        let here = !self.query.get(SORT).is_empty() || !self.query.get(HAS).is_empty();
        if here && more && !self.wants_file() {
            return Err(AppError::Refused(Message::new("error-list-long").with("most", WHOLE)));
        }
        self.arranged(table)
    }

    /// The order that is asked for of a list that the register orders: read from its word, and whether the last one stands first.
    ///
    /// # Errors
    /// It is none of its orders.
    pub fn order<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<(Option<T>, bool), AppError> {
        let Some((key, down)) = asked(self) else { return Ok((None, false)) };
        let order = read(key).ok_or_else(|| AppError::field(SORT, malformed(SORT, key)))?;
        Ok((Some(order), down))
    }

    fn arrange(&self, table: Table, orders: &[&'static str], here: bool) -> Result<Table, AppError> {
        let named = table.named();
        let now = asked(self);
        let unknown = |field: &str, key: &str| AppError::field(field, malformed(field, key));
        if let Some((key, _)) = now.filter(|(key, _)| !orders.contains(key)) {
            return Err(unknown(SORT, key));
        }
        let hidden: Vec<String> =
            self.query.all(HIDE).filter(|key| !key.is_empty()).map(str::to_owned).collect();
        if let Some(key) = hidden.iter().find(|key| !named.iter().any(|(word, _)| word == key)) {
            return Err(unknown(HIDE, key));
        }
        let find: Option<String> = here
            .then(|| self.query.get(HAS).trim().chars().take(LOOKED_FOR).collect())
            .filter(|find: &String| !find.is_empty());
        // Another order begins with the first page.
        let rest =
            self.query.as_they_are().with("after", "").with("before", "").with("lang", "").with("done", "");
        let head = |key: &'static str| {
            let by = now.filter(|(word, _)| *word == key).map(|(_, down)| down);
            let next = if by == Some(false) { format!("{DOWN}{key}") } else { key.to_owned() };
            (key, self.here(&rest.with(SORT, &next)), by)
        };
        let form =
            self.form_of(&named, orders, (&rest, &hidden, here.then(|| find.clone().unwrap_or_default())));
        let arranged = Arranged {
            here: now.filter(|_| here).map(|(key, down)| (key.to_owned(), down)),
            heads: orders.iter().map(|key| head(key)).collect(),
            find: find.map(|find| fold(&find)),
            form: Some(form),
            hidden,
        };
        Ok(table.arranged(&arranged))
    }

    fn form_of(
        &self,
        named: &[(&'static str, String)],
        orders: &[&'static str],
        (rest, hidden, find): (&Fields, &[String], Option<String>),
    ) -> Arrange {
        let chosen = self.query.get(SORT);
        let label = |key: &str| {
            named.iter().find(|(word, _)| *word == key).map(|(_, label)| label.clone()).unwrap_or_default()
        };
        let both = |key: &&'static str| {
            let down = format!("{DOWN}{key}");
            [
                Choice::new(*key, self.tr.arrange_up(label(key)), chosen == *key),
                Choice::new(down.as_str(), self.tr.arrange_down(label(key)), chosen == down),
            ]
        };
        let usual = Choice::new("", self.tr.arrange_usual(), chosen.is_empty());
        let columns = named.iter().skip(1);
        Arrange {
            tr: self.tr,
            action: self.path.to_owned(),
            kept: rest.with(SORT, "").with(HIDE, "").with(HAS, "").0,
            orders: std::iter::once(usual).chain(orders.iter().flat_map(both)).collect(),
            columns: columns
                .map(|(key, label)| Choice::new(*key, label.as_str(), hidden.iter().any(|one| one == key)))
                .collect(),
            open: !chosen.is_empty()
                || !hidden.is_empty()
                || find.as_deref().is_some_and(|find| !find.is_empty()),
            find,
        }
    }
}
