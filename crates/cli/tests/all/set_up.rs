//! A register from nothing: by questions, and by the page of the first start.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::served::{PASSWORD, earnest, says};
use earnest_store::Engine;
use earnest_testkit::register::Place;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
};

/// Answers given to a command; whether it ended well, and what it said.
fn answered(folder: &Path, arguments: &[&str], answers: &str) -> (bool, String) {
    let mut child = earnest(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let said = [ended.stdout, ended.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (ended.status.success(), said)
}

/// What the journal says that is verified.
fn verified(folder: &Path, url: &str) -> String {
    says(&mut earnest(folder, &["journal", "verify", "--database", url]))
}

const ANSWERS: &str = "Nordhaven, \"Old Town\"\nEurope/Nowhere\nEurope/Berlin\nen\npatient-safety\n\
    Group\n  Harbour\n.\nno\nGroup\n  Harbour\n\n  Harbour 2\n    Cardiology\n.\nyes\nboss\nIT of the group\nshort\n\
    short\nboss\nIT of the group\nfour unrelated words here\nfour unrelated words there\nboss\nIT of the group\n\
    four unrelated words here\nfour unrelated words here\n";

#[test]
fn five_questions_in_the_terminal_make_a_register_and_wrong_answers_are_asked_for_again() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (place, folder) = (Place::on(engine), tempfile::tempdir().unwrap());
        let (well, said) = answered(folder.path(), &["setup", "--database", &place.url], ANSWERS);
        assert!(well, "{said}");
        assert!(said.contains("4 units; account `boss` is open."), "{said}");
        assert_eq!(said.matches("2. In which zone").count(), 2, "{said}");
        let units = says(&mut earnest(folder.path(), &["units", "export", "--database", &place.url]));
        assert_eq!(
            units,
            "code,name,parent_code,tier\n1,Group,,group\n101,Harbour,1,hospital\n102,Harbour 2,1,hospital\n\
             10201,Cardiology,102,department\n"
        );
        let told = verified(folder.path(), &place.url);
        assert!(told.contains("4 entries"), "{told}");
        let doctor = says(&mut earnest(folder.path(), &["doctor", "--database", &place.url]));
        assert!(doctor.contains("Europe/Berlin") || !doctor.contains("FAULT"), "{doctor}");
        let (well, said) = answered(folder.path(), &["setup", "--database", &place.url], ANSWERS);
        assert!(!well && said.contains("is set up already"), "{said}");
    }
}

#[test]
fn answers_that_end_too_early_or_were_told_wrong_make_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let half: String = ANSWERS.lines().take(6).map(|line| format!("{line}\n")).collect();
    fs::write(folder.path().join("two.csv"), "code,name,parent_code,tier\n1,A,,group\n2,B,9,hospital\n")
        .unwrap();
    for (arguments, answers, why) in [
        (&["--units", "two.csv"][..], ANSWERS, "line 3"),
        (&["--name", "x"], half.as_str(), "the answers end here"),
        (&["--zone", "Europe/Nowhere"], ANSWERS, "Nowhere"),
        (&["--units", "units.csv"], ANSWERS, "units.csv"),
    ] {
        let all = [&["setup", "--database", "sqlite:r.sqlite"], arguments].concat();
        let (well, said) = answered(folder.path(), &all, answers);
        assert!(!well && said.contains(why), "{said}");
        assert!(!folder.path().join("r.sqlite").exists());
    }
}

