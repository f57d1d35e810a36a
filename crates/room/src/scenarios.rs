//! Evenings as they happen.
