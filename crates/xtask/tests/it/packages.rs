//! The packages, with a stand-in for the binary. `cargo xtask packages` installs real ones.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::{DeflateDecoder, GzDecoder};
use jiff::Timestamp;
use rawzip::ZipArchive;
use serde_json::Value;
use xtask::package::archive::{archive, tar_gz, zip};
use xtask::package::checksums;
use xtask::package::contents::{Completion, Contents, File, SHELLS};
use xtask::package::npm;
use xtask::package::platform::{PLATFORMS, Platform, System};
use xtask::package::wheel::wheel;
use xtask::stamp::{Stamp, VERSION};

/// The contents of packages for a platform.
fn contents(platform: Platform) -> Contents {
    Contents {
        platform,
        stamp: Stamp {
            commit: "123456789".to_owned(),
            is_modified: false,
            time: Timestamp::from_second(1_700_000_000).unwrap(),
        },
        program: b"program".to_vec(),
        readme: "# proactive\n".to_owned(),
        licenses: vec![
            File::new("LICENSE-MIT", "MIT"),
            File::new("ThirdPartyNotices.txt", "Others"),
        ],
        completions: SHELLS
            .into_iter()
            .map(|shell| Completion {
                shell,
                script: shell.name.into(),
            })
            .collect(),
        pages: vec![File::new("proactive.1", "page")],
    }
}

/// The files of a tar archive, with their permissions.
fn untar(bytes: &[u8]) -> BTreeMap<String, (u32, Vec<u8>)> {
    let mut files = BTreeMap::new();
    for entry in tar::Archive::new(GzDecoder::new(bytes)).entries().unwrap() {
        let mut entry = entry.unwrap();
        let header = entry.header();
        assert_eq!(header.mtime().unwrap(), 1_700_000_000);
        assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
        let mode = header.mode().unwrap();
        let path = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(path, (mode, bytes));
    }
    files
}

/// The files of a zip archive, with their permissions.
fn unzip(bytes: &[u8]) -> BTreeMap<String, (u32, Vec<u8>)> {
    let archive = ZipArchive::from_slice(bytes).unwrap();
    let mut files = BTreeMap::new();
    for entry in archive.entries() {
        let entry = entry.unwrap();
        let time = entry.last_modified();
        assert_eq!(time.to_string(), "2023-11-14T22:13:20Z");
        let name = entry.file_path().try_normalize().unwrap();
        let local = archive.get_entry(entry.wayfinder()).unwrap();
        let mut bytes = Vec::new();
        local
            .verifying_reader(DeflateDecoder::new(local.data()))
            .read_to_end(&mut bytes)
            .unwrap();
        let mode = entry.mode().permissions();
        files.insert(name.as_ref().to_owned(), (mode, bytes));
    }
    files
}

#[test]
fn the_archive_has_everything() {
    for platform in PLATFORMS {
        let package = archive(&contents(platform)).unwrap();
        let name = format!("proactive-{VERSION}-{}", platform.triple);
        let files = match platform.system {
            System::Linux { .. } | System::MacOs { .. } => {
                assert_eq!(package.path, format!("{name}.tar.gz"));
                untar(&package.bytes)
            }
            System::Windows { .. } => {
                assert_eq!(package.path, format!("{name}.zip"));
                unzip(&package.bytes)
            }
        };
        for path in [
            "README.md",
            "LICENSE-MIT",
            "ThirdPartyNotices.txt",
            "completions/proactive.bash",
            "completions/_proactive",
            "completions/proactive.fish",
            "completions/proactive.elv",
            "completions/_proactive.ps1",
            "man/man1/proactive.1",
        ] {
            assert_eq!(files[&format!("{name}/{path}")].0, 0o644, "{path}");
        }
        let program = &files[&format!("{name}/{}", platform.program())];
        assert_eq!(program.0, 0o755);
        assert_eq!(files.len(), 10);
    }
}

#[test]
fn archives_depend_on_their_files_only() {
    let files = [File::program("b", "1"), File::new("a", "2")];
    let time = Timestamp::from_second(1_700_000_000).unwrap();
    assert_eq!(tar_gz(&files, time), tar_gz(&files, time));
    assert_eq!(zip(&files, time), zip(&files, time));
}

/// Its hashes are those of the files, by another implementation than the one that writes them.
#[test]
fn the_record_of_the_wheel_lists_every_file() {
    let platform = PLATFORMS[4];
    let package = wheel(&contents(platform)).unwrap();
    assert_eq!(
        package.path,
        format!("proactive_lang-{VERSION}-py3-none-win_amd64.whl")
    );
    let files = unzip(&package.bytes);
    let info = format!("proactive_lang-{VERSION}.dist-info");
    let script = format!("proactive_lang-{VERSION}.data/scripts/proactive.exe");
    assert_eq!(files[&script].0, 0o755);
    let record = String::from_utf8(files[&format!("{info}/RECORD")].1.clone()).unwrap();
    let mut listed: Vec<&str> = Vec::new();
    for line in record.lines() {
        let [path, hash, size] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        listed.push(path);
        if path.ends_with("/RECORD") {
            assert_eq!((hash, size), ("", ""));
        } else {
            let bytes = &files[path].1;
            assert_eq!(hash, format!("sha256={}", checksums::base64(bytes)));
            assert_eq!(size, bytes.len().to_string());
        }
    }
    listed.sort_unstable();
    assert_eq!(listed, files.keys().collect::<Vec<_>>());
    let metadata = String::from_utf8(files[&format!("{info}/METADATA")].1.clone()).unwrap();
    assert!(metadata.contains("License-File: LICENSE-MIT\nLicense-File: ThirdPartyNotices.txt\n"));
    assert!(metadata.ends_with("\n\n# proactive\n"));
}

/// The examples of NIST (FIPS 180-4) and of the specification of wheels.
#[test]
fn checksums_are_those_of_the_standard() {
    assert_eq!(
        checksums::line("a b", b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a b\n"
    );
    assert_eq!(
        checksums::base64(b""),
        "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    );
}

#[test]
fn npm_chooses_the_binary() {
    let manifest = |package: &File| -> Value {
        let files = untar(&package.bytes);
        serde_json::from_slice(&files["package/package.json"].1).unwrap()
    };
    for platform in PLATFORMS {
        let [launcher, binary] = npm::packages(&contents(platform)).unwrap();
        assert_eq!(launcher.path, format!("proactive-lang-{VERSION}.tgz"));
        let manifests = [manifest(&launcher), manifest(&binary)];
        let name = manifests[1]["name"].as_str().unwrap();
        let others = manifests[0]["optionalDependencies"].as_object().unwrap();
        assert_eq!(others.len(), PLATFORMS.len());
        assert_eq!(others[name], VERSION);
        assert_eq!(
            name,
            format!(
                "@proactive-lang/{}-{}",
                manifests[1]["os"][0].as_str().unwrap(),
                manifests[1]["cpu"][0].as_str().unwrap()
            )
        );
        let files = untar(&binary.bytes);
        let program = &files[&format!("package/{}", platform.program())];
        assert_eq!(program.0, 0o755);
    }
}
