import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Change, Intent } from '../../source/step.ts';
import { image } from '../../steps/07-image.ts';
import type { ImageAnswers } from '../../steps/image/answers.ts';
import { fakeWork, intentOf, noon, refusal, type FakeOptions, type FakeWork, type Script } from './work.ts';

const answers: Partial<ImageAnswers> = { name: 'win11-24h2', description: 'Windows 11 24H2', protocol: 'dcv', compute: 'BASE', office: 'none' };
const amiId = 'ami-0123456789abcdef0';
const imageId = 'wsi-0123456789';

function workOf(options: FakeOptions<ImageAnswers> = {}): FakeWork<ImageAnswers> {
  return fakeWork<ImageAnswers>({ from: { checker: { windows: 'windows-11-24h2' }, import: { amiId } }, ...options, answers: { ...answers, ...options.answers } });
}

function changeOf(work: FakeWork<ImageAnswers>, id = 'image'): Change {
  return image.changes(work).find((change) => change.id === id) ?? expect.fail(`no change ${id}`);
}

const look = (options: FakeOptions<ImageAnswers>, intent?: Intent) => {
  const work = workOf(options);
  return changeOf(work).look(work, intent);
};

const listed = (fields: object = {}, tags: readonly { Key: string; Value: string }[] = [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }]): Script => ({
  'workspaces:DescribeWorkspaceImages': ({ NextToken }) => (NextToken ? { Images: [{ ImageId: imageId, Name: 'win11-24h2', Description: 'Windows 11 24H2', State: 'AVAILABLE', ...fields }] } : { Images: [{ ImageId: 'wsi-other', Name: 'other' }], NextToken: 'next' }),
  'workspaces:DescribeTags': { TagList: [...tags] },
});

