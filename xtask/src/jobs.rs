//! `cargo xtask bench-jobs`: whole commands, file to file, beside floors that do the same and check nothing (`bench/`). What is
//! compared is computing time and the peak of memory, since neither hangs on what else the machine does; each is the median
//! of runs in turn. GNU `time` measures.

use crate::{
    failure::{Failure, Outcome, While},
    metadata, steps,
};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// So often each command runs.
const RUNS: usize = 5;
/// The seed of the draws.
const SEED: &str = "01382438112797316654";
/// Units and strata of the frame that is made up: villages by county.
const FRAME: (u64, u64) = (620_573, 2_978);

/// Measures: `--by FILE` names the program, `--frame FILE` a frame with the columns `id,name,class`.
pub fn run(words: &[&str]) -> Outcome {
    let (mut program, mut frame) = (metadata::root().join("target/release/earnest"), None);
    for pair in words.chunks(2) {
        match pair {
            ["--by", path] => program = PathBuf::from(path),
            ["--frame", path] => frame = Some(PathBuf::from(path)),
            _ => return Err(Failure::new("bench-jobs [--by FILE] [--frame FILE]")),
        }
    }
    let folder = std::env::temp_dir().join("earnest-bench-jobs");
    fs::create_dir_all(&folder).while_trying("make a folder")?;
    let (floor, certificate) = (folder.join("draw"), folder.join("draw.json"));
    let source = metadata::root().join("bench/draw.c");
    let sha = ["-O3", "-msha", "-msse4.1", "-o"];
    steps::run(Command::new("cc").args(sha).args([&floor, &source]))?;
    let frame = match frame {
        Some(frame) => frame,
        None => made_up(&folder.join("frame.csv"))?,
    };
    let draw = |program: &Path| {
        let mut command = Command::new(program);
        command.args([
            "draw",
            "run",
            "--id",
            "id",
            "--stratum",
            "class",
            "--rate",
            "1/5",
            "--seed",
            SEED,
            "--frame",
        ]);
        command.arg(&frame);
        command
    };
    steps::run(draw(&program).args(["--replace", "--out"]).arg(&certificate).stdout(Stdio::null()))?;
    let floor_of_draw = || {
        let mut command = Command::new(&floor);
        command.arg(&frame).args(["0", "2", SEED, "1", "5"]);
        command
    };
    let read = || {
        let mut command = Command::new("python3");
        command.args(["-c", "import json, sys; json.load(open(sys.argv[1]))"]).arg(&certificate);
        command
    };
    let verify = || {
        let mut command = Command::new(&program);
        command.args(["draw", "verify"]).arg(&certificate);
        command
    };
    let written = || {
        let mut command = draw(&program);
        command.arg("--json");
        command
    };
    let commands: [&dyn Fn() -> Command; 5] = [&floor_of_draw, &read, &|| draw(&program), &written, &verify];
    let [drawn, read, ours, file, verified] = medians(&commands)?;
    println!("\n| job | ours: CPU, peak | floor: CPU, peak | ratio |\n|---|---|---|---|");
    println!("{}", line("`draw run`, the table", ours, drawn));
    println!("{}", line("`draw run --json`, the certificate", file, drawn));
    let floor = Cost {
        hundredths: drawn.hundredths + read.hundredths,
        kibibytes: drawn.kibibytes.max(read.kibibytes),
    };
    println!("{}", line("`draw verify` beside the draw and Python reading the file", verified, floor));
    Ok(())
}

/// What a command costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    /// Hundredths of a second, in the program and in the system.
    hundredths: u64,
    /// The peak of its memory.
    kibibytes: u64,
}

/// The median of each command's runs; they run in turn, so that whatever else goes on meets all alike.
fn medians<const N: usize>(commands: &[&dyn Fn() -> Command; N]) -> Outcome<[Cost; N]> {
    let mut costs: [Vec<Cost>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..RUNS {
        for (command, costs) in commands.iter().zip(&mut costs) {
            costs.push(cost(&command())?);
        }
    }
    Ok(costs.map(|mut costs| {
        costs.sort_unstable();
        costs.get(RUNS / 2).copied().unwrap_or(Cost { hundredths: 0, kibibytes: 0 })
    }))
}

fn cost(command: &Command) -> Outcome<Cost> {
    let mut timed = Command::new("time");
    timed.args(["-f", "%U %S %M"]).arg(command.get_program()).args(command.get_args());
    let output =
        timed.stdin(Stdio::null()).stdout(Stdio::null()).output().while_trying("run `time` (GNU)")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(Failure::new(said));
    }
    let mut numbers = said.lines().last().unwrap_or_default().split(' ');
    let mut next = || numbers.next().and_then(|number| number.replace('.', "").parse::<u64>().ok());
    let (Some(program), Some(system), Some(kibibytes)) = (next(), next(), next()) else {
        return Err(Failure::new(format!("`time` said `{said}`")));
    };
    Ok(Cost { hundredths: program + system, kibibytes })
}

fn line(job: &str, ours: Cost, floor: Cost) -> String {
    let shown = |cost: Cost| {
        format!("{}.{:02} s, {} MiB", cost.hundredths / 100, cost.hundredths % 100, cost.kibibytes / 1024)
    };
    let tenths = ours.hundredths * 10 / floor.hundredths.max(1);
    format!("| {job} | {} | {} | {}.{} |", shown(ours), shown(floor), tenths / 10, tenths % 10)
}

/// A frame of the size of a nation's villages.
fn made_up(path: &Path) -> Outcome<PathBuf> {
    let mut text = String::from("id,name,class\n");
    for unit in 0..FRAME.0 {
        let class = 110_000 + unit * FRAME.1 / FRAME.0;
        // Writing into a text does not fail.
        let _written = writeln!(text, "{class}{:06},单位,{class}", unit % 1_000_000);
    }
    fs::write(path, text).while_trying("write the frame")?;
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_both_and_how_many_times_the_floor_ours_is() {
        let of = |hundredths, kibibytes| Cost { hundredths, kibibytes };
        assert_eq!(
            line("a", of(31, 90_000), of(15, 38_000)),
            "| a | 0.31 s, 87 MiB | 0.15 s, 37 MiB | 2.0 |"
        );
    }

    #[test]
    fn what_a_command_costs_is_read_from_time() {
        if steps::answer("time", &["-f", "", "true"]).is_some() {
            let cost = cost(&Command::new("true")).unwrap();
            assert!(cost.hundredths < 100 && cost.kibibytes > 0, "{cost:?}");
        }
    }
}
