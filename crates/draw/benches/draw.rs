//! The draw over a national frame, beside as many compressions of one block of SHA-256.

use criterion::{Criterion, criterion_group, criterion_main};
use earnest_draw::{Frame, Rate, Seed, Take, draw};
use sha2::block_api::compress256;
use std::hint::black_box;

/// Units of the national tree.
const UNITS: usize = 665_277;

fn national(strata: usize) -> Frame {
    let rows = (0..UNITS).map(|unit| (format!("{:04}", unit % strata), format!("{:012}", unit * 7_919)));
    Frame::new(rows).unwrap_or_default()
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("national");
    group.sample_size(20);
    group.bench_function("one-block compressions", |bencher| {
        bencher.iter(|| {
            let mut sum = 0_u32;
            for unit in 0..UNITS as u64 {
                let mut block = [0; 64];
                if let Some(place) = block.first_chunk_mut::<8>() {
                    *place = unit.to_le_bytes();
                }
                let mut state = [0; 8];
                compress256(&mut state, &[block]);
                sum ^= state.iter().fold(0, |all, word| all ^ word);
            }
            black_box(sum)
        });
    });
    let (Ok(seed), Ok(rate)) = (Seed::new("01382438112797316654"), Rate::new(1, 5)) else { return };
    for strata in [1, 2_978] {
        let frame = national(strata);
        group.bench_function(format!("draw of 20 % from {strata} strata"), |bencher| {
            bencher.iter(|| black_box(draw(&frame, &seed, Take::Rate(rate))));
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
