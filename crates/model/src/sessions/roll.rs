//! The roll of a unit: who holds which post from when to when, and who of them is first responsible. Whoever spoke or came is
//! chosen from it.

use crate::{days::Days, id::PostId, message::Message, text::Line};
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
        if let Ok(key) = text.parse() {
            let found = self.with(PostId(key)).ok_or(Message::new("error-roll-unknown"))?;
            if day.is_some_and(|day| !found.days.hold(day)) {
                return Err(Message::new("error-roll-day").with("post", found.title.as_str()));
            }
            return Ok(ByPost { title: Line::parse(&found.title)?, post: Some(found.post) });
        }
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
    fn who_leads_on_a_day_holds_the_post_and_the_duty_on_it() {
        let roll = roll();
        let lead = |day| roll.lead(day).map(|one| one.post.0);
        assert_eq!(lead(date(2015, 2, 28)), None);
        assert_eq!(lead(date(2015, 3, 1)), Some(1));
        assert_eq!(lead(date(2015, 6, 1)), None, "the post has another holder now");
    }
}
