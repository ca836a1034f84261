import type { YearOnYearResult } from '../../study/backcast/year-on-year-result.ts';
import { SERIES_COLOURS, wrap } from './chart-theme.ts';
import { byRow, energyLabel, rowAt } from './chart-tooltip.ts';
import { type Child } from './dom.ts';
import { figure, type FigureSpec } from './figure.ts';
import { energy, energyNumber, energyScale, largest } from './format.ts';
import { named, t } from './i18n.ts';
import { sidePanel } from './side-panel.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

export const hasYears = ({ context }: State): boolean => context.explainedYears.length > 1;

/**
 * What changed curtailment from year to year, by driver; beside the effect of the removal, because it differs by
 * design.
 */
export function yearsSection(state: State, actions: SideActions<'decompositions'>): readonly Child[] {
  const request = requestOf(state);
  const [first, last] = [
    state.context.explainedYears[0],
    state.context.explainedYears[state.context.explainedYears.length - 1],
  ];
  const panel = {
    id: 'years',
    title: t('years'),
    intro: t('years_intro'),
    run: t('years_run', { first, last }),
    start: () => actions.start(JSON.stringify(request), request),
    cancel: actions.cancel,
  };
  const { result } = state.years;
  return result ? [sidePanel(panel, state.years), figure(yearsSpec(result))] : [sidePanel(panel, state.years)];
}

export function resumeYears(state: State, actions: SideActions<'decompositions'>): void {
  if (!hasYears(state)) return;
  const request = requestOf(state);
  void actions.resume(JSON.stringify(request), (asked) => asked.model === request.model);
}

const requestOf = ({ context }: State) => ({ model: context.counterfactual?.model ?? '' });

const DRIVERS = [
  'water_gwh',
  'hydro_fleet_gwh',
  'base_demand_gwh',
  'removed_load_gwh',
  'lines_gwh',
  'thermal_gwh',
  'change_gwh',
] as const;

function yearsSpec({ years, changes, level }: YearOnYearResult): FigureSpec {
  const scale = energyScale(
    largest([
      ...years.map(({ curtailed_gwh }) => curtailed_gwh),
      ...changes.flatMap((change) => DRIVERS.map((driver) => change[driver])),
    ]),
  );
  const name = ({ from, to }: YearOnYearResult['changes'][number]): string => `${from} → ${to}`;
  const title = t('chart_years');
  return {
    id: 'years-chart',
    title,
    height: 120 + 50 * DRIVERS.length,
    note: t('chart_years_note', {
      level: named('level', level),
      years: years.map(({ year, curtailed_gwh }) => `${year}: ${energy(curtailed_gwh, scale)}`).join(', '),
    }),
    summary:
      `${title} (${scale.unit}). ` +
      `${changes.map((change) => `${name(change)}: ` + `${DRIVERS.map((driver) => `${named('driver', driver)} ${energyNumber(change[driver], scale, true)}`).join(', ')}`).join('; ')}`,
    chart: {
      type: 'bar',
      data: {
        labels: DRIVERS.map((driver) => wrap(named('driver', driver), 20)),
        datasets: changes.map((change, i) => ({
          label: name(change),
          data: DRIVERS.map((driver) => change[driver] * scale.factor),
          backgroundColor: SERIES_COLOURS[(i + 1) % SERIES_COLOURS.length],
          borderRadius: 2,
          maxBarThickness: 18,
        })),
      },
      options: {
        indexAxis: 'y',
        interaction: rowAt('y'),
        scales: {
          y: { grid: { display: false }, ticks: { autoSkip: false } },
          x: { title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
        },
        plugins: {
          annotation: { annotations: {} },
          tooltip: {
            callbacks: { title: byRow((at) => named('driver', DRIVERS[at])), label: energyLabel('x', scale) },
          },
        },
      },
    },
    table: {
      head: [t('years_driver'), ...changes.map((change) => `${name(change)} (${scale.unit})`)],
      shown: DRIVERS.map((driver) => [
        named('driver', driver),
        ...changes.map((change) => energyNumber(change[driver], scale, true)),
      ]),
      csvHead: ['driver', ...changes.map(({ from, to }) => `${from}_${to}_gwh`)],
      raw: DRIVERS.map((driver) => [driver, ...changes.map((change) => change[driver])]),
    },
  };
}
