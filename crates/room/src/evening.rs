//! Lives through evenings in tests: people by name, times by the clock on the wall.
