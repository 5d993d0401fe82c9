//! Kinds, names and layouts of papers that a pack sets, as they are met on pages and on paper.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::papers::{pages, paper, words};
use earnest_app::units::register_found::{Founding, found_register};
use earnest_i18n::Lang;
use earnest_model::{actor::Role, pack::PackFiles, zone::Zone};
use earnest_testkit::{
    OPERATOR, pack,
    site::{Site, marked},
};
use earnest_web::printed::{self, Form, Wanted};
use std::{io::Write, process::Command};

const PAPERS: &str = r#"
[papers.notice]
layout = "house"
name = { zh-Hans = "督办单", zh-Hant = "督辦單", en = "Slip" }
[papers.visit-record]
had = false
[papers.list]
had = false
[layouts.house]
based_on = "letter"
page = { width = "182", height = "257" }
type_area = { left = "20", top = "25", width = "140", height = "200" }
lines = 30
characters = 30
[layouts.house.parts.body]
size = "12"
"#;

/// The marked organisation with a pack that sets its papers.
fn register() -> earnest_testkit::register::Register {
    let register = marked::register();
    let files = pack::files();
    let text = files.pack.replacen("\n[report]", &format!("{PAPERS}\n[report]"), 1);
    let files = PackFiles { pack: text, ..files };
    let founding = Founding { files: &files, zone: Zone::hours_east(8), name: None, language: "en" };
    assert!(found_register(&register.context(&OPERATOR), &founding).expect("a sound pack"));
    register
}

/// Width and height of the first page in points, rounded.
fn size(pdf: &[u8]) -> (i64, i64) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").arg("-bbox").arg(file.path()).arg("-").output().unwrap();
    let text = String::from_utf8(read.stdout).unwrap();
    let of = |name: &str| {
        let rest = text.split("<page ").nth(1).unwrap().split(&format!("{name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse::<f64>().unwrap().round() as i64
    };
    (of("width"), of("height"))
}

#[test]
fn the_pack_names_papers_takes_some_away_and_sets_them_in_its_own_layout() {
    let register = register();
    let (state, site) = (Site::state_of(&register), Site::on(register));
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let notice = (1..=60)
        .map(|id| format!("/measures/{id}"))
        .find(|page| office.get(&format!("{page}?lang=en")).body.contains("Slip · PDF"))
        .unwrap();
    let made = paper(&mut office, &notice, "pdf", "en");
    assert_eq!(made.status, 200);
    assert!(words(&made.bytes).starts_with("Slip"), "{:?}", pages(&made.bytes));
    assert_eq!(size(&made.bytes), (516, 729), "182 by 257 mm");
    let again = paper(&mut office, &format!("{notice}?layout=house"), "pdf", "en");
    assert!(made.bytes == again.bytes, "the same record and the same layout give the same bytes");
    let letter = paper(&mut office, &format!("{notice}?layout=letter"), "pdf", "en");
    assert_eq!(size(&letter.bytes), (595, 842), "those of the program stay");
    let refused = paper(&mut office, &format!("{notice}?layout=a5"), "pdf", "en");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("there are gb9704, letter, landscape, house"), "{}", refused.body);
    let id = notice.trim_start_matches("/measures/");
    let wanted = Wanted { kind: "measure", id, form: Form::Pdf, lang: Lang::En, layout: Some("house") };
    assert!(printed::print(&state, &wanted).unwrap() == made.bytes, "the command line takes the name, too");
    let visit = (1..=60)
        .map(|id| format!("/visits/{id}"))
        .find(|page| {
            let shown = office.get(&format!("{page}?lang=en"));
            shown.status == 200 && !shown.body.contains("as=pdf")
        })
        .unwrap();
    assert!(!office.get("/ledger?lang=en").body.contains("as=pdf"), "a list offers none");
    for page in [visit.as_str(), "/ledger"] {
        let asked = paper(&mut office, page, "pdf", "en");
        assert!(
            asked.status != 200 && asked.body.contains("has no paper of this kind"),
            "{page}: {}",
            asked.body
        );
    }
    assert!(office.get("/ledger").body.contains("as=xlsx"), "a list is had as a table all the same");
    let packs = site.sign_in(Role::Administrator, &marked::code("P")).get("/packs/1?lang=en").body;
    assert!(packs.contains("Papers and their layouts") && packs.contains("house"), "{packs}");
}
