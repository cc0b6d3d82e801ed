//! The whole window without a display, on a farm of simulated machines: for tests that do what a technician does.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::allow_attributes, reason = "whether something is unused depends on the test")]

use eframe::egui::{self, accesskit::Toggled};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rackhand::{
    engine::{EngineOptions, VaultChoice},
    gui::app::{App, Start},
    sim::{SimOptions, Simulation},
    store::{Folder, Look, Settings, Theme},
    words::Language,
};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};
use tokio::runtime::Runtime;

/// Nothing that is waited for takes nearly as long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Simulated machines on threads of their own.
#[derive(Debug)]
pub(crate) struct Farm {
    pub(crate) simulation: Simulation,
    pub(crate) range: String,
    runtime: Runtime,
}

impl Farm {
    /// Cuts a machine off.
    pub(crate) fn set_down(&self, address: SocketAddr) {
        self.runtime.block_on(self.simulation.set_down(address, true)).unwrap();
    }

    /// Gives a machine another address, as a DHCP server may while the power is off.
    pub(crate) fn move_machine(&self, from: SocketAddr, to: SocketAddr) {
        self.runtime.block_on(self.simulation.move_machine(from, to)).unwrap();
    }
}

/// `miners` machines from `base` on, all well.
pub(crate) fn farm(miners: usize, base: [u8; 4]) -> Farm {
    farm_of(SimOptions { miners, base: Ipv4Addr::from(base), ..SimOptions::default() })
}

/// A farm of any kind.
pub(crate) fn farm_of(options: SimOptions) -> Farm {
    let runtime = Runtime::new().unwrap();
    let simulation = runtime.block_on(Simulation::start(options)).unwrap();
    Farm { range: simulation.range(), simulation, runtime }
}

/// A window, and the calls by which the engine wakes it.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    wakes: Receiver<()>,
}

/// Settings of a dark window.
pub(crate) fn in_the_dark() -> Settings {
    Settings { look: Look { theme: Theme::Dark, ..Look::default() }, ..Settings::default() }
}

/// A window in English and dark, that keeps nothing.
pub(crate) fn window() -> Window {
    window_with(in_the_dark())
}

/// A window in English with these settings, that keeps nothing.
pub(crate) fn window_with(settings: Settings) -> Window {
    let engine = EngineOptions::without_folder();
    open(Start { engine, settings: Some(settings), language: Some(Language::English), ..Start::default() })
}

/// A window in English and dark that acts: no keyring, and batches read back for a short time.
pub(crate) fn acting_window(settings: Settings, files: Option<Box<dyn rackhand::gui::files::FileDialogs>>) -> Window {
    let engine = EngineOptions { vault: VaultChoice::Memory, patience_scale: 0.05, ..EngineOptions::without_folder() };
    open(Start { engine, settings: Some(settings), language: Some(Language::English), files, ..Start::default() })
}

/// A window that keeps everything in a folder.
pub(crate) fn window_in(folder: &std::path::Path) -> Window {
    let engine = EngineOptions { vault: VaultChoice::Memory, ..EngineOptions::in_folder(Folder::at(folder)) };
    open(Start { engine, ..Start::default() })
}

pub(crate) fn open(start: Start) -> Window {
    let (wake, wakes) = channel();
    let harness = Harness::builder().with_size([1280.0, 720.0]).with_max_steps(64).build_eframe(|creation| {
        creation.egui_ctx.set_request_repaint_callback(move |_| {
            // After the test nobody listens.
            _ = wake.send(());
        });
        App::new(&creation.egui_ctx, start).unwrap()
    });
    let mut window = Window { harness, wakes };
    window.until("the window", |window| window.has("Filter"));
    window
}

