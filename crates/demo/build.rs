//! Embeds the packs that ship: every folder beneath `packs/`, each with its files.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs").canonicalize()?;
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", packs.display())?;
    let mut code = String::from("/// The packs that ship.\npub static SHIPPED: &[Shipped] = &[\n");
    for folder in sorted(&packs)?.into_iter().filter(|path| path.is_dir()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        code.push_str(&format!("    Shipped {{ name: {name:?}, files: &[\n"));
        let mut files = Vec::new();
        gather(&folder, &mut files)?;
        for file in files {
            let beneath = file.strip_prefix(&folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let file = file.to_string_lossy();
            code.push_str(&format!("        ({beneath:?}, include_bytes!({file:?})),\n"));
        }
        code.push_str("    ] },\n");
    }
    code.push_str("];\n");
    fs::write(out_dir()?.join("shipped.rs"), code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn gather(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for path in sorted(folder)? {
        if path.is_dir() {
            gather(&path, into)?;
        } else {
            into.push(path);
        }
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo hands the output folder to a build script in the environment"
)]
fn out_dir() -> io::Result<PathBuf> {
    std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))
}
