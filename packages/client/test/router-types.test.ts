import type { AppRouter as ServerRouter } from '@son1k/api'
import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { expectTypeOf, test } from 'vitest'
import type {
  ApiClient,
  AppRouter,
  Event,
  ExportAnswer,
  ExportInput,
  InsightAnswers,
  InsightInputs,
  NewEvent,
  RouterInputs,
  RouterOutputs,
  Summary,
  SummaryInput,
} from '../src/index.js'

// Checked by the compiler, so by `check:types`.
test('the router of the client has the types of the server’s own', () => {
  expectTypeOf<RouterInputs>().toEqualTypeOf<inferRouterInputs<ServerRouter>>()
  expectTypeOf<RouterOutputs>().toEqualTypeOf<inferRouterOutputs<ServerRouter>>()
  expectTypeOf<inferRouterError<AppRouter>>().toEqualTypeOf<inferRouterError<ServerRouter>>()
})

type Flat<Type> = { [Key in keyof Type]: Type[Key] }
/** `live` is a subscription. */
type Queries = Omit<ApiClient['analytics'], 'live'>
type Asked = { [Name in keyof Queries]: Parameters<Queries[Name]['query']>[0] }
type Answered = { [Name in keyof Queries]: Awaited<ReturnType<Queries[Name]['query']>> }

test('every question can be asked through the client, with the types of its input and its answer', () => {
  expectTypeOf<Asked>().toEqualTypeOf<Flat<InsightInputs & { summary: SummaryInput; export: ExportInput }>>()
  expectTypeOf<Answered>().toEqualTypeOf<Flat<InsightAnswers & { summary: Summary; export: ExportAnswer }>>()
})

test('a complete event is a new event too', () => {
  expectTypeOf<Event>().toExtend<NewEvent>()
  expectTypeOf<NewEvent>().toExtend<NewEvent<'userId' | 'sessionId'>>()
})
