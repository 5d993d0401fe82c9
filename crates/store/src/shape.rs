//! Whether the tables are as the steps make them: what somebody added past the program may change records, or hide them,
//! later on, without touching one today.

use crate::{
    Reader,
    connection::AnyConnection,
    contents::{Catalogue, TOUCH_TRIGGERS, pairs, touch_body, touch_function},
    error::Result,
    migration,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is not as the steps make it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum ShapeFault {
    /// Something that no step makes.
    #[error("{0} is none of the register's: somebody else made it")]
    Added(String),
    /// Something that a step makes.
    #[error("{0} is gone")]
    Gone(String),
    /// Something that a step makes otherwise.
    #[error("{0} is not as the program makes it")]
    Other(String),
}

/// Things by what they are called, each with what it is made of.
type Things = BTreeMap<String, String>;

impl Reader<'_> {
    /// Everything that is not as the steps of this program make it; the register is up to date.
    pub fn shape_faults(&mut self) -> Result<Vec<ShapeFault>> {
        let mut made = migration::made_in_memory()?;
        let (is, should) = match self.connection {
            AnyConnection::Sqlite(_) => (of_sqlite(self.connection)?, of_sqlite(&mut made)?),
            AnyConnection::Postgres(_) => {
                let catalogue = Catalogue::read(self.connection)?;
                let mut should = expected_of_postgres(&Catalogue::read(&mut made)?, &catalogue);
                should.extend(read_kept(KEPT));
                let mut is = of_postgres(self.connection)?;
                for statement in FROM_TABLES {
                    things(self.connection, statement, &mut is)?;
                }
                (is, should)
            }
        };
        Ok(differences(&is, &should))
    }

    /// What PostgreSQL's own catalogue says of tables, columns, constraints and indexes, a line each: what stands in
    /// `postgres_shape.txt` for a register that was just made.
    pub fn shape_as_text(&mut self) -> Result<String> {
        let mut found = Things::new();
        for statement in FROM_TABLES {
            things(self.connection, statement, &mut found)?;
        }
        Ok(found.iter().map(|(name, made)| format!("{name}\t{made}\n")).collect())
    }
}

/// What PostgreSQL makes of the steps. It is kept, since whoever may only read a register can't have it made anew beside it;
/// a test holds it against a register that was just made.
const KEPT: &str = include_str!("postgres_shape.txt");

fn read_kept(text: &str) -> Things {
    text.lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, made)| (name.to_owned(), made.to_owned()))
        .collect()
}

fn differences(is: &Things, should: &Things) -> Vec<ShapeFault> {
    let names: BTreeSet<&String> = is.keys().chain(should.keys()).collect();
    let differing = names.into_iter().filter_map(|name| match (is.get(name), should.get(name)) {
        (Some(one), Some(other)) if one == other => None,
        (Some(_), Some(_)) => Some(ShapeFault::Other(name.clone())),
        (Some(_), None) => Some(ShapeFault::Added(name.clone())),
        (None, _) => Some(ShapeFault::Gone(name.clone())),
    });
    differing.collect()
}

fn things(connection: &mut AnyConnection, statement: &str, into: &mut Things) -> Result<()> {
    let rows = pairs(connection, statement)?;
    into.extend(rows.into_iter().map(|row| (row.one, blanks_apart(&row.two))));
    Ok(())
}

