//! The roll of a unit: who holds which post from when to when, and who of them is first responsible. Whoever spoke or came is
//! chosen from it.

use crate::{days::Days, id::PostId, message::Message, text::Line, twice::same_words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A post of the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRoll {
    /// Its key.
    pub post: PostId,
    /// Its title.
    pub title: String,
    /// The days on which it is held.
    pub days: Days,
    /// The days on which its holder is first responsible.
    pub leads: Vec<Days>,
}

impl OnRoll {
    /// Whether its holder is first responsible on a day.
    pub fn leads_on(&self, day: Date) -> bool {
        self.days.hold(day) && self.leads.iter().any(|days| days.hold(day))
    }
}

/// The roll of a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roll(pub Vec<OnRoll>);

/// Somebody at a session, by post: chosen from the roll, or told in words where the roll has no such post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByPost {
    /// The title as it was.
    pub title: Line,
    /// The post of the roll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
}

/// Whom a form names: by a post that is chosen, by a title that is typed where the roll has no such post, or by both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// The key of the post that is chosen, or its title.
    pub chosen: &'a str,
    /// The title that is typed.
    pub typed: &'a str,
}

impl<'a> From<&'a str> for Named<'a> {
    fn from(chosen: &'a str) -> Self {
        Self { chosen, typed: "" }
    }
}

impl Named<'_> {
    /// Whether it names nobody.
    pub fn is_blank(&self) -> bool {
        self.chosen.trim().is_empty() && self.typed.trim().is_empty()
    }
}

impl Roll {
    /// The post with a key.
    pub fn with(&self, post: PostId) -> Option<&OnRoll> {
        self.0.iter().find(|one| one.post == post)
    }

    /// Whose holder is first responsible on a day.
    pub fn lead(&self, day: Date) -> Option<&OnRoll> {
        self.0.iter().find(|one| one.leads_on(day))
    }

    /// Reads whom a form names: the key of a post, or a title. A title that exactly one post held on the day has is that post.
    ///
    /// # Errors
    /// A key that no post of the roll has: `error-roll-unknown`; a post that was not held on the day: `error-roll-day`.
    pub fn read(&self, text: &str, day: Option<Date>) -> Result<ByPost, Message> {
        let text = text.trim();
        match text.parse() {
            Ok(key) => self.chosen(PostId(key), day),
            Err(_) => self.titled(text, day),
        }
    }

    /// Reads whom a form names by a post to choose and a title to type beside it: either suffices, and both where they say the
    /// same.
    ///
    /// # Errors
    /// As above; neither: `error-roll-neither`; both, and they differ: `error-roll-both`.
    pub fn read_pair(&self, named: Named<'_>, day: Option<Date>) -> Result<ByPost, Message> {
        let (chosen, typed) = (named.chosen.trim(), named.typed.trim());
        match (chosen.is_empty(), typed.is_empty()) {
            (true, true) => Err(Message::new("error-roll-neither")),
            (false, true) => self.read(chosen, day),
            (true, false) => self.titled(typed, day),
            (false, false) => {
                let by = self.read(chosen, day)?;
                if same_words(by.title.as_str(), typed) {
                    return Ok(by);
                }
                let both = Message::new("error-roll-both").with("post", by.title.as_str());
                Err(both.with("typed", typed))
            }
        }
    }

    fn chosen(&self, post: PostId, day: Option<Date>) -> Result<ByPost, Message> {
        let found = self.with(post).ok_or(Message::new("error-roll-unknown"))?;
        if day.is_some_and(|day| !found.days.hold(day)) {
            return Err(Message::new("error-roll-day").with("post", found.title.as_str()));
        }
        Ok(ByPost { title: Line::parse(&found.title)?, post: Some(found.post) })
    }

    fn titled(&self, text: &str, day: Option<Date>) -> Result<ByPost, Message> {
        let title = Line::parse(text)?;
        let held = |one: &&OnRoll| one.title == title.as_str() && day.is_some_and(|day| one.days.hold(day));
        let mut like = self.0.iter().filter(held);
        let post = match (like.next(), like.next()) {
            (Some(one), None) => Some(one.post),
            _ => None,
        };
        Ok(ByPost { title, post })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn roll() -> Roll {
        let one = |post, title: &str, from, until| OnRoll {
            post: PostId(post),
            title: title.to_owned(),
            days: Days::kept(from, until),
            leads: Vec::new(),
        };
        let mut head = one(1, "head", date(2015, 1, 1), Some(date(2015, 5, 31)));
        head.leads = vec![Days::kept(date(2015, 3, 1), None)];
        Roll(vec![
            head,
            one(2, "head", date(2015, 6, 1), None),
            one(3, "deputy", date(2015, 1, 1), None),
            one(4, "deputy", date(2015, 1, 1), None),
        ])
    }

    #[test]
    fn a_title_is_the_post_of_whoever_held_it_on_the_day_and_a_key_names_one_post() {
        let roll = roll();
        let read = |text, day| roll.read(text, Some(day)).map(|by| by.post.map(|post| post.0));
        assert_eq!(read("head", date(2015, 5, 31)), Ok(Some(1)));
        assert_eq!(read(" head ", date(2015, 6, 1)), Ok(Some(2)));
        assert_eq!(read("deputy", date(2015, 6, 1)), Ok(None), "which of the two is not said");
        assert_eq!(read("4", date(2015, 6, 1)), Ok(Some(4)));
        assert_eq!(read("a guest", date(2015, 6, 1)), Ok(None));
        assert_eq!(read("9", date(2015, 6, 1)).unwrap_err().key, "error-roll-unknown");
        assert_eq!(read("1", date(2015, 6, 1)).unwrap_err().key, "error-roll-day");
        assert_eq!(read("", date(2015, 6, 1)).unwrap_err().key, "error-text-empty");
    }

    #[test]
    fn a_post_is_chosen_or_typed_and_both_only_where_they_say_the_same() {
        let roll = roll();
        let read = |chosen, typed| {
            let by = roll.read_pair(Named { chosen, typed }, Some(date(2015, 6, 1)));
            by.map(|by| (by.title.to_string(), by.post.map(|post| post.0))).map_err(|fault| fault.key)
        };
        let of = |title: &str, post| Ok((title.to_owned(), post));
        assert_eq!(read("2", ""), of("head", Some(2)));
        assert_eq!(read("", "a guest"), of("a guest", None));
        assert_eq!(read("", "12"), of("12", None), "what is typed is no key");
        assert_eq!(read("2", " Head "), of("head", Some(2)));
        assert_eq!(read("2", "a guest"), Err("error-roll-both"), "none of the two is left out");
        assert_eq!(read("", " "), Err("error-roll-neither"));
        assert_eq!(read("9", "a guest"), Err("error-roll-unknown"));
    }

    #[test]
    fn who_leads_on_a_day_holds_the_post_and_the_duty_on_it() {
        let roll = roll();
        let lead = |day| roll.lead(day).map(|one| one.post.0);
        assert_eq!(lead(date(2015, 2, 28)), None);
        assert_eq!(lead(date(2015, 3, 1)), Some(1));
        assert_eq!(lead(date(2015, 6, 1)), None, "the post has another holder now");
    }
}
