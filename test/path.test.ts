import { describe, expect, it } from 'vitest';
import { droppedPath, isWindowsPath, pastedPath, quoted, systemPath, unreadableText } from '../source/path.ts';

describe('a path', () => {
  it.each([
    ['"C:\\VMs\\win 11.ova"', 'C:\\VMs\\win 11.ova'],
    ["  '/vms/win11.ova' ", '/vms/win11.ova'],
    [' /vms/a name.ova', ' /vms/a name.ova'],
    ['"', '"'],
  ])('pasted as %j', (typed, path) => expect(pastedPath(typed)).toBe(path));

  it.each([
    ['linux', '/vms/my\\ VM\\(1\\).ova', '/vms/my VM(1).ova'],
    ['linux', "'/vms/my VM.ova'", '/vms/my VM.ova'],
    ['linux', 'file:///vms/my%20VM.ova', '/vms/my VM.ova'],
    ['win32', 'file:///C:/VMs/my%20VM.ova', 'C:\\VMs\\my VM.ova'],
    ['win32', '"C:\\VMs\\my VM.ova"', 'C:\\VMs\\my VM.ova'],
    ['win32', 'C:\\VMs\\[old]\\x.ova', 'C:\\VMs\\[old]\\x.ova'],
    ['linux', 'C:\\VMs\\(old)\\x.ova', 'C:\\VMs\\(old)\\x.ova'],
    ['linux', 'vms\\win.ova', 'vms\\win.ova'],
    ['linux', 'file://%', 'file://%'],
  ] as const)('dropped on a terminal of %s as %j', (platform, typed, path) => expect(droppedPath(typed, platform)).toBe(path));

  it('with the long-path prefix keeps backslashes only', () => {
    expect(systemPath('//?/C:/VMs/win11.ova', 'win32')).toBe('\\\\?\\C:\\VMs\\win11.ova');
    expect(systemPath('\\\\?\\UNC\\nas\\vm/win11.ova', 'win32')).toBe('\\\\?\\UNC\\nas\\vm\\win11.ova');
    expect(systemPath('\\\\nas\\vm\\win11.ova', 'win32')).toBe('\\\\nas\\vm\\win11.ova');
    expect(systemPath('//?/x', 'linux')).toBe('//?/x');
  });

  it('is known for a Windows one, and quoted for the shell it goes to', () => {
    expect(['C:\\a', 'c:/a', '\\\\nas\\a', '\\\\?\\C:\\a', '/a', 'a\\b'].map(isWindowsPath)).toEqual([true, true, true, true, false, false]);
    expect(['/a/b.vmdk', '/a b.vmdk', '/a $b.vmdk', "/it's $b", 'C:\\a b.vmdk', 'C:\\a.vmdk'].map(quoted)).toEqual(['/a/b.vmdk', '"/a b.vmdk"', "'/a $b.vmdk'", `'/it'\\''s $b'`, '"C:\\a b.vmdk"', 'C:\\a.vmdk']);
  });

  it('that gives no file says why in words that follow it, and nothing of other errors', () => {
    const words = ['ENOENT', 'EACCES', 'EBUSY', 'EWEIRD'].map((code) => unreadableText(Object.assign(new Error('x'), { code })));
    expect(words).toEqual(['does not exist', 'may not be read by this user', 'is held open by another program', 'can not be read (EWEIRD)']);
    expect(unreadableText(new TypeError('x'))).toBeUndefined();
  });
});