describe('the image', () => {
  it.each<[string, Partial<ImageAnswers>, object]>([
    ['for DCV', {}, { IngestionProcess: 'BYOL_REGULAR_WSP' }],
    ['for PCoIP', { protocol: 'pcoip' }, { IngestionProcess: 'BYOL_REGULAR' }],
    ['for WorkSpaces with a GPU', { compute: 'GRAPHICS_G4DN' }, { IngestionProcess: 'BYOL_GRAPHICS_G4DN_WSP' }],
    ['with Office', { office: 'Microsoft_Office_2019' }, { IngestionProcess: 'BYOL_REGULAR_WSP', Applications: ['Microsoft_Office_2019'] }],
  ])('%s is sent so', async (_, chosen, input) => {
    const work = workOf({ answers: chosen, aws: { 'workspaces:ImportWorkspaceImage': { ImageId: imageId } } });
    expect(await changeOf(work).send!(work, intentOf('image', 'image'))).toEqual({ kind: 'ok', outputs: { imageId } });
    expect(work.called[0]?.input).toEqual({ Ec2ImageId: amiId, ImageName: 'win11-24h2', ImageDescription: 'Windows 11 24H2', Tags: [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }], ...input });
  });

  it('takes longer and costs more with Office, and says so before', () => {
    const [plain, office] = [workOf(), workOf({ answers: { office: 'Microsoft_Office_2019' } })].map((work) => changeOf(work));
    expect(office!.pace.expect[0]).toBeGreaterThan(plain!.pace.expect[0]);
    expect([plain!.billed, office!.billed]).toEqual([undefined, expect.stringMatching(/user and month.*pricing/)]);
  });

  it('has a name of its own in a later attempt, because a failed one keeps its name', () => {
    expect(changeOf(workOf({ attempt: 2 }))).toMatchObject({ naturalKey: 'win11-24h2-a2', call: { input: { ImageName: 'win11-24h2-a2' } } });
  });

  it.each<[string, object, object]>([
    ['AVAILABLE', {}, { state: 'done', outputs: { imageId, imageName: 'win11-24h2' } }],
    ['PENDING', { State: 'PENDING', Created: new Date(noon) }, { state: 'underway', note: expect.stringContaining('since 2026-11-21 12:00 UTC'), outputs: { imageId } }],
    ['ERROR with codes', { State: 'ERROR', ErrorDetails: [{ ErrorCode: 'DomainJoined', ErrorMessage: 'joined' }, { ErrorCode: 'BrandNewCode', ErrorMessage: 'What is this?' }] }, { state: 'blocked', problem: { code: 'image.error', what: expect.stringMatching(/domain[\s\S]*BrandNewCode: What is this\?/i), back: 'checker', raw: { code: 'DomainJoined' }, todo: expect.arrayContaining([expect.stringContaining('wizard resume contoso-euw1 --again export')]) } }],
    ['ERROR with one code', { State: 'ERROR', ErrorDetails: [{ ErrorCode: 'UEFINotSupported', ErrorMessage: 'm' }] }, { state: 'blocked', problem: { code: 'image.UEFINotSupported', exit: 1 } }],
    ['ERROR with words only', { State: 'ERROR', ErrorMessage: 'Something \u001b[31mred' }, { state: 'blocked', problem: { what: expect.stringMatching(/Something \\x1b\[31mred/) } }],
    ['ERROR without a reason', { State: 'ERROR' }, { state: 'blocked', problem: { what: expect.stringMatching(/no reason/) } }],
  ])('that is %s', async (_, fields, seen) => {
    expect(await look({ aws: listed(fields) })).toMatchObject(seen);
  });

  it.each<[string, readonly { Key: string; Value: string }[], object, Intent | undefined, string]>([
    ['tagged with this onboarding', [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }], {}, undefined, 'done'],
    ['tagged with another', [{ Key: 'wizard-byol:onboarding', Value: 'fabrikam' }], {}, intentOf('image', 'image'), 'foreign'],
    ['untagged, before anything was sent', [], {}, undefined, 'foreign'],
    ['untagged, after our own call, with our description', [], {}, intentOf('image', 'image'), 'done'],
    ['untagged, after our own call, with another description', [], { Description: 'theirs' }, intentOf('image', 'image'), 'foreign'],
  ])('of our name %s', async (_, tags, fields, intent, state) => {
    expect(await look({ aws: listed(fields, tags) }, intent)).toMatchObject({ state });
  });

  it('whose id AWS returned needs no tags to be known', async () => {
    const { 'workspaces:DescribeTags': _, ...aws } = listed();
    expect(await look({ aws, accepted: { image: { imageId } } }, intentOf('image', 'image'))).toMatchObject({ state: 'done' });
  });

  it('is absent where no page lists its name', async () => {
    expect(await look({ aws: { 'workspaces:DescribeWorkspaceImages': { Images: [] } } })).toEqual({ state: 'absent' });
  });

  it('refused for its quota is explained', async () => {
    const work = workOf({ aws: { 'workspaces:ImportWorkspaceImage': () => { throw refusal('workspaces:ImportWorkspaceImage', 'ResourceLimitExceededException', 'The account has 40 images.'); } } });
    const outcome = await changeOf(work).send!(work, intentOf('image', 'image'));
    expect(outcome).toMatchObject({ kind: 'refused', problem: { todo: expect.any(Array), raw: { code: 'ResourceLimitExceededException' } } });
  });
});

