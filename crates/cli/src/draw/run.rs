//! `earnest draw run`

use super::frame_file;
use crate::{failure::Failure, out_file::OutFile, table_file::name_unread};
use clap::Args;
use earnest_draw::{Certificate, Rate, Seed, Take, draw};
use earnest_model::{
    draws::draw_record::seed_digits,
    formula::{harmless, put_line},
    signs::{meant, odd, shown, trimmed},
};
use std::{collections::BTreeMap, io::Write, path::PathBuf};

#[derive(Debug, Args)]
pub struct Run {
    /// The frame: a CSV file or a workbook with a head.
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
    /// The seed that was made in public. Of digits the digits alone count, as on the pages; any other text to the letter.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    seed: String,
    #[command(flatten)]
    out: OutFile,
    /// Print the certificate in place of the table.
    #[arg(long)]
    json: bool,
}

impl Run {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let take = self.take()?;
        self.out.check()?;
        self.out.is_not(&self.frame)?;
        let seed = Seed::new(seed_text(&self.seed)?).map_err(Failure::new)?;
        let (frame, unread) = frame_file::read(&self.frame, &self.id, self.stratum.as_deref())?;
        name_unread(&self.frame.display().to_string(), &unread);
        let drawn = draw(&frame, &seed, take).map_err(Failure::new)?;
        // The certificate is nine tenths of the work: it is made where somebody asks for it.
        if self.json || self.out.out.is_some() {
            let json = Certificate::file_of(&frame, &drawn, (&seed, take), BTreeMap::new());
            self.out.write(json.as_bytes())?;
            if self.json {
                out.write_all(json.as_bytes())?;
                return Ok(());
            }
        }
        let mut table = Vec::new();
        put_line(&mut table, ["stratum", "order", "id", "ticket"], "\n");
        for stratum in &drawn.strata {
            for unit in &stratum.drawn {
                let (order, ticket) = (unit.order.to_string(), unit.ticket.to_string());
                let fields = [harmless(stratum.stratum), order, harmless(unit.id), ticket];
                put_line(&mut table, fields, "\n");
            }
        }
        out.write_all(&table).and_then(|()| out.flush()).map_err(Failure::Output)
    }

    fn take(&self) -> Result<Take, Failure> {
        match (self.take, self.rate.as_deref()) {
            (Some(0), _) => Err(Failure::new("--take 0 draws nobody; take at least 1")),
            (Some(count), _) => Ok(Take::Count(count)),
            (None, rate) => {
                meant(rate.unwrap_or_default()).parse::<Rate>().map(Take::Rate).map_err(Failure::new)
            }
        }
    }
}

/// The seed as it is hashed: what the pages and the command make of one announcement is the same.
fn seed_text(text: &str) -> Result<String, Failure> {
    match seed_digits(text) {
        Some(digits) => Ok(digits),
        None if trimmed(text).len() != text.len() || odd(text).is_some() => Err(Failure::new(format!(
            "the seed `{}` holds signs that are not seen; type it without them",
            shown(text)
        ))),
        None => Ok(text.to_owned()),
    }
}
