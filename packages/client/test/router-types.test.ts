import type { AppRouter as ServerRouter } from '@son1k/api'
import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { expectTypeOf, test } from 'vitest'
import type { AppRouter, Event, NewEvent, RouterInputs, RouterOutputs } from '../src/index.js'

// Checked by the compiler, so by `check:types`.
test('the router of the client has the types of the server’s own', () => {
  expectTypeOf<RouterInputs>().toEqualTypeOf<inferRouterInputs<ServerRouter>>()
  expectTypeOf<RouterOutputs>().toEqualTypeOf<inferRouterOutputs<ServerRouter>>()
  expectTypeOf<inferRouterError<AppRouter>>().toEqualTypeOf<inferRouterError<ServerRouter>>()
})

test('a complete event is a new event too', () => {
  expectTypeOf<Event>().toExtend<NewEvent>()
  expectTypeOf<NewEvent>().toExtend<NewEvent<'userId' | 'sessionId'>>()
})
