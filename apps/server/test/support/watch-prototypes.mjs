// Loaded into a server before it starts: each of its threads complains at its end where something was added to what all
// objects inherit, or changed there.
import { writeSync } from 'node:fs'

const ALL = { Object, Array, Function, String, Number, Boolean, Date, RegExp, Error, Map, Set, Promise, Uint8Array }
const seen = () =>
  Object.entries(ALL).flatMap(([name, { prototype }]) =>
    Reflect.ownKeys(prototype).map((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key)
      return [`${name}.prototype.${String(key)}`, value, get, set]
    }),
  )

const before = new Map(seen().map(([name, ...what]) => [name, what]))
process.on('exit', () => {
  for (const [name, ...what] of seen()) {
    const was = before.get(name)
    if (was === undefined || what.some((each, index) => !Object.is(each, was[index])))
      writeSync(2, `${name} is not what it was\n`)
  }
})
