//! A plan of addresses from a table: typed, pasted, or read from a file.

use super::{
    super::{
        Tray,
        fields::{self, Field},
    },
    NetworkDialog,
};
use crate::{
    fleet::{MachineId, network_plan::Table},
    gui::{
        action::Action,
        app::Parts,
        files::{FileKind, FileQuestion},
        theme::Tone,
    },
    protocol::reading::Text,
};
use eframe::egui::{Button, Label, RichText, Ui};
use std::path::PathBuf;

impl NetworkDialog {
    /// The field for a table, what brings one in, and what can't be read in it.
    pub(super) fn table_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::hint_ui(ui, theme, words.text("network-table-about"));
        let field = Field {
            name: words.text("network-table"),
            hint: "MAC,new IP,mask,gateway,DNS,hostname,location",
            mistake: None,
            span: None,
            rows: 6,
        };
        if field.ui(ui, theme, &mut self.table_text, tray).changed() {
            self.table = Table::parse(&self.table_text);
        }
        let mut wants_file = false;
        ui.horizontal_wrapped(|ui| {
            let import = words.text("network-import");
            wants_file = ui.button(import).clicked();
            if ui.button(words.text("network-template")).clicked() {
                tray.actions.push(Action::CopyText(self.template(parts)));
            }
        });
        if self.path.nothing_opened {
            wants_file |= fields::path_ui(ui, parts, &mut self.path, None, tray);
            let typed = self.path.text.trim().to_owned();
            let read = ui.add_enabled(!typed.is_empty(), Button::new(words.text("firmware-read")));
            if read.clicked() || (!typed.is_empty() && std::mem::take(&mut tray.is_submitted)) {
                tray.actions.push(Action::ReadText(PathBuf::from(typed)));
            }
        }
        if wants_file {
            tray.question = Some(FileQuestion {
                kind: FileKind::Open,
                title: words.text("network-import").to_owned(),
                filter_name: words.text("network-file-kind").to_owned(),
                extensions: vec!["csv", "tsv", "txt"],
                folder: parts.settings.export.folder.clone(),
            });
        }
        let bad = |ui: &mut Ui, text: String| {
            ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Bad))).wrap());
        };
        if let Some(trouble) = &self.file_trouble {
            bad(ui, trouble.clone());
        }
        for mistake in self.table.mistakes.iter().take(3) {
            let arguments = [("line", mistake.line.into()), ("text", (&mistake.text).into())];
            bad(ui, words.with("network-line-bad", &arguments));
        }
        if self.table.mistakes.len() > 3 {
            bad(ui, words.with("network-lines-more", &[("count", (self.table.mistakes.len() - 3).into())]));
        }
    }

    /// A table of the marked machines as they are, to fill in elsewhere.
    fn template(&self, parts: &Parts<'_>) -> String {
        let mut text = "MAC\tIP now\tNew IP\tMask\tGateway\tDNS\tHostname\tLocation\n".to_owned();
        let all: Vec<MachineId>;
        let machines = if self.targets.is_empty() {
            all = parts.view.rows().to_vec();
            &all
        } else {
            self.targets.ids()
        };
        for machine in machines.iter().filter_map(|id| parts.fleet.get(*id)) {
            let info = machine.reading.info.as_deref();
            let said = |text: Option<&Text>| text.map(ToString::to_string).unwrap_or_default();
            let address = machine.address.ip().to_string();
            let cells = [
                machine.mac.map(|mac| mac.to_string()).unwrap_or_default(),
                address.clone(),
                address,
                said(info.and_then(|info| info.netmask.as_ref())),
                said(info.and_then(|info| info.gateway.as_ref())),
                said(info.and_then(|info| info.dns.as_ref())),
                said(info.and_then(|info| info.hostname.as_ref())),
                said(machine.location()),
            ];
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        text
    }
}
