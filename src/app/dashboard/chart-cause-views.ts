import type { ChartConfiguration } from 'chart.js';
import type { CauseAmounts, Causes } from '../../study/comparison/causes.ts';
import { addedCauses, CAUSE_CODES } from './added-tables.ts';
import { COLOURS, SERIES_COLOURS, wrap } from './chart-theme.ts';
import { byRow, energyLabel, rowAt } from './chart-tooltip.ts';
import type { FigureSpec } from './figure.ts';
import { energyNumber, energyScale, largest, plain, type Scale } from './format.ts';
import { named, t } from './i18n.ts';

/**
 * The same difference divided in other ways: limits lifted one after another, and, where asked for, limits lifted
 * further.
 */
interface View {
  readonly code: 'average' | 'sequential' | 'further';
  readonly name: string;
  readonly amounts: Pick<Causes, (typeof WORLDS)[number]>;
  readonly colour: string;
}
const WORLDS = ['reference', 'counterfactual', 'delta'] as const;
const CODES = [...CAUSE_CODES, 'total_gwh'] as const;

export function causeViewsSpec(causes: Causes): FigureSpec {
  const views = viewsOf(causes);
  const scale = energyScale(largest(views.flatMap(({ amounts }) => WORLDS.map((world) => amounts[world].total_gwh))));
  const fine = { ...scale, digits: scale.digits + 1 };
  const added = addedCauses(
    views.map(({ code, amounts }) => ({ key: code, ...amounts })),
    true,
    fine,
  );
  const asked = CAUSE_CODES.filter((code) => causes.delta[code] !== null);
  const title = t('chart_cause_views');
  const lines = views.flatMap(({ code, name, amounts }, at) =>
    WORLDS.map((world) => ({ code, name, world, amounts: amounts[world], printed: added[at][world] })),
  );
  return {
    id: 'cause-views',
    title,
    height: 110 + 22 * asked.length * views.length,
    note: [
      t('chart_cause_views_note', {
        order: causes.sequential.order.map((cause) => named('cause', `${cause}_gwh`)).join(t('then')),
      }),
      causes.sensitivity ? t('chart_cause_views_further') : '',
    ]
      .filter(Boolean)
      .join(' '),
    summary:
      `${title} (${scale.unit}). ` +
      `${views.map(({ name, amounts }) => `${name}: ` + `${asked.map((code) => `${named('cause', code)} ${energyNumber(amounts.delta[code], scale, true)}`).join(', ')}`).join('; ')}`,
    chart: bars(views, asked, scale),
    table: {
      head: [t('column_view'), t('column_world'), ...CODES.map((code) => `${named('cause', code)} (${scale.unit})`)],
      shown: lines.map(({ name, world, printed }) => [
        name,
        t(`world_${world}`),
        ...CODES.map((code) => plain(printed[code], fine.digits, world === 'delta')),
      ]),
      csvHead: ['view', 'world', ...CODES],
      raw: lines.map(({ code, world, amounts }) => [code, world, ...CODES.map((cause) => amounts[cause] ?? '')]),
    },
  };
}

const viewsOf = (causes: Causes): View[] => [
  { code: 'average', name: t('view_average'), amounts: causes, colour: COLOURS.counterfactual },
  { code: 'sequential', name: t('view_sequential'), amounts: causes.sequential, colour: COLOURS.reference },
  ...(causes.sensitivity
    ? [{ code: 'further' as const, name: t('view_further'), amounts: causes.sensitivity, colour: SERIES_COLOURS[3] }]
    : []),
];

function bars(views: readonly View[], asked: readonly (keyof CauseAmounts)[], scale: Scale): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    data: {
      labels: asked.map((code) => wrap(named('cause', code), 18)),
      datasets: views.map(({ name, amounts, colour }) => ({
        label: name,
        data: asked.map((code) => {
          const gwh = amounts.delta[code];
          return gwh === null ? null : gwh * scale.factor;
        }),
        backgroundColor: colour,
        borderRadius: 2,
        maxBarThickness: 16,
      })),
    },
    options: {
      indexAxis: 'y',
      interaction: rowAt('y'),
      scales: {
        y: { grid: { display: false }, ticks: { autoSkip: false } },
        x: { ticks: { maxRotation: 0 }, title: { display: true, text: `${t('difference')} (${scale.unit})` } },
      },
      plugins: {
        annotation: { annotations: {} },
        tooltip: { callbacks: { title: byRow((at) => named('cause', asked[at])), label: energyLabel('x', scale) } },
      },
    },
  };
}
