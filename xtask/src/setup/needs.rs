//! What the tests need from the machine.

use std::path::Path;

use crate::postgres::cluster;
use crate::steps;

/// Something that tests need and that Cargo can't bring.
pub struct Need {
    /// Its name.
    pub what: &'static str,
    /// What it is for.
    pub why: &'static str,
    /// The package of Debian and Ubuntu that brings it.
    pub debian_package: &'static str,
    /// True if it is on this machine.
    pub is_there: fn() -> bool,
}

/// All of it.
pub const NEEDS: &[Need] = &[
    Need {
        what: "PostgreSQL's server programs",
        why: "the store is tested on both engines",
        debian_package: "postgresql",
        is_there: || cluster::programs().is_some(),
    },
    Need {
        what: "Chromium",
        why: "the pages are tested in a real browser",
        debian_package: "chromium",
        is_there: || has("chromium"),
    },
    Need {
        what: "chromedriver",
        why: "the tests drive the browser through it",
        debian_package: "chromium-driver",
        is_there: || runs("chromedriver"),
    },
    Need {
        what: "a Chinese font",
        why: "pages and papers in Chinese are looked at as a person sees them",
        debian_package: "fonts-noto-cjk",
        is_there: has_chinese_font,
    },
    Need {
        what: "pdftotext",
        why: "papers are measured and read as programs of others see them",
        debian_package: "poppler-utils",
        is_there: || has("pdftotext"),
    },
    Need {
        what: "fc-list",
        why: "finds the fonts",
        debian_package: "fontconfig",
        is_there: || runs("fc-list"),
    },
    Need {
        what: "npm",
        why: "brings axe-core, which checks that everybody can use the pages",
        debian_package: "npm",
        is_there: || runs("npm"),
    },
];

fn runs(program: &str) -> bool {
    steps::answer(program, &["--version"]).is_some()
}

/// For a program that is too slow to start just to see whether it is there.
fn has(program: &str) -> bool {
    steps::answer("sh", &["-c", "command -v \"$0\"", program]).is_some_and(|path| Path::new(&path).exists())
}

fn has_chinese_font() -> bool {
    steps::answer("fc-list", &[":lang=zh"]).is_some_and(|fonts| !fonts.is_empty())
}
