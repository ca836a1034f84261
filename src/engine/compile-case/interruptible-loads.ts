import { isRemoval, removalSteps, shareInForce } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { knownIndex } from './known-index.ts';
import { drawn, loadParts, type LoadPart } from './load-parts.ts';
import type { Season } from './season.ts';

const addedLoads = ({ measures }: ResolvedScenario) =>
  measures.filter((m) => m.type === 'add-load').filter((m) => m.size > 0);

const removalsOf = ({ measures }: ResolvedScenario) =>
  measures
    .filter(isRemoval)
    .filter((m) => m.size > 0)
    .map((m) => ({ load: m.load, persistence: m.persistence, steps: removalSteps(m) }));

/**
 * Named and added loads by slot (one a zone and cost): what they really draw, and what plans believe as removals
 * become known.
 */
export function compileInterruptible(
  model: Model,
  scenario: ResolvedScenario,
  season: Season,
  zoneIndex: Map<string, number>,
) {
  const hours = season.days * 24;
  const parts = loadParts(scenario);
  const added = addedLoads(scenario);
  const { interruptibleZone, interruptibleCost, places, addedPlaces } = slotsOf(model, parts, added, zoneIndex);
  const removals = removalsOf(scenario);
  const wanted = parts.map((p) => Float64Array.from({ length: hours }, (_, t) => drawn(p, season.start + t)));
  const belief = (known: number, taken = removals): Float64Array => {
    const table = new Float64Array(interruptibleZone.length * hours);
    const left = sharesLeft(season, known, taken);
    parts.forEach((p, at) => {
      const [to, own, share] = [places[at] * hours, wanted[at], left.get(p.load)];
      if (share) for (let t = 0; t < hours; t++) table[to + t] += own[t] * share[t];
      else for (let t = 0; t < hours; t++) table[to + t] += own[t];
    });
    added.forEach((m, at) => {
      if (m.start > known) return;
      for (let t = 0; t < hours; t++)
        table[addedPlaces[at] * hours + t] += m.size * shareInForce(m.start, m.end, m.ramp, season.start + t);
    });
    return table;
  };
  const changes = [...removals.flatMap((r) => r.steps.map((s) => s.start)), ...added.map((m) => m.start)];
  const revisionHour = [
    -1_000_000_000,
    ...new Set(changes.filter((h) => h > season.start && h < season.start + hours).sort((a, b) => a - b)),
  ];
  const beliefs = revisionHour.map((known) => belief(Math.max(known, season.start)));
  const revisionLoad = new Float64Array(beliefs.length * interruptibleZone.length * hours);
  beliefs.forEach((b, r) => revisionLoad.set(b, r * b.length));
  return {
    interruptibleZone: Int32Array.from(interruptibleZone),
    interruptibleCost: Float64Array.from(interruptibleCost),
    interruptibleLoad: belief(Infinity),
    revisionHour: Int32Array.from(revisionHour),
    revisionLoad,
    changes,
    /** the same with nothing removed, MW [slot * hours] */
    kept: (): Float64Array => belief(Infinity, []),
  };
}

/** The slots in the order in which loads first use them, and for each part and added load the position of its slot. */
function slotsOf(
  model: Model,
  parts: readonly LoadPart[],
  added: ReturnType<typeof addedLoads>,
  zoneIndex: Map<string, number>,
) {
  const pocketOf = new Map(model.tables.pockets.map((p) => [p.prefecture, p.id]));
  const zoneOf = (p: LoadPart): number =>
    knownIndex(
      zoneIndex,
      'zone',
      (p.connection === 'direct' ? pocketOf.get(p.prefecture) : undefined) ??
        model.tables.prefectures.find((r) => r.id === p.prefecture)?.zone ??
        p.prefecture,
      `loads[${p.load}].shares.${p.prefecture}`,
    );
  const keys = new Map<string, number>();
  const interruptibleZone: number[] = [];
  const interruptibleCost: number[] = [];
  const slot = (zone: number, cost: number): number => {
    const key = `${zone}|${cost}`;
    const known = keys.get(key);
    if (known !== undefined) return known;
    keys.set(key, interruptibleZone.length);
    interruptibleCost.push(cost);
    return interruptibleZone.push(zone) - 1;
  };
  const places = parts.map((p) => slot(zoneOf(p), p.cost));
  const addedPlaces = added.map((m) =>
    slot(knownIndex(zoneIndex, 'zone', m.zone, `measures[${m.id}].zone`), m.interruption_yuan_per_mwh),
  );
  return { interruptibleZone, interruptibleCost, places, addedPlaces };
}

/** Share that is left of each removed load by hour of the season, removals up to an hour index being known. */
function sharesLeft(season: Season, known: number, taken: ReturnType<typeof removalsOf>): Map<string, Float64Array> {
  const hours = season.days * 24;
  return new Map(
    [...new Set(taken.map(({ load }) => load))].map((load) => {
      const removed = new Float64Array(hours);
      for (const { steps, persistence } of taken.filter((r) => r.load === load)) {
        for (const { start, end, ramp, share } of steps) {
          if (start > known) continue;
          const whole = share * persistence;
          for (let t = Math.max(0, start - season.start); t < hours; t++)
            removed[t] += whole * shareInForce(start, end, ramp, season.start + t);
        }
      }
      return [load, removed.map((share) => 1 - Math.min(1, share))];
    }),
  );
}
