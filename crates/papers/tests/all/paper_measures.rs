//! Official papers measured against GB/T 9704-2012, to half a millimetre.
#![expect(clippy::float_arithmetic, clippy::unwrap_used, reason = "helpers of tests measure and break off")]

use super::{
    paper_pages::{Ink, size, text, words},
    paper_samples::{Noto, circular, results, shelf},
};
use earnest_papers::{
    Block, Face, Faces, LANDSCAPE, LETTER, OFFICIAL, Paper, SetFault, Sheets, Signature, Tongue,
};

fn near(is: f64, norm: f64, what: &str) {
    assert!((is - norm).abs() <= 0.5, "{what}: {is:.3} mm where the norm has {norm:.3} mm");
}

fn pdf(paper: &Paper) -> Vec<u8> {
    Sheets::of(paper, &OFFICIAL, shelf(paper.tongue)).unwrap().pdf().unwrap()
}

/// Pages of nothing but 28 characters a line.
fn filled() -> Paper {
    let mut paper = Paper::new("整页", Tongue::Hans, (2026, 11, 29), "整页");
    paper.body = vec![Block::Paragraph("问题整改台账逐条销号到人".repeat(200).into())];
    paper
}

#[test]
fn a_page_has_22_lines_of_28_characters_on_the_type_area() {
    let pdf = pdf(&filled());
    let (width, height, _) = size(&pdf);
    near(width, 210.0, "width of the page");
    near(height, 297.0, "height of the page");
    // The second page has its binding side at the right, the third at its left.
    for (page, left) in [(2, 26.0), (3, 28.0)] {
        let lines: Vec<_> = words(&pdf)
            .into_iter()
            .filter(|word| word.page == page && word.text.chars().count() > 10)
            .collect();
        assert_eq!(lines.len(), 22, "lines of page {page}");
        for line in &lines {
            assert_eq!(line.text.chars().count(), 28, "{line:?}");
            near(line.left, left, "left edge of the type area");
            near(line.right, left + 156.0, "right edge of the type area");
        }
        let middle = |at: usize| (lines[at].top + lines[at].bottom) / 2.0;
        near(middle(21) - middle(0), 21.0 * 225.0 / 22.0, "21 lines");
    }
    let ink = Ink::of(&pdf, 3);
    let (top, bottom) = ink.rows((28.0, 184.0), 20.0, 264.0, false).unwrap();
    // The characters stand in the middle of their lines, 2.3 mm from their edges.
    near(top, 37.0 + 2.3 + 0.4, "first ink of the type area");
    assert!(bottom <= 262.0, "{bottom}");
}

#[test]
fn head_number_rule_and_page_number_stand_where_the_norm_has_them() {
    let pdf = pdf(&circular(Tongue::Hans));
    let page = Ink::of(&pdf, 1);
    let (issuer, below) = page.rows((28.0, 184.0), 60.0, 95.0, true).unwrap();
    near(issuer, 37.0 + 35.0, "top of the issuer's name");
    let all = words(&pdf);
    let at = all.iter().find(|word| word.text.contains("2026〕")).unwrap().top;
    let row: Vec<_> = all.iter().filter(|word| word.page == 1 && (word.top - at).abs() < 1.0).collect();
    assert_eq!(row.iter().map(|word| word.text.as_str()).collect::<String>(), "平专办〔2026〕7号");
    let (left, right) = (row[0].left, row[row.len() - 1].right);
    let (_, foot) = page.rows((left, right), below + 5.0, 115.0, false).unwrap();
    let (rule, _) = page.rows((28.0, 184.0), below + 5.0, 130.0, true).unwrap();
    near(rule - foot, 4.0, "the red rule below the number");
    near((left + right) / 2.0, 28.0 + 78.0, "the number is in the middle");
    // A dash of one square, one square from the outer edge: at the right on odd pages, at the left on even ones.
    for (number, left, right) in [(1, 173.0, 184.0 - 4.9), (2, 26.0 + 4.9, 37.0)] {
        let page = Ink::of(&pdf, number);
        let (dash, _) = if number == 1 {
            page.rows((right - 2.5, right), 262.5, 280.0, false)
        } else {
            page.rows((left, left + 2.5), 262.5, 280.0, false)
        }
        .unwrap();
        near(dash, 262.0 + 7.0, "the dash of the page number");
        let words = words(&pdf);
        let dashes: Vec<_> = words.iter().filter(|word| word.page == number && word.top > 262.0).collect();
        assert_eq!(dashes.iter().map(|word| word.text.as_str()).collect::<String>(), format!("—{number}—"));
        near(
            if number == 1 { dashes[2].right } else { dashes[0].left },
            if number == 1 { right } else { left },
            "its outer edge",
        );
    }
}

#[test]
fn the_imprint_closes_an_even_page_at_the_foot_of_the_type_area() {
    let pdf = pdf(&circular(Tongue::Hans));
    let (_, _, pages) = size(&pdf);
    assert_eq!(pages % 2, 0, "{pages} pages");
    let last = text(&pdf, pages);
    assert!(last.contains("抄送：") && last.contains("2026年11月29日印发"), "{last}");
    let (_, bottom) = Ink::of(&pdf, pages).rows((60.0, 62.0), 200.0, 266.0, false).unwrap();
    near(bottom, 262.0, "the last rule of the imprint");
}

#[test]
fn issuer_and_day_leave_the_seal_its_place() {
    let words = words(&pdf(&circular(Tongue::Hans)));
    let day = words.iter().find(|word| word.text == "2026年11月29日").unwrap();
    near(day.right, 184.0 - 4.0 * 156.0 / 28.0, "the day ends four characters from the edge");
    let issuer = words
        .iter()
        .find(|word| word.page == day.page && word.text == "平川市专题教育领导小组办公室")
        .unwrap();
    near(day.top - issuer.top, 225.0 / 22.0, "the day stands below the issuer");
    assert!(issuer.right <= 184.5, "{issuer:?}");
}

