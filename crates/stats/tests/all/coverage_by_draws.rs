//! Of 2,000 samples drawn by the draw itself, about 95 % must have the truth in their interval.
#![expect(clippy::float_arithmetic, reason = "tests compare numbers")]

use earnest_draw::{Frame, Rate, Seed, Take, draw};
use earnest_stats::estimate::{Codes, Design, DesignInput, Statistic, TTable, cells};
use std::collections::HashMap;

/// Units of five classes of different size and level; a score and a share that pass or fail.
fn population() -> Vec<(u32, String, f64, f64)> {
    let sizes = [40_u32, 60, 90, 120, 200];
    let mut units = Vec::new();
    for (class, size) in (0_u32..).zip(sizes) {
        for i in 0..size {
            // A fixed, even scatter: multiples of the golden ratio.
            let scatter = (f64::from(i + 1) * 0.618_033_988_749_895).fract();
            let score = 50.0 + 6.0 * f64::from(class) + 30.0 * scatter + 8.0 * (f64::from(i) * 1.7).sin();
            units.push((class, format!("{class}-{i:03}"), score, f64::from(u8::from(scatter > 0.35))));
        }
    }
    units
}

#[test]
fn the_interval_covers_the_truth_in_about_95_of_100_draws() {
    let population = population();
    let n = f64::from(u32::try_from(population.len()).unwrap());
    let truth = [
        population.iter().map(|u| u.2).sum::<f64>(),
        population.iter().map(|u| u.2).sum::<f64>() / n,
        population.iter().map(|u| u.3).sum::<f64>() / n,
    ];
    let size =
        |class: u32| f64::from(u32::try_from(population.iter().filter(|u| u.0 == class).count()).unwrap());
    let sizes: Vec<f64> = (0..5).map(size).collect();
    let by_id: HashMap<&str, &(u32, String, f64, f64)> =
        population.iter().map(|u| (u.1.as_str(), u)).collect();
    let frame = Frame::new(population.iter().map(|u| (u.0.to_string(), u.1.clone()))).unwrap();
    let take = Take::Rate(Rate::new(1, 5).unwrap());
    let mut t = TTable::default();
    let mut covered = [0_u32; 3];
    for seed in 0..2000 {
        let drawn = draw(&frame, &Seed::new(format!("coverage {seed:04}")).unwrap(), take).unwrap();
        let units: Vec<_> =
            drawn.strata.iter().flat_map(|s| &s.drawn).map(|u| by_id.get(u.id).unwrap()).collect();
        let strata = Codes {
            of_row: units.iter().map(|u| u.0).collect(),
            names: (0..5).map(|class: u32| class.to_string()).collect(),
        };
        let count = |class: u32| sizes.get(usize::try_from(class).unwrap()).copied().unwrap();
        let fpc = vec![units.iter().map(|u| count(u.0)).collect()];
        let design = Design::new(DesignInput {
            rows: units.len(),
            strata: Some(strata),
            fpc,
            ..DesignInput::default()
        });
        let design = design.unwrap();
        let score: Vec<f64> = units.iter().map(|u| u.2).collect();
        let passed: Vec<f64> = units.iter().map(|u| u.3).collect();
        let all = cells(&design, &[], None);
        let rows = &all.first().unwrap().rows;
        let statistics = [Statistic::Total(&score), Statistic::Mean(&score), Statistic::Proportion(&passed)];
        for ((statistic, truth), hits) in statistics.iter().zip(truth).zip(&mut covered) {
            let [low, high] = design.estimate(statistic, rows, &mut t).unwrap().ci95_t.map(Option::unwrap);
            *hits += u32::from(low <= truth && truth <= high);
        }
    }
    // 95 % of 2,000 is 1,900; three standard errors are 29.
    for hits in covered {
        assert!((1870..=1930).contains(&hits), "{covered:?} of 2,000");
    }
}
