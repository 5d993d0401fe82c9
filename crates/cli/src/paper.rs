//! `earnest paper`

use crate::{
    database::Database, failure::Failure, files::FilesFolder, fonts::FontFolders, out_file::OutFile,
    serve::state,
};
use clap::Args;
use earnest_i18n::Lang;
use earnest_papers::LAYOUTS;
use earnest_web::{
    Settings,
    printed::{self, Form, Wanted},
};
use std::{io::Write, path::PathBuf, sync::Arc};

/// A record as the paper that is sent.
#[derive(Debug, Args)]
pub struct PaperCommand {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    files: FilesFolder,
    #[command(flatten)]
    fonts: FontFolders,
    /// Which kind of paper.
    #[arg(value_parser = printed::KINDS.map(|kind| kind.name))]
    kind: String,
    /// The record, as it stands in the address of its page.
    id: String,
    /// Where to write: a name that ends in .pdf or .docx. A file that is there is not written over.
    #[arg(long, value_name = "FILE", alias = "to")]
    out: PathBuf,
    /// Write over the file if it is there.
    #[arg(long)]
    replace: bool,
    /// Language: zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans")]
    lang: String,
    /// Another layout than the kind's own.
    #[arg(long, value_parser = LAYOUTS.map(|layout| layout.name))]
    layout: Option<String>,
}

impl PaperCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let lang = Lang::parse(&self.lang).ok_or_else(|| {
            Failure::new(format!("no language `{}`; there are zh-Hans, zh-Hant and en", self.lang))
        })?;
        let ending = self.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let form = Form::of_ending(ending)
            .ok_or_else(|| Failure::file(&self.out, "a paper is a .pdf or a .docx; name the file so"))?;
        let to = OutFile { out: Some(self.out.clone()), replace: self.replace };
        to.check()?;
        let open = self.database.open()?;
        let files = self.files.open(&open.context(), &self.database.database)?;
        let settings = Settings { secure: true, proxied: false, today: open.held, idle: 3_600 };
        let mut state = state((open.store, open.loaded), files, settings, None, None)?;
        state.faces = Arc::new(self.fonts.faces()?);
        let wanted = Wanted { kind: &self.kind, id: &self.id, form, lang, layout: self.layout.as_deref() };
        let bytes = printed::print(&state, &wanted).map_err(Failure::new)?;
        to.write(&bytes)?;
        writeln!(out, "{}", self.out.display())?;
        Ok(())
    }
}
