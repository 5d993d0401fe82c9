//! Numbers of circulars where people meet them: set by the administrator, on the page, in the list, in the API, on paper.
#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::circulars::{circular_draft::draft_circular, circular_publish::next_number};
use earnest_model::{actor::Role, circulars::circular::CircularForm};
use earnest_testkit::{
    assessment::rated,
    circulars::publish_checked,
    pack::founded,
    register::Register,
    site::{Site, Visitor},
};
use std::{io::Write, process::Command};

const SETTINGS: [(&str, &str); 8] = [
    ("name", ""),
    ("zone", "+08:00"),
    ("language", "en"),
    ("mail", ""),
    ("circulars", "public"),
    ("draws", "public"),
    ("number_form", "{word} {year}/{number}"),
    ("number_words", "P QO"),
];

fn words(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").arg(file.path()).arg("-").output();
    let read = read.unwrap_or_else(|why| panic!("pdftotext: {why}; run `cargo xtask setup`"));
    String::from_utf8(read.stdout).unwrap()
}

fn set(administrator: &mut Visitor, form: &str) -> earnest_testkit::site::Answer {
    let mut fields = SETTINGS;
    fields[6].1 = form;
    administrator.get("/organisation?lang=en");
    administrator.post("/organisation?lang=en", &fields)
}

#[test]
fn an_administrator_sets_the_form_and_the_next_circular_bears_its_number_everywhere() {
    let register = Register::empty_sqlite().with_organisation();
    founded(&register);
    let (office, round, _) = rated(&register);
    let form = |correction: &'static str| CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        // A correction corrects something.
        grounds: if correction.is_empty() { "by the standard" } else { correction },
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![("", "few instances were given")],
        requirements: vec![],
        correction,
    };
    let first = publish_checked(&register, &office, round, &form(""));
    let site = Site::on(register);
    let mut reader = site.visitor();
    assert!(
        !reader.get("/circulars?lang=en").body.contains(">Number<"),
        "no column where nothing has a number"
    );
    let mut administrator = site.sign_in(Role::Administrator, "P");
    let asked = administrator.get("/organisation?lang=zh-Hans").body;
    assert!(asked.contains("例如：{word}〔{year}〕{number}号"), "{asked}");
    let refused = set(&mut administrator, "{year}/{number}");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("once each") && refused.body.contains("P QO"), "{}", refused.body);
    assert_eq!(set(&mut administrator, "{word} {year}/{number}").status, 303);
    assert!(administrator.get("/organisation?lang=en").body.contains("{word} {year}/{number}"));
    let second = publish_checked(&site.register, &office, round, &form("a name was wrong"));
    let page = reader.get(&format!("/circulars/{second}?lang=en")).body;
    assert!(page.contains("QO 2015/1 · Version 2"), "{page}");
    assert!(!reader.get(&format!("/circulars/{first}?lang=en")).body.contains("QO 2015"));
    let context = site.register.context(&office);
    let next = draft_circular(&context, round, &form("another name was wrong")).unwrap();
    assert_eq!(next_number(&context, next).unwrap().as_deref(), Some("QO 2015/2"));
    let list = reader.get("/circulars?lang=en").body;
    assert!(list.contains("QO 2015/1"), "{list}");
    let csv = reader.get("/circulars?as=csv&lang=en").body;
    assert!(csv.contains("Number") && csv.contains("QO 2015/1"), "{csv}");
    for address in ["/api/v1/circulars".to_owned(), format!("/api/v1/circulars/{second}")] {
        assert!(reader.get(&address).body.contains("\"number\":\"QO 2015/1\""), "{address}");
    }
    for layout in ["gb9704", "letter"] {
        let paper = reader.get(&format!("/circulars/{second}?as=pdf&lang=en&layout={layout}"));
        let words = words(&paper.bytes);
        assert!(words.contains("QO 2015/1") && !words.contains("Version 2 \n"), "{words}");
    }
    let bundle = reader.get(&format!("/circulars/{second}/bundle.zip"));
    let files = earnest_papers::unpacked(&bundle.bytes, 10_000_000, |_| true).unwrap();
    let index = files.iter().find(|(name, _)| name == "index.html").unwrap();
    assert!(String::from_utf8_lossy(&index.1).contains("QO 2015/1"));
}
