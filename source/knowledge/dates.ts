/** A day: an ISO date, or milliseconds since 1970 as a run's clock gives them. */
export type When = string | number;

/** The day as `YYYY-MM-DD`. */
export function isoDate(when: When): string {
  return typeof when === 'number' ? new Date(when).toISOString().slice(0, 10) : when;
}
