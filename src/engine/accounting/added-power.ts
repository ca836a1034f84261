import type { Case } from '../case/case.ts';

/**
 * How much a case adds to another of the same model and season, MW: the mean over the dispatched hours in which they
 * differ of load added, section limits raised, more accepted by receivers, electric storage, and floors of thermal
 * plants lowered; less where the opposite is done. Null where none of these differ.
 */
export function addedPower(base: Case, other: Case): number | null {
  let sum = 0;
  let hours = 0;
  for (let t = base.from; t < base.to; t++) {
    const added = inForce(other, t) - inForce(base, t);
    if (Math.abs(added) < 1e-9) continue;
    sum += added;
    hours++;
  }
  return hours > 0 ? sum / hours : null;
}

/** All of it in one hour of the season, MW; only differences mean anything. */
function inForce(c: Case, t: number): number {
  const hourly = (table: Float64Array): number => columnSum(table, c.hours, t);
  const hour = c.start + t;
  const storage = c.storages.power.reduce(
    (sum, mw, s) => sum + (hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? mw : 0),
    0,
  );
  return (
    hourly(c.zones.load) +
    hourly(c.zones.interruptibleLoad) +
    accepted(c, t) +
    hourly(c.sections.limit) +
    storage -
    hourly(c.thermal.mustRun)
  );
}

/** Lines of a group accept together what the group does. */
function accepted({ exports: { most, groups }, hours }: Case, t: number): number {
  const alone = Array.from({ length: most.length / hours }, (_, e) =>
    (groups?.of[e] ?? -1) >= 0 ? 0 : most[e * hours + t],
  ).reduce((sum, mw) => sum + mw, 0);
  return alone + (groups ? columnSum(groups.most, hours, t) : 0);
}

function columnSum(table: Float64Array, columns: number, column: number): number {
  let sum = 0;
  for (let at = column; at < table.length; at += columns) sum += table[at];
  return sum;
}
