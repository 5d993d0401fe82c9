//! `earnest demo`: whichever pack is named is built; what breaks off leaves nothing behind.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use super::contract::{Folder, earnest};
use earnest_testkit::intruder::Intruder;
use std::{fs, process::Command};

fn left(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.0.path()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn the_demonstration_of_a_pack_is_built_and_shows_its_own_logins() {
    let folder = Folder::new();
    let database = folder.database();
    let demo = ["demo", "--no-serve", "--database", &database];
    let built = earnest(&[&demo[..], &["--pack", "shops"]].concat());
    assert_eq!(built.code, 0, "{}{}", built.out, built.err);
    for said in ["round 1", "青年路店店长", "unit-head", "Built in"] {
        assert!(built.out.contains(said), "{said}: {}", built.out);
    }
    assert_eq!(left(&folder), ["register.sqlite"]);
    assert_eq!(earnest(&["doctor", "--database", &database]).code, 0);
    // Whoever names none is given the one that stands there, with its own people.
    let again = earnest(&demo);
    assert!(again.code == 0 && again.out.contains("青年路店店长"), "{}{}", again.out, again.err);
    let before = fs::read(folder.0.path().join("register.sqlite")).unwrap();
    let other = earnest(&[&demo[..], &["--pack", "patient-safety"]].concat());
    assert_eq!(other.code, 1);
    assert!(other.err.contains("stands the demonstration of `shops`"), "{}", other.err);
    assert_eq!(fs::read(folder.0.path().join("register.sqlite")).unwrap(), before);
}

#[test]
fn only_what_can_stand_several_times_under_one_root_is_multiplied() {
    let folder = Folder::new();
    let database = folder.database();
    let demo = ["demo", "--no-serve", "--database", &database];
    for (more, says) in [
        (&["--scale", "2", "--pack", "shops"] as &[&str], "--scale goes with"),
        (&["--scale", "0"], "0 is not in 1..=99"),
        (&["--scale", "2", "--opening"], "cannot be used with"),
    ] {
        let refused = earnest(&[&demo[..], more].concat());
        assert!(refused.code != 0 && refused.err.contains(says), "{more:?}: {}", refused.err);
        assert!(left(&folder).is_empty(), "{:?}", left(&folder));
    }
    assert_eq!(earnest(&[&demo[..], &["--pack", "shops"]].concat()).code, 0);
    let standing = earnest(&[&demo[..], &["--scale", "2"]].concat());
    assert!(standing.err.contains("the demonstration of one organisation"), "{}", standing.err);
}

#[test]
fn a_demonstration_that_breaks_off_leaves_no_file_and_takes_none_away() {
    let folder = Folder::new();
    let database = folder.database();
    let nowhere = earnest(&["demo", "--no-serve", "--pack", "nowhere", "--database", &database]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("no pack `nowhere` ships; those that ship are"), "{}", nowhere.err);
    assert!(left(&folder).is_empty(), "{:?}", left(&folder));
    // In the middle of it: no file may grow beyond what the tables alone need.
    let opening = ["demo", "--no-serve", "--opening", "--pack", "shops", "--database", &database];
    assert_eq!(earnest(&opening).code, 0);
    // All but the engine's counts of changes: whether others have the file open is asked by taking it for oneself.
    let content = || {
        let mut bytes = fs::read(folder.0.path().join("register.sqlite")).unwrap();
        bytes[24..28].fill(0);
        bytes[92..96].fill(0);
        bytes
    };
    let before = content();
    let script =
        "trap '' XFSZ; ulimit -f 1000; exec \"$0\" demo --no-serve --fresh --pack shops --database \"$1\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_earnest"), &database]).env_remove("EARNEST_DATABASE");
    let broken = command.output().unwrap();
    let err = String::from_utf8_lossy(&broken.stderr);
    assert_eq!(broken.status.code(), Some(1), "{err}");
    assert_eq!(left(&folder), ["register.sqlite"], "{err}");
    assert!(content() == before, "the file is as it was");
}

#[test]
fn of_a_file_that_is_no_register_no_command_changes_a_byte() {
    let folder = Folder::new();
    let database = folder.database();
    let file = folder.0.path().join("register.sqlite");
    Intruder::at(&database)
        .does("CREATE TABLE of_somebody_else (word TEXT); INSERT INTO of_somebody_else VALUES ('a')");
    let before = fs::read(&file).unwrap();
    for command in [
        &["demo", "--no-serve", "--fresh"] as &[&str],
        &["demo", "--no-serve"],
        &["migrate", "--no-backup"],
        &["migrate", "--dry-run"],
        &["doctor"],
        &["report"],
    ] {
        let refused = earnest(&[command, &["--database", &database]].concat());
        assert!(refused.code != 0, "{command:?}: {}", refused.out);
        assert_eq!(fs::read(&file).unwrap(), before, "{command:?}");
        assert_eq!(left(&folder), ["register.sqlite"], "{command:?}");
    }
    let asked = earnest(&["migrate", "--database", &format!("{database}?mode=rwc")]);
    assert!(asked.code == 1 && asked.err.contains("no path of a file alone"), "{}", asked.err);
    assert_eq!(left(&folder), ["register.sqlite"]);
}
