//! What the register is asked for a text: every figure that the text has words for, as a whole, by round and by class.

use super::words::Words;
use earnest_model::{
    figures::{figure::Trace, figure_name::FigureName, origin::Origin, scope::Scope},
    pack::Pack,
    programmes::programme::MOST_ROUNDS,
    sessions::seminar::SessionKind,
    units::unit::Unit,
};
use earnest_text::fold::fold;

/// How figures make one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It is one.
    One,
    /// Their sum.
    Sum,
    /// The first in per cent of the second.
    Share,
}

/// A number that the register is asked for.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) name: FigureName,
    pub(super) words: Vec<String>,
    pub(super) nearby: Vec<String>,
    /// Words for its rounds, of which the sentence must have one.
    pub(super) needed: Vec<String>,
    /// Words for other rounds.
    pub(super) barred: Vec<String>,
    /// Words of its state, of which the clause must have one.
    pub(super) state: Vec<String>,
    pub(super) traces: Vec<Trace>,
    pub(super) form: Form,
}

/// Figures that texts tell by the class of the units: 13 counties.
const BY_CLASS: [FigureName; 6] = [
    FigureName::Units,
    FigureName::PlacesVisited,
    FigureName::UnitsObserved,
    FigureName::UnitsSpotChecked,
    FigureName::SpotChecks,
    FigureName::UnitsRated,
];

/// Which part of what is told as a share: 82 % of the duties are acknowledged, 24 % of the measures closed.
const SHARES: [(FigureName, FigureName); 9] = [
    (FigureName::PlansSubmitted, FigureName::PlansDue),
    (FigureName::PlansInTime, FigureName::PlansDue),
    (FigureName::PlansApproved, FigureName::PlansDue),
    (FigureName::SpotChecksAssessed, FigureName::SpotChecks),
    (FigureName::RequirementsAnswered, FigureName::Requirements),
    (FigureName::MeasuresClosed, FigureName::TeamMeasures),
    (FigureName::MeasuresOverdue, FigureName::TeamMeasures),
    (FigureName::LedgerClosed, FigureName::LedgerMeasures),
    (FigureName::DutiesAcknowledged, FigureName::DutiesAssigned),
];

type TraceOf<'a> = &'a dyn Fn(FigureName, Option<i32>) -> Trace;

/// What is asked for.
pub(super) struct Asking<'a> {
    pub(super) pack: &'a Pack,
    pub(super) words: &'a dyn Words,
    /// The text, folded.
    pub(super) text: &'a str,
    /// The place.
    pub(super) unit: &'a Unit,
    /// The rounds that are told.
    pub(super) rounds: &'a [i32],
    /// The round that the text is of: what `this round` means in it.
    pub(super) round: Option<i32>,
    pub(super) trace: TraceOf<'a>,
}

/// All that is asked at a place. What the text has no word for is not asked.
pub(super) fn asks(asking: &Asking<'_>) -> Vec<Ask> {
    let mut asks: Vec<Ask> = FigureName::ALL.iter().flat_map(|name| asking.of_figure(*name)).collect();
    asks.extend(SHARES.iter().filter_map(|(part, whole)| asking.of_share(*part, *whole)));
    let tiers = asking.pack.tiers();
    for class in &asking.pack.classes {
        // A unit holds no units of its own tier.
        if tiers.find(&class.tier).is_some_and(|tier| tier.0 > asking.unit.tier.0) {
            asks.extend(asking.of_class(&class.key));
        }
    }
    asks
}

