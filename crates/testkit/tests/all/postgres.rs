//! The throw-away PostgreSQL server and its databases.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;

use earnest_testkit::postgres::{Cluster, fresh_database, query};

#[test]
fn a_fresh_database_is_empty_and_speaks_utf8() {
    let database = fresh_database();
    assert_eq!(query(&database.url, "select 1"), "1");
    assert_eq!(query(&database.url, "select count(*) from pg_tables where schemaname = 'public'"), "0");
    assert_eq!(query(&database.url, "show server_encoding"), "UTF8");
    assert_eq!(query(&database.url, "select length('整改')"), "2");
    let collation = "select datcollate from pg_database where datname = current_database()";
    assert_eq!(query(&database.url, collation), "C");
}

#[test]
fn two_fresh_databases_do_not_see_each_other() {
    let (one, other) = (fresh_database(), fresh_database());
    assert_ne!(one.url, other.url);
    query(&one.url, "create table unit (id int)");
    assert_eq!(query(&other.url, "select to_regclass('unit') is null"), "t");
}

#[test]
fn a_database_goes_with_its_guard() {
    let witness = fresh_database();
    let database = fresh_database();
    let name = database.url.rsplit('/').next().unwrap().to_owned();
    let count = format!("select count(*) from pg_database where datname = '{name}'");
    assert_eq!(query(&witness.url, &count), "1");
    drop(database);
    assert_eq!(query(&witness.url, &count), "0");
}

#[test]
fn a_server_ends_with_its_guard_and_leaves_nothing_behind() {
    let cluster = Cluster::start().unwrap();
    let folder = query(cluster.url(), "show data_directory");
    let port = query(cluster.url(), "show port").parse().unwrap();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    drop(cluster);
    assert!(!Path::new(&folder).exists(), "{folder} is still there");
    assert!(TcpStream::connect(address).is_err(), "something still answers at {address}");
}
