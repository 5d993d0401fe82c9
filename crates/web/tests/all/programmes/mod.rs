mod bodies;
mod carried_out;
mod gates;
mod life;
mod several;
mod standards;
