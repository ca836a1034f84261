import type { Case } from '../../engine/case/case.ts';
import { buildCostProgram, plannedEnd } from '../../engine/dispatch/rolling/exact-program.ts';
import { openSpan } from '../../engine/dispatch/plan/opening.ts';
import { orContradictions } from '../../engine/dispatch/conflict/run-conflict.ts';
import { scaleOf } from '../../engine/cascade/scale.ts';
import { atScale } from '../../engine/solver/program/at-scale.ts';
import { createInteriorPoint } from '../../engine/solver/barrier/interior-point.ts';
import type { PypsaFile } from './component-table.ts';
import { emptyNetwork, hourly, networkFiles, type Network } from './network.ts';
import { addPowerSide } from './power-side.ts';
import { jointSections, sectionFiles } from './sections.ts';
import { addWaterSide, releaseConstant } from './water-side.ts';

/** `constant`, yuan, is to be added to PyPSA's objective to compare it with the exported linear program. */
export interface PypsaFolder {
  readonly files: readonly PypsaFile[];
  readonly constant: number;
}

/**
 * The dispatched window as a folder that `pypsa.Network(folder)` reads: the cost stage under perfect foresight, as far
 * as PyPSA's components can tell it. `NOTE.md` says what they cannot.
 */
export function pypsaFolder(c: Case): PypsaFolder {
  const own = createInteriorPoint();
  const { plan, start } = orContradictions(c, own, () => openSpan(c, atScale(own, scaleOf(c).power)));
  const network = emptyNetwork(c, buildCostProgram(c, plan, start));
  addPowerSide(network);
  addWaterSide(network, { opening: start, target: plannedEnd(c, plan, c, 'pinned').target });
  const constant = objectiveConstant(network);
  return {
    constant,
    files: [...networkFiles(network), ...sectionFiles(network), { name: 'NOTE.md', text: note(network, constant) }],
  };
}

/**
 * Curtailed wind and solar are charged in the program, which PyPSA's rewards for their output leave out; so are least
 * releases not met.
 */
function objectiveConstant(n: Network): number {
  const { renewables } = n.case;
  const available = renewables.ids.reduce(
    (sum, _, r) => sum + hourly(n, renewables.available, r).reduce((a, b) => a + b, 0),
    0,
  );
  return n.case.assumptions['renewable-curtailment'] * available + releaseConstant(n);
}

function note(n: Network, constant: number): string {
  const { sections } = n.case;
  const joint = jointSections(n).map((s) => sections.ids[s]);
  return [
    `# ${n.case.id} for PyPSA`,
    '',
    'Power in MW, money in yuan. Buses of carrier `water` are in m3/s; stores on them in m3/s for an hour, ' +
      '0.0036 hm3. Times are UTC+8.',
    '',
    'Needs PyPSA 1.1 or later: travel time is the `delay` of links, which earlier versions ignore.',
    '',
    "What the network leaves out, because PyPSA's components cannot say it:",
    '',
    '- Joint sections, a limit on the sum of several flows: ' +
      `${joint.length > 0 ? joint.join(', ') : 'none in this case'}. PyPSA's global constraints hold sums over ` +
      `time, not flows of an hour. The limits stand in \`sections-members.csv\` and \`sections-limit.csv\`; add ` +
      `them as rows (sum of coefficient * p of the link <= limit) through \`extra_functionality\`, or ` +
      'curtailment comes out far too low. A section with one member limits its line.',
    '- Forced and turbinable spill are one flow: of the spill, that part is curtailment which fits into the ' +
      "turbine's unused limit.",
    '- The value of water still in transit when the window closes.',
    '- An electric storage starts empty, but nothing keeps it from ending full; the last hours gain nothing by it.',
    '',
    `Add to PyPSA's objective ${constant} yuan (wind and solar curtailed are charged, least releases met are ` +
      `rewarded) to compare it with the program that \`--format mps\` writes.`,
    '',
  ].join('\n');
}
