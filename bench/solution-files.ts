/** What a solver wrote about a program: its objective, and a value by column where it tells them. */
export interface Written {
  readonly objective: number;
  readonly x: Float64Array;
}

/**
 * CLP, `-solution`: "Optimal - objective value v", then index, name, value and reduced cost of every column that is not
 * zero; `**` marks a bound not met.
 */
export function readClp(text: string, columns: number): Written {
  const x = new Float64Array(columns);
  let objective = NaN;
  for (const line of text.split('\n')) {
    const value = /^Optimal - objective value\s+(\S+)/.exec(line);
    if (value) objective = Number(value[1]);
    const cells = /^\s*(?:\*\*)?\s*(\d+)\s+\S+\s+(\S+)/.exec(line);
    if (cells && Number(cells[1]) < columns) x[Number(cells[1])] = Number(cells[2]);
  }
  return { objective, x };
}

/**
 * GLPK, `--write`: a line "s ipt rows columns status objective", then "j column value dual" a column, counted from 1.
 */
export function readGlpk(text: string, columns: number): Written {
  const x = new Float64Array(columns);
  let objective = NaN;
  for (const line of text.split('\n')) {
    const cells = line.split(' ');
    if (cells[0] === 's') objective = cells[1] === 'ipt' && cells[4] === 'o' ? Number(cells[5]) : NaN;
    if (cells[0] === 'j' && Number(cells[1]) <= columns) x[Number(cells[1]) - 1] = Number(cells[2]);
  }
  return { objective, x };
}

/**
 * HiGHS, `--solution_file`: "Objective v", and below "# Columns n" a line "name value" a column in the order of the
 * program.
 */
export function readHighs(text: string, columns: number): Written {
  const lines = text.split('\n');
  const objective = Number(/^Objective (\S+)/m.exec(text)?.[1] ?? NaN);
  const first = lines.findIndex((line) => line.startsWith('# Columns')) + 1;
  return {
    objective,
    x: Float64Array.from({ length: columns }, (_, j) => Number(lines[first + j]?.split(' ')[1] ?? NaN)),
  };
}
