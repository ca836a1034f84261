import { leastRelease } from "../cascade/topology.js";
import { HM3_PER_FLOW_HOUR as K } from "../tables.js";
import { missedRelease } from "./weights.js";
/** Least release of a station with storage (ecology, downstream users): turbined + spilled >= minimum, m3/s; a miss is possible where the water is not there, and dear. Returns its row, -1 where there is none. */
export function addMinimumRelease(b, c, { station, day, hours, chain, held }, released, name) {
    const least = leastRelease(c, station, day);
    // Where months differ every period has the row, so that a plan can begin near another.
    if (least <= 0 && !c.stations.minReleaseByDay)
        return -1;
    const row = b.row(least, Infinity, () => `release_${name()}`);
    for (const column of released)
        b.entry(row, column, 1);
    b.entry(row, b.column((missedRelease(c, chain) + K * held) * hours, 0, least, () => `missed_${name()}`), 1);
    return row;
}
