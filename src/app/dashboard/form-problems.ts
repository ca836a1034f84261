import type { Problem } from '../../system/words/problem.ts';
import { h, type Child } from './dom.ts';
import { language, named, t } from './i18n.ts';

const FIELDS = ['size', 'start', 'shares', 'connection', 'foresight', 'level'] as const;

/**
 * The form field that a problem's path speaks of (`changes.size`, `measures[0].start`, `loads[0].shares.yaan`), or null
 * for the whole form.
 */
export function fieldOf(problem: Problem): string | null {
  const parts = problem.path.split(/[./[\]]+/);
  return FIELDS.find((field) => parts.includes(field)) ?? null;
}

/**
 * Said at the top as well, so that a reader of a long form hears at once that something is wrong; problems of no field
 * stand here in full.
 */
export const problemSummary = (problems: readonly Problem[]): Child =>
  summary(
    'problems',
    problems,
    problems.filter((problem) => fieldOf(problem) === null),
  );
/** Of a request beside the form: in full but for those of `fields`, which are told beside them. */
export const problemsInFull = (id: string, problems: readonly Problem[], fields: readonly string[] = []): Child =>
  summary(
    id,
    problems,
    problems.filter(({ path }) => !fields.includes(path)),
  );

export const countText = (problems: readonly Problem[]): string =>
  problems.length === 1 ? t('error_one') : t('errors', { count: problems.length });

function summary(id: string, problems: readonly Problem[], inFull: readonly Problem[]): Child {
  if (problems.length === 0) return null;
  return h(
    'div',
    { class: 'problems', role: 'alert', id, tabindex: -1 },
    h('p', {}, h('strong', {}, countText(problems))),
    inFull.map((problem) => h('p', {}, `${problem.path ? `${problem.path}: ` : ''}${sentence(problem)}`)),
  );
}

export function problemText(field: string, problems: readonly Problem[]): Child {
  if (problems.length === 0) return null;
  return h(
    'div',
    { class: 'problem', id: `${field}-problem` },
    problems.map((problem) => h('p', {}, sentence(problem))),
  );
}

/** Problems with a number are said in the language of the page; others in the words of the server. */
function sentence(found: Problem): string {
  const own = `problem_${found.code.replaceAll('-', '_')}`;
  if (language() === 'zh' && found.limit !== null && (own === 'problem_out_of_range' || own === 'problem_wrong_type'))
    return t(own, { value: String(found.value), limit: named('limit', String(found.limit)) });
  return asWritten(found);
}

/** The server's messages may begin with their verb; the value refused then stands before it. */
function asWritten({ message, value, limit, hint }: Problem): string {
  const subject =
    /^(is|must) /.test(message) && (typeof value === 'string' || typeof value === 'number') ? `"${value}" ` : '';
  return [ended(subject + message), limit ? t('allowed', { limit }) : '', hint ? ended(hint) : '']
    .filter(Boolean)
    .join(language() === 'zh' ? '' : ' ');
}

const ended = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.。]$/, '')}${language() === 'zh' ? '。' : '.'}`;
