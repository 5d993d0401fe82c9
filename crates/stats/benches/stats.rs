//! The three sizes that the statistics are built for: a national sample, a large marking round, a million ratings.
#![expect(clippy::float_arithmetic, clippy::indexing_slicing, reason = "benchmarks make up numbers")]

use criterion::{Criterion, criterion_group, criterion_main};
use earnest_stats::agreement::{Ratings, alpha};
use earnest_stats::estimate::{Codes, Design, DesignInput, Statistic, TTable, cells};
use earnest_stats::severity::severity;
use std::hint::black_box;

const COUNTIES: u32 = 2_978;
const VILLAGES: u32 = 620_573;
const SAMPLED: u32 = 125_283;

/// The same numbers at every run (a linear congruence after Knuth).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    fn below(&mut self, n: u32) -> u32 {
        let scaled = (self.next() * f64::from(n)) as u32;
        scaled.min(n - 1)
    }

    /// Near enough to normal: the sum of twelve.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

/// Villages are spread evenly over the counties, and so is the sample.
fn share(of: u32, county: u32) -> u32 {
    of / COUNTIES + u32::from(county < of % COUNTIES)
}

fn national(c: &mut Criterion) {
    let mut numbers = Numbers(1);
    let county: Vec<u32> = (0..COUNTIES).flat_map(|h| vec![h; share(SAMPLED, h) as usize]).collect();
    let fpc: Vec<f64> = county.iter().map(|h| f64::from(share(VILLAGES, *h))).collect();
    let rows = county.len();
    let column =
        |numbers: &mut Numbers| -> Vec<f64> { (0..rows).map(|_| 60.0 + 10.0 * numbers.bell()).collect() };
    let (y, x) = (column(&mut numbers), column(&mut numbers));
    let prefecture = Codes {
        of_row: county.iter().map(|h| h / 9).collect(),
        names: (0..=COUNTIES / 9).map(|p| format!("P{p:03}")).collect(),
    };
    let county = Codes { of_row: county, names: (0..COUNTIES).map(|h| format!("C{h:04}")).collect() };
    c.bench_function("national design: totals, mean, ratio, means by county and prefecture", |b| {
        b.iter(|| {
            let input = DesignInput {
                rows,
                strata: Some(county.clone()),
                fpc: vec![fpc.clone()],
                ..DesignInput::default()
            };
            let Ok(design) = Design::new(input) else { return 0.0 };
            let mut t = TTable::default();
            let mut sum = 0.0;
            let all =
                [Statistic::Total(&y), Statistic::Total(&x), Statistic::Mean(&y), Statistic::Ratio(&y, &x)];
            let by = [&[][..], &[&county][..], &[&prefecture][..]];
            for (i, by) in by.iter().enumerate() {
                let statistics = if i == 0 { &all[..] } else { &all[2..3] };
                for cell in cells(&design, by, None) {
                    for statistic in statistics {
                        sum += design
                            .estimate(statistic, &cell.rows, &mut t)
                            .ok()
                            .and_then(|e| e.se)
                            .unwrap_or(0.0);
                    }
                }
            }
            black_box(sum)
        });
    });
}

fn marking(c: &mut Criterion) {
    let (units, assessors, n) = (2_972_u32, 1_128_u32, 73_421);
    let mut numbers = Numbers(2);
    let unit_effect: Vec<f64> = (0..units).map(|_| 4.0 * numbers.bell()).collect();
    let assessor_effect: Vec<f64> = (0..assessors).map(|_| 2.0 * numbers.bell()).collect();
    let unit: Vec<u32> = (0..n).map(|_| numbers.below(units)).collect();
    let assessor: Vec<u32> = (0..n).map(|_| numbers.below(assessors)).collect();
    let mean = |u: &u32, a: &u32| 70.0 + unit_effect[*u as usize] + assessor_effect[*a as usize];
    let score: Vec<f64> =
        unit.iter().zip(&assessor).map(|(u, a)| mean(u, a) + 5.0 * numbers.bell()).collect();
    let mut group = c.benchmark_group("severity");
    group.sample_size(10);
    group.bench_function("73,421 scores of 2,972 units by 1,128 assessors", |b| {
        b.iter(|| severity(&unit, &assessor, &score, units as usize, assessors as usize).map(|f| f.reml));
    });
    group.finish();
}

fn ratings(c: &mut Criterion) {
    let mut numbers = Numbers(3);
    let unit: Vec<u32> = (0..1_000_000).map(|i| i / 4).collect();
    let assessor: Vec<u32> = (0..1_000_000).map(|i| i % 4).collect();
    let score: Vec<f64> = unit.iter().map(|u| f64::from((u % 5 + numbers.below(2)) % 5 + 1)).collect();
    let mut group = c.benchmark_group("alpha");
    group.sample_size(20);
    group.bench_function("all four of 1,000,000 ratings", |b| {
        b.iter(|| Ratings::new(&unit, &assessor, &score, 250_000, 4).map(|r| alpha(&r).interval));
    });
    group.finish();
}

criterion_group!(benches, national, marking, ratings);
criterion_main!(benches);
