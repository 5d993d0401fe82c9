//! Tables and forms.

use super::{body::Writer, fault::DocxFault, words::Differs};
use crate::paper::content::{FormRow, Grid, Words};
use earnest_model::paper::{
    layout::Part,
    length::{Nm, mm, twips},
};

impl Writer<'_> {
    pub(super) fn form(&mut self, rows: &[FormRow]) -> Result<(), DocxFault> {
        let gap = self.layout.pitch() / 2;
        let above = self.gap.max(gap);
        self.gap = 0;
        self.spacer(above);
        let widths = self.setter.widths_of_form(rows)?;
        let [names, words] = widths;
        self.begin_table(&widths);
        for row in rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.begin_cell(names);
            self.lines(
                Part::Head,
                &row.name.as_str().into(),
                Differs { align: Some("left"), ..Differs::default() },
            );
            self.out.push_str("</w:tc>");
            self.begin_cell(words);
            self.lines(Part::Cell, &row.said, Differs::default());
            for _ in 0..row.free {
                self.paragraph(Part::Cell, &Words::default(), Differs::default());
            }
            if let Some(foot) = &row.foot {
                let differs = Differs { align: Some("right"), ..Differs::default() };
                self.paragraph(Part::Cell, &foot.as_str().into(), differs);
            }
            self.out.push_str("</w:tc></w:tr>");
        }
        self.end_table();
        self.gap = gap;
        Ok(())
    }

    pub(super) fn table(&mut self, grid: &Grid) -> Result<(), DocxFault> {
        if grid.columns.is_empty() {
            return Ok(());
        }
        let gap = self.layout.pitch() / 2;
        let above = self.gap.max(gap);
        if grid.caption.is_empty() {
            self.gap = 0;
            self.spacer(above);
        }
        self.line(Part::Caption, &grid.caption, Differs { before: gap, keep: true, ..Differs::default() });
        let widths = self.setter.widths(grid)?;
        self.begin_table(&widths);
        let heads: Vec<Words> = grid.columns.iter().map(|column| column.label.as_str().into()).collect();
        self.row(Part::Head, &heads, grid, &widths);
        for row in &grid.rows {
            self.row(Part::Cell, row, grid, &widths);
        }
        self.end_table();
        self.gap = gap;
        Ok(())
    }

    fn begin_table(&mut self, widths: &[Nm]) {
        let total: i64 = widths.iter().map(|width| twips(*width)).sum();
        let border =
            |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        let columns: String =
            widths.iter().map(|width| format!("<w:gridCol w:w=\"{}\"/>", twips(*width))).collect();
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:top w:w=\"34\" w:type=\"dxa\"/><w:left w:w=\"68\" w:type=\"dxa\"/><w:bottom w:w=\"34\" w:type=\"dxa\"/>\
             <w:right w:w=\"68\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        ));
    }

    fn end_table(&mut self) {
        self.out.push_str("</w:tbl>");
        // Below a table there must be a paragraph.
        self.spacer(mm(1) / 3);
    }

    fn begin_cell(&mut self, width: Nm) {
        self.out
            .push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", twips(width)));
    }

    fn row(&mut self, part: Part, cells: &[Words], grid: &Grid, widths: &[Nm]) {
        let head = if part == Part::Head { "<w:cantSplit/><w:tblHeader/>" } else { "<w:cantSplit/>" };
        self.out.push_str(&format!("<w:tr><w:trPr>{head}</w:trPr>"));
        for (at, width) in widths.iter().enumerate() {
            let align = grid.columns.get(at).filter(|column| column.numeric).map(|_| "right");
            self.out.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                twips(*width)
            ));
            let words = cells.get(at).cloned().unwrap_or_default();
            self.paragraph(part, &words, Differs { align, keep: part == Part::Head, ..Differs::default() });
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }
}
