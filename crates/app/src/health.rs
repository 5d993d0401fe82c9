//! Look whether the register is whole.

use crate::{
    Context, Result, anchor::signing::show_signings, desk::backups_show::show_backups,
    journal_verify::verify_journal,
};
use earnest_model::permit::{ReadProgramme, decide};
use earnest_store::Verified;

/// What was looked at and what was found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// What was found.
    pub said: String,
    /// What is wrong, if something is.
    pub fault: Option<String>,
}

/// Examines the tree, the journal, the tables and what is noted of backups. What can't be read keeps nobody from looking at
/// the rest.
pub fn examine(context: &Context<'_>) -> Vec<Finding> {
    let tree = tree(context).unwrap_or_else(|error| Finding::unread("tree", error));
    let mut findings = vec![tree];
    match verify_journal(context) {
        Ok(verified) => findings.extend(chain(&verified)),
        Err(error) => findings.push(Finding::unread("journal", error)),
    }
    findings.push(shape(context).unwrap_or_else(|error| Finding::unread("schema", error)));
    findings.push(match show_signings(context) {
        Ok(signings) => {
            let (said, fault) = signings.standing();
            Finding { check: "checkpoints", said, fault }
        }
        Err(error) => Finding::unread("checkpoints", error),
    });
    findings.push(match show_backups(context) {
        Ok(backups) => {
            let (said, fault) = backups.standing();
            Finding { check: "backups", said, fault }
        }
        Err(error) => Finding::unread("backups", error),
    });
    findings
}

fn chain(verified: &Verified) -> [Finding; 2] {
    let journal = Finding {
        check: "journal",
        said: format!("{} entries, the chain holds", verified.chain.checked()),
        fault: verified.broken.as_ref().map(ToString::to_string),
    };
    let contents = Finding {
        check: "contents",
        said: format!("{} records, each as the last act on it left it", verified.records),
        fault: verified.faults.first().map(|first| match verified.faults.len() {
            1 => first.to_string(),
            all => format!("{first} (the first of {all}; run: earnest journal verify)"),
        }),
    };
    [journal, contents]
}

/// So many of what is not as the program makes it are named.
const NAMED: usize = 10;

fn shape(context: &Context<'_>) -> Result<Finding> {
    let faults = context.store.snapshot()?.reader().shape_faults()?;
    let mut said: Vec<String> = faults.iter().take(NAMED).map(ToString::to_string).collect();
    if faults.len() > NAMED {
        said.push(format!("and {} more", faults.len() - NAMED));
    }
    Ok(Finding {
        check: "schema",
        said: "every table, index and trigger as the program makes it, and no other".to_owned(),
        fault: (!said.is_empty()).then(|| said.join("; ")),
    })
}

impl Finding {
    /// Something that could not even be looked at: a fault, and no reason to look no further.
    pub fn unread(check: &'static str, why: impl std::fmt::Display) -> Self {
        Self { check, said: String::new(), fault: Some(why.to_string()) }
    }
}

fn tree(context: &Context<'_>) -> Result<Finding> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(root) = reader.root()? else {
        return Ok(Finding { check: "tree", said: "no units yet".to_owned(), fault: None });
    };
    let permit = decide::<ReadProgramme>(context.actor, root, context.today)?;
    let (units, broken) = reader.tree_faults(&permit)?;
    let fault = broken.map(|code| format!("the interval of unit `{code}` does not lie within its parent's"));
    let whole = root.span.lo == 0 && root.span.hi + 1 == units;
    let gap = (!whole).then(|| format!("{units} units, but the root's interval ends at {}", root.span.hi));
    Ok(Finding {
        check: "tree",
        said: format!("{units} units, each within its parent"),
        fault: fault.or(gap),
    })
}
