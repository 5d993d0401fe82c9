//! What a pack may not hold: what would fail where it is used, what nobody could tell apart. No fault hides another.
#![expect(clippy::unwrap_used, reason = "a test stops where a value is missing")]

use crate::pack::{PACK, STANDARD, example, told};
use earnest_model::pack::{Pack, PackFiles};

/// The example of the documents with something more at the end of `pack.toml`: what is told, with the lines of what was added.
fn added(more: &str) -> String {
    let base = example("pack.toml");
    let faults = match Pack::parse(&format!("{base}\n{more}"), &example("standard.toml")) {
        Ok(_) => return "accepted".to_owned(),
        Err(faults) => faults,
    };
    let first = base.lines().count() + 1;
    let told =
        faults.0.iter().map(|fault| format!("{}: {}", fault.line.unwrap().saturating_sub(first), fault.kind));
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_would_fail_only_where_it_is_used_is_a_fault_of_the_pack() {
    let report =
        |text: &str| format!("[report]\nzh-Hans = \"x\"\nzh-Hant = \"x\"\nen = \"\"\"\n\n{text}\n\"\"\"\n");
    for (text, fault) in [
        ("{{nothing}}", "there is no figure `nothing`"),
        ("{{team-problems round=x}}", "the figure can't be asked `round=x`"),
        ("{{spot-checks round=0}}", "the figure can't be asked `round=0`"),
        ("{{visits", "`{{` has no `}}` after it"),
        ("{{sum units + units}}", "these do not add: sum units + units"),
        ("{{places-visited class=county}}", "`county` is no class"),
        (
            "{{units scope=G}}",
            "a pack can't name `scope=G`: which units and programmes there are differs from register to register",
        ),
        (
            "{{spot-checks organiser=G programme=1}}",
            "a pack can't name `organiser=G`: which units and programmes there are differs from register to register; 6: \
             report: en: a pack can't name `programme=1`: which units and programmes there are differs from register to register",
        ),
    ] {
        assert_eq!(added(&report(text)), format!("6: report: en: {fault}"), "{text}");
    }
    assert_eq!(added(&report("{{places-visited class=ward}} {{spot-checks round=9}}")), "accepted");
}

#[test]
fn requests_known_answers_and_names_that_nothing_could_take_are_faults_of_the_pack() {
    for (more, fault) in [
        ("[burden.minutes]\nplan = -5", "2: burden: `plan` is -5 minutes; they are from 0 to 10000"),
        ("[burden.minutes]\nplans = 5", "2: burden.minutes: the key `plans` is no kind of request"),
        ("[burden.budget.area]\nweek = 1\nmonth = 2", "1: burden.budget: the key `area` is no tier"),
        (
            "[burden.budget.ward]\nweek = 3\nmonth = 2",
            "1: burden.budget: `ward` has fewer minutes in a month than in a week",
        ),
        (
            "[burden.budget.ward]\nweek = -1\nmonth = 40000",
            "2: burden: `ward.week` is -1 minutes; they are from 0 to 30000; 3: burden: `ward.month` is 40000 minutes; they are \
             from 0 to 30000",
        ),
        (
            "[[known]]\nplace = \"/nowhere\"\nwords = [\"x\"]",
            "2: known: the key `/nowhere` is no page of the program at which answers stand",
        ),
        (
            "[[known]]\nplace = \"https://evil.example/\"\nwords = []",
            "2: known: the key `https://evil.example/` is no page of the program at which answers stand; 3: known.words: 1 to \
             500 entries are needed, not 0",
        ),
        (
            "[[known]]\nplace = \"/plans\"\nwords = [\"?!\"]",
            "3: known.words: the key `?!` has neither letters nor digits",
        ),
        (
            "[[known]]\nplace = \"/plans\"\nwords = [\"a b\"]\n[[known]]\nplace = \"/visits\"\nwords = [\"A-B\"]",
            "6: known.words: `A-B` asks for what stands at /plans already",
        ),
        (
            "[[aspects]]\nkey = \"drugs\"\nname = { zh-Hans = \"药\", zh-Hant = \"藥\", en = \"交接\" }",
            "3: aspects: `drugs` is called 交接 in en, and so is `handover`",
        ),
        (
            "[[classes]]\nkey = \"icu\"\ntier = \"ward\"\nname = { zh-Hans = \"病 区\", zh-Hant = \"x\", en = \"ICU\" }",
            "4: classes: `icu` is called 病 区 in zh-Hans, and so is `ward`",
        ),
        (
            "[[aspects]]\nkey = \"drugs\"\nname = { zh-Hans = \"药\", zh-Hant = \"藥\", en = \"a\\u0001b\" }",
            "3: aspects: `drugs` in en can't hold the sign U+0001",
        ),
    ] {
        assert_eq!(added(more), fault, "{more}");
    }
}

#[test]
fn answers_stand_at_figures_too_and_topics_are_as_many_as_a_programme_takes() {
    assert_eq!(added("[[known]]\nplace = \"/figures/units\"\nwords = [\"x\"]"), "accepted");
    let topic = "[[topics]]\nname = { zh-Hans = \"a\", zh-Hant = \"a\", en = \"a\" }\n";
    assert!(added(&topic.repeat(11)).ends_with("topics: 1 to 12 entries are needed, not 13"));
    let long =
        format!("[[topics]]\nname = {{ zh-Hans = \"a\", zh-Hant = \"a\", en = \"{}\" }}", "x".repeat(201));
    assert_eq!(added(&long), "2: topics: `3` in en has more than 200 signs");
}

#[test]
fn no_fault_hides_another_in_its_file_or_in_another_one() {
    let pack = PACK
        .replacen(", zh-Hant = \"新區\"", "", 1)
        .replacen("key = \"village\"\ntier", "key = \"Village\"\ntier", 1)
        .replacen("[\"county\", ", "[\"county\", \"county\", \"canton\", ", 1)
        .replacen("week = 240\n", "weak = 240\n", 1)
        .replacen("{{plans-due}}", "{{plans-dew}}", 1);
    let pack = format!("{pack}\n[[engagement]]\nname = {{ zh-Hans = \"a\", zh-Hant = \"a\", en = \"a\" }}\n");
    let standard = STANDARD
        .replacen("points = \"35\"", "points = \"34\"", 1)
        .replacen("per_return", "per_refusal", 1)
        .replacen("key = \"invented-records\"", "key = \"not-held\"", 1);
    let words = "[brief]\nen = \"a{b}\"\n[breif]\nen = \"x\"\n".to_owned();
    let faults = Pack::of(&PackFiles { pack, standard, words: Some(words) }).unwrap_err();
    let told: Vec<_> = faults.0.iter().map(|fault| format!("{}: {}", fault.file, fault.kind)).collect();
    assert!(faults.0.iter().all(|fault| fault.line.is_some()), "{faults}");
    assert_eq!(
        told,
        [
            "pack.toml: unknown field `weak`, expected `week` or `month`",
            "pack.toml: missing field `week`",
            "pack.toml: missing field `zh-Hant`",
            "pack.toml: classes: the key `Village` is no key (small letters, digits and hyphens)",
            "pack.toml: engagement: 3 to 3 entries are needed, not 4",
            "pack.toml: tiers: the key `village` has no class of the same key",
            "pack.toml: spot_check_classes: the key `county` stands twice",
            "pack.toml: spot_check_classes: the key `canton` is no class",
            "pack.toml: report: zh-Hans: `village` is no class",
            "pack.toml: report: zh-Hans: there is no figure `plans-dew`",
            "pack.toml: report: zh-Hant: `village` is no class",
            "pack.toml: report: en: `village` is no class",
            "standard.toml: unknown field `per_refusal`, expected one of `approved`, `remarks`, `per_return`, `floor`",
            "standard.toml: missing field `per_return`",
            "standard.toml: vetoes: the key `not-held` stands twice",
            "standard.toml: the items of block `seminar` make 35 points, not 34",
            "standard.toml: the blocks make 99 points, not 100",
            "words.toml: the term `brief` can't hold line breaks, braces, angle brackets, signs that are not seen or blanks around it (one)",
            "words.toml: the term `breif` is not known",
        ]
    );
}

#[test]
fn what_the_files_lack_hides_nothing_of_what_stands_in_them() {
    let pack = PACK.replacen("key = \"village\"\ntier", "key = \"Village\"\ntier", 1);
    let files = [
        ("mine/pack.toml", pack.as_bytes()),
        ("mine/words.toml", b"[breif]\nen = \"x\"\n"),
        ("mine/a.doc", b""),
    ];
    let faults = Pack::of_named(&files).unwrap_err().to_string();
    for wanted in
        ["a.doc: no file of", "standard.toml: the file is missing", "`Village` is no key", "term `breif`"]
    {
        assert!(faults.contains(wanted), "{wanted}: {faults}");
    }
}

#[test]
fn a_part_of_the_standard_without_a_sheet_is_told_at_the_part() {
    let standard = STANDARD.replace("\"materials\"]", "\"observation\"]");
    let faults = Pack::parse(PACK, &standard).unwrap_err();
    let at = standard.lines().position(|line| line == "part = \"materials\"").unwrap();
    let told = faults.0.iter().find(|fault| fault.kind.to_string().contains("no block is scored")).unwrap();
    assert!(told.line == Some(at) || told.line == Some(at + 1), "{told} {at}");
}

#[test]
fn terms_that_nobody_could_tell_apart_are_told() {
    let with = |words: &str| {
        let files =
            PackFiles { pack: PACK.to_owned(), standard: STANDARD.to_owned(), words: Some(words.to_owned()) };
        told(Pack::of(&files))
    };
    let talk = "{ one = \"talk\", many = \"talks\" }";
    for (words, fault) in [
        (
            format!("[seminar]\nen = {talk}\n[lecture]\nen = {talk}\n"),
            "words.toml: the term `seminar` is called `talk` in en, and so is lecture; words.toml: the term `seminar` is called \
             `talks` in en, and so is lecture",
        ),
        (
            "[visit]\nen = { one = \"Circular\", many = \"walks\" }\n".to_owned(),
            "words.toml: the term `visit` is called `Circular` in en, and so is circular",
        ),
        (
            "[visit]\nen = { one = \"briefing\", many = \"walks\" }\n".to_owned(),
            "words.toml: the term `visit` is called `briefing` in en, and so is lecture",
        ),
        (
            "[rectification-ledger]\nzh-Hans = \"清单\"\n[supervision-ledger]\nzh-Hans = \"清单\"\n"
                .to_owned(),
            "words.toml: the term `supervision-ledger` is called `清单` in zh-Hans, and so is rectification-ledger",
        ),
        (
            "[lecture]\nzh-Hant = \"talk\"\n[visit]\nen = { one = \"talk\", many = \"walks\" }\n".to_owned(),
            "words.toml: the term `visit` is called `talk` in en, and so is lecture",
        ),
        (
            "[session]\nen = { one = \"review\", many = \"reviews\" }\n".to_owned(),
            "words.toml: the term `session` is called `review` in en, and so is review",
        ),
    ] {
        assert_eq!(with(&words), fault, "{words}");
    }
    assert_eq!(
        with("[brief]\nzh-Hant = \"talk\"\n[visit]\nen = { one = \"talk\", many = \"talks\" }\n"),
        "accepted"
    );
}

#[test]
fn a_pack_that_a_register_keeps_is_read_without_what_would_be_refused_today() {
    let files = |more: &str| PackFiles {
        pack: format!("{}\n{more}", example("pack.toml")),
        standard: example("standard.toml"),
        words: Some(
            "[brief]\nen = \"the report\"\n[visit]\nen = { one = \"walk\", many = \"walks\" }\n".to_owned(),
        ),
    };
    let unsound = files(
        "[burden.minutes]\nplan = -5\nvisit = 7\n[[known]]\nplace = \"/nowhere\"\nwords = []\n[report]\nzh-Hans = \"{{x}}\"\n\
         zh-Hant = \"x\"\nen = \"x\"\n",
    );
    assert!(Pack::of(&unsound).is_err());
    let kept = Pack::kept(&unsound).unwrap();
    assert_eq!((kept.known.len(), kept.report, kept.burden.minutes.len()), (0, None, 1));
    assert_eq!(kept.words.iter().map(|(term, ..)| term).collect::<Vec<_>>(), ["visit"]);
    let sound = PackFiles { words: None, ..files("") };
    assert_eq!(Pack::kept(&sound).unwrap(), Pack::of(&sound).unwrap());
}
