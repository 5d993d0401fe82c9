//! `earnest pack check|add|list|show|export`

mod source;

pub use source::{Found, pack_of, shipped_pack};

use source::look;

use crate::{
    database::{Database, ZoneAsked},
    failure::Failure,
    out_file::OutFile,
};
use clap::{Args, Subcommand};
use earnest_app::units::{
    pack_add::add_pack,
    packs_show::{PackShown, list_packs, show_pack},
};
use earnest_demo::shipped::SHIPPED;
use earnest_i18n::Lang;
use earnest_model::{
    pack::{Pack, PackFaults, PackFiles},
    paper::PaperKind,
};
use earnest_papers::packed;
use serde_json::json;
use std::{fs, io::Write, path::PathBuf};

#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Check a pack: every fault with its file and line. Needs no register.
    Check {
        /// A folder with pack.toml and standard.toml, a ZIP file of them, or the name of a pack that ships.
        pack: String,
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Put a version of a pack into the register. What is there stays; nothing that runs changes.
    Add {
        /// A folder, a ZIP file, or the name of a pack that ships.
        pack: String,
        #[command(flatten)]
        database: Database,
    },
    /// List the packs that the register holds.
    List {
        #[command(flatten)]
        of: Of,
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Show what a pack of the register holds.
    Show {
        /// KEY or KEY@VERSION; without a version the newest one.
        pack: String,
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        speech: Speech,
    },
    /// Give the files of a pack back: of the register, or with --shipped one that ships, to begin one's own from.
    Export(Export),
}

/// Of a register, or of those that ship.
#[derive(Debug, Args)]
pub struct Of {
    /// The register: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL")]
    database: Option<String>,
    /// Of those that ship. Needs no register.
    #[arg(long)]
    shipped: bool,
}

impl Of {
    /// The register; none for those that ship.
    fn register(&self) -> Result<Option<Database>, Failure> {
        match &self.database {
            _ if self.shipped => Ok(None),
            Some(database) => Ok(Some(Database { database: database.clone(), zone: ZoneAsked::default() })),
            None => Err(Failure::new(
                "say of what: --database URL for the packs of a register, or --shipped for those that ship",
            )),
        }
    }
}

/// In which language.
#[derive(Debug, Args)]
pub struct Speech {
    /// Language: zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "en")]
    lang: String,
}

#[derive(Debug, Args)]
pub struct Export {
    /// KEY or KEY@VERSION; without a version the newest one.
    pack: String,
    #[command(flatten)]
    of: Of,
    /// A folder to be made, with the files.
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    to: Option<PathBuf>,
    #[command(flatten)]
    out: OutFile,
}

impl PackCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Check { pack, json } => check(pack, *json, out),
            Self::Add { pack, database } => add(pack, database, out),
            Self::List { of, json } => {
                let lines = match of.register()? {
                    Some(database) => those_of(&database)?,
                    None => those_that_ship()?,
                };
                list(&lines, *json, out)
            }
            Self::Show { pack, database, speech } => show(pack, database, &speech.lang, out),
            Self::Export(command) => command.run(out),
        }
    }
}

fn check(wanted: &str, for_programs: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let Found { files, pack } =
        if for_programs { look(wanted)?.or_else(|told| listed(told, out))? } else { pack_of(wanted)? };
    let (key, version, sha256) = (&pack.key, pack.version, files.hash());
    if for_programs {
        writeln!(out, "{}", json!({ "key": key, "version": version, "sha256": sha256, "faults": [] }))?;
    } else {
        writeln!(out, "{key}@{version}, no fault. {}", counted(&pack))?;
        writeln!(out, "sha256 {sha256}")?;
    }
    Ok(())
}

