//! Sessions, sheets, draws, ratings and circulars of the demonstration.

use super::Demo;
use crate::{
    AppError, Result,
    draw_freeze::{Freeze, freeze_frame},
    draw_run::run_draw,
};

/// The seeds that were thrown in public.
const SEEDS: [&str; 2] = ["31415926535897932384", "27182818284590452353"];

impl Demo<'_> {
    pub(super) fn hold_seminars(&mut self, number: usize) -> Result<()> {
        self.on(self.after_opening(number, 34));
        Ok(())
    }

    pub(super) fn draw(&mut self, number: usize) -> Result<()> {
        if number == 2 {
            self.import_late_units()?;
        }
        self.on(self.after_opening(number, 46));
        let round = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        let request = Freeze { round, rate: "20%", classes: &self.pack.spot_check_classes };
        let id = freeze_frame(&self.context(self.office()?), &request)?;
        self.tick();
        let seed = SEEDS.get(number - 1).copied().unwrap_or_default();
        run_draw(&self.context(self.office()?), id, seed)?;
        self.tick();
        Ok(())
    }

    pub(super) fn rate_and_tell(&mut self, number: usize) -> Result<()> {
        self.on(self.after_opening(number, 55));
        Ok(())
    }
}
