//! The page of the first start: it is served until somebody who knows the code has set the register up.

use super::{Answered, set_up};
use crate::{clock, database::Database, failure::Failure};
use earnest_demo::shipped::SHIPPED;
use earnest_web::{
    edge::Edge,
    first::{Answers, First, Offered, serve_first},
};
use std::{future::Future, io::Write, net::TcpListener, sync::Arc};

/// Signs of a code: none that is taken for another.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// What the page is served with.
pub struct Serving<'a> {
    pub database: &'a Database,
    pub edge: Arc<Edge>,
    /// Whether browsers come by HTTPS alone.
    pub secure: bool,
    /// Whether a proxy stands in front.
    pub proxied: bool,
}

/// Serves the page; returns whether the register was set up.
pub fn serve_until_set_up(
    (runtime, listener): (&tokio::runtime::Runtime, TcpListener),
    serving: Serving<'_>,
    stop: impl Future<Output = ()> + Send + 'static,
    out: &mut dyn Write,
) -> Result<bool, Failure> {
    let code = code();
    let address = listener.local_addr()?;
    writeln!(out, "There is no register at {} yet.", serving.database.database)?;
    writeln!(out, "Set it up at http://{address}/ with the code {code}")?;
    writeln!(out, "(or here, after ending this: earnest setup --database {})", serving.database.database)?;
    out.flush()?;
    let database = serving.database.clone();
    let looked_at = serving.database.clone();
    let first = First {
        packs: offered()?,
        code,
        zone: jiff::tz::TimeZone::system().iana_name().unwrap_or_default().to_owned(),
        secure: serving.secure,
        proxied: serving.proxied,
        set_up: Box::new(move |answers: &Answers| {
            set_up(&database, &answered(answers)).map(|done| done.units)
        }),
        // What can't be looked at now is looked at again.
        taken: Box::new(move || looked_at.waits_for_set_up().is_ok_and(|waits| !waits)),
    };
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        serve_first(listener, (first, serving.edge), stop).await
    });
    Ok(served?)
}

fn answered(answers: &Answers) -> Answered<'_> {
    Answered {
        name: answers.name.clone(),
        zone: answers.zone,
        language: answers.language,
        files: &answers.files,
        units: &answers.units,
        sha256: answers.sha256.clone(),
        login: &answers.login,
        title: &answers.title,
        password: &answers.password,
    }
}

fn offered() -> Result<Vec<Offered>, Failure> {
    let offer = |shipped: &earnest_demo::shipped::Shipped| {
        let faulty = |faults: earnest_model::pack::PackFaults| Failure::new(faults);
        let files = shipped.files().map_err(faulty)?;
        let pack = shipped.pack().map_err(faulty)?;
        Ok(Offered { key: shipped.name.to_owned(), files, pack })
    };
    SHIPPED.iter().map(offer).collect()
}

/// Eight signs in two groups, of 40 bits of chance.
fn code() -> String {
    let mut bytes = [0; 8];
    clock::fill(&mut bytes);
    let sign = |byte: &u8| char::from(SIGNS.get(usize::from(byte % 32)).copied().unwrap_or(b'A'));
    let signs: String = bytes.iter().map(sign).collect();
    let (left, right) = signs.split_at(4);
    format!("{left}-{right}")
}
