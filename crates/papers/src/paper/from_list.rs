//! A list of rows as a table of a paper.

use super::content::{Column, Grid, Words};
use crate::list::{Field, List};

impl From<&List> for Grid {
    fn from(list: &List) -> Self {
        let columns =
            list.columns.iter().map(|column| Column { label: column.label.clone(), numeric: column.numeric });
        let field = |field: &Field| match field {
            Field::Nothing => Words::default(),
            Field::Text(text) => text.as_str().into(),
            Field::Number { digits, percent: true } => format!("{digits}%").into(),
            Field::Number { digits, percent: false } => digits.as_str().into(),
        };
        let rows = list.rows.iter().map(|row| row.iter().map(field).collect());
        Self { caption: list.name.clone(), columns: columns.collect(), rows: rows.collect() }
    }
}
