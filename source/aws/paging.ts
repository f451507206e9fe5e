/** Output members that name the next page, with the input members that ask for it. S3's come in pairs. */
const markers: readonly (readonly [output: string, input: string])[] = [
  ['NextToken', 'NextToken'],
  ['NextMarker', 'Marker'],
  ['Marker', 'Marker'],
  ['NextKeyMarker', 'KeyMarker'],
  ['NextUploadIdMarker', 'UploadIdMarker'],
  ['NextPartNumberMarker', 'PartNumberMarker'],
  ['NextContinuationToken', 'ContinuationToken'],
];

/** What to add to the input for the next page; undefined after the last one. Where `IsTruncated` is given, it decides. */
export function nextPage(page: object): object | undefined {
  const members = page as { readonly [name: string]: unknown };
  if (members['IsTruncated'] === false) return undefined;
  const next = markers.filter(([output]) => members[output] !== undefined && members[output] !== null && members[output] !== '');
  return next.length ? Object.fromEntries(next.map(([output, input]) => [input, members[output]])) : undefined;
}
