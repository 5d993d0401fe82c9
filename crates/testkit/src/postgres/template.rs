//! Databases that are copied from one made ready once for each server.

use std::io;

use super::database::{DatabaseGuard, EMPTY, beside, new_database, server};
use super::wire::Session;
use crate::give_up;

/// Makes a database like `template`. The first who asks for it on a server makes the template: `make` is given the address
/// of an empty database, brings it into its state, and is connected to it no more when it returns. Other threads and
/// processes wait.
///
/// # Panics
/// When PostgreSQL is not on this machine or fails, or `make` does.
#[track_caller]
pub fn database_like(template: &str, make: impl FnOnce(&str)) -> DatabaseGuard {
    match copy(&server(), template, make) {
        Ok(database) => database,
        Err(error) => give_up(&format!("a database like {template}"), &error),
    }
}

fn copy(server: &str, template: &str, make: impl FnOnce(&str)) -> io::Result<DatabaseGuard> {
    let mut session = Session::open(server)?;
    if !is_there(&mut session, template)? {
        session.ask(&format!("select pg_advisory_lock(hashtext('{template}'))"))?;
        if !is_there(&mut session, template)? {
            make_template(server, &mut session, template, make)?;
        }
        session.ask(&format!("select pg_advisory_unlock(hashtext('{template}'))"))?;
    }
    let can_choose = session.ask("select current_setting('server_version_num')::int >= 150000")? == "t";
    // Since version 15 a copy goes through the log unless told otherwise, and takes three times as long for 300 files.
    let strategy = if can_choose { "strategy file_copy" } else { "" };
    new_database(server, &mut session, &format!("template {template} {strategy}"))
}

fn is_there(session: &mut Session, template: &str) -> io::Result<bool> {
    let count = format!("select count(*) from pg_database where datname = '{template}'");
    Ok(session.ask(&count)? == "1")
}

/// Until it is complete the template bears another name: whoever stops half way leaves nothing that is copied.
fn make_template(
    server: &str,
    session: &mut Session,
    template: &str,
    make: impl FnOnce(&str),
) -> io::Result<()> {
    let draft = format!("{template}_draft");
    session.ask(&format!("drop database if exists {draft} with (force)"))?;
    session.ask(&format!("create database {draft} {EMPTY}"))?;
    make(&beside(server, &draft));
    session.ask(&format!("alter database {draft} rename to {template}")).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::super::database::query;
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn a_template_is_made_once_however_many_ask_at_once() {
        let made = AtomicU32::new(0);
        let make = |url: &str| {
            made.fetch_add(1, Ordering::Relaxed);
            query(url, "create table unit (id int)");
            query(url, "insert into unit values (7)");
        };
        let name = format!("template_{}", std::process::id());
        std::thread::scope(|scope| {
            let ask = || query(&database_like(&name, make).url, "select id from unit");
            let asked: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
            assert!(asked.into_iter().all(|it| it.join().unwrap() == "7"));
        });
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_template_that_was_left_half_made_is_begun_again() {
        let name = format!("template_half_{}", std::process::id());
        let fail = |url: &str| {
            query(url, "create table unit (id int)");
            panic!("half way");
        };
        let asked = name.clone();
        let half = std::thread::spawn(move || database_like(&asked, fail)).join();
        assert!(half.is_err());
        let whole = database_like(&name, |url| {
            query(url, "create table unit (id int)");
        });
        assert_eq!(query(&whole.url, "select count(*) from unit"), "0");
    }
}
