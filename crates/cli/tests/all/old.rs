//! A register of an older program is brought up to date, on both engines: `old/0068.earnest` is a backup that the program
//! of the step 0068 made of a small register.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_testkit::{intruder::Intruder, postgres::fresh_database};
use std::{fs, path::Path, process::Command};

const OLD: &[u8] = include_bytes!("old/0068.earnest");
/// The last act as the old program wrote it.
const HEAD: &str = "37c4575cc88992b70eac0e9bb5581bbf1bb550dcc6fb6b1ea264cb11cce3c6a4";

fn says(folder: &Path, arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    command.args(arguments.split_whitespace()).current_dir(folder).env_remove("EARNEST_DATABASE");
    let ended = command.output().unwrap();
    assert!(ended.status.success(), "{arguments}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

fn is_brought_up_to_date(folder: &Path, database: &str) {
    fs::write(folder.join("old.earnest"), OLD).unwrap();
    let restored = says(folder, &format!("backup restore old.earnest --database {database}"));
    assert!(restored.contains(HEAD) && restored.contains("An older program made it"), "{restored}");
    let look = says(folder, &format!("upgrade --check --database {database}"));
    assert!(look.contains("would run") && look.contains("To do so: earnest upgrade --database"), "{look}");
    let migrated = says(folder, &format!("upgrade --no-backup --database {database}"));
    assert!(migrated.contains("the tables are up to date"), "{migrated}");
    // What it says it is stands in the chain now, by an act; the acts before stand as they stood.
    assert!(migrated.contains("The journal tells of 1 records"), "{migrated}");
    let verified = says(folder, &format!("journal verify --expect {HEAD} --database {database}"));
    assert!(verified.starts_with("8 entries, the chain holds"), "{verified}");
    let units = says(folder, &format!("units export --database {database}"));
    assert!(
        units.contains("520101,丙县,5201,county") && units.contains("5202,'=1+1,52,prefecture"),
        "{units}"
    );
    Intruder::at(database).does("UPDATE register SET kind = 'demonstration'");
    let mut verify = Command::new(env!("CARGO_BIN_EXE_earnest"));
    let found = verify.args(["journal", "verify", "--database", database]).output().unwrap();
    assert!(String::from_utf8_lossy(&found.stderr).contains("register 1 is not what journal entry 6"));
}

#[test]
fn a_register_of_an_older_program_is_brought_up_to_date_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("register.sqlite").display());
    is_brought_up_to_date(folder.path(), &database);
}

#[test]
fn a_register_of_an_older_program_is_brought_up_to_date_on_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let database = fresh_database();
    is_brought_up_to_date(folder.path(), &database.url);
}
