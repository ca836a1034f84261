/** A value by hour of the season's days: as usual, but for spells, of which the last in the list that holds goes before the others. */
export function byHour({ start, days }, usual, spells) {
    const table = new Float64Array(days * 24).fill(usual);
    for (const { from, to, value } of spells)
        table.fill(value, Math.max(0, from - start), Math.max(0, Math.min(table.length, to - start)));
    return table;
}
