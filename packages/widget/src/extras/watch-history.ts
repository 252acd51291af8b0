/** Calls back when the page's address may have changed without a load, in browsers that have no `navigation`. */
export function watchHistory(look: () => void) {
  // Fires for a changed hash too, so `hashchange` would tell nothing new.
  window.addEventListener('popstate', look)
  // Where a page has frozen its history `set` answers false instead of throwing.
  for (const name of ['pushState', 'replaceState'] as const) Reflect.set(history, name, calling(history[name], look))
  look()
}

/** The same function to all who look at it, with `after` called once it has returned; what it throws is thrown. */
function calling<F extends History['pushState']>(target: F, after: () => void): F {
  const handler: ProxyHandler<F> = {
    apply(original, self, args) {
      Reflect.apply(original, self, args)
      after()
    },
  }
  // A page may have given all objects a `get`.
  return new Proxy(target, Object.assign(Object.create(null), handler))
}
