/** The numbers that an SQL `json_group_array` of ids answers. Holds at run time: ids are numbers. */
export const idsIn = (json: unknown): number[] => JSON.parse(String(json ?? '[]')) as number[]
