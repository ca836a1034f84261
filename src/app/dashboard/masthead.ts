import { askedOf } from './asked.ts';
import { draftOf } from './draft.ts';
import { h, type Child } from './dom.ts';
import { date, power } from './format.ts';
import { named, pick, t } from './i18n.ts';
import { isOpening } from './quick-sizes.ts';
import type { State } from './state.ts';

/** The question, the language button, and the settings under which the figures hold. */
export function masthead(state: State, switchLanguage: () => void): readonly Child[] {
  return [
    h(
      'div',
      { class: 'masthead-top' },
      h('p', { class: 'product' }, t('product')),
      h(
        'button',
        {
          type: 'button',
          id: 'language',
          class: 'quiet on-dark',
          'aria-label': t('switch_language'),
          onclick: switchLanguage,
        },
        t('other_language'),
      ),
    ),
    h('h1', {}, question(state)),
    settingsLine(state),
  ];
}

function question(state: State): string {
  const { context, shown } = state;
  const size = shown ? askedOf(state, shown).size : power(Number(draftOf(context.counterfactual).size));
  const { opening, modelTitle } = context;
  if (context.counterfactual && modelTitle && !isOpening(context))
    return t('question_other', { size, model: pick(modelTitle) });
  if (opening === null) return t('question_none');
  return shown ? pick(opening.question).replace('{size}', size) : pick(opening.question_plain);
}

function settingsLine(state: State): Child {
  const result = state.shown?.result;
  if (!result) return null;
  const { settings } = result;
  const items: readonly (readonly [string, string, string?])[] = [
    [
      t('model'),
      `${state.context.modelTitle ? pick(state.context.modelTitle) : result.provenance.model.id} ` +
        `${result.provenance.model.version}`,
    ],
    [t('scenario'), pick(result.title)],
    [t('window'), t('effect_window', { start: date(result.window.start), end: date(result.window.end) })],
    [t('foresight'), named('foresight', settings.foresight)],
    [t('level'), named('level', settings.level)],
    [t('export_rule'), named('export_rule', settings.export_rule)],
    [t('water_year'), settings.water_year],
    [t('solver'), settings.solver],
    [t('engine'), settings.engine_version],
    [
      t('hash'),
      `${result.reference.hash.slice(0, 8)} / ${result.counterfactual.hash.slice(0, 8)}`,
      `${result.reference.hash} / ${result.counterfactual.hash}`,
    ],
  ];
  return h(
    'dl',
    { class: 'settings' },
    items.map(([name, value, title]) => h('div', { title }, h('dt', {}, name), h('dd', {}, value))),
  );
}
