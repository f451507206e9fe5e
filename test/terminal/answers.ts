import type { Handler } from './drive.ts';

/** A question of the line-by-line front end that is open; one that is answered begins with a tick. */
function asked(words: string): RegExp {
  return new RegExp(`^\\? ${words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`, 'm');
}

/** The example's onboarding as somebody at the terminal answers it. What is not here takes what is offered. */
export const exampleAnswers: readonly Handler[] = [
  { when: asked('How many WorkSpaces without a GPU'), type: '120' },
  { when: asked('Does your agreement with Microsoft allow'), type: 'y' },
  { when: asked('Which address ranges does your organisation use'), type: '10.0.0.0/12' },
  { when: asked('Type 10.'), type: (screen) => /Type (\S+) to go on/.exec(screen)?.[1] ?? '' },
  { when: asked('Which Windows is on the VM?'), choose: 'Windows 11 Enterprise 24H2' },
  { when: asked('Which files did the checker write?'), type: 'examples/checker/*.txt' },
  { when: asked('Which hypervisor runs the VM?'), choose: 'VMware' },
  { when: asked('Where is the exported file'), type: 'examples/win11.ova' },
  { when: asked('Should AWS add Microsoft Office'), choose: '2019' },
  { when: asked('Directory whose users get WorkSpaces'), choose: 'd-906702f0a1' },
  { when: asked('Organizational unit'), type: 'OU=Desktops,DC=contoso,DC=com' },
  { when: asked('Users who get a WorkSpace'), type: 'alice' },
  { when: asked('Name of the bundle') },
  { when: /^\? .*/m, times: 30, optional: true },
];
