//! Pictures of the window and of every dialog in every language and type size, to look at: what is clipped or ugly no test
//! can see. Run by hand; the pictures go to the folder that `RACKHAND_PICTURES` names, one file each.
//!
//! ```sh
//! RACKHAND_PICTURES=/tmp/pictures cargo test --lib every_picture -- --ignored
//! ```

use super::{each_dialog, marked};
use crate::words::Language;
use eframe::egui::vec2;
use std::path::Path;

#[test]
#[ignore = "makes pictures for people to look at"]
fn every_picture() {
    let folder = std::env::var("RACKHAND_PICTURES").expect("RACKHAND_PICTURES names the folder");
    // A part of the names of the pictures that are wanted, such as "ru-200".
    let wanted = std::env::var("RACKHAND_PICTURES_OF").unwrap_or_default();
    let sizes = [(0.75, vec2(1280.0, 800.0)), (1.0, vec2(1000.0, 640.0)), (1.5, vec2(1280.0, 800.0))];
    let sizes = sizes.into_iter().chain([(2.0, vec2(1280.0, 800.0))]);
    for (step, (zoom, size)) in sizes.enumerate() {
        for (place, language) in Language::ALL.into_iter().enumerate() {
            let name = format!("{}-{:.0}", language.code(), zoom * 100.0);
            if !name.contains(&wanted) {
                continue;
            }
            let (mut window, _farm) = marked((60 + step * 10 + place) as u8, language, zoom, size);
            let save = |window: &mut super::Window, what: &str| {
                let path = Path::new(&folder).join(format!("{name}-{what}.png"));
                window.harness.render().expect("a renderer").save(path).expect("a folder");
            };
            save(&mut window, "window");
            each_dialog(&mut window, |window, kind, _| {
                save(window, &format!("{kind:?}").replace(['(', ')'], ""));
            });
        }
    }
}
