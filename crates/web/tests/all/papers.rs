//! Pages as papers: the same words, the same right, PDF to read and DOCX to edit.
#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::assessing::sheets_browser::assessed;
use earnest_i18n::Lang;
use earnest_model::actor::Role;
use earnest_testkit::site::{Answer, Site, Visitor, marked};
use earnest_web::printed::{self, Form, KINDS, Many, Wanted};
use std::{io::Write, process::Command};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The words of a PDF without blanks; poppler-utils reads them.
pub fn words(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").arg(file.path()).arg("-").output();
    let read = read.unwrap_or_else(|why| panic!("pdftotext: {why}; run `cargo xtask setup`"));
    String::from_utf8(read.stdout).unwrap().replace(char::is_whitespace, "")
}

pub fn paper(visitor: &mut Visitor, page: &str, kind: &str, lang: &str) -> Answer {
    let sign = if page.contains('?') { '&' } else { '?' };
    visitor.get(&format!("{page}{sign}as={kind}&lang={lang}"))
}

fn is_paper(answer: &Answer, kind: &str) {
    let media = if kind == "pdf" { "application/pdf" } else { DOCX };
    assert_eq!((answer.status, answer.header("content-type")), (200, media), "{}", answer.body);
    let begins: &[u8] = if kind == "pdf" { b"%PDF-1.7" } else { b"PK" };
    assert!(answer.bytes.starts_with(begins));
    assert!(answer.header("content-disposition").contains(&format!(".{kind}")));
}

/// The pages that have papers, and who reads them.
const PAGES: [(&str, Role); 10] = [
    ("/draws/1", Role::Office),
    ("/plans/1", Role::Office),
    ("/measures/1", Role::Office),
    ("/visits/1", Role::Office),
    ("/seminars/1", Role::Office),
    ("/standards/1", Role::Office),
    ("/report?unit=P", Role::Office),
    ("/ledger", Role::Office),
    ("/ledger/problems", Role::Office),
    ("/ratings", Role::Office),
];

#[test]
fn every_page_that_offers_a_paper_gives_it_in_three_languages() {
    let (example, published) = (Site::with_example(), Site::on(assessed()));
    let session = [
        ("unit", "A"),
        ("round", "1"),
        ("kind", "seminar"),
        ("held_on", "2015-06-01"),
        ("minutes", "180"),
        ("present", "9"),
        ("expected", "10"),
        ("speech-0-post", "分管领导"),
        ("consensus", "一条"),
    ];
    let mut officer = example.sign_in(Role::UnitOfficer, "A");
    officer.get("/seminars/new");
    assert_eq!(officer.post("/seminars/new", &session).place(), "/seminars");
    let pages = PAGES.map(|(page, role)| (&example, page, role));
    for (site, page, role) in pages.into_iter().chain([(&published, "/circulars/1", Role::Office)]) {
        let mut visitor = site.sign_in(role, "P");
        let shown = visitor.get(page);
        assert_eq!(shown.status, 200, "{page}");
        for kind in ["pdf", "docx"] {
            assert!(shown.body.contains(&format!("as={kind}\" download")), "{page} offers {kind}");
            for lang in ["zh-Hans", "zh-Hant", "en"] {
                is_paper(&paper(&mut visitor, page, kind, lang), kind);
            }
        }
    }
}

#[test]
fn a_circular_says_on_paper_what_its_page_says() {
    let site = Site::on(assessed());
    let mut visitor = site.visitor();
    let page = visitor.get("/circulars/1?lang=zh-Hans").body;
    let answer = paper(&mut visitor, "/circulars/1", "pdf", "zh-Hans");
    is_paper(&answer, "pdf");
    let text = words(&answer.bytes);
    let title = page.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!(text.contains(&title.replace(char::is_whitespace, "")), "{title} | {text}");
    for heading in page.split("<h2>").skip(1).filter_map(|rest| rest.split("</h2>").next()) {
        if heading.starts_with(['一', '二', '三', '四']) {
            assert!(text.contains(heading), "{heading} | {text}");
        }
    }
    let again = paper(&mut visitor, "/circulars/1", "pdf", "zh-Hans");
    assert!(answer.bytes == again.bytes, "the same record gives the same bytes");
    assert!(page.contains("仿宋"), "the page says which faces are not at hand");
}

#[test]
fn a_paper_needs_the_right_of_its_page() {
    let site = Site::with_example();
    let mut stranger = site.visitor();
    for page in ["/plans/1", "/measures/1", "/visits/1", "/ledger"] {
        let answer = paper(&mut stranger, page, "pdf", "en");
        assert_eq!(answer.status, 303, "{page} asks for a sign-in");
        assert!(!answer.bytes.starts_with(b"%PDF"));
    }
}

