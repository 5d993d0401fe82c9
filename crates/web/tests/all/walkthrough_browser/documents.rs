//! The documents that are walked. Each names the others.

use crate::walkthrough_browser::walk::Document;

pub static PROVINCE: Document = Document {
    name: "walkthrough",
    title: ("Walkthrough", "走一遍"),
    about: (
        "The demonstration's third round, from its last plan to the published circular, as the people concerned carry it in the browser.",
        "演示数据的第三轮，从最后一份方案到印发通报，由各岗位的人在浏览器里一步一步走。",
    ),
};

pub static PREFECTURE: Document = Document {
    name: "walkthrough-prefecture",
    title: ("A prefecture carries it out", "市（州）组织实施"),
    about: (
        "The demonstration on the day on which its first round opens (`earnest demo --opening`): a prefecture carries the programme out\n\
         for its own direct subordinates, from its programme to its circular.",
        "演示数据停在第一轮开始的那一天（`earnest demo --opening`）：一个市（州）按省里的方案，对自己的直属单位从制定方案走到印发通报。",
    ),
};

pub static LEDGER: Document = Document {
    name: "walkthrough-ledger",
    title: ("Problems, measures, visits and the weight of it all", "问题、整改、督查和负担"),
    about: (
        "What follows the sessions: problems put right and looked at again, tours, directions, what all of it costs the units, and the report.",
        "研讨之后的事：问题整改和回头看、调研督查、交办提醒、基层负担和汇总报告，由各岗位的人在浏览器里一步一步走。",
    ),
};

pub static DOCUMENTS: &[&Document] = &[&PROVINCE, &PREFECTURE, &LEDGER];
