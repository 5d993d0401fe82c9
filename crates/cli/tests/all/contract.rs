//! The command line keeps its contract: what it reads, what it prints, how it ends.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

fn end(output: Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn earnest(arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    end(command.args(arguments).env_remove("EARNEST_DATABASE").output().unwrap())
}

/// The same with something on standard input.
pub fn piped(arguments: &[&str], bytes: &[u8]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    end(child.wait_with_output().unwrap())
}

pub struct Folder(pub tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn database(&self) -> String {
        format!("sqlite:{}", self.0.path().join("register.sqlite").display())
    }
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

const UNITS: &str =
    "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n520101,丙县,5201,county\n";

#[test]
fn units_come_in_from_any_spreadsheet_and_go_out_as_they_came() {
    let folder = Folder::new();
    let database = folder.database();
    let windows = format!("\u{feff}{}", UNITS.replace('\n', "\r\n"));
    let file = folder.file("units.csv", windows);
    assert_eq!(earnest(&["units", "check", text(&file)]).code, 0);
    let imported = earnest(&["units", "import", text(&file), "--database", &database, "--json"]);
    assert_eq!((imported.code, imported.out.trim()), (0, r#"{"imported":3,"total":3}"#));
    assert_eq!(earnest(&["units", "export", "--database", &database]).out, UNITS);
    let again = earnest(&["units", "import", text(&file), "--database", &database]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("line 2") && again.err.contains("`52`"), "{}", again.err);
    assert_eq!(earnest(&["units", "export", "--database", &database]).out, UNITS);
}

#[test]
fn every_fault_of_a_file_is_told_with_file_and_line_and_nothing_comes_in() {
    let folder = Folder::new();
    let head = "code,name,parent_code,tier\n1,a,,province\n";
    let faults: [(&str, &str, &[u8]); 10] = [
        ("unknown parent", "line 3", b"2,b,9,prefecture\n"),
        ("duplicate", "line 4", b"2,b,1,prefecture\n2,c,1,prefecture\n"),
        ("cycle", "line 3", b"2,b,3,prefecture\n3,c,2,county\n"),
        ("tier order", "line 4", b"2,b,1,county\n3,c,2,prefecture\n"),
        ("unknown tier", "line 3", b"2,b,1,parish\n"),
        ("utf-8", "line 3", b"2,\xff\xfe,1,prefecture\n"),
        ("signs that turn what follows", "line 3", "2,b\u{202e},1,prefecture\n".as_bytes()),
        ("Big5", "line 3", b"2,\xb6Q\xa6{\xac\xd9,1,prefecture\n"),
        ("ragged", "line 3", b"2,b,1\n"),
        ("empty name", "line 3", b"2,,1,prefecture\n"),
    ];
    for (name, line, rows) in faults {
        let file = folder.file("bad.csv", [head.as_bytes(), rows].concat());
        let checked = earnest(&["units", "check", text(&file)]);
        assert_eq!(checked.code, 1, "{name}");
        assert!(checked.err.contains("bad.csv") && checked.err.contains(line), "{name}: {}", checked.err);
        let database = folder.database();
        assert_eq!(earnest(&["units", "import", text(&file), "--database", &database]).code, 1, "{name}");
        let left = earnest(&["units", "export", "--database", &database]);
        assert_eq!(left.out, "code,name,parent_code,tier\n", "{name}");
    }
}

#[test]
fn a_draw_is_printed_certified_and_verified() {
    let folder = Folder::new();
    let rows: String =
        (0..130).map(|unit| format!("AB-{unit},{}\n", if unit < 100 { "b" } else { "a" })).collect();
    let frame = folder.file("frame.csv", format!("id,class\n{rows}AB-130,a\n"));
    let out = folder.0.path().join("draw.json");
    let seed = "01382438112797316654";
    let run = |more: &[&str]| {
        let base = ["draw", "run", "--frame", text(&frame), "--id", "id", "--seed", seed];
        earnest(&[&base, more].concat())
    };
    let drawn = run(&["--stratum", "class", "--rate", "20%", "--out", text(&out)]);
    let lines: Vec<&str> = drawn.out.lines().collect();
    assert_eq!(lines[0], "stratum,order,id,ticket");
    assert_eq!(lines.len(), 1 + 7 + 20);
    assert!(lines[1].starts_with("a,1,") && lines[8].starts_with("b,1,"));
    let all = run(&["--take", "131"]);
    let ticket = "0.26299714122838008416507544297546663599715395525154425586041245287750224561854";
    assert!(
        all.out.lines().any(|line| line.ends_with(&format!("AB-130,{ticket}"))),
        "the published check value"
    );
    let with_frame =
        ["draw", "verify", text(&out), "--frame", text(&frame), "--id", "id", "--stratum", "class"];
    assert_eq!(earnest(&with_frame).code, 0);
    let other = folder.file("other.csv", "id,class\nAB-1,a\n");
    let with_other =
        ["draw", "verify", text(&out), "--frame", text(&other), "--id", "id", "--stratum", "class"];
    assert_eq!(earnest(&with_other).code, 1);
    let mut bytes = fs::read(&out).unwrap();
    for place in (0..bytes.len()).step_by(97) {
        bytes[place] ^= 1;
        let changed = folder.file("changed.json", &bytes);
        assert_eq!(earnest(&["draw", "verify", text(&changed)]).code, 1, "byte {place}");
        bytes[place] ^= 1;
    }
}

#[test]
fn a_draw_that_cannot_be_made_says_why_and_writes_nothing() {
    let folder = Folder::new();
    let frame = folder.file("frame.csv", "id,class\n1,a\n2,a\n1,b\n");
    let out = folder.0.path().join("draw.json");
    let run = |more: &[&str]| {
        let base = ["draw", "run", "--frame", text(&frame), "--id", "id", "--out", text(&out)];
        earnest(&[&base, more].concat())
    };
    for (more, said) in [
        (&["--rate", "20%", "--seed", "1"][..], "line 4"),
        (&["--rate", "0", "--seed", "1"], "no rate"),
        (&["--rate", "120%", "--seed", "1"], "no rate"),
        (&["--rate", "20%", "--seed", ""], "seed is empty"),
        (&["--take", "0", "--seed", "1"], "at least 1"),
    ] {
        let ended = run(more);
        assert_eq!(ended.code, 1, "{more:?}");
        assert!(ended.err.contains(said) && ended.out.is_empty(), "{more:?}: {}", ended.err);
        assert!(!out.exists());
    }
    let missing =
        earnest(&["draw", "run", "--frame", text(&frame), "--id", "code", "--rate", "20%", "--seed", "1"]);
    assert!(missing.err.contains("`code`") && missing.err.contains("id, class"), "{}", missing.err);
}

#[test]
fn what_is_not_there_is_told_with_its_remedy() {
    let folder = Folder::new();
    let database = folder.database();
    let absent = earnest(&["report", "--database", &database]);
    assert_eq!(absent.code, 1);
    assert!(absent.err.contains("earnest migrate"), "{}", absent.err);
    assert!(!folder.0.path().join("register.sqlite").exists(), "nothing is made by mistake");
    let odd = earnest(&["report", "--database", "mysql://x"]);
    assert!(odd.code == 1 && odd.err.contains("sqlite:PATH"), "{}", odd.err);
    assert_eq!(earnest(&["migrate", "--database", &database]).code, 0);
    let unknown = earnest(&["figures", "show", "nonsense", "--database", &database]);
    assert!(unknown.code == 1 && unknown.err.contains("figures list"), "{}", unknown.err);
}

#[test]
fn the_queue_is_listed_and_runs_only_with_a_way_out_whose_password_is_shown_by_nothing() {
    let folder = Folder::new();
    let database = folder.database();
    assert_eq!(earnest(&["migrate", "--database", &database]).code, 0);
    let units = folder.file("units.csv", "code,name,parent_code,tier,class\nP,Province,,province,province\n");
    earnest(&["units", "import", text(&units), "--database", &database]);
    let listed = earnest(&["jobs", "list", "--database", &database]);
    assert_eq!((listed.code, listed.out.as_str()), (0, "0 waiting, 0 done, 0 failed\n"), "{}", listed.err);
    let without = earnest(&["jobs", "run", "--once", "--database", &database]);
    assert!(without.code == 1 && without.err.contains("--mail-from"), "{}", without.err);
    let half = earnest(&["jobs", "run", "--once", "--database", &database, "--mail", "smtp://u:hidden@x"]);
    assert!(half.code == 2 && !half.err.contains("hidden"), "{}", half.err);
    let wrong = ["--mail", "x://u:hidden@x", "--mail-from", "a@b.example", "--address", "https://b.example"];
    let wrong = earnest(&[&["jobs", "run", "--once", "--database", &database], &wrong[..]].concat());
    assert!(wrong.code == 1 && !wrong.err.contains("hidden"), "{}", wrong.err);
    let zone = earnest(&["jobs", "list", "--database", &database, "--zone", "Shanghai"]);
    assert!(zone.code == 2 && zone.err.contains("+08:00"), "{}", zone.err);
}

#[test]
fn an_account_takes_its_password_from_standard_input_and_never_twice_the_same_login() {
    let folder = Folder::new();
    let database = folder.database();
    let file = folder.file("units.csv", UNITS);
    assert_eq!(earnest(&["units", "import", text(&file), "--database", &database]).code, 0);
    let add = |password: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
        let arguments = ["user", "add", "office", "--title", "办公室", "--role", "office", "--unit", "52"];
        command.args(arguments).args(["--database", &database]);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
        end(child.wait_with_output().unwrap())
    };
    let short = add("short");
    assert!(short.code == 1 && short.err.contains("10 to 200"), "{}", short.err);
    assert_eq!(add("long enough indeed").code, 0);
    let twice = add("long enough indeed");
    assert!(twice.code == 1 && twice.err.contains("taken"), "{}", twice.err);
    let verified = earnest(&["journal", "verify", "--json", "--database", &database]);
    assert!(verified.out.contains("\"entries\":4"), "{}", verified.out);
    assert!(!verified.out.contains("long enough"));
}

#[test]
fn the_demonstration_is_built_once_and_answers_on_the_command_line() {
    let folder = Folder::new();
    let database = folder.database();
    let built = earnest(&["demo", "--no-serve", "--database", &database]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(built.out.contains("office") && built.out.contains("password"));
    assert!(earnest(&["demo", "--no-serve", "--database", &database]).out.contains("is there"));
    let show = |more: &[&str]| earnest(&[&["figures", "show"], more, &["--database", &database]].concat());
    assert_eq!(show(&["team-problems"]).out.lines().next(), Some("547"));
    let listed = show(&["spot-checks", "--round", "2", "--records"]);
    assert_eq!(listed.out.lines().count(), 1 + 143);
    let json = show(&["interviews-held", "--json", "--unit", "52"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((json["value"].as_u64(), json["counts"].as_str()), (Some(43), Some("person-times")));
    assert_eq!(show(&["plans-due", "--unit", "5202"]).out.lines().next(), Some("1"), "to the province");
    for (asked, field) in [
        (["--round", "9"], "round"),
        (["--round", "x"], "round"),
        (["--programme", "99"], "programme"),
        (["--class", "nonsense"], "class"),
        (["--source", "breakfast"], "source"),
        (["--as-of", "2015-13-13"], "as_of"),
    ] {
        let end = show(&[&["team-problems"], asked.as_slice()].concat());
        assert!(end.code == 1 && end.err.contains(field), "{asked:?}: {}{}", end.out, end.err);
    }
    let said =
        |more: &[&str]| show(&[&["team-problems"], more].concat()).out.lines().nth(1).map(str::to_owned);
    assert_ne!(said(&[]), said(&["--own"]), "two figures never carry one caption");
    assert_ne!(said(&[]), said(&["--source", "lecture"]));
    for (language, words) in [
        ("en", "No comment is published"),
        ("zh-Hans", "没有已公布的公众意见"),
        ("zh-Hant", "沒有已公布的公眾意見"),
    ] {
        let report = earnest(&["report", "--lang", language, "--database", &database]);
        assert!(report.out.contains(words) && report.out.contains("1,673"), "{}", report.out);
    }
    let written = earnest(&["report", "--lang", "en", "--markdown", "--database", &database]);
    assert!(written.out.contains("547, with 1,673 measures") && written.out.contains("drew 285 spot checks"));
    super::texts::reports_agree_with_the_demonstration(&folder, &database);
    let doctor = earnest(&["doctor", "--database", &database]);
    assert_eq!(doctor.code, 0, "{}{}", doctor.out, doctor.err);
    assert_eq!(earnest(&["journal", "verify", "--database", &database]).code, 0);
}

/// A process killed at any moment leaves the whole import with its event, or nothing.
#[test]
fn an_import_that_is_killed_leaves_all_or_nothing() {
    let folder = Folder::new();
    let rows: String = (0..30_000).map(|unit| format!("u{unit},unit {unit},r,county\n")).collect();
    let file = folder.file("many.csv", format!("code,name,parent_code,tier\nr,root,,province\n{rows}"));
    let mut seen = [0, 0];
    for milliseconds in [40, 120, 200, 300, 400, 550, 700, 900, 1_200, 2_500] {
        let path = folder.0.path().join(format!("killed-{milliseconds}.sqlite"));
        let database = format!("sqlite:{}", path.display());
        assert_eq!(earnest(&["migrate", "--database", &database]).code, 0);
        let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
        command.args(["units", "import", text(&file), "--database", &database]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        let _ = child.kill();
        child.wait().unwrap();
        let doctor = earnest(&["doctor", "--json", "--database", &database]);
        assert_eq!(doctor.code, 0, "{}", doctor.err);
        let doctor: serde_json::Value = serde_json::from_str(&doctor.out).unwrap();
        let (tree, journal) =
            (doctor["checks"][0]["said"].as_str().unwrap(), doctor["checks"][1]["said"].as_str().unwrap());
        let whole = tree.starts_with("30001 units") && journal.starts_with("3 entries");
        let nothing = tree.starts_with("no units") && journal.starts_with("2 entries");
        assert!(whole || nothing, "after {milliseconds} ms: {tree}; {journal}");
        seen[usize::from(whole)] += 1;
    }
    assert!(seen[0] > 0, "no import was killed in time: {seen:?}");
}

#[test]
fn a_file_of_changes_is_carried_out_whole_after_a_dry_run_and_its_faults_name_their_line() {
    let folder = Folder::new();
    let database = folder.database();
    let units =
        "code,name,parent_code,tier\n1,P,,province\n2,A,1,prefecture\n3,B,1,prefecture\n4,A one,2,county\n";
    let units = folder.file("units.csv", units);
    assert_eq!(earnest(&["units", "import", text(&units), "--database", &database]).code, 0);
    let change = |name: &str, rows: &str, more: &[&str]| {
        let file = folder.file(name, format!("change,code,name,parent_code,tier,into,day,reason\n{rows}"));
        let base = ["units", "change", text(&file), "--database", &database];
        earnest(&[&base, more].concat())
    };
    let rows = "open,5,C,1,prefecture,,2020-01-02,order no. 12\nmove,4,,5,,,2020-01-02,order no. 12\n\
                rename,3,B new,,,,2020-01-02,order no. 12\nmerge,2,,,,3,2020-01-02,order no. 12\n";
    let before = earnest(&["units", "export", "--database", &database]).out;
    let dry = change("changes.csv", rows, &["--dry-run"]);
    assert!(dry.code == 0 && dry.out.ends_with("4 changes would be made.\n"), "{}{}", dry.out, dry.err);
    // What the page tells is told: both units by name, the day, and what goes along.
    for said in ["move 4 A one -> 5 C, ordered on 2020-01-02", "rename 3 B -> B new", "merge 2 A -> 3 B new"]
    {
        assert!(dry.out.contains(said), "{said}: {}", dry.out);
    }
    let dry = change("changes.csv", rows, &["--dry-run", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&dry.out).unwrap();
    assert_eq!(told["each"][3]["other"]["name"], "B new");
    assert!(told["each"][3]["hangs"].is_array() && told["dry_run"] == true, "{told}");
    assert_eq!(earnest(&["units", "export", "--database", &database]).out, before);
    let bad = change(
        "bad.csv",
        "move,4,,5,,,2020-01-02,order no. 12\nrename,3,B,,,,2999-01-01,order no. 12\n",
        &[],
    );
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("bad.csv, line 2: There is no unit 5"), "{}", bad.err);
    assert!(bad.err.contains("line 3") && !bad.err.contains("error-"), "{}", bad.err);
    assert_eq!(earnest(&["units", "export", "--database", &database]).out, before);
    let done = change("changes.csv", rows, &["--json"]);
    assert!(done.code == 0 && done.out.contains("\"merge\":1"), "{}{}", done.out, done.err);
    let after = earnest(&["units", "export", "--database", &database]).out;
    assert!(after.contains("4,A one,5,county") && after.contains("3,B new,1,prefecture"), "{after}");
    assert!(!after.contains("2,A,"), "a unit that was joined is in no file of units: {after}");
    let verified = earnest(&["journal", "verify", "--database", &database]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}
