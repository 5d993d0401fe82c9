//! The words and numbers of a page, as a mark of what somebody read who signs, approves or decides on it.
//!
//! A mark holds no words: one hash for all that stands there whoever presses what, one for each row or choice that somebody may
//! take, and short ones of single passages, by which what is new can be named. See docs/decisions/417.

use super::{
    carried::print,
    tags::{Tag, plain, tags},
};
use crate::frame::fields::Fields;
use earnest_model::hash::sha256_hex;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// So many passages and choices are told apart in one form; of more, all of them are one passage.
const MOST: usize = 600;
/// The box by which every row that was read is taken.
pub const ALL: &str = "all";
/// So many passages are known singly over all forms of a page.
const MOST_NAMED: usize = 1_500;

/// A passage of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Under which heading it stands.
    pub under: String,
    /// Its words.
    pub words: String,
    /// The row or choice of which it is a part.
    row: Option<usize>,
}

/// What is taken by taking a row: the form in which its box stands, if it stands in the row itself; name and value of the box.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Taking {
    form: Option<usize>,
    name: String,
    value: String,
}

impl Taking {
    fn is_of(&self, form: usize) -> bool {
        self.form.is_none_or(|own| own == form)
    }
}

/// What stands on a page.
#[derive(Debug, Default)]
pub struct Words {
    passages: Vec<Passage>,
    takings: BTreeMap<usize, Vec<Taking>>,
}

/// What differs between what was read and what stands there now.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Passages that were not on the page.
    pub new: Vec<Passage>,
    /// Whether something differs that can't be named: it is gone, or stands elsewhere.
    pub more: bool,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_none(&self) -> bool {
        self.new.is_empty() && !self.more
    }
}

const SKIPPED: [&str; 4] = ["script", "style", "textarea", "nav"];
const BLOCKS: [&str; 35] = [
    "p",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "section",
    "article",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "dl",
    "ul",
    "ol",
    "form",
    "fieldset",
    "legend",
    "details",
    "summary",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "select",
    "label",
    "option",
    "main",
    "header",
    "text",
];
const HEADINGS: [&str; 8] = ["h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"];

/// What is read of a page on the way through it.
#[derive(Default)]
struct Reading {
    words: Words,
    said: String,
    under: String,
    /// Rows that are open, outermost first: their number and the tag that ends them.
    rows: Vec<(usize, String)>,
    next: usize,
    form: usize,
    list: String,
}

impl Words {
    /// Reads what stands in the main part of a page.
    pub fn of(html: &str) -> Self {
        let mut reading = Reading::default();
        let (mut within, mut skipped, mut from) = (false, None::<String>, 0);
        for tag in &tags(html) {
            if let Some(name) = &skipped {
                if tag.ends(name) {
                    (skipped, from) = (None, tag.at.end);
                }
                continue;
            }
            if within {
                reading.said.push_str(&plain(html.get(from..tag.at.start).unwrap_or_default()));
            }
            from = tag.at.end;
            if tag.is("main") || tag.ends("main") {
                reading.flush();
                within = !tag.closing;
            } else if tag.is("form") {
                reading.form += 1;
            }
            if within && !tag.closing && (SKIPPED.contains(&tag.name) || tag.value("class") == "saved") {
                reading.flush();
                skipped = Some(tag.name.to_owned());
            } else if within {
                reading.take(tag);
            }
        }
        reading.words
    }

