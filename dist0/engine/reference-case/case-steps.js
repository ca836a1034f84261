import { numberAt } from "../../system/dispatch-case.js";
import { HM3_PER_FLOW_HOUR } from "../tables.js";
export function caseSteps(dispatch) {
    const { n } = dispatch.time;
    const blocks = dispatch.time.blocks ?? [Array.from({ length: n }, (_, t) => t)];
    const volumePerFlowHour = dispatch.volume_per_flow_hour ?? HM3_PER_FLOW_HOUR;
    const hours = Float64Array.from({ length: n }, (_, t) => at(dispatch.time.hours, t, 1));
    const before = new Int32Array(n).fill(-1);
    const left = new Int32Array(n);
    const home = new Map();
    for (const block of blocks) {
        block.forEach((step, position) => {
            home.set(step, { block, position });
            before[step] = position > 0 ? block[position - 1] : -1;
            left[step] = block.length - position;
        });
    }
    return {
        n, hours, before, left, volumePerFlowHour,
        weight: hours.map((h, t) => h * at(dispatch.time.cost_weight, t, 1)),
        volumePerFlow: hours.map((h) => h * volumePerFlowHour),
        arrival: (step, travel) => {
            const where = home.get(step);
            return where?.block[where.position + travel] ?? -1;
        },
    };
}
/** The value at a step of a number or list; `absent` where the case gives none. */
export const at = (value, step, absent) => numberAt(value, step) ?? absent;
