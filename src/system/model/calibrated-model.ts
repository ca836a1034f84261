import type { Model, Row, Tables } from './model.ts';
import { waterTarget } from '../tables/water-target.ts';

type Parameter = Row<'calibration'>;

/**
 * The model with fitted numbers in the place of base figures. Other tables, and the model itself where nothing is
 * fitted, stay as they are.
 */
export function withCalibration(model: Model, calibration: readonly Parameter[]): Model {
  if (calibration.length === 0) return model;
  const of = (kind: Parameter['kind']): readonly Parameter[] => calibration.filter((row) => row.kind === kind);
  const { tables } = model;
  return {
    ...model,
    tables: {
      ...tables,
      ...withSections(tables, of('section-limit'), of('section-scale')[0]),
      water_years: withWater(tables, of('water-factor')),
      thermal: withFloor(tables.thermal, of('must-run')[0]),
    },
  };
}

/** The model with other values for the fitted numbers named. */
export function withFittedValues(model: Model, values: ReadonlyMap<string, number>): Model {
  const calibration = model.tables.calibration.map((row) => ({
    ...row,
    value: values.get(row.parameter) ?? row.value,
  }));
  return { ...model, tables: { ...model.tables, calibration } };
}

interface Knot {
  readonly waterYear: string;
  readonly month: number;
  readonly row: Parameter;
}

/**
 * Months from the first knot of a water year to its last, on straight lines between knots; rows of single gauges keep
 * their own figure, but where their group has a knot.
 */
export function withWater({ water_years: rows, gauges }: Tables, knots: readonly Parameter[]): Tables['water_years'] {
  const placed = knots
    .flatMap((row) => {
      const at = waterTarget(row.target);
      return at ? [{ ...at, row }] : [];
    })
    .sort((a, b) => a.month - b.month);
  const groups = [...new Set(placed.flatMap((knot) => knot.groups))];
  const all = yearly(
    placed.filter((knot) => knot.groups.length === 0),
    ['all'],
  );
  const grouped = groups.flatMap((group) =>
    yearly(
      placed.filter((knot) => knot.groups.includes(group)),
      gauges.filter((gauge) => gauge.group === group).map(({ id }) => id),
    ),
  );
  const fitted = [...all, ...grouped];
  const key = (row: Row<'water_years'>): string => `${row.water_year}|${row.gauge}|${row.month}`;
  const taken = new Set(fitted.map(key));
  return [...rows.filter((row) => !taken.has(key(row))), ...fitted];
}

const yearly = (knots: readonly Knot[], gauges: readonly string[]): Row<'water_years'>[] =>
  [...new Set(knots.map(({ waterYear }) => waterYear))].flatMap((year) =>
    gauges.flatMap((gauge) =>
      monthsOf(
        year,
        gauge,
        knots.filter((knot) => knot.waterYear === year),
      ),
    ),
  );

function monthsOf(waterYear: string, gauge: string, knots: readonly Knot[]): Row<'water_years'>[] {
  const rows: Row<'water_years'>[] = [];
  for (let month = knots[0].month; month <= knots[knots.length - 1].month; month++) {
    const before = knots.findLast((knot) => knot.month <= month) ?? knots[0];
    const after = knots.find((knot) => knot.month >= month) ?? before;
    const share = after.month === before.month ? 0 : (month - before.month) / (after.month - before.month);
    const factor = before.row.value + share * (after.row.value - before.row.value);
    rows.push({
      water_year: waterYear,
      gauge,
      month,
      factor,
      source: before.row.source,
      confidence: before.row.confidence,
    });
  }
  return rows;
}

function withSections(
  { sections, section_limits }: Tables,
  own: readonly Parameter[],
  scale: Parameter | undefined,
): Pick<Tables, 'sections' | 'section_limits'> {
  const factor = (section: string): number => {
    const base = sections.find((row) => row.id === section)?.limit_mw ?? 0;
    const fitted = own.find((row) => row.target === section);
    return fitted ? (base > 0 ? fitted.value / base : 1) : (scale?.value ?? 1);
  };
  return {
    sections: sections.map((row) => ({
      ...row,
      limit_mw: own.find((one) => one.target === row.id)?.value ?? row.limit_mw * factor(row.id),
    })),
    section_limits: section_limits.map((row) => ({ ...row, limit_mw: row.limit_mw * factor(row.section) })),
  };
}

function withFloor(units: Tables['thermal'], floor: Parameter | undefined): Tables['thermal'] {
  const total = units.reduce((sum, unit) => sum + unit.must_run_mw, 0);
  if (!floor || total === 0) return units;
  return units.map((unit) => ({ ...unit, must_run_mw: (unit.must_run_mw * floor.value) / total }));
}
