//! Stands in until the network room can write.
use crate::{net::Miners, protocol::{Command, Failure}};
use secrecy::SecretString;
use serde_json::Value;
use std::{net::SocketAddr, path::{Path, PathBuf}, sync::Arc};
use tokio_util::sync::CancellationToken;

#[derive(Debug)]
pub enum Told {
    Accepted { words: Arc<str>, message: Value, password: usize },
    Refused(Failure), NotSent(Failure), Unknown(Failure), TokensFull { retry_at: std::time::Instant }, BrokenOff(Failure),
}
#[derive(Debug)]
pub struct LogFile { pub path: PathBuf }
#[derive(Debug, thiserror::Error)]
pub enum LogFailure { #[error("{0}")] Machine(Failure), #[error("{0}")] File(std::io::Error) }
impl Miners {
    pub async fn tell(&self, _: SocketAddr, _: &Command, _: &[SecretString]) -> Told { Told::Unknown(Failure::Refused) }
    pub async fn change_password(&self, _: SocketAddr, _: &[SecretString], _: &SecretString) -> Told { Told::Unknown(Failure::Refused) }
    pub async fn proves(&self, _: SocketAddr, _: &SecretString) -> Result<bool, Failure> { Ok(false) }
    pub async fn upload_firmware(&self, _: SocketAddr, _: &[u8], _: &[SecretString], _: &CancellationToken, _: impl Fn(u8) + Send) -> Told { Told::Unknown(Failure::Refused) }
    pub async fn download_log(&self, _: SocketAddr, _: &Path, _: &str, _: &[SecretString], _: impl Fn(u8) + Send) -> Result<LogFile, LogFailure> { Err(LogFailure::Machine(Failure::Refused)) }
}
