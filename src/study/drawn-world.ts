import { STREAMS, standardNormal, uniform } from '../engine/hydrology/standard-normal.ts';
import type { Model, Row, Tables } from '../system/model.ts';
import { withFittedValues } from '../system/calibrated-model.ts';
import { balanceSpread, monthBalances } from './balance.ts';
import type { Fact } from './calibration-facts.ts';
import type { StoredFit } from './stored-fit.ts';

type Parameter = Row<'calibration'>;

/** What a draw makes of a year beside its water: the model with other supply to neighbours, section limits and acceptance, and how far each fact and each centre of the prior is moved, in their own spreads. */
export interface DrawnWorld { readonly model: Model; readonly facts: readonly number[]; readonly prior: readonly number[]; readonly suppliedGwh: readonly { readonly month: number; readonly gwh: number }[] }

/** Room for the numbers of one kind; the numbers of a kind do not move when another grows. */
const SPAN = 4096;
const KINDS = ['supplied', 'fact', 'prior', 'fitted-section', 'section', 'acceptance'] as const;
/** Limits that no published figure pins, and what receivers accept, within so much of what is stated. */
const SECTION_REACH = 0.1;
const ACCEPTANCE_REACH = 0.015;
export const NEIGHBOUR = 'chuanyu';
const MOST_NEIGHBOUR_MW = 5500;

/** Draws 2j and 2j + 1 mirror one another; a pure function of seed and draw. */
export interface Chance { readonly normal: (kind: (typeof KINDS)[number], index: number) => number; readonly share: (kind: (typeof KINDS)[number], index: number) => number }

export function chance(seed: number, draw: number): Chance {
  const [pair, sign] = [Math.floor(draw / 2), draw % 2 === 1 ? -1 : 1];
  const at = (kind: (typeof KINDS)[number], index: number): number => KINDS.indexOf(kind) * SPAN + index;
  return {
    normal: (kind, index) => sign * standardNormal(seed, STREAMS.prediction, pair, at(kind, index)),
    share: (kind, index) => { const u = uniform(seed, STREAMS.prediction, pair, at(kind, index)); return sign === 1 ? u : 1 - u; },
  };
}

/** The world of a draw for one year. `months` are those of its season; `structured` is the model in the draw's structure with its stored values. */
export function drawnWorld(structured: Model, fit: StoredFit, year: number, months: readonly number[], facts: readonly Fact[], parameters: readonly Parameter[], luck: Chance): DrawnWorld {
  const suppliedGwh = drawnSupply(structured.tables, months, luck);
  const sections = withFittedValues(structured, drawnSections(structured, fit, luck));
  const tables = withAcceptance(withSupply(withOtherSections(sections.tables, luck), year, suppliedGwh), year, luck);
  return { model: { ...sections, tables }, facts: facts.map((_, k) => luck.normal('fact', k)), prior: parameters.map((_, i) => luck.normal('prior', i)), suppliedGwh };
}

/** An effect of the year that all months share, and one of each month. */
function drawnSupply(tables: Tables, months: readonly number[], luck: Chance): DrawnWorld['suppliedGwh'] {
  const spread = balanceSpread(monthBalances(tables), 'supplied');
  if (!spread) return months.map((month) => ({ month, gwh: 0 }));
  // Of a year whose own balance is not known.
  const wider = spread.newYear / Math.hypot(spread.yearEffect, spread.month);
  const common = luck.normal('supplied', 0) * spread.yearEffect * wider;
  return months.map((month, m) => ({ month, gwh: common + luck.normal('supplied', 1 + m) * spread.month * wider }));
}

/** Sichuan-Chongqing takes the change up to what it carries; the rest corrects the load of the grid. */
function withSupply(tables: Tables, year: number, drawn: DrawnWorld['suppliedGwh']): Tables {
  const hoursOf = (month: number): number => 24 * new Date(Date.UTC(year, month, 0)).getUTCDate();
  const row = (month: number) => tables.export_schedule.find((one) => one.export === NEIGHBOUR && one.year === year && one.month === month);
  const change = new Map(drawn.flatMap(({ month, gwh }) => {
    const own = row(month);
    if (!own) return [];
    const hours = hoursOf(month);
    const correction = tables.load_corrections.find((one) => one.year === year && one.month === month)?.energy_gwh ?? 0;
    const supplied = own.mean_mw * hours / 1000 + correction + gwh;
    const line = Math.max(0, Math.min(supplied, MOST_NEIGHBOUR_MW * hours / 1000));
    return [[month, { line_mw: line * 1000 / hours, correction: supplied - line }] as const];
  }));
  return {
    ...tables,
    export_schedule: tables.export_schedule.map((one) => (one.export === NEIGHBOUR && one.year === year && change.has(one.month) ? { ...one, mean_mw: change.get(one.month)!.line_mw } : one)),
    load_corrections: tables.load_corrections.map((one) => (one.year === year && change.has(one.month) ? { ...one, energy_gwh: change.get(one.month)!.correction } : one)),
  };
}

/** Fitted limits by the covariance of the fit, within their bounds. */
function drawnSections({ tables }: Model, { fit }: StoredFit, luck: Chance): ReadonlyMap<string, number> {
  const rows = tables.calibration.filter((row) => row.step === 'fit' && row.kind === 'section-limit' && row.lower < row.upper);
  return new Map(rows.map((row, i) => {
    const error = fit?.parameters.find((one) => one.parameter === row.parameter)?.standard_error ?? 0;
    return [row.parameter, Math.min(row.upper, Math.max(row.lower, row.value + error * luck.normal('fitted-section', i)))];
  }));
}

function withOtherSections(tables: Tables, luck: Chance): Tables {
  const fitted = new Set(tables.calibration.filter((row) => row.kind === 'section-limit').map((row) => row.target));
  const factors = new Map(tables.sections.map((row, s) => [row.id, fitted.has(row.id) ? 1 : 1 + SECTION_REACH * (2 * luck.share('section', s) - 1)]));
  const times = <R extends { readonly limit_mw: number }>(row: R, section: string): R => ({ ...row, limit_mw: row.limit_mw * (factors.get(section) ?? 1) });
  return { ...tables, sections: tables.sections.map((row) => times(row, row.id)), section_limits: tables.section_limits.map((row) => times(row, row.section)) };
}

/** What receivers accept, all lines but the neighbour's, whose supply is drawn by itself. */
function withAcceptance(tables: Tables, year: number, luck: Chance): Tables {
  const factor = 1 + ACCEPTANCE_REACH * (2 * luck.share('acceptance', 0) - 1);
  return { ...tables, export_schedule: tables.export_schedule.map((row) => (row.year === year && row.export !== NEIGHBOUR ? { ...row, mean_mw: row.mean_mw * factor } : row)) };
}
