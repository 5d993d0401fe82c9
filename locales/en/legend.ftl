legend-done = done
legend-under-way = under way
legend-not-begun = not begun
legend-trouble = late or returned
