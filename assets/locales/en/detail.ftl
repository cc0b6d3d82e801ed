### The panel at the right: one machine looked at closely.
