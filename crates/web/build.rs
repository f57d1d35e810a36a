//! Tells cargo that the built client is part of this crate, so that a new `npm run build` is embedded.

fn main() {
    println!("cargo::rerun-if-changed=../../client/dist");
    println!("cargo::rerun-if-changed=assets");
}
