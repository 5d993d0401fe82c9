//! The words around figures among English text.

use std::sync::LazyLock;

use super::figure::{Direction, Qualifier};
use super::lexicon::Lexicon;

/// Numbers below a hundred.
pub(super) static SMALL: LazyLock<Lexicon<u128>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (0, "zero, no"),
        (1, "one"),
        (2, "two, twice"),
        (3, "three"),
        (4, "four"),
        (5, "five"),
        (6, "six"),
        (7, "seven"),
        (8, "eight"),
        (9, "nine"),
        (10, "ten"),
        (11, "eleven"),
        (12, "twelve, dozen"),
        (13, "thirteen"),
        (14, "fourteen"),
        (15, "fifteen"),
        (16, "sixteen"),
        (17, "seventeen"),
        (18, "eighteen"),
        (19, "nineteen"),
        (20, "twenty"),
        (30, "thirty"),
        (40, "forty"),
        (50, "fifty"),
        (60, "sixty"),
        (70, "seventy"),
        (80, "eighty"),
        (90, "ninety"),
    ])
});

/// The names of the parts of a fraction.
pub(super) static PARTS: LazyLock<Lexicon<u128>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (2, "half"),
        (3, "third, thirds"),
        (4, "quarter, quarters"),
        (5, "fifth, fifths"),
        (6, "sixth, sixths"),
        (7, "seventh, sevenths"),
        (8, "eighth, eighths"),
        (9, "ninth, ninths"),
        (10, "tenth, tenths"),
    ])
});

/// Which one in a row.
pub(super) static ORDINALS: LazyLock<Lexicon<u128>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (4, "fourth"),
        (5, "fifth"),
        (6, "sixth"),
        (7, "seventh"),
        (8, "eighth"),
        (9, "ninth"),
        (10, "tenth"),
        (11, "eleventh"),
        (12, "twelfth"),
    ])
});

/// What is called by the number behind it: `round 2`, `Articles 5 to 7`.
pub(super) static NAMED: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "round, article, section, no, nos, number, chapter, paragraph, annex, page, line, item, phase, stage, table, room, \
        appendix, part, figure, grade, rounds, articles, sections, chapters, paragraphs, annexes, pages, lines, items, \
        phases, stages, tables, rooms, parts, figures, grades, ward, wards, floor, block, unit, level, tier, category, \
        class, year, years, band, route, gate, group, zone, district, region, step, question, week, day, schedule, clause, \
        rule, module, volume, issue, lot, batch, bed, bay, site, team, district, platform, quarter, highway, building, \
        building, form, type, shift, plant, building, key stage, priority, objective, option, case, recommendation, \
        recommendations, districts, regions, zones, groups, classes, sites, beds, routes, teams, blocks, levels, tiers, categories, \
        units, forms, schools, plants, posts, target, criterion, standard, goal, district, model, priority, version, release, appendices",
    )
});

/// Of those, what is counted itself more often: only with a capital letter it is a name (`Ward 7`).
pub(super) static COMMON: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "year, years, week, day, quarter, ward, wards, unit, group, case, team, site, floor, bed, form, issue, question, target, \
        standard, goal, class, shift, building, plant, region, district, level, recommendations, recommendation, figures, figure, \
        districts, regions, zones, groups, classes, sites, beds, routes, teams, blocks, levels, tiers, categories, units, forms, \
        schools, plants, posts, model, items, block, zone, number, band, gate, schedule, platform, lot, step",
    )
});

/// What keeps such a word from calling anything: `each ward`, `the last round`.
pub(super) static DETERMINERS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "each, every, per, this, that, these, those, a, an, one, another, any, all, both, some, many, most, other, same, last, \
        next, final, previous, past, following, current, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, \
        tenth, new, whole, entire, our, their, its, his, her, two, three, four, five, six, seven, eight, nine, ten, several, \
        calendar, financial, school, academic, fiscal, half",
    )
});

/// Bodies whose standards have numbers.
pub(super) static STANDARDS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "iso, iec, en, bs, din, ansi, ieee, gb, db, ohsas, haccp, rfc, ws, yy, jgj, ny, hj, cns, astm, nfpa, pas, une, jis, \
        covid, gbz, gbt, dbj, sars, pm, windows, boeing, airbus",
    )
});

/// Months.
pub(super) static MONTHS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "january, february, march, april, may, june, july, august, september, october, november, \
        december, jan, feb, mar, apr, jun, jul, aug, sep, oct, nov, dec",
    )
});

/// Before a number.
pub(super) static BEFORE: LazyLock<Lexicon<Qualifier>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (
            Qualifier::AtLeast,
            "at least, no fewer than, no less than, not less than, a minimum of, \
        not fewer than",
        ),
        (Qualifier::AtMost, "at most, up to, no more than, not more than, a maximum of, within"),
        (
            Qualifier::MoreThan,
            "more than, over, above, exceeding, exceeded, just over, well over, in excess of, upwards of, greater than, higher than, \
            a little over, slightly over, slightly more than, a little more than, beyond, topped, surpassed, longer than, older than",
        ),
        (
            Qualifier::LessThan,
            "fewer than, less than, under, below, lower than, shorter than, younger than, well under, well below",
        ),
        (
            Qualifier::Nearly,
            "nearly, almost, close to, just under, just below, just short of, approaching, virtually",
        ),
        (
            Qualifier::About,
            "about, around, some, approximately, roughly, circa, an estimated, estimated at, in the region of, somewhere around, or so, \
            perhaps, ca",
        ),
    ])
});

