//! Comments from the public on what is published: held until somebody reads them.

use crate::{message::Message, text::Prose, words::words};

/// The most characters of a comment.
pub const LIMIT: usize = 1_000;

words! {
    /// How far a comment has come.
    CommentState, "error-comment-state" {
        /// Waits for the office; nobody else reads it.
        Held = "held",
        /// Everybody reads it.
        Published = "published",
        /// Not published, with the reason.
        Rejected = "rejected",
    }
}

impl CommentState {
    /// Whether it waits for the office.
    pub fn is_held(self) -> bool {
        self == Self::Held
    }

    /// Whether everybody reads it.
    pub fn is_published(self) -> bool {
        self == Self::Published
    }

    /// The state after a decision; a comment is decided once.
    pub fn decided(self, outcome: Self) -> Result<Self, Message> {
        match (self, outcome) {
            (Self::Held, Self::Published | Self::Rejected) => Ok(outcome),
            (Self::Held, Self::Held) => Err(Message::new("error-comment-state").with("text", outcome.key())),
            _ => Err(Message::new("error-comment-decided")),
        }
    }
}

/// Reads a comment: something, and not more than [`LIMIT`] characters.
pub fn parse_comment(text: &str) -> Result<Prose, Message> {
    let comment = Prose::parse(text)?;
    let length = comment.as_str().chars().count();
    if length > LIMIT {
        return Err(Message::new("error-text-long").with("length", length).with("limit", LIMIT));
    }
    Ok(comment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_decided_once_and_is_never_longer_than_its_limit() {
        assert_eq!(CommentState::Held.decided(CommentState::Published), Ok(CommentState::Published));
        assert_eq!(
            CommentState::Rejected.decided(CommentState::Published).unwrap_err().key,
            "error-comment-decided"
        );
        assert!(CommentState::Held.decided(CommentState::Held).is_err());
        assert!(parse_comment(&"评".repeat(LIMIT)).is_ok());
        assert_eq!(parse_comment(&"评".repeat(LIMIT + 1)).unwrap_err().key, "error-text-long");
        assert_eq!(parse_comment(" \n ").unwrap_err().key, "error-text-empty");
    }
}
