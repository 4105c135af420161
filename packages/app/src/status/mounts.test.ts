import { describe, expect, it } from 'vitest';
import { fileSystemOf, isRemote } from './mounts.ts';

const MOUNTS = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /srv/share rw - cifs //nas/share rw
41 22 0:41 / /srv/my\\040disk rw - nfs4 nas:/disk rw
42 22 8:2 / /srv/share/local rw - xfs /dev/sdb1 rw
`;

describe('fileSystemOf', () => {
  it.each([
    ['/home/ada', 'ext4'],
    ['/srv/share/data', 'cifs'],
    ['/srv/shared', 'ext4'],
    ['/srv/my disk/data', 'nfs4'],
    ['/srv/share/local/data', 'xfs'],
  ])('finds the mount %s lies on', (path, type) => {
    expect(fileSystemOf(path, MOUNTS)).toBe(type);
  });

  it('knows nothing without the list of mounts', () => {
    expect(fileSystemOf('/home', '')).toBeNull();
  });
});

describe('isRemote', () => {
  it('warns of shares and of fuse, not of local disks', () => {
    expect(['nfs4', 'cifs', 'smb3', '9p', 'fuse.sshfs'].every(isRemote)).toBe(true);
    expect(['ext4', 'xfs', 'btrfs', 'overlay', 'tmpfs', 'zfs'].some(isRemote)).toBe(false);
  });
});
