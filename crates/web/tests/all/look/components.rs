//! What the look promises: nothing inline, words in every place, colours that can be read.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should stop")]

use super::gallery;
use std::collections::BTreeMap;

use askama::Template as _;
use earnest_i18n::{Lang, Tr};
use earnest_web::look::{
    ASSETS, CONTENT_SECURITY_POLICY, Cell, Choice, Control, ErrorSummary, Field, Notice, State, Table, Tone,
};

fn pages() -> Vec<(Lang, String)> {
    let both = |lang| {
        [gallery::parts(lang).render().unwrap(), gallery::draw(lang).render().unwrap()]
            .map(|page| (lang, page))
    };
    Lang::ALL.into_iter().flat_map(both).collect()
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'"));
    for (_, page) in pages() {
        for forbidden in
            [" style=", "<style", "<script>", " onclick", "src=\"http", "href=\"http", "javascript:"]
        {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        let scripts = page.matches("<script").count();
        assert_eq!(page.matches("<script src=\"/assets/").count(), scripts, "ours alone, each from its file");
        let asset = |name: &str| ASSETS.iter().find(|asset| asset.path.contains(name)).unwrap();
        assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"{}\">", asset("look").path)));
        assert!(page.contains(&asset("icon").path));
    }
    assert!(ASSETS.iter().all(|asset| !asset.body.contains("url(") && !asset.body.contains("@import")));
}

#[test]
fn a_page_says_its_language_its_title_and_where_its_content_begins() {
    for (lang, page) in pages() {
        assert!(page.starts_with("<!doctype html>\n<html lang=\""));
        assert!(page.contains(&format!("<html lang=\"{}\"", lang.tag())));
        assert_eq!(page.matches("<h1>").count(), 1);
        assert!(
            page.contains("<a class=\"skip\" href=\"#content\">") && page.contains("<main id=\"content\"")
        );
        assert!(page.contains("name=\"viewport\""));
    }
}

