/** The periods that can be chosen, in days. A period of 1 is the last 24 hours, so that the one before is as long. */
export const RANGE_DAYS = [1, 7, 30, 90, 365] as const
export type RangeDays = (typeof RANGE_DAYS)[number]
