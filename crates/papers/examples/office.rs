//! Opens papers as DOCX in LibreOffice: they have as many pages there as their PDFs. `cargo xtask libreoffice` runs it;
//! it needs `soffice` and poppler-utils.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a check of the workshop: it speaks and breaks off"
)]

#[path = "../tests/all/paper_samples.rs"]
mod paper_samples;

use earnest_papers::{Block, LANDSCAPE, LETTER, Layout, OFFICIAL, Paper, Sheets, Tongue};
use paper_samples::{circular, results, shelf};
use std::{path::Path, process::Command};

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut list = Paper::new("清单", Tongue::Hans, (2026, 11, 29), "问题清单");
    list.body = vec![Block::Table(results(120))];
    for (name, paper, layout) in [
        ("circular", circular(Tongue::Hans), &OFFICIAL),
        ("circular-hant", circular(Tongue::Hant), &OFFICIAL),
        ("letter", circular(Tongue::Hans), &LETTER),
        ("list", list, &LANDSCAPE),
    ] {
        compare(folder.path(), name, &paper, layout);
    }
}

fn compare(folder: &Path, name: &str, paper: &Paper, layout: &'static Layout) {
    let sheets = Sheets::of(paper, layout, shelf(paper.tongue)).unwrap();
    let file = folder.join(format!("{name}.docx"));
    std::fs::write(&file, sheets.docx().unwrap()).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let ended = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, &file])
        .output()
        .unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let told = Command::new("pdfinfo").arg(folder.join(format!("{name}.pdf"))).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let pages = told.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().to_owned();
    println!("{name}: {} pages as PDF, {pages} in LibreOffice", sheets.pages());
    assert_eq!(pages, sheets.pages().to_string(), "{name}");
}
