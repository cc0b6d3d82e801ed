//! `pools` (API document 4.2).

use super::{Scene, percent};
use serde_json::{Value, json};

/// The list of pools, the first by priority first.
pub(super) fn pools(scene: &Scene<'_>) -> Vec<Value> {
    let state = &scene.state;
    let in_use = |active: bool, figure: u64| if active { figure } else { 0 };
    state
        .pools
        .iter()
        .enumerate()
        .map(|(place, pool)| {
            let mut fields = json!({
                "POOL": place + 1,
                "URL": pool.url,
                "Status": if pool.alive { "Alive" } else { "Dead" },
                "Priority": place,
                "Quota": 1,
                "Long Poll": "N",
                "Getworks": in_use(pool.active, (state.elapsed / 11.0) as u64),
                "Accepted": pool.accepted,
                "Rejected": pool.rejected,
                "Works": pool.accepted * 34,
                "Discarded": 0,
                "Stale": pool.stale,
                "Get Failures": u8::from(!pool.alive),
                "Remote Failures": 0,
                "User": pool.worker,
                "Last Share Time": if pool.accepted > 0 { state.last_share } else { 0 },
                "Diff1 Shares": pool.accepted * 267,
                "Proxy Type": "",
                "Proxy": "",
                "Difficulty Accepted": pool.accepted as f64 * pool.difficulty,
                "Difficulty Rejected": pool.rejected as f64 * pool.difficulty,
                "Difficulty Stale": 0.0,
                "Last Share Difficulty": pool.difficulty,
                "Work Difficulty": 0.0,
                "Has Stratum": true,
                "Stratum Active": pool.active,
                "Stratum URL": if pool.active { pool.host.as_str() } else { "" },
                "Stratum Difficulty": pool.difficulty,
                "Best Share": pool.accepted * 17_591,
                "Pool Rejected%": percent(pool.rejected, pool.accepted),
                "Pool Stale%": percent(pool.stale, pool.accepted),
                "Bad Work": 0,
                "Current Block Height": if pool.alive { 920_127 } else { 0 },
                "Current Block Version": 536_870_912,
            });
            if let Some(fields) = fields.as_object_mut().filter(|_| !scene.profile.generation.asc) {
                fields.insert("To Remove".to_owned(), json!(false));
            }
            fields
        })
        .collect()
}
