//! Which tables a thread's statements name, for whoever watches a reading.

use crate::line::Line;
use diesel::connection::{Instrumentation, InstrumentationEvent, get_default_instrumentation};
use std::{cell::RefCell, collections::BTreeSet, sync::Arc};

/// Names of tables.
pub(crate) type Names = BTreeSet<String>;

/// The statements of a thread's reading, outermost first.
struct Watched {
    known: Arc<[String]>,
    readings: Vec<Names>,
}

thread_local! {
    static WATCHED: RefCell<Option<Watched>> = const { RefCell::new(None) };
}

/// Tells a connection's statements to whoever watches on its thread, and whatever happens to whoever asked for it of every
/// connection.
pub(crate) struct Watch {
    usual: Option<Box<dyn Instrumentation>>,
    /// The way to the server, if it can be given up.
    line: Option<Arc<Line>>,
}

impl Watch {
    /// Besides what every connection is given; `line` learns who waits.
    pub fn besides_the_usual(line: Option<Arc<Line>>) -> Self {
        Self { usual: get_default_instrumentation(), line }
    }
}

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let Some(line) = &self.line {
            match &event {
                InstrumentationEvent::StartQuery { query, .. } => line.asks(&beginning(query)),
                InstrumentationEvent::FinishQuery { .. } => line.is_answered(),
                _ => {}
            }
        }
        if let InstrumentationEvent::StartQuery { query, .. } = &event {
            WATCHED.with_borrow_mut(|watched| {
                if let Some(Watched { known, readings }) = watched
                    && let Some(names) = readings.last_mut()
                {
                    note(names, known, &query.to_string());
                }
            });
        }
        if let Some(usual) = &mut self.usual {
            usual.on_connection_event(event);
        }
    }
}

/// How a statement begins: what is bound to it may be long.
fn beginning(statement: &dyn std::fmt::Display) -> String {
    struct Short(String);
    impl std::fmt::Write for Short {
        fn write_str(&mut self, more: &str) -> std::fmt::Result {
            self.0.push_str(more);
            if self.0.len() < 40 { Ok(()) } else { Err(std::fmt::Error) }
        }
    }
    let mut short = Short(String::new());
    // It is full: that is no fault.
    let _full = std::fmt::Write::write_fmt(&mut short, format_args!("{statement}"));
    short.0
}

/// Watches a reading, also if it breaks off.
pub(crate) struct Watching;

impl Watching {
    pub fn begin(known: Arc<[String]>) -> Self {
        WATCHED.with_borrow_mut(|watched| {
            let watched = watched.get_or_insert_with(|| Watched { known, readings: Vec::new() });
            watched.readings.push(Names::new());
        });
        Self
    }

    pub fn end(self) -> Names {
        WATCHED.with_borrow(|watched| watched.as_ref()?.readings.last().cloned()).unwrap_or_default()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        WATCHED.with_borrow_mut(|watched| {
            let Some(Watched { readings, .. }) = watched else { return };
            let ended = readings.pop().unwrap_or_default();
            match readings.last_mut() {
                Some(outer) => outer.extend(ended),
                None => *watched = None,
            }
        });
    }
}

/// A reading within another one is a part of it.
pub(crate) fn part_of_outer(names: &Names) {
    WATCHED.with_borrow_mut(|watched| {
        if let Some(outer) = watched.as_mut().and_then(|watched| watched.readings.last_mut()) {
            outer.extend(names.iter().cloned());
        }
    });
}

/// Adds the tables that a statement names. A column that is called like a table counts for one: that makes the reading depend
/// on more than it need, never on less.
fn note(names: &mut Names, known: &[String], statement: &str) {
    // What stands behind is bound and names nothing.
    let text = statement.split(" -- binds: ").next().unwrap_or_default();
    for word in text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_') {
        if known.binary_search_by(|name| name.as_str().cmp(word)).is_ok() && !names.contains(word) {
            names.insert(word.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_a_statement_are_those_that_it_names_however_it_writes_them() {
        let known = ["duty", "measure", "unit"].map(str::to_owned);
        let mut names = Names::new();
        let statement = "SELECT `unit`.`id` FROM (\"duty\" JOIN unit AS above ON 1) -- binds: [\"measure\"]";
        note(&mut names, &known, statement);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["duty", "unit"]);
    }
}
