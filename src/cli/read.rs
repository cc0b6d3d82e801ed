//! `rackhand read`: what machines report, in full, for people, for programs, or as they wrote it.

mod parts;
mod text;

use super::{
    Outcome, Streams,
    args::{READABLE, ReadArgs, ReadFormat},
    caret::{self, Mistake},
    failure::CliError,
    gather::Run,
    targets::Targets,
};
use crate::{
    engine::{Event, Request},
    fleet::Machine,
    net::ReadPlan,
    protocol::{Failure, Query},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, net::SocketAddr};

/// Reads and prints, by address.
pub(super) fn run(args: &ReadArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let targets = Targets::of(&args.targets)?;
    let queries = queries(&args.what)?;
    let run = Run::start(&args.targets)?;
    let machines = targets.ranges.iter().collect();
    let plan = ReadPlan::of(&queries);
    let gathered = run.gather(|job| Request::Read { job, machines, plan })?;
    let mut machines: Vec<&Machine> = gathered.fleet.iter().collect();
    machines.sort_by_key(|machine| machine.address);
    let wrote = if args.raw {
        let mut replies = raw_replies(&run, &machines, &queries)?;
        machines.iter().try_for_each(|machine| {
            let replies = replies.remove(&machine.address).unwrap_or_default();
            replies.iter().try_for_each(|(query, reply)| print_raw(machine, *query, reply, args.format, streams))
        })
    } else {
        machines.iter().try_for_each(|machine| print(machine, &queries, args.format, streams))
    };
    wrote.map_err(CliError::Output)?;
    gathered.tell_missed(&targets.named, streams)?;
    Ok(gathered.outcome(&targets.named))
}

/// Reads `summary,pools`.
fn queries(text: &str) -> Result<Vec<Query>, Mistake> {
    caret::items(text)
        .map(|(name, span)| {
            READABLE.into_iter().find(|query| query.name().eq_ignore_ascii_case(name)).ok_or_else(|| {
                let words = format!("there is no such part; there are {}", READABLE.map(Query::name).join(", "));
                Mistake { what: "what", words, span, text: text.to_owned() }
            })
        })
        .collect()
}

/// What a machine said to each question.
type Replies = Vec<(Query, Result<String, Failure>)>;

/// Asks every machine that took a connection for its own words.
fn raw_replies(run: &Run, machines: &[&Machine], queries: &[Query]) -> Result<BTreeMap<SocketAddr, Replies>, CliError> {
    for machine in machines {
        run.send(Request::ReadRaw { address: machine.address, queries: queries.to_vec() });
    }
    let mut all = BTreeMap::new();
    while all.len() < machines.len() {
        if let Event::RawReplies { address, replies, .. } = run.next()? {
            all.insert(address, replies);
        }
    }
    Ok(all)
}

/// Prints the parts of one machine.
fn print(machine: &Machine, queries: &[Query], format: ReadFormat, streams: &mut Streams<'_>) -> std::io::Result<()> {
    let object = parts::machine(machine, queries);
    match format {
        ReadFormat::Json => writeln!(streams.out, "{object}"),
        ReadFormat::Text => text::write(&object, streams.terminal, streams.out),
    }
}

/// Prints one reply as the machine wrote it.
fn print_raw(
    machine: &Machine,
    query: Query,
    reply: &Result<String, Failure>,
    format: ReadFormat,
    streams: &mut Streams<'_>,
) -> std::io::Result<()> {
    let (address, what) = (machine.address, query.name());
    match (format, reply) {
        (ReadFormat::Json, _) => {
            let error: Value = reply.as_ref().err().map(ToString::to_string).into();
            let reply = reply.as_ref().ok();
            let object =
                json!({ "ip": address.ip(), "port": address.port(), "what": what, "reply": reply, "error": error });
            writeln!(streams.out, "{object}")
        }
        (ReadFormat::Text, Ok(reply)) => writeln!(streams.out, "# {address} {what}\n{reply}"),
        (ReadFormat::Text, Err(failure)) => writeln!(streams.out, "# {address} {what}: {failure}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_and_mistakes_are_placed() {
        assert_eq!(queries("summary, Boards").unwrap(), [Query::Summary, Query::Boards]);
        assert_eq!(queries("summary,fans").unwrap_err().span, 8..12);
        assert!(queries("token").is_err(), "asking for tokens is not reading");
    }
}
