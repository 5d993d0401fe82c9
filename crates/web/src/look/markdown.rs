//! Markdown as HTML: raw HTML is shown as the words that it is, links stay within the house, figures are put at their
//! places.

use askama::filters::{Escaper, Html};
use earnest_model::figures::report_template::parted;
use pulldown_cmark::{Alignment, CowStr, Event, Options, Parser, Tag, TagEnd, html::push_html};

/// Markdown that was rendered; it shows itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markdown(String);

impl Markdown {
    /// Renders a text; `figure` gives the HTML that stands at the place of the n-th figure.
    #[must_use]
    pub fn new(text: &str, figure: &dyn Fn(usize) -> String) -> Self {
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
        let mut html = String::new();
        push_html(&mut html, parser.flat_map(|event| safe(event, figure)));
        Self(html)
    }
}

impl std::fmt::Display for Markdown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markdown {}

/// Words as HTML writes them.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    // Writing to a String can't fail.
    let _ = Html.write_escaped_str(&mut escaped, text);
    escaped
}

fn safe<'t>(event: Event<'t>, figure: &dyn Fn(usize) -> String) -> Vec<Event<'t>> {
    match event {
        Event::Text(text) => with_figures(&text, figure),
        Event::Code(text) => vec![Event::Code(text)],
        // What looks like HTML is words.
        Event::Html(text) | Event::InlineHtml(text) => with_figures(&text, figure),
        Event::Start(Tag::Link { dest_url, link_type, title, id }) if is_ours(&dest_url) => {
            vec![Event::Start(Tag::Link { dest_url, link_type, title, id })]
        }
        // A link elsewhere stays as its words: a link without an address.
        Event::Start(Tag::Link { link_type, title, id, .. }) => {
            vec![Event::Start(Tag::Link { dest_url: CowStr::from("#"), link_type, title, id })]
        }
        // Nothing is loaded from elsewhere; the words of a picture stay.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => Vec::new(),
        // Alignment would be an inline style.
        Event::Start(Tag::Table(columns)) => {
            vec![Event::Start(Tag::Table(vec![Alignment::None; columns.len()]))]
        }
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        other => vec![other],
    }
}

/// A place of this house: no other server, no script.
fn is_ours(address: &str) -> bool {
    address.starts_with('#')
        || address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

fn with_figures<'t>(text: &str, figure: &dyn Fn(usize) -> String) -> Vec<Event<'t>> {
    let mut events = Vec::new();
    for (words, number) in parted(text) {
        if !words.is_empty() {
            events.push(Event::Text(CowStr::from(words.to_owned())));
        }
        if let Some(number) = number {
            events.push(Event::InlineHtml(CowStr::from(figure(number))));
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::figures::report_template::place;

    fn shown(text: &str) -> String {
        Markdown::new(text, &|number| format!("<a href=\"/f/{number}\">7</a>")).to_string()
    }

    #[test]
    fn figures_stand_at_their_places_and_headings_lists_and_tables_are_what_they_are() {
        let text = format!("## 走访\n\n- {} 次\n\n| 轮 | 数 |\n|---|---|\n| 1 | {} |\n", place(0), place(1));
        let html = shown(&text);
        for part in ["<h2>走访</h2>", "<li><a href=\"/f/0\">7</a> 次</li>", "<td><a href=\"/f/1\">7</a></td>"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn what_looks_like_html_is_words_and_nothing_comes_from_elsewhere() {
        let text = "<script>alert(1)</script>\n\na <b onclick=x>b</b> [out](https://evil.example) \
                    [js](javascript:alert(1)) [in](/ledger) ![p](https://evil.example/x.png)";
        let html = shown(text);
        for part in ["<script", "<b ", "evil.example", "javascript:", "<img"] {
            assert!(!html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("&lt;script&gt;") && html.contains("<a href=\"/ledger\">in</a>"), "{html}");
    }
}
