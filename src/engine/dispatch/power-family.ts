import type { Case } from '../compile-case/case.ts';
import type { ProgramBuilder } from '../solver/program-builder.ts';
import { CONTRACT_SHORTFALL_YUAN_PER_MWH } from '../tables.ts';
import type { PowerStep } from './power-step.ts';
import { RENEWABLE_CURTAILMENT_YUAN_PER_MWH, sharingWeight, SPILL_WEIGHT, wheelingWeight } from './weights.ts';

/** Column indices of one step, one array per kind of participant. */
export interface PowerColumns {
  readonly balance: number[]; readonly lump: number[]; readonly forward: number[]; readonly reverse: number[]; readonly contract: number[]; readonly surplus: number[];
  readonly thermal: number[]; readonly renewable: number[]; readonly imported: number[]; readonly unserved: number[]; readonly interrupted: number[];
}
/** Scale on the weights of the stages after cost: 0 is the cost stage alone (what is exported and bounded), 1 the weights as they stand. */
export type StageScale = number;

/**
 * Adds the power balance of one step: in every zone hydro + thermal + wind and solar + import + unserved + arriving flow = load + leaving flow + export.
 * MW; a shadow price is the zone's balance dual divided by the step's hours.
 */
export function addPowerStep(b: ProgramBuilder, c: Case, step: PowerStep, scale: StageScale): PowerColumns {
  const h = step.hours;
  const sharing = sharingWeight(c);
  const label = (kind: string, id: string) => () => `${kind}_${id}_${step.name}`;
  const load = step.load.slice();
  c.zones.slotZone.forEach((zone, k) => { load[zone] += step.slots[k]; });
  const balance = c.zones.ids.map((id, z) => b.row(load[z], load[z], label('balance', id)));
  const supply = (zone: number, cost: number, lower: number, upper: number, name: () => string): number => {
    const column = b.column(cost * h, lower, Math.max(lower, upper), name);
    b.entry(balance[zone], column, 1);
    return column;
  };
  const lump = c.lumps.ids.map((id, l) => {
    const available = step.lumps[l];
    const column = supply(c.lumps.zone[l], -scale * (SPILL_WEIGHT + sharing), 0, available, label('lump', id));
    if (scale > 0) b.square(column, scale * sharing * h / Math.max(available, 1));
    return column;
  });
  const thermal = c.thermal.ids.map((id, g) =>
    supply(c.thermal.zone[g], c.thermal.cost[g], c.thermal.mustRun[g * c.days + step.day], c.thermal.most[g], label('thermal', id)));
  const renewable = c.renewables.ids.map((id, r) => {
    b.constant += RENEWABLE_CURTAILMENT_YUAN_PER_MWH * step.renewables[r] * h;
    return supply(c.renewables.zone[r], -RENEWABLE_CURTAILMENT_YUAN_PER_MWH, 0, step.renewables[r], label('renewable', id));
  });
  const imported = c.imports.ids.map((id, m) => supply(c.imports.zone[m], c.imports.cost[m], 0, c.imports.most[m * c.days + step.day], label('import', id)));
  const unserved = c.zones.ids.map((id, z) => supply(z, c.zones.unservedCost[z], 0, step.load[z], label('unserved', id)));
  const interrupted = Array.from(c.zones.slotZone, (z, k) => supply(z, c.zones.slotCost[k], 0, step.slots[k], label('interrupted', `${c.zones.ids[z]}-${k}`)));
  const flow = (from: number, to: number, limit: number, loss: number, name: () => string): number => {
    const column = b.column(scale * wheelingWeight(loss) * h, 0, limit, name);
    b.entry(balance[from], column, -1);
    b.entry(balance[to], column, 1 - loss);
    return column;
  };
  const lines = c.corridors;
  const forward = lines.ids.map((id, l) => flow(lines.from[l], lines.to[l], lines.forward[l], lines.loss[l], label('forward', id)));
  const reverse = lines.ids.map((id, l) => flow(lines.to[l], lines.from[l], lines.reverse[l], lines.loss[l], label('reverse', id)));
  const sale = (e: number, price: number, limit: number, kind: string): number => {
    const column = b.column(-price * h, 0, Math.max(0, limit), label(kind, c.exports.ids[e]));
    b.entry(balance[c.exports.zone[e]], column, -1);
    return column;
  };
  const contract = c.exports.ids.map((_, e) => sale(e, CONTRACT_SHORTFALL_YUAN_PER_MWH, step.contract[e], 'contract'));
  const surplus = c.exports.ids.map((_, e) => sale(e, c.exports.surplusPrice[e], step.most[e] - step.contract[e], 'surplus'));
  addSections(b, c, step, { forward, reverse, contract, surplus });
  return { balance, lump, forward, reverse, contract, surplus, thermal, renewable, imported, unserved, interrupted };
}

/** Joint limits: the sum of coefficient * net flow over a section's members stays at or below its limit. */
function addSections(b: ProgramBuilder, c: Case, step: PowerStep, columns: Pick<PowerColumns, 'forward' | 'reverse' | 'contract' | 'surplus'>): void {
  const corridors = c.corridors.ids.length;
  const { limit, memberSection, memberLine, memberCoefficient } = c.sections;
  const rows = c.sections.ids.map((id, s) => b.row(-Infinity, limit[s * c.days + step.day], () => `section_${id}_${step.name}`));
  memberSection.forEach((section, m) => {
    const line = memberLine[m];
    const coefficient = memberCoefficient[m];
    const [plus, minus] = line < corridors ? [columns.forward[line], columns.reverse[line]] : [columns.contract[line - corridors], columns.surplus[line - corridors]];
    b.entry(rows[section], plus, coefficient);
    b.entry(rows[section], minus, line < corridors ? -coefficient : coefficient);
  });
}
