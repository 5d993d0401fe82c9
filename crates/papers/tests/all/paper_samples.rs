//! Papers as the tests need them, and the fonts of the machine.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests measure and break off"
)]

use earnest_papers::{
    Annex, Block, FontFiles, Grid, GridColumn, Imprint, Labels, Level, Masthead, Paper, Shelf, Signature,
    Tongue, Words,
};
use std::{path::PathBuf, sync::OnceLock};

/// The free fonts that `cargo xtask setup` brings.
pub struct Noto;

const NAMES: [&str; 3] = ["notoserifcjk-regular", "notoserifcjk-bold", "notosanscjk-regular"];

impl FontFiles for Noto {
    fn has(&self, stem: &str) -> bool {
        NAMES.contains(&stem)
    }

    fn read(&self, stem: &str) -> std::io::Result<Option<Vec<u8>>> {
        let name = match stem {
            "notoserifcjk-regular" => "NotoSerifCJK-Regular.ttc",
            "notoserifcjk-bold" => "NotoSerifCJK-Bold.ttc",
            "notosanscjk-regular" => "NotoSansCJK-Regular.ttc",
            _ => return Ok(None),
        };
        let path = PathBuf::from("/usr/share/fonts/opentype/noto").join(name);
        let bytes = std::fs::read(&path);
        Ok(Some(bytes.unwrap_or_else(|why| panic!("{}: {why}; run `cargo xtask setup`", path.display()))))
    }
}

/// The faces of a language.
pub fn shelf(tongue: Tongue) -> &'static Shelf {
    static SHELVES: [OnceLock<Shelf>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    SHELVES[tongue as usize].get_or_init(|| Shelf::gather(&Noto, tongue).unwrap())
}

const TEXT: &str = "各单位要把查摆出来的问题逐条列出，明确责任人、措施和时限，能改的立即改，一时改不了的限期改，需要长期坚持的常抓不懈。";

/// A circular with everything that one can have.
pub fn circular(tongue: Tongue) -> Paper {
    let mut paper =
        Paper::new("通报 2026-7", tongue, (2026, 11, 29), "关于第二次专题学习研讨质量评估情况的通报");
    paper.labels = Labels { annex: "附件".into(), draft: String::new(), program: "Earnest".into() };
    paper.masthead = Some(Masthead {
        issuer: "平川市专题教育领导小组办公室文件".into(),
        number: "平专办〔2026〕7号".into(),
        marks: vec!["000012".into()],
    });
    paper.recipients = "各县（区）委，市直各单位：".into();
    paper.body = vec![
        Block::Paragraph(Words::from(TEXT.repeat(2))),
        Block::Heading(Level::First, "基本情况".into()),
        Block::Paragraph(
            Words::from("全市共有")
                .then_link("132", "https://example.org/units")
                .then("个单位开展研讨，抽查")
                .then_link("29个", "https://example.org/draw")
                .then("，占22%。")
                .then(TEXT),
        ),
        Block::Heading(Level::Second, "抽查的范围".into()),
        Block::Paragraph(TEXT.repeat(3).into()),
        Block::Heading(Level::First, "存在的问题".into()),
    ];
    paper.body.extend((0..8).map(|_| Block::Item(Level::Third, TEXT.into())));
    paper.signature = Some(Signature {
        signers: vec!["平川市专题教育领导小组办公室".into()],
        day: "2026年11月29日".into(),
        sealed: true,
    });
    paper.annexes =
        vec![Annex { title: "抽查单位评定结果".into(), body: vec![Block::Table(results(40))] }];
    paper.imprint = Some(Imprint {
        copies: "抄送：省专题教育领导小组办公室，市委常委，市人大、市政府、市政协有关负责同志。".into(),
        office: "平川市专题教育领导小组办公室".into(),
        day: "2026年11月29日印发".into(),
    });
    paper
}

/// A table of so many rows.
pub fn results(rows: usize) -> Grid {
    let column = |label: &str, numeric| GridColumn { label: label.into(), numeric };
    let row = |at: usize| {
        [
            format!("平川市第{at}县专题教育领导小组办公室"),
            "县".into(),
            format!("{}.5", 70 + at % 30),
            "良好".into(),
        ]
        .map(Words::from)
        .to_vec()
    };
    Grid {
        caption: "评定结果".into(),
        columns: vec![
            column("单位", false),
            column("类别", false),
            column("得分", true),
            column("等次", false),
        ],
        rows: (1..=rows).map(row).collect(),
    }
}
