import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import type { PowerStep } from './power-step.ts';
import { addGroups, addSections } from './section-family.ts';
import { LEAST_SHARED, sharingWeight, wheelingWeight, dearestSpillWeight, spillWeight } from './weights.ts';

/** Column indices of one step, one array per kind of participant. */
export interface PowerColumns {
  readonly balance: number[];
  readonly aggregated: number[];
  readonly forward: number[];
  readonly reverse: number[];
  readonly contract: number[];
  readonly surplus: number[];
  readonly thermal: number[];
  readonly renewable: number[];
  readonly imported: number[];
  readonly unserved: number[];
  readonly interrupted: number[];
  /** rows */
  readonly section: number[];
}
/**
 * Scale on the weights of the stages after cost: 0 is the cost stage alone (what is exported and bounded), 1 the
 * weights as they stand.
 */
export type StageScale = number;

/**
 * Adds the power balance of one step: in every zone hydro + thermal + wind and solar + import + unserved + arriving
 * flow = load + leaving flow + export. MW; a shadow price is the zone's balance dual divided by the step's hours.
 */
export function addPowerStep(b: ProgramBuilder, c: Case, step: PowerStep, scale: StageScale): PowerColumns {
  const columns = new StepWriter(b, c, step, scale).write();
  const section = addSections(b, c, step, columns);
  addGroups(b, c, step, columns);
  return { ...columns, section };
}

/** A class with plain loops, since functions made for every step would be compiled anew again and again. */
class StepWriter {
  private readonly b: ProgramBuilder;
  private readonly c: Case;
  private readonly step: PowerStep;
  private readonly scale: StageScale;
  private readonly balance: number[] = [];

  constructor(b: ProgramBuilder, c: Case, step: PowerStep, scale: StageScale) {
    this.b = b;
    this.c = c;
    this.step = step;
    this.scale = scale;
  }

  /** Columns are added in this order. */
  write(): Omit<PowerColumns, 'section'> {
    const {
      c: { exports },
      step,
    } = this;
    this.addBalance();
    const [aggregated, thermal, renewable] = [this.aggregated(), this.thermal(), this.renewables()];
    const [imported, unserved, interrupted] = [this.imports(), this.unserved(), this.interrupted()];
    const [forward, reverse] = [this.flows('forward'), this.flows('reverse')];
    const contract: number[] = [],
      surplus: number[] = [];
    for (let e = 0; e < exports.ids.length; e++)
      contract.push(this.sale('contract', e, this.c.assumptions['contract-shortfall'], step.contract[e]));
    for (let e = 0; e < exports.ids.length; e++)
      surplus.push(
        this.sale(
          'surplus',
          e,
          surplusPrice(this.c, exports.surplusPrice[e], this.scale),
          step.most[e] - step.contract[e],
        ),
      );
    return {
      balance: this.balance,
      aggregated,
      forward,
      reverse,
      contract,
      surplus,
      thermal,
      renewable,
      imported,
      unserved,
      interrupted,
    };
  }

  private addBalance(): void {
    const {
      b,
      c: { zones },
      step,
    } = this;
    const load = step.load.slice();
    for (let k = 0; k < zones.interruptibleZone.length; k++) load[zones.interruptibleZone[k]] += step.interruptible[k];
    for (let z = 0; z < zones.ids.length; z++)
      this.balance.push(b.row(load[z], load[z], () => this.nameOf('balance', zones.ids[z])));
  }

  private nameOf(kind: string, id: string): string {
    return `${kind}_${id}_${this.step.name}`;
  }

  private supply(zone: number, cost: number, lower: number, upper: number, kind: string, id: string): number {
    const column = this.b.column(cost * this.step.hours, lower, Math.max(lower, upper), () => this.nameOf(kind, id));
    this.b.entry(this.balance[zone], column, 1);
    return column;
  }