    /// What of a row or choice stands there for a form: `None` if it stands there whatever is taken.
    fn of_row<'w>(
        &'w self,
        passage: &Passage,
        form: usize,
    ) -> Option<impl Iterator<Item = &'w Taking> + Clone> {
        let takings = self.takings.get(&passage.row?)?;
        let own = takings.iter().filter(move |taking| taking.is_of(form));
        own.clone().next().is_some().then_some(own)
    }

    /// The words of every row that a form may take, by the box that takes it.
    fn rows(&self, form: usize) -> Vec<(String, String, Vec<&Passage>)> {
        let mut rows: Vec<(String, String, Vec<&Passage>)> = Vec::new();
        for passage in &self.passages {
            for taking in self.of_row(passage, form).into_iter().flatten() {
                let found =
                    rows.iter_mut().find(|(name, value, _)| *name == taking.name && *value == taking.value);
                match found {
                    Some((.., passages)) => passages.push(passage),
                    None => rows.push((taking.name.clone(), taking.value.clone(), vec![passage])),
                }
            }
        }
        rows
    }

    /// Whether the rows of a form are few enough to be told apart.
    fn told_apart(&self, form: usize) -> bool {
        let own = self.takings.values().flatten().filter(|taking| taking.is_of(form));
        own.count() <= MOST
    }

    /// What stands there whatever is taken of a form.
    fn fixed(&self, form: usize) -> Vec<&Passage> {
        let apart = self.told_apart(form);
        let fixed = self.passages.iter().filter(|passage| !apart || self.of_row(passage, form).is_none());
        fixed.collect()
    }

    /// The mark for a form of the page, the how-manieth it is, where `forms` forms carry one.
    pub fn mark(&self, language: &str, form: usize, forms: usize) -> String {
        let fixed = self.fixed(form);
        let rows = if self.told_apart(form) { self.rows(form) } else { Vec::new() };
        let rows: Vec<String> = rows
            .iter()
            .map(|(name, value, words)| format!("{}{}", print(name, value), short(words)))
            .collect();
        let named = if fixed.len() * forms.max(1) <= MOST_NAMED {
            fixed.iter().map(|passage| passage.print()).collect()
        } else {
            String::new()
        };
        format!("{language}.{}.{}.{named}", hash(&fixed), rows.concat())
    }

    /// What stands there now and was not read, or was read and is gone, by what the form carries; `sent` is the form.
    pub fn differs(&self, form: usize, mark: &Mark<'_>, sent: &Fields) -> Difference {
        let fixed = self.fixed(form);
        let mut difference = Difference::default();
        if hash(&fixed) != mark.fixed {
            let news = fixed.into_iter().filter(|passage| !mark.named.contains(passage.print().as_str()));
            difference.new.extend(news.filter(|_| !mark.named.is_empty()).cloned());
            difference.more = difference.new.is_empty();
        }
        if !self.told_apart(form) {
            return difference;
        }
        let rows = self.rows(form);
        let rows: BTreeMap<String, &Vec<&Passage>> =
            rows.iter().map(|(name, value, words)| (print(name, value), words)).collect();
        let taken: BTreeSet<String> = match sent.get(ALL) {
            "yes" => mark.rows().map(ToOwned::to_owned).collect(),
            _ => sent.0.iter().map(|(name, value)| print(name, value)).collect(),
        };
        for taken in &taken {
            match (rows.get(taken), mark.row(taken)) {
                (Some(words), Some(then)) if short(words) == then => {}
                (Some(words), _) => difference.new.extend(words.iter().map(|it| (*it).clone())),
                (None, Some(_)) => difference.more = true,
                (None, None) => {}
            }
        }
        difference
    }
}

/// What a form says of what was read.
#[derive(Debug)]
pub struct Mark<'f> {
    /// In which language.
    pub language: &'f str,
    fixed: &'f str,
    rows: &'f str,
    named: HashSet<&'f str>,
}

impl<'f> Mark<'f> {
    /// Reads a mark; anything else is none.
    pub fn parse(text: &'f str) -> Option<Self> {
        if !text.is_ascii() {
            return None;
        }
        let mut parts = text.split('.');
        let (language, fixed, rows, named) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let named = pieces(named, 8).collect();
        (fixed.len() == 32).then_some(Self { language, fixed, rows, named })
    }

    /// The boxes of all rows that were read.
    fn rows(&self) -> impl Iterator<Item = &'f str> {
        pieces(self.rows, 24).filter_map(|row| row.get(..8))
    }

    fn row(&self, taken: &str) -> Option<&'f str> {
        pieces(self.rows, 24).find_map(|row| row.strip_prefix(taken))
    }
}

fn pieces(text: &str, length: usize) -> impl Iterator<Item = &str> {
    (0..text.len() / length).filter_map(move |at| text.get(at * length..(at + 1) * length))
}

impl Passage {
    fn print(&self) -> String {
        print(&self.under, &self.words)
    }
}

fn hash(passages: &[&Passage]) -> String {
    let all: Vec<String> =
        passages.iter().map(|passage| format!("{}\0{}\n", passage.under, passage.words)).collect();
    sha256_hex(all.concat().as_bytes()).get(..32).unwrap_or_default().to_owned()
}

/// A hash of the words of one row.
fn short(passages: &[&Passage]) -> String {
    let mut hash = hash(passages);
    hash.truncate(16);
    hash
}

