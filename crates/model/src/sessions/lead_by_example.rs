//! Leading by example: what somebody, by post, did in the sessions of the own unit, as their records tell.

use crate::sessions::seminar::{CRITERIA, Session, SessionKind};

/// What one post did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// The post.
    pub post: String,
    /// Sessions of which a speech of this post is recorded.
    pub spoke_in: usize,
    /// Sessions that were held.
    pub sessions: usize,
    /// Of the sessions spoken in, opening lectures.
    pub lectures: usize,
    /// How often each of the three engagement criteria was met, and how often it was marked.
    pub engagement: [(usize, usize); CRITERIA.len()],
    /// Concrete instances told.
    pub instances: u32,
    /// Measures promised.
    pub measures: u32,
    /// Speeches that told an instance and named a measure.
    pub concrete: usize,
}

/// The record of a post in some sessions.
pub fn example_of(post: &str, sessions: &[&Session]) -> Example {
    let mut example = Example { post: post.to_owned(), sessions: sessions.len(), ..Example::default() };
    for session in sessions {
        let mut spoke = false;
        for speech in session.body.speeches.iter().filter(|speech| speech.post.as_str() == post) {
            spoke = true;
            example.instances += u32::from(speech.instances);
            example.measures += u32::from(speech.measures);
            example.concrete += usize::from(speech.is_concrete());
            for (sum, mark) in example.engagement.iter_mut().zip(speech.engagement) {
                sum.0 += usize::from(mark == Some(true));
                sum.1 += usize::from(mark.is_some());
            }
        }
        example.spoke_in += usize::from(spoke);
        example.lectures += usize::from(spoke && session.kind == SessionKind::Lecture);
    }
    example
}

/// The records of all posts that spoke, whoever spoke in most sessions first; then by post.
pub fn examples(sessions: &[&Session]) -> Vec<Example> {
    let speeches = sessions.iter().flat_map(|session| &session.body.speeches);
    let mut posts: Vec<&str> = speeches.map(|speech| speech.post.as_str()).collect();
    posts.sort_unstable();
    posts.dedup();
    let mut all: Vec<Example> = posts.into_iter().map(|post| example_of(post, sessions)).collect();
    all.sort_by_key(|example| std::cmp::Reverse(example.spoke_in));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sessions::seminar::{SeminarBody, Speech},
        text::Line,
    };

    fn session(kind: SessionKind, speeches: &[(&str, u16, u16)]) -> Session {
        let speech = |(post, instances, measures): &(&str, u16, u16)| Speech {
            post: Line::parse(post).unwrap(),
            parts: [true; 4],
            engagement: [Some(true), Some(false), None],
            instances: *instances,
            measures: *measures,
            lessons: None,
            story: None,
        };
        let body = SeminarBody { speeches: speeches.iter().map(speech).collect(), ..SeminarBody::default() };
        Session { kind, held_on: jiff::civil::date(2015, 6, 1), minutes: 90, present: 9, expected: 9, body }
    }

    #[test]
    fn a_record_counts_sessions_once_and_speeches_each() {
        let one = session(SessionKind::Lecture, &[("head", 2, 1), ("head", 0, 3), ("deputy", 1, 1)]);
        let two = session(SessionKind::Seminar, &[("deputy", 0, 0)]);
        let all = examples(&[&one, &two]);
        assert_eq!(all.iter().map(|one| one.post.as_str()).collect::<Vec<_>>(), ["deputy", "head"]);
        let head = example_of("head", &[&one, &two]);
        assert_eq!((head.spoke_in, head.sessions, head.lectures), (1, 2, 1));
        assert_eq!((head.instances, head.measures, head.concrete), (2, 4, 1));
        assert_eq!(head.engagement, [(2, 2), (0, 2), (0, 0)]);
        assert_eq!(example_of("nobody", &[&one, &two]).spoke_in, 0);
    }
}