/// Writes what is wrong as a list for programs; the command fails all the same.
fn listed((place, faults): (String, PackFaults), out: &mut dyn Write) -> Result<Found, Failure> {
    let all: Vec<_> = faults
        .0
        .iter()
        .map(|fault| json!({ "file": fault.file, "line": fault.line, "fault": fault.kind.to_string() }))
        .collect();
    writeln!(out, "{}", json!({ "faults": all }))?;
    Err(Failure::new(format!("{place}: {} {}", all.len(), if all.len() == 1 { "fault" } else { "faults" })))
}

/// What it holds, in numbers.
fn counted(pack: &Pack) -> String {
    let some =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let all = [
        some(pack.tiers.len(), "tier", "tiers"),
        some(pack.classes.len(), "class", "classes"),
        some(pack.topics.len(), "topic", "topics"),
        some(pack.aspects.len(), "aspect", "aspects"),
        some(pack.checklist.len(), "section of a plan", "sections of a plan"),
    ];
    format!("{}.", all.join(", "))
}

fn add(wanted: &str, database: &Database, out: &mut dyn Write) -> Result<(), Failure> {
    let Found { files, pack } = pack_of(wanted)?;
    let open = database.open()?;
    let added = add_pack(&open.context(), &files)?;
    let said = if added.already { "is there already; nothing was written" } else { "is in the register" };
    writeln!(out, "{}@{} {said}.", pack.key, pack.version)?;
    Ok(())
}

/// A line of a list.
struct Line {
    key: String,
    version: u16,
    sha256: String,
    added_on: Option<String>,
    in_force: bool,
}

fn those_that_ship() -> Result<Vec<Line>, Failure> {
    let line = |shipped| {
        let Found { files, pack } = shipped_pack(shipped)?;
        let (version, sha256) = (pack.version.get(), files.hash());
        Ok(Line { key: pack.key, version, sha256, added_on: None, in_force: false })
    };
    SHIPPED.iter().map(line).collect()
}

fn those_of(database: &Database) -> Result<Vec<Line>, Failure> {
    let open = database.open()?;
    let (packs, in_force) = list_packs(&open.context())?;
    let line = |pack: earnest_app::units::packs_show::PackStored| Line {
        in_force: in_force == Some(pack.id),
        key: pack.key,
        version: pack.version,
        sha256: pack.sha256,
        added_on: Some(pack.added_on),
    };
    Ok(packs.into_iter().map(line).collect())
}

/// A pack of a register of which a newer version ships.
pub struct Newer {
    /// Its key.
    pub key: String,
    /// The newest version in the register.
    pub has: u16,
    /// The version that ships.
    pub ships: u16,
    /// The name under which it ships.
    pub name: &'static str,
}

/// The packs of a register of which a newer version ships.
pub fn newer_that_ship(database: &Database) -> Result<Vec<Newer>, Failure> {
    let held = those_of(database)?;
    let mut newer = Vec::new();
    for shipped in SHIPPED {
        let pack = shipped_pack(shipped)?.pack;
        let has = held.iter().filter(|line| line.key == pack.key).map(|line| line.version).max();
        let ships = pack.version.get();
        if let Some(has) = has.filter(|has| *has < ships) {
            newer.push(Newer { key: pack.key, has, ships, name: shipped.name });
        }
    }
    Ok(newer)
}

fn list(lines: &[Line], for_programs: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if for_programs {
        let all: Vec<_> = lines
            .iter()
            .map(|line| {
                json!({ "key": line.key, "version": line.version, "sha256": line.sha256, "added_on": line.added_on,
                        "in_force": line.in_force })
            })
            .collect();
        writeln!(out, "{}", json!({ "packs": all }))?;
        return Ok(());
    }
    for line in lines {
        let state = if line.in_force { "  in use" } else { "" };
        let day = line.added_on.as_deref().unwrap_or("ships");
        writeln!(out, "{}@{}  {day}  sha256 {}{state}", line.key, line.version, line.sha256)?;
    }
    Ok(())
}

