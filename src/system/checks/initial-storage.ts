import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { holdsNoWater, mustBeKnown } from '../words/known.ts';

/**
 * Storage that a scenario states for the start of its window: known stations with storage, each once, no more than they
 * hold.
 */
export const checkInitialStorage = ({ initial_storage: stated }: ResolvedScenario, { stations }: Tables): Problem[] =>
  stated.flatMap(({ station, storage_hm3: hm3 }, i) => {
    const path = `initial_storage[${i}]`;
    const row = stations.find(({ id }) => id === station);
    if (row === undefined)
      return mustBeKnown(
        'station',
        `${path}.station`,
        station,
        stations.map(({ id }) => id),
        'stations.csv',
      );
    const problems: Problem[] = [];
    if (stated.findIndex((other) => other.station === station) < i) {
      problems.push(
        problem(
          'duplicate-storage',
          `${path}.station`,
          station,
          'each station once',
          `the storage of "${station}" is stated twice`,
          'keep one of them',
        ),
      );
    }
    const full = row.usable_storage_hm3;
    if (full <= 0) problems.push(holdsNoWater(`${path}.station`, station));
    else if (hm3 !== undefined && hm3 > full) {
      problems.push(
        problem(
          'above-storage',
          `${path}.storage_hm3`,
          hm3,
          `<= ${full} hm3`,
          `station "${station}" holds at most ${full} hm3 above dead level`,
          `give at most ${full}, counted from dead level, or give a share`,
        ),
      );
    }
    return problems;
  });
