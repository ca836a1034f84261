import type { BackcastResult, BackcastRow } from '../../study/backcast/backcast-result.ts';
import type { PredictedSpread } from '../../study/base/prediction-result.ts';
import { amount, COLUMNS, figureCells } from './backcast-table.ts';
import { figureName, inOrder } from './backcast-rows.ts';
import type { FigureSpec } from './figure.ts';
import { t } from './i18n.ts';

type Predicted = BackcastRow & { readonly predicted: PredictedSpread };

/**
 * What stored predictions say of held-out years, beside the model as it stands and whatever was published since; null
 * where nothing was predicted.
 */
export function predictedSpec({ rows, predictions }: BackcastResult): FigureSpec | null {
  const told = inOrder(rows).filter((row): row is Predicted => row.predicted !== null);
  if (told.length === 0) return null;
  const title = t('predicted_table');
  return {
    id: 'backcast-predicted',
    title,
    note: predictions.map(noteOf).join(' '),
    summary: title,
    height: 0,
    chart: null,
    tableOnly: true,
    table: {
      head: [
        t('column_figure'),
        t('column_period'),
        t('column_published'),
        t('column_model'),
        'P5',
        'P25',
        t('column_median'),
        'P75',
        'P95',
        t('column_lies'),
      ],
      shown: told.map((row) => [
        figureName(row),
        row.period,
        amount(row.published, row.unit),
        amount(row.model, row.unit),
        ...[row.predicted.p05, row.predicted.p25, row.predicted.p50, row.predicted.p75, row.predicted.p95].map(
          (value) => (value === undefined ? '' : amount(value, row.unit)),
        ),
        liesText(row.predicted_standing),
      ]),
      csvHead: [...COLUMNS, 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'mean'],
      raw: told.map((row) => {
        const { p05, p10, p25 = '', p50, p75 = '', p90, p95, mean } = row.predicted;
        return [...figureCells(row), p05, p10, p25, p50, p75, p90, p95, mean];
      }),
    },
  };
}

function liesText(standing: BackcastRow['predicted_standing']): string {
  if (!standing) return '—';
  const { inside, side } = standing;
  return inside === 50 ? t('lies_inside') : t(inside === 90 ? `lies_${side!}_half` : `lies_${side!}_all`);
}

/** When and how it was made, and whether the model is still the one that made it. */
const noteOf = ({
  year,
  made,
  draws,
  seed,
  effective_draws: worth,
  published_figures: seen,
  same_case: same,
}: BackcastResult['predictions'][number]): string =>
  `${t('predicted_note', { year, made, draws, seed, seen, worth: worth === null ? '' : t('predicted_worth', { worth: Math.round(worth) }) })}${same ? '' : ` ${t('predicted_changed')}`}`;
