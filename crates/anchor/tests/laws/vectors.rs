//! Values that others have published, or that another program has computed.

use crate::definition::nodes;
use earnest_anchor::{
    Hash,
    checkpoint::Checkpoint,
    note::{Kind, Note, SigningKey, VerifierKey},
    proof::Proof,
    tree::{Frontier, Head, consistency, inclusion, verify_consistency, verify_inclusion},
    trust::Trust,
};

/// The leaves of the tests of Certificate Transparency (github.com/transparency-dev/merkle, `proof/verify_test.go`).
const LEAVES: [&[u8]; 8] = [b"", b"\x00", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"];

const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(text: &str) -> Hash {
    let bytes: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap()).collect();
    Hash::from_bytes(bytes.try_into().unwrap())
}

fn leaves() -> Vec<Hash> {
    LEAVES.iter().map(|leaf| Hash::leaf(leaf)).collect()
}

fn head(size: usize) -> Head {
    Head { size: size as u64, root: hex(ROOTS[size - 1]) }
}

#[test]
fn leaves_and_the_empty_tree_hash_as_in_certificate_transparency() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Hash::of_nothing(), hex(empty));
    let leaf = "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56";
    assert_eq!(Hash::leaf(b"L123456"), hex(leaf));
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let mut tree = Frontier::default();
    for (at, leaf) in leaves().into_iter().enumerate() {
        tree.append(leaf).unwrap();
        assert_eq!(tree.head(), head(at + 1));
    }
}

