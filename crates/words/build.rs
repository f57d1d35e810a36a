//! Lists every `locales/<language>/*.ftl`, so that a new file or language is compiled in by being there.
//! Only `room.ftl` is left out: its words are spoken by the browser alone, and client/ bundles them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder"));
    let locales = crate_dir.join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());

    let mut list = String::from("&[\n");
    for language in sorted(&locales)?.iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", language.display());
        let _ = writeln!(list, "    ({:?}, &[", name_of(language));
        for file in sorted(language)?
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "ftl") && !path.ends_with("room.ftl"))
        {
            let full = file.canonicalize()?;
            let _ = writeln!(
                list,
                "        ({:?}, include_str!({:?})),",
                name_of(file),
                full.display().to_string()
            );
        }
        list.push_str("    ]),\n");
    }
    list.push(']');

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the output folder"));
    fs::write(out.join("sources.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
