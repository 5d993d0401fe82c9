//! The commands of docs/texts.md, as they stand there, and what they refuse.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use super::contract::{Folder, earnest, text};
use std::fs;

const PAGE: &str = include_str!("../../../../docs/texts.md");

/// A sentence with a reading in brackets, which alone may as well be its writer's, an entity, and a line of a page.
const DAMAGED: &str = "全縣認真學(xué)習，共查找問題547個，整改率達97.5&#37;。\n已有0人發表了評論\n";

fn in_folder(folder: &Folder, command: &str) -> super::contract::Ended {
    assert!(PAGE.contains(&format!("earnest {command}")), "{command}");
    let at = |word: &str| match word {
        "sqlite:register.sqlite" => folder.database(),
        "report.txt" | "repaired.txt" => text(&folder.0.path().join(word)).to_owned(),
        word => word.to_owned(),
    };
    let words: Vec<String> = command.split(' ').map(at).collect();
    earnest(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn the_page_on_texts_is_carried_out_command_by_command() {
    let folder = Folder::new();
    folder.file("report.txt", DAMAGED);
    let told = in_folder(&folder, "text repair report.txt --out repaired.txt");
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    for said in [
        "read as UTF-8",
        "unresolved (reading): `學(xué)`; it may have been: 學",
        "`&#37;` is `%`",
        "part of the page (comments)",
    ] {
        assert!(told.out.contains(said), "{said}: {}", told.out);
    }
    let repaired = fs::read_to_string(folder.0.path().join("repaired.txt")).unwrap();
    assert_eq!(repaired, DAMAGED.replace("&#37;", "%"));
    let again = in_folder(&folder, "text repair report.txt --out repaired.txt");
    assert!(again.code == 1 && again.err.contains("--replace"), "{}", again.err);
    let json: serde_json::Value =
        serde_json::from_str(&in_folder(&folder, "text repair report.txt --json").out).unwrap();
    assert_eq!((&json["text"], &json["encoding"]), (&repaired.into(), &"UTF-8".into()));
    assert_eq!(json["places"].as_array().unwrap().len(), 2);
    let figures = in_folder(&folder, "text figures report.txt --json");
    assert!(figures.err.contains("3 figures; 2 damaged places"), "{}", figures.err);
    let figures: serde_json::Value = serde_json::from_str(&figures.out).unwrap();
    let one = &figures[0];
    let fields: Vec<_> =
        ["line", "value", "unit", "counted", "kind", "text"].map(|it| one[it].clone()).into();
    assert_eq!(serde_json::json!(fields), serde_json::json!([1, "547", "個", "問題", "count", "547個"]));
    let letters: Vec<char> = DAMAGED.chars().collect();
    let span = |at: usize| usize::try_from(one["span"][at].as_u64().unwrap()).unwrap();
    assert_eq!(letters[span(0)..span(1)].iter().collect::<String>(), "547個");
    assert_eq!((&figures[1]["value"], &figures[1]["unit"]), (&"97.5".into(), &"%".into()));
    assert_eq!(figures[2]["furniture"], true);
    let units = folder.file(
        "units.csv",
        "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n520101,丙县,5201,county\n",
    );
    let database = folder.database();
    assert_eq!(earnest(&["units", "import", text(&units), "--database", &database]).code, 0);
    let told = in_folder(
        &folder,
        "text reconcile report.txt --database sqlite:register.sqlite --unit 52 --day 2015-11-23",
    );
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.contains("differs: the register has 547 less"), "{}", told.out);
    assert!(told.out.contains("nothing was written"), "{}", told.out);
    for field in one.as_object().unwrap().keys() {
        assert!(PAGE.contains(&format!("`{field}`")), "{field} is explained");
    }
}

#[test]
fn a_text_is_read_in_the_encoding_that_it_has_and_from_standard_input() {
    let folder = Folder::new();
    let sound = "会议认真查找问题12个，整改措施已经落实。\n";
    // The same sentence in GB 18030.
    let gbk = b"\xbb\xe1\xd2\xe9\xc8\xcf\xd5\xe6\xb2\xe9\xd5\xd2\xce\xca\xcc\xe212\xb8\xf6\xa3\xac\xd5\xfb\xb8\xc4\xb4\xeb\xca\xa9\xd2\xd1\xbe\xad\xc2\xe4\xca\xb5\xa1\xa3\n";
    let wide: Vec<u8> = sound.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [(sound.as_bytes(), "UTF-8"), (gbk, "gb18030"), (&wide, "UTF-16LE")] {
        let file = folder.file("any.txt", bytes);
        let told = earnest(&["text", "repair", text(&file)]);
        assert_eq!((told.out.as_str(), told.code), (sound, 0), "{name}");
        assert!(
            told.err.contains(&format!("read as {name}")) && told.err.contains("no damage"),
            "{}",
            told.err
        );
        let piped = super::contract::piped(&["text", "figures", "-"], bytes);
        assert!(piped.out.starts_with("1\t12\t12个\t问题\tcount"), "{name}: {}", piped.out);
    }
}

#[test]
fn what_is_no_text_is_refused_by_name_and_the_input_is_never_written_over() {
    let folder = Folder::new();
    for (bytes, said) in [
        (&b"PK\x03\x04rest"[..], "a packed file (DOCX"),
        (b"%PDF-1.7", "a PDF file"),
        (b"a\0\0\0b", "no text in any encoding"),
    ] {
        let file = folder.file("other.bin", bytes);
        let told = earnest(&["text", "figures", text(&file)]);
        assert!(told.code == 1 && told.err.contains(said), "{said}: {}", told.err);
    }
    let large = folder.file("large.txt", vec![b'a'; 16 * 1024 * 1024 + 1]);
    let told = earnest(&["text", "repair", text(&large)]);
    assert!(told.code == 1 && told.err.contains("16 MiB"), "{}", told.err);
    let file = folder.file("own.txt", "一句话。");
    let told = earnest(&["text", "repair", text(&file), "--out", text(&file), "--replace"]);
    assert!(told.code == 1 && told.err.contains("the file that is read"), "{}", told.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "一句话。");
}

/// The value and the verdict of each figure of a text, held against the demonstration.
fn verdicts(file: &std::path::Path, database: &str) -> Vec<(String, String)> {
    let told = earnest(&["text", "reconcile", text(file), "--database", database, "--unit", "52", "--json"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let word = |figure: &serde_json::Value, key: &str| figure[key].as_str().unwrap().to_owned();
    let figures = json["figures"].as_array().unwrap();
    for figure in figures.iter().filter(|figure| figure["verdict"] == "agrees") {
        let part = &figure["register"][0]["of"][0];
        assert!(part["address"].as_str().unwrap().starts_with("/figures/"), "it opens: {part}");
    }
    figures.iter().map(|figure| (word(figure, "value"), word(figure, "verdict"))).collect()
}

/// Sentences of our own, and the report with which this came up, from its damaged form; the folder of that one is not part of
/// the project and may be missing.
pub fn reports_agree_with_the_demonstration(folder: &Folder, database: &str) {
    let said = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(value, verdict)| ((*value).to_owned(), (*verdict).to_owned())).collect()
    };
    let own = folder.file(
        "own.txt",
        "今年实地走访了13个县，开座谈会31场，个别访谈44人次。第一、二轮共抽查285个单位，各轮抽查20%以上的县。\n\
         面上突出问题6个方面29个问题。各单位领导班子共查摆问题547个，制定整改措施1,673条，印发简报12期。\n\
         有的谈到，当年走访过90个县。\n",
    );
    let expected = said(&[
        ("13", "agrees"),
        ("31", "agrees"),
        ("44", "differs"),
        ("1", "no_count"),
        ("2", "no_count"),
        ("285", "agrees"),
        ("20", "agrees"),
        ("6", "agrees"),
        ("29", "agrees"),
        ("547", "agrees"),
        ("1673", "agrees"),
        ("12", "not_known"),
        ("90", "story"),
    ]);
    assert_eq!(verdicts(&own, database), expected);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference/published-report.damaged.txt");
    let path = std::path::Path::new(path);
    if !path.exists() {
        return;
    }
    let found = verdicts(path, database);
    let of = |verdict: &str| -> Vec<&str> {
        found.iter().filter(|(_, one)| one == verdict).map(|(value, _)| value.as_str()).collect()
    };
    let agree = ["13", "9", "13", "15", "31", "43", "9", "20", "285", "6", "29", "6", "36", "547", "1673"];
    assert_eq!(of("agrees"), agree);
    assert_eq!((of("story"), of("furniture")), (vec!["28000000", "10"], vec!["0"]));
    assert!(of("differs").is_empty() && of("ambiguous").is_empty(), "{found:?}");
}
