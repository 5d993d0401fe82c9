//! A register on a server to which one speaks through TLS.

use earnest_store::{Engine, Store, StoreError};
use earnest_testkit::postgres::{Cluster, SecretCluster};
use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

fn opened(url: &str) -> Result<Store, StoreError> {
    Store::open(url, 2)
}

/// What somebody is told who opens it.
fn told(url: &str) -> String {
    opened(url).err().map_or_else(|| format!("{url} was opened"), |fault| fault.to_string())
}

#[test]
fn a_register_is_made_and_read_through_tls_by_all_its_connections() {
    let server = SecretCluster::start().unwrap();
    let trusted = format!("sslmode=verify-full&sslrootcert={}", server.file("ca.pem").display());
    let store = opened(&server.url("postgres", "localhost", &trusted)).unwrap();
    assert_eq!(store.engine(), Engine::Postgres);
    assert!(store.migrate().unwrap() > 0);
    assert_eq!(store.pending_migrations().unwrap(), 0);
    let readers = thread::scope(|scope| {
        let asked: Vec<_> = (0..4).map(|_| scope.spawn(|| store.standing().unwrap())).collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(readers.len(), 4);
    // The server lets nobody in in the clear, and says so.
    let plain = told(&server.url("postgres", "localhost", "sslmode=disable"));
    assert!(plain.contains("no pg_hba.conf entry") && plain.contains("no encryption"), "{plain}");
}

#[test]
fn whoever_is_not_trusted_is_not_spoken_to() {
    let server = SecretCluster::start().unwrap();
    let other = format!("sslrootcert={}", server.file("other.pem").display());
    for mode in ["require", "verify-ca", "verify-full"] {
        let fault = told(&server.url("postgres", "localhost", &format!("sslmode={mode}&{other}")));
        assert!(fault.contains("TLS with localhost: invalid peer certificate: UnknownIssuer"), "{fault}");
    }
    // The machine's own list has nobody who signed it either.
    let fault = told(&server.url("postgres", "localhost", "sslmode=verify-full"));
    assert!(fault.contains("certificate"), "{fault}");
}

#[test]
fn the_name_counts_where_it_is_asked_for() {
    let server = SecretCluster::start().unwrap();
    let trusted = format!("sslrootcert={}", server.file("ca.pem").display());
    let fault = told(&server.url("postgres", "127.0.0.1", &format!("sslmode=verify-full&{trusted}")));
    assert!(fault.contains("TLS with 127.0.0.1") && fault.contains("not valid for"), "{fault}");
    opened(&server.url("postgres", "127.0.0.1", &format!("sslmode=verify-ca&{trusted}"))).unwrap();
    // The name of the address, wherever it leads.
    let led = format!("sslmode=verify-full&{trusted}&hostaddr=127.0.0.1");
    opened(&server.url("postgres", "localhost", &led)).unwrap();
    assert!(told(&server.url("postgres", "db.example.org", &led)).contains("db.example.org"));
    opened(&server.url("postgres", "127.0.0.1", "sslmode=require")).unwrap();
}

#[test]
fn the_very_certificate_may_be_named() {
    let server = SecretCluster::start().unwrap();
    let own = format!("sslrootcert={}", server.file("server.pem").display());
    opened(&server.url("postgres", "localhost", &format!("sslmode=verify-full&{own}"))).unwrap();
    let fault = told(&server.url("postgres", "127.0.0.1", &format!("sslmode=verify-full&{own}")));
    assert!(fault.contains("not valid for"), "{fault}");
}

#[test]
fn a_client_may_show_a_certificate_of_its_own() {
    let server = SecretCluster::start().unwrap();
    let own = format!(
        "sslmode=require&sslcert={}&sslkey={}",
        server.file("earnest.pem").display(),
        server.file("earnest.key").display()
    );
    opened(&server.url("template1", "localhost", &own)).unwrap();
    let fault = told(&server.url("template1", "localhost", "sslmode=require"));
    assert!(fault.contains("certificate"), "{fault}");
}

#[test]
fn a_server_in_the_clear_is_refused_unless_it_need_not_be_more() {
    let plain = Cluster::start().unwrap();
    let fault = told(&format!("{}?sslmode=require", plain.url()));
    assert!(fault.contains("127.0.0.1 speaks no TLS, and the address asks for it"), "{fault}");
    opened(&format!("{}?sslmode=prefer", plain.url())).unwrap();
    // The first that answers is taken, whichever stands first.
    let port = plain.url().rsplit([':', '/']).nth(1).unwrap();
    let two = format!("postgres://earnest@127.0.0.1:1,127.0.0.1:{port}/postgres?sslmode=prefer");
    opened(&two).unwrap();
}

#[test]
fn a_server_that_is_silent_or_gone_is_given_up_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = listener.local_addr().unwrap();
    let fault = told(&format!("postgres://me@{silent}/a?sslmode=require&connect_timeout=3"));
    assert!(fault.contains("timeout") || fault.contains("does not answer"), "{fault}");
    drop(listener);
    let fault = told(&format!("postgres://me@{silent}/a?sslmode=require"));
    assert!(fault.contains("127.0.0.1 does not answer"), "{fault}");
}

#[test]
fn what_is_no_server_of_this_kind_is_said_to_be_none() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    thread::spawn(move || {
        for client in listener.incoming().flatten().take(4) {
            let mut client = client;
            let _ = client.read(&mut [0; 8]);
            let _ = client.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let fault = told(&format!("postgres://me@{place}/a?sslmode=require"));
    assert!(fault.contains("does not answer as PostgreSQL does"), "{fault}");
}

#[test]
fn an_address_whose_words_are_not_known_is_not_followed() {
    let fault = told("postgres://me@db.example.org/a?sslmode=require&sslcrl=/list.pem");
    assert!(fault.contains("sslcrl=/list.pem"), "{fault}");
    let fault = told("postgres://me@db.example.org/a?sslmode=verify-full&sslrootcert=/nowhere.pem");
    assert!(fault.contains("/nowhere.pem"), "{fault}");
}
