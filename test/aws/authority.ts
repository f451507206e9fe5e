import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate authority of one's own, made in memory: what an organisation's TLS-inspecting proxy has. */
export type Authority = {
  readonly certificate: string;
  /** Key and certificate of a server for these host names (`*.example.com` too) and addresses. */
  issue(names: readonly string[]): { readonly key: string; readonly cert: string };
};

export function makeAuthority(name = 'Test Authority'): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = certify({ subject: name, issuer: name, key: keys.publicKey, by: keys.privateKey, extensions: [extension('2.5.29.19', sequence(boolean(true)), true)] });
  return {
    certificate,
    issue(names) {
      const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = sequence(...names.map((one) => (/^[\d.]+$/.test(one) ? tagged(0x87, Buffer.from(one.split('.').map(Number))) : tagged(0x82, Buffer.from(one)))));
      const cert = certify({ subject: names[0] ?? 'server', issuer: name, key: server.publicKey, by: keys.privateKey, extensions: [extension('2.5.29.17', alternatives)] });
      return { key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
    },
  };
}

type Request = { subject: string; issuer: string; key: KeyObject; by: KeyObject; extensions: Buffer[] };

/** X.509 version 3 in DER (RFC 5280), signed with ECDSA and SHA-256, good for a day either way. */
function certify({ subject, issuer, key, by, extensions }: Request): string {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'));
  const day = 86_400_000;
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(issuer),
    sequence(time(Date.now() - day), time(Date.now() + day)),
    nameOf(subject),
    key.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, by);
  const whole = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.from([value ? 255 : 0]));
}

function time(at: number): Buffer {
  return tagged(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}

function nameOf(common: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId('2.5.4.3'), tagged(0x0c, Buffer.from(common)))));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), tagged(0x04, value));
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const groups = rest.map((number) => {
    const bytes = [number & 127];
    for (let left = number >> 7; left; left >>= 7) bytes.unshift((left & 127) | 128);
    return bytes;
  });
  return tagged(0x06, Buffer.from([first * 40 + second, ...groups.flat()]));
}
