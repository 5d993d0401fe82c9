//! The commands of docs/journal.md, one after the other, as they stand there.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_testkit::{intruder::Intruder, postgres::fresh_database};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn earnest(folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    command.args(arguments.split_whitespace()).current_dir(folder).env_remove("EARNEST_DATABASE");
    command.output().unwrap()
}

fn says(folder: &Path, arguments: &str) -> String {
    let ended = earnest(folder, arguments);
    assert!(ended.status.success(), "{arguments}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

const UNITS: &str =
    "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n520101,丙县,5201,county\n";

#[test]
fn the_page_on_the_journal_is_carried_out_command_by_command() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    let page = include_str!("../../../../docs/journal.md");
    let register = "--database sqlite:register.sqlite";
    fs::write(at.join("units.csv"), UNITS).unwrap();
    says(at, &format!("units import units.csv {register}"));
    let key = says(at, "journal key --name register.example --out journal.key").trim().to_owned();
    let again = earnest(at, "journal key --name register.example --out journal.key");
    assert!(!again.status.success(), "a key that is there is never overwritten");
    for command in [
        "journal checkpoint --key journal.key --tiles public/ --database sqlite:register.sqlite",
        "journal follow public/ --key PUBLIC-KEY --state witness/",
        "journal follow public/ --key PUBLIC-KEY --printed SIZE:ROOT --state paper/",
    ] {
        assert!(page.contains(&format!("earnest {command}")), "{command}");
        let printed = fs::read_to_string(at.join("public/checkpoint")).unwrap_or_default();
        let printed = printed.lines().skip(1).take(2).collect::<Vec<_>>().join(":");
        let command = command.replace("PUBLIC-KEY", &key).replace("SIZE:ROOT", &printed);
        assert!(says(at, &command).contains("register.example"));
    }
    let paper = "journal prove 17 --by SIZE --database sqlite:register.sqlite";
    assert!(page.contains(&format!("earnest {paper} > kept.jsonl")));
    let kept = says(at, &paper.replace("17", "2").replace("SIZE", "3"));
    fs::write(at.join("kept.jsonl"), kept).unwrap();
    let note = fs::read_to_string(at.join("public/checkpoint")).unwrap();
    let printed = note.lines().skip(1).take(2).collect::<Vec<_>>().join(":");
    let check = "journal check kept.jsonl --printed SIZE:ROOT";
    assert!(page.contains(&format!("earnest {check}")));
    assert!(says(at, &check.replace("SIZE:ROOT", &printed)).contains("in the journal of 3 acts"));
    let kept = says(at, &format!("journal prove 3 {register}"));
    fs::write(at.join("kept.jsonl"), &kept).unwrap();
    assert!(says(at, &format!("journal check kept.jsonl --key {key}")).contains("in the journal of 3 acts"));
    fs::write(at.join("kept.jsonl"), kept.replace("import-units", "import-nothing")).unwrap();
    let changed = earnest(at, &format!("journal check kept.jsonl --key {key}"));
    assert!(String::from_utf8_lossy(&changed.stderr).contains("does not match its own hash"));
    let verified = says(at, &format!("journal verify --json {register}"));
    let head = verified.split("\"head\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    says(at, &format!("journal verify --expect {head} {register}"));
    let other = earnest(at, &format!("journal verify --expect {} {register}", "0".repeat(64)));
    assert!(String::from_utf8_lossy(&other.stderr).contains("rewritten or cut"));
}

/// So many acts: each brings one more unit in.
fn acts(folder: &Path, units: std::ops::Range<u8>) {
    for unit in units {
        let row = format!("code,name,parent_code,tier\n529{unit},市{unit},52,prefecture\n");
        fs::write(folder.join("more.csv"), row).unwrap();
        says(folder, "units import more.csv --database sqlite:register.sqlite");
    }
}

/// What a witness says that refuses.
fn refuses(folder: &Path, arguments: &str) -> String {
    let ended = earnest(folder, arguments);
    assert!(!ended.status.success(), "{arguments}: {}", String::from_utf8_lossy(&ended.stdout));
    String::from_utf8(ended.stderr).unwrap()
}

#[test]
fn a_witness_says_which_acts_were_rewritten_and_cosigns_no_tiles_that_do_not_fit() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("units.csv"), UNITS).unwrap();
    let checkpoint = "journal checkpoint --key journal.key --tiles public/ --database sqlite:register.sqlite";
    let begin = || {
        for gone in ["register.sqlite", "register.sqlite-wal", "register.sqlite-shm"] {
            let _ = fs::remove_file(at.join(gone));
        }
        let _ = fs::remove_dir_all(at.join("public"));
        says(at, "units import units.csv --database sqlite:register.sqlite");
    };
    begin();
    let key = says(at, "journal key --name register.example --out journal.key").trim().to_owned();
    let follow = format!("journal follow public/ --key {key} --state witness/");
    acts(at, 0..3);
    says(at, checkpoint);
    let tile = at.join("public/tile/0/000.p/6");
    let whole = fs::read(&tile).unwrap();
    let mut spoilt = whole.clone();
    if let Some(first) = spoilt.first_mut() {
        *first ^= 1;
    }
    fs::write(&tile, &spoilt).unwrap();
    assert!(refuses(at, &follow).contains("do not give the root"));
    fs::write(&tile, whole).unwrap();
    assert!(says(at, &follow).contains("6 acts"));
    // Another register with the same key: the same first act but for its moment, others after it.
    begin();
    acts(at, 4..9);
    says(at, checkpoint);
    let said = refuses(at, &follow);
    assert!(said.contains("does not extend") && said.contains("of the acts 1 to 6"), "{said}");
    fs::remove_file(at.join("witness/key")).unwrap();
    assert!(refuses(at, &follow).contains("is gone, and this witness has cosigned with it"));
}