#[test]
fn a_table_repeats_its_heads_on_every_page() {
    let mut paper = Paper::new("清单", Tongue::Hans, (2026, 11, 29), "问题清单");
    paper.body = vec![Block::Table(results(120))];
    for layout in [&OFFICIAL, &LETTER, &LANDSCAPE] {
        let pdf = Sheets::of(&paper, layout, shelf(Tongue::Hans)).unwrap().pdf().unwrap();
        let (width, _, pages) = size(&pdf);
        near(width, if layout.name == "landscape" { 297.0 } else { 210.0 }, &layout.name);
        assert!(pages > 2, "{pages}");
        for page in 1..=pages {
            let text = text(&pdf, page);
            assert!(text.contains("等次") && text.contains("类别"), "{} {page}: {text}", layout.name);
        }
    }
}

#[test]
fn words_are_found_and_the_file_says_that_it_is_kept_and_read_out() {
    let paper = circular(Tongue::Hant);
    let bytes = pdf(&paper);
    assert!(
        text(&bytes, 1).replace(char::is_whitespace, "").contains("关于第二次专题学习研讨质量评估情况的通报")
    );
    let has = |words: &str| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    assert!(
        has("<pdfaid:part>2</pdfaid:part>") && has("<pdfaid:conformance>A</pdfaid:conformance>"),
        "PDF/A-2a"
    );
    assert!(has("<pdfuaid:part>1</pdfuaid:part>"), "PDF/UA-1");
    assert!(has("https://example.org/draw"), "a figure leads to its records");
    assert!(bytes.len() < 400_000, "only used glyphs are inside: {} bytes", bytes.len());
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = circular(Tongue::Hans);
    let made = || {
        let sheets = Sheets::of(&paper, &OFFICIAL, shelf(Tongue::Hans)).unwrap();
        (sheets.pdf().unwrap(), sheets.docx().unwrap())
    };
    let (first, second) = (made(), made());
    assert!(first.0 == second.0 && first.1 == second.1);
    let mut other = paper.clone();
    other.day = (2026, 11, 30);
    assert!(pdf(&other) != first.0, "another day is another paper");
}

#[test]
fn a_character_that_no_font_has_is_refused_with_its_record() {
    let mut paper = circular(Tongue::Hans);
    paper.body.push(Block::Paragraph("独角兽🦄".into()));
    let refused = Sheets::of(&paper, &OFFICIAL, shelf(Tongue::Hans)).err().unwrap();
    assert!(
        matches!(&refused, SetFault::Glyph { record, glyph: '🦄' } if record == "通报 2026-7"),
        "{refused}"
    );
}

#[test]
fn what_stands_in_for_a_face_is_told() {
    let stands = shelf(Tongue::Hans).stands();
    let of = |face| stands.iter().find(|stand| stand.face == face).unwrap();
    assert!(of(Face::FangSong).instead, "no FangSong is at hand: {stands:?}");
    assert!(!of(Face::Hei).instead, "{stands:?}");
    assert_eq!(of(Face::Song).family, "Noto Serif CJK SC");
    let told = Faces::new(Noto).instead();
    assert_eq!(told, [Face::FangSong, Face::Kai, Face::Title], "told before a font is read");
    assert_eq!(shelf(Tongue::Hant).stands()[0].family, "Noto Serif CJK TC");
}

#[test]
fn the_page_of_a_signature_shows_two_lines_of_the_text_and_several_sign_side_by_side() {
    let signers = ["省委组织部", "省委宣传部", "省纪委", "省直机关工委", "省教育厅", "省国资委", "省委党校"];
    for (count, lines) in [1, 7].into_iter().flat_map(|count| (1..30).map(move |lines| (count, lines))) {
        let mut paper = Paper::new("落款", Tongue::Hans, (2026, 11, 29), "落款");
        paper.body = vec![Block::Paragraph("正文占一行。".into()); lines];
        paper.signature = Some(Signature {
            signers: signers.iter().take(count).map(|name| (*name).to_owned()).collect(),
            day: "2026年11月29日".into(),
            sealed: true,
        });
        let words = words(&pdf(&paper));
        let page = words.iter().rfind(|word| word.text.contains("29日")).unwrap().page;
        let above = words.iter().filter(|word| word.page == page && word.text.contains("正文")).count();
        assert!(above >= 2.min(lines), "{count} sign below {lines} lines: {above} above them");
        if count > 1 {
            let of = |name: &str| words.iter().find(|word| word.text.contains(name)).unwrap();
            let (first, third, fourth) = (of("省委组织部"), of("省纪委"), of("省直机关工委"));
            assert!((first.top - third.top).abs() < 1.0, "three in a row");
            assert!(fourth.top > third.top + 42.0, "seals of 42 mm do not meet");
            assert_eq!(of("省委党校").page, page);
        }
    }
}

#[test]
fn an_english_paper_has_no_quotes_as_wide_as_a_character() {
    let width = |words_of: &str| {
        let mut paper = Paper::new("quotes", Tongue::Latin, (2026, 11, 29), "Quotes");
        paper.body = vec![Block::Paragraph(words_of.into())];
        let pdf = Sheets::of(&paper, &LETTER, shelf(Tongue::Latin)).unwrap().pdf().unwrap();
        let all = words(&pdf);
        let word = all.iter().find(|word| word.text.contains("order")).unwrap();
        word.right - word.left
    };
    near(width("\u{201c}order\u{201d}"), width("\"order\""), "a word in curly quotes");
}