#[test]
fn whoever_runs_the_program_gets_the_bytes_of_the_page() {
    let site = Site::on(assessed());
    let state = Site::state_of(&site.register);
    for kind in KINDS {
        let missing = Wanted { kind: kind.name, id: "999999", form: Form::Pdf, lang: Lang::En, layout: None };
        assert!(printed::print(&state, &missing).is_err(), "{}", kind.name);
    }
    let wanted = Wanted { kind: "circular", id: "1", form: Form::Pdf, lang: Lang::ZhHans, layout: None };
    let made = printed::print(&state, &wanted).unwrap();
    let answer = paper(&mut site.visitor(), "/circulars/1", "pdf", "zh-Hans");
    assert!(made == answer.bytes);
}

#[test]
fn whoever_runs_the_program_gets_a_draft_of_a_circular_that_says_on_every_page_that_it_is_one() {
    let register = marked::register();
    let (state, site) = (Site::state_of(&register), Site::on(register));
    let mut of_state = std::collections::BTreeSet::new();
    for id in ["1", "2", "3", "4"] {
        let wanted = Wanted { kind: "circular-draft", id, form: Form::Pdf, lang: Lang::En, layout: None };
        let made = printed::print(&state, &wanted).unwrap_or_else(|why| panic!("{id}: {why}"));
        let said = words(&made);
        assert!(said.contains("Draft–notissued"), "{id}: {said}");
        let mut office =
            site.sign_in(Role::Office, &marked::code(if said.contains("共A共") { "A" } else { "P" }));
        let answer = paper(&mut office, &format!("/circulars/drafts/{id}"), "pdf", "en");
        of_state.insert(answer.status == 200 && answer.bytes == made);
    }
    assert!(of_state.contains(&true), "the bytes are those of the page");
    let unit = site.sign_in(Role::UnitHead, &marked::code("A")).get("/circulars/drafts/1");
    let auditor = site.sign_in(Role::Auditor, &marked::code("P")).get("/circulars/drafts/1");
    assert_eq!((unit.status, auditor.status), (404, 404), "nobody else reads a draft");
}

#[test]
fn without_fonts_no_paper_is_made_and_it_is_said_why() {
    let register = earnest_testkit::register::Register::empty_sqlite().with_organisation();
    let site =
        Site::set_up(register, |state| state.faces = std::sync::Arc::new(earnest_papers::Faces::none()));
    let mut office = site.sign_in(Role::Office, "P");
    let answer = paper(&mut office, "/ledger", "pdf", "en");
    assert_ne!(answer.status, 200);
    assert!(answer.body.contains("No font for papers is on this machine"), "{}", answer.body);
}

#[test]
fn a_paper_comes_in_the_layout_that_is_asked_for_and_an_unknown_one_is_named() {
    let site = Site::on(assessed());
    let mut visitor = site.visitor();
    let own = paper(&mut visitor, "/circulars/1", "pdf", "zh-Hans");
    let same = paper(&mut visitor, "/circulars/1?layout=gb9704", "pdf", "zh-Hans");
    assert!(own.bytes == same.bytes, "a circular has the official layout of itself");
    let letter = paper(&mut visitor, "/circulars/1?layout=letter", "pdf", "zh-Hans");
    is_paper(&letter, "pdf");
    assert!(letter.bytes != own.bytes);
    let refused = paper(&mut visitor, "/circulars/1?layout=a5", "pdf", "en");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("There is no layout “a5”"), "{}", refused.body);
}

/// The words of a PDF, page by page, without blanks.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").arg(file.path()).arg("-").output();
    let read = read.unwrap_or_else(|why| panic!("pdftotext: {why}; run `cargo xtask setup`"));
    let text = String::from_utf8(read.stdout).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(|page| page.replace(char::is_whitespace, "")).collect()
}

