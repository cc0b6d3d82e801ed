//! What one machine's reply costs: the scanner, the parsers, the decoder, the cipher.
//!
//! A refresh of 50,000 machines decodes 50,000 joined replies; each should take well under 100 µs.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rackhand::protocol::{Query, ReplyScanner, crypt, decode, json};
use std::hint::black_box;

const CLASSIC: &[u8] = include_bytes!("../tests/data/replies/classic_joined.json");
const MSG: &[u8] = include_bytes!("../tests/data/replies/msg_joined.json");
const REFRESH: [Query; 3] = [Query::Summary, Query::Pools, Query::Boards];

fn replies(c: &mut Criterion) {
    let mut group = c.benchmark_group("reply");
    group.throughput(Throughput::Bytes(CLASSIC.len() as u64));
    group.bench_function("scan", |b| b.iter(|| ReplyScanner::new().push(black_box(CLASSIC))));
    group.bench_function("parse", |b| b.iter(|| json::parse(black_box(CLASSIC))));
    let broken = String::from_utf8_lossy(CLASSIC).replacen("\"id\":1", "\"id\":1,", 1);
    group.bench_function("parse tolerantly", |b| b.iter(|| json::parse(black_box(broken.as_bytes()))));
    group.bench_function("decode classic", |b| b.iter(|| decode(&REFRESH, black_box(CLASSIC))));
    group.throughput(Throughput::Bytes(MSG.len() as u64));
    group.bench_function("decode msg", |b| b.iter(|| decode(&REFRESH, black_box(MSG))));
    group.finish();
}

fn cipher(c: &mut Criterion) {
    let mut group = c.benchmark_group("cipher");
    group.bench_function("derive key", |b| b.iter(|| crypt::derive_key(black_box("Farm_2024"), "5QAHiKMb")));
    let cipher = crypt::derive_key("Farm_2024", "5QAHiKMb").cipher();
    let command = r#"{"cmd":"status","token":"sGZH3mwkU5aHQix8DYhIE/"}"#;
    let reply = format!(r#"{{"enc":"{}"}}"#, cipher.encrypt(&String::from_utf8_lossy(MSG)));
    group.bench_function("encrypt request", |b| b.iter(|| cipher.encrypt_request(black_box(command))));
    group.throughput(Throughput::Bytes(reply.len() as u64));
    group.bench_function("decrypt reply", |b| b.iter(|| cipher.decrypt_reply(black_box(reply.as_bytes()))));
    group.finish();
}

criterion_group!(benches, replies, cipher);
criterion_main!(benches);