/// Behind a number or its unit.
pub(super) static BEHIND: LazyLock<Lexicon<Qualifier>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (
            Qualifier::AtLeast,
            "or more, and more, and above, or above, at least, or over, and over, and up, or older, or longer",
        ),
        (Qualifier::About, "or so, or thereabouts"),
        (
            Qualifier::AtMost,
            "or less, or fewer, at most, or under, and under, or below, and below, or younger",
        ),
    ])
});

/// Verbs of change.
pub(super) static CHANGES: LazyLock<Lexicon<Direction>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (
            Direction::Up,
            "improvement, improved, rose, rise, risen, increased, increase, grew, grown, up, climbed, gained, \
        raised, rising, increasing, edged up, jumped, surged, soared, advanced, swelled, expanded, strengthened, recovered, \
        rebounded, climbing, growing, gaining, uplift, jump, surge, went up, doubled, tripled, gain, growth",
        ),
        (
            Direction::Down,
            "saving, fell, fall, fallen, decrease, decreased, dropped, declined, down, cut, reduced, shrank, \
        shortened, lowered, falling, slipped, slid, slumped, plunged, plummeted, dipped, eased, edged down, sank, contracted, \
        narrowed, dropping, declining, shrinking, trimmed, slashed, reduction, dip, slump, went down, halved, drop, decline",
        ),
    ])
});

/// What a share is held against: `18 % fewer than last year`.
pub(super) static COMPARED: LazyLock<Lexicon<Direction>> = LazyLock::new(|| {
    Lexicon::tagged(&[
        (Direction::Up, "more, higher, longer"),
        (Direction::Down, "fewer, less, lower, shorter"),
    ])
});

/// Lengths of time.
pub(super) static DURATIONS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "day, days, hour, hours, minute, minutes, second, seconds, week, weeks, month, months, year, \
        years, decade, decades, fortnight, working days, calendar days, working day, workdays, quarters, weekdays",
    )
});

/// What is measured in.
pub(super) static AMOUNTS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "yuan, dollars, euros, pounds, jin, kg, kilograms, tons, tonnes, t, km, kilometres, kilometers, \
        miles, metres, meters, m, mu, ha, hectares, acres, litres, liters, kwh, l, g, square metres, \
        square meters",
    )
});

/// Words that are no part of a noun behind a number.
pub(super) static STOPS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "of, in, on, at, to, from, for, with, by, and, or, but, was, were, is, are, has, have, had, be, \
        been, will, would, should, must, may, can, that, which, who, whose, where, when, while, as, \
        than, after, before, during, since, until, within, between, among, across, per, each, this, \
        these, those, the, a, an, it, they, we, took, take, made, met, found, came, went, put, set, \
        held, sent, received, attended, reported, remained, remain, still, not, did, do, does, also, \
        only, so, if, then, there, their, its, our, all, both, more, less, last, compared, including, \
        under, over, into, out, up, about, against, because, through, without, failed, passed, asked, percentage, percent, cent, retired, lack, need, want, agreed, never, now, them, him, her, us, me, you, him, herself, themselves, used, \
        could, gave, submitted, showed, answered, needed, closed, visited, completed, returned, \
        approved, said, joined, spoke, stood, named, listed, drawn, left, registered, later, ago, \
        fewer, higher, lower,  below, above, behind, beyond, throughout, per, via, despite, unless, whether, how, what, why, \
        lost, led, won, cut, sat, ran, fell, rose, gained, got, kept, wrote, spent, paid, drew, felt, grew, saw, told, thought, \
        began, broke, brought, built, bought, chose, drove, ate, fought, flew, forgot, hit, hurt, knew, lay, lent, let, rode, rang, \
        sold, shut, slept, spread, stole, struck, taught, threw, understood, wore, went, gone, given, taken, shown, seen, done, \
        compares, compare, lives, live, run, runs, meet, meets, pay, pays, earn, earns, wait, waits, shows, means, say, says, \
        think, feel, feels, covers, include, includes, contain, contains, serve, serves, employ, employs, receive, receives, \
        remain, remains, exceed, exceeds, equal, equals, represent, represents, starts, \
        ends, become, became, came, come, comes, go, goes, give, gives, take, takes, make, makes, holds, \
        keep, keeps, want, wants, know, find, ask, seem, seems, nor, yet, once, twice, again, daily, weekly, monthly, \
        annually, yearly, nightly, overnight, whom, short, forward, onwards, ahead, aside, abroad, elsewhere, nowhere, apart, away, back, down, off, onto, onward, upward, downwards, alone, aged, \
        instead, rather, even, such, very, too, just, almost, nearly, each, every, either, neither, any, some, many, much, several, few, \
        here, today, yesterday, tomorrow, tonight, worked, worth, earlier, early, late, altogether, overall, covering",
    )
});

/// Verbs between a subject and its number.
pub(super) static COPULAS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::plain(
        "reach, forecast, expected, projected, estimated, budgeted, likely, went, stands, ranges, ranged, ranging, varies, varied, runs, ran, sits, sat, started, rated, totals, totalling, totaling, totaled, numbered, hit, \
        exceeds, exceeded, averages, averaging, stays, stayed, remains, equals, equalled, represents, represented, between, \
        from, around, about, still, already, be, being, marked, worth, remained, to, at, is, was, are, were, reached, stood, totalled, of, has, have, had, been, now, came, by, \
        took, lasted, only, averaged, cost, scored",
    )
});
