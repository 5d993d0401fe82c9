mod bodies;
mod carried_out;
mod gates;
mod leading_group;
mod life;
mod several;
mod side_by_side;
mod standards;
