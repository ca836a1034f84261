import { withDrawnWater, withFlow } from '../compile-case/with-drawn-water.ts';
import { waterDraws } from '../hydrology/water-draws.ts';
import { calibratedModel } from '../../system/scenario/calibrated-for.ts';
import type { DrawSetup } from './draw-setup.ts';
import { choiceOf } from './drawn-choice.ts';
import { drawnFigures } from './drawn-figures.ts';
import { calendarMonths, drawnInputs } from './drawn-inputs.ts';
import type { DrawnPair } from './drawn-pair.ts';
import { chosenWorlds } from './drawn-worlds.ts';
import { sampledCases } from './sampled-pair.ts';
import { varyCase } from './vary-case.ts';

/**
 * Both worlds of a draw, reference first, with the same structure, place, water, limits, schedules, demand and load
 * size; draw k is the same whatever was drawn before.
 */
export function pairCases(setup: DrawSetup): (draw: number) => DrawnPair {
  const { seed, drawn, structures, places, waterYears, sample } = setup;
  if (waterYears) return yearCases(setup, waterYears);
  if (sample) return sampledCases(setup, sample);
  const worldsOf = chosenWorlds(setup);
  const [first] = worldsOf({ structure: null, place: null, sizeMw: null }).cases;
  const inputsOf = drawnInputs(
    drawn,
    seed,
    first.sections.ids.length,
    calendarMonths(first),
    first.stations.ids.length,
  );
  const years = drawn.some((row) => row.input === 'water')
    ? waterDraws(calibratedModel(setup.model, setup.counterfactual), seed, { start: first.start, days: first.days })
    : null;
  return (draw) => {
    const inputs = inputsOf(draw);
    const [structure, place] = [
      choiceOf(seed, 'structure', structures.length, draw),
      choiceOf(seed, 'place', places.length, draw),
    ];
    const chosen = { structure: structures[structure] ?? null, place: places[place] ?? null };
    const worlds = worldsOf({ ...chosen, sizeMw: inputs.sizeMw });
    const year = years?.year(draw);
    const [kept, removed] = worlds.cases.map((c, world) => {
      const flow = worlds.flows[world];
      return varyCase(
        year
          ? withDrawnWater(c, worlds.rivers[world], year)
          : withFlow(
              c,
              worlds.rivers[world],
              {
                ...flow,
                at: (mean, gauge, hour) =>
                  flow.at(mean, gauge, hour) * inputs.waterError[c.monthOfDay[Math.floor(hour / 24)]],
              },
              `${c.waterYear}-drawn-${seed}-${draw}`,
            ),
        inputs,
      );
    });
    const choices = {
      ...(structures.length > 0 && { structure: [structure] }),
      ...(places.length > 0 && { place: [place] }),
    };
    const undrawn = { key: `${structure} ${place}`, cases: () => worldsOf({ ...chosen, sizeMw: null }).cases };
    return {
      cases: [kept, removed],
      figures: { ...drawnFigures(kept, worlds.power, first.sections.ids, drawn, inputs), ...choices },
      undrawn,
    };
  };
}

/** Both worlds with the water of a named year, as a comparison would compile them. */
const yearCases =
  (setup: DrawSetup, waterYears: readonly string[]) =>
  (draw: number): DrawnPair => {
    const water = { water_year: waterYears[draw], factor: 1 };
    const { cases } = chosenWorlds({
      ...setup,
      reference: { ...setup.reference, water },
      counterfactual: { ...setup.counterfactual, water },
    })({ structure: null, place: null, sizeMw: null });
    return { cases, figures: {}, undrawn: null };
  };
