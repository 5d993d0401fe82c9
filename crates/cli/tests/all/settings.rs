//! The server with its settings in a file, and what whoever watches it is told.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::served::{Server, earnest, set_up};
use earnest_testkit::site::Visitor;
use std::{
    fs,
    net::TcpListener,
    process::{Command, Stdio},
};

fn refusal(command: &mut Command) -> String {
    let ended = command.stdout(Stdio::null()).output().unwrap();
    assert!(!ended.status.success(), "{command:?}");
    String::from_utf8(ended.stderr).unwrap()
}

#[test]
fn a_server_takes_from_its_file_what_neither_line_nor_environment_says() {
    let folder = tempfile::tempdir().unwrap();
    set_up("sqlite:r.sqlite", folder.path(), 1);
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let file = format!(
        "database = \"sqlite:r.sqlite\"\nlisten = \"127.0.0.1:0\"\nwatch = \"{free}\"\nhost = [\"a.example\", \"127.0.0.1\"]\n\
         idle = 0\n"
    );
    fs::write(folder.path().join("earnest.toml"), file).unwrap();
    let mut command = earnest(folder.path(), &["serve", "--config", "earnest.toml"]);
    let server = Server::of(command.env("EARNEST_IDLE", "50"));
    let mut visitor = Visitor::at(&format!("http://{}", server.address));
    assert_eq!(visitor.get("/circulars").status, 200, "the environment goes before the file");
    let other = visitor.raw(b"GET /circulars HTTP/1.1\r\nHost: b.example\r\nConnection: close\r\n\r\n");
    assert_eq!(other.status, 421, "the names are those of the file");
    assert_eq!(visitor.get("/metrics").status, 404, "the counts have an address of their own");
    let mut watcher = Visitor::at(&format!("http://{free}"));
    let counts = watcher.get("/metrics");
    assert_eq!(counts.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for line in [
        "earnest_requests_total{method=\"GET\",route=\"/circulars\",status=\"200\"} 1",
        "earnest_requests_total{method=\"GET\",route=\"none\",status=\"421\"} 1",
        "earnest_readers{state=\"most\"} 16",
        "earnest_jobs{state=\"waiting\"} 0",
        "# TYPE earnest_writer_wait_seconds histogram",
        "earnest_build{version=\"0.1.0\"} 1",
    ] {
        assert!(counts.body.lines().any(|found| found == line), "{line}\n{}", counts.body);
    }
    assert_eq!((watcher.get("/readyz").body, watcher.get("/desk").status), ("ready\n".to_owned(), 404));
}

#[test]
fn what_is_wrong_in_the_file_ends_the_start_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (file, said) in [
        ("databse = \"sqlite:r.sqlite\"\n", "`databse` is no setting"),
        ("database = \n", "earnest.toml"),
        ("database = \"sqlite:r.sqlite\"\nidle = 0\n", "`idle` can't be `0`"),
        ("database = \"sqlite:r.sqlite\"\nlog = \"loud\"\n", "`log` can't be `loud`"),
        ("database = \"sqlite:r.sqlite\"\nmail = \"smtp://u:secret@h\"\n", "--mail-from"),
    ] {
        fs::write(folder.path().join("earnest.toml"), file).unwrap();
        let told = refusal(&mut earnest(folder.path(), &["serve", "--config", "earnest.toml"]));
        assert!(told.contains(said) && !told.contains("secret"), "{told}");
    }
    let told = refusal(earnest(folder.path(), &["serve"]).env("EARNEST_CONFIG", "none.toml"));
    assert!(told.contains("none.toml"), "{told}");
}