#[test]
fn a_witness_begins_from_a_checkpoint_as_it_was_kept_or_printed() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("units.csv"), UNITS).unwrap();
    let checkpoint = "journal checkpoint --key journal.key --tiles public/ --database sqlite:register.sqlite";
    says(at, "units import units.csv --database sqlite:register.sqlite");
    let key = says(at, "journal key --name register.example --out journal.key").trim().to_owned();
    let kept = says(at, checkpoint);
    let printed = kept.lines().skip(1).take(2).collect::<Vec<_>>().join(":");
    acts(at, 0..3);
    says(at, checkpoint);
    // As a file that somebody kept, with the register's signature alone.
    fs::create_dir(at.join("file")).unwrap();
    fs::write(at.join("file/checkpoint"), &kept).unwrap();
    let said = says(at, &format!("journal follow public/ --key {key} --state file/"));
    assert!(said.starts_with("6 acts, of which 3 were seen before"), "{said}");
    // As a paper prints it.
    let follow = format!("journal follow public/ --key {key} --printed {printed} --state paper/");
    assert!(says(at, &follow).starts_with("6 acts, of which 3 were seen before"));
    let other = printed.replacen("3:", "2:", 1);
    let said = refuses(at, &follow.replace(&printed, &other).replace("paper/", "none/"));
    assert!(said.contains("does not extend"), "{said}");
    assert!(refuses(at, &follow.replace(&printed, "3")).contains("SIZE:ROOT"));
    // A checkpoint that another key signed is no beginning.
    fs::create_dir(at.join("forged")).unwrap();
    let stranger = says(at, "journal key --name register.example --out other.key").trim().to_owned();
    fs::write(at.join("forged/checkpoint"), &kept).unwrap();
    let said = refuses(at, &format!("journal follow public/ --key {stranger} --state forged/"));
    assert!(said.contains("no trusted key"), "{said}");
    // Proofs that lead to the printed checkpoint need no key.
    let proof = says(at, "journal prove 2 --by 3 --database sqlite:register.sqlite");
    fs::write(at.join("kept.jsonl"), proof).unwrap();
    assert!(
        says(at, &format!("journal check kept.jsonl --printed {printed}"))
            .contains("in the journal of 3 acts")
    );
    assert!(
        refuses(at, &format!("journal check kept.jsonl --printed {other}")).contains("another checkpoint")
    );
    // The register is made anew, with other acts: both find it.
    for gone in ["register.sqlite", "register.sqlite-wal", "register.sqlite-shm"] {
        let _ = fs::remove_file(at.join(gone));
    }
    fs::remove_dir_all(at.join("public")).unwrap();
    says(at, "units import units.csv --database sqlite:register.sqlite");
    acts(at, 3..8);
    says(at, checkpoint);
    for state in ["file2/", "paper2/"] {
        fs::create_dir(at.join(state)).unwrap();
    }
    fs::write(at.join("file2/checkpoint"), &kept).unwrap();
    let said = refuses(at, &format!("journal follow public/ --key {key} --state file2/"));
    assert!(said.contains("does not extend"), "{said}");
    let said = refuses(at, &follow.replace("paper/", "paper2/"));
    assert!(said.contains("does not extend"), "{said}");
}

