//! Addresses of what assesses: observations, sheets, ratings and what they say.

use crate::frame::address::paths;
use earnest_model::id::{AccountId, AppealId, InterestId, LotId, ObservationId, RatingId, RoundId, SheetId};

paths! {
    assessors() = "/assessors";
    assessor(id: AccountId) = "/assessors/{id}";
    second_marks() = "/assessors/second";
    second_marks_certificate(id: RoundId) = "/assessors/second/{id}/certificate.json";
    estimates() = "/estimates";
    estimate_units() = "/estimates/units";
    interests() = "/interests";
    interest_end(id: InterestId) = "/interests/{id}/end";
    observations() = "/observations";
    observations_plan() = "/observations/plan";
    observations_calendar() = "/observations/mine.ics";
    observation(id: ObservationId) = "/observations/{id}";
    observation_calendar(id: ObservationId) = "/observations/{id}/session.ics";
    observation_lot(id: LotId) = "/observations/lots/{id}/certificate.json";
    leaders(id: RoundId) = "/rounds/{id}/leading-group";
    observation_new() = "/observations/new";
    ratings() = "/ratings";
    rating(id: RatingId) = "/ratings/{id}";
    rating_appeal(id: RatingId) = "/ratings/{id}/appeal";
    rating_appeal_decide(id: RatingId, appeal: AppealId) = "/ratings/{id}/appeals/{appeal}";
    recounts() = "/recounts";
    recount_new() = "/recounts/new";
    sheets() = "/sheets";
    sheet_new() = "/sheets/new";
    sheet(id: SheetId) = "/sheets/{id}";
}
