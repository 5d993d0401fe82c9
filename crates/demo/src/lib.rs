//! The demonstration: a real province, its programme made by a seeded generator **through the use cases**,
//! never by SQL and never by writing figures down.

mod assess;
mod burden;
mod chance;
mod circulars;
mod duties;
mod known;
mod ledger;
mod looking_back;
mod people;
mod plans;
mod programme;
mod recounts;
pub mod shipped;
mod steering;
pub mod texts;
mod tiers;
mod told;
pub mod truth;
mod visits;

use chance::Chance;
use earnest_app::{
    AppError, Context, Result,
    units::register_found::{Founding, found_register},
};
use earnest_model::{
    Date, Timestamp, actor::Actor, id::RoundId, organisation::LANGUAGES, pack::Pack, zone::Zone,
};
use earnest_store::Store;
use earnest_warrant::warrant;
use shipped::Shipped;
use texts::{About, Texts};

pub use people::{LOGINS, Login};

/// The day on which the demonstration stands still.
pub const TODAY: Date = jiff::civil::date(2015, 11, 23);

/// The day on which its first round opens.
pub const OPENING: Date = jiff::civil::date(2015, 5, 4);

/// Whoever builds the demonstration.
static OPERATOR: Actor = Actor::operator(warrant());

/// What the generator works with.
struct Demo<'a> {
    store: &'a Store,
    pack: &'a Pack,
    shipped: &'static Shipped,
    texts: Texts,
    chance: Chance,
    day: Date,
    second: i64,
    progress: &'a mut dyn FnMut(&'static str),
    /// The province's direct subordinates, in order.
    subordinates: Vec<Subordinate>,
    people: known::People,
    rounds: Vec<RoundId>,
}

/// A direct subordinate of the province.
struct Subordinate {
    code: String,
    class: String,
    officer: Actor,
    head: Actor,
}

/// Code of the province.
const PROVINCE: &str = "52";
/// Code of the prefecture that has a catalogue and runs the programme for its own units.
const PREFECTURE: &str = "5201";
/// Code of the prefecture whose third plan was returned twice and where duties stopped at the counties.
const SLOW: &str = "5206";

impl Demo<'_> {
    /// What a use case is given on the present day of the story; every act is some seconds after the one before.
    fn context<'c>(&'c self, actor: &'c Actor) -> Context<'c> {
        Context { store: self.store, actor, now: self.now(), today: self.day, seen: None, sending: None }
    }

    fn now(&self) -> Timestamp {
        let noon =
            jiff::tz::Offset::UTC.to_timestamp(self.day.at(2, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH);
        Timestamp::from_second(noon.as_second() + self.second).unwrap_or(noon)
    }

    /// Goes on to a day of the story; never back.
    fn on(&mut self, day: Date) {
        if day > self.day {
            self.day = day;
            self.second = 0;
        }
    }

    /// Lets a little time pass.
    fn tick(&mut self) {
        // A day has room for seven hours of acts; whatever is more shares the last second.
        self.second = (self.second + 3).min(25_000);
    }

    /// A text with its slots filled.
    fn fill(&mut self, template: &str, about: &mut About) -> String {
        let Self { texts, chance, .. } = self;
        texts.fill(template, about, &mut |size| chance.below(size))
    }

    /// What the texts of a direct subordinate speak of.
    fn about(&self, place: usize) -> About {
        self.subordinates.get(place).map_or_else(About::default, |unit| About::class(&unit.class))
    }

    /// A filled text from a pool.
    fn pick(&mut self, pool: impl Fn(&Texts) -> &Vec<String>) -> String {
        self.pick_about(pool, &mut About::default())
    }

    /// A filled text from a pool that speaks of what other texts speak of.
    fn pick_about(&mut self, pool: impl Fn(&Texts) -> &Vec<String>, about: &mut About) -> String {
        let place = self.chance.below(pool(&self.texts).len());
        let template = pool(&self.texts).get(place).cloned().unwrap_or_default();
        self.fill(&template, about)
    }
}

