import type { Problem } from '../../system/words/problem.ts';
import type { Connection } from './job-api.ts';
import type { Place } from './context.ts';
import { CUSTOM, connectionSum, pricesForesight, type Draft } from './draft.ts';
import { h, type Child } from './dom.ts';
import { fieldOf, problemSummary, problemText } from './form-problems.ts';
import { gigawatts, powerNumber } from './format.ts';
import { quickButtons } from './quick-sizes.ts';
import { language, named, pick, t } from './i18n.ts';
import type { State } from './state.ts';

export interface FormActions {
  readonly edit: (patch: Partial<Draft>, redraw: boolean) => void;
  readonly run: () => void;
  readonly cancel: () => void;
}

/**
 * The control that runs it stands apart, always in view (`run-bar.ts`). The form keeps what was typed as it is and lets
 * the server judge it, so that every problem comes back at once with its hint.
 */
export function form(state: State, actions: FormActions): readonly Child[] {
  const set = (patch: Partial<Draft>, redraw = false): void => actions.edit(patch, redraw);
  // What is typed before the scenario is there would be lost with its values.
  return [
    h(
      'form',
      {
        id: 'case',
        class: 'card form',
        novalidate: true,
        inert: state.loading,
        'aria-labelledby': 'form-title',
        onsubmit: (event) => {
          event.preventDefault();
          actions.run();
        },
      },
      h('h2', { id: 'form-title' }, t('form')),
      h('p', { class: 'note' }, t('form_note')),
      problemSummary(state.problems),
      sizeField(state, set),
      startField(state, set),
      placeField(state, set),
      connectionField(state, set),
      choice(
        'foresight',
        t('foresight'),
        ['perfect', 'rolling'].map((code) => [code, named('foresight', code)]),
        state.draft.foresight,
        state.problems,
        (foresight) => set({ foresight }, true),
      ),
      tick('price', pricesForesight(state.draft), state.draft.foresight !== 'rolling', (price) => set({ price })),
      levelField(state, set),
      causesField(state, set),
    ),
  ];
}

type Set = (patch: Partial<Draft>, redraw?: boolean) => void;
const text = (event: Event): string => (event.target as HTMLInputElement).value;
const problemsOf = (problems: readonly Problem[], field: string): readonly Problem[] =>
  problems.filter((problem) => fieldOf(problem) === field);

/** A labelled control with the problems that concern it, tied to it for screen readers. */
function field(
  id: string,
  label: string,
  problems: readonly Problem[],
  control: (invalid: Record<string, string>) => Child,
): HTMLElement {
  const own = problemsOf(problems, id);
  const invalid: Record<string, string> =
    own.length > 0 ? { 'aria-invalid': 'true', 'aria-describedby': `${id}-problem` } : {};
  return h('div', { class: 'field' }, h('label', { for: id }, label), control(invalid), problemText(id, own));
}

/** A Chinese planner types 万千瓦, an English one GW; the draft holds GW. What is not a number is kept as typed. */
function sizeField(state: State, set: Set): HTMLElement {
  const entered = Number(state.draft.size);
  const value = state.draft.size.trim() === '' || Number.isNaN(entered) ? state.draft.size : powerNumber(entered);
  const read = (typed: string): string =>
    typed.trim() === '' || Number.isNaN(Number(typed)) ? typed : String(gigawatts(Number(typed)));
  const node = field('size', t('size', { unit: language() === 'zh' ? '万千瓦' : 'GW' }), state.problems, (invalid) =>
    h('input', {
      id: 'size',
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      value,
      ...invalid,
      oninput: (event) => set({ size: read(text(event)) }),
    }),
  );
  node.append(
    h(
      'div',
      { class: 'quick', role: 'group', 'aria-label': t('size_quick') },
      quickButtons(state.context, 'size', (gw) => set({ size: String(gw) }, true)),
    ),
  );
  return node;
}

const startField = (state: State, set: Set): HTMLElement => {
  const window = state.context.counterfactual?.window;
  return field('start', t('start'), state.problems, (invalid) =>
    h('input', {
      id: 'start',
      type: 'date',
      min: window?.start.slice(0, 10),
      max: window?.end.slice(0, 10),
      value: state.draft.start,
      ...invalid,
      oninput: (event) => set({ start: text(event) }),
    }),
  );
};

function placeField(state: State, set: Set): HTMLElement {
  const { places } = state.context;
  const options: [string, string][] = [
    ...places.map((place): [string, string] => [place.id, pick(place.name)]),
    [CUSTOM, t('place_custom')],
  ];
  const choose = (place: string): void =>
    set({ place, ...weightsOf(places.find((candidate) => candidate.id === place)) }, true);
  const node = choice('shares', t('place'), options, state.draft.place, state.problems, choose);
  node.append(weightsTable(state, set));
  return node;
}