impl Window {
    /// Draws frames, each as soon as the window asks for one, until `done`.
    pub(crate) fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        self.harness.step();
        while !done(self) {
            assert!(begun.elapsed() < PATIENCE, "{what} did not come; there is: {}", self.labels().join(" | "));
            // The engine wakes the window when something has come; a delayed repaint is due by then too.
            let _is_woken = self.wakes.recv_timeout(Duration::from_millis(50)).is_ok();
            self.harness.step();
        }
    }

    /// Draws what the last action changed.
    pub(crate) fn settle(&mut self) {
        self.harness.run_steps(3);
    }

    /// Whether something is called so.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Whether something's name has this in it.
    pub(crate) fn has_part(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// Clicks what is called so.
    pub(crate) fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// Clicks at a place, whatever is there.
    pub(crate) fn click_at(&mut self, place: egui::Pos2) {
        self.harness.hover_at(place);
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
            self.harness.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers });
            self.harness.step();
        }
        self.settle();
    }

    /// Turns to the page of this name: buttons elsewhere may be called the same.
    pub(crate) fn turn_to(&mut self, page: &str) {
        self.harness.get_by_role_and_label(egui::Role::Tab, page).click();
        self.settle();
    }

    /// Types into the field of a name.
    pub(crate) fn type_into(&mut self, field: &str, text: &str) {
        self.harness.get_by_role_and_label(egui::Role::TextInput, field).focus();
        self.harness.step();
        self.harness.get_by_role_and_label(egui::Role::TextInput, field).type_text(text);
        self.settle();
    }

    /// Puts a text in place of what a field has.
    pub(crate) fn replace(&mut self, field: &str, text: &str) {
        self.harness.get_by_role_and_label(egui::Role::TextInput, field).focus();
        self.settle();
        self.press(egui::Modifiers::COMMAND, egui::Key::A);
        self.type_into(field, text);
    }

    /// Types into a field whose letters are hidden.
    pub(crate) fn type_secret(&mut self, field: &str, text: &str) {
        let role = egui::Role::PasswordInput;
        self.harness.get_by_role_and_label(role, field).focus();
        self.harness.step();
        self.harness.get_by_role_and_label(role, field).type_text(text);
        self.settle();
    }

    /// What stands in a field.
    pub(crate) fn value(&self, field: &str) -> String {
        let node = self.harness.get_by_role_and_label(egui::Role::TextInput, field);
        node.accesskit_node().value().unwrap_or_default()
    }

    /// Opens how carefully a form goes, and types the password of the simulated machines there.
    pub(crate) fn with_password(&mut self, password: &str) {
        self.harness.get_by_label("How carefully").click_accesskit();
        self.settle();
        self.harness.get_by_label("Type one").click_accesskit();
        self.settle();
        let field = self.harness.get_by_role_and_label(egui::Role::PasswordInput, "Password for this batch");
        assert!(field.is_focused(), "typing goes there at once");
        self.type_secret("Password for this batch", password);
    }

    /// Wants to close the window, as the button in its corner does.
    pub(crate) fn close(&mut self) {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    /// Whether a button is grey.
    pub(crate) fn is_disabled(&self, button: &str) -> bool {
        self.harness.get_by_role_and_label(egui::Role::Button, button).accesskit_node().is_disabled()
    }

    /// Opens a form or a dialog as the palette does: by a part of its name.
    pub(crate) fn open_dialog(&mut self, name: &str) {
        self.press(egui::Modifiers::COMMAND, egui::Key::K);
        self.harness.event(egui::Event::Text(name.to_owned()));
        self.settle();
        self.press(egui::Modifiers::NONE, egui::Key::Enter);
    }

    /// Hands in what the engine would tell.
    pub(crate) fn tell(&mut self, event: rackhand::engine::Event) {
        let context = self.harness.ctx.clone();
        self.harness.state_mut().take(&context, event);
        self.settle();
    }

    /// Presses keys together.
    pub(crate) fn press(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// The names of the rows in sight, from top to bottom.
    pub(crate) fn rows(&self) -> Vec<String> {
        let mut rows: Vec<_> = self
            .harness
            .get_all_by_role(egui::Role::Row)
            .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
            .collect();
        rows.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        rows.into_iter().map(|(_, label)| label).collect()
    }

    /// Whether the row of an address is marked.
    pub(crate) fn is_marked(&self, address: &str) -> bool {
        let prefix = format!("{address},");
        let mut rows = self.harness.get_all_by_role(egui::Role::Row);
        rows.any(|row| {
            let node = row.accesskit_node();
            node.label().is_some_and(|label| label.starts_with(&prefix)) && node.toggled() == Some(Toggled::True)
                || node.is_selected() == Some(true) && node.label().is_some_and(|label| label.starts_with(&prefix))
        })
    }

    /// Everything that has a name, for messages.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.harness
            .query_all_by(|node| node.label().is_some() || node.value().is_some())
            .filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value()))
            .collect()
    }
}

/// A farm whose machines are all known and marked.
pub(crate) fn marked(window: &mut Window, farm: &Farm) {
    scan(window, farm);
    window.press(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::F);
    window.press(egui::Modifiers::NONE, egui::Key::Escape);
    window.press(egui::Modifiers::COMMAND, egui::Key::I);
}

/// Scans a farm and waits for the end.
pub(crate) fn scan(window: &mut Window, farm: &Farm) {
    window.type_into("Addresses to scan", &farm.range);
    window.click("Scan");
    window.until("the end of the scan", |window| window.has_part("scanned "));
}
