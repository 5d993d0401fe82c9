//! Words for what happened, or for why there is nothing to see. Never an empty page.

use askama::Template;

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done and kept.
    Done,
    /// There is nothing here yet.
    Empty,
    /// It went wrong; what to do.
    Error,
    /// This reader may not; who may.
    Forbidden,
    /// It is still being made.
    Loading,
}

impl Tone {
    const fn mark(self) -> &'static str {
        match self {
            Self::Done => "●",
            Self::Empty => "○",
            Self::Error | Self::Forbidden => "!",
            Self::Loading => "◐",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Empty => "empty",
            Self::Error => "error",
            Self::Forbidden => "forbidden",
            Self::Loading => "loading",
        }
    }

    /// An error interrupts a screen reader, the others wait their turn.
    const fn role(self) -> &'static str {
        match self {
            Self::Error | Self::Forbidden => "alert",
            Self::Done | Self::Empty | Self::Loading => "status",
        }
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/notice.html")]
pub struct Notice {
    tone: Tone,
    title: String,
    text: Option<String>,
    way: Option<(String, String)>,
}

impl Notice {
    /// All that it says.
    #[must_use]
    pub fn words(&self) -> String {
        let text = self.text.as_deref().map(|text| format!(" {text}")).unwrap_or_default();
        format!("{}{text}", self.title)
    }

    /// What happened, in a few words.
    #[must_use]
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self { tone, title: title.into(), text: None, way: None }
    }

    /// What it means and what can be done.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Where to go from here.
    #[must_use]
    pub fn way(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.way = Some((words.into(), href.into()));
        self
    }
}
