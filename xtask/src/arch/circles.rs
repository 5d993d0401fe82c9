//! Circles: things that import one another, each reached from each. They are found, and told by what ties them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An import between two things: files, or folders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// What imports.
    pub from: String,
    /// What is imported.
    pub to: String,
    /// File, line and name, for a person.
    pub told: String,
}

/// What imports what.
type Graph<'t> = BTreeMap<&'t str, BTreeSet<&'t str>>;

/// How many ties are told whose going would loosen a circle most.
const KNOTS: usize = 5;

/// The circles among these ties, the largest first, each by its members in order.
pub fn among(ties: &[Tie]) -> Vec<Vec<String>> {
    let circles = components(&graph_of(ties, |_| true));
    circles.into_iter().map(|circle| circle.into_iter().map(str::to_owned).collect()).collect()
}

/// Lines that tell a circle: its members, the shortest way round, and what would loosen it most.
pub fn tell(what: &str, circle: &[String], ties: &[Tie]) -> String {
    let inside = |tie: &Tie| circle.contains(&tie.from) && circle.contains(&tie.to);
    let ties: Vec<Tie> = ties.iter().filter(|tie| inside(tie)).cloned().collect();
    let mut lines = vec![format!("{what}: {}", circle.join(", ")), "  the shortest way round:".to_owned()];
    let way = shortest(&graph_of(&ties, |_| true));
    let first = |(from, to): (&str, &str)| ties.iter().find(|tie| tie.from == from && tie.to == to);
    let next = way.iter().skip(1).chain(way.first());
    let steps = way.iter().zip(next).filter_map(|(from, to)| first((from, to)));
    lines.extend(steps.map(|tie| format!("    {}", tie.told)));
    if circle.len() > way.len() {
        lines.push("  what would loosen it most, and how many would be left in circles:".to_owned());
        let knots = knots(&ties).into_iter().take(KNOTS);
        let told = knots.filter_map(|(left, from, to)| {
            first((from, to)).map(|tie| format!("    {left} without {}", tie.told))
        });
        lines.extend(told);
    }
    lines.join("\n")
}

fn graph_of(ties: &[Tie], is_kept: impl Fn(&Tie) -> bool) -> Graph<'_> {
    let mut graph = Graph::new();
    for tie in ties {
        graph.entry(&tie.from).or_default();
        graph.entry(&tie.to).or_default();
        if tie.from != tie.to && is_kept(tie) {
            graph.entry(&tie.from).or_default().insert(&tie.to);
        }
    }
    graph
}

/// For each pair that is tied: how many things would be in circles without it; the fewest first.
fn knots(ties: &[Tie]) -> Vec<(usize, &str, &str)> {
    let pairs: BTreeSet<(&str, &str)> = ties.iter().map(|tie| (tie.from.as_str(), tie.to.as_str())).collect();
    let without = |(from, to): (&str, &str)| {
        let graph = graph_of(ties, |tie| (tie.from.as_str(), tie.to.as_str()) != (from, to));
        components(&graph).iter().map(Vec::len).sum::<usize>()
    };
    let mut knots: Vec<_> = pairs.into_iter().map(|pair| (without(pair), pair.0, pair.1)).collect();
    knots.sort_unstable();
    knots
}

/// The shortest way from a thing back to itself, without the end.
fn shortest<'t>(graph: &Graph<'t>) -> Vec<&'t str> {
    let ways = graph.keys().filter_map(|start| way_round(graph, start));
    ways.min_by_key(Vec::len).unwrap_or_default()
}

fn way_round<'t>(graph: &Graph<'t>, start: &'t str) -> Option<Vec<&'t str>> {
    let mut before: BTreeMap<&str, &'t str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for next in graph.get(at).into_iter().flatten() {
            if *next == start {
                let back = std::iter::successors(Some(at), |it| before.get(*it).copied());
                let mut way: Vec<&str> = back.collect();
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(next) {
                before.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}

/// The strongly connected components of more than one, the largest first (Tarjan 1972).
fn components<'t>(graph: &Graph<'t>) -> Vec<Vec<&'t str>> {
    let mut search = Search { graph, marks: BTreeMap::new(), stack: Vec::new(), found: Vec::new() };
    for node in graph.keys() {
        if !search.marks.contains_key(node) {
            search.visit(node);
        }
    }
    let mut found = search.found;
    found.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    found
}

struct Search<'g, 't> {
    graph: &'g Graph<'t>,
    /// When a node was reached, and the earliest node on the stack that it leads back to; `None` when it is done.
    marks: BTreeMap<&'t str, Option<(usize, usize)>>,
    stack: Vec<&'t str>,
    found: Vec<Vec<&'t str>>,
}

impl<'t> Search<'_, 't> {
    fn visit(&mut self, node: &'t str) -> usize {
        let reached = self.marks.len();
        self.marks.insert(node, Some((reached, reached)));
        self.stack.push(node);
        let mut earliest = reached;
        for next in self.graph.get(node).into_iter().flatten() {
            earliest = match self.marks.get(next) {
                None => earliest.min(self.visit(next)),
                Some(Some((when, _))) => earliest.min(*when),
                Some(None) => earliest,
            };
        }
        if earliest == reached {
            let place = self.stack.iter().position(|it| *it == node).unwrap_or(0);
            let mut circle = self.stack.split_off(place);
            for done in &circle {
                self.marks.insert(done, None);
            }
            if circle.len() > 1 {
                circle.sort_unstable();
                self.found.push(circle);
            }
        }
        earliest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(pairs: &[(&str, &str)]) -> Vec<Tie> {
        let tie = |(from, to): &(&str, &str)| Tie {
            from: (*from).to_owned(),
            to: (*to).to_owned(),
            told: format!("{from}:1 imports `X` of {to}"),
        };
        pairs.iter().map(tie).collect()
    }

    #[test]
    fn what_is_reached_from_itself_is_a_circle_and_the_rest_is_none() {
        let line = ties(&[("a", "b"), ("b", "c"), ("a", "c"), ("d", "d")]);
        assert_eq!(among(&line), Vec::<Vec<String>>::new());
        let two = ties(&[("x", "a"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "c")]);
        assert_eq!(among(&two), [vec!["c", "d", "e"], vec!["a", "b"]]);
    }

    #[test]
    fn two_loops_through_one_thing_are_one_circle() {
        let eight = ties(&[("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "b")]);
        assert_eq!(among(&eight), [["a", "b", "c", "d"]]);
    }

    #[test]
    fn a_circle_is_told_with_what_ties_it() {
        let eight = ties(&[("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "b"), ("d", "z")]);
        let told = tell("a circle", &among(&eight)[0], &eight);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[0], "a circle: a, b, c, d");
        assert_eq!(&lines[2..4], ["    a:1 imports `X` of b", "    b:1 imports `X` of a"]);
        assert_eq!(lines[5], "    2 without b:1 imports `X` of c");
        assert!(!told.contains('z'), "{told}");
    }
}
