//! Room: words.
