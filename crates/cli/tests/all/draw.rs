//! `earnest draw`: what every kind of frame file gives, and what an auditor without Earnest finds.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const SEED: &str = "01382438112797316654";

/// Ids that tempt a reader of CSV: blanks, commas, quotes, other scripts, more than one block of SHA-256.
const FRAME: &str = "class,code\nb,AB-130\nb,7\n\"a,1\",\"q\"\"x\"\n\"a,1\",甲县\n\"a,1\",\
    000000000000000000000000000000000000000000000000000000000000000000001\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn earnest(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earnest")).args(arguments).output().unwrap()
}

/// Draws with the ids in `code`.
fn run(frame: &Path, more: &[&str]) -> Output {
    let base = ["draw", "run", "--frame", text(frame), "--id", "code", "--seed", SEED];
    earnest(&[&base, more].concat())
}

fn out(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The one error of a command that printed and promised nothing.
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn ids(table: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.records().map(|row| row.unwrap()[2].to_owned()).collect()
}

#[test]
fn ids_come_out_to_the_letter_and_without_strata_the_stratum_is_empty() {
    let folder = Folder::new();
    let table = out(&run(&folder.file("f.csv", FRAME), &["--rate", "100%"]));
    let mut found = ids(&table);
    found.sort();
    let long = format!("{}1", "0".repeat(68));
    assert_eq!(found, [long.as_str(), "7", "AB-130", "q\"x", "甲县"]);
    assert!(table.lines().skip(1).all(|line| line.starts_with(',')), "{table}");
}

#[test]
fn the_order_of_rows_a_byte_order_mark_and_carriage_returns_change_nothing() {
    let folder = Folder::new();
    let plain = out(&run(&folder.file("a.csv", FRAME), &["--stratum", "class", "--rate", "50%", "--json"]));
    let (head, rows) = FRAME.split_once('\n').unwrap();
    let backwards: Vec<&str> = rows.lines().rev().collect();
    let windows = format!("\u{feff}{head}\r\n{}", backwards.join("\r\n"));
    let turned =
        out(&run(&folder.file("b.csv", windows), &["--stratum", "class", "--rate", "1/2", "--json"]));
    assert_eq!(plain, turned);
}

#[test]
fn the_certificate_printed_is_the_certificate_written_and_nothing_else_is_left() {
    let folder = Folder::new();
    let frame = folder.file("f.csv", FRAME);
    let written = folder.path("d.json");
    let printed = out(&run(&frame, &["--take", "2", "--json", "--out", text(&written)]));
    assert_eq!(printed, fs::read_to_string(&written).unwrap());
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 2);
    let verified = out(&earnest(&["draw", "verify", text(&written), "--json"]));
    let verified: serde_json::Value = serde_json::from_str(&verified).unwrap();
    assert_eq!((verified["valid"].as_bool(), verified["drawn"].as_u64()), (Some(true), Some(2)));
}

#[test]
fn a_larger_take_begins_with_the_smaller() {
    let folder = Folder::new();
    let rows: String = (0..200).map(|unit| format!("{unit:012}\n")).collect();
    let frame = folder.file("f.csv", format!("code\n{rows}"));
    let (less, more) = (run(&frame, &["--rate", "20%"]), run(&frame, &["--rate", "30%"]));
    let (less, more) = (ids(&out(&less)), ids(&out(&more)));
    assert_eq!((less.len(), more.len()), (40, 60));
    assert_eq!(less, more[..40]);
}

#[test]
fn every_faulty_frame_is_refused_with_file_line_and_column() {
    let folder = Folder::new();
    let certificate = folder.path("d.json");
    let faults: [(&str, &[u8], &[&str]); 6] = [
        ("a duplicate", b"code\n1\n2\n1\n", &["line 4", "line 2", "`1`", "`code`"]),
        ("an empty id", b"code,x\n1,a\n,b\n", &["line 3", "`b`"]),
        ("no encoding", b"code\n1\n\xff\n", &["line 3", "UTF-8", "encoding"]),
        ("a ragged row", b"code,x\n1,a\n2\n", &["line 3"]),
        ("no such column", b"id\n1\n", &["line 1", "`code`", "id"]),
        ("an empty frame", b"code\n", &["empty"]),
    ];
    for (name, bytes, said) in faults {
        let frame = folder.file("bad.csv", bytes);
        let told = refusal(&run(&frame, &["--rate", "20%", "--out", text(&certificate)]));
        assert!(told.contains("bad.csv"), "{name}: {told}");
        assert!(said.iter().all(|word| told.contains(word)), "{name}: {told}");
        assert!(!certificate.exists(), "{name}");
    }
    let small = folder.file("f.csv", FRAME);
    let told = refusal(&run(&small, &["--stratum", "class", "--take", "4", "--out", text(&certificate)]));
    assert!(told.contains("`a,1`") && told.contains('3') && !certificate.exists(), "{told}");
}

