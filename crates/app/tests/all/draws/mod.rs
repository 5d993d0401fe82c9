mod drawn;
mod spot_checks;
