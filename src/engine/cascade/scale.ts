import { naturalFlow } from './topology.ts';
import type { Case } from '../case/case.ts';
import { powerOfTen } from '../power-of-ten.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';

/**
 * How large a system is, as powers of ten: what is small beside it, and what no river of it reaches. A system so many
 * times as large has tolerances so many times as large, and answers too.
 */
export interface Scale {
  /** 1 for a system of about 100 GW: what counts as a megawatt there */
  readonly power: number;
  /** 1 for rivers of about 10,000 m3/s: what counts as one m3/s there */
  readonly flow: number;
  /** a bound on released flow that no river of the system reaches, m3/s; it keeps every column finite */
  readonly mostFlow: number;
}

/** Power of a system of usual size, MW. */
const POWER_MW = 1e5;
/** Flow of a river of usual size, m3/s. */
const FLOW_M3S = 1e4;
/** At least three times the largest flow. */
const BEYOND_REACH = 10;

const known = new WeakMap<Case, Scale>();

export function scaleOf(c: Case): Scale {
  const found = known.get(c) ?? measured(c);
  known.set(c, found);
  return found;
}

function measured(c: Case): Scale {
  const power = powerOfTen(sum(c.stations.ratedCapacity) + sum(c.aggregated.capacity) + sum(c.thermal.most), POWER_MW);
  const flow = powerOfTen(largest(naturalFlow(c, withFallingLimits(c))), FLOW_M3S);
  return { power, flow, mostFlow: BEYOND_REACH * FLOW_M3S * flow };
}

/** Inflow and what has to leave reservoirs in the hours in which their limits fall, m3/s [station * hours]. */
function withFallingLimits({ hours, stations: { inflow, storageLimit } }: Case): Float64Array {
  const flow = inflow.slice();
  for (let row = 0; row < flow.length; row += hours) {
    for (let at = row + 1; at < row + hours; at++)
      if (storageLimit[at] < storageLimit[at - 1])
        flow[at] += (storageLimit[at - 1] - storageLimit[at]) / HM3_PER_FLOW_HOUR;
  }
  return flow;
}

const sum = (numbers: Float64Array): number => numbers.reduce((total, number) => total + number, 0);

function largest(numbers: Float64Array): number {
  let most = 0;
  for (let at = 0; at < numbers.length; at++) if (numbers[at] > most) most = numbers[at];
  return most;
}
