mod bodies;
mod carried_out;
mod standards;