describe('the language of Office', () => {
  const folderOf = () => {
    const folder = mkdtempSync(join(tmpdir(), 'byol-image-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };

  it('comes as a registry file, a script and a guide, written once', async () => {
    const folder = folderOf();
    const work = workOf({ folder, answers: { office: 'Microsoft_Office_2019', officeLanguage: 'ja-JP' } });
    const change = changeOf(work, 'office-language');
    expect(await change.look(work)).toEqual({ state: 'absent' });
    expect(await change.send!(work, intentOf('image', 'office-language'))).toMatchObject({ kind: 'ok' });
    expect(await change.look(work)).toMatchObject({ state: 'done', outputs: { files: [`${folder}/office-ja-JP.reg`, `${folder}/office-ja-JP.ps1`, `${folder}/office-ja-JP-gpo.md`] } });
    expect(readFileSync(`${folder}/office-ja-JP.reg`).toString('utf16le')).toMatch(/^\ufeffWindows Registry[\s\S]*"UILanguage"=dword:00000411\r\n/);
    expect(readFileSync(`${folder}/office-ja-JP.ps1`, 'utf8')).toContain('1041');
    expect(readFileSync(`${folder}/office-ja-JP-gpo.md`, 'utf8')).toContain('Japanese');
  });

  it('that can not be written is told in words', async () => {
    const work = workOf({ folder: '/nowhere', answers: { office: 'Microsoft_Office_2019', officeLanguage: 'ja-JP' } });
    expect(await changeOf(work, 'office-language').send!(work, intentOf('image', 'office-language'))).toMatchObject({ kind: 'refused', problem: { code: 'image.files-unwritten', back: 'image' } });
  });

  it.each([[{ office: 'none', officeLanguage: 'ja-JP' }], [{ office: 'Microsoft_Office_2019' }]])('is nobody’s business with %o', (chosen) => {
    expect(image.changes(workOf({ answers: chosen })).map(({ id }) => id)).toEqual(['image']);
  });

  it('is one of the 40, spelled as Office does', () => {
    const { schema } = image.questions.find(({ key }) => key === 'officeLanguage')!;
    expect([schema.safeParse('sr-latn-RS').success, schema.safeParse('ja-JP').success]).toEqual([true, true]);
    expect(schema.safeParse('ja-jp').error?.issues[0]?.message).toContain('did you mean ja-JP?');
    expect(schema.safeParse('tlh-QO').error?.issues[0]?.message).toContain('uk-UA');
  });
});

describe('the findings', () => {
  it.each<[string, FakeOptions<ImageAnswers>, string[]]>([
    ['nothing for Windows 11 by DCV', {}, []],
    ['PCoIP with Windows 11', { answers: { protocol: 'pcoip' } }, ['blocker image.windows-11-pcoip', 'warning image.pcoip-new-customers']],
    ['Office 2016 on Windows 11', { answers: { office: 'Microsoft_Office_2016' } }, ['blocker image.office-2016-windows-11', 'warning image.office-out-of-support', 'info image.ingestion-time-office', 'info image.office-language']],
    ['Office on a GPU image', { answers: { office: 'Microsoft_Office_2019', compute: 'GRAPHICS_G4DN' } }, ['blocker image.office-gpu-windows-11', 'warning image.office-out-of-support', 'info image.ingestion-time-office', 'info image.office-language']],
    ['a Windows that nobody named', { from: { import: { amiId } } }, ['warning image.windows-unknown']],
  ])('tell of %s', async (_, options, rules) => {
    expect((await image.findings!(workOf(options))).map(({ rule, level }) => `${level} ${rule}`)).toEqual(rules);
  });

  it('know the one Region whose Office language is documented, and say where none is', async () => {
    const told = async (region: string, officeLanguage?: string) =>
      (await image.findings!(workOf({ region, answers: { office: 'Microsoft_Office_2019', ...(officeLanguage && { officeLanguage }) } }))).find(({ rule }) => rule === 'image.office-language');
    expect(await told('ap-northeast-1', 'ja-JP')).toMatchObject({ title: 'Office comes in Japanese in ap-northeast-1.', certainty: 'seen' });
    expect((await told('eu-west-1', 'de-DE'))?.title).toMatch(/publishes none\. For de-DE/);
    expect(await told('eu-west-1')).toMatchObject({ certainty: 'unknown', fix: expect.stringContaining('image.officeLanguage') });
  });

  it('shows what speaks against a choice beside it', async () => {
    const protocols = await image.questions.find(({ key }) => key === 'protocol')!.choices!(workOf());
    expect(protocols.find(({ value }) => value === 'pcoip')?.hint).toBe('PCoIP does not stream Windows 11');
  });
});

it('the step hands on the id and the name that AWS has', () => {
  expect(image.outputs(workOf({ made: { image: { imageId, imageName: 'win11-24h2-a2' } } }))).toEqual({ imageId, imageName: 'win11-24h2-a2' });
});
