//! `rackhand firmware` and `rackhand logs`: files to machines, and from them.

use super::{Planned, Task, perform, started};
use crate::{
    cli::{
        Outcome, Streams,
        args::{FirmwareArgs, LogsArgs},
        failure::CliError,
        gather::Run,
    },
    engine::{
        Event, Request,
        batch::{FirmwareImage, Note, Remark, Work},
    },
    fleet::{Machine, intent::Change},
    net::RangeSet,
    protocol::{
        CommandKind,
        firmware::{FirmwareFile, Fit},
        reading::Text,
    },
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Uploads and downloads at once, unless told otherwise: farms hang on thin lines.
const AT_ONCE: usize = 10;

/// A firmware file, ready for machines.
type Image = (FirmwareFile, Arc<FirmwareImage>);

/// `rackhand firmware`.
pub(in crate::cli) fn firmware(args: &FirmwareArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let is_range = |word: &String| !Path::new(word).is_file() && RangeSet::parse(word).is_ok();
    let (ranges, files): (Vec<String>, Vec<String>) = args.words.iter().cloned().partition(is_range);
    if files.is_empty() {
        return Err(CliError::Usage("no firmware file is named"));
    }
    let targets = args.reach.with(ranges);
    let run = started(&targets, &args.care)?;
    let images = files.iter().map(|file| read(&run, Path::new(file))).collect::<Result<Vec<_>, _>>()?;
    if images.len() > 1 && images.iter().any(|(file, _)| file.packages.is_empty()) {
        return Err(CliError::Usage(
            "one of these files does not say which machines it is for: send it alone, to machines that it fits",
        ));
    }
    let names: Vec<&str> = images.iter().map(|(_, image)| image.name.as_str()).collect();
    let task = Task {
        kind: CommandKind::UpdateFirmware,
        title: format!("update_firmware {}", names.join(" ")),
        targets: &targets,
        care: &args.care,
        usual_limit: AT_ONCE,
        new_password: None,
        step: Box::new(|machine, _| choose(&images, machine)),
    };
    perform(&task, &run, streams)
}

/// The file that fits a machine.
fn choose(images: &[Image], machine: &Machine) -> Result<Planned, Remark> {
    let version = machine.reading.version.as_deref();
    let platform = version.and_then(|version| version.platform.as_ref());
    let mut reason = Remark::Nothing;
    for (file, image) in images {
        match file.fit(platform.map(Text::as_str)) {
            Fit::Send(bytes) => {
                let old = machine.reading.firmware().map(ToString::to_string);
                let new = format!("{} ({:.1} MB)", image.name, bytes.len() as f64 / 1e6);
                let changes = vec![Change { parameter: "firmware", old, new }];
                return Ok(Planned { work: Work::Firmware(image.clone()), changes });
            }
            Fit::OtherPlatform(others) => {
                let own = platform.map(|own| own.as_str().into());
                reason = Remark::OtherPlatform { own, file: others.join(", ").into() };
            }
            Fit::UnknownPlatform => reason = Note::PlatformUnknown.into(),
        }
    }
    Err(reason)
}

fn read(run: &Run, path: &Path) -> Result<Image, CliError> {
    let ours = path.to_owned();
    let result = run.ask(Request::ReadFirmware(ours), |event| match event {
        Event::FirmwareRead { path: read, result } if read == path => Some(result),
        _ => None,
    })?;
    result.map_err(|words| CliError::Words(format!("the firmware can't be read: {words} ({})", path.display())))
}

/// `rackhand logs`.
pub(in crate::cli) fn logs(args: &LogsArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let run = started(&args.targets, &args.care)?;
    let folder: Arc<PathBuf> = Arc::new(args.to.clone());
    let task = Task {
        kind: CommandKind::DownloadLogs,
        title: format!("download_logs to {}", args.to.display()),
        targets: &args.targets,
        care: &args.care,
        usual_limit: AT_ONCE,
        new_password: None,
        step: Box::new(move |_, _| Ok(Planned { work: Work::DownloadLog(folder.clone()), changes: Vec::new() })),
    };
    perform(&task, &run, streams)
}
