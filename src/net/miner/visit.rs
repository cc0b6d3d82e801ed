//! One read of one machine: which requests, in which order, and what to do when one goes wrong.
//!
//! btminer's figures come first, in one joined request; then the API service's replies one by one. A machine that
//! stops answering in between is left alone, with what it had said until then.

use super::{QuerySet, ReadPlan, talkers::Talk};
use crate::{
    net::connection::Connection,
    protocol::{
        CommandKey, Decoded, Failure, Query, Reading, Retry, Wording, decode, request, v3, versions::firmware_date,
    },
};
use std::time::Duration;
use tokio::time::sleep;

/// How long to leave a machine in peace that closed without answering, before asking once more: what helps in the
/// field against connections that came too quickly.
const REST: Duration = Duration::from_millis(350);

/// How many replies without any JSON make another device of it.
const STRANGE_REPLIES: u8 = 2;

/// The order of the API service's queries. The version decides whether API v3 is asked, which may give the errors.
const AFTER_VERSION: [Query; 4] = [Query::Errors, Query::Info, Query::Psu, Query::Status];

/// A read in progress.
#[derive(Debug)]
pub(super) struct Visit {
    talk: Talk,
    /// What is known so far.
    reading: Reading,
    /// Whether something is missing that the machine should have given.
    partial: bool,
    /// The first thing that went wrong: the answer where nothing went well.
    first_failure: Option<Failure>,
    /// Why nothing more is asked.
    over: Option<Failure>,
    /// For the first connection; later ones know that the machine is there.
    first_connect: Option<Duration>,
    connect_time: Option<Duration>,
    has_rested: bool,
    strange_replies: u8,
}

impl Visit {
    /// A read that goes on from `reading`.
    pub(super) fn new(talk: Talk, reading: Reading) -> Self {
        Self {
            talk,
            partial: reading.partial,
            reading,
            first_failure: None,
            over: None,
            first_connect: None,
            connect_time: None,
            has_rested: false,
            strange_replies: 0,
        }
    }

    /// How long the first connection may take.
    pub(super) fn patience_to_connect(&mut self, patience: Duration) {
        self.first_connect = Some(patience);
    }

    /// How long the first connection took; `None` where there was none.
    pub(super) fn connect_time(&self) -> Option<Duration> {
        self.connect_time
    }

    /// Asks for everything in `plan` that is not known yet.
    pub(super) async fn read(&mut self, plan: &ReadPlan) -> Result<Reading, Failure> {
        let figures: Vec<Query> = self.missing(plan.queries).filter(|query| query.joinable()).collect();
        self.ask_joined(&figures).await;
        self.ask_if_missing(plan.queries, Query::Version).await;
        if plan.device_info {
            self.ask_device_info().await;
        }
        for query in AFTER_VERSION {
            self.ask_if_missing(plan.queries, query).await;
        }
        for query in plan.when_needed.iter() {
            if self.is_needed(query) {
                self.ask_if_missing(plan.when_needed, query).await;
            }
        }
        self.finish()
    }

    fn finish(&mut self) -> Result<Reading, Failure> {
        let is_empty = self.is_empty();
        self.reading.partial = self.partial;
        match self.over.take().or(self.first_failure.take()) {
            Some(failure) if is_empty => Err(failure),
            Some(failure @ Failure::OtherDevice { .. }) => Err(failure),
            Some(_) | None => Ok(std::mem::take(&mut self.reading)),
        }
    }

    fn is_empty(&self) -> bool {
        Query::ALL.into_iter().all(|query| !has(&self.reading, query)) && self.reading.device.is_none()
    }

    fn missing(&self, queries: QuerySet) -> impl Iterator<Item = Query> {
        queries.iter().filter(|query| !has(&self.reading, *query))
    }

    async fn ask_if_missing(&mut self, queries: QuerySet, query: Query) {
        if queries.contains(query) && !has(&self.reading, query) {
            self.ask(&[query]).await;
        }
    }

    /// Whether what is known leaves a question that `query` answers.
    fn is_needed(&self, query: Query) -> bool {
        let reading = &self.reading;
        match query {
            Query::DevDetails => reading.model().is_none(),
            Query::Status => {
                let rate = reading.summary.as_ref().and_then(|summary| summary.rate.or(summary.rate_average));
                rate.is_none_or(|rate| rate.ths() <= 0.0)
            }
            Query::Version => reading.summary.is_none(),
            Query::Summary | Query::Pools | Query::Boards | Query::Psu | Query::Info | Query::Errors | Query::Token => {
                true
            }
        }
    }

    /// Asks in one request where the machine can do that, else one by one.
    async fn ask_joined(&mut self, queries: &[Query]) {
        match queries {
            [] => {}
            [_] => self.ask_singly(queries).await,
            _ if self.talk.habits().asks_singly => self.ask_singly(queries).await,
            _ => self.ask(queries).await,
        }
    }

    async fn ask_singly(&mut self, queries: &[Query]) {
        for query in queries {
            // Boxed, because asking one by one is part of asking.
            Box::pin(self.ask(&[*query])).await;
            if matches!(self.first_failure, Some(Failure::BtminerDown { .. })) {
                break;
            }
        }
    }

