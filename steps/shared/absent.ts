import { errorCode } from '../../source/aws/errors.ts';

/** What `reading` gives, or undefined where AWS answers with one of `codes`: it is not there. */
export async function unlessAbsent<Value>(reading: Promise<Value>, ...codes: readonly string[]): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (codes.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}