impl Reading {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "td" | "th" | "dd" | "br" => self.said.push(' '),
            "dt" if !tag.closing => self.flush(),
            "input" if ["checkbox", "radio"].contains(&tag.value("type").as_str()) => {
                self.takes(tag.value("name"), tag.value("value"));
            }
            name if BLOCKS.contains(&name) => self.block(tag),
            _ => {}
        }
    }

    fn block(&mut self, tag: &Tag<'_>) {
        let is_row = ["tr", "li", "label", "option"].contains(&tag.name);
        let heading = tag.closing && HEADINGS.contains(&tag.name);
        if heading {
            self.under = squeezed(&self.said);
        }
        self.flush();
        if tag.closing {
            if let Some(at) = self.rows.iter().rposition(|(_, name)| name == tag.name) {
                self.rows.truncate(at);
            }
        } else if is_row {
            self.rows.push((self.next, tag.name.to_owned()));
            if let Some((name, value)) = tag.value("data-takes").split_once('=') {
                let taking = Taking { form: None, name: name.to_owned(), value: value.to_owned() };
                self.words.takings.entry(self.next).or_default().push(taking);
            }
            self.next += 1;
        }
        if tag.is("select") {
            self.list = tag.value("name");
        } else if tag.is("option") {
            let list = self.list.clone();
            self.takes(list, tag.value("value"));
        }
    }

    /// A box or a choice: the row in which it stands, or it alone.
    fn takes(&mut self, name: String, value: String) {
        let whole = self.rows.iter().find(|(_, tag)| ["tr", "li"].contains(&tag.as_str()));
        let is_choice = self.rows.last().is_some_and(|(_, tag)| tag == "option");
        let row = if is_choice { self.rows.last() } else { whole.or(self.rows.last()) };
        let Some((row, _)) = row else { return };
        let taking = Taking { form: Some(self.form), name, value };
        self.words.takings.entry(*row).or_default().push(taking);
    }

    fn flush(&mut self) {
        let words = squeezed(&self.said);
        self.said.clear();
        if words.is_empty() {
            return;
        }
        // The outermost row of a list or table counts, and within it nothing by itself but the choices of a list.
        let whole = self.rows.iter().find(|(_, tag)| ["tr", "li"].contains(&tag.as_str()));
        let choice = self.rows.last().filter(|(_, tag)| tag == "option");
        let row = choice.or(whole).or(self.rows.last()).map(|(row, _)| *row);
        self.words.passages.push(Passage { under: self.under.clone(), words, row });
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = "<nav>9 new</nav><main><h1>Sign</h1><p class=\"saved\">12:03</p><dl><div><dt>Rate</dt><dd>3 of 4</dd></div></dl>\
        <h2>Well</h2><ul><li>one</li><li>two</li></ul><h2>Badly</h2><p>three</p>\
        <form method=\"post\" action=\"/a\"><table><tr><td><input type=\"checkbox\" name=\"at\" value=\"1\"></td><td>first</td></tr>\
        <tr><td><input type=\"checkbox\" name=\"at\" value=\"2\"></td><td>second</td></tr></table>\
        <select name=\"who\"><option value=\"5\">Wang</option><option value=\"6\">Li</option></select>\
        <textarea name=\"why\">typed</textarea><button>Go</button></form></main><footer>x</footer>";

    fn sent(fields: &[(&str, &str)]) -> Fields {
        Fields(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// What differs for whoever read `PAGE` and sends this, once words were replaced.
    fn after(replaced: &[(&str, &str)], fields: &[(&str, &str)]) -> Difference {
        let mark = Words::of(PAGE).mark("en", 1, 1);
        let now = replaced.iter().fold(PAGE.to_owned(), |page, (from, to)| page.replace(from, to));
        assert_ne!((now == PAGE), !replaced.is_empty(), "{replaced:?}");
        Words::of(&now).differs(1, &Mark::parse(&mark).unwrap(), &sent(fields))
    }

    #[test]
    fn every_word_and_number_that_stands_there_counts() {
        for (from, to) in [
            ("3 of 4", "4 of 4"),
            ("three", "four"),
            ("<h1>Sign", "<h1>Signs"),
            ("<li>two", "<li>2</li><li>two"),
        ] {
            let found = after(&[(from, to)], &[]);
            assert!(!found.new.is_empty(), "{from} {found:?}");
        }
        assert!(after(&[("<li>two</li>", "")], &[]).more, "what is gone counts");
        assert!(
            !after(&[("<li>two</li>", ""), ("three</p>", "three</p><p>two</p>")], &[]).is_none(),
            "so does where it stands"
        );
    }

    #[test]
    fn what_is_typed_and_what_is_not_of_the_page_counts_for_nothing() {
        assert!(after(&[], &[("at", "1"), ("why", "else")]).is_none());
        for other in [("typed", "other"), ("9 new", "10 new"), ("12:03", "12:04"), ("<footer>x", "<footer>y")]
        {
            assert!(after(&[other], &[("at", "1")]).is_none(), "{other:?}");
        }
    }

    #[test]
    fn a_row_or_a_choice_counts_for_whoever_takes_it() {
        let first = [("first", "another")];
        assert!(after(&first, &[("at", "2")]).is_none());
        let found = after(&first, &[("at", "2"), ("at", "1")]);
        assert_eq!(found.new.iter().map(|it| it.words.as_str()).collect::<Vec<_>>(), ["another"]);
        let li = [(">Li<", ">Lin<")];
        assert!(after(&li, &[("who", "5")]).is_none());
        assert_eq!(after(&li, &[("who", "6")]).new.len(), 1);
        let gone = [("<option value=\"6\">Li</option>", "")];
        assert!(after(&gone, &[("who", "6")]).more);
        assert!(after(&gone, &[("who", "5")]).is_none());
    }

    proptest! {
        #[test]
        fn what_is_no_mark_is_none_and_no_page_breaks_the_reader(text in "[<>/a-z0-9 \"=.&;#一\n]{0,120}") {
            if let Some(mark) = Mark::parse(&text) {
                Words::of(&format!("<main>{text}</main>")).differs(1, &mark, &sent(&[("a", &text)]));
            }
        }
    }
}