#[test]
fn a_file_of_units_is_read_as_what_it_is_and_every_faulty_line_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let outline = "Group\n  Harbour\n    Ward 3 [ward]\n    Theatre [theatre]\n";
    let utf16: Vec<u8> = "\u{feff}集团\n  市一医院\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let many = "x".repeat(3_000);
    for (name, bytes) in [
        ("deep.txt", b"A\n B\n  C\n   D\n    E\n".to_vec()),
        ("brackets.txt", b"A\n  B [Nonsense]\n".to_vec()),
        ("twice.txt", b"A\n  B\n  B\n".to_vec()),
        ("bullet.txt", b"A\n  - B\n".to_vec()),
        ("inset.txt", b"A\n  B\n     C\n   D\n".to_vec()),
        ("tops.txt", b"A\nB\n".to_vec()),
        ("turned.txt", "A\n  B\u{202e}C\n".into()),
        ("nul.txt", b"A\n  B\0\n".to_vec()),
        ("long.txt", format!("A\n  {many}\n").into_bytes()),
        ("no-heads.csv", b"H1,Harbour,H,hospital\nH2,Hill,H,hospital\n".to_vec()),
        ("classes.txt", outline.into()),
        ("utf16.txt", utf16),
        ("chinese.csv", "编码,名称,上级编码,层级\n1,集团,,医院集团\n101,市一医院,1,医院\n".into()),
        ("mac.txt", b"Group\r  Harbour\r".to_vec()),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let tried = |name: &str, database: &str| {
        let all = ["setup", "--database", database, "--pack", "patient-safety", "--units", name];
        let all =
            [&all[..], &["--name", "Nordhaven", "--zone", "Europe/Berlin", "--language", "en"]].concat();
        answered(
            folder.path(),
            &[&all[..], &["--login", "boss", "--title", "IT"]].concat(),
            &format!("{PASSWORD}\n{PASSWORD}\n"),
        )
    };
    for (name, why) in [
        ("deep.txt", "line 5: nothing stands beneath"),
        ("brackets.txt", "line 2: `Nonsense` in brackets is neither a tier nor a class"),
        ("twice.txt", "line 3: `B` stands already at line 2"),
        ("bullet.txt", "line 2: the line begins with a bullet"),
        ("inset.txt", "line 4: the line is set in as far as none"),
        ("tops.txt", "line 2: `A` stands at the top already"),
        ("turned.txt", "line 2: column `name`"),
        ("nul.txt", "nul.txt"),
        ("long.txt", "line 2: column `name`"),
        ("no-heads.csv", "column `code` is missing"),
    ] {
        let (well, said) = tried(name, "sqlite:none.sqlite");
        assert!(!well && said.contains(why), "{name}: {said}");
        assert!(!folder.path().join("none.sqlite").exists(), "{name}");
    }
    for (name, units) in [
        (
            "classes.txt",
            "101,Harbour,1,hospital,\n10101,Ward 3,101,unit,ward\n10102,Theatre,101,unit,theatre\n",
        ),
        ("utf16.txt", "1,集团,,group\n101,市一医院,1,hospital\n"),
        ("chinese.csv", "1,集团,,group\n101,市一医院,1,hospital\n"),
        ("mac.txt", "1,Group,,group\n101,Harbour,1,hospital\n"),
    ] {
        let database = format!("sqlite:{name}.sqlite");
        let (well, said) = tried(name, &database);
        assert!(well, "{name}: {said}");
        assert!(said.contains("No unit is of the class"), "{name}: {said}");
        assert_eq!(said.contains("ward, theatre"), name != "classes.txt", "{said}");
        let kept = says(&mut earnest(folder.path(), &["units", "export", "--database", &database]));
        assert!(kept.ends_with(units), "{name}: {kept}");
    }
}

/// A server whose register nobody has set up.
struct First {
    child: Child,
    address: String,
    code: String,
    said: BufReader<std::process::ChildStdout>,
}

impl First {
    fn start(folder: &Path, database: &str) -> Self {
        Self::of(&mut earnest(folder, &["serve", "--database", database, "--listen", "127.0.0.1:0"]))
    }

