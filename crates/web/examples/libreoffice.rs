//! Sends the ledgers of the demonstration through LibreOffice and back, and times ledgers of 4,000 rows.
//! `cargo xtask libreoffice` runs it; it needs `soffice`.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a check of the workshop: it speaks, breaks off and reads a clock"
)]

use earnest_model::actor::Role;
use earnest_testkit::{
    register::Register,
    site::{Site, Visitor},
};
use std::{path::Path, process::Command, time::Instant};

/// The ledgers: address, and how many rows the demonstration has there.
const LEDGERS: [(&str, &str); 3] =
    [("problems", "/ledger/problems"), ("rectification", "/ledger"), ("supervision", "/ledger/supervision")];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let register = Register::empty_sqlite();
    let pack = earnest_testkit::pack::shipped();
    let start = earnest_demo::Start { password: "a password of tests", seed: 2015, salt: [7; 16] };
    earnest_demo::build(&register.store, &pack, start, &mut |_| {}).expect("the demonstration");
    register.today.set(earnest_demo::TODAY);
    let site = Site::on(register);
    let mut officer = site.sign_in(Role::UnitOfficer, "52");
    for (name, path) in LEDGERS {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            round_trip(&mut officer, folder.path(), (name, path), lang);
        }
    }
    new_rows(&mut officer);
    let mut office = site.sign_in(Role::Office, "52");
    let all = office.get("/ledger/problems?as=csv").body.matches("52-2015-").count();
    assert!(all >= 4_000, "the new rows are there: {all}");
    println!("every ledger came back as it went out");
}

/// Out, through LibreOffice, and back: nothing may change.
fn round_trip(officer: &mut Visitor, folder: &Path, (name, path): (&str, &str), lang: &str) {
    let begun = Instant::now();
    let out = officer.get(&format!("{path}?as=xlsx&lang={lang}"));
    assert_eq!(out.status, 200, "{path}");
    let made = begun.elapsed();
    let file = folder.join(format!("{name}-{lang}.xlsx"));
    std::fs::write(&file, &out.bytes).expect("the file is written");
    let back = folder.join("back");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let ended = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([&back, &file])
        .output()
        .expect("soffice is there (Debian: libreoffice-calc-nogui)");
    assert!(ended.status.success(), "{ended:?}");
    let bytes = std::fs::read(back.join(format!("{name}-{lang}.xlsx"))).expect("LibreOffice wrote the file");
    assert_ne!(bytes, out.bytes, "LibreOffice wrote a file of its own");
    officer.get("/ledger/import?lang=en");
    let begun = Instant::now();
    let sent = officer.upload("/ledger/import", &[], &[("file", "back.xlsx", &bytes)]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let read = begun.elapsed();
    let begun = Instant::now();
    let page = officer.get(&format!("{}?lang=en", sent.place())).body;
    let shown = begun.elapsed();
    let same =
        page.split(" rows stay as they are").next().and_then(|text| text.rsplit('>').next()).unwrap_or("?");
    println!(
        "{name} {lang}: {same} rows the same; out {made:?}, {} bytes; in {read:?}, preview {shown:?}",
        out.bytes.len()
    );
    assert!(page.contains("Nothing would change."), "{name} {lang} came back changed: {page}");
}

/// 4,000 new problems with a measure each, as a CSV file.
fn new_rows(officer: &mut Visitor) {
    let mut text = "具体问题,具体表现,方面,整改措施,责任人,完成标志,整改时限\r\n".to_owned();
    let aspect = "self-cultivation";
    for number in 0..4_000 {
        text.push_str(&format!("问题{number}：答复群众来信不及时,五月的三封来信六月才答复,{aspect},来信三日内答复,办公室主任,答复登记表,2015-12-10\r\n"));
    }
    officer.get("/ledger/import?lang=en");
    let begun = Instant::now();
    let sent = officer.upload("/ledger/import", &[], &[("file", "new.csv", text.as_bytes())]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let read = begun.elapsed();
    let begun = Instant::now();
    let page = officer.get(&format!("{}?lang=en", sent.place())).body;
    let shown = begun.elapsed();
    assert!(page.contains("4,000 new problems"), "{page}");
    let digest = page.split("name=\"digest\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let digest = digest.expect("there is something to say yes to").to_owned();
    let begun = Instant::now();
    let done = officer.post(sent.place(), &[("digest", &digest)]);
    assert_eq!(done.status, 303, "{}", done.body);
    println!("4,000 new rows: in {read:?}, preview {shown:?}, kept {:?}", begun.elapsed());
}
