//! Pages as papers: a page that has one gives it as PDF and DOCX by `as=pdf` and `as=docx` in its address, from the same
//! words and under the same right.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        fields::Fields,
        file::MOST,
        file_caption::FileCaption,
        reply::{Fault, Outcome, Reply},
    },
    look::{Nav, Shell, Table},
};
use earnest_app::AppError;
use earnest_i18n::Lang;
use earnest_model::{Date, message::Message, paper::PaperKind};
use earnest_papers::{Face, FontFault, Grid, Labels, Layout, Paper, SetFault, Sheets, Tongue};
use std::borrow::Cow;

/// As many rows of a list a paper takes: what is longer nobody reads on paper, and it would hold up whoever else waits for
/// one.
const MOST_ROWS: usize = 500;

/// What a paper is asked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pdf,
    Docx,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Pdf, Self::Docx];

    const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    const fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// The language of a paper.
pub const fn tongue(lang: Lang) -> Tongue {
    match lang {
        Lang::ZhHans => Tongue::Hans,
        Lang::ZhHant => Tongue::Hant,
        Lang::En => Tongue::Latin,
    }
}

impl Call<'_> {
    fn kind_of_paper(&self) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| self.query.get("as") == kind.key())
    }

    /// Whether the request asks for a paper instead of a page.
    pub fn wants_paper(&self) -> bool {
        self.kind_of_paper().is_some()
    }

    /// The ways to a list's papers, as name and address; none where the programme has no lists on paper.
    pub fn ways_to_papers(&self, kept: &Fields) -> Vec<(String, String)> {
        self.ways(PaperKind::List, |form| self.here(&kept.with("as", form)))
    }

    /// The ways to papers of a kind, each under what the pack calls it.
    fn ways(&self, of: PaperKind, href: impl Fn(&str) -> String) -> Vec<(String, String)> {
        if !self.pack().has_paper(of) {
            return Vec::new();
        }
        let name = self.pack().paper_name(of, self.lang.tag());
        let way = |kind: Kind| {
            let form = kind.key().to_uppercase();
            (name.map_or_else(|| form.clone(), |name| format!("{name} · {form}")), href(kind.key()))
        };
        Kind::ALL.map(way).into()
    }

    /// The frame of a page that has a paper of a kind: with the ways to it, and which faces are not the layout's own. `page` is the
    /// page's own address, since the answer to a form shows it, too.
    pub fn shell_of_paper(
        &self,
        of: PaperKind,
        room: Option<Nav>,
        title: impl Into<String>,
        page: &str,
    ) -> Shell {
        let ways = self.ways(of, |form| page.to_owned().asking("as", form));
        let note = self.faces_note().filter(|_| !ways.is_empty());
        self.shell(room, title).files(ways).files_note(note)
    }

    /// What a paper of a kind is called: by the pack, or else as is said here.
    pub fn kind_named<'n>(&'n self, of: PaperKind, otherwise: Cow<'n, str>) -> Cow<'n, str> {
        self.pack().paper_name(of, self.lang.tag()).map_or(otherwise, Cow::Borrowed)
    }

    /// The title of a paper that is called by its kind and by what it is of.
    pub fn kind_of(&self, of: PaperKind, what: &str, otherwise: impl FnOnce() -> String) -> String {
        let name = self.pack().paper_name(of, self.lang.tag());
        name.map_or_else(otherwise, |name| self.tr.paper_named(name, what))
    }

    /// Which faces stand in for others, in words.
    pub fn faces_note(&self) -> Option<String> {
        let instead: Vec<_> = self.state.faces.instead().into_iter().map(|face| self.face(face)).collect();
        (!instead.is_empty()).then(|| self.tr.paper_instead(instead.join(&*self.tr.circular_comma())))
    }

    fn face(&self, face: Face) -> String {
        match face {
            Face::Song => self.tr.paper_face_song(),
            Face::FangSong => self.tr.paper_face_fangsong(),
            Face::Kai => self.tr.paper_face_kai(),
            Face::Hei => self.tr.paper_face_hei(),
            Face::Title => self.tr.paper_face_title(),
        }
        .into_owned()
    }

    /// What is wrong with words that are to be printed: a character of them that no font at hand has, in the register's language.
    /// Without any fonts of the language's script nothing is known of it.
    pub fn unprintable(&self, text: &str) -> Option<Message> {
        let lang = Lang::parse(self.known.organisation.language).unwrap_or_default();
        let shelf = self.state.faces.of(tongue(lang)).ok()?;
        // Where no font has the script at all there are no papers, and nobody is told to write in another one.
        let common = if tongue(lang) == Tongue::Latin { "a" } else { "的" };
        if shelf.lacks(common).is_some() {
            return None;
        }
        Some(Message::new("error-text-glyph").with("glyph", sign_of(shelf.lacks(text)?)))
    }

    /// A paper of a record in the language of the page; `day` is the record's, so that the same record gives the same
    /// paper on any day.
    pub fn new_paper(&self, record: impl Into<String>, day: Date, title: impl Into<String>) -> Paper {
        let whole = |number: i8| u8::try_from(number).unwrap_or(1);
        let day = (u16::try_from(day.year()).unwrap_or(1900), whole(day.month()), whole(day.day()));
        let mut paper = Paper::new(record, tongue(self.lang), day, title);
        paper.labels = Labels {
            annex: self.tr.paper_annex().into_owned(),
            draft: String::new(),
            program: "Earnest".to_owned(),
        };
        paper
    }

    /// A whole address of one of our pages, if the server knows where it is reached.
    pub fn whole_address(&self, href: &str) -> Option<String> {
        Some(format!("{}{href}", self.state.told_address()?))
    }

    /// A table of the page as a paper has it.
    pub fn grid(&self, table: &Table) -> Grid {
        table.grid(&|href| self.whole_address(href))
    }

    /// A list as a paper across, with the caption of its page.
    ///
    /// # Errors
    /// It has more rows than a paper takes, or as [`Self::paper_file`].
    pub(super) fn list_paper(&self, caption: &FileCaption, grids: Vec<Grid>) -> Outcome {
        let rows: usize = grids.iter().map(|grid| grid.rows.len()).sum();
        if rows > MOST_ROWS {
            let said = Message::new("error-paper-rows");
            let said = said.with("rows", rows).with("most", MOST_ROWS).with("file", MOST);
            return Err(AppError::Refused(said).into());
        }
        let mut paper = self.new_paper(caption.title.clone(), self.today, caption.title.clone());
        paper.subtitle.clone_from(&caption.lede);
        paper.standing = caption.standing().map(Into::into).collect();
        for mut grid in grids {
            if grid.caption == caption.title {
                grid.caption.clear();
            }
            paper.body.extend(grid.into_blocks(paper.tongue));
        }
        self.written(&caption.name, PaperKind::List, &paper)
    }

    /// The paper as the file that the request asks for, in the layout that it asks for by `layout=`, else in that of its kind.
    ///
    /// # Errors
    /// The programme has no papers of this kind, there is no such layout, no font for it, no glyph for a character of it, or it can't be written.
    pub fn paper_file(&self, name: &str, of: PaperKind, paper: &Paper) -> Outcome {
        let (year, month, day) = paper.day;
        self.written(&format!("{name}-{year:04}-{month:02}-{day:02}"), of, paper)
    }

    /// The paper as a file of this name, its ending aside.
    fn written(&self, name: &str, of: PaperKind, paper: &Paper) -> Outcome {
        let pack = self.pack();
        if !pack.has_paper(of) {
            return Err(AppError::refused("error-paper-none").into());
        }
        let layout = match self.query.get("layout") {
            "" => pack.layout_of(of),
            asked => pack.layout(asked).ok_or_else(|| {
                let names = pack.layout_names().collect::<Vec<_>>().join(", ");
                let said = Message::new("error-paper-layout").with("layout", asked).with("names", names);
                AppError::field("layout", said)
            })?,
        };
        let kind = self.kind_of_paper().unwrap_or(Kind::Pdf);
        if let Some(gathered) = self.gathers {
            gathered.borrow_mut().push((paper.clone(), layout.into_owned()));
            return Ok(Reply::File { media: kind.media(), name: String::new(), bytes: Vec::new() });
        }
        let bytes = self.set(kind, &layout, paper)?;
        Ok(Reply::File { media: kind.media(), name: format!("{name}.{}", kind.key()), bytes })
    }

    /// Papers of one layout as one, each from a new page on, the first one in front.
    ///
    /// # Errors
    /// There is none, or as [`Self::paper_file`].
    pub fn joined(&self, papers: Vec<(Paper, Layout)>) -> Result<Vec<u8>, Fault> {
        let mut papers = papers.into_iter();
        let (mut first, layout) = papers.next().ok_or(AppError::NotFound)?;
        first.behind = papers.map(|(paper, _)| paper).collect();
        first.imprint = None;
        self.set(Kind::Pdf, &layout, &first)
    }

    fn set(&self, kind: Kind, layout: &Layout, paper: &Paper) -> Result<Vec<u8>, Fault> {
        let shelf = self.state.faces.of(paper.tongue).map_err(no_fonts)?;
        let written = Sheets::of(paper, layout, shelf).and_then(|sheets| match kind {
            Kind::Pdf => sheets.pdf(),
            Kind::Docx => sheets.docx(),
        });
        written.map_err(refused)
    }
}

fn no_fonts(fault: &FontFault) -> Fault {
    tracing::error!(%fault, "no paper can be set");
    AppError::refused("error-paper-fonts").into()
}

/// The key of the refusal of a paper for a character.
const NO_GLYPH: &str = "error-paper-glyph";

/// Whether a paper was refused for a character that no font has, and not for what another attempt could mend.
pub fn is_for_a_character(message: &Message) -> bool {
    message.key == NO_GLYPH
}

/// A character with its code.
fn sign_of(glyph: char) -> String {
    format!("{glyph} (U+{:04X})", u32::from(glyph))
}

fn refused(fault: SetFault) -> Fault {
    if let SetFault::Glyph { record, glyph } = fault {
        let said = Message::new(NO_GLYPH).with("glyph", sign_of(glyph)).with("record", record);
        return AppError::Refused(said).into();
    }
    tracing::error!(%fault, "a paper can't be written");
    AppError::refused("error-file").into()
}