/// What the caller provides: passwords' salts come from outside, like all chance that must be secret.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The password of the accounts that are shown at the start.
    pub password: &'a str,
    /// The seed of everything that is made up.
    pub seed: u64,
    /// Salt of the password hashes.
    pub salt: [u8; 16],
}

/// Builds the demonstration in an empty, migrated register.
pub fn build(
    store: &Store,
    pack: &Pack,
    start: Start<'_>,
    progress: &mut dyn FnMut(&'static str),
) -> Result<()> {
    let mut demo = Demo::begin(store, pack, start, progress)?;
    for number in 1..=3 {
        demo.say(match number {
            1 => "round 1",
            2 => "round 2",
            _ => "round 3",
        });
        demo.round(number)?;
        if number == 2 {
            demo.say("lower tiers");
            demo.lower_tiers()?;
        }
    }
    demo.say("closures");
    demo.work_on_measures()?;
    demo.say("visits");
    demo.tours()?;
    demo.ask_besides()?;
    demo.steer()?;
    demo.say("look-back");
    demo.look_back()?;
    demo.on(TODAY);
    demo.correction_in_check()?;
    demo.told()?;
    demo.hold(TODAY)
}

/// The same on the day on which its first round opens: units, people, the programme and its duties, and everything still
/// to be done.
pub fn build_opening(
    store: &Store,
    pack: &Pack,
    start: Start<'_>,
    progress: &mut dyn FnMut(&'static str),
) -> Result<()> {
    let mut demo = Demo::begin(store, pack, start, progress)?;
    demo.advance(1)?;
    demo.hold(OPENING)
}

impl<'a> Demo<'a> {
    /// Everything before the first round.
    fn begin(
        store: &'a Store,
        pack: &'a Pack,
        start: Start<'_>,
        progress: &'a mut dyn FnMut(&'static str),
    ) -> Result<Self> {
        let shipped = Shipped::find(&pack.key).ok_or(AppError::NotFound)?;
        let mut demo = Self {
            store,
            pack,
            shipped,
            texts: Texts::of(shipped)?,
            chance: Chance::new(start.seed),
            day: jiff::civil::date(2015, 4, 20),
            second: 0,
            progress,
            subordinates: Vec::new(),
            people: known::People::default(),
            rounds: Vec::new(),
        };
        demo.found()?;
        demo.say("units");
        demo.import_units()?;
        demo.say("people");
        demo.open_accounts(start)?;
        demo.say("programme");
        demo.set_up()?;
        demo.say("duties");
        demo.lay_duties()?;
        Ok(demo)
    }
}

impl Demo<'_> {
    /// The register is the pack's from its first act on. Its days are those of the zone in which the story takes place.
    fn found(&self) -> Result<()> {
        let files = self.shipped.files().map_err(AppError::Pack)?;
        let founding =
            Founding { files: &files, zone: Zone::hours_east(8), name: None, language: LANGUAGES[0] };
        found_register(&self.context(&OPERATOR), &founding)?;
        Ok(())
    }

    fn say(&mut self, step: &'static str) {
        (self.progress)(step);
    }

    /// One round from its plans to its circular; the third stops where it stands today.
    fn round(&mut self, number: usize) -> Result<()> {
        self.advance(number)?;
        self.submit_plans(number)?;
        if number == 1 {
            self.lecture_findings()?;
        }
        self.hold_seminars(number)?;
        if number < 3 {
            self.round_findings(number)?;
            self.advance(number)?;
            self.draw(number)?;
            self.rate_and_tell(number)?;
            self.advance(number)?;
        }
        Ok(())
    }

    /// The story stands still on this day.
    fn hold(&mut self, day: Date) -> Result<()> {
        self.on(day);
        earnest_app::units::day_hold::hold_day(&self.context(&OPERATOR), day)
    }
}
