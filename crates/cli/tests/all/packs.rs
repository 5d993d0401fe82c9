//! Packs at run time: checked, put in, listed, shown and given back; a register is read by its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use super::contract::{Folder, earnest, text};
use std::{fs, process::Command};

const HANDBOOK: &str = include_str!("../../../../docs/packs.md");

/// A file of the small pack in the documents.
fn example(file: &str) -> String {
    let start = HANDBOOK.find(&format!("```toml\n# {file}\n")).unwrap();
    let block = HANDBOOK.get(start + "```toml\n".len()..).unwrap();
    block.get(..block.find("```").unwrap()).unwrap().to_owned()
}

fn clinics(folder: &Folder) -> String {
    let place = folder.0.path().join("clinics");
    fs::create_dir(&place).unwrap();
    for file in ["pack.toml", "standard.toml", "words.toml"] {
        fs::write(place.join(file), example(file)).unwrap();
    }
    text(&place).to_owned()
}

const WARDS: &str =
    "code,name,parent_code,tier,class\nG,Group,,group,\nW1,Ward 1,G,ward,\nP,Pharmacy,G,ward,pharmacy\n";

#[test]
fn a_pack_from_a_folder_makes_a_register_that_speaks_its_words_and_no_others() {
    let folder = Folder::new();
    let (database, clinics) = (folder.database(), clinics(&folder));
    let checked = earnest(&["pack", "check", &clinics]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.out.starts_with("safe-medication@1, no fault."), "{}", checked.out);
    let units = folder.file("units.csv", WARDS);
    assert_eq!(earnest(&["units", "check", text(&units), "--pack", &clinics]).code, 0);
    let shipped = earnest(&["units", "check", text(&units)]);
    assert!(shipped.code == 1 && shipped.err.contains("`group` is not known"), "{}", shipped.err);
    let made = earnest(&["migrate", "--database", &database, "--pack", &clinics, "--zone", "Europe/Berlin"]);
    assert!(made.code == 0 && made.out.contains("safe-medication@1"), "{}{}", made.out, made.err);
    assert_eq!(earnest(&["units", "import", text(&units), "--database", &database]).code, 0);
    assert_eq!(earnest(&["units", "export", "--database", &database]).out, WARDS);
    let well = earnest(&["doctor", "--database", &database]);
    assert!(well.code == 0 && well.out.contains("safe-medication@1, days of Europe/Berlin"), "{}", well.out);
    let other = earnest(&["migrate", "--database", &database, "--pack", "study-and-rectification"]);
    assert!(other.code == 1 && other.err.contains("safe-medication"), "{}", other.err);
    let zone = earnest(&["doctor", "--database", &database, "--zone", "+08:00"]);
    assert_eq!(zone.code, 0, "a check asks for no zone: {}", zone.err);
    let zone = earnest(&["units", "export", "--database", &database, "--zone", "+08:00"]);
    assert!(zone.code == 1 && zone.err.contains("Europe/Berlin"), "{}", zone.err);
}

#[test]
fn a_unit_of_a_class_that_the_pack_has_not_is_refused_with_its_line() {
    let folder = Folder::new();
    let clinics = clinics(&folder);
    let units = folder.file("units.csv", WARDS.replace("pharmacy", "icu"));
    let found = earnest(&["units", "check", text(&units), "--pack", &clinics]);
    assert_eq!(found.code, 1);
    assert!(
        found.err.contains("line 4") && found.err.contains("`icu`") && found.err.contains("ward, pharmacy"),
        "{}",
        found.err
    );
}

