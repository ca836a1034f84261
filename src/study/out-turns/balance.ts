import { daysInMonth, monthOf, yearOf } from '../../system/words/calendar.ts';
import { serviceSpan } from '../../system/tables/dated-rows.ts';
import type { Tables } from '../../system/model/model.ts';
import { splitSupply, TIBET } from '../../system/model/supply-beside.ts';

/** All hydro over the hydro of the statistics office, which leaves out plants below 6 MW. */
const ALL_OVER_NBS = 1.057;
/** A new year differs from the mean of four by more than these differ among themselves: variance times 1 + 1/4. */
const NEW_YEAR = 1.25;
/** Flows to Central China before the line that Sichuan alone feeds. */
const YEARS_BEFORE_LINE = [2019, 2020];
const LINE = 'yazhong';
/**
 * December to April share one number: readings of March run high and of April low in every year, and January, February
 * and December cannot be balanced.
 */
const WINTER: readonly number[] = [12, 1, 2, 3, 4];
const SEASON: readonly number[] = [6, 7, 8, 9, 10];

/**
 * One month of the province in published figures, GWh: full-fleet hydro + thermal + wind + solar + imports =
 * consumption + exports + `residual`. The residual holds the uptake of Chongqing and Tibet, direct supply, and gaps and
 * late readings of the statistic. It is null where the hydro of the month is no fact.
 */
export interface MonthBalance {
  readonly year: number;
  readonly month: number;
  readonly hours: number;
  /** statistics office x 1.057 + net flow from the South grid */
  readonly fullFleet: number | null;
  /** consumption + exports - imports - thermal - wind - solar: what hydro must cover beside the residual */
  readonly needed: number;
  readonly residual: number | null;
  /**
   * flow to Central China, and the part of it that is the Yazhong line's: what is above the mean of 2019 and 2020 of
   * the month, from the line's start
   */
  readonly central: number;
  readonly line: number;
  readonly northwest: number;
  readonly tibet: number;
  readonly direct: number;
  readonly losses: number;
}

export type BalancedTables = Pick<
  Tables,
  'reported' | 'load_months' | 'renewable_months' | 'balance_terms' | 'exports' | 'export_schedule'
>;

/** Months with terms of a balance, in order of time; a model without such terms has none. */
export function monthBalances(tables: BalancedTables): readonly MonthBalance[] {
  const figures = new Map(
    tables.reported
      .filter((row) => row.unit === 'GWh')
      .map((row) => [`${row.quantity} ${row.series} ${row.period}`, row.value]),
  );
  const own = tables.exports.find((row) => row.id === LINE);
  const first = own && serviceSpan(own).start;
  const since = first === undefined ? Infinity : inTime(yearOf(first), monthOf(first));
  const flow = (quantity: string, series: string, year: number, month: number): number =>
    figures.get(`${quantity} ${series} ${periodOf(year, month)}`) ?? 0;
  return [...tables.balance_terms]
    .sort((a, b) => inTime(a.year, a.month) - inTime(b.year, b.month))
    .map(({ year, month, hydro_is_fact: isFact, tibet_gwh: tibet, direct_gwh: direct, losses_gwh: losses }) => {
      const own = (quantity: string, series: string): number => flow(quantity, series, year, month);
      const central = own('export', 'southwest-to-central');
      const northwest = own('export', 'southwest-to-northwest');
      const exported = own('export', 'southwest-to-east') + central + northwest;
      const imported =
        own('import', 'northwest-to-southwest') +
        own('import', 'central-to-southwest') +
        own('import', 'east-to-southwest');
      const renewable = sum(
        tables.renewable_months
          .filter((row) => row.year === year && row.month === month)
          .map((row) => row.generation_gwh),
      );
      const consumed = tables.load_months.find((row) => row.year === year && row.month === month)?.consumption_gwh ?? 0;
      const needed = consumed + exported - imported - own('thermal_generation', 'nbs') - renewable;
      const fullFleet =
        isFact === 'yes'
          ? ALL_OVER_NBS * own('hydro_generation', 'nbs') +
            own('import', 'south-to-southwest') -
            own('export_south', 'southwest-to-south')
          : null;
      const before = mean(YEARS_BEFORE_LINE.map((one) => flow('export', 'southwest-to-central', one, month)));
      const line = inTime(year, month) >= since ? Math.max(0, central - before) : 0;
      return {
        year,
        month,
        hours: daysInMonth(year, month) * 24,
        fullFleet,
        needed,
        residual: fullFleet === null ? null : fullFleet - needed,
        central,
        line,
        northwest,
        tibet,
        direct,
        losses,
      };
    });
}

/**
 * What Sichuan supplies beside the modelled lines in a month, GWh: the year's own balance where its hydro is a fact,
 * else the mean of such years; December to April one mean power of all years. Null where no balance says.
 */
export function suppliedBeside(balances: readonly MonthBalance[], year: number, month: number): number | null {
  if (WINTER.includes(month)) {
    const powers = balances
      .filter((one) => WINTER.includes(one.month))
      .flatMap((one) => {
        const own = ownSupply(one);
        return own === null ? [] : [own / one.hours];
      });
    return powers.length === 0 ? null : mean(powers) * daysInMonth(year, month) * 24;
  }
  const one = find(balances, year, month);
  if (!one) return null;
  const core = meanOf(balances, one, coreSupply);
  return core === null ? null : core + one.central - one.line;
}

