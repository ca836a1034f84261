import type { EnsembleResult } from '../../study/ensemble/ensemble-answer.ts';
import { drawsSpec, type Undrawn } from './chart-draws.ts';
import { groupsSpec } from './chart-groups.ts';
import { h, type Child } from './dom.ts';
import { same } from './draft.ts';
import { askedDraws, ENSEMBLE_FIELDS, ensembleForm } from './ensemble-form.ts';
import { ensembleSummary } from './ensemble-summary.ts';
import { inputsSpec, quantilesSpec, structuresSpec } from './ensemble-tables.ts';
import { figure } from './figure.ts';
import { named, t } from './i18n.ts';
import { sidePanel } from './side-panel.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

/** How sure the difference is: the case shown above, with what is uncertain drawn many times in both worlds alike. */
export function ensembleSection(state: State, actions: SideActions<'ensembles'>): readonly Child[] {
  const { reference, counterfactual } = state.context;
  if (!reference || !counterfactual) return [];
  const current =
    state.ensemble.key === keyOf(state)
      ? state.ensemble
      : { ...state.ensemble, notice: null, problems: [], result: null };
  const start = (): void => actions.start(keyOf(state), { ...caseOf(state), ...askedDraws(state) });
  const panel = sidePanel(
    {
      id: 'ensemble',
      title: t('ensemble'),
      intro: t('ensemble_intro'),
      run: t('ensemble_run'),
      start,
      cancel: actions.cancel,
      before: ensembleForm(state, current.problems),
      fields: ENSEMBLE_FIELDS,
    },
    current,
  );
  const { result } = current;
  if (!result) return [panel];
  const { ensemble } = result;
  return [
    panel,
    ensembleSummary(result),
    h(
      'div',
      { class: 'pair-of-figures' },
      figure(drawsSpec(ensemble, undrawnOf(state, result))),
      figure(groupsSpec(ensemble, state.context)),
    ),
    figure(quantilesSpec(ensemble)),
    ensemble.by_structure.length > 0 ? figure(structuresSpec(ensemble)) : null,
    figure(inputsSpec(ensemble, state.context)),
  ];
}

/** The ensemble of the case shown, if there is one. */
export const ensembleOfCase = (state: State): EnsembleResult | null =>
  state.ensemble.key === keyOf(state) ? state.ensemble.result : null;

/** The newest ensemble of this case on the server, whatever number of draws it was asked with. */
export function resumeEnsemble(state: State, actions: SideActions<'ensembles'>): void {
  const { changes = {}, ...pair } = caseOf(state);
  void actions.resume(
    keyOf(state),
    (asked) =>
      asked.reference === pair.reference &&
      asked.counterfactual === pair.counterfactual &&
      asked.water_years === undefined &&
      same(asked.changes ?? {}, changes),
  );
}

const caseOf = (state: State) => ({
  ...state.context.pair,
  ...(state.shown?.request?.changes ? { changes: state.shown.request.changes } : {}),
});
const keyOf = (state: State): string => JSON.stringify(caseOf(state));

/** The comparison shown, and what the fitted structure says at the level of the draws where that is another. */
function undrawnOf({ shown }: State, { ensemble }: EnsembleResult): Undrawn[] {
  const headline = shown?.result
    ? [
        {
          mark: t('mark_shown'),
          name: t('undrawn_shown', { level: named('level', shown.result.settings.level) }),
          gwh: shown.result.curtailed_gwh.delta,
        },
      ]
    : [];
  const stated = ensemble.by_structure[0]?.as_stated_gwh ?? null;
  const apart = stated !== null && shown?.result?.settings.level !== ensemble.level;
  return [
    ...headline,
    ...(apart
      ? [{ mark: t('mark_stated'), name: t('undrawn_stated', { level: named('level', ensemble.level) }), gwh: stated }]
      : []),
  ];
}
