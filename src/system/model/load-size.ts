import type { Tables } from './model.ts';
import { problem, type Problem } from '../words/problem.ts';

/** The demand of a scenario: the year whose reported load it follows, and a factor on it. */
interface Demand {
  readonly demand: { readonly year: number; readonly factor: number };
}

/**
 * The highest load reported for the year of the demand, as the scenario scales it, MW; null where the model has none. A
 * load that the province contains cannot be larger.
 */
export function highestLoadMw({ demand }: Demand, { load_years }: Tables): number | null {
  const year = load_years.find((row) => row.year === demand.year);
  return year ? year.max_load_mw * demand.factor : null;
}

/** One load that is larger than the whole province ever took: MW, and the text that states it. */
export function aboveProvince(
  path: string,
  { mw, text }: { readonly mw: number; readonly text: string },
  scenario: Demand,
  tables: Tables,
): Problem[] {
  const most = highestLoadMw(scenario, tables);
  if (most === null || mw <= most) return [];
  const limit = most >= 1000 ? `${Number((most / 1000).toFixed(3))} GW` : `${most} MW`;
  return [
    problem(
      'above-province',
      path,
      text,
      `<= ${limit}`,
      `a load of ${Number(mw.toFixed(6))} MW is larger than the highest load that the whole province reported ` +
        `in ${scenario.demand.year}, ${limit}`,
      `give at most ${limit}, or correct load_years.csv`,
    ),
  ];
}
