import { arrivesInBlock, sharesOf } from "../cascade/arrivals.js";
import { downstreamOrder } from "../cascade/topology.js";
import { HM3_PER_FLOW_HOUR as K } from "../tables.js";
import { hoursOfStep, periodsOf } from "../timeline.js";
import { overDays } from "./weights.js";
import { forcedSpillPrice } from "./spill-family.js";
/**
 * Duals of the water rows outside seasonal reservoirs, yuan per mean m3/s of a step [station * steps + step], less = worth more. A station whose water is given has no row:
 * a m3/s more there would be turbined or curtailed, whichever is better, or be forced spill where the turbines are full, and then be released to the station below.
 */
export function stepDuals(c, p, { x, rowDual }, scale) {
    const { downstream, travelHours, zone } = c.stations;
    const { line: { steps }, line, program } = p;
    const periods = periodsOf(line);
    const sharesFor = sharesOf(line);
    const duals = Float64Array.from(p.water, (row) => (row < 0 ? 0 : rowDual[row]));
    for (const i of downstreamOrder(c).reverse()) {
        if (p.given[i] === 0)
            continue;
        for (let t = 0; t < steps; t++)
            duals[i * steps + t] = own(i, t) + handedOn(i, t);
    }
    return duals;
    function own(i, t) {
        const period = i * periods + line.period[t];
        const [limit, over] = [p.limit[period], p.known[i * steps + t] - p.limit[period]];
        if (over >= 0)
            return forcedSpillPrice(c, { hours: hoursOfStep(line, t), spread: overDays(c), factor: p.factor[period], limit, natural: p.natural[period] }, scale, over);
        const column = p.turbined[i * steps + t];
        const curtailed = -program.cost[column] - (program.quadratic?.[column] ?? 0) * x[column];
        return Math.min(curtailed, -p.factor[period] * rowDual[p.power[t].balance[zone[i]]]);
    }
    function handedOn(i, t) {
        const below = downstream[i];
        if (below < 0)
            return 0;
        const [first, n] = [line.stepsFrom[line.period[t]], line.stepsFrom[line.period[t] + 1] - line.stepsFrom[line.period[t]]];
        if (arrivesInBlock(c, below))
            return K * hoursOfStep(line, t) * duals[below * steps + first];
        const shares = sharesFor(line.period[t], travelHours[i]);
        let sum = 0;
        for (let to = 0; to < n; to++)
            sum += shares[to * n + t - first] * duals[below * steps + first + to];
        return sum;
    }
}
