//! Writes every part of the look, in every language, into a folder:
//! `cargo run -p earnest-web --example gallery -- /tmp/gallery`, then serve the folder (`python3 -m http.server`).

mod pages;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use askama::Template as _;
use earnest_i18n::Lang;
use earnest_web::look::ASSETS;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from).ok_or_else(|| io::Error::other("name a folder"))?;
    fs::create_dir_all(folder.join("assets"))?;
    for asset in &*ASSETS {
        fs::write(folder.join(asset.path.trim_start_matches('/')), asset.body)?;
    }
    for lang in Lang::ALL {
        write(&folder, &format!("{}-parts.html", lang.tag()), pages::parts(lang).render())?;
        write(&folder, &format!("{}-draw.html", lang.tag()), pages::draw(lang).render())?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, page: askama::Result<String>) -> io::Result<()> {
    fs::write(folder.join(name), page.map_err(io::Error::other)?)
}