/// What `journal verify` and `doctor` say of a register of which what it says of itself was changed.
fn names_what_was_changed(url: &str, folder: &Path) {
    let mut intruder = Intruder::at(url);
    let texts = |intruder: &mut Intruder, statement: &str| intruder.texts(statement).concat();
    let changes = [
        ("organisation", "circulars", "'publi'"),
        ("organisation", "draws", "'publi'"),
        ("organisation", "zone", "'Nowhere/Land'"),
        ("organisation", "language", "'xx'"),
        ("organisation", "name", "''"),
        ("organisation", "mail", "'nobody'"),
        ("register", "kind", "'none'"),
        ("register", "pack", "'none'"),
        ("pack", "files", "'{'"),
        ("pack", "sha256", "'none'"),
        ("unit", "class", "'none'"),
    ];
    intruder.does("UPDATE unit SET name = 'forged' WHERE code = '520101'");
    for (table, column, value) in changes {
        let before = texts(
            &mut intruder,
            &format!("SELECT coalesce(CAST({column} AS TEXT), '') AS text FROM {table} WHERE id = 1"),
        );
        let is_null = texts(
            &mut intruder,
            &format!(
                "SELECT CASE WHEN {column} IS NULL THEN 'x' ELSE '' END AS text FROM {table} WHERE id = 1"
            ),
        );
        intruder.does(&format!("UPDATE {table} SET {column} = {value} WHERE id = 1"));
        for command in ["journal verify", "journal verify --json", "doctor", "doctor --json"] {
            let ended = earnest(folder, &format!("{command} --database {url}"));
            let said = String::from_utf8_lossy(&ended.stdout) + String::from_utf8_lossy(&ended.stderr);
            assert!(!ended.status.success());
            let all = format!("{command} after {column} of {table}: {said}");
            if command.starts_with("journal") {
                assert!(said.contains(&format!("{table} 1 is not what journal entry")), "{all}");
                assert!(said.contains("unit 3 is not what journal entry 3 (import-units) left"), "{all}");
            } else {
                assert!(said.contains("run: earnest journal verify") && said.contains("backups"), "{all}");
            }
        }
        let back =
            if is_null.is_empty() { format!("'{}'", before.replace('\'', "''")) } else { "NULL".to_owned() };
        intruder.does(&format!("UPDATE {table} SET {column} = {back} WHERE id = 1"));
    }
    intruder.does("DELETE FROM organisation");
    let said = refuses(folder, &format!("journal verify --database {url}"));
    assert!(said.contains("organisation 1 is missing") && said.contains("unit 3 is not"), "{said}");
}

#[test]
fn what_the_register_says_of_itself_keeps_nobody_from_checking_the_rest() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("units.csv"), UNITS).unwrap();
    let sqlite = format!("sqlite:{}", at.join("register.sqlite").display());
    let postgres = fresh_database();
    for url in [sqlite.as_str(), postgres.url.as_str()] {
        says(at, &format!("units import units.csv --database {url}"));
        names_what_was_changed(url, at);
    }
    // PostgreSQL takes no text that is none.
    let at = tempfile::tempdir().unwrap();
    fs::write(at.path().join("units.csv"), UNITS).unwrap();
    says(at.path(), "units import units.csv --database sqlite:register.sqlite");
    let url = format!("sqlite:{}", at.path().join("register.sqlite").display());
    Intruder::at(&url).does("UPDATE register SET name = CAST(x'ff' AS TEXT)");
    Intruder::at(&url).does("UPDATE organisation SET zone = CAST(x'ff' AS TEXT)");
    let said = refuses(at.path(), "journal verify --database sqlite:register.sqlite");
    assert!(said.contains("register 1 is not") && said.contains("organisation 1 is not"), "{said}");
}

