//! `earnest paper`

use crate::{
    database::Database, failure::Failure, files::FilesFolder, fonts::FontFolders, mail::whole_address,
    out_file::OutFile, serve::state,
};
use clap::Args;
use earnest_i18n::Lang;
use earnest_model::id::RoundId;
use earnest_web::{
    Settings, State,
    printed::{self, Form, Many, Wanted},
};
use std::{io::Write, path::PathBuf, sync::Arc};

/// Records as the papers that are sent: one, or many in one act.
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
    /// The records, each as it stands in the address of its page; of a report the code of its unit.
    #[arg(required_unless_present = "unit")]
    ids: Vec<String>,
    /// All measures of a unit and those beneath it instead, by its code.
    #[arg(long, value_name = "CODE", conflicts_with = "ids")]
    unit: Option<String>,
    /// Of these, those against problems that were found in this round.
    #[arg(long, value_name = "ID", requires = "unit")]
    round: Option<RoundId>,
    /// Where to write: a name that ends in .pdf or .docx; of several records .pdf for all in one, or .zip for a file of each. A file
    /// that is there is not written over.
    #[arg(long, value_name = "FILE", alias = "to")]
    out: PathBuf,
    /// Write over the file if it is there.
    #[arg(long)]
    replace: bool,
    /// Language: zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans")]
    lang: String,
    /// Where people reach the pages, for what leads to records: https://earnest.example.org
    #[arg(long, env = "EARNEST_ADDRESS", value_name = "URL")]
    address: Option<String>,
    /// Another layout than the kind's own: gb9704, letter, landscape, or one of the pack.
    #[arg(long, value_name = "NAME")]
    layout: Option<String>,
}

impl PaperCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let lang = Lang::parse(&self.lang).ok_or_else(|| {
            Failure::new(format!("no language `{}`; there are zh-Hans, zh-Hant and en", self.lang))
        })?;
        let ending = self.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let form = self.form(ending)?;
        let address = self.address.as_deref().map(whole_address).transpose()?;
        let to = OutFile { out: Some(self.out.clone()), replace: self.replace };
        to.check()?;
        let open = self.database.open()?;
        let files = self.files.open(&open.context(), &self.database.database)?;
        let settings = Settings { secure: true, proxied: false, today: open.held, idle: 3_600 };
        let mut state = state((open.store, open.loaded), files, settings, None, None)?;
        state.faces = Arc::new(self.fonts.faces()?);
        state.address = address;
        let bytes = self.bytes(&state, (form, lang)).map_err(Failure::new)?;
        to.write(&bytes)?;
        writeln!(out, "{}", self.out.display())?;
        Ok(())
    }

    /// As what it is written; none for a file of each.
    fn form(&self, ending: &str) -> Result<Option<Form>, Failure> {
        if self.unit.is_some() && self.kind != "measure" {
            return Err(Failure::new("--unit names measures; name records of other kinds one by one"));
        }
        let several = self.unit.is_some() || self.ids.len() > 1;
        let why = match (Form::of_ending(ending), several) {
            (Some(Form::Docx), true) => {
                "several records are one .pdf, or a .zip with a file of each; name the file so"
            }
            (Some(form), _) => return Ok(Some(form)),
            (None, true) if ending.eq_ignore_ascii_case("zip") => return Ok(None),
            (None, _) => "a paper is a .pdf or a .docx; name the file so",
        };
        Err(Failure::file(&self.out, why))
    }

    fn bytes(&self, state: &State, (form, lang): (Option<Form>, Lang)) -> Result<Vec<u8>, String> {
        let (kind, layout) = (self.kind.as_str(), self.layout.as_deref());
        let found;
        let ids = match &self.unit {
            Some(unit) => {
                found = printed::measures_of(state, unit, self.round)?;
                &found
            }
            None => &self.ids,
        };
        if ids.is_empty() {
            return Err("there is no measure of which a paper could be written".to_owned());
        }
        let many = Many { kind, ids, lang, layout };
        match (form, ids.as_slice()) {
            (None, _) => printed::print_packed(state, &many),
            (Some(form), [id]) => printed::print(state, &Wanted { kind, id, form, lang, layout }),
            (Some(_), _) => printed::print_joined(state, &many),
        }
    }
}
