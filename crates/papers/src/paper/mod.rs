//! Official papers: one model of what a paper says, laid out as a layout asks, written as PDF and as DOCX.

mod called;
mod compose;
mod content;
mod docx;
mod faces;
mod fonts;
mod foot;
mod form;
mod from_list;
mod lines;
mod number;
mod pages;
mod pdf;
mod points;
mod records;
mod slab;
mod table;
mod text;

pub use called::Title;
pub use content::{
    Annex, Block, Column as GridColumn, FormRow, Grid, Imprint, Labels, Level, Masthead, Paper, Run,
    Signature, Tongue, Words,
};
pub use docx::DocxFault;
pub use earnest_model::paper::{
    Align, Face, LANDSCAPE, LAYOUTS, LETTER, Layout, Nm, OFFICIAL, Part, Style, mm,
};
pub use faces::Faces;
pub use fonts::{FontFault, FontFiles, Shelf, Stand};
pub use number::Counter;
pub use pdf::PdfFault;

use lines::Missing;
use pages::Pages;
use slab::Node;

/// Why a paper is not written.
#[derive(Debug, thiserror::Error)]
pub enum SetFault {
    /// No font at hand has a character of it.
    #[error("no font at hand has the character {glyph} (U+{:04X}) of {record}", u32::from(*glyph))]
    Glyph {
        /// The record in words.
        record: String,
        /// The character.
        glyph: char,
    },
    /// It can't be written as PDF.
    #[error(transparent)]
    Pdf(#[from] PdfFault),
    /// It can't be written as DOCX.
    #[error(transparent)]
    Docx(#[from] DocxFault),
}

/// A paper on its pages.
pub struct Sheets<'s> {
    paper: &'s Paper,
    layout: &'s Layout,
    shelf: &'s Shelf,
    nodes: Vec<Node>,
    pages: Pages,
}

impl<'s> Sheets<'s> {
    /// Lays out a paper.
    ///
    /// # Errors
    /// A character has no glyph.
    pub fn of(paper: &'s Paper, layout: &'s Layout, shelf: &'s Shelf) -> Result<Self, SetFault> {
        Self::set(paper, layout, shelf)
            .map_err(|Missing(glyph)| SetFault::Glyph { record: paper.record.clone(), glyph })
    }

    fn set(paper: &'s Paper, layout: &'s Layout, shelf: &'s Shelf) -> Result<Self, Missing> {
        let flow = compose::compose(paper, layout, shelf)?;
        let mut setter = text::Setter { shelf, layout, tongue: paper.tongue, flow, gap: 0 };
        let pages = pages::fill(&setter)?;
        Ok(Self { paper, layout, shelf, nodes: std::mem::take(&mut setter.flow.nodes), pages })
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.pages.pages.len()
    }

    /// The paper as PDF.
    ///
    /// # Errors
    /// The writer refuses it.
    pub fn pdf(&self) -> Result<Vec<u8>, SetFault> {
        Ok(pdf::pdf(self.paper, (self.layout, self.shelf), &self.nodes, &self.pages)?)
    }

    /// The paper as DOCX.
    ///
    /// # Errors
    /// The archive can't be written.
    pub fn docx(&self) -> Result<Vec<u8>, SetFault> {
        Ok(docx::docx(self.paper, self.layout, self.shelf, self.pages.ending)?)
    }
}
