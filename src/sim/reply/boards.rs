//! `edevs`/`devs` (API document 4.3) and `devdetails` (4.4): the hash boards that the machine finds.

use super::{Scene, mhs, two};
use crate::sim::machine::Board;
use serde_json::{Value, json};

/// The list of boards.
pub(super) fn boards(scene: &Scene<'_>) -> Vec<Value> {
    scene
        .state
        .boards
        .iter()
        .map(|board| if scene.profile.generation.msg_shape { late(scene, board) } else { classic(scene, board) })
        .collect()
}

fn classic(scene: &Scene<'_>, board: &Board) -> Value {
    let state = &scene.state;
    let generation = scene.profile.generation;
    let mut fields = json!({
        "ASC": board.slot,
        "Slot": board.slot,
        "Enabled": "Y",
        "Status": "Alive",
        "Temperature": two(board.temp),
        "Chip Frequency": board.frequency.round() as u64,
        "MHS av": mhs(board.rate_average),
        "MHS 5s": mhs(board.rate),
        "MHS 1m": mhs(board.rate),
        "MHS 5m": mhs(board.rate),
        "MHS 15m": mhs(board.rate_average),
        "HS RT": mhs(board.rate),
        "HS Factory": (board.rate_factory * 1e3).round() as u64,
        "Accepted": board.accepted,
        "Rejected": 0,
        "Last Valid Work": state.last_share,
        "Upfreq Complete": u8::from(state.ramped_up),
        "Effective Chips": board.chips,
        "PCB SN": scene.machine.board_serial(board.slot),
        "Chip Data": scene.profile.chip,
        "Chip Temp Min": two(board.chip_temp_min),
        "Chip Temp Max": two(board.chip_temp_max),
        "Chip Temp Avg": two(board.chip_temp_avg),
        "chip_vol_diff": 9,
    });
    if let Some(fields) = fields.as_object_mut() {
        if !generation.asc {
            fields.shift_remove("ASC");
        }
        if generation.errors_in_summary {
            fields.shift_remove("HS RT");
            fields.shift_remove("HS Factory");
            fields.insert("Name".to_owned(), json!("SM"));
            fields.insert("ID".to_owned(), json!(board.slot));
            fields.insert("Fan Speed In".to_owned(), json!(state.fan_in));
            fields.insert("Fan Speed Out".to_owned(), json!(state.fan_out));
            fields.insert("Device Elapsed".to_owned(), json!(state.elapsed as u64));
        }
    }
    fields
}

/// Firmware of 2025 on: rates in TH/s under the old names, no chip temperatures.
fn late(scene: &Scene<'_>, board: &Board) -> Value {
    let state = &scene.state;
    json!({
        "Slot": board.slot,
        "Enabled": "Y",
        "Status": "Alive",
        "Temperature": two(board.temp),
        "Chip Frequency": board.frequency.round() as u64,
        "MHS av": two(board.rate_average),
        "MHS 1m": two(board.rate),
        "MHS 15m": two(board.rate_average),
        "HS RT": two(board.rate),
        "Factory GHS": (board.rate_factory * 1e3).round() as u64,
        "Last Valid Work": state.last_share,
        "Upfreq Complete": u8::from(state.ramped_up),
        "Effective Chips": board.chips,
        "PCB SN": scene.machine.board_serial(board.slot),
        "Chip Data": scene.profile.chip,
    })
}

/// `devdetails`: the model, once a board.
pub(super) fn details(scene: &Scene<'_>) -> Vec<Value> {
    scene
        .state
        .boards
        .iter()
        .map(|board| {
            json!({
                "DEVDETAILS": board.slot,
                "Name": "SM",
                "ID": board.slot,
                "Driver": "bitmicro",
                "Kernel": "",
                "Model": scene.profile.model,
            })
        })
        .collect()
}
