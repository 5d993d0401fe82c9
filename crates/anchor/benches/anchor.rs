//! Growing, proving and signing, beside as many bare hashes of nodes.

use criterion::{Criterion, criterion_group, criterion_main};
use earnest_anchor::{
    Hash,
    checkpoint::Checkpoint,
    note::{Kind, SigningKey},
    tree::{Frontier, Head, Node, inclusion, verify_inclusion},
    trust::Trust,
};
use std::{collections::HashMap, hint::black_box};

/// Acts of a large register over years.
const ACTS: u64 = 1_000_000;

fn grown() -> (Frontier, HashMap<Node, Hash>) {
    let (mut tree, mut nodes) = (Frontier::default(), HashMap::new());
    for act in 0..ACTS {
        nodes.extend(tree.append(Hash::leaf(&act.to_be_bytes())).unwrap_or_default());
    }
    (tree, nodes)
}

fn tree(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a million acts");
    group.sample_size(10);
    group.bench_function("bare: two hashes an act", |bencher| {
        bencher.iter(|| {
            let mut last = Hash::of_nothing();
            for act in 0..ACTS {
                last = Hash::node(Hash::leaf(&act.to_be_bytes()), last);
            }
            black_box(last)
        });
    });
    group.bench_function("append all, head", |bencher| {
        bencher.iter(|| {
            let mut tree = Frontier::default();
            for act in 0..ACTS {
                let _ = black_box(tree.append(Hash::leaf(&act.to_be_bytes())));
            }
            black_box(tree.head())
        });
    });
    let (tree, nodes) = grown();
    let stored = |node: Node| nodes.get(&node).copied().ok_or(());
    let middle = ACTS / 3;
    group.bench_function("make a proof of inclusion", |bencher| {
        bencher.iter(|| black_box(inclusion(middle, ACTS, stored)));
    });
    let proof = inclusion(middle, ACTS, stored).unwrap_or_default();
    let leaf = Hash::leaf(&middle.to_be_bytes());
    group.bench_function("check a proof of inclusion", |bencher| {
        bencher.iter(|| black_box(verify_inclusion(leaf, middle, tree.head(), &proof)));
    });
    group.finish();
}

fn signatures(criterion: &mut Criterion) {
    let keys = [("log.example", Kind::Log), ("witness.example", Kind::Witness)];
    let keys = keys.map(|(name, kind)| SigningKey::from_seed(name, kind, &[kind as u8; 32]));
    let head = Head { size: ACTS, root: Hash::leaf(b"") };
    let ([Ok(log), Ok(witness)], Ok(checkpoint)) = (keys, Checkpoint::new("log.example", head)) else {
        return;
    };
    criterion.bench_function("sign a checkpoint", |bencher| {
        bencher.iter(|| black_box(checkpoint.sign(&log)));
    });
    let Ok(mut note) = checkpoint.sign(&log) else { return };
    if let Ok(line) = witness.cosign(note.text(), 1) {
        let _ = note.add(line);
    }
    let witnesses = vec![witness.public().clone()];
    let Ok(trust) = Trust::new("log.example", vec![log.public().clone()], witnesses, 1) else { return };
    criterion.bench_function("open a checkpoint with one witness", |bencher| {
        bencher.iter(|| black_box(trust.open(&note)));
    });
}

criterion_group!(all, tree, signatures);
criterion_main!(all);
