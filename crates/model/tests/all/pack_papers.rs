//! Kinds of papers and layouts as a pack says them: what is taken, and what is refused with its line.
#![expect(clippy::unwrap_used, reason = "a test stops where a value is missing")]

use crate::pack::example;
use earnest_model::{
    pack::{Pack, PackFiles},
    paper::{Align, Face, LAYOUTS, OFFICIAL, OwnLayout, PaperKind, Part, mm},
};

/// A layout of everything that can be said.
const HOUSE: &str = r#"
[papers.plan]
layout = "house"
name = { zh-Hans = "计划书", zh-Hant = "計畫書", en = "Plan of the ward" }
[papers.invitation]
had = false
[layouts.house]
based_on = "letter"
page = { width = "182", height = "257" }
type_area = { left = "20", top = "22.5", width = "140", height = "205" }
lines = 32
characters = 33
mirrored = true
even_imprint = true
folio = "6"
issuer = "20"
[layouts.house.parts.body]
face = "kai"
size = "12"
indent = 2
[layouts.house.parts.title]
face = "title"
size = "20.5"
line = "30"
align = "middle"
colour = "red"
[layouts.house.parts.cell]
size = "9"
"#;

fn with(more: &str) -> Result<Pack, Vec<String>> {
    let base = example("pack.toml");
    let first = base.lines().count();
    Pack::parse(&format!("{base}{more}"), &example("standard.toml")).map_err(|faults| {
        let told = |fault: &earnest_model::pack::PackFault| {
            format!("{}: {}", fault.line.unwrap() - first, fault.kind)
        };
        faults.0.iter().map(told).collect()
    })
}

#[test]
fn a_pack_says_which_papers_there_are_how_they_are_called_and_in_which_layout_they_are_set() {
    let pack = with(HOUSE).unwrap();
    assert!(pack.has_paper(PaperKind::Plan) && !pack.has_paper(PaperKind::Invitation));
    assert_eq!(pack.paper_name(PaperKind::Plan, "en"), Some("Plan of the ward"));
    assert_eq!(pack.paper_name(PaperKind::Minutes, "en"), None);
    assert_eq!(pack.layout_names().collect::<Vec<_>>(), ["gb9704", "letter", "landscape", "house"]);
    assert_eq!(pack.layout_of(PaperKind::Circular).name, "gb9704");
    let house = pack.layout_of(PaperKind::Plan);
    assert_eq!((&*house.name, house.page, house.left), ("house", (mm(182), mm(257)), mm(20)));
    assert_eq!((house.top * 2, house.width, house.height), (mm(45), mm(140), mm(205)));
    assert_eq!((house.lines, house.cells, house.mirrored, house.imprint_even), (32, 33, true, true));
    assert_eq!((house.folio, house.issuer), (mm(6), mm(20)));
    let (body, first, title, cell) = (
        house.style(Part::Body),
        house.style(Part::First),
        house.style(Part::Title),
        house.style(Part::Cell),
    );
    assert_eq!((body.face, body.half_points, body.cell, body.indent), (Face::Kai, 24, mm(140) / 33, 2));
    assert_eq!(
        (first.half_points, first.face),
        (24, Face::Hei),
        "parts on the grid are as large as the body"
    );
    assert_eq!((title.half_points, title.align, title.red), (41, Align::Middle, true));
    assert_eq!((cell.half_points, house.style(Part::Head).half_points), (18, 18));
    assert_eq!(pack.layout("letter").unwrap().name, "letter", "those of the program stay");
    assert!(pack.layout("a5").is_none());
}

#[test]
fn a_pack_without_a_word_of_papers_has_them_as_the_program_has() {
    let pack = with("").unwrap();
    for kind in PaperKind::ALL {
        assert!(pack.has_paper(kind) && pack.paper_name(kind, "en").is_none(), "{}", kind.key());
        assert_eq!(pack.layout_of(kind).as_ref(), kind.layout());
        assert_eq!(PaperKind::parse(kind.key()), Some(kind));
    }
}

#[test]
fn a_layout_that_changes_nothing_is_the_one_it_is_based_on() {
    for layout in LAYOUTS {
        let own: OwnLayout = toml::from_str(&format!("based_on = \"{}\"", layout.name)).unwrap();
        let mut made = own.build("same").unwrap();
        made.name = layout.name.clone();
        assert_eq!(made, *layout, "its own figures lie within the bounds");
    }
    let same = |part: Part| OFFICIAL.style(part);
    let own: OwnLayout = toml::from_str("based_on = \"gb9704\"\nparts.body = {}").unwrap();
    let made = own.build("same").unwrap();
    assert!(Part::ALL.into_iter().all(|part| made.style(part) == same(part)));
}

