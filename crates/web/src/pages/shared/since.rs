//! What was entered since a day for days up to it, and what belongs to no programme: told apart beside what is said of the day and
//! of a programme, and never mixed in.

use crate::{
    frame::call::Call,
    look::{Counted, Named, caption},
    pages::paths,
};
use askama::Template;
use earnest_app::WhoseActs;
use earnest_model::{
    Date,
    figures::{
        figure::Traced,
        figure_name::{FigureName, Since as Kind},
    },
};

/// A figure of what was entered since, and what names its scope.
#[derive(Clone, Copy)]
pub struct Since<'a> {
    /// The figure.
    pub figure: &'a Traced,
    /// What names its scope.
    pub named: Named<'a>,
}

/// A count of what was entered since.
struct Line {
    count: Counted,
    words: String,
    caption: String,
}

/// The sentence with its counts.
#[derive(Template)]
#[template(path = "pages/shared/since.html")]
pub struct EnteredSince {
    words: String,
    lines: Vec<Line>,
}

impl askama::filters::HtmlSafe for EnteredSince {}

impl EnteredSince {
    /// Of these figures, those of which something was entered since; or that nothing was.
    pub fn of<'a>(call: &Call<'_>, day: Date, figures: impl IntoIterator<Item = Since<'a>>) -> Self {
        let lines = lines(call, figures);
        let day = call.tr.date_long(day);
        let words = if lines.is_empty() { call.tr.since_nothing(day) } else { call.tr.since_some(day) };
        Self { words, lines }
    }

    /// What belongs to no programme, beside figures of one; none where there is no such record.
    pub fn of_none<'a>(call: &Call<'_>, figures: impl IntoIterator<Item = Since<'a>>) -> Option<Self> {
        let lines = lines(call, figures);
        (!lines.is_empty()).then(|| Self { words: call.tr.figure_of_none().into_owned(), lines })
    }

    /// Why nothing of a figure can be told apart.
    pub fn never(call: &Call<'_>, name: FigureName) -> Self {
        let words = match name.since() {
            Kind::Once => call.tr.since_once(),
            Kind::ByEntry | Kind::Told => call.tr.since_by_entry(),
        };
        Self { words: words.into_owned(), lines: Vec::new() }
    }
}

/// A line for each figure of which there is any.
fn lines<'a>(call: &Call<'_>, figures: impl IntoIterator<Item = Since<'a>>) -> Vec<Line> {
    figures
        .into_iter()
        .filter(|one| one.figure.value() > 0)
        .map(|Since { figure, named }| Line {
            count: Counted::new(
                call.tr,
                figure,
                paths::figures::traced(figure, named.code, &named.whose.code),
            ),
            words: match &figure.scope().class {
                Some(class) => {
                    let class = call.pack().class_name(class, call.lang.tag());
                    call.tr.figure_of_class(class, call.word_of(figure.name()))
                }
                None => call.word_of(figure.name()),
            },
            caption: caption(call.tr, call.pack(), figure.trace(), named),
        })
        .collect()
}

/// What is counted of which programmes: where the organiser had several by the day, each apart; where only whoever reads is in
/// several, over all of them.
pub fn counts(call: &Call<'_>, whose: &WhoseActs) -> Option<String> {
    if whose.beside {
        return Some(call.tr.programme_counts_own().into_owned());
    }
    let several = call.known.programmes_of_reader(call.actor, call.today).len() > 1;
    several.then(|| call.tr.programme_counts_all().into_owned())
}
