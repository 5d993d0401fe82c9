//! Leading by example: what somebody, by post, did in the sessions of the own unit, as their records tell. A session counts for
//! whoever held the post on its day, and for nobody who came after.

use crate::{
    days::Days,
    id::PostId,
    sessions::{
        exchange::Came,
        roll::OnRoll,
        seminar::{CRITERIA, Session, SessionKind, Speech},
    },
};

/// Whose record is asked for: a post of the roll in its term, or a title that is on no roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// The title.
    pub title: String,
    /// The post of the roll.
    pub post: Option<PostId>,
    /// The terms in which its sessions count; none is always.
    pub terms: Option<Vec<Days>>,
}

impl Whose {
    /// A title that is on no roll.
    pub fn titled(title: &str) -> Self {
        Self { title: title.to_owned(), post: None, terms: None }
    }

    /// A post of the roll, in the days on which it is held.
    pub fn of(post: &OnRoll) -> Self {
        Self { title: post.title.clone(), post: Some(post.post), terms: Some(vec![post.days]) }
    }

    fn counts(&self, session: &Session) -> bool {
        let hold = |terms: &Vec<Days>| terms.iter().any(|days| days.hold(session.held_on));
        self.terms.as_ref().is_none_or(hold)
    }

    /// Speeches of records from before posts were chosen are told by their title.
    fn spoke(&self, speech: &Speech) -> bool {
        match (speech.holder, self.post) {
            (Some(holder), Some(post)) => holder == post,
            (None, _) => speech.post.as_str() == self.title,
            (Some(_), None) => false,
        }
    }
}

/// What one post did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// The post.
    pub post: String,
    /// The days on which it is held, if it is on the roll.
    pub held: Option<Days>,
    /// Sessions of which a speech of this post is recorded.
    pub spoke_in: usize,
    /// Sessions that were held in its term.
    pub sessions: usize,
    /// Sessions that it attended on their day, and those that it made up.
    pub came: [usize; 2],
    /// Sessions from which it stayed away, with leave and without.
    pub away: [usize; 2],
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

impl Example {
    /// Sessions of which the record says whether it came.
    pub fn told(&self) -> usize {
        self.came.iter().chain(&self.away).sum()
    }

    /// Sessions that it attended, on their day or made up.
    pub fn took_part(&self) -> usize {
        self.came.iter().sum()
    }
}

/// The record of a post in some sessions.
pub fn example_of(whose: &Whose, sessions: &[&Session]) -> Example {
    let mut example = Example { post: whose.title.clone(), ..Example::default() };
    for session in sessions.iter().filter(|session| whose.counts(session)) {
        example.sessions += 1;
        let mut spoke = false;
        for speech in session.body.speeches.iter().filter(|speech| whose.spoke(speech)) {
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
        let came = whose.post.and_then(|post| session.came(post)).or(spoke.then_some(Came::Present));
        let [on_the_day, made_up] = &mut example.came;
        let [with_leave, without] = &mut example.away;
        match came {
            Some(Came::Present) => *on_the_day += 1,
            Some(Came::MadeUp) => *made_up += 1,
            Some(Came::Leave) => *with_leave += 1,
            Some(Came::Absent) => *without += 1,
            None => {}
        }
    }
    example
}

/// The records of all posts that spoke or of which it is told whether they came: whoever spoke in most sessions first; then by
/// post. Of `roll` are the terms.
pub fn examples(roll: &[OnRoll], sessions: &[&Session]) -> Vec<Example> {
    let speeches = sessions.iter().flat_map(|session| &session.body.speeches);
    let spoke = speeches.map(|speech| (speech.post.as_str(), speech.holder));
    let attendance = sessions.iter().flat_map(|session| &session.body.attendance);
    let told = attendance.map(|one| (one.title.as_str(), Some(one.post)));
    let mut posts: Vec<_> = spoke.chain(told).collect();
    posts.sort_unstable_by_key(|(title, post)| (*post, *title));
    posts.dedup_by(|one, other| one.1 == other.1 && (one.1.is_some() || one.0 == other.0));
    let one = |(title, post): (&str, Option<PostId>)| {
        let known = post.and_then(|post| roll.iter().find(|one| one.post == post));
        let whose = known.map_or_else(|| Whose { post, ..Whose::titled(title) }, Whose::of);
        Example { held: known.map(|one| one.days), ..example_of(&whose, sessions) }
    };
    let mut all: Vec<Example> = posts.into_iter().map(one).collect();
    all.sort_by(|one, other| other.spoke_in.cmp(&one.spoke_in).then_with(|| one.post.cmp(&other.post)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sessions::{
            exchange::Attended,
            seminar::{SeminarBody, Speech},
        },
        text::Line,
    };

    fn session(kind: SessionKind, speeches: &[(&str, u16, u16)]) -> Session {
        let speech = |(post, instances, measures): &(&str, u16, u16)| Speech {
            post: Line::parse(post).unwrap(),
            holder: None,
            parts: [true; 4],
            words: [None, None, None, None],
            engagement: [Some(true), Some(false), None],
            further: std::collections::BTreeMap::new(),
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
        let all = examples(&[], &[&one, &two]);
        assert_eq!(all.iter().map(|one| one.post.as_str()).collect::<Vec<_>>(), ["deputy", "head"]);
        let head = example_of(&Whose::titled("head"), &[&one, &two]);
        assert_eq!((head.spoke_in, head.sessions, head.lectures), (1, 2, 1));
        assert_eq!((head.instances, head.measures, head.concrete), (2, 4, 1));
        assert_eq!(head.engagement, [(2, 2), (0, 2), (0, 0)]);
        assert_eq!(example_of(&Whose::titled("nobody"), &[&one, &two]).spoke_in, 0);
    }

    #[test]
    fn a_session_counts_for_whoever_held_the_post_on_its_day_and_for_nobody_who_came_after() {
        let day = jiff::civil::date;
        let on_roll = |post, from, until| OnRoll {
            post: PostId(post),
            title: "head".to_owned(),
            days: Days::kept(from, until),
            leads: Vec::new(),
        };
        let roll = [on_roll(1, day(2015, 1, 1), Some(day(2015, 5, 31))), on_roll(2, day(2015, 6, 1), None)];
        let held = |on, post: i64, came| {
            let mut session = session(SessionKind::Seminar, &[]);
            session.held_on = on;
            let title = Line::parse("head").unwrap();
            session.body.attendance = vec![Attended { post: PostId(post), title, came, made_up_on: None }];
            session
        };
        let mut before = held(day(2015, 5, 4), 1, Came::Present);
        before.body.speeches = session(SessionKind::Seminar, &[("head", 1, 1)]).body.speeches;
        let after = [held(day(2015, 6, 2), 2, Came::Leave), held(day(2015, 6, 9), 2, Came::MadeUp)];
        let sessions: Vec<&Session> = std::iter::once(&before).chain(&after).collect();
        let [first, second] = roll.each_ref().map(|post| example_of(&Whose::of(post), &sessions));
        assert_eq!((first.sessions, first.spoke_in, first.came, first.away), (1, 1, [1, 0], [0, 0]));
        assert_eq!((second.sessions, second.spoke_in, second.came, second.away), (2, 0, [0, 1], [1, 0]));
        let shown = examples(&roll, &sessions);
        let terms: Vec<_> = shown.iter().map(|one| one.held).collect();
        assert!(terms.contains(&Some(roll[0].days)) && terms.contains(&Some(roll[1].days)), "told apart");
    }
}
