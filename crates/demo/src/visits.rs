//! Tours of the leaders: 50 places, 31 meetings, 43 interviews.

use super::{Demo, texts::About};
use crate::OPERATOR;
use earnest_app::{AppError, Result, visits::tour_record::record_tour};
use earnest_model::{
    Date,
    message::Message,
    permit::{ReadProgramme, decide},
    text::{Line, Prose},
    visits::visit::{Left, MeetingKind, NewInterview, NewItem, NewMeeting, NewTour, NewVisit, Reach},
};
use jiff::civil::date;

/// How many different units of each class are visited.
const PLACES: [(&str, usize); 4] =
    [("county", 13), ("county-department", 9), ("township", 13), ("village", 15)];
/// Meetings held on the way.
const MEETINGS: usize = 31;
/// Interviews held, person-times.
const INTERVIEWS: usize = 43;
/// Tours made.
const TOURS: usize = 8;

/// A unit to be visited.
struct Place {
    code: String,
    class: &'static str,
}

impl Demo<'_> {
    pub(super) fn tours(&mut self) -> Result<()> {
        let places = self.places()?;
        let count = places.len();
        for tour in 0..TOURS {
            let from = date(2015, 8, 3).saturating_add(jiff::Span::new().days(tour as i64 * 11));
            let (first, last) = (count * tour / TOURS, count * (tour + 1) / TOURS);
            let mut visits = Vec::new();
            for (number, place) in places.iter().enumerate().take(last).skip(first) {
                let day = from.saturating_add(jiff::Span::new().days(((number - first) / 3) as i64));
                visits.push(self.visit(place, [number, count], day)?);
            }
            let until = visits.iter().map(|visit| visit.visited_on).max().unwrap_or(from);
            let leader = line(&self.pick(|texts| &texts.visits.leaders))?;
            let purpose = line(&self.pick(|texts| &texts.visits.purposes))?;
            self.on(until);
            let made = NewTour { leader, purpose, from, until, visits };
            record_tour(&self.context(self.office()?), &self.scene.top, &made)?;
            self.tick();
        }
        Ok(())
    }

    /// Different units of each class, by chance, mixed so that a tour sees several tiers.
    fn places(&mut self) -> Result<Vec<Place>> {
        let mut places: Vec<(usize, String, &'static str)> = Vec::new();
        for (class, wanted) in PLACES {
            let mut units = self.codes_of(class)?;
            for number in 0..wanted {
                let place = self.chance.below(units.len());
                // Spread over the tours: the n-th of each class goes to about the same time.
                places.push((number * 1_000 / wanted, units.swap_remove(place), class));
            }
        }
        places.sort();
        Ok(places.into_iter().map(|(_, code, class)| Place { code, class }).collect())
    }

    fn codes_of(&self, class: &str) -> Result<Vec<String>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let root = reader.locate(&self.scene.top)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadProgramme>(&OPERATOR, root, self.day)?;
        Ok(reader.codes_of_class(&permit, class)?)
    }

    fn visit(&mut self, place: &Place, [number, count]: [usize; 2], day: Date) -> Result<NewVisit> {
        let share = |total: usize| total * (number + 1) / count - total * number / count;
        let mut meetings = Vec::new();
        for _ in 0..share(MEETINGS) {
            let kind = if self.chance.one_in(2, 5) { MeetingKind::OpenAir } else { MeetingKind::Forum };
            let participants = 8 + i32::try_from(self.chance.below(25)).unwrap_or(0);
            meetings.push(NewMeeting {
                kind,
                participants,
                counted: Vec::new(),
                tiers: Some(line(&self.pick(|texts| &texts.visits.tiers))?),
            });
        }
        let mut interviews = Vec::new();
        for _ in 0..share(INTERVIEWS) {
            let role = self.pick_about(|texts| &texts.visits.roles, &mut About::class(place.class));
            // Some persons are met twice: the key is of few values for each role.
            let person = Some(line(&format!("{role}-{}", self.chance.below(9)))?);
            interviews.push(NewInterview { person, role: line(&role)?, note: None });
        }
        let mut items = vec![
            self.item(Left::Guidance(Reach::Unit), |texts| &texts.visits.guidance, None)?,
            self.item(Left::Support, |texts| &texts.visits.support, None)?,
        ];
        if self.chance.one_in(3, 5) {
            let due = day.saturating_add(jiff::Span::new().days(30));
            items.push(self.item(Left::Finding, |texts| &texts.visits.findings, Some(due))?);
        }
        if number == 0 {
            items.push(self.item(Left::Guidance(Reach::All), |texts| &texts.visits.guidance, None)?);
        }
        let purposes = vec![line("专题教育进展督查")?, line(&self.pick(|texts| &texts.visits.purposes))?];
        let summary = self.pick_about(|texts| &texts.visits.summary, &mut About::class(place.class));
        Ok(NewVisit {
            unit: place.code.clone(),
            visited_on: day,
            purposes,
            summary: prose(&summary)?,
            meetings,
            interviews,
            items,
        })
    }

    pub(super) fn item(
        &mut self,
        left: Left,
        pool: fn(&super::Texts) -> &Vec<String>,
        reply_due_on: Option<Date>,
    ) -> Result<NewItem> {
        Ok(NewItem { left, body: prose(&self.pick(pool))?, reply_due_on })
    }
}

fn line(text: &str) -> std::result::Result<Line, Message> {
    Line::parse(text)
}

fn prose(text: &str) -> std::result::Result<Prose, Message> {
    Prose::parse(text)
}
