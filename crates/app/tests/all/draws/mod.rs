mod drawn;
mod spot_checks;
mod told;
