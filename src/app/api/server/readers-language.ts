import type { IncomingHttpHeaders } from 'node:http';
import type { Problem } from '../../../system/words/problem.ts';
import { inLanguage, type ProblemLang } from '../../words/say-problem.ts';

/** Longest header that is looked at; browsers send far less. */
const LONGEST = 500;

/** The language that a request prefers: Chinese where it is asked for before English, as RFC 9110 weighs them. */
export function readersLanguage(header: string | undefined): ProblemLang {
  const weighed = (header ?? '')
    .slice(0, LONGEST)
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]{1,5})$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    });
  const best = (language: string): number =>
    Math.max(
      0,
      ...weighed.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ weight }) => weight),
    );
  return best('zh') > best('en') ||
    (best('zh') > 0 && firstOf(weighed, 'zh') < firstOf(weighed, 'en') && best('zh') === best('en'))
    ? 'zh'
    : 'en';
}

const firstOf = (weighed: readonly { readonly tag: string }[], language: string): number => {
  const at = weighed.findIndex(({ tag }) => tag === language || tag.startsWith(`${language}-`));
  return at < 0 ? Infinity : at;
};

/**
 * An answer with the problems in it, and those of the items in it, in the language of its reader; anything else as it
 * is.
 */
export function inReaders(request: { readonly headers: IncomingHttpHeaders }, answer: unknown): unknown {
  return readersLanguage(request.headers['accept-language']) === 'en' ? answer : spoken(answer);
}

function spoken(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const { problems, items, detail, total } = answer as {
    problems?: unknown;
    items?: unknown;
    detail?: unknown;
    total?: unknown;
  };
  if (Array.isArray(items)) return { ...answer, items: items.map(spoken) };
  if (!Array.isArray(problems) || problems.length === 0) return answer;
  const told = (problems as Problem[]).map((one) => inLanguage(one, 'zh'));
  return {
    ...answer,
    problems: told,
    ...(typeof detail === 'string' ? { detail: detailOf(told, Number(total ?? told.length)) } : {}),
  };
}

const detailOf = ([first]: readonly Problem[], total: number): string =>
  total === 1 ? `${first.path === '' ? '' : `${first.path}：`}${first.message}。` : `输入有 ${total} 个问题。`;
