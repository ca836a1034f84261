import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadScenarioChain } from '../../src/io/files/scenario-files.ts';
import { factorToFlow } from '../../src/system/flow-table/other-units.ts';
import { workbook } from '../support/workbook.ts';

const root = mkdtempSync(join(tmpdir(), 'spillway-layouts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const toy = join(process.cwd(), 'scenarios/two-plant-cascade/base.yaml');

let count = 0;
/**
 * The two days of the toy read from these bytes: their flows with what was noted, or the codes of the problems with
 * their lines.
 */
async function read(
  bytes: Uint8Array | string,
  file = 'upper.csv',
  window = '',
): Promise<{
  flows?: readonly number[];
  start?: string;
  notes?: readonly string[];
  problems?: readonly (readonly [string, number | undefined])[];
}> {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  writeFileSync(join(folder, file), bytes);
  writeFileSync(
    join(folder, 'own.yaml'),
    `schema: spillway/scenario@1\nid: own\nextends: ${toy}\n${window}inflow:\n  - { station: upper, file: ${file} }\n`,
  );
  const loaded = await loadScenarioChain(join(folder, 'own.yaml'));
  if (!loaded.ok) return { problems: loaded.problems.map(({ code, line }) => [code, line] as const) };
  const [inflow] = loaded.value.scenario.inflow;
  expect(
    loaded.value.notes.every(
      ({ en, zh, file: named }) => en !== '' && /\p{Script=Han}/u.test(zh) && named !== undefined,
    ),
  ).toBe(true);
  return { flows: inflow.flow_m3s, start: inflow.start, notes: loaded.value.notes.map(({ code }) => code) };
}

const utf16 = (text: string, big = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
/** Words of the fixtures as GBK, looked up once in the code table that decodes them. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const known = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) known.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from(
    [...text].flatMap((sign) => (sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : (known.get(sign) ?? [0x3f]))),
  );
}
const bom = '\uFEFF';
const rows = (first: string, second: string, separator = ','): string =>
  `date${separator}flow_m3s\r\n${first}${separator}105.5\r\n${second}${separator}98\r\n`;
const flows = (first: string, second: string): string => `date,flow_m3s\n2021-06-01,${first}\n2021-06-02,${second}\n`;
const day1 = { serial: 44348 },
  day2 = { serial: 44349 };

describe('layouts that are read as they are meant', () => {
  test.each<[string, Uint8Array | string, string[]?]>([
    ['UTF-8', rows('2021-06-01', '2021-06-02')],
    ['UTF-8 with a mark, as Excel saves it', bom + rows('2021-06-01', '2021-06-02')],
    ['line ends of old Macs', 'date,flow_m3s\r2021-06-01,105.5\r2021-06-02,98\r'],
    [
      'GBK, as Chinese Excel saves CSV',
      gbk('日期,流量(m3/s)\r\n2021/6/1,105.5\r\n2021/6/2,98\r\n,\r\n,\r\n'),
      ['encoding'],
    ],
    ['GBK where ³ was lost', gbk('日期,入库流量(m³/s)\r\n2021/6/1,105.5\r\n2021/6/2,98\r\n'), ['encoding']],
    [
      'UTF-16 with a mark and tabs, as Excel saves Unicode text',
      utf16(bom + rows('2021/6/1', '2021/6/2', '\t')),
      ['encoding', 'separator'],
    ],
    ['UTF-16 the other way round', utf16(bom + rows('2021-06-01', '2021-06-02'), true), ['encoding']],
    ['UTF-16 without a mark', utf16(rows('2021-06-01', '2021-06-02')), ['encoding']],
    ['Chinese head', `${bom}日期,流量\r\n2021-06-01,105.5\r\n2021-06-02,98\r\n`, ['unit-assumed']],
    [
      'Chinese head with a unit in full-width brackets',
      '时间，流量（m³/s）\n2021-06-01，105.5\n2021-06-02，98\n',
      ['separator'],
    ],
    ['unit as papers write it', '日期,日均入库流量/(m3·s-1)\n2021-06-01,105.5\n2021-06-02,98\n'],
    ['semicolons', rows('2021-06-01', '2021-06-02', ';'), ['separator']],
    ['semicolons that the first line declares', `sep=;\r\n${rows('2021-06-01', '2021-06-02', ';')}`, ['separator']],
    ['tabs', rows('2021-06-01', '2021-06-02', '\t'), ['separator']],
    ['full-width semicolons', rows('2021-06-01', '2021-06-02', '；'), ['separator']],
    ['dates with slashes', rows('2021/6/1', '2021/6/2')],
    ['dates without zeros', rows('2021-6-1', '2021-6-2')],
    ['days first, parted by points', rows('01.06.2021', '02.06.2021', ';'), ['separator', 'day-order']],
    ['days first with a time', rows('1.6.2021 00:00', '2.6.2021 00:00'), ['day-order']],
    ['dates with points', rows('2021.6.1', '2021.06.02')],
    ['dates of digits alone', rows('20210601', '20210602')],
    ['dates in Chinese', rows('2021年6月1日', '2021年06月02日')],
    ['dates in Chinese numerals', rows('二〇二一年六月一日', '二〇二一年六月二日')],
    ['dates with weekdays', rows('2021年6月1日 星期二', '2021年6月2日 星期三')],
    ['dates by month name', rows('1-Jun-2021', '2-Jun-2021')],
    ['midnight as Excel writes it', rows('2021/6/1 0:00', '2021/6/2 0:00')],
    ['eight in the morning', rows('2021/6/1 8:00', '2021/6/2 8:00'), ['time-of-day']],
    ['times of a database', rows('2021-06-01 08:00:00.000', '2021-06-02 08:00:00.000'), ['time-of-day']],
    ['instants with a zone', rows('2021-05-31T16:00Z', '2021-06-01T16:00:00Z')],
    ['serial numbers', rows('44348', '44349'), ['serial-dates']],
    ['date in three columns', '年,月,日,流量(m3/s)\n2021,6,1,105.5\n2021,6,2,98\n'],
    ['date in three columns with their signs', '年份,月份,日,流量(m3/s)\n2021年,6月,1日,105.5\n2021年,6月,2日,98\n'],
    ['date and time in two columns', '日期,时间,流量(m3/s)\n2021/6/1,8:00,105.5\n2021/6/2,8:00,98\n', ['time-of-day']],
    [
      'other columns beside',
      '日期,水位(m),入库流量(m3/s),出库流量(m3/s)\n2021/6/1,1200,105.5,90\n2021/6/2,1201,98,90\n',
      ['columns-skipped'],
    ],
    ['empty columns and rows at the end', `${bom}date,flow_m3s,,\r\n2021-06-01,105.5,,\r\n2021-06-02,98,,\r\n,,,\r\n`],
    ['a thousand empty rows', `${rows('2021-06-01', '2021-06-02')}${',\r\n'.repeat(1000)}`],
    ['a title line', `${bom}某某站逐日平均流量表,\r\n${rows('2021-06-01', '2021-06-02')}`, ['line-skipped']],
    [
      'two title lines and an empty one',
      `上库站,\n资料来源：水文年鉴,\n,\n${rows('2021-06-01', '2021-06-02')}`,
      ['line-skipped', 'line-skipped'],
    ],
    ['a line of units', 'date,flow_m3s\n,m3/s\n2021-06-01,105.5\n2021-06-02,98\n'],
    ['a remark below', `${rows('2021-06-01', '2021-06-02')}注：资料来自水文年鉴,\r\n`, ['line-skipped']],
    ['a mean below', `${rows('2021-06-01', '2021-06-02')}平均,101.75\r\n`, ['line-skipped']],
    ['head in capitals and spaces', ' Date , Flow_m3s \n2021-06-01,105.5\n2021-06-02,98\n'],
    ['days out of order', 'date,flow_m3s\n2021-06-02,98\n2021-06-01,105.5\n'],
    ['line ends of several kinds', 'date,flow_m3s\r\n2021-06-01,105.5\n2021-06-02,98\r'],
    ['a comma behind each row', 'date,flow_m3s\n2021-06-01,105.5,\n2021-06-02,98,\n'],
    ['columns the other way round', 'flow_m3s,date\n105.5,2021-06-01\n98,2021-06-02\n'],
    ['full-width digits', flows('１０５．５', '９８')],
    ['a unit in each cell', flows('105.5 m3/s', '98 m³/s')],
    ['texts that only look so to a spreadsheet', 'date,flow_m3s\n="2021-06-01",="105.5"\n\'2021-06-02,\'98\n'],
    [
      'workbook with dates',
      workbook([
        {
          name: 'Sheet1',
          rows: [
            ['日期', '流量(m3/s)'],
            [day1, 105.5],
            [day2, 98],
          ],
        },
      ]),
    ],
    [
      'workbook with dates as texts of the standard',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [{ xml: '<c t="d"><v>2021-06-01T00:00:00</v></c>' }, 105.5],
            [{ xml: '<c t="d"><v>2021-06-02</v></c>' }, 98],
          ],
        },
      ]),
    ],
    [
      'workbook of a Mac',
      workbook(
        [
          {
            name: 'Sheet1',
            rows: [
              ['date', 'flow_m3s'],
              [{ serial: 42886 }, 105.5],
              [{ serial: 42887 }, 98],
            ],
          },
        ],
        { date1904: true },
      ),
    ],
    [
      'workbook of texts with a title',
      workbook([
        {
          name: 'Sheet1',
          rows: [
            ['上库站', null],
            [null, null],
            ['日期', '流量(m3/s)'],
            ['2021/6/1', '105.5'],
            ['2021/6/2', '98'],
          ],
        },
      ]),
      ['line-skipped'],
    ],
    [
      'workbook with other sheets',
      workbook([
        { name: '说明', rows: [['本表为日均流量']] },
        {
          name: '数据',
          rows: [
            ['date', 'flow_m3s'],
            [day1, 105.5],
            [day2, 98],
          ],
        },
        {
          name: '旧',
          hidden: true,
          rows: [
            ['date', 'flow_m3s'],
            [day1, 1],
            [day2, 2],
          ],
        },
      ]),
      ['sheet'],
    ],
    ['numbers with exponents', flows('1.055E+02', '9.8e1')],
    ['two marks at the front', bom + bom + rows('2021-06-01', '2021-06-02')],
    ['an empty column before', ',date,flow_m3s\n,2021-06-01,105.5\n,2021-06-02,98\n'],
    ['numbers of rows before', '序号,日期,流量(m3/s)\n1,2021-06-01,105.5\n2,2021-06-02,98\n', ['columns-skipped']],
    ['two styles of dates that each say one day', rows('2021/6/1', '2021-06-02')],
    ['mornings in Chinese', rows('2021/6/1 上午 8:00', '2021/6/2 上午 8:00'), ['time-of-day']],
    ['a standard instant without marks', rows('20210601T00:00:00', '20210602T00:00:00')],
    ['spaces that do not break, and of no width', 'date,flow_m3s\n\u200b2021-06-01,\u00a0105.5\n2021-06-02,98\u00a0\n'],
    ['bars', rows('2021-06-01', '2021-06-02', '|'), ['separator']],
    [
      'a remark of a program above',
      '# source: gauge 12\ndate,flow_m3s\n2021-06-01,105.5\n2021-06-02,98\n',
      ['line-skipped'],
    ],
    [
      'mean and highest flow side by side',
      '日期,平均流量,最大流量\n2021-06-01,105.5,150\n2021-06-02,98,120\n',
      ['unit-assumed', 'columns-skipped'],
    ],
    ['no line end at the end, old Mac', 'date,flow_m3s\r2021-06-01,105.5\r2021-06-02,98'],
    [
      'workbook with dates that lost their style',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [44348, 105.5],
            [44349, 98],
          ],
        },
      ]),
      ['serial-dates'],
    ],
    [
      'workbook with dates of digits alone',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [20210601, 105.5],
            [20210602, 98],
          ],
        },
      ]),
    ],
    [
      'workbook with times',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [{ serial: 44348.3333333 }, 105.5],
            [{ serial: 44349.3333333 }, 98],
          ],
        },
      ]),
      ['time-of-day'],
    ],
    [
      'workbook with a total below',
      workbook([
        {
          name: 'S',
          rows: [
            ['日期', '流量(m3/s)'],
            [day1, 105.5],
            [day2, 98],
            ['合计', 203.5],
          ],
        },
      ]),
      ['line-skipped'],
    ],
    [
      'workbook with a line of units',
      workbook([
        {
          name: 'S',
          rows: [
            ['日期', '流量'],
            [null, 'm³/s'],
            [day1, 105.5],
            [day2, 98],
          ],
        },
      ]),
    ],
    [
      'workbook with a merged title',
      workbook([
        {
          name: 'S',
          rows: [
            ['上库逐日流量', null],
            ['日期', '流量(m3/s)'],
            [day1, 105.5],
            [day2, 98],
          ],
        },
      ]),
      ['line-skipped'],
    ],
    [
      'workbook with the last values of formulas',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [day1, { xml: '<c><f>B9*[1]外部.xlsx!A1</f><v>105.5</v></c>' }],
            [day2, { xml: '<c t="str"><f>TEXT(98,"0")</f><v>98</v></c>' }],
          ],
        },
      ]),
    ],
  ])('%s', async (_, bytes, notes = []) => {
    expect(await read(bytes)).toEqual({ flows: [105.5, 98], start: '2021-06-01', notes });
  });

  test.each([
    ['thousands in quotes', flows('"1,105.5"', '"1,098"')],
    ['thousands by spaces', flows('1 105.5', '1\u00A0098')],
    ['thousands with a point elsewhere, by tabs', 'date\tflow_m3s\n2021-06-01\t1,105.5\n2021-06-02\t1,098\n'],
  ])('%s', async (_, text) => {
    expect((await read(text)).flows).toEqual([1105.5, 1098]);
  });

  test('a file that was UTF-8 with a mark stays itself under another name', async () => {
    expect(
      (
        await read(
          workbook([
            {
              name: 'S',
              rows: [
                ['date', 'flow_m3s'],
                [day1, 1],
                [day2, 2],
              ],
            },
          ]),
          'upper.xlsx',
        )
      ).flows,
    ).toEqual([1, 2]);
  });
});

describe('layouts that are refused by one problem with the cause', () => {
  test.each<[string, Uint8Array | string, string, number?]>([
    ['day or month first', rows('01/06/2021', '02/06/2021'), 'ambiguous-date', 2],
    ['years of two digits', rows('21/6/1', '21/6/2'), 'ambiguous-date', 2],
    ['month names and years of two digits', rows('1-Jun-21', '2-Jun-21'), 'ambiguous-date', 2],
    ['days without a year', rows('6月1日', '6月2日'), 'inflow-date', 2],
    ['months', rows('2021-06', '2021-07'), 'inflow-date', 2],
    ['decimal commas', 'date;flow_m3s\n2021-06-01;105,5\n2021-06-02;98,0\n', 'decimal-comma', 2],
    ['decimal commas in quotes', flows('"105,5"', '98'), 'decimal-comma', 2],
    [
      'decimal commas with points for thousands',
      'date;flow_m3s\n2021-06-01;1.105,5\n2021-06-02;98\n',
      'decimal-comma',
      2,
    ],
    [
      'day or month first, with a remark below',
      `${rows('01/06/2021', '02/06/2021')}注：资料来自水文年鉴,\r\n`,
      'ambiguous-date',
      2,
    ],
    [
      'commas that may be either, by full-width commas',
      'date，flow_m3s\n2021-06-01，1,105\n2021-06-02，98\n',
      'ambiguous-number',
      2,
    ],
    [
      'decimal commas that cut the numbers in two',
      'date,flow_m3s\n2021-06-01,105,5\n2021-06-02,98,0\n',
      'ragged-row',
      2,
    ],
    ['thousands that cut the numbers in two', 'date,flow_m3s\n2021-06-01,1,105.5\n2021-06-02,98\n', 'ragged-row', 2],
    ['a velocity', '日期,流速(m/s)\n2021-06-01,1.5\n2021-06-02,1.2\n', 'missing-column', 1],
    ['commas that may be either', 'date;flow_m3s\n2021-06-01;1,105\n2021-06-02;98\n', 'ambiguous-number', 2],
    ['points that may be either', 'date;flow_m3s\n2021-06-01;1.105\n2021-06-02;1.098\n', 'ambiguous-number', 2],
    ['another unit', '日期,流量(万m3/d)\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ['another unit in its line', 'date,flow\n,hm3/d\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 2],
    ['another unit above', '单位：万m3,\n日期,流量\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ['another unit above in brackets', '单位（万m³）,\n日期,流量\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ['two flows', '日期,流量,平均流量\n2021-06-01,105.5,1\n2021-06-02,98,1\n', 'ambiguous-column', 1],
    ['an outflow alone', '日期,出库流量\n2021-06-01,105.5\n2021-06-02,98\n', 'missing-column', 1],
    ['no head', '2021-06-01,105.5\n2021-06-02,98\n', 'missing-column', 1],
    ['columns apart by spaces', 'date  flow_m3s\n2021-06-01  105.5\n2021-06-02  98\n', 'missing-column', 1],
    ['no value', flows('#N/A', ''), 'not-a-number', 2],
    ['a mark for no value', flows('-9999', '98'), 'no-data-code', 2],
    [
      'several times of one day',
      'date,flow_m3s\n2021-06-01 08:00,1\n2021-06-01 20:00,2\n2021-06-02 08:00,3\n',
      'several-times-a-day',
      3,
    ],
    ['midnight written as 24:00', rows('2021-06-01 24:00', '2021-06-02 24:00'), 'inflow-date', 2],
    ['numbers above 12 on both places', rows('13/06/2021', '06/14/2021'), 'ambiguous-date', 2],
    ['dates parted by points and others', rows('01.06.2021', '02/06/2021'), 'ambiguous-date', 2],
    ['days first, and a date that a spreadsheet has turned', rows('2021/6/1', '13/06/2021'), 'ambiguous-date', 3],
    ['days first and decimal commas', 'date;flow_m3s\n01.06.2021;105,5\n02.06.2021;98,0\n', 'decimal-comma', 2],
    ['cubic feet in a name', 'date,flow_cfs\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ['cubic feet in a name with a space', 'date;Inflow CFS\n2021-06-01;105.5\n2021-06-02;98\n', 'flow-unit', 1],
    ['litres in a name', 'date,discharge_l/s\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ['volumes of a day in a name', '日期,流量_万m3/d\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ...[
      '日来水量(万m³)',
      '来水量/万m³',
      '日均来水 万m³/d',
      '入库水量（亿立方米）',
      '径流深(mm)',
      'flow_mm',
      'runoff_mm_per_day',
      'inflow_hm3_per_day',
      'inflow_hm3',
      'Inflow (hm3/day)',
      'inflow_m3_per_h',
      'inflow_kcfs',
    ].map((name): [string, string, string, number] => [
      `water by ${name}`,
      `date,${name}\n2021-06-01,105.5\n2021-06-02,98\n`,
      'flow-unit',
      1,
    ]),
    ...['水位(m)', '蓄水量(万m³)', '降水量(mm)', '弃水量(万m³)', 'storage_hm3', 'rain_mm', 'outflow_hm3_per_day'].map(
      (name): [string, string, string, number] => [
        `no inflow: ${name}`,
        `date,${name}\n2021-06-01,105.5\n2021-06-02,98\n`,
        'missing-column',
        1,
      ],
    ),
    ['one day in another style that may be two', rows('2021/6/1', '02/06/2021'), 'ambiguous-date', 3],
    ['serial numbers from 1904', rows('42886', '42887'), 'outside-window', 2],
    [
      'serial numbers from 1904 in a workbook without their style',
      workbook(
        [
          {
            name: 'S',
            rows: [
              ['date', 'flow_m3s'],
              [42886, 105.5],
              [42887, 98],
            ],
          },
        ],
        { date1904: true },
      ),
      'outside-window',
      2,
    ],
    ['a subtotal between days', 'date,flow_m3s\n2021-06-01,105.5\n小计,105.5\n2021-06-02,98\n', 'inflow-date', 3],
    [
      'a head that is printed again',
      'date,flow_m3s\n2021-06-01,105.5\ndate,flow_m3s\n2021-06-02,98\n',
      'inflow-date',
      3,
    ],
    ['numbers in brackets', flows('(105.5)', '98'), 'not-a-number', 2],
    ['a flag behind a number', flows('105.5*', '98'), 'not-a-number', 2],
    ['percentages', flows('105.5%', '98%'), 'not-a-number', 2],
    ['a letter for a digit', flows('1O5.5', '98'), 'not-a-number', 2],
    ['a binary zero', 'date,flow_m3s\n2021-06-01,105.5\0\n2021-06-02,98\n', 'not-a-text', 2],
    [
      'a record of several stations',
      'station,date,flow_m3s\nupper,2021-06-01,105.5\nupper,2021-06-02,98\nlower,2021-06-01,1\nlower,2021-06-02,2\n',
      'duplicate-date',
      4,
    ],
    ['days across', 'station,2021-06-01,2021-06-02\nupper,105.5,98\n', 'missing-column', 1],
    ['stations across', '日期,上库,下库\n2021-06-01,105.5,1\n2021-06-02,98,2\n', 'missing-column', 1],
    ['days of the year', rows('2021-152', '2021-153'), 'inflow-date', 2],
    ['seconds since 1970', rows('1622476800', '1622563200'), 'inflow-date', 2],
    ['years of the Republic', rows('民国110年6月1日', '民国110年6月2日'), 'inflow-date', 2],
    ['cubic feet', 'date,flow (cfs)\n2021-06-01,105.5\n2021-06-02,98\n', 'flow-unit', 1],
    ['a whole row in quotes', '"date,flow_m3s"\n"2021-06-01,105.5"\n"2021-06-02,98"\n', 'missing-column', 1],
    [
      'workbook with an error in a cell',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [day1, { xml: '<c t="e"><v>#N/A</v></c>' }],
            [day2, 98],
          ],
        },
      ]),
      'not-a-number',
      2,
    ],
    [
      'workbook with decimal commas in texts',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [day1, '105,5'],
            [day2, '98,0'],
          ],
        },
      ]),
      'decimal-comma',
      2,
    ],
    [
      'workbook with commas in texts that may be either',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [day1, '1,105'],
            [day2, '1,098'],
          ],
        },
      ]),
      'ambiguous-number',
      2,
    ],
    [
      'workbook whose table is hidden',
      workbook([
        {
          name: 'a',
          hidden: true,
          rows: [
            ['date', 'flow_m3s'],
            [day1, 1],
            [day2, 2],
          ],
        },
        { name: 'b', rows: [['说明']] },
      ]),
      'missing-column',
      1,
    ],
    ['another year', rows('2020-06-01', '2020-06-02'), 'outside-window', 2],
    [
      'Western code page',
      Uint8Array.from(Buffer.from('date,d\xe9bit_\xe0\n2021-06-01,105.5\n', 'latin1')),
      'unknown-encoding',
      1,
    ],
    [
      'Western code page with ³',
      Uint8Array.from(Buffer.from('date,flow (m\xb3/s)\n2021-06-01,105.5\n', 'latin1')),
      'unknown-encoding',
      1,
    ],
    ['Big5', Uint8Array.from([0xa4, 0xe9, 0xb4, 0xc1, 0x2c, 0xac, 0x79, 0xb6, 0x71, 0x0a]), 'unknown-encoding', 1],
    [
      'UTF-8 with a line of GBK',
      Buffer.concat([Buffer.from('日期,流量(m3/s)\n'), gbk('注：资料来源\n')]),
      'unknown-encoding',
      2,
    ],
    ['characters lost before', '日期,流量(m3/s)\n2021-06-01,105.5\n锟斤拷,\n', 'lost-characters', 3],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'not-a-text', 1],
    ['a PDF', '%PDF-1.7\n', 'not-a-text', 1],
    ['a web page under the name of a table', '<html><table><tr><td>日期</td></tr></table></html>', 'not-a-table', 1],
    ['a quotation mark left open', 'date,flow_m3s\n"2021-06-01,1\n', 'csv-syntax', 2],
    ['nothing', '', 'empty-table', 1],
    [
      'workbook with two tables',
      workbook(
        ['a', 'b'].map((name) => ({
          name,
          rows: [
            ['date', 'flow_m3s'],
            [day1, 1],
            [day2, 2],
          ],
        })),
      ),
      'several-sheets',
      1,
    ],
    [
      'workbook with formulas that were never computed',
      workbook([
        {
          name: 'S',
          rows: [
            ['date', 'flow_m3s'],
            [day1, { xml: '<c><f>1+1</f></c>' }],
            [day2, 98],
          ],
        },
      ]),
      'formula-without-value',
      1,
    ],
    ['workbook cut off', workbook([{ name: 'S', rows: [['date', 'flow_m3s']] }]).slice(0, 700), 'workbook-damaged', 1],
    [
      'workbook with a document type',
      workbook([], { parts: { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' } }),
      'workbook-damaged',
      1,
    ],
  ])('%s', async (_, bytes, code, line) => {
    const { problems } = await read(bytes);
    expect(problems?.map(([found]) => found)).toEqual([code]);
    expect(problems?.[0][1]).toBe(line);
  });

  test.each(['month-first', 'day-first'])(
    'a season whose days run beyond the twelfth says its order: %s',
    async (order) => {
      const season = Array.from({ length: 153 }, (_, d) => new Date(Date.UTC(2021, 5, 1 + d)));
      const dates = season.map((day) =>
        order === 'month-first'
          ? `${day.getUTCMonth() + 1}/${day.getUTCDate()}/2021`
          : `${day.getUTCDate()}/${day.getUTCMonth() + 1}/2021`,
      );
      const { flows, start, notes } = await read(
        `date,flow_m3s\n${dates.map((date, d) => `${date},${d}`).join('\n')}\n`,
        'upper.csv',
        'window: { start: "2021-06-01", end: "2021-11-01" }\n',
      );
      expect({ start, notes, last: flows?.at(-1) }).toEqual({ start: '2021-06-01', notes: ['day-order'], last: 152 });
    },
  );

  test('one cause of a whole season is one problem', async () => {
    const season = Array.from({ length: 153 }, (_, d) => new Date(Date.UTC(2021, 5, 1 + d)));
    const window = 'window: { start: "2021-06-01", end: "2021-11-01" }\n';
    const american = season.map((day) => `${day.getUTCMonth() + 1}/${day.getUTCDate()}/2021,100`);
    expect(
      (await read(`date,flow_m3s\n${[...american.slice(0, -1), '31/10/2021,100'].join('\n')}\n`, 'upper.csv', window))
        .problems,
    ).toEqual([['ambiguous-date', 2]]);
    const iso = season.map((day) => day.toISOString().slice(0, 10));
    expect(
      (await read(`date,flow_m3s\n${iso.map((day) => `${day},#N/A`).join('\n')}\n`, 'upper.csv', window)).problems,
    ).toEqual([['not-a-number', 2]]);
    expect(
      (await read(`date,flow_m3s\n${iso.map((day) => `${day},-99.9`).join('\n')}\n`, 'upper.csv', window)).problems,
    ).toEqual([['no-data-code', 2]]);
    expect(
      (await read(`date,flow_m3s\n${[...iso, ...iso].map((day) => `${day},3`).join('\n')}\n`, 'upper.csv', window))
        .problems,
    ).toEqual([['duplicate-date', 155]]);
    expect(
      (
        await read(
          `date,flow_m3s\n${iso
            .filter((_, d) => d % 10 === 0)
            .map((day) => `${day},3`)
            .join('\n')}\n`,
          'upper.csv',
          window,
        )
      ).problems,
    ).toEqual([['missing-date', 3]]);
  });
});

test.each([
  ['万m³', '10^4/86400'],
  ['万m3/d', '10^4/86400'],
  ['10^4m3/d', '10^4/86400'],
  ['亿立方米', '10^8/86400'],
  ['百万m3/日', '10^6/86400'],
  ['hm3_per_day', '10^6/86400'],
  ['m3/h', '1/3600'],
  ['L/s', '10^-3'],
  ['ft3/s', '0.0283168'],
  ['kcfs', '28.3168'],
  ['mm', 'the area in km2 x 10^3/86400'],
  ['万m3/月', null],
  ['MW', null],
])('values in %s are multiplied by %s to be m3/s', (unit, factor) => {
  expect(factorToFlow(unit)).toBe(factor);
});

test.each(['inflow_m3_per_s', 'inflow (m3/sec)', 'flow_cumecs', 'Flow cms', '来水流量_立方米每秒'])(
  '%s is in m3/s, which is not noted',
  async (name) => {
    expect(await read(`date,${name}\n2021-06-01,105.5\n2021-06-02,98\n`)).toMatchObject({
      flows: [105.5, 98],
      notes: [],
    });
  },
);

test.each(['单位：m³/s', '单位（m³/s）', 'Unit [m3/s]', '（单位：立方米/秒）'])(
  '%s above the head is no other unit',
  async (title) => {
    expect(await read(`${title},\n日期,流量\n2021-06-01,105.5\n2021-06-02,98\n`)).toMatchObject({ flows: [105.5, 98] });
  },
);

describe('tables of a whole year', () => {
  const year = Array.from({ length: 365 }, (_, d) => new Date(Date.UTC(2021, 0, 1 + d)));
  const value = (day: Date): number => 100 * (day.getUTCMonth() + 1) + day.getUTCDate();
  const season = year.filter((day) => day.getUTCMonth() >= 5 && day.getUTCMonth() <= 9);
  const window = 'window: { start: "2021-06-01", end: "2021-11-01" }\n';
  const wanted = { flows: season.map(value), start: '2021-06-01' };
  const months = ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月'];
  const length = (month: number): number => new Date(Date.UTC(2021, month, 0)).getUTCDate();
  const cell = (month: number, day: number): string => (day > length(month) ? '' : String(100 * month + day));
  const days = Array.from({ length: 31 }, (_, d) => d + 1);
  const matrix = (head: readonly string[], cells = cell): string =>
    [head.join(','), ...days.map((day) => [day, ...head.slice(1).map((_, m) => cells(m + 1, day))].join(','))].join(
      '\n',
    );
  const title = '某某河 某某站 逐日平均流量表,\n年份：2021  流量：m3/s,\n';

  test('by date: the part that the window needs, and what part it is', async () => {
    const { notes, ...read1 } = await read(
      `日期,流量(m3/s)\n${year.map((day) => `${day.getUTCFullYear()}/${day.getUTCMonth() + 1}/${day.getUTCDate()},${value(day)}`).join('\n')}\n`,
      'upper.csv',
      window,
    );
    expect(read1).toEqual(wanted);
    expect(notes).toEqual(['part-used']);
  });

  test.each([
    ['Chinese heads', `${title}${matrix(['日', ...months])}`],
    [
      'heads with spaces and 月份',
      `${title}${matrix(['日 \\ 月', ...months.map((month) => month.replace('月', ' 月份'))])}`,
    ],
    ['numbers for heads', `${title}${matrix(['月/日', ...months.map((_, m) => String(m + 1))])}`],
    [
      '6月 for heads, year in Chinese',
      `二〇二一年 某某站逐日平均流量（m³/s）\n${matrix(['日期', ...months.map((_, m) => `${m + 1}月`)])}`,
    ],
    [
      'dashes where there is no day, sums below',
      `${title}${matrix(['日', ...months], (m, d) => cell(m, d) || '—')}\n平均,${months.map((_, m) => (100 * (m + 1) + (length(m + 1) + 1) / 2).toFixed(1)).join(',')}\n最大,${months.map(() => 1).join(',')}\n日期,${months.map(() => 31).join(',')}\n最小,${months.map(() => 1).join(',')}\n年统计,最大流量,1231\n`,
    ],
    [
      'months down',
      `${title}月\\日,${days.join(',')}\n${months.map((month, m) => [month, ...days.map((day) => cell(m + 1, day))].join(',')).join('\n')}\n`,
    ],
  ])('yearbook: %s', async (_, text) => {
    const { notes, ...found } = await read(text, 'upper.csv', window);
    expect(found).toEqual(wanted);
    expect(notes).toContain('yearbook');
    expect(notes).toContain('part-used');
  });

  test('yearbook as a workbook', async () => {
    const bytes = workbook([
      {
        name: '2021',
        rows: [
          ['某某站逐日平均流量表 2021年'],
          ['单位：m³/s'],
          ['日', ...months],
          ...days.map((day) => [
            day,
            ...months.map((_, m) => (cell(m + 1, day) === '' ? null : Number(cell(m + 1, day)))),
          ]),
        ],
      },
    ]);
    const { notes: _, ...found } = await read(bytes, 'upper.xlsx', window);
    expect(found).toEqual(wanted);
  });

  test.each([
    ['no year', `某某站逐日平均流量表\n${matrix(['日', ...months])}`, 'yearbook-year'],
    ['two years', `2020年至2021年流量\n${matrix(['日', ...months])}`, 'yearbook-year'],
    ['water levels', `某某站逐日平均水位表 2021年\n${matrix(['日', ...months])}`, 'not-flow'],
    ['another unit', `逐日平均流量 2021年 单位：L/s\n${matrix(['日', ...months])}`, 'flow-unit'],
    [
      'a 30 February',
      `${title}${matrix(['日', ...months], (m, d) => (m === 2 && d === 30 ? '230' : cell(m, d)))}`,
      'no-such-day',
    ],
    [
      'a mean that its days do not give',
      `${title}${matrix(['日', ...months])}\n平均,${months.map((_, m) => (m === 6 ? 1616 : 100 * (m + 1) + (length(m + 1) + 1) / 2)).join(',')}\n`,
      'mean-disagrees',
    ],
    ['a water year', `${title}${matrix(['日', ...months.slice(4), ...months.slice(0, 4)])}`, 'yearbook-months'],
    ['two tables', `${title}${matrix(['日', ...months])}\n2022年\n${matrix(['日', ...months])}`, 'several-tables'],
    [
      'a day that lacks',
      `${title}${matrix(['日', ...months], (m, d) => (m === 7 && d === 14 ? '' : cell(m, d)))}`,
      'not-a-number',
    ],
    [
      'a day outside the window that lacks',
      `${title}${matrix(['日', ...months], (m, d) => (m === 1 && d === 14 ? '—' : cell(m, d)))}`,
      null,
    ],
  ])('yearbook with %s', async (_, text, code) => {
    const found = await read(text, 'upper.csv', window);
    expect(found.problems?.map(([one]) => one) ?? null).toEqual(code === null ? null : [code]);
  });
});

test.each(['csv', 'xlsx', 'TSV'])(
  'a table (.%s) given in place of a scenario is told what to do, whatever it holds',
  async (ending) => {
    const path = join(root, `given.${ending}`);
    writeFileSync(path, rows('2021-06-01', '2021-06-02'));
    const loaded = await loadScenarioChain(path);
    expect(loaded.ok ? [] : loaded.problems.map(({ code }) => code)).toEqual(['table-given']);
    expect(loaded.ok ? '' : loaded.problems[0].hint).toMatch(/scenario that names it under inflow/);
  },
);
