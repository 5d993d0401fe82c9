help-call-ups = Materials of a unit that was drawn are called up: it names where they are. Only what exists counts; nothing is made for the check, and what the register holds is not asked for again.
