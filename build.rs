//! Gives the Windows program its icon, its version and its manifest. Does nothing for other systems.

use std::{env, fs, io};

const ICON: &str = "assets/icons/rackhand.ico";
const MANIFEST: &str = "packaging/windows/rackhand.manifest";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ICON}");
    println!("cargo::rerun-if-changed={MANIFEST}");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return Ok(());
    }
    // Name and version come from the package by themselves.
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon(ICON);
    resource.set("ProductName", "Rackhand");
    resource.set("FileDescription", "Rackhand");
    resource.set("LegalCopyright", "MIT OR Apache-2.0");
    // Windows takes numbers alone, without "-rc.1".
    let numbers = env!("CARGO_PKG_VERSION").split(['-', '+']).next().unwrap_or_default();
    resource.set_manifest(&fs::read_to_string(MANIFEST)?.replace("@NUMBERS@", numbers));
    resource.compile()
}
