import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';

/**
 * Loading of every section, MW [section * steps]: the sum of coefficient * net flow at the sending end over its
 * corridors and exports.
 */
export function sectionLoad(c: Case, o: Outcome): Float64Array {
  const { steps } = o.timeline;
  const load = new Float64Array(c.sections.ids.length * steps);
  c.sections.memberLine.forEach((line, m) => {
    const section = c.sections.memberSection[m];
    const coefficient = c.sections.memberCoefficient[m];
    for (let t = 0; t < steps; t++) load[section * steps + t] += coefficient * lineFlow(c, o, line, t);
  });
  return load;
}

function lineFlow(c: Case, o: Outcome, line: number, t: number): number {
  const corridors = c.corridors.ids.length;
  const { steps } = o.timeline;
  return line < corridors
    ? o.flowForward[line * steps + t] - o.flowReverse[line * steps + t]
    : o.exported[(line - corridors) * steps + t];
}

/**
 * Whether a loading is at the limit: within 1 MW (of a large system, `Scale.power`) or 0.1 % of it, whichever is more.
 */
export const isAtLimit = (c: Case, load: number, limit: number): boolean =>
  load >= limit - Math.max(scaleOf(c).power, 0.001 * limit);
