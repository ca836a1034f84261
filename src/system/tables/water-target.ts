/**
 * `2020:6` as water year and month, `2021:6:west+east` with the groups of gauges that it is for (none: all gauges);
 * null for any other text.
 */
export function waterTarget(
  target: string,
): { readonly waterYear: string; readonly month: number; readonly groups: readonly string[] } | null {
  const m = /^([a-z0-9-]{1,32}):(1[0-2]|[1-9])(?::([a-z0-9-]+(?:\+[a-z0-9-]+)*))?$/.exec(target);
  return m ? { waterYear: m[1], month: Number(m[2]), groups: m[3]?.split('+') ?? [] } : null;
}
