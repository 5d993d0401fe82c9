//! Acts: what was done, with its typed content. No act, no commit.
//!
//! One enum of all acts, made of one for each domain (`model/<folder>/acts.rs`). The word of an act is what notices ask
//! for; its content is what the journal keeps.

use crate::{
    assessing::acts::AssessingAct, burden::acts::BurdenAct, circulars::acts::CircularsAct,
    desk::acts::DeskAct, draws::acts::DrawsAct, duties::acts::DutiesAct, figures::acts::FiguresAct,
    ledger::acts::LedgerAct, people::acts::PeopleAct, plans::acts::PlansAct, programmes::acts::ProgrammesAct,
    sessions::acts::SessionsAct, tasks::acts::TasksAct, units::acts::UnitsAct, visits::acts::VisitsAct,
};

/// Declares the enum of all acts.
macro_rules! all_acts {
    ($($(#[$doc:meta])* $domain:ident($acts:ident),)*) => {
        /// An act: the one thing that a unit of work says of what it wrote.
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[serde(untagged)]
        pub enum Act { $($(#[$doc])* $domain($acts),)* }

        impl Act {
            /// The words of all acts, by domain.
            pub const WORDS: &[&[&str]] = &[$($acts::WORDS,)*];

            /// The word of the act.
            pub fn word(&self) -> &'static str {
                match self { $(Self::$domain(act) => act.word(),)* }
            }
        }

        $(impl From<$acts> for Act {
            fn from(act: $acts) -> Self {
                Self::$domain(act)
            }
        })*
    };
}

all_acts! {
    /// What is done with accounts, posts and passwords.
    People(PeopleAct),
    /// What is done with units and the organisation.
    Units(UnitsAct),
    /// What is done with duties and charges.
    Duties(DutiesAct),
    /// What is done with programmes, rounds, standards and bodies.
    Programmes(ProgrammesAct),
    /// What is done with plans.
    Plans(PlansAct),
    /// What is done with sessions and what follows from them.
    Sessions(SessionsAct),
    /// What is done with observations, sheets, ratings and appeals.
    Assessing(AssessingAct),
    /// What is done with draws and what is called up.
    Draws(DrawsAct),
    /// What is done with problems and measures.
    Ledger(LedgerAct),
    /// What is done with circulars and comments.
    Circulars(CircularsAct),
    /// What is done on tours and visits.
    Visits(VisitsAct),
    /// What is done with directions and reminders.
    Tasks(TasksAct),
    /// What is done with requests and their weight.
    Burden(BurdenAct),
    /// What is done with reports.
    Figures(FiguresAct),
    /// What is done with the queue.
    Desk(DeskAct),
}

impl Act {
    /// Its content, as the journal keeps it.
    pub fn detail(&self) -> serde_json::Value {
        // Acts are made of texts, numbers, days and lists of them, which JSON can always say.
        serde_json::to_value(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_names_one_act() {
        let words: Vec<&str> = Act::WORDS.iter().copied().flatten().copied().collect();
        let once: BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(once.len(), words.len(), "{words:?}");
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(words.iter().all(|word| word.chars().all(plain)), "{words:?}");
    }
}
