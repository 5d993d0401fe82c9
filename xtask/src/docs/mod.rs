//! `cargo xtask docs`: the parts of the documents that are made from the sources.
//!
//! A generated part stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. To add one: put the two
//! marks into a document and a line into [`GENERATORS`]. What only the program knows (its commands, routes, states)
//! comes from the program itself: [`Maker::Program`] runs `earnest docs NAME` and takes its standard output.

mod crates;
mod decisions;
mod dependencies;
mod facts;
mod glossary;
mod marks;
mod places;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Failure, Outcome, While},
    metadata,
};

/// Whether to put right what differs, or only to complain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write the generated parts.
    Write,
    /// Complain about each that differs.
    Check,
}

/// Where the program is that knows its own commands, routes and states.
#[derive(Debug, Clone)]
pub enum Program {
    /// Cargo builds it first, if it must.
    ByCargo,
    /// It was built, and lies here.
    At(PathBuf),
}

/// A part of a document that is made from something else.
struct Generator {
    name: &'static str,
    /// From the root of the workspace.
    file: &'static str,
    maker: Maker,
}

/// How a part is made.
enum Maker {
    /// By a function of this crate, given the root of the workspace.
    Function(fn(&Path) -> Outcome<String>),
    /// By the program: the standard output of `earnest docs NAME`.
    Program,
}

const GENERATORS: &[Generator] = &[
    Generator { name: "crates", file: "docs/architecture.md", maker: Maker::Function(crates::table) },
    Generator { name: "facts", file: "docs/facts.md", maker: Maker::Function(facts::table) },
    Generator { name: "facts-count", file: "README.md", maker: Maker::Function(facts::count) },
    Generator {
        name: "decisions",
        file: "docs/decisions/README.md",
        maker: Maker::Function(decisions::list),
    },
    Generator { name: "glossary", file: "docs/glossary.md", maker: Maker::Function(glossary::table) },
    Generator { name: "api", file: "docs/api.md", maker: Maker::Program },
    Generator { name: "routes", file: "docs/routes.md", maker: Maker::Program },
    Generator { name: "commands", file: "docs/commands.md", maker: Maker::Program },
    Generator { name: "permissions", file: "docs/permissions.md", maker: Maker::Program },
    Generator { name: "settings", file: "docs/running.md", maker: Maker::Program },
    Generator { name: "states", file: "docs/states.md", maker: Maker::Program },
];

/// Writes or checks every generated part, and checks the documents that people keep by hand.
pub fn run(mode: Mode, program: &Program) -> Outcome {
    let root = metadata::root();
    let mut complaints = Vec::new();
    for generator in GENERATORS {
        complaints.extend(generator.apply(&root, mode, program)?);
    }
    complaints.extend(dependencies::complaints(&root)?);
    complaints.extend(facts::complaints(&root)?);
    complaints.extend(places::complaints(&root)?);
    Failure::unless_empty(complaints)?;
    println!("docs: {} generated parts are up to date", GENERATORS.len());
    Ok(())
}

impl Generator {
    fn apply(&self, root: &Path, mode: Mode, program: &Program) -> Outcome<Option<String>> {
        let path = root.join(self.file);
        let before = fs::read_to_string(&path).while_trying(&format!("read {}", self.file))?;
        let part = match self.maker {
            Maker::Function(make) => make(root)?,
            Maker::Program => from_program(root, program, self.name)?,
        };
        let Some(after) = marks::replace(&before, self.name, &part) else {
            return Ok(Some(format!("{}: the marks `generated:{}` are missing", self.file, self.name)));
        };
        if after == before {
            return Ok(None);
        }
        match mode {
            Mode::Check => Ok(Some(format!(
                "{}: the part `{}` is out of date; run `cargo xtask docs`",
                self.file, self.name
            ))),
            Mode::Write => {
                fs::write(&path, after).while_trying(&format!("write {}", self.file))?;
                println!("{}: wrote the part `{}`", self.file, self.name);
                Ok(None)
            }
        }
    }
}

fn from_program(root: &Path, program: &Program, name: &str) -> Outcome<String> {
    let mut earnest = match program {
        Program::ByCargo => Command::new("cargo"),
        Program::At(path) => Command::new(path),
    };
    if matches!(program, Program::ByCargo) {
        earnest.args(["run", "--quiet", "--package", "earnest", "--"]);
    }
    earnest.args(["docs", name]).current_dir(root);
    let output = earnest.output().while_trying("run `earnest docs`")?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`earnest docs {name}` failed: {said}")))
}
