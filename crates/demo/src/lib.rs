//! Demonstrations of the packs that ship, made by a seeded generator **through the use cases**, never by SQL and never by
//! writing figures down: a real province with its programme, and for every other pack the story that stands in its files.

mod assess;
mod branch;
mod burden;
pub mod chance;
mod circulars;
mod duties;
mod known;
mod leading_group;
mod ledger;
mod looking_back;
mod own_round;
mod people;
mod plans;
mod programme;
mod province;
mod recounts;
mod scaled;
mod scene;
pub mod shipped;
mod steering;
mod story;
mod tale;
mod tell_circular;
pub mod texts;
mod tiers;
mod told;
pub mod truth;
mod visits;

use branch::Branch;
use chance::Chance;
use earnest_app::{
    AppError, Context, Result,
    units::register_found::{Founding, found_register},
};
use earnest_model::{
    Date, Timestamp, actor::Actor, id::RoundId, organisation::LANGUAGES, pack::Pack, text::Line,
};
use earnest_store::Store;
use earnest_warrant::warrant;
use scene::Scene;
use shipped::Shipped;
use story::{STORY, Told};
use texts::{About, Texts};

pub use branch::MOST as MOST_BRANCHES;
pub use province::{Login, OPENING, TODAY};
use province::{PREFECTURE, SLOW};
pub use scaled::{build_scaled, logins_above};

/// Whoever builds the demonstration.
static OPERATOR: Actor = Actor::operator(warrant());

/// What the generator works with.
struct Demo<'a> {
    store: &'a Store,
    pack: &'a Pack,
    shipped: &'static Shipped,
    texts: Texts,
    scene: Scene,
    chance: Chance,
    day: Date,
    second: i64,
    progress: &'a mut dyn FnMut(&'static str),
    /// The province's direct subordinates, in order.
    subordinates: Vec<Subordinate>,
    people: known::People,
    rounds: Vec<RoundId>,
    /// The others under the same root, if there are any.
    together: Option<branch::Together<'a>>,
}

/// A direct subordinate of the organiser.
struct Subordinate {
    code: String,
    class: String,
    officer: Actor,
    head: Actor,
}

impl Demo<'_> {
    /// What a use case is given on the present day of the story; every act is some seconds after the one before.
    fn context<'c>(&'c self, actor: &'c Actor) -> Context<'c> {
        Context {
            store: self.store,
            actor,
            now: self.now(),
            today: self.day,
            seen: None,
            sending: None,
            stood: None,
        }
    }

    fn now(&self) -> Timestamp {
        let morning = self.scene.morning(self.day);
        Timestamp::from_second(morning.as_second() + self.second).unwrap_or(morning)
    }

    /// Goes on to a day of the story; never back.
    fn on(&mut self, day: Date) {
        if day > self.day {
            if self.together.is_some() {
                return self.turn((day, 0));
            }
            self.day = day;
            self.second = 0;
        }
    }

    /// How a unit of the files is called here.
    fn at(&self, code: &str) -> String {
        self.scene.branch.code(code)
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

/// What a pack's demonstration is told from.
enum Telling {
    /// The province, from pools of texts.
    Province,
    /// A story in the pack's files.
    Story(Box<Told>),
}

impl Telling {
    fn of(shipped: &Shipped, pack: &Pack) -> Result<Self> {
        if shipped.demo_file(STORY).is_some() {
            return Ok(Self::Story(Box::new(Told::of(shipped, pack)?)));
        }
        match shipped.demo_file(province::PROVINCE_UNITS) {
            Some(_) => Ok(Self::Province),
            None => Err(AppError::refused("error-no-demonstration")),
        }
    }
}

fn shipped_as(pack: &Pack) -> Result<&'static Shipped> {
    Shipped::find(&pack.key).ok_or_else(|| AppError::refused("error-no-demonstration"))
}

/// The logins that a pack's demonstration is shown with: one for each role at least, and those that carry a plan and a
/// closure through.
pub fn logins(pack: &Pack) -> Result<Vec<Login>> {
    match Telling::of(shipped_as(pack)?, pack)? {
        Telling::Province => Ok(province::logins()),
        Telling::Story(told) => told.story.people.iter().map(Login::of).collect(),
    }
}

