import { describe, expect, it } from 'vitest';
import { bundle, company, image, minute, readyCompany, refusal, type Company, type Answer } from './company.ts';

const only = (at: Company) => at.workspaces('DescribeWorkspaceImages').Images[0];

describe('a BYOL image', () => {
  it('is pending for a hundred minutes, then available and of dedicated tenancy', () => {
    const at = company();
    const { ImageId } = at.workspaces('ImportWorkspaceImage', image({ Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(ImageId).toMatch(/^wsi-[0-9a-z]{9,63}$/);
    at.pass(100 * minute - 1);
    expect(only(at)).toMatchObject({ ImageId, Name: 'win11', Description: 'Windows 11', State: 'PENDING', RequiredTenancy: 'DEDICATED', OwnerAccountId: '111122223333' });
    at.pass(1);
    expect(only(at).State).toBe('AVAILABLE');
    expect(only(at)).not.toHaveProperty('Tags');
    expect(at.workspaces('DescribeTags', { ResourceId: ImageId }).TagList).toEqual([{ Key: 'a', Value: 'b' }]);
  });

  it('takes over three hours with Office', () => {
    const at = company();
    at.workspaces('ImportWorkspaceImage', image({ Applications: ['Microsoft_Office_2019'] }));
    at.pass(190 * minute - 1);
    expect(only(at).State).toBe('PENDING');
    at.pass(1);
    expect(only(at).State).toBe('AVAILABLE');
  });

  it.each([
    ['PCoIP on Windows 11', { IngestionProcess: 'BYOL_REGULAR' }, 'ProtocolOSIncompatibility'],
    ['PCoIP on Windows 10', { IngestionProcess: 'BYOL_REGULAR', Ec2ImageId: 'ami-00000010' }, undefined],
    ['DCV on Windows 10', { Ec2ImageId: 'ami-00000010' }, undefined],
  ])('of %s ends well or in the documented error', (_, changes, code) => {
    const at = company();
    at.workspaces('ImportWorkspaceImage', image(changes));
    at.pass(100 * minute);
    expect(only(at).State).toBe(code ? 'ERROR' : 'AVAILABLE');
    expect(only(at).ErrorDetails?.[0].ErrorCode).toBe(code);
  });

  it.each([
    ['Windows 10', 'uefi', 'UEFINotSupported'],
    ['Windows 11', 'legacy-bios', 'IncompatiblePartitioning'],
  ] as const)('of %s that boots by %s ends in %s', (windows, bootMode, code) => {
    const at = company();
    Object.assign(at.world.ec2.images[0]!, { windows, bootMode });
    at.workspaces('ImportWorkspaceImage', image());
    at.pass(100 * minute);
    expect(only(at)).toMatchObject({ State: 'ERROR', ErrorDetails: [{ ErrorCode: code }] });
  });

  it.each([[79, undefined], [80, 'DiskSizeExceeded']])('of a disk of %i GiB ends with the error %s', (sizeGib, code) => {
    const at = company();
    Object.assign(at.world.ec2.images[0]!, { sizeGib });
    at.workspaces('ImportWorkspaceImage', image());
    at.pass(100 * minute);
    expect(only(at).ErrorDetails?.[0].ErrorCode).toBe(code);
  });

  it('ends as the scenario says, with all its codes, and keeps its name; the next one ends well', () => {
    const at = company();
    at.world.scenario.outcomes.push({ kind: 'image', nth: 1, message: 'The image failed.', codes: ['DiskFreeSpace', 'DomainJoined'] });
    at.workspaces('ImportWorkspaceImage', image());
    at.pass(100 * minute);
    expect(only(at)).toMatchObject({ State: 'ERROR', ErrorMessage: 'The image failed.' });
    expect(only(at).ErrorDetails.map(({ ErrorCode }: Answer) => ErrorCode)).toEqual(['DiskFreeSpace', 'DomainJoined']);
    expect(only(at).ErrorDetails[0].ErrorMessage).toMatch(/20 GB/);
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image()))).toBe('ResourceAlreadyExistsException');
    at.workspaces('ImportWorkspaceImage', image({ ImageName: 'win11-2' }));
    at.pass(100 * minute);
    expect(at.workspaces('DescribeWorkspaceImages').Images[1].State).toBe('AVAILABLE');
  });

  it.each([
    ['an AMI that is not there', { Ec2ImageId: 'ami-0000dead' }, 'ResourceNotFoundException'],
    ['an AMI that is still being imported', { Ec2ImageId: 'ami-000000ff' }, 'ResourceNotFoundException'],
    ['an encrypted AMI', { Ec2ImageId: 'ami-000000ee' }, 'OperationNotSupportedException'],
    ['two applications', { Applications: ['Microsoft_Office_2016', 'Microsoft_Office_2019'] }, 'InvalidParameterValuesException'],
    ['Office 2016 on Windows 11', { Applications: ['Microsoft_Office_2016'] }, 'InvalidParameterValuesException'],
    ['Office on a GPU image of Windows 11', { IngestionProcess: 'BYOL_GRAPHICS_G4DN_WSP', Applications: ['Microsoft_Office_2019'] }, 'InvalidParameterValuesException'],
    ['a protocol of one\'s own', { IngestionProcess: 'BYOL_REGULAR_BYOP' }, 'OperationNotSupportedException'],
    ['an ended bundle family', { IngestionProcess: 'BYOL_GRAPHICSPRO' }, 'OperationNotSupportedException'],
    ['a reserved tag', { Tags: [{ Key: 'aws:x', Value: '' }] }, 'InvalidParameterValuesException'],
  ])('is not begun from %s', (_, changes, code) => {
    const at = company();
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image(changes)))).toBe(code);
    expect(at.world.workspaces.images).toEqual([]);
  });

  it('needs the consent to BYOL but no management range', () => {
    const at = company();
    at.world.workspaces.consented = false;
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image()))).toBe('AccessDeniedException');
    at.world.workspaces.consented = true;
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image()))).toBe('accepted');
  });

  it('is one of at most forty', () => {
    const at = company();
    for (let index = 0; index < 40; index += 1) at.workspaces('ImportWorkspaceImage', image({ ImageName: `image-${index}` }));
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image()))).toBe('ResourceLimitExceededException');
    const first = at.workspaces('DescribeWorkspaceImages');
    const second = at.workspaces('DescribeWorkspaceImages', { NextToken: first.NextToken });
    expect([first.Images.length, second.Images.length, second.NextToken]).toEqual([25, 15, undefined]);
    expect(at.workspaces('DescribeWorkspaceImages', { MaxResults: 7 }).Images).toHaveLength(7);
    expect(at.workspaces('DescribeWorkspaceImages', { ImageIds: [first.Images[3].ImageId, 'wsi-nosuchone'] }).Images).toEqual([first.Images[3]]);
    expect(at.workspaces('DescribeWorkspaceImages', { ImageType: 'SHARED' }).Images).toEqual([]);
  });

  it('that listings do not show yet still holds its name', () => {
    const at = company();
    at.lag(5 * minute);
    at.workspaces('ImportWorkspaceImage', image());
    expect(at.workspaces('DescribeWorkspaceImages').Images).toEqual([]);
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image()))).toBe('ResourceAlreadyExistsException');
    at.pass(5 * minute);
    expect(at.workspaces('DescribeWorkspaceImages').Images).toHaveLength(1);
  });

  it('is deleted after its bundles, never while it is made, and its name is free at once', () => {
    const at = readyCompany();
    const remove = (ImageId: string) => refusal(() => at.workspaces('DeleteWorkspaceImage', { ImageId }));
    const { ImageId } = at.workspaces('ImportWorkspaceImage', image({ ImageName: 'other' }));
    expect(remove(ImageId)).toBe('InvalidResourceStateException');
    expect(remove(at.imageId)).toBe('ResourceAssociatedException');
    at.workspaces('DeleteWorkspaceBundle', { BundleId: at.bundleId });
    expect(remove(at.imageId)).toBe('accepted');
    expect(remove(at.imageId)).toBe('ResourceNotFoundException');
    expect(refusal(() => at.workspaces('CreateWorkspaceBundle', bundle(at.imageId)))).toBe('ResourceNotFoundException');
    expect(refusal(() => at.workspaces('ImportWorkspaceImage', image()))).toBe('accepted');
  });
});
