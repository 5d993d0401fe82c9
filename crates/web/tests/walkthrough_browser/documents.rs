//! The documents that are walked. Each names the others.

use crate::walk::Document;

pub static PROVINCE: Document = Document {
    name: "walkthrough",
    title: ("Walkthrough", "走一遍"),
    about: (
        "The demonstration's third round, from its last plan to the draw, as the people concerned carry it in the browser.",
        "演示数据的第三轮，从最后一份方案到抽查，由各岗位的人在浏览器里一步一步走。",
    ),
};

pub static DOCUMENTS: &[&Document] = &[&PROVINCE];