#[test]
fn proofs_of_inclusion_are_those_of_certificate_transparency() {
    let leaves = leaves();
    let included: [(u64, usize, &[&str]); 5] = [
        (0, 1, &[]),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1,
            5,
            &[
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    for (index, size, hashes) in included {
        let proof: Vec<Hash> = hashes.iter().map(|hash| hex(hash)).collect();
        let leaf = leaves[usize::try_from(index).unwrap()];
        assert_eq!(inclusion(index, size as u64, nodes(&leaves[..size])).unwrap(), proof);
        assert_eq!(verify_inclusion(leaf, index, head(size), &proof), Ok(()));
    }
}

#[test]
fn proofs_of_consistency_are_those_of_certificate_transparency() {
    let leaves = leaves();
    let extended: [(usize, usize, &[&str]); 3] = [
        (
            1,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            &[
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    for (old, new, hashes) in extended {
        let proof: Vec<Hash> = hashes.iter().map(|hash| hex(hash)).collect();
        assert_eq!(consistency(old as u64, new as u64, nodes(&leaves[..new])).unwrap(), proof);
        assert_eq!(verify_consistency(head(old), head(new), &proof), Ok(()));
    }
}

#[test]
fn a_note_is_signed_to_the_bytes_that_go_signs_it_to() {
    // golang.org/x/mod/sumdb/note, note_test.go.
    let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let other = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    let text = "If you think cryptography is the answer to your problem,\n\
                then you don't know what your problem is.\n";
    let first = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let second = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
    let key = SigningKey::parse(secret).unwrap();
    assert_eq!(key.public().to_string(), public);
    assert_eq!(key.secret_text(), secret);
    let note = Note::new(text, key.sign(text).unwrap()).unwrap();
    assert_eq!(note.to_string(), format!("{text}\n{first}"));
    let both = Note::parse(format!("{text}\n{first}{second}").as_bytes()).unwrap();
    let keys = [VerifierKey::parse(public).unwrap(), VerifierKey::parse(other).unwrap()];
    let signed = both.verify(&keys).unwrap();
    assert_eq!(signed.iter().map(|by| by.key.name()).collect::<Vec<_>>(), ["PeterNeumann", "EnochRoot"]);
}

#[test]
fn a_checkpoint_is_signed_to_the_bytes_of_another_implementation() {
    // github.com/C2SP/C2SP, issue 99: the secret key is 0x11 and 31 zeros.
    let origin = "sigsum.org/v1/tree/e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69";
    let root = "HA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let line = "gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE7ovMeP5whgwouYExowG/lTznxu6OUGjjt5yJQ6bXtTcf718MqAQ=";
    let mut seed = [0; 32];
    seed[0] = 0x11;
    let key = SigningKey::from_seed(origin, Kind::Log, &seed).unwrap();
    let checkpoint = Checkpoint::new(origin, Head { size: 10, root: Hash::parse(root).unwrap() }).unwrap();
    let note = checkpoint.sign(&key).unwrap().to_string();
    assert_eq!(note, format!("{origin}\n10\n{root}\n\n— {origin} {line}\n"));
}

#[test]
fn the_cosigned_checkpoint_of_the_specification_is_read_and_written_again() {
    // c2sp.org/tlog-cosignature.
    let note = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
                — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
                — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    let read = Note::parse(note.as_bytes()).unwrap();
    assert_eq!(read.to_string(), note);
    assert_eq!(Checkpoint::parse(read.text()).unwrap().head().size, 20_852_163);
}

#[test]
fn a_proof_made_by_another_program_holds() {
    // Made with Python: hashlib, base64, and Ed25519 of `cryptography` 48; seeds 0, 1, 2 … and 32, 33, 34 …
    let log = "register.example/journal+cf40c5c9+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    let witness = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
    let file = "c2sp.org/tlog-proof@v1\n\
                extra /p5iHnmiEZ+ZkZRhh+gj2+2wu/eV0UZLufm+UOaLCFc=\n\
                index 6\n\
                uBVYLyOp9fPaiD0zaJ1SPjSrNQoJIxLN8/V+Yf6SB3Q=\n\
                /OpSMdN6+buT+l7AV/faYePxBFOR9d0dnhiJ5g7Nvwg=\n\
                khx7L9ZIr+T7Fk1DTnxMJkniVzvhtAw0/CertaJb70c=\n\
                +P+SE6cZWMTKKym4GNVF3ykSnhVLIA+VLrmoeuBis3Y=\n\n\
                register.example/journal\n\
                11\n\
                RVQEUnZnRQEpKtCuhOLPAp9FvzrOuXWKLEg7SQjy8hw=\n\n\
                — register.example/journal z0DFyWBV3lVuX1t5pcPY7/yeM0pQuJ4T82ry40l1VHyZsHmqvdStyCZn7H7vD0s7KVHZbcU6UPgpnOOpYRcQeWKS3QQ=\n\
                — witness.example/w1 IDJKvgAAAABWUlcAwAzbv1X2H/GoOwDBmFpx1y8QK5g+kNfH3KTF21mO1ZWc0tzl5CPIL3OcXyo2a5S09jGLGiauiIhK7MNeWmfaAQ==\n";
    let keys = [log, witness].map(|key| VerifierKey::parse(key).unwrap());
    let [log, witness] = keys;
    let trust = Trust::new("register.example/journal", vec![log], vec![witness], 1).unwrap();
    let proof = Proof::parse(file.as_bytes()).unwrap();
    let act = Hash::parse("/p5iHnmiEZ+ZkZRhh+gj2+2wu/eV0UZLufm+UOaLCFc=").unwrap();
    let opened = proof.verify(act, &trust).unwrap();
    assert_eq!(opened.witnessed, [("witness.example/w1".to_owned(), 1_448_236_800)]);
    assert_eq!((opened.checkpoint.head().size, proof.to_string()), (11, file.to_owned()));
}

#[test]
fn a_cosignature_is_made_to_the_bytes_of_another_program() {
    let secret = "PRIVATE+KEY+witness.example/w1+20324abe+BCAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/";
    let text = "register.example/journal\n11\nRVQEUnZnRQEpKtCuhOLPAp9FvzrOuXWKLEg7SQjy8hw=\n";
    let line = "— witness.example/w1 IDJKvgAAAABWUlcAwAzbv1X2H/GoOwDBmFpx1y8QK5g+kNfH3KTF21mO1ZWc0tzl5CPIL3OcXyo2a5S09jGLGiauiIhK7MNeWmfaAQ==";
    let key = SigningKey::parse(secret).unwrap();
    assert_eq!(key.cosign(text, 1_448_236_800).unwrap().to_string(), line);
    assert_eq!(key.secret_text(), secret);
}
