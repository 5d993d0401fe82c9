//! The province's demonstration several times under one root: a register of a nation's size in which every act was done by
//! somebody, each province with a programme, rounds, draws and circulars of its own.

use crate::{
    Demo, OPERATOR, Start, Telling,
    branch::{Branch, Calendar, MOST, ROOT, Together, units_of_all},
    province::{Login, PROVINCE_UNITS, TODAY},
    scene::Scene,
    shipped::Shipped,
    shipped_as,
    texts::Texts,
};
use earnest_app::{
    AppError, Context, Result,
    people::account_open::{OpenAccount, open_account},
    units::{day_hold::hold_day, unit_import::import_units},
};
use earnest_model::{Date, actor::Role, organisation::LANGUAGES, pack::Pack};
use earnest_store::{Store, UnitMark};
use std::sync::mpsc::channel;

/// The office at the root.
pub(super) const OFFICE_ABOVE: &str = "nation-office";

/// Those who look at the whole from above, with what their logins begin: the role and the title.
const ABOVE: [(&str, Role, &str); 3] = [
    ("nation-admin", Role::Administrator, "全国系统管理员"),
    (OFFICE_ABOVE, Role::Office, "全国专题教育办公室"),
    ("nation-auditor", Role::Auditor, "全国审计员"),
];

/// The logins above several, which the demonstration of one does not have.
pub fn logins_above() -> Vec<Login> {
    let login = |&(login, role, title): &(&str, Role, &str)| Login {
        login: login.to_owned(),
        role,
        unit: ROOT.to_owned(),
        title: title.to_owned(),
    };
    ABOVE.iter().map(login).collect()
}

/// Builds so many provinces under one root in an empty, migrated register.
///
/// # Errors
///
/// Refused for packs whose demonstration is a story of one organisation, for none, and for more than [`MOST`].
pub fn build_scaled(
    store: &Store,
    pack: &Pack,
    (start, branches): (Start<'_>, u32),
    progress: &mut dyn FnMut(&'static str),
) -> Result<()> {
    let shipped = shipped_as(pack)?;
    let province = matches!(Telling::of(shipped, pack)?, Telling::Province);
    if !province || !(1..=MOST).contains(&branches) {
        return Err(AppError::refused("error-no-demonstration"));
    }
    let nation = Nation { store, pack, shipped, start, branches };
    nation.begin(progress)?;
    nation.tell(progress)?;
    hold_day(&nation.context(TODAY), TODAY)
}

struct Nation<'a> {
    store: &'a Store,
    pack: &'a Pack,
    shipped: &'static Shipped,
    start: Start<'a>,
    branches: u32,
}

impl Nation<'_> {
    fn context(&self, day: Date) -> Context<'_> {
        let now = Scene::province(Branch(0)).morning(day);
        Context {
            store: self.store,
            actor: &OPERATOR,
            now,
            today: day,
            seen: None,
            sending: None,
            stood: None,
        }
    }

    /// The register, all units and those who look at the whole.
    fn begin(&self, progress: &mut dyn FnMut(&'static str)) -> Result<()> {
        progress("units");
        let mut quiet = |_: &'static str| {};
        let demo = self.one(Branch(0), None, &mut quiet)?;
        demo.found(None, LANGUAGES[0])?;
        let context = self.context(demo.day);
        let tiers = self.pack.tiers();
        let text = |name| self.shipped.demo_file(name).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let all = |name, root| Some(units_of_all(text(name)?, self.branches, root));
        let real = all(PROVINCE_UNITS, true).ok_or(AppError::NotFound)?;
        import_units(&context, real.as_bytes(), &tiers, UnitMark::default())?;
        let synthetic = all("units-synthetic.csv", false).ok_or(AppError::NotFound)?;
        let mark = UnitMark { synthetic: true, opened: None };
        import_units(&context, synthetic.as_bytes(), &tiers, mark)?;
        for (login, role, title) in ABOVE {
            let request = OpenAccount {
                login,
                title,
                password: Some(self.start.password),
                role,
                unit: ROOT,
                from: context.today,
                salt: self.start.salt,
            };
            open_account(&context, &request)?;
        }
        Ok(())
    }

    fn one<'d>(
        &'d self,
        branch: Branch,
        calendar: Option<&'d Calendar>,
        progress: &'d mut dyn FnMut(&'static str),
    ) -> Result<Demo<'d>> {
        let texts = Texts::of(self.shipped)?;
        let seed = self.start.seed + u64::from(branch.0);
        let parts = (texts, Scene::province(branch));
        let mut demo = Demo::new((self.store, self.pack, self.shipped), parts, seed, progress);
        demo.together = calendar.map(|calendar| Together { calendar, branches: self.branches });
        Ok(demo)
    }

    /// Every province tells its story, each on a thread of its own, and only one of them at a time.
    fn tell(&self, progress: &mut dyn FnMut(&'static str)) -> Result<()> {
        let calendar = Calendar::new(self.branches, Scene::province(Branch(0)).founded);
        let (sender, steps) = channel();
        std::thread::scope(|scope| {
            let tellers: Vec<_> = (0..self.branches)
                .map(|number| {
                    // The last one is the last at every step.
                    let sender = (number + 1 == self.branches).then(|| sender.clone());
                    let calendar = &calendar;
                    scope.spawn(move || self.tell_one(Branch(number), calendar, sender.as_ref()))
                })
                .collect();
            drop(sender);
            for step in steps {
                progress(step);
            }
            let mut told = tellers.into_iter().map(|teller| teller.join());
            told.try_for_each(|told| told.unwrap_or(Err(AppError::NotFound)))
        })
    }

    fn tell_one(
        &self,
        branch: Branch,
        calendar: &Calendar,
        sender: Option<&std::sync::mpsc::Sender<&'static str>>,
    ) -> Result<()> {
        let _leaving = Leaving { calendar, branch };
        let mut progress = |step: &'static str| {
            // Nobody listens where the one that builds has ended.
            let _ = sender.map(|sender| sender.send(step));
        };
        let mut demo = self.one(branch, Some(calendar), &mut progress)?;
        demo.turn((demo.day, 0));
        demo.province(self.start)
    }
}

/// Leaves the calendar at the end, also where the story breaks off: the others would wait for ever.
struct Leaving<'a> {
    calendar: &'a Calendar,
    branch: Branch,
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.calendar.leave(self.branch);
    }
}

impl Demo<'_> {
    /// Where there are others: waits until none is behind this day, and what was done on it.
    pub(super) fn turn(&mut self, mark: (Date, u8)) {
        let Some(Together { calendar, .. }) = self.together else { return };
        self.second = calendar.turn(self.scene.branch, mark, (self.day, self.second));
        self.day = mark.0;
    }

    /// Units that come later come for all at once, so that the tree is renumbered once.
    pub(super) fn import_late_units_of_all(&mut self) -> Result<()> {
        let Some(Together { branches, .. }) = self.together else { return self.import_late_units() };
        if self.scene.branch == Branch(0) {
            let file =
                self.shipped.demo_file("units-late.csv").and_then(|bytes| std::str::from_utf8(bytes).ok());
            let late = units_of_all(file.ok_or(AppError::NotFound)?, branches, false);
            let mark = UnitMark { synthetic: true, opened: Some(self.day) };
            import_units(&self.context(&OPERATOR), late.as_bytes(), &self.pack.tiers(), mark)?;
        }
        self.turn((self.day, 1));
        self.reload_people()
    }
}