/// What can be wrong, with what is told of it.
const WRONG: [(&str, &str); 17] = [
    ("[papers.memo]\nhad = true", "1: papers: the key `memo` is no kind of paper"),
    ("[papers.plan]\nlayout = \"a5\"", "2: papers: the key `a5` is no layout"),
    (
        "[papers.plan]\nname = { zh-Hans = \"x\", zh-Hant = \"\", en = \"x\" }",
        "2: papers: `plan` has no text for zh-Hant",
    ),
    (
        "[layouts.House]\nbased_on = \"letter\"",
        "1: layouts: the key `House` is no key (small letters, digits and hyphens)",
    ),
    (
        "[layouts.letter]\nbased_on = \"letter\"",
        "1: the layout `letter` is the name of a layout of the program",
    ),
    (
        "[layouts.house]\nbased_on = \"other\"",
        "2: the layout `house` can't be based on `other`; there are gb9704, letter and landscape",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nfolio = \"6,5\"",
        "3: the layout `house` has no number `6,5` at folio: whole ones, or with a point and at most two digits after it",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\npage.width = \"2100\"",
        "3: the layout `house` has 2100 at page.width; it is from 90 to 450",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nlines = 900",
        "3: the layout `house` has 900 at lines; it is from 10 to 120",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nparts.chorus = {}",
        "3: the layout `house` has no part `chorus`",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nparts.title.face = \"comic\"",
        "3: the layout `house` has `comic` at parts.title.face; it is one of song, fangsong, kai, hei, title",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nparts.title.size = \"12.25\"",
        "3: the layout `house` has the size 12.25 at parts.title.size; sizes are whole or half points",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nparts.title.line = \"9\"",
        "3: the layout `house` has lines that are lower than their type at parts.title.line",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nparts.body.line = \"20\"",
        "3: the layout `house` has a height for lines of the body; they are as high as `lines` makes them",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\ncharacters = 60",
        "3: the layout `house` has no room for so many characters of the size of its body on a line",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\nlines = 80",
        "3: the layout `house` has lines that are lower than their type at lines",
    ),
    (
        "[layouts.house]\nbased_on = \"letter\"\ntype_area.width = \"190\"",
        "3: the layout `house` goes over the page: type area and number need 5 mm to each edge",
    ),
];

#[test]
fn what_no_paper_could_be_set_in_is_told_with_its_line() {
    for (more, told) in WRONG {
        assert_eq!(with(more).unwrap_err(), [told], "{more}");
    }
    let both = "[layouts.house]\nbased_on = \"letter\"\nlines = 900\nfolio = \"x\"\ncolour = \"red\"\n[papers.memo]\nlayout = \"a5\"";
    let told = with(both).unwrap_err();
    assert!(told.iter().any(|fault| fault.contains("unknown field `colour`")), "{told:?}");
    assert!(
        told.iter().any(|fault| fault.contains("`memo` is no kind of paper")),
        "no fault hides another: {told:?}"
    );
}

#[test]
fn papers_of_a_kept_pack_that_would_be_refused_today_are_left_out_and_the_files_come_back_as_they_were() {
    let pack = format!(
        "{}{HOUSE}[papers.memo]\n[papers.report]\nlayout = \"gone\"\n[layouts.bad]\nbased_on = \"letter\"\nlines = 900\n",
        example("pack.toml")
    );
    let files = PackFiles { pack, standard: example("standard.toml"), words: None };
    assert!(Pack::of(&files).is_err());
    let kept = Pack::kept(&files).unwrap();
    assert_eq!(kept.layouts.keys().collect::<Vec<_>>(), ["house"]);
    assert_eq!(kept.papers.keys().collect::<Vec<_>>(), ["invitation", "plan", "report"]);
    assert_eq!(kept.layout_of(PaperKind::Report).name, "letter");
    let sound = PackFiles { pack: format!("{}{HOUSE}", example("pack.toml")), ..files };
    let back = PackFiles::parse_canonical(&sound.canonical()).unwrap();
    assert_eq!(Pack::of(&back).unwrap(), with(HOUSE).unwrap());
}

#[test]
fn a_newer_version_tells_what_it_says_otherwise_of_papers_and_layouts() {
    let (old, new) = (with("").unwrap(), with(HOUSE).unwrap());
    let told: Vec<_> = old
        .differences(&new)
        .into_iter()
        .map(|one| format!("{} {} {}", one.list, one.key, one.now.unwrap_or_default()))
        .collect();
    for expected in
        ["papers.layout plan house", "papers.had invitation false", "papers.name plan Plan of the ward"]
    {
        assert!(told.contains(&expected.to_owned()), "{told:?}");
    }
    assert!(
        told.iter().any(|one| one.starts_with("layouts house based_on = letter, page.width = 182")),
        "{told:?}"
    );
    assert_eq!(told.len(), 6, "{told:?}");
    assert_eq!(old.differences(&old), []);
}
