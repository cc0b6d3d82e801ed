### The grid: columns, states of health and their reasons, filter, selection.