  private aggregated(): number[] {
    const {
      b,
      c: { aggregated },
      step,
      scale,
    } = this;
    const sharing = step.spread * sharingWeight(this.c);
    const columns = [];
    for (let l = 0; l < aggregated.ids.length; l++) {
      const column = this.supply(
        aggregated.zone[l],
        -scale * (spillWeight(this.c) + sharing),
        0,
        step.aggregated[l],
        'lump',
        aggregated.ids[l],
      );
      const shared = Math.max(step.aggregated[l], LEAST_SHARED * aggregated.capacity[l]);
      if (scale > 0 && shared > 0) b.square(column, (scale * sharing * step.hours) / shared);
      columns.push(column);
    }
    return columns;
  }

  private thermal(): number[] {
    const {
      c: { thermal },
      step,
    } = this;
    const columns = [];
    for (let g = 0; g < thermal.ids.length; g++)
      columns.push(
        this.supply(thermal.zone[g], thermal.cost[g], step.mustRun[g], thermal.most[g], 'thermal', thermal.ids[g]),
      );
    return columns;
  }

  private renewables(): number[] {
    const {
      b,
      c: { renewables, assumptions },
      step,
    } = this;
    const cost = assumptions['renewable-curtailment'];
    const columns = [];
    for (let r = 0; r < renewables.ids.length; r++) {
      b.constant += cost * step.renewables[r] * step.hours;
      columns.push(this.supply(renewables.zone[r], -cost, 0, step.renewables[r], 'renewable', renewables.ids[r]));
    }
    return columns;
  }

  private imports(): number[] {
    const {
      c: { imports },
      step,
    } = this;
    const columns = [];
    for (let m = 0; m < imports.ids.length; m++)
      columns.push(
        this.supply(
          imports.zone[m],
          imports.cost[m],
          imports.firm?.[m] === 1 ? step.imports[m] : 0,
          step.imports[m],
          'import',
          imports.ids[m],
        ),
      );
    return columns;
  }

  private unserved(): number[] {
    const {
      c: { zones },
      step,
    } = this;
    const columns = [];
    for (let z = 0; z < zones.ids.length; z++)
      columns.push(this.supply(z, zones.unservedCost[z], 0, step.load[z], 'unserved', zones.ids[z]));
    return columns;
  }

  private interrupted(): number[] {
    const {
      c: { zones },
      step,
    } = this;
    const columns = [];
    for (let k = 0; k < zones.interruptibleZone.length; k++) {
      const zone = zones.interruptibleZone[k];
      columns.push(
        this.supply(
          zone,
          zones.interruptibleCost[k],
          0,
          step.interruptible[k],
          'interrupted',
          `${zones.ids[zone]}-${k}`,
        ),
      );
    }
    return columns;
  }

  private flows(direction: 'forward' | 'reverse'): number[] {
    const {
      b,
      c: { corridors },
      step,
      scale,
      balance,
    } = this;
    const [from, to] = direction === 'forward' ? [corridors.from, corridors.to] : [corridors.to, corridors.from];
    const columns = [];
    for (let l = 0; l < corridors.ids.length; l++) {
      const loss = corridors.loss[l];
      const column = b.column(scale * wheelingWeight(this.c, loss) * step.hours, 0, corridors[direction][l], () =>
        this.nameOf(direction, corridors.ids[l]),
      );
      b.entry(balance[from[l]], column, -1);
      b.entry(balance[to[l]], column, 1 - loss);
      columns.push(column);
    }
    return columns;
  }

  private sale(kind: string, e: number, price: number, limit: number): number {
    const {
      b,
      c: { exports },
      step,
    } = this;
    const column = b.column(-price * step.hours, 0, Math.max(0, limit), () => this.nameOf(kind, exports.ids[e]));
    b.entry(this.balance[exports.zone[e]], column, -1);
    return column;
  }
}

/** Where surplus has to be paid for, less spill is no reason to sell: cost goes first. */
const surplusPrice = (c: Case, price: number, scale: StageScale): number =>
  price < 0 ? price - scale * dearestSpillWeight(c) : price;
