/** What the SDK's XML serializers need to know; times are ISO 8601 unless a trait says otherwise. */
export function xmlSettings(namespace: string) {
  return {
    timestampFormat: { useTrait: true, default: 5 as const },
    httpBindings: true,
    xmlNamespace: namespace,
    serviceNamespace: 'sandbox',
  };
}

/** Text that is safe between two tags. */
export function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
