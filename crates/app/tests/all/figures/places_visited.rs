//! Places visited: by the kinds of unit that there are, of whoever sent the tour, each leading to its visits.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::unit_show::show_unit,
    figures::{
        figure_show::{Asked, show_figure},
        report_show::{Wanted, report},
    },
    visits::tour_record::record_tour,
};
use earnest_model::{
    Date,
    actor::Role,
    figures::figure_name::FigureName,
    text::{Line, Prose},
    visits::visit::{NewTour, NewVisit},
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, TODAY, on_both_engines},
};
use jiff::civil::date;

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

/// A tour of a unit to others on a day.
fn tour(register: &Register, organiser: &str, day: Date, units: &[&str]) {
    let visit = |unit: &&str| NewVisit {
        unit: (*unit).to_owned(),
        visited_on: day,
        purposes: vec![line("the programme")],
        summary: Prose::parse("in good order").unwrap(),
        meetings: Vec::new(),
        interviews: Vec::new(),
        items: Vec::new(),
    };
    let made = NewTour {
        leader: line("the deputy"),
        purpose: line("the programme"),
        from: day,
        until: day,
        visits: units.iter().map(visit).collect(),
    };
    let office = register.actor(Role::Office, organiser);
    record_tour(&register.context(&office), organiser, &made).unwrap();
}

/// The lines of places of a report: class and count.
fn places(register: &Register, unit: &str, as_of: Option<Date>) -> Vec<(String, u64)> {
    let wanted = Wanted { unit: Some(unit), organiser: Some(unit), as_of, ..Wanted::default() };
    let made = report(&register.context(&OPERATOR), wanted).unwrap();
    let lines = made.sections.iter().flat_map(|section| &section.lines);
    let places = lines.filter(|line| line.figure.name() == FigureName::PlacesVisited);
    // The line of all places together has no class.
    places.filter_map(|line| Some((line.figure.scope().class.clone()?, line.figure.value()))).collect()
}

#[test]
fn every_kind_of_unit_that_was_visited_has_its_line_which_opens_to_its_places_and_their_visits() {
    on_both_engines(|register| {
        let before = date(2015, 5, 20);
        tour(register, "P", before, &["A", "U", "A1", "A1T1V1"]);
        tour(register, "P", TODAY, &["A1", "A2", "U", "US1", "N"]);
        // What a lower tier visits is its own.
        tour(register, "A", TODAY, &["A1", "A3", "A1T1"]);
        let own = |class: &str, count: u64| (class.to_owned(), count);
        let mut found = places(register, "P", None);
        found.sort();
        assert_eq!(
            found,
            [
                own("county", 2),
                own("new-area", 1),
                own("prefecture", 1),
                own("second-level-university", 1),
                own("university", 1),
                own("village", 1),
            ],
            "a place that was visited twice is one place"
        );
        let mut lower = places(register, "A", None);
        lower.sort();
        assert_eq!(lower, [own("county", 2), own("township", 1)]);
        for (class, count) in found {
            let asked =
                Asked { unit: Some("P"), class: Some(&class), ..Asked::of(FigureName::PlacesVisited) };
            let shown = show_figure(&register.context(&OPERATOR), asked, None, 99).unwrap();
            assert_eq!(shown.records.len() as u64, count, "{class}");
            for record in &shown.records {
                let unit = show_unit(&register.context(&OPERATOR), &record.unit_code).unwrap();
                assert!(!unit.visits.is_empty(), "{class} leads to each visit");
            }
        }
        assert_eq!(show_unit(&register.context(&OPERATOR), "A1").unwrap().visits.len(), 3);
    });
}
