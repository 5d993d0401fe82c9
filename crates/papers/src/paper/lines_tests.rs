//! Laws of line ends.

use super::*;
use proptest::prelude::*;
use std::sync::OnceLock;

struct Machine;

impl crate::paper::fonts::FontFiles for Machine {
    fn has(&self, _stem: &str) -> bool {
        true
    }

    fn read(&self, stem: &str) -> std::io::Result<Option<Vec<u8>>> {
        let name = match stem {
            "notoserifcjk-regular" => "NotoSerifCJK-Regular.ttc",
            "notosanscjk-regular" => "NotoSansCJK-Regular.ttc",
            _ => return Ok(None),
        };
        let path = std::path::Path::new("/usr/share/fonts/opentype/noto").join(name);
        std::fs::read(&path).map(Some).map_err(|why| {
            std::io::Error::other(format!("{}: {why}; run `cargo xtask setup`", path.display()))
        })
    }
}

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| Shelf::gather(&Machine, Tongue::Hans).unwrap())
}

const CELL: Nm = 5_571_428;

fn span(words: &str, whole: bool) -> Span {
    Span {
        words: words.to_owned(),
        face: Face::FangSong,
        cell: CELL,
        half_points: 32,
        red: false,
        href: None,
        whole,
    }
}

fn lines_of(words: &str, cells: Nm) -> (Vec<Line>, Nm) {
    let paragraph = Paragraph::new(shelf(), Tongue::Hans, &[span(words, false)]).unwrap();
    let room = Room { width: cells * CELL, first: 0, hang: 0, align: Align::Full };
    (paragraph.lines(room), paragraph.widest_word())
}

fn texts(words: &str, cells: Nm) -> Vec<String> {
    lines_of(words, cells).0.iter().map(Line::text).collect()
}

#[test]
fn a_mark_is_squeezed_onto_its_line_rather_than_left_to_the_next() {
    // Ten squares: the full stop would be the eleventh; the comma before it gives the room.
    assert_eq!(texts("一二三，四五六七八九。十", 11), ["一二三，四五六七八九。", "十"]);
    assert_eq!(texts("一二三，四五六七八九。十", 10), ["一二三，四五六七八九。", "十"]);
    // Without another mark half a square is not enough: the character before goes down with it.
    assert_eq!(texts("一二三四五六七八九十。一", 10), ["一二三四五六七八九", "十。一"]);
}

#[test]
fn opening_marks_go_down_and_numbers_stay_whole() {
    assert_eq!(texts("一二三四五六七八九（十）", 10), ["一二三四五六七八九", "（十）"]);
    assert_eq!(texts("一二三四五六七八2026年", 10), ["一二三四五六七八", "2026年"]);
    assert_eq!(texts("一二三四五六七八1,673条", 10), ["一二三四五六七八", "1,673条"]);
    assert_eq!(texts("一二三四五六七八九22.5%", 10), ["一二三四五六七八九", "22.5%"]);
    assert_eq!(texts("一二三四五六七programme", 10), ["一二三四五六七", "programme"]);
}

#[test]
fn names_stay_whole() {
    let spans = [span("一二三四五六七八", false), span("欧阳修", true), span("同志", false)];
    let paragraph = Paragraph::new(shelf(), Tongue::Hans, &spans).unwrap();
    let room = Room { width: 10 * CELL, first: 0, hang: 0, align: Align::Full };
    let texts: Vec<_> = paragraph.lines(room).iter().map(Line::text).collect();
    assert_eq!(texts, ["一二三四五六七八", "欧阳修同志"]);
}

#[test]
fn titles_have_lines_of_like_length() {
    let paragraph = Paragraph::new(shelf(), Tongue::Hans, &[span(&"题".repeat(30), false)]).unwrap();
    let room = Room { width: 28 * CELL, first: 0, hang: 0, align: Align::Middle };
    let lengths: Vec<_> = paragraph.lines(room).iter().map(|line| line.pieces.len()).collect();
    assert_eq!(lengths, [15, 15]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_line_begins_or_ends_with_a_mark_that_may_not(
        words in "([一-三]{1,6}|[，。、；：？！」）》]|[（《“]|[0-9]{1,5}%?|[a-z]{1,9}|——|……| ){1,60}",
        cells in 8_i64..30,
    ) {
        let (lines, widest) = lines_of(&words, cells);
        let measure = cells * CELL;
        let all: String = lines.iter().map(Line::text).collect();
        prop_assert_eq!(&all, &words, "nothing is lost");
        prop_assume!(widest <= measure);
        for (at, line) in lines.iter().enumerate() {
            let text = line.text();
            prop_assert!(line.width <= measure + 100, "{} is wider than its room", text);
            // A mark that opens begins where its ink does: the blank half before it may lie over a blank.
            let ink = |placed: &Placed| placed.x + placed.piece.slack.0;
            let placed = line.pieces.windows(2).all(|pair| ink(&pair[0]) <= ink(&pair[1]));
            prop_assert!(placed, "characters of {} stand in their order", text);
            let first = text.chars().next().unwrap();
            prop_assert!(at == 0 || !NEVER_FIRST.contains(first), "{} begins with {}", text, first);
            let Some(next) = lines.get(at + 1).map(Line::text) else { continue };
            let last = text.chars().next_back().unwrap();
            prop_assert!(!NEVER_LAST.contains(last), "{} ends with {}", text, last);
            let begins = next.chars().next().unwrap();
            let broken = last.is_ascii_alphanumeric() && begins.is_ascii_alphanumeric()
                && last.is_ascii_digit() == begins.is_ascii_digit();
            prop_assert!(!broken, "{} | {} breaks a word", text, next);
        }
    }
}