    /// Sends one request, learns from the reply how this machine wants to be asked, and asks again where that helps.
    async fn ask(&mut self, queries: &[Query]) {
        let mut wording = self.talk.habits().wording;
        loop {
            let Some(decoded) = self.exchange(queries, wording).await else { return };
            let better = match decoded.retry {
                Some(Retry::UseCommandKey) if wording.key == CommandKey::Cmd => {
                    Wording { key: CommandKey::Command, ..wording }
                }
                Some(Retry::UseDevs) if !wording.plain_devs => Wording { plain_devs: true, ..wording },
                Some(Retry::AskSingly) if queries.len() > 1 => return self.ask_again_singly(queries, decoded).await,
                Some(_) | None => {
                    let is_answered = decoded.failures.len() < queries.len();
                    self.take(decoded);
                    if is_answered {
                        self.talk.change_habits(|habits| habits.wording = wording);
                    }
                    return;
                }
            };
            wording = better;
        }
    }

    /// The joined reply was no good: asks one by one, and keeps what the joined reply gave beyond that.
    async fn ask_again_singly(&mut self, queries: &[Query], joined: Decoded) {
        let before = std::mem::take(&mut self.reading);
        let failure = self.first_failure.take();
        self.ask_singly(queries).await;
        let is_whole = queries.iter().all(|query| has(&self.reading, *query));
        if self.missing(queries.iter().copied().collect()).count() < queries.len() {
            self.talk.change_habits(|habits| habits.asks_singly = true);
        }
        let singly = std::mem::replace(&mut self.reading, before);
        if !is_whole {
            self.take(joined);
        }
        self.reading.merge(singly);
        self.first_failure = failure.or(self.first_failure.take());
    }

    /// Takes over what a reply gave.
    fn take(&mut self, decoded: Decoded) {
        self.partial |= decoded.reading.partial;
        self.reading.merge(decoded.reading);
        for (_, failure) in decoded.failures {
            if matches!(failure, Failure::OtherDevice { .. }) {
                self.over.get_or_insert_with(|| failure.clone());
            }
            self.reading.btminer_down |= matches!(failure, Failure::BtminerDown { .. });
            // Firmware that does not know a command lacks nothing.
            self.partial |= !matches!(failure, Failure::Answered { .. } | Failure::BtminerDown { .. });
            self.first_failure.get_or_insert(failure);
        }
    }

    /// One request and its decoded reply; `None` where nothing came, and the visit may be over then.
    async fn exchange(&mut self, queries: &[Query], wording: Wording) -> Option<Decoded> {
        if self.over.is_some() {
            return None;
        }
        let request = request::encode(queries, wording);
        let mut reply = self.send(&request).await;
        let is_known = self.connect_time.is_some();
        if matches!(reply, Err(Failure::Closed { received: 0 } | Failure::Refused)) && is_known && !self.has_rested {
            self.has_rested = true;
            sleep(REST).await;
            reply = self.send(&request).await;
        }
        match reply {
            Ok(reply) => {
                self.count_strange(&reply);
                Some(decode(queries, &reply))
            }
            // A long reply broke off: short ones may not.
            Err(Failure::Closed { received: 1.. } | Failure::TooLong { .. }) if queries.len() > 1 => {
                Some(Decoded { retry: Some(Retry::AskSingly), ..Decoded::default() })
            }
            Err(failure) => {
                self.partial = true;
                self.first_failure.get_or_insert_with(|| failure.clone());
                let may_answer_others = match failure {
                    Failure::Closed { .. } => !self.is_empty() || !self.has_rested,
                    Failure::TooLong { .. } => true,
                    _ => false,
                };
                self.over = (!may_answer_others).then_some(failure);
                None
            }
        }
    }

    async fn send(&mut self, request: &[u8]) -> Result<Vec<u8>, Failure> {
        let shared = self.talk.shared();
        let timeouts = &shared.options.timeouts;
        let _permit = shared.budget.acquire().await;
        let patience = self.first_connect.take().unwrap_or(timeouts.connect);
        let connection = Connection::open(self.talk.address(), patience).await?;
        self.connect_time.get_or_insert(connection.connect_time());
        connection.exchange(request, timeouts).await
    }

    /// Web servers and the like answer with text; a machine may do so once, when btminer is in trouble.
    fn count_strange(&mut self, reply: &[u8]) {
        if reply.contains(&b'{') || reply.starts_with(b"Socket connect failed") {
            return;
        }
        self.strange_replies += 1;
        if self.strange_replies >= STRANGE_REPLIES {
            let words: String = String::from_utf8_lossy(reply).chars().filter(|c| !c.is_control()).take(60).collect();
            self.over = Some(Failure::OtherDevice { words: words.trim().into() });
        }
    }

    /// What only API v3 tells, where the firmware is new enough.
    async fn ask_device_info(&mut self) {
        let date = self.reading.firmware().and_then(|firmware| firmware_date(firmware));
        let may_have = date.is_some_and(|date| date >= v3::FIRST_FIRMWARE);
        if self.over.is_some() || !may_have || !self.talk.habits().may_have_device_info() {
            return;
        }
        let Ok(message) = self.talk.device_info().await else { return };
        match v3::decode_device_info(&message) {
            Ok(device) => {
                self.partial |= device.partial;
                self.reading.merge(device);
            }
            Err(failure) => tracing::debug!("device info of {}: {failure}", self.talk.address()),
        }
    }
}

/// Whether the part that `query` gives is known.
fn has(reading: &Reading, query: Query) -> bool {
    match query {
        Query::Summary => reading.summary.is_some(),
        Query::Pools => reading.pools.is_some(),
        Query::Boards => reading.boards.is_some(),
        Query::DevDetails => reading.detail_model.is_some(),
        Query::Psu => reading.psu.is_some(),
        Query::Version => reading.version.is_some(),
        Query::Status => reading.status.is_some(),
        Query::Info => reading.info.is_some(),
        Query::Errors => reading.errors.is_some(),
        Query::Token => false,
    }
}
