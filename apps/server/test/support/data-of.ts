/** What procedures of these tests answer. */
type Data = { id: number; secret: string; sessionId: string; ended: boolean; webhookSecret: string }

/** The answer of a procedure. Holds at run time: who asks names a field that it has. */
export const dataOf = async (response: Response): Promise<Data> =>
  ((await response.json()) as { result: { data: Data } }).result.data