#[test]
fn rows_that_are_ticked_on_the_ledger_are_one_pdf_or_a_file_of_each_under_the_right_of_whoever_asks() {
    let site = Site::with_example();
    let state = Site::state_of(&site.register);
    let ids = printed::measures_of(&state, "P", None).unwrap();
    let mut office = site.sign_in(Role::Office, "P");
    let ledger = office.get("/ledger?lang=zh-Hans").body;
    let asked: String = ids.iter().map(|id| format!("&measure={id}")).collect();
    for id in &ids {
        let tick = format!("form=\"notices\" name=\"measure\" value=\"{id}\"");
        assert!(ledger.contains(&tick), "{id} can be ticked");
    }
    let pdf = office.get(&format!("/ledger/notices?lang=zh-Hans&as=pdf{asked}"));
    assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"), "{}", pdf.body);
    let zip = office.get(&format!("/ledger/notices?lang=zh-Hans&as=zip{asked}"));
    assert_eq!(zip.header("content-type"), "application/zip");
    let each = earnest_papers::unpacked(&zip.bytes, 9_000_000, |_| true).unwrap();
    let mut sheets = 0;
    for (id, (name, bytes)) in ids.iter().zip(&each) {
        let own = paper(&mut office, &format!("/measures/{id}"), "pdf", "zh-Hans");
        assert!(*name == format!("measure-{id}.pdf") && own.bytes == *bytes, "{id} is the paper of its page");
        sheets += pages(bytes).len();
    }
    assert_eq!((each.len(), pages(&pdf.bytes).len()), (ids.len(), sheets));
    let none = office.get("/ledger/notices?lang=en&as=pdf");
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Tick at least one measure"), "{}", none.body);
    let many: String = (1..=101).map(|id| format!("&measure={id}")).collect();
    let most = office.get(&format!("/ledger/notices?lang=en&as=zip{many}"));
    assert!(
        most.status == 422 && most.body.contains("101 measures are ticked; 100 go at once"),
        "{}",
        most.body
    );
    assert_eq!(office.get("/ledger/notices").place(), "/ledger", "they are ticked there");
    let missing = office.get(&format!("/ledger/notices?as=pdf{asked}&measure=999999"));
    assert_eq!(missing.status, 404, "a part of what was asked for is nothing");
    let below = site.sign_in(Role::UnitOfficer, "B1").get(&format!("/ledger/notices?as=pdf{asked}"));
    assert_eq!(below.status, 404, "nobody reads what their own pages do not show");
}

#[test]
fn many_notices_are_one_paper_or_a_file_of_each_and_a_report_is_had_by_the_code_of_its_unit() {
    let site = Site::with_example();
    let state = Site::state_of(&site.register);
    let ids = printed::measures_of(&state, "P", None).unwrap();
    assert!(ids.len() > 1, "{ids:?}");
    let many = Many { kind: "measure", ids: &ids, lang: Lang::ZhHans, layout: None };
    let each = earnest_papers::unpacked(&printed::print_packed(&state, &many).unwrap(), 9_000_000, |_| true)
        .unwrap();
    assert_eq!(each.len(), ids.len());
    let joined = pages(&printed::print_joined(&state, &many).unwrap());
    let mut page = 0;
    for (id, (name, bytes)) in ids.iter().zip(&each) {
        assert_eq!(*name, format!("measure-{id}.pdf"));
        let wanted = Wanted { kind: "measure", id, form: Form::Pdf, lang: Lang::ZhHans, layout: None };
        assert!(printed::print(&state, &wanted).unwrap() == *bytes, "{id}");
        let alone = pages(bytes);
        let begins: String = alone.first().unwrap().chars().take(20).collect();
        assert!(joined.get(page).unwrap().starts_with(&begins), "{id} begins page {page}: {joined:?}");
        page += alone.len();
    }
    assert_eq!(joined.len(), page, "each begins a page of its own");
    let some = vec![ids.first().unwrap().clone(), "999999".to_owned()];
    let some = Many { ids: &some, ..many };
    for refused in [printed::print_packed(&state, &some), printed::print_joined(&state, &some)] {
        assert_eq!(refused.unwrap_err(), "no such record: 999999", "a part of what was asked for is nothing");
    }
    assert!(printed::measures_of(&state, "nowhere", None).is_err());
    assert_eq!(printed::measures_of(&state, "P", Some(earnest_model::id::RoundId(77))), Ok(Vec::new()));
    let report = Wanted { kind: "report", id: "P", form: Form::Pdf, lang: Lang::En, layout: None };
    let report = printed::print(&state, &report).unwrap();
    let shown = paper(&mut site.sign_in(Role::Office, "P"), "/report?unit=P", "pdf", "en");
    assert!(report == shown.bytes, "the bytes of the page");
}

#[test]
fn a_paper_has_no_hints_of_the_screen() {
    let site = Site::on(marked::register());
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let mut hinted = 0;
    for (page, hint) in [("/measures", "下一步由"), ("/seminars", "还没有列入台账")] {
        for id in 1..=12 {
            let page = format!("{page}/{id}");
            if !office.get(&format!("{page}?lang=zh-Hans")).body.contains(hint) {
                continue;
            }
            hinted += 1;
            let answer = paper(&mut office, &page, "pdf", "zh-Hans");
            is_paper(&answer, "pdf");
            let said = words(&answer.bytes);
            assert!(!said.contains(hint), "{page}: {said}");
        }
    }
    assert!(hinted > 0, "no page has a hint");
}