const weightsOf = (place: Place | undefined): Partial<Draft> => (place ? { weights: place.shares } : {});

/** The weights of the chosen variant; editing one makes them the user's own. */
function weightsTable(state: State, set: Set): HTMLElement {
  const ids =
    state.context.prefectures.length > 0
      ? state.context.prefectures
      : Object.keys(state.draft.weights).map((id) => ({ id, name: { en: id, zh: id } }));
  const weights = { ...state.draft.weights };
  const input = (id: string): HTMLElement =>
    h('input', {
      id: `weight-${id}`,
      type: 'number',
      min: 0,
      step: 'any',
      value: weights[id] ?? 0,
      oninput: (event) => {
        weights[id] = Number(text(event));
        set({ weights: { ...weights }, place: CUSTOM });
        (document.getElementById('shares') as HTMLSelectElement).value = CUSTOM;
      },
    });
  return h(
    'details',
    { class: 'weights', open: state.draft.place === CUSTOM && !state.loading },
    h('summary', {}, t('weights')),
    h('p', { class: 'note' }, t('weights_note')),
    h(
      'div',
      { class: 'weights-grid' },
      ids.map(({ id, name }) => [h('label', { for: `weight-${id}` }, pick(name)), input(id)]),
    ),
  );
}

function connectionField(state: State, set: Set): HTMLElement {
  const own = problemsOf(state.problems, 'connection');
  let values: Connection = state.draft.connection;
  const sum = h('p', { class: 'note', id: 'connection-sum', 'aria-live': 'polite' });
  const showSum = (): void => {
    const total = connectionSum(values);
    sum.textContent = t(total === 100 ? 'connection_sum' : 'connection_sum_wrong', { sum: total });
    sum.classList.toggle('bad', total !== 100);
  };
  const part = (key: keyof Connection): HTMLElement =>
    h(
      'div',
      {},
      h('label', { for: `connection-${key}` }, t(`connection_${key}`)),
      h('input', {
        id: `connection-${key}`,
        type: 'number',
        min: 0,
        max: 100,
        step: 'any',
        value: values[key],
        'aria-invalid': own.length > 0 ? 'true' : undefined,
        'aria-describedby': own.length > 0 ? 'connection-problem' : 'connection-sum',
        oninput: (event) => {
          values = { ...values, [key]: Number(text(event)) };
          set({ connection: values });
          showSum();
        },
      }),
    );
  showSum();
  return h(
    'fieldset',
    { class: 'field' },
    h('legend', {}, t('connection')),
    h('div', { class: 'thirds' }, part('grid'), part('consumption_zone'), part('direct')),
    sum,
    problemText('connection', own),
  );
}

function levelField(state: State, set: Set): HTMLElement {
  const node = choice(
    'level',
    t('level'),
    ['screen', 'standard', 'exact'].map((code) => [code, named('level', code)]),
    state.draft.level,
    state.problems,
    (level) => set({ level }),
  );
  node.append(h('p', { class: 'note', id: 'level-note' }, t('level_note')));
  return node;
}

/** Limits lifted further are a question about causes, so the second box follows the first. */
const causesField = (state: State, set: Set): readonly Child[] => [
  tick('attribute', state.draft.attribute, false, (attribute) => set({ attribute }, true)),
  tick('sensitivity', state.draft.attribute && state.draft.sensitivity, !state.draft.attribute, (sensitivity) =>
    set({ sensitivity }),
  ),
];

const tick = (
  id: 'attribute' | 'sensitivity' | 'price',
  checked: boolean,
  disabled: boolean,
  choose: (on: boolean) => void,
): HTMLElement =>
  h(
    'div',
    { class: 'field' },
    h(
      'label',
      { class: 'check', for: id },
      h('input', {
        id,
        type: 'checkbox',
        checked,
        disabled,
        'aria-describedby': `${id}-note`,
        onchange: (event) => choose((event.target as HTMLInputElement).checked),
      }),
      t(id),
    ),
    h('p', { class: 'note', id: `${id}-note` }, t(`${id}_note`)),
  );

function choice(
  id: string,
  label: string,
  options: readonly (readonly [string, string] | string[])[],
  value: string,
  problems: readonly Problem[],
  choose: (value: string) => void,
): HTMLElement {
  return field(id, label, problems, (invalid) =>
    h(
      'select',
      { id, ...invalid, onchange: (event) => choose(text(event)) },
      options.map(([code, name]) => h('option', { value: code, selected: code === value }, name)),
    ),
  );
}
