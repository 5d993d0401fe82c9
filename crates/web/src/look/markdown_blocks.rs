//! Markdown as blocks of a paper: headings, paragraphs, lists, tables. What is emphasised is plain there.

use earnest_model::figures::report_template::parted;
use earnest_papers::{Block, Grid, GridColumn, Level, Words};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The blocks of a text; `figure` gives the words that stand at the place of the n-th figure. The first heading of the
/// highest level is the title, if there is one.
pub fn blocks(text: &str, figure: &dyn Fn(usize) -> Words) -> (Option<String>, Vec<Block>) {
    let mut writer = Writer::new(figure);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        writer.take(event);
    }
    writer.end_paragraph();
    (writer.title, writer.blocks)
}

struct Writer<'f> {
    figure: &'f dyn Fn(usize) -> Words,
    title: Option<String>,
    blocks: Vec<Block>,
    words: Words,
    /// True within a list: its paragraphs are items.
    item: bool,
    /// The table that is being read, and its present row.
    table: Option<(Grid, Vec<Words>)>,
}

impl<'f> Writer<'f> {
    fn new(figure: &'f dyn Fn(usize) -> Words) -> Self {
        Self { figure, title: None, blocks: Vec::new(), words: Words::default(), item: false, table: None }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text)
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Start(Tag::Item) => {
                self.end_paragraph();
                self.item = true;
            }
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::List(_)) => self.end_paragraph(),
            Event::Start(Tag::Table(_)) => {
                self.end_paragraph();
                self.table = Some((Grid::default(), Vec::new()));
            }
            Event::End(end) => self.end(end),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (words, number) in parted(text) {
            let mut all = std::mem::take(&mut self.words);
            if !words.is_empty() {
                all = all.then(words);
            }
            if let Some(number) = number {
                all.0.extend((self.figure)(number).0);
            }
            self.words = all;
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Item => {
                self.end_paragraph();
                self.item = false;
            }
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                if let Some((_, row)) = &mut self.table {
                    row.push(words);
                }
            }
            TagEnd::TableHead => {
                if let Some((grid, row)) = &mut self.table {
                    let column = |words: Words| GridColumn { label: words.text(), numeric: false };
                    grid.columns = std::mem::take(row).into_iter().map(column).collect();
                }
            }
            TagEnd::TableRow => {
                if let Some((grid, row)) = &mut self.table {
                    grid.rows.push(std::mem::take(row));
                }
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(|(grid, _)| Block::Table(grid))),
            _ => {}
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let words = std::mem::take(&mut self.words);
        match level {
            HeadingLevel::H1 if self.title.is_none() => self.title = Some(words.text()),
            HeadingLevel::H1 | HeadingLevel::H2 => self.blocks.push(Block::Heading(Level::First, words)),
            HeadingLevel::H3 => self.blocks.push(Block::Heading(Level::Second, words)),
            _ => self.blocks.push(Block::Heading(Level::Third, words)),
        }
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        self.blocks.push(if self.item { Block::Item(Level::Third, words) } else { Block::Paragraph(words) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_items_tables_and_figures_keep_their_places() {
        let place = earnest_model::figures::report_template::place(0);
        let text =
            format!("# T\n\nA **b** {place} c.\n\n## H\n\n- one\n- two\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
        let (title, blocks) = blocks(&text, &|number| format!("[{number}]").into());
        assert_eq!(title.as_deref(), Some("T"));
        let said: Vec<_> = blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(words) => format!("p {}", words.text()),
                Block::Heading(level, words) => format!("{level:?} {}", words.text()),
                Block::Item(_, words) => format!("item {}", words.text()),
                Block::Table(grid) => format!("table {} {}", grid.columns.len(), grid.rows.len()),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(said, ["p A b [0] c.", "First H", "item one", "item two", "table 2 1"]);
    }
}
