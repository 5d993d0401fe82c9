//! The workshop's own tasks, run as `cargo xtask NAME`: the test command, the check of the rooms, the generated documents.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks on its standard streams"
)]

mod arch;
mod build;
mod campaigns;
mod docs;
mod failure;
mod jobs;
mod libreoffice;
mod metadata;
mod package;
mod postgres;
mod sbom;
mod setup;
mod sources;
mod steps;
mod test;

use std::process::ExitCode;

use crate::failure::{Failure, Outcome};

const USAGE: &str = "\
cargo xtask TASK

  test            install what the tests need, then format, rooms, a build with lints, documents, tests
  setup           only install what the tests need
  arch            check the arrows between rooms, folders and files, and the rules of a file
  arch --write    write the table of folders from the imports, take mended faults off the list, and check
  laws [--histories N]
                  try the laws of figures over N generated histories on each engine; 100 if absent
  simulate [--seeds N | --seed S]
                  play N years of an organisation on each engine, with everything that goes wrong, and hold every law against
                  them; 20 if absent. --seed plays that year again
  kills [--times N]
                  kill the server under load N times on each engine and look what is left; 50 if absent
  faults [--times N]
                  fill the disk, forbid to write, hold the writer, stop the database N times on each engine; 20 if absent
  crawl [--each N]
                  ask every route as every role, N odd things at each in addresses, questions, forms and bodies; 40 if absent
  fuzz [--target T] [--runs N]
                  give every reader of outside bytes, or one, N made-up inputs; a million if absent (needs cargo-fuzz)
  fuzz --changes N
                  the same by N random changes of what each begins with, without cargo-fuzz
  schemathesis [--by FILE]
                  let schemathesis ask the API of a served demonstration (needs python3)
  pages [--write] print what each kind of page of the demonstration costs, and complain of what costs a tenth more than
                  bench/pages.txt says; --write writes that anew
  bench-jobs [--by FILE] [--frame FILE]
                  measure whole commands beside their floors (bench/*.c; needs a C compiler and a release build)
  package [--by FILE]
                  put a package of Debian together around a program that was built (needs dpkg-deb)
  libreoffice     send the ledgers of the demonstration through LibreOffice and back (needs it installed)
  docs            write the generated parts of the documents
  docs --by FILE  the same with a program that was built already, such as target/debug/earnest
  docs --check    only say which generated parts are out of date
  sbom            print the list of parts of the program (CycloneDX)
  deny            hold the crates from others against deny.toml (needs cargo-deny installed)
  walkthrough [WORD]
                  walk the demonstration in a browser and write docs/walkthrough*.md with their pictures; a word picks
                  the walks whose test has it in its name";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        ["test"] => test::run(),
        ["setup"] => setup::run(),
        ["arch"] => arch::run(),
        ["arch", "--write"] => arch::write(),
        ["pages"] => test::pages("check"),
        ["pages", "--write"] => test::pages("write"),
        ["bench-jobs", words @ ..] => jobs::run(words),
        ["package", words @ ..] => package::run(words),
        ["libreoffice"] => libreoffice::run(),
        ["laws"] => test::laws("100"),
        ["laws", "--histories", number] => test::laws(number),
        ["simulate"] => campaigns::simulate(&[("EARNEST_YEARS", "20")]),
        ["simulate", "--seeds", number] => campaigns::simulate(&[("EARNEST_YEARS", number)]),
        ["simulate", "--seed", seed] => {
            campaigns::simulate(&[("EARNEST_YEARS", "1"), ("EARNEST_SEED", seed)])
        }
        ["kills"] => campaigns::kills("50"),
        ["kills", "--times", number] => campaigns::kills(number),
        ["faults"] => campaigns::faults("20"),
        ["faults", "--times", number] => campaigns::faults(number),
        ["crawl"] => campaigns::crawl("40"),
        ["crawl", "--each", each] => campaigns::crawl(each),
        ["fuzz"] => campaigns::fuzz::run(None, campaigns::fuzz::RUNS),
        ["fuzz", "--changes", number] => campaigns::fuzz::changes(number),
        ["fuzz", "--target", target] => campaigns::fuzz::run(Some(target), campaigns::fuzz::RUNS),
        ["fuzz", "--runs", runs] => campaigns::fuzz::run(None, runs),
        ["fuzz", "--target", target, "--runs", runs] => campaigns::fuzz::run(Some(target), runs),
        ["schemathesis"] => campaigns::schemathesis::run(None),
        ["schemathesis", "--by", program] => campaigns::schemathesis::run(Some(program)),
        ["docs"] => docs::run(docs::Mode::Write, &docs::Program::ByCargo),
        ["docs", "--check"] => docs::run(docs::Mode::Check, &docs::Program::ByCargo),
        ["docs", "--by", program] => docs::run(docs::Mode::Write, &docs::Program::At(program.into())),
        ["sbom"] => sbom::run(),
        ["deny"] => sbom::deny(),
        ["walkthrough", words @ ..] => test::walkthrough(words),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(Failure::new(USAGE)),
    }
}
