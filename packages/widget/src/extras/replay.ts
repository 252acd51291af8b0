/** A call of the snippet that stands in for `window.son1k`: names to follow, and arguments. */
type Call = [path: (string | number)[], args: unknown[]]

/**
 * Makes the calls that a page made before this script had loaded, and from here on those that it makes by what it got from them. A name that is a number stands for what that call answered.
 * @param calls what the snippet has noted
 */
export function replay(calls: unknown, api: object) {
  if (!isCalls(calls)) return
  const answers: unknown[] = []
  const root = Object.assign(answers, api)
  const push = ([path, args]: Call) => {
    const name = path.pop() ?? ''
    const owner = path.reduce(step, root)
    return answers.push(Reflect.apply(asFunction(step(owner, name)), owner, args))
  }
  for (const call of calls.splice(0)) push(call)
  calls.push = push
}

/** The snippet notes nothing else. */
const isCalls = (calls: unknown): calls is Call[] => Array.isArray(calls)
const step = (owner: unknown, name: string | number): unknown => (owner as Record<string | number, unknown>)[name]
const asFunction = (value: unknown) => value as () => unknown
