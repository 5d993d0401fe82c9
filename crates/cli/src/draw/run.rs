//! `earnest draw run`

use super::frame_file;
use crate::failure::Failure;
use clap::Args;
use earnest_draw::{Certificate, Rate, Seed, Take, draw};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
pub struct Run {
    /// The frame: a CSV file with a header.
    #[arg(long, value_name = "FILE")]
    frame: PathBuf,
    /// Column of the ids.
    #[arg(long, value_name = "COL")]
    id: String,
    /// Column of the strata; one stratum if absent.
    #[arg(long, value_name = "COL")]
    stratum: Option<String>,
    /// Share of each stratum: 20%, 1/5 or 0.2. Rounded up, at least one unit.
    #[arg(long, conflicts_with = "take", required_unless_present = "take")]
    rate: Option<String>,
    /// So many units of each stratum, in place of a share.
    #[arg(long, value_name = "N")]
    take: Option<u64>,
    /// The seed that was made in public, to the letter.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    seed: String,
    /// Where to write the certificate.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print the certificate in place of the table.
    #[arg(long)]
    json: bool,
}

impl Run {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let take = self.take()?;
        let seed = Seed::new(self.seed.as_str()).map_err(Failure::new)?;
        let frame = frame_file::read(&self.frame, &self.id, self.stratum.as_deref())?;
        let certificate = Certificate::new(&frame, &seed, take, BTreeMap::new()).map_err(Failure::new)?;
        let json = certificate.json();
        if let Some(path) = &self.out {
            write_whole(path, json.as_bytes())?;
        }
        if self.json {
            out.write_all(json.as_bytes())?;
            return Ok(());
        }
        let drawn = draw(&frame, &seed, take).map_err(Failure::new)?;
        let mut table = csv::Writer::from_writer(out);
        let fault = |why: csv::Error| match why.into_kind() {
            csv::ErrorKind::Io(why) => Failure::Output(why),
            other => Failure::new(format!("{other:?}")),
        };
        table.write_record(["stratum", "order", "id", "ticket"]).map_err(fault)?;
        for stratum in &drawn.strata {
            for unit in &stratum.drawn {
                let order = unit.order.to_string();
                table
                    .write_record([stratum.stratum, &order, unit.id, &unit.ticket.to_string()])
                    .map_err(fault)?;
            }
        }
        table.flush()?;
        Ok(())
    }

    fn take(&self) -> Result<Take, Failure> {
        match (self.take, self.rate.as_deref()) {
            (Some(0), _) => Err(Failure::new("--take 0 draws nobody; take at least 1")),
            (Some(count), _) => Ok(Take::Count(count)),
            (None, rate) => rate.unwrap_or_default().parse::<Rate>().map(Take::Rate).map_err(Failure::new),
        }
    }
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    done.map_err(|why| {
        // The half-written file is of no use to anyone; if it can't be removed, the first fault is the one to tell.
        let _ = fs::remove_file(&beside);
        Failure::file(path, why)
    })
}
