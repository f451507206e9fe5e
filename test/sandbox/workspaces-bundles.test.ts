import { describe, expect, it } from 'vitest';
import { bundle, company, image, minute, readyCompany, refusal } from './company.ts';

describe('a bundle', () => {
  it('is pending for a minute, then available', () => {
    const at = readyCompany();
    const input = bundle(at.imageId, { BundleName: 'power', ComputeType: { Name: 'POWER' }, RootStorage: { Capacity: '200' }, UserStorage: { Capacity: '100' } });
    const { WorkspaceBundle } = at.workspaces('CreateWorkspaceBundle', input);
    expect(WorkspaceBundle).toMatchObject({
      Name: 'power', Owner: '111122223333', ImageId: at.imageId, State: 'PENDING', ComputeType: { Name: 'POWER' },
      RootStorage: { Capacity: '200' }, UserStorage: { Capacity: '100' },
    });
    expect(WorkspaceBundle.BundleId).toMatch(/^wsb-[0-9a-z]{8,63}$/);
    at.pass(minute);
    expect(at.workspaces('DescribeWorkspaceBundles', { BundleIds: [WorkspaceBundle.BundleId] }).Bundles[0].State).toBe('AVAILABLE');
  });

  it('is refused from an image that is pending or in error', () => {
    const at = company();
    at.world.scenario.outcomes.push({ kind: 'image', nth: 1, message: 'No.' });
    const { ImageId } = at.workspaces('ImportWorkspaceImage', image());
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', bundle(ImageId)))).toBe('ResourceUnavailableException');
    at.pass(200 * minute);
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', bundle(ImageId)))).toBe('ResourceUnavailableException');
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', bundle('wsi-nosuchone')))).toBe('ResourceNotFoundException');
  });

  const invalid = 'InvalidParameterValuesException';
  it.each([
    ['STANDARD', '80', '10', 'accepted'],
    ['STANDARD', '80', '50', 'accepted'],
    ['STANDARD', '80', '100', 'accepted'],
    ['STANDARD', '80', '60', invalid],
    ['STANDARD', '100', '50', invalid],
    ['STANDARD', '175', '50', invalid],
    ['STANDARD', '175', '100', 'accepted'],
    ['STANDARD', '2000', '2000', 'accepted'],
    ['STANDARD', '2001', '100', invalid],
    ['STANDARD', undefined, '50', 'accepted'],
    ['STANDARD', undefined, '500', 'accepted'],
    ['STANDARD', '80 GB', '50', invalid],
    ['GENERALPURPOSE_4XLARGE', '80', '50', invalid],
    ['GENERALPURPOSE_4XLARGE', '175', '100', 'accepted'],
    ['VALUE', '80', '10', invalid],
    ['GRAPHICS_G4DN', '100', '100', invalid],
    ['GRAPHICSPRO', '100', '100', invalid],
  ])('of Windows 11 with %s, root %s and user volume %s is %s', (Name, root, user, expected) => {
    const at = readyCompany();
    const input = bundle(at.imageId, {
      BundleName: 'other', ComputeType: { Name }, UserStorage: { Capacity: user }, ...(root ? { RootStorage: { Capacity: root } } : {}),
    });
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', input))).toBe(expected);
  });

  it('with GPU needs a GPU image and at least 100 and 100 GiB', () => {
    const at = company();
    const { ImageId } = at.workspaces('ImportWorkspaceImage', image({ IngestionProcess: 'BYOL_GRAPHICS_G4DN_WSP' }));
    at.pass(100 * minute);
    const gpu = (root: string) => bundle(ImageId, { ComputeType: { Name: 'GRAPHICS_G4DN' }, RootStorage: { Capacity: root }, UserStorage: { Capacity: '100' } });
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', gpu('80')))).toBe(invalid);
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', bundle(ImageId)))).toBe(invalid);
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', gpu('100')))).toBe('accepted');
  });

  it('takes the smallest root volume that goes with its user volume when it names none', () => {
    const at = readyCompany();
    const root = (user: string) =>
      at.workspaces('CreateWorkspaceBundle', bundle(at.imageId, { BundleName: `with-${user}`, UserStorage: { Capacity: user } })).WorkspaceBundle.RootStorage.Capacity;
    expect([root('10'), root('100'), root('200')]).toEqual(['80', '80', '175']);
  });

  it('keeps its name to itself, and for two hours after it was deleted', () => {
    const at = readyCompany();
    const again = () => refusal(() => at.workspaces('CreateWorkspaceBundle', bundle(at.imageId)));
    expect(again()).toBe('ResourceAlreadyExistsException');
    at.workspaces('DeleteWorkspaceBundle', { BundleId: at.bundleId });
    expect(at.workspaces('DescribeWorkspaceBundles').Bundles).toEqual([]);
    at.pass(120 * minute - 1);
    expect(again()).toBe('ResourceAlreadyExistsException');
    at.pass(1);
    expect(again()).toBe('accepted');
  });

  it('is one of at most fifty, listed by twenty-five', () => {
    const at = readyCompany();
    for (let index = 1; index < 50; index += 1) at.workspaces('CreateWorkspaceBundle', bundle(at.imageId, { BundleName: `bundle-${index}` }));
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', bundle(at.imageId, { BundleName: 'one-more' })))).toBe('ResourceLimitExceededException');
    const first = at.workspaces('DescribeWorkspaceBundles');
    const second = at.workspaces('DescribeWorkspaceBundles', { NextToken: first.NextToken });
    expect([first.Bundles.length, second.Bundles.length, second.NextToken]).toEqual([25, 25, undefined]);
    expect(at.workspaces('DescribeWorkspaceBundles', { Owner: 'AMAZON' }).Bundles).toEqual([]);
    expect(refusal(() => at.workspaces('DescribeWorkspaceBundles', { Owner: 'AMAZON', BundleIds: [at.bundleId] }))).toBe(invalid);
  });

  it('is not deleted while WorkSpaces use it', () => {
    const at = readyCompany();
    at.workspaces('CreateWorkspaces', { Workspaces: [{ DirectoryId: 'd-906702f0a1', UserName: 'alice', BundleId: at.bundleId }] });
    expect(refusal(() => at.workspaces('DeleteWorkspaceBundle', { BundleId: at.bundleId }))).toBe('ResourceAssociatedException');
    expect(refusal(() => at.workspaces('DeleteWorkspaceBundle', { BundleId: 'wsb-nosuchone' }))).toBe('ResourceNotFoundException');
  });
});
