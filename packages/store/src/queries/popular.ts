import { and, asc, count, desc, eq } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { event, label } from '../db/schema.js'
import type { Database } from './question.js'
import { eventsOf, type Scope } from './window.js'

const LONGEST_LIST = 10

/** The labels that most succeeded generations have: by count, then by name in the order of code points. */
const popular = (column: typeof event.styleId | typeof event.promptId) => (database: Database, scope: Scope) =>
  database
    .select({ value: label.value, count: count() })
    .from(event)
    .innerJoin(label, eq(label.id, column))
    .where(and(eventsOf('generation', scope), eq(event.outcome, OUTCOME_CODES.succeeded)))
    .groupBy(label.id)
    .orderBy(desc(count()), asc(label.value))
    .limit(LONGEST_LIST)

export const popularStyles = popular(event.styleId)
export const popularPrompts = popular(event.promptId)
