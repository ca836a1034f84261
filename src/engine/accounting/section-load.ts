import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';

/** Loading of every section, MW [section * hours]: the sum of coefficient * net flow at the sending end over its corridors and exports. */
export function sectionLoad(c: Case, o: Outcome): Float64Array {
  const load = new Float64Array(c.sections.ids.length * o.hours);
  c.sections.memberLine.forEach((line, m) => {
    const section = c.sections.memberSection[m];
    const coefficient = c.sections.memberCoefficient[m];
    for (let t = 0; t < o.hours; t++) load[section * o.hours + t] += coefficient * lineFlow(c, o, line, t);
  });
  return load;
}

function lineFlow(c: Case, o: Outcome, line: number, t: number): number {
  const corridors = c.corridors.ids.length;
  return line < corridors ? o.flowForward[line * o.hours + t] - o.flowReverse[line * o.hours + t] : o.exported[(line - corridors) * o.hours + t];
}

/** Whether a loading is at the limit: within 1 MW or 0.1 % of it, whichever is more. */
export const isAtLimit = (load: number, limit: number): boolean => load >= limit - Math.max(1, 0.001 * limit);