/// Builds a pack's demonstration in an empty, migrated register.
pub fn build(
    store: &Store,
    pack: &Pack,
    start: Start<'_>,
    progress: &mut dyn FnMut(&'static str),
) -> Result<()> {
    let shipped = shipped_as(pack)?;
    match Telling::of(shipped, pack)? {
        Telling::Province => {
            let texts = Texts::of(shipped)?;
            let mut demo = Demo::new(
                (store, pack, shipped),
                (texts, Scene::province(Branch::default())),
                start.seed,
                progress,
            );
            demo.province(start)
        }
        Telling::Story(told) => {
            let told = *told;
            let both = (told.texts.clone(), Scene::of(&told));
            let mut demo = Demo::new((store, pack, shipped), both, start.seed, progress);
            demo.found_told(&told, start)?;
            demo.tell(&told)
        }
    }
}

/// The same on the day on which its first round opens: units, people, the programme and its duties, and everything still
/// to be done.
pub fn build_opening(
    store: &Store,
    pack: &Pack,
    start: Start<'_>,
    progress: &mut dyn FnMut(&'static str),
) -> Result<()> {
    let shipped = shipped_as(pack)?;
    match Telling::of(shipped, pack)? {
        Telling::Province => {
            let texts = Texts::of(shipped)?;
            let mut demo = Demo::new(
                (store, pack, shipped),
                (texts, Scene::province(Branch::default())),
                start.seed,
                progress,
            );
            demo.begin_province(start)?;
            demo.advance(1)?;
            demo.hold(OPENING)
        }
        Telling::Story(told) => {
            let told = *told;
            let both = (told.texts.clone(), Scene::of(&told));
            let mut demo = Demo::new((store, pack, shipped), both, start.seed, progress);
            demo.found_told(&told, start)?;
            let opens = told.story.rounds.first().map_or(told.story.today, |round| round.opens);
            demo.on(opens);
            demo.open_told(&told, 0)?;
            demo.hold(opens)
        }
    }
}

impl<'a> Demo<'a> {
    fn new(
        (store, pack, shipped): (&'a Store, &'a Pack, &'static Shipped),
        (texts, scene): (Texts, Scene),
        seed: u64,
        progress: &'a mut dyn FnMut(&'static str),
    ) -> Self {
        Self {
            store,
            pack,
            shipped,
            texts,
            chance: Chance::new(seed),
            day: scene.founded,
            scene,
            second: 0,
            progress,
            subordinates: Vec::new(),
            people: known::People::default(),
            rounds: Vec::new(),
            together: None,
        }
    }
}

impl Demo<'_> {
    /// The province, from its first unit to the day on which it stands still.
    fn province(&mut self, start: Start<'_>) -> Result<()> {
        self.begin_province(start)?;
        for number in 1..=3 {
            self.say(match number {
                1 => "round 1",
                2 => "round 2",
                _ => "round 3",
            });
            self.round(number)?;
            if number == 2 {
                self.say("lower tiers");
                self.lower_tiers()?;
            }
        }
        self.say("closures");
        self.work_on_measures(province::WORKED_ON)?;
        self.say("visits");
        self.tours()?;
        self.ask_besides()?;
        self.steer()?;
        self.say("look-back");
        self.look_back(&province::look_back(self.scene.branch))?;
        self.later_day()?;
        self.on(TODAY);
        self.correction_in_check()?;
        self.told()?;
        match self.together {
            Some(_) => Ok(()), // the day is held when all are told
            None => self.hold(TODAY),
        }
    }

    /// Everything before the first round.
    fn begin_province(&mut self, start: Start<'_>) -> Result<()> {
        self.found(None, LANGUAGES[0])?;
        if self.together.is_none() {
            self.say("units");
            self.import_units()?;
        }
        self.say("people");
        self.open_accounts(start)?;
        self.say("programme");
        self.set_up()?;
        self.say("duties");
        self.lay_duties(&province::duties(self.scene.branch))
    }
}

impl Demo<'_> {
    /// The register is the pack's from its first act on. Its days are those of the zone in which the story takes place.
    fn found(&self, name: Option<Line>, language: &'static str) -> Result<()> {
        let files = self.shipped.files().map_err(AppError::Pack)?;
        let founding = Founding { files: &files, zone: self.scene.zone, name, language };
        found_register(&self.context(&OPERATOR), &founding)?;
        Ok(())
    }

    fn say(&mut self, step: &'static str) {
        (self.progress)(step);
    }

    /// One round from its plans to its circular; the third stops where it stands today.
    fn round(&mut self, number: usize) -> Result<()> {
        if number == 2 {
            // Whoever is opened after a round has opened owes nothing to it and is not drawn in it.
            self.on(self.after_opening(number, 0));
            self.import_late_units_of_all()?;
        }
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
