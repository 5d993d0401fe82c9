//! A page as it is read by somebody who may not act on it now: without the forms that would be refused, with what stands in
//! them to be read.

use super::tags::{Tag, edited, tags};
use std::ops::Range;

/// The page without the forms that `closed` names by where they are sent; `note` stands in the place of the first. Lists and
/// tables in which something is linked stay, without their ticks.
pub fn read_only(html: &str, closed: &dyn Fn(&str) -> bool, note: &str) -> String {
    let mut edits = Vec::new();
    let mut open: Option<usize> = None;
    for tag in &tags(html) {
        if tag.is("form") && tag.value("method") == "post" && closed(&tag.value("action")) {
            open = Some(tag.at.start);
        } else if tag.ends("form")
            && let Some(start) = open.take()
        {
            let span = start..tag.at.end;
            let said = if edits.is_empty() { note } else { "" };
            let lists = lists(html.get(span.clone()).unwrap_or_default());
            edits.push((span, format!("{said}{lists}")));
        }
    }
    if edits.is_empty() { html.to_owned() } else { edited(html, edits) }
}

/// The lists and tables of a form in which something is linked, without what is ticked or pressed in them.
fn lists(form: &str) -> String {
    let (mut kept, mut depth, mut start) = (String::new(), 0_usize, 0);
    for tag in &tags(form) {
        if !["ul", "ol", "table"].contains(&tag.name) {
            continue;
        }
        if !tag.closing {
            if depth == 0 {
                start = tag.at.start;
            }
            depth += 1;
            continue;
        }
        depth = depth.saturating_sub(1);
        let block = form.get(start..tag.at.end).unwrap_or_default();
        if depth == 0 && block.contains("<a ") {
            kept.push_str(&without_controls(block));
        }
    }
    kept
}

fn without_controls(block: &str) -> String {
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    let mut within: Option<(&str, usize)> = None;
    let all = tags(block);
    for tag in &all {
        match within {
            Some((name, start)) if tag.ends(name) => {
                cuts.push((start..tag.at.end, String::new()));
                within = None;
            }
            Some(_) => {}
            None if is_control(tag) => within = Some((tag.name, tag.at.start)),
            None if tag.is("input") => cuts.push((tag.at.clone(), String::new())),
            None => {}
        }
    }
    edited(block, cuts)
}

fn is_control(tag: &Tag<'_>) -> bool {
    !tag.closing && ["label", "button", "select", "textarea"].contains(&tag.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_buttons_go_and_what_is_read_stays() {
        let page = "<p>x</p><form method=\"post\" action=\"/take\"><ul><li><label class=\"tick\"><input type=\"checkbox\" name=\"a\">\
            <span>one</span></label><a href=\"/1\">one</a></li></ul><p><button type=\"submit\">go</button></p></form>\
            <form method=\"post\" action=\"/out\"><button type=\"submit\">out</button></form>\
            <form method=\"post\" action=\"/take\"><textarea name=\"b\"></textarea></form>";
        let read = read_only(page, &|action| action == "/take", "<p>note</p>");
        assert_eq!(
            read,
            "<p>x</p><p>note</p><ul><li><a href=\"/1\">one</a></li></ul>\
             <form method=\"post\" action=\"/out\"><button type=\"submit\">out</button></form>"
        );
        assert_eq!(read_only(page, &|_| false, "n"), page);
    }
}
