//! The counts as Prometheus reads them (text format 0.0.4).

use super::counts::Watch;
use crate::edge::house::Edge;
use earnest_app::{BOUNDS, Histogram, Tally};
use std::{
    fmt::{Display, Write as _},
    sync::atomic::Ordering,
};

/// A number that goes up and down: its name, what it is, and its values by their labels.
pub struct Gauge {
    /// Its name, without the house before it.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Its labels, written (`share="pages"`), or empty, and its value.
    pub values: Vec<(String, f64)>,
}

/// The page: what this edge counted, and what was found out besides.
pub fn page(edge: &Edge, more: &[Gauge], histograms: &[(&str, &str, &Histogram)]) -> String {
    let mut text = String::new();
    edge.watch.requests(&mut text);
    let of = |number: &std::sync::atomic::AtomicU64| number.load(Ordering::Relaxed);
    let [gone, long] = &edge.watch.broken_off;
    head(&mut text, "earnest_readings_broken_off_total", "counter", "Readings that ended before their time");
    line(&mut text, "earnest_readings_broken_off_total", "why=\"gone\"", of(gone));
    line(&mut text, "earnest_readings_broken_off_total", "why=\"long\"", of(long));
    for (name, what, histogram) in histograms {
        head(&mut text, name, "histogram", what);
        times(&mut text, name, "", histogram);
    }
    head(&mut text, "earnest_requests_under_way", "gauge", "Requests that are being answered");
    line(&mut text, "earnest_requests_under_way", "", of(&edge.watch.under_way));
    head(&mut text, "earnest_connections", "gauge", "Connections that are open");
    line(&mut text, "earnest_connections", "", edge.connections.open_now());
    head(&mut text, "earnest_turns_free", "gauge", "How many of a kind could be begun with at once");
    for (share, free) in edge.shares.free() {
        line(&mut text, "earnest_turns_free", &format!("share=\"{share}\""), free);
    }
    for gauge in more {
        let name = format!("earnest_{}", gauge.name);
        head(&mut text, &name, "gauge", gauge.what);
        for (labels, value) in &gauge.values {
            line(&mut text, &name, labels, value);
        }
    }
    text
}

impl Watch {
    fn requests(&self, text: &mut String) {
        let kinds = self.kinds();
        let name = "earnest_requests_total";
        head(text, name, "counter", "Requests by route and status; status 0: whoever asked had gone");
        for ((method, route), kind) in &*kinds {
            for (status, count) in &kind.statuses {
                let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
                line(text, name, &labels, count);
            }
        }
        type Of = fn(&Tally) -> u64;
        let counts: [(&str, &str, Of); 4] = [
            ("earnest_statements_total", "Statements of SQLite", |tally| tally.statements),
            ("earnest_steps_total", "Steps of the engine of SQLite", |tally| tally.steps),
            ("earnest_scanned_total", "Rows over which SQLite walked whole tables", |tally| tally.scanned),
            ("earnest_planned_anew_total", "Kept statements that SQLite planned anew", |tally| {
                tally.planned_anew
            }),
        ];
        for (name, what, of) in counts {
            head(text, name, "counter", what);
            for ((method, route), kind) in &*kinds {
                line(text, name, &format!("method=\"{method}\",route=\"{route}\""), of(&kind.tally));
            }
        }
        let name = "earnest_request_seconds";
        head(text, name, "histogram", "From the head of a request to its answer");
        for ((method, route), kind) in &*kinds {
            times(text, name, &format!("method=\"{method}\",route=\"{route}\""), &kind.times);
        }
    }
}

fn head(text: &mut String, name: &str, kind: &str, what: &str) {
    // Writing into a text does not fail.
    let _written = write!(text, "# HELP {name} {what}.\n# TYPE {name} {kind}\n");
}

fn line(text: &mut String, name: &str, labels: &str, value: impl Display) {
    let _written = match labels {
        "" => writeln!(text, "{name} {value}"),
        labels => writeln!(text, "{name}{{{labels}}} {value}"),
    };
}

fn times(text: &mut String, name: &str, labels: &str, histogram: &Histogram) {
    let (within, count, microseconds) = histogram.counted();
    let join = if labels.is_empty() { "" } else { "," };
    let bucket = format!("{name}_bucket");
    for (bound, within) in BOUNDS.iter().zip(within) {
        line(text, &bucket, &format!("{labels}{join}le=\"{}\"", seconds(*bound)), within);
    }
    line(text, &bucket, &format!("{labels}{join}le=\"+Inf\""), count);
    line(text, &format!("{name}_sum"), labels, seconds(microseconds));
    line(text, &format!("{name}_count"), labels, count);
}

/// Microseconds as seconds, exactly.
fn seconds(microseconds: u64) -> String {
    let whole = format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000);
    whole.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_histogram_reads_as_prometheus_wants_it() {
        let histogram = Histogram::default();
        histogram.note(Duration::from_millis(30));
        let mut text = String::new();
        times(&mut text, "x", "route=\"/a\"", &histogram);
        assert!(text.starts_with("x_bucket{route=\"/a\",le=\"0.001\"} 0\n"), "{text}");
        assert!(text.contains("x_bucket{route=\"/a\",le=\"0.05\"} 1\n"), "{text}");
        assert!(
            text.ends_with("le=\"+Inf\"} 1\nx_sum{route=\"/a\"} 0.03\nx_count{route=\"/a\"} 1\n"),
            "{text}"
        );
    }
}
