//! `earnest user add`

use crate::{clock, database::Database, failure::Failure};
use clap::{Args, Subcommand};
use earnest_app::people::account_open::{OpenAccount, open_account};
use earnest_model::actor::Role;
use std::io::{BufRead, Write};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Open an account with a role at a unit. The password is read from standard input.
    Add(Add),
}

#[derive(Debug, Args)]
pub struct Add {
    /// The login.
    login: String,
    /// The role title that others see.
    #[arg(long)]
    title: String,
    /// The role: administrator, office, assessor, unit-officer, unit-head or auditor.
    #[arg(long)]
    role: String,
    /// Code of the unit at which it is held.
    #[arg(long, value_name = "CODE")]
    unit: String,
    #[command(flatten)]
    database: Database,
}

impl UserCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Self::Add(add) = self;
        add.run(out)
    }
}

impl Add {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let role =
            Role::parse(&self.role).map_err(|message| Failure::new(crate::failure::words(&message)))?;
        let mut password = String::new();
        std::io::stdin().lock().read_line(&mut password)?;
        let password = password.trim_end_matches(['\r', '\n']);
        let open = self.database.open()?;
        let request = OpenAccount {
            login: &self.login,
            title: &self.title,
            password: Some(password),
            role,
            unit: &self.unit,
            from: open.today,
            salt: clock::random()?,
        };
        let id = open_account(&open.context(), &request)?;
        writeln!(out, "Account {id} `{}` is open.", self.login)?;
        Ok(())
    }
}
