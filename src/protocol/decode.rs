//! Replies as [`Reading`]s: the place where dialects, shapes, units and unknown markers end.
//!
//! [`decode`] takes what was asked and what came, single or joined, and gives every part that could be read beside a
//! failure for every part that could not. The network room calls it for every reply; nothing after it sees JSON.
//! Always true: any bytes give a value, texts and lists are capped, and what the machine did not give is absent.

pub(crate) mod errors;
pub(crate) mod fields;
mod lists;
mod service;
mod summary;

use super::{
    envelope::Envelope,
    failure::Failure,
    json,
    query::Query,
    reading::{Reading, Text},
};
use fields::{Fields, SHORT, clean};
use serde_json::{Map, Value};
use std::sync::Arc;

/// More boards than any machine has.
const BOARD_LIMIT: usize = 16;
/// More pools than any machine takes.
const POOL_LIMIT: usize = 16;
/// More errors than anybody reads.
const ERROR_LIMIT: usize = 64;

/// How asking again may work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// The firmware only knows the key `command`.
    UseCommandKey,
    /// The firmware does not know `edevs`; `devs` is the same.
    UseDevs,
    /// The firmware does not join these commands, or the joined reply was cut off.
    AskSingly,
}

/// What one reply gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The parts that could be read.
    pub reading: Reading,
    /// Why others could not, in the order asked.
    pub failures: Vec<(Query, Failure)>,
    /// How asking again may give them.
    pub retry: Option<Retry>,
}

/// Decodes the reply to `queries`, which were sent in one request.
pub fn decode(queries: &[Query], reply: &[u8]) -> Decoded {
    let parsed = match json::parse(reply) {
        Ok(parsed) => parsed,
        Err(failure) => return Decoded::failed(queries, &failure),
    };
    let Value::Object(reply) = &parsed.value else {
        let words = format!("not an object: {}", json::excerpt(&parsed.value.to_string()));
        return Decoded::failed(queries, &Failure::BadReply { words: words.into() });
    };
    let mut decoded = Decoded::default();
    decoded.reading.partial = parsed.cut_off;
    let single = queries.len() == 1;
    for query in queries {
        let part = joined_part(reply, *query).or_else(|| (single || holds(reply, *query)).then_some(reply));
        match part {
            Some(part) => decoded.part(*query, part, single),
            None => decoded.missing_part(*query, reply),
        }
    }
    if parsed.cut_off && !single {
        decoded.retry = Some(Retry::AskSingly);
    }
    decoded.reading.settle();
    decoded
}

/// The reply inside a joined reply that belongs to `query`: `{"summary":[{…}],"pools":[{…}]}`.
fn joined_part(reply: &Map<String, Value>, query: Query) -> Option<&Map<String, Value>> {
    let named = reply.get(query.command()).or_else(|| reply.get("devs").filter(|_| query == Query::Boards))?;
    match named {
        Value::Array(list) => list.first()?.as_object(),
        Value::Object(part) => Some(part),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The name of the list in which a classic reply keeps its data.
fn section(query: Query) -> Option<&'static str> {
    match query {
        Query::Summary => Some("SUMMARY"),
        Query::Pools => Some("POOLS"),
        Query::Boards => Some("DEVS"),
        Query::DevDetails => Some("DEVDETAILS"),
        Query::Psu | Query::Version | Query::Status | Query::Info | Query::Errors | Query::Token => None,
    }
}

/// Whether a reply to a joined request is the single reply to this query: some firmware only does the first.
fn holds(reply: &Map<String, Value>, query: Query) -> bool {
    section(query).is_some_and(|section| reply.contains_key(section))
}

impl Decoded {
    fn failed(queries: &[Query], failure: &Failure) -> Self {
        let failures = queries.iter().map(|query| (*query, failure.clone())).collect();
        let unreadable = matches!(failure, Failure::BadReply { .. }) && queries.len() > 1;
        Self { failures, retry: unreadable.then_some(Retry::AskSingly), ..Self::default() }
    }

    /// A part that a joined reply lacks.
    fn missing_part(&mut self, query: Query, reply: &Map<String, Value>) {
        let envelope = Envelope::read(reply);
        let failure = envelope.failure().unwrap_or_else(|| missing(query, &envelope));
        let retry = if asks_for_command(&failure) { Retry::UseCommandKey } else { Retry::AskSingly };
        self.retry.get_or_insert(retry);
        self.failures.push((query, failure));
    }

    fn part(&mut self, query: Query, part: &Map<String, Value>, single: bool) {
        let envelope = Envelope::read(part);
        if let Some(failure) = other_device(&envelope) {
            self.failures.push((query, failure));
            return;
        }
        if let Some(failure) = envelope.failure() {
            self.retry = self.retry.or(retry(query, &failure, single));
            self.failures.push((query, failure));
            return;
        }
        if self.read(query, &envelope).is_none() {
            self.failures.push((query, missing(query, &envelope)));
        }
    }

    /// Reads one successful part; `None` where the data is not there.
    fn read(&mut self, query: Query, envelope: &Envelope<'_>) -> Option<()> {
        let reading = &mut self.reading;
        match query {
            Query::Summary => {
                let fields = Fields(envelope.object("SUMMARY")?);
                reading.summary = Some(Box::new(summary::summary(fields, envelope.shape)));
                reading.errors = summary::errors(fields).or(reading.errors.take());
            }
            Query::Pools => {
                let (list, whole) = capped(list(envelope, "POOLS")?, POOL_LIMIT);
                reading.pools = Some(lists::pools(list));
                reading.partial |= !whole;
            }
            Query::Boards => {
                let (list, whole) = capped(list(envelope, "DEVS")?, BOARD_LIMIT);
                reading.boards = Some(lists::boards(list));
                reading.partial |= !whole;
            }
            Query::DevDetails => {
                let mut models = list(envelope, "DEVDETAILS")?.iter().filter_map(Fields::of);
                reading.detail_model = models.find_map(|fields| fields.text(&["Model"]));
            }
            Query::Psu => reading.psu = Some(Box::new(service::psu(self::fields(envelope)?))),
            Query::Version => {
                reading.version = Some(Arc::new(match bare_words(envelope) {
                    Some(words) => service::bare_version(words),
                    None => service::version(self::fields(envelope)?),
                }));
            }
            Query::Status => reading.status = Some(Arc::new(service::status(self::fields(envelope)?))),
            Query::Info => reading.info = Some(Box::new(service::info(self::fields(envelope)?))),
            Query::Errors => reading.errors = Some(errors::errors(envelope.fields().get("error_code")?)),
            // Salts are no reading: `token` decodes them.
            Query::Token => {}
        }
        Some(())
    }
}

/// A list that may be empty.
fn list<'a>(envelope: &Envelope<'a>, section: &str) -> Option<&'a [Value]> {
    envelope.list(section).or_else(|| envelope.is_empty_list().then_some(&[]))
}

