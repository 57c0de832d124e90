//! The store's folder: where things lie in it, who may read them, and on what disk it may lie.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::StoreError;

/// File systems that other machines can write to, where SQLite's locks and shared memory cannot be relied upon.
const NETWORK: [&str; 22] = [
    "9p",
    "afs",
    "afp",
    "afpfs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "gfs2",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "smb3",
    "smbfs",
];

/// The encrypted database in a store's folder.
pub(super) fn journal(folder: &Path) -> PathBuf {
    folder.join("journal.db")
}

/// The folder of the seats' drafts.
pub(super) fn drafts(folder: &Path) -> PathBuf {
    folder.join("drafts")
}

/// The folder of the key files.
pub(super) fn keys(folder: &Path) -> PathBuf {
    folder.join("keys")
}

/// A database's path with a suffix such as `-wal` after its whole name.
pub(super) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes the folder and the folders in it, readable by their owner alone.
pub(super) fn make(folder: &Path) -> Result<(), StoreError> {
    private_folder(folder)?;
    refuse_network(folder)?;
    private_folder(&drafts(folder))?;
    private_folder(&keys(folder))
}

fn private_folder(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).and_then(|()| set_mode(folder, 0o700)).map_err(StoreError::io("making", folder))
}

/// Makes an empty file of mode 0600 that was not there before.
pub(super) fn new_private_file(path: &Path) -> Result<File, StoreError> {
    let made = private(OpenOptions::new().write(true).create_new(true)).open(path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            StoreError::Exists { file: path.to_owned() }
        } else {
            StoreError::io("making", path)(error)
        }
    })?;
    set_mode(path, 0o600).map_err(StoreError::io("protecting", path))?;
    Ok(made)
}

/// Opens a lock file of mode 0600, making it where there is none.
pub(super) fn lock_file(path: &Path) -> Result<File, StoreError> {
    match new_private_file(path) {
        Err(StoreError::Exists { .. }) => File::open(path).map_err(StoreError::io("opening", path)),
        other => other,
    }
}

/// Puts a whole file in place at once: after a crash the old one or the new one is there, never a part.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let fresh = beside(path, ".new");
    remove_if_there(&fresh)?;
    let mut file = new_private_file(&fresh)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(StoreError::io("writing", &fresh))?;
    move_over(&fresh, path)
}

/// Renames a file over another and brings the rename to the disk.
pub(super) fn move_over(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(StoreError::io("replacing", to))?;
    to.parent().map_or(Ok(()), sync_folder)
}

/// Removes a file; one that is not there is as good.
pub(super) fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("removing", path)(error)),
        _ => Ok(()),
    }
}

/// Removes a database that nobody has open, with its log and shared memory.
pub(super) fn remove_database(database: &Path) -> Result<(), StoreError> {
    ["", "-wal", "-shm", "-journal"].iter().try_for_each(|suffix| remove_if_there(&beside(database, suffix)))
}

/// Brings the names in a folder to the disk.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(StoreError::io("syncing", folder))?;
    }
    Ok(())
}

/// The files directly in a folder whose names end in `ending`, sorted; none where there is no folder.
pub(super) fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, StoreError> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.map_err(StoreError::io("listing", folder))?,
    };
    let mut files = Vec::new();
    for item in listed {
        let path = item.map_err(StoreError::io("listing", folder))?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(ending)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Everything in the folder that others than its owner may touch, with its mode.
pub(super) fn too_open(folder: &Path) -> Result<Vec<(PathBuf, u32)>, StoreError> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        let about = match fs::symlink_metadata(&path) {
            // SQLite may take its own files away while we look.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            about => about.map_err(StoreError::io("reading", &path))?,
        };
        let mode = mode_of(&about);
        if mode & 0o077 != 0 {
            found.push((path.clone(), mode));
        }
        if about.is_dir() {
            left.extend(files_ending(&path, "")?);
        }
    }
    found.sort();
    Ok(found)
}

/// Refuses a folder on a network file system. Where the system has no `/proc/self/mountinfo` nothing is known, and
/// nothing is refused.
pub(super) fn refuse_network(folder: &Path) -> Result<(), StoreError> {
    let Ok(mounts) = fs::read_to_string("/proc/self/mountinfo") else { return Ok(()) };
    let whole = fs::canonicalize(folder).map_err(StoreError::io("finding", folder))?;
    match file_system(&mounts, &whole) {
        Some(kind) if NETWORK.contains(&kind) => {
            Err(StoreError::Network { folder: folder.to_owned(), kind: kind.to_owned() })
        }
        _ => Ok(()),
    }
}

/// The type of the file system that holds `path`, by the deepest and latest mount over it.
fn file_system<'a>(mountinfo: &'a str, path: &Path) -> Option<&'a str> {
    let mut deepest = (0, None);
    for line in mountinfo.lines() {
        // Fields: id, parent, device, root, mount point, options, optional fields …, "-", type, source, options.
        let Some((before, after)) = line.split_once(" - ") else { continue };
        let Some(point) = before.split(' ').nth(4).map(unescape) else { continue };
        let depth = Path::new(&point).components().count();
        if path.starts_with(&point) && depth >= deepest.0 {
            deepest = (depth, after.split(' ').next());
        }
    }
    deepest.1
}

/// Undoes the kernel's octal escapes of blanks and backslashes in a mount point.
fn unescape(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(point.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(unix)]
fn mode_of(about: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o777
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(not(unix))]
pub(super) fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn mode_of(_: &fs::Metadata) -> u32 {
    0o600
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
        40 22 0:40 / /srv/shared rw,relatime shared:9 - nfs4 files:/srv rw\n\
        41 22 0:41 / /srv/my\\040disk rw - cifs //files/x rw\n\
        42 40 8:2 / /srv/shared/local rw - xfs /dev/sdb1 rw\n";

    #[track_caller]
    fn check(path: &str, kind: &str) {
        assert_eq!(file_system(MOUNTS, Path::new(path)), Some(kind));
    }

    #[test]
    fn the_deepest_mount_over_a_folder_says_what_disk_it_is_on() {
        check("/home/county.mace", "ext4");
        check("/srv/shared/county.mace", "nfs4");
        check("/srv/shared/local/county.mace", "xfs");
        check("/srv/sharedness", "ext4");
        check("/srv/my disk/county.mace", "cifs");
    }

    #[test]
    fn a_replaced_file_is_private_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.age");
        replace_file(&file, b"one").unwrap();
        replace_file(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(mode_of(&fs::metadata(&file).unwrap()), 0o600);
        assert_eq!(files_ending(folder.path(), "").unwrap(), [file]);
    }
}