    fn of(command: &mut std::process::Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let (mut line, mut text) = (String::new(), String::new());
        while !text.contains("earnest setup") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "{text}");
            text.push_str(&line);
        }
        let after = |before: &str| text.split(before).nth(1).unwrap().split_whitespace().next().unwrap();
        let (address, code) = (after("http://").trim_end_matches('/').to_owned(), after("code ").to_owned());
        Self { child, address, code, said }
    }

    /// Sends a request and gives the whole answer.
    fn asks(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn page(&self, path: &str) -> String {
        self.asks(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    fn sends(&self, changed: &[(&str, &str)]) -> String {
        let mut fields = vec![
            ("code", self.code.as_str()),
            ("name", "Nordhaven"),
            ("zone", "Europe/Berlin"),
            ("language", "en"),
            ("pack", "patient-safety"),
            ("rows", "Group\n  Harbour\n    Cardiology"),
            ("login", "boss"),
            ("title", "IT of the group"),
            ("password", PASSWORD),
            ("again", PASSWORD),
        ];
        for field in &mut fields {
            field.1 = changed.iter().find(|(name, _)| *name == field.0).map_or(field.1, |(_, value)| value);
        }
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let body = body.join("&");
        self.asks(&format!(
            "POST /?lang=en HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }
}

impl Drop for First {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn the_page_of_the_first_start_sets_up_once_for_whoever_knows_the_code_and_the_same_address_serves_then() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("register.sqlite").display());
    let mut first = First::start(folder.path(), &database);
    let page = first.page("/?lang=en");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Set up this register"), "{page}");
    assert!(first.page("/desk").starts_with("HTTP/1.1 303"));

    let refused = first.sends(&[("code", "AAAA-AAAA")]);
    assert!(refused.starts_with("HTTP/1.1 403") && refused.contains("This is not the code"), "{refused}");
    assert!(refused.contains("Nordhaven") && !refused.contains(PASSWORD), "{refused}");
    let faulty = first.sends(&[
        ("zone", "Moon/Base"),
        ("rows", "Group\n  A\n   B\n    C\n     D\n      E"),
        ("again", "another one of them"),
        ("login", "b"),
    ]);
    assert!(faulty.starts_with("HTTP/1.1 422"), "{faulty}");
    for said in ["Moon/Base", "Line 5", "The two are not the same", "        D"] {
        assert!(faulty.contains(said.trim_start()), "{said}: {faulty}");
    }
    assert!(!folder.path().join("register.sqlite").exists(), "nothing was made");

    // However the code is written.
    let code = first.code.to_lowercase().replace('-', " ");
    let done = first.sends(&[("code", &code)]);
    assert!(done.starts_with("HTTP/1.1 200") && done.contains("It holds 3 units"), "{done}");
    let mut line = String::new();
    first.said.read_line(&mut line).unwrap();
    assert_eq!(line.trim(), format!("http://{}", first.address));
    let sign_in = first.page("/sign-in?lang=en");
    assert!(sign_in.starts_with("HTTP/1.1 200") && sign_in.contains("Nordhaven"), "{sign_in}");
    let again = first.sends(&[]);
    assert!(!again.contains("It holds"), "{again}");
    let told = verified(folder.path(), &database);
    assert!(told.contains("4 entries"), "{told}");
}

#[test]
fn whoever_watches_is_answered_before_there_is_a_register_and_after() {
    let folder = tempfile::tempdir().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let url = "sqlite:r.sqlite";
    let arguments = ["serve", "--database", url, "--listen", "127.0.0.1:0", "--watch", &free];
    let mut first = First::of(&mut earnest(folder.path(), &arguments));
    let mut watcher = earnest_testkit::site::Visitor::at(&format!("http://{free}"));
    assert_eq!(watcher.get("/healthz").status, 200, "it lives");
    let counts = watcher.get("/metrics");
    assert_eq!((counts.status, counts.body.as_str()), (503, "no register is set up yet\n"));
    let (well, said) = answered(folder.path(), &["setup", "--database", url], ANSWERS);
    assert!(well, "{said}");
    let mut line = String::new();
    first.said.read_line(&mut line).unwrap();
    assert_eq!(line.trim(), format!("http://{}", first.address), "it goes on by itself");
    assert!(watcher.get("/metrics").body.contains("earnest_build"));
}

#[test]
fn a_server_that_waits_notices_that_another_program_set_the_register_up() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (place, folder) = (Place::on(engine), tempfile::tempdir().unwrap());
        let mut first = First::start(folder.path(), &place.url);
        let (well, said) = answered(folder.path(), &["setup", "--database", &place.url], ANSWERS);
        assert!(well, "{said}");
        let told = first.page("/?lang=en");
        assert!(told.contains("HTTP/1.1 409") || told.contains("HTTP/1.1 200"), "{told}");
        assert!(!told.contains("Nobody has set it up yet"), "{told}");
        let mut line = String::new();
        first.said.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), format!("http://{}", first.address), "it goes on by itself");
        assert!(first.page("/sign-in?lang=en").starts_with("HTTP/1.1 200"));
    }
}
