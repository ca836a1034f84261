import type { BackcastResult, BackcastRow } from '../../study/backcast/backcast-result.ts';
import { factorsSpec } from './backcast-factors.ts';
import { compared, figureName, notCompared } from './backcast-rows.ts';
import { predictedSpec } from './backcast-predicted.ts';
import { comparedSpec, notComparedSpec } from './backcast-table.ts';
import { errorsSpec } from './chart-backcast.ts';
import { h, type Child } from './dom.ts';
import { figure } from './figure.ts';
import { date, dayAfter, percent } from './format.ts';
import { named, pick, t } from './i18n.ts';
import { sidePanel } from './side-panel.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

export const hasBackcast = (state: State): boolean => state.context.backcastYears.length > 0;

/** The model against published out-turns. */
export function backcastSection(state: State, actions: SideActions<'backcasts'>): readonly Child[] {
  const request = requestOf(state);
  const [first, last] = [
    state.context.backcastYears[0],
    state.context.backcastYears[state.context.backcastYears.length - 1],
  ];
  const values = { first, last };
  const panel = {
    id: 'backcast',
    title: t('backcast'),
    intro: t('backcast_intro'),
    run: t('backcast_run', values),
    start: () => actions.start(JSON.stringify(request), request),
    cancel: actions.cancel,
  };
  const { result } = state.backcast;
  if (!result) return [sidePanel(panel, state.backcast)];
  const [errors, predicted, factors] = [errorsSpec(result), predictedSpec(result), factorsSpec(result)];
  return [
    sidePanel(panel, state.backcast),
    errors && figure(errors),
    figure(comparedSpec(result, settingsOf(result))),
    predicted && figure(predicted),
    factors && figure(factors),
    notComparedCard(result),
  ];
}

export function resumeBackcast(state: State, actions: SideActions<'backcasts'>): void {
  if (!hasBackcast(state)) return;
  const request = requestOf(state);
  void actions.resume(
    JSON.stringify(request),
    (asked) =>
      asked.model === request.model &&
      asked.years === request.years &&
      JSON.stringify(asked.options) === JSON.stringify(request.options),
  );
}

function requestOf({ context }: State) {
  const years = context.backcastYears;
  return {
    model: context.counterfactual?.model ?? '',
    years: `${years[0]}..${years[years.length - 1]}`,
    options: { level: 'screen' },
  };
}

const settingsOf = ({ runs }: BackcastResult): string =>
  runs
    .map(({ year, scenario, settings, relative_gap: gap }) =>
      t('backcast_of_year', { year, scenario, level: named('level', settings.level), gap: percent(gap, 2) }),
    )
    .join(' ');

/** In plain words what is left out and why, and every such figure in a table. */
function notComparedCard(result: BackcastResult): HTMLElement {
  const left = notCompared(result);
  const published = left.length + compared(result).length;
  const other = result.bases.filter((basis) => !basis.comparable);
  const isOther = (row: BackcastRow): boolean =>
    other.some(({ quantity, series }) => quantity === row.quantity && series === row.series);
  const ran = new Set(result.runs.map(({ year }) => year));
  const noRun = left.filter((row) => !isOther(row) && !ran.has(Number(row.period.slice(0, 4))));
  const outside = left.filter((row) => !isOther(row) && !noRun.includes(row) && row.bounded);
  const open = [...new Set(result.rows.filter(({ bounded }) => !bounded).map(({ period }) => period.slice(0, 4)))];
  const { window } = result.runs[0];
  return h(
    'div',
    { class: 'card', id: 'backcast-left' },
    h('h3', {}, t('backcast_left')),
    h('p', {}, t('backcast_left_count', { count: left.length, published })),
    h(
      'ul',
      {},
      outside.length > 0 &&
        h(
          'li',
          {},
          t('backcast_left_window', {
            count: outside.length,
            start: date(window.start, 'short'),
            end: date(dayAfter(window.end, -1), 'short'),
          }),
        ),
      noRun.length > 0 && h('li', {}, t('backcast_left_years', { count: noRun.length })),
      open.length > 0 && h('li', {}, t('backcast_left_open', { years: open.join(', ') })),
      other.map(({ quantity, series, basis }) => {
        const count = left.filter((row) => row.quantity === quantity && row.series === series).length;
        return (
          count > 0 &&
          h('li', {}, t('backcast_left_series', { count, name: figureName({ quantity, series }), basis: pick(basis) }))
        );
      }),
    ),
    h('details', { class: 'basis' }, h('summary', {}, t('backcast_left_all')), figure(notComparedSpec(left))),
  );
}
