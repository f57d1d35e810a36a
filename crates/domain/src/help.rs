//! Helplines and emergency numbers by country: a small, dated, hand-checked file.