#[test]
fn what_is_no_unit_and_what_looks_like_another_is_refused() {
    let folder = Folder::new();
    for (name, bytes, said) in [
        ("a total", "code,class\n1,a\n2,a\n合计,2\n", "line 4"),
        ("a total in full width", "code,class\n1,a\n总　计：,1\n", "line 3"),
        ("a note", "code,class\n1,a\n注：以上属实,\n", "line 3"),
        ("an invisible sign", "code,class\n1,a\n1\u{200b},a\n", "U+200B"),
        ("a blank behind", "code,class\n1,a\n2 ,a\n", "U+0020"),
        ("full width", "code,class\n12,a\n１２,a\n", "looks like"),
        ("strata in two widths", "code,class\n1,A\n2,Ａ\n", "looks like"),
        ("a stratum with a blank", "code,class\n1,a\n2,a\u{3000}\n", "U+3000"),
        ("no stratum", "code,class\n1,a\n2,\n", "`class` is empty"),
    ] {
        let told = refusal(&run(&folder.file("f.csv", bytes), &["--stratum", "class", "--rate", "20%"]));
        assert!(told.contains(said), "{name}: {told}");
    }
}

#[test]
fn blank_rows_other_separators_and_encodings_give_the_same_draw() {
    let folder = Folder::new();
    let plain = "code,class\n01,甲\n02,甲\n03,乙\n";
    let wanted = out(&run(&folder.file("a.csv", plain), &["--stratum", "class", "--rate", "1/2", "--json"]));
    for text in [
        "code,class,,\n01,甲,,\n02,甲,,\n03,乙,,\n,,,\n,,,\n".to_owned(),
        plain.replace(',', "\t"),
        plain.replace(',', "；").replace('；', ";"),
        plain.replace(',', "，"),
        format!("\u{feff}{}", plain.replace('\n', "\r\n")),
    ] {
        let found = run(&folder.file("b.csv", &text), &["--stratum", "class", "--rate", "1/2", "--json"]);
        assert_eq!(out(&found), wanted, "{text:?}");
    }
}

#[test]
fn a_seed_of_digits_is_the_same_however_it_is_typed_and_nothing_is_written_over_unasked() {
    let folder = Folder::new();
    let frame = folder.file("f.csv", FRAME);
    let with = |seed: &str, more: &[&str]| {
        let base = ["draw", "run", "--frame", text(&frame), "--id", "code", "--rate", "50%", "--seed", seed];
        earnest(&[&base, more].concat())
    };
    let plain = out(&with(SEED, &[]));
    for seed in ["0138 2438 1127 9731 6654", "01382438112797316654\n", " ０１３８2438112797316654\u{200b}"]
    {
        assert_eq!(out(&with(seed, &[])), plain, "{seed:?}");
    }
    assert!(refusal(&with("words ", &[])).contains("U+0020"));
    let written = folder.path("d.json");
    out(&with(SEED, &["--out", text(&written)]));
    let before = fs::read(&written).unwrap();
    assert!(refusal(&with("11111111111111111111", &["--out", text(&written)])).contains("--replace"));
    assert_eq!(fs::read(&written).unwrap(), before);
    out(&with("11111111111111111111", &["--out", text(&written), "--replace"]));
    assert_ne!(fs::read(&written).unwrap(), before);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 2, "no half of a file is left");
}

#[test]
fn a_certificate_and_another_frame_do_not_fit() {
    let folder = Folder::new();
    let certificate = folder.path("d.json");
    let frame = folder.file("f.csv", FRAME);
    out(&run(&frame, &["--stratum", "class", "--rate", "20%", "--out", text(&certificate)]));
    let other = folder.file("g.csv", FRAME.replace("AB-130", "AB-131"));
    let verify = |frame: &Path| {
        let base = ["draw", "verify", text(&certificate), "--frame", text(frame)];
        earnest(&[&base[..], &["--id", "code", "--stratum", "class"]].concat())
    };
    out(&verify(&frame));
    assert!(refusal(&verify(&other)).contains("g.csv"));
}

