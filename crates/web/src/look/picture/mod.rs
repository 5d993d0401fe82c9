//! Pictures: SVG made on the server. Every mark is a link to exactly its records; kinds differ in pattern and word and
//! never in colour alone; a table beside says the same. Widths are shares of the place there is, so that words keep
//! their size on a phone and on paper.

mod bars;
mod columns;
mod icicle;
mod lines;
mod mark;

pub use bars::Bars;
pub use columns::Columns;
pub use icicle::{Icicle, Node};
pub use lines::Lines;
pub use mark::{Ink, Kind, Row};

#[cfg(test)]
mod tests {
    use super::{
        mark::{percent, round_up},
        *,
    };
    use askama::Template;

    #[test]
    fn shares_are_written_without_loss_of_the_whole() {
        assert_eq!(percent(1, 3), "33.333%");
        assert_eq!(percent(3, 3), "100.000%");
        assert_eq!(percent(0, 0), "0.000%");
        assert_eq!(
            (round_up(0), round_up(1), round_up(6), round_up(547), round_up(1_673)),
            (1, 1, 10, 1_000, 2_000)
        );
    }

    #[test]
    fn the_end_of_an_axis_is_never_below_its_greatest_value() {
        for value in (0..3_000).chain([u64::MAX, u64::MAX - 1, u64::MAX / 2]) {
            assert!(round_up(value) >= value, "{value}");
        }
    }

    fn row(label: &str, values: [u64; 2]) -> Row {
        let tr = earnest_i18n::Tr::new(earnest_i18n::Lang::En);
        let list = [(); 9];
        let mark = |value: u64| {
            let count = earnest_model::figures::count::Count::of(list.get(..value as usize).unwrap());
            crate::look::Counted::new(tr, &count, format!("/m?a={value}&b=<"))
        };
        Row { label: label.to_owned(), marks: values.map(mark).to_vec() }
    }

    #[test]
    fn every_mark_is_a_link_and_names_itself_and_nothing_is_inline() {
        let kinds = vec![Kind::new(Ink::Full, "closed"), Kind::new(Ink::Hatched, "late & old")];
        let rows = vec![row("修身", [3, 4]), row("<b>", [0, 2])];
        let bars = Bars::new("t", kinds.clone(), rows.clone()).render().unwrap();
        let columns =
            Columns::new("t", kinds.clone(), rows.clone(), |value| value.to_string()).render().unwrap();
        let lines = Lines::new(kinds, rows, |value| value.to_string()).render().unwrap();
        for picture in [&bars, &columns, &lines] {
            assert!(picture.contains("/m?a=4&#38;b=&#60;"), "{picture}");
            assert!(picture.contains("修身 · closed 3") && !picture.contains("<b>"), "{picture}");
            assert!(!picture.contains("style="), "{picture}");
        }
        assert_eq!(bars.matches("</title><rect").count(), 3, "a nought has no mark");
        assert!(bars.contains("url(#t-hatch)") && bars.contains("id=\"t-hatch\""));
        assert_eq!(lines.matches("</title><circle").count(), 4, "a nought is a point");
    }
}
