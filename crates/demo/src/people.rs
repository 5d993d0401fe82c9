//! Accounts of the demonstration: roles, never names.

use super::{Demo, Start, Subordinate};
use crate::{
    OPERATOR,
    province::{Known, LOGINS, PROVINCE_UNITS, SLOW},
};
use earnest_app::{
    AppError, Result,
    people::{
        account_change::{PostForm, give_post},
        account_open::{OpenAccount, open_account},
    },
    units::unit_import::import_units,
};
use earnest_model::{
    actor::{Actor, Role},
    id::AccountId,
    permit::{ReadProgramme, decide},
};
use earnest_store::UnitMark;

/// Code of the county in which the county's officer holds a second post.
const NEIGHBOUR: &str = "520112";

/// How many assessors the province has.
pub const ASSESSORS: usize = 12;

impl Demo<'_> {
    pub(super) fn office(&self) -> Result<&Actor> {
        self.people.office.as_ref().ok_or(AppError::NotFound)
    }

    pub(super) fn assessor(&self, place: usize) -> Result<&(AccountId, Actor)> {
        let count = self.people.assessors.len().max(1);
        self.people.assessors.get(place % count).ok_or(AppError::NotFound)
    }

    fn demo_file(&self, name: &str) -> Result<&'static [u8]> {
        self.shipped.demo_file(name).ok_or(AppError::NotFound)
    }

    pub(super) fn import_units(&mut self) -> Result<()> {
        let real = self.demo_file(PROVINCE_UNITS)?;
        let synthetic = self.demo_file("units-synthetic.csv")?;
        let tiers = self.pack.tiers();
        let context = self.context(&OPERATOR);
        import_units(&context, real, &tiers, UnitMark::default())?;
        import_units(&context, synthetic, &tiers, UnitMark { synthetic: true, opened: None })?;
        Ok(())
    }

    /// The state firms' departments that were founded after the first draw.
    pub(super) fn import_late_units(&mut self) -> Result<()> {
        let late = self.demo_file("units-late.csv")?;
        let mark = UnitMark { synthetic: true, opened: Some(self.day) };
        import_units(&self.context(&OPERATOR), late, &self.pack.tiers(), mark)?;
        // Intervals have moved: everyone's holdings are read anew.
        self.reload_people()
    }

    pub(super) fn open_accounts(&mut self, start: Start<'_>) -> Result<()> {
        // The people of the joining body come last: whoever was there before them keeps the key that lots use.
        let (last, first): (Vec<_>, Vec<_>) =
            LOGINS.into_iter().partition(|login| login.login.starts_with("joint-"));
        self.open_logins(start, &first)?;
        self.give_second_post()?;
        self.open_at_top("province-officer", "省级经办人", Role::UnitOfficer)?;
        self.open_at_top("province-head", "省级主要负责人", Role::UnitHead)?;
        self.open_others()?;
        self.open_logins(start, &last)?;
        self.reload_people()
    }

    fn open_logins(&mut self, start: Start<'_>, logins: &[Known]) -> Result<()> {
        for login in logins {
            let request = OpenAccount {
                login: &self.scene.branch.login(login.login),
                title: login.title,
                password: Some(start.password),
                role: login.role,
                unit: &self.at(login.unit),
                from: self.day,
                salt: start.salt,
            };
            open_account(&self.context(&OPERATOR), &request)?;
            self.tick();
        }
        Ok(())
    }

    /// The province's other assessors, an officer and a head of every direct subordinate.
    fn open_others(&mut self) -> Result<()> {
        for place in 2..=ASSESSORS {
            self.open_at_top(&format!("assessor{place}"), &format!("省级评估员{place}"), Role::Assessor)?;
        }
        let slow = self.at(SLOW);
        for (code, _) in self.direct_subordinates()? {
            if code != slow {
                self.open(
                    &format!("officer.{code}"),
                    &format!("经办人（{code}）"),
                    Role::UnitOfficer,
                    &code,
                )?;
                self.open(&format!("head.{code}"), &format!("主要负责人（{code}）"), Role::UnitHead, &code)?;
            }
        }
        Ok(())
    }

    /// The county's officer stands in for a neighbouring county, too.
    fn give_second_post(&mut self) -> Result<()> {
        let found =
            self.store.snapshot()?.reader().credentials(&self.scene.branch.login("county-officer"))?;
        let (id, _) = found.ok_or(AppError::NotFound)?;
        let from = self.day.to_string();
        let post =
            PostForm { role: Role::UnitOfficer.key(), unit: &self.at(NEIGHBOUR), from: &from, until: "" };
        give_post(&self.context(&OPERATOR), id, &post)?;
        self.tick();
        Ok(())
    }

    /// The account of a login.
    pub(super) fn account(&self, login: &str) -> Result<(AccountId, Actor)> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let (id, _) = reader.credentials(login)?.ok_or(AppError::NotFound)?;
        Ok((id, reader.actor(id)?.ok_or(AppError::NotFound)?))
    }

    fn open_at_top(&mut self, login: &str, title: &str, role: Role) -> Result<()> {
        let (login, top) = (self.scene.branch.login(login), self.scene.top.clone());
        self.open(&login, title, role, &top)
    }

    pub(super) fn open(&mut self, login: &str, title: &str, role: Role, unit: &str) -> Result<()> {
        let request = OpenAccount { login, title, password: None, role, unit, from: self.day, salt: [0; 16] };
        open_account(&self.context(&OPERATOR), &request)?;
        self.tick();
        Ok(())
    }

    /// Code and class of each.
    fn direct_subordinates(&self) -> Result<Vec<(String, String)>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let root = reader.locate(&self.scene.top)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadProgramme>(&OPERATOR, root, self.day)?;
        let children = reader.children(&permit, -1, 1_000)?;
        Ok(children.into_iter().map(|child| (child.unit.code, child.unit.class)).collect())
    }

    pub(super) fn reload_people(&mut self) -> Result<()> {
        let units = self.direct_subordinates()?;
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let (branch, slow) = (self.scene.branch, self.at(SLOW));
        let mut actor = |login: &str| -> Result<(AccountId, Actor)> {
            let (id, _) = reader.credentials(login)?.ok_or(AppError::NotFound)?;
            Ok((id, reader.actor(id)?.ok_or(AppError::NotFound)?))
        };
        self.people.office = Some(actor(&branch.login("office"))?.1);
        self.people.province_officer = Some(actor(&branch.login("province-officer"))?.1);
        self.people.province_head = Some(actor(&branch.login("province-head"))?.1);
        self.people.assessors = vec![actor(&branch.login("assessor"))?];
        for place in 2..=ASSESSORS {
            self.people.assessors.push(actor(&branch.login(&format!("assessor{place}")))?);
        }
        self.subordinates.clear();
        for (code, class) in units {
            let (officer, head) = if code == slow {
                (actor(&branch.login("officer"))?.1, actor(&branch.login("head"))?.1)
            } else {
                (actor(&format!("officer.{code}"))?.1, actor(&format!("head.{code}"))?.1)
            };
            self.subordinates.push(Subordinate { code, class, officer, head });
        }
        Ok(())
    }
}
