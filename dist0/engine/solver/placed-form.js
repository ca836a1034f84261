/** A barrier form in kernel memory, and the passes over its matrix. */
export class PlacedForm {
    form;
    space;
    quadratic;
    rhs;
    cost;
    runs;
    runCount;
    indices;
    values;
    sums;
    constructor(form, space) {
        this.form = form;
        this.space = space;
        this.cost = space.vector(form.cost);
        this.quadratic = space.vector(form.quadratic);
        this.rhs = space.vector(form.rhs);
        this.runs = space.integers(form.runs);
        this.runCount = form.runs.length / 2;
        this.indices = space.integers(form.rowBytes);
        this.values = space.vector(form.values).at;
        this.sums = space.vector(3);
    }
    /** out = b + A (theta r). */
    weightedActivity(theta, r, b, out) {
        this.space.kernels.weightedActivity(this.runs, this.runCount, this.indices, this.values, theta.at, r.at, b.at, out.at, this.form.rows);
    }
    /** x = theta (A'y - r) and out = b - A x. */
    weightedColumns(theta, r, y, x, b, out) {
        this.space.kernels.weightedColumns(this.runs, this.runCount, this.indices, this.values, theta.at, r.at, y.at, x.at, b.at, out.at, this.form.rows);
    }
    /** costs = cost + Q x - A'y and left = rhs - A x; returns cost'x, x'Qx and rhs'y. */
    residuals(x, y, costs, left) {
        const { cost, quadratic, rhs, sums, form: { rows } } = this;
        this.space.kernels.residuals(this.runs, this.runCount, this.indices, this.values, cost.at, quadratic.at, rhs.at, rows, x.at, y.at, costs.at, left.at, sums.at);
        const [linear, square, dual] = sums.list;
        return { linear, square, dual };
    }
    /** Adds A theta A' to panels; `places` has a byte offset for each pair of entries of a variable. */
    addWeightedProducts(theta, places, panels) {
        this.space.kernels.addWeightedProducts(this.runs, this.runCount, this.values, theta.at, places, panels.at);
    }
}
