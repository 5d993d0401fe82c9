//! `cargo xtask package`: the program as a package of Debian, put together by `dpkg-deb` from `packaging/`. The same sources
//! give the same bytes: the time in it is that of the last commit.

use crate::{
    failure::{Failure, Outcome, While},
    metadata, steps,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// Documents that come along.
const DOCUMENTS: [&str; 5] =
    ["README.md", "CHANGELOG.md", "docs/running.md", "docs/backup.md", "docs/commands.md"];
/// What is done on the machine around unpacking.
const SCRIPTS: [&str; 3] = ["postinst", "prerm", "postrm"];

/// Puts the package together around a program that was built (`--by FILE`; target/release/earnest if absent).
pub fn run(words: &[&str]) -> Outcome {
    let root = metadata::root();
    let program = match words {
        [] => root.join("target/release/earnest"),
        ["--by", path] => PathBuf::from(path),
        _ => return Err(Failure::new("package [--by FILE]")),
    };
    let version = version(&root)?;
    let architecture = steps::answer("dpkg", &["--print-architecture"])
        .ok_or_else(|| Failure::new("dpkg is not installed"))?;
    let folder = std::env::temp_dir().join(format!("earnest-package-{version}-{architecture}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).while_trying("clear the folder of the package")?;
    }
    let put = Put { root: &root, folder: &folder };
    put.file(&program, "usr/bin/earnest", 0o755)?;
    put.ours("packaging/earnest.service", "usr/lib/systemd/system/earnest.service", 0o644)?;
    // What is not for everybody stands in a file beside it, which no package brings.
    put.ours("packaging/earnest.toml", "etc/earnest/earnest.toml", 0o644)?;
    put.ours("LICENSE", "usr/share/doc/earnest/copyright", 0o644)?;
    for document in DOCUMENTS {
        let name = document.rsplit('/').next().unwrap_or(document);
        put.ours(document, &format!("usr/share/doc/earnest/{name}"), 0o644)?;
    }
    let manual = steps::answer_of(Command::new(&program).args(["docs", "man"]))?;
    put.text(&manual, "usr/share/man/man1/earnest.1")?;
    steps::run(Command::new("gzip").arg("-9n").arg(folder.join("usr/share/man/man1/earnest.1")))?;
    put.text(&control(&version, &architecture), "DEBIAN/control")?;
    put.text("/etc/earnest/earnest.toml\n", "DEBIAN/conffiles")?;
    for script in SCRIPTS {
        put.ours(&format!("packaging/{script}"), &format!("DEBIAN/{script}"), 0o755)?;
    }
    let out = root.join(format!("target/earnest_{version}_{architecture}.deb"));
    fs::create_dir_all(root.join("target")).while_trying("make target")?;
    let mut packer = Command::new("dpkg-deb");
    packer.args(["--root-owner-group", "-Zxz", "--build"]).args([&folder, &out]);
    let last = steps::answer("git", &["log", "-1", "--format=%ct"]);
    packer.env("SOURCE_DATE_EPOCH", last.unwrap_or_else(|| "0".to_owned()));
    steps::run(&mut packer)?;
    fs::remove_dir_all(&folder).while_trying("clear the folder of the package")?;
    println!("package: {}", out.display());
    Ok(())
}

/// Files on their way into the package.
struct Put<'a> {
    root: &'a Path,
    folder: &'a Path,
}

impl Put<'_> {
    fn ours(&self, from: &str, to: &str, mode: u32) -> Outcome {
        self.file(&self.root.join(from), to, mode)
    }

    fn file(&self, from: &Path, to: &str, mode: u32) -> Outcome {
        let bytes = fs::read(from).while_trying(&format!("read {}", from.display()))?;
        self.bytes(&bytes, to, mode)
    }

    fn text(&self, text: &str, to: &str) -> Outcome {
        self.bytes(text.as_bytes(), to, 0o644)
    }

    fn bytes(&self, bytes: &[u8], to: &str, mode: u32) -> Outcome {
        let path = self.folder.join(to);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(self.folder))?;
            fs::write(&path, bytes)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(mode))
        };
        write().while_trying(&format!("write {}", path.display()))
    }
}

/// The version of the workspace.
fn version(root: &Path) -> Outcome<String> {
    let text = fs::read_to_string(root.join("Cargo.toml")).while_trying("read Cargo.toml")?;
    let table: toml::Table = text.parse().while_trying("read Cargo.toml")?;
    let package = table.get("workspace").and_then(|workspace| workspace.get("package"));
    let version = package.and_then(|package| package.get("version")).and_then(toml::Value::as_str);
    version.map(str::to_owned).ok_or_else(|| Failure::new("Cargo.toml names no version"))
}

/// What the package says of itself.
fn control(version: &str, architecture: &str) -> String {
    format!(
        "Package: earnest\nVersion: {version}\nArchitecture: {architecture}\nSection: web\nPriority: optional\n\
         Maintainer: The Earnest project <earnest@localhost>\nDepends: libc6, passwd\nRecommends: ca-certificates\n\
         Description: supervised improvement programmes through every tier of an organisation\n\
         \x20A province, a hospital group, a school district or a company sets a programme; every unit below plans,\n\
         \x20meets, looks at its problems and puts them right; the tier above reviews, draws a sample and publishes.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_package_says_of_itself_is_of_this_version_and_every_file_of_it_is_there() {
        let root = metadata::root();
        let control = control(&version(&root).unwrap(), "amd64");
        assert!(control.contains("Version: 0.1.0\n") && control.ends_with(".\n"), "{control}");
        let packaged = SCRIPTS.map(|script| format!("packaging/{script}"));
        let all = packaged.iter().map(String::as_str).chain(DOCUMENTS);
        for file in all.chain(["packaging/earnest.service", "packaging/earnest.toml", "LICENSE"]) {
            assert!(root.join(file).is_file(), "{file}");
        }
        let settings = fs::read_to_string(root.join("packaging/earnest.toml")).unwrap();
        assert!(settings.parse::<toml::Table>().unwrap().contains_key("database"));
    }
}