impl Asking<'_> {
    fn speaks_of(&self, words: &[String]) -> bool {
        words.iter().map(|word| fold(word)).any(|word| !word.is_empty() && self.text.contains(&word))
    }

    /// Words for any round but one, whether there is such a round or not.
    fn rounds_but(&self, own: Option<i32>) -> Vec<String> {
        let others = (1_i32..).take(MOST_ROUNDS).filter(|number| Some(*number) != own);
        others.flat_map(|number| self.words.rounds(number, number)).collect()
    }

    /// Words for a figure, and those of its state: what is of a state may be told by that alone (`已销号919条`).
    fn words_of(&self, name: FigureName) -> (Vec<String>, Vec<String>) {
        let state = self.words.state(name);
        (joined(&self.words.figure(name), state.clone()), state)
    }

    /// Words for a round; for that of the text `this round`, too.
    fn words_of_round(&self, number: i32) -> Vec<String> {
        let own = if self.round == Some(number) { self.words.this_round() } else { Vec::new() };
        joined(&self.words.rounds(number, number), own)
    }

    /// A part in per cent of its whole.
    fn of_share(&self, part: FigureName, whole: FigureName) -> Option<Ask> {
        let (words, state) = self.words_of(part);
        if !self.speaks_of(&words) {
            return None;
        }
        let barred = if part.takes_round() { self.rounds_but(None) } else { Vec::new() };
        let traces = vec![(self.trace)(part, None), (self.trace)(whole, None)];
        let (nearby, needed) = (self.words.nearby(part), Vec::new());
        Some(Ask { name: part, words, nearby, needed, barred, state, traces, form: Form::Share })
    }

    /// A figure as a whole, of each round, and of the rounds from the first on.
    fn of_figure(&self, name: FigureName) -> Vec<Ask> {
        let (words, state) = self.words_of(name);
        if !self.speaks_of(&words) {
            return Vec::new();
        }
        let nearby = self.words.nearby(name);
        let ask = |needed: Vec<String>, barred, traces| {
            let nearby = nearby.iter().chain(&needed).cloned().collect();
            let (words, state) = (words.clone(), state.clone());
            Ask { name, words, nearby, needed, barred, state, traces, form: Form::One }
        };
        let barred = if name.takes_round() { self.rounds_but(None) } else { Vec::new() };
        let mut asks = vec![ask(Vec::new(), barred, vec![(self.trace)(name, None)])];
        if !name.takes_round() {
            return asks;
        }
        for number in self.rounds {
            let more = self.words_of_round(*number);
            if self.speaks_of(&more) {
                asks.push(ask(more, self.rounds_but(Some(*number)), vec![(self.trace)(name, Some(*number))]));
            }
        }
        let first = self.rounds.iter().min().copied().unwrap_or_default();
        for last in self.rounds.iter().copied().filter(|last| *last > first) {
            let more = self.words.rounds(first, last);
            if !self.speaks_of(&more) {
                continue;
            }
            let numbers: Vec<i32> =
                self.rounds.iter().copied().filter(|number| (first..=last).contains(number)).collect();
            asks.extend(self.of_rounds(&numbers, &ask(more, self.rounds_but(None), Vec::new())));
        }
        asks
    }

    /// Several rounds together; where records may come from the lecture, with it and without it.
    fn of_rounds(&self, numbers: &[i32], ask: &Ask) -> Vec<Ask> {
        let name = ask.name;
        if !name.takes_sources() {
            let traces = numbers.iter().map(|number| (self.trace)(name, Some(*number))).collect();
            return vec![Ask { traces, form: Form::Sum, ..ask.clone() }];
        }
        let of_rounds: Vec<Origin> = numbers.iter().map(|number| Origin::Round(*number)).collect();
        let whole = (self.trace)(name, None);
        let of = |sources: Vec<Origin>| {
            let programme = (self.trace)(name, numbers.first().copied()).scope.programme;
            let scope = Scope { sources, programme, ..whole.scope.clone() };
            vec![Trace { scope, ..whole.clone() }]
        };
        let mut with_lecture = vec![Origin::Activity(SessionKind::Lecture.key())];
        with_lecture.extend(of_rounds.iter().cloned());
        let nearby = joined(&ask.nearby, self.words.lecture());
        vec![
            Ask { traces: of(of_rounds), ..ask.clone() },
            Ask { traces: of(with_lecture), nearby, ..ask.clone() },
        ]
    }

    /// The units of a class, and which share of them was drawn in each round.
    fn of_class(&self, class: &str) -> Vec<Ask> {
        let words = self.words.class(class);
        if !self.speaks_of(&words) {
            return Vec::new();
        }
        let of = |name, round| {
            let trace = (self.trace)(name, round);
            Trace { scope: Scope { class: Some(class.to_owned()), ..trace.scope.clone() }, ..trace }
        };
        let ask = |name, traces, form| {
            let nearby = self.words.nearby(name);
            let barred = if name.takes_round() { self.rounds_but(None) } else { Vec::new() };
            // A share of a round is told with its round.
            let barred = if form == Form::Share { Vec::new() } else { barred };
            let (needed, state) = (Vec::new(), Vec::new());
            Ask { name, words: words.clone(), nearby, needed, barred, state, traces, form }
        };
        let mut asks: Vec<Ask> =
            BY_CLASS.iter().map(|name| ask(*name, vec![of(*name, None)], Form::One)).collect();
        if self.pack.spot_check_classes.iter().any(|key| key == class) {
            let drawn = FigureName::SpotChecks;
            let share = |number: &i32| vec![of(drawn, Some(*number)), of(FigureName::Units, None)];
            asks.extend(self.rounds.iter().map(|number| ask(drawn, share(number), Form::Share)));
        }
        asks
    }
}

fn joined(nearby: &[String], more: Vec<String>) -> Vec<String> {
    nearby.iter().cloned().chain(more).collect()
}
