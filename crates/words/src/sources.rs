//! The compiled-in `.ftl` files, parsed once per language when first asked for.

use fluent_bundle::FluentResource;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

/// The language every message exists in.
pub(crate) const FALLBACK: &str = "en";

/// Language -> files -> text. Written by build.rs.
pub(crate) static SOURCES: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

static BUNDLES: LazyLock<HashMap<&'static str, Bundle>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .map(|(language, files)| (*language, parse(language, files).0))
        .collect()
});

/// The language's own tag and its words. Tags compare without case, as BCP 47 asks.
pub(crate) fn bundle(tag: &str) -> Option<(&'static str, &'static Bundle)> {
    let (language, _) = SOURCES
        .iter()
        .find(|(language, _)| language.eq_ignore_ascii_case(tag))?;
    BUNDLES.get(language).map(|bundle| (*language, bundle))
}

/// One language's files as a bundle, and what is wrong with them: a test fails on any fault, while a
/// running server shows whatever could be read.
pub(crate) fn parse(language: &str, files: &[(&str, &str)]) -> (Bundle, Vec<String>) {
    let mut faults = Vec::new();
    let tag = language.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(true);
    for (file, text) in files {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, errors)| {
            faults.extend(errors.iter().map(|error| format!("{language}/{file}: {error}")));
            readable
        });
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(|error| format!("{language}/{file}: {error}")));
        }
    }
    (bundle, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads_without_syntax_errors_and_no_id_is_written_twice() {
        for (language, files) in SOURCES {
            let (_, faults) = parse(language, files);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    }

    #[test]
    fn a_syntax_error_and_a_second_message_of_one_id_are_faults() {
        assert_eq!(parse("en", &[("a.ftl", "one = { $broken\n")]).1.len(), 1);
        assert_eq!(
            parse("en", &[("a.ftl", "one = 1\n"), ("b.ftl", "one = 2\n")])
                .1
                .len(),
            1
        );
        assert!(
            parse("en", &[("a.ftl", "one = 1\n"), ("b.ftl", "two = 2\n")])
                .1
                .is_empty()
        );
    }
}
