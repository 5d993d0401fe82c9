//! The house style of docs/words.md, as far as a program can hold it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Letters that only simplified texts have, of those that ours use.
const SIMPLIFIED: &str = "\
    专丢两严个临为举义习书产亲从们价众优会传儿党关写决况冻减击则刚删别办务动区医协单却历压参双发变员响团围图场坏块坚坝处备复够头学实审宽对导将层\
    属带帮库应废开异弃张弹归当录径态总执扬报担拟择损换据掷摆数断无旧时显暂机权条来极构标栏样档检槛汇测浏满点牵独献环现电盖码确离种称笼筛签简类紧\
    纠约级纯纲纳纷纹线练组织终经结给络绝统继续维综编缩网职联节补袭见规视览觉计认讨让议记讲许论设访证评识诉词试话询该语误说请诺读课谁调谈谓负贡责\
    败账质转轮软轻载较输辖边达过运还这进连迟适选逊递遗邮释针钟钥钮链销锁错锚键长门闭问间阅队阶际随隐页项顺须预领频题额馈验骤齐";

/// Every message with its file: what stands behind the first sign of equality, and lines that go on.
fn messages(tag: &str) -> io::Result<Vec<(String, String)>> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(tag)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path: PathBuf = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path)?;
            let said = text.lines().filter(|line| !line.starts_with('#'));
            found.extend(said.map(|line| {
                let (_, words) = line.split_once('=').unwrap_or(("", line));
                (path.display().to_string(), words.to_owned())
            }));
        }
    }
    assert!(found.len() > 1_000, "{tag}: {}", found.len());
    Ok(found)
}

fn faults(tag: &str, is_fault: impl Fn(&str) -> bool) -> io::Result<Vec<String>> {
    let all = messages(tag)?.into_iter().filter(|(_, words)| is_fault(words));
    Ok(all.map(|(file, words)| format!("{file}:{words}")).collect())
}

fn is_han(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
}

/// Two signs that stand beside each other.
fn beside(words: &str, holds: impl Fn(char, char) -> bool) -> bool {
    words.chars().zip(words.chars().skip(1)).any(|(one, other)| holds(one, other))
}

#[test]
fn chinese_speaks_to_everybody_in_one_form() -> io::Result<()> {
    for tag in ["zh-Hans", "zh-Hant"] {
        assert_eq!(faults(tag, |words| words.contains(['你', '妳']))?, Vec::<String>::new(), "您 is said");
    }
    Ok(())
}

#[test]
fn chinese_has_its_own_signs_beside_its_own_letters() -> io::Result<()> {
    for tag in ["zh-Hans", "zh-Hant"] {
        let narrow = |words: &str| {
            beside(words, |one, other| is_han(one) && ",;:?!".contains(other))
                || words.contains("...")
                || beside(words, |one, other| (one == '"' && is_han(other)) || (other == '"' && is_han(one)))
        };
        assert_eq!(faults(tag, narrow)?, Vec::<String>::new());
    }
    Ok(())
}

#[test]
fn english_is_plain_and_calm() -> io::Result<()> {
    let fault = |words: &str| {
        let said = words.to_lowercase();
        beside(words, |one, other| one.is_alphabetic() && other == '\'')
            || said
                .split(|sign: char| !sign.is_alphabetic())
                .any(|word| ["please", "oops", "cannot"].contains(&word))
            || words.contains("...")
            || words.trim_end().ends_with('!')
    };
    assert_eq!(faults("en", fault)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn traditional_chinese_has_no_simplified_form() -> io::Result<()> {
    assert_eq!(
        faults("zh-Hant", |words| words.chars().any(|sign| SIMPLIFIED.contains(sign)))?,
        Vec::<String>::new()
    );
    Ok(())
}
