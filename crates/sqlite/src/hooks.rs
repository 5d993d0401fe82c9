//! What every connection of the process is given when it is opened.
#![expect(unsafe_code, reason = "the functions of SQLite are C")]

use crate::{
    halt::halted,
    tally::{Tally, add, counts},
};
use libsqlite3_sys as ffi;
use std::{
    ffi::{c_char, c_int, c_uint, c_void},
    ptr::null_mut,
    sync::Once,
};

/// So many steps of the engine's machine lie between two looks at whether the work is still wanted: some tens of
/// microseconds.
const STEPS: c_int = 4_000;

static INSTALLED: Once = Once::new();

/// Gives every connection that is opened from here on what this room is for. As often as one likes.
pub fn install() {
    INSTALLED.call_once(|| {
        // SAFETY: `each` has the signature that SQLite documents for such functions and lives as long as the process.
        let _only_for_want_of_memory = unsafe { ffi::sqlite3_auto_extension(Some(each)) };
    });
}

/// Called by SQLite for a connection that is being opened.
unsafe extern "C" fn each(
    connection: *mut ffi::sqlite3,
    _fault: *mut *mut c_char,
    _functions: *const ffi::sqlite3_api_routines,
) -> c_int {
    // SAFETY: the connection is open and nobody else has it yet. Both functions live as long as the process and take
    // nothing from their context, which is null.
    unsafe {
        ffi::sqlite3_progress_handler(connection, STEPS, Some(is_unwanted), null_mut());
        ffi::sqlite3_trace_v2(connection, ffi::SQLITE_TRACE_PROFILE as c_uint, Some(ended), null_mut());
        // A plan may not hang on what is bound: else SQLite plans a kept statement anew at each run.
        ffi::sqlite3_db_config(connection, ffi::SQLITE_DBCONFIG_ENABLE_QPSG, 1, null_mut::<c_int>());
    }
    ffi::SQLITE_OK
}

/// Called by SQLite while a statement runs: anything but zero interrupts it.
unsafe extern "C" fn is_unwanted(_: *mut c_void) -> c_int {
    c_int::from(halted().is_some())
}

/// Called by SQLite when a statement has come to its end.
unsafe extern "C" fn ended(_: c_uint, _: *mut c_void, statement: *mut c_void, _: *mut c_void) -> c_int {
    if counts() {
        let status = |of: c_int| {
            // SAFETY: for this event SQLite hands over the statement, which is still prepared. Its counts start afresh.
            let count = unsafe { ffi::sqlite3_stmt_status(statement.cast(), of, 1) };
            u64::try_from(count).unwrap_or_default()
        };
        add(Tally {
            statements: 1,
            steps: status(ffi::SQLITE_STMTSTATUS_VM_STEP),
            scanned: status(ffi::SQLITE_STMTSTATUS_FULLSCAN_STEP),
            planned_anew: status(ffi::SQLITE_STMTSTATUS_REPREPARE),
        });
    }
    0
}
