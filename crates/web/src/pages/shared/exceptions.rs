//! What was done in a round otherwise than its gates ask for: the same sentences on its page, on the board and in the
//! circular.

use crate::frame::call::Call;
use earnest_model::programmes::exception::{Exception, Opening};

/// One of them, as a sentence.
pub fn sentence(call: &Call<'_>, exception: &Exception) -> String {
    let tr = call.tr;
    match exception {
        Exception::Gate { gate, reason, on, opening } => {
            let (day, gate) = (tr.date_long(*on), call.word(&format!("gate-{gate}")));
            match opening {
                Opening::PassedOver => tr.round_exception_gate(day, gate, reason.as_str()),
                Opening::Waits => tr.round_exception_gate_waits(day, gate, reason.as_str()),
                Opening::Met(met) => {
                    tr.round_exception_gate_met(day, gate, tr.date_long(*met), reason.as_str())
                }
            }
        }
        Exception::Excuse { unit, reason, on } => {
            tr.round_exception_excuse(tr.date_long(*on), reason.as_str(), unit.as_str())
        }
        Exception::Reopening { to, reason, on } => tr.round_exception_reopened(
            tr.date_long(*on),
            reason.as_str(),
            call.word(&format!("round-state-{to}")),
        ),
        Exception::Ended { from, reason, on } => tr.round_exception_ended(
            tr.date_long(*on),
            reason.as_str(),
            call.word(&format!("round-state-{from}")),
        ),
        Exception::VoidDraw { digits: Some(digits), reason, on } => {
            tr.round_exception_void(tr.date_long(*on), digits.as_str(), reason.as_str())
        }
        Exception::VoidDraw { digits: None, reason, on } => {
            tr.round_exception_void_frame(tr.date_long(*on), reason.as_str())
        }
        Exception::LeftOut { class, reason, on } => {
            let class = call.pack().class_name(class, call.lang.tag());
            tr.round_exception_left_out(class, tr.date_long(*on), reason.as_str())
        }
        Exception::UnitLeftOut { unit, reason, on } => {
            tr.round_exception_unit_left_out(tr.date_long(*on), reason.as_str(), unit.as_str())
        }
        Exception::Replaced { unit, by, reason, on } => {
            tr.round_exception_replaced(by.as_str(), tr.date_long(*on), reason.as_str(), unit.as_str())
        }
    }
}

/// All of them.
pub fn sentences(call: &Call<'_>, exceptions: &[Exception]) -> Vec<String> {
    exceptions.iter().map(|exception| sentence(call, exception)).collect()
}