/// The same text with single blanks.
fn blanks_apart(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tables, indexes, views and triggers with the statements that made them. What SQLite makes for itself is not among them.
fn of_sqlite(connection: &mut AnyConnection) -> Result<Things> {
    let statement = "SELECT 'the ' || type || ' ' || name AS one, coalesce(sql, '') AS two FROM sqlite_schema \
                     WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut found = Things::new();
    things(connection, statement, &mut found)?;
    Ok(found)
}

/// What the server's catalogue has besides tables: none of it is of the register but triggers and functions.
const OF_POSTGRES: [&str; 5] = [
    "SELECT 'the view ' || relname AS one, '' AS two FROM pg_catalog.pg_class \
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('v', 'm', 'f')",
    "SELECT 'the rule ' || r.rulename || ' on ' || c.relname AS one, '' AS two FROM pg_catalog.pg_rewrite r \
     JOIN pg_catalog.pg_class c ON c.oid = r.ev_class \
     WHERE c.relnamespace = current_schema()::regnamespace AND r.rulename <> '_RETURN'",
    "SELECT 'the row security of ' || relname AS one, '' AS two FROM pg_catalog.pg_class \
     WHERE relnamespace = current_schema()::regnamespace AND relrowsecurity",
    "SELECT 'the trigger ' || t.tgname || ' on ' || c.relname AS one, p.proname || ' ' || t.tgenabled::text AS two \
     FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid \
     JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid \
     WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal",
    "SELECT 'the function ' || p.proname AS one, \
         CASE WHEN p.proname LIKE 'touch\\_%' THEN p.prosrc ELSE '' END AS two FROM pg_catalog.pg_proc p \
     WHERE p.pronamespace = current_schema()::regnamespace AND NOT EXISTS \
         (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
];

/// What the server's catalogue says of the tables themselves; the names of things end with the table that they are of.
const FROM_TABLES: [&str; 6] = [
    "SELECT 'the table ' || relname AS one, relkind::text || ' ' || relpersistence::text \
         || coalesce(' ' || array_to_string(reloptions, ' '), '') AS two FROM pg_catalog.pg_class \
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'S')",
    "SELECT 'the column ' || a.attname || ' of ' || c.relname AS one, \
         format_type(a.atttypid, a.atttypmod) \
         || CASE WHEN a.attcollation IN (0, t.typcollation) THEN '' ELSE ' COLLATE ' || k.collname END \
         || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END \
         || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') \
         || a.attidentity::text || a.attgenerated::text AS two \
     FROM pg_catalog.pg_class c \
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
     JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
     LEFT JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation \
     LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')",
    // What is not null stands with its column; newer servers count it among the constraints, too.
    "SELECT 'the constraint ' || k.conname || ' on ' || c.relname AS one, pg_get_constraintdef(k.oid, true) AS two \
     FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND k.contype IN ('c', 'f', 'p', 'u', 'x')",
    "SELECT 'the index ' || n.relname || ' on ' || c.relname AS one, pg_get_indexdef(i.indexrelid, 0, true) \
         || CASE WHEN i.indisvalid AND i.indisready AND i.indislive THEN '' ELSE ' out of use' END AS two \
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class n ON n.oid = i.indexrelid \
     JOIN pg_catalog.pg_class c ON c.oid = i.indrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')",
    // The server's own triggers, which hold the references; switched off they hold nothing.
    "SELECT 'the check of references on ' || c.relname AS one, string_agg(DISTINCT t.tgenabled::text, ' ') AS two \
     FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND t.tgisinternal GROUP BY c.relname",
    "SELECT 'the words of the function ' || p.proname AS one, p.provolatile::text || ' ' || p.prosrc AS two \
     FROM pg_catalog.pg_proc p WHERE p.pronamespace = current_schema()::regnamespace \
     AND p.proname NOT LIKE 'touch\\_%' AND NOT EXISTS \
         (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
];

fn of_postgres(connection: &mut AnyConnection) -> Result<Things> {
    let mut found = Things::new();
    for statement in OF_POSTGRES {
        things(connection, statement, &mut found)?;
    }
    Ok(found)
}

/// What PostgreSQL should have beside its tables: what notes the touched records follows from how the server calls their
/// columns.
fn expected_of_postgres(made: &Catalogue, own: &Catalogue) -> Things {
    let mut should = Things::new();
    for table in made.in_chain() {
        let function = touch_function(&table);
        for trigger in TOUCH_TRIGGERS {
            should.insert(format!("the trigger {trigger} on {}", table.name), format!("{function} O"));
        }
        let body = own.all.iter().find(|own| own.name == table.name).map(touch_body).unwrap_or_default();
        should.insert(format!("the function {function}"), blanks_apart(&body));
    }
    should.insert("the function search_matches".to_owned(), String::new());
    should
}