/// The pack of a register that is named `KEY` or `KEY@VERSION`.
fn named(database: &Database, wanted: &str) -> Result<PackShown, Failure> {
    let open = database.open()?;
    let (key, version) = match wanted.split_once('@') {
        Some((key, version)) => {
            let version = version.parse::<u16>();
            (key, Some(version.map_err(|_| Failure::new(format!("`{wanted}`: KEY@VERSION is wanted")))?))
        }
        None => (wanted, None),
    };
    let (packs, _) = list_packs(&open.context())?;
    let found =
        packs.iter().find(|pack| pack.key == key && version.is_none_or(|version| pack.version == version));
    let found = found.ok_or_else(|| {
        Failure::new(format!("the register holds no pack `{wanted}`; see: earnest pack list"))
    })?;
    Ok(show_pack(&open.context(), found.id)?)
}

fn show(wanted: &str, database: &Database, lang: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = Lang::parse(lang)
        .ok_or_else(|| Failure::new(format!("no language `{lang}`; there are zh-Hans, zh-Hant and en")))?;
    let shown = named(database, wanted)?;
    let pack = shown.pack.map_err(Failure::new)?;
    let tag = lang.tag();
    writeln!(out, "{}@{}  {}", pack.key, pack.version, pack.title.get(tag))?;
    writeln!(out, "sha256 {}", shown.stored.sha256)?;
    writeln!(out, "\n{}", pack.goal.get(tag))?;
    writeln!(out, "\n[tiers]")?;
    for tier in &pack.tiers {
        let classes = pack.classes.iter().filter(|class| class.tier == tier.key);
        let classes: Vec<_> =
            classes.map(|class| format!("{} ({})", class.name.get(tag), class.key)).collect();
        writeln!(out, "{} ({}): {}", tier.name.get(tag), tier.key, classes.join(", "))?;
    }
    writeln!(out, "\n[topics]")?;
    for topic in &pack.topics {
        writeln!(out, "{}", topic.name.get(tag))?;
    }
    writeln!(out, "\n[aspects]")?;
    for aspect in &pack.aspects {
        writeln!(out, "{} ({})", aspect.name.get(tag), aspect.key)?;
    }
    writeln!(out, "\n[checklist]")?;
    for item in &pack.checklist {
        writeln!(out, "{} ({})", item.name.get(tag), item.key)?;
    }
    writeln!(out, "\n[papers]")?;
    for kind in PaperKind::ALL {
        let key = kind.key();
        let name =
            pack.paper_name(kind, tag).map_or_else(|| key.to_owned(), |name| format!("{name} ({key})"));
        match pack.has_paper(kind) {
            true => writeln!(out, "{name}: {}", pack.layout_of(kind).name)?,
            false => writeln!(out, "{name}: none")?,
        }
    }
    for (name, own) in &pack.layouts {
        writeln!(out, "{name}: {}", own.told())?;
    }
    writeln!(out, "\n[words]")?;
    for (key, _, text) in pack.words.iter().filter(|(_, of, _)| *of == tag) {
        writeln!(out, "{} ({key})", text.one)?;
    }
    Ok(())
}

impl Export {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        if self.to.is_none() && self.out.out.is_none() {
            return Err(Failure::new(
                "say where: --to DIR for a folder with the files, or --out FILE for one ZIP file",
            ));
        }
        self.out.check()?;
        let files = match self.of.register()? {
            Some(database) => named(&database, &self.pack)?.files,
            None => pack_of(&self.pack)?.files,
        };
        if let Some(folder) = &self.to {
            to_folder(folder, &files)?;
            writeln!(out, "{}", folder.display())?;
            return Ok(());
        }
        let named: Vec<_> = files.named().into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
        self.out.write(&packed(&named).map_err(Failure::new)?)?;
        Ok(())
    }
}

/// Writes the files into a folder that is made for them.
fn to_folder(folder: &PathBuf, files: &PackFiles) -> Result<(), Failure> {
    fs::create_dir(folder).map_err(|fault| Failure::file(folder, fault))?;
    for (name, text) in files.named() {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|fault| Failure::file(&path, fault))?;
    }
    Ok(())
}