/// The first Python block of `docs/draw.md`.
fn recipe() -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/draw.md");
    let page = fs::read_to_string(page).unwrap();
    page.split("```python\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

#[test]
fn the_recipe_of_the_manual_agrees_and_finds_a_forgery() {
    let folder = Folder::new();
    let program = folder.file("check.py", recipe());
    let python = |certificate: &Path| {
        Command::new("python3").arg(&program).arg(certificate).env("PYTHONUTF8", "1").output()
    };
    if python(&program).is_err() {
        writeln!(std::io::stderr(), "python3 is not installed: the recipe was not run").unwrap();
        return;
    }
    let frame = folder.file("f.csv", FRAME);
    for more in [&["--rate", "34%", "--stratum", "class"][..], &["--rate", "1"], &["--take", "3"]] {
        let printed = out(&run(&frame, &[more, &["--json"]].concat()));
        let found = python(&folder.file("d.json", &printed)).unwrap();
        assert!(out(&found).starts_with("the draw holds"));
        let forged = printed.replacen("\"id\": \"", "\"id\": \"x", 1);
        assert!(!python(&folder.file("d.json", forged)).unwrap().status.success());
    }
}

#[test]
fn neither_a_register_nor_a_backup_nor_the_frame_itself_is_written_over() {
    let folder = Folder::new();
    let frame = folder.file("f.csv", FRAME);
    for (name, begins) in [("r.sqlite", &b"SQLite format 3\0...."[..]), ("b.earnest", b"\x1f\x8b\x08")] {
        let there = folder.file(name, begins);
        let told = refusal(&run(&frame, &["--rate", "20%", "--out", text(&there), "--replace"]));
        assert!(told.contains("is not written over"), "{told}");
        assert_eq!(fs::read(&there).unwrap(), begins);
    }
    let told = refusal(&run(&frame, &["--rate", "20%", "--out", text(&frame), "--replace"]));
    assert!(told.contains("the file that is read"), "{told}");
    assert_eq!(fs::read(&frame).unwrap(), FRAME.as_bytes());
}

#[test]
fn a_checkpoint_beside_a_certificate_is_held_against_the_register_s_key_and_must_cover_the_act() {
    let folder = Folder::new();
    let says = |arguments: &[&str]| out(&earnest(arguments));
    let (database, key, tiles) =
        (format!("sqlite:{}", text(&folder.path("r.sqlite"))), folder.path("k"), folder.path("public"));
    let units =
        folder.file("u.csv", "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n");
    says(&["units", "import", text(&units), "--database", &database]);
    let public = says(&["journal", "key", "--name", "register.example", "--out", text(&key)]);
    says(&["journal", "checkpoint", "--key", text(&key), "--tiles", text(&tiles), "--database", &database]);
    let note = fs::read_to_string(tiles.join("checkpoint")).unwrap();
    let other = says(&["journal", "key", "--name", "register.example", "--out", text(&folder.path("other"))]);
    let alone = out(&run(&folder.file("f.csv", FRAME), &["--rate", "20%", "--json"]));
    let verify = |name: &str, act: i64, note: &str, key: &str| {
        let stands_on = earnest_draw::StandsOn { act, note: note.to_owned() };
        let beside = earnest_draw::with_checkpoint(&alone, stands_on).unwrap();
        earnest(&["draw", "verify", text(&folder.file(name, beside)), "--key", key.trim(), "--json"])
    };
    assert!(out(&verify("whole.json", 1, &note, &public)).contains("\"signed_by\":\"register.example\""));
    let size = note.lines().nth(1).unwrap();
    let made_up = note.replacen(&format!("\n{size}\n"), "\n99\n", 1);
    for (name, act, note, key) in [
        ("beyond.json", 99, &note, &public),
        ("none.json", 0, &note, &public),
        ("made-up.json", 1, &made_up, &public),
        ("other.json", 1, &note, &other),
        ("words.json", 1, &"signed, truly".to_owned(), &public),
    ] {
        assert!(refusal(&verify(name, act, note, key)).contains(name), "{name}");
    }
    let told = refusal(&earnest(&[
        "draw",
        "verify",
        text(&folder.file("alone.json", &alone)),
        "--key",
        public.trim(),
    ]));
    assert!(told.contains("no checkpoint"), "{told}");
}