#[test]
fn ids_stand_once_and_every_reference_has_its_target() {
    let values = |page: &str, attribute: &str| -> Vec<String> {
        let opening = format!(" {attribute}=\"");
        let parts = page.split(opening.as_str()).skip(1);
        parts
            .filter_map(|rest| rest.split('"').next())
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect()
    };
    for (_, page) in pages() {
        let mut ids = values(&page, "id");
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id stands twice");
        let anchors =
            values(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#').map(str::to_owned));
        let referred =
            ["for", "aria-describedby", "popovertarget"].iter().flat_map(|name| values(&page, name));
        for target in anchors.chain(referred) {
            assert!(ids.contains(&target), "nothing is called {target}");
        }
    }
}

#[test]
fn every_cell_but_the_first_carries_its_column_s_name_for_the_phone() {
    let table = Table::new("c").column("unit").numbers("n").rows([[Cell::from("a"), Cell::from("1")]]);
    let html = table.to_string();
    assert!(html.contains("<th scope=\"row\">"), "{html}");
    assert!(html.contains("<td data-label=\"n\" class=\"number\">"), "{html}");
    assert!(html.contains("<caption>c</caption>"), "{html}");
}

#[test]
fn a_table_without_rows_says_so() {
    let table = Table::new("c").column("unit").or_say(Notice::new(Tone::Empty, "none yet"));
    let html = table.to_string();
    assert!(html.contains("none yet") && !html.contains("<table"), "{html}");
}

#[test]
fn what_people_write_never_becomes_markup() {
    let evil = "<img src=x onerror=\"1\">";
    let field = Field::line(evil, evil).value(evil).help(evil).error(Some(evil.to_owned()));
    let lines = Field::new("t", evil, Control::Lines(3)).value("</textarea><script>");
    let list = Field::new("l", evil, Control::List(vec![Choice::new(evil, evil, true)]));
    let table =
        Table::new(evil).column(evil).column(evil).rows([[Cell::link(evil, evil), State::done(evil).into()]]);
    let notice = Notice::new(Tone::Error, evil).text(evil).way(evil, evil);
    let summary = ErrorSummary::of(Tr::new(Lang::En), [&field]).unwrap();
    for html in [
        field.to_string(),
        lines.to_string(),
        list.to_string(),
        table.to_string(),
        notice.to_string(),
        summary.to_string(),
    ] {
        assert!(!html.contains("<img") && !html.contains("<script"), "{html}");
    }
}

#[test]
fn an_error_stands_at_its_field_and_in_the_summary() {
    let tr = Tr::new(Lang::En);
    let wrong = Field::line("name", "Name").help("h").error(Some("too short".to_owned()));
    let html = wrong.to_string();
    assert!(html.contains("aria-describedby=\"field-name-help field-name-error\""), "{html}");
    assert!(html.contains("aria-invalid=\"true\""), "{html}");
    let summary = ErrorSummary::of(tr, [&Field::line("other", "Other"), &wrong]).unwrap().to_string();
    assert!(summary.contains("<a href=\"#field-name\">Name: too short</a>"), "{summary}");
    assert!(summary.contains("One answer needs mending"), "{summary}");
    assert_eq!(ErrorSummary::of(tr, [&Field::line("other", "Other")]), None);
}

#[test]
fn a_state_is_sign_word_and_colour() {
    let html = State::trouble("late").to_string();
    assert!(html.contains("trouble") && html.contains('!') && html.contains("late"), "{html}");
}

#[test]
fn only_a_person_who_is_signed_in_can_sign_out() {
    let draw = gallery::draw(Lang::En).render().unwrap();
    let parts = gallery::parts(Lang::En).render().unwrap();
    assert!(!draw.contains("/sign-out"));
    assert!(parts.contains("action=\"/sign-out\""));
}

/// The colours of the style sheet by name: light, dark.
fn colours() -> BTreeMap<String, [u32; 2]> {
    let css = ASSETS.iter().find(|asset| asset.path.contains("look")).unwrap().body;
    let colour = |text: &str| u32::from_str_radix(text.trim().trim_start_matches('#'), 16).unwrap();
    let declared = css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": light-dark("));
    declared
        .map(|(name, pair)| {
            let (light, dark) = pair.trim_end_matches(");").split_once(',').unwrap();
            (name.to_owned(), [colour(light), colour(dark)])
        })
        .collect()
}

/// WCAG 2.2, relative luminance.
#[expect(clippy::float_arithmetic, reason = "the definition is in real numbers")]
fn luminance(colour: u32) -> f64 {
    let linear = |byte: u32| {
        let c = f64::from(byte & 0xff) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour)
}

/// WCAG 2.2, contrast ratio.
#[expect(clippy::float_arithmetic, reason = "the definition is in real numbers")]
fn contrast(a: u32, b: u32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn black_on_white_has_the_greatest_contrast() {
    assert_eq!(contrast(0, 0x00ff_ffff).round().to_string(), "21");
}

#[test]
fn every_text_can_be_read_in_both_schemes() {
    let colours = colours();
    let grounds = ["paper", "card", "head", "tint"];
    let inks = ["ink", "soft", "faint", "accent", "done", "under-way"];
    let text = grounds.iter().flat_map(|ground| inks.map(|ink| (*ground, ink, 4.5)));
    // Edges of controls and filled bars are not text: 3 : 1 (WCAG 2.2, 1.4.11).
    let edges =
        [("card", "edge", 3.0), ("paper", "edge", 3.0), ("track", "done", 3.0), ("track", "under-way", 3.0)];
    for (ground, ink, least) in text.chain([("accent", "on-accent", 4.5)]).chain(edges) {
        for scheme in [0, 1] {
            let found = contrast(colours[ground][scheme], colours[ink][scheme]);
            assert!(found >= least, "{ink} on {ground}, scheme {scheme}: {found:.2}");
        }
    }
}