#[test]
fn faults_are_counted_by_kind_and_some_of_each_are_named() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    let rows: String = (0..40).map(|unit| format!("52{unit:02},市{unit},52,prefecture\n")).collect();
    fs::write(at.join("units.csv"), format!("code,name,parent_code,tier\n52,甲省,,province\n{rows}"))
        .unwrap();
    says(at, "units import units.csv --database sqlite:register.sqlite");
    let url = format!("sqlite:{}", at.join("register.sqlite").display());
    Intruder::at(&url).does("UPDATE unit SET name = 'forged' WHERE id > 10; DROP TABLE checkpoint");
    let said = refuses(at, "journal verify --database sqlite:register.sqlite");
    assert!(said.contains("32 faults"), "{said}");
    assert!(said.contains("records were changed behind the journal: 31"), "{said}");
    assert!(said.contains("and 21 more"), "{said}");
    assert_eq!(said.matches("  unit ").count(), 10, "{said}");
    let first = said.find("the table checkpoint is missing");
    assert!(first.is_some() && first < said.find("  unit "), "the one before the many: {said}");
    let all = refuses(at, "journal verify --examples 100 --database sqlite:register.sqlite");
    assert_eq!(all.matches("  unit ").count(), 31, "{all}");
    let json = earnest(at, "journal verify --json --database sqlite:register.sqlite");
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["counts"]["records were changed behind the journal"], 31);
}

#[test]
fn nothing_is_signed_over_faults_unless_it_is_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("units.csv"), UNITS).unwrap();
    says(at, "units import units.csv --database sqlite:register.sqlite");
    says(at, "journal key --name register.example --out journal.key");
    let url = format!("sqlite:{}", at.join("register.sqlite").display());
    Intruder::at(&url).does("UPDATE unit SET name = 'forged' WHERE code = '5201'");
    let sign = "journal checkpoint --key journal.key --database sqlite:register.sqlite";
    let said = refuses(at, sign);
    assert!(said.contains("nothing is signed") && said.contains("--despite-faults"), "{said}");
    assert!(refuses(at, "journal prove 1 --database sqlite:register.sqlite").contains("checkpoint"));
    let ended = earnest(at, &format!("{sign} --despite-faults"));
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && said.contains("signed despite faults"), "{said}");
}

#[test]
fn tiles_are_written_over_no_other_journals_tiles() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("units.csv"), UNITS).unwrap();
    says(at, "journal key --name register.example --out journal.key");
    for register in ["one", "two"] {
        says(at, &format!("units import units.csv --database sqlite:{register}.sqlite"));
    }
    let sign = |register: &str| {
        format!("journal checkpoint --key journal.key --tiles public/ --database sqlite:{register}.sqlite")
    };
    let first = says(at, &sign("one"));
    assert_eq!(says(at, &sign("one")), first, "once more is the same");
    let tile = at.join("public/tile/0/000.p/3");
    let before = fs::read(&tile).unwrap();
    assert!(refuses(at, &sign("two")).contains("of another journal"));
    assert_eq!(fs::read(&tile).unwrap(), before);
    assert_eq!(fs::read_to_string(at.join("public/checkpoint")).unwrap(), first);
    says(at, &format!("{} --replace", sign("two")));
    assert_ne!(fs::read(&tile).unwrap(), before);
}

#[test]
fn a_register_that_was_called_a_demonstration_past_the_program_is_not_replaced() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("units.csv"), UNITS).unwrap();
    says(at, "units import units.csv --database sqlite:register.sqlite");
    let url = format!("sqlite:{}", at.join("register.sqlite").display());
    Intruder::at(&url).does("UPDATE register SET kind = 'demonstration'");
    let said = refuses(at, "demo --fresh --no-serve --database sqlite:register.sqlite");
    assert!(said.contains("whose mark is not the one that its journal tells of"), "{said}");
    assert!(says(at, "units export --database sqlite:register.sqlite").contains("丙县"));
}
