import type { Case } from '../case/case.ts';
import type { GaugeFlow } from '../compile-case/gauge-water.ts';
import type { River } from '../compile-case/river.ts';
import { withFlow } from '../compile-case/with-drawn-water.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import { drawnModel, EXPORTS, SECTION_LIMIT, SUPPLIED } from '../../system/model/drawn-model.ts';
import type { Model } from '../../system/model/model.ts';
import type { DrawSetup, PairDraw } from './draw-setup.ts';
import { choiceOf } from './drawn-choice.ts';
import { drawnFigures, waterFigures } from './drawn-figures.ts';
import { calendarMonths, drawnInputs } from './drawn-inputs.ts';
import type { DrawnPair } from './drawn-pair.ts';
import { chosenWorlds } from './drawn-worlds.ts';
import { sampledDraw, structuredDraw, type DrawnSample } from './sampled-draw.ts';
import { varyCase } from './vary-case.ts';

/** Both worlds of a sampled draw: compiled from the model that the draw makes of the stated one. */
export function sampledCases(setup: DrawSetup, sample: DrawnSample): (draw: number) => DrawnPair {
  const { model, seed, drawn, structures, places } = setup;
  const statedWorlds = chosenWorlds(setup);
  const {
    cases: [first],
  } = statedWorlds({ structure: null, place: null, sizeMw: null });
  const inputsOf = drawnInputs(
    drawn,
    seed,
    first.sections.ids.length,
    calendarMonths(first),
    first.stations.ids.length,
  );
  const powers = new Map<number, Float64Array>();
  const valuesOf = sampledDraw(sample);
  const told = new Set(
    model.tables.calibration.flatMap((row) =>
      row.kind === 'water-factor' && sample.names.includes(row.parameter) ? (waterTarget(row.target)?.month ?? []) : [],
    ),
  );
  return (draw) => {
    const inputs = inputsOf(draw);
    const [structure, place] = [
      choiceOf(seed, 'structure', structures.length, draw),
      choiceOf(seed, 'place', places.length, draw),
    ];
    const chosen = { place: places[place] ?? null, sizeMw: inputs.sizeMw };
    const values = valuesOf(draw);
    const { cases, rivers, flows } = chosenWorlds({ ...setup, model: drawnModel(model, sample.year, values) })({
      ...chosen,
      structure: structure < 0 ? null : structuredDraw(model, structures[structure], values),
    });
    const [kept, removed] = cases.map((c, world) =>
      varyCase(
        otherMonths(c, rivers[world], flows[world], inputs.waterError, told, `${c.waterYear}-drawn-${seed}-${draw}`),
        inputs,
      ),
    );
    // Water is told beside that of its structure.
    const power =
      powers.get(structure) ??
      statedWorlds({ ...chosen, structure: structures[structure] ?? null, sizeMw: null }).power;
    powers.set(structure, power);
    const figures = {
      ...drawnFigures(kept, power, first.sections.ids, drawn, inputs),
      ...sampledFigures(model, values, kept, power),
      ...(structures.length > 0 && { structure: [structure] }),
      ...(places.length > 0 && { place: [place] }),
    };
    return {
      cases: [kept, removed],
      figures,
      undrawn: {
        key: `${structure} ${place}`,
        cases: () => statedWorlds({ ...chosen, structure: structures[structure] ?? null, sizeMw: null }).cases,
      },
    };
  };
}

/** Water of months that the sample does not tell, by the error of each. */
function otherMonths(
  c: Case,
  river: River,
  flow: GaugeFlow,
  error: Float64Array,
  told: ReadonlySet<number>,
  name: string,
): Case {
  const months = calendarMonths(c);
  if (months.every((month) => told.has(month))) return c;
  const factor = months.map((month, m) => (told.has(month) ? 1 : error[m]));
  return withFlow(
    c,
    river,
    { ...flow, at: (mean, gauge, hour) => flow.at(mean, gauge, hour) * factor[c.monthOfDay[Math.floor(hour / 24)]] },
    name,
  );
}

/**
 * Inferred water as a ratio to the stated, by month; limits of sections and exports as factors; what is supplied beside
 * the modelled lines in GWh more than stated, by month.
 */
function sampledFigures(
  { tables }: Model,
  values: ReadonlyMap<string, number>,
  c: Case,
  power: Float64Array,
): PairDraw['inputs'] {
  const limits = tables.calibration.flatMap((row): [string, readonly number[]][] =>
    row.kind === 'section-limit' && values.has(row.parameter)
      ? [[`${SECTION_LIMIT}${row.target}`, [values.get(row.parameter)! / row.value]]]
      : [],
  );
  const factors = [...values].flatMap(([name, value]): [string, readonly number[]][] =>
    name === EXPORTS || name.startsWith(SECTION_LIMIT) ? [[name, [value]]] : [],
  );
  const supplied = [...values].flatMap(([name, value]) => (name.startsWith(SUPPLIED) ? [value] : []));
  return {
    water_error: waterFigures(c, power),
    ...Object.fromEntries([...limits, ...factors]),
    ...(supplied.length > 0 && { supplied }),
  };
}
