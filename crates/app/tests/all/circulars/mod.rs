mod follow_up;
mod published;
