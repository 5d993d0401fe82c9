//! What one speaker said at a session: who, in which parts, how far the criteria were met.

use crate::{
    choice::YesNo,
    id::PostId,
    message::{FieldErrors, Message},
    narrative::Narrative,
    sessions::{
        exchange::{MOST_ROWS, There, too_many},
        roll::Named,
    },
    text::{Line, Prose, optional},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The four parts of a speech, in their customary order.
pub const PARTS: [&str; 4] = ["understanding", "problems", "measures", "consensus"];
/// The three engagement criteria: put in oneself, one's duty, one's actual thinking and work.
pub const CRITERIA: [&str; 3] = ["oneself", "duty", "work"];

/// One speaker's input, by post and not by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// The post of the speaker, as it was called.
    pub post: Line,
    /// The post of the unit's roll that spoke; none where the roll has no such post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<PostId>,
    /// Which of the four [`PARTS`] it had.
    #[serde(default)]
    pub parts: [bool; 4],
    /// What was said in each of the [`PARTS`], as far as somebody wrote it down.
    #[serde(default, skip_serializing_if = "is_wordless")]
    pub words: [Option<Prose>; 4],
    /// How far the speaker met the three [`CRITERIA`]: yes, no, or not marked.
    pub engagement: [Option<bool>; 3],
    /// Criteria that the standard of the round names besides, by the key of the item: whether they were met.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub further: BTreeMap<String, bool>,
    /// Concrete instances told.
    pub instances: u16,
    /// Measures named.
    pub measures: u16,
    /// What follows from it for similar matters elsewhere.
    #[serde(default)]
    pub lessons: Option<Line>,
    /// What was told; its numbers are told, too, and counted nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Narrative>,
}

fn is_wordless(words: &[Option<Prose>; 4]) -> bool {
    words.iter().all(Option::is_none)
}

impl Speech {
    /// What was said in one of the [`PARTS`], if somebody wrote it down.
    pub fn words_of(&self, part: &str) -> Option<&Prose> {
        PARTS.iter().zip(&self.words).find(|(one, _)| **one == part)?.1.as_ref()
    }

    /// Whether it told at least one concrete instance and named at least one measure.
    pub fn is_concrete(&self) -> bool {
        self.instances > 0 && self.measures > 0
    }
}

/// A speech as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct SpeechForm<'a> {
    /// The post, by its key or its title; a row without one is left out.
    pub post: Named<'a>,
    /// What was said in each of the [`PARTS`]; each may be blank.
    pub words: [&'a str; 4],
    /// Words of [`PARTS`] that were ticked.
    pub parts: Vec<&'a str>,
    /// For each of the [`CRITERIA`] `yes`, `no` or blank.
    pub engagement: [&'a str; 3],
    /// For further criteria of the standard the key of the item and `yes`, `no` or blank.
    pub further: Vec<(&'a str, &'a str)>,
    /// What was answered to criteria of the standard, each by the key of its item, before it is known at which place the
    /// standard asks it ([`SpeechForm::placed`]).
    pub asked: Vec<(&'a str, &'a str)>,
    /// Concrete instances; blank is none.
    pub instances: &'a str,
    /// Measures; blank is none.
    pub measures: &'a str,
    /// Lessons; may be blank.
    pub lessons: &'a str,
    /// What was told; may be blank.
    pub story: &'a str,
}

impl SpeechForm<'_> {
    /// With what was answered at its place: `keys` are those of the standard in its order. The first three are counted over
    /// the rounds, whatever they are called. What the standard does not ask stays aside, and is refused.
    #[must_use]
    pub fn placed(mut self, keys: &[String]) -> Self {
        let mut aside = Vec::new();
        for (key, answer) in std::mem::take(&mut self.asked) {
            match keys.iter().position(|known| known == key) {
                Some(place) => match self.engagement.get_mut(place) {
                    Some(met) => *met = answer,
                    None => self.further.push((key, answer)),
                },
                None => aside.push((key, answer)),
            }
        }
        self.asked = aside;
        self
    }

    /// Whether something is told of a speech and not who held it.
    fn is_without_speaker(&self) -> bool {
        let told = [self.instances, self.measures, self.lessons, self.story];
        let marks = self.further.iter().chain(&self.asked).map(|(_, answer)| answer);
        let told = told.iter().chain(&self.words).chain(&self.engagement).chain(marks);
        let told = told.into_iter().any(|text| !text.trim().is_empty());
        self.post.is_blank() && (told || !self.parts.is_empty())
    }
}

