//! What programs of others see of a PDF: words with their places, and ink. Needs poppler-utils.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests measure and break off"
)]

use std::{io::Write, process::Command};

/// A word on a page; lengths in millimetres.
#[derive(Debug, Clone)]
pub struct Word {
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub text: String,
}

fn asked(program: &str, arguments: &[&str], pdf: &[u8], then: &[&str]) -> Vec<u8> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let ended = Command::new(program).args(arguments).arg(file.path()).args(then).output();
    let ended = ended.unwrap_or_else(|why| panic!("{program}: {why}; run `cargo xtask setup`"));
    assert!(ended.status.success(), "{ended:?}");
    ended.stdout
}

/// Every word with its place.
pub fn words(pdf: &[u8]) -> Vec<Word> {
    let text = String::from_utf8(asked("pdftotext", &["-bbox"], pdf, &["-"])).unwrap();
    let mut page = 0;
    let mut words = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            page += 1;
        }
        let Some(rest) = line.strip_prefix("<word ") else { continue };
        let number = |name: &str| {
            let from = rest.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
            rest[from..].split('"').next().unwrap().parse::<f64>().unwrap() * 25.4 / 72.0
        };
        let text = rest.split('>').nth(1).unwrap().trim_end_matches("</word").to_owned();
        let (left, top, right, bottom) = (number("xMin"), number("yMin"), number("xMax"), number("yMax"));
        words.push(Word { page, left, top, right, bottom, text });
    }
    words
}

/// The words of a page as they are read.
pub fn text(pdf: &[u8], page: usize) -> String {
    let page = page.to_string();
    String::from_utf8(asked("pdftotext", &["-f", &page, "-l", &page, "-layout"], pdf, &["-"])).unwrap()
}

/// Width and height of the pages in millimetres, and how many there are.
pub fn size(pdf: &[u8]) -> (f64, f64, usize) {
    let text = String::from_utf8(asked("pdfinfo", &[], pdf, &[])).unwrap();
    let of = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    let size = of("Page size:");
    let mut numbers = size.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
    let mut next = || numbers.next().unwrap() * 25.4 / 72.0;
    (next(), next(), of("Pages:").parse().unwrap())
}

/// A page as ink.
pub struct Ink {
    width: usize,
    pixels: Vec<u8>,
}

/// Dots of an inch: 0.127 mm each.
const DPI: f64 = 200.0;

impl Ink {
    pub fn of(pdf: &[u8], page: usize) -> Self {
        let page = page.to_string();
        let arguments = ["-r", "200", "-f", &page, "-l", &page];
        let bytes = asked("pdftoppm", &arguments, pdf, &[]);
        // P6, width, height, depth, each followed by one blank.
        let mut fields = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
        assert_eq!(fields.next().unwrap(), b"P6");
        let width = std::str::from_utf8(fields.next().unwrap()).unwrap().parse().unwrap();
        fields.next().unwrap();
        let rest = fields.next().unwrap();
        Self { width, pixels: rest[4..].to_vec() }
    }

    /// First and last row (in millimetres) with ink between two columns and below a row.
    pub fn rows(&self, (left, right): (f64, f64), from: f64, until: f64, red: bool) -> Option<(f64, f64)> {
        let dots = |mm: f64| (mm / 25.4 * DPI) as usize;
        let is_ink = |pixel: &[u8]| if red { pixel[0] > 150 && pixel[1] < 110 } else { pixel[0] < 128 };
        let rows: Vec<usize> = (dots(from)..dots(until))
            .filter(|row| {
                let at = |column: usize| &self.pixels[(row * self.width + column) * 3..][..3];
                (dots(left)..dots(right)).any(|column| is_ink(at(column)))
            })
            .collect();
        Some((*rows.first()? as f64 / DPI * 25.4, (*rows.last()? + 1) as f64 / DPI * 25.4))
    }
}
