//! Ways out of a page: a link stands only where it opens. A page names what its reader may not read, too, and nobody who
//! writes a template has to ask for each of them.

use crate::{frame::call::Call, places::place};

/// The page with its links to what the reader may read nowhere as words alone. Whoever is not signed in is led to the door
/// by such a link and keeps it.
pub fn only_open(call: &Call<'_>, html: String) -> String {
    if call.actor.account().is_none() {
        return html;
    }
    let is_closed = |href: &str| {
        let path = href.split(['?', '#']).next().unwrap_or_default();
        // What is open to the reader goes before what is not: a word of an address before an open part.
        // The page's own address stands in its links to other languages: a page that is hidden looks like one that isn't there.
        path.starts_with('/')
            && path != call.path
            && place(path).is_some_and(|place| !place.route.need.serves(call.actor, call.today))
    };
    without(&html, &is_closed).unwrap_or(html)
}

/// The page without the links to closed addresses; `None` if it has none of them.
fn without(html: &str, is_closed: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut out = String::new();
    let (mut done, mut from) = (0, 0);
    while let Some(at) = html.get(from..)?.find("<a ").map(|at| from + at) {
        let Some(inside) = html.get(at..)?.find('>').map(|end| at + end + 1) else { break };
        from = inside;
        let tag = html.get(at..inside)?;
        let href = tag.split_once(" href=\"").and_then(|(_, rest)| rest.split('"').next());
        if !href.is_some_and(is_closed) {
            continue;
        }
        let Some(end) = html.get(inside..)?.find("</a>").map(|end| inside + end) else { break };
        let word = if in_picture(html.get(..at)?) { "g" } else { "span" };
        out.push_str(html.get(done..at)?);
        out.push_str(&format!("<{word}>{}</{word}>", html.get(inside..end)?));
        done = end + "</a>".len();
        from = done;
    }
    if done == 0 {
        return None;
    }
    out.push_str(html.get(done..)?);
    Some(out)
}

/// Whether a place of a page lies in a drawing, where words have other elements.
fn in_picture(before: &str) -> bool {
    before.rfind("<svg").is_some_and(|begins| before.rfind("</svg>").is_none_or(|ends| ends < begins))
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn a_closed_link_becomes_words_and_an_open_one_stays() {
        let closed = |href: &str| href.starts_with("/visits");
        let page =
            "<p><a class=\"way\" href=\"/visits?unit=1\">Visits <b>3</b></a> <a href=\"/me\">Me</a></p>";
        let shown = "<p><span>Visits <b>3</b></span> <a href=\"/me\">Me</a></p>";
        assert_eq!(without(page, &closed).as_deref(), Some(shown));
        assert_eq!(without("<a href=\"/me\">Me</a>", &closed), None);
        let drawn = "<svg><a href=\"/visits\"><rect/></a></svg><a href=\"/visits\">x</a>";
        let shown = "<svg><g><rect/></g></svg><span>x</span>";
        assert_eq!(without(drawn, &closed).as_deref(), Some(shown));
    }
}
