import { toUsualSize } from "../solver/usual-size.js";
import { buildDispatchProgram } from "./dispatch-program.js";
/** Far beyond any limit of usual size. */
const FAR = 1e7;
/** What runs away in a case without a finite optimum: with everything held within a far bound, that which stands at it. */
export function endlessOf(dispatch, solve) {
    const { program: own, columns } = buildDispatchProgram(dispatch);
    const { program } = toUsualSize(own);
    const boxed = { ...program, columnLower: program.columnLower.map((low) => Math.max(low, -FAR)), columnUpper: program.columnUpper.map((high) => Math.min(high, FAR)) };
    const { status, x } = solve(boxed, { want: 'vertex' });
    if (status !== 'optimal')
        return [];
    const runs = (kind, what, limits, entries, of) => (entries ?? []).flatMap(({ id }, i) => {
        const step = of[i]?.findIndex((column) => Math.abs(x[column]) > FAR / 10) ?? -1;
        return step < 0 ? [] : [{ path: `${kind}[${i}].${limits[0].split(' ')[0]}`, id, what, step, limits }];
    });
    const made = [
        ...runs('thermal', 'output', ['p_max'], dispatch.thermal, columns.thermal), ...runs('hydro', 'turbined flow', ['q_max', 'p_max'], dispatch.hydro, columns.turbined),
        ...runs('hydro', 'spill', ['spill_cost_per_flow_hour of 0 or more'], dispatch.hydro, columns.spill),
    ];
    // Flows and what is thrown away follow from what is made.
    return made.length > 0 ? made : [...runs('zones', 'power thrown away', ['spill_cost of 0 or more'], dispatch.zones, columns.zoneSpill), ...runs('lines', 'flow', ['cap_fwd', 'cap_rev'], dispatch.lines, columns.line)];
}
