//! The results as tables for people; the same figures as in JSON, rounded to six digits.

use super::{agreement, estimate, severity};
use serde_json::Value;
use std::fmt::Write;

/// Columns padded to their widest cell, the first to the left, the others to the right.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(i, (cell, width))| {
            let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
            if i == 0 { format!("{cell}{pad}") } else { format!("{pad}{cell}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// Six significant digits; a dash where a figure is not defined.
fn figure(value: Option<f64>) -> String {
    let Some(v) = value else { return "–".to_owned() };
    if v == 0.0 {
        return "0".to_owned();
    }
    let exponent = format!("{v:e}").rsplit('e').next().and_then(|e| e.parse::<i32>().ok()).unwrap_or(0);
    if !(-5..12).contains(&exponent) {
        return format!("{v:.5e}");
    }
    let decimals = usize::try_from(5 - exponent).unwrap_or(0);
    let text = format!("{v:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

fn interval([low, high]: [Option<f64>; 2]) -> String {
    format!("{} … {}", figure(low), figure(high))
}

/// The estimates, a table per request.
pub fn estimates(output: &estimate::Output) -> String {
    let population = figure(Some(output.population_estimate));
    let mut out = format!(
        "{} sampled units speak for {population}; {} degrees of freedom\n",
        output.sample_size, output.df
    );
    for answer in &output.results {
        let id = answer.id.as_str().map_or_else(|| answer.id.to_string(), str::to_owned);
        let _ = writeln!(out, "\n{id} ({})", answer.stat);
        match &answer.content {
            estimate::Content::Error { error } => {
                let _ = writeln!(out, "  {error}");
            }
            estimate::Content::Rows { rows } => {
                let mut lines =
                    vec![row(&["domain", "n", "estimate", "se", "95 % interval (t)", "design effect"])];
                lines.extend(rows.iter().map(domain));
                out.push_str(&table(&lines));
            }
        }
    }
    out
}

fn domain(line: &estimate::Row) -> Vec<String> {
    let values: Vec<&str> = line.by.values().filter_map(Value::as_str).collect();
    let name = if values.is_empty() { "all".to_owned() } else { values.join(" / ") };
    match &line.content {
        estimate::RowContent::Error { error } => vec![format!("{name}: {error}")],
        estimate::RowContent::Figures(f) => {
            vec![name, f.n.to_string(), figure(f.estimate), figure(f.se), interval(f.ci95_t), figure(f.deff)]
        }
    }
}

/// The figures of agreement.
pub fn agreement(output: &agreement::Output, only_alpha: bool) -> String {
    let mut out = format!(
        "{} ratings of {} units by {} assessors; {} units with two ratings or more\n",
        output.ratings, output.units, output.assessors, output.units_with_two_or_more
    );
    if let Some(a) = &output.alpha {
        out.push_str(if only_alpha {
            "\nKrippendorff's alpha (no part was named)\n"
        } else {
            "\nKrippendorff's alpha\n"
        });
        let kinds =
            [("nominal", a.nominal), ("ordinal", a.ordinal), ("interval", a.interval), ("ratio", a.ratio)];
        out.push_str(&table(&kinds.map(|(name, v)| vec![name.to_owned(), figure(v)])));
    }
    if let Some(k) = &output.kappa {
        let [first, second] = &k.assessors;
        let _ = writeln!(out, "\nCohen's kappa of {first} and {second}, {} pairs", k.pairs);
        let mut lines = vec![row(&["weights", "kappa", "se", "95 % interval"])];
        for (name, f) in [("none", &k.none), ("linear", &k.linear), ("quadratic", &k.quadratic)] {
            lines.push(vec![name.to_owned(), figure(f.estimate), figure(f.se), interval(f.ci95_normal)]);
        }
        out.push_str(&table(&lines));
    }
    if let Some(f) = output.fleiss_kappa {
        let _ = writeln!(out, "\nFleiss' kappa  {}", figure(f));
    }
    if let Some(icc) = &output.icc {
        out.push_str("\nIntraclass correlation\n");
        let mut lines = vec![row(&["", "estimate", "95 % interval"])];
        let all = [
            ("one score, own assessors (1)", &icc.ICC1),
            ("one score, assessors sampled (2)", &icc.ICC2),
            ("one score, these assessors (3)", &icc.ICC3),
            ("mean, own assessors (1k)", &icc.ICC1k),
            ("mean, assessors sampled (2k)", &icc.ICC2k),
            ("mean, these assessors (3k)", &icc.ICC3k),
        ];
        lines.extend(all.map(|(name, f)| vec![name.to_owned(), figure(f.estimate), interval(f.ci95)]));
        out.push_str(&table(&lines));
    }
    out
}

/// The fitted model and the assessors from the most severe to the most generous.
pub fn severity(output: &severity::Output) -> String {
    let mut out = format!("{} scores of {} units by {} assessors", output.n, output.units, output.assessors);
    match output.components {
        1 => out.push('\n'),
        parts => {
            let _ = writeln!(
                out,
                "\nUnits and assessors fall into {parts} parts without a common score: severities are not comparable across them without assumptions."
            );
        }
    }
    let mut lines = vec![row(&["variance", ""])];
    for (name, v) in [
        ("between units", output.unit),
        ("between assessors", output.assessor),
        ("residual", output.residual),
    ] {
        lines.push(vec![name.to_owned(), figure(Some(v))]);
    }
    lines.push(vec!["mean score".to_owned(), figure(Some(output.intercept))]);
    lines.push(vec!["its standard error".to_owned(), figure(Some(output.intercept_se))]);
    lines.push(vec!["reliability of one score".to_owned(), figure(Some(output.icc_single))]);
    out.push('\n');
    out.push_str(&table(&lines));
    out.push_str("\nAssessors, the most severe first (positive = gives higher scores)\n");
    let mut assessors: Vec<&severity::Named> = output.blup_assessor.iter().collect();
    assessors.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut lines = vec![row(&["assessor", "effect", "standard deviation"])];
    lines.extend(
        assessors.iter().map(|(name, e, sd)| vec![name.clone(), figure(Some(*e)), figure(Some(*sd))]),
    );
    out.push_str(&table(&lines));
    out
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_keep_six_digits_and_no_empty_ones() {
        let shown = [0.0, 1.0, 12.5, 0.333_333_333, 1_234_567.8, 1e-9, -2.5e15].map(|v| figure(Some(v)));
        assert_eq!(shown, ["0", "1", "12.5", "0.333333", "1234568", "1.00000e-9", "-2.50000e15"]);
        assert_eq!(figure(None), "–");
    }
}
