//! Slabs on pages: what stays together, heads of tables that come again, the imprint, the numbers.

use super::{
    lines::Missing,
    slab::{Flow, Mark, Slab},
    table::at_foot,
    text::Setter,
};
use earnest_model::paper::{
    layout::{Layout, Part},
    length::{Nm, half_points},
};
use std::rc::Rc;

/// A mark on its page; `top` is measured from the page's top edge, as is everything in it.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) left: Nm,
    pub(super) top: Nm,
    pub(super) mark: Mark,
}

/// Where the imprint stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ending {
    /// Pages from the last of the text to that of the imprint.
    pub(super) pages_on: usize,
    /// True if those bear no number.
    pub(super) unnumbered: bool,
    /// What is free above it on its page.
    pub(super) above: Nm,
}

/// Where a heading stands.
#[derive(Debug, Clone)]
pub(super) struct Headed {
    pub(super) level: u16,
    pub(super) words: String,
    pub(super) page: usize,
    pub(super) top: Nm,
}

/// A page.
#[derive(Debug, Default, Clone)]
pub(super) struct Page {
    pub(super) sets: Vec<Set>,
}

/// All pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<Page>,
    pub(super) outline: Vec<Headed>,
    /// Where the imprint stands, if there is one.
    pub(super) ending: Ending,
}

struct Filler<'f> {
    layout: &'f Layout,
    flow: &'f Flow,
    done: Pages,
    /// How much of the present page is filled.
    y: Nm,
    /// The table of the last slab on it.
    table: Option<usize>,
}

/// Fills pages.
pub(super) fn fill(setter: &Setter<'_>) -> Result<Pages, Missing> {
    let flow = &setter.flow;
    let mut filler = Filler { layout: setter.layout, flow, done: Pages::default(), y: 0, table: None };
    filler.done.pages.push(Page::default());
    let mut at = 0;
    while at < flow.slabs.len() {
        let together = flow.slabs.iter().skip(at).take_while(|slab| slab.keep).count() + 1;
        let until = (at + together).min(flow.slabs.len());
        let group = flow.slabs.get(at..until).unwrap_or_default();
        filler.group(group);
        at = until;
    }
    let unnumbered = filler.imprint();
    let mut pages = filler.done;
    for number in 1..=pages.pages.len() {
        furnish(setter, &mut pages, number, number < unnumbered)?;
    }
    Ok(pages)
}

fn height(slabs: &[Slab], at_top: bool) -> Nm {
    let first = slabs.first().filter(|_| at_top).map_or(0, |slab| slab.before);
    slabs.iter().map(|slab| slab.before + slab.height).sum::<Nm>() - first
}

impl Filler<'_> {
    /// Rounding of many lines must not cost the last one its page.
    const TOLERANCE: Nm = 1000;

    fn group(&mut self, slabs: &[Slab]) {
        let begins = slabs.first().is_some_and(|slab| slab.new_page);
        let fits = self.y + height(slabs, self.y == 0) <= self.layout.height + Self::TOLERANCE;
        let table = slabs.first().and_then(|slab| slab.table);
        if self.y > 0 && (begins || !fits) {
            self.turn(table);
        }
        for slab in slabs {
            let full = self.y + slab.before + slab.height > self.layout.height + Self::TOLERANCE;
            if full && self.y > 0 && slabs.len() > 1 && height(slabs, true) > self.layout.height {
                self.turn(slab.table);
            }
            self.place(slab);
        }
    }

    /// On to the next page; a table that goes on is closed here and headed there.
    fn turn(&mut self, next: Option<usize>) {
        let going_on = next.filter(|table| self.table == Some(*table));
        let heads = going_on.and_then(|table| self.flow.heads.get(table));
        if let Some(closing) = heads.and_then(|heads| heads.closing.clone()) {
            let slab = Slab { marks: vec![at_foot(closing, 0)], ..Slab::default() };
            self.draw(&slab, self.layout.top + self.y);
        }
        self.done.pages.push(Page::default());
        self.y = 0;
        self.table = None;
        for slab in heads.map(|heads| heads.slabs.as_slice()).unwrap_or_default() {
            self.place(slab);
        }
    }

    fn place(&mut self, slab: &Slab) {
        if self.y > 0 {
            self.y += slab.before;
        }
        let top = self.layout.top + self.y;
        if let Some((level, words)) = &slab.outline {
            let page = self.done.pages.len() - 1;
            self.done.outline.push(Headed { level: *level, words: words.clone(), page, top });
        }
        self.draw(slab, top);
        self.y += slab.height;
        self.table = slab.table;
    }

    fn draw(&mut self, slab: &Slab, top: Nm) {
        let left = self.layout.left_of(self.done.pages.len());
        if let Some(page) = self.done.pages.last_mut() {
            page.sets.extend(slab.marks.iter().map(|mark| Set { left, top, mark: mark.clone() }));
        }
    }

    /// Sets the imprint at the foot of the last page, an even one if the layout asks for it. Gives the first page that
    /// bears no number: a blank page before the imprint's and that one bear none.
    fn imprint(&mut self) -> usize {
        let Some(slab) = self.flow.imprint.clone() else { return usize::MAX };
        let text = self.done.pages.len();
        let mut page = text;
        if self.y + slab.height + self.layout.pitch() / 2 > self.layout.height {
            page += 1;
        }
        if self.layout.imprint_even && page % 2 == 1 {
            page += 1;
        }
        while self.done.pages.len() < page {
            self.done.pages.push(Page::default());
        }
        self.draw(&slab, self.layout.bottom() - slab.height);
        let unnumbered = page > text + 1;
        let filled = if page == text { self.y } else { 0 };
        let above = self.layout.height - slab.height - filled;
        self.done.ending = Ending { pages_on: page - text, unnumbered, above };
        if unnumbered { text + 1 } else { usize::MAX }
    }
}

/// The number of a page, and what a draft says.
fn furnish(setter: &Setter<'_>, pages: &mut Pages, number: usize, numbered: bool) -> Result<(), Missing> {
    let layout = setter.layout;
    let style = layout.style(Part::Folio);
    let left = layout.left_of(number);
    let em = half_points(style.half_points);
    let mut sets = Vec::new();
    if let Some((line, inks)) = &setter.flow.draft {
        let x = (layout.width - line.width) / 2;
        let mark = Mark::Text { x, baseline: em, line: line.clone(), inks: Rc::clone(inks), node: None };
        sets.push(Set { left, top: layout.top / 2, mark });
    }
    if numbered {
        let words = if layout.is_official() { format!("— {number} —") } else { number.to_string() };
        let spans = Setter::spans(&words.as_str().into(), &style);
        let (lines, inks) = setter.broken(&spans, setter.room(&style))?;
        for line in lines {
            let x = match (layout.mirrored, number % 2) {
                (false, _) => (layout.width - line.width) / 2,
                (true, 0) => style.cell,
                (true, _) => layout.width - style.cell - line.width,
            };
            // The dash lies a third of the size above the base line.
            let mark = Mark::Text {
                x,
                baseline: layout.folio + em * 36 / 100,
                line,
                inks: Rc::clone(&inks),
                node: None,
            };
            sets.push(Set { left, top: layout.bottom(), mark });
        }
    }
    if let Some(page) = number.checked_sub(1).and_then(|at| pages.pages.get_mut(at)) {
        page.sets.extend(sets);
    }
    Ok(())
}