/**
 * residual + Tibet's own export - direct load - losses; and with it the flow to Central China that is not the line's.
 */
const coreSupply = ({ residual, tibet, direct, losses }: MonthBalance): number | null =>
  residual === null ? null : residual + tibet - direct - losses;
const ownSupply = (one: MonthBalance): number | null => {
  const core = coreSupply(one);
  return core === null ? null : core + one.central - one.line;
};

/** The residual without direct load, GWh: the month's own, else the mean of other years; null where no year has it. */
export const residualBesideDirect = (balances: readonly MonthBalance[], one: MonthBalance): number | null =>
  meanOf(balances, one, ({ residual, direct }) => (residual === null ? null : residual - direct));

/** The month's own value, else the mean of the same month of other years. */
function meanOf(
  balances: readonly MonthBalance[],
  one: MonthBalance,
  value: (of: MonthBalance) => number | null,
): number | null {
  const own = value(one);
  if (own !== null) return own;
  const others = balances.filter(({ month }) => month === one.month).flatMap((other) => value(other) ?? []);
  return others.length === 0 ? null : mean(others);
}

/**
 * Full-fleet hydro that closes the balance of a month, GWh; `beside` is load served outside reported consumption
 * (direct, never metered).
 */
export function hydroOfBalance(balances: readonly MonthBalance[], one: MonthBalance, beside: number): number | null {
  const residual = residualBesideDirect(balances, one);
  return residual === null ? null : one.needed + residual + beside;
}

/**
 * How what is supplied beside the modelled lines is told to the model: Tibet takes its schedule, Sichuan-Chongqing the
 * rest up to 5.5 GW, a correction of the grid's load what is left, which may be negative.
 */
export function toldToModel(
  tables: BalancedTables,
  balances: readonly MonthBalance[],
  year: number,
  month: number,
): { readonly supplied: number; readonly neighbourMw: number; readonly correction: number } | null {
  const supplied = suppliedBeside(balances, year, month);
  if (supplied === null) return null;
  const tibet =
    ((tables.export_schedule.find((row) => row.export === TIBET && row.year === year && row.month === month)?.mean_mw ??
      0) *
      24 *
      daysInMonth(year, month)) /
    1000;
  return { supplied, ...splitSupply(supplied - tibet, year, month) };
}

/**
 * Spread of the months of a balance, GWh a month: an effect common to the months of a year, and what is left to each
 * month; `newYear` both together for a year that is none of these.
 */
export interface BalanceSpread {
  readonly yearEffect: number;
  readonly month: number;
  readonly newYear: number;
}

/**
 * One-way analysis of variance by year, over June to October of the years whose hydro is a fact, each month about its
 * own mean; null with fewer than two years.
 */
export function balanceSpread(balances: readonly MonthBalance[], of: 'residual' | 'supplied'): BalanceSpread | null {
  const value = of === 'residual' ? (one: MonthBalance) => one.residual : ownSupply;
  const table = [...new Set(balances.map(({ year }) => year))]
    .map((year) =>
      SEASON.map((month) => {
        const one = find(balances, year, month);
        return one ? value(one) : null;
      }),
    )
    .filter((row) => row.every((cell) => cell !== null));
  if (table.length < 2) return null;
  const means = SEASON.map((_, m) => mean(table.map((row) => row[m])));
  const apart = table.map((row) => row.map((cell, m) => cell - means[m]));
  const years = apart.map(mean);
  const between = (SEASON.length * sum(years.map((one) => one ** 2))) / (years.length - 1);
  const within =
    sum(apart.flatMap((row, y) => row.map((cell) => (cell - years[y]) ** 2))) /
    ((years.length - 1) * (SEASON.length - 1));
  const yearVariance = Math.max(0, (between - within) / SEASON.length);
  return {
    yearEffect: Math.sqrt(yearVariance),
    month: Math.sqrt(within),
    newYear: Math.sqrt(NEW_YEAR * (yearVariance + within)),
  };
}

/** The residual of June to October by year, GWh; null where the hydro of a month is no fact. */
export const seasonResiduals = (
  balances: readonly MonthBalance[],
): readonly { readonly year: number; readonly residual: number | null; readonly hours: number }[] =>
  [...new Set(balances.map(({ year }) => year))].flatMap((year) => {
    const months = balances.filter((one) => one.year === year && SEASON.includes(one.month));
    if (months.length < SEASON.length) return [];
    return [
      {
        year,
        residual: months.some((one) => one.residual === null) ? null : sum(months.map((one) => one.residual ?? 0)),
        hours: sum(months.map((one) => one.hours)),
      },
    ];
  });

const periodOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;
const inTime = (year: number, month: number): number => year * 12 + month;
const find = (balances: readonly MonthBalance[], year: number, month: number): MonthBalance | undefined =>
  balances.find((one) => one.year === year && one.month === month);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
