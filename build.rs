//! Gives the Windows program its icon and its version. Does nothing for other systems.

use std::{env, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets/icons/rackhand.ico");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return Ok(());
    }
    // Name and version come from the package by themselves.
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon("assets/icons/rackhand.ico");
    resource.set("ProductName", "Rackhand");
    resource.set("FileDescription", "Rackhand");
    resource.set("LegalCopyright", "MIT OR Apache-2.0");
    resource.compile()
}
