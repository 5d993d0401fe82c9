//! Look whether the register is whole.

use crate::{Context, Result, desk::backups_show::show_backups, journal_verify::verify_journal};
use earnest_model::permit::{ReadProgramme, decide};

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

/// Examines the tree, the journal and what is noted of backups.
pub fn examine(context: &Context<'_>) -> Result<Vec<Finding>> {
    // A tree that can't be read keeps nobody from looking at the rest.
    let tree = tree(context).unwrap_or_else(|error| Finding {
        check: "tree",
        said: String::new(),
        fault: Some(error.to_string()),
    });
    let verified = verify_journal(context)?;
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
    let (said, fault) = show_backups(context)?.standing();
    let backups = Finding { check: "backups", said, fault };
    Ok(vec![tree, journal, contents, backups])
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
