import type { Unit } from './rows/row';

const withUnit =
	(unit: string, digits: number): Unit =>
	(value) =>
		`${value.toFixed(digits)} ${unit}`;

export const milliseconds = withUnit('ms', 1);
export const fineMilliseconds = withUnit('ms', 2);
export const seconds: Unit = (value) => `${(value / 1000).toFixed(2)} s`;
export const perMegabyte = withUnit('ms/MB', 2);
export const perItem = withUnit('ms/item', 2);
export const megabytes: Unit = (value) => `${(value / 1e6).toFixed(1)} MB`;
