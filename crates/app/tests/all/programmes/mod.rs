mod bodies;
mod carried_out;
mod gates;
mod several;
mod standards;
