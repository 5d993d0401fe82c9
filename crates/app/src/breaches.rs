//! Shortest ways around the sentences that the types hold, each as a program that must not compile, beside the program that
//! differs from it in that alone and does. A room that sees `app`, `store` and `model`, as pages and use cases do, gets no
//! further than this.
//!
//! # Nobody makes an actor
//!
//! The public is anybody; an account is whom the register knows, and the operator whoever runs the program.
//!
//! ```
//! use earnest_model::actor::Actor;
//! fn who() -> Actor { Actor::PUBLIC }
//! ```
//! ```compile_fail
//! use earnest_model::actor::Actor;
//! fn who() -> Actor { Actor::operator() }
//! ```
//! ```compile_fail
//! use earnest_model::actor::Actor;
//! fn who() -> Actor { Actor::operator(Default::default()) }
//! ```
//! ```compile_fail
//! use earnest_model::actor::Actor;
//! fn who() -> Actor { Actor::operator(earnest_warrant::warrant()) }
//! ```
//! ```compile_fail
//! use earnest_model::{actor::Actor, id::AccountId};
//! fn who() -> Actor { Actor::known(AccountId(1), "role".to_owned(), Vec::new()) }
//! ```
//!
//! # Nobody makes a permit, or says where a record stands
//!
//! ```
//! use earnest_model::{actor::Actor, id::MeasureId, permit::{Permit, VerifyClosure, decide_on}, record::At};
//! fn may(who: &Actor, at: At<MeasureId>, day: earnest_model::Date) -> Option<Permit<VerifyClosure, MeasureId>> {
//!     decide_on(who, at, day).ok()
//! }
//! ```
//! ```compile_fail
//! use earnest_model::{actor::Actor, id::MeasureId, permit::{Permit, VerifyClosure, decide_on}, record::At};
//! fn may(who: &Actor, at: At<MeasureId>, day: earnest_model::Date) -> Option<Permit<VerifyClosure, MeasureId>> {
//!     Some(Permit { at, on: day, ..decide_on(who, at, day).ok()? })
//! }
//! ```
//! ```compile_fail
//! use earnest_model::{id::MeasureId, record::At, span::Target};
//! fn at(target: Target) -> At<MeasureId> { At::found(MeasureId(1), target) }
//! ```
//! ```compile_fail
//! use earnest_model::{id::{MeasureId, UnitId}, permit::{Permit, VerifyClosure}};
//! fn of(permit: Permit<VerifyClosure, UnitId>) -> Permit<VerifyClosure, MeasureId> { permit.into() }
//! ```
//!
//! # A permit is for its own action and its own record
//!
//! ```
//! use earnest_model::{id::MeasureId, permit::{Permit, VerifyClosure}};
//! use earnest_store::{NewStep, Result, Work};
//! fn step(work: &mut Work<'_>, permit: &Permit<VerifyClosure, MeasureId>, new: &NewStep<'_>) -> Result<()> {
//!     work.measure_step_insert(permit, new)
//! }
//! ```
//! Another action, which anybody may do:
//! ```compile_fail
//! use earnest_model::{id::MeasureId, permit::{Permit, ReadPublished}};
//! use earnest_store::{NewStep, Result, Work};
//! fn step(work: &mut Work<'_>, permit: &Permit<ReadPublished, MeasureId>, new: &NewStep<'_>) -> Result<()> {
//!     work.measure_step_insert(permit, new)
//! }
//! ```
//! Another kind of record:
//! ```compile_fail
//! use earnest_model::{id::ProblemId, permit::{Permit, VerifyClosure}};
//! use earnest_store::{NewStep, Result, Work};
//! fn step(work: &mut Work<'_>, permit: &Permit<VerifyClosure, ProblemId>, new: &NewStep<'_>) -> Result<()> {
//!     work.measure_step_insert(permit, new)
//! }
//! ```
//! A read opens to the actions of its table alone:
//! ```
//! use earnest_model::{id::MeasureId, ledger::measures::measure::Measure, permit::{Permit, ReadLedger}};
//! use earnest_store::{Reader, Result};
//! fn read(reader: &mut Reader<'_>, permit: &Permit<ReadLedger, MeasureId>) -> Result<Measure> {
//!     reader.measure(permit)
//! }
//! ```
//! ```compile_fail
//! use earnest_model::{id::MeasureId, ledger::measures::measure::Measure, permit::{Permit, ReadPublished}};
//! use earnest_store::{Reader, Result};
//! fn read(reader: &mut Reader<'_>, permit: &Permit<ReadPublished, MeasureId>) -> Result<Measure> {
//!     reader.measure(permit)
//! }
//! ```
//! ```compile_fail
//! use earnest_model::permit::{Action, ActionKind};
//! struct Own;
//! impl Action for Own { const KIND: ActionKind = ActionKind::VerifyClosure; }
//! ```
//!
//! # No write without its act, no act but of a write, nothing but acts
//!
//! ```
//! use earnest_model::{id::CircularId, circulars::acts::CircularsAct, permit::{AcknowledgeCircular, Permit}};
//! use earnest_store::{Result, Work};
//! fn end(work: Work<'_>, permit: &Permit<AcknowledgeCircular>, id: CircularId) -> Result<()> {
//!     work.commit(&permit.act_on(id, CircularsAct::CircularRead { read: true }))
//! }
//! ```
//! ```compile_fail
//! use earnest_store::{Result, Work};
//! fn end(work: Work<'_>) -> Result<()> {
//!     work.commit()
//! }
//! ```
//! ```compile_fail
//! use earnest_model::{id::CircularId, circulars::acts::CircularsAct, permit::{Permit, ReadPublished}};
//! use earnest_store::{Result, Work};
//! fn end(work: Work<'_>, permit: &Permit<ReadPublished>, id: CircularId) -> Result<()> {
//!     work.commit(&permit.act_on(id, CircularsAct::CircularRead { read: true }))
//! }
//! ```
//! ```compile_fail
//! use earnest_model::{id::CircularId, permit::{AcknowledgeCircular, Permit}};
//! use earnest_store::{Result, Work};
//! fn end(work: Work<'_>, permit: &Permit<AcknowledgeCircular>, id: CircularId) -> Result<()> {
//!     work.commit(&permit.act_on(id, serde_json::json!({ "read": true })))
//! }
//! ```
//!
//! # No number without its trace, and no sum over scopes
//!
//! ```
//! use earnest_model::figures::figure::{NeverAdd, Trace, Traced};
//! fn sum(one: Traced, other: Traced) -> Result<u64, NeverAdd> { Traced::sum(&[one, other]) }
//! ```
//! ```compile_fail
//! use earnest_model::figures::figure::{NeverAdd, Trace, Traced};
//! fn sum(one: Traced, other: Traced) -> Traced { one + other }
//! ```
//! ```compile_fail
//! use earnest_model::figures::figure::{NeverAdd, Trace, Traced};
//! fn made(value: u64) -> Traced { value.into() }
//! ```
//! ```compile_fail
//! use earnest_model::figures::figure::{NeverAdd, Trace, Traced};
//! fn made(trace: Trace, value: u64) -> Traced { Traced::counted(trace, value) }
//! ```
//! ```compile_fail
//! use earnest_model::figures::figure::{NeverAdd, Trace, Traced};
//! fn made(trace: Trace, value: u64) -> Traced { Traced { trace, value } }
//! ```
