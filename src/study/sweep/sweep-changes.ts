import type { EnergyDisposition } from '../../engine/accounting/disposition.ts';
import type { Model } from '../../system/model/model.ts';
import type { SweepChange } from '../base/sweep-change.ts';
import type { Channel, ChannelChange } from './sweep-result.ts';
import { gwh, ratio } from '../run/run-result.ts';
import { effectOf, goneTo, type SolvedPoint } from './sweep-points.ts';

type Kind = SweepChange['kind'];
export type NameOf = (kind: Kind, id: string, pocket: string | null) => SweepChange['name'];

/**
 * What a table row calls a section, line or corridor; a corridor goes by the zones at its ends, the link of a pocket by
 * its pocket.
 */
export function namesOf({ tables }: Model): NameOf {
  const named = (
    rows: readonly { readonly id: string; readonly name_en: string; readonly name_zh: string }[],
    id: string,
  ): SweepChange['name'] => {
    const row = rows.find((one) => one.id === id);
    return row ? { en: row.name_en, zh: row.name_zh } : { en: id, zh: id };
  };
  return (kind, id, pocket) => {
    if (kind !== 'corridor') return named(kind === 'section' ? tables.sections : tables.exports, id);
    if (pocket !== null) return named(tables.pockets, pocket);
    const ends = tables.corridors.find((row) => row.id === id);
    if (!ends) return { en: id, zh: id };
    const [from, to] = [named(tables.zones, ends.from), named(tables.zones, ends.to)];
    return { en: `${from.en} - ${to.en}`, zh: `${from.zh}—${to.zh}` };
  };
}

/**
 * Of everything with a limit, in the worlds asked for, what lets through most more or less energy at its limit from one
 * point to the other; null where nothing differs.
 */
export function mostChanged(
  before: SolvedPoint,
  after: SolvedPoint,
  nameOf: NameOf,
  worlds: readonly SweepChange['world'][] = ['reference', 'counterfactual'],
): SweepChange | null {
  const candidates = worlds.flatMap((world) => {
    const [a, b] = [before, after].map((point) => (world === 'reference' ? point.kept : point.removed).limits);
    return a.map(({ kind, id, pocket, hours, mwh }, i) => ({
      kind,
      id,
      pocket,
      world,
      hours_at_limit: [hours, b[i].hours],
      at_limit_gwh: [gwh(mwh), gwh(b[i].mwh)],
    }));
  });
  const change = ({ at_limit_gwh: [a, b] }: { readonly at_limit_gwh: readonly number[] }): number => Math.abs(b - a);
  const most = candidates.reduce((best, candidate) => (change(candidate) > change(best) ? candidate : best));
  return change(most) > 0 ? { ...most, name: nameOf(most.kind, most.id, most.pocket) } : null;
}

const CHANNELS = [
  ['spilled_outside_statistic', 'spilledOutsideStatistic'],
  ['forced_spill', 'forcedSpill'],
  ['storage', 'storage'],
  ['head_and_routing', 'headAndRouting'],
  ['export', 'exports'],
  ['thermal', 'thermal'],
  ['renewables', 'renewables'],
  ['import', 'imports'],
  ['unserved', 'unserved'],
  ['losses', 'losses'],
] as const satisfies readonly (readonly [Channel, keyof EnergyDisposition])[];

/**
 * The use of freed energy, curtailment in the statistic apart, that takes most more or less of each MWh from the first
 * step to the second; null where a step frees none.
 */
export function channelChange(
  first: readonly [SolvedPoint, SolvedPoint],
  second: readonly [SolvedPoint, SolvedPoint],
): ChannelChange | null {
  const [a, b] = [shares(first), shares(second)];
  if (a === null || b === null) return null;
  const changes = CHANNELS.map(([channel], k) => ({ channel, share: [a[k], b[k]] }));
  return changes.reduce((best, one) =>
    Math.abs(one.share[1] - one.share[0]) > Math.abs(best.share[1] - best.share[0]) ? one : best,
  );
}

function shares([before, after]: readonly [SolvedPoint, SolvedPoint]): readonly number[] | null {
  const freed = effectOf(after).energy - effectOf(before).energy;
  const [a, b] = [goneTo(before), goneTo(after)];
  const found = CHANNELS.map(([, term]) => ratio(gwh(b[term] - a[term]), freed));
  return found.every((share) => share !== null) ? found : null;
}
