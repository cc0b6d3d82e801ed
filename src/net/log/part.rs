//! A file that is not whole yet: it has a temporary name, and is removed unless it is kept.
//!
//! Only [`super`] uses it. Always true: writing happens on threads that may wait, and whatever ends a download early,
//! being cancelled included, leaves nothing behind.

use super::LogFailure;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use tokio::task::spawn_blocking;

/// A file under its temporary name.
#[derive(Debug)]
pub(super) struct Part {
    file: Option<File>,
    path: PathBuf,
}

impl Part {
    /// Creates the file that becomes `path`, and its folder.
    pub(super) async fn create(path: &Path) -> Result<Self, LogFailure> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = path.with_file_name(name);
        blocking(path.clone(), move || {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let file = File::create(&path)?;
            Ok(Self { file: Some(file), path })
        })
        .await
    }

    /// Writes all of `bytes`, and gives them back empty.
    pub(super) async fn write(mut self, mut bytes: Vec<u8>) -> Result<(Self, Vec<u8>), LogFailure> {
        blocking(self.path.clone(), move || {
            if let Some(file) = &mut self.file {
                file.write_all(&bytes)?;
            }
            bytes.clear();
            Ok((self, bytes))
        })
        .await
    }

    /// Gives the file its name.
    pub(super) async fn keep(mut self, path: &Path) -> Result<(), LogFailure> {
        let path = path.to_owned();
        blocking(path.clone(), move || {
            // Windows renames no open file.
            drop(self.file.take());
            fs::rename(&self.path, path)?;
            self.path.clear();
            Ok(())
        })
        .await
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        drop(self.file.take());
        if !self.path.as_os_str().is_empty()
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::debug!("{} stays: {error}", self.path.display());
        }
    }
}

/// Does something with a file where waiting is allowed.
async fn blocking<R: Send + 'static>(
    path: PathBuf,
    work: impl FnOnce() -> io::Result<R> + Send + 'static,
) -> Result<R, LogFailure> {
    let disk = |words: String| LogFailure::Disk { path, words: words.into() };
    match spawn_blocking(work).await {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(error)) => Err(disk(error.to_string())),
        // The runtime is ending.
        Err(error) => Err(disk(error.to_string())),
    }
}
