//! The commands of docs/archive.md, one after the other, as they stand there.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_papers::{packed, unpacked};
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

fn refuses(folder: &Path, arguments: &str, why: &str) {
    let ended = earnest(folder, arguments);
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.code() == Some(1) && said.contains(why), "{arguments}: {said}");
}

/// A list that was changed together with its hash is not the one that was signed.
fn changed_together_with_its_hash(at: &Path, key: &str) {
    let mut files = unpacked(&fs::read(at.join("round-1.zip")).unwrap(), 100_000_000, |_| true).unwrap();
    let (name, plans) = files.iter_mut().find(|(name, _)| name == "records/plans.csv").unwrap();
    plans.extend_from_slice(b"one more\n");
    let line = format!("{}  {name}\n", earnest_model::hash::sha256_hex(plans));
    let (_, sums) = files.iter_mut().find(|(name, _)| name == "SHA256SUMS").unwrap();
    let text = String::from_utf8(sums.clone()).unwrap();
    let lines = text
        .lines()
        .map(|old| if old.ends_with("  records/plans.csv") { line.clone() } else { format!("{old}\n") });
    *sums = lines.collect::<String>().into_bytes();
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    fs::write(at.join("changed.zip"), packed(&files).unwrap()).unwrap();
    refuses(
        at,
        &format!("archive verify changed.zip --key {key}"),
        "SHA256SUMS.signed: the list of contents is not the one that was signed",
    );
    says(at, "archive verify changed.zip --unsigned");
}

#[test]
fn the_page_on_archives_is_carried_out_command_by_command() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    says(at, "demo --no-serve --pack shops --database sqlite:register.sqlite");
    let key = says(at, "journal key --name register.example --out journal.key").trim().to_owned();
    let page = include_str!("../../../../docs/archive.md");
    let block = page.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let mut printed = String::new();
    let mut ran = 0;
    for line in block.lines().filter(|line| line.starts_with("earnest ")) {
        let line = line.split('#').next().unwrap().trim().trim_start_matches("earnest ");
        let said = says(at, &line.replace("PUBLIC-KEY", &key).replace("SIZE:ROOT", &printed));
        if let Some((_, rest)) = said.split_once("Checkpoint ") {
            rest.lines().next().unwrap().clone_into(&mut printed);
        }
        ran += 1;
    }
    assert_eq!(ran, 6);
    // The same round, the same bytes.
    says(at, "archive create 1 --key journal.key --out again.zip --database sqlite:register.sqlite");
    assert!(fs::read(at.join("again.zip")).unwrap() == fs::read(at.join("round-1.zip")).unwrap());
    refuses(
        at,
        "archive create 1 --out again.zip --database sqlite:register.sqlite",
        "the file is there already",
    );
    refuses(at, "archive create 2 --out two.zip --database sqlite:register.sqlite", "轮次结束后才能取得案卷");
    refuses(at, "archive create 99 --out two.zip --database sqlite:register.sqlite", "no such record");
    assert!(!at.join("two.zip").exists());
    let told: serde_json::Value =
        serde_json::from_str(&says(at, &format!("archive verify round-1.zip --json --key {key}"))).unwrap();
    assert!(told["list_signed"] == true, "{told}");
    assert!(told["valid"] == true && told["unproven"] == 0 && told["acts"].as_u64() > Some(20), "{told}");
    changed_together_with_its_hash(at, &key);
    // Papers of many records in one act.
    let units = says(at, "units export --database sqlite:register.sqlite");
    let root = units.lines().nth(1).unwrap().split(',').next().unwrap();
    let register = "--database sqlite:register.sqlite";
    says(at, &format!("paper report {root} --out report.pdf {register}"));
    for (file, begins) in [("notices.zip", "PK"), ("notices.pdf", "%PDF")] {
        says(at, &format!("paper measure --unit {root} --out {file} {register}"));
        assert!(fs::read(at.join(file)).unwrap().starts_with(begins.as_bytes()), "{file}");
    }
    refuses(
        at,
        &format!("paper measure 1 2 --out two.docx {register}"),
        "several records are one .pdf, or a .zip",
    );
    refuses(at, &format!("paper plan --unit {root} --out plans.zip {register}"), "--unit names measures");
    refuses(at, &format!("paper measure 1 --out one.zip {register}"), "a paper is a .pdf or a .docx");
    // Other tools read it.
    let unpack = Command::new("unzip").args(["-q", "round-1.zip", "-d", "kept"]).current_dir(at).status();
    assert!(unpack.unwrap().success());
    let sums =
        Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(at.join("kept")).status();
    assert!(sums.unwrap().success());
    says(at, "draw verify kept/published/draw-1.json");
    says(at, &format!("journal check kept/journal/entries.jsonl --key {key}"));
}

#[test]
fn what_is_wrong_with_an_archive_is_told_with_its_file() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    says(at, "demo --no-serve --pack shops --database sqlite:register.sqlite");
    says(at, "archive create 1 --out bare.zip --database sqlite:register.sqlite");
    let bare = says(at, "archive verify bare.zip --unsigned");
    assert!(bare.contains("nothing proves that they are in the journal"), "{bare}");
    refuses(at, "archive verify bare.zip --printed 3:AAAA", "give number of acts and root");
    let key = says(at, "journal key --name register.example --out journal.key").trim().to_owned();
    refuses(at, &format!("archive verify bare.zip --key {key}"), "there is no checkpoint in it");
    let bytes = fs::read(at.join("bare.zip")).unwrap();
    let mut files = unpacked(&bytes, 100_000_000, |_| true).unwrap();
    files.retain(|(name, _)| name != "papers/circular-1.pdf");
    files.push(("letter.txt".to_owned(), b"dear all".to_vec()));
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    fs::write(at.join("other.zip"), packed(&files).unwrap()).unwrap();
    refuses(
        at,
        "archive verify other.zip --unsigned",
        "papers/circular-1.pdf: it is in the list of contents and not",
    );
    refuses(at, "archive verify other.zip --unsigned", "letter.txt: it is not in the list of contents");
    fs::write(at.join("none.zip"), "no archive").unwrap();
    refuses(at, "archive verify none.zip --unsigned", "no ZIP file");
}
