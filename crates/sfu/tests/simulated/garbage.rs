//! Whatever arrives from strangers changes nothing and is not answered.
