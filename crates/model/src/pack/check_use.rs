//! What of a pack is used only later, by a page that somebody opens: what requests cost, what nobody is asked for, and the
//! report. What is passed here never fails there.

use super::{
    content::Pack,
    fault::PackFaultKind,
    found::Found,
    mend::Step,
    places::is_place,
    why::{KeyFault, ReportFault},
};
use crate::{
    burden::{
        budget::{Kind, MOST_MINUTES, MOST_OF_A_REQUEST},
        question::folded,
    },
    figures::report_template::{Fault, Piece, Slot, read_template},
    organisation::LANGUAGES,
    programmes::standard::LocalName,
};
use std::collections::BTreeMap;

/// The most places at which answers stand, and the most ways to ask for one.
const MOST_KNOWN: usize = 500;

/// Checks it.
pub(super) fn check_use(found: &mut Found<'_, '_>, pack: &Pack) {
    check_burden(found, pack);
    check_known(found, pack);
    check_report(found, pack);
}

/// Leaves out of a pack what would be refused here.
pub(super) fn leave_out(pack: &mut Pack) {
    pack.burden.minutes.retain(|kind, minutes| is_request(kind) && (0..=MOST_OF_A_REQUEST).contains(minutes));
    let tiers: Vec<String> = pack.tiers.iter().map(|tier| tier.key.clone()).collect();
    pack.burden.budget.retain(|tier, budget| {
        let right = |minutes: i32| (0..=MOST_MINUTES).contains(&minutes);
        tiers.contains(tier) && right(budget.week) && right(budget.month)
    });
    pack.known.retain(|known| is_place(&known.place));
    let whole = |report: &LocalName| {
        LANGUAGES.iter().all(|language| wrong(pack, report.get(language), false).is_empty())
    };
    if !pack.report.as_ref().is_none_or(whole) {
        pack.report = None;
    }
}

fn is_request(kind: &str) -> bool {
    Kind::parse(kind).is_ok()
}

fn check_burden(found: &mut Found<'_, '_>, pack: &Pack) {
    let at = |list, key| [Step::Key("burden"), Step::Key(list), Step::Key(key)];
    for (kind, minutes) in &pack.burden.minutes {
        let way = at("minutes", kind.as_str());
        if !is_request(kind) {
            found.key(&way, "burden.minutes", (kind, KeyFault::NoRequest));
        }
        if !(0..=MOST_OF_A_REQUEST).contains(minutes) {
            let (key, most) = (kind.clone(), MOST_OF_A_REQUEST);
            found.tell(&way, PackFaultKind::Minutes { key, most, found: *minutes });
        }
    }
    for (tier, budget) in &pack.burden.budget {
        let way = at("budget", tier.as_str());
        if !pack.tiers.iter().any(|one| one.key == *tier) {
            found.refers(&way, ("burden.budget", "tiers"), (tier, KeyFault::NoTier));
        }
        for (of, minutes) in [("week", budget.week), ("month", budget.month)] {
            if !(0..=MOST_MINUTES).contains(&minutes) {
                let key = format!("{tier}.{of}");
                let way = [way.as_slice(), &[Step::Key(of)]].concat();
                found.tell(&way, PackFaultKind::Minutes { key, most: MOST_MINUTES, found: minutes });
            }
        }
        if budget.month < budget.week && !found.file.is_mended(&way) {
            found.tell(&way, PackFaultKind::MonthBelowWeek { tier: tier.clone() });
        }
    }
}

fn check_known(found: &mut Found<'_, '_>, pack: &Pack) {
    found.count("known", (0, MOST_KNOWN), pack.known.len());
    let mut asked: BTreeMap<String, &str> = BTreeMap::new();
    for (place, known) in pack.known.iter().enumerate() {
        let at = [Step::Key("known"), Step::At(place)];
        let at_place = [at.as_slice(), &[Step::Key("place")]].concat();
        if !is_place(&known.place) {
            found.key(&at_place, "known", (&known.place, KeyFault::NoPage));
        }
        let at_words = [at.as_slice(), &[Step::Key("words")]].concat();
        found.count_at(&at_words, "known.words", ((1, MOST_KNOWN), known.words.len()));
        for (of, words) in known.words.iter().enumerate() {
            let way = [at_words.as_slice(), &[Step::At(of)]].concat();
            let asks = folded(words);
            if asks.is_empty() {
                found.key(&way, "known.words", (words, KeyFault::NoWord));
            } else if let Some(other) = asked.insert(asks, &known.place).filter(|other| *other != known.place)
            {
                let (word, other) = (words.clone(), other.to_owned());
                found.tell(&way, PackFaultKind::TwoPlaces { word, other });
            }
        }
    }
}

fn check_report(found: &mut Found<'_, '_>, pack: &Pack) {
    let Some(report) = &pack.report else { return };
    for language in LANGUAGES {
        let way = [Step::Key("report"), Step::Key(language)];
        if found.file.is_made_up(&way) {
            continue;
        }
        for (line, fault) in wrong(pack, report.get(language), found.file.lacks_keys("classes")) {
            let kind = PackFaultKind::Report { language, fault };
            let told = found.file.fault_within(&way, line, kind);
            found.faults.push(told);
        }
    }
}

/// What is wrong with a template of a pack, with the line of the template.
fn wrong(pack: &Pack, text: &str, classes_unsure: bool) -> Vec<(usize, ReportFault)> {
    let (pieces, faults) = read_template(text);
    let faults = faults.iter().map(|Fault { line, message }| (*line, ReportFault::of(message)));
    let mut told: Vec<_> = faults.collect();
    for (line, piece) in &pieces {
        let Piece::Figures(slots) = piece else { continue };
        let of_slots = slots.iter().flat_map(|slot| not_of_packs(pack, slot, classes_unsure));
        told.extend(of_slots.map(|fault| (*line, fault)));
    }
    told.sort_by_key(|(line, _)| *line);
    told
}

/// What a figure names that a pack can't: a pack is of any register, and knows neither its units nor its programmes.
fn not_of_packs(pack: &Pack, slot: &Slot, classes_unsure: bool) -> Vec<ReportFault> {
    let narrowed = &slot.narrowed;
    let of = |option: &str, value: String| ReportFault::Elsewhere(format!("{option}={value}"));
    let class = narrowed.class.as_ref().filter(|class| !pack.has_class(class) && !classes_unsure);
    let named = [
        slot.scope.clone().map(|code| of("scope", code)),
        narrowed.organiser.clone().map(|code| of("organiser", code)),
        narrowed.programme.word().map(|key| of("programme", key)),
        class.cloned().map(ReportFault::Class),
        slot.round.filter(|round| *round < 1).map(|round| ReportFault::Option(format!("round={round}"))),
    ];
    named.into_iter().flatten().collect()
}