/// Reads speeches; blank rows are left out, faults stand at `speech-N-…`.
pub(super) fn speeches(forms: &[SpeechForm<'_>], there: There<'_>, errors: &mut FieldErrors) -> Vec<Speech> {
    if forms.len() > MOST_ROWS {
        errors.add(format!("speech-{MOST_ROWS}-post"), too_many());
    }
    for (place, _) in forms.iter().enumerate().filter(|(_, form)| form.is_without_speaker()) {
        errors.add(format!("speech-{place}-post"), Message::new("error-speech-post"));
    }
    let filled = forms.iter().enumerate().filter(|(_, form)| !form.post.is_blank());
    let mut speeches = Vec::new();
    for (place, form) in filled {
        let by = errors.take(&format!("speech-{place}-post"), there.spoke(form.post));
        let mut words: [Option<Prose>; PARTS.len()] = [None, None, None, None];
        for ((kept, sent), part) in words.iter_mut().zip(form.words).zip(PARTS) {
            let read = optional(sent, Prose::parse);
            *kept = errors.take(&format!("speech-{place}-words-{part}"), read).flatten();
        }
        let instances = errors.take(&format!("speech-{place}-instances"), tally(form.instances));
        let measures = errors.take(&format!("speech-{place}-measures"), tally(form.measures));
        let lessons = errors.take(&format!("speech-{place}-lessons"), optional(form.lessons, Line::parse));
        let story = errors.take(&format!("speech-{place}-story"), optional(form.story, Narrative::parse));
        if form.parts.iter().any(|part| !PARTS.contains(part)) {
            errors.add(format!("speech-{place}-parts"), Message::new("error-choice"));
        }
        let told = PARTS.iter().zip(&words).filter(|(_, words)| words.is_some()).map(|(part, _)| *part);
        let told: Vec<_> = told.chain(form.parts.iter().copied()).collect();
        let parts = PARTS.map(|part| told.contains(&part));
        let mut engagement = [None; CRITERIA.len()];
        for ((met, sent), criterion) in engagement.iter_mut().zip(form.engagement).zip(CRITERIA) {
            let read = optional(sent, YesNo::parse);
            *met = errors
                .take(&format!("speech-{place}-{criterion}"), read)
                .flatten()
                .map(|it| it == YesNo::Yes);
        }
        for (key, _) in form.asked.iter().filter(|(_, answer)| !answer.trim().is_empty()) {
            errors.add(format!("speech-{place}-criterion-{key}"), Message::new("error-choice"));
        }
        let mut further = BTreeMap::new();
        for (key, sent) in &form.further {
            let field = format!("speech-{place}-criterion-{key}");
            let met = errors.take(&field, optional(sent, YesNo::parse)).flatten();
            further.extend(met.map(|met| ((*key).to_owned(), met == YesNo::Yes)));
        }
        if let (Some(by), Some(instances), Some(measures), Some(lessons), Some(story)) =
            (by, instances, measures, lessons, story)
        {
            let (post, holder) = (by.title, by.post);
            speeches.push(Speech {
                post,
                holder,
                parts,
                words,
                engagement,
                further,
                instances,
                measures,
                lessons,
                story,
            });
        }
    }
    speeches
}

/// A small count; blank is none.
pub(super) fn tally(text: &str) -> Result<u16, Message> {
    let count = optional(text, |text| number(text, 0, 10_000))?.unwrap_or(0);
    Ok(u16::try_from(count).unwrap_or(u16::MAX))
}

/// A whole number between two ends.
pub(crate) fn number(text: &str, least: i32, most: i32) -> Result<i32, Message> {
    let fault = || Message::new("error-number").with("least", i64::from(least)).with("most", i64::from(most));
    text.trim().parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(fault)
}
