//! Whoever may only read a register can verify it: an auditor with a copy that nobody may write, a role of the server that
//! may only select.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_testkit::{
    intruder::Intruder,
    postgres::{fresh_database, query},
};
use std::{
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::CommandExt as _,
    },
    process::{Command, Output},
};

/// The user `nobody`: to root no mode bits say anything.
const NOBODY: u32 = 65_534;

const UNITS: &str =
    "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n520101,丙县,5201,county\n";

fn says(command: &mut Command) -> String {
    let ended = command.output().unwrap();
    assert!(ended.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

/// A place with the program in it, since nobody may reach the folder in which it was built.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        office.mode("", 0o755);
        fs::copy(env!("CARGO_BIN_EXE_earnest"), office.at("earnest")).unwrap();
        fs::write(office.at("units.csv"), UNITS).unwrap();
        office
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.at(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(self.at("earnest"));
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        command.env_remove("EARNEST_DATABASE");
        command
    }

    /// The program as somebody who is not root.
    fn nobody(&self, arguments: &str) -> Output {
        let mut command = self.command(arguments);
        if fs::metadata("/proc/self").unwrap().uid() == 0 {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap()
    }

    fn nobody_reads(&self, arguments: &str) -> (String, String) {
        let ended = self.nobody(arguments);
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.success(), "{arguments}: {said}");
        (String::from_utf8(ended.stdout).unwrap(), said)
    }

    /// A folder with a register of some acts and a signed checkpoint.
    fn register(&self, folder: &str) {
        fs::create_dir(self.at(folder)).unwrap();
        let database = format!("--database sqlite:{folder}/a.sqlite");
        says(&mut self.command(&format!("units import units.csv {database}")));
        says(&mut self.command(&format!("journal key --name register.example --out {folder}.key")));
        says(&mut self.command(&format!("journal checkpoint --key {folder}.key {database}")));
    }

    /// Takes the right to write from everybody.
    fn shut(&self, folder: &str) {
        for file in fs::read_dir(self.at(folder)).unwrap() {
            fs::set_permissions(file.unwrap().path(), fs::Permissions::from_mode(0o444)).unwrap();
        }
        self.mode(folder, 0o555);
    }
}

/// What only reads, each with a piece of what it says.
const READS: [(&str, &str); 10] = [
    ("journal verify", "3 entries, the chain holds"),
    ("journal verify --json", "\"faults\":[]"),
    ("journal prove 3", "import-units"),
    ("figures show units", "3"),
    ("report --json", "\"unit\":\"52\""),
    ("units export", "520101,丙县,5201,county"),
    ("security list", ""),
    ("jobs list", "0 waiting"),
    ("migrate --dry-run", "up to date"),
    ("doctor", "ok    journal: 3 entries"),
];

#[test]
fn a_register_that_nobody_may_write_is_read_by_every_command_that_only_reads() {
    let office = Office::new();
    office.register("kept");
    office.shut("kept");
    let before = fs::read(office.at("kept/a.sqlite")).unwrap();
    for (command, piece) in READS {
        let (said, _) = office.nobody_reads(&format!("{command} --database sqlite:kept/a.sqlite"));
        assert!(said.contains(piece), "{command}: {said}");
    }
    let (checked, _) = office.nobody_reads("files verify --database sqlite:kept/a.sqlite");
    assert!(checked.contains("0 attachments"), "{checked}");
    fs::create_dir(office.at("out")).unwrap();
    office.mode("out", 0o777);
    let (_, said) = office.nobody_reads("backup create --database sqlite:kept/a.sqlite --out out/b.earnest");
    assert!(said.contains("the backup is made; that the register notes it failed"), "{said}");
    assert!(office.nobody_reads("backup verify out/b.earnest").0.contains("whole"));
    let left: Vec<_> = fs::read_dir(office.at("kept")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing was made beside it: {left:?}");
    assert_eq!(fs::read(office.at("kept/a.sqlite")).unwrap(), before);
    let refused = office.nobody("units import units.csv --database sqlite:kept/a.sqlite");
    assert!(!refused.status.success(), "what writes is refused");
    office.mode("kept", 0o755);
}

#[test]
fn a_log_that_was_left_beside_it_is_read_with_it_and_it_is_said() {
    let office = Office::new();
    office.register("served");
    fs::create_dir(office.at("left")).unwrap();
    // As a kill leaves it: what was written last stands in the log alone.
    let live = office.at("served/a.sqlite");
    let mut held = Intruder::at(&format!("sqlite:{}", live.display()));
    held.does("PRAGMA wal_autocheckpoint = 0");
    held.does(
        "INSERT INTO security_event (id, at, kind, login, client, detail) \
         VALUES (77, '2015-06-01T00:00:00Z', 'refused', 'x', '', 'written-last')",
    );
    for ending in ["", "-wal"] {
        fs::copy(format!("{}{ending}", live.display()), office.at(&format!("left/a.sqlite{ending}")))
            .unwrap();
    }
    assert!(fs::metadata(office.at("left/a.sqlite-wal")).unwrap().len() > 0);
    office.shut("left");
    let (said, how) = office.nobody_reads("journal verify --database sqlite:left/a.sqlite");
    assert!(said.contains("3 entries") && how.contains("has a log beside it"), "{said} {how}");
    let (units, _) = office.nobody_reads("security list --database sqlite:left/a.sqlite");
    assert!(units.contains("written-last"), "{units}");
    office.mode("left", 0o755);
}

#[test]
fn a_role_that_may_only_select_verifies_the_register_as_its_owner_does() {
    let office = Office::new();
    let database = fresh_database();
    let url = &database.url;
    says(&mut office.command(&format!("units import units.csv --database {url}")));
    says(&mut office.command("journal key --name register.example --out a.key"));
    says(&mut office.command(&format!("journal checkpoint --key a.key --database {url}")));
    let role = format!("reader_{}", std::process::id());
    for statement in [
        format!("create role {role} login"),
        format!("grant usage on schema public to {role}"),
        format!("grant select on all tables in schema public to {role}"),
    ] {
        query(url, &statement);
    }
    let reader = url.replace("earnest@", &format!("{role}@"));
    assert_ne!(&reader, url);
    for (command, piece) in READS {
        let as_owner = says(&mut office.command(&format!("{command} --database {url}")));
        let as_reader = says(&mut office.command(&format!("{command} --database {reader}")));
        assert_eq!(as_reader, as_owner, "{command}");
        assert!(as_reader.contains(piece), "{command}: {as_reader}");
    }
    query(url, "update unit set name = 'forged' where code = '5201'");
    let found = office.command(&format!("journal verify --database {reader}")).output().unwrap();
    assert!(String::from_utf8_lossy(&found.stderr).contains("changed behind the journal"));
    let refused = office.command(&format!("units import units.csv --database {reader}")).output().unwrap();
    assert!(!refused.status.success());
    query(url, &format!("drop owned by {role}"));
    query(url, &format!("drop role {role}"));
}
