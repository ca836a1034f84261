import { describe, expect, it } from 'vitest';
import { readersLanguage } from '../../src/app/api/server/readers-language.ts';
import { refuse } from '../../src/app/cli/session/answer.ts';
import { langOf } from '../../src/app/cli/text/say-notes.ts';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { KINDS, parseQuantity, type Kind } from '../../src/system/schema/units.ts';
import { limitInChinese } from '../../src/app/words/limit-words.ts';
import { inLanguage, PROBLEM_WORDS } from '../../src/app/words/say-problem.ts';
import { codesInSource, codesWithWords } from '../../tools/problem-codes.js';
import { readFlowTable } from '../../src/system/flow-table/flow-table.ts';
import { problem, type Problem } from '../../src/system/words/problem.ts';

const HAN = /\p{Script=Han}/u;

describe('words of problems', () => {
  const { codes, unread, limits } = codesInSource();
  it('every code in the source has words in English and Chinese: add them in src/app/words', () => {
    expect(unread).toEqual([]);
    expect(codes.size).toBeGreaterThan(200);
    expect(
      [...codes].filter(([code]) => PROBLEM_WORDS[code] === undefined).map(([code, file]) => `${code} (${file})`),
    ).toEqual([]);
  });

  it('what is allowed is said in Chinese too', () => {
    const english = /\b(?:a|an|the|of|for|with|that|every|each|at|from|between|than|or|and)\b/i;
    expect(limits.size).toBeGreaterThan(120);
    expect(
      [...limits]
        .map((limit) => [limit, limitInChinese(limit)])
        .filter(
          ([limit, said]) =>
            english.test(said) || (/^(?!one of)\w.*[a-z]{3,} [a-z]{2,}/i.test(limit) && !HAN.test(said)),
        ),
    ).toEqual([]);
  });

  it('the check before every landing knows the same words', () => {
    expect([...codesWithWords()].sort()).toEqual(Object.keys(PROBLEM_WORDS).sort());
  });

  it('the words are whole', () => {
    for (const [code, [en, zh, remedy]] of Object.entries(PROBLEM_WORDS)) {
      expect([code, /^[\x20-\x7E]+$/.test(en), HAN.test(zh), HAN.test(remedy)]).toEqual([code, true, true, true]);
      for (const name of `${zh}${remedy}`.matchAll(/\{(\w*)\}/g))
        expect([code, ['value', 'limit', 'field', 'row', 'name', 'said'].includes(name[1])]).toEqual([code, true]);
      const said = inLanguage(
        problem(code, 'stations.csv/ertan.head_m', 'x', 'one of a, b', 'message', 'did you mean "y"? otherwise: z'),
        'zh',
      );
      expect(`${said.message}${said.hint}`).not.toMatch(/[{}]|undefined/);
      expect(said.hint).toContain('是否为“y”');
    }
  });
});

describe('the language of problems', () => {
  const found: Problem = problem(
    'unknown-zone',
    'stations.csv/ertan.zone',
    'pan',
    'one of a, b',
    'there is no zone "pan" in zones.csv',
    'did you mean "panzhihua"? otherwise: name an existing zone',
  );

  it('is Chinese with --lang zh, in the text and in the document', async () => {
    const { document, text } = refuse([found], {}, 'zh');
    expect((document as { problems: Problem[] }).problems[0]).toMatchObject({
      code: 'unknown-zone',
      path: 'stations.csv/ertan.zone',
      value: 'pan',
      limit: 'a, b',
      message: '没有分区“pan”',
      hint: '是否为“panzhihua”？否则：用已有的标识：a, b',
    });
    expect(text).toContain('共 1 个问题');
    expect(refuse([found], {}, 'en').text).toContain('there is no zone "pan"');
    expect([['run', 'a', '--lang', 'zh'], ['run', '--lang=zh'], ['run'], ['run', '--lang', 'fr']].map(langOf)).toEqual([
      'zh',
      'zh',
      'en',
      'en',
    ]);
    expect((await validatePath('nowhere')).text).toContain('does not exist');
  });

  it('names every kind of value that may stand', () => {
    expect(['a number or a list', 'a text or a block of fields', 'true or false'].map(limitInChinese)).toEqual([
      '数或列表',
      '文字或一组字段',
      'true 或 false',
    ]);
  });

  it.each([
    ['0.04 to 120 MW', '0.04 至 120 MW'],
    ['-60000 to 60000 m3/s', '-60000 至 60000 m3/s'],
    ['0.012 to 12 MW per m3/s', '0.012 至 12 MW per m3/s'],
    ['1e-7 to 1e+21 GWh', '1e-7 至 1e+21 GWh'],
    ['2 to 5 scenarios', '2 至 5 个情景'],
    ['0 to 1', '0 至 1'],
  ])('says the range %s', (limit, said) => {
    expect(limitInChinese(limit)).toBe(said);
  });

  it('does not say twice which way a limit bounds', () => {
    const zh = inLanguage(problem('above-rating', 'measures[0].size', 120, '<= 100 MW', 'm', 'h'), 'zh');
    expect([zh.message, zh.hint]).toEqual(['120 超过额定值（<= 100 MW）', '不超过 100 MW，或改正模型']);
    const twice = Object.keys(PROBLEM_WORDS).flatMap((code) => {
      const { message, hint } = inLanguage(problem(code, 'a.b', 120, '<= 100 MW', 'm', 'h'), 'zh');
      return [message, hint].filter((said) => /(?:[不大小低高多至]|超过|[于限荷]) ?<= 100/.test(said));
    });
    expect(twice).toEqual([]);
  });

  it('says how values in another unit are converted', () => {
    const head = { line: 1, cells: ['date', 'flow_mm'], starts: [1, 6] };
    const table = readFlowTable([head, { line: 2, cells: ['2021-06-01', '5'], starts: [1, 12] }]);
    expect('code' in table && inLanguage(table, 'zh').hint).toBe(
      '数值乘以 集水面积（km²） x 10^3/86400 即为 m³/s；换算为 m³/s，并在表头写明单位',
    );
  });

  it('gives an example of every kind of quantity', () => {
    const { hint } = inLanguage(problem('unit', 'measures[0].ramp', '2 dy', null, 'is not a duration', 'h'), 'zh');
    const examples = /如 (.*)$/.exec(hint)![1].split('、');
    const kinds = Object.keys(KINDS) as Kind[];
    expect(kinds.filter((kind) => !examples.some((text) => parseQuantity(text, kind) !== null))).toEqual([]);
  });

  it('is not looked for in a header without end', () => {
    expect(readersLanguage(`${'x,'.repeat(1000)}zh`)).toBe('en');
  });

  it.each([
    [undefined, 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['zh', 'zh'],
    ['*', 'en'],
    ['fr, zh;q=0.5', 'zh'],
    ['zh;q=0', 'en'],
    ['en;q=0.2, zh-Hans;q=0.7', 'zh'],
    ['zh, en', 'zh'],
    ['en, zh', 'en'],
  ])('of a request with Accept-Language %s is %s', (header, lang) => {
    expect(readersLanguage(header)).toBe(lang);
  });
});
