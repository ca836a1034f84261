/**
 * The value below which a share `share` (0-1) of what a profile leaves plausible lies: density exp(-misfit / 2) at the points, on straight lines between them. Points in rising order of value; a single
 * point is the answer for every share.
 */
export function profileQuantile(points, share) {
    const least = points.reduce((low, { misfit }) => Math.min(low, misfit), Infinity);
    const density = points.map(({ misfit }) => Math.exp((least - misfit) / 2));
    const pieces = points.slice(1).map((point, k) => (point.value - points[k].value) * (density[k] + density[k + 1]) / 2);
    let left = share * pieces.reduce((sum, piece) => sum + piece, 0);
    let k = 0;
    while (k < pieces.length - 1 && left > pieces[k])
        left -= pieces[k++];
    return points.length < 2 ? points[0].value : points[k].value + within(points[k + 1].value - points[k].value, density[k], density[k + 1], left);
}
/** How far into a trapezium of `width` and sides `a`, `b` its part of size `area` reaches. */
function within(width, a, b, area) {
    const slope = (b - a) / width;
    const root = Math.sqrt(Math.max(0, a * a + 2 * slope * area));
    return a + root > 0 ? Math.min(width, 2 * area / (a + root)) : width;
}
