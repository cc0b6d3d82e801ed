//! Firmware: on the same connection, checked, and seen after the restart.

use super::tell::{open, quick, sealed, until};
use rackhand::sim::{Fault, Profile, combined_firmware, firmware_package};
use serde_json::json;
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Sends an image as a client does; what came until the line ended, opened where that can be.
async fn upload(address: SocketAddr, image: &[u8]) -> String {
    let (key, token) = open(address, "rackhand").await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&sealed(&key, &token, json!({ "cmd": "update_firmware" }))).await.unwrap();
    let mut ready = vec![0; 4096];
    let length = stream.read(&mut ready).await.unwrap();
    assert!(key.cipher().decrypt_reply(&ready[..length]).unwrap().contains("ready"));
    let mut last = Vec::new();
    // The machine may cut the line at any point: that is what is looked at.
    let _cut = stream.write_all(&[&(image.len() as u32).to_le_bytes(), image].concat()).await;
    let _cut = stream.read_to_end(&mut last).await;
    key.cipher().decrypt_reply(&last).unwrap_or_default()
}

#[tokio::test]
async fn firmware_comes_on_the_same_connection_and_shows_after_the_restart() {
    let (fleet, address) = quick(146, "m50-2023").await;
    let platform = Profile::named("m50-2023").unwrap().platform;
    let package = firmware_package(platform, "20270101.1.Rel", 300_000);
    for (image, code) in [(firmware_package("OTHER", "1", 100), 132), (package, 131)] {
        let (key, token) = open(address, "rackhand").await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&sealed(&key, &token, json!({ "cmd": "update_firmware" }))).await.unwrap();
        let mut reply = vec![0; 4096];
        let length = stream.read(&mut reply).await.unwrap();
        assert!(key.cipher().decrypt_reply(&reply[..length]).unwrap().contains("ready"));
        stream.write_all(&(image.len() as u32).to_le_bytes()).await.unwrap();
        stream.write_all(&image).await.unwrap();
        let mut last = Vec::new();
        stream.read_to_end(&mut last).await.unwrap();
        assert!(key.cipher().decrypt_reply(&last).unwrap().contains(&format!("\"Code\":{code}")));
    }
    until(|| fleet.truth(address).unwrap().firmware == "20270101.1.Rel", "the new version shows").await;
    let writes = fleet.talks(address).unwrap().writes;
    assert_eq!(writes.iter().map(|write| write.done).collect::<Vec<_>>(), [false, true]);
    assert_eq!(combined_firmware(&[("H616", vec![1; 10])]).len(), 6812 + 10);
}

#[tokio::test]
async fn faults_of_firmware_cut_the_line_where_they_say() {
    let (fleet, address) = quick(148, "m50-2023").await;
    let image = firmware_package(Profile::named("m50-2023").unwrap().platform, "20270202.2.Rel", 400_000);
    for fault in [Fault::FirmwareNotStarted, Fault::FirmwareBrokenOff] {
        fleet.set_fault(address, fault);
        assert_eq!(upload(address, &image).await, "", "{fault}");
    }
    fleet.set_fault(address, Fault::FirmwareRefused);
    assert!(upload(address, &image).await.contains("firmware check error"));
    assert_ne!(fleet.truth(address).unwrap().firmware, "20270202.2.Rel");
    fleet.set_fault(address, Fault::FirmwareReplyLost);
    assert_eq!(upload(address, &image).await, "");
    until(|| fleet.truth(address).is_some_and(|truth| truth.firmware == "20270202.2.Rel"), "it is installed").await;
}