#[test]
fn versions_stand_side_by_side_and_the_same_version_with_other_words_is_refused() {
    let folder = Folder::new();
    let (database, clinics) = (folder.database(), clinics(&folder));
    let units = folder.file("units.csv", WARDS);
    let made = ["units", "import", text(&units), "--database", &database, "--pack", &clinics];
    assert_eq!(earnest(&made).code, 0);
    let again = earnest(&["pack", "add", &clinics, "--database", &database]);
    assert!(again.code == 0 && again.out.contains("is there already"), "{}{}", again.out, again.err);
    let file = folder.0.path().join("clinics/pack.toml");
    let other = fs::read_to_string(&file).unwrap().replace("Safe medication", "Safer medication");
    fs::write(&file, &other).unwrap();
    let refused = earnest(&["pack", "add", &clinics, "--database", &database]);
    assert!(refused.code == 1 && refused.err.contains("higher version"), "{}", refused.err);
    fs::write(&file, other.replace("key = \"safe-medication\"", "key = \"safe-medication\"\nversion = 2"))
        .unwrap();
    assert_eq!(earnest(&["pack", "add", &clinics, "--database", &database]).code, 0);
    let listed = earnest(&["pack", "list", "--database", &database]).out;
    let lines: Vec<_> =
        listed.lines().map(|line| (line.split("  ").next().unwrap(), line.ends_with("  in use"))).collect();
    assert_eq!(lines, [("safe-medication@2", false), ("safe-medication@1", true)]);
    let shown = earnest(&["pack", "show", "safe-medication@1", "--database", &database]).out;
    assert!(shown.contains("Safe medication") && shown.contains("Pharmacy (pharmacy)"), "{shown}");
    assert!(shown.contains("ward talk (session)"), "{shown}");
    let verified = earnest(&["journal", "verify", "--database", &database]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn what_is_exported_is_the_pack_that_was_put_in_and_nothing_is_written_over() {
    let folder = Folder::new();
    let own = folder.0.path().join("own");
    let exported = earnest(&["pack", "export", "study-and-rectification", "--shipped", "--to", text(&own)]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let packed = folder.0.path().join("own.zip");
    let to_file = ["pack", "export", "study-and-rectification", "--shipped", "--out", text(&packed)];
    assert_eq!(earnest(&to_file).code, 0);
    let hashes = ["study-and-rectification", text(&own), text(&packed)]
        .map(|pack| earnest(&["pack", "check", pack, "--json"]).out);
    assert!(hashes.iter().all(|hash| hash.contains("sha256") && *hash == hashes[0]), "{hashes:?}");
    assert_eq!(earnest(&to_file).code, 1);
    assert_eq!(
        earnest(&["pack", "export", "study-and-rectification", "--shipped", "--to", text(&own)]).code,
        1
    );
    assert!(earnest(&["pack", "list", "--shipped"]).out.contains("study-and-rectification@"));
}

#[test]
fn every_fault_of_a_pack_is_told_with_its_file_and_line_and_nothing_comes_in() {
    let folder = Folder::new();
    let (database, clinics) = (folder.database(), clinics(&folder));
    let file = folder.0.path().join("clinics/pack.toml");
    let broken = fs::read_to_string(&file).unwrap().replace("key = \"pharmacy\"", "key = \"The Pharmacy\"");
    fs::write(&file, broken).unwrap();
    fs::write(folder.0.path().join("clinics/notes.doc"), "x").unwrap();
    let unknown = earnest(&["pack", "check", &clinics]);
    assert!(unknown.code == 1 && unknown.err.contains("notes.doc: no file of a pack"), "{}", unknown.err);
    fs::remove_file(folder.0.path().join("clinics/notes.doc")).unwrap();
    for command in
        [vec!["pack", "check", &clinics], vec!["migrate", "--database", &database, "--pack", &clinics]]
    {
        let found = earnest(&command);
        assert_eq!(found.code, 1);
        assert!(found.err.contains("pack.toml:5: spot_check_classes"), "{}", found.err);
        assert!(found.err.contains("`The Pharmacy` is no key"), "{}", found.err);
    }
    let nowhere = earnest(&["pack", "check", "no-such-pack"]);
    assert!(nowhere.code == 1 && nowhere.err.contains("those that ship are"), "{}", nowhere.err);
}

#[test]
fn for_programs_the_faults_are_a_list_and_the_command_fails_all_the_same() {
    let folder = Folder::new();
    let clinics = clinics(&folder);
    let sound: serde_json::Value =
        serde_json::from_str(&earnest(&["pack", "check", &clinics, "--json"]).out).unwrap();
    assert_eq!(
        (sound["key"].as_str(), sound["faults"].as_array().map(Vec::len)),
        (Some("safe-medication"), Some(0))
    );
    let file = folder.0.path().join("clinics/pack.toml");
    let broken = fs::read_to_string(&file).unwrap().replace("key = \"pharmacy\"", "key = \"The Pharmacy\"");
    let lines = broken.lines().count();
    fs::write(&file, format!("{broken}\n[report]\nzh-Hans = \"{{{{x}}}}\"\nzh-Hant = \"x\"\nen = \"x\"\n"))
        .unwrap();
    fs::write(folder.0.path().join("clinics/words.toml"), "[sesion]\nen = \"x\"\n").unwrap();
    fs::remove_file(folder.0.path().join("clinics/standard.toml")).unwrap();
    let told = earnest(&["pack", "check", &clinics, "--json"]);
    assert!(told.code == 1 && told.err.ends_with("clinics: 5 faults\n"), "{}{}", told.out, told.err);
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let at = |fault: &serde_json::Value| (fault["file"].as_str().unwrap().to_owned(), fault["line"].as_u64());
    let places: Vec<_> = told["faults"].as_array().unwrap().iter().map(at).collect();
    let report = u64::try_from(lines + 3).unwrap();
    for wanted in [
        ("standard.toml".to_owned(), None),
        ("pack.toml".to_owned(), Some(5)),
        ("pack.toml".to_owned(), Some(report)),
        ("words.toml".to_owned(), Some(1)),
    ] {
        assert!(places.contains(&wanted), "{wanted:?} {places:?}");
    }
}

#[test]
fn what_a_command_lacks_is_said_with_every_way_to_give_it() {
    let folder = Folder::new();
    let listed = earnest(&["pack", "list"]);
    assert!(
        listed.code == 1 && listed.err.contains("--database") && listed.err.contains("--shipped"),
        "{}",
        listed.err
    );
    let exported = earnest(&["pack", "export", "patient-safety", "--shipped"]);
    assert!(
        exported.code == 1 && exported.err.contains("--to") && exported.err.contains("--out"),
        "{}",
        exported.err
    );
    let small = earnest(&["pack", "check", &clinics(&folder)]);
    assert!(small.out.contains("2 tiers") && small.out.contains("1 section of a plan."), "{}", small.out);
}

#[test]
fn a_register_by_a_pack_without_a_report_has_one_on_the_command_line() {
    let folder = Folder::new();
    let (database, clinics) = (folder.database(), clinics(&folder));
    let units = folder.file("units.csv", WARDS);
    assert_eq!(
        earnest(&["units", "import", text(&units), "--database", &database, "--pack", &clinics]).code,
        0
    );
    let report = earnest(&["report", "--markdown", "--lang", "en", "--database", &database]);
    assert!(report.code == 0 && report.out.contains("Plans"), "{}{}", report.out, report.err);
}

#[test]
fn the_page_on_packs_is_carried_out_command_by_command() {
    let folder = Folder::new();
    let at = folder.0.path();
    clinics(&folder);
    folder.file("units.csv", WARDS);
    let blocks = HANDBOOK.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let mut carried_out = Vec::new();
    for line in blocks.flat_map(str::lines) {
        let arguments = line.strip_prefix("earnest ").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
        command.args(arguments.split_whitespace()).current_dir(at).env_remove("EARNEST_DATABASE");
        let ended = command.output().unwrap();
        assert!(ended.status.success(), "{line}: {}", String::from_utf8_lossy(&ended.stderr));
        carried_out.push(arguments.split(' ').take(2).collect::<Vec<_>>().join(" "));
    }
    for wanted in ["pack check", "pack add", "pack list", "pack show", "pack export", "units check"] {
        assert!(carried_out.iter().any(|done| done == wanted), "{wanted}: {carried_out:?}");
    }
    assert!(
        fs::metadata(at.join("clinics-1.zip")).is_ok() && fs::metadata(at.join("mine/words.toml")).is_ok()
    );
}

#[test]
fn a_term_that_a_pack_gets_wrong_is_told_with_its_line() {
    let folder = Folder::new();
    let clinics = clinics(&folder);
    let words = "[session]\nen = \"round\"\n\n[sesion]\nen = \"round\"\n";
    fs::write(folder.0.path().join("clinics/words.toml"), words).unwrap();
    let found = earnest(&["pack", "check", &clinics]);
    assert_eq!(found.code, 1);
    assert!(found.err.contains("words.toml:2: the term `session` needs the form `many`"), "{}", found.err);
    assert!(found.err.contains("words.toml:4: the term `sesion` is not known"), "{}", found.err);
}

#[test]
fn a_report_says_what_the_pack_of_its_register_calls_things() {
    let folder = Folder::new();
    let (database, clinics) = (folder.database(), clinics(&folder));
    let units = folder.file("units.csv", WARDS);
    let made = ["units", "import", text(&units), "--database", &database, "--pack", &clinics];
    assert_eq!(earnest(&made).code, 0);
    let figure = |name: &str| earnest(&["figures", "show", name, "--database", &database]).out;
    assert!(
        figure("units-observed").contains("Units whose ward talk was observed"),
        "{}",
        figure("units-observed")
    );
    assert!(figure("team-problems").contains("Problems of leadership teams"), "{}", figure("team-problems"));
}
