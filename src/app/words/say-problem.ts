import { slipInChinese } from '../../system/quantities/slips.ts';
import type { Problem } from '../../system/words/problem.ts';
import { conflictInChinese, remedyInChinese } from './conflict-words.ts';
import { limitInChinese } from './limit-words.ts';
import type { Catalogue, ProblemWords } from './problem-words.ts';
import { FILE_WORDS } from './words-files.ts';
import { MEASURE_WORDS } from './words-measures.ts';
import { MODEL_WORDS } from './words-models.ts';
import { SCENARIO_WORDS } from './words-scenarios.ts';
import { STUDY_WORDS } from './words-studies.ts';

/** Every code of a problem with its words; a test compares it with the codes in the source. */
export const PROBLEM_WORDS: Catalogue = {
  ...FILE_WORDS,
  ...SCENARIO_WORDS,
  ...MEASURE_WORDS,
  ...MODEL_WORDS,
  ...STUDY_WORDS,
};

export type ProblemLang = 'en' | 'zh';

/** A problem in the language of its reader: code, path and value stay, its sentences are those of the language. */
export function inLanguage(found: Problem, lang: ProblemLang): Problem {
  const words = lang === 'zh' ? wordsOf(found.code) : undefined;
  if (words === undefined) return found;
  const limit = found.limit === null ? null : limitInChinese(found.limit);
  const spoken = CONFLICTS.has(found.code)
    ? { ...found, limit, message: conflictInChinese(found.message) }
    : { ...found, limit };
  const remedy = CONFLICTS.has(found.code) ? remedyInChinese(found.hint) : null;
  return {
    ...spoken,
    message: filled(words[1], spoken),
    hint:
      remedy ??
      `${meant(found.hint)}${slipped(found.hint)}${converted(found.hint)}${filled(words[2], spoken)}${counted(found.message)}`,
  };
}

/** Problems that name limits that cannot all hold, and remedies that were tried. */
const CONFLICTS: ReadonlySet<string> = new Set(['contradiction-in-run', 'infeasible']);

/** Fields of a scenario are a family without end: the words of the family speak for each. */
const wordsOf = (code: string): ProblemWords | undefined =>
  PROBLEM_WORDS[code] ?? (code.startsWith('different-') ? PROBLEM_WORDS['different-fields'] : undefined);

/**
 * What the English sentences found out beyond the words of the code: the nearest name, and how many cells have the same
 * fault.
 */
function meant(hint: string): string {
  const near = /^did you mean "([^"]*)"\?/.exec(hint)?.[1];
  return near === undefined ? '' : `是否为“${near}”？否则：`;
}

/** The likely slip of a figure, which only the English sentence names. */
function slipped(hint: string): string {
  const slip = slipInChinese(hint);
  return slip === null ? '' : `可能的错误：${slip}；`;
}

/** By what the values are multiplied, which only the English sentence says. */
function converted(hint: string): string {
  const factor = /^multiply the values by (.*?) to get m3\/s/.exec(hint)?.[1];
  return factor === undefined ? '' : `数值乘以 ${factor.replace('the area in km2', '集水面积（km²）')} 即为 m³/s；`;
}

function counted(message: string): string {
  const count = /\(the first of (\d+)/.exec(message)?.[1];
  return count === undefined ? '' : `（同类共 ${count} 处，此为第一处）`;
}

/** Words that say which way a limit bounds, so that its sign is not said again. */
const SAID_BOUND = /((?:不超过|不低于|至多|至少|上限|大于|小于|最大负荷) ?)\{limit\}/g;

function filled(template: string, { value, limit, path, message }: Problem): string {
  const parts: Readonly<Record<string, string>> & { readonly limit: string } = {
    value: value === null ? '空' : typeof value === 'string' ? value : JSON.stringify(value),
    limit: limit ?? '见文档',
    field: path,
    said: message,
    row: /\/(.*)\.[^.]*$/.exec(path)?.[1] ?? path,
    name: /([^.[\]]+)\]?$/.exec(path)?.[1] ?? path,
  };
  return template
    .replace(SAID_BOUND, (_, words: string) => `${words}${parts.limit.replace(/^[<>]=? ?/, '')}`)
    .replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
}
