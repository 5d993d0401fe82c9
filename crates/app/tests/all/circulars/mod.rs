mod follow_up;
mod numbers;
mod published;
mod table_alone;
