export const SERVICES = Symbol('services');
