//! A table of more columns than a page holds side by side, as a paragraph a row.

use super::content::{Block, Grid, Tongue, Words};

/// As many columns stand legibly side by side on a page that lies across: six characters are left to each.
const SIDE_BY_SIDE: usize = 11;

impl Grid {
    /// The table as parts of a paper in `tongue`: as it is, or, if it is too wide for a page, its caption and then each
    /// row as a paragraph, `label: value` by `label: value`, without the empty ones.
    pub fn into_blocks(self, tongue: Tongue) -> Vec<Block> {
        if self.columns.len() <= SIDE_BY_SIDE {
            return vec![Block::Table(self)];
        }
        let caption = (!self.caption.is_empty()).then(|| Block::Aside(self.caption.as_str().into()));
        let rows = self.rows.iter().map(|row| Block::Paragraph(self.told(row, tongue)));
        caption.into_iter().chain(rows).collect()
    }

    fn told(&self, row: &[Words], tongue: Tongue) -> Words {
        let (is, then) = if tongue.is_chinese() { ("：", "；") } else { (": ", "; ") };
        let said = self.columns.iter().zip(row).filter(|(_, words)| !words.is_empty());
        let mut all = Words::default();
        for (at, (column, words)) in said.enumerate() {
            let before = if at == 0 { "" } else { then };
            all = all.then(format!("{before}{}{is}", column.label));
            all.0.extend(words.0.iter().cloned());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::content::Column;

    fn grid(columns: usize) -> Grid {
        let column = |at: usize| Column { label: format!("c{at}"), numeric: false };
        let row = (0..columns).map(|at| if at == 1 { Words::default() } else { format!("v{at}").into() });
        Grid {
            caption: "all".to_owned(),
            columns: (0..columns).map(column).collect(),
            rows: vec![row.collect()],
        }
    }

    #[test]
    fn a_table_that_fits_stays_one() {
        let narrow = grid(SIDE_BY_SIDE);
        assert_eq!(narrow.clone().into_blocks(Tongue::Latin), [Block::Table(narrow)]);
    }

    #[test]
    fn a_wider_one_is_told_row_by_row_without_what_is_empty() {
        let blocks = grid(SIDE_BY_SIDE + 1).into_blocks(Tongue::Latin);
        let [Block::Aside(caption), Block::Paragraph(row)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        assert_eq!(caption.text(), "all");
        assert!(row.text().starts_with("c0: v0; c2: v2; c3: v3"), "{}", row.text());
        assert!(row.text().ends_with("c11: v11"));
        let chinese = grid(SIDE_BY_SIDE + 1).into_blocks(Tongue::Hans);
        assert!(matches!(&chinese[1], Block::Paragraph(row) if row.text().starts_with("c0：v0；c2：v2")));
    }
}
