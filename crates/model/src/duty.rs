//! Posts and duties: who carries what in a unit, and whether it was taken up.

use crate::{message::Message, words::words};
use jiff::civil::Date;

words! {
    /// Kinds of duty.
    DutyKind, "error-duty-kind" {
        /// The collective duty of the body.
        Principal = "principal",
        /// The personal duty of its head.
        First = "first",
        /// A leader's duty for a portfolio beside the own line.
        Dual = "dual",
        /// The duty of the office that runs it.
        Organising = "organising",
    }
}

words! {
    /// Kinds of post.
    PostKind, "error-post-kind" {
        /// The head of the unit.
        Chief = "chief",
        /// A member of the leading group with a portfolio.
        PortfolioLead = "portfolio-lead",
        /// A member of the leading group.
        Member = "member",
        /// The office.
        Office = "office",
    }
}

/// A duty to be laid on a unit, as an import or form gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDuty {
    /// Code of the unit.
    pub unit: String,
    /// Kind.
    pub kind: DutyKind,
    /// Title of the post that carries it; none for the body's own duty.
    pub post: Option<String>,
    /// When it was acknowledged, if it was.
    pub acknowledged_on: Option<Date>,
}

impl NewDuty {
    /// Whether the duty makes sense: a personal duty needs a post, the body's has none.
    pub fn check(&self, laid_on: Date) -> Result<(), Message> {
        if (self.kind == DutyKind::Principal) != self.post.is_none() {
            return Err(Message::new("error-duty-post").with("unit", self.unit.as_str()));
        }
        if self.acknowledged_on.is_some_and(|day| day < laid_on) {
            return Err(Message::new("error-duty-day").with("unit", self.unit.as_str()));
        }
        Ok(())
    }
}
