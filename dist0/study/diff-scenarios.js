/** All fields that differ, lists of named things (loads, measures) compared by id, so that order alone is no difference. */
export const diffScenarios = (left, right) => differences('', left, right);
function differences(path, left, right) {
    const [a, b] = [fieldsOf(left), fieldsOf(right)];
    if (!a || !b)
        return JSON.stringify(left) === JSON.stringify(right) ? [] : [{ path, left: left ?? null, right: right ?? null }];
    const keys = [...new Set([...a.keys(), ...b.keys()])];
    return keys.flatMap((key) => differences(join(path, key), a.get(key), b.get(key)));
}
const join = (path, key) => (path === '' || key.startsWith('[') ? path + key : `${path}.${key}`);
function fieldsOf(value) {
    if (Array.isArray(value))
        return value.every(isNamed) ? new Map(value.map((item) => [`[${item.id}]`, item])) : null;
    return value !== null && typeof value === 'object' ? new Map(Object.entries(value)) : null;
}
const isNamed = (item) => item !== null && typeof item === 'object' && typeof item.id === 'string';
