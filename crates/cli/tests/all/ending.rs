//! The server ends when it is asked to, whoever is half way.
#![expect(clippy::disallowed_methods, reason = "a test of waits measures them")]

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

#[test]
fn a_stop_is_heard_within_ten_seconds_whoever_has_sent_half() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("register.sqlite").display());
    let earnest = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
        command.env_remove("EARNEST_DATABASE");
        command
    };
    assert!(earnest().args(["migrate", "--database", &database]).output().unwrap().status.success());
    let mut server = earnest()
        .args(["serve", "--database", &database, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").unwrap().to_owned();
    let half: Vec<TcpStream> = [
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nlogin=a",
        "",
    ]
    .iter()
    .map(|request| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    })
    .collect();
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    assert!(Command::new("kill").arg(server.id().to_string()).status().unwrap().success());
    let ended = server.wait().unwrap();
    assert!(ended.success(), "{ended}");
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    drop(half);
}
