import { appIdOf } from '@son1k/api'
import { AnalyticsError, type NameSynonym, nameSynonymSchema } from '@son1k/contract'
import { checked } from './checked.js'
import { tableOf } from './table-of.js'
import { whileReading } from './while-reading.js'
import { withAdministration } from './with-administration.js'

type OfApp = { app: string }

/** Prints the names that an app means the same by. */
export async function listNames({ app, json = false }: OfApp & { json?: boolean }): Promise<void> {
  const synonyms = await whileReading(async (store) => store.nameSynonyms(await appIdOf(store.registry, app)))
  if (json) return console.log(JSON.stringify(synonyms))
  if (synonyms.length === 0) return console.log(`The app ${app} has no names of its own`)
  console.log(tableOf(synonyms.map(({ dimension, name, means }) => [dimension, name, `= ${means}`])))
}

/** Makes a name count as another one. */
export async function addName(typed: { [Field in keyof NameSynonym]: string }, { app }: OfApp): Promise<void> {
  const added = checked(nameSynonymSchema, typed)
  await change(app, (synonyms) => [...synonyms.filter((each) => !isSame(each, added)), added])
  console.log(`${added.name} counts as ${added.means} from now on, also in the past`)
}

/** Takes that back. */
export async function removeName(
  taken: Pick<NameSynonym, 'name'> & { dimension: string },
  { app }: OfApp,
): Promise<void> {
  await change(app, (synonyms) => {
    const left = synonyms.filter((each) => !isSame(each, taken))
    if (left.length < synonyms.length) return left
    throw new AnalyticsError('NOT_FOUND', `The app ${app} has no ${taken.dimension} ${taken.name}: see \`names list\``)
  })
  console.log(`${taken.name} is a name of its own again`)
}

const isSame = (one: { dimension: string; name: string }, other: { dimension: string; name: string }) =>
  one.dimension === other.dimension && one.name === other.name

const change = (app: string, changed: (synonyms: NameSynonym[]) => NameSynonym[]): Promise<void> =>
  withAdministration(async ({ procedures: { admin } }) => {
    await admin.setNames.mutate({ app, synonyms: changed(await admin.names.query({ app })) })
  })
