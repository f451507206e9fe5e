/** Keeps the last `most` results of `load`, so that neighbouring reads share one table entry or one inflated grain. */
export function remember<Value>(most: number, load: (key: number) => Promise<Value>): (key: number) => Promise<Value> {
  const kept = new Map<number, Value>();
  return async (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = await load(key);
    kept.set(key, value);
    if (kept.size > most) kept.delete(kept.keys().next().value as number);
    return value;
  };
}
