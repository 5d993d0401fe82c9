use super::*;

/// A pack that ships with other words in the files of its demonstration.
fn with(changes: &[(&str, &str, &str)]) -> Shipped {
    let shops = Shipped::find("shops").unwrap();
    let files: Vec<(&'static str, &'static [u8])> = shops
        .files
        .iter()
        .map(|(path, bytes)| {
            let mut text = std::str::from_utf8(bytes).unwrap().to_owned();
            for (_, from, to) in changes.iter().filter(|(file, ..)| path.ends_with(file)) {
                assert!(text.contains(from), "{from}");
                text = text.replacen(from, to, 1);
            }
            (*path, &*text.into_bytes().leak())
        })
        .collect();
    Shipped { name: "shops", files: files.leak() }
}

fn faults(changes: &[(&str, &str, &str)]) -> String {
    let shipped = with(changes);
    match Told::of(&shipped, &shipped.pack().unwrap()) {
        Ok(_) => String::new(),
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let told = faults(&[
        (STORY, "zone = \"Asia/Shanghai\"", "zone = \"Asia/Nowhere\""),
        (STORY, "language = \"zh-Hans\"", "language = \"fr\""),
        (STORY, "role = \"auditor\"", "role = \"king\""),
        (STORY, "returned = [\"QH09\"]", "returned = [\"QH99\"]"),
        (STORY, "units = [\"QH02\", \"QH41\"]", "units = [\"XX\"]"),
        (STORY, "plans = \"2024-03-06\"", "plans = \"2024-03-09\""),
        (STORY, "sessions = \"2024-05-22\"", "sessions = \"2024-06-22\""),
        (STORY, "officer = \"{unit}值班员\"", "officer = \"值班员\""),
        ("units.csv", "QH,shop,kiosk", "QH,shop,stall"),
        ("texts.toml", "附照片两张", "附{photograph}"),
        ("texts.toml", "food = [{ body", "drinks = [{ body"),
    ]);
    for fault in [
        "story.toml: zone: `Asia/Nowhere`",
        "story.toml: language: `fr` is none of",
        "story.toml: people: `king` is no role",
        "story.toml: `QH99` does not stand directly beneath the organiser",
        "story.toml: visit.units: units.csv has no unit `XX`",
        "story.toml: rounds, 1: `plans` comes after `plans_due`",
        "story.toml: rounds, 2: `sessions` is after the day on which the story stands still",
        "story.toml: titles.officer: `{unit}` must stand in it",
        "units.csv: line 25",
        "texts.toml: measures.evidence: a slot that nothing fills",
        "texts.toml: measures.by_aspect.food: at least one",
        "texts.toml: `drinks` is not of the pack",
    ] {
        assert!(told.contains(fault), "{fault}\n{told}");
    }
}

#[test]
fn a_file_that_is_no_toml_does_not_hide_the_faults_of_the_others() {
    let told = faults(&[(STORY, "[titles]", "[titles"), ("texts.toml", "附照片两张", "附{photograph}")]);
    assert!(told.contains("story.toml: ") && told.contains("{photograph}"), "{told}");
    assert_eq!(faults(&[]), "");
}

#[test]
fn what_comes_later_needs_what_comes_before() {
    let told = faults(&[
        (STORY, "sessions = \"2024-03-13\"\n", ""),
        (STORY, "published = \"2024-04-01\"", "published = \"2024-04-20\""),
        (STORY, "worked_on = \"2024-05-24\"", "worked_on = \"2024-05-29\""),
    ]);
    for fault in [
        "rounds, 1: `draw` without what comes before it",
        "rounds, 1: its circular is published after it ends",
        "look_back: measures are closed first",
    ] {
        assert!(told.contains(fault), "{fault}\n{told}");
    }
}
