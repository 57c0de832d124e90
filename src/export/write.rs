//! The one place of this room that touches the disk: an export appears whole, private and never over another file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why an export was not written. The file that stood there before, if any, is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A file of that name is there already.
    #[error("Not exported: {} is there already. Choose another name, or add --force to replace it.", .0.display())]
    Exists(PathBuf),
    /// The name is a folder's, or names no file at all.
    #[error("Not exported: {} is a folder, not a file. Add a file's name to it.", .0.display())]
    IsFolder(PathBuf),
    /// The folder is not there.
    #[error("Not exported: there is no folder {}. Make it first, or choose another place.", .0.display())]
    NoFolder(PathBuf),
    /// The folder may not be written to.
    #[error("Not exported: you may not write to {}. Choose another folder, or ask whoever looks after it.", .0.display())]
    NotAllowed(PathBuf),
    /// The disk is full.
    #[error("Not exported: the disk that holds {} is full. Free some space and try again.", .0.display())]
    DiskFull(PathBuf),
    /// Anything else.
    #[error("Not exported: {} could not be written ({reason}). Try again, or choose another place.", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

/// Writes an export to a new file that only its owner may read (mode 0600).
///
/// The bytes go to a temporary file in the same folder, are synced, and only then take the name: nobody ever finds
/// half an export. Without `force` an existing file, even one that appears in the meantime, is left alone.
///
/// # Errors
/// [`WriteError`], in a sentence for each cause. No temporary file is left behind.
pub fn write_export(path: &Path, bytes: &[u8], force: bool) -> Result<(), WriteError> {
    let folder = check(path, force)?;
    let (temporary, file) = temporary_in(folder).map_err(|error| explained(&error, path, folder))?;
    let done = fill(file, bytes).and_then(|()| publish(&temporary, path, force));
    if done.is_err() || !force {
        // After a failure it is rubbish; after a link it is a second name.
        let _ = fs::remove_file(&temporary);
    }
    done.map_err(|error| explained(&error, path, folder))?;
    sync_folder(folder);
    Ok(())
}

/// Whether an export could be written there, before it is made and entered in the journal. Returns the file's folder.
///
/// # Errors
/// As [`write_export`], for what can be known beforehand.
pub fn check(path: &Path, force: bool) -> Result<&Path, WriteError> {
    if path.file_name().is_none() || path.is_dir() {
        return Err(WriteError::IsFolder(path.to_owned()));
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(WriteError::NoFolder(folder.to_owned()));
    }
    if !force && path.symlink_metadata().is_ok() {
        return Err(WriteError::Exists(path.to_owned()));
    }
    Ok(folder)
}

/// Makes a file that was not there before. Its name says nothing of what is in it.
fn temporary_in(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for count in 0..1_000 {
        let path = folder.join(format!(".mace-export-{}-{count}", std::process::id()));
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many unfinished exports in that folder"))
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

fn publish(temporary: &Path, path: &Path, force: bool) -> io::Result<()> {
    if force {
        return fs::rename(temporary, path);
    }
    // A rename would replace a file that appeared since we looked; a link refuses.
    match fs::hard_link(temporary, path) {
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) => {
            // Memory sticks and some shares know no links.
            if path.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::rename(temporary, path)
        }
        done => done,
    }
}

/// Makes the new name itself durable where the system lets a folder be synced; the file is whole already.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn explained(error: &io::Error, path: &Path, folder: &Path) -> WriteError {
    match error.kind() {
        ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
        ErrorKind::NotFound | ErrorKind::NotADirectory => WriteError::NoFolder(folder.to_owned()),
        ErrorKind::IsADirectory => WriteError::IsFolder(path.to_owned()),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WriteError::NotAllowed(folder.to_owned()),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteError::DiskFull(path.to_owned()),
        _ => WriteError::Other { path: path.to_owned(), reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(path: &Path, bytes: &[u8], beginning: &str) {
        let refusal = write_export(path, bytes, false).unwrap_err().to_string();
        assert!(refusal.contains(beginning), "{refusal}");
    }

    #[test]
    fn an_export_is_whole_private_and_alone_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("minutes.docx");
        write_export(&path, b"minutes", false).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"minutes");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_is_replaced_only_when_forced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("minutes.docx");
        write_export(&path, b"first", false).unwrap();
        check_refused(&path, b"second", "is there already");
        assert_eq!(fs::read(&path).unwrap(), b"first");
        write_export(&path, b"second", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_appears_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (temporary, _file) = temporary_in(folder.path()).unwrap();
        let path = folder.path().join("minutes.docx");
        fs::write(&path, b"theirs").unwrap();
        assert_eq!(publish(&temporary, &path, false).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
    }

    #[test]
    fn a_missing_folder_and_a_folder_for_a_file_are_named() {
        let folder = tempfile::tempdir().unwrap();
        check_refused(&folder.path().join("none/minutes.docx"), b"", "there is no folder");
        check_refused(folder.path(), b"", "is a folder, not a file");
        check_refused(Path::new(""), b"", "is a folder, not a file");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_never_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, b"theirs").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        check_refused(&link, b"ours", "is there already");
        write_export(&link, b"ours", true).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"theirs");
    }

    #[test]
    fn each_cause_has_its_own_sentence() {
        let sentence =
            |kind: ErrorKind| explained(&kind.into(), Path::new("x/minutes.docx"), Path::new("x")).to_string();
        assert!(sentence(ErrorKind::StorageFull).contains("is full. Free some space"));
        assert!(sentence(ErrorKind::PermissionDenied).contains("you may not write to x"));
        assert!(sentence(ErrorKind::ReadOnlyFilesystem).contains("you may not write to x"));
        assert!(sentence(ErrorKind::Interrupted).contains("could not be written"));
    }
}
