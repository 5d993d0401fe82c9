mod follow_up;
mod published;
mod table_alone;
