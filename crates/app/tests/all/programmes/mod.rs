mod bodies;
mod carried_out;
mod gates;
mod leading_group;
mod several;
mod standards;