fn capped(list: &[Value], limit: usize) -> (&[Value], bool) {
    list.get(..limit).map_or((list, true), |kept| (kept, list.len() == limit))
}

/// The fields of the API service's replies, where there are any.
fn fields<'a>(envelope: &Envelope<'a>) -> Option<Fields<'a>> {
    const AROUND: [&str; 6] = ["STATUS", "When", "Code", "Msg", "Description", "id"];
    let fields = envelope.fields();
    fields.keys().any(|key| !AROUND.contains(&key.as_str())).then_some(Fields(fields))
}

fn bare_words(envelope: &Envelope<'_>) -> Option<Text> {
    clean(envelope.words, SHORT)
}

fn missing(query: Query, envelope: &Envelope<'_>) -> Failure {
    let said = json::excerpt(envelope.words);
    let aside = if said.is_empty() { String::new() } else { format!(" (the machine said: {said})") };
    Failure::BadReply { words: format!("no {} in the reply{aside}", query.command()).into() }
}

/// How asking again may help against a refusal.
fn retry(query: Query, failure: &Failure, single: bool) -> Option<Retry> {
    let Failure::Answered { code, .. } = failure else { return None };
    if asks_for_command(failure) {
        Some(Retry::UseCommandKey)
    } else if *code == 14 && query == Query::Boards {
        Some(Retry::UseDevs)
    } else {
        (!single).then_some(Retry::AskSingly)
    }
}

/// Whether the machine missed the key `command`: cgminer's code 24.
fn asks_for_command(failure: &Failure) -> bool {
    matches!(failure, Failure::Answered { code, words } if *code == 24 || words.contains("Missing JSON"))
}

/// Other makes' miners answer on the same port in the same manner.
fn other_device(envelope: &Envelope<'_>) -> Option<Failure> {
    const OTHERS: [&str; 10] =
        ["bosminer", "boser", "bmminer", "luxminer", "antminer", "vnish", "avalon", "innominer", "sgminer", "bitaxe"];
    // What the mining program of a WhatsMiner calls itself, where it does.
    const OURS: [&str; 3] = ["cgminer 4.9.2", "whatsminer", "btminer"];
    // Figures that no other make's summary has, of which the oldest WhatsMiner has some.
    const OWN_FIGURES: [&str; 7] =
        ["Fan Speed In", "freq_avg", "Factory GHS", "HS RT", "Power", "Temperature", "Power Mode"];
    let description = envelope.description.trim().to_ascii_lowercase();
    let named = OTHERS.iter().any(|other| description.contains(other));
    let other_figures = || {
        let summary = envelope.section("SUMMARY").and_then(|section| section.as_array()?.first()?.as_object());
        let Some(summary) = summary else { return false };
        // Antminers count in GH/s; no WhatsMiner ever did.
        let in_giga = summary.contains_key("GHS av") && !summary.contains_key("MHS av");
        let ours = description.is_empty() || OURS.iter().any(|it| description.starts_with(it));
        in_giga || !ours && !OWN_FIGURES.iter().any(|figure| summary.contains_key(*figure))
    };
    if !named && !other_figures() {
        return None;
    }
    let words = clean(envelope.description, SHORT);
    Some(Failure::OtherDevice { words: words.as_deref().unwrap_or("it counts in GH/s").into() })
}
