//! `earnest journal checkpoint`: sign the tree over the acts as it is now.

use super::key;
use crate::{clock, database::Database, failure::Failure};
use clap::Args;
use earnest_app::anchor::{checkpoint_sign::sign_checkpoint, tile_show::all_tiles};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
pub struct SignCheckpoint {
    #[command(flatten)]
    database: Database,
    /// The file of the key that signs (see: earnest journal key).
    #[arg(long, value_name = "FILE", env = "EARNEST_JOURNAL_KEY")]
    key: PathBuf,
    /// Writes the checkpoint and all tiles into a folder that can be served or carried elsewhere; nothing of any act
    /// can be learnt from them.
    #[arg(long, value_name = "FOLDER")]
    tiles: Option<PathBuf>,
}

impl SignCheckpoint {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = self.database.open()?;
        let made = sign_checkpoint(&open.context(), &key::read(&self.key)?, &clock::random()?)?;
        write!(out, "{}", made.note)?;
        if let Some(folder) = &self.tiles {
            for (path, bytes) in all_tiles(&open.context(), 0)? {
                write_file(&folder.join(path), &bytes)?;
            }
            write_file(&folder.join("checkpoint"), made.note.as_bytes())?;
        }
        Ok(())
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |fault| Failure::file(path, fault);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}
