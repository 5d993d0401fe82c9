//! A question of a form: label above, help in one line, the error where it happened.

use askama::Template;
use earnest_i18n::Tr;

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line; the HTML type (`text`, `date`, `password`, `email`, `tel`).
    Line(&'static str),
    /// A whole number with its least and greatest value.
    Number(i64, i64),
    /// Several lines.
    Lines(u8),
    /// One of few: all shown.
    One(Vec<Choice>),
    /// Any of few: all shown.
    Any(Vec<Choice>),
    /// One of many: a list that opens.
    List(Vec<Choice>),
    /// A file of the given endings: `.csv,.xlsx`.
    File(&'static str),
    /// Several files of the given endings.
    Files(&'static str),
    /// A unit, by its name or code.
    Unit {
        /// The units that may be meant by what was typed; empty as long as that is clear.
        choices: Vec<Choice>,
        /// What is asked where there are several.
        which: String,
        /// Where names are asked for while one is typed.
        names: String,
        /// Where the script is that asks for them.
        script: &'static str,
    },
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// An answer.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), chosen }
    }
}

/// A list of records of an act that can't be taken back: where there are several, none is chosen before somebody chooses one.
/// `choose` is what the blank one says.
#[must_use]
pub fn none_chosen(choose: &str, mut choices: Vec<Choice>) -> Control {
    if choices.len() > 1 && !choices.iter().any(|choice| choice.chosen) {
        choices.insert(0, Choice::new("", choose, true));
    }
    Control::List(choices)
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/field.html")]
pub struct Field {
    name: String,
    label: String,
    control: Control,
    value: String,
    help: Option<String>,
    error: Option<String>,
    optional: Option<String>,
    /// Whether another field answers as well, so that the browser asks for neither of the two.
    one_of_two: bool,
    autocomplete: &'static str,
    /// Whether a phone must not turn letters into capitals, nor mend the spelling.
    as_it_is: bool,
    /// What the button says by which it is told that this could not be seen; then the answer is a number.
    unseen: Option<String>,
    seat: usize,
}

impl Field {
    /// A question that must be answered, with nothing answered yet.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>, control: Control) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            control,
            value: String::new(),
            help: None,
            error: None,
            optional: None,
            one_of_two: false,
            autocomplete: "off",
            as_it_is: false,
            unseen: None,
            seat: 0,
        }
    }

    /// One line of words.
    #[must_use]
    pub fn line(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Line("text"))
    }

    /// What has been answered so far.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// One line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What is wrong with the answer and how to mend it.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// The answer may be left out, and the label says so.
    #[must_use]
    pub fn optional(mut self, tr: Tr) -> Self {
        self.optional = Some(tr.form_optional().into_owned());
        self
    }

    /// Either this or the field beside it must be answered: the server asks for the two together.
    #[must_use]
    pub const fn one_of_two(mut self) -> Self {
        self.one_of_two = true;
        self
    }

    /// Whether the browser asks for an answer.
    const fn is_required(&self) -> bool {
        self.optional.is_none() && !self.one_of_two
    }

    /// What a browser may fill in by itself: `username`, `current-password`.
    #[must_use]
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    /// What is typed stays as it is: no capitals, no corrections.
    #[must_use]
    pub const fn as_it_is(mut self) -> Self {
        self.as_it_is = true;
        self
    }

    /// A mark: typed on a pad of numbers, or told to be not seen by a button, which says so in these words.
    #[must_use]
    pub fn mark(mut self, unseen: impl Into<String>) -> Self {
        self.unseen = Some(unseen.into());
        self
    }

    /// Tells the field from others of the same name in the form.
    #[must_use]
    pub const fn seat(mut self, seat: usize) -> Self {
        self.seat = seat;
        self
    }

    /// The name under which it is sent.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the control, for links to it.
    #[must_use]
    pub fn id(&self) -> String {
        match self.seat {
            0 => format!("field-{}", self.name),
            seat => format!("field-{}-{seat}", self.name),
        }
    }

    /// Whether it has an answer or a fault, so that it must not be folded away.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        self.error.is_some() || !self.value.is_empty()
    }

    /// Whether something is wrong with the answer.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        self.error.is_some()
    }

    fn is_set(&self) -> bool {
        matches!(self.control, Control::One(_) | Control::Any(_))
    }

    /// The ids of what describes the control, for `aria-describedby`.
    fn described_by(&self) -> String {
        let help = self.help.as_ref().map(|_| format!("{}-help", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        [help, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Everything wrong with a form, at its top, each with the way to its field.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/errors.html")]
pub struct ErrorSummary {
    title: String,
    errors: Vec<(String, String)>,
}

impl ErrorSummary {
    /// The errors of `fields`, in their order; none if there are none.
    #[must_use]
    pub fn of<'a>(tr: Tr, fields: impl IntoIterator<Item = &'a Field>) -> Option<Self> {
        let wrong = |field: &Field| {
            let error = field.error.as_ref()?;
            Some((field.id(), format!("{}{}{error}", field.label, tr.form_error_colon())))
        };
        let errors: Vec<_> = fields.into_iter().filter_map(wrong).collect();
        (!errors.is_empty()).then(|| Self { title: tr.form_errors_title(errors.len()), errors })
    }
}
